"""Imports: many records at once, and taking them back."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from trame.directory.models import Place
from trame.people.models import Membership, Organisation, Role, User

from ..entry import ActivityEntry
from ..models import Activity, ActivityTag, AnonymousResidence, Attendance, Beneficiary, Tag
from ..rules import content_problems
from .refusals import EntryRefused, NotAllowed
from .tags import tag_key, tags_named
from .writing import attendances, fill, residences


@transaction.atomic
def record_batch(*, by: User, membership: Membership, entries: Sequence[ActivityEntry]) -> None:
    """Write many imported entries in a few queries, all or none; places and people are already the organisation's.

    Raises NotAllowed, EntryRefused at the first entry that breaks a rule, and IntegrityError when one was imported
    meanwhile. A replay is the caller's business: each entry has a `source_id`.
    """
    if membership.user_id != by.pk or membership.role != Role.MEDIATOR:
        raise NotAllowed("an import needs one's own mediator membership")
    written = [entry.normalised() for entry in entries]
    today = timezone.localdate()
    for entry in written:
        if found := content_problems(entry, today):
            raise EntryRefused(found)
    people = {participant.beneficiary_id for entry in written for participant in entry.followed}
    own = Beneficiary.objects.filter(organisation=membership.organisation_id)
    if not people <= set(own.values_list("pk", flat=True)):
        raise NotAllowed("somebody is followed by another organisation")
    communes = dict(Place.objects.filter(organisation=membership.organisation_id).values_list("pk", "commune_id"))
    activities = [_imported(by, membership, entry, communes) for entry in written]
    Activity.objects.bulk_create(activities, batch_size=500)
    pairs = list(zip(activities, written, strict=True))
    Attendance.objects.bulk_create(
        (attendance for activity, entry in pairs for attendance in attendances(activity, entry)), batch_size=2000
    )
    AnonymousResidence.objects.bulk_create(
        (residence for activity, entry in pairs for residence in residences(activity, entry)), batch_size=2000
    )
    names = tuple(dict.fromkeys(name for entry in written for name in entry.tags))
    tags = {tag.search_key: tag for tag in tags_named(membership.organisation_id, names)}
    ActivityTag.objects.bulk_create(
        (
            ActivityTag(activity=activity, tag=tags[key])
            for activity, entry in pairs
            for key in dict.fromkeys(tag_key(name) for name in entry.tags)
        ),
        batch_size=2000,
    )
    _tell_the_planner()


def _tell_the_planner() -> None:
    """PostgreSQL counts its rows by itself, a minute later: until then it would plan the figures of an empty table."""
    models = (Activity, Attendance, ActivityTag, AnonymousResidence, Beneficiary, Tag, Place)
    names = ", ".join(connection.ops.quote_name(model._meta.db_table) for model in models)
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {names}")


@transaction.atomic
def delete_batch(*, organisation: Organisation, batch: UUID, written_at: dt.datetime) -> int:
    """Take back an import batch; returns how many activities leave the lists.

    Untouched ones are erased, the file brings them back identical; those touched since `written_at` are set aside.
    """
    rows = Activity.objects.filter(organisation=organisation, batch=batch)
    living = rows.filter(deleted_at=None).count()
    rows.filter(deleted_at=None, updated_at__gt=written_at).update(deleted_at=timezone.now())
    rows.filter(updated_at__lte=written_at).delete()
    return living


@transaction.atomic
def forget_unused(*, organisation: Organisation, people: Collection[int], tags: Collection[int]) -> None:
    """Delete, among these people and tags (ids), those that no activity mentions any more, deleted ones included."""
    Beneficiary.objects.filter(organisation=organisation, pk__in=people, attendances=None).delete()
    used = ActivityTag.objects.filter(tag=OuterRef("pk"))
    Tag.objects.filter(~Exists(used), organisation=organisation, pk__in=tags).delete()


def _imported(by: User, membership: Membership, entry: ActivityEntry, place_communes: Mapping[int, str]) -> Activity:
    """An activity of a batch, not yet saved; its commune is its place's, else the one of the file, else unknown."""
    activity = Activity(
        client_uuid=entry.client_uuid,
        organisation_id=membership.organisation_id,
        membership=membership,
        mediator=by,
        content_digest=entry.digest(membership.pk),
        source=entry.source,
        source_id=entry.source_id,
        batch=entry.batch,
    )
    fill(activity, entry)
    activity.commune_id = place_communes[entry.place_id] if entry.place_id else entry.commune_code
    return activity
