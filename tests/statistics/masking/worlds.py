"""Small worlds, everything that is told of them, and what an attacker who adds it all up can know of the rest."""

import datetime as dt
import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from scipy.optimize import linprog

from trame.statistics.masking.disclosure import Disclosure, Facts, Told, disclose
from trame.statistics.masking.guard import Guard
from trame.statistics.masking.lattice import Place, Span, spans_of
from trame.statistics.masking.tables import Brought

YEAR, AFTER = 2024, dt.date(2025, 1, 1)
PLACES = (
    Place("53", "29", "quimper"),
    Place("53", "29", "brest"),
    Place("53", "56", "pontivy"),
    Place("53", "56", "quimper"),  # the same EPCI in another département
    Place("", "", ""),
)
CODES = {"single": ("a", "b", "c"), "other": ("x", "y"), "several": ("s", "t", "u")}
MULTIPLE = {"several"}
Rows = list[Brought]
Key = tuple[str, str, str]  # span, territory, code


@dataclass
class World:
    """`cells`: by dimension. Every dimension counts the same attendances, those of `totals`."""

    totals: Rows
    cells: dict[str, Rows]
    told: dict[str, Disclosure]

    @property
    def months(self) -> list[str]:
        return sorted(next(iter(self.told.values())).months)


def random_world(seed: int, guard: Guard, *, months: Iterable[int] = range(1, 13), structures: int = 5) -> World:
    """Months of a year, two départements, a few structures; most numbers small, some large, many none."""
    draw = random.Random(seed)
    sizes = draw.choice([(0, 0, 1, 3, 9), (0, 2, 8, 20, 60), (0, 0, 0, 5, 40), (1, 4, 12, 15, 30)])
    totals: Rows = []
    cells: dict[str, Rows] = {dimension: [] for dimension in CODES}
    for month in months:
        for place in PLACES[: draw.randint(2, len(PLACES))]:
            for structure in range(1, structures + 1):
                n = draw.choice(sizes)
                if n:
                    _record(draw, n, (f"{YEAR}-{month:02d}", structure, place), totals, cells)
    return World(totals, cells, tell(totals, cells, guard))


def _record(
    draw: random.Random, n: int, where: tuple[str, int, Place], totals: Rows, cells: Mapping[str, Rows]
) -> None:
    month, structure, place = where
    totals.append(Brought(month, structure, place, "", n))
    for dimension, codes in CODES.items():
        found: defaultdict[str, int] = defaultdict(int)
        for _ in range(n):
            if dimension in MULTIPLE:
                for code in draw.choice([("",), ("s",), ("s", "t"), ("s", "t", "u"), ("u",)]):
                    found[code] += 1
            elif code := draw.choices([*codes, ""], weights=[8, *(2 for _ in codes[1:]), 1])[0]:
                found[code] += 1
        cells[dimension] += [Brought(month, structure, place, code, k) for code, k in sorted(found.items())]


def tell(totals: Rows, cells: Mapping[str, Rows], guard: Guard) -> dict[str, Disclosure]:
    return {
        dimension: disclose(Facts(totals, rows, dimension in MULTIPLE), guard, YEAR, AFTER)
        for dimension, rows in cells.items()
    }


def requests() -> Iterator[tuple[Span, str]]:
    """Every period and territory that may be asked, the ones that the lattice refuses included."""
    territories = sorted({key for place in PLACES for key in place.path})
    for span in spans_of(YEAR, AFTER):
        for territory in territories:
            yield span, territory


def is_in(row: Brought, span: Span, territory: str) -> bool:
    return span.start.isoformat()[:7] <= row.month <= span.end.isoformat()[:7] and territory in row.place.path


