"""Two dimensions crossed: the choice, the table, its CSV."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from trame.people import journal
from trame.people.models import Network
from trame.people.requests import AccountRequest
from trame.ui.sheets import csv_response

from ..filters import filters_from
from ..filters.chips import chips
from ..filters.panel import panel
from .dimensions import COLUMNS, DIMENSIONS
from .page import (
    CSV_HEADER,
    FIRST_COLUMNS,
    FIRST_ROWS,
    SHOWN,
    asked_from,
    build_crossing_page,
    csv_lines,
    totals_of,
)


@require_safe
def choose(request: AccountRequest) -> HttpResponse:
    """From the two lists of the page to the address of the table; what is not a choice becomes the first one."""
    filters = filters_from(request.GET, request.user, timezone.localdate())
    rows, columns = request.GET.get("lignes", FIRST_ROWS), request.GET.get("colonnes", FIRST_COLUMNS)
    asked = asked_from(rows, columns, request.GET.get("montrer", "nombre"))
    names = (asked.rows.code, asked.columns.code, asked.shown) if asked else (FIRST_ROWS, FIRST_COLUMNS, "nombre")
    query = f"?{filters.query}" if filters else ""
    return redirect(reverse("statistics:crossing_of", args=names) + query)


@require_safe
def table(request: AccountRequest, rows: str, columns: str, shown: str) -> HttpResponse:
    """Accompaniments by two dimensions, with the filters of the address."""
    asked = asked_from(rows, columns, shown)
    if asked is None:
        raise Http404("no such crossing")
    filters = filters_from(request.GET, request.user, timezone.localdate())
    if filters is None:
        networks = Network.objects.visible_to(request.user).coordinated_by(request.user)
        return render(request, "statistics/no_organisation.html", {"networks": networks})
    page = build_crossing_page(filters, request.user, asked)
    context = {
        "page": page, "totals": totals_of(page), "rows_offered": DIMENSIONS, "columns_offered": COLUMNS,
        "shown_offered": SHOWN, "filters": filters, "panel": panel(filters, request.user, None),
        "chips": chips(filters),
    }  # fmt: skip
    return render(request, "statistics/crossing.html", context)


@require_safe
def table_csv(request: AccountRequest, rows: str, columns: str) -> HttpResponse:
    """Every cell, with its two shares."""
    asked = asked_from(rows, columns, "nombre")
    if asked is None:
        raise Http404("no such crossing")
    filters = filters_from(request.GET, request.user, timezone.localdate())
    if filters is None:
        return redirect("statistics:overview")
    page = build_crossing_page(filters, request.user, asked)
    for organisation in filters.structures:
        journal.record("figures.exported", by=request.user, organisation=organisation)
    name = f"croisement_{rows}_{columns}_{filters.period.start}_{filters.period.end}.csv"
    return csv_response(name, CSV_HEADER, csv_lines(page))
