"""A structure joins a network by its manager only, from a day that she chooses, and leaves when she wants."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone

from tests.cast import Cast, commune, membership, network, organisation, person
from trame.people.models import JournalEntry, Network, NetworkKind, NetworkMembership, Organisation, Profile, Role, User
from trame.people.services import networks as services

TODAY = dt.date(2026, 3, 18)


@pytest.fixture(autouse=True)
def _in_march_2026() -> object:
    with time_machine.travel("2026-03-18T10:00:00+01:00", tick=False):
        yield


def ask(cast: Cast, where: Organisation | None = None) -> NetworkMembership:
    """A request of a network of Erwan's to La Navette, or to another structure."""
    return services.ask_structure(
        by=cast.erwan, network=network(cast.erwan), organisation_id=(where or cast.navette).pk
    )


def journal_of(where: Organisation) -> list[str]:
    return list(JournalEntry.objects.filter(organisation=where).order_by("pk").values_list("action", flat=True))


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_who_creates_a_network_coordinates_it(cast: Cast) -> None:
    User.objects.filter(pk=cast.denis.pk).update(profile=Profile.COORDINATION)
    said = {"name": " Réseau du Finistère ", "kind": "departement", "departement": "29"}
    client = signed_in(cast.denis)
    answer = client.post("/reglages/reseaux/nouveau/", said)
    made = Network.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/reglages/reseaux/{made.pk}/")
    assert (made.name, made.kind, made.departement_id, made.epci_id) == (
        "Réseau du Finistère",
        "departement",
        "29",
        None,
    )
    assert [(c.user, c.starts_on, c.ends_on) for c in made.coordinations.all()] == [(cast.denis, TODAY, None)]
    assert "Réseau du Finistère" in client.get("/").content.decode()


def test_the_epci_of_a_network_is_that_of_one_of_its_communes(cast: Cast) -> None:
    said = {"name": "Pontivy", "kind": "epci", "commune": "56178"}
    signed_in(cast.fatou).post("/reglages/reseaux/nouveau/", said)
    assert Network.objects.get().epci == commune("56178").epci


