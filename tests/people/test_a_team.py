"""Roles change, people leave; a structure always keeps a manager; what was recorded does not move."""

import datetime as dt
import threading

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.utils import timezone

from tests.cast import Cast, activity, make_cast, membership, person
from trame.people.models import JournalEntry, Membership, Organisation, Role, User
from trame.people.services import teams

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
DAY = dt.timedelta(days=1)


def page_of(held: Membership) -> str:
    return f"/reglages/appartenances/{held.pk}/"


def roles_today(user: User, where: Organisation) -> list[str]:
    held = Membership.objects.on(TODAY()).filter(user=user, organisation=where)
    return sorted(held.values_list("role", flat=True))


@pytest.fixture
def bruno(client: Client, cast: Cast) -> Client:
    client.force_login(cast.bruno)
    return client


def test_a_manager_makes_somebody_manager_too(bruno: Client, cast: Cast) -> None:
    answer = bruno.post(page_of(cast.awa_at_navette), {"gesture": "roles", "roles": ["mediator", "manager"]})
    assert answer.status_code == 302
    assert roles_today(cast.awa, cast.navette) == ["manager", "mediator"]
    actions = list(JournalEntry.objects.values_list("action", flat=True))
    assert "membership.changed" in actions


def test_a_role_ends_and_another_begins_so_that_what_was_recorded_stays(bruno: Client, cast: Cast) -> None:
    made = activity(cast.awa_at_navette, cast.library)
    bruno.post(page_of(cast.awa_at_navette), {"gesture": "roles", "roles": ["manager"]})
    assert roles_today(cast.awa, cast.navette) == ["manager"]
    cast.awa_at_navette.refresh_from_db()
    assert (cast.awa_at_navette.role, cast.awa_at_navette.ends_on) == ("mediator", TODAY() - DAY)
    made.refresh_from_db()
    assert (made.membership, made.organisation) == (cast.awa_at_navette, cast.navette)


def test_the_same_roles_again_change_nothing(bruno: Client, cast: Cast) -> None:
    before = list(Membership.objects.values())
    bruno.post(page_of(cast.awa_at_navette), {"gesture": "roles", "roles": ["mediator"]})
    assert list(Membership.objects.values()) == before
    assert not JournalEntry.objects.filter(action="membership.changed").exists()


def test_a_role_given_by_mistake_today_is_gone_at_once(bruno: Client, cast: Cast) -> None:
    bruno.post(page_of(cast.awa_at_navette), {"gesture": "roles", "roles": ["mediator", "manager"]})
    bruno.post(page_of(cast.awa_at_navette), {"gesture": "roles", "roles": ["mediator"]})
    assert roles_today(cast.awa, cast.navette) == ["mediator"]


@pytest.mark.parametrize("roles", [[], ["admin"], ["mediator", "root"]])
def test_no_role_or_an_unknown_one_is_refused(bruno: Client, cast: Cast, roles: list[str]) -> None:
    page = bruno.post(page_of(cast.awa_at_navette), {"gesture": "roles", "roles": roles})
    assert page.context["form"].errors["roles"]
    assert roles_today(cast.awa, cast.navette) == ["mediator"]


def test_a_departure_has_a_last_day(bruno: Client, cast: Cast) -> None:
    last = TODAY() + 10 * DAY
    bruno.post(page_of(cast.awa_at_navette), {"gesture": "depart", "last_day": last.isoformat()})
    cast.awa_at_navette.refresh_from_db()
    assert cast.awa_at_navette.ends_on == last
    assert roles_today(cast.awa, cast.navette) == ["mediator"]
    assert "Annuler ce départ" in bruno.get(page_of(cast.awa_at_navette)).content.decode()
    bruno.post(page_of(cast.awa_at_navette), {"gesture": "stay"})
    cast.awa_at_navette.refresh_from_db()
    assert cast.awa_at_navette.ends_on is None


def test_yesterday_closes_the_door_at_once(bruno: Client, cast: Cast) -> None:
    awa = Client()
    awa.force_login(cast.awa)
    assert awa.get(f"/reglages/structures/{cast.navette.pk}/").status_code == 200
    bruno.post(page_of(cast.awa_at_navette), {"gesture": "depart", "last_day": (TODAY() - DAY).isoformat()})
    assert awa.get(f"/reglages/structures/{cast.navette.pk}/").status_code == 404
    assert "membership.ended" in JournalEntry.objects.values_list("action", flat=True)


def test_who_came_today_by_mistake_may_leave_no_trace(bruno: Client, cast: Cast) -> None:
    held = membership(cast.denis, cast.navette, Role.MEDIATOR, starts_on=TODAY())
    bruno.post(page_of(held), {"gesture": "depart", "last_day": (TODAY() - DAY).isoformat()})
    assert not Membership.objects.filter(user=cast.denis).exists()


@pytest.mark.parametrize(
    ("day", "message"),
    [
        ("", "Indiquez le dernier jour."),
        ("2025-02-30", "Cette date n’existe pas"),
        ("2019-01-01", "précède son arrivée"),
    ],
)
def test_a_date_that_cannot_be_is_said_beside_the_field(bruno: Client, cast: Cast, day: str, message: str) -> None:
    page = bruno.post(page_of(cast.awa_at_navette), {"gesture": "depart", "last_day": day})
    assert message in page.context["form"].errors["last_day"][0]
    assert roles_today(cast.awa, cast.navette) == ["mediator"]


