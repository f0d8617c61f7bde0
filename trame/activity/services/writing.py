"""How an entry becomes rows: the activity, then what hangs on it, replaced whole."""

import dataclasses
from collections.abc import Iterator

from trame.directory.models import Place
from trame.people.models import Organisation
from trame.reference.nomenclatures import Channel

from ..entry import FACET_FIELDS, ActivityEntry, FollowedParticipant
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
from .tags import tags_named


def write(activity: Activity, entry: ActivityEntry) -> None:
    fill(activity, entry)
    activity.commune_id = _commune_code(activity, entry)
    activity.save()
    if entry.to_follow:
        person = follow_person(organisation=activity.organisation, **dataclasses.asdict(entry.to_follow))
        newcomer = FollowedParticipant(person.pk, entry.to_follow.age_band)
        entry = dataclasses.replace(entry, followed=(*entry.followed, newcomer))
    Attendance.objects.filter(activity=activity).delete()
    Attendance.objects.bulk_create(attendances(activity, entry))
    _write_residences(activity, entry)
    _write_procedures(activity, entry)
    _write_coordination(activity, entry)
    ActivityTag.objects.filter(activity=activity).delete()
    if entry.tags:
        tags = tags_named(activity.organisation_id, entry.tags)
        ActivityTag.objects.bulk_create(ActivityTag(activity=activity, tag=tag) for tag in tags)


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


def _write_residences(activity: Activity, entry: ActivityEntry) -> None:
    known = AnonymousResidence.objects.filter(activity=activity)
    if entry.anonymous_residences is not None:
        known.delete()
        AnonymousResidence.objects.bulk_create(residences(activity, entry))
    elif sum(known.values_list("n", flat=True)) > entry.anonymous_total:
        known.delete()  # fewer people than said before: which of them left is not known


def residences(activity: Activity, entry: ActivityEntry) -> Iterator[AnonymousResidence]:
    for code, n in (entry.anonymous_residences or {}).items():
        yield AnonymousResidence(activity=activity, organisation_id=activity.organisation_id, commune_id=code, n=n)


def _write_procedures(activity: Activity, entry: ActivityEntry) -> None:
    Procedure.objects.filter(activity=activity).delete()
    Procedure.objects.bulk_create(
        Procedure(activity=activity, organisation_id=activity.organisation_id, rank=rank, **dataclasses.asdict(said))
        for rank, said in enumerate(entry.procedures, start=1)
    )


def _write_coordination(activity: Activity, entry: ActivityEntry) -> None:
    if entry.coordination is None:
        return
    said = dataclasses.asdict(entry.coordination)
    partners = said.pop("partners")
    for name in ("animation_topics", "organisers", "partnership_natures"):
        said[name] = list(said[name])
    whose = {"organisation_id": activity.organisation_id}
    CoordinationDetails.objects.update_or_create(activity=activity, defaults=said | whose)
    Partner.objects.filter(activity=activity).delete()
    Partner.objects.bulk_create(
        Partner(activity=activity, rank=rank, **whose, **partner) for rank, partner in enumerate(partners, start=1)
    )


def _commune_code(activity: Activity, entry: ActivityEntry) -> str | None:
    """The commune of the activity, resolved once, when it is written, so that territorial figures need no join."""
    if entry.place_id is not None:
        return Place.objects.values_list("commune_id", flat=True).get(pk=entry.place_id)
    if entry.commune_code:
        return entry.commune_code
    if entry.channel == Channel.A_DISTANCE and not entry.imported:
        return Organisation.objects.values_list("commune_id", flat=True).get(pk=activity.organisation_id)
    return None
