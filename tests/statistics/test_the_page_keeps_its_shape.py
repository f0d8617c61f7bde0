"""The page of statistics is read by sections, in one order, each reached from a table of contents."""

import datetime as dt
import json
import re
from html import unescape

import pytest
import time_machine
from django.test import Client
from django.utils.html import strip_tags

from tests.cast import Cast, activity, follow, membership, person
from trame.activity.entry import FollowedParticipant, ProcedureSaid
from trame.people.models import Role, User
from trame.report.forms import SectionForm
from trame.report.snapshot import figures_of
from trame.statistics.indicators import INDICATORS

YEAR = "/statistiques/?du=2025-01-01&au=2025-12-31"
ORDER = [
    "ensemble", "mois", "sujets", "publics", "suivi", "moyens", "suites", "demarches", "cadre", "depart", "temps",
    "equipe", "tags",
]  # fmt: skip


@pytest.fixture
def told(cast: Cast) -> Cast:
    """Two mediators, a person followed twice, a workshop of seven, procedures, what a structure may note."""
    seen = FollowedParticipant(follow(cast.navette, gender="feminin").pk)
    for day in (3, 4):
        activity(
            cast.awa_at_navette, cast.library, date=dt.date(2025, 3, day), followed=(seen,), minutes=40,
            autonomy="autonome", setting="permanence", skill_at_start="debutant", tags=("bus",),
            topics=("aide_aux_demarches_administratives",),
            procedures=(ProcedureSaid(domain="logement", outcome="aboutie" if day == 3 else "en_cours"),),
        )  # fmt: skip
    gwen = membership(person("gwen@navette.test", "Gwen", "Le Bras"), cast.navette, Role.MEDIATOR)
    activity(gwen, cast.library, kind="collectif", anonymous_total=7, minutes=120, level="debutant")
    return cast


def html(user: User, path: str = YEAR) -> str:
    client = Client()
    client.force_login(user)
    return client.get(path).content.decode()


def words(user: User, path: str = YEAR) -> str:
    return re.sub(r"\s+", " ", unescape(strip_tags(html(user, path))))


def test_the_sections_follow_one_order_and_the_contents_lead_to_each(told: Cast) -> None:
    page = html(told.awa)
    contents = page.split('<nav class="toc"')[1].split("</nav>")[0]
    assert re.findall(r'href="#(\w+)"', contents) == ORDER
    assert re.findall(r'<h2 id="(\w+)"', page) == ORDER


def test_a_section_where_nothing_is_noted_is_in_neither(cast: Cast) -> None:
    activity(cast.awa_at_navette, cast.library)
    page = html(cast.awa)
    for code in ("suivi", "demarches", "cadre", "depart", "tags", "coordination"):
        assert f'"#{code}"' not in page
        assert f'id="{code}"' not in page


def test_means_and_rates_are_read_with_what_is_divided_by_what(told: Cast) -> None:
    text = words(told.awa)
    assert "Personnes revenues 100,0 % 1 personne sur 1" in text
    assert "Séances par personne 2,0 2 accompagnements pour 1 personne suivie" in text
    assert "Participants par atelier 7,0 7 accompagnements pour 1 atelier" in text
    assert "Durée moyenne d’un accompagnement individuel 40 min 1 h 20 pour 2 accompagnements individuels" in text
    assert "Démarches abouties 50,0 % 1 démarche sur 2" in text
    assert "Part des démarches administratives 22,2 % 2 accompagnements sur 9" in text


def test_a_mean_of_nothing_says_so_in_its_place(cast: Cast) -> None:
    activity(cast.awa_at_navette, cast.library)
    text = words(cast.awa)
    assert "Participants par atelier — Ne se calcule pas : aucun atelier collectif sur la période." in text


def test_time_is_written_in_hours_on_the_bar_of_its_parts(told: Cast) -> None:
    assert "En accompagnement individuel 1 h 20 40,0 %" in words(told.awa)


def test_names_of_the_team_are_for_its_managers(told: Cast) -> None:
    of_manager, of_mediator = (html(user).split('id="equipe"')[1] for user in (told.bruno, told.awa))
    assert "Gwen Le Bras" in of_manager
    assert "Gwen" not in of_mediator
    assert "Collègues, ensemble" in of_mediator


def test_days_are_those_of_the_period_or_the_last_thirty(told: Cast) -> None:
    assert "Jour par jour 9 accompagnements en 2 jours sur 31." in words(
        told.awa, "/statistiques/?du=2025-03-01&au=2025-03-31"
    )
    with time_machine.travel(dt.datetime(2025, 4, 1, 12, tzinfo=dt.UTC), tick=False):
        text = words(told.awa, "/statistiques/")
    assert "Les 30 derniers jours 9 accompagnements en 2 jours sur 30, depuis le 3 mars 2025." in text


def test_equal_months_are_all_the_busiest(cast: Cast) -> None:
    for month in (1, 5):
        activity(cast.awa_at_navette, cast.library, date=dt.date(2025, month, 3))
    assert "Mois les plus chargés : janvier 2025 et mai 2025, avec 1 accompagnement chacun." in words(cast.awa)


def test_nothing_told_inside_only_enters_a_bilan(told: Cast) -> None:
    frozen = figures_of(told.navette, dt.date(2025, 1, 1), dt.date(2025, 12, 31), told.bruno)
    assert set(frozen) == {code for code, indicator in INDICATORS.items() if not indicator.inside}
    assert "Gwen" not in json.dumps(frozen, ensure_ascii=False)
    assert frozen["people_seen_again"]["value"] == "100,0\u202f%"
    offered = {code for code, _ in SectionForm().fields["figures"].choices}  # type: ignore[attr-defined]
    assert "attendances_by_mediator" not in offered
    form = SectionForm({"format": "text", "body": "[chiffre:minutes_by_mediator]"})
    assert "Chiffre inconnu : minutes_by_mediator" in str(form.errors)
