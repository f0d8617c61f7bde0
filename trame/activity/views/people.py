"""People followed: the list, looking for one, her file, correcting it."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Min
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from trame.people.current import current_organisation
from trame.people.requests import AccountRequest

from .. import access, openings, services
from ..forms.person import PersonForm
from ..listing import list_activities
from ..models import Activity, Beneficiary
from ..people import look_for_people
from ..people_listing import list_people
from ..search import MAX_QUERY
from ..words import known_facts


@require_safe
def people(request: AccountRequest) -> HttpResponse:
    """Those whom the structure of the moment follows, the last seen first."""
    return _list(request, "", request.GET.get("page", "1"))


@require_POST
def look_for(request: AccountRequest) -> HttpResponse:
    """The same list, limited to the words sent; they stay out of the address and of the logs."""
    text = request.POST.get("q", "").replace("\x00", "").strip()[:MAX_QUERY]
    return _list(request, text, request.POST.get("page", "1"))


def _list(request: AccountRequest, text: str, page: str) -> HttpResponse:
    organisation = current_organisation(request.user)
    if organisation is None:
        return render(request, "activity/people/none.html")
    names = access.may_see_names(request.user, organisation.pk)
    followed = Beneficiary.objects.visible_to(request.user).filter(organisation=organisation)
    listing = list_people(look_for_people(followed, text, names=names), page)
    if names:
        openings.people_opened(request.user, organisation, listing.people)
    context = {"organisation": organisation, "listing": listing, "sees_names": names, "text": text}
    return render(request, "activity/people/list.html", context)


@require_safe
def person(request: AccountRequest, uuid: UUID) -> HttpResponse:
    """Her accompaniments, newest first; what is known of her, for those who may see her name."""
    found = _visible(request, uuid)
    names = access.may_see_names(request.user, found.organisation_id)
    if names:
        openings.person_opened(request.user, found)
    activities = Activity.objects.visible_to(request.user).filter(attendances__beneficiary=found)
    context: dict[str, Any] = {
        "person": found,
        "sees_names": names,
        "known": known_facts(found) if names else [],
        "may_correct": access.may_correct(request.user, found),
        # Not the day of her file: an import opens files for people seen long before.
        "since": activities.aggregate(first=Min("date"))["first"],
        "listing": list_activities(activities, request.GET.get("page", "1")),
    }
    return render(request, "activity/people/person.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: AccountRequest, uuid: UUID) -> HttpResponse:
    found = _visible(request, uuid)
    if not access.may_correct(request.user, found):
        raise PermissionDenied
    openings.person_opened(request.user, found)
    form = PersonForm(request.POST if request.method == "POST" else None, person=found)
    if form.is_valid():
        try:
            services.correct_person(by=request.user, person=found, details=form.details)
        except services.EntryRefused as refused:
            form.add_problems(refused.problems)
        else:
            messages.success(request, "La fiche est à jour.")
            return redirect("activity:person", uuid)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "activity/people/edit.html", {"form": form, "person": found}, status=status)


def _visible(request: AccountRequest, uuid: UUID) -> Beneficiary:
    visible = Beneficiary.objects.visible_to(request.user).select_related("organisation", "residence")
    return get_object_or_404(visible, client_uuid=uuid)
