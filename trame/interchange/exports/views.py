"""« Télécharger les lignes »: the file when it is short, else the page of the job that makes it."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from trame.activity.search import MAX_QUERY
from trame.files.sending import HEADERS
from trame.jobs.models import Job
from trame.people.requests import AccountRequest
from trame.ui.sheets.streaming import LONG_FORMATS

from . import services
from .asked import Asked, ask

MAX_BACK = 200  # what a job keeps of the page it comes from
CSV = "csv"


@require_POST
def rows(request: AccountRequest) -> HttpResponseBase:
    """Sent from the list, whose filters come as its address says them; a word looked for stays out of any address."""
    chosen = request.POST.get("format", CSV)
    if chosen not in LONG_FORMATS:
        raise Http404
    asked = ask(
        by=request.user,
        query=request.POST.get("query", ""),
        format_=chosen,
        with_notes=request.POST.get("notes") == "1",
        text=request.POST.get("q", "").replace("\x00", "").strip()[:MAX_QUERY],
    )
    try:
        if asked.number > services.AT_ONCE:
            return redirect("jobs:detail", pk=_job(asked).pk)
        return _sent(asked)
    except services.ExportRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(_back(asked))


def _job(asked: Asked) -> Job:
    back = _back(asked)
    if len(back) > MAX_BACK:
        back = reverse("activity:list")
    return services.export_in_background(asked=asked, back_url=back)


def _back(asked: Asked) -> str:
    query = asked.seen.filters.query()
    return reverse("activity:list") + (query if query != "?" else "")


def _sent(asked: Asked) -> FileResponse:
    answer = FileResponse(
        services.export_at_once(asked=asked),
        as_attachment=True,
        filename=services.file_name(asked),
        content_type=asked.format.mime_type,
    )
    for header in ("X-Content-Type-Options", "Cache-Control", "Cross-Origin-Resource-Policy"):
        answer.headers[header] = HEADERS[header]
    return answer
