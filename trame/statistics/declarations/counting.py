"""The few formulas that declarations share."""

from ..formulas import Combination, Condition, Tally, among, unstated

OF_RESIDENCE = among("dimension", "residence")


def attendances_by(column: str, *where: Condition) -> Tally:
    return Tally("attendances", by=column, where=where)


def without(column: str, *where: Condition) -> Tally:
    """Attendances of the activities that the column says nothing of."""
    return Tally("attendances", where=(unstated(column), *where))


def people_by(column: str, dimension: str) -> Combination:
    """One person dimension: followed people's own value, plus the anonymous counters of the same dimension."""
    of_followed = Tally("attendances", by=column, relation="person")
    return of_followed + Tally("n", by="code", where=(among("dimension", dimension),), relation="marginal")
