"""The page of the journal: its managers read who did what, by kind and period, and take it out as CSV."""

import csv
import datetime as dt
import io

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast, follow, membership, network, person
from tests.sessions import sign_in
from trame.people import journal
from trame.people.models import JournalEntry, Role

pytestmark = pytest.mark.django_db


def address(cast: Cast) -> str:
    return f"/reglages/structures/{cast.navette.pk}/journal/"


def write(cast: Cast, day: str, action: str = "organisation.changed") -> JournalEntry:
    with time_machine.travel(f"{day}T10:30:00+01:00", tick=False):
        return journal.record(action, by=cast.bruno, organisation=cast.navette, about=cast.navette)


def rows(cast: Cast, client: Client, query: str = "") -> list[list[str]]:
    """The lines of the CSV, without its header."""
    answer = client.get(f"{address(cast)}journal.csv{query}")
    assert answer.status_code == 200
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))[1:]


@pytest.fixture
def bruno(cast: Cast, client: Client) -> Client:
    sign_in(client, cast.bruno)
    return client


def test_the_newest_lines_come_first_by_day_with_the_hour(cast: Cast, bruno: Client) -> None:
    write(cast, "2026-03-02")
    write(cast, "2026-03-03", "figures.exported")
    page = bruno.get(address(cast)).content.decode()
    assert page.index("Mardi 3") < page.index("a exporté les chiffres") < page.index("Lundi 2")
    assert page.index("Lundi 2") < page.index("a changé les coordonnées")
    assert "10\u00a0h\u00a030" in page
    assert "Bruno Le Goff a exporté les chiffres" in page


def test_each_line_says_what_it_is_about_in_words(cast: Cast, bruno: Client) -> None:
    jeanne = follow(cast.navette, name="Jeanne Le Bihan", pseudonym="P-AAAAA")
    journal.record("person.opened", by=cast.awa, organisation=cast.navette, about=jeanne)
    journal.record("membership.joined", by=cast.bruno, organisation=cast.navette, about=cast.awa_at_navette)
    page = bruno.get(address(cast)).content.decode()
    assert "personne suivie P-AAAAA" in page
    assert "appartenance de Awa Diallo" in page
    assert "Jeanne" not in page


def test_an_object_that_is_gone_keeps_its_number(cast: Cast, bruno: Client) -> None:
    jeanne = follow(cast.navette, pseudonym="P-AAAAA")
    journal.record("person.opened", by=cast.awa, organisation=cast.navette, about=jeanne)
    gone = jeanne.pk
    jeanne.delete()
    assert f"personne suivie n° {gone}" in bruno.get(address(cast)).content.decode()


def test_a_former_colleague_keeps_her_name_and_an_outsider_has_none(cast: Cast, bruno: Client) -> None:
    gone = person("gael@navette.test", "Gaël", "Kersual")
    membership(gone, cast.navette, Role.MEDIATOR, ends_on=dt.date(2024, 1, 1))
    journal.record("figures.exported", by=gone, organisation=cast.navette)
    line = journal.record("organisation.changed", by=cast.erwan, organisation=cast.navette)
    journal.record("membership.joined", by=None, organisation=cast.navette)
    page = bruno.get(address(cast)).content.decode()
    assert "Gaël Kersual a exporté" in page
    assert line.actor is not None
    assert f"Compte n° {line.actor.hex[:6]} a changé" in page
    assert "Erwan" not in page
    assert "Trame a fait entrer" in page


def test_who_manages_two_structures_does_not_read_in_one_the_names_of_the_other(cast: Cast, bruno: Client) -> None:
    membership(cast.bruno, cast.port, Role.MANAGER)
    line = journal.record("figures.exported", by=cast.chloe, organisation=cast.navette)
    journal.record("figures.exported", by=cast.awa, organisation=cast.port)
    page = bruno.get(address(cast)).content.decode()
    assert "Chloé" not in page
    assert line.actor is not None
    assert line.actor.hex[:6] in page
    assert page.count("a exporté les chiffres") == 1


def test_a_kind_of_action_is_chosen(cast: Cast, bruno: Client) -> None:
    write(cast, "2026-03-01", "figures.exported")
    write(cast, "2026-03-02", "membership.joined")
    page = bruno.get(address(cast) + "?nature=equipe").content.decode()
    assert "a fait entrer" in page
    assert "a exporté les chiffres" not in page
    assert [row[3] for row in rows(cast, bruno, "?nature=exports")] == ["a exporté les chiffres"]


def test_an_action_declared_no_more_is_read_among_the_others(cast: Cast, bruno: Client) -> None:
    JournalEntry.objects.create(action="old.thing", organisation=cast.navette)
    write(cast, "2026-03-02")
    assert [row[3] for row in rows(cast, bruno, "?nature=autres")] == ["old.thing"]


