"""The one statement that fills the cubes of a scope, whatever the figures: its parts see the same rows."""

from collections.abc import Collection, Iterable
from typing import Any

from trame.facts import packing
from trame.prepared import rows

from ..scopes import Scope
from . import branches
from .branches import ANONYMOUS_RESIDENCES, COUNTERS, Branch
from .cells import Cell, Cells
from .picking import PICKED, Sql, columns_read, picked

SETS_NUMBER = 100  # of the first grouping sets in the statement; the other branches are numbered from 0


def fetch(scope: Scope, names: Collection[str]) -> Cells:
    """The cells of the cubes of these names over `scope`, in one query; none when the scope holds no organisation."""
    cells: Cells = {name: [] for name in names}
    if not names or (not scope.everywhere and not scope.organisation_ids):
        return cells
    statement, readers = _statement(scope, names)
    for number, keys, sums in rows(statement.text, statement.parameters):
        branch = readers[number]
        summed = {measure: int(n or 0) for measure, n in zip(branch.measures, sums, strict=True)}
        cells.setdefault(branch.name, []).append(Cell(branch.read(keys), summed))
    if "marginals" in names:
        cells["marginals"] = _marginals(cells)
    return cells


def _statement(scope: Scope, names: Collection[str]) -> tuple[Sql, dict[int, Branch]]:
    asked = [fill(scope) for name, fill in branches.BRANCHES.items() if name in names]
    if "marginals" in names:
        asked += [branches.counters(scope), branches.anonymous_residences(scope)]
    readers = dict(enumerate(asked))
    selects = [(branch.sql(number), branch.source.parameters) for number, branch in readers.items()]
    for number, sets in enumerate(branches.grouping_sets(scope, names), start=1):
        selects.append((sets.sql(number * SETS_NUMBER), sets.source.parameters))
        readers |= sets.readers(number * SETS_NUMBER)
    shared = _shared(scope, [text for text, _ in selects])
    parameters: list[Any] = [*shared.parameters, *(value for _, values in selects for value in values)]
    return Sql(shared.text + " UNION ALL ".join(text for text, _ in selects), parameters), readers


def _shared(scope: Scope, selects: Iterable[str]) -> Sql:
    """WITH …: the rows of activities, and those of activities with more to tell. PostgreSQL keeps what serves twice."""
    asked = " ".join(selects)
    more = branches.with_more_facts(scope) if branches.EXTRA in asked else None
    asked = f"{asked} {more.text}" if more else asked
    found = [(PICKED, picked(scope, columns_read(asked)))] if PICKED in asked else []
    if more:
        found.append((branches.EXTRA, more))
    if not found:
        return Sql()
    text = ", ".join(f"{name} AS ({select.text})" for name, select in found)
    return Sql(f"WITH {text} ", [value for _, select in found for value in select.parameters])


def _marginals(cells: Cells) -> list[Cell]:
    """What is known of anonymous participants: (dimension, code) → n."""
    said: dict[tuple[str, str], int] = {}
    for cell in cells.pop(COUNTERS, []):
        said |= {packing.COUNTERS[column]: n for column, n in cell.sums.items() if n}
    for cell in cells.pop(ANONYMOUS_RESIDENCES, []):
        said["residence", str(cell.said["code"])] = cell.sums["n"]
    return [Cell({"dimension": dimension, "code": code}, {"n": n}) for (dimension, code), n in said.items()]
