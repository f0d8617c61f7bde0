"""Two questions about the same accompaniments: what activities say crosses with anything, people where it is sure."""

import csv
import datetime as dt
import io
from itertools import permutations

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast, activity, follow
from tests.statistics.reading import YEAR, figures
from trame.activity.entry import FollowedParticipant
from trame.activity.models import Activity
from trame.statistics.crossing import COLUMNS, DIMENSIONS, Crossing, cross
from trame.statistics.engine import scope_for
from trame.statistics.scopes import Scope
from trame.ui import charts


def followed(cast: Cast, **known: object) -> tuple[FollowedParticipant, ...]:
    return (FollowedParticipant(follow(cast.navette, **known).pk),)


@pytest.fixture
def world(cast: Cast) -> Cast:
    """A woman of 30 about e-mail; an anonymous retired woman about security, on the phone; a workshop of 6 women,
    of whom 2 retired; another of 4, 3 of them women and 1 retired; somebody of whom nothing is said."""
    by, where = cast.awa_at_navette, cast.library
    activity(by, where, followed=followed(cast, gender="feminin", birth_year=1995, status="en_emploi"))
    activity(
        by, where, topics=("securite_numerique",), materials=("telephone",),
        anonymous={"anonymous_gender_feminin": 1, "anonymous_status_retraite": 1},
    )  # fmt: skip
    for total, women, retired in ((6, 6, 2), (4, 3, 1)):
        activity(
            by, where, kind="collectif", topics=("email", "securite_numerique"), anonymous_total=total,
            anonymous={"anonymous_gender_feminin": women, "anonymous_status_retraite": retired},
        )  # fmt: skip
    bare = activity(by, where, date=dt.date(2025, 5, 3))
    Activity.objects.filter(pk=bare.pk).update(topics=[])  # as an import may leave it
    return cast


def scope_of(cast: Cast) -> Scope:
    return scope_for(cast.awa, start=YEAR[0], end=YEAR[1])


def crossed(cast: Cast, rows: str, columns: str) -> Crossing:
    return cross(scope_of(cast), DIMENSIONS[rows], DIMENSIONS[columns], reader=cast.awa)


def test_an_activity_crosses_with_another_thing_it_says(world: Cast) -> None:
    found = crossed(world, "nature", "sujet")
    assert found.cells == {
        ("individuel", "email"): 1, ("individuel", "securite_numerique"): 1, ("individuel", ""): 1,
        ("collectif", "email"): 10, ("collectif", "securite_numerique"): 10,
    }  # fmt: skip
    assert [(line.code, line.n) for line in found.rows] == [("collectif", 10), ("individuel", 3)]
    assert {line.code: line.n for line in found.columns} == {"email": 11, "securite_numerique": 11, "": 1}
    assert (found.total, found.of) == (13, 13)


def test_people_cross_with_what_their_activity_says_counters_included(world: Cast) -> None:
    found = crossed(world, "sujet", "genre")
    assert found.cells == {
        ("email", "feminin"): 10, ("email", ""): 1, ("", ""): 1,
        ("securite_numerique", "feminin"): 10, ("securite_numerique", ""): 1,
    }  # fmt: skip
    assert [(line.label, line.n) for line in found.columns] == [("Féminin", 11), ("Non renseigné", 2)]


def test_two_characteristics_of_people_cross_only_where_nobody_can_be_mistaken(world: Cast) -> None:
    found = crossed(world, "genre", "statut")
    # The workshop of three women and one man or woman unknown, one of the four retired: nothing says who.
    assert found.cells == {("feminin", "en_emploi"): 1, ("feminin", "retraite"): 3}
    assert (found.total, found.of) == (4, 13)
    assert found.only_known_pairs


PAIRS = [(rows, columns) for rows, columns in permutations(DIMENSIONS, 2) if columns in COLUMNS]


def test_margins_are_those_of_each_question_alone_whatever_the_pair(world: Cast) -> None:
    assert len(PAIRS) > 200
    for rows, columns in PAIRS:
        found = crossed(world, rows, columns)
        for line in found.rows:
            across = sum(n for (row, _), n in found.cells.items() if row == line.code)
            assert across == line.n or (across > line.n and DIMENSIONS[columns].several), (rows, columns, line)
        for line in found.columns:
            down = sum(n for (_, column), n in found.cells.items() if column == line.code)
            assert down == line.n or (down > line.n and DIMENSIONS[rows].several), (rows, columns, line)
        assert found.total <= found.of == 13, (rows, columns)


def test_a_crossing_agrees_with_the_figures_of_the_page(world: Cast) -> None:
    alone = figures(world.awa)
    for code, figure in (("genre", "attendances_by_gender"), ("sujet", "attendances_by_topic")):
        margins = {line.label: line.n for line in crossed(world, code, "canal").rows}
        assert margins == {row.label: row.n for row in alone[figure].rows}


