import datetime as dt
import re
from html import unescape
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from tests.cast import Cast, membership
from tests.statistics.networks import Workplace, more_workplaces, network_of, workplaces
from trame.activity.models import Activity
from trame.people.models import JournalEntry, Network, NetworkMembership, Role, User


@pytest.fixture(autouse=True)
def _whatever_the_number_of_people(settings: Any) -> None:
    """Structures alone are looked at here; small numbers have a file of their own."""
    settings.MASKING_THRESHOLD = 1


@pytest.fixture(autouse=True)
def _in_november_2025() -> object:
    with time_machine.travel("2025-11-24T12:00:00+01:00", tick=False):
        yield


@pytest.fixture
def three(cast: Cast) -> list[Workplace]:
    return workplaces(cast)


@pytest.fixture
def made(cast: Cast, three: list[Workplace]) -> Network:
    return network_of(cast.erwan, three)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def words(answer: Any) -> str:
    return re.sub(r"\s+", " ", unescape(strip_tags(answer.content.decode())))


def page(user: User, of: Network, query: str = "") -> str:
    answer = signed_in(user).get(f"/statistiques/reseaux/{of.pk}/{query}")
    assert answer.status_code == 200
    return words(answer)


def test_it_shows_totals_where_they_come_from_and_which_months_they_leave_out(
    cast: Cast, three: list[Workplace], made: Network
) -> None:
    for workplace in three:
        workplace.records(minutes=45)
        workplace.records(kind="collectif", anonymous_total=5, minutes=90)
    text = page(cast.erwan, made)
    assert "Réseau du Blavet, du 1er janvier au 31 octobre 2025" in text
    assert "Accompagnements 18 1 mois sur 10" in text
    assert "Heures 6 h 45" in text
    assert "Ateliers 3 " in text
    assert "Dénominateur6 : toutes les activités de la période." in text
    text = page(cast.erwan, made, "?de=2025-02&a=2025-04")
    assert "Accompagnements 18 sans février et avril 2025" in text
    text = page(cast.erwan, made, "?de=2025-03&a=2025-03")
    assert "sans" not in text.split("Accompagnements 18")[1].split("D’où")[0]


def test_it_says_why_there_is_nothing(cast: Cast, three: list[Workplace], made: Network) -> None:
    three[0].records()
    text = page(cast.erwan, made)
    assert "Rien à montrer sur cette période" in text
    assert "trois structures au moins y ont enregistré ensemble 1 activité au moins" in text
    assert "Accompagnements" not in text


def test_totals_that_would_tell_one_structure_are_named_without_a_number(
    cast: Cast, three: list[Workplace], made: Network
) -> None:
    for workplace in three:
        workplace.records()
    three[0].records(kind="collectif", anonymous_total=7)
    text = page(cast.erwan, made)
    assert "Individuels, Ateliers et Participations aux ateliers : rien à montrer." in text


@pytest.mark.parametrize(
    ("query", "dates"),
    [
        ("", "du 1er janvier au 31 octobre 2025"),
        ("?periode=mois", "du 1er octobre au 31 octobre 2025"),
        ("?periode=trimestre", "du 1er juillet au 30 septembre 2025"),
        ("?periode=precedente", "du 1er janvier au 31 décembre 2024"),
        ("?de=2025-02&a=2025-05", "du 1er février au 31 mai 2025"),
        ("?de=2024-02&a=2024-02", "du 1er février au 29 février 2024"),
    ],
)
def test_the_period_is_made_of_whole_months(cast: Cast, made: Network, query: str, dates: str) -> None:
    assert f"Réseau du Blavet, {dates}" in page(cast.erwan, made, query)


@pytest.mark.parametrize(
    "query",
    [
        "?periode=toujours", "?de=2025-11&a=2025-11", "?de=2025-05&a=2025-02", "?de=2025-02", "?de=2025-2&a=2025-3",
        "?de=2025-02-03&a=2025-02-05", "?de=0001-01&a=9999-12", "?de=hier&a=2025-01", "?de=2025-01%00&a=2025-02",
    ],
)  # fmt: skip
def test_days_unfinished_months_and_garbage_are_left_aside_and_said(cast: Cast, made: Network, query: str) -> None:
    text = page(cast.erwan, made, query)
    assert "en voici une autre" in text
    assert "du 1er janvier au 31 octobre 2025" in text


def test_in_january_the_year_before_is_shown(cast: Cast, made: Network) -> None:
    with time_machine.travel("2026-01-05T12:00:00+01:00", tick=False):
        text = page(cast.erwan, made)
        assert "du 1er janvier au 31 décembre 2025" in text
        assert "Depuis janvier" not in text
        assert "4ᵉ trimestre 2025" in text


