"""Objectives and levels, on the file of a person followed."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from trame.people.requests import AccountRequest

from .. import services
from ..forms.level import LevelForm, ObjectiveForm
from ..levels import OWN, SCALES
from ..models import Beneficiary, LevelReading, Objective
from ..services import progress
from .whom import named_person

SETTLED = {
    Objective.State.REACHED: "L’objectif est atteint.",
    Objective.State.LEFT: "L’objectif est laissé de côté.",
    Objective.State.OPEN: "L’objectif est de nouveau en cours.",
}


@require_http_methods(["GET", "HEAD", "POST"])
def add_objective(request: AccountRequest, uuid: UUID) -> HttpResponse:
    """Sent from her file; refused, it is asked again on a page of its own."""
    person = named_person(request, uuid)
    form = ObjectiveForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            progress.add_objective(by=request.user, person=person, **form.cleaned_data)
        except services.EntryRefused as refused:
            form.add_error("sentence", " ".join(refused.problems["sentence"]))
        except services.ReplayConflict as conflict:
            raise Http404 from conflict
        else:
            messages.success(request, "L’objectif est noté.")
            return _back(person, "objectifs")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "activity/people/objective.html", {"form": form, "person": person}, status=status)


@require_POST
def settle_objective(request: AccountRequest, uuid: UUID, objective: UUID) -> HttpResponse:
    person = named_person(request, uuid)
    own = Objective.objects.visible_to(request.user).filter(beneficiary=person)
    found = get_object_or_404(own, client_uuid=objective)
    asked = request.POST.get("state", "")
    if asked == "remove":
        progress.remove_objective(by=request.user, objective=found)
        messages.success(request, "L’objectif est retiré.")
    elif asked in Objective.State.values:
        progress.settle_objective(by=request.user, objective=found, state=asked)
        messages.success(request, SETTLED[Objective.State(asked)])
    return _back(person, "objectifs")


@require_http_methods(["GET", "HEAD", "POST"])
def level(request: AccountRequest, uuid: UUID, tool: str = OWN) -> HttpResponse:
    """What one tool says of her level, as it says it."""
    person = named_person(request, uuid)
    if tool not in SCALES:
        raise Http404
    form = LevelForm(SCALES[tool], request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            progress.record_level(by=request.user, person=person, said=form.said)
        except services.EntryRefused as refused:
            form.add_problems(refused.problems)
        except services.ReplayConflict as conflict:
            raise Http404 from conflict
        else:
            messages.success(request, "Le positionnement est noté.")
            return _back(person, "niveaux")
    context = {"form": form, "person": person, "tool": SCALES[tool], "tools": list(SCALES.values())}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "activity/people/level.html", context, status=status)


@require_POST
def remove_level(request: AccountRequest, uuid: UUID, reading: UUID) -> HttpResponse:
    person = named_person(request, uuid)
    own = LevelReading.objects.visible_to(request.user).filter(beneficiary=person)
    progress.remove_level(by=request.user, reading=get_object_or_404(own, client_uuid=reading))
    messages.success(request, "Le positionnement est retiré.")
    return _back(person, "niveaux")


def _back(person: Beneficiary, where: str) -> HttpResponse:
    return redirect(f"{reverse('activity:person', args=[person.client_uuid])}#{where}")
