"""The list by day: totals, filters in the address, pages, and the same number of queries at any length."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast, activity, follow, membership, person, place
from trame.activity.entry import FollowedParticipant
from trame.activity.models import Activity, ActivityTag, Attendance
from trame.activity.services import tags_named
from trame.people.models import Role

pytestmark = pytest.mark.django_db

MONDAY, TUESDAY = dt.date(2026, 3, 2), dt.date(2026, 3, 3)


def listed(client: Client, query: str = "") -> Any:
    answer = client.get(f"/activites/{query}")
    assert answer.status_code == 200
    return answer


def headings(client: Client, query: str = "") -> list[str]:
    """The subjects of the lines, in order."""
    days = listed(client, query).context["listing"].days
    return [made.topics[0] for day in days for made in day.activities]


def three_activities(cast: Cast) -> None:
    """Tuesday: e-mail, 30 min, then an atelier of 9 and one followed, 2 h. Monday: health at Quimper, 45 min."""
    by, library = cast.awa_at_navette, cast.library
    activity(by, library, date=TUESDAY)
    jeanne = FollowedParticipant(follow(cast.navette).pk)
    atelier = {
        "kind": "collectif",
        "minutes": 120,
        "anonymous_total": 9,
        "title": "Premiers pas",
        "followed": (jeanne,),
    }
    activity(by, library, date=TUESDAY, topics=("parentalite",), **atelier)
    activity(
        by, library, date=MONDAY, minutes=45, topics=("sante",), channel="domicile", place_id=None, commune_code="29232"
    )


def test_each_day_has_its_activities_people_and_hours(awa: Client, cast: Cast) -> None:
    three_activities(cast)

    answer = listed(awa)

    page = answer.content.decode()
    assert "<b>3\u00a0activités</b>, <b>12\u00a0accompagnements</b>, 3\u00a0h\u00a015" in page
    assert "Mardi 3\u00a0mars</h2>" in page
    assert "2\u00a0activités · 11\u00a0accompagnements · 2\u00a0h\u00a030" in page
    assert "1\u00a0activité · 1\u00a0accompagnement · 45\u00a0min" in page
    assert "À domicile, Quimper" in page
    assert [len(day.activities) for day in answer.context["listing"].days] == [2, 1]


@pytest.mark.parametrize(
    ("query", "subjects"),
    [
        ("?nature=collectif", ["parentalite"]),
        ("?thematique=sante", ["sante"]),
        ("?canal=domicile", ["sante"]),
        ("?du=2026-03-03", ["parentalite", "email"]),
        ("?au=2026-03-02", ["sante"]),
        ("?du=2026-03-02&au=2026-03-02", ["sante"]),
        ("?du=2026-03-03&au=2026-03-02", ["parentalite", "email", "sante"]),
        ("?nature=individuel&thematique=parentalite", []),
    ],
)
def test_a_filter_keeps_what_it_says(awa: Client, cast: Cast, query: str, subjects: list[str]) -> None:
    three_activities(cast)

    assert headings(awa, query) == subjects


def test_a_place_is_a_filter(awa: Client, cast: Cast) -> None:
    three_activities(cast)
    lavoir = place(cast.navette, "Le Lavoir", "56178")
    activity(cast.awa_at_navette, lavoir, date=MONDAY, topics=("justice", "aide_aux_demarches_administratives"))

    answer = listed(awa, f"?lieu={lavoir.pk}")

    assert answer.context["listing"].totals.activities == 1
    assert 'href="/activites/?">Le Lavoir' in answer.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "?nature=concert", "?thematique=%00", "?canal='; DROP TABLE", "?du=hier", "?au=2026-02-30", "?du=0001-01-01",
        "?lieu=abc", "?lieu=-1", "?lieu=99999999999999999999999", "?tous=oui", "?du=%F0%9F%98%80",
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_left_aside_and_said(awa: Client, cast: Cast, query: str) -> None:
    three_activities(cast)

    answer = listed(awa, query)

    assert answer.context["listing"].totals.activities == 3
    assert "il est laissé de côté" in answer.content.decode()


def test_a_stranger_s_place_is_left_aside_without_its_name(awa: Client, cast: Cast) -> None:
    three_activities(cast)

    page = listed(awa, f"?lieu={cast.quay.pk}").content.decode()

    assert "ne désigne aucun de vos lieux" in page
    assert "Le Quai" not in page


@pytest.mark.parametrize("page", ["0", "-1", "999", "abc", "%00", "1e9"])
def test_a_page_that_does_not_exist_is_the_nearest_one(awa: Client, cast: Cast, page: str) -> None:
    three_activities(cast)

    assert listed(awa, f"?page={page}").context["listing"].page.number == 1


def test_chips_remove_one_filter_and_keep_the_others(awa: Client, cast: Cast) -> None:
    three_activities(cast)

    page = listed(awa, "?nature=collectif&thematique=parentalite&tous=1").content.decode()

    assert 'href="/activites/?thematique=parentalite&amp;tous=1">Atelier' in page
    assert 'href="/activites/?nature=collectif&amp;tous=1">Parentalité' in page
    assert 'href="/activites/?tous=1">Tout effacer' in page


def test_her_own_come_first_the_structure_s_are_one_tap_away(awa: Client, cast: Cast) -> None:
    three_activities(cast)
    fanch = person("fanch@navette.test", "Fañch", "Le Corre")
    activity(membership(fanch, cast.navette, Role.MEDIATOR), cast.library, date=MONDAY, topics=("culture_numerique",))
    activity(cast.chloe_at_port, cast.quay, date=MONDAY, topics=("bureautique",))

    assert "culture_numerique" not in headings(awa)
    everybody = listed(awa, "?tous=1")
    assert "Fañch Le Corre" in everybody.content.decode()
    assert sorted(headings(awa, "?tous=1")) == ["culture_numerique", "email", "parentalite", "sante"]


def test_a_manager_sees_the_structure_s(client: Client, cast: Cast) -> None:
    three_activities(cast)
    client.force_login(cast.bruno)

    assert len(headings(client)) == 3


def test_nothing_yet_teaches_the_next_gesture(awa: Client, cast: Cast) -> None:
    page = listed(awa).content.decode()

    assert "Votre premier fil" in page
    assert "Enregistrez un accompagnement\u00a0: il apparaîtra ici, et déjà dans vos statistiques." in page


def test_no_result_names_the_filter_to_remove(awa: Client, cast: Cast) -> None:
    three_activities(cast)

    page = listed(awa, "?canal=lieu_activite&thematique=sante").content.decode()

    assert "Vous avez filtré sur Santé et Lieu d’activité." in page
    assert "Sans le filtre Santé, il y en a 2." in page
    assert 'href="/activites/?canal=lieu_activite">Retirer Santé' in page


def test_pages_hold_thirty_and_keep_the_filters(awa: Client, cast: Cast) -> None:
    many(cast, 40)

    first = listed(awa, "?nature=individuel")
    second = listed(awa, "?nature=individuel&page=2")

    assert first.context["listing"].totals.activities == 40
    assert len(headings(awa, "?nature=individuel")) == 30
    assert 'href="/activites/?nature=individuel&amp;page=2">Plus anciennes' in first.content.decode()
    assert sum(len(day.activities) for day in second.context["listing"].days) == 10
    assert 'href="/activites/?nature=individuel">Plus récentes' in second.content.decode()


def test_the_length_of_the_list_does_not_change_the_number_of_queries(awa: Client, cast: Cast) -> None:
    many(cast, 10)
    with CaptureQueriesContext(connection) as short:
        listed(awa)
    many(cast, 490)
    with CaptureQueriesContext(connection) as long:
        listed(awa)

    assert Activity.objects.count() == 500
    assert len(long) == len(short)
    assert len(short) <= 16


def many(cast: Cast, number: int) -> None:
    """As many records, over thirty days, each with a tag and every other one with a followed person."""
    jeanne, of_navette = follow(cast.navette), {"organisation": cast.navette}
    (tag,) = tags_named(cast.navette.pk, ("ameli",))
    made = Activity.objects.bulk_create(
        Activity(
            **of_navette, membership=cast.awa_at_navette, mediator=cast.awa, kind="individuel", minutes=30,
            date=TUESDAY - dt.timedelta(days=rank % 30), channel="lieu_activite", place=cast.library,
            topics=["email"], anonymous_total=1 - rank % 2,
        )
        for rank in range(number)
    )  # fmt: skip
    Attendance.objects.bulk_create(Attendance(activity=a, beneficiary=jeanne, **of_navette) for a in made[1::2])
    ActivityTag.objects.bulk_create(ActivityTag(activity=a, tag=tag) for a in made)
