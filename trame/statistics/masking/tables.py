"""What each structure brings to each table, read from the kept facts in a few statements."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from trame.prepared import rows, rows_of
from trame.reference.models import Commune

from ..contributions import in_network
from ..cubes.cells import month_code
from .dimensions import TOTALS, Dimension, Reading
from .lattice import Place


@dataclass(frozen=True, kw_only=True)
class Audience:
    """Who is told: the structures whose facts count, the network whose memberships bound them (None: no bound), and
    the structures whose figures the reader knows otherwise. `anybody`: she need not say who she is."""

    organisation_ids: frozenset[int]
    network_id: int | None = None
    known: frozenset[int] = frozenset()
    anybody: bool = False


@dataclass(frozen=True)
class Brought:
    """What one structure brings: `n` attendances of `code`, that month, in that place."""

    month: str
    organisation_id: int
    place: Place
    code: str
    n: int


def brought_to(audience: Audience, dimension: Dimension, year: int) -> tuple[list[Brought], list[Brought]]:
    """Totals, and the cells of one dimension: what each structure brings to each month, place and code."""
    totals = list(_read(TOTALS, audience, year))
    cells = [row for reading in dimension.readings for row in _read(reading, audience, year)]
    homes = {row.code for row in cells} if dimension.homes else set[str]()
    places = _places({row.commune for row in totals if row.commune} | homes)
    if dimension.homes:
        cells = [replace(row, code=places[row.code].path[-1]) for row in cells if row.code in places]
    return _gathered(totals, places), _gathered(cells, places)


@dataclass(frozen=True)
class _Row:
    month: int
    organisation_id: int
    commune: str | None
    code: str
    n: int


def _read(reading: Reading, audience: Audience, year: int) -> Iterator[_Row]:
    within, parameters = _within(audience, year)
    for month, organisation_id, commune, *said in rows(reading.sql(within), parameters):
        for code, n in reading.said(said):
            if n:
                yield _Row(month, organisation_id, commune, code, int(n))


def _gathered(found: Iterable[_Row], places: Mapping[str, Place]) -> list[Brought]:
    nowhere = Place("", "", "")
    sums: Counter[tuple[int, int, Place, str]] = Counter()
    for row in found:
        sums[row.month, row.organisation_id, places.get(row.commune or "", nowhere), row.code] += row.n
    return [Brought(month_code(month), pk, place, code, n) for (month, pk, place, code), n in sums.items()]


def _places(communes: Collection[str]) -> dict[str, Place]:
    found = Commune.objects.filter(pk__any_of=communes)
    told = rows_of(found.values_list("pk", "departement__region", "departement", "epci"))
    return {code: Place(region or "", departement or "", epci or "") for code, region, departement, epci in told}


def _within(audience: Audience, year: int) -> tuple[str, list[Any]]:
    sql = "f.organisation_id = ANY(%s) AND f.date BETWEEN %s AND %s"
    parameters: list[Any] = [sorted(audience.organisation_ids), dt.date(year, 1, 1), dt.date(year, 12, 31)]
    if audience.network_id is not None:
        sql += f" AND {in_network('f')}"
        parameters.append(audience.network_id)
    return sql, parameters
