"""The background work of the bilan: one document in one format."""

from trame.jobs.models import Job
from trame.jobs.services import JobRefused, Progress, Result
from trame.people import journal
from trame.ui import documents

from . import compose, snapshot
from .models import Publication, Report

FORMATS = {"docx": "Word (DOCX)", "odt": "LibreOffice (ODT)", "pdf": "PDF accessible"}


def build_document(job: Job, progress: Progress) -> Result:
    """payload: {report: id, publication: number or 0 for the draft, format}. Raises JobRefused when it is gone."""
    report = Report.objects.visible_to(job.owner).filter(pk=job.payload["report"]).first()
    if report is None:
        raise JobRefused("Ce bilan n’existe plus, ou vous n’y avez plus accès.")
    progress.step(0, 3, "Calcul des chiffres…")
    document = document_of(report, int(job.payload["publication"]), job)
    progress.step(1, 3, "Mise en page…")
    format_ = str(job.payload["format"])
    content = documents.render(document, format_)
    progress.step(2, 3, "Enregistrement…")
    journal.record("document.prepared", by=job.owner, organisation=report.organisation_id, about=report)
    return Result(content, f"bilan-{report.year}.{format_}", documents.MIME_TYPES[format_])


def document_of(report: Report, publication_number: int, job: Job) -> documents.Document:
    if not publication_number:
        return compose.compose(snapshot.take(report, job.owner), draft=True)
    publication = Publication.objects.filter(report=report, number=publication_number).first()
    if publication is None:
        raise JobRefused("Cette version figée n’existe pas.")
    return compose.compose(publication.snapshot, draft=False)
