"""La Coop's own exporter wrote the sample; its oracle was computed from the records, not from the file."""

import json
from pathlib import Path
from typing import Any

import pytest

from trame.interchange.imports.coop.plan import read_plan
from trame.interchange.imports.matching import people_of, places_of
from trame.interchange.imports.review import review

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "data" / "coop"
SAMPLE = FOLDER / "sample_self_small.xlsx"

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not SAMPLE.exists(), reason=f"the sample is not beside this checkout: {SAMPLE}"),
]


@pytest.fixture
def oracle() -> dict[str, Any]:
    answer: dict[str, Any] = json.loads((FOLDER / "sample_self_small.oracle.json").read_text())
    return answer


def test_every_figure_of_the_dry_run_equals_the_oracle(oracle: dict[str, Any]) -> None:
    found = review(read_plan(SAMPLE.read_bytes())).as_json()
    counts = oracle["counts"]
    assert (found["rows"], found["imported"], found["refused"], found["errors"]) == (85, 85, 0, [])
    assert found["activities"] == counts["activites"] == 40
    assert found["attendances"] == counts["accompagnements"] == 85
    assert found["minutes"] == oracle["minutes"]["total"] == 2993
    for axis, name, unit in (
        ("topic", "by_thematique", "accompagnements"),
        ("channel", "by_canal", "accompagnements"),
        ("month", "by_month", "accompagnements"),
        ("material", "by_materiel", "accompagnements"),
        ("gender", "by_genre", "rows"),
        ("age", "by_tranche_age", "rows"),
        ("status", "by_statut", "rows"),
    ):
        assert found["by"][axis] == {code: of[unit] for code, of in oracle[name].items() if of[unit]}, axis


def test_each_activity_says_what_its_record_says() -> None:
    records = {record["id"]: record for record in json.loads((FOLDER / "sample_self_small.records.json").read_text())}
    planned = {one.entry.source_id: one for one in read_plan(SAMPLE.read_bytes()).activities}
    assert planned.keys() == records.keys()
    for source_id, record in records.items():
        entry = planned[source_id].entry
        assert (entry.kind, f"{entry.date}", entry.minutes, entry.channel) == (
            record["type"], record["date"], record["duree"], record["canal"],
        )  # fmt: skip
        assert set(entry.topics) == set(record["thematiques"])
        assert set(entry.materials) == set(record["materiel"])
        assert entry.tags == tuple(record["tags"])
        assert entry.autonomy == (record["autonomie"] or "")
        assert entry.level == (record["niveau"] or "")
        assert entry.redirected == record["oriente"]
        assert entry.redirection == (record["redirection"] or "")
        assert entry.procedure_name == (record["precision_demarche"] or "")
        assert entry.title == (record["titre_atelier"] or "")
        assert bool(entry.notes) == bool(record["notes_html"])
        assert entry.participants == record["participants"]
        assert len(entry.followed) == sum(person["nomme"] for person in record["personnes"])


def test_people_and_places_are_told_apart_as_the_oracle_does(oracle: dict[str, Any]) -> None:
    activities = read_plan(SAMPLE.read_bytes()).activities
    distinct = oracle["counts"]["beneficiaires_nommes_distincts_par_libelle_et_commune"]
    assert len(people_of(activities)) == distinct == 13
    assert len(places_of(activities)) == len(oracle["by_lieu"]) == 6