@dataclass
class Attacker:
    """A linear program over what each month brings to each place: one unknown per code, totals shared by all."""

    world: World
    answer: Callable[[str, Span, str], Told]

    def __post_init__(self) -> None:
        self.positions = sorted(
            {(row.month, row.place.path) for row in self.world.totals if row.month in self.world.months}
        )
        self.names: dict[tuple[str, str, int], int] = {}
        for rank in range(len(self.positions)):
            self._name("", "", rank)
            for dimension, codes in CODES.items():
                for code in (*codes, ""):
                    self._name(dimension, code, rank)
        self.equal: list[tuple[dict[int, float], float]] = []
        self.below: list[tuple[dict[int, float], float]] = []
        self._what_counts_are()
        self._what_is_told()

    def _name(self, dimension: str, code: str, rank: int) -> None:
        self.names[dimension, code, rank] = len(self.names)

    def _what_counts_are(self) -> None:
        for rank in range(len(self.positions)):
            total = self.names["", "", rank]
            for dimension, codes in CODES.items():
                rows = [self.names[dimension, code, rank] for code in (*codes, "")]
                if dimension not in MULTIPLE:
                    self.equal.append(({total: -1.0, **dict.fromkeys(rows, 1.0)}, 0))
                    continue
                self.below.append(({total: 1.0, **dict.fromkeys(rows, -1.0)}, 0))
                unknown = rows[-1]
                self.below += [({total: -1.0, row: 1.0, unknown: 1.0}, 0) for row in rows[:-1]]

    def box(self, dimension: str, code: str, span: Span, territory: str) -> dict[int, float]:
        first, last = span.start.isoformat()[:7], span.end.isoformat()[:7]
        return {
            self.names[dimension, code, rank]: 1.0
            for rank, (month, path) in enumerate(self.positions)
            if first <= month <= last and territory in path
        }

    def _what_is_told(self) -> None:
        for span, territory in requests():
            for dimension, codes in CODES.items():
                told = self.answer(dimension, span, territory)
                if told.total is None:
                    continue
                self.equal.append((self.box("", "", span, territory), told.total))
                for code in (*codes, ""):
                    n = told.rows.get(code, 0)
                    if n is not None:
                        self.equal.append((self.box(dimension, code, span, territory), n))

    def bounds(self, asked: dict[int, float]) -> tuple[float, float]:
        low = self._solve({name: 1.0 for name in asked})
        high = -self._solve({name: -1.0 for name in asked})
        return low, high

    def _solve(self, objective: dict[int, float]) -> float:
        costs = [objective.get(name, 0.0) for name in range(len(self.names))]
        found = linprog(
            costs,
            A_ub=self._matrix(self.below) if self.below else None,
            b_ub=[n for _, n in self.below] or None,
            A_eq=self._matrix(self.equal),
            b_eq=[n for _, n in self.equal],
            method="highs",
        )
        if found.status == 3:
            return float("-inf")
        assert found.status == 0, found.message
        return float(found.fun)

    def _matrix(self, lines: list[tuple[dict[int, float], float]]) -> object:
        from scipy.sparse import coo_array

        entries = [(rank, name, k) for rank, (line, _) in enumerate(lines) for name, k in line.items()]
        ranks, names, values = zip(*entries, strict=True) if entries else ((), (), ())
        return coo_array((values, (ranks, names)), shape=(len(lines), len(self.names))).tocsr()


def hidden_cells(
    world: World, answer: Callable[[str, Span, str], Told]
) -> Iterator[tuple[str, Span, str, str, dict[int, int]]]:
    """(dimension, span, territory, code, what each structure brings): "" and "total" for a masked total."""
    for span, territory in requests():
        for dimension, codes in CODES.items():
            told = answer(dimension, span, territory)
            if told.total is None:
                yield "", span, territory, "total", brought(world, world.totals, span, territory, "")
            for code in (*codes, ""):
                if told.total is None or told.rows.get(code, 0) is None:
                    yield dimension, span, territory, code, true_cell(world, dimension, span, territory, code)


def true_cell(world: World, dimension: str, span: Span, territory: str, code: str) -> dict[int, int]:
    rows = world.cells[dimension]
    if code or dimension in MULTIPLE:
        return brought(world, rows, span, territory, code)
    found = brought(world, world.totals, span, territory, "")
    for row in rows:
        if row.month in world.months and is_in(row, span, territory):
            found[row.organisation_id] -= row.n
    return {pk: n for pk, n in found.items() if n}


def brought(world: World, rows: Rows, span: Span, territory: str, code: str) -> dict[int, int]:
    found: defaultdict[int, int] = defaultdict(int)
    for row in rows:
        if row.month in world.months and row.code == code and is_in(row, span, territory):
            found[row.organisation_id] += row.n
    return dict(found)
