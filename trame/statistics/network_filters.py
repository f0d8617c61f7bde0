"""The period asked of a network: whole months that are over, from one to another."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

from trame.people.models import Network
from trame.ui.typography import month_label

from .engine import months_of
from .periods import CUSTOM, FIRST_YEAR, LAST_YEAR, Period

LENGTH = len("2025-01")


@dataclass(frozen=True, kw_only=True)
class NetworkFilters:
    """The network, the chosen period, what else could be chosen, and what was left aside (`notes`)."""

    network: Network
    period: Period
    periods: Sequence[Period]
    months: Sequence[tuple[str, str]]
    notes: Sequence[str]

    @property
    def query(self) -> str:
        return self.with_period(self.period)

    @property
    def first_month(self) -> str:
        return f"{self.period.start:%Y-%m}"

    @property
    def last_month(self) -> str:
        return f"{self.period.end:%Y-%m}"

    def with_period(self, period: Period) -> str:
        """A query string, without « ? »."""
        if period.key != CUSTOM:
            return urlencode({"periode": period.key})
        return urlencode({"de": f"{period.start:%Y-%m}", "a": f"{period.end:%Y-%m}"})


def network_filters_from(query: QueryDict, network: Network, since: dt.date | None, today: dt.date) -> NetworkFilters:
    """The reader's choice; what it gets wrong is left aside, and said. `since`: when its oldest membership begins."""
    notes: list[str] = []
    periods = month_presets(today)
    last = _month_before(today)
    first = min(since or last, last).replace(day=1)
    return NetworkFilters(
        network=network,
        period=_chosen(query, periods, last, notes),
        periods=periods,
        months=[(month, month_label(month)) for month in months_of(first, last)],
        notes=notes,
    )


def month_presets(today: dt.date) -> list[Period]:
    """The periods offered as chips, all of months that are over; the first one is shown when none is asked."""
    last = _month_before(today)
    quarter = dt.date(today.year, today.month - (today.month - 1) % 3, 1) - dt.timedelta(days=1)
    rank = (quarter.month - 1) // 3 + 1
    year = today.year - 1
    presets = [
        Period(LAST_YEAR, str(year), dt.date(year, 1, 1), dt.date(year, 12, 31)),
        Period("mois", month_label(f"{last:%Y-%m}").capitalize(), last.replace(day=1), last),
        Period(
            "trimestre",
            f"{rank}{'ᵉʳ' if rank == 1 else 'ᵉ'} trimestre {quarter.year}",
            dt.date(quarter.year, quarter.month - 2, 1),
            quarter,
        ),
    ]
    if today.month == 1:
        return presets
    return [Period("annee", "Depuis janvier", dt.date(today.year, 1, 1), last), *presets[1:], presets[0]]


def _chosen(query: QueryDict, presets: Sequence[Period], last: dt.date, notes: list[str]) -> Period:
    start, end, key = query.get("de", ""), query.get("a", ""), query.get("periode", "")
    if start or end:
        if chosen := _months(start, end, last):
            return chosen
        notes.append("Les mois demandés ne font pas une période terminée : en voici une autre.")
    elif key and key not in {period.key for period in presets}:
        notes.append("La période demandée n’existe pas : en voici une autre.")
    return next((period for period in presets if period.key == key), presets[0])


def _months(start: str, end: str, last: dt.date) -> Period | None:
    """From the first day of month `start` to the last day of month `end`; None unless both are over, in this order."""
    first, then = _month(start), _month(end)
    if first is None or then is None or then < first:
        return None
    until = (then + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
    if until > last:
        return None
    label = month_label(start) if first == then else f"{month_label(start)} – {month_label(end)}"
    return Period(CUSTOM, label, first, until)


def _month(text: str) -> dt.date | None:
    try:
        day = dt.datetime.strptime(text, "%Y-%m").date()
    except ValueError:
        return None
    return day if len(text) == LENGTH and FIRST_YEAR <= day.year < 2100 else None


def _month_before(day: dt.date) -> dt.date:
    """The last day of the month before."""
    return day.replace(day=1) - dt.timedelta(days=1)
