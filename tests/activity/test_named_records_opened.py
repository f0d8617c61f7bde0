"""Who opened a named record is a line of the journal, that the structure reads; a refresh is not another opening."""

from typing import Any

import pytest
import time_machine
from django.test import Client

from tests.cast import Cast, activity, follow, membership
from trame.activity.entry import FollowedParticipant
from trame.activity.models import Activity, Beneficiary
from trame.people.models import JournalActor, JournalEntry, Role

pytestmark = pytest.mark.django_db

LIST = "/activites/personnes/"


def openings(action: str) -> int:
    return JournalEntry.objects.filter(action=action).count()


def file_of(person: Beneficiary) -> str:
    return f"{LIST}{person.client_uuid}/"


def page_of(made: Activity) -> str:
    return f"/activites/{made.client_uuid}/"


@pytest.fixture
def jeanne(cast: Cast) -> Beneficiary:
    return follow(cast.navette, name="Jeanne Le Bihan", pseudonym="P-AAAAA")


def seen(cast: Cast, person: Beneficiary, **said: Any) -> Activity:
    return activity(cast.awa_at_navette, cast.library, followed=(FollowedParticipant(person.pk),), **said)


@pytest.fixture
def both_roles(cast: Cast, client: Client) -> Client:
    """Bruno, who manages La Navette, mediates there too."""
    membership(cast.bruno, cast.navette, Role.MEDIATOR)
    client.force_login(cast.bruno)
    return client


def test_whoever_opens_a_named_file_leaves_one_line(awa: Client, cast: Cast, jeanne: Beneficiary) -> None:
    awa.get(file_of(jeanne))
    line = JournalEntry.objects.get(action="person.opened")
    assert JournalActor.objects.get(pk=line.actor).user == cast.awa
    assert (line.organisation_id, line.object_type) == (cast.navette.pk, "activity.beneficiary")
    assert line.object_id == str(jeanne.pk)


def test_opening_it_again_within_the_hour_is_the_same_opening(awa: Client, jeanne: Beneficiary) -> None:
    for moment, lines in (("14:05", 1), ("14:06", 1), ("15:04", 1), ("15:05", 2), ("15:30", 2)):
        with time_machine.travel(f"2026-03-03T{moment}:00+01:00", tick=False):
            awa.get(file_of(jeanne))
        assert openings("person.opened") == lines, moment


def test_each_reader_and_each_person_has_a_line(
    awa: Client, both_roles: Client, cast: Cast, jeanne: Beneficiary
) -> None:
    other = follow(cast.navette, name="Yann Riou", pseudonym="P-BBBBB")
    for reader in (cast.awa, cast.bruno):
        both_roles.force_login(reader)
        for person in (jeanne, other, jeanne):
            both_roles.get(file_of(person))
    assert openings("person.opened") == 4


def test_correcting_shows_the_name_so_it_is_an_opening(awa: Client, jeanne: Beneficiary) -> None:
    awa.get(file_of(jeanne) + "corriger/")
    assert openings("person.opened") == 1


def test_a_file_without_a_name_or_read_by_its_pseudonym_leaves_no_line(
    awa: Client, cast: Cast, jeanne: Beneficiary
) -> None:
    awa.get(file_of(follow(cast.navette, pseudonym="P-BBBBB")))
    awa.force_login(cast.bruno)
    assert "P-AAAAA" in awa.get(file_of(jeanne)).content.decode()
    assert openings("person.opened") == 0


def test_who_mediates_and_manages_leaves_a_line_for_an_activity_with_a_name(
    both_roles: Client, cast: Cast, jeanne: Beneficiary
) -> None:
    made = seen(cast, jeanne)
    for _ in range(3):
        assert "Jeanne Le Bihan" in both_roles.get(page_of(made)).content.decode()
    line = JournalEntry.objects.get(action="activity.opened_with_names")
    assert (line.object_type, line.object_id) == ("activity.activity", str(made.pk))


def test_notes_alone_are_enough(both_roles: Client, cast: Cast) -> None:
    both_roles.get(page_of(activity(cast.awa_at_navette, cast.library)))
    assert openings("activity.opened_with_names") == 0
    both_roles.get(page_of(activity(cast.awa_at_navette, cast.library, notes="Habite rue du Lavoir.")))
    assert openings("activity.opened_with_names") == 1


def test_a_pseudonym_alone_leaves_no_line(both_roles: Client, cast: Cast) -> None:
    both_roles.get(page_of(seen(cast, follow(cast.navette, pseudonym="P-BBBBB"))))
    both_roles.get(LIST)
    assert openings("activity.opened_with_names") == openings("person.listed_with_names") == 0


def test_the_daily_work_of_a_mediator_is_not_journaled(awa: Client, cast: Cast, jeanne: Beneficiary) -> None:
    made = seen(cast, jeanne, notes="Habite rue du Lavoir.")
    for address in (page_of(made), page_of(made) + "corriger/", LIST):
        assert awa.get(address).status_code == 200
    assert not JournalEntry.objects.exists()


def test_the_list_with_names_leaves_a_line_for_who_also_manages(both_roles: Client, jeanne: Beneficiary) -> None:
    both_roles.get(LIST)
    both_roles.post(LIST + "recherche/", {"q": "jeanne"})
    assert openings("person.listed_with_names") == 1


def test_correcting_one_s_own_activity_counts_too(both_roles: Client, cast: Cast, jeanne: Beneficiary) -> None:
    own = cast.bruno.memberships.mediators().get()
    made = activity(own, cast.library, followed=(FollowedParticipant(jeanne.pk),))
    assert both_roles.get(page_of(made) + "corriger/").status_code == 200
    assert openings("activity.opened_with_names") == 1


def test_managing_elsewhere_does_not_count(awa: Client, cast: Cast, jeanne: Beneficiary) -> None:
    membership(cast.awa, cast.port, Role.MANAGER)
    awa.get(page_of(seen(cast, jeanne)))
    assert openings("activity.opened_with_names") == 0


def test_the_structure_reads_who_opened_what(awa: Client, cast: Cast, jeanne: Beneficiary) -> None:
    awa.get(file_of(jeanne))
    awa.force_login(cast.bruno)
    page = awa.get(f"/reglages/structures/{cast.navette.pk}/journal/?nature=acces").content.decode()
    assert "Awa Diallo a ouvert une fiche nommée" in page
    assert "personne suivie P-AAAAA" in page
    assert "Jeanne" not in page


def test_a_refused_page_leaves_no_line(client: Client, cast: Cast, jeanne: Beneficiary) -> None:
    client.force_login(cast.chloe)
    assert client.get(file_of(jeanne)).status_code == 404
    client.force_login(cast.bruno)
    assert client.get(file_of(jeanne) + "corriger/").status_code == 403
    assert not JournalEntry.objects.exists()
