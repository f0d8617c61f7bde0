"""What the page of a network shows, to who coordinates it and to the people of its structures."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import timezone

from . import access
from .models import Coordination, CoordinationInvitation, Network, NetworkMembership, Organisation, User

WORDS = {3: "trois", 4: "quatre", 5: "cinq", 6: "six", 7: "sept", 8: "huit", 9: "neuf", 10: "dix"}


def fewest_structures() -> str:
    """How many structures must contribute before a month is told, in words."""
    fewest: int = settings.NETWORK_MIN_STRUCTURES
    return WORDS.get(fewest, str(fewest))


@dataclass(frozen=True)
class Line:
    """A structure in the network. `is_own`: the reader works there; `is_managed`: she answers for it."""

    membership: NetworkMembership
    is_own: bool
    is_managed: bool


def network_context(network: Network, reader: User) -> dict[str, Any]:
    """Coordinators of today, structures by state, and what the reader may do."""
    today = timezone.localdate()
    own = set(Organisation.objects.visible_to(reader).values_list("pk", flat=True))
    managed = set(access.managed_organisations(reader).values_list("pk", flat=True))
    rows = NetworkMembership.objects.visible_to(reader).filter(network=network)
    lines = [
        Line(row, row.organisation_id in own, row.organisation_id in managed)
        for row in rows.select_related("organisation__commune", "asked_by")
    ]
    coordinates = access.coordinates(reader, network)
    return {
        "network": network,
        "fewest": fewest_structures(),
        "coordinations": coordinations_of(network, reader),
        "coordinates": coordinates,
        "invitations": _invitations(network, reader) if coordinates else [],
        "members": [line for line in lines if line.membership.starts_on and not line.membership.has_ended(today)],
        "waiting": [line for line in lines if line.membership.is_pending],
        "gone": [line for line in lines if line.membership.refused_at or line.membership.has_ended(today)],
    }


def coordinations_of(network: Network, reader: User) -> Sequence[Coordination]:
    """Who coordinates it today, as the reader may know."""
    today = Coordination.objects.visible_to(reader).filter(network=network).on(timezone.localdate())
    return list(today.select_related("user"))


def _invitations(network: Network, reader: User) -> Sequence[CoordinationInvitation]:
    return list(CoordinationInvitation.objects.visible_to(reader).filter(network=network))
