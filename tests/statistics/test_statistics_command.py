import datetime as dt
import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from tests.cast import Cast, activity
from trame.statistics.indicators import INDICATORS


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("statistics", *arguments, stdout=out)
    return out.getvalue()


def test_it_prints_every_figure_as_json(cast: Cast) -> None:
    activity(cast.awa_at_navette, cast.library, kind="collectif", anonymous_total=3)
    activity(cast.awa_at_navette, cast.library, date=dt.date(2024, 12, 31))
    text = run("--organisation", str(cast.navette.pk), "--from", "2025-01-01", "--to", "2025-12-31", "--json")
    found = json.loads(text)
    assert list(found) == list(INDICATORS)
    assert found["attendances_by_channel"] == {
        "label": "Accompagnements par canal",
        "n": 3,
        "d": 3,
        "unknown": 0,
        "unit": "accompagnements",
        "base": "Tous les accompagnements de la période.",
        "rows": [{"code": "lieu_activite", "label": "Lieu d’activité", "n": 3}],
    }


def test_without_json_it_prints_lines_to_read(cast: Cast) -> None:
    activity(cast.awa_at_navette, cast.library)
    text = run("--organisation", str(cast.navette.pk), "--from", "2025-01-01", "--to", "2025-12-31")
    assert "Accompagnements : 1 accompagnements (base 1)" in text
    assert "    E-mail : 1" in text


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "Indiquez la structure"),
        (["--organisation", "abc"], "« abc » n’est pas un numéro de structure"),
        (["--organisation", "9" * 30], "n’est pas un numéro de structure"),
        (["--organisation", "999999"], "Aucune structure n’a le numéro 999999"),
    ],
)
@pytest.mark.django_db
def test_a_bad_organisation_is_refused_in_words(arguments: list[str], message: str) -> None:
    with pytest.raises(CommandError, match=message):
        run(*arguments, "--from", "2025-01-01", "--to", "2025-12-31")


@pytest.mark.parametrize(
    ("start", "end", "message"),
    [
        ("hier", "2025-12-31", "« hier » n’est pas une date : --from"),
        ("2025-01-01", "2025-02-30", "« 2025-02-30 » n’est pas une date : --to"),
        ("2025-03-01", "2025-01-01", "avant de commencer"),
    ],
)
def test_a_bad_period_is_refused_in_words(cast: Cast, start: str, end: str, message: str) -> None:
    with pytest.raises(CommandError, match=message):
        run("--organisation", str(cast.navette.pk), "--from", start, "--to", end)
