"""manage.py import_file: JSON on standard output whatever happens, exit code 1 as soon as something is refused."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from tests.cast import Cast, membership
from tests.interchange.coop_files import FIRST, coop_file, named, row, workshop
from trame.activity.models import Activity, Beneficiary
from trame.interchange.imports.models import ImportBatch
from trame.people.models import Role

ROWS = [row(1), *workshop(2, [{}, named("Anne Le Goff")], **{"Durée (min)": 120, "Tags": "Café IA"})]


def run(content: bytes, folder: Path, *arguments: str) -> tuple[int, dict[str, Any]]:
    """Exit code and JSON of the command on this file."""
    path = folder / "export.xlsx"
    path.write_bytes(content)
    out = StringIO()
    try:
        call_command("import_file", str(path), "--partner", "coop", "--json", *arguments, stdout=out)
    except SystemExit as stopped:
        return int(str(stopped.code)), json.loads(out.getvalue())
    return 0, json.loads(out.getvalue())


@pytest.mark.django_db
def test_a_dry_run_needs_no_organisation_and_writes_nothing(tmp_path: Path) -> None:
    code, found = run(coop_file(ROWS), tmp_path, "--dry-run")
    assert code == 0
    assert found == {
        "rows": 3,
        "imported": 3,
        "already": 0,
        "refused": 0,
        "errors": [],
        "warnings": [],
        "activities": 2,
        "attendances": 3,
        "minutes": 150,
        "by": {
            "topic": {"email": 3},
            "channel": {"lieu_activite": 3},
            "month": {"2025-03": 3},
            "material": {"ordinateur": 3},
            "gender": {"feminin": 3},
            "age": {"soixante_soixante_neuf": 3},
            "status": {"retraite": 3},
        },
    }
    assert not ImportBatch.objects.exists()


def test_it_writes_under_the_first_mediator_of_the_organisation(cast: Cast, tmp_path: Path) -> None:
    code, found = run(coop_file(ROWS), tmp_path, "--organisation", str(cast.navette.pk))
    assert (code, found["imported"], found["already"]) == (0, 3, 0)
    assert set(Activity.objects.values_list("mediator__email", flat=True)) == {"awa@navette.test"}
    assert Beneficiary.objects.get().name == ""
    code, found = run(coop_file(ROWS), tmp_path, "--organisation", str(cast.navette.pk))
    assert (code, found["imported"], found["already"], found["activities"]) == (0, 0, 3, 2)
    assert Activity.objects.count() == 2


def test_it_writes_under_the_person_named(cast: Cast, tmp_path: Path) -> None:
    membership(cast.denis, cast.navette, Role.MEDIATOR)
    run(coop_file(ROWS), tmp_path, "--organisation", str(cast.navette.pk), "--user", "denis@ailleurs.test")
    assert set(Activity.objects.values_list("mediator__email", flat=True)) == {"denis@ailleurs.test"}


def test_a_refused_row_exits_with_1_and_writes_nothing(cast: Cast, tmp_path: Path) -> None:
    content = coop_file([*ROWS, row(3, Date="hier")])
    for arguments in (["--dry-run"], ["--organisation", str(cast.navette.pk)]):
        code, found = run(content, tmp_path, *arguments)
        assert (code, found["rows"], found["imported"], found["refused"]) == (1, 4, 0, 1)
        assert [(e["row"], e["column"], e["value"]) for e in found["errors"]] == [(FIRST + 3, "Date", "hier")]
        assert found["attendances"] == 3
    assert not Activity.objects.exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "--organisation"),
        (["--organisation", "987654"], "987654"),
        (["--organisation", "{port}", "--user", "awa@navette.test"], "awa@navette.test"),
    ],
)
def test_a_missing_or_wrong_structure_is_told_in_json(
    cast: Cast, tmp_path: Path, arguments: list[str], said: str
) -> None:
    told = [argument.format(port=cast.port.pk) for argument in arguments]
    code, found = run(coop_file(ROWS), tmp_path, *told)
    assert (code, found["imported"]) == (1, 0)
    assert said in found["errors"][0]["message"]
    assert not Activity.objects.exists()


@pytest.mark.django_db
def test_a_file_that_is_no_spreadsheet_is_told_in_json(tmp_path: Path) -> None:
    code, found = run(b"\x89PNG", tmp_path, "--dry-run")
    assert (code, found["rows"], found["errors"][0]["row"]) == (1, 0, None)
    assert "image" in found["errors"][0]["message"]


@pytest.mark.django_db
def test_a_file_that_is_not_there_is_told_in_json(tmp_path: Path) -> None:
    out = StringIO()
    with pytest.raises(SystemExit):
        call_command("import_file", str(tmp_path / "absent.xlsx"), "--dry-run", "--json", stdout=out)
    assert "absent.xlsx" in json.loads(out.getvalue())["errors"][0]["message"]
