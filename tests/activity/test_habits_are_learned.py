"""What somebody records often is proposed to her first: durations, places; never a colleague's."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.activity.posts import INDIVIDUAL, individual, recorded
from tests.cast import Cast, activity, membership, person, place
from trame.activity.models import Activity
from trame.directory.models import Place
from trame.people.models import Role

pytestmark = pytest.mark.django_db

INDIVIDUAL_PAGE, WORKSHOP_PAGE = "/activites/accompagnement/", "/activites/atelier/"
USUAL = ["15", "30", "45", "60", "90", "120"]


def often(cast: Cast, times: int, where: Place | None = None, **said: Any) -> None:
    for _ in range(times):
        activity(cast.awa_at_navette, where or cast.library, **said)


def offered(client: Client, field: str, path: str = INDIVIDUAL_PAGE) -> list[str]:
    """The codes of a field's choices, in their order."""
    return [str(code) for code, _ in client.get(path).context["form"].fields[field].choices]


def test_a_duration_used_six_times_is_offered_in_its_rank(awa: Client, cast: Cast) -> None:
    often(cast, 6, minutes=75)

    assert offered(awa, "duration") == ["15", "30", "45", "60", "75", "90", "120", "other"]
    assert "1\u00a0h\u00a015" in awa.get(INDIVIDUAL_PAGE).content.decode()


def test_a_duration_used_five_times_is_not_yet_a_habit(awa: Client, cast: Cast) -> None:
    often(cast, 5, minutes=75)

    assert offered(awa, "duration") == [*USUAL, "other"]


def test_three_durations_at_most_are_added_those_used_most(awa: Client, cast: Cast) -> None:
    for minutes, times in ((20, 8), (75, 7), (150, 9), (10, 6)):
        often(cast, times, minutes=minutes)

    assert offered(awa, "duration") == ["15", "20", "30", "45", "60", "75", "90", "120", "150", "other"]


def test_the_durations_of_ateliers_are_not_those_of_accompaniments(awa: Client, cast: Cast) -> None:
    often(cast, 6, minutes=150, kind="collectif", anonymous_total=8)

    assert "150" in offered(awa, "duration", WORKSHOP_PAGE)
    assert "150" not in offered(awa, "duration")


def test_the_habits_of_a_colleague_are_not_mine(awa: Client, cast: Cast) -> None:
    gael = membership(person("gael@navette.test", "Gaël", "Le Bras"), cast.navette, Role.MEDIATOR)
    for _ in range(6):
        activity(gael, cast.library, minutes=75)

    assert offered(awa, "duration") == [*USUAL, "other"]


def test_what_was_done_long_ago_is_no_habit_any_more(awa: Client, cast: Cast) -> None:
    often(cast, 6, minutes=75, date=dt.date(2021, 3, 3))
    Activity.objects.bulk_create(
        Activity(
            organisation=cast.navette, membership=cast.awa_at_navette, mediator=cast.awa, kind="individuel",
            date=dt.date(2026, 1, 5), minutes=30, channel="a_distance", topics=["email"], anonymous_total=1,
        )
        for _ in range(200)
    )  # fmt: skip

    assert offered(awa, "duration") == [*USUAL, "other"]


def test_a_learned_duration_is_chosen_at_first_and_saved(awa: Client, cast: Cast) -> None:
    often(cast, 6, minutes=75)

    form = awa.get(INDIVIDUAL_PAGE).context["form"]
    assert (form["duration"].value(), form.duration_said) == ("75", "1\u00a0h\u00a015")
    assert recorded(awa, INDIVIDUAL, individual(cast, duration="75")).minutes == 75


def test_a_duration_that_stopped_being_a_habit_while_the_page_was_open_is_saved_all_the_same(
    awa: Client, cast: Cast
) -> None:
    assert "75" not in offered(awa, "duration")

    assert recorded(awa, INDIVIDUAL, individual(cast, duration="75")).minutes == 75


