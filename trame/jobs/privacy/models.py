"""RetentionRun: the proof that a rule of retention was applied to a structure."""

from django.db import models
from django.db.models import Q

from trame.people.models import Organisation
from trame.people.personal import declare
from trame.people.readers import Reader


class RetentionRunQuerySet(models.QuerySet["RetentionRun"]):
    def visible_to(self, reader: Reader) -> "RetentionRunQuerySet":
        return self.filter(organisation__in=Organisation.objects.visible_to(reader))


class RetentionRun(models.Model):
    """The last time one rule went through one structure: when, how many it erased, then and since the beginning.

    `failed_at`: when it last failed there; earlier than `ran_at` once it works again.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+", verbose_name="structure")
    rule = models.CharField("règle", max_length=40)
    ran_at = models.DateTimeField("dernier passage", null=True)
    erased = models.PositiveIntegerField("effacés au dernier passage", default=0)
    erased_in_all = models.PositiveIntegerField("effacés en tout", default=0)
    failed_at = models.DateTimeField("dernier échec", null=True)

    objects = RetentionRunQuerySet.as_manager()

    personal = declare(harmless="rule")

    class Meta:
        verbose_name = "passage d’une règle d’effacement"
        verbose_name_plural = "passages des règles d’effacement"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "rule"], name="one_run_per_rule_and_organisation"),
            models.CheckConstraint(condition=~Q(rule=""), name="retention_run_names_its_rule"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} : {self.rule}"

    @property
    def is_failing(self) -> bool:
        return self.failed_at is not None and (self.ran_at is None or self.ran_at < self.failed_at)
