"""The structure of the moment: the one whose pages are shown to who belongs to several."""

from django.utils import timezone

from .models import Membership, Organisation, User


def current_organisation(user: User) -> Organisation | None:
    """The one she chose, as long as she belongs to it today; else the first she joined; None when she has none."""
    own = Membership.objects.of_user(user.pk).on(timezone.localdate()).select_related("organisation__commune")
    memberships = list(own.order_by("starts_on", "pk"))
    chosen = [m for m in memberships if m.organisation_id == user.current_organisation_id]
    return (chosen or memberships)[0].organisation if memberships else None