def test_a_scope_without_structure_crosses_nothing(world: Cast) -> None:
    empty = Scope(organisation_ids=frozenset(), start=YEAR[0], end=YEAR[1])
    found = cross(empty, DIMENSIONS["sujet"], DIMENSIONS["genre"], reader=world.awa)
    assert (found.cells, found.rows, found.total) == ({}, [], 0)


@pytest.fixture
def awa(world: Cast) -> Client:
    client = Client()
    client.force_login(world.awa)
    return client


PERIOD = "?du=2025-01-01&au=2025-12-31"


def test_the_table_says_its_base_its_fullest_cell_and_its_shares(awa: Client) -> None:
    page = awa.get(reverse("statistics:crossing_of", args=["sujet", "genre", "lignes"]) + PERIOD).content.decode()
    assert "13\u202faccompagnements" in page or "13\u00a0accompagnements" in page
    assert "90,9\u202f%" in page or "90,9\u00a0%" in page  # 10 of 11 about e-mail are women
    assert "plusieurs lignes" in page


def test_small_charts_have_the_scale_of_all_and_the_table_follows(awa: Client) -> None:
    answer = awa.get(reverse("statistics:crossing_of", args=["sujet", "genre", "graphiques"]) + PERIOD)
    drawn = charts.panel_shapes(answer.context["page"].panels)
    found = {panel.chart.title: [(bar.row.label, bar.row.n, bar.width) for bar in panel.bars] for panel in drawn}
    assert found == {
        "E-mail": [("Féminin", 10, "100.00%"), ("Non renseigné", 1, "10.00%")],
        "Prévention en sécurité numérique": [("Féminin", 10, "100.00%"), ("Non renseigné", 1, "10.00%")],
        "Non renseigné": [("Féminin", 0, "0.00%"), ("Non renseigné", 1, "10.00%")],
    }
    assert [panel.chart.total for panel in drawn] == [11, 11, 1]
    page = answer.content.decode()
    assert "même échelle" in page
    assert '<table class="table crossing">' in page


def test_pairs_say_how_many_can_be_crossed(awa: Client) -> None:
    page = awa.get(reverse("statistics:crossing_of", args=["genre", "statut", "nombre"]) + PERIOD).content.decode()
    assert "4 sur 13 croisables" in page


def test_a_filter_on_people_is_not_crossed_with_another_of_their_characteristics(awa: Client) -> None:
    address = reverse("statistics:crossing_of", args=["sujet", "age", "nombre"]) + PERIOD + "&genre=feminin"
    assert "déjà ceux de personnes choisies" in awa.get(address).content.decode()
    other = reverse("statistics:crossing_of", args=["sujet", "canal", "nombre"]) + PERIOD + "&genre=feminin"
    assert "11 accompagnements" in awa.get(other).content.decode().replace("\u202f", " ").replace("\u00a0", " ")


@pytest.mark.parametrize("names", [["x", "age"], ["age", "age"], ["age", "commune"], ["genre", "tag"]])
def test_what_is_no_crossing_is_not_found(awa: Client, names: list[str]) -> None:
    assert awa.get(reverse("statistics:crossing_of", args=[*names, "nombre"])).status_code == 404
    assert awa.get(reverse("statistics:crossing_csv", args=names)).status_code == 404


def test_the_choice_leads_to_its_table_and_a_wrong_one_to_the_first(awa: Client) -> None:
    chosen = awa.get(reverse("statistics:crossing"), {"lignes": "genre", "colonnes": "canal", "montrer": "colonnes"})
    assert chosen["Location"].startswith(reverse("statistics:crossing_of", args=["genre", "canal", "colonnes"]))
    wrong = awa.get(reverse("statistics:crossing"), {"lignes": "genre", "colonnes": "genre"})
    assert wrong["Location"].startswith(reverse("statistics:crossing_of", args=["sujet", "age", "nombre"]))


def test_nothing_recorded_says_so(awa: Client) -> None:
    page = awa.get(reverse("statistics:crossing_of", args=["sujet", "age", "nombre"]) + "?du=2021-01-01&au=2021-12-31")
    assert "Aucun accompagnement" in page.content.decode()


def test_the_file_has_every_cell_with_its_two_shares(awa: Client) -> None:
    answer = awa.get(reverse("statistics:crossing_csv", args=["sujet", "genre"]) + PERIOD)
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == 3 * 2
    (one,) = [row for row in rows if (row["code de ligne"], row["code de colonne"]) == ("email", "feminin")]
    assert (one["n"], one["total de la ligne"], one["% de la ligne"], one["% de la colonne"]) == (
        "10", "11", "90,9", "90,9",
    )  # fmt: skip
