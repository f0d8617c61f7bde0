"""From a plan without error to rows: places, people, tags, then the activities, in a few queries."""

import dataclasses
from dataclasses import dataclass
from uuid import UUID

from trame.activity.entry import ActivityEntry, FollowedParticipant
from trame.activity.models import Tag
from trame.activity.services import follow_people, record_batch
from trame.directory.models import Place
from trame.people.models import Membership, Organisation

from . import matching
from .plan import PlannedActivity, PlannedPerson
from .review import Review


@dataclass(frozen=True)
class Created:
    """Ids of what the import had to create; undoing it removes those that nothing else uses."""

    places: list[int]
    people: list[int]
    tags: list[int]


def write(seen: Review, *, membership: Membership, batch: UUID, keep_names: bool) -> Created:
    """Write what is new in a reviewed plan, in the caller's transaction, under this membership."""
    organisation, fresh = membership.organisation, seen.fresh
    places, new_places = _places(organisation, fresh)
    people, new_people = _people(organisation, fresh, keep_names)
    tags_before = set(Tag.objects.filter(organisation=organisation).values_list("pk", flat=True))
    entries = [_entry(planned, batch, places, people) for planned in fresh]
    record_batch(by=membership.user, membership=membership, entries=entries)
    tags = Tag.objects.filter(organisation=organisation).exclude(pk__in=tags_before).values_list("pk", flat=True)
    return Created(new_places, new_people, list(tags))


def _entry(
    planned: PlannedActivity, batch: UUID, places: dict[matching.PlaceKey, int], people: dict[tuple[str, str], int]
) -> ActivityEntry:
    return dataclasses.replace(
        planned.entry,
        batch=batch,
        place_id=places[matching.place_key(planned.place)] if planned.place else None,
        followed=tuple(FollowedParticipant(people[p.identity], p.age_band) for p in planned.people),
    )


def _places(organisation: Organisation, fresh: list[PlannedActivity]) -> tuple[dict[matching.PlaceKey, int], list[int]]:
    """Place key → id for every place of the plan, and the ids of those created."""
    known = matching.known_places(organisation)
    missing = {key: place for key, place in matching.places_of(fresh).items() if key not in known}
    created = Place.objects.bulk_create(
        Place(
            organisation=organisation,
            name=place.name,
            address=place.address,
            postal_code=place.postal_code,
            commune_id=place.commune_code,
        )
        for place in missing.values()
    )
    ids = [place.pk for place in created]
    return known | dict(zip(missing, ids, strict=True)), ids


def _people(
    organisation: Organisation, fresh: list[PlannedActivity], keep_names: bool
) -> tuple[dict[tuple[str, str], int], list[int]]:
    """Identity → id for everybody named in the plan, and the ids of those created; whoever is known stays as she is."""
    known = matching.known_people(organisation)
    keys = {
        identity: (matching.match_key(organisation, person), person)
        for identity, person in matching.people_of(fresh).items()
    }
    missing = [(key, person) for key, person in keys.values() if key not in known]
    created = follow_people(
        organisation=organisation, known=[_known_of(key, person, keep_names) for key, person in missing]
    )
    known |= {person.match_key: person.pk for person in created}
    return {identity: known[key] for identity, (key, _) in keys.items()}, [person.pk for person in created]


def _known_of(key: str, person: PlannedPerson, keep_names: bool) -> dict[str, str | None]:
    return {
        "name": person.label if keep_names else "",
        "match_key": key,
        "gender": person.gender,
        "age_band": person.age_band,
        "status": person.status,
        "residence_id": person.residence or None,
    }
