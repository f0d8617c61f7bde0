"""Periods that follow the calendar: « ce mois-ci » kept under a name stays true next month."""

import datetime as dt

WEEK, MONTH, LAST_MONTH, YEAR, LAST_YEAR = "semaine", "mois", "mois_dernier", "annee", "annee_derniere"
# Not a period: the two dates of the form say which.
DATES = "dates"
PERIODS = {
    WEEK: "Cette semaine",
    MONTH: "Ce mois-ci",
    LAST_MONTH: "Le mois dernier",
    YEAR: "Cette année",
    LAST_YEAR: "L’année dernière",
}


def bounds(period: str, today: dt.date) -> tuple[dt.date, dt.date]:
    """First and last day, both included, of one of PERIODS."""
    first_of_month = today.replace(day=1)
    if period == WEEK:
        monday = today - dt.timedelta(days=today.weekday())
        return monday, monday + dt.timedelta(days=6)
    if period == MONTH:
        return first_of_month, _last_of_month(today)
    if period == LAST_MONTH:
        end = first_of_month - dt.timedelta(days=1)
        return end.replace(day=1), end
    year = today.year if period == YEAR else today.year - 1
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


def _last_of_month(day: dt.date) -> dt.date:
    return (day.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
