"""Accueil: who one is decides what it shows: recording, following a structure, or how to join one."""

from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q

from trame.activity import access
from trame.activity.habits import last_of_each_kind
from trame.activity.models import Activity
from trame.activity.models.activity import ActivityQuerySet
from trame.activity.record_templates import templates_of
from trame.people.current import current_organisation
from trame.people.models import Network, User

LAST_SHOWN = 5


def home_context(user: User) -> dict[str, Any]:
    """What the page shows of the structure of the moment.

    `role` is « mediator » or « manager » there; « coordinator » or « nobody » for who has no structure.
    """
    now = current_organisation(user)
    if now is None:
        networks = list(Network.objects.visible_to(user).coordinated_by(user))
        return {"role": "coordinator" if networks else "nobody", "last": [], "networks": networks}
    here = Activity.objects.visible_to(user).filter(organisation=now)
    if access.mediates_somewhere(user, now.pk):
        templates = templates_of(user).filter(organisation=now)
        again = last_of_each_kind(user, now)
        return {"role": "mediator", "last": _last(here.filter(mediator=user)), "again": again, "templates": templates}
    return {"role": "manager", "last": _last(here)}


def _last(activities: ActivityQuerySet) -> list[Activity]:
    """The last ones typed; imported ones come after, for whoever has typed nothing yet."""
    shown = activities.with_participants().select_related("place", "commune", "mediator")
    imported = ExpressionWrapper(Q(batch__isnull=False), output_field=BooleanField())
    return list(shown.order_by(imported, "-created_at", "-pk")[:LAST_SHOWN])
