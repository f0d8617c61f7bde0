"""Démarche facet: the procedures done during an activity."""

from django.db import models
from django.db.models import Q

from trame.people.models import Organisation
from trame.people.personal import declare
from trame.people.readers import Reader
from trame.reference.nomenclatures import (
    PROCEDURE_TOPICS,
    Blocking,
    Mandate,
    Manner,
    Nomenclature,
    Operator,
    Outcome,
)

MAX_PROCEDURES = 10
MAX_FREE = 120
_ONE_OF: dict[str, type[Nomenclature]] = {
    "operator": Operator,
    "manner": Manner,
    "mandate": Mandate,
    "outcome": Outcome,
    "blocking": Blocking,
}


def known_codes() -> dict[str, list[str]]:
    """The codes that each field of a procedure may hold, besides the empty string."""
    return {"domain": [topic.value for topic in PROCEDURE_TOPICS]} | {
        name: list(nomenclature.values) for name, nomenclature in _ONE_OF.items()
    }


def _one_of(label: str, name: str) -> "models.CharField[str, str]":
    return models.CharField(label, max_length=40, blank=True, choices=_ONE_OF[name].choices)


class ProcedureQuerySet(models.QuerySet["Procedure"]):
    def visible_to(self, reader: Reader) -> "ProcedureQuerySet":
        return self.filter(organisation__in=Organisation.objects.visible_to(reader))


class Procedure(models.Model):
    """Démarche administrative: nothing is compulsory, but one of domain, operator and outcome is said.

    `domain` is one of the 11 topics of administrative procedures. `operator_other` names an operator of the list
    « autre »; `blocking` (and `blocking_other`) says why, when the outcome is « bloquée ».
    """

    activity = models.ForeignKey("Activity", models.CASCADE, related_name="procedures", verbose_name="activité")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+", verbose_name="structure")
    rank = models.PositiveSmallIntegerField("rang")
    domain = models.CharField(
        "domaine", max_length=40, blank=True, choices=[(t.value, str(t.label)) for t in PROCEDURE_TOPICS]
    )
    operator = _one_of("opérateur", "operator")
    operator_other = models.CharField("autre opérateur", max_length=MAX_FREE, blank=True)
    manner = _one_of("faite", "manner")
    mandate = _one_of("mandat", "mandate")
    outcome = _one_of("issue", "outcome")
    blocking = _one_of("raison du blocage", "blocking")
    blocking_other = models.CharField("autre raison du blocage", max_length=MAX_FREE, blank=True)

    objects = ProcedureQuerySet.as_manager()

    personal = declare(harmless="domain operator operator_other manner mandate outcome blocking blocking_other")

    class Meta:
        verbose_name = "démarche"
        ordering = ["activity", "rank"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "rank"], name="procedure_once_per_rank"),
            models.CheckConstraint(condition=~Q(domain="", operator="", outcome=""), name="procedure_says_something"),
            models.CheckConstraint(
                condition=Q(domain__in=["", *(t.value for t in PROCEDURE_TOPICS)]), name="procedure_domain_known"
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{name}__in": ["", *known.values]}), name=f"procedure_{name}_known"
                )
                for name, known in _ONE_OF.items()
            ),
            models.CheckConstraint(
                condition=Q(operator_other="") | Q(operator=Operator.AUTRE), name="procedure_other_operator"
            ),
            models.CheckConstraint(
                condition=Q(blocking="", blocking_other="") | Q(outcome=Outcome.BLOQUEE),
                name="procedure_blocking_when_blocked",
            ),
        ]

    def __str__(self) -> str:
        return f"démarche {self.rank} : {self.activity}"
