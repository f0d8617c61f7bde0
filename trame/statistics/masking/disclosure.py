"""Disclosure: what one audience is told of one year by one dimension. Everything asked of it answers the same."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .guard import NOBODY, Guard, Sum
from .lattice import EVERYWHERE, QUARTERS, Place, Span, children_of, quarter_of, quarter_span
from .nodes import NOT_STATED, Node, gathered
from .protection import Protection
from .tables import Brought
from .year import Year

Cells = dict[str, Sum]  # code → structure → number


@dataclass(frozen=True)
class Told:
    """One table. `total` is None when it is masked; in `rows`, what is told (never 0), and None for what is masked."""

    total: int | None
    rows: Mapping[str, int | None]

    @property
    def hides_some(self) -> bool:
        return self.total is None or None in self.rows.values()

    @property
    def tells_rows(self) -> bool:
        return any(n is not None for n in self.rows.values())


MASKED = Told(None, {})
NOTHING = Told(0, {})
A_CENTURY = "2"  # how the key of a month begins, and that of no territory


@dataclass(frozen=True)
class Facts:
    """Everything that the audience's structures bring to a year: totals, and one dimension's cells."""

    totals: Sequence[Brought]
    cells: Sequence[Brought]
    multiple: bool


@dataclass(frozen=True)
class Quarter:
    """`nodes`: those that somebody brings something to, by territory or month."""

    protection: Protection
    nodes: Mapping[str, Node]

    @property
    def tells_a_part(self) -> bool:
        """Whether a territory is told that is not all there is."""
        return any(not self.is_all(key) for key in self.protection.told if not key.startswith(A_CENTURY))

    def is_all(self, territory: str) -> bool:
        return self.nodes[territory].n == self.nodes[EVERYWHERE].n if territory in self.nodes else False

    def table(self, key: str) -> Told:
        node = self.nodes.get(key)
        if node is None:
            return NOTHING
        bounds = self.protection.told.get(key)
        if bounds is None:
            return MASKED
        # A hidden row that what is told gives exactly is safe: it is shown.
        return Told(node.n, {code: low if low == high else None for code, (low, high) in bounds.items() if high})


@dataclass(frozen=True)
class Disclosure:
    """`months`: those that count; `left_out`: those where too few structures or people are, which count nowhere.

    `quarters`: those of which something is told, by rank; `over`: how many are over; `year`: what it tells besides, if
    anything: with parts of the territory told in its quarters, their sums over the year would be bounded too well;
    `children`: territory → those it is made of.
    """

    months: frozenset[str]
    left_out: frozenset[str]
    quarters: Mapping[int, Quarter]
    over: int
    year: Year | None
    children: Mapping[str, Sequence[str]]

    def table(self, span: Span, territory: str = EVERYWHERE) -> Told:
        """What is told of this period and territory. A month of a territory is not in the lattice: masked."""
        if span.is_year:
            return self._of_the_year(territory)
        if span.quarter > self.over or (span.is_month and (territory != EVERYWHERE or span.code in self.left_out)):
            return MASKED
        quarter = self.quarters.get(span.quarter)
        if quarter is None:
            return MASKED if any(quarter_of(month) == span.quarter for month in self.left_out) else NOTHING
        return quarter.table(span.code if span.is_month else territory)

    def _of_the_year(self, territory: str) -> Told:
        if self.over < QUARTERS:
            return MASKED
        if not self.quarters:
            return MASKED if self.left_out else NOTHING
        found = added([quarter.table(territory) for quarter in self.quarters.values()])
        if self.year is None or not all(quarter.is_all(territory) for quarter in self.quarters.values()):
            return found
        roots = [quarter.nodes[EVERYWHERE] for quarter in self.quarters.values()]
        told = {code: sum(root.cells.get(code, NOBODY).n for root in roots) for code in self.year.told}
        return Told(found.total, {**found.rows, **told})


def added(tables: Iterable[Told]) -> Told:
    """Tables of different periods as one: a row is told when each of them tells it."""
    found = list(tables)
    if any(table.total is None for table in found):
        return MASKED
    rows: dict[str, int | None] = {}
    for table in found:
        for code, n in table.rows.items():
            before = rows.get(code, 0)
            rows[code] = None if n is None or before is None else before + n
    return Told(sum(table.total or 0 for table in found), rows)


def disclose(facts: Facts, guard: Guard, year: int, today: dt.date) -> Disclosure:
    """Decide what is told of a year: the same whatever is asked, and nothing of a quarter that is not over."""
    over = sum(quarter_span(year, quarter).end < today for quarter in range(1, QUARTERS + 1))
    by_month = _by_month(facts.totals)
    months = {month for month, brought in by_month.items() if quarter_of(month) <= over}
    counted = {month for month in months if guard.gathers(by_month[month])}
    codes = frozenset(row.code for row in facts.cells) | {NOT_STATED}
    quarters: dict[int, Quarter] = {}
    for rank in range(1, over + 1):
        own = {month for month in counted if quarter_of(month) == rank}
        quarter = _quarter(facts, own, codes, guard)
        if quarter:
            quarters[rank] = quarter
        else:
            counted -= own
    tells_more = over == QUARTERS and not any(quarter.tells_a_part for quarter in quarters.values())
    whole = Year([quarter.protection for quarter in quarters.values()], guard).run() if tells_more else None
    return Disclosure(
        months=frozenset(counted),
        left_out=frozenset(months - counted),
        quarters=quarters,
        over=over,
        year=whole,
        children=children_of(_places(facts.totals, counted)),
    )


def _by_month(totals: Iterable[Brought]) -> dict[str, Sum]:
    found: dict[str, Sum] = {}
    for row in totals:
        month = found.setdefault(row.month, Sum())
        month[row.organisation_id] = month.get(row.organisation_id, 0) + row.n
    return found


def _quarter(facts: Facts, months: set[str], codes: frozenset[str], guard: Guard) -> Quarter | None:
    """None when nothing may be told of it."""
    nodes = _nodes(facts, months)
    root = nodes.get(EVERYWHERE)
    if root is None or not guard.tells(root.total):
        return None
    children = children_of(_places(facts.totals, months))
    _divide(root, nodes, children, guard)
    root.families.insert(0, [nodes[month] for month in sorted(months)])
    return Quarter(Protection(root, codes, guard, facts.multiple).run(), nodes)


def _places(rows: Iterable[Brought], months: set[str]) -> set[Place]:
    return {row.place for row in rows if row.month in months}


def _divide(node: Node, nodes: Mapping[str, Node], children: Mapping[str, list[str]], guard: Guard) -> None:
    """Cut a territory into its own, as finely as their totals are told."""
    family = gathered([nodes[key] for key in children.get(node.key, []) if key in nodes], guard)
    if family:
        node.families.append(family)
    for child in family:
        if not child.apart:
            _divide(child, nodes, children, guard)


def _nodes(facts: Facts, months: set[str]) -> dict[str, Node]:
    totals: dict[str, Sum] = {}
    for row in facts.totals:
        for key in _keys(row, months):
            total = totals.setdefault(key, Sum())
            total[row.organisation_id] = total.get(row.organisation_id, 0) + row.n
    cells: dict[str, Cells] = {key: {} for key in totals}
    for row in facts.cells:
        for key in _keys(row, months):
            cell = cells[key].setdefault(row.code, Sum())
            cell[row.organisation_id] = cell.get(row.organisation_id, 0) + row.n
    return {
        key: Node(key, total, cells[key] if facts.multiple else _completed(total, cells[key]))
        for key, total in totals.items()
    }


def _keys(row: Brought, months: set[str]) -> tuple[str, ...]:
    """The nodes of a quarter that a row counts in."""
    return (row.month, *row.place.path) if row.month in months else ()


def _completed(total: Mapping[int, int], cells: Cells) -> Cells:
    """With what is not stated: the total, less every row."""
    missing = dict(total)
    for cell in cells.values():
        for pk, n in cell.items():
            missing[pk] = missing.get(pk, 0) - n
    rest = Sum({pk: n for pk, n in missing.items() if n > 0})
    return {**cells, NOT_STATED: rest} if rest else cells
