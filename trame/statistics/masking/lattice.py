"""What may be asked outside a structure: one month, quarter or civil year, over; one territory, an EPCI at least.

A month is told for the whole scope only. An EPCI that spreads over two départements is two territories, one in each:
territories make a tree.
"""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from trame.ui.typography import month_label

MONTHS_OF_A_QUARTER = 3
QUARTERS = 4
EVERYWHERE = ""
NOWHERE = "inconnu"  # activities whose commune is not known
WITHOUT_EPCI = "hors"
SHAPE = re.compile(r"(?P<year>2\d{3})(?:-(?:T(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])))?", re.ASCII)


@dataclass(frozen=True)
class Span:
    """A period of the lattice: « 2025 », « 2025-T1 » or « 2025-03 »."""

    code: str
    label: str
    start: dt.date
    end: dt.date

    @property
    def year(self) -> int:
        return self.start.year

    @property
    def quarter(self) -> int:
        """1 to 4; of a year, 0."""
        return 0 if self.is_year else (self.start.month - 1) // MONTHS_OF_A_QUARTER + 1

    @property
    def is_year(self) -> bool:
        return len(self.code) == len("2025")

    @property
    def is_month(self) -> bool:
        return len(self.code) == len("2025-03") and "T" not in self.code

    def is_over(self, today: dt.date) -> bool:
        """A month is told with its quarter: what is hidden in one depends on the other."""
        quarter = self.quarter or QUARTERS
        return quarter_span(self.year, quarter).end < today


def span_from(code: str) -> Span | None:
    """The period of this code; None when it is none."""
    found = SHAPE.fullmatch(code)
    if found is None:
        return None
    year = int(found["year"])
    if found["quarter"]:
        return quarter_span(year, int(found["quarter"]))
    if found["month"]:
        start = dt.date(year, int(found["month"]), 1)
        return Span(code, month_label(code).capitalize(), start, _last_day(start))
    return Span(code, code, dt.date(year, 1, 1), dt.date(year, 12, 31))


def quarter_span(year: int, quarter: int) -> Span:
    start = dt.date(year, (quarter - 1) * MONTHS_OF_A_QUARTER + 1, 1)
    end = _last_day(dt.date(year, quarter * MONTHS_OF_A_QUARTER, 1))
    return Span(f"{year}-T{quarter}", f"{quarter}{'ᵉʳ' if quarter == 1 else 'ᵉ'} trimestre {year}", start, end)


def quarter_of(month: str) -> int:
    """« 2025-05 » → 2."""
    return (int(month[-2:]) - 1) // MONTHS_OF_A_QUARTER + 1


def spans_of(year: int, today: dt.date) -> list[Span]:
    """The year, its quarters and its months, those that are over: the latest first."""
    codes = [str(year)]
    for quarter in range(QUARTERS, 0, -1):
        codes.append(f"{year}-T{quarter}")
        codes += [f"{year}-{month:02d}" for month in range(quarter * 3, quarter * 3 - 3, -1)]
    spans = [span for code in codes if (span := span_from(code))]
    return [span for span in spans if span.is_over(today)]


def latest_over(today: dt.date) -> Span:
    """The last quarter that is over."""
    year, quarter = today.year, (today.month - 1) // MONTHS_OF_A_QUARTER
    return quarter_span(year, quarter) if quarter else quarter_span(year - 1, QUARTERS)


def _last_day(start: dt.date) -> dt.date:
    return (start + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)


@dataclass(frozen=True)
class Place:
    """Where an activity took place, as finely as it is ever told; all empty when its commune is not known."""

    region: str
    departement: str
    epci: str

    @property
    def path(self) -> tuple[str, ...]:
        """The territories it is in, from everywhere to its EPCI."""
        if not self.departement:
            return (EVERYWHERE, NOWHERE)
        epci = f"e{self.epci or WITHOUT_EPCI}-{self.departement}"
        return (EVERYWHERE, f"r{self.region}", f"d{self.departement}", epci)


def children_of(places: Iterable[Place]) -> dict[str, list[str]]:
    """Territory → the territories it is made of, among those of these places."""
    found: dict[str, set[str]] = {}
    for place in places:
        for parent, child in pairwise(place.path):
            found.setdefault(parent, set()).add(child)
    return {parent: sorted(children) for parent, children in found.items()}
