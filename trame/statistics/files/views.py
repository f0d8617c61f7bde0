"""Download: the page that says what each file is for, the files, and one chart as a picture."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from trame.people import journal
from trame.people.requests import AccountRequest
from trame.ui.documents.pictures import MIME_TYPES as PICTURE_TYPES

from ..filters import Filters, filters_from
from ..page import build_page
from .formats import FORMATS, filename, picture
from .gathered import Gathered, gathered

NOTHING = ("statistics/nothing_here.html", "statistics/empty.html")


@require_safe
def choose(request: AccountRequest) -> HttpResponse:
    """The formats, with the filters of the page; back to it when there is nothing to put in a file."""
    filters, found = _asked(request)
    if filters is None or found is None:
        return _back(filters)
    context = {"filters": filters, "gathered": found, "formats": FORMATS}
    return render(request, "statistics/download.html", context)


@require_safe
def figures_file(request: AccountRequest, extension: str) -> HttpResponse:
    """The figures in one format, made at once; back to the page when there is nothing."""
    if extension not in FORMATS:
        raise Http404("no such format")
    filters, found = _asked(request)
    if filters is None or found is None:
        return _back(filters)
    content = FORMATS[extension].make(found)
    return _download(request, filters, content, FORMATS[extension].mime_type, filename(found, extension))


@require_safe
def chart_file(request: AccountRequest, code: str, extension: str) -> HttpResponse:
    """One chart of the page as a picture."""
    if extension not in PICTURE_TYPES:
        raise Http404("no such format")
    filters, found = _asked(request)
    if filters is None or found is None:
        return _back(filters)
    block = found.block(code)
    if block is None:
        raise Http404("no such chart with these filters")
    content = picture(block, found, extension)
    return _download(request, filters, content, PICTURE_TYPES[extension], filename(found, extension, code))


def _asked(request: AccountRequest) -> tuple[Filters | None, Gathered | None]:
    """The filters of the address, and what they leave; None when that is nothing."""
    today = timezone.localdate()
    filters = filters_from(request.GET, request.user, today)
    if filters is None:
        return None, None
    page = build_page(filters, request.user)
    return filters, None if page.template in NOTHING else gathered(page, filters, today)


def _back(filters: Filters | None) -> HttpResponse:
    """The page says what is missing, and offers to widen."""
    address = reverse("statistics:overview")
    return redirect(f"{address}?{filters.query}" if filters else address)


def _download(request: AccountRequest, filters: Filters, content: bytes, mime_type: str, name: str) -> HttpResponse:
    for organisation in filters.structures:
        journal.record("figures.exported", by=request.user, organisation=organisation)
    response = HttpResponse(content, content_type=mime_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
