"""Coordination: inviting somebody, answering, leaving, closing the network."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from trame.people.forms.networks import InviteForm
from trame.people.models import CoordinationInvitation
from trame.people.requests import AccountRequest
from trame.people.services import coordination as services
from trame.people.services.networks import close_network

from .networks import coordinated_or_404


@require_http_methods(["GET", "HEAD", "POST"])
def coordination_invite(request: AccountRequest, pk: int) -> HttpResponse:
    """Ask somebody, by her address; the answer is the same whether an account has it or not."""
    network = coordinated_or_404(request, pk)
    form = InviteForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            services.invite_coordinator(by=request.user, network=network, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "L’invitation attend, sur l’accueil du compte de cette adresse.")
            return redirect("people:network", pk)
    return render(request, "people/networks/invite.html", {"form": form, "network": network})


@require_safe
def coordination_invitation(request: AccountRequest, pk: int) -> HttpResponse:
    """What coordinating means, for whom it was sent to."""
    return render(request, "people/networks/invitation.html", {"invitation": _addressed(request, pk)})


@require_POST
def coordination_accept(request: AccountRequest, pk: int) -> HttpResponse:
    try:
        network = services.accept_coordination(by=request.user, invitation=_addressed(request, pk))
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("people:networks")
    messages.success(request, f"Vous coordonnez « {network.name} ».")
    return redirect("people:network", network.pk)


@require_POST
def coordination_drop(request: AccountRequest, pk: int) -> HttpResponse:
    """Declined by whom it was sent to, or withdrawn by a coordinator."""
    invitation = _visible(request, pk)
    try:
        services.drop_invitation(by=request.user, invitation=invitation)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, "Cette invitation est effacée.")
    if invitation.email == request.user.email:
        return redirect("people:networks")
    return redirect("people:network", invitation.network_id)


@require_http_methods(["GET", "HEAD", "POST"])
def coordination_leave(request: AccountRequest, pk: int) -> HttpResponse:
    """Stop coordinating this evening; the last one is told to invite somebody, or to close the network."""
    network = coordinated_or_404(request, pk)
    error = ""
    if request.method == "POST":
        try:
            services.leave_coordination(by=request.user, network=network)
        except ValidationError as refusal:
            error = refusal.messages[0]
        else:
            messages.success(request, f"Vous coordonnez « {network.name} » jusqu’à ce soir.")
            return redirect("people:networks")
    context = {"network": network, "error": error, "is_last": services.is_last(request.user, network)}
    return render(request, "people/networks/leave_coordination.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def network_close(request: AccountRequest, pk: int) -> HttpResponse:
    network = coordinated_or_404(request, pk)
    if request.method == "POST":
        close_network(by=request.user, network=network)
        messages.success(request, f"« {network.name} » est fermé : plus rien n’y est compté après aujourd’hui.")
        return redirect("people:networks")
    return render(request, "people/networks/close.html", {"network": network})


def _visible(request: AccountRequest, pk: int) -> CoordinationInvitation:
    visible = CoordinationInvitation.objects.visible_to(request.user)
    return get_object_or_404(visible.select_related("network", "invited_by"), pk=pk)


def _addressed(request: AccountRequest, pk: int) -> CoordinationInvitation:
    """The invitation, for whom it was sent to. Raises PermissionDenied for who only coordinates the network."""
    found = _visible(request, pk)
    if found.email != request.user.email:
        raise PermissionDenied
    return found
