"""Who works where: structures of about thirty mediators, one département each, a few communes for each mediator."""

import datetime as dt
from collections import defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import TypeVar

from trame.activity.models import Tag
from trame.directory.models import Place, Presence
from trame.people.models import Membership, Organisation, Role, User
from trame.reference.models import Commune
from trame.reference.search import search_key

from . import END, START, TEAM, Size

K = TypeVar("K", bound=Hashable)

BATCH = 2_000
NO_PASSWORD = "!"  # noqa: S105 (Django: no password opens it)
OPENED = dt.datetime(2022, 9, 1, 8, tzinfo=dt.UTC)
HIRED = dt.date(2022, 9, 1)
PLACES_IN_TOWN, OTHER_COMMUNES = 6, 12
TAGS = (
    "seniors", "smartphone", "première visite", "itinérance", "quartier", "aidants", "impôts", "retraite",
    "arnaques", "photos", "emploi", "bibliothèque",
)  # fmt: skip


@dataclass(frozen=True)
class Post:
    """One mediator at work. `places`: (place, its commune), the usual one first."""

    mediator: int
    membership: int
    organisation: int
    seat: str
    places: tuple[tuple[int, str], ...]
    tags: tuple[int, ...]
    first: dt.date
    last: dt.date
    # People followed who will come back, and how many times: this is filled as days go by.
    returning: list[int] = field(default_factory=list)
    visits_left: list[int] = field(default_factory=list)


def open_teams(size: Size, rng: Random) -> list[Post]:
    """Structures, accounts, memberships, places and tags, written; the posts of all the mediators."""
    teams = max(1, round(size.mediators / TEAM))
    towns = _towns(size)
    seats = [
        (towns[departement], rank)
        for departement, number in shared_out(teams, {code: _people(found) for code, found in towns.items()}).items()
        for rank in range(number)
    ]
    organisations = Organisation.objects.bulk_create(
        [
            Organisation(
                name=f"Médiation numérique {n:03d} (données inventées)",
                commune=found[rank % len(found)],
                verified_at=OPENED,
                created_at=OPENED,
            )
            for n, (found, rank) in enumerate(seats, start=1)
        ],
        batch_size=BATCH,
    )
    around = [
        [organisation.commune, *_others(organisation, found, rng)]
        for organisation, (found, _) in zip(organisations, seats, strict=True)
    ]
    places = _places(organisations, around)
    tags = _tags(organisations)
    memberships = _members(organisations, size, rng)
    posts = [_post(m, places[m.organisation_id], tags[m.organisation_id], rng) for m in memberships]
    Presence.objects.bulk_create(
        [Presence(place_id=place, membership_id=post.membership) for post in posts for place, _ in post.places],
        batch_size=BATCH,
    )
    return posts


def shared_out(number: int, weights: Mapping[K, float]) -> dict[K, int]:
    """`number` things shared by weight, whole, none lost: the largest remainders have one more."""
    total = sum(weights.values())
    parts = {key: number * weight / total for key, weight in weights.items()}
    shares = {key: int(part) for key, part in parts.items()}
    by_remainder = sorted(parts, key=lambda key: shares[key] - parts[key])
    for key in by_remainder[: number - sum(shares.values())]:
        shares[key] += 1
    return shares


def _towns(size: Size) -> dict[str, list[Commune]]:
    """Département → its communes, the most peopled first; arrondissements instead of the communes made of them."""
    parents = Commune.objects.exclude(parent=None).values("parent")
    found = Commune.objects.filter(population__gt=0).exclude(pk__in=parents).order_by("-population", "pk")
    if size.departements:
        found = found.filter(departement__in=size.departements)
    towns: dict[str, list[Commune]] = defaultdict(list)
    for commune in found:
        towns[commune.departement_id].append(commune)
    return dict(sorted(towns.items()))


def _people(towns: list[Commune]) -> int:
    return sum(commune.population or 0 for commune in towns)


def _others(organisation: Organisation, towns: list[Commune], rng: Random) -> list[Commune]:
    near = [commune for commune in towns[:60] if commune.pk != organisation.commune_id]
    return rng.sample(near, min(OTHER_COMMUNES, len(near)))


def _places(organisations: list[Organisation], around: list[list[Commune]]) -> dict[int, list[Place]]:
    """Organisation → its places: several in the town of its seat, one in each other commune."""
    places = []
    for organisation, communes in zip(organisations, around, strict=True):
        places += [
            Place(organisation=organisation, name=f"Maison de quartier {n}", commune=communes[0])
            for n in range(1, PLACES_IN_TOWN + 1)
        ]
        places += [Place(organisation=organisation, name=f"Mairie de {c.name}", commune=c) for c in communes[1:]]
    found: dict[int, list[Place]] = defaultdict(list)
    for place in Place.objects.bulk_create(places, batch_size=BATCH):
        found[place.organisation_id].append(place)
    return found


def _tags(organisations: list[Organisation]) -> dict[int, tuple[int, ...]]:
    tags = Tag.objects.bulk_create(
        [Tag(organisation=o, name=name, search_key=search_key(name)) for o in organisations for name in TAGS],
        batch_size=BATCH,
    )
    found: dict[int, list[int]] = defaultdict(list)
    for tag in tags:
        found[tag.organisation_id or 0].append(tag.pk)
    return {organisation: tuple(pks) for organisation, pks in found.items()}


def _members(organisations: list[Organisation], size: Size, rng: Random) -> list[Membership]:
    """Most are there from before the first day to after the last; some come or leave meanwhile."""
    users = User.objects.bulk_create(
        [
            User(
                email=f"mediation-{n:05d}@echelle.example",
                password=NO_PASSWORD,
                first_name="Médiation",
                last_name=f"n° {n}",
                date_joined=OPENED,
                last_seen_on=END,
            )
            for n in range(1, size.mediators + 1)
        ],
        batch_size=BATCH,
    )
    days = (END - START).days
    memberships = []
    for n, user in enumerate(users):
        drawn = rng.random()
        late = START + dt.timedelta(days=rng.randrange(1, days * 3 // 4)) if drawn < 0.18 else HIRED
        early = END - dt.timedelta(days=rng.randrange(1, days // 5)) if drawn > 0.95 else None
        organisation = organisations[n * len(organisations) // size.mediators]
        memberships.append(
            Membership(user=user, organisation=organisation, role=Role.MEDIATOR, starts_on=late, ends_on=early)
        )
    return Membership.objects.bulk_create(memberships, batch_size=BATCH)


def _post(membership: Membership, places: list[Place], tags: tuple[int, ...], rng: Random) -> Post:
    in_town = places[:PLACES_IN_TOWN]
    usual = rng.choice(in_town if rng.random() < 0.62 else places)
    others = [place for place in rng.sample(places, min(3, len(places))) if place.pk != usual.pk][:2]
    return Post(
        mediator=membership.user_id,
        membership=membership.pk,
        organisation=membership.organisation_id,
        seat=in_town[0].commune_id,
        places=tuple((place.pk, place.commune_id) for place in (usual, *others)),
        tags=tags,
        first=max(membership.starts_on, START),
        last=membership.ends_on or END,
    )
