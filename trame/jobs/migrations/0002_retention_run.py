import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("jobs", "0001_initial"),
        ("people", "0004_privacy_settings"),
    ]

    operations = [
        migrations.CreateModel(
            name="RetentionRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rule", models.CharField(max_length=40, verbose_name="règle")),
                ("ran_at", models.DateTimeField(null=True, verbose_name="dernier passage")),
                ("erased", models.PositiveIntegerField(default=0, verbose_name="effacés au dernier passage")),
                ("erased_in_all", models.PositiveIntegerField(default=0, verbose_name="effacés en tout")),
                ("failed_at", models.DateTimeField(null=True, verbose_name="dernier échec")),
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
                "verbose_name": "passage d’une règle d’effacement",
                "verbose_name_plural": "passages des règles d’effacement",
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "rule"), name="one_run_per_rule_and_organisation"),
                    models.CheckConstraint(
                        condition=models.Q(("rule", ""), _negated=True), name="retention_run_names_its_rule"
                    ),
                ],
            },
        ),
    ]
