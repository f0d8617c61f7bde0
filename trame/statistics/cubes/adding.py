"""Formulas added up over the cells of their cubes."""

from collections import Counter
from collections.abc import Iterator

from ..formulas import Condition, Distinct, Formula, SideBySide, Tally, tallies_of
from .cells import Cell, Cells
from .relations import cube_for


def cubes_of(formula: Formula) -> set[str]:
    """Names of the cubes that answer it. LookupError: none does."""
    return {_cube(tally) for tally in tallies_of(formula)}


def evaluate_number(formula: Formula, cells: Cells) -> int:
    """The formula as one number."""
    if isinstance(formula, SideBySide):
        raise TypeError("rows side by side are no number")
    if isinstance(formula, Distinct):
        return sum(n > 0 for n in evaluate_rows(formula.of, cells).values())
    if isinstance(formula, Tally):
        return sum(cell.sums[formula.measure] for cell in _kept(formula, cells))
    return sum(sign * evaluate_number(tally, cells) for sign, tally in formula.terms)


def evaluate_rows(formula: Formula, cells: Cells) -> dict[str, int]:
    """Code → number; a code that nothing says has no row."""
    if isinstance(formula, Distinct):
        raise TypeError("a number of codes has no rows")
    if isinstance(formula, SideBySide):
        asked = ((code, tally) for code, tally, noted in formula.rows if not noted or evaluate_number(noted, cells))
        return {code: evaluate_number(tally, cells) for code, tally in asked}
    found: Counter[str] = Counter()
    for sign, tally in ((1, formula),) if isinstance(formula, Tally) else formula.terms:
        for code, n in _by_code(tally, cells):
            found[code] += sign * n
    return dict(found)


def _by_code(tally: Tally, cells: Cells) -> Iterator[tuple[str, int]]:
    for cell in _kept(tally, cells):
        value = cell.said[tally.by]
        for code in (value,) if isinstance(value, str) else value or ():
            yield code, cell.sums[tally.measure]


def _kept(tally: Tally, cells: Cells) -> Iterator[Cell]:
    found = cells[_cube(tally)]
    if not tally.where:
        return iter(found)
    return (cell for cell in found if all(_holds(condition, cell) for condition in tally.where))


def _holds(condition: Condition, cell: Cell) -> bool:
    value = cell.said[condition.column]
    if not condition.codes:
        return bool(value) is condition.stated
    return any(code in condition.codes for code in ((value,) if isinstance(value, str) else value or ()))


def _cube(tally: Tally) -> str:
    return cube_for(tally.relation, tally.columns, tally.measure).name
