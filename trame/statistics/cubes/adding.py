"""Formulas added up over the cells of their cubes."""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

from ..formulas import Condition, Distinct, Formula, SideBySide, Tally, tallies_of
from .cells import Cell, Cells
from .relations import cubes_for


def cubes_of(formulas: Iterable[Formula]) -> set[str]:
    """Names of cubes that answer all of them, without a cube that another makes useless. LookupError: none does."""
    asked = {_cubes(tally) for formula in formulas for tally in tallies_of(formula)}
    found: set[str] = set()
    for candidates in sorted(asked, key=lambda names: (len(names), names)):
        if found.isdisjoint(candidates):
            found.add(candidates[0])
    return found


class Sums:
    """Formulas added up over the same cells; the cells that a condition keeps are sought once."""

    def __init__(self, cells: Cells) -> None:
        self._cells = cells
        self._found: dict[tuple[str, tuple[Condition, ...]], list[Cell]] = {}

    def number(self, formula: Formula) -> int:
        """The formula as one number."""
        if isinstance(formula, SideBySide):
            raise TypeError("rows side by side are no number")
        if isinstance(formula, Distinct):
            return sum(n > 0 for n in self.rows(formula.of).values())
        if isinstance(formula, Tally):
            return sum(cell.sums[formula.measure] for cell in self._kept(self._cube(formula), formula.where))
        return sum(sign * self.number(tally) for sign, tally in formula.terms)

    def rows(self, formula: Formula) -> dict[str, int]:
        """Code → number; a code that nothing says has no row."""
        if isinstance(formula, Distinct):
            raise TypeError("a number of codes has no rows")
        if isinstance(formula, SideBySide):
            asked = ((code, tally) for code, tally, noted in formula.rows if not noted or self.number(noted))
            return {code: self.number(tally) for code, tally in asked}
        found: Counter[str] = Counter()
        for sign, tally in ((1, formula),) if isinstance(formula, Tally) else formula.terms:
            for code, n in self._by_code(tally):
                found[code] += sign * n
        return dict(found)

    def _by_code(self, tally: Tally) -> Iterator[tuple[str, int]]:
        for cell in self._kept(self._cube(tally), tally.where):
            value = cell.said[tally.by]
            if isinstance(value, str):
                yield value, cell.sums[tally.measure]
            elif value:
                yield from ((code, cell.sums[tally.measure]) for code in value)

    def _cube(self, tally: Tally) -> str:
        return next(name for name in _cubes(tally) if name in self._cells)

    def _kept(self, cube: str, where: tuple[Condition, ...]) -> list[Cell]:
        if not where:
            return self._cells[cube]
        if (cube, where) not in self._found:
            *others, last = where
            self._found[cube, where] = [cell for cell in self._kept(cube, tuple(others)) if _holds(last, cell)]
        return self._found[cube, where]


def _holds(condition: Condition, cell: Cell) -> bool:
    value = cell.said[condition.column]
    if not condition.codes:
        return bool(value) is condition.stated
    if isinstance(value, str):
        return value in condition.codes
    return any(code in condition.codes for code in value or ())


@cache
def _cubes(tally: Tally) -> tuple[str, ...]:
    return cubes_for(tally.relation, tally.columns, tally.measure)
