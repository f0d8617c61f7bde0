"""Where lower pages speak of links: the settings, « Qui voit quoi ? », the journal."""

from collections.abc import Collection

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse

from trame.people.models import Organisation
from trame.people.readers import Reader
from trame.ui.typography import plural

from .models import Link
from .scopes import SCOPES, described, scope_of


def settings_line(request: HttpRequest, organisation: Organisation) -> str:
    """The line of « Réglages » that leads to the links of the structure."""
    number = Link.objects.visible_to(request.user).usable().filter(organisation=organisation).count()
    facts = "Ce que vous montrez à qui n’a pas de compte"
    if number:
        facts += f" · {plural(number, 'lien ouvert', 'liens ouverts')}"
    context = {"icon_name": "export", "url": reverse("links:list"), "title": "Liens de partage", "facts": facts}
    return render_to_string("people/settings_line.html", context, request)


def who_sees_what(request: HttpRequest, organisation: Organisation) -> str:
    """A section of the page: each link of the structure that opens something today."""
    usable = Link.objects.visible_to(request.user).usable().filter(organisation=organisation)
    links = list(usable.select_related("created_by", "organisation"))
    shared = described(links, request.user)
    lines = [{"link": link, "shared": shared.get(link.pk), "scope": scope_of(link)} for link in links]
    return render_to_string("links/who_sees_what.html", {"lines": lines, "organisation": organisation}, request)


def share_line(request: HttpRequest, scope: str, object_id: object) -> str:
    """The button « Partager par un lien », for the page of an object that may be shared, and what is already open."""
    usable = Link.objects.visible_to(request.user).usable().of_object(scope, object_id).order_by("expires_at")
    links = list(usable)
    context = {
        "scope": SCOPES[scope],
        "object_id": object_id,
        "open_links": links,
        "furthest": links[-1].last_day if links else None,
    }
    return render_to_string("links/of_object.html", context, request)


def journal_names(ids: Collection[str], reader: Reader) -> dict[str, str]:
    """How the journal calls the links: by what they open."""
    links = list(Link.objects.visible_to(reader).filter(pk__in=ids))
    return {str(pk): f"vers «\u202f{shared.title}\u202f»" for pk, shared in described(links, reader).items()}
