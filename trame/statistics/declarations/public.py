"""Breakdowns by what is known of the people: followed ones by their record, anonymous ones by the marginal counters."""

from ..declared import Indicator, Order
from ..formulas import Formula, Tally, among
from .bases import ATTENDANCES

REMAINDER = (
    "Personnes suivies sans réponse, et participants anonymes que les compteurs ne décrivent pas ; jamais réparti."
)


def _people_by(column: str, dimension: str) -> Formula:
    """One person dimension: followed people's own value, plus the anonymous counters of the same dimension."""
    of_followed = Tally("attendances", by=column, relation="person")
    return of_followed + Tally("n", by="code", where=(among("dimension", dimension),), relation="marginal")


PUBLIC = (
    Indicator(
        code="attendances_by_residence",
        label="Accompagnements par commune de résidence",
        definition="Accompagnements selon la commune où habite la personne.",
        unit="accompagnements",
        base=ATTENDANCES,
        dimension="commune",
        rows=_people_by("residence", "residence"),
        unknown_rule="Personnes suivies et participants anonymes dont on ne sait pas où ils habitent ; jamais réparti.",
    ),
    Indicator(
        code="attendances_by_gender",
        label="Accompagnements par genre",
        definition="Accompagnements selon le genre de la personne.",
        unit="accompagnements",
        base=ATTENDANCES,
        dimension="gender",
        rows=_people_by("gender", "gender"),
        unknown_rule=REMAINDER,
        order=Order.NOMENCLATURE,
    ),
    Indicator(
        code="attendances_by_age",
        label="Accompagnements par tranche d’âge",
        definition=(
            "Accompagnements selon l’âge de la personne à la date de l’activité (année de l’activité moins année de "
            "naissance), ou à défaut la tranche déclarée ce jour-là, ou à défaut celle de la personne."
        ),
        unit="accompagnements",
        base=ATTENDANCES,
        dimension="age",
        rows=_people_by("age_band", "age"),
        unknown_rule=REMAINDER,
        order=Order.NOMENCLATURE,
    ),
    Indicator(
        code="attendances_by_status",
        label="Accompagnements par statut",
        definition="Accompagnements selon le statut de la personne.",
        unit="accompagnements",
        base=ATTENDANCES,
        dimension="status",
        rows=_people_by("status", "status"),
        unknown_rule=REMAINDER,
    ),
)
