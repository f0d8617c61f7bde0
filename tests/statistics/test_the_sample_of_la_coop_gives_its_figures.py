"""The sample exported by La Coop: every figure its oracle also holds is equal."""

import datetime as dt
import json
from collections import Counter
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from tests.cast import Cast
from trame.people.readers import command_reader
from trame.statistics.engine import compute, scope_for
from trame.statistics.figures import Figure

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "data" / "coop"
SAMPLE, ORACLE = FOLDER / "sample_self_small.xlsx", FOLDER / "sample_self_small.oracle.json"

pytestmark = pytest.mark.skipif(not SAMPLE.exists(), reason=f"the sample is not beside this checkout: {SAMPLE}")


@pytest.fixture
def found(cast: Cast) -> dict[str, Figure]:
    call_command("import_file", str(SAMPLE), partner="coop", organisation=cast.navette.pk, json=True, stdout=StringIO())
    reader = command_reader([cast.navette.pk], "test")
    return compute(scope_for(reader, start=dt.date(2025, 1, 1), end=dt.date(2025, 12, 31)), reader=reader)


@pytest.fixture
def oracle() -> dict[str, Any]:
    return dict(json.loads(ORACLE.read_text(encoding="utf-8")))


def stated(figure: Figure) -> dict[str, int]:
    return {row.code: row.n for row in figure.stated if row.n}


def named(figure: Figure) -> dict[str, int]:
    return {row.label: row.n for row in figure.stated}


def told_by_records() -> dict[str, int]:
    """Days, weeks, and people who came again, counted one by one from the records of the sample."""
    records = json.loads((FOLDER / "sample_self_small.records.json").read_text(encoding="utf-8"))
    days = {dt.date.fromisoformat(record["date"]) for record in records}
    months: dict[tuple[str, str], list[str]] = {}
    for record in records:
        for person in (person for person in record["personnes"] if person["nomme"]):
            months.setdefault((person["libelle"], person["code_insee"]), []).append(record["date"][:7])
    return {
        "activity_days": len(days),
        "activity_weeks": len({day.isocalendar()[:2] for day in days}),
        "people_seen_again": sum(len(came) > 1 for came in months.values()),
        "regular_people": sum(len(set(came)) > 2 for came in months.values()),
    }


def test_totals_are_those_of_the_oracle(found: dict[str, Figure], oracle: dict[str, Any]) -> None:
    counts, minutes = oracle["counts"], oracle["minutes"]
    totals = {code: figure.n for code, figure in found.items() if figure.indicator.dimension is None}
    expected = {
        "attendances": counts["accompagnements"],
        "activities": counts["activites"],
        "individual_activities": counts["activites_individuelles"],
        "workshops": counts["ateliers"],
        "workshop_attendances": counts["participants_ateliers"],
        "followed_people": counts["beneficiaires_nommes_distincts_par_libelle_et_commune"],
        "anonymous_attendances": counts["anonymous_heads_rows"],
        "first_times": found["first_times"].n,  # the file does not say who was new
        "minutes": minutes["total"],
        "beneficiaries": counts["peer_beneficiaires_total"],
        "procedure_attendances": oracle["by_thematique"]["aide_aux_demarches_administratives"]["accompagnements"],
        "active_mediators": 1,
        "active_places": len(oracle["by_lieu"]),
        "activity_communes": len({line["code_insee"] for line in oracle["by_commune_activite"]} - {""}),
        "residence_communes": len({line["code_insee"] for line in oracle["by_commune_beneficiaire"]} - {""}),
        "sessions_per_person": counts["named_rows"],
        "activities_per_week": counts["activites"],
        "minutes_per_individual_activity": minutes["individuels"],
        "minutes_per_workshop": minutes["ateliers"],
        "attendances_per_workshop": counts["participants_ateliers"],
        **told_by_records(),
    }
    # Of procedures, half-days, coordination… the file says nothing.
    assert totals == dict.fromkeys(totals, 0) | expected
    assert found["first_times"].n == counts["beneficiaires_nommes_distincts_par_libelle_et_commune"]
    assert found["first_times"].unknown == counts["anonymous_heads_rows"]


@pytest.mark.parametrize(
    ("code", "key", "value"),
    [
        ("attendances_by_month", "by_month", "accompagnements"),
        ("attendances_by_topic", "by_thematique", "accompagnements"),
        ("attendances_by_channel", "by_canal", "accompagnements"),
        ("attendances_by_duration", "by_duree_range", "accompagnements"),
        ("attendances_by_material", "by_materiel", "accompagnements"),
        ("attendances_by_gender", "by_genre", "rows"),
        ("attendances_by_age", "by_tranche_age", "rows"),
        ("attendances_by_status", "by_statut", "rows"),
        ("activities_by_autonomy", "by_autonomie", "activites"),
        ("activities_by_redirection", "by_redirection", "activites"),
        ("activities_by_level", "by_niveau_atelier", "activites"),
        ("attendances_by_kind", "by_type", "accompagnements"),
        ("minutes_by_kind", "by_type", "minutes"),
    ],
)
def test_each_breakdown_is_that_of_the_oracle(
    found: dict[str, Figure], oracle: dict[str, Any], code: str, key: str, value: str
) -> None:
    expected = {slug: told[value] for slug, told in oracle[key].items()}
    if "non_communique" in expected:
        assert found[code].unknown == expected.pop("non_communique")
    assert stated(found[code]) == expected


def test_tags_and_places_have_the_oracles_names(found: dict[str, Figure], oracle: dict[str, Any]) -> None:
    tags = {tag: told["accompagnements"] for tag, told in oracle["by_tag"].items()}
    places = {place["nom"]: place["accompagnements"] for place in oracle["by_lieu"]}
    assert named(found["attendances_by_tag"]) == tags
    assert named(found["attendances_by_place"]) == places


def by_insee_code(lines: list[dict[str, Any]], value: str) -> Counter[str]:
    """One commune may have several postal codes, hence several lines."""
    found: Counter[str] = Counter()
    for line in lines:
        found[line["code_insee"]] += line[value]
    return found


@pytest.mark.parametrize(
    ("code", "key", "value"),
    [
        ("attendances_by_commune", "by_commune_activite", "accompagnements"),
        ("attendances_by_residence", "by_commune_beneficiaire", "rows"),
    ],
)
def test_communes_are_those_of_the_oracle(
    found: dict[str, Figure], oracle: dict[str, Any], code: str, key: str, value: str
) -> None:
    expected = by_insee_code(oracle[key], value)
    assert found[code].unknown == expected.pop("")
    assert stated(found[code]) == dict(expected)


def test_redirections_answered_or_not_are_told_apart(found: dict[str, Figure], oracle: dict[str, Any]) -> None:
    redirections = found["activities_by_redirection"]
    answers = oracle["by_orientation"]
    silent = answers["vide"] - oracle["counts"]["ateliers"]  # workshops never say
    assert (redirections.n, redirections.d, redirections.unknown) == (answers["oui"], 32, silent)