def test_the_most_used_places_come_first(awa: Client, cast: Cast) -> None:
    lavoir, quay = place(cast.navette, "Le Lavoir", "56178"), place(cast.navette, "Aux Halles", "56178")
    often(cast, 3, where=lavoir)
    often(cast, 2, where=quay)
    often(cast, 1, where=cast.library)

    assert offered(awa, "where")[:3] == [str(lavoir.pk), str(quay.pk), str(cast.library.pk)]


def test_the_places_of_ateliers_come_first_for_an_atelier(awa: Client, cast: Cast) -> None:
    hall = place(cast.navette, "Salle des fêtes", "56178")
    often(cast, 5)
    often(cast, 1, where=hall, kind="collectif", anonymous_total=8)

    assert offered(awa, "where", WORKSHOP_PAGE)[0] == str(hall.pk)
    assert offered(awa, "where")[0] == str(cast.library.pk)


def test_the_place_of_the_last_time_stays_in_sight_be_it_rarely_used(awa: Client, cast: Cast) -> None:
    for number in range(4):
        often(cast, 2, where=place(cast.navette, f"Salle {number}", "56178"))
    rare = place(cast.navette, "Aux Halles", "56178")
    recorded(awa, INDIVIDUAL, individual(cast, where=str(rare.pk)))

    form = awa.get(INDIVIDUAL_PAGE).context["form"]
    assert form.where_said == "Aux Halles"
    assert str(rare.pk) in offered(awa, "where")[:4]


def test_learning_costs_the_same_whatever_the_number_of_records(awa: Client, cast: Cast) -> None:
    often(cast, 1)
    with CaptureQueriesContext(connection) as few:
        awa.get(INDIVIDUAL_PAGE)
    often(cast, 30, minutes=75)
    with CaptureQueriesContext(connection) as many:
        awa.get(INDIVIDUAL_PAGE)

    assert len(many) == len(few)


# --- « Comme la dernière fois » ------------------------------------------------------------------------------------


def taken_up(client: Client) -> list[Activity]:
    """What the home page proposes to do again."""
    proposed: list[Activity] = client.get("/").context["again"]
    return proposed


def test_home_proposes_the_last_accompaniment_and_the_last_atelier(awa: Client, cast: Cast) -> None:
    often(cast, 2)
    alone = activity(cast.awa_at_navette, cast.library, topics=("sante",), minutes=45)
    group = activity(cast.awa_at_navette, cast.library, kind="collectif", anonymous_total=8, title="Premiers pas")

    assert taken_up(awa) == [alone, group]
    page = awa.get("/").content.decode()
    assert f'href="/activites/{alone.client_uuid}/refaire/"' in page
    assert "Santé, 45\u00a0min</a>" in page


def test_home_proposes_neither_what_was_imported_nor_what_others_did(awa: Client, cast: Cast) -> None:
    often(cast, 1)
    Activity.objects.update(batch="6f1c2a58-0d0b-4c55-9a3e-29a29a29a29a")
    gael = membership(person("gael@navette.test", "Gaël", "Le Bras"), cast.navette, Role.MEDIATOR)
    activity(gael, cast.library)

    assert taken_up(awa) == []
    assert "Comme la dernière fois" not in awa.get("/").content.decode()


def test_an_atelier_is_not_proposed_again_where_ateliers_are_off(awa: Client, cast: Cast) -> None:
    group = activity(cast.awa_at_navette, cast.library, kind="collectif", anonymous_total=8, title="Premiers pas")
    cast.navette.modules_off = ["workshops"]
    cast.navette.save()

    assert f"/activites/{group.client_uuid}/refaire/" not in awa.get("/").content.decode()


def test_the_form_proposes_the_last_record_of_its_kind(awa: Client, cast: Cast) -> None:
    alone = activity(cast.awa_at_navette, cast.library)
    address = f'href="/activites/{alone.client_uuid}/refaire/"'

    assert address in awa.get(INDIVIDUAL_PAGE).content.decode()
    assert address not in awa.get(WORKSHOP_PAGE).content.decode()
    assert address not in awa.get(f"/activites/{alone.client_uuid}/corriger/").content.decode()
