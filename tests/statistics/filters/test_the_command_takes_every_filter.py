import datetime as dt
import json
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.core.management.base import CommandError

from tests.cast import Cast, activity, follow, place
from trame.activity.entry import FollowedParticipant
from trame.activity.models import Tag

YEAR = ("--du", "2025-01-01", "--au", "2025-12-31")


def run(*arguments: str) -> dict[str, dict[str, object]]:
    out = StringIO()
    call_command("statistics", *arguments, "--json", stdout=out)
    found: dict[str, dict[str, object]] = json.loads(out.getvalue())
    return found


def refusal(*arguments: str) -> str:
    with pytest.raises(CommandError) as raised:
        run(*arguments)
    assert raised.value.returncode == 2
    return str(raised.value)


@pytest.fixture
def recorded(cast: Cast) -> Cast:
    hall = place(cast.navette, "Mairie", "29232")
    woman = FollowedParticipant(follow(cast.navette, gender="feminin").pk)
    activity(cast.awa_at_navette, cast.library, followed=(woman,), tags=("Bus",), topics=("sante",))
    activity(cast.awa_at_navette, hall, kind="collectif", anonymous_total=3, setting="scolaire")
    activity(cast.chloe_at_port, cast.quay)
    return cast


def test_each_filter_has_the_name_it_has_in_the_address(recorded: Cast) -> None:
    of_navette = ("--structure", str(recorded.navette.pk), *YEAR)
    tag = Tag.objects.get(name="Bus")
    for option, value, attendances in (
        ("--lieu", str(recorded.library.pk), 1),
        ("--commune", "29232", 3),
        ("--departement", "56", 1),
        ("--epci", str(recorded.library.commune.epci_id), 1),
        ("--mediateur", str(recorded.awa.pk), 4),
        ("--nature", "collectif", 3),
        ("--sujet", "sante", 1),
        ("--tag", str(tag.pk), 1),
        ("--canal", "lieu_activite", 4),
        ("--cadre", "scolaire", 3),
        ("--genre", "feminin", 1),
        ("--age", "moins_de_douze", 0),
        ("--statut", "retraite", 0),
        ("--residence", "56178", 0),
    ):
        assert run(*of_navette, option, value)["attendances"]["n"] == attendances, option


def test_several_structures_or_all_of_them_add_up(recorded: Cast) -> None:
    both = ("--structure", str(recorded.navette.pk), "--structure", str(recorded.port.pk))
    assert run(*both, *YEAR)["attendances"]["n"] == 5
    assert run("--instance", *YEAR)["attendances"]["n"] == 5


def test_a_period_of_the_page_replaces_the_two_dates(recorded: Cast) -> None:
    with time_machine.travel(dt.datetime(2025, 11, 24, 12, tzinfo=dt.UTC), tick=False):
        assert run("--instance", "--periode", "annee")["attendances"]["n"] == 5
        assert run("--instance", "--periode", "precedente")["attendances"]["n"] == 0


def test_what_cannot_be_computed_says_why(recorded: Cast) -> None:
    found = run("--instance", *YEAR, "--genre", "feminin")
    assert "ne se filtre pas par public" in str(found["coordination_activities"]["impossible"])
    assert found["attendances_by_age"]["crossable"] == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--nature", "animation"], "« animation » n’est pas une valeur de --nature : individuel ou collectif."),
        (["--genre", "non_communique"], "« non_communique » n’est pas une valeur de --genre : feminin ou masculin."),
        (["--commune", "quimper"], "« quimper » n’est pas une valeur de --commune."),
        (["--epci", "000000000"], "--epci 000000000 ne désigne rien dans ces structures, en tout ou en partie."),
        (["--lieu", "999999"], "--lieu 999999 ne désigne rien dans ces structures, en tout ou en partie."),
        (["--mediateur", "999999"], "Une médiatrice, un médiateur ou un tag demandé n’est pas de ces structures."),
        (["--genre", "feminin", "--statut", "retraite"], "Un seul filtre sur les personnes à la fois"),
        (["--periode", "mois"], "--periode remplace les deux dates"),
        (["--instance"], "--instance veut dire toutes les structures"),
    ],
)
def test_an_unknown_value_is_refused_in_words(recorded: Cast, arguments: list[str], message: str) -> None:
    assert message in refusal("--structure", str(recorded.navette.pk), *YEAR, *arguments)


def test_a_period_that_does_not_exist_is_refused_with_those_that_do(recorded: Cast) -> None:
    said = refusal("--instance", "--periode", "toujours")
    assert said.startswith("« toujours » n’est pas une période : annee, trimestre")


def test_too_many_values_are_refused(recorded: Cast) -> None:
    many = [argument for number in range(101) for argument in ("--lieu", str(number + 1))]
    assert "--lieu : au plus 100 valeurs." in refusal("--instance", *YEAR, *many)
