import datetime as dt
import re
from html import unescape

import pytest
import time_machine
from django.test import Client
from django.utils.html import strip_tags

from tests.cast import Cast, activity, follow, membership, place
from trame.activity.entry import FollowedParticipant, ProcedureSaid
from trame.people.models import Role, User

URL = "/statistiques/"
TODAY = dt.datetime(2025, 11, 24, 12, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _in_november_2025() -> object:
    with time_machine.travel(TODAY, tick=False):
        yield


def page(user: User, query: str = "", status: int = 200) -> str:
    """The words of the page, spaces made plain."""
    client = Client()
    client.force_login(user)
    answer = client.get(URL + query)
    assert answer.status_code == status
    return re.sub(r"\s+", " ", unescape(strip_tags(answer.content.decode())))


def test_it_shows_the_figures_of_the_year_and_where_they_come_from(cast: Cast) -> None:
    person = FollowedParticipant(follow(cast.navette, gender="feminin").pk)
    activity(cast.awa_at_navette, cast.library, minutes=45, followed=(person,))
    activity(
        cast.awa_at_navette, cast.library, kind="collectif", minutes=90, topics=("email", "sante"),
        anonymous_total=3, anonymous={"anonymous_new": 2, "anonymous_known": 1},
    )  # fmt: skip
    text = page(cast.awa)
    assert "La Navette, du 1er janvier au 24 novembre 2025." in text
    assert "Accompagnements 4 " in text
    assert "1 individuel + 3 participations à 1 atelier" in text
    assert "Heures 2 h 15" in text
    assert "Premières venues 3 75,0 % des accompagnements" in text
    assert "Dénominateur4 : tous les accompagnements de la période." in text
    assert "Ateliers 1 3 participations" in text
    assert "% des accompagnements % des mentions" in text
    assert "E-mail 4 100,0 % 57,1 %" in text
    assert "Novembre s’arrête au 24." in text


def test_last_year_is_compared_only_when_it_has_something(cast: Cast) -> None:
    for _ in range(3):
        activity(cast.awa_at_navette, cast.library)
    assert "comparé" not in page(cast.awa)
    for day in (dt.date(2024, 3, 3), dt.date(2024, 11, 24), dt.date(2024, 11, 25)):
        activity(cast.awa_at_navette, cast.library, date=day)
    text = page(cast.awa)
    assert "comparé aux mêmes dates un an plus tôt" in text
    assert "+50,0 % contre 2 en 2024" in text
    assert "même mois de 2024" in text


def test_a_period_longer_than_a_year_is_compared_with_nothing(cast: Cast) -> None:
    for year in (2022, 2023, 2024, 2025):
        activity(cast.awa_at_navette, cast.library, date=dt.date(year, 3, 3))
    assert "comparé" in page(cast.awa, "?du=2024-03-01&au=2025-02-28")
    assert "comparé" not in page(cast.awa, "?du=2024-03-01&au=2025-03-31")
    assert "mars 2023" in page(cast.awa, "?du=2022-01-01&au=2025-11-24")


def test_a_manager_sees_the_same_figures_and_a_stranger_has_none(cast: Cast) -> None:
    activity(cast.awa_at_navette, cast.library)
    assert "Accompagnements 1 " in page(cast.bruno)
    assert "Vous n’êtes dans aucune structure" in page(cast.denis)
    assert "Votre premier fil" in page(cast.chloe)


def test_it_asks_to_sign_in(cast: Cast) -> None:
    assert Client().get(URL).status_code == 302
    assert Client().get(URL + "figures.csv").status_code == 302


@pytest.mark.parametrize("path", [URL, URL + "figures.csv"])
def test_another_organisation_is_not_found(cast: Cast, path: str) -> None:
    for user in (cast.awa, cast.denis):
        client = Client()
        client.force_login(user)
        assert client.get(f"{path}?structure={cast.port.pk}").status_code == 404


def test_somebody_of_two_organisations_chooses(cast: Cast) -> None:
    membership(cast.awa, cast.port, Role.MANAGER)
    activity(cast.chloe_at_port, cast.quay, minutes=50)
    text = page(cast.awa, f"?structure={cast.port.pk}")
    assert "Clic du Port, du 1er janvier" in text
    assert "Heures 50 min" in text


@pytest.mark.parametrize(
    ("query", "dates"),
    [
        ("", "du 1er janvier au 24 novembre 2025"),
        ("?periode=trimestre", "du 1er octobre au 24 novembre 2025"),
        ("?periode=precedente", "du 1er janvier au 31 décembre 2024"),
        ("?du=2025-02-03&au=2025-02-05", "du 3 février au 5 février 2025"),
        ("?du=2025-02-03", "du 3 février au 24 novembre 2025"),
        ("?au=2024-06-30", "du 1er janvier au 30 juin 2024"),
    ],
)
def test_the_period_is_in_the_address(cast: Cast, query: str, dates: str) -> None:
    assert dates in page(cast.awa, query)


@pytest.mark.parametrize(
    ("query", "note"),
    [
        ("?periode=toujours", "La période demandée n’existe pas"),
        ("?du=hier&au=2025-01-01", "ne font pas une période"),
        ("?du=2025-02-01&au=2025-01-01", "ne font pas une période"),
        ("?du=0001-01-01&au=9999-12-31", "ne font pas une période"),
        ("?du=2025-01-01%00", "ne font pas une période"),
        ("?lieu=abc", "n’est pas un lieu de cette structure"),
        ("?lieu=99999999999999999999", "n’est pas un lieu de cette structure"),
        ("?lieu=%D9%A1", "n’est pas un lieu de cette structure"),
        ("?structure=abc", "La structure demandée n’existe pas"),
        ("?structure=-1", "La structure demandée n’existe pas"),
    ],
)
def test_garbage_in_the_address_is_left_aside_and_said(cast: Cast, query: str, note: str) -> None:
    activity(cast.awa_at_navette, cast.library)
    text = page(cast.awa, query)
    assert note in text
    assert "du 1er janvier au 24 novembre 2025" in text
    assert "Accompagnements 1 " in text


def test_another_organisations_place_is_left_aside(cast: Cast) -> None:
    activity(cast.awa_at_navette, cast.library)
    text = page(cast.awa, f"?lieu={cast.quay.pk}")
    assert "n’est pas un lieu de cette structure" in text
    assert "Le Quai" not in text


def test_a_place_filters_and_its_chip_removes_it(cast: Cast) -> None:
    hall = place(cast.navette, "Mairie", "56178")
    activity(cast.awa_at_navette, cast.library)
    activity(cast.awa_at_navette, hall)
    activity(cast.awa_at_navette, hall)
    client = Client()
    client.force_login(cast.awa)
    html = client.get(f"{URL}?lieu={hall.pk}&lieu={cast.library.pk}").content.decode()
    assert f'href="?periode=annee&amp;lieu={hall.pk}"' in html
    assert "La Navette, Mairie, du 1er" in page(cast.awa, f"?lieu={hall.pk}")
    assert "Accompagnements 2 " in page(cast.awa, f"?lieu={hall.pk}")


def test_a_period_without_activity_says_so_and_offers_the_year_before(cast: Cast) -> None:
    activity(cast.awa_at_navette, cast.library, date=dt.date(2024, 5, 2))
    text = page(cast.awa)
    assert "Rien avec ces filtres" in text
    assert "Voir l’année précédente" in text


def test_the_csv_has_one_line_per_value_and_runs_no_formula(cast: Cast) -> None:
    trap = place(cast.navette, "=Numérique & Co", "56178")
    activity(cast.awa_at_navette, trap, topics=("email", "sante"))
    activity(cast.awa_at_navette, trap, topics=("email",))
    client = Client()
    client.force_login(cast.awa)
    answer = client.get(URL + "figures.csv?du=2025-01-01&au=2025-12-31")
    assert answer["Content-Type"].startswith("text/csv")
    assert 'filename="statistiques_2025-01-01_2025-12-31.csv"' in answer["Content-Disposition"]
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("structure;du;au;lieux;indicateur;libellé;code;modalité;n;d;")
    about = "La Navette;2025-01-01;2025-12-31;"
    assert f"{about};minutes;Temps d’accompagnement;;;60;2;;;0;minutes;Toutes les activités de la période.;1;;" in lines
    topic = f"{about};attendances_by_topic;Accompagnements par thématique"
    assert f"{topic};sante;Santé;1;2;50,0;33,3;0;accompagnements;Tous les accompagnements de la période.;1;;" in lines
    mean = f"{about};minutes_per_individual_activity;Durée moyenne d’un accompagnement individuel"
    base = "minutes par accompagnement;Les accompagnements individuels de la période."
    assert f"{mean};;;60;2;;;0;{base};1;30,00;" in lines
    nothing = "Les ateliers collectifs de la période.;1;;Ne se calcule pas : aucun atelier collectif sur la période."
    workshops = f"{about};attendances_per_workshop;Participants par atelier"
    assert f"{workshops};;;0;0;;;0;participants par atelier;{nothing}" in lines
    assert any(";'=Numérique & Co;" in line for line in lines)


def test_what_a_structure_does_not_note_is_not_on_the_page(cast: Cast) -> None:
    activity(cast.awa_at_navette, cast.library)
    text = page(cast.awa)
    for title in ("Cadre et accès", "Équipement et aisance", "Démarches suivies", "Temps par nature", "en filigrane"):
        assert title not in text


def test_what_it_notes_is_shown_once_known(cast: Cast) -> None:
    activity(
        cast.awa_at_navette, cast.library, topics=("aide_aux_demarches_administratives",), minutes=60,
        setting="permanence", secondary_topics=("email",), skill_at_start="debutant", skill_after="a_l_aise",
        preparation_minutes=30, half_days=("matin",),
        procedures=(ProcedureSaid(operator="caf", outcome="bloquee", blocking="langue"),),
    )  # fmt: skip
    activity(cast.awa_at_navette, cast.library)
    text = page(cast.awa)
    assert "Démarches suivies 1 " in text
    assert "Part de 1 démarche bloquée." in text
    assert "Progression de l’aisance 1 100,0 % de 1 accompagnement où elle est notée avant et après" in text
    assert "Part des 2 accompagnements individuels." in text
    assert "Sujets et sujets en filigrane" in text
    assert "Part du temps noté, 2 h en tout." in text
    assert "Préparation30 min 25,0 %" in text.replace("Préparation 30", "Préparation30")
    assert "Demi-journées 1 d’après 1 activité sur 2" in text
