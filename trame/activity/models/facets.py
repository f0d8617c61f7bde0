"""What a structure may choose to note on an activity: columns that are empty unless its facet is on."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from trame.reference.nomenclatures import (
    AccessMode,
    Connection,
    Equipment,
    HalfDay,
    Nomenclature,
    Origin,
    Payment,
    PublicKind,
    Setting,
    Skill,
    Topic,
)

ONE_OF: dict[str, type[Nomenclature]] = {
    "setting": Setting,
    "access_mode": AccessMode,
    "payment": Payment,
    "origin": Origin,
    "public_kind": PublicKind,
    "connection_at_start": Connection,
    "skill_at_start": Skill,
    "skill_after": Skill,
}
SOME_OF: dict[str, type[Nomenclature]] = {
    "equipment_at_start": Equipment,
    "secondary_topics": Topic,
    "half_days": HalfDay,
}
TIMES = ("preparation_minutes", "travel_minutes", "coordination_minutes")
MAX_OTHER_MINUTES = 24 * 60


def _one_of(label: str, nomenclature: type[Nomenclature]) -> "models.CharField[str, str]":
    return models.CharField(label, max_length=30, blank=True, choices=nomenclature.choices)


def _some_of(label: str) -> "ArrayField[list[str], list[str]]":
    return ArrayField(models.CharField(max_length=40), verbose_name=label, default=list, blank=True)


def _minutes(label: str) -> "models.PositiveSmallIntegerField[int | None, int | None]":
    return models.PositiveSmallIntegerField(label, null=True, blank=True)


class OptionalFacets(models.Model):
    """« Non renseigné » is the empty string, the empty list or NULL.

    `secondary_topics`: those treated « en filigrane », never among the main ones. `minutes` of the activity is the time
    with people; the three other times are around it, for the same activity.
    """

    setting = _one_of("cadre d’intervention", Setting)
    access_mode = _one_of("modalité d’accès", AccessMode)
    payment = _one_of("paiement", Payment)
    origin = _one_of("orientée par", Origin)
    public_kind = _one_of("type de public", PublicKind)
    equipment_at_start = _some_of("équipement au départ")
    connection_at_start = _one_of("connexion au départ", Connection)
    skill_at_start = _one_of("aisance au départ", Skill)
    skill_after = _one_of("aisance après", Skill)
    secondary_topics = _some_of("thématiques en filigrane")
    preparation_minutes = _minutes("minutes de préparation")
    travel_minutes = _minutes("minutes de trajet")
    coordination_minutes = _minutes("minutes de coordination")
    half_days = _some_of("demi-journées")

    class Meta:
        abstract = True


def facet_constraints() -> list[models.CheckConstraint]:
    """Codes of their nomenclature or nothing; times of a day at most; a topic is main or secondary, not both."""
    return [
        *(
            models.CheckConstraint(condition=Q(**{f"{name}__in": ["", *known.values]}), name=f"activity_{name}_known")
            for name, known in ONE_OF.items()
        ),
        *(
            models.CheckConstraint(
                condition=Q(**{f"{name}__contained_by": known.values}), name=f"activity_{name}_known"
            )
            for name, known in SOME_OF.items()
        ),
        *(
            models.CheckConstraint(
                condition=Q(**{name: None}) | Q(**{f"{name}__lte": MAX_OTHER_MINUTES}), name=f"activity_{name}_in_a_day"
            )
            for name in TIMES
        ),
    ]