def test_a_day_filter_or_a_place_changes_nothing(cast: Cast, three: list[Workplace], made: Network) -> None:
    for workplace in three:
        workplace.records()
    plain = page(cast.erwan, made, "?periode=annee")
    forged = f"?periode=annee&du=2025-03-03&au=2025-03-03&lieu={cast.library.pk}&structure={cast.navette.pk}"
    assert page(cast.erwan, made, forged) == plain


def test_only_who_coordinates_it_finds_it(cast: Cast, made: Network) -> None:
    for user in (cast.awa, cast.bruno, cast.chloe, cast.denis, cast.fatou):
        for address in (f"/statistiques/reseaux/{made.pk}/", f"/statistiques/reseaux/{made.pk}/figures.csv"):
            assert signed_in(user).get(address).status_code == 404


def test_the_csv_has_one_line_per_total_and_runs_no_formula(cast: Cast, three: list[Workplace], made: Network) -> None:
    Network.objects.filter(pk=made.pk).update(name="=Réseau")
    for workplace in three:
        workplace.records(minutes=45)
    answer = signed_in(cast.erwan).get(f"/statistiques/reseaux/{made.pk}/figures.csv?de=2025-02&a=2025-03")
    assert 'filename="reseau_2025-02_2025-03.csv"' in answer["Content-Disposition"]
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 1 + 7
    assert lines[0].startswith("réseau;du;au;indicateur;")
    about = "'=Réseau;2025-02-01;2025-03-31"
    base = "Toutes les activités de la période."
    assert f"{about};minutes;Temps d’accompagnement;135;3;minutes;{base};2025-03;2025-02;1" in lines
    assert not any(workplace.organisation.name in answer.content.decode() for workplace in three)


def test_without_anything_to_tell_the_csv_goes_back_to_the_page_that_says_why(cast: Cast, made: Network) -> None:
    answer = signed_in(cast.erwan).get(f"/statistiques/reseaux/{made.pk}/figures.csv?de=2025-02&a=2025-03")
    assert (answer.status_code, answer["Location"]) == (302, f"/statistiques/reseaux/{made.pk}/?de=2025-02&a=2025-03")


def readings() -> list[tuple[int | None, str]]:
    found = JournalEntry.objects.filter(action="network.figures_read").order_by("organisation_id")
    return list(found.values_list("organisation_id", "object_id"))


def test_each_structure_reads_in_its_journal_that_the_figures_were_read_once_a_day(
    cast: Cast, three: list[Workplace], made: Network
) -> None:
    page(cast.erwan, made)
    assert readings() == []
    for workplace in three:
        workplace.records()
    once = sorted((workplace.organisation.pk, str(made.pk)) for workplace in three)
    for query in ("", "", "?periode=mois", "?de=2025-03&a=2025-03"):
        page(cast.erwan, made, query)
    assert readings() == once
    with time_machine.travel("2025-11-25T00:30:00+01:00", tick=False):
        page(cast.erwan, made)
    assert readings() == sorted(once * 2)


def test_statistics_and_home_lead_a_coordinator_without_structure_to_her_networks(cast: Cast, made: Network) -> None:
    client = signed_in(cast.erwan)
    for address in ("/", "/statistiques/", f"/reglages/reseaux/{made.pk}/"):
        assert f'href="/statistiques/reseaux/{made.pk}/"' in client.get(address).content.decode(), address
    membership(cast.erwan, cast.navette, Role.MANAGER)
    assert f'href="/statistiques/reseaux/{made.pk}/"' in client.get("/statistiques/").content.decode()
    assert (
        f'href="/statistiques/reseaux/{made.pk}/"' not in signed_in(cast.bruno).get("/statistiques/").content.decode()
    )


def queries(user: User, of: Network) -> int:
    client = signed_in(user)
    with CaptureQueriesContext(connection) as captured:
        assert "Accompagnements" in words(client.get(f"/statistiques/reseaux/{of.pk}/"))
    return len(captured)


def test_the_number_of_queries_depends_on_neither_records_nor_structures(
    cast: Cast, three: list[Workplace], made: Network
) -> None:
    for workplace in three:
        workplace.records()
    page(cast.erwan, made)  # the line of the day in the journals
    with_three = queries(cast.erwan, made)
    copies = []
    for rank in range(500):
        copy = Activity.objects.earliest("pk")
        copy.pk, copy.client_uuid = None, Activity().client_uuid
        copy.date = dt.date(2025, 1 + rank % 10, 1 + rank % 28)
        copies.append(copy)
    Activity.objects.bulk_create(copies)
    for workplace in more_workplaces(range(3, 12)):
        workplace.records()
        NetworkMembership.objects.create(
            network=made, organisation=workplace.organisation, starts_on=dt.date(2025, 1, 1),
            accepted_at=dt.datetime(2025, 1, 1, tzinfo=dt.UTC),
        )  # fmt: skip
    page(cast.erwan, made)
    assert queries(cast.erwan, made) == with_three
