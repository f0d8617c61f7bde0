"""« Qui voit quoi ? »: everybody who sees something of a structure, and what, told in words."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from .models import Coordination, Membership, NetworkMembership, Organisation, Role, User
from .network_page import fewest_structures


@dataclass
class Colleague:
    """Somebody of the structure and the roles she has there today."""

    user: User
    roles: set[str] = field(default_factory=set)

    @property
    def sees_names(self) -> bool:
        return Role.MEDIATOR in self.roles

    @property
    def manages(self) -> bool:
        return Role.MANAGER in self.roles


@dataclass(frozen=True)
class Sharing:
    """A membership of the structure in a network, and who coordinates that network today."""

    membership: NetworkMembership
    coordinations: Sequence[Coordination]
    is_over: bool


def disclosure(organisation: Organisation, reader: User) -> dict[str, Any]:
    """The lines of the page: colleagues, networks joined or left, requests that wait."""
    sharings = _sharings(organisation, reader)
    return {
        "fewest": fewest_structures(),
        "colleagues": _colleagues(organisation, reader),
        "sharings": [sharing for sharing in sharings if sharing.membership.starts_on],
        "requests": [sharing for sharing in sharings if sharing.membership.is_pending],
    }


def _colleagues(organisation: Organisation, reader: User) -> list[Colleague]:
    today = Membership.objects.visible_to(reader).filter(organisation=organisation).on(timezone.localdate())
    found: dict[int, Colleague] = {}
    for membership in today.select_related("user").order_by("user__last_name", "user__first_name", "user_id"):
        found.setdefault(membership.user_id, Colleague(membership.user)).roles.add(membership.role)
    return list(found.values())


def _sharings(organisation: Organisation, reader: User) -> list[Sharing]:
    today = timezone.localdate()
    rows = NetworkMembership.objects.visible_to(reader).filter(organisation=organisation, refused_at=None)
    memberships = list(rows.select_related("network", "asked_by").order_by("network__name", "asked_at"))
    coordinations: defaultdict[int, list[Coordination]] = defaultdict(list)
    ids = {membership.network_id for membership in memberships}
    for row in Coordination.objects.visible_to(reader).filter(network__in=ids).on(today).select_related("user"):
        coordinations[row.network_id].append(row)
    return [Sharing(row, coordinations[row.network_id], row.has_ended(today)) for row in memberships]
