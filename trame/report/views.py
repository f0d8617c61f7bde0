"""Screens of the bilan: each fetches, calls, renders."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from trame.jobs.services import start_job
from trame.links.entrances import share_line
from trame.people.current import current_organisation, default_organisation
from trame.people.models import Organisation
from trame.people.requests import AccountRequest
from trame.ui import documents

from . import compose, quotable, services, snapshot
from .forms import ReportForm, SectionForm
from .models import SHARED_PUBLICATION, Publication, Report, Section
from .work import FORMATS

EVERYWHERE = "toutes"  # in the address: the reports of all her structures


@require_safe
def report_list(request: AccountRequest) -> HttpResponse:
    """Those of the structure of the moment; of all of them when asked, for who belongs to several."""
    reports = Report.objects.visible_to(request.user).select_related("organisation")
    now = default_organisation(request.user)
    everywhere = request.GET.get("structure") == EVERYWHERE
    if now and not everywhere:
        reports = reports.filter(organisation=now)
    context = {"reports": reports.prefetch_related("sections", "publications"), "now": now, "everywhere": everywhere}
    return render(request, "report/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: AccountRequest) -> HttpResponse:
    organisations = Organisation.objects.visible_to(request.user)
    last_year, now = timezone.localdate().year - 1, current_organisation(request.user)
    form = ReportForm(
        request.POST or None, organisations=organisations, initial={"year": last_year, "organisation": now}
    )
    if request.method == "POST" and form.is_valid():
        report = services.begin_report(by=request.user, **form.cleaned_data)
        return redirect("report:section", pk=report.pk, number=1)
    return render(request, "report/begin.html", {"form": form, "has_organisation": organisations.exists()})


@require_safe
def detail(request: AccountRequest, pk: int) -> HttpResponse:
    report = _report(request, pk)
    context = _plan(report) | {"formats": FORMATS, "publications": report.publications.all()}
    return render(request, "report/detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def section(request: AccountRequest, pk: int, number: int) -> HttpResponse:
    report = _report(request, pk)
    found = get_object_or_404(Section.objects.visible_to(request.user), report=report, number=number)
    form = SectionForm(request.POST or None, initial=SectionForm.initial_for(found))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        services.write_section(section=found, body=said["html"], figures=said["figures"], kept=said["kept"])
        messages.success(request, f"« {found.kind.title} » est enregistré.")
        return redirect("report:section", pk=pk, number=number)
    quotes = quotable.groups(snapshot.take(report, request.user))
    context = _plan(report) | {"section": found, "form": form, "quotes": quotes}
    return render(request, "report/section.html", context, status=400 if form.errors else 200)


@require_safe
def preview(request: AccountRequest, pk: int) -> HttpResponse:
    report = _report(request, pk)
    document = compose.compose(snapshot.take(report, request.user), draft=True)
    return _document_page(request, report, document, {"formats": FORMATS, "publication_number": 0})


@require_safe
def publication(request: AccountRequest, pk: int, number: int) -> HttpResponse:
    report = _report(request, pk)
    found = get_object_or_404(Publication.objects.visible_to(request.user), report=report, number=number)
    document = compose.compose(found.snapshot, draft=False)
    context = {"formats": FORMATS, "publication": found, "publication_number": found.number}
    context |= {"sharing": share_line(request, SHARED_PUBLICATION, found.pk)}
    return _document_page(request, report, document, context)


@require_POST
def publish(request: AccountRequest, pk: int) -> HttpResponse:
    frozen = services.publish_report(by=request.user, report=_report(request, pk))
    messages.success(request, "Les chiffres sont figés : cette version ne bougera plus.")
    return redirect("report:publication", pk=pk, number=frozen.number)


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: AccountRequest, pk: int) -> HttpResponse:
    report = _report(request, pk)
    if report.publications.exists():
        messages.error(request, "Ce bilan a une version figée : il est gardé.")
        return redirect("report:detail", pk=pk)
    if request.method == "POST":
        services.delete_report(by=request.user, report=report)
        messages.success(request, "Le bilan est supprimé.")
        return redirect("report:list")
    return render(request, "report/delete.html", {"report": report})


@require_POST
def download(request: AccountRequest, pk: int) -> HttpResponse:
    """Start the making of a file; its page shows the progress and gives it."""
    report = _report(request, pk)
    format_, number = request.POST.get("format", ""), request.POST.get("publication", "0")
    if format_ not in FORMATS or not number.isdecimal() or len(number) > 4:
        raise Http404
    payload: dict[str, int | str] = {"report": report.pk, "publication": int(number), "format": format_}
    back = reverse("report:detail", args=[pk])
    job = start_job(kind="report.document", owner=request.user, payload=payload, back_url=back)
    return redirect("jobs:detail", pk=job.pk)


def _report(request: AccountRequest, pk: int) -> Report:
    reports = Report.objects.visible_to(request.user).prefetch_related("sections")
    reports = reports.select_related("organisation__commune__departement__region")
    return get_object_or_404(reports.select_related("organisation__commune__epci"), pk=pk)


def _plan(report: Report) -> dict[str, Any]:
    return {"report": report, "sections": report.sections.all()}


def _document_page(
    request: AccountRequest, report: Report, document: documents.Document, context: dict[str, Any]
) -> HttpResponse:
    # to_html escapes every text but the sections' own, sanitised when written (richtext.py).
    body = mark_safe(documents.to_html(document, top_level=2))  # noqa: S308
    return render(request, "report/document.html", context | {"report": report, "body": body})
