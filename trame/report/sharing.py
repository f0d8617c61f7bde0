"""A frozen version shown to who holds a link: the one page that leaves the structure, small numbers masked."""

import base64
from collections.abc import Collection

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe

from trame.files.services import logo_of
from trame.links.models import Link
from trame.links.scopes import Scope, Shareable, SharedFile
from trame.people.readers import Reader
from trame.ui import documents

from . import compose
from .masking import masked
from .models import SHARED_PUBLICATION, Publication


def describe(ids: Collection[str], reader: Reader) -> dict[str, Shareable]:
    """The frozen versions among `ids` that the reader sees."""
    wanted = {int(pk) for pk in ids if pk.isdecimal()}
    found = Publication.objects.visible_to(reader).filter(pk__in=wanted).select_related("report").defer("snapshot")
    return {
        str(publication.pk): Shareable(
            title=f"{publication}, pour {publication.report.recipient}"
            if publication.report.recipient
            else str(publication),
            url=reverse("report:publication", args=[publication.report_id, publication.number]),
            organisation_id=publication.report.organisation_id,
        )
        for publication in found
    }


def show(request: HttpRequest, link: Link) -> HttpResponse:
    publication = _publication(link)
    # to_html escapes every text but the sections' own, sanitised when written (richtext.py).
    body = mark_safe(documents.to_html(document_of(publication), top_level=1))  # noqa: S308
    context = {"publication": publication, "link": link, "body": body, "logo_data": _logo(link.organisation_id)}
    return render(request, "report/shared.html", context)


def pdf(link: Link) -> SharedFile:
    publication = _publication(link)
    content = documents.to_pdf(document_of(publication))
    return SharedFile(content, f"bilan-{publication.report.year}.pdf", documents.MIME_TYPES["pdf"])


def document_of(publication: Publication) -> documents.Document:
    return compose.compose(masked(publication.snapshot), draft=False)


def _logo(organisation_id: int) -> str:
    """The logo inside the page: its own address would ask for an account."""
    logo = logo_of(organisation_id)
    if logo is None:
        return ""
    try:
        with logo.content.open("rb") as opened:
            encoded = base64.b64encode(opened.read()).decode()
    except FileNotFoundError:
        return ""
    return f"data:{logo.content_type};base64,{encoded}"


def _publication(link: Link) -> Publication:
    found = Publication.objects.visible_to(link.reader).select_related("report").first()
    if found is None or found.report.organisation_id != link.organisation_id:
        raise Http404
    return found


SCOPE = Scope(
    code=SHARED_PUBLICATION,
    label="Bilan d’activité figé",
    sentence="Qui a le lien lit cette version figée, l’imprime et la télécharge en PDF, sans compte. De 1 à 10, un "
    "nombre de personnes y est écrit «\u202fmoins de 11\u202f». Rien d’autre de votre structure ne se voit.",
    describe=describe,
    show=show,
    document=pdf,
)
