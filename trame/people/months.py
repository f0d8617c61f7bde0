"""Whole months back, as durations of retention count them."""

import calendar
import datetime as dt


def months_before(day: dt.date, months: int) -> dt.date:
    """The same day of the month, `months` earlier, or the last one of a shorter month.

    >>> months_before(dt.date(2026, 3, 31), 1)
    datetime.date(2026, 2, 28)
    """
    month = day.year * 12 + day.month - 1 - months
    year, number = month // 12, month % 12 + 1
    return dt.date(year, number, min(day.day, calendar.monthrange(year, number)[1]))


def months_after(day: dt.date, months: int) -> dt.date:
    """The same day of the month, `months` later, or the last one of a shorter month.

    >>> months_after(dt.date(2026, 1, 31), 1)
    datetime.date(2026, 2, 28)
    """
    return months_before(day, -months)
