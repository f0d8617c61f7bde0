"""What is already known of somebody about to record: nothing is typed twice."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.db.models import Max, Q
from django.utils import timezone

from trame.directory.models import Place, Presence
from trame.people.current import current_organisation
from trame.people.models import Membership, User
from trame.reference.nomenclatures import MEDIATION_TOPICS, PROCEDURE_TOPICS, Channel, Kind, Topic

from . import access
from .models import Activity, Beneficiary, Tag

USUAL_MINUTES = {Kind.INDIVIDUEL: 30, Kind.COLLECTIF: 120}
REMEMBERED = 200  # own last activities looked at for the order of the topics
MAX_SUGGESTED_TAGS = 100
MAX_SUGGESTED_PEOPLE = 200


@dataclass(frozen=True)
class Habits:
    """Where she may record (`memberships`: that of the moment first), and what she records most.

    `last`: her last activity of this kind there. `places`: those where she works, then the other ones, the structure
    of the moment before the others; closed ones last.
    `people`: those followed by her organisations, the last seen first.
    """

    user: User
    kind: Kind
    today: dt.date
    memberships: list[Membership]
    last: Activity | None
    places: list[Place]
    topics: list[Topic]
    procedures: list[Topic]
    tags: list[str]
    people: list[Beneficiary]

    @property
    def organisation_ids(self) -> set[int]:
        return {membership.organisation_id for membership in self.memberships}

    @property
    def minutes(self) -> int:
        return (self.last and self.last.minutes) or USUAL_MINUTES[self.kind]

    @property
    def where(self) -> tuple[str, int | None, str | None]:
        """(channel, place id, commune code) to begin with: as last time if still possible, else her first place."""
        if self.last and self._still_possible(self.last):
            return self.last.channel, self.last.place_id, self.last.commune_id
        first = next((place for place in self.places if place.is_open_on(self.today)), None)
        return (Channel.LIEU_ACTIVITE, first.pk, None) if first else (Channel.A_DISTANCE, None, None)

    def _still_possible(self, activity: Activity) -> bool:
        if activity.channel != Channel.LIEU_ACTIVITE:
            return activity.channel == Channel.A_DISTANCE or activity.commune_id is not None
        open_ids = {place.pk for place in self.places if place.is_open_on(self.today)}
        return activity.place_id in open_ids


def habits_of(user: User, kind: Kind) -> Habits:
    """Everything a record form needs to know of its author, in a fixed number of queries."""
    today = timezone.localdate()
    memberships = _memberships(user)
    own = Activity.objects.visible_to(user).filter(mediator=user)
    # What was typed, not what an import brought in: its last row is anybody's day of last year.
    here = own.filter(organisation__in={membership.organisation_id for membership in memberships[:1]})
    last = here.filter(kind=kind, batch=None).order_by("-created_at", "-pk").first()
    used = Counter(code for codes in own.values_list("topics", flat=True)[:REMEMBERED] for code in codes)
    organisation_ids = {membership.organisation_id for membership in memberships}
    return Habits(
        user=user,
        kind=kind,
        today=today,
        memberships=memberships,
        last=last,
        places=_places(user, memberships, today, last),
        topics=_by_use(MEDIATION_TOPICS, used),
        procedures=_by_use(PROCEDURE_TOPICS, Counter()),
        tags=_tags(user, organisation_ids),
        people=_people(user, organisation_ids),
    )


def _memberships(user: User) -> list[Membership]:
    """Where she may record: first, in her structure of the moment."""
    memberships = list(access.recording_memberships(user).select_related("organisation"))
    if len(memberships) > 1:
        now = current_organisation(user)
        memberships.sort(key=lambda membership: now is None or membership.organisation_id != now.pk)
    return memberships


def _by_use(topics: tuple[Topic, ...], used: Counter[str]) -> list[Topic]:
    """Most used first; the nomenclature's order, itself made of common use, settles the rest."""
    return sorted(topics, key=lambda topic: -used[topic.value])


def _places(user: User, memberships: list[Membership], today: dt.date, last: Activity | None) -> list[Place]:
    here_now = Presence.objects.visible_to(user).filter(
        Q(starts_on=None) | Q(starts_on__lte=today),
        Q(ends_on=None) | Q(ends_on__gte=today),
        membership__in=memberships,
    )
    hers = set(here_now.values_list("place_id", flat=True))
    last_id = last.place_id if last else None
    places = Place.objects.visible_to(user).filter(organisation__in={m.organisation_id for m in memberships})
    return sorted(
        places.select_related("organisation").order_by("name", "pk"),
        key=lambda place: (
            not place.is_open_on(today),
            place.organisation_id != memberships[0].organisation_id,
            place.pk != last_id,
            place.pk not in hers,
        ),
    )


def _tags(user: User, organisation_ids: set[int]) -> list[str]:
    tags = Tag.objects.visible_to(user).filter(organisation__in=organisation_ids)
    return list(tags.values_list("name", flat=True)[:MAX_SUGGESTED_TAGS])


def _people(user: User, organisation_ids: set[int]) -> list[Beneficiary]:
    followed = Beneficiary.objects.visible_to(user).filter(organisation__in=organisation_ids)
    by_last_visit = followed.annotate(last_seen=Max("attendances__activity__date")).order_by("-last_seen", "-pk")
    # A person followed but never seen yet has no last visit: NULLs come first in this order, as they should.
    return list(by_last_visit[:MAX_SUGGESTED_PEOPLE])
