"""A month of activities as a grid of weeks: three queries, whatever happened in it."""

import calendar
import datetime as dt
import re
from dataclasses import dataclass, field

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from .listing import Totals, totals_by_day
from .models import Activity
from .models.activity import ActivityQuerySet

# Lines of one day in its cell: the rest is behind the day's link.
LINES = 3
FIRST_YEAR, LAST_YEAR = 2000, 2100


@dataclass(frozen=True, order=True)
class Month:
    year: int
    month: int

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}"

    @property
    def first(self) -> dt.date:
        return dt.date(self.year, self.month, 1)

    @property
    def last(self) -> dt.date:
        return dt.date(self.year, self.month, calendar.monthrange(self.year, self.month)[1])

    def moved(self, by: int) -> "Month | None":
        """As many months later; None outside of the years Trame knows."""
        year, month = divmod(self.year * 12 + self.month - 1 + by, 12)
        return Month(year, month + 1) if FIRST_YEAR <= year <= LAST_YEAR else None


def month_of(day: dt.date) -> Month:
    return Month(day.year, day.month)


def read_month(text: str) -> Month | None:
    """« 2026-11 »; None when the text is no month."""
    found = re.fullmatch(r"(2[01][0-9]{2})-(0[1-9]|1[0-2])", text)
    month = Month(int(found.group(1)), int(found.group(2))) if found else None
    return month if month and FIRST_YEAR <= month.year <= LAST_YEAR else None


@dataclass(frozen=True)
class Day:
    """A cell of the grid. `in_month` is False for the days of the months before and after: nothing is shown in them."""

    date: dt.date
    in_month: bool
    totals: Totals = field(default_factory=Totals)
    activities: tuple[Activity, ...] = ()

    @property
    def others(self) -> int:
        """How many activities have no line here."""
        return self.totals.activities - len(self.activities)


@dataclass(frozen=True)
class Grid:
    month: Month
    totals: Totals
    weeks: list[list[Day]]


def lay_out(activities: ActivityQuerySet, month: Month) -> Grid:
    """The activities of the month, day by day, Monday first."""
    of_month = activities.filter(date__gte=month.first, date__lte=month.last)
    by_day = totals_by_day(of_month)
    lines: dict[dt.date, list[Activity]] = {}
    ranked = of_month.annotate(
        rank=Window(RowNumber(), partition_by=F("date"), order_by=[F("created_at").desc(), F("pk").desc()])
    )
    for one in ranked.filter(rank__lte=LINES).select_related("coordination"):
        lines.setdefault(one.date, []).append(one)
    weeks = [
        [
            Day(day, True, by_day.get(day, Totals()), tuple(lines.get(day, ())))
            if day.month == month.month
            else Day(day, False)
            for day in week
        ]
        for week in calendar.Calendar(calendar.MONDAY).monthdatescalendar(month.year, month.month)
    ]
    return Grid(month, sum(by_day.values(), Totals()), weeks)
