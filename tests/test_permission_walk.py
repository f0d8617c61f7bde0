"""Every URL × role × method, against tests/permissions.py; and the proof that the walk would see an open door."""

import logging
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import models, transaction
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.permissions import PUBLIC, ROLES, TABLE, WITHOUT_ACCOUNT, World, make_world
from tests.urlconf import routes
from trame.people.readers import LinkReader, command_reader

pytestmark = pytest.mark.django_db

Statuses = dict[tuple[str, str, str], int]

# Rows that no URL names by themselves: each is read on the page of another row, whose own door answers 404. Their door
# is tried directly by `test_a_stranger_sees_no_row_of_any_model`.
READ_ON_ANOTHER_PAGE = {
    "activity.AnonymousResidence": "the page of an activity",
    "activity.Attendance": "the page of an activity",
    "activity.Beneficiary": "the page of an activity",
    "activity.Tag": "the page of an activity",
    "directory.Presence": "the page of a place",
    "people.Coordination": "the page of a network",
    "people.Invitation": "the page of an organisation's team",
    "people.JournalActor": "the journal of an organisation",
    "people.JournalEntry": "the journal of an organisation",
    "people.Membership": "the page of an organisation's team",
    "people.Network": "nothing yet",
    "people.NetworkMembership": "the page of a network",
    "people.User": "the page of an organisation's team",
    "report.Publication": "the address of its report, checked first",
    "report.Section": "the address of its report, checked first",
}


@pytest.fixture
def world(cast: Cast, caplog: pytest.LogCaptureFixture) -> World:
    caplog.set_level(logging.ERROR, "django.request")  # a thousand refusals, all expected
    return make_world(cast)


def visit(world: World, role: str, name: str, method: str) -> Any:
    """The answer to one request, whose writes are undone."""
    client = Client()
    if reader := world.reader(role):
        client.force_login(reader)
    with transaction.atomic():
        answer = client.generic(method, reverse(name, args=TABLE[name].about(world)), content_type=FORM)
        transaction.set_rollback(True)
    return answer


FORM = "application/x-www-form-urlencoded"


def expected(roles: tuple[str, ...] = ROLES) -> Statuses:
    return {
        (name, method, role): TABLE[name].expected(method)[role]
        for name in TABLE
        for method in ("GET", "POST")
        for role in roles
    }


def differences(world: World, wanted: Statuses) -> dict[tuple[str, str, str], tuple[int, int]]:
    """(URL, method, role) → (status found, status wanted) where they differ."""
    found = {key: visit(world, role=key[2], name=key[0], method=key[1]).status_code for key in wanted}
    return {key: (found[key], wanted[key]) for key in wanted if found[key] != wanted[key]}


def test_every_url_of_the_site_has_its_line_in_the_table() -> None:
    assert {route.name for route in routes()} == set(TABLE)


def test_every_role_gets_the_expected_answer_at_every_url(world: World) -> None:
    assert differences(world, expected()) == {}


@pytest.mark.parametrize("role", WITHOUT_ACCOUNT)
def test_who_has_no_account_is_sent_to_the_sign_in_page(role: str, world: World) -> None:
    for name in set(TABLE) - PUBLIC:
        for method in ("GET", "POST"):
            answer = visit(world, role, name, method)
            assert answer.status_code == 302, (name, method)
            assert answer.url.startswith(reverse("account_login") + "?next="), (name, method)


def doors() -> list[type[models.Model]]:
    """Every model whose rows go through `visible_to`."""
    return [model for model in apps.get_models() if hasattr(model._default_manager.get_queryset(), "visible_to")]


def test_every_model_that_belongs_to_somebody_has_a_door() -> None:
    """A model of ours without `visible_to` is either common to all, or reached by its parent only."""
    open_to_all = {"reference.Region", "reference.Departement", "reference.Epci", "reference.Commune"}
    open_to_all |= {"reference.PostalCode", "reference.FormerCommune"}
    by_parent = {"activity.ActivityTag"}
    ours = {model for model in apps.get_models() if model.__module__.startswith("trame.")}
    without = {model._meta.label for model in ours - set(doors())}
    assert without <= open_to_all | by_parent, without - open_to_all - by_parent


@pytest.mark.parametrize("model", doors(), ids=lambda model: model._meta.label)
def test_an_open_door_is_seen_by_the_walk(
    model: type[models.Model], world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    queryset = type(model._default_manager.get_queryset())
    monkeypatch.setattr(queryset, "visible_to", lambda self, reader: self.all())
    closed_to_strangers = {key: status for key, status in expected(("stranger",)).items() if status == 404}
    changed = differences(world, closed_to_strangers)
    if model._meta.label in READ_ON_ANOTHER_PAGE:
        assert not changed, "an address names this model now: take it off the list"
        assert rows_seen_by_a_stranger_too(model, world), "no test would see this door open"
    else:
        assert changed


def own_rows(model: type[models.Model], world: World) -> set[models.Model]:
    """What La Navette's people see: its mediator, its manager."""
    rows: Any = model._default_manager
    return set(rows.visible_to(world.cast.awa)) | set(rows.visible_to(world.cast.bruno))


def rows_seen_by_a_stranger_too(model: type[models.Model], world: World) -> set[models.Model]:
    rows: Any = model._default_manager
    return own_rows(model, world) & set(rows.visible_to(world.cast.chloe))


@pytest.mark.parametrize("model", doors(), ids=lambda model: model._meta.label)
def test_a_stranger_sees_no_row_of_any_model(model: type[models.Model], world: World) -> None:
    rows: Any = model._default_manager
    assert own_rows(model, world), "the world holds no row of this model: the test would prove nothing"
    assert not rows_seen_by_a_stranger_too(model, world)
    for person in (world.cast.denis, world.cast.fatou):
        assert not set(rows.visible_to(person)) - {person}
    assert not rows.visible_to(AnonymousUser()).exists()
    assert not rows.visible_to(LinkReader(scope="nothing", object_id="1")).exists()
    assert not rows.visible_to(command_reader([], "test")).exists()
