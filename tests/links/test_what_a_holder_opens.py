"""Who holds a link opens what its scope declares here, and for everything else is a stranger without an account."""

import logging
from typing import Any

import pytest
from django.db import models, transaction
from django.test import Client
from django.urls import reverse

from tests.cast import Cast, activity
from tests.permissions import TABLE, World, make_world
from tests.test_permission_walk import FORM, doors
from trame.links.scopes import SCOPES
from trame.people.readers import LinkReader
from trame.report.models import Publication
from trame.report.services import begin_report, publish_report

pytestmark = pytest.mark.django_db

# scope → the URLs that answer who holds a link of it.
OPENS = {
    "report.publication": {"links:shared", "links:document"},
    "statistics.shared_figures": {"links:shared", "links:document"},
}


@pytest.fixture
def world(cast: Cast, caplog: pytest.LogCaptureFixture) -> World:
    caplog.set_level(logging.ERROR, "django.request")
    return make_world(cast)


def answer(client: Client, world: World, name: str, method: str) -> tuple[int, str]:
    """Status and destination; writes are undone."""
    with transaction.atomic():
        found = client.generic(method, reverse(name, args=TABLE[name].about(world)), content_type=FORM)
        transaction.set_rollback(True)
    return found.status_code, found.headers.get("Location", "")


def holder(world: World) -> Client:
    client = Client()
    assert client.get(reverse("links:shared", args=[world.token])).status_code == 200
    return client


def test_every_scope_has_its_line() -> None:
    assert set(OPENS) == set(SCOPES)


def test_a_holder_opens_what_is_declared(world: World) -> None:
    client = holder(world)
    assert {name for name in OPENS["report.publication"] if answer(client, world, name, "GET")[0] == 200} == OPENS[
        "report.publication"
    ]


def test_a_holder_is_otherwise_anybody(world: World) -> None:
    for name in set(TABLE) - OPENS["report.publication"]:
        for method in ("GET", "HEAD", "POST"):
            mine, anybody = answer(holder(world), world, name, method), answer(Client(), world, name, method)
            assert without_state(mine) == without_state(anybody), (name, method)


def without_state(found: tuple[int, str]) -> tuple[int, str]:
    """An identity provider is asked with a state drawn at each request."""
    return found[0], found[1].partition("?state=")[0]


def test_the_address_of_one_object_opens_no_other(world: World, cast: Cast) -> None:
    activity(cast.chloe_at_port, cast.quay)
    theirs = publish_report(by=cast.chloe, report=begin_report(by=cast.chloe, organisation=cast.port, year=2025))
    second = publish_report(by=cast.awa, report=world.report)
    page = Client().get(reverse("links:shared", args=[world.token])).content.decode()
    assert "La Navette" in page
    assert "Clic du Port" not in page
    reader = world.link.reader
    assert list(Publication.objects.visible_to(reader)) == [world.publication]
    assert theirs not in Publication.objects.visible_to(reader)
    assert second not in Publication.objects.visible_to(reader)


def test_a_holder_sees_no_row_but_the_one_that_is_named(world: World) -> None:
    seen = {(model._meta.label, row.pk) for model in doors() for row in rows(model).visible_to(world.link.reader)}
    assert seen == {("report.Publication", world.publication.pk)}


@pytest.mark.parametrize("scope", ["", "report", "report.report", "REPORT.PUBLICATION", "report.publication "])
def test_another_scope_opens_nothing(scope: str, world: World) -> None:
    reader = LinkReader(scope=scope, object_id=str(world.publication.pk))
    assert [model for model in doors() if rows(model).visible_to(reader).exists()] == []


@pytest.mark.parametrize("object_id", ["", "0", "-1", "abc", "1e1", "9" * 40, "%", "None", "1,2"])
def test_an_object_that_is_not_one_opens_nothing(object_id: str, publication: Publication) -> None:
    reader = LinkReader(scope="report.publication", object_id=object_id)
    assert not Publication.objects.visible_to(reader).exists()


def rows(model: type[models.Model]) -> Any:
    return model._default_manager
