"""The year of the whole scope, once its quarters are told: which of their hidden rows it tells all the same.

Four quarters, what each hides, and the rows that the year would tell: a rectangle with holes. Each hidden row is
bounded by the worst of sixteen sums (which quarters can hold it, which must), exact whatever the holes.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from .guard import NOBODY, Guard, Sum, add
from .protection import Bounds, Codes, Protection

FREE = "\0free"  # all the rows that a quarter hides and the year does not tell


@dataclass
class Year:
    """`told`: the hidden rows of the quarters that the year tells."""

    quarters: Sequence[Protection]
    guard: Guard
    told: set[str] = field(default_factory=set)

    def run(self) -> "Year":
        self.told = set(self._candidates())
        while (code := self._exposed()) is not None:
            self.told.discard(code)
        if not self.told:
            for quarter in self.quarters:
                quarter.bound_again(quarter.bounds)
        return self

    @property
    def hidden(self) -> Codes:
        every = frozenset(code for quarter in self.quarters for code in quarter.hidden)
        return every - self.told

    def _candidates(self) -> Iterator[str]:
        if any(quarter.multiple and quarter.hidden >= quarter.codes for quarter in self.quarters):
            return
        for code in self.hidden:
            holders = [quarter for quarter in self.quarters if code in quarter.hidden]
            if len(holders) > 1 and self.guard.tells(_brought(holders, code)):
                yield code

    def _exposed(self) -> str | None:
        """A row to hide, because what is told bounds a hidden one too well; None when all is well."""
        if not self.told:
            return None
        table = Table.of(self.quarters, self.told)
        for quarter, free in zip(self.quarters, table.free, strict=True):
            if len(free) == 1:
                return self._cheapest(quarter)
        for rank, quarter in enumerate(self.quarters):
            bad = quarter.bound_again(self._bounds(table, rank))
            if bad:
                return bad if bad in self.told else self._cheapest(quarter)
        return self._exposed_over_the_year(table)

    def _exposed_over_the_year(self, table: "Table") -> str | None:
        for code in sorted(self.hidden):
            known = sum(q.root.cells.get(code, NOBODY).n for q in self.quarters if code not in q.hidden)
            holders = [rank for rank, free in enumerate(table.free) if code in free]
            highest = max(table.most(rank, FREE) for rank in holders)
            if not self.guard.protects(_brought(self.quarters, code), known, known + highest):
                return self._cheapest(self.quarters[holders[0]])
        return None

    def _cheapest(self, quarter: Protection) -> str:
        """Of the rows told by the year that this quarter hides, or of all, the smallest."""
        codes = self.told & quarter.hidden or self.told
        return min(codes, key=lambda code: (_brought(self.quarters, code).n, code))

    def _bounds(self, table: "Table", rank: int) -> Bounds:
        quarter = self.quarters[rank]
        bounds = dict(quarter.bounds)
        for code in quarter.hidden:
            column = code if code in self.told else FREE
            low = table.least(rank, column) if column != FREE else 0
            bounds[code] = (low, min(bounds[code][1], table.most(rank, column)))
        return bounds


def _brought(quarters: Iterable[Protection], code: str) -> Sum:
    return add(quarter.root.cells.get(code, NOBODY) for quarter in quarters)


@dataclass(frozen=True)
class Table:
    """Rows are quarters, columns what the year tells, then FREE: sums of both, and which cells there are."""

    rows: tuple[int, ...]
    columns: dict[str, int]
    cells: tuple[Codes, ...]
    free: tuple[Codes, ...]

    @classmethod
    def of(cls, quarters: Sequence[Protection], told: set[str]) -> "Table":
        rows = tuple(quarter.rest for quarter in quarters)
        columns = {code: _brought([quarter for quarter in quarters if code in quarter.hidden], code).n for code in told}
        columns[FREE] = sum(rows) - sum(columns.values())
        free = tuple(frozenset(quarter.hidden - told) for quarter in quarters)
        cells = tuple(
            frozenset(quarter.hidden & told) | ({FREE} if rest else frozenset())
            for quarter, rest in zip(quarters, free, strict=True)
        )
        return cls(rows, columns, cells, free)

    def most(self, rank: int, column: str) -> int:
        """The most that a cell can be: its row, its column, or what any other rows leave of theirs."""
        highest = min(self.rows[rank], self.columns[column])
        for ranks in self._subsets():
            reached = self._reached(ranks)
            if rank not in ranks and column in reached:
                highest = min(highest, self._sum(reached) - sum(self.rows[r] for r in ranks))
        return highest

    def least(self, rank: int, column: str) -> int:
        """The least: what rows that have no other use for this column cannot put elsewhere."""
        lowest = 0
        for ranks in self._subsets():
            reached = self._reached(ranks, without=(rank, column))
            if rank in ranks and column not in reached:
                lowest = max(lowest, sum(self.rows[r] for r in ranks) - self._sum(reached))
        return lowest

    def _subsets(self) -> Iterator[tuple[int, ...]]:
        for number in range(1, len(self.rows) + 1):
            yield from combinations(range(len(self.rows)), number)

    def _reached(self, ranks: Iterable[int], without: tuple[int, str] | None = None) -> set[str]:
        return {column for rank in ranks for column in self.cells[rank] if (rank, column) != without}

    def _sum(self, columns: Iterable[str]) -> int:
        return sum(self.columns[column] for column in columns)
