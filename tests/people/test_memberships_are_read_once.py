"""The memberships of who reads: asked once per page, and never older than the page."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast, membership
from trame.people.current import memberships_of_today
from trame.people.models import Membership, Role

pytestmark = pytest.mark.django_db
LIST = "/activites/"


def questions(client: Client, address: str) -> int:
    """How many times a page asks of which structures its reader is."""
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return sum('SELECT "people_membership"' in query["sql"][:30] for query in queries)


def test_a_page_asks_once_for_the_memberships_of_its_reader(client: Client, cast: Cast) -> None:
    client.force_login(cast.awa)
    # The second question is the names of the colleagues, for the filter « Par ».
    assert questions(client, LIST) == 2
    assert questions(client, "/activites/personnes/") == 1


def test_a_membership_that_ends_is_gone_at_the_next_page(client: Client, cast: Cast) -> None:
    client.force_login(cast.awa)
    assert client.get("/activites/accompagnement/").status_code == 200
    Membership.objects.filter(pk=cast.awa_at_navette.pk).update(
        starts_on=dt.date(2020, 1, 1), ends_on=dt.date(2020, 1, 2)
    )
    assert client.get("/activites/accompagnement/").status_code == 403


def test_an_account_outside_a_page_is_asked_again_each_time(cast: Cast) -> None:
    assert [one.organisation for one in memberships_of_today(cast.awa)] == [cast.navette]
    membership(cast.awa, cast.port, Role.MEDIATOR)
    assert [one.organisation for one in memberships_of_today(cast.awa)] == [cast.navette, cast.port]
