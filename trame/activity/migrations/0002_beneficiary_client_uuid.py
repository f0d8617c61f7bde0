"""Each person followed gets the UUID that addresses use; one by one, since a default is drawn once for all rows."""

import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("activity", "0001_initial")]

    operations = [
        migrations.AddField(
            "beneficiary",
            "client_uuid",
            models.UUIDField("identifiant de la fiche", default=uuid.uuid4, editable=False, null=True),
        ),
        migrations.RunSQL("UPDATE activity_beneficiary SET client_uuid = gen_random_uuid()", migrations.RunSQL.noop),
        migrations.AlterField(
            "beneficiary",
            "client_uuid",
            models.UUIDField("identifiant de la fiche", default=uuid.uuid4, editable=False, unique=True),
        ),
    ]