def test_one_leaves_by_oneself_and_is_led_to_the_settings(client: Client, cast: Cast) -> None:
    client.force_login(cast.awa)
    assert "Quitter La Navette" in client.get(page_of(cast.awa_at_navette)).content.decode()
    answer = client.post(page_of(cast.awa_at_navette), {"gesture": "depart", "last_day": (TODAY() - DAY).isoformat()})
    assert answer["Location"] == "/reglages/"
    assert roles_today(cast.awa, cast.navette) == []
    assert "membership.left" in JournalEntry.objects.values_list("action", flat=True)


def test_the_last_manager_neither_leaves_nor_gives_up_her_role(bruno: Client, cast: Cast) -> None:
    assert "une structure en garde toujours une" in bruno.get(page_of(cast.bruno_at_navette)).content.decode()
    for said in ({"gesture": "depart", "last_day": TODAY().isoformat()}, {"gesture": "roles", "roles": ["mediator"]}):
        page = bruno.post(page_of(cast.bruno_at_navette), said)
        assert "C’est la seule personne responsable" in page.content.decode()
    assert roles_today(cast.bruno, cast.navette) == ["manager"]


def test_a_manager_who_has_announced_her_departure_does_not_replace_another(bruno: Client, cast: Cast) -> None:
    leaving = membership(cast.denis, cast.navette, Role.MANAGER, ends_on=TODAY() + 30 * DAY)
    coming = membership(cast.erwan, cast.navette, Role.MANAGER, starts_on=TODAY() + DAY)
    page = bruno.post(page_of(cast.bruno_at_navette), {"gesture": "depart", "last_day": TODAY().isoformat()})
    assert page.context["form"].errors["last_day"]
    Membership.objects.filter(pk__in=[leaving.pk, coming.pk]).delete()
    membership(cast.awa, cast.navette, Role.MANAGER)
    bruno.post(page_of(cast.bruno_at_navette), {"gesture": "depart", "last_day": (TODAY() - DAY).isoformat()})
    assert roles_today(cast.bruno, cast.navette) == []


def test_a_mediator_changes_nobody_not_even_herself(client: Client, cast: Cast) -> None:
    client.force_login(cast.awa)
    wanted = {"gesture": "roles", "roles": ["mediator", "manager"]}
    assert client.post(page_of(cast.awa_at_navette), wanted).status_code == 403
    assert client.post(page_of(cast.awa_at_navette), {"gesture": "stay"}).status_code == 403
    leave = {"gesture": "depart", "last_day": TODAY().isoformat()}
    assert client.post(page_of(cast.bruno_at_navette), leave).status_code == 403
    assert client.get(page_of(cast.bruno_at_navette)).status_code == 403
    for act in (
        lambda: teams.change_roles(by=cast.awa, organisation=cast.navette, member=cast.awa, roles={Role.MANAGER}),
        lambda: teams.end_memberships(by=cast.awa, organisation=cast.navette, member=cast.bruno, last_day=TODAY()),
        lambda: teams.cancel_departure(by=cast.awa, organisation=cast.navette, member=cast.awa),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert roles_today(cast.awa, cast.navette) == ["mediator"]


def test_a_membership_of_another_structure_is_not_found(client: Client, cast: Cast) -> None:
    membership(cast.denis, cast.port, Role.MANAGER)
    for reader in (cast.denis, cast.fatou, cast.erwan):
        client.force_login(reader)
        for said in ({"gesture": "roles", "roles": ["manager"]}, {"gesture": "depart", "last_day": "2026-01-01"}):
            assert client.post(page_of(cast.awa_at_navette), said).status_code == 404
    with pytest.raises(PermissionDenied):
        teams.change_roles(by=cast.bruno, organisation=cast.navette, member=cast.chloe, roles={Role.MANAGER})
    with pytest.raises(PermissionDenied):
        teams.end_memberships(by=cast.bruno, organisation=cast.port, member=cast.chloe, last_day=TODAY())


def test_only_the_person_of_the_page_is_changed_whatever_is_posted(bruno: Client, cast: Cast) -> None:
    said = {"gesture": "roles", "roles": ["manager"], "user": str(cast.chloe.pk), "organisation": str(cast.port.pk)}
    bruno.post(page_of(cast.awa_at_navette), said | {"member": str(cast.chloe.pk)})
    assert (roles_today(cast.chloe, cast.port), roles_today(cast.awa, cast.navette)) == (["mediator"], ["manager"])


def test_the_forms_need_their_token(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.bruno)
    leave = {"gesture": "depart", "last_day": (TODAY() - DAY).isoformat()}
    assert client.post(page_of(cast.awa_at_navette), leave).status_code == 403
    assert roles_today(cast.awa, cast.navette) == ["mediator"]


@pytest.mark.django_db(transaction=True)
def test_two_managers_who_leave_together_do_not_leave_the_structure_alone(db: None) -> None:
    cast = make_cast()
    second = membership(person("gael@navette.test", "Gaël", "Le Bris"), cast.navette, Role.MANAGER)
    together, refused = threading.Barrier(2), []

    def leave(user: User) -> None:
        together.wait()
        try:
            teams.end_memberships(by=user, organisation=cast.navette, member=user, last_day=TODAY() - DAY)
        except ValidationError:
            refused.append(user)
        finally:
            connection.close()

    threads = [threading.Thread(target=leave, args=(user,)) for user in (cast.bruno, second.user)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1
    assert Membership.objects.on(TODAY()).managers().filter(organisation=cast.navette).count() == 1
