"""Verbs of capture: the only writer of what happened. Each is atomic; each refusal is a French sentence by field."""

import dataclasses
import datetime as dt
import secrets
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from trame.directory.models import Place
from trame.people import journal
from trame.people.models import Membership, Organisation, Role, User
from trame.reference.models import Commune
from trame.reference.nomenclatures import Channel
from trame.reference.search import search_key

from . import access, facets
from .entry import ActivityEntry, FollowedParticipant
from .models import Activity, ActivityTag, AnonymousResidence, Attendance, Beneficiary, Tag
from .rules import Problems, content_problems, problems

# No vowels, no look-alikes: a pseudonym is never a word and is read aloud without doubt.
PSEUDONYM_SIGNS = "BCDFGHJKLMNPQRSTVWXZ23456789"


class EntryRefused(Exception):
    """The entry breaks rules: `problems` maps fields to French sentences."""

    def __init__(self, found: Problems) -> None:
        super().__init__("; ".join(sentence for sentences in found.values() for sentence in sentences))
        self.problems = found


class ReplayConflict(Exception):
    """The same client_uuid was already used for something else (HTTP 409)."""


class NotAllowed(Exception):
    """This person may not do this to that record (HTTP 403)."""


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
            _write(activity, entry)
    except IntegrityError:
        # A double tap: the twin request committed between our look and our write.
        if replayed := _replayed(entry, digest):
            return Recorded(replayed, created=False)
        raise
    return Recorded(activity, created=True)


