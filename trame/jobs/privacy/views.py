"""Pages of a structure's personal data: durations, notice, register, proof of what was erased."""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from trame.jobs.services import start_job
from trame.people.access import may_edit_organisation
from trame.people.models import Organisation, PrivacySettings, privacy_of
from trame.people.requests import AccountRequest
from trame.people.views.instance import for_admins
from trame.ui import documents

from . import choices as verbs
from . import proof, register, work
from .forms import PrivacyForm
from .notice import notice


@require_safe
def overview(request: AccountRequest, pk: int) -> HttpResponse:
    """What is kept, how long, and the proof that it leaves; for everybody who works there."""
    settings = _settings(request, pk)
    context = {
        "settings": settings,
        "organisation": settings.organisation,
        "may_edit": may_edit_organisation(request.user, settings.organisation),
        "proofs": proof.proofs(request.user, settings),
        "next_round": proof.next_round(),
        "now": timezone.now(),
    }
    return render(request, "privacy/overview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def choices(request: AccountRequest, pk: int) -> HttpResponse:
    settings = _managed(request, pk)
    form = PrivacyForm(request.POST if request.method == "POST" else None, settings=settings)
    if form.is_valid():
        verbs.choose(by=request.user, settings=form.instance)
        messages.success(request, "Les réglages des données personnelles sont à jour.")
        return redirect("privacy:overview", pk)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    context = {"form": form, "organisation": settings.organisation}
    return render(request, "privacy/choices.html", context, status=status)


@require_safe
def notice_page(request: AccountRequest, pk: int) -> HttpResponse:
    """The notice as it prints."""
    settings = _settings(request, pk)
    # to_html escapes every text.
    body = mark_safe(documents.to_html(notice(settings), top_level=2))  # noqa: S308
    context = {
        "settings": settings,
        "organisation": settings.organisation,
        "body": body,
        "may_edit": may_edit_organisation(request.user, settings.organisation),
    }
    return render(request, "privacy/notice.html", context)


@require_POST
def notice_file(request: AccountRequest, pk: int) -> HttpResponse:
    settings = _settings(request, pk)
    back = reverse("privacy:notice", args=[pk])
    payload = {"organisation": settings.organisation.pk}
    job = start_job(kind=work.NOTICE, owner=request.user, payload=payload, back_url=back)
    return redirect("jobs:detail", pk=job.pk)


@require_safe
def register_page(request: AccountRequest, pk: int) -> HttpResponse:
    settings = _managed(request, pk)
    entries = [(entry, register.facts(entry.processing)) for entry in register.register(settings)]
    context = {
        "organisation": settings.organisation,
        "entries": entries,
        "responsible": register.responsible(settings),
        "measures": [*register.SECURITY_MEASURES, register.TRANSFERS],
        "formats": work.FORMATS,
    }
    return render(request, "privacy/register.html", context)


@require_POST
def register_file(request: AccountRequest, pk: int) -> HttpResponse:
    settings = _managed(request, pk)
    format_ = request.POST.get("format", "")
    if format_ not in work.FORMATS:
        raise Http404
    back = reverse("privacy:register", args=[pk])
    payload: dict[str, int | str] = {"organisation": settings.organisation.pk, "format": format_}
    job = start_job(kind=work.REGISTER, owner=request.user, payload=payload, back_url=back)
    return redirect("jobs:detail", pk=job.pk)


@require_safe
@for_admins
def rounds(request: AccountRequest) -> HttpResponse:
    """Every chore of the instance, when it was last done, how many things it erased: figures, nobody's data."""
    context = {"runs": proof.instance_runs(), "next_round": proof.next_round(), "now": timezone.now()}
    return render(request, "privacy/rounds.html", context)


def _settings(request: AccountRequest, pk: int) -> PrivacySettings:
    visible = Organisation.objects.visible_to(request.user).select_related("commune")
    return privacy_of(get_object_or_404(visible, pk=pk))


def _managed(request: AccountRequest, pk: int) -> PrivacySettings:
    settings = _settings(request, pk)
    if not may_edit_organisation(request.user, settings.organisation):
        raise PermissionDenied("only its managers")
    return settings
