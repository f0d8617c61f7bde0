"""The journal of actions: one line per action that matters, written in the transaction of the action itself."""

import datetime as dt
from collections.abc import Callable, Collection
from contextvars import ContextVar
from uuid import UUID

from django.conf import settings
from django.db import models
from django.utils import timezone

from .models import JournalActor, JournalEntry, Organisation, User
from .readers import Reader

# Set by middleware.RequestId for the time of one request; empty in a command or a job.
request_id: ContextVar[str] = ContextVar("request_id", default="")

# A page opened again, or refreshed, within this time is one opening.
ONE_OPENING = dt.timedelta(hours=1)


class Family(models.TextChoices):
    """What the readers of a journal choose among."""

    ACCESS = "acces", "Accès aux fiches nommées"
    TEAM = "equipe", "Équipe et comptes"
    SHARING = "partages", "Partages et réseaux"
    EXPORTS = "exports", "Exports et documents"
    RECORDS = "activites", "Activités, imports et bilans"
    PERSONAL_DATA = "donnees", "Données personnelles"
    SETTINGS = "reglages", "Réglages de la structure"
    OTHER = "autres", "Autres actions"


Namer = Callable[[Collection[str], Reader], dict[str, str]]

ACTIONS: dict[str, str] = {}
FAMILIES: dict[str, Family] = {}
NAMERS: dict[str, Namer] = {}


def declare(family: Family = Family.OTHER, /, **actions: str) -> None:
    """Declare, in an app's ready(), actions and the French words that name them: `link__made="a fait un lien"`.

    The code is the keyword with a dot: « link.made ». The words follow a name: « Bruno Le Goff a fait un lien ».
    """
    said = {code.replace("__", "."): words for code, words in actions.items()}
    ACTIONS.update(said)
    FAMILIES.update(dict.fromkeys(said, family))


def name_objects(object_type: str, namer: Namer) -> None:
    """Declare how the objects of a kind (« activity.beneficiary ») are called on the page: `namer(ids, reader)`.

    It answers {id: words} for those the reader sees; the words are never written in the journal, and hold no name
    of a person followed.
    """
    NAMERS[object_type] = namer


def record(
    action: str, *, by: User | None, organisation: Organisation | int | None = None, about: models.Model | None = None
) -> JournalEntry:
    """Write one line: `action` is a declared code, `about` the object, `by` None for the system.

    Nothing of the object is written but its kind and its key, which must not speak (an id, never a name).
    KeyError: nobody declared this action. TypeError: the key of the object is a text, which could be a secret.
    """
    ACTIONS[action]
    object_type, object_id = _object(about, by)
    return JournalEntry.objects.create(
        action=action,
        actor=actor_id(by) if by else None,
        object_type=object_type,
        object_id=object_id,
        organisation_id=organisation.pk if isinstance(organisation, Organisation) else organisation,
        request_id=request_id.get(),
    )


def record_opening(action: str, *, by: User, organisation: Organisation | int, about: models.Model) -> None:
    """Write that `by` opened a record that names somebody: one line per account, record and hour at most."""
    object_type, object_id = _object(about, by)
    of_it = JournalEntry.objects.filter(organisation=organisation, at__gt=timezone.now() - ONE_OPENING, action=action)
    if not of_it.filter(actor=actor_id(by), object_type=object_type, object_id=object_id).exists():
        record(action, by=by, organisation=organisation, about=about)


def record_daily(action: str, *, by: User, organisation_ids: Collection[int], about: models.Model) -> None:
    """Write one line in the journal of each of these organisations, unless `by` has one there since this morning."""
    ACTIONS[action]
    object_type, object_id = _object(about, by)
    of_it = {"action": action, "actor": actor_id(by), "object_type": object_type, "object_id": object_id}
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    today = JournalEntry.objects.filter(organisation__in=organisation_ids, at__gte=midnight, **of_it)
    missing = set(organisation_ids) - set(today.values_list("organisation_id", flat=True))
    JournalEntry.objects.bulk_create(
        JournalEntry(organisation_id=pk, request_id=request_id.get(), **of_it) for pk in sorted(missing)
    )


def _object(about: models.Model | None, by: User | None) -> tuple[str, str]:
    """(kind, key). Her own account or membership is left out: beside the actor, its key would undo the opaque id."""
    if about is None or (by and by.pk == (about.pk if isinstance(about, User) else getattr(about, "user_id", None))):
        return "", ""
    if not isinstance(about.pk, int | UUID):
        raise TypeError(f"the journal keeps numbers and UUIDs, not the key of {about._meta.label}")
    return about._meta.label_lower, str(about.pk)


def actor_id(user: User) -> UUID:
    """The opaque id of this account for the running month (a UUID)."""
    month = timezone.localdate().replace(day=1)
    return JournalActor.objects.get_or_create(user=user, month=month)[0].pk


def forget_actors() -> int:
    """Erase what ties opaque ids to accounts, for the months ended JOURNAL_ACTOR_MONTHS ago; returns how many ties."""
    first = timezone.localdate().replace(day=1)
    months = first.year * 12 + first.month - 1 - settings.JOURNAL_ACTOR_MONTHS
    oldest_kept = dt.date(months // 12, months % 12 + 1, 1)
    return JournalActor.objects.filter(month__lt=oldest_kept).delete()[0]
