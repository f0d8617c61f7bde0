"""The page of statistics and its CSV."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from trame.people.requests import AccountRequest
from trame.ui.sheets import csv_response

from . import export
from .engine import compute
from .filters import filters_from
from .page import build_page


@require_safe
def overview(request: AccountRequest) -> HttpResponse:
    """Every figure of one organisation over one period, with its comparison one year earlier."""
    filters = filters_from(request.GET, request.user, timezone.localdate())
    if filters is None:
        return render(request, "statistics/no_organisation.html")
    page = build_page(filters, request.user)
    return render(request, page.template, {"filters": filters, "page": page})


@require_safe
def figures_csv(request: AccountRequest) -> HttpResponse:
    """The same figures, one line per value, as a CSV file."""
    filters = filters_from(request.GET, request.user, timezone.localdate())
    if filters is None:
        return redirect("statistics:overview")
    figures = compute(filters.scope(request.user), reader=request.user)
    name = f"statistiques_{filters.period.start}_{filters.period.end}.csv"
    return csv_response(name, export.HEADER, export.lines(figures, filters))
