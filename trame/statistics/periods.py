"""Periods one asks for: since January, this quarter, last year, or two dates."""

import calendar
import datetime as dt
from dataclasses import dataclass

from trame.ui.typography import period

FIRST_YEAR = 2000
CUSTOM = "libre"
LAST_YEAR = "precedente"


@dataclass(frozen=True)
class Period:
    """From `start` to `end`, both included. `key` is its code in the URL, « libre » for two dates."""

    key: str
    label: str
    start: dt.date
    end: dt.date

    @property
    def is_comparable(self) -> bool:
        """Longer than a year, the same dates one year earlier would overlap."""
        return self.end < year_before(self.start, -1)

    @property
    def before(self) -> tuple[dt.date, dt.date]:
        """The same dates one year earlier."""
        return year_before(self.start), year_before(self.end)

    @property
    def cuts_last_month(self) -> bool:
        return self.end.day < calendar.monthrange(self.end.year, self.end.month)[1]


def year_before(day: dt.date, years: int = 1) -> dt.date:
    """The same day `years` earlier; 29 February becomes the 28th."""
    year = day.year - years
    last = calendar.monthrange(year, day.month)[1]
    return dt.date(year, day.month, min(day.day, last))


def presets(today: dt.date) -> list[Period]:
    """The periods offered as chips; the first one is shown when none is asked."""
    quarter = dt.date(today.year, today.month - (today.month - 1) % 3, 1)
    last = today.year - 1
    return [
        Period("annee", "Depuis janvier", dt.date(today.year, 1, 1), today),
        Period("trimestre", "Ce trimestre", quarter, today),
        Period(LAST_YEAR, str(last), dt.date(last, 1, 1), dt.date(last, 12, 31)),
    ]


def custom(start: str, end: str, today: dt.date) -> Period | None:
    """Two ISO dates; one alone is completed by 1 January, or by today. None: not dates, or in the wrong order."""
    last = _day(end) if end else today
    first = _day(start) if start else last and dt.date(last.year, 1, 1)
    if first is None or last is None or last < first:
        return None
    return Period(CUSTOM, period(first, last), first, last)


def _day(text: str) -> dt.date | None:
    try:
        day = dt.datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        return None
    return day if FIRST_YEAR <= day.year < 2100 else None
