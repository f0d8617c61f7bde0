"""Screens of imports: the list, the file, the dry run, the result."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from trame.activity.access import may_see_names, recording_memberships
from trame.activity.services import NotAllowed
from trame.people.current import current_organisation
from trame.people.models import Membership
from trame.people.requests import AccountRequest
from trame.ui.sheets import SheetRefused
from trame.ui.typography import plural

from . import services
from .forms import ConfirmForm, UploadForm
from .models import ImportBatch
from .registry import PARTNERS
from .review import grouped_problems

View = Callable[..., HttpResponse]
# Beyond, a page would be slow to read for the browser and for the person; the command lists them all.
SHOWN_ERRORS = 2_000


def for_mediators(view: View) -> View:
    """A 403 that says why: an import writes what a mediator did, under her name."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except (PermissionDenied, NotAllowed):
            return render(request, "interchange/mediators_only.html", status=403)

    return guarded


@require_safe
@for_mediators
def imports(request: AccountRequest) -> HttpResponse:
    """The imports of the reader's organisations, the last first."""
    _own_memberships(request)
    found = ImportBatch.objects.visible_to(request.user).defer("content").select_related("organisation", "owner")
    return render(request, "interchange/imports.html", {"batches": found, "partners": PARTNERS})


@require_http_methods(["GET", "HEAD", "POST"])
@for_mediators
def upload(request: AccountRequest) -> HttpResponse:
    """Choose a file; a readable one leads to its dry run."""
    memberships = _own_memberships(request)
    form = UploadForm(request.POST or None, request.FILES or None, memberships=memberships)
    partner = PARTNERS["coop"]
    if form.is_valid():
        content = form.cleaned_data["file"].read()
        try:
            batch = services.stage_file(
                by=request.user, membership=form.cleaned_data["membership"], partner=partner.code, content=content
            )
        except SheetRefused as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("interchange:batch", batch.pk)
    return render(request, "interchange/upload.html", {"form": form, "partner": partner})


@require_safe
@for_mediators
def batch(request: AccountRequest, pk: UUID) -> HttpResponse:
    """The dry run of a staged file, or what an import brought."""
    found = _batch(request, pk)
    if not found.is_staged:
        return render(request, "interchange/batch.html", {"batch": found, "partner": PARTNERS[found.partner]})
    return _show_review(request, found, ConfirmForm())


@require_POST
@for_mediators
def confirm(request: AccountRequest, pk: UUID) -> HttpResponse:
    found = _batch(request, pk)
    form = ConfirmForm(request.POST)
    try:
        services.confirm_import(
            by=request.user, batch=found, keep_names=form.is_valid() and form.cleaned_data["keep_names"]
        )
    except services.ImportBlocked:
        messages.error(request, "Rien n’a été importé : ce fichier a des lignes à corriger, ou il est déjà importé.")
    return redirect("interchange:batch", pk)


@require_POST
@for_mediators
def abandon(request: AccountRequest, pk: UUID) -> HttpResponse:
    try:
        services.abandon_import(by=request.user, batch=_batch(request, pk))
    except services.ImportBlocked:
        messages.error(request, "Cet import est déjà fait : vous pouvez l’annuler.")
        return redirect("interchange:batch", pk)
    messages.success(request, "Le fichier est effacé, rien n’a été importé.")
    return redirect("interchange:imports")


@require_POST
@for_mediators
def undo(request: AccountRequest, pk: UUID) -> HttpResponse:
    try:
        gone = services.undo_import(by=request.user, batch=_batch(request, pk))
    except services.ImportBlocked:
        messages.error(request, "Cet import n’est pas, ou n’est plus, dans vos activités.")
    else:
        messages.success(
            request, f"Import annulé : {plural(gone, 'activité')} en moins dans vos listes et vos chiffres."
        )
    return redirect("interchange:batch", pk)


def _own_memberships(request: AccountRequest) -> list[Membership]:
    """Where the reader mediates today, her structure of the moment first. Raises PermissionDenied when nowhere."""
    own = list(recording_memberships(request.user).select_related("organisation"))
    if not own:
        raise PermissionDenied("only mediators import")
    now = current_organisation(request.user)
    return sorted(own, key=lambda membership: now is None or membership.organisation_id != now.pk)


def _batch(request: AccountRequest, pk: UUID) -> ImportBatch:
    """A batch the reader sees (else 404), in an organisation where she mediates (else PermissionDenied)."""
    visible = ImportBatch.objects.visible_to(request.user).select_related("organisation", "membership", "owner")
    found = get_object_or_404(visible, pk=pk)
    if not may_see_names(request.user, found.organisation_id):
        raise PermissionDenied("only mediators import")
    return found


def _show_review(request: HttpRequest, found: ImportBatch, form: ConfirmForm) -> HttpResponse:
    seen = services.review_staged(found)
    context = {
        "batch": found,
        "partner": PARTNERS[found.partner],
        "review": seen,
        "form": form,
        "errors": seen.plan.errors[:SHOWN_ERRORS],
        "warnings": grouped_problems(seen.plan.warnings),
    }
    return render(request, "interchange/review.html", context)
