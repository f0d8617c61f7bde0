"""What the organisation already has of what a plan names: activities, places, people, tags."""

from collections.abc import Collection, Iterable, Mapping

from django.utils.crypto import salted_hmac

from trame.activity.models import Activity, Beneficiary
from trame.activity.services import known_words, tag_key
from trame.directory.models import Place
from trame.people.models import Organisation
from trame.reference.search import search_key

from .plan import Plan, PlannedActivity, PlannedPerson, PlannedPlace

PlaceKey = tuple[str, str, str]


def match_key(organisation: Organisation, person: PlannedPerson) -> str:
    """Keyed hash (SHA-256, hex) of a name and a commune: finds the person again, and says nothing of her.

    The key comes from SECRET_KEY: changing it makes the next import follow the same people anew.
    """
    name, residence = person.identity
    salt = f"trame.interchange.person.{organisation.pk}"
    return salted_hmac(salt, f"{name}\n{residence}", algorithm="sha256").hexdigest()


def place_key(place: PlannedPlace | Place) -> PlaceKey:
    """Two spellings of one place: case, accents and signs aside."""
    code = place.commune_id if isinstance(place, Place) else place.commune_code
    return _spelling(place.name), _spelling(place.address), code


def _spelling(text: str) -> str:
    return search_key(text) or text.casefold()


def imported_ids(organisation: Organisation, plan: Plan) -> set[str]:
    """The `source_id` of the plan's activities that are already in the organisation, and not deleted."""
    wanted = [planned.entry.source_id for planned in plan.activities]
    known = Activity.objects.filter(
        organisation=organisation, source=plan.partner, source_id__in=wanted, deleted_at=None
    )
    return set(known.values_list("source_id", flat=True))


def known_places(organisation: Organisation) -> dict[PlaceKey, int]:
    return {place_key(place): place.pk for place in Place.objects.filter(organisation=organisation)}


def known_people(organisation: Organisation) -> dict[str, int]:
    """match_key → id of the people that an import already brought in; of a merged file, the one that was kept."""
    people = Beneficiary.objects.filter(organisation=organisation)
    rows = list(people.values_list("pk", "merged_into", "match_key", "former_match_keys"))
    kept = {pk: into for pk, into, *_ in rows if into is not None}
    known: dict[str, int] = {}
    for pk, _, key, former in rows:
        while pk in kept:
            pk = kept[pk]
        known.update(dict.fromkeys(filter(None, (key, *former)), pk))
    return known


def known_tags(organisation: Organisation, keys: Collection[str]) -> set[str]:
    """Those of these words (keys) that give a tag of the structure, a network's, or the one they were merged into."""
    return set(known_words(organisation.pk, keys).tags)


def places_of(activities: Iterable[PlannedActivity]) -> dict[PlaceKey, PlannedPlace]:
    """The distinct places, each as first spelt."""
    found: dict[PlaceKey, PlannedPlace] = {}
    for planned in activities:
        if planned.place is not None:
            found.setdefault(place_key(planned.place), planned.place)
    return found


def people_of(activities: Iterable[PlannedActivity]) -> dict[tuple[str, str], PlannedPerson]:
    """The distinct people by identity, each with the first stated value of every trait."""
    found: dict[tuple[str, str], PlannedPerson] = {}
    for planned in activities:
        for person in planned.people:
            known = found.get(person.identity, person)
            found[person.identity] = PlannedPerson(
                label=known.label,
                residence=known.residence,
                gender=known.gender or person.gender,
                age_band=known.age_band or person.age_band,
                status=known.status or person.status,
            )
    return found


def tags_of(activities: Iterable[PlannedActivity]) -> Mapping[str, str]:
    """The distinct tags: key → first spelling."""
    found: dict[str, str] = {}
    for planned in activities:
        for name in planned.entry.tags:
            found.setdefault(tag_key(name), name)
    return found
