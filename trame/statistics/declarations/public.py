"""Breakdowns by what is known of the people: followed ones by their record, anonymous ones by the marginal counters."""

from ..declared import Indicator, Order
from .bases import ATTENDANCES
from .counting import people_by

REMAINDER = (
    "Personnes suivies sans réponse, et participants anonymes que les compteurs ne décrivent pas ; jamais réparti."
)


PUBLIC = (
    Indicator(
        code="attendances_by_residence",
        label="Accompagnements par commune de résidence",
        definition="Accompagnements selon la commune où habite la personne.",
        unit="accompagnements",
        base=ATTENDANCES,
        dimension="commune",
        about="residence",
        rows=people_by("residence", "residence"),
        unknown_rule="Personnes suivies et participants anonymes dont on ne sait pas où ils habitent ; jamais réparti.",
    ),
    Indicator(
        code="attendances_by_gender",
        label="Accompagnements par genre",
        definition="Accompagnements selon le genre de la personne.",
        unit="accompagnements",
        base=ATTENDANCES,
        dimension="gender",
        about="gender",
        rows=people_by("gender", "gender"),
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
        about="age",
        rows=people_by("age_band", "age"),
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
        about="status",
        rows=people_by("status", "status"),
        unknown_rule=REMAINDER,
    ),
)
