"""How the bytes of a stored file leave: whole or in part, once its door has been passed."""

import re
from http import HTTPStatus

from django.core.files.base import File
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.http import content_disposition_header

from .models import StoredFile

# Whatever the bytes are, they run nothing, reach nothing, and no shared computer keeps them.
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-store",
    "Accept-Ranges": "bytes",
}
_RANGE = re.compile(r"bytes=(\d{0,12})-(\d{0,12})", re.ASCII)


def sent(request: HttpRequest, file: StoredFile, *, as_attachment: bool) -> HttpResponseBase:
    """The answer that sends a file its reader may have. Some browsers play a sound only if it comes in parts (206)."""
    try:
        opened = file.content.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    answer: HttpResponseBase
    part = _part(request.headers.get("Range", ""), file.size)
    if part is not None:
        with opened:
            answer = _partly(opened, part, file)
        answer.headers["Content-Disposition"] = content_disposition_header(as_attachment, file.name) or "inline"
    else:
        answer = FileResponse(opened, as_attachment=as_attachment, filename=file.name, content_type=file.content_type)
    for header, value in HEADERS.items():
        answer.headers[header] = value
    return answer


def _part(asked: str, size: int) -> range | None:
    """The bytes asked for; None when the whole file answers, as for several parts at once. Empty: there are none."""
    said = _RANGE.fullmatch(asked.strip())
    if said is None or said.groups() == ("", ""):
        return None
    first, last = said.groups()
    if not first:
        return range(max(0, size - int(last)), size)
    if last and int(last) < int(first):
        return None
    return range(int(first), min(int(last) + 1 if last else size, size))


def _partly(opened: "File[bytes]", part: range, file: StoredFile) -> HttpResponse:
    if not part:
        beyond = HttpResponse(status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, content_type=file.content_type)
        beyond.headers["Content-Range"] = f"bytes */{file.size}"
        return beyond
    opened.seek(part.start)
    content = opened.read(len(part))
    answer = HttpResponse(content, status=HTTPStatus.PARTIAL_CONTENT, content_type=file.content_type)
    answer.headers["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{file.size}"
    return answer
