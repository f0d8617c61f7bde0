"""The table of two dimensions over a scope: cells, margins, and how many accompaniments it can cross."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from trame.facts import packing
from trame.people.readers import Reader
from trame.prepared import rows
from trame.reference.labels import NOMENCLATURE_DIMENSIONS, labels

from ..cubes.picking import of_attendances, over_picked
from ..declared import NOT_STATED
from ..scopes import Scope
from .dimensions import Codes, Dimension

UNKNOWN = ""  # the code of what is not stated
Pair = tuple[str, str]


@dataclass(frozen=True)
class Line:
    """A row or a column: its code (UNKNOWN: not stated), its name, and its margin, n accompaniments."""

    code: str
    label: str
    n: int


@dataclass(frozen=True)
class Crossing:
    """`cells`: (row code, column code) → accompaniments; none is 0. `total`: the accompaniments crossed, out of `of`.

    Two characteristics of people: only the accompaniments whose pair is known are crossed, and « non renseigné » has
    no line. Otherwise all are, and `total` equals `of`.
    """

    rows: Sequence[Line]
    columns: Sequence[Line]
    cells: dict[Pair, int]
    total: int
    of: int
    by_row: Dimension
    by_column: Dimension

    @property
    def only_known_pairs(self) -> bool:
        return self.by_row.of_people and self.by_column.of_people


@dataclass
class _Sums:
    cells: Counter[Pair] = field(default_factory=Counter)
    rows: Counter[str] = field(default_factory=Counter)
    columns: Counter[str] = field(default_factory=Counter)
    total: int = 0

    def add(self, row: Codes, column: Codes, n: int) -> None:
        """A group of `n` accompaniments: each counts once in each of its codes, and once in the total."""
        if not n:
            return
        self.total += n
        for one in row or (UNKNOWN,):
            self.rows[one] += n
        for other in column or (UNKNOWN,):
            self.columns[other] += n
        for one in row or (UNKNOWN,):
            for other in column or (UNKNOWN,):
                self.cells[one, other] += n


def cross(scope: Scope, by_row: Dimension, by_column: Dimension, *, reader: Reader) -> Crossing:
    """Accompaniments of `scope` by two different dimensions, named for `reader`; two queries at most, plus the names.

    ValueError: the same dimension twice, or a characteristic of people when the scope already filters one.
    """
    if by_row.code == by_column.code:
        raise ValueError("two different dimensions are crossed")
    if scope.public and (by_row.of_people or by_column.of_people):
        raise ValueError("people are already filtered by one of their characteristics")
    sums, of = _Sums(), None
    if scope.everywhere or scope.organisation_ids:
        if by_row.of_people and by_column.of_people:
            of = _pairs_of_people(scope, by_row, by_column, sums)
        elif by_row.of_people or by_column.of_people:
            _people(scope, by_row, by_column, sums)
        else:
            _activities(scope, by_row, by_column, sums)
    return Crossing(
        rows=_lines(by_row, sums.rows, reader),
        columns=_lines(by_column, sums.columns, reader),
        cells=dict(sums.cells),
        total=sums.total,
        of=sums.total if of is None else of,
        by_row=by_row,
        by_column=by_column,
    )


def _activities(scope: Scope, by_row: Dimension, by_column: Dimension, sums: _Sums) -> None:
    asked = f"SELECT {by_row.column}, {by_column.column}, SUM(t.attendances) FROM picked AS t GROUP BY 1, 2"
    statement = over_picked(scope, asked)
    for one, other, n in rows(statement.text, statement.parameters):
        sums.add(by_row.read(one), by_column.read(other), int(n))


def _people(scope: Scope, by_row: Dimension, by_column: Dimension, sums: _Sums) -> None:
    """A characteristic of people by what their activity says: the counters of anonymous people are exact there."""
    person, other = (by_row, by_column) if by_row.of_people else (by_column, by_row)

    def add(said: Codes, known: Codes, n: int) -> None:
        sums.add(*((known, said) if by_row.of_people else (said, known)), n)

    where, rank = of_attendances(scope), _rank(person)
    followed = (
        f"SELECT {other.column}, {rank}, COUNT(*) FROM kept_attendance AS p "
        f"INNER JOIN kept_activity AS t ON t.activity_id = p.activity_id WHERE {where.text} GROUP BY 1, 2"
    )
    for said, known, n in rows(followed, where.parameters):
        add(other.read(said), person.read(known), int(n))
    counters = _counters(person)
    columns = ", ".join(f"SUM(t.{column})" for column in counters)
    asked = f"SELECT {other.column}, SUM(t.anonymous), {columns} FROM picked AS t WHERE t.anonymous > 0 GROUP BY 1"
    anonymous = over_picked(scope, asked)
    for said, everybody, *counted in rows(anonymous.text, anonymous.parameters):
        for code, n in zip(counters.values(), counted, strict=True):
            add(other.read(said), (code,), int(n))
        add(other.read(said), (), int(everybody) - sum(map(int, counted)))


def _pairs_of_people(scope: Scope, by_row: Dimension, by_column: Dimension, sums: _Sums) -> int:
    """Adds the pairs that are known; answers how many accompaniments the scope has."""
    where = of_attendances(scope)
    followed = (
        f"SELECT {_rank(by_row)}, {_rank(by_column)}, COUNT(*) FROM kept_attendance AS p "
        f"WHERE {where.text} GROUP BY 1, 2"
    )
    everybody = 0
    for one, other, n in rows(followed, where.parameters):
        everybody += n
        if one and other:
            sums.add(by_row.read(one), by_column.read(other), n)
    own, others = _counters(by_row), _counters(by_column)
    keys = ", ".join(f"t.{column}" for column in (*own, *others))
    anonymous = over_picked(
        scope,
        f"SELECT t.anonymous, COUNT(*), {keys} FROM picked AS t WHERE t.anonymous > 0 GROUP BY t.anonymous, {keys}",
    )
    for size, times, *counted in rows(anonymous.text, anonymous.parameters):
        everybody += size * times
        one = dict(zip(own.values(), counted[: len(own)], strict=True))
        other = dict(zip(others.values(), counted[len(own) :], strict=True))
        for row, column, n in _certain(one, other, size):
            sums.add((row,), (column,), n * times)
    return everybody


def _certain(rows: dict[str, int], columns: dict[str, int], size: int) -> Iterable[tuple[str, str, int]]:
    """The pairs that counters leave no doubt about: one of the two says the same of all the `size` participants."""
    for row, n in rows.items():
        if n == size:
            yield from ((row, column, m) for column, m in columns.items() if m)
            return
    for column, n in columns.items():
        if n == size:
            yield from ((row, column, m) for row, m in rows.items() if m)
            return


def _rank(person: Dimension) -> str:
    return packing.PERSON[person.column].sql("p.profile")


def _counters(person: Dimension) -> dict[str, str]:
    """Column of kept_activity → the code it counts."""
    return {column: code for column, (dimension, code) in packing.COUNTERS.items() if dimension == person.names}


def _lines(dimension: Dimension, margins: Counter[str], reader: Reader) -> list[Line]:
    """In the order of the calendar or of the nomenclature when it is one, else the largest first; not stated last."""
    codes = [code for code in margins if code != UNKNOWN]
    names = labels(dimension.names, codes, reader)
    if dimension.names == "month":
        codes.sort()
    elif dimension.of_people or dimension.names in ("duration", "autonomy"):
        codes.sort(key=list(NOMENCLATURE_DIMENSIONS[dimension.names].values).index)
    else:
        codes.sort(key=lambda code: (-margins[code], names.get(code, code)))
    lines = [Line(code, names.get(code, code), margins[code]) for code in codes]
    if margins[UNKNOWN]:
        lines.append(Line(UNKNOWN, NOT_STATED, margins[UNKNOWN]))
    return lines
