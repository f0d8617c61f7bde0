"""Verbs of the bilan: begin, write a section, publish."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Max

from trame.people import journal
from trame.people.models import Organisation, User

from . import richtext, snapshot
from .models import Publication, Report, Section
from .sections import SECTION_KINDS


@transaction.atomic
def begin_report(*, by: User, organisation: Organisation, year: int, recipient: str = "") -> Report:
    """A new bilan with its nine sections, each quoting its usual figures."""
    report = Report.objects.create(organisation=organisation, year=year, recipient=recipient, created_by=by)
    Section.objects.bulk_create(
        Section(report=report, number=kind.number, figures=list(kind.figures)) for kind in SECTION_KINDS
    )
    return report


@transaction.atomic
def write_section(*, section: Section, body: str, figures: Iterable[str], kept: bool) -> Section:
    """Replace what a section says; `body` is any HTML, sanitised here."""
    section.body, section.figures, section.kept = richtext.sanitise(body), list(figures), kept
    section.save()
    section.report.save(update_fields=["updated_at"])
    return section


@transaction.atomic
def publish_report(*, by: User, report: Report) -> Publication:
    """Freeze the report as it reads now: texts, values, definitions. Later records never change this version."""
    Report.objects.select_for_update().get(pk=report.pk)
    last = report.publications.aggregate(last=Max("number"))["last"] or 0
    content = snapshot.take(report, by)
    journal.record("report.published", by=by, organisation=report.organisation_id, about=report)
    return Publication.objects.create(report=report, number=last + 1, published_by=by, snapshot=content)


@transaction.atomic
def delete_report(*, by: User, report: Report) -> None:
    """Delete a bilan that was never published. Raises ValueError for one that was."""
    if report.publications.exists():
        raise ValueError("a published report is kept")
    journal.record("report.deleted", by=by, organisation=report.organisation_id, about=report)
    report.delete()