def test_a_period_includes_both_its_days_in_paris(cast: Cast, bruno: Client) -> None:
    moments = [
        "2026-03-01T23:59:59+01:00",
        "2026-03-02T00:00:00+01:00",
        "2026-03-03T23:59:59+01:00",
        "2026-03-04T00:00:00+01:00",
    ]
    for moment in moments:
        with time_machine.travel(moment, tick=False):
            journal.record("organisation.changed", by=cast.bruno, organisation=cast.navette)
    found = rows(cast, bruno, "?du=2026-03-02&au=2026-03-03")
    assert [(row[0], row[1]) for row in found] == [("2026-03-03", "23:59:59"), ("2026-03-02", "00:00:00")]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("?du=hier", "Cette date ne se lit pas"),
        ("?du=0001-01-01", "Cette date ne se lit pas"),
        ("?au=9999-12-31", "Cette date ne se lit pas"),
        ("?du=2026-03-03&au=2026-03-01", "La période finit avant d’avoir commencé"),
        ("?nature=secret", "Cette sorte d’action n’existe pas"),
    ],
)
def test_a_filter_that_cannot_be_read_is_said_beside_its_field(
    cast: Cast, bruno: Client, query: str, sentence: str
) -> None:
    write(cast, "2026-03-05")
    answer = bruno.get(address(cast) + query)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "data-error-summary" in answer.content.decode()
    assert "a changé les coordonnées" in answer.content.decode()
    assert bruno.get(f"{address(cast)}journal.csv{query}").status_code == 302
    assert not JournalEntry.objects.filter(action="journal.exported").exists()


@pytest.mark.parametrize("before", ["", "x", "-1", "9" * 19, "9" * 40, "0", "1 OR 1=1", "²"])
def test_a_place_in_the_journal_that_means_nothing_is_its_beginning(cast: Cast, bruno: Client, before: str) -> None:
    write(cast, "2026-03-02")
    answer = bruno.get(address(cast), {"avant": before})
    assert answer.status_code == 200
    assert "a changé les coordonnées" in answer.content.decode()


def test_pages_follow_one_another_without_a_line_lost_or_twice(cast: Cast, bruno: Client) -> None:
    with time_machine.travel("2026-03-03T10:00:00+01:00", tick=False):  # the same instant for all: the id settles
        written = [journal.record("figures.exported", by=cast.bruno, organisation=cast.navette) for _ in range(120)]
    seen: list[str] = []
    page, turns = bruno.get(address(cast), {"nature": "exports"}), 0
    while True:
        lines = [line for _, lines in page.context["page"].days for line in lines]
        seen += [line.request_id or "line" for line in lines]
        turns += 1
        if not page.context["older_query"]:
            break
        assert "nature=exports" in page.context["older_query"]
        page = bruno.get(f"{address(cast)}?{page.context['older_query']}")
    assert (len(seen), turns, len(written)) == (120, 3, 120)


def test_another_structure_s_line_is_no_place_in_this_journal(cast: Cast, bruno: Client) -> None:
    with time_machine.travel("2026-03-02T10:00:00+01:00", tick=False):
        foreign = journal.record("figures.exported", by=cast.chloe, organisation=cast.port)
    write(cast, "2026-03-03")
    page = bruno.get(address(cast), {"avant": foreign.pk}).content.decode()
    assert "a changé les coordonnées" in page


def test_taking_the_journal_out_is_a_line_of_the_journal(cast: Cast, bruno: Client) -> None:
    line = write(cast, "2026-03-03")
    answer = bruno.get(f"{address(cast)}journal.csv")
    assert answer["Content-Disposition"].startswith('attachment; filename="journal_')
    header, *found = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert header == ["date", "heure", "qui", "action", "objet", "requête"]
    assert found[0][:4] == ["2026-03-03", "10:30:00", "Bruno Le Goff", "a changé les coordonnées de la structure"]
    assert line.request_id == found[0][5]
    assert JournalEntry.objects.get(action="journal.exported").organisation_id == cast.navette.pk


def test_taking_it_out_asks_who_it_is_when_the_session_is_old(cast: Cast, client: Client) -> None:
    sign_in(client, cast.bruno, minutes_ago=60)
    answer = client.get(f"{address(cast)}journal.csv")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/compte/confirmer/")
    assert not JournalEntry.objects.filter(action="journal.exported").exists()


@pytest.mark.parametrize("who", ["awa", "chloe", "erwan", "fatou", "denis"])
def test_nobody_but_its_managers_reads_it(cast: Cast, client: Client, who: str) -> None:
    write(cast, "2026-03-03")
    sign_in(client, getattr(cast, who))
    expected = 403 if who == "awa" else 404
    assert client.get(address(cast)).status_code == expected
    assert client.get(f"{address(cast)}journal.csv").status_code == expected
    assert "/journal/" not in client.get("/reglages/").content.decode()


def test_a_manager_of_yesterday_reads_it_no_more(cast: Cast, bruno: Client) -> None:
    assert "/journal/" in bruno.get("/reglages/").content.decode()
    yesterday = dt.date.today() - dt.timedelta(days=1)
    type(cast.bruno_at_navette).objects.filter(pk=cast.bruno_at_navette.pk).update(ends_on=yesterday)
    assert bruno.get(address(cast)).status_code == 404
    assert bruno.get(f"{address(cast)}journal.csv").status_code == 404


def test_the_page_costs_the_same_at_5_and_at_200_lines(cast: Cast, bruno: Client) -> None:
    costs = []
    for number in (5, 195):
        for _ in range(number):
            jeanne = follow(cast.navette)
            journal.record("person.opened", by=cast.awa, organisation=cast.navette, about=jeanne)
        with CaptureQueriesContext(connection) as queries:
            assert bruno.get(address(cast)).status_code == 200
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_who_coordinates_a_network_of_the_structure_is_named(cast: Cast, bruno: Client) -> None:
    joined = network(cast.erwan, cast.navette)
    journal.record("network.asked", by=cast.erwan, organisation=cast.navette, about=joined)
    journal.record("network.asked", by=cast.denis, organisation=cast.navette, about=joined)
    page = bruno.get(address(cast)).content.decode()
    assert "Erwan Kerdoncuff" in page
    assert "Denis" not in page
