"""Recording one activity, correcting it, deleting it, bringing it back."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone

from trame.people import journal
from trame.people.models import Membership, User

from .. import access, facets
from ..entry import ActivityEntry
from ..models import Activity
from ..rules import problems
from ..versions import differences, entry_of
from .concurrency import lock_unchanged
from .refusals import ChangedMeanwhile, EntryRefused, NotAllowed, ReplayConflict
from .writing import write


@dataclass(frozen=True)
class Recorded:
    """The activity, and whether this call created it (False: a replay, nothing was written)."""

    activity: Activity
    created: bool


@transaction.atomic
def record_activity(*, by: User, membership: Membership, entry: ActivityEntry) -> Recorded:
    """Write one activity under one of `by`'s memberships.

    Replaying the same entry returns what it made. Raises EntryRefused, ReplayConflict, or NotAllowed when the
    membership is somebody else's.
    """
    if membership.user_id != by.pk:
        raise NotAllowed("this membership belongs to somebody else")
    entry = entry.normalised()
    digest = entry.digest(membership.pk)
    if replayed := _replayed(entry, digest):
        return Recorded(replayed, created=False)
    if found := problems(entry, membership, timezone.localdate()):
        raise EntryRefused(found)
    activity = Activity(
        client_uuid=entry.client_uuid,
        organisation_id=membership.organisation_id,
        membership=membership,
        mediator=by,
        content_digest=digest,
        source=entry.source,
        source_id=entry.source_id,
        batch=entry.batch,
    )
    try:
        with transaction.atomic():
            write(activity, entry)
    except IntegrityError:
        # A double tap: the twin request committed between our look and our write.
        if replayed := _replayed(entry, digest):
            return Recorded(replayed, created=False)
        raise
    return Recorded(activity, created=True)


@transaction.atomic
def update_activity(
    *, by: User, activity: Activity, entry: ActivityEntry, kept: Collection[str] = (), seen: str | None = None
) -> Activity:
    """Replace what an activity says, but for `kept` (`facets.Facet.keeps`), which stays untouched and unquestioned.

    `seen`: the version that the page of the correction showed (`version_of`); sending again what is already recorded
    changes nothing. Raises NotAllowed, EntryRefused or ChangedMeanwhile; the organisation never changes.
    """
    if not access.may_edit(by, activity):
        raise NotAllowed("only its author edits an activity")
    try:
        activity = lock_unchanged(activity, seen, "membership__organisation", "place__organisation")
        if activity.deleted_at and seen is not None:
            raise ChangedMeanwhile(activity)
    except ChangedMeanwhile as changed:
        return _as_it_is(changed, entry, kept)
    entry = facets.keep(entry.normalised(), activity, kept)
    found = problems(entry, activity.membership, timezone.localdate(), known_date=activity.date)
    if asked := {key: sentences for key, sentences in found.items() if key not in kept}:
        raise EntryRefused(asked)
    write(activity, entry)
    return activity


@transaction.atomic
def delete_activity(*, by: User, activity: Activity) -> None:
    """Set aside an activity: it leaves lists and figures at once and can be brought back. Raises NotAllowed."""
    if not access.may_edit(by, activity):
        raise NotAllowed("only its author deletes an activity")
    activity.deleted_at = timezone.now()
    activity.save(update_fields=["deleted_at", "updated_at"])
    journal.record("activity.deleted", by=by, organisation=activity.organisation_id, about=activity)


@transaction.atomic
def restore_activity(*, by: User, activity: Activity) -> None:
    """Bring back an activity set aside. Raises NotAllowed, or EntryRefused when it was imported again meanwhile."""
    if not access.may_edit(by, activity):
        raise NotAllowed("only its author brings back an activity")
    twins = Activity.objects.filter(
        organisation=activity.organisation_id, source=activity.source, source_id=activity.source_id, deleted_at=None
    )
    if activity.source and twins.exists():
        raise EntryRefused({"source_id": ["Cette activité a été importée de nouveau : elle est déjà dans vos listes."]})
    activity.deleted_at = None
    activity.save(update_fields=["deleted_at", "updated_at"])
    journal.record("activity.restored", by=by, organisation=activity.organisation_id, about=activity)


def _as_it_is(changed: ChangedMeanwhile, entry: ActivityEntry, kept: Collection[str]) -> Activity:
    """The activity, when a double tap sends what it already says; else raises `changed`."""
    current = changed.current
    if not isinstance(current, Activity) or current.deleted_at:
        raise changed
    if differences(entry_of(current), facets.keep(entry.normalised(), current, kept)):
        raise changed
    return current


def _replayed(entry: ActivityEntry, digest: str) -> Activity | None:
    existing = Activity.objects.filter(client_uuid=entry.client_uuid).first()
    if existing is not None and existing.content_digest != digest:
        raise ReplayConflict("this client_uuid was used for another record")
    return existing
