"""Where anonymous participants live, when somebody said so: a counter by commune, as for gender or age."""

from django.db import models
from django.db.models import Q

from trame.people.models import Organisation
from trame.people.personal import NO_PERSONAL_DATA
from trame.people.readers import Reader
from trame.reference.models import Commune


class AnonymousResidenceQuerySet(models.QuerySet["AnonymousResidence"]):
    def visible_to(self, reader: Reader) -> "AnonymousResidenceQuerySet":
        return self.filter(organisation__in=Organisation.objects.visible_to(reader))


class AnonymousResidence(models.Model):
    """`n` anonymous participants of one activity who live in one commune; the others are « non renseigné »."""

    activity = models.ForeignKey(
        "Activity", models.CASCADE, related_name="anonymous_residences", verbose_name="activité"
    )
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+", verbose_name="structure")
    commune = models.ForeignKey(Commune, models.PROTECT, related_name="+", verbose_name="commune")
    n = models.PositiveSmallIntegerField("participants")

    objects = AnonymousResidenceQuerySet.as_manager()

    personal = NO_PERSONAL_DATA

    class Meta:
        verbose_name = "résidence de participants anonymes"
        verbose_name_plural = "résidences de participants anonymes"
        constraints = [
            models.UniqueConstraint(fields=["activity", "commune"], name="residence_once_per_activity"),
            models.CheckConstraint(condition=Q(n__gte=1), name="residence_counts_somebody"),
        ]

    def __str__(self) -> str:
        return f"{self.commune} : {self.n}"
