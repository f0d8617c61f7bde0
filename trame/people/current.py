"""The structure of the moment: the one whose pages are shown to who belongs to several."""

from django.utils import timezone

from .models import Membership, Organisation, User


def current_organisation(user: User) -> Organisation | None:
    """The one she chose, as long as she belongs to it today; else the first she joined; None when she has none."""
    return next(iter(structures_of(user)), None)


def structures_of(user: User) -> list[Organisation]:
    """Those she belongs to today, each once: that of the moment first, then as she joined them. One query."""
    own = Membership.objects.of_user(user.pk).on(timezone.localdate()).select_related("organisation__commune")
    joined = {one.organisation_id: one.organisation for one in own.order_by("starts_on", "pk")}
    return sorted(joined.values(), key=lambda organisation: organisation.pk != user.current_organisation_id)


def default_organisation(user: User) -> Organisation | None:
    """What a page is limited to unless asked otherwise: her structure of the moment, when she belongs to several."""
    structures = structures_of(user)
    return structures[0] if len(structures) > 1 else None
