"""Writes the demonstration through the services of the application; what is already there is left alone."""

import dataclasses
import datetime as dt
import uuid
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import transaction

from trame.activity.entry import ActivityEntry, FollowedParticipant
from trame.activity.facets import COORDINATION, MOMENTS, PROCEDURES
from trame.activity.models import Activity, Beneficiary
from trame.activity.services import follow_person, record_batch
from trame.directory.models import Place, Presence
from trame.people import modules
from trame.people.models import Membership, Organisation, Role, User
from trame.people.services import (
    OrganisationDetails,
    choose_modules,
    choose_profile,
    join_organisation,
    open_account,
    open_organisation,
)
from trame.reference.models import Commune
from trame.reference.search import search_key

from . import logins
from .cast import DEPARTEMENT, START, STRUCTURES, PlaceCard, Professional, Structure
from .coordination import coordination
from .days import Draft, drafts
from .followed import Followed
from .habits import load_templates
from .instance import load_admin
from .moments import load_moments
from .networks import load_networks
from .noted import with_facets
from .progress import load_progress


@dataclass(frozen=True)
class Loaded:
    organisation: Organisation
    activities: int
    people: int


@transaction.atomic
def load_structure(structure: Structure, today: dt.date) -> Loaded:
    """Bring one structure up to `today`; returns what was added."""
    organisation = open_organisation(
        details=OrganisationDetails(name=structure.name, commune=commune(structure.commune))
    )
    memberships = {p: _membership(organisation, p) for p in structure.professionals}
    _profiles_and_modules(structure, organisation, memberships)
    places = _places(structure, organisation)
    _presences(structure, places, memberships)
    told = {p: list(drafts(structure, p, START, today)) for p in structure.professionals}
    known = set(Activity.objects.filter(organisation=organisation).values_list("client_uuid", flat=True))
    fresh = {p: [draft for draft in said if draft.entry.client_uuid not in known] for p, said in told.items()}
    met = {person.pseudonym: person for said in fresh.values() for draft in said for person in draft.followed}
    people, added = _follow(organisation, met)
    # First, so that the last records of the home page are those of the day.
    coordinated = _coordination(structure, memberships, known, today)
    for professional, said in fresh.items():
        if said:
            entries = [_noted(structure, _entry(draft, places, people)) for draft in said]
            membership = memberships[professional]
            record_batch(by=membership.user, membership=membership, entries=entries)
    _moments(memberships)
    return Loaded(organisation, sum(len(said) for said in fresh.values()) + coordinated, added)


def _coordination(
    structure: Structure, memberships: dict[Professional, Membership], known: set[uuid.UUID], today: dt.date
) -> int:
    """By its first professional, where the module is on; returns how many were added."""
    if COORDINATION not in structure.modules:
        return 0
    entries = [entry for entry in coordination(START, today) if entry.client_uuid not in known]
    membership = memberships[structure.professionals[0]]
    record_batch(by=membership.user, membership=membership, entries=entries)
    return len(entries)


def _moments(memberships: dict[Professional, Membership]) -> None:
    """By those who run ateliers, where their profile shows the moments."""
    running = [m for p, m in memberships.items() if p.workshop and m.role == Role.MEDIATOR]
    keepers = [membership for membership in running if modules.is_on(membership.user, MOMENTS)]
    if keepers:
        load_moments(keepers)


def load(today: dt.date) -> list[Loaded]:
    """The whole demonstration, from START to `today`."""
    loaded = [load_structure(structure, today) for structure in STRUCTURES]
    load_networks()
    load_templates()
    load_progress()
    load_admin()
    return loaded


@cache
def commune(name: str) -> Commune:
    """The commune of the département of the demonstration that bears this name."""
    return Commune.objects.get(search_key=search_key(name), departement=DEPARTEMENT)


