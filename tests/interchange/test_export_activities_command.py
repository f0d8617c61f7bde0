"""`manage.py export_activities`: the same rows in a file of the machine, with the rights of the person it names."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.cast import Cast, activity
from tests.interchange.rows import lines
from trame.people.models import JournalEntry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def recorded(cast: Cast, settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    activity(cast.awa_at_navette, cast.library, notes="Elle a ri.", kind="collectif", title="Tissage")
    activity(cast.awa_at_navette, cast.library, topics=("sante",))
    activity(cast.chloe_at_port, cast.quay, title="au port", kind="collectif")


def written(path: Path, *options: str, user: str = "awa@navette.test") -> list[dict[str, str]]:
    call_command("export_activities", "--user", user, "--out", str(path), *options)
    return lines(path.suffix[1:], path.read_bytes())


@pytest.mark.parametrize("code", ["csv", "xlsx", "ods"])
def test_the_name_of_the_file_says_its_format(tmp_path: Path, code: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert len(written(tmp_path / f"lignes.{code}")) == 2
    assert "2\u00a0lignes dans" in capsys.readouterr().out


def test_filters_are_those_of_an_address(tmp_path: Path) -> None:
    assert [line["Titre"] for line in written(tmp_path / "a.csv", "--query", "?nature=collectif")] == ["Tissage"]


def test_notes_follow_the_rights_of_the_person(tmp_path: Path) -> None:
    assert written(tmp_path / "a.csv", "--notes", "--query", "?nature=collectif")[0]["Notes"] == "Elle a ri."
    assert "Notes" not in written(tmp_path / "b.csv", "--notes", user="bruno@navette.test")[0]


def test_the_journal_says_that_it_was_done_and_names_nobody(tmp_path: Path, cast: Cast) -> None:
    written(tmp_path / "a.csv")
    line = JournalEntry.objects.get()
    assert (line.action, line.actor, line.organisation_id) == ("activities.exported", None, cast.navette.pk)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--user", "nobody@navette.test", "--out", "x.csv"], "Aucun compte"),
        (["--user", "awa@navette.test", "--out", "x.pdf"], "Donnez --format"),
        (["--user", "awa@navette.test", "--out", "x.csv", "--query", "?du=hier"], "ne se lit pas"),
        (["--user", "awa@navette.test", "--out", "x.csv", "--query", "?lieu=999999"], "ne désigne aucun de vos lieux"),
        (["--user", "denis@ailleurs.test", "--out", "x.csv"], "pas de ligne"),
        (["--user", "awa@navette.test", "--out", "nowhere/x.csv"], "ne peut pas être écrit"),
    ],
)
def test_what_it_cannot_do_is_said_in_french(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CommandError, match=said):
        call_command("export_activities", *options)
    assert not list(tmp_path.glob("x.*"))


def test_a_file_that_exists_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("mes lignes")
    with pytest.raises(CommandError, match="existe déjà"):
        written(path)
    assert path.read_text() == "mes lignes"


def test_what_falls_on_its_way_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from trame.interchange.exports import services

    monkeypatch.setattr(services, "lines", lambda *args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        written(tmp_path / "a.xlsx")
    assert not (tmp_path / "a.xlsx").exists()
