"""Breakdowns by what the activity says: when, where, about what, with what."""

from ..declared import Indicator, Order
from ..formulas import Tally, stated, unstated
from .bases import ALONE, ATTENDANCES, DAYS_TOLD, INDIVIDUAL_ACTIVITIES, TOGETHER, WORKSHOPS
from .counting import attendances_by, without

BREAKDOWNS = (
    Indicator(
        code="attendances_by_month",
        label="Accompagnements par mois",
        definition="Accompagnements selon le mois de l’activité ; un mois sans accompagnement vaut 0.",
        unit="accompagnements",
        base=ATTENDANCES,
        dimension="month",
        rows=attendances_by("month"),
        order=Order.MONTH,
    ),
    Indicator(
        code="attendances_by_day",
        label="Accompagnements par jour",
        definition=(
            "Accompagnements selon le jour de l’activité : tous les jours d’une période de 62 jours au plus, les 30 "
            "derniers d’une période plus longue. Un jour sans accompagnement vaut 0."
        ),
        unit="accompagnements",
        base=DAYS_TOLD,
        dimension="day",
        rows=Tally("attendances", by="day", relation="day"),
        order=Order.DAY,
        inside=True,
    ),
    Indicator(
        code="attendances_by_kind",
        label="Accompagnements individuels et en atelier",
        definition=(
            "Accompagnements selon que la personne était reçue seule, ou participait à un atelier ; une personne "
            "compte une fois par activité."
        ),
        unit="accompagnements",
        base=ATTENDANCES,
        dimension="kind",
        rows=attendances_by("kind"),
        own_labels={"individuel": "Accompagnements individuels", "collectif": "Participations aux ateliers"},
        order=Order.NOMENCLATURE,
    ),
    Indicator(
        code="attendances_by_topic",
        label="Accompagnements par thématique",
        definition=(
            "Accompagnements où la thématique est citée. Un accompagnement peut en citer plusieurs : la part des "
            "accompagnements a pour base tous les accompagnements, la part des mentions a pour base toutes "
            "les citations."
        ),
        unit="accompagnements",
        base=ATTENDANCES,
        dimension="topic",
        rows=attendances_by("topic"),
        unknown=without("topic"),
        unknown_rule="Accompagnements des activités sans aucune thématique.",
        multiple=True,
    ),
    Indicator(
        code="attendances_by_channel",
        label="Accompagnements par canal",
        definition="Accompagnements selon l’endroit : lieu d’activité, domicile, à distance, autre lieu.",
        unit="accompagnements",
        base=ATTENDANCES,
        dimension="channel",
        rows=attendances_by("channel"),
    ),
    Indicator(
        code="attendances_by_duration",
        label="Accompagnements par durée",
        definition=(
            "Accompagnements selon la durée de l’activité : 30 minutes vont dans « 30 min à 1 h », 2 h dans "
            "« 2 h et plus »."
        ),
        unit="accompagnements",
        base=ATTENDANCES,
        dimension="duration",
        rows=attendances_by("duration_band"),
        order=Order.NOMENCLATURE,
    ),
    Indicator(
        code="attendances_by_material",
        label="Accompagnements par matériel",
        definition=(
            "Accompagnements où le matériel est utilisé. Un accompagnement peut en citer plusieurs : part des "
            "accompagnements et part des mentions sont deux choses."
        ),
        unit="accompagnements",
        base=ATTENDANCES,
        dimension="material",
        rows=attendances_by("material"),
        unknown=without("material"),
        unknown_rule="Accompagnements des activités où rien n’est coché ; « Pas de matériel » est une réponse.",
        multiple=True,
    ),
    Indicator(
        code="attendances_by_place",
        label="Accompagnements par lieu d’activité",
        definition="Accompagnements selon le lieu d’activité.",
        unit="accompagnements",
        base=ATTENDANCES,
        dimension="place",
        rows=attendances_by("place"),
        unknown_rule="Accompagnements à domicile, à distance ou ailleurs, et ceux dont le lieu n’est pas renseigné.",
        unknown_label="Hors d’un lieu d’activité",
    ),
    Indicator(
        code="attendances_by_commune",
        label="Accompagnements par commune d’activité",
        definition="Accompagnements selon la commune où l’activité a eu lieu ; à distance, celle de la structure.",
        unit="accompagnements",
        base=ATTENDANCES,
        dimension="commune",
        rows=attendances_by("commune"),
        unknown_rule="Accompagnements des activités dont la commune n’est pas connue (imports).",
    ),
    Indicator(
        code="attendances_by_tag",
        label="Accompagnements par tag",
        definition=(
            "Accompagnements des activités qui portent le tag. Une activité peut en porter plusieurs : part des "
            "accompagnements et part des mentions sont deux choses."
        ),
        unit="accompagnements",
        base=ATTENDANCES,
        dimension="tag",
        rows=Tally("attendances", by="code", relation="tag"),
        unknown=without("tagged"),
        unknown_rule="Accompagnements des activités sans tag : un tag est un choix, pas une réponse attendue.",
        unknown_label="Sans tag",
        multiple=True,
    ),
    Indicator(
        code="activities_by_autonomy",
        label="Autonomie des personnes",
        definition="Accompagnements individuels selon l’autonomie de la personne pendant l’activité.",
        unit="activités",
        base=INDIVIDUAL_ACTIVITIES,
        dimension="autonomy",
        rows=Tally("activities", by="autonomy", where=(ALONE,)),
        unknown_rule="Accompagnements individuels sans réponse sur l’autonomie.",
        order=Order.NOMENCLATURE,
    ),
    Indicator(
        code="activities_by_level",
        label="Niveau des ateliers",
        definition="Ateliers collectifs selon le niveau annoncé ; chaque séance compte une fois.",
        unit="ateliers",
        base=WORKSHOPS,
        dimension="level",
        rows=Tally("activities", by="level", where=(TOGETHER,)),
        unknown_rule="Ateliers sans niveau annoncé.",
        order=Order.NOMENCLATURE,
    ),
    Indicator(
        code="activities_by_redirection",
        label="Réorientations",
        definition=(
            "Accompagnements individuels où la personne a été orientée vers un autre organisme, selon sa nature. "
            "Ceux où la réponse est « non » restent dans la base, sans ligne."
        ),
        unit="activités",
        base=INDIVIDUAL_ACTIVITIES,
        dimension="redirection",
        numerator=Tally("activities", where=(ALONE, stated("redirected_to"))),
        rows=Tally("activities", by="redirected_to", where=(ALONE,)),
        unknown=Tally("activities", where=(ALONE, unstated("redirected"))),
        unknown_rule="Accompagnements individuels où l’on n’a répondu ni oui ni non.",
        own_labels={"non_precise": "Organisme non précisé"},
    ),
)
