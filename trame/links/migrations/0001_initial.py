import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0002_people_and_trust"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Link",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.CharField(max_length=60, verbose_name="portée")),
                ("object_id", models.CharField(max_length=64, verbose_name="identifiant de l’objet")),
                (
                    "token_digest",
                    models.CharField(editable=False, max_length=64, unique=True, verbose_name="empreinte du lien"),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="fait le"),
                ),
                ("expires_at", models.DateTimeField(verbose_name="valable jusqu’au")),
                ("revoked_at", models.DateTimeField(editable=False, null=True, verbose_name="retiré le")),
                ("max_uses", models.PositiveSmallIntegerField(null=True, verbose_name="ouvertures permises")),
                ("uses", models.PositiveIntegerField(default=0, verbose_name="ouvertures")),
                ("last_used_on", models.DateField(editable=False, null=True, verbose_name="dernière ouverture")),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="fait par",
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
                "verbose_name": "lien de partage",
                "verbose_name_plural": "liens de partage",
                "ordering": ["-created_at", "-pk"],
                "indexes": [
                    models.Index(fields=["organisation", "-created_at"], name="link_by_organisation"),
                    models.Index(fields=["scope", "object_id"], name="link_by_object"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("token_digest__regex", "^[0-9a-f]{64}$")), name="link_keeps_a_digest"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("created_at"))), name="link_expires_later"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("max_uses", None), ("max_uses", 1), _connector="OR"),
                        name="link_serves_once_or_always",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("max_uses", None), ("uses__lte", models.F("max_uses")), _connector="OR"),
                        name="link_is_not_overspent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("scope", ""), _negated=True), models.Q(("object_id", ""), _negated=True)
                        ),
                        name="link_opens_one_object",
                    ),
                ],
            },
        ),
    ]