def _membership(organisation: Organisation, professional: Professional) -> Membership:
    """The mediator membership when there is one, else the manager's; both are opened."""
    passwords = {login.email: login.password for login in logins()}
    user: User = open_account(
        email=professional.email,
        first_name=professional.first_name,
        last_name=professional.last_name,
        password=passwords.get(professional.email),
    )
    if password := passwords.get(user.email):
        _open_by_password(user, password)
    opened = {
        role: join_organisation(user=user, organisation=organisation, role=role, starts_on=professional.starts_on)
        for role in professional.roles
    }
    return opened.get(Role.MEDIATOR) or opened[Role.MANAGER]


def _profiles_and_modules(
    structure: Structure, organisation: Organisation, memberships: dict[Professional, Membership]
) -> None:
    """Where nobody has chosen anything yet: whoever tries the demonstration may change both."""
    for professional, membership in memberships.items():
        if membership.user.profile_asked_on is None:
            choose_profile(user=membership.user, profile=professional.profile or structure.profile)
    if not organisation.modules_on and not organisation.modules_off:
        manager = next(m.user for p, m in memberships.items() if Role.MANAGER in p.roles)
        choose_modules(by=manager, organisation=organisation, choices=dict.fromkeys(structure.modules, True))


def _open_by_password(user: User, password: str) -> None:
    """An account of an earlier demonstration may have none."""
    if not user.has_usable_password():
        user.set_password(password)
        user.save(update_fields=["password"])


def _places(structure: Structure, organisation: Organisation) -> list[Place]:
    return [_place(card, organisation) for card in structure.places]


def _place(card: PlaceCard, organisation: Organisation) -> Place:
    where = commune(card.commune)
    postal_code = min(where.postal_codes.values_list("code", flat=True))
    place, _ = Place.objects.get_or_create(
        organisation=organisation,
        name=card.name,
        address=card.address,
        commune=where,
        defaults={"opened_on": card.opened_on, "closed_on": card.closed_on, "postal_code": postal_code},
    )
    return place


def _presences(structure: Structure, places: list[Place], memberships: dict[Professional, Membership]) -> None:
    for professional, membership in memberships.items():
        numbers = {number for halves in professional.rhythm.values() for number in halves if number is not None}
        for number in sorted(numbers):
            Presence.objects.get_or_create(
                place=places[number], membership=membership, defaults={"starts_on": professional.starts_on}
            )


def _follow(organisation: Organisation, met: dict[str, Followed]) -> tuple[dict[str, int], int]:
    """Pseudonym → id of everybody met, and how many were not followed yet."""
    rows = Beneficiary.objects.filter(organisation=organisation)
    known = {pseudonym: into or pk for pseudonym, pk, into in rows.values_list("pseudonym", "pk", "merged_into")}
    missing = [person for pseudonym, person in sorted(met.items()) if pseudonym not in known]
    residences = {name: commune(name).pk for name in {person.residence for person in missing}}
    created = {
        person.pseudonym: follow_person(organisation=organisation, **_known(person, residences)) for person in missing
    }
    return known | {pseudonym: beneficiary.pk for pseudonym, beneficiary in created.items()}, len(created)


def _known(person: Followed, residences: dict[str, str]) -> dict[str, Any]:
    return {
        "pseudonym": person.pseudonym,
        "name": person.name,
        "gender": person.gender,
        "birth_year": person.birth_year,
        "age_band": person.band,
        "status": person.status,
        "residence_id": residences[person.residence],
    }


def _noted(structure: Structure, entry: ActivityEntry) -> ActivityEntry:
    """With what the structure has chosen to note besides."""
    return with_facets(entry) if PROCEDURES.code in structure.modules else entry


def _entry(draft: Draft, places: list[Place], people: dict[str, int]) -> ActivityEntry:
    return dataclasses.replace(
        draft.entry,
        place_id=None if draft.place is None else places[draft.place].pk,
        commune_code=commune(draft.commune).pk if draft.commune else None,
        followed=tuple(FollowedParticipant(people[person.pseudonym]) for person in draft.followed),
        anonymous_residences={commune(name).pk: number for name, number in sorted(draft.residences.items())},
    )
