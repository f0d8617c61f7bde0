"""Frozen figures shown to who holds a link: the page, and the same as a PDF."""

from collections.abc import Collection
from dataclasses import replace

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from trame.links.models import Link
from trame.links.scopes import Scope, Shareable, SharedFile
from trame.people.readers import Reader
from trame.ui import documents
from trame.ui.typography import typeset

from ..files.document import document_of
from ..files.gathered import gathered
from ..models import SHARED_FIGURES, SharedFigures
from .page import build_shared_page
from .services import note_reading


def describe(ids: Collection[str], reader: Reader) -> dict[str, Shareable]:
    """The frozen figures among `ids` that the reader sees."""
    wanted = {int(pk) for pk in ids if pk.isdecimal()}
    found = SharedFigures.objects.visible_to(reader).filter(pk__in=wanted).defer("snapshot")
    return {
        str(shared.pk): Shareable(
            title=shared.title,
            url=reverse("statistics:shared_figures", args=[shared.pk]),
            organisation_id=shared.organisation_id,
        )
        for shared in found
    }


def show(request: HttpRequest, link: Link) -> HttpResponse:
    shared = _read(link)
    context = {"shared": shared, "link": link, "view": build_shared_page(shared, link.organisation)}
    return render(request, "statistics/shared/link.html", context)


def pdf(link: Link) -> SharedFile:
    shared = _read(link)
    view = build_shared_page(shared, link.organisation)
    made_on = timezone.localdate(shared.created_at)
    document = document_of(gathered(view.page, view.filters, made_on))
    why = (documents.Note(typeset(view.why)),) if view.why else ()
    titled = replace(document, title=typeset(shared.title), blocks=(*why, *document.blocks))
    return SharedFile(
        documents.to_pdf(titled), f"chiffres_{shared.start}_{shared.end}.pdf", documents.MIME_TYPES["pdf"]
    )


def _read(link: Link) -> SharedFigures:
    """The one row that the link names, now known to have been read."""
    found = SharedFigures.objects.visible_to(link.reader).first()
    if found is None or found.organisation_id != link.organisation_id or not note_reading(found):
        raise Http404
    return found


SCOPE = Scope(
    code=SHARED_FIGURES,
    label="Chiffres figés",
    sentence="Qui a le lien lit ces chiffres figés, les imprime et les télécharge en PDF, sans compte. Un nombre de "
    f"personnes de 1 à {settings.MASKING_THRESHOLD - 1} y est «\u202fmasqué\u202f». Rien d’autre de votre structure ne "
    "se voit.",
    describe=describe,
    show=show,
    document=pdf,
)
