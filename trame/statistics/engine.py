"""The one engine: runs declared indicators over a scope, in one SQL statement whatever their number.

scope = scope_for(reader, organisation_ids=[3], start=date(2025, 1, 1), end=date(2025, 12, 31))
figures = compute(scope, reader=reader)          # {"attendances": Figure(n=85, d=85, …), …}
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import connection

from trame.people.readers import Reader
from trame.reference.labels import NOMENCLATURE_DIMENSIONS, labels

from .contributions import IN_NETWORK
from .figures import Figure, Row
from .indicators import INDICATORS, Indicator, Order
from .scopes import Scope, network_scopes_for, scope_for

__all__ = ["MONTHS_FILLED", "RELATIONS", "compute", "network_scopes_for", "scope_for"]

MONTHS_FILLED = 24  # in a longer period, a month without activity has no row
NOT_STATED_CODE = "non_communique"

# Repeated in every relation, not only in `scope`: a join alone lets the planner read the facts of all organisations.
WITHIN = "{0}.organisation_id = ANY(%s) AND {0}.date BETWEEN %s AND %s"
SCOPE = f"SELECT f.* FROM fact_activity AS f WHERE {WITHIN.format('f')}"  # noqa: S608


def _relation(columns: str, fact: str) -> str:
    """Facts of the scope's activities: `f` the fact's columns, `scope` the activity's."""
    return (
        f"SELECT {columns} FROM scope INNER JOIN {fact} AS f ON f.activity_id = scope.activity_id "  # noqa: S608
        f"WHERE {WITHIN.format('f')}"
    )


def _apart(fact: str) -> str:
    """Facts of coordination, which has no row in `scope`."""
    return f"SELECT f.* FROM {fact} AS f WHERE {WITHIN.format('f')}"  # noqa: S608


# What the SQL of a declaration may read, besides `scope`. PostgreSQL runs only those that a declaration names.
RELATIONS: dict[str, str] = {
    "person": _relation(
        "f.person_id, f.first_time, f.gender, f.age_band, f.status, f.residence_code", "fact_attendance"
    ),
    "marginal": _relation("f.dimension, f.code, SUM(f.n) AS n", "fact_anonymous") + " GROUP BY f.dimension, f.code",
    "topic": _relation("scope.activity_id, scope.attendances, f.code", "fact_activity_topic"),
    "material": _relation("scope.activity_id, scope.attendances, f.code", "fact_activity_material"),
    "secondary_topic": _relation("scope.activity_id, scope.attendances, f.code", "fact_activity_secondary_topic"),
    "equipment": _relation("scope.activity_id, scope.kind, scope.attendances, f.code", "fact_activity_equipment"),
    "half_day": _relation("scope.activity_id, f.mediator_id, f.date, f.half_day", "fact_half_day"),
    "procedure": _relation("f.domain, f.operator, f.manner, f.mandate, f.outcome, f.blocking", "fact_procedure"),
    "coordination": _apart("fact_coordination"),
    "partner": _apart("fact_coordination_partner"),
    "tag": _relation("scope.activity_id, scope.attendances, f.tag_id AS code", "fact_activity_tag"),
}


OF_COORDINATION = ("coordination", "partner")


def compute(scope: Scope, codes: Collection[str] | None = None, *, reader: Reader) -> dict[str, Figure]:
    """Figures by code (all of them by default), in the declared order, labelled for `reader`.

    One query for the numbers, plus one per kind of thing to name (places, communes, tags). KeyError: unknown code.
    PermissionDenied: an indicator that this scope does not answer (a network has totals only).
    """
    wanted = _wanted(scope, codes)
    numbers = _run(scope, wanted)
    names = _names(wanted, numbers, reader)
    return {indicator.code: _figure(indicator, numbers, scope, names) for indicator in wanted}


def _wanted(scope: Scope, codes: Collection[str] | None) -> list[Indicator]:
    if scope.network_id is not None and scope.codes is None:
        raise PermissionDenied("a network answers a few totals only")
    if codes is None:
        codes = [code for code in INDICATORS if scope.codes is None or code in scope.codes]
    if scope.codes is not None and not scope.codes.issuperset(codes):
        raise PermissionDenied("this scope does not answer these indicators")
    return [INDICATORS[code] for code in codes]


@dataclass
class _Numbers:
    """What the statement answered, by indicator (or base) code."""

    bases: dict[str, int] = field(default_factory=dict)
    numerators: dict[str, int] = field(default_factory=dict)
    unknowns: dict[str, int] = field(default_factory=dict)
    rows: defaultdict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))


def _run(scope: Scope, wanted: Iterable[Indicator]) -> _Numbers:
    branches, labels_of_branches = _branches(wanted)
    numbers = _Numbers()
    if not branches:
        return numbers
    relations, parameters = _relations(scope)
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {relations} {' UNION ALL '.join(branches)}", [*parameters, *labels_of_branches])
        for part, owner, code, n in cursor.fetchall():
            if part == "rows":
                numbers.rows[owner][code] = n
            else:
                getattr(numbers, part)[owner] = n
    return numbers


