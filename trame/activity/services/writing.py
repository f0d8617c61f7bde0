"""How an entry becomes rows: the activity, then what hangs on it, replaced whole."""

import dataclasses
from collections.abc import Iterator

from trame.directory.models import Place
from trame.people.models import Organisation
from trame.reference.nomenclatures import Channel

from ..entry import FACET_FIELDS, ActivityEntry, CoordinationSaid, FollowedParticipant
from ..models import (
    Activity,
    ActivityTag,
    AnonymousResidence,
    Attendance,
    CoordinationDetails,
    Partner,
    Procedure,
)
from .following import follow_person
from .tag_merges import forget_in_merges
from .tags import tags_named


def write(activity: Activity, entry: ActivityEntry) -> None:
    """Save what the entry says. What hangs on a corrected activity is replaced whole; a new one has nothing yet."""
    new = activity.pk is None
    fill(activity, entry)
    activity.commune_id = resolved_commune(activity, entry)
    activity.save(force_insert=new)
    if not new:
        _clear(activity, entry)
    if entry.to_follow:
        person = follow_person(organisation=activity.organisation, **dataclasses.asdict(entry.to_follow))
        newcomer = FollowedParticipant(person.pk, entry.to_follow.age_band)
        entry = dataclasses.replace(entry, followed=(*entry.followed, newcomer))
    Attendance.objects.bulk_create(attendances(activity, entry))
    AnonymousResidence.objects.bulk_create(residences(activity, entry))
    Procedure.objects.bulk_create(procedures_of(activity, entry))
    _write_coordination(activity, entry)
    _write_tags(activity, entry, new=new)


def _clear(activity: Activity, entry: ActivityEntry) -> None:
    for hanging in (Attendance, Procedure, Partner):
        hanging._base_manager.filter(activity=activity).delete()
    known = AnonymousResidence.objects.filter(activity=activity)
    # Fewer people than said before: which of them left is not known.
    if entry.anonymous_residences is not None or sum(known.values_list("n", flat=True)) > entry.anonymous_total:
        known.delete()


def _write_tags(activity: Activity, entry: ActivityEntry, *, new: bool) -> None:
    """Those that stay keep their row: a word means the tag that the activity bears, before any other of that word."""
    known = ActivityTag.objects.filter(activity=activity)
    borne = [] if new else [link.tag for link in known.select_related("tag")]
    tags = tags_named(activity.organisation_id, entry.tags, by=activity.mediator, borne=borne) if entry.tags else []
    if gone := [tag.pk for tag in borne if tag not in tags]:
        known.filter(tag__in=gone).delete()
        forget_in_merges(activity_ids=[activity.pk], tag_ids=gone)
    ActivityTag.objects.bulk_create(ActivityTag(activity=activity, tag=tag) for tag in tags if tag not in borne)


def fill(activity: Activity, entry: ActivityEntry) -> None:
    """Copy what the entry says, but for its commune, people and tags."""
    for name in (
        "kind", "date", "minutes", "channel", "place_id", "title", "procedure_name", "autonomy", "level",
        "redirected", "redirection", "notes", "anonymous_total",
    ):  # fmt: skip
        setattr(activity, name, getattr(entry, name))
    activity.topics, activity.materials = list(entry.topics), list(entry.materials)
    for name in FACET_FIELDS:
        value = getattr(entry, name)
        setattr(activity, name, list(value) if isinstance(value, tuple) else value)
    if entry.unmapped_labels:
        activity.unmapped_labels = dict(entry.unmapped_labels)
    for name, number in entry.anonymous.items():
        setattr(activity, name, number)


def attendances(activity: Activity, entry: ActivityEntry) -> Iterator[Attendance]:
    for participant in entry.followed:
        yield Attendance(
            activity=activity,
            organisation_id=activity.organisation_id,
            beneficiary_id=participant.beneficiary_id,
            age_band=participant.age_band,
        )


def residences(activity: Activity, entry: ActivityEntry) -> Iterator[AnonymousResidence]:
    for code, n in (entry.anonymous_residences or {}).items():
        yield AnonymousResidence(activity=activity, organisation_id=activity.organisation_id, commune_id=code, n=n)


def procedures_of(activity: Activity, entry: ActivityEntry) -> Iterator[Procedure]:
    for rank, said in enumerate(entry.procedures, start=1):
        whose = {"activity": activity, "organisation_id": activity.organisation_id}
        yield Procedure(rank=rank, **whose, **dataclasses.asdict(said))


def _write_coordination(activity: Activity, entry: ActivityEntry) -> None:
    if entry.coordination:
        coordination_of(activity, entry.coordination).save()
        Partner.objects.bulk_create(partners_of(activity, entry.coordination))


def coordination_of(activity: Activity, coordination: CoordinationSaid) -> CoordinationDetails:
    said = {field.name: getattr(coordination, field.name) for field in dataclasses.fields(coordination)}
    del said["partners"]
    fields = {name: list(value) if isinstance(value, tuple) else value for name, value in said.items()}
    return CoordinationDetails(activity=activity, organisation_id=activity.organisation_id, **fields)


def partners_of(activity: Activity, coordination: CoordinationSaid) -> Iterator[Partner]:
    for rank, said in enumerate(coordination.partners, start=1):
        whose = {"activity": activity, "organisation_id": activity.organisation_id}
        yield Partner(rank=rank, **whose, **dataclasses.asdict(said))


def resolved_commune(activity: Activity, entry: ActivityEntry) -> str | None:
    """The commune of the activity, resolved once, when it is written, so that territorial figures need no join."""
    if entry.place_id is not None:
        return Place.objects.values_list("commune_id", flat=True).get(pk=entry.place_id)
    if entry.commune_code:
        return entry.commune_code
    if entry.channel == Channel.A_DISTANCE and not entry.imported:
        return Organisation.objects.values_list("commune_id", flat=True).get(pk=activity.organisation_id)
    return None
