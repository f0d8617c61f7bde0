"""A coordinator, at every URL of the site: totals and names of structures; no activity, nobody followed, no note."""

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from tests.cast import Cast, activity, follow
from tests.permissions import PUBLIC, TABLE, World, make_world
from tests.statistics.networks import more_workplaces
from tests.test_permission_walk import visit
from trame.activity.entry import FollowedParticipant
from trame.people.models import NetworkMembership, Organisation

pytestmark = pytest.mark.django_db

# What would tell a record, a person or a place of La Navette.
NAME, PSEUDONYM, NOTE, TITLE, TAG, PLACE = (
    "Yvonne Le Gall", "P-ZZZZZ", "Elle a oublié son mot de passe", "Atelier photos de famille", "canoë",
    "Médiathèque de Pontivy",
)  # fmt: skip


# A network's totals are told by finished months: April is read in May.
READ = "2025-05-10T12:00:00+02:00"


@pytest.fixture
def world(cast: Cast) -> World:
    """La Navette in a network of three that record, whose totals its coordinator is told."""
    with time_machine.travel("2025-04-10T12:00:00+02:00", tick=False):
        made = make_world(cast)
        person = follow(cast.navette, pseudonym=PSEUDONYM, name=NAME)
        activity(
            cast.awa_at_navette, cast.library, kind="collectif", title=TITLE, notes=NOTE, tags=(TAG,),
            followed=(FollowedParticipant(person.pk),),
        )  # fmt: skip
        for workplace in more_workplaces(range(2, 4)):
            for _ in range(6):  # in fewer than eleven together, no total is told
                workplace.records()
            NetworkMembership.objects.create(
                network=made.network, organisation=workplace.organisation, starts_on="2025-01-01",
                accepted_at="2025-01-01T12:00:00Z",
            )  # fmt: skip
        return made


def test_no_url_tells_her_a_record_a_person_or_a_place(world: World) -> None:
    read = 0
    with time_machine.travel(READ, tick=False):
        for name in TABLE.keys() - PUBLIC:  # what a link opens, it opens to anybody
            for method in ("GET", "POST"):
                answer = visit(world, "coordinator", name, method)
                if answer.status_code != 200 or answer.streaming:
                    continue
                read += 1
                said = answer.content.decode()
                told = [word for word in (NAME, PSEUDONYM, NOTE, TITLE, TAG, PLACE) if word in said]
                assert told == [], (name, method)
                assert str(world.activity.client_uuid) not in said, (name, method)
    assert read > 20


def test_the_walk_would_see_them(world: World) -> None:
    """The same words are on the pages of who may read them, and the totals on hers."""
    client = Client()
    client.force_login(world.cast.awa)
    with time_machine.travel(READ, tick=False):
        listing = client.get(reverse("activity:list")).content.decode()
        assert TITLE in listing
        assert PLACE in listing
        client.force_login(world.cast.erwan)
        address = reverse("statistics:network", args=[world.network.pk])
        assert "Accompagnements" in client.get(address).content.decode()
    assert Organisation.objects.verified().count() == 4
