from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0004_privacy_settings"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="profile_asked_on",
            field=models.DateField(blank=True, editable=False, null=True, verbose_name="profil demandé le"),
        ),
    ]
