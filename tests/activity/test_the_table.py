"""The list as a table: ordered by any column, in pages of 25, 50 or 100, with the same filters and totals."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.activity.test_the_list_and_its_filters import many
from tests.cast import Cast, activity, follow, place
from trame.activity.entry import FollowedParticipant
from trame.activity.models import Activity
from trame.activity.table import orders

pytestmark = pytest.mark.django_db


def rows(client: Client, query: str = "") -> list[Activity]:
    answer = client.get(f"/activites/tableau/{query}")
    assert answer.status_code == 200
    found: list[Activity] = answer.context["listing"].rows
    return found


def three(cast: Cast) -> None:
    """1 March: e-mail, 30 min. 2 March: parentalité, 45 min. 3 March: an atelier of 9 about health, 2 h, elsewhere."""
    by, lavoir = cast.awa_at_navette, place(cast.navette, "École du Lavoir", "56178")
    activity(by, cast.library, date=dt.date(2026, 3, 1), tags=("zèbre",))
    atelier: dict[str, Any] = {"kind": "collectif", "title": "b", "anonymous_total": 8, "topics": ("sante",)}
    jeanne = FollowedParticipant(follow(cast.navette).pk)
    activity(by, lavoir, date=dt.date(2026, 3, 3), minutes=120, followed=(jeanne,), tags=("ameli",), **atelier)
    activity(by, cast.library, date=dt.date(2026, 3, 2), minutes=45, topics=("parentalite",))


@pytest.mark.parametrize(
    ("order", "minutes"),
    [
        ("", [120, 45, 30]),
        ("-date", [120, 45, 30]),
        ("date", [30, 45, 120]),
        ("duree", [30, 45, 120]),
        ("-duree", [120, 45, 30]),
        ("nature", [120, 45, 30]),  # Atelier, then Individuel, the latest first
        ("-nature", [45, 30, 120]),
        ("sujets", [30, 45, 120]),  # E-mail, Parentalité, Santé
        ("-personnes", [120, 45, 30]),  # 9, then 1 and 1
        ("lieu", [120, 45, 30]),  # École before Médiathèque, its accent aside
        ("tags", [120, 30, 45]),  # ameli, zèbre, none
        ("-tags", [30, 120, 45]),
        ("enregistree", [30, 120, 45]),  # as they were written
        ("garbage'; --", [120, 45, 30]),
    ],
)
def test_it_is_ordered_by_the_column_asked_for(awa: Client, cast: Cast, order: str, minutes: list[int]) -> None:
    three(cast)
    for rank, made in enumerate(Activity.objects.order_by("pk")):
        Activity.objects.filter(pk=made.pk).update(created_at=dt.datetime(2026, 3, 3, 10, rank, tzinfo=dt.UTC))

    assert [made.minutes for made in rows(awa, f"?tri={order}")] == minutes


def test_a_heading_says_its_order_and_turns_it_round(awa: Client, cast: Cast) -> None:
    three(cast)

    page = awa.get("/activites/tableau/?tri=duree&nature=individuel").content.decode()

    assert 'aria-sort="ascending"><a href="/activites/tableau/?nature=individuel&amp;tri=-duree">Durée' in page
    assert '<a href="/activites/tableau/?nature=individuel">Date' in page, "the usual order is not said"


def test_the_order_and_the_filters_stay_from_page_to_page(awa: Client, cast: Cast) -> None:
    many(cast, 60)

    page = awa.get("/activites/tableau/?nature=individuel&tri=duree&par=25").content.decode()

    assert 'href="/activites/tableau/?nature=individuel&amp;tri=duree&amp;par=25&amp;page=2">Plus anciennes' in page
    assert "<b>60\u00a0activités</b>" in page
    assert len(rows(awa, "?par=25")) == 25
    assert len(rows(awa, "?par=100")) == 60
    assert len(rows(awa, "?par=1000000")) == 50, "a length that is not offered is the usual one"


def test_the_three_views_keep_the_filters(awa: Client, cast: Cast) -> None:
    three(cast)

    page = awa.get("/activites/tableau/?nature=collectif&tri=duree").content.decode()

    assert '<a href="/activites/?nature=collectif">Par jour' in page
    assert '<a href="/activites/calendrier/?nature=collectif">Mois' in page
    assert '<a href="/activites/tableau/?nature=collectif&amp;tri=duree" aria-current="page">Tableau' not in page
    assert 'aria-current="page">Tableau' in page


def test_who_records_nothing_ticks_nothing(client: Client, cast: Cast) -> None:
    three(cast)
    client.force_login(cast.bruno)

    page = client.get("/activites/tableau/").content.decode()

    assert "École du Lavoir" in page
    assert 'name="a"' not in page
    assert "Changer les activités" not in page


def test_its_length_does_not_change_the_number_of_queries(awa: Client, cast: Cast) -> None:
    def queries(length: int) -> dict[str, int]:
        found = {}
        for order in orders():
            with CaptureQueriesContext(connection) as captured:
                assert len(rows(awa, f"?tri={order}&par=100")) == length
            found[order] = len(captured)
        return found

    many(cast, 10)
    short = queries(10)
    many(cast, 490)

    assert queries(100) == short
    assert max(short.values()) <= 20
