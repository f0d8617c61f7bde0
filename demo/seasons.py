"""When things happen: bank holidays, school holidays of zone B (académie de Rennes), seasons, leave."""

import datetime as dt
from functools import cache

# First and last day without school, as published for zone B.
SCHOOL_HOLIDAYS: tuple[tuple[dt.date, dt.date], ...] = (
    (dt.date(2024, 12, 21), dt.date(2025, 1, 5)),
    (dt.date(2025, 2, 8), dt.date(2025, 2, 23)),
    (dt.date(2025, 4, 5), dt.date(2025, 4, 21)),
    (dt.date(2025, 7, 5), dt.date(2025, 8, 31)),
    (dt.date(2025, 10, 18), dt.date(2025, 11, 2)),
    (dt.date(2025, 12, 20), dt.date(2026, 1, 4)),
    (dt.date(2026, 2, 14), dt.date(2026, 3, 1)),
    (dt.date(2026, 4, 11), dt.date(2026, 4, 26)),
    (dt.date(2026, 7, 4), dt.date(2026, 8, 31)),
    (dt.date(2026, 10, 17), dt.date(2026, 11, 1)),
    (dt.date(2026, 12, 19), dt.date(2027, 1, 3)),
)
LAST_KNOWN_YEAR = 2026
# How busy a month is, 1 being an ordinary one: the autumn of new resolutions, the summer of closed doors.
SEASON = (1.05, 0.95, 1.1, 1.0, 0.85, 0.95, 0.6, 0.3, 1.4, 1.4, 1.1, 0.8)
# Days of open doors, at week-ends: (month, n-th Saturday).
EVENTS = ((3, 4), (10, 2), (11, 4))


def is_working_day(day: dt.date) -> bool:
    return day.weekday() < 5 and day not in bank_holidays(day.year)


@cache
def bank_holidays(year: int) -> frozenset[dt.date]:
    """The eleven of metropolitan France."""
    easter = _easter(year)
    fixed = {dt.date(year, month, day) for month, day in ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11))}
    return frozenset({*fixed, dt.date(year, 12, 25), *(easter + dt.timedelta(days) for days in (1, 39, 50))})


def _easter(year: int) -> dt.date:
    """Easter Sunday, by Gauss's method as corrected by Butcher."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    moved = (32 + 2 * e + 2 * i - h - k) % 7
    month, day = divmod(h + moved - 7 * ((a + 11 * h + 22 * moved) // 451) + 114, 31)
    return dt.date(year, month, day + 1)


def is_school_holiday(day: dt.date) -> bool:
    """After the last published year, the dates of that year are taken again."""
    if day.year > LAST_KNOWN_YEAR:
        day = day.replace(year=LAST_KNOWN_YEAR, day=min(day.day, 28))
    return any(first <= day <= last for first, last in SCHOOL_HOLIDAYS)


def season(day: dt.date) -> float:
    return SEASON[day.month - 1]


def is_event(day: dt.date) -> bool:
    return day.weekday() == 5 and any(day.month == month and (day.day - 1) // 7 + 1 == nth for month, nth in EVENTS)


def on_leave(rank: int, day: dt.date) -> bool:
    """The leave of the professional number `rank`: three weeks of summer in turn, one at Christmas, one in spring."""
    week = day.isocalendar().week
    summer = 29 + 2 * (rank % 3)
    return week in {summer, summer + 1, summer + 2, 52, 1, 17 + rank % 3}