@pytest.mark.parametrize(
    ("said", "field", "message"),
    [
        ({"name": "", "kind": "hub"}, "name", "Indiquez le nom du réseau."),
        ({"name": "R", "kind": ""}, "kind", "Choisissez la nature du réseau."),
        ({"name": "R", "kind": "secte"}, "kind", "Sélectionnez un choix valide"),
        ({"name": "R", "kind": "departement"}, "departement", "Choisissez le département de ce réseau."),
        ({"name": "R", "kind": "epci"}, "commune", "Indiquez une commune de cette intercommunalité."),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(cast: Cast, said: dict[str, str], field: str, message: str) -> None:
    page = signed_in(cast.bruno).post("/reglages/reseaux/nouveau/", said)
    assert page.context["form"].errors[field][0].startswith(message)
    assert not Network.objects.exists()


def test_a_mediator_and_the_manager_of_an_unverified_structure_create_none(cast: Cast) -> None:
    Organisation.objects.filter(pk=cast.navette.pk).update(verified_at=None)
    details = services.NetworkDetails(name="Réseau", kind=NetworkKind.EQUIPE)
    for user in (cast.awa, cast.bruno, cast.denis):
        with pytest.raises(PermissionDenied):
            services.create_network(by=user, details=details)


def test_a_structure_is_found_by_its_name_its_commune_or_its_siret_and_nothing_else_of_it_is_shown(cast: Cast) -> None:
    Organisation.objects.filter(pk=cast.port.pk).update(siret="73282932000074")
    organisation("L’Établi", "29232")
    client, made = signed_in(cast.erwan), network(cast.erwan, cast.navette)
    for text, names in {
        "etabli": ["L’Établi"],
        "clic por": ["Clic du Port"],
        "QUIMPER": ["L’Établi"],
        "732 829 320 00074": ["Clic du Port"],
        "navette pontivy": ["La Navette"],
        "riou": [],
    }.items():
        page = client.post(f"/reglages/reseaux/{made.pk}/structures/", {"text": text})
        assert [found.name for found in page.context["found"]] == names, text
        assert "Chloé" not in page.content.decode()
        assert "73282932000074" not in page.content.decode()
    page = client.post(f"/reglages/reseaux/{made.pk}/structures/", {"text": "navette"})
    assert "membre, ou déjà invitée" in page.content.decode()
    assert client.post(f"/reglages/reseaux/{made.pk}/structures/", {"text": "na"}).context["form"].errors


def test_an_unverified_structure_is_neither_found_nor_asked(cast: Cast) -> None:
    Organisation.objects.filter(pk=cast.port.pk).update(verified_at=None)
    client, made = signed_in(cast.erwan), network(cast.erwan)
    page = client.post(f"/reglages/reseaux/{made.pk}/structures/", {"text": "clic"})
    assert page.context["found"] == []
    for forged in (str(cast.port.pk), "999999", "0", "-1", "abc", "", "9" * 30, "١"):
        client.post(f"/reglages/reseaux/{made.pk}/structures/inviter/", {"organisation": forged})
    assert not NetworkMembership.objects.exists()


def test_a_request_shares_nothing_and_waits_on_the_home_page_of_the_manager(cast: Cast) -> None:
    asked = ask(cast)
    assert (asked.is_pending, asked.starts_on) == (True, None)
    assert not NetworkMembership.objects.on(TODAY).exists()
    assert "invite La Navette dans son réseau" in signed_in(cast.bruno).get("/").content.decode()
    assert "invite La Navette dans son réseau" not in signed_in(cast.awa).get("/").content.decode()
    page = signed_in(cast.bruno).get(f"/reglages/reseaux/demandes/{asked.pk}/").content.decode()
    assert "Erwan Kerdoncuff (erwan@departement.test)" in page
    assert journal_of(cast.navette) == ["network.asked"]


def test_a_manager_accepts_from_today_by_default(cast: Cast) -> None:
    asked, client = ask(cast), signed_in(cast.bruno)
    address = f"/reglages/reseaux/demandes/{asked.pk}/"
    assert 'value="2026-03-18"' in client.get(address).content.decode()
    client.post(address, {"starts_on": "2026-03-18"})
    asked.refresh_from_db()
    assert (asked.starts_on, asked.ends_on, asked.accepted_by) == (TODAY, None, cast.bruno)
    assert journal_of(cast.navette) == ["network.asked", "network.accepted"]


def test_or_from_a_past_day_that_she_chooses_and_never_from_a_later_one(cast: Cast) -> None:
    asked, client = ask(cast), signed_in(cast.bruno)
    address = f"/reglages/reseaux/demandes/{asked.pk}/"
    for wrong in ("2026-03-19", "1999-12-31", "hier", ""):
        assert client.post(address, {"starts_on": wrong}).context["form"].errors["starts_on"], wrong
    asked.refresh_from_db()
    assert asked.is_pending
    client.post(address, {"starts_on": "2026-01-01"})
    asked.refresh_from_db()
    assert asked.starts_on == dt.date(2026, 1, 1)


def test_nobody_else_answers_for_a_structure(cast: Cast) -> None:
    asked = ask(cast)
    address = f"/reglages/reseaux/demandes/{asked.pk}/"
    elsewhere = person("responsable@port.test", "Goulven", "Le Bris")
    membership(elsewhere, cast.port, Role.MANAGER)
    for user, status in {cast.awa: 403, cast.erwan: 404, cast.chloe: 404, elsewhere: 404, cast.fatou: 404}.items():
        client = signed_in(user)
        assert client.post(address, {"starts_on": "2026-03-18"}).status_code == status, user
        assert client.post(address + "refuser/").status_code == status, user
        with pytest.raises(PermissionDenied):
            services.accept_request(by=user, membership=asked, starts_on=TODAY)
        with pytest.raises(PermissionDenied):
            services.refuse_request(by=user, membership=asked)
    asked.refresh_from_db()
    assert asked.is_pending


def test_a_manager_who_left_answers_no_more(cast: Cast) -> None:
    asked = ask(cast)
    cast.bruno.memberships.update(ends_on=dt.date(2026, 3, 17))
    with pytest.raises(PermissionDenied):
        services.accept_request(by=cast.bruno, membership=asked, starts_on=TODAY)


def test_a_structure_that_lost_its_recognition_since_the_request_does_not_enter(cast: Cast) -> None:
    asked = ask(cast)
    Organisation.objects.filter(pk=cast.navette.pk).update(verified_at=None)
    page = signed_in(cast.bruno).post(f"/reglages/reseaux/demandes/{asked.pk}/", {"starts_on": "2026-03-18"})
    assert "pas vérifiée par l’instance" in page.content.decode()
    asked.refresh_from_db()
    assert asked.is_pending


def test_an_answer_is_given_once(cast: Cast) -> None:
    asked, client = ask(cast), signed_in(cast.bruno)
    address = f"/reglages/reseaux/demandes/{asked.pk}/"
    client.post(address + "refuser/")
    assert client.post(address, {"starts_on": "2026-03-18"}).status_code == 302
    stale = NetworkMembership(pk=asked.pk, network=asked.network, organisation=asked.organisation)
    with pytest.raises(ValidationError, match="déjà reçu sa réponse"):
        services.accept_request(by=cast.bruno, membership=stale, starts_on=TODAY)
    asked.refresh_from_db()
    assert (asked.accepted_at, asked.starts_on) == (None, None)
    assert journal_of(cast.navette) == ["network.asked", "network.refused"]


def test_after_a_refusal_the_network_waits_thirty_days_before_asking_again(cast: Cast) -> None:
    asked = ask(cast)
    services.refuse_request(by=cast.bruno, membership=asked)
    again = {"by": cast.erwan, "network": asked.network, "organisation_id": cast.navette.pk}
    with pytest.raises(ValidationError, match=r"nouveau le 17.+avril 2026"):
        services.ask_structure(**again)
    with time_machine.travel("2026-04-17T12:00:00+02:00", tick=False):
        assert services.ask_structure(**again).pk != asked.pk


def test_a_structure_is_asked_once_and_by_a_coordinator(cast: Cast) -> None:
    asked = ask(cast)
    with pytest.raises(ValidationError, match="déjà"):
        services.ask_structure(by=cast.erwan, network=asked.network, organisation_id=cast.navette.pk)
    with pytest.raises(PermissionDenied):
        services.ask_structure(by=cast.bruno, network=asked.network, organisation_id=cast.port.pk)
    asked.network.coordinations.update(ends_on=dt.date(2026, 3, 17))
    with pytest.raises(PermissionDenied):
        services.ask_structure(by=cast.erwan, network=asked.network, organisation_id=cast.port.pk)


def test_a_manager_leaves_today_or_on_a_past_day(cast: Cast) -> None:
    made = network(cast.erwan, cast.navette, since=dt.date(2026, 1, 1))
    row, client = made.memberships.get(), signed_in(cast.bruno)
    address = f"/reglages/reseaux/demandes/{row.pk}/quitter/"
    for wrong in ("2026-03-19", "2025-12-31"):
        assert client.post(address, {"ends_on": wrong}).context["form"].errors["ends_on"], wrong
    client.post(address, {"ends_on": "2026-02-28"})
    row.refresh_from_db()
    assert row.ends_on == dt.date(2026, 2, 28)
    client.post(address, {"ends_on": "2026-01-31"})
    row.refresh_from_db()
    assert row.ends_on == dt.date(2026, 2, 28)
    assert journal_of(cast.navette) == ["network.left"]


def test_coming_back_makes_a_new_row(cast: Cast) -> None:
    made = network(cast.erwan, cast.navette)
    first = made.memberships.get()
    services.leave_network(by=cast.bruno, membership=first, ends_on=TODAY)
    again = services.ask_structure(by=cast.erwan, network=made, organisation_id=cast.navette.pk)
    services.accept_request(by=cast.bruno, membership=again, starts_on=TODAY)
    assert [row.ends_on for row in made.memberships.order_by("pk")] == [TODAY, None]


def test_a_coordinator_ends_a_membership_today_and_never_before(cast: Cast) -> None:
    made = network(cast.erwan, cast.navette)
    row = made.memberships.get()
    client = signed_in(cast.erwan)
    client.post(f"/reglages/reseaux/demandes/{row.pk}/retirer/", {"ends_on": "2025-01-01"})
    row.refresh_from_db()
    assert row.ends_on == TODAY
    assert journal_of(cast.navette) == ["network.removed"]
    for verb in (services.accept_request, services.leave_network):
        with pytest.raises(PermissionDenied):
            verb(by=cast.erwan, membership=row, **{("starts_on" if "accept" in verb.__name__ else "ends_on"): TODAY})


def test_a_request_withdrawn_is_gone_for_the_manager(cast: Cast) -> None:
    asked = ask(cast)
    services.remove_structure(by=cast.erwan, membership=asked)
    assert signed_in(cast.bruno).get(f"/reglages/reseaux/demandes/{asked.pk}/").status_code == 404
    with pytest.raises(ValidationError, match="retirée"):
        services.accept_request(by=cast.bruno, membership=asked, starts_on=TODAY)
    assert journal_of(cast.navette) == ["network.asked", "network.withdrawn"]


def test_members_see_each_other_by_name_and_nobody_sees_who_refused_or_waits_but_coordinators(cast: Cast) -> None:
    third, fourth = organisation("L’Établi", "29232"), organisation("Le Fournil", "29232")
    made = network(cast.erwan, cast.navette, cast.port)
    NetworkMembership.objects.create(network=made, organisation=third, asked_by=cast.erwan)
    NetworkMembership.objects.create(network=made, organisation=fourth, refused_at=timezone.now())
    page = signed_in(cast.awa).get(f"/reglages/reseaux/{made.pk}/").content.decode()
    assert "Clic du Port" in page
    assert "Erwan Kerdoncuff" in page
    assert "L’Établi" not in page
    assert "Le Fournil" not in page
    of_coordinator = signed_in(cast.erwan).get(f"/reglages/reseaux/{made.pk}/").content.decode()
    assert "L’Établi" in of_coordinator
    assert "Le Fournil" in of_coordinator


def test_who_left_the_network_sees_its_members_no_more(cast: Cast) -> None:
    made = network(cast.erwan, cast.navette, cast.port)
    made.memberships.filter(organisation=cast.navette).update(ends_on=dt.date(2026, 3, 17))
    page = signed_in(cast.awa).get(f"/reglages/reseaux/{made.pk}/").content.decode()
    assert "La Navette" in page
    assert "Clic du Port" not in page


def test_a_changed_name_is_told_to_the_members(cast: Cast) -> None:
    made = network(cast.erwan, cast.navette)
    signed_in(cast.erwan).post(f"/reglages/reseaux/{made.pk}/corriger/", {"name": "Autre nom", "kind": "hub"})
    made.refresh_from_db()
    assert (made.name, made.kind) == ("Autre nom", "hub")
    assert journal_of(cast.navette) == ["network.changed"]
