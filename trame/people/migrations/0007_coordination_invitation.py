import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0006_one_open_invitation")]

    operations = [
        migrations.CreateModel(
            name="CoordinationInvitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("email", models.EmailField(max_length=254, verbose_name="adresse électronique")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="envoyée le"),
                ),
                (
                    "invited_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="envoyée par",
                    ),
                ),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.network",
                        verbose_name="réseau",
                    ),
                ),
            ],
            options={
                "verbose_name": "invitation à coordonner",
                "verbose_name_plural": "invitations à coordonner",
                "ordering": ["created_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("network", "email"), name="one_invitation_to_coordinate_per_address"
                    )
                ],
                "indexes": [models.Index(fields=["email"], name="coordination_invited_email")],
            },
        ),
    ]
