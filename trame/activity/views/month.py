"""The filtered list on the grid of a month."""

import datetime as dt
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from trame.people.requests import AccountRequest
from trame.ui.typography import WEEKDAYS

from ..filters import Filters
from ..month import Month, lay_out, month_of, read_month
from . import filtered
from .filtered import Address


@require_safe
def month(request: AccountRequest) -> HttpResponse:
    """The month that the address says; else the last one of the filtered period, at most the present one."""
    context = filtered.read(request, request.GET)
    filters, asked = context["filters"], request.GET.get("mois", "")
    shown = read_month(asked) or month_of(_last_day(filters, context["today"]))
    if asked and str(shown) != asked:
        context["ignored"].append("Le mois de cette adresse ne se lit pas : il est laissé de côté.")
    address = Address("month").changing("mois", asked and str(shown))
    by_day = Address("list")
    grid = lay_out(filtered.found(context), shown)
    context |= filtered.shown(request, context, address)
    context |= {
        "grid": grid,
        "weekdays": WEEKDAYS,
        "weeks": [[(day, by_day.of(filters.on(day.date))) for day in week] for week in grid.weeks],
        "earlier": _link(address, filters, shown.moved(-1)),
        "later": _link(address, filters, shown.moved(1)),
        "present": None if shown == month_of(context["today"]) else _link(address, filters, month_of(context["today"])),
    }
    return render(request, "activity/month.html", context)


def _last_day(filters: Filters, today: dt.date) -> dt.date:
    start, end = filters.days
    return max(start or today, min(end or today, today))


def _link(address: Address, filters: Filters, shown: Month | None) -> dict[str, Any] | None:
    return {"month": str(shown), "query": address.changing("mois", str(shown)).of(filters)} if shown else None
