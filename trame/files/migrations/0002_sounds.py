from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("files", "0001_initial"),
        ("people", "0008_sign_in"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="storedfile",
            name="file_kind_known",
        ),
        migrations.RemoveConstraint(
            model_name="storedfile",
            name="file_has_sides_if_picture",
        ),
        migrations.AddField(
            model_name="storedfile",
            name="reserved",
            field=models.BooleanField(default=False, verbose_name="réservé"),
        ),
        migrations.AddField(
            model_name="storedfile",
            name="seconds",
            field=models.PositiveIntegerField(null=True, verbose_name="durée en secondes"),
        ),
        migrations.AlterField(
            model_name="storedfile",
            name="kind",
            field=models.CharField(
                choices=[("picture", "image"), ("document", "document"), ("sound", "enregistrement sonore")],
                max_length=10,
                verbose_name="nature",
            ),
        ),
        migrations.AddConstraint(
            model_name="storedfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["picture", "document", "sound"])), name="file_kind_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="storedfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("height__gt", 0),
                        ("height__isnull", False),
                        ("kind", "picture"),
                        ("width__gt", 0),
                        ("width__isnull", False),
                    ),
                    models.Q(("height", None), ("kind__in", ("document", "sound")), ("width", None)),
                    _connector="OR",
                ),
                name="file_has_sides_if_picture",
            ),
        ),
        migrations.AddConstraint(
            model_name="storedfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "sound"), ("seconds__gt", 0), ("seconds__isnull", False)),
                    models.Q(models.Q(("kind", "sound"), _negated=True), ("seconds", None)),
                    _connector="OR",
                ),
                name="file_lasts_if_sound",
            ),
        ),
    ]
