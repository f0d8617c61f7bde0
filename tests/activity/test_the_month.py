"""The list on the grid of a month: weeks from Monday, three lines a day, the rest behind the day's link."""

import datetime as dt
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from tests.activity.test_the_list_and_its_filters import many, three_activities
from tests.cast import Cast, activity
from trame.activity.month import Month, read_month

pytestmark = pytest.mark.django_db


def grid(client: Client, query: str = "") -> Any:
    answer = client.get(f"/activites/calendrier/{query}")
    assert answer.status_code == 200
    return answer.context["grid"]


def test_a_month_is_whole_weeks_from_monday(awa: Client, cast: Cast) -> None:
    weeks = grid(awa, "?mois=2026-03").weeks

    assert (str(weeks[0][0].date), str(weeks[-1][-1].date)) == ("2026-02-23", "2026-04-05")
    assert [len(week) for week in weeks] == [7] * 6
    assert sum(day.in_month for week in weeks for day in week) == 31


def test_a_day_has_its_number_its_hours_and_its_first_lines(awa: Client, cast: Cast) -> None:
    three_activities(cast)
    for _ in range(4):
        activity(cast.awa_at_navette, cast.library, date=dt.date(2026, 3, 5 - 3))

    shown = grid(awa)
    days = {day.date.day: day for week in shown.weeks for day in week if day.in_month}

    assert (days[3].totals.activities, days[3].totals.attendances, days[3].totals.minutes) == (2, 11, 150)
    assert len(days[3].activities) == 2
    assert (len(days[2].activities), days[2].others) == (3, 2)  # one about health and four e-mails
    assert (shown.totals.activities, shown.totals.attendances, shown.totals.minutes) == (7, 16, 315)
    page = awa.get("/activites/calendrier/").content.decode()
    assert "et 2\u00a0autres" in page
    assert 'href="/activites/?du=2026-03-03&amp;au=2026-03-03"' in page


def test_the_filters_are_the_list_s(awa: Client, cast: Cast) -> None:
    three_activities(cast)

    assert grid(awa, "?nature=collectif").totals.activities == 1
    page = awa.get("/activites/calendrier/?nature=collectif&mois=2026-03").content.decode()
    assert 'rel="prev" href="/activites/calendrier/?nature=collectif&amp;mois=2026-02">' in page
    assert 'href="/activites/?du=2026-03-03&amp;au=2026-03-03&amp;nature=collectif"' in page
    assert 'href="/activites/calendrier/?mois=2026-03">Atelier' in page, "removing a filter stays in the month"


def test_a_month_without_activities_says_so(awa: Client, cast: Cast) -> None:
    assert "Rien ce mois-ci" in awa.get("/activites/calendrier/?mois=2019-07").content.decode()


@pytest.mark.parametrize(
    ("query", "month"),
    [
        ("", "2026-03"),
        ("?mois=2025-12", "2025-12"),
        ("?du=2025-01-01&au=2025-06-30", "2025-06"),
        ("?periode=annee_derniere", "2025-12"),
        ("?periode=annee", "2026-03"),
        ("?du=2027-05-01", "2027-05"),
    ],
)
def test_the_month_shown_is_asked_for_or_that_of_the_period(awa: Client, cast: Cast, query: str, month: str) -> None:
    assert str(grid(awa, query).month) == month


@pytest.mark.parametrize("asked", ["2026-13", "2026-00", "26-03", "1999-12", "2101-01", "٢٠٢٦-03", "x", "2026-03-01"])
def test_a_month_that_cannot_be_read_is_left_aside_and_said(awa: Client, cast: Cast, asked: str) -> None:
    answer = awa.get("/activites/calendrier/", {"mois": asked})

    assert str(answer.context["grid"].month) == "2026-03"
    assert "Le mois de cette adresse ne se lit pas" in answer.content.decode()


def test_there_is_nothing_before_2000_nor_after_2100(awa: Client, cast: Cast) -> None:
    assert awa.get("/activites/calendrier/?mois=2000-01").context["earlier"] is None
    assert awa.get("/activites/calendrier/?mois=2100-12").context["later"] is None


@given(st.integers(2000, 2100), st.integers(1, 12), st.integers(-11, 11))
def test_moving_forth_and_back_is_the_same_month(year: int, month: int, by: int) -> None:
    start = Month(year, month)
    moved = start.moved(by)

    assert read_month(str(start)) == start
    assert moved is None or moved.moved(-by) == start


def test_today_is_marked_and_every_cell_keeps_its_role(awa: Client, cast: Cast) -> None:
    page = awa.get("/activites/calendrier/").content.decode()

    assert len(re.findall('aria-current="date"', page)) == 1
    assert page.count('role="cell"') == 42
    assert page.count('role="columnheader"') == 7


def test_what_happens_in_it_does_not_change_the_number_of_queries(awa: Client, cast: Cast) -> None:
    many(cast, 10)
    with CaptureQueriesContext(connection) as short:
        grid(awa, "?mois=2026-02")
    many(cast, 490)
    with CaptureQueriesContext(connection) as long:
        shown = grid(awa, "?mois=2026-02")

    assert shown.totals.activities > 400
    assert len(long) == len(short)
    assert len(short) <= 18
