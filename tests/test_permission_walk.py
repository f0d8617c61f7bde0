"""Every URL × role × method, against tests/permissions.py; and the proof that the walk would see an open door."""

import copy
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import models, transaction
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.permissions import PUBLIC, ROLES, TABLE, WITHOUT_ACCOUNT, World, make_world
from tests.sessions import sign_in
from tests.urlconf import routes
from trame.people.readers import LinkReader, command_reader

pytestmark = pytest.mark.django_db

Statuses = dict[tuple[str, str, str], int]

# Rows that no URL names by themselves: each is read on the page of another row, whose own door answers 404. Their door
# is tried directly by `test_a_stranger_sees_no_row_of_any_model`.
READ_ON_ANOTHER_PAGE = {
    "activity.AnonymousResidence": "the page of an activity",
    "activity.Attendance": "the page of an activity",
    "activity.CoordinationDetails": "the page of an activity",
    "activity.Partner": "the page of an activity",
    "activity.Procedure": "the page of an activity",
    "activity.DistinctPeople": "the page of likely duplicates, which asks for names",
    "activity.LevelReading": "the page of a person followed",
    "activity.Objective": "the page of a person followed",
    "activity.DistinctTags": "the page where tags are harmonised",
    "activity.TagAlias": "the page of its tag, whose own door answers first",
    "directory.Presence": "the page of a place",
    "files.OrganisationLogo": "the page of its organisation",
    "jobs.ChoreRun": "the page of the rounds",
    "people.EmailChange": "the page of one's own account",
    "jobs.RetentionRun": "the page of a structure's personal data",
    "people.Coordination": "the page of a network",
    "people.JournalActor": "the journal of an organisation",
    "people.JournalEntry": "the journal of an organisation",
    "people.PrivacySettings": "the page of a structure's personal data",
    "people.NetworkMembership": "the page of a network, and answers reserved to the managers of its structure",
    "people.User": "the page of an organisation's team",
    "report.Publication": "the address of its report, or of its structure's links, checked first",
    "report.Section": "the address of its report, checked first",
}

# Rows of the instance as a whole, about nobody and no structure: its administrator reads them, nobody else.
OF_THE_INSTANCE = {"jobs.ChoreRun"}


@pytest.fixture
def world(cast: Cast, caplog: pytest.LogCaptureFixture) -> World:
    caplog.set_level(logging.ERROR, "django.request")  # a thousand refusals, all expected
    return make_world(cast)


def visit(world: World, role: str, name: str, method: str) -> Any:
    """The answer to one request, whose writes are undone."""
    client = visitor(world, role)
    cookies = copy.deepcopy(client.cookies)
    with transaction.atomic():
        answer = client.generic(method, reverse(name, args=TABLE[name].about(world)), content_type=FORM)
        if answer.streaming:
            b"".join(answer)  # read to its end, a file is closed
        transaction.set_rollback(True)
    client.cookies = cookies  # signing out is undone too
    return answer


def visitor(world: World, role: str) -> Client:
    """The browser of that role, signed in once for the whole walk: signing in costs more than most pages."""
    if role not in world.browsers:
        client = world.browsers[role] = Client()
        if reader := world.reader(role):
            sign_in(client, reader)
        if role == "link":
            assert client.get(reverse("links:shared", args=[world.token])).status_code == 200
    return world.browsers[role]


FORM = "application/x-www-form-urlencoded"


def expected(roles: tuple[str, ...] = ROLES) -> Statuses:
    return {
        (name, method, role): TABLE[name].expected(method)[role]
        for name in TABLE
        for method in ("GET", "POST")
        for role in roles
    }


def differences(world: World, wanted: Statuses) -> Iterator[tuple[tuple[str, str, str], int, int]]:
    """(URL, method, role), status found, status wanted: where they differ, one after the other."""
    for key, status in wanted.items():
        name, method, role = key
        found = visit(world, role, name, method).status_code
        if found != status:
            yield key, found, status


def test_every_url_of_the_site_has_its_line_in_the_table() -> None:
    assert {route.name for route in routes()} == set(TABLE)


def test_every_role_gets_the_expected_answer_at_every_url(world: World) -> None:
    assert list(differences(world, expected())) == []


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
    open_to_all |= {"reference.PostalCode", "reference.FormerCommune", "reference.CommuneContour"}
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
    changed = next(differences(world, closed_to_strangers), None)
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


def of_the_instance(expected: bool) -> list[type[models.Model]]:
    return [model for model in doors() if (model._meta.label in OF_THE_INSTANCE) is expected]


@pytest.mark.parametrize("model", of_the_instance(True), ids=lambda model: model._meta.label)
def test_a_row_of_the_instance_is_read_by_its_administrator_alone(model: type[models.Model], world: World) -> None:
    rows: Any = model._default_manager
    cast = world.cast
    assert rows.visible_to(cast.fatou).exists(), "the world holds no row of this model: the test would prove nothing"
    others = (cast.awa, cast.bruno, cast.chloe, cast.denis, cast.erwan, AnonymousUser(), command_reader([], "test"))
    assert [reader for reader in others if rows.visible_to(reader).exists()] == []
    assert not rows.visible_to(LinkReader(scope="nothing", object_id="1")).exists()


@pytest.mark.parametrize("model", of_the_instance(False), ids=lambda model: model._meta.label)
def test_a_stranger_sees_no_row_of_any_model(model: type[models.Model], world: World) -> None:
    rows: Any = model._default_manager
    assert own_rows(model, world), "the world holds no row of this model: the test would prove nothing"
    assert not rows_seen_by_a_stranger_too(model, world)
    for person in (world.cast.denis, world.cast.fatou):
        assert not set(rows.visible_to(person)) - {person}
    assert not rows.visible_to(AnonymousUser()).exists()
    assert not rows.visible_to(LinkReader(scope="nothing", object_id="1")).exists()
    assert not rows.visible_to(command_reader([], "test")).exists()
