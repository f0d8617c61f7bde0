"""What a declared figure counts: sums of one measure over one relation, by one column, where conditions hold.

Tally("attendances", by="channel")                       accompaniments by channel
Tally("activities", where=(among("kind", "collectif"),)) workshops
Tally("n", by="code", where=(…), relation="marginal")    what anonymous counters say
Distinct(Tally("activities", by="commune"))              how many communes
A + B and A - B add and subtract, row by row. `relations.py` says which columns and measures each relation has.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True)
class Condition:
    """`column` has one of `codes`; without codes, it says something (`stated`) or nothing."""

    column: str
    codes: tuple[str, ...] = ()
    stated: bool = True


def among(column: str, *codes: str) -> Condition:
    return Condition(column, codes)


def stated(column: str) -> Condition:
    return Condition(column)


def unstated(column: str) -> Condition:
    return Condition(column, stated=False)


@dataclass(frozen=True)
class Tally:
    """The sum of `measure`: one number, or one by code of the column `by` (what is not stated has no row).

    A row of the relation counts in each of the codes it has when the column holds several (topics, materials).
    """

    measure: str
    by: str = ""
    where: tuple[Condition, ...] = ()
    relation: str = "activity"

    @property
    def columns(self) -> frozenset[str]:
        asked = {condition.column for condition in self.where}
        return frozenset(asked | {self.by} if self.by else asked)

    def __add__(self, other: "Formula") -> "Combination":
        return Combination(((1, self), *_terms(other, 1)))

    def __sub__(self, other: "Formula") -> "Combination":
        return Combination(((1, self), *_terms(other, -1)))


@dataclass(frozen=True)
class Combination:
    """Tallies added (1) or subtracted (-1); those of a breakdown, row by row."""

    terms: tuple[tuple[int, Tally], ...]

    def __add__(self, other: "Formula") -> "Combination":
        return Combination((*self.terms, *_terms(other, 1)))

    def __sub__(self, other: "Formula") -> "Combination":
        return Combination((*self.terms, *_terms(other, -1)))


@dataclass(frozen=True)
class SideBySide:
    """One row by tally: (code, tally, what says that the row exists, even worth 0; None: always)."""

    rows: tuple[tuple[str, Tally, Tally | None], ...]


@dataclass(frozen=True)
class Distinct:
    """How many different codes the rows of a breakdown have, those worth 0 left aside."""

    of: Tally | Combination


Formula: TypeAlias = Tally | Combination | SideBySide | Distinct


def _terms(formula: Formula, sign: int) -> tuple[tuple[int, Tally], ...]:
    if isinstance(formula, SideBySide | Distinct):
        raise TypeError("rows side by side, and numbers of codes, are not added")
    if isinstance(formula, Tally):
        return ((sign, formula),)
    return tuple((sign * own, tally) for own, tally in formula.terms)


def tallies_of(formula: Formula) -> Iterator[Tally]:
    """Every tally that a formula is made of."""
    if isinstance(formula, SideBySide):
        for _, tally, noted in formula.rows:
            yield tally
            if noted:
                yield noted
    else:
        yield from (tally for _, tally in _terms(formula.of if isinstance(formula, Distinct) else formula, 1))
