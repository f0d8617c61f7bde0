"""Two networks and who coordinates them: one that the three structures have joined, one that waits for an answer."""

from trame.activity.models import Tag
from trame.activity.services import create_network_tag
from trame.people.models import Network, NetworkKind, Organisation, Profile, Role, User
from trame.people.services import choose_profile, open_account
from trame.people.services.networks import NetworkDetails, accept_request, ask_structure, create_network
from trame.reference.models import Departement

from . import COORDINATOR, logins
from .cast import DEPARTEMENT, FILATURE, START, STRUCTURES, Structure
from .words import NETWORK_TAGS

JOINED, WAITING = "Réseau du Finistère", "Réseau de la baie de Douarnenez"


def load_networks() -> list[Network]:
    """Both networks, coordinated by an account of no structure; what is already there is left alone."""
    coordinator = _coordinator()
    known = {network.name: network for network in Network.objects.filter(coordinations__user=coordinator)}
    joined = known.get(JOINED) or _joined(coordinator)
    _propose_words(coordinator, joined)
    return [joined, known.get(WAITING) or _waiting(coordinator)]


def _propose_words(coordinator: User, network: Network) -> None:
    if not Tag.objects.filter(network=network).exists():
        for name, description in NETWORK_TAGS:
            create_network_tag(by=coordinator, network=network, name=name, description=description)


def _coordinator() -> User:
    login = next(login for login in logins() if login.email == COORDINATOR)
    user = open_account(email=login.email, first_name="Soizic", last_name="Kerdoncuff", password=login.password)
    return user if user.profile else choose_profile(user=user, profile=Profile.COORDINATION)


def _joined(coordinator: User) -> Network:
    departement = Departement.objects.get(pk=DEPARTEMENT)
    details = NetworkDetails(name=JOINED, kind=NetworkKind.DEPARTEMENT, departement=departement)
    network = create_network(by=coordinator, details=details)
    for structure in STRUCTURES:
        manager, organisation = _manager_of(structure)
        asked = ask_structure(by=coordinator, network=network, organisation_id=organisation.pk)
        accept_request(by=manager, membership=asked, starts_on=START)
    return network


def _waiting(coordinator: User) -> Network:
    _, organisation = _manager_of(FILATURE)
    details = NetworkDetails(name=WAITING, kind=NetworkKind.EPCI, epci=organisation.commune.epci)
    network = create_network(by=coordinator, details=details)
    ask_structure(by=coordinator, network=network, organisation_id=organisation.pk)
    return network


def _manager_of(structure: Structure) -> tuple[User, Organisation]:
    email = next(person.email for person in structure.professionals if Role.MANAGER in person.roles)
    membership = (
        User.objects.get(email=email).memberships.managers().select_related("organisation__commune__epci").get()
    )
    return membership.user, membership.organisation
