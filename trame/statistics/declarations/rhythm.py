"""Temps: hours, days and weeks of activity, and what an activity is on average."""

from ..declared import Base, Indicator, Order, Reading
from ..formulas import Tally
from .bases import ACTIVITIES, ALONE, INDIVIDUAL_ACTIVITIES, MINUTES, TOGETHER, WEEKS, WORKSHOPS

COUNTED = {"minutes": "minutes", "attendances": "accompagnements", "activities": "activités"}


def _mean(code: str, label: str, definition: str, unit: str, base: Base, total: Tally) -> Indicator:
    return Indicator(
        code=code,
        label=label,
        definition=definition,
        unit=unit,
        base=base,
        numerator=total,
        is_part=False,
        reading=Reading.MEAN,
        n_unit=COUNTED[total.measure],
    )


RHYTHM = (
    Indicator(
        code="minutes_by_kind",
        label="Temps par nature d’activité",
        definition=(
            "Somme des durées saisies, en accompagnement individuel ou en atelier ; chaque activité compte une fois."
        ),
        unit="minutes",
        base=MINUTES,
        dimension="kind",
        rows=Tally("minutes", by="kind"),
        own_labels={"individuel": "En accompagnement individuel", "collectif": "En atelier collectif"},
        order=Order.NOMENCLATURE,
    ),
    Indicator(
        code="activity_days",
        label="Jours d’activité",
        definition=(
            "Jours différents d’une médiatrice ou d’un médiateur avec au moins un accompagnement ou un atelier : deux "
            "collègues le même jour font deux jours."
        ),
        unit="jours",
        base=ACTIVITIES,
        numerator=Tally("days", relation="calendar"),
        is_part=False,
    ),
    Indicator(
        code="activity_weeks",
        label="Semaines d’activité",
        definition=(
            "Semaines différentes, du lundi au dimanche, d’une médiatrice ou d’un médiateur avec au moins un "
            "accompagnement ou un atelier : deux collègues la même semaine font deux semaines."
        ),
        unit="semaines",
        base=ACTIVITIES,
        numerator=WEEKS.count,
        is_part=False,
    ),
    _mean(
        "activities_per_week",
        "Activités par semaine",
        "Accompagnements individuels et ateliers, divisés par le nombre de semaines d’activité.",
        "activités par semaine",
        WEEKS,
        Tally("activities"),
    ),
    _mean(
        "minutes_per_individual_activity",
        "Durée moyenne d’un accompagnement individuel",
        "Temps passé en accompagnement individuel, divisé par le nombre d’accompagnements individuels.",
        "minutes par accompagnement",
        INDIVIDUAL_ACTIVITIES,
        Tally("minutes", where=(ALONE,)),
    ),
    _mean(
        "minutes_per_workshop",
        "Durée moyenne d’un atelier",
        "Temps passé en atelier collectif, divisé par le nombre d’ateliers.",
        "minutes par atelier",
        WORKSHOPS,
        Tally("minutes", where=(TOGETHER,)),
    ),
    _mean(
        "attendances_per_workshop",
        "Participants par atelier",
        "Participations aux ateliers collectifs, divisées par le nombre d’ateliers.",
        "participants par atelier",
        WORKSHOPS,
        Tally("attendances", where=(TOGETHER,)),
    ),
)
