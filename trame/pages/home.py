"""Accueil: who one is decides what it shows: recording, following a structure, or how to join one."""

from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q

from trame.activity import access
from trame.activity.models import Activity
from trame.activity.models.activity import ActivityQuerySet
from trame.people.models import Organisation, User

LAST_SHOWN = 5


def home_context(user: User) -> dict[str, Any]:
    """What the page shows; `role` is « mediator », « manager » or « nobody »."""
    visible = Activity.objects.visible_to(user)
    if access.recording_memberships(user).exists():
        return {"role": "mediator", "last": _last(visible.filter(mediator=user))}
    if Organisation.objects.visible_to(user).exists():
        return {"role": "manager", "last": _last(visible)}
    return {"role": "nobody", "last": []}


def _last(activities: ActivityQuerySet) -> list[Activity]:
    """The last ones typed; imported ones come after, for whoever has typed nothing yet."""
    shown = activities.with_participants().select_related("place", "commune", "mediator")
    imported = ExpressionWrapper(Q(batch__isnull=False), output_field=BooleanField())
    return list(shown.order_by(imported, "-created_at", "-pk")[:LAST_SHOWN])