def _relations(scope: Scope) -> tuple[str, list[Any]]:
    """The WITH list and its parameters."""
    within: list[Any] = [sorted(scope.organisation_ids), scope.start, scope.end]
    sql, parameters = SCOPE, list(within)
    if scope.place_ids:
        sql += " AND f.place_id = ANY(%s)"
        parameters.append(list(scope.place_ids))
    if scope.network_id is not None:
        sql += f" AND {IN_NETWORK} AND f.month = ANY(%s)"
        parameters += [scope.network_id, list(scope.months)]
    relations = [f"scope AS MATERIALIZED ({sql})"]
    # Coordination happens at no place, and a network is told nothing of it: with either, no row.
    nothing = " AND FALSE" if scope.place_ids or scope.network_id is not None else ""
    for name, relation in RELATIONS.items():
        relations.append(f"{name} AS ({relation}{nothing if name in OF_COORDINATION else ''})")
        parameters += within
    return ", ".join(relations), parameters


def _branches(wanted: Iterable[Indicator]) -> tuple[list[str], list[str]]:
    """One SELECT (part, owner, code, n) for each number or list of rows, and the parameters (part, owner) of each."""
    branches: list[str] = []
    parameters: list[str] = []

    def add(part: str, owner: str, sql: str) -> None:
        if not sql:
            return
        shape = "code, n" if part == "rows" else "n"
        code = "CAST(code AS VARCHAR)" if part == "rows" else "''"
        branches.append(
            f"SELECT CAST(%s AS VARCHAR), CAST(%s AS VARCHAR), {code}, CAST(COALESCE(n, 0) AS BIGINT) "  # noqa: S608
            f"FROM ({sql}) AS q ({shape})"
        )
        parameters.extend((part, owner))

    for base in {indicator.base.code: indicator.base for indicator in wanted}.values():
        add("bases", base.code, base.sql)
    for indicator in wanted:
        add("numerators", indicator.code, indicator.numerator)
        add("unknowns", indicator.code, indicator.unknown)
        add("rows", indicator.code, indicator.rows)
    return branches, parameters


Names = dict[str, dict[str, str]]


def _names(wanted: Iterable[Indicator], numbers: _Numbers, reader: Reader) -> Names:
    """Labels by dimension: each dimension is asked once."""
    codes: dict[str, set[str]] = {}
    for indicator in wanted:
        if indicator.dimension and indicator.order is not Order.MONTH:
            codes.setdefault(indicator.dimension, set()).update(numbers.rows[indicator.code])
    return {dimension: labels(dimension, sorted(found), reader) for dimension, found in codes.items() if found}


def _figure(indicator: Indicator, numbers: _Numbers, scope: Scope, names: Names) -> Figure:
    found = numbers.rows[indicator.code]
    d = numbers.bases[indicator.base.code]
    if indicator.dimension is None:
        return Figure(indicator, numbers.numerators[indicator.code], d, numbers.unknowns.get(indicator.code, 0))
    unknown = numbers.unknowns[indicator.code] if indicator.unknown else d - sum(found.values())
    n = numbers.numerators[indicator.code] if indicator.numerator else d - unknown
    return Figure(indicator, n, d, unknown, tuple(_rows(indicator, found, unknown, scope, names)))


def _rows(indicator: Indicator, found: dict[str, int], unknown: int, scope: Scope, names: Names) -> Iterable[Row]:
    """The rows in the declared order, then what is not stated when there is any."""
    if indicator.order is Order.MONTH:
        months = months_of(scope.start, scope.end)
        codes = sorted({*found, *(months if len(months) <= MONTHS_FILLED else ())})
        found_names = labels("month", codes, None)
    else:
        found_names = {**names.get(indicator.dimension or "", {}), **indicator.own_labels}
        codes = sorted(found, key=lambda code: _rank(indicator, code, found[code], found_names))
    yield from (Row(code, found_names.get(code, code), found.get(code, 0)) for code in codes)
    if unknown:
        yield Row(_unknown_code(indicator), indicator.unknown_label, unknown, unknown=True)


def _rank(indicator: Indicator, code: str, n: int, found_names: dict[str, str]) -> tuple[int, str]:
    if indicator.order is Order.NOMENCLATURE:
        return list(NOMENCLATURE_DIMENSIONS[indicator.dimension or ""].values).index(code), ""
    return -n, found_names.get(code, code)


def _unknown_code(indicator: Indicator) -> str:
    """La Coop's own slug where it has one, else an empty code."""
    nomenclature = NOMENCLATURE_DIMENSIONS.get(indicator.dimension or "")
    return NOT_STATED_CODE if nomenclature and NOT_STATED_CODE in nomenclature.values else ""


def months_of(start: dt.date, end: dt.date) -> list[str]:
    """« 2025-01 », … of every month the period touches."""
    first, last = start.year * 12 + start.month - 1, end.year * 12 + end.month - 1
    return [f"{month // 12:04d}-{month % 12 + 1:02d}" for month in range(first, last + 1)]
