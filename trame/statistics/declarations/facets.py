"""What a structure may choose to note: setting, access, payment, where people start from, times, secondary topics."""

from ..declared import Indicator, Order
from ..formulas import SideBySide, Tally, among, unstated
from .bases import ACTIVITIES, ALONE, ATTENDANCES, INDIVIDUAL_ATTENDANCES, SKILL_PAIRS, TIME_NOTED
from .counting import attendances_by, without

NOT_ASKED = "Accompagnements où rien n’est noté, ceux d’avant que la structure le demande compris ; jamais réparti."


def _of_everybody(column: str, label: str, definition: str) -> Indicator:
    return Indicator(
        code=f"attendances_by_{column}",
        label=label,
        definition=definition,
        unit="accompagnements",
        base=ATTENDANCES,
        dimension=column,
        rows=attendances_by(column),
        unknown_rule=NOT_ASKED,
    )


def _of_one_person(column: str, dimension: str, label: str, definition: str, order: Order = Order.NUMBER) -> Indicator:
    return Indicator(
        code=f"attendances_by_{column}",
        label=label,
        definition=f"{definition} Demandé pour une personne, jamais pour un groupe.",
        unit="accompagnements",
        base=INDIVIDUAL_ATTENDANCES,
        dimension=dimension,
        rows=attendances_by(column, ALONE),
        unknown_rule=NOT_ASKED,
        order=order,
    )


FACETS = (
    Indicator(
        code="attendances_by_any_topic",
        label="Accompagnements par thématique, en filigrane comprises",
        definition=(
            "Accompagnements où la thématique est citée, comme sujet ou en filigrane ; une activité compte une fois "
            "par thématique. « Accompagnements par thématique » ne compte que les sujets."
        ),
        unit="accompagnements",
        base=ATTENDANCES,
        dimension="topic",
        rows=attendances_by("any_topic"),
        unknown=without("any_topic"),
        unknown_rule="Accompagnements des activités sans aucune thématique.",
        multiple=True,
    ),
    _of_everybody(
        "setting",
        "Accompagnements par cadre",
        "Accompagnements selon le cadre : permanence, scolaire, aller-vers et autres.",
    ),
    _of_everybody(
        "access_mode",
        "Accompagnements par modalité d’accès",
        "Accompagnements avec ou sans rendez-vous, sur inscription.",
    ),
    _of_everybody(
        "payment", "Accompagnements par paiement", "Accompagnements selon ce que la personne a payé, ou non."
    ),
    _of_everybody(
        "public_kind",
        "Accompagnements par type de public",
        "Accompagnements selon le public : particulier, professionnel, association, aidant.",
    ),
    _of_one_person(
        "origin",
        "origin",
        "Accompagnements selon qui a orienté la personne",
        "Accompagnements individuels selon qui a adressé la personne.",
    ),
    Indicator(
        code="attendances_by_equipment",
        label="Accompagnements par équipement au départ",
        definition=(
            "Accompagnements individuels selon ce que la personne a chez elle ; une personne peut avoir plusieurs "
            "équipements. Demandé pour une personne, jamais pour un groupe."
        ),
        unit="accompagnements",
        base=INDIVIDUAL_ATTENDANCES,
        dimension="equipment",
        rows=attendances_by("equipment", ALONE),
        unknown=without("equipment", ALONE),
        unknown_rule="Accompagnements où rien n’est coché ; « Aucun équipement » est une réponse.",
        multiple=True,
    ),
    _of_one_person(
        "connection_at_start",
        "connection",
        "Accompagnements par connexion au départ",
        "Accompagnements individuels selon la connexion de la personne chez elle.",
    ),
    _of_one_person(
        "skill_at_start",
        "skill",
        "Aisance au départ",
        "Accompagnements individuels selon l’aisance de la personne en arrivant.",
        Order.NOMENCLATURE,
    ),
    _of_one_person(
        "skill_after",
        "skill",
        "Aisance après",
        "Accompagnements individuels selon l’aisance de la personne en repartant.",
        Order.NOMENCLATURE,
    ),
    Indicator(
        code="skill_progress",
        label="Progression de l’aisance",
        definition=(
            "Accompagnements individuels où l’aisance notée après est plus haute que celle du départ, parmi ceux où "
            "les deux sont notées."
        ),
        unit="accompagnements",
        base=SKILL_PAIRS,
        numerator=Tally("attendances", where=(ALONE, among("skill_change", "up"))),
        unknown=Tally("attendances", where=(ALONE, unstated("skill_change"))),
        unknown_rule="Accompagnements individuels où l’une des deux manque : hors de la base.",
    ),
    Indicator(
        code="minutes_by_nature",
        label="Temps par nature",
        definition=(
            "Temps avec les personnes (la durée des activités), de préparation, de trajet et de coordination, noté "
            "sur les accompagnements et les ateliers ; chaque activité compte une fois."
        ),
        unit="minutes",
        base=TIME_NOTED,
        dimension="time",
        rows=SideBySide(
            (
                ("avec_les_personnes", Tally("minutes"), Tally("activities")),
                ("preparation", Tally("preparation"), Tally("preparation_noted")),
                ("trajet", Tally("travel"), Tally("travel_noted")),
                ("coordination", Tally("coordination"), Tally("coordination_noted")),
            )
        ),
        unknown_rule="Un temps que personne n’a noté n’est pas dans la base : il n’est pas estimé.",
        order=Order.NOMENCLATURE,
    ),
    Indicator(
        code="half_days",
        label="Demi-journées",
        definition=(
            "Matins et après-midi différents d’une médiatrice ou d’un médiateur, avec au moins un accompagnement ou "
            "un atelier qui le dit."
        ),
        unit="demi-journées",
        base=ACTIVITIES,
        numerator=Tally("half_days", relation="calendar"),
        unknown=Tally("activities", where=(unstated("half_day_said"),)),
        unknown_rule="Activités qui ne disent pas leur demi-journée.",
        is_part=False,
    ),
)
