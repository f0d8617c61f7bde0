"""Démarches: one by one, with whom, how, under what mandate, to what end."""

from ..declared import Base, Indicator, Order, Reading
from ..formulas import Condition, Tally, unstated
from .bases import (
    BLOCKED,
    BLOCKED_PROCEDURES,
    IN_PLACE_OF,
    OUTCOMES,
    PROCEDURES,
    PROCEDURES_IN_PLACE_OF,
    SUCCESSFUL,
    SUCCESSFUL_PROCEDURES,
)


def _by(
    column: str, label: str, definition: str, base: Base = PROCEDURES, *where: Condition, of: str = "procedures"
) -> Indicator:
    ordered = column in ("manner", "mandate", "outcome")
    return Indicator(
        code=f"{of}_by_{column}",
        label=label,
        definition=definition,
        unit="démarches",
        base=base,
        dimension="topic" if column == "domain" else column,
        rows=Tally("procedures", by=column, where=where, relation="procedure"),
        unknown_rule="Démarches où rien n’est noté ; jamais réparti.",
        order=Order.NOMENCLATURE if ordered else Order.NUMBER,
        inside=of != PROCEDURES.code,
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
        numerator=PROCEDURES.count,
    ),
    Indicator(
        code="successful_procedures",
        label="Démarches abouties",
        definition=(
            "Démarches abouties à la fin de l’accompagnement, parmi celles dont l’issue est notée ; une démarche en "
            "cours reste dans la base."
        ),
        unit="démarches",
        base=OUTCOMES,
        numerator=SUCCESSFUL_PROCEDURES.count,
        unknown=Tally("procedures", where=(unstated("outcome"),), relation="procedure"),
        unknown_rule="Démarches dont l’issue n’est pas notée : hors de la base.",
        reading=Reading.RATE,
    ),
    _by("domain", "Démarches par domaine", "Démarches selon leur domaine, un des onze."),
    _by("operator", "Démarches par organisme", "Démarches selon l’organisme qui en décide."),
    _by("manner", "Démarches par manière", "Démarches faites par la personne, avec elle ou à sa place."),
    _by(
        "mandate",
        "Mandat des démarches faites à la place",
        "Démarches faites à la place de la personne, par mandat.",
        PROCEDURES_IN_PLACE_OF,
        IN_PLACE_OF,
    ),
    _by("outcome", "Démarches par issue", "Démarches selon où elles en étaient à la fin de l’accompagnement."),
    _by(
        "blocking",
        "Ce qui bloque les démarches",
        "Démarches bloquées, selon ce qui les bloque.",
        BLOCKED_PROCEDURES,
        BLOCKED,
    ),
    _by(
        "domain",
        "Démarches abouties par domaine",
        "Démarches abouties à la fin de l’accompagnement, selon leur domaine.",
        SUCCESSFUL_PROCEDURES,
        SUCCESSFUL,
        of="successful_procedures",
    ),
    _by(
        "operator",
        "Démarches bloquées par organisme",
        "Démarches bloquées à la fin de l’accompagnement, selon l’organisme qui en décide.",
        BLOCKED_PROCEDURES,
        BLOCKED,
        of="blocked_procedures",
    ),
)
