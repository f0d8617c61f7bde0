"""Imports: many records at once, and taking them back."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from trame.directory.models import Place
from trame.people.models import Membership, Organisation, Role, User

from ..entry import ActivityEntry
from ..models import (
    Activity,
    ActivityTag,
    AnonymousResidence,
    Attendance,
    Beneficiary,
    CoordinationDetails,
    Moment,
    Partner,
    Procedure,
    RecordTemplate,
    Tag,
    TagAlias,
    TagMerge,
    TagScope,
)
from ..rules import content_problems
from .refusals import EntryRefused, NotAllowed
from .tags import tag_key, tags_by_key
from .writing import attendances, coordination_of, fill, partners_of, procedures_of, residences


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
    own = Beneficiary.objects.of(membership.organisation_id)
    if not people <= set(own.values_list("pk", flat=True)):
        raise NotAllowed("somebody is followed by another organisation")
    communes = dict(Place.objects.filter(organisation=membership.organisation_id).values_list("pk", "commune_id"))
    activities = [_imported(by, membership, entry, communes) for entry in written]
    Activity.objects.bulk_create(activities, batch_size=500)
    pairs = list(zip(activities, written, strict=True))
    _write_what_hangs_on(pairs)
    names = tuple(dict.fromkeys(name for entry in written for name in entry.tags))
    tags = tags_by_key(membership.organisation_id, names, by=by)
    ActivityTag.objects.bulk_create(
        (
            ActivityTag(activity=activity, tag_id=tag_id)
            for activity, entry in pairs
            for tag_id in dict.fromkeys(tags[tag_key(name)].pk for name in entry.tags)  # two words may give one tag
        ),
        batch_size=2000,
    )
    _tell_the_planner()


def _write_what_hangs_on(pairs: Sequence[tuple[Activity, ActivityEntry]]) -> None:
    """People, démarches, coordination; the tags are the structure's, resolved at once for the whole batch."""
    Attendance.objects.bulk_create(
        (attendance for activity, entry in pairs for attendance in attendances(activity, entry)), batch_size=2000
    )
    AnonymousResidence.objects.bulk_create(
        (residence for activity, entry in pairs for residence in residences(activity, entry)), batch_size=2000
    )
    Procedure.objects.bulk_create((row for pair in pairs for row in procedures_of(*pair)), batch_size=2000)
    coordination = [(activity, entry.coordination) for activity, entry in pairs if entry.coordination]
    CoordinationDetails.objects.bulk_create((coordination_of(*pair) for pair in coordination), batch_size=500)
    Partner.objects.bulk_create((row for pair in coordination for row in partners_of(*pair)), batch_size=2000)


def _tell_the_planner() -> None:
    """PostgreSQL counts its rows by itself, a minute later: until then it would plan the figures of an empty table."""
    models = (Activity, Attendance, Procedure, ActivityTag, AnonymousResidence, Beneficiary, Tag, Place)
    names = ", ".join(connection.ops.quote_name(model._meta.db_table) for model in models)
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {names}")


@transaction.atomic
def delete_batch(*, organisation: Organisation, batch: UUID, written_at: dt.datetime) -> int:
    """Take back an import batch; returns how many activities leave the lists.

    Untouched ones are erased, the file brings them back identical; those touched since `written_at`, or of which a
    moment was kept, are set aside.
    """
    rows = Activity.objects.filter(organisation=organisation, batch=batch)
    living = rows.filter(deleted_at=None).count()
    remembered = Exists(Moment.objects.filter(activity=OuterRef("pk")))
    touched = rows.filter(Q(updated_at__gt=written_at) | remembered)
    touched.filter(deleted_at=None).update(deleted_at=timezone.now())
    rows.filter(~remembered, updated_at__lte=written_at).delete()
    return living


@transaction.atomic
def forget_unused(*, organisation: Organisation, people: Collection[int], tags: Collection[int]) -> None:
    """Delete, among these people and tags (ids), those that no activity mentions any more, deleted ones included."""
    never_came = Beneficiary.objects.of(organisation.pk).filter(pk__in=people, attendances=None)
    # Somebody has worked on these files since: what was written there is not the import's to take back.
    merged = Beneficiary.objects.filter(merged_into=OuterRef("pk"))
    never_came.filter(~Exists(merged), objectives=None, levels=None).delete()
    forget_unused_tags(organisation_id=organisation.pk, tags=tags)


def forget_unused_tags(*, organisation_id: int, tags: Collection[int]) -> None:
    """The same of tags alone, in the caller's transaction.

    One that was merged, described, archived, kept in a template, or that has another name has been somebody's choice
    since: it stays.
    """
    used = ActivityTag.objects.filter(tag=OuterRef("pk"))
    other_names = TagAlias.objects.filter(tag=OuterRef("pk"))
    merges = TagMerge.objects.filter(Q(kept=OuterRef("pk")) | Q(merged=OuterRef("pk")))
    untouched = Tag.objects.filter(~Exists(other_names), ~Exists(merges), description="", archived_at=None)
    unused = untouched.filter(~Exists(used), organisation=organisation_id, pk__in=tags, scope=TagScope.ORGANISATION)
    kept = RecordTemplate.objects.filter(organisation=organisation_id).values_list("content__tags", flat=True)
    unused.exclude(pk__in={pk for ids in kept for pk in ids or ()}).delete()


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
