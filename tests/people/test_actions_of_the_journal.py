"""Every action that a program records is declared, in words; and no line of the journal holds any content."""

import ast
import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.test import Client

from tests.cast import Cast, activity, follow, membership
from tests.sessions import sign_in
from trame.activity.entry import FollowedParticipant
from trame.activity.models import Beneficiary
from trame.activity.services import version_of
from trame.people import journal
from trame.people.models import JournalEntry, Role

ROOT = Path(__file__).resolve().parent.parent.parent
RECORDING = {"record", "record_opening"}
CODE = re.compile(r"[a-z_]+\.[a-z_]+")


def trees() -> Iterator[tuple[str, ast.Module]]:
    """Every program of Trame but the journal itself, whose `record_opening` calls `record`."""
    for path in sorted((ROOT / "trame").rglob("*.py")):
        if path != ROOT / "trame" / "people" / "journal.py":
            yield str(path.relative_to(ROOT)), ast.parse(path.read_text())


def recordings(tree: ast.Module) -> list[ast.Call]:
    """The calls that write in the journal: `journal.record(…)`, or `record(…)` when it comes from there."""
    bare = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").endswith("journal")
        for alias in node.names
        if alias.name in RECORDING
    }
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call) and _records(node.func, bare)]


def _records(function: ast.expr, bare: set[str]) -> bool:
    if isinstance(function, ast.Attribute):
        return function.attr in RECORDING and isinstance(function.value, ast.Name) and function.value.id == "journal"
    return isinstance(function, ast.Name) and function.id in bare


def texts(tree: ast.AST) -> set[str]:
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def test_every_action_recorded_is_declared() -> None:
    calls = [(path, tree, call) for path, tree in trees() for call in recordings(tree)]
    assert len(calls) >= 15
    for path, tree, call in calls:
        where = f"{path}:{call.lineno}"
        assert call.args, f"{where}: the action comes first"
        # A variable: its values are written elsewhere in the same module.
        written = texts(call.args[0]) or {text for text in texts(tree) if text in journal.ACTIONS}
        assert written, f"{where}: no action is written in this module"
        assert written <= set(journal.ACTIONS), where


def test_every_action_declared_is_recorded_somewhere() -> None:
    written: set[str] = set()
    for _, tree in trees():
        written |= texts(tree) if recordings(tree) else set()
    assert set(journal.ACTIONS) - written == set()


def test_every_action_has_words_that_follow_a_name_and_a_family() -> None:
    for code, words in journal.ACTIONS.items():
        assert CODE.fullmatch(code), code
        assert words[0].islower(), words
        assert not words.endswith("."), words
        assert journal.FAMILIES[code] in journal.Family.values


@pytest.mark.django_db
def test_no_column_holds_any_content(cast: Cast, client: Client) -> None:
    membership(cast.bruno, cast.navette, Role.MEDIATOR)
    jeanne = follow(cast.navette, name="Jeanne Le Bihan", pseudonym="P-AAAAA", residence_id="56178")
    made = activity(
        cast.awa_at_navette,
        cast.library,
        followed=(FollowedParticipant(jeanne.pk),),
        notes="Habite rue du Lavoir.",
        kind="collectif",
        title="Déclarer ses revenus",
    )
    whole_tour(client, cast, jeanne, f"/activites/{made.client_uuid}/")
    lines = list(JournalEntry.objects.values())
    assert {line["action"] for line in lines} >= {
        "person.opened",
        "person.corrected",
        "person.listed_with_names",
        "activity.opened_with_names",
        "activity.deleted",
        "activity.restored",
        "organisation.changed",
        "figures.exported",
        "journal.exported",
        "report.deleted",
    }
    for line in lines:
        assert line["action"] in journal.ACTIONS
        assert line["object_type"] == "" or apps.get_model(line["object_type"])
        assert re.fullmatch(r"[0-9]*|[0-9a-f-]{36}", line["object_id"])
        assert re.fullmatch(r"([0-9a-f]{32})?", line["request_id"])
        assert isinstance(line["at"], dt.datetime)
    told = str(lines)
    for secret in ("Jeanne", "Bihan", "P-AAAAA", "Lavoir", "revenus", "Navette", "Bruno", "Awa", "@"):
        assert secret not in told


def whole_tour(client: Client, cast: Cast, followed: Beneficiary, record: str) -> None:
    """Awa, then Bruno who mediates too, do what leaves a line."""
    sign_in(client, cast.awa)
    person = f"/activites/personnes/{followed.client_uuid}/"
    corrected = {"pseudonym": "P-AAAAA", "name": "Jeanne Le Bihan", "version": version_of(followed)}
    assert client.post(f"{person}corriger/", corrected).status_code == 302
    assert client.post(f"{record}supprimer/").status_code == 302
    assert client.post(f"{record}retablir/").status_code == 302
    sign_in(client, cast.bruno)
    for address in (person, record, "/activites/personnes/", "/statistiques/figures.csv"):
        assert client.get(address).status_code == 200, address
    structure = f"/reglages/structures/{cast.navette.pk}/"
    said = {"name": "La Navette", "commune": "56178", "siret": "", "rna": ""}
    assert client.post(structure, said).status_code == 302
    assert client.post("/bilans/nouveau/", {"year": "2025", "organisation": cast.navette.pk}).status_code == 302
    from trame.report.models import Report

    report = Report.objects.get()
    assert client.post(f"/bilans/{report.pk}/supprimer/").status_code == 302
    assert client.get(f"{structure}journal/journal.csv").status_code == 200
