"""What tags declare: lines of other pages, actions of the journal, the daily chore."""

from collections.abc import Collection
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse

from trame.jobs import daily
from trame.people import access, journal, modules
from trame.people.models import Network, Organisation
from trame.people.readers import Reader
from trame.people.services import closing
from trame.ui import slots

from ..models import Tag
from ..services.tag_changes import leave_words_to_structures
from ..services.tag_merges import forget_old_merges

FACET = "tags"
MERGE_CHORE = "fusions de tags de plus de trente jours"


def register() -> None:
    """To be called once the facet is declared."""
    # Neither a network's page nor what it leads to: its coordinator serves other structures than her own.
    modules.register_pages(FACET, "activity:tags", "activity:tags_search", "activity:tags_harmonise")
    journal.declare(
        journal.Family.RECORDS,
        tag__renamed="a changé un tag",
        tag__archived="a archivé un tag",
        tag__restored="a rétabli un tag",
        tag__rescoped="a changé à qui un tag est proposé",
        tag__merged="a fondu un tag dans un autre",
        tag__unmerged="a défait une fusion de tags",
        tag__network_changed="a changé les tags d’un réseau dont la structure est membre",
    )
    journal.name_objects("activity.tag", named)
    slots.register("people.organisation_settings", modules.when_on(FACET, settings_line), order=5)
    slots.register("activity.list", modules.when_on(FACET, list_link), order=-1)
    slots.register("people.network", network_link, order=5)
    daily.register(MERGE_CHORE, forget_old_merges)
    closing.register_forgetter(leave_words_to_structures)


def settings_line(request: HttpRequest, organisation: Organisation) -> str:
    context = {
        "icon_name": "tag",
        "url": reverse("activity:tags"),
        "title": "Tags",
        "facts": "Les mots de l’équipe : renommer, archiver, réunir",
    }
    return render_to_string("people/settings_line.html", context, request)


def list_link(request: HttpRequest, _: Any) -> str:
    return render_to_string("activity/tags/list_link.html", {}, request)


def network_link(request: HttpRequest, network: Network) -> str:
    """The button of a network's page, for who coordinates it."""
    if not access.coordinates(request.user, network):
        return ""
    return render_to_string("activity/tags/network_link.html", {"network": network}, request)


def named(ids: Collection[str], reader: Reader) -> dict[str, str]:
    """What the journal calls the tags it speaks of."""
    found = Tag.objects.visible_to(reader).filter(pk__in=ids)
    return {str(tag.pk): f"« {tag} »" for tag in found}
