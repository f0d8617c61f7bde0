"""Where lower pages lead to figures: from a network to its totals."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from trame.people import access
from trame.people.models import Network


def network_figures(request: HttpRequest, network: Network) -> str:
    """The button of a network's page, for who coordinates it."""
    if not access.coordinates(request.user, network):
        return ""
    return render_to_string("statistics/network_link.html", {"network": network}, request)
