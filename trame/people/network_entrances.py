"""Where the settings and the home page lead to networks, and to « Qui voit quoi ? »."""

from collections.abc import Collection
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse

from trame.ui import slots

from . import access, journal
from .models import CoordinationInvitation, Network, NetworkMembership, Organisation
from .readers import Reader


def register() -> None:
    """What people's ready() declares of networks: actions of the journal, lines of other pages."""
    journal.declare(
        journal.Family.SHARING,
        network__created="a créé un réseau",
        network__changed="a changé ce que dit de lui-même un réseau dont la structure est membre",
        network__closed="a fermé un réseau",
        network__asked="a invité la structure dans un réseau",
        network__withdrawn="a retiré l’invitation de la structure dans un réseau",
        network__accepted="a fait entrer la structure dans un réseau",
        network__refused="a refusé que la structure entre dans un réseau",
        network__left="a fait quitter un réseau à la structure",
        network__removed="a retiré la structure d’un réseau",
        network__figures_read="a lu les totaux d’un réseau dont la structure est membre",
        coordination__invited="a invité quelqu’un à coordonner un réseau",
        coordination__begun="coordonne désormais un réseau dont la structure est membre",
        coordination__ended="cesse de coordonner un réseau dont la structure est membre",
    )
    journal.name_objects("people.network", _named)
    slots.register("people.settings", networks_line)
    slots.register("people.organisation_settings", who_sees_what_line, order=85)
    slots.register("home.due", due_answers, order=-10)


def networks_line(request: HttpRequest, _: Any) -> str:
    """In « Réglages », under « Vous »."""
    facts = "Ceux de vos structures, ceux que vous coordonnez"
    return _line(request, "coordination", reverse("people:networks"), "Réseaux", facts)


def who_sees_what_line(request: HttpRequest, organisation: Organisation) -> str:
    """In « Réglages », under the structure."""
    url = reverse("people:who_sees_what", args=[organisation.pk])
    return _line(request, "info", url, "Qui voit quoi\u202f?", "Tout ce que d’autres voient de votre structure")


def due_answers(request: HttpRequest, _: Any) -> str:
    """On the home page: the requests that a manager answers, the invitations to coordinate; <li> elements."""
    managed = access.managed_organisations(request.user)
    visible = NetworkMembership.objects.visible_to(request.user).filter(organisation__in=managed)
    context = {
        "requests": list(visible.filter(accepted_at=None, refused_at=None).select_related("network", "organisation")),
        "invitations": list(
            CoordinationInvitation.objects.visible_to(request.user)
            .addressed_to(request.user)
            .select_related("network", "invited_by")
        ),
    }
    return render_to_string("people/networks/due.html", context, request) if any(context.values()) else ""


def _named(ids: Collection[str], reader: Reader) -> dict[str, str]:
    """What the journal calls the networks it speaks of."""
    found = Network.objects.visible_to(reader).filter(pk__in=ids)
    return {str(network.pk): f"« {network.name} »" for network in found}


def _line(request: HttpRequest, icon: str, url: str, title: str, facts: str) -> str:
    context = {"icon_name": icon, "url": url, "title": title, "facts": facts}
    return render_to_string("people/settings_line.html", context, request)
