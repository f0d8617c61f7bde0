"""What each structure brings to each table, read from the facts in one statement for a dimension and a year."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection

from trame.reference.models import Departement

from ..contributions import in_network
from .dimensions import TOTALS, Dimension
from .lattice import Place

WITHIN = "{0}.organisation_id = ANY(%s) AND {0}.date BETWEEN %s AND %s"


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


def totals_of(audience: Audience, year: int, regions: Mapping[str, str]) -> list[Brought]:
    return _read(TOTALS, audience, year, regions)


def cells_of(audience: Audience, dimension: Dimension, year: int, regions: Mapping[str, str]) -> list[Brought]:
    return _read(dimension.sql, audience, year, regions)


def regions_by_departement() -> dict[str, str]:
    return dict(Departement.objects.values_list("code", "region_id"))


def _read(sql: str, audience: Audience, year: int, regions: Mapping[str, str]) -> list[Brought]:
    within, parameters = _within(audience, year)
    within_t = WITHIN.format("t")
    ordered: list[Any] = []
    filled, rest = "", sql
    while rest:
        before, mark, rest = _next_mark(rest)
        filled += before
        if mark == "{within}":
            filled += within
            ordered += parameters
        elif mark == "{within_t}":
            filled += within_t
            ordered += parameters[:3]
    with connection.cursor() as cursor:
        cursor.execute(filled, ordered)
        rows: Iterable[tuple[str, int, str, str, str, int]] = cursor.fetchall()
    return [
        Brought(month, organisation_id, Place(regions.get(departement, ""), departement, epci), str(code), int(n))
        for month, organisation_id, departement, epci, code, n in rows
        if n
    ]


def _next_mark(sql: str) -> tuple[str, str, str]:
    """What is before the next mark, the mark, and what follows."""
    start = sql.find("{")
    if start < 0:
        return sql, "", ""
    end = sql.index("}", start) + 1
    return sql[:start], sql[start:end], sql[end:]


def _within(audience: Audience, year: int) -> tuple[str, list[Any]]:
    start, end = dt.date(year, 1, 1), dt.date(year, 12, 31)
    parameters: list[Any] = [_sorted(audience.organisation_ids), start, end]
    sql = WITHIN.format("f")
    if audience.network_id is not None:
        sql += f" AND {in_network('f')}"
        parameters.append(audience.network_id)
    return sql, parameters


def _sorted(ids: Collection[int]) -> list[int]:
    return sorted(ids)
