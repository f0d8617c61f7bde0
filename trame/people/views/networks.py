"""Réseaux: the list, one network, asking structures, and the answers of their managers."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from trame.people import access
from trame.people.finding import find_structures
from trame.people.forms.networks import AcceptForm, LeaveForm, NetworkForm, SearchForm
from trame.people.models import CoordinationInvitation, Network, NetworkMembership, Organisation
from trame.people.network_page import fewest_structures, network_context
from trame.people.requests import AccountRequest
from trame.people.services import networks as services
from trame.ui.typography import date_long

MAX_DIGITS = 19  # of a number that the database can hold


@require_safe
def network_list(request: AccountRequest) -> HttpResponse:
    """The networks she coordinates, those of her structures, and what waits for her answer."""
    visible = Network.objects.visible_to(request.user)
    coordinated = visible.coordinated_by(request.user)
    rows = _own_memberships(request)
    context = {
        "coordinated": coordinated,
        "memberships": rows,
        "invitations": CoordinationInvitation.objects.visible_to(request.user)
        .addressed_to(request.user)
        .select_related("network", "invited_by"),
        "may_create": access.may_create_network(request.user),
        "fewest": fewest_structures(),
        "managed": access.managed_organisations(request.user),
    }
    return render(request, "people/networks/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def network_new(request: AccountRequest) -> HttpResponse:
    if not access.may_create_network(request.user):
        raise PermissionDenied
    form = NetworkForm(request.POST or None)
    if form.is_valid():
        made = services.create_network(by=request.user, details=form.details)
        messages.success(request, f"« {made.name} » est créé. Invitez maintenant ses structures.")
        return redirect("people:network", made.pk)
    return render(request, "people/networks/form.html", {"form": form, "fewest": fewest_structures()})


@require_safe
def network(request: AccountRequest, pk: int) -> HttpResponse:
    """Who coordinates, which structures are in it, what waits; coordinators see every request, members their own."""
    found = get_object_or_404(Network.objects.visible_to(request.user).select_related("departement", "epci"), pk=pk)
    return render(request, "people/networks/network.html", network_context(found, request.user))


@require_http_methods(["GET", "HEAD", "POST"])
def network_edit(request: AccountRequest, pk: int) -> HttpResponse:
    found = coordinated_or_404(request, pk)
    form = NetworkForm(request.POST or None, network=found)
    if form.is_valid():
        services.update_network(by=request.user, network=found, details=form.details)
        messages.success(request, f"« {found.name} » est à jour.")
        return redirect("people:network", pk)
    return render(request, "people/networks/form.html", {"form": form, "network": found})


@require_http_methods(["GET", "HEAD", "POST"])
def network_search(request: AccountRequest, pk: int) -> HttpResponse:
    """Look for a structure to ask; what is typed is posted, so that it stays out of the logs."""
    found = coordinated_or_404(request, pk)
    form = SearchForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"network": found, "form": form}
    if form.is_valid():
        context["found"], context["more"] = find_structures(form.cleaned_data["text"], found)
    return render(request, "people/networks/search.html", context)


@require_POST
def network_ask(request: AccountRequest, pk: int) -> HttpResponse:
    found = coordinated_or_404(request, pk)
    typed = request.POST.get("organisation", "")
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < MAX_DIGITS else 0
    try:
        asked = services.ask_structure(by=request.user, network=found, organisation_id=number)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("people:network_search", pk)
    messages.success(request, f"« {asked.organisation} » est invitée : la personne qui en est responsable répondra.")
    return redirect("people:network", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def network_request(request: AccountRequest, pk: int) -> HttpResponse:
    """A manager reads who asks and what would be shared; POST accepts."""
    membership = _of_own_structure(request, pk)
    if not membership.is_pending:
        return redirect("people:network", membership.network_id)
    form = AcceptForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _done(
        form, lambda: services.accept_request(by=request.user, membership=membership, starts_on=form.day)
    ):
        since = date_long(form.day)
        messages.success(
            request, f"{membership.organisation} est dans « {membership.network} » : totaux partagés depuis le {since}."
        )
        return redirect("people:network", membership.network_id)
    context = network_context(membership.network, request.user)
    return render(request, "people/networks/request.html", context | {"form": form, "membership": membership})


@require_POST
def network_refuse(request: AccountRequest, pk: int) -> HttpResponse:
    membership = _of_own_structure(request, pk)
    try:
        services.refuse_request(by=request.user, membership=membership)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, f"La demande de « {membership.network} » est refusée : rien n’est partagé.")
    return redirect("people:networks")


@require_http_methods(["GET", "HEAD", "POST"])
def network_leave(request: AccountRequest, pk: int) -> HttpResponse:
    membership = _of_own_structure(request, pk)
    if membership.starts_on is None or membership.ends_on:
        return redirect("people:network", membership.network_id)
    form = LeaveForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _done(
        form, lambda: services.leave_network(by=request.user, membership=membership, ends_on=form.day)
    ):
        until = date_long(form.day)
        messages.success(
            request, f"{membership.organisation} quitte « {membership.network} » : plus rien après le {until}."
        )
        return redirect("people:network", membership.network_id)
    return render(request, "people/networks/leave.html", {"form": form, "membership": membership})


@require_http_methods(["GET", "HEAD", "POST"])
def network_remove(request: AccountRequest, pk: int) -> HttpResponse:
    """A coordinator withdraws a request, or ends a membership today."""
    visible = NetworkMembership.objects.visible_to(request.user).select_related("organisation", "network")
    coordinated = Network.objects.visible_to(request.user).coordinated_by(request.user)
    membership = get_object_or_404(visible.filter(network__in=coordinated), pk=pk)
    if request.method == "POST":
        try:
            services.remove_structure(by=request.user, membership=membership)
        except ValidationError as error:
            messages.error(request, error.messages[0])
        return redirect("people:network", membership.network_id)
    return render(request, "people/networks/remove.html", {"membership": membership})


def coordinated_or_404(request: HttpRequest, pk: int) -> Network:
    """The network, for who coordinates it today."""
    return get_object_or_404(Network.objects.visible_to(request.user).coordinated_by(request.user), pk=pk)


def _own_memberships(request: HttpRequest) -> list[NetworkMembership]:
    """Every row of the reader's own structures, what waits first."""
    own = Organisation.objects.visible_to(request.user)
    rows = NetworkMembership.objects.visible_to(request.user).filter(organisation__in=own)
    ordered = rows.select_related("organisation", "network", "asked_by").order_by("network__name", "-asked_at")
    today = timezone.localdate()
    return sorted(ordered, key=lambda row: (not row.is_pending, bool(row.refused_at or row.has_ended(today))))


def _of_own_structure(request: AccountRequest, pk: int) -> NetworkMembership:
    """A membership of a structure where the reader works. Raises PermissionDenied unless she manages it."""
    own = Organisation.objects.visible_to(request.user)
    visible = NetworkMembership.objects.visible_to(request.user).filter(organisation__in=own)
    found = get_object_or_404(visible.select_related("organisation", "network", "asked_by"), pk=pk)
    if not access.may_edit_organisation(request.user, found.organisation):
        raise PermissionDenied
    return found


def _done(form: Any, verb: Callable[[], object]) -> bool:
    """Do it, or put what is refused beside the field."""
    try:
        verb()
    except ValidationError as error:
        form.add_error(None, error)
        return False
    return True
