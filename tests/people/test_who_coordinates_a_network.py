"""Coordinating is offered, accepted and left; it tells nothing of who has an account."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from tests.cast import Cast, network
from trame.people.models import Coordination, CoordinationInvitation, JournalEntry, Network, NetworkMembership, User
from trame.people.services import coordination as services
from trame.people.services.idle import forget_old_invitations
from trame.people.services.networks import close_network

TODAY = dt.date(2026, 3, 18)


@pytest.fixture(autouse=True)
def _in_march_2026() -> object:
    with time_machine.travel("2026-03-18T10:00:00+01:00", tick=False):
        yield


@pytest.fixture
def blavet(cast: Cast) -> Network:
    return network(cast.erwan, cast.navette)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def coordinators(of: Network) -> set[User]:
    return {row.user for row in of.coordinations.filter(ends_on=None)}


def test_the_answer_is_the_same_whether_the_address_has_an_account_or_not(cast: Cast, blavet: Network) -> None:
    pages = []
    for email in (cast.denis.email, "personne@ailleurs.test"):
        client = signed_in(cast.erwan)
        answer = client.post(f"/reglages/reseaux/{blavet.pk}/coordination/inviter/", {"email": email}, follow=True)
        pages.append(answer.content.decode().replace(email, "…"))
        CoordinationInvitation.objects.all().delete()
        assert "Denis" not in pages[-1]
    shape = [[line for line in page.splitlines() if "csrf" not in line and "effacer" not in line] for page in pages]
    assert shape[0] == shape[1]


def test_it_waits_on_the_home_page_of_the_account_and_coordinates_only_once_accepted(
    cast: Cast, blavet: Network
) -> None:
    services.invite_coordinator(by=cast.erwan, network=blavet, email="Denis@ailleurs.test")
    assert coordinators(blavet) == {cast.erwan}
    client = signed_in(cast.denis)
    assert "vous invite à coordonner" in client.get("/").content.decode()
    invitation = CoordinationInvitation.objects.get()
    assert client.get(f"/reglages/reseaux/{blavet.pk}/").status_code == 404
    client.post(f"/reglages/reseaux/invitations/{invitation.pk}/accepter/")
    assert coordinators(blavet) == {cast.erwan, cast.denis}
    assert JournalEntry.objects.get(organisation=cast.navette).action == "coordination.begun"
    assert client.get(f"/reglages/reseaux/{blavet.pk}/").status_code == 200
    assert not CoordinationInvitation.objects.exists()


def test_nobody_else_accepts_it(cast: Cast, blavet: Network) -> None:
    invitation = services.invite_coordinator(by=cast.erwan, network=blavet, email=cast.denis.email)
    address = f"/reglages/reseaux/invitations/{invitation.pk}/"
    for user, status in {cast.chloe: 404, cast.bruno: 404, cast.erwan: 403}.items():
        assert signed_in(user).post(address + "accepter/").status_code == status
        with pytest.raises(PermissionDenied):
            services.accept_coordination(by=user, invitation=invitation)
    with pytest.raises(PermissionDenied):
        services.drop_invitation(by=cast.chloe, invitation=invitation)
    assert coordinators(blavet) == {cast.erwan}


def test_an_invitation_serves_once(cast: Cast, blavet: Network) -> None:
    invitation = services.invite_coordinator(by=cast.erwan, network=blavet, email=cast.denis.email)
    kept = CoordinationInvitation.objects.get()
    services.accept_coordination(by=cast.denis, invitation=invitation)
    Coordination.objects.filter(user=cast.denis).update(starts_on=dt.date(2026, 1, 1), ends_on=dt.date(2026, 3, 17))
    with pytest.raises(ValidationError, match="n’existe plus"):
        services.accept_coordination(by=cast.denis, invitation=kept)
    assert coordinators(blavet) == {cast.erwan}


def test_it_can_be_declined_withdrawn_and_dies_in_thirty_days(cast: Cast, blavet: Network) -> None:
    for by in (cast.denis, cast.erwan):
        invitation = services.invite_coordinator(by=cast.erwan, network=blavet, email=cast.denis.email)
        signed_in(by).post(f"/reglages/reseaux/invitations/{invitation.pk}/effacer/")
        assert not CoordinationInvitation.objects.exists()
    invitation = services.invite_coordinator(by=cast.erwan, network=blavet, email=cast.denis.email)
    with time_machine.travel("2026-04-17T12:00:00+02:00", tick=False):
        assert signed_in(cast.denis).get(f"/reglages/reseaux/invitations/{invitation.pk}/").status_code == 404
        with pytest.raises(ValidationError, match="n’existe plus"):
            services.accept_coordination(by=cast.denis, invitation=invitation)
        assert forget_old_invitations() == 1


def test_only_a_coordinator_of_today_invites_and_no_more_than_twenty(cast: Cast, blavet: Network) -> None:
    with pytest.raises(PermissionDenied):
        services.invite_coordinator(by=cast.bruno, network=blavet, email="a@b.test")
    for rank in range(20):
        services.invite_coordinator(by=cast.erwan, network=blavet, email=f"a{rank}@b.test")
    with pytest.raises(ValidationError, match="Vingt"):
        services.invite_coordinator(by=cast.erwan, network=blavet, email="encore@b.test")
    services.invite_coordinator(by=cast.erwan, network=blavet, email="a3@b.test")
    with pytest.raises(ValidationError, match="déjà"):
        services.invite_coordinator(by=cast.erwan, network=blavet, email=cast.erwan.email)


def test_the_last_coordinator_does_not_leave_members_behind(cast: Cast, blavet: Network) -> None:
    client = signed_in(cast.erwan)
    address = f"/reglages/reseaux/{blavet.pk}/coordination/quitter/"
    page = client.post(address).content.decode()
    assert "dernière personne à le coordonner" in page
    assert f'href="/reglages/reseaux/{blavet.pk}/fermer/"' in page
    assert coordinators(blavet) == {cast.erwan}
    Coordination.objects.create(network=blavet, user=cast.denis)
    assert client.post(address).status_code == 302
    assert coordinators(blavet) == {cast.denis}
    assert Coordination.objects.get(user=cast.erwan).ends_on == TODAY
    assert JournalEntry.objects.get(organisation=cast.navette).action == "coordination.ended"


def test_a_closed_account_does_not_count_as_a_coordinator(cast: Cast, blavet: Network) -> None:
    Coordination.objects.create(network=blavet, user=cast.denis)
    User.objects.filter(pk=cast.denis.pk).update(is_active=False)
    with pytest.raises(ValidationError, match="dernière"):
        services.leave_coordination(by=cast.erwan, network=blavet)


def test_the_last_one_leaves_an_empty_network(cast: Cast) -> None:
    empty = network(cast.erwan)
    services.leave_coordination(by=cast.erwan, network=empty)
    assert coordinators(empty) == set()


def test_the_day_after_she_left_she_sees_nothing_of_it(cast: Cast, blavet: Network) -> None:
    Coordination.objects.create(network=blavet, user=cast.denis)
    services.leave_coordination(by=cast.erwan, network=blavet)
    with time_machine.travel("2026-03-19T00:00:01+01:00", tick=False):
        for address in (f"/reglages/reseaux/{blavet.pk}/", f"/statistiques/reseaux/{blavet.pk}/"):
            assert signed_in(cast.erwan).get(address).status_code == 404


def test_closing_ends_everything_today_and_tells_the_structures(cast: Cast, blavet: Network) -> None:
    NetworkMembership.objects.create(network=blavet, organisation=cast.port, asked_by=cast.erwan)
    services.invite_coordinator(by=cast.erwan, network=blavet, email=cast.denis.email)
    with pytest.raises(PermissionDenied):
        close_network(by=cast.bruno, network=blavet)
    signed_in(cast.erwan).post(f"/reglages/reseaux/{blavet.pk}/fermer/")
    assert [(row.organisation, row.ends_on) for row in blavet.memberships.all()] == [(cast.navette, TODAY)]
    assert coordinators(blavet) == set()
    assert not CoordinationInvitation.objects.exists()
    assert JournalEntry.objects.get(organisation=cast.navette).action == "network.removed"
    assert JournalEntry.objects.get(organisation=cast.port).action == "network.withdrawn"
