"""Opening the file of a person to follow, correcting one; a file that looks like the one being typed is shown first."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from trame.people.current import current_organisation
from trame.people.models import Organisation
from trame.people.requests import AccountRequest

from .. import access, duplicates, openings, services
from ..forms.person import PersonForm
from ..likeness import Likeness
from ..models import Beneficiary
from ..versions import Difference
from ..words import known_facts
from . import meanwhile
from .whom import visible_person

Alike = list[tuple[Beneficiary, Likeness]]


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: AccountRequest) -> HttpResponse:
    """A form; by POST, opens the file, unless one resembles it and nobody has said « quand même »."""
    organisation = _where_she_mediates(request)
    form = PersonForm(request.POST if request.method == "POST" else None, organisation=organisation, by=request.user)
    if not form.is_valid():
        return _show_new(request, form, [])
    opened = Beneficiary.objects.visible_to(request.user).filter(client_uuid=form.cleaned_data["client_uuid"]).first()
    near = [] if opened or "anyway" in request.POST else _alike(request, organisation, form)
    if near:
        return _show_new(request, form, near)
    try:
        person = services.open_file(
            by=request.user,
            organisation=organisation,
            details=form.details,
            client_uuid=form.cleaned_data["client_uuid"],
        )
    except services.EntryRefused as refused:
        form.add_problems(refused.problems)
        return _show_new(request, form, [])
    except services.ReplayConflict as conflict:
        raise Http404 from conflict
    messages.success(request, f"La fiche est ouverte, sous le pseudonyme {person.pseudonym}.")
    return redirect("activity:person", person.client_uuid)


@require_POST
def alike(request: AccountRequest) -> HttpResponse:
    """The files that look like what is being typed, as a fragment of the page; half a form is enough."""
    organisation = _where_she_mediates(request)
    form = PersonForm(request.POST, organisation=organisation, by=request.user)
    form.is_valid()
    near = _alike(request, organisation, form)
    return render(request, "activity/people/alike.html", {"near": near})


def _show_new(request: AccountRequest, form: PersonForm, near: Alike) -> HttpResponse:
    context = {"form": form, "near": near, "organisation": _where_she_mediates(request), "decide": bool(near)}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors or near else HTTPStatus.OK
    return render(request, "activity/people/new.html", context, status=status)


def _alike(request: AccountRequest, organisation: Organisation, form: PersonForm) -> Alike:
    followed = Beneficiary.objects.visible_to(request.user).filter(organisation=organisation)
    near = duplicates.resembling(followed, form.traits)
    openings.people_opened(request.user, organisation, [person for person, _ in near])
    return near


def _where_she_mediates(request: AccountRequest) -> Organisation:
    """Her structure of the moment, as a mediator; 403 for anybody else."""
    organisation = current_organisation(request.user)
    if organisation is None or not access.may_see_names(request.user, organisation.pk):
        raise PermissionDenied("files are opened by those who mediate there")
    return organisation


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: AccountRequest, uuid: UUID) -> HttpResponse:
    found = visible_person(request, uuid)
    if not access.may_correct(request.user, found):
        raise PermissionDenied
    openings.person_opened(request.user, found)
    posted = request.POST if request.method == "POST" else None
    form = PersonForm(posted, organisation=found.organisation, by=request.user, person=found)
    if not form.is_valid():
        return _show_edit(request, form, found)
    try:
        services.correct_person(by=request.user, person=found, details=form.details, seen=form.cleaned_data["version"])
    except services.EntryRefused as refused:
        form.add_problems(refused.problems)
        return _show_edit(request, form, found)
    except services.ChangedMeanwhile as changed:
        return _show_both(request, form, found, changed.current)
    messages.success(request, "La fiche est à jour.")
    return redirect("activity:person", uuid)


def _show_edit(request: AccountRequest, form: PersonForm, person: Beneficiary) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "activity/people/edit.html", {"form": form, "person": person}, status=status)


def _show_both(request: AccountRequest, form: PersonForm, person: Beneficiary, current: object) -> HttpResponse:
    """409: a colleague corrected the file meanwhile; both versions are offered."""
    if not isinstance(current, Beneficiary) or current.merged_into_id is not None:
        raise Http404
    typed = Beneficiary(**form.details.fields)
    both = [_facts(current), _facts(typed)]
    labels = dict.fromkeys([*both[0], *both[1]])
    found = [Difference(label, *(said.get(label, "") for said in both)) for label in labels]
    differing = [one for one in found if one.saved != one.typed]
    shown = meanwhile.side_by_side(
        form, current, differing, other=reverse("activity:person", args=[person.client_uuid])
    )
    context = {"form": form, "person": person, "meanwhile": shown}
    return render(request, "activity/people/edit.html", context, status=HTTPStatus.CONFLICT)


def _facts(person: Beneficiary) -> dict[str, str]:
    named = {"Pseudonyme": person.pseudonym, "Nom et prénom": person.name}
    return named | {"Référent·e": str(person.referent or "")} | dict(known_facts(person))
