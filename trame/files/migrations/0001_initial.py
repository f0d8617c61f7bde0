import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import trame.files.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0002_people_and_trust"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="StoredFile",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("picture", "image"), ("document", "document")], max_length=10, verbose_name="nature"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="nom")),
                ("content_type", models.CharField(max_length=100, verbose_name="type")),
                ("size", models.PositiveIntegerField(verbose_name="taille")),
                ("sha256", models.CharField(max_length=64, verbose_name="empreinte")),
                ("width", models.PositiveIntegerField(null=True, verbose_name="largeur")),
                ("height", models.PositiveIntegerField(null=True, verbose_name="hauteur")),
                ("content", models.FileField(upload_to=trame.files.models.random_path, verbose_name="contenu")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="déposé le"),
                ),
                ("deleted_at", models.DateTimeField(editable=False, null=True, verbose_name="retiré le")),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="déposé par",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.organisation",
                        verbose_name="structure",
                    ),
                ),
            ],
            options={
                "verbose_name": "fichier déposé",
                "verbose_name_plural": "fichiers déposés",
                "ordering": ["-created_at"],
            },
        ),
        migrations.CreateModel(
            name="OrganisationLogo",
            fields=[
                (
                    "organisation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="people.organisation",
                        verbose_name="structure",
                    ),
                ),
                (
                    "file",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="files.storedfile",
                        verbose_name="image",
                    ),
                ),
            ],
            options={
                "verbose_name": "logo de la structure",
                "verbose_name_plural": "logos des structures",
            },
        ),
        migrations.AddIndex(
            model_name="storedfile",
            index=models.Index(fields=["organisation", "-created_at"], name="file_by_organisation"),
        ),
        migrations.AddIndex(
            model_name="storedfile",
            index=models.Index(
                condition=models.Q(("deleted_at__isnull", False)), fields=["deleted_at"], name="file_deleted"
            ),
        ),
        migrations.AddConstraint(
            model_name="storedfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["picture", "document"])), name="file_kind_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="storedfile",
            constraint=models.CheckConstraint(condition=models.Q(("name", ""), _negated=True), name="file_has_name"),
        ),
        migrations.AddConstraint(
            model_name="storedfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("height__gt", 0), ("kind", "picture"), ("width__gt", 0)),
                    models.Q(("height", None), ("kind", "document"), ("width", None)),
                    _connector="OR",
                ),
                name="file_has_sides_if_picture",
            ),
        ),
    ]