@transaction.atomic
def update_activity(*, by: User, activity: Activity, entry: ActivityEntry, kept: Collection[str] = ()) -> Activity:
    """Replace what an activity says, but for `kept` (`facets.Facet.keeps`), which stays untouched and unquestioned.

    Raises NotAllowed or EntryRefused; the organisation never changes.
    """
    if not access.may_edit(by, activity):
        raise NotAllowed("only its author edits an activity")
    entry = facets.keep(entry.normalised(), activity, kept)
    found = problems(entry, activity.membership, timezone.localdate(), known_date=activity.date)
    if asked := {key: sentences for key, sentences in found.items() if key not in kept}:
        raise EntryRefused(asked)
    _write(activity, entry)
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
        (attendance for activity, entry in pairs for attendance in _attendances(activity, entry)), batch_size=2000
    )
    AnonymousResidence.objects.bulk_create(
        (residence for activity, entry in pairs for residence in _residences(activity, entry)), batch_size=2000
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
def follow_people(*, organisation: Organisation, known: Sequence[Mapping[str, Any]]) -> list[Beneficiary]:
    """Start following many people, each under a drawn pseudonym; each mapping gives fields of Beneficiary."""
    taken = set(Beneficiary.objects.filter(organisation=organisation).values_list("pseudonym", flat=True))
    people = []
    for fields in known:
        taken.add(pseudonym := draw_pseudonym(taken))
        people.append(Beneficiary(organisation=organisation, pseudonym=pseudonym, **fields))
    return Beneficiary.objects.bulk_create(people, batch_size=1000)


@transaction.atomic
def forget_unused(*, organisation: Organisation, people: Collection[int], tags: Collection[int]) -> None:
    """Delete, among these people and tags (ids), those that no activity mentions any more, deleted ones included."""
    Beneficiary.objects.filter(organisation=organisation, pk__in=people, attendances=None).delete()
    used = ActivityTag.objects.filter(tag=OuterRef("pk"))
    Tag.objects.filter(~Exists(used), organisation=organisation, pk__in=tags).delete()


@transaction.atomic
def follow_person(*, organisation: Organisation, **known: Any) -> Beneficiary:
    """Start following a person: `known` are fields of Beneficiary; without `pseudonym` one is drawn."""
    if known.get("pseudonym"):
        return Beneficiary.objects.create(organisation=organisation, **known)
    known.pop("pseudonym", None)
    taken = set(Beneficiary.objects.filter(organisation=organisation).values_list("pseudonym", flat=True))
    return Beneficiary.objects.create(organisation=organisation, pseudonym=draw_pseudonym(taken), **known)


@dataclass(frozen=True, kw_only=True)
class PersonDetails:
    """What is known of a person followed: slugs or empty strings; `name` is empty unless it was typed by choice."""

    pseudonym: str
    name: str = ""
    gender: str = ""
    birth_year: int | None = None
    age_band: str = ""
    status: str = ""
    residence: Commune | None = None


@transaction.atomic
def correct_person(*, by: User, person: Beneficiary, details: PersonDetails) -> Beneficiary:
    """Replace what is known of a person. Raises NotAllowed, or EntryRefused when the pseudonym is somebody else's."""
    if not access.may_correct(by, person):
        raise NotAllowed("only the mediators of her structure correct her file")
    others = Beneficiary.objects.filter(organisation=person.organisation_id).exclude(pk=person.pk)
    taken = {"pseudonym": ["Ce pseudonyme est déjà celui d’une autre personne : choisissez-en un autre."]}
    if others.filter(pseudonym__iexact=details.pseudonym).exists():
        raise EntryRefused(taken)
    for field in dataclasses.fields(details):
        setattr(person, field.name, getattr(details, field.name))
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError as twin:  # given to somebody else since we looked
        raise EntryRefused(taken) from twin
    journal.record("person.corrected", by=by, organisation=person.organisation_id, about=person)
    return person


def draw_pseudonym(taken: set[str]) -> str:
    """A pseudonym that is not in `taken`, such as « P-7KQ2F »."""
    while (drawn := "P-" + "".join(secrets.choice(PSEUDONYM_SIGNS) for _ in range(5))) in taken:
        pass
    return drawn


def tag_key(name: str) -> str:
    """What makes two spellings one tag: accents, case and signs aside, unless the name is made of signs only."""
    return (search_key(name) or name.casefold())[:120]


def tags_named(organisation_id: int, names: tuple[str, ...]) -> list[Tag]:
    """The organisation's tags of these names, created when new; a twin that differs by accents or case is reused."""
    by_key = {tag_key(name): name for name in reversed(names)}
    new = [Tag(organisation_id=organisation_id, name=name, search_key=key) for key, name in by_key.items()]
    Tag.objects.bulk_create(new, ignore_conflicts=True)
    return list(Tag.objects.filter(organisation_id=organisation_id, search_key__in=by_key))


def _replayed(entry: ActivityEntry, digest: str) -> Activity | None:
    existing = Activity.objects.filter(client_uuid=entry.client_uuid).first()
    if existing is not None and existing.content_digest != digest:
        raise ReplayConflict("this client_uuid was used for another record")
    return existing


def _write(activity: Activity, entry: ActivityEntry) -> None:
    _fill(activity, entry)
    activity.commune_id = _commune_code(activity, entry)
    activity.save()
    if entry.to_follow:
        person = follow_person(organisation=activity.organisation, **dataclasses.asdict(entry.to_follow))
        newcomer = FollowedParticipant(person.pk, entry.to_follow.age_band)
        entry = dataclasses.replace(entry, followed=(*entry.followed, newcomer))
    Attendance.objects.filter(activity=activity).delete()
    Attendance.objects.bulk_create(_attendances(activity, entry))
    _write_residences(activity, entry)
    ActivityTag.objects.filter(activity=activity).delete()
    if entry.tags:
        tags = tags_named(activity.organisation_id, entry.tags)
        ActivityTag.objects.bulk_create(ActivityTag(activity=activity, tag=tag) for tag in tags)


def _fill(activity: Activity, entry: ActivityEntry) -> None:
    """Copy what the entry says, but for its commune, people and tags."""
    for name in (
        "kind", "date", "minutes", "channel", "place_id", "title", "procedure_name", "autonomy", "level",
        "redirected", "redirection", "notes", "anonymous_total",
    ):  # fmt: skip
        setattr(activity, name, getattr(entry, name))
    activity.topics, activity.materials = list(entry.topics), list(entry.materials)
    if entry.unmapped_labels:
        activity.unmapped_labels = dict(entry.unmapped_labels)
    for name, number in entry.anonymous.items():
        setattr(activity, name, number)


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
    _fill(activity, entry)
    activity.commune_id = place_communes[entry.place_id] if entry.place_id else entry.commune_code
    return activity


def _attendances(activity: Activity, entry: ActivityEntry) -> Iterator[Attendance]:
    for participant in entry.followed:
        yield Attendance(
            activity=activity,
            organisation_id=activity.organisation_id,
            beneficiary_id=participant.beneficiary_id,
            age_band=participant.age_band,
        )


def _write_residences(activity: Activity, entry: ActivityEntry) -> None:
    known = AnonymousResidence.objects.filter(activity=activity)
    if entry.anonymous_residences is not None:
        known.delete()
        AnonymousResidence.objects.bulk_create(_residences(activity, entry))
    elif sum(known.values_list("n", flat=True)) > entry.anonymous_total:
        known.delete()  # fewer people than said before: which of them left is not known


def _residences(activity: Activity, entry: ActivityEntry) -> Iterator[AnonymousResidence]:
    for code, n in (entry.anonymous_residences or {}).items():
        yield AnonymousResidence(activity=activity, organisation_id=activity.organisation_id, commune_id=code, n=n)


def _commune_code(activity: Activity, entry: ActivityEntry) -> str | None:
    """The commune of the activity, resolved once, when it is written, so that territorial figures need no join."""
    if entry.place_id is not None:
        return Place.objects.values_list("commune_id", flat=True).get(pk=entry.place_id)
    if entry.commune_code:
        return entry.commune_code
    if entry.channel == Channel.A_DISTANCE and not entry.imported:
        return Organisation.objects.values_list("commune_id", flat=True).get(pk=activity.organisation_id)
    return None
