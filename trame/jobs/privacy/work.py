"""The background work of the privacy pages: the notice and the register as files."""

from django.utils import timezone

from trame.jobs.models import Job
from trame.jobs.services import JobRefused, Progress, Result
from trame.people.access import may_edit_organisation
from trame.people.models import Organisation, PrivacySettings, privacy_of
from trame.ui import documents
from trame.ui.typography import date_long

from .notice import notice
from .register import document

NOTICE, REGISTER = "privacy.notice", "privacy.register"
FORMATS = {"pdf": "PDF", "odt": "LibreOffice (ODT)", "docx": "Word (DOCX)"}


def build_notice(job: Job, progress: Progress) -> Result:
    """payload: {organisation: id}."""
    settings = _settings(job)
    progress.step(0, 1, "Mise en page…")
    content = documents.render(notice(settings), "pdf")
    return Result(content, "information-personnes-suivies.pdf", documents.MIME_TYPES["pdf"])


def build_register(job: Job, progress: Progress) -> Result:
    """payload: {organisation: id, format}; for the managers of the structure only."""
    settings = _settings(job)
    if not may_edit_organisation(job.owner, settings.organisation):
        raise JobRefused("Seul un responsable de la structure prépare son registre.")
    progress.step(0, 1, "Mise en page…")
    format_ = str(job.payload["format"])
    made_on = f"À jour au {date_long(timezone.localdate())}"
    content = documents.render(document(settings, made_on), format_)
    return Result(content, f"registre-des-traitements.{format_}", documents.MIME_TYPES[format_])


def _settings(job: Job) -> PrivacySettings:
    found = Organisation.objects.visible_to(job.owner).filter(pk=job.payload["organisation"])
    organisation = found.select_related("commune").first()
    if organisation is None:
        raise JobRefused("Vous n’avez plus accès à cette structure.")
    return privacy_of(organisation)
