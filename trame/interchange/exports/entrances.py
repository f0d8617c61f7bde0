"""What exports tell jobs and the journal, and where the list of activities leads to its rows."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from trame.activity import access
from trame.jobs import services as jobs
from trame.jobs.privacy import results
from trame.people import journal, modules
from trame.people.models import User
from trame.ui import slots
from trame.ui.sheets.streaming import LONG_FORMATS

from . import services
from .asked import still_open


def register() -> None:
    journal.declare(
        journal.Family.EXPORTS,
        activities__exported="a téléchargé les lignes des activités",
        activities__exported_with_notes="a téléchargé les lignes des activités, avec leurs notes",
    )
    jobs.register(services.KIND, services.build_rows_file, attempts=3, still_open=still_open)
    results.declare_named_results(services.KIND)  # its notes may name somebody
    slots.register("activity.found", download_rows)


def download_rows(request: HttpRequest, found: Any) -> str:
    """« Télécharger les lignes » of what the list shows (activity.views.filtered.Found)."""
    if not isinstance(request.user, User) or not found.number:
        return ""
    context = {
        "found": found,
        "formats": LONG_FORMATS.values(),
        "at_once": services.AT_ONCE,
        "offers_notes": modules.is_on(request.user, "notes") and access.mediates_somewhere(request.user),
    }
    return render_to_string("exports/download_rows.html", context, request)
