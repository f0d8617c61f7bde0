"""The structure of the moment: the one whose pages are shown to who belongs to several."""

from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from .models import Membership, Organisation, User


def current_organisation(user: User) -> Organisation | None:
    """The one she chose, as long as she belongs to it today; else the first she joined; None when she has none."""
    return next(iter(structures_of(user)), None)


def structures_of(user: User) -> list[Organisation]:
    """Those she belongs to today, each once: that of the moment first, then as she joined them. One query."""
    joined = {one.organisation_id: one.organisation for one in memberships_of_today(user)}
    return sorted(joined.values(), key=lambda organisation: organisation.pk != user.current_organisation_id)


def memberships_of_today(user: User) -> tuple[Membership, ...]:
    """Hers, with their structures, as she joined them: one query, once per request.

    Kept on the account of a request, which lives as long as it; a job and a command, whose accounts live longer than a
    membership may, ask again each time.
    """
    if not isinstance(user, SimpleLazyObject):
        return _memberships(user)
    of_request = vars(user)
    if "_memberships_of_today" not in of_request:
        of_request["_memberships_of_today"] = _memberships(user)
    kept: tuple[Membership, ...] = of_request["_memberships_of_today"]
    return kept


def _memberships(user: User) -> tuple[Membership, ...]:
    own = Membership.objects.of_user(user.pk).on(timezone.localdate()).select_related("organisation__commune")
    return tuple(own.order_by("starts_on", "pk"))


def default_organisation(user: User) -> Organisation | None:
    """What a page is limited to unless asked otherwise: her structure of the moment, when she belongs to several."""
    structures = structures_of(user)
    return structures[0] if len(structures) > 1 else None
