"""Where lower pages lead to figures: from a network to its totals, from the settings of the instance to its own."""

from collections.abc import Collection
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse

from trame.people import access
from trame.people.models import Network
from trame.people.readers import Reader

from .models import SharedFigures


def network_figures(request: HttpRequest, network: Network) -> str:
    """The button of a network's page, for who coordinates it."""
    if not access.coordinates(request.user, network):
        return ""
    return render_to_string("statistics/network_link.html", {"network": network}, request)


def instance_figures(request: HttpRequest, _: Any) -> str:
    """The line of the settings of the site, for its admin."""
    if not access.may_administer(request.user):
        return ""
    line = {
        "icon_name": "statistics",
        "url": reverse("statistics:masked_instance"),
        "title": "Chiffres de l’instance",
        "facts": "Répartitions de toutes les structures vérifiées, masquées",
    }
    return render_to_string("people/settings_line.html", line, request)


def journal_names(ids: Collection[str], reader: Reader) -> dict[str, str]:
    """How the journal calls frozen figures: by their title, while they exist."""
    found = SharedFigures.objects.visible_to(reader).filter(pk__in=ids).values_list("pk", "title")
    return {str(pk): f"«\u202f{title}\u202f»" for pk, title in found}
