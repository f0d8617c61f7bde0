"""The journal of actions: one line per action that matters, written in the transaction of the action itself."""

from contextvars import ContextVar
from uuid import UUID

from django.db import models
from django.utils import timezone

from .models import JournalActor, JournalEntry, Organisation, User

# Set by middleware.RequestId for the time of one request; empty in a command or a job.
request_id: ContextVar[str] = ContextVar("request_id", default="")


ACTIONS: dict[str, str] = {}


def declare(**actions: str) -> None:
    """Declare, in an app's ready(), actions and the French words that name them: `link__made="a fait un lien"`.

    The code is the keyword with a dot: « link.made ». The words follow a name: « Bruno Le Goff a fait un lien ».
    """
    ACTIONS.update({code.replace("__", "."): words for code, words in actions.items()})


def record(
    action: str, *, by: User | None, organisation: Organisation | int | None = None, about: models.Model | None = None
) -> JournalEntry:
    """Write one line: `action` is a declared code, `about` the object, `by` None for the system.

    Nothing of the object is written but its kind and its key, which must not speak (an id, never a name).
    KeyError: nobody declared this action.
    """
    ACTIONS[action]
    return JournalEntry.objects.create(
        action=action,
        actor=actor_id(by) if by else None,
        object_type=about._meta.label_lower if about else "",
        object_id=str(about.pk) if about else "",
        organisation_id=organisation.pk if isinstance(organisation, Organisation) else organisation,
        request_id=request_id.get(),
    )


def actor_id(user: User) -> UUID:
    """The opaque id of this account for the running month (a UUID)."""
    month = timezone.localdate().replace(day=1)
    return JournalActor.objects.get_or_create(user=user, month=month)[0].pk
