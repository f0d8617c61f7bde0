"""Scope: the facts a reader's figures are drawn from. Made only by `scope_for`, which asks what the reader may see."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, replace

from django.utils import timezone

from trame.people.current import structures_of
from trame.people.models import Membership, Network, Organisation, User
from trame.people.readers import Reader

from .contributions import Part, contributions, members_of, told_months

# The totals that a network may read, and the months each is told for. A breakdown is never one of them.
NETWORK_TOTALS: dict[Part, frozenset[str]] = {
    Part.ALL: frozenset({"attendances", "activities", "minutes"}),
    Part.KINDS: frozenset({"individual_activities", "workshops", "workshop_attendances"}),
    Part.PUBLIC: frozenset({"followed_people", "anonymous_attendances"}),
}


# Commune codes of a filter that no commune meets: not an empty one, which would ask nothing.
NOWHERE = ("aucune",)

# Different people do not add up: those of January and February less those of January are the newcomers, however few.
OF_A_YEAR = frozenset({"followed_people"})


@dataclass(frozen=True, kw_only=True)
class Scope:
    """Activities of these organisations from `start` to `end`, both included, that every given filter keeps.

    No organisation, no row: the scope fails closed, unless `everywhere` (the whole instance: only for who administers
    it). A filter is a tuple of ids or codes, of which an activity has one at least; an empty tuple asks nothing.
    `topics`: those of the activity, « en filigrane » left aside. `commune_codes`: where the activity took place.
    `public`: one person dimension (gender, age, status, residence) and its codes: what is counted is then the people
    who have one of them, and the activities where one of them was present. With `network_id`, only what falls within
    the memberships of that network, and only in these `months` (« 2025-03 »); `codes`, when given, are the only
    indicators it answers.
    """

    organisation_ids: frozenset[int]
    start: dt.date
    end: dt.date
    everywhere: bool = False
    mediator_ids: tuple[int, ...] = ()
    place_ids: tuple[int, ...] = ()
    commune_codes: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    tag_ids: tuple[int, ...] = ()
    channels: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    public: tuple[str, tuple[str, ...]] | None = None
    network_id: int | None = None
    months: tuple[str, ...] = ()
    codes: frozenset[str] | None = None


def without_filters(scope: Scope) -> Scope:
    """The same organisations and dates, whatever the activity and whoever was there."""
    return replace(
        scope,
        mediator_ids=(),
        place_ids=(),
        commune_codes=(),
        kinds=(),
        topics=(),
        tag_ids=(),
        channels=(),
        settings=(),
        public=None,
    )


def scope_for(
    reader: Reader,
    *,
    start: dt.date,
    end: dt.date,
    organisation_ids: Collection[int] | None = None,
    place_ids: Collection[int] = (),
) -> Scope:
    """The part of `organisation_ids` (None: all) that the reader sees. ValueError when `end` is before `start`."""
    if end < start:
        raise ValueError("a period ends on or after its start")
    visible = _visible_organisations(reader)
    return Scope(
        organisation_ids=visible if organisation_ids is None else visible & frozenset(organisation_ids),
        start=start,
        end=end,
        place_ids=tuple(sorted(set(place_ids))),
    )


def _visible_organisations(reader: Reader) -> frozenset[int]:
    """Those of `Organisation.visible_to`; of an account, as its request already knows them."""
    if isinstance(reader, User):
        return frozenset(organisation.pk for organisation in structures_of(reader))
    return frozenset(Organisation.objects.visible_to(reader).values_list("pk", flat=True))


def network_scopes_for(reader: Reader, *, network_id: int, start: dt.date, end: dt.date) -> dict[Part, Scope]:
    """What the reader may be told of a network she coordinates today, from the first day of a month to the last of one.

    For anybody else, and for months to which too few structures contribute, scopes without organisation or month.
    ValueError unless the period is made of whole months that are over: days, or a month that still grows, would tell
    one structure's activities as they come.
    """
    after = end + dt.timedelta(days=1)
    if start.day != 1 or after.day != 1 or end < start or timezone.localdate() < after:
        raise ValueError("a network is told by whole months that are over")
    coordinated = Network.objects.coordinated_by(reader).filter(pk=network_id).exists()
    members = members_of(network_id, start, end) if coordinated else frozenset()
    found = contributions(network_id, members, start, end) if members else []
    own = Membership.objects.of_user(getattr(reader, "pk", None) or 0).values_list("organisation_id", flat=True)
    known = set(own) if found else set()  # past memberships too: leaving a structure does not forget its figures
    scopes = {}
    for part, every in NETWORK_TOTALS.items():
        months = told_months(found, part, own=known)
        codes = every if _is_a_civil_year(start, end) else every - OF_A_YEAR
        scopes[part] = Scope(
            organisation_ids=members if months else frozenset(),
            start=start,
            end=end,
            network_id=network_id,
            months=months,
            codes=codes,
        )
    return scopes


def _is_a_civil_year(start: dt.date, end: dt.date) -> bool:
    return (start, end) == (dt.date(start.year, 1, 1), dt.date(start.year, 12, 31))
