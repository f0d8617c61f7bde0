"""The page of statistics and its CSV; those of a network, for who coordinates it."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db.models import Min
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from trame.people import journal
from trame.people.models import Network, NetworkMembership, User
from trame.people.network_page import fewest_structures
from trame.people.requests import AccountRequest
from trame.people.services.networks import note_figures_read
from trame.ui.sheets import csv_response

from . import export
from .comparisons import MODES
from .engine import compute
from .figures import Figure
from .filters import Filters, filters_from
from .filters.chips import chips
from .filters.panel import panel
from .network_export import NETWORK_HEADER, network_lines
from .network_filters import NetworkFilters, network_filters_from
from .network_page import NetworkPage, build_network_page
from .page import build_page
from .saved.opening import view_chips
from .territory_map import MEASURES, WHERES, Asked, build_map


@require_safe
def overview(request: AccountRequest) -> HttpResponse:
    """Every figure of one organisation over one period, with its comparison one year earlier."""
    filters = filters_from(request.GET, request.user, timezone.localdate())
    networks = Network.objects.visible_to(request.user).coordinated_by(request.user)
    if filters is None:
        return render(request, "statistics/no_organisation.html", {"networks": networks})
    page = build_page(filters, request.user)
    bar = _bar(filters, request.user, page.figures) | {"compare_modes": MODES if filters.period.is_comparable else {}}
    shown = {"page": page, "networks": networks, "view_chips": view_chips(request.user, filters)}
    return render(request, page.template, bar | shown)


@require_safe
def figures_csv(request: AccountRequest) -> HttpResponse:
    """The same figures, one line per value, as a CSV file."""
    filters = filters_from(request.GET, request.user, timezone.localdate())
    if filters is None:
        return redirect("statistics:overview")
    figures = compute(filters.scope(request.user), reader=request.user)
    for organisation in filters.structures:
        journal.record("figures.exported", by=request.user, organisation=organisation)
    name = f"statistiques_{filters.period.start}_{filters.period.end}.csv"
    return csv_response(name, export.HEADER, export.lines(figures, filters))


@require_safe
def territory_map(request: AccountRequest, where: str = "activite", measure: str = "taux") -> HttpResponse:
    """Accompaniments by commune, drawn: where they took place or where people live, in number or per inhabitant."""
    if where not in WHERES or measure not in MEASURES:
        raise Http404("no such map")
    filters = filters_from(request.GET, request.user, timezone.localdate())
    if filters is None:
        networks = Network.objects.visible_to(request.user).coordinated_by(request.user)
        return render(request, "statistics/no_organisation.html", {"networks": networks})
    asked = Asked(where, measure, request.GET.get("zoom", ""))
    page = build_map(filters, request.user, asked)
    context = {"page": page, "asked": asked, "wheres": WHERES, "measures": MEASURES}
    return render(request, "statistics/map.html", _bar(filters, request.user) | context)


def _bar(filters: Filters, reader: User, figures: Mapping[str, Figure] | None = None) -> dict[str, Any]:
    """What the bar of filters shows."""
    return {"filters": filters, "panel": panel(filters, reader, figures), "chips": chips(filters)}


@require_safe
def network(request: AccountRequest, pk: int) -> HttpResponse:
    """The totals of a network, by whole months: only for who coordinates it today."""
    filters, page = _network_page(request, pk)
    context = {
        "filters": filters, "page": page, "fewest": fewest_structures(), "threshold": settings.MASKING_THRESHOLD,
    }  # fmt: skip
    return render(request, "statistics/network.html", context)


@require_safe
def network_csv(request: AccountRequest, pk: int) -> HttpResponse:
    """The same totals as a CSV file; back to the page, which says why, when none may be told."""
    filters, page = _network_page(request, pk)
    if not page.told:
        return redirect(f"{reverse('statistics:network', args=[pk])}?{filters.query}")
    name = f"reseau_{filters.first_month}_{filters.last_month}.csv"
    return csv_response(name, NETWORK_HEADER, network_lines(page, filters))


def _network_page(request: AccountRequest, pk: int) -> tuple[NetworkFilters, NetworkPage]:
    """The figures asked, and a line in the journal of the structures whose totals are read."""
    found = get_object_or_404(Network.objects.visible_to(request.user).coordinated_by(request.user), pk=pk)
    rows = NetworkMembership.objects.visible_to(request.user).filter(network=found).accepted()
    since = rows.aggregate(since=Min("starts_on"))["since"]
    filters = network_filters_from(request.GET, found, since, timezone.localdate())
    page = build_network_page(filters, request.user)
    if page.told:
        note_figures_read(by=request.user, network=found, organisation_ids=page.organisation_ids)
    return filters, page
