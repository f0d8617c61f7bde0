"""Structures opened before verification existed were opened by the administrator of the machine: they are verified."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F, Q


def verify_those_already_there(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("people", "Organisation").objects.filter(verified_at=None).update(verified_at=F("created_at"))


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0005_profile_asked_once"),
    ]

    operations = [
        migrations.RunPython(verify_those_already_there, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.UniqueConstraint(
                condition=Q(accepted_at=None, revoked_at=None),
                fields=("organisation", "email", "role"),
                name="one_open_invitation_per_address_and_role",
            ),
        ),
    ]
