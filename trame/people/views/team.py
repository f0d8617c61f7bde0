"""Équipe: who works in a structure, who is invited, the roles and the departure of each."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from trame.people import access
from trame.people.addresses import absolute
from trame.people.forms.joining import InviteForm
from trame.people.forms.teams import DepartureForm, RolesForm
from trame.people.mails import MailNotSent
from trame.people.models import Invitation, Membership, Organisation
from trame.people.requests import AccountRequest
from trame.people.services import invitations, teams

NOT_SENT = "L’invitation est prête, mais le courriel n’est pas parti. Renvoyez-la dans quelques minutes."
ANSWERED = "Cette invitation a déjà servi, ou a été retirée."


@require_safe
def team(request: AccountRequest, pk: int) -> HttpResponse:
    """Who works in the organisation, in which role, from when to when; for its managers, who is invited."""
    found = get_object_or_404(Organisation.objects.visible_to(request.user), pk=pk)
    today = timezone.localdate()
    memberships = Membership.objects.visible_to(request.user).filter(organisation=found).select_related("user")
    ordered = memberships.order_by("user__last_name", "user__first_name", "role", "starts_on")
    invited = Invitation.objects.visible_to(request.user).filter(organisation=found).unanswered()
    context = {
        "organisation": found,
        "current": [membership for membership in ordered if membership.covers(today)],
        "others": [membership for membership in ordered if not membership.covers(today)],
        "may_manage": access.may_edit_organisation(request.user, found),
        "invitations": invited.select_related("invited_by"),
    }
    return render(request, "people/team.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: AccountRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Organisation.objects.visible_to(request.user), pk=pk)
    if not access.may_edit_organisation(request.user, found):
        raise PermissionDenied
    form = InviteForm(request.POST or None)
    if form.is_valid():
        try:
            email = form.cleaned_data["email"]
            invitations.invite(
                by=request.user, organisation=found, email=email, role=form.role_chosen, link=link(request)
            )
        except ValidationError as refused:
            form.add_error(None, refused)
        except MailNotSent:
            messages.error(request, NOT_SENT)
            return redirect("people:team", pk)
        else:
            messages.success(request, f"L’invitation est partie à {email}.")
            return redirect("people:team", pk)
    return render(request, "people/invite.html", {"organisation": found, "form": form})


def link(request: HttpRequest) -> invitations.Link:
    """What makes the whole address of an invitation, for its e-mail."""
    return lambda token: absolute(request, reverse("invitation", args=[token]))


@require_POST
def resend(request: AccountRequest, pk: int) -> HttpResponse:
    found = _invitation(request, pk)
    try:
        invitations.resend(by=request.user, invitation=found, link=link(request))
    except invitations.InvitationClosed:
        messages.error(request, ANSWERED)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    except MailNotSent:
        messages.error(request, NOT_SENT)
    else:
        messages.success(request, f"L’invitation est repartie à {found.email}. L’ancien lien ne sert plus.")
    return redirect("people:team", found.organisation_id)


@require_POST
def revoke(request: AccountRequest, pk: int) -> HttpResponse:
    found = _invitation(request, pk)
    try:
        invitations.revoke(by=request.user, invitation=found)
    except invitations.InvitationClosed:
        messages.error(request, ANSWERED)
    else:
        messages.success(request, f"L’invitation de {found.email} est retirée : son lien ne sert plus.")
    return redirect("people:team", found.organisation_id)


@require_http_methods(["GET", "HEAD", "POST"])
def member(request: AccountRequest, pk: int) -> HttpResponse:
    """Somebody of the team: her roles, for a manager; her departure, for a manager and for herself."""
    found = _membership(request, pk)
    gesture = GESTURES.get(request.POST.get("gesture", ""))
    if gesture is None:
        if request.method == "POST":
            raise PermissionDenied
        return _show(request, found, {})
    return gesture(request, found)


def _change_roles(request: AccountRequest, found: Membership) -> HttpResponse:
    form = RolesForm(request.POST)
    if not access.may_edit_organisation(request.user, found.organisation):
        raise PermissionDenied
    if form.is_valid():
        try:
            teams.change_roles(by=request.user, organisation=found.organisation, member=found.user, roles=form.chosen)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, f"Les rôles de {found.user} sont à jour.")
            return _back(request, found)
    return _show(request, found, {"roles_form": form, "form": form})


def _depart(request: AccountRequest, found: Membership) -> HttpResponse:
    form = DepartureForm(request.POST)
    if form.is_valid():
        last_day = form.cleaned_data["last_day"]
        try:
            teams.end_memberships(
                by=request.user, organisation=found.organisation, member=found.user, last_day=last_day
            )
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            who = "Votre départ" if found.user == request.user else f"Le départ de {found.user}"
            messages.success(request, f"{who} est noté.")
            return _back(request, found)
    return _show(request, found, {"departure_form": form, "form": form})


def _stay(request: AccountRequest, found: Membership) -> HttpResponse:
    teams.cancel_departure(by=request.user, organisation=found.organisation, member=found.user)
    messages.success(request, f"{found.user} reste dans l’équipe.")
    return _back(request, found)


GESTURES = {"roles": _change_roles, "depart": _depart, "stay": _stay}


def _back(request: AccountRequest, found: Membership) -> HttpResponse:
    """The team, or the settings for who has just left it."""
    if Organisation.objects.visible_to(request.user).filter(pk=found.organisation_id).exists():
        return redirect("people:team", found.organisation_id)
    return redirect("people:settings")


def _show(request: AccountRequest, found: Membership, forms: dict[str, object]) -> HttpResponse:
    of_her = Membership.objects.visible_to(request.user).filter(organisation=found.organisation_id, user=found.user_id)
    held = list(of_her.on(timezone.localdate()).order_by("role"))
    context = {
        "membership": found,
        "organisation": found.organisation,
        "held": held,
        "herself": found.user == request.user,
        "may_manage": access.may_edit_organisation(request.user, found.organisation),
        "last_manager": teams.is_last_manager(found.organisation, found.user),
        "leaves_on": max((one.ends_on for one in held if one.ends_on), default=None),
        "roles_form": RolesForm(initial={"roles": [one.role for one in held]}),
        "departure_form": DepartureForm(),
    }
    return render(request, "people/member.html", context | forms)


def _membership(request: AccountRequest, pk: int) -> Membership:
    """A membership of today that the reader sees (else 404), hers or one she manages (else PermissionDenied)."""
    visible = Membership.objects.visible_to(request.user).select_related("user", "organisation")
    found = get_object_or_404(visible.on(timezone.localdate()), pk=pk)
    if found.user_id != request.user.pk and not access.may_edit_organisation(request.user, found.organisation):
        raise PermissionDenied
    return found


def _invitation(request: AccountRequest, pk: int) -> Invitation:
    return get_object_or_404(Invitation.objects.visible_to(request.user).select_related("organisation"), pk=pk)
