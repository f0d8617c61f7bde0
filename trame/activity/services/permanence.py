"""The visits of one half-day, written together."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from trame.people.models import Membership, User

from ..entry import ActivityEntry
from ..models import Activity
from ..rules import Problems, content_problems, problems
from .refusals import EntryRefused, NotAllowed, ReplayConflict
from .writing import fill, resolved_commune

MAX_VISITS = 40


@dataclass(frozen=True)
class Visits:
    """What the entries made, in their order; `created` of them by this call, the others by an earlier one."""

    activities: list[Activity]
    created: int


class VisitsConflict(ReplayConflict):
    """Some of the visits were already recorded, with other answers: `lines` are their client_uuids."""

    def __init__(self, lines: set[UUID]) -> None:
        super().__init__("these client_uuids were used for other records")
        self.lines = lines


@transaction.atomic
def record_visits(*, by: User, membership: Membership, entries: Sequence[ActivityEntry]) -> Visits:
    """Write the anonymous accompaniments of one half-day at one place, all or none, in a fixed number of queries.

    Replaying them writes nothing again. Raises NotAllowed when the membership is somebody else's, EntryRefused,
    VisitsConflict, and ValueError when the entries do not share their day and place or say more than a visit does.
    """
    if membership.user_id != by.pk:
        raise NotAllowed("this membership belongs to somebody else")
    said = [entry.normalised() for entry in entries]
    _check_visits(said)
    digests = {entry.client_uuid: entry.digest(membership.pk) for entry in said}
    known = _already_recorded(digests)
    fresh = [entry for entry in said if entry.client_uuid not in known]
    if found := _problems(fresh, membership):
        raise EntryRefused(found)
    made = [_visit(by, membership, entry, digests[entry.client_uuid]) for entry in fresh]
    commune_code = resolved_commune(made[0], fresh[0]) if made else None
    for activity in made:
        activity.commune_id = commune_code
    try:
        with transaction.atomic():
            Activity.objects.bulk_create(made)
    except IntegrityError:
        # A double tap: the twin request committed between our look and our write.
        known = _already_recorded(digests)
        if known.keys() != digests.keys():
            raise
        made = []
    written = known | {activity.client_uuid: activity for activity in made}
    return Visits([written[entry.client_uuid] for entry in said], created=len(made))


def _check_visits(entries: list[ActivityEntry]) -> None:
    if not 1 <= len(entries) <= MAX_VISITS:
        raise ValueError("from 1 to 40 visits")
    if len({(entry.kind, entry.date, entry.channel, entry.place_id, entry.commune_code) for entry in entries}) > 1:
        raise ValueError("the visits of a half-day share their day and their place")
    if len({entry.client_uuid for entry in entries}) < len(entries):
        raise ValueError("each visit has a client_uuid of its own")
    if any(e.followed or e.to_follow or e.tags or e.procedures or e.anonymous_residences for e in entries):
        raise ValueError("a visit names nobody and has no words")


def _already_recorded(digests: dict[UUID, str]) -> dict[UUID, Activity]:
    known = {activity.client_uuid: activity for activity in Activity.objects.filter(client_uuid__in=digests)}
    if otherwise := {pk for pk, activity in known.items() if activity.content_digest != digests[pk]}:
        raise VisitsConflict(otherwise)
    return known


def _problems(entries: list[ActivityEntry], membership: Membership) -> Problems:
    """Of the first entry that has some: the place and the day are the same for all, and asked of the database once."""
    today = timezone.localdate()
    if not entries:
        return {}
    alone = (content_problems(entry, today) for entry in entries)
    return next(filter(None, alone), {}) or problems(entries[0], membership, today)


def _visit(by: User, membership: Membership, entry: ActivityEntry, digest: str) -> Activity:
    activity = Activity(
        client_uuid=entry.client_uuid,
        organisation_id=membership.organisation_id,
        membership=membership,
        mediator=by,
        content_digest=digest,
    )
    fill(activity, entry)
    return activity
