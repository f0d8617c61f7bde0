"""The cast: Awa mediates at La Navette, Bruno manages it, Chloé mediates elsewhere, Denis has no structure.

Awa   ─┐
Bruno ─┴─ La Navette (Pontivy)        Chloé ── Clic du Port (Douarnenez)        Denis ── nothing
Erwan coordinates the network that `network` makes; Fatou administers the instance: neither has a structure.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from trame.activity.entry import ActivityEntry
from trame.activity.models import Activity, Beneficiary
from trame.activity.services import follow_person, record_activity
from trame.directory.models import Place
from trame.people.models import (
    Coordination,
    Membership,
    Network,
    NetworkKind,
    NetworkMembership,
    Organisation,
    Role,
    User,
)
from trame.reference.models import Commune, Departement, Epci, PostalCode, Region
from trame.reference.search import search_key

START = dt.date(2020, 1, 1)
PASSWORD = "la-navette-tisse-2025"


@dataclass
class Cast:
    """The people, organisations and places most tests need."""

    awa: User
    bruno: User
    chloe: User
    denis: User
    erwan: User
    fatou: User
    navette: Organisation
    port: Organisation
    awa_at_navette: Membership
    bruno_at_navette: Membership
    chloe_at_port: Membership
    library: Place
    quay: Place


def make_cast() -> Cast:
    """Write the cast in the test database and return it."""
    navette = organisation("La Navette", "56178")
    port = organisation("Clic du Port", "29046")
    awa, bruno = person("awa@navette.test", "Awa", "Diallo"), person("bruno@navette.test", "Bruno", "Le Goff")
    chloe, denis = person("chloe@port.test", "Chloé", "Riou"), person("denis@ailleurs.test", "Denis", "Morvan")
    erwan = person("erwan@departement.test", "Erwan", "Kerdoncuff")
    fatou = person("fatou@instance.test", "Fatou", "Sow", is_admin=True)
    return Cast(
        awa=awa,
        bruno=bruno,
        chloe=chloe,
        denis=denis,
        erwan=erwan,
        fatou=fatou,
        navette=navette,
        port=port,
        awa_at_navette=membership(awa, navette, Role.MEDIATOR),
        bruno_at_navette=membership(bruno, navette, Role.MANAGER),
        chloe_at_port=membership(chloe, port, Role.MEDIATOR),
        library=place(navette, "Médiathèque de Pontivy", "56178"),
        quay=place(port, "Le Quai", "29046"),
    )


def commune(code: str) -> Commune:
    """A real commune from the loaded reference data, or a minimal one where they are not loaded."""
    known = {"56178": ("Pontivy", "56300"), "29046": ("Douarnenez", "29100"), "29232": ("Quimper", "29000")}
    if found := Commune.objects.filter(pk=code).first():
        return found
    name, postal = known[code]
    region, _ = Region.objects.get_or_create(code="53", defaults={"name": "Bretagne"})
    departement, _ = Departement.objects.get_or_create(code=code[:2], defaults={"name": code[:2], "region": region})
    epci, _ = Epci.objects.get_or_create(code="200066868", defaults={"name": "Pontivy Communauté", "kind": "CC"})
    made = Commune.objects.create(
        code=code, name=name, search_key=search_key(name), departement=departement, epci=epci, population=14_000
    )
    PostalCode.objects.create(code=postal, commune=made)
    return made


def organisation(name: str, commune_code: str) -> Organisation:
    """A verified organisation."""
    return Organisation.objects.create(name=name, commune=commune(commune_code), verified_at=timezone.now())


def person(email: str, first_name: str, last_name: str, **fields: bool | str) -> User:
    """Somebody who has said no profile, and is not asked again: everything is on for her."""
    said = {"first_name": first_name, "last_name": last_name, "profile_asked_on": START} | fields
    return User.objects.create_user(email, PASSWORD, **said)


def network(coordinator: User, *members: Organisation, since: dt.date = START) -> Network:
    """A network coordinated by `coordinator`, whose members have accepted `since` then."""
    made = Network.objects.create(name="Réseau du Blavet", kind=NetworkKind.EQUIPE)
    Coordination.objects.create(network=made, user=coordinator, starts_on=START)
    for member in members:
        NetworkMembership.objects.create(
            network=made, organisation=member, accepted_at=timezone.now(), starts_on=since, asked_by=coordinator
        )
    return made


def membership(user: User, where: Organisation, role: Role, **dates: dt.date) -> Membership:
    return Membership.objects.create(user=user, organisation=where, role=role, **({"starts_on": START} | dates))


def place(owner: Organisation, name: str, commune_code: str, **fields: Any) -> Place:
    return Place.objects.create(organisation=owner, name=name, commune=commune(commune_code), **fields)


def entry(where: Place, **said: Any) -> ActivityEntry:
    """An individual record of 30 minutes about e-mail at `where`, on 3 March 2025, unless said otherwise."""
    usual: dict[str, Any] = {
        "kind": "individuel",
        "date": dt.date(2025, 3, 3),
        "minutes": 30,
        "channel": "lieu_activite",
        "place_id": where.pk,
        "topics": ("email",),
        "anonymous_total": 0 if said.get("followed") else 1,
    }
    return ActivityEntry(**(usual | said))


def activity(by: Membership, where: Place, **said: Any) -> Activity:
    return record_activity(by=by.user, membership=by, entry=entry(where, **said)).activity


def follow(where: Organisation, **known: Any) -> Beneficiary:
    return follow_person(organisation=where, **known)
