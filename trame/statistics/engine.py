"""The one engine: runs declared indicators over a scope, in a few SQL statements whatever their number.

scope = scope_for(reader, organisation_ids=[3], start=date(2025, 1, 1), end=date(2025, 12, 31))
figures = compute(scope, reader=reader)          # {"attendances": Figure(n=85, d=85, …), …}
"""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied

from trame.people.readers import Reader
from trame.reference.labels import NOMENCLATURE_DIMENSIONS, labels

from . import cubes
from .figures import Figure, Row
from .formulas import Formula
from .indicators import INDICATORS, Indicator, Order, Reading
from .limits import CROSSABLE, within_limits
from .periods import days_told
from .scopes import Scope, network_scopes_for, scope_for

__all__ = ["MONTHS_FILLED", "compute", "network_scopes_for", "scope_for"]

MONTHS_FILLED = 24  # in a longer period, a month without activity has no row
NOT_STATED_CODE = "non_communique"
CALENDAR = {Order.MONTH: "month", Order.DAY: "day"}
# Dimensions some of whose codes have no name for the reader: the code of the row that they make together.
UNNAMED = {"mediator": "collegues"}


def compute(scope: Scope, codes: Collection[str] | None = None, *, reader: Reader) -> dict[str, Figure]:
    """Figures by code (all of them by default), in the declared order, labelled for `reader`.

    A query per cube that the figures need (eleven at most), plus one per kind of thing to name (places, tags…).
    KeyError: unknown code. PermissionDenied: an indicator that this scope does not answer (a network has totals only).
    """
    wanted = _wanted(scope, codes)
    numbers = _run(scope, wanted)
    names = _names(wanted, numbers, reader)
    found = (_figure(indicator, numbers, scope, names) for indicator in wanted)
    return {figure.code: within_limits(figure, scope, numbers.crossable) for figure in found}


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
    """What formulas are worth, by indicator (or base) code."""

    bases: dict[str, int] = field(default_factory=dict)
    numerators: dict[str, int] = field(default_factory=dict)
    unknowns: dict[str, int] = field(default_factory=dict)
    rows: dict[str, dict[str, int]] = field(default_factory=dict)
    crossable: int | None = None


def _run(scope: Scope, wanted: Collection[Indicator]) -> _Numbers:
    formulas = [formula for indicator in wanted for formula in _formulas(indicator)]
    if scope.public:
        formulas.append(CROSSABLE)
    sums = cubes.Sums(cubes.fetch(scope, cubes.cubes_of(formulas)))
    numbers = _Numbers(crossable=sums.number(CROSSABLE) if scope.public else None)
    for base in {indicator.base.code: indicator.base for indicator in wanted}.values():
        numbers.bases[base.code] = sums.number(base.count)
    for indicator in wanted:
        if indicator.numerator:
            numbers.numerators[indicator.code] = sums.number(indicator.numerator)
        if indicator.unknown:
            numbers.unknowns[indicator.code] = sums.number(indicator.unknown)
        if indicator.rows:
            numbers.rows[indicator.code] = sums.rows(indicator.rows)
    return numbers


def _formulas(indicator: Indicator) -> Iterable[Formula]:
    asked = (indicator.base.count, indicator.numerator, indicator.unknown, indicator.rows)
    return (formula for formula in asked if formula)


Names = dict[str, dict[str, str]]


def _names(wanted: Iterable[Indicator], numbers: _Numbers, reader: Reader) -> Names:
    """Labels by dimension: each dimension is asked once."""
    codes: dict[str, set[str]] = {}
    for indicator in wanted:
        if indicator.dimension and indicator.order not in CALENDAR:
            codes.setdefault(indicator.dimension, set()).update(numbers.rows[indicator.code])
    return {dimension: labels(dimension, sorted(found), reader) for dimension, found in codes.items() if found}


def _figure(indicator: Indicator, numbers: _Numbers, scope: Scope, names: Names) -> Figure:
    found = _gathered(indicator, numbers.rows.get(indicator.code, {}), names)
    d = numbers.bases[indicator.base.code]
    if indicator.dimension is None:
        if not d and indicator.reading is not Reading.NUMBER:
            return Figure(indicator, 0, 0, 0, impossible=f"Ne se calcule pas : {indicator.base.empty}.")
        return Figure(indicator, numbers.numerators[indicator.code], d, numbers.unknowns.get(indicator.code, 0))
    unknown = numbers.unknowns[indicator.code] if indicator.unknown else d - sum(found.values())
    n = numbers.numerators[indicator.code] if indicator.numerator else d - unknown
    return Figure(indicator, n, d, unknown, tuple(_rows(indicator, found, unknown, scope, names)))


def _gathered(indicator: Indicator, found: dict[str, int], names: Names) -> dict[str, int]:
    """Codes that have no name for the reader are one row together, where the dimension says so."""
    if indicator.dimension not in UNNAMED:
        return found
    named = names.get(indicator.dimension, {})
    gathered: Counter[str] = Counter()
    for code, n in found.items():
        gathered[code if named.get(code, code) != code else UNNAMED[indicator.dimension]] += n
    return dict(gathered)


def _rows(indicator: Indicator, found: dict[str, int], unknown: int, scope: Scope, names: Names) -> Iterable[Row]:
    """The rows in the declared order, then what is not stated when there is any."""
    if indicator.order in CALENDAR:
        codes = sorted({*found, *_filled(indicator.order, scope)})
        found_names = labels(CALENDAR[indicator.order], codes, None)
    else:
        found_names = {**names.get(indicator.dimension or "", {}), **indicator.own_labels}
        codes = sorted(found, key=lambda code: _rank(indicator, code, found[code], found_names))
    yield from (Row(code, found_names.get(code, code), found.get(code, 0)) for code in codes)
    if unknown:
        yield Row(_unknown_code(indicator), indicator.unknown_label, unknown, unknown=True)


def _filled(order: Order, scope: Scope) -> list[str]:
    """The months, or the days, that have a row even worth 0."""
    if order is Order.MONTH:
        months = months_of(scope.start, scope.end)
        return months if len(months) <= MONTHS_FILLED else []
    start, end = days_told(scope.start, scope.end)
    return [(start + dt.timedelta(days=rank)).isoformat() for rank in range((end - start).days + 1)]


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
