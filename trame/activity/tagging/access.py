"""Who may do what with a tag, beyond seeing it and using it."""

from django.utils import timezone

from trame.people import access as people_access
from trame.people.models import Membership, NetworkMembership, User

from ..models import Tag, TagScope


def works_at(user: User, organisation_id: int | None) -> bool:
    """Whether she belongs to the structure today, as a mediator or as a manager: both harmonise its words."""
    return Membership.objects.of_user(user.pk).on(timezone.localdate()).filter(organisation=organisation_id).exists()


def tends(user: User, tag: Tag) -> bool:
    """Whether she may rename it, archive it, merge it: a structure's tag is its people's, a personal one its owner's,
    a network's one its coordinators'."""
    if tag.network is not None:
        return people_access.coordinates(user, tag.network)
    return works_at(user, tag.organisation_id) and tag.owner_id in (None, user.pk)


def may_merge(user: User, *, kept: Tag, merged: Tag) -> bool:
    """Only upwards, and only a word that she tends: personal → structure → network; or within one place."""
    if kept.pk == merged.pk or not tends(user, merged):
        return False
    if merged.scope == TagScope.NETWORK:
        return kept.network_id == merged.network_id
    if kept.scope == TagScope.NETWORK:
        joined = NetworkMembership.objects.filter(organisation=merged.organisation_id).on(timezone.localdate())
        return joined.filter(network=kept.network_id).exists()
    if kept.organisation_id != merged.organisation_id:
        return False
    return kept.scope == TagScope.ORGANISATION or (kept.owner_id == user.pk and merged.owner_id == user.pk)
