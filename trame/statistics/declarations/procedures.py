"""Démarches: one by one, with whom, how, under what mandate, to what end."""

from ..declared import Base, Indicator, Order
from .bases import BLOCKED_PROCEDURES, PROCEDURES, PROCEDURES_IN_PLACE_OF


def _by(column: str, label: str, definition: str, base: Base = PROCEDURES, where: str = "TRUE") -> Indicator:
    ordered = column in ("manner", "mandate", "outcome")
    return Indicator(
        code=f"procedures_by_{column}",
        label=label,
        definition=definition,
        unit="démarches",
        base=base,
        dimension="topic" if column == "domain" else column,
        rows=(
            f"SELECT {column} AS code, COUNT(*) AS n FROM procedure "  # noqa: S608
            f"WHERE {column} IS NOT NULL AND {where} GROUP BY {column}"
        ),
        unknown_rule="Démarches où rien n’est noté ; jamais réparti.",
        order=Order.NOMENCLATURE if ordered else Order.NUMBER,
    )


OF_PROCEDURES = (
    Indicator(
        code="procedures",
        label="Démarches suivies",
        definition=(
            "Démarches administratives notées une par une ; un accompagnement peut en compter plusieurs. Une démarche "
            "dont rien n’est noté que le sujet de l’accompagnement n’y est pas."
        ),
        unit="démarches",
        base=PROCEDURES,
        numerator="SELECT COUNT(*) FROM procedure",
    ),
    _by("domain", "Démarches par domaine", "Démarches selon leur domaine, un des onze."),
    _by("operator", "Démarches par organisme", "Démarches selon l’organisme qui en décide."),
    _by("manner", "Démarches par manière", "Démarches faites par la personne, avec elle ou à sa place."),
    _by(
        "mandate",
        "Mandat des démarches faites à la place",
        "Démarches faites à la place de la personne, par mandat.",
        PROCEDURES_IN_PLACE_OF,
        "manner = 'a_la_place'",
    ),
    _by("outcome", "Démarches par issue", "Démarches selon où elles en étaient à la fin de l’accompagnement."),
    _by(
        "blocking",
        "Ce qui bloque les démarches",
        "Démarches bloquées, selon ce qui les bloque.",
        BLOCKED_PROCEDURES,
        "outcome = 'bloquee'",
    ),
)
