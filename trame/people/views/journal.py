"""The journal of a structure: who did what, when; for its managers."""

from http import HTTPStatus
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from trame.people import access, services
from trame.people.forms.journal import JournalForm
from trame.people.journal_listing import entries_of, page_of
from trame.people.models import Organisation
from trame.people.reauthentication import recent_sign_in_required
from trame.people.requests import AccountRequest
from trame.ui.sheets import csv_response

HEADER = ("date", "heure", "qui", "action", "objet", "requête")


@require_safe
def journal(request: AccountRequest, pk: int) -> HttpResponse:
    """A page of lines by day; its filters are in the address, as codes and dates."""
    organisation = _managed(request, pk)
    form = JournalForm(request.GET)
    entries = entries_of(organisation, request.user, form.filters)
    page = page_of(entries, organisation, request.user, request.GET.get("avant", ""))
    said = form.query()
    context = {
        "organisation": organisation,
        "form": form,
        "page": page,
        "filtered": bool(said),
        "export_query": urlencode(said),
        "older_query": urlencode(said | {"avant": page.older}) if page.older else "",
        "is_first": "avant" not in request.GET,
        "today": timezone.localdate(),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "people/journal.html", context, status=status)


@recent_sign_in_required
@require_safe
def journal_csv(request: AccountRequest, pk: int) -> HttpResponseBase:
    """The lines within the same filters, all of them, as a CSV file."""
    organisation = _managed(request, pk)
    form = JournalForm(request.GET)
    if not form.is_valid():
        return redirect(f"{reverse('people:journal', args=[pk])}?{urlencode(form.query())}")
    lines = services.export_journal(by=request.user, organisation=organisation, filters=form.filters)
    rows = []
    for line in lines:
        at = timezone.localtime(line.at)
        rows.append((at.date(), f"{at:%H:%M:%S}", line.who, line.did, line.about, line.request_id))
    return csv_response(f"journal_{timezone.localdate()}.csv", HEADER, rows)


def _managed(request: AccountRequest, pk: int) -> Organisation:
    organisation = get_object_or_404(Organisation.objects.visible_to(request.user), pk=pk)
    if not access.may_read_journal(request.user, organisation):
        raise PermissionDenied
    return organisation


def settings_line(request: HttpRequest, organisation: Organisation) -> str:
    """The line of « Réglages » that leads to the journal, for who may read it."""
    if not access.may_read_journal(request.user, organisation):
        return ""
    context = {
        "icon_name": "list",
        "url": reverse("people:journal", args=[organisation.pk]),
        "title": "Journal",
        "facts": "Qui a fait quoi, et qui a ouvert une fiche nommée",
    }
    return render_to_string("people/settings_line.html", context, request)
