"""The few formulas that declarations share."""

from ..formulas import Condition, Tally, unstated


def attendances_by(column: str, *where: Condition) -> Tally:
    return Tally("attendances", by=column, where=where)


def without(column: str, *where: Condition) -> Tally:
    """Attendances of the activities that the column says nothing of."""
    return Tally("attendances", where=(unstated(column), *where))
