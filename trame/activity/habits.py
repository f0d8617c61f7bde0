"""What is already known of somebody about to record: nothing is typed twice."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Max, Q
from django.utils import timezone

from trame.directory.models import Place, Presence
from trame.people.current import current_organisation
from trame.people.models import Membership, Organisation, User
from trame.reference.nomenclatures import ACCOMPANIMENT_KINDS, MEDIATION_TOPICS, PROCEDURE_TOPICS, Channel, Kind, Topic

from . import access
from .models import Activity, Beneficiary
from .models.activity import ActivityQuerySet
from .services.tags import usable_tags

USUAL_MINUTES = {Kind.INDIVIDUEL: 30, Kind.COLLECTIF: 120, Kind.ANIMATION: 120}
REMEMBERED = 200  # own last activities looked at: what she did long ago is no habit any more
OFTEN = 5  # a duration used more often than that is one of hers (rule of La Coop)
MAX_SUGGESTED_TAGS = 100
MAX_SUGGESTED_PEOPLE = 200


@dataclass(frozen=True)
class Habits:
    """Where she may record (`memberships`: that of the moment first), and what she records most.

    Each habit is read when it is first asked for: saving a record asks for fewer of them than showing its form.
    """

    user: User
    kind: Kind
    today: dt.date
    memberships: list[Membership]

    @property
    def organisation_ids(self) -> set[int]:
        return {membership.organisation_id for membership in self.memberships}

    @cached_property
    def last(self) -> Activity | None:
        """Her last activity of this kind, in the structure of the moment."""
        # What was typed, not what an import brought in: its last row is anybody's day of last year.
        here = self._own.filter(organisation=self.memberships[0].organisation_id) if self.memberships else self._own
        return here.filter(kind=self.kind, batch=None).order_by("-created_at", "-pk").first()

    @property
    def minutes(self) -> int:
        return (self.last and self.last.minutes) or USUAL_MINUTES[self.kind]

    @property
    def durations(self) -> list[int]:
        """Those, in minutes, that she uses often for this kind, the most used first."""
        return [minutes for minutes, times in self._used.minutes.most_common() if times > OFTEN]

    @cached_property
    def places(self) -> list[Place]:
        """The most used lately, then those where she works, then the other ones, the structure of the moment before
        the others; closed ones last."""
        return _places(self.user, self.memberships, self.today, self._used)

    @property
    def topics(self) -> list[Topic]:
        return _by_use(MEDIATION_TOPICS, self._used.topics)

    @property
    def procedures(self) -> list[Topic]:
        return list(PROCEDURE_TOPICS)

    @cached_property
    def tags(self) -> list[str]:
        return _tags(self.user, self.organisation_ids)

    @cached_property
    def people(self) -> list[Beneficiary]:
        """Those followed by her organisations, the last seen first."""
        return _people(self.user, self.organisation_ids)

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

    @property
    def _own(self) -> ActivityQuerySet:
        return Activity.objects.visible_to(self.user).filter(mediator=self.user)

    @cached_property
    def _used(self) -> "_Used":
        return _lately(self._own, self.kind)


def habits_of(user: User, kind: Kind) -> Habits:
    """Everything a record form needs to know of its author, in a fixed number of queries."""
    return Habits(user=user, kind=kind, today=timezone.localdate(), memberships=_memberships(user))


def last_of_each_kind(user: User, organisation: Organisation) -> list[Activity]:
    """Her last accompaniment, then her last atelier, among those typed in that structure: what « refaire » proposes."""
    own = Activity.objects.visible_to(user).filter(mediator=user, organisation=organisation, batch=None)
    typed = own.filter(kind__in=ACCOMPANIMENT_KINDS).select_related("place", "commune")
    found = {activity.kind: activity for activity in typed.order_by("kind", "-created_at", "-pk").distinct("kind")}
    return [found[kind] for kind in ACCOMPANIMENT_KINDS if kind in found]


@dataclass(frozen=True)
class _Used:
    """How many times each thing was used in her last activities; minutes for one kind only."""

    topics: Counter[str]
    minutes: Counter[int]
    places: Counter[int]
    places_of_kind: Counter[int]


def _lately(own: ActivityQuerySet, kind: Kind) -> _Used:
    rows = list(own.values_list("kind", "topics", "minutes", "place_id")[:REMEMBERED])
    of_kind = [row for row in rows if row[0] == kind]
    return _Used(
        topics=Counter(code for _, codes, _, _ in rows for code in codes),
        minutes=Counter(minutes for _, _, minutes, _ in of_kind if minutes),
        places=Counter(place for _, _, _, place in rows if place),
        places_of_kind=Counter(place for _, _, _, place in of_kind if place),
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


def _places(user: User, memberships: list[Membership], today: dt.date, used: _Used) -> list[Place]:
    here_now = Presence.objects.visible_to(user).filter(
        Q(starts_on=None) | Q(starts_on__lte=today),
        Q(ends_on=None) | Q(ends_on__gte=today),
        membership__in=memberships,
    )
    hers = set(here_now.values_list("place_id", flat=True))
    places = Place.objects.visible_to(user).filter(organisation__in={m.organisation_id for m in memberships})
    return sorted(
        places.select_related("organisation").order_by("name", "pk"),
        key=lambda place: (
            not place.is_open_on(today),
            place.organisation_id != memberships[0].organisation_id,
            -used.places_of_kind[place.pk],
            -used.places[place.pk],
            place.pk not in hers,
        ),
    )


def _tags(user: User, organisation_ids: set[int]) -> list[str]:
    """The words offered where no script asks for those near what is typed; one each."""
    names = usable_tags(organisation_ids, user).offered().values_list("name", flat=True)
    return list(dict.fromkeys(names[:MAX_SUGGESTED_TAGS]))


def _people(user: User, organisation_ids: set[int]) -> list[Beneficiary]:
    followed = Beneficiary.objects.visible_to(user).filter(organisation__in=organisation_ids)
    by_last_visit = followed.annotate(last_seen=Max("attendances__activity__date")).order_by("-last_seen", "-pk")
    # A person followed but never seen yet has no last visit: NULLs come first in this order, as they should.
    return list(by_last_visit[:MAX_SUGGESTED_PEOPLE])
