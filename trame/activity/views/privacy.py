"""The rights of a person followed, used on her file by those who work in her structure: a copy, an erasure."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from trame.jobs.services import start_job
from trame.people import journal
from trame.people.reauthentication import recent_sign_in_required
from trame.people.requests import AccountRequest

from .. import access, erasure, openings, person_file
from ..models import Beneficiary


@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: AccountRequest, uuid: UUID) -> HttpResponse:
    """Says what leaves and what stays; by POST, erases for good."""
    person = _visible(request, uuid)
    if request.method == "POST":
        erasure.erase_person(by=request.user, person=person)
        messages.success(request, "La fiche est effacée. Les accompagnements restent comptés, sans personne.")
        return redirect("activity:people")
    names = access.may_see_names(request.user, person.organisation_id)
    if names:
        openings.person_opened(request.user, person)
    context = {"person": person, "sees_names": names, "leaving": erasure.leaving(person)}
    return render(request, "activity/people/erase.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@recent_sign_in_required
def copy(request: AccountRequest, uuid: UUID) -> HttpResponse:
    """Her file, to be given to her: made in the background when asked by POST, by those who may see her name."""
    person = _visible(request, uuid)
    if not access.may_see_names(request.user, person.organisation_id):
        raise PermissionDenied("names are for those who mediate there")
    if request.method != "POST":
        return render(request, "activity/people/copy.html", {"person": person})
    journal.record("person.copied", by=request.user, organisation=person.organisation_id, about=person)
    back = reverse("activity:person", args=[uuid])
    job = start_job(kind=person_file.KIND, owner=request.user, payload={"person": person.pk}, back_url=back)
    return redirect("jobs:detail", pk=job.pk)


def _visible(request: AccountRequest, uuid: UUID) -> Beneficiary:
    visible = Beneficiary.objects.visible_to(request.user).select_related("organisation")
    return get_object_or_404(visible, client_uuid=uuid)
