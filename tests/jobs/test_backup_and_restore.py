"""A backup is one file that only the private key opens; restored on an empty machine, it gives the same figures."""

import datetime as dt
import json
import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pyrage
import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from tests.cast import Cast, activity
from tests.sessions import open_session
from trame.database import client_program
from trame.jobs import backup

PRIVATE, PUBLIC = backup.new_key()
OTHER_PRIVATE, _ = backup.new_key()
ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def machine(settings: Settings, tmp_path: Path) -> Path:
    """Folders of a machine that has one file, a key to encrypt for, and no key to decrypt with."""
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.BACKUP_DIR = tmp_path / "backups"
    settings.BACKUP_RECIPIENT = PUBLIC
    (tmp_path / "files" / "jobs").mkdir(parents=True)
    (tmp_path / "files" / "jobs" / "bilan").write_bytes(b"%PDF the frozen report")
    return tmp_path


@pytest.fixture
def empty_database() -> Iterator[str]:
    """The address of a new database without a table, on the tests' server."""
    address = urlsplit(os.environ["DATABASE_URL"])
    name = f"trame_empty_{os.getpid()}"
    with psycopg.connect(address.geturl(), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')  # type: ignore[call-overload]
        yield address._replace(path=f"/{name}").geturl()
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')  # type: ignore[call-overload]


def manage(*arguments: str, database: str, var: Path, said: str = "") -> subprocess.CompletedProcess[str]:
    """Run manage.py as on another machine: other database, other folders."""
    environment = os.environ | {"DATABASE_URL": database, "TRAME_VAR": str(var)}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        check=False,
        cwd=ROOT,
        env=environment,
        input=said,
        capture_output=True,
        text=True,
    )


def archive_of(machine: Path) -> Path:
    return backup.make_backup(machine / "backups", PUBLIC)


@pytest.mark.django_db(transaction=True)
def test_the_figures_and_files_come_back_on_an_empty_machine(machine: Path, empty_database: str, cast: Cast) -> None:
    for day in (3, 4, 5):
        activity(cast.awa_at_navette, cast.library, date=dt.date(2025, 3, day))
    statistics = ["statistics", "--organisation", str(cast.navette.pk), "--from", "2025-01-01", "--to", "2025-12-31"]
    here = manage(*statistics, "--json", database=os.environ["DATABASE_URL"], var=machine)
    archive = archive_of(machine)

    elsewhere = machine / "elsewhere"
    done = manage("restore", str(archive), database=empty_database, var=elsewhere, said=PRIVATE)
    assert done.returncode == 0, done.stderr
    assert "fichiers : 1" in done.stdout

    there = manage(*statistics, "--json", database=empty_database, var=elsewhere)
    figures = json.loads(there.stdout)
    assert figures == json.loads(here.stdout)
    assert figures["activities"]["n"] == 3
    assert (elsewhere / "files" / "jobs" / "bilan").read_bytes() == b"%PDF the frozen report"


def test_a_file_that_is_being_made_is_left_out(machine: Path) -> None:
    (machine / "files" / "jobs" / ".making-x").mkdir()
    (machine / "files" / "jobs" / ".making-x" / "sheet").write_bytes(b"<row>")
    assert [path.name for path in backup._files(machine / "files")] == ["bilan"]


@pytest.mark.django_db(transaction=True)
def test_the_journal_is_still_append_only_after_a_restoration(machine: Path, empty_database: str) -> None:
    archive = archive_of(machine)
    assert manage("restore", str(archive), database=empty_database, var=machine / "b", said=PRIVATE).returncode == 0
    with psycopg.connect(empty_database) as connection, pytest.raises(psycopg.errors.RaiseException):
        connection.execute("TRUNCATE people_journalentry")


@pytest.mark.django_db(transaction=True)
def test_a_restoration_overwrites_nothing(machine: Path) -> None:
    archive = archive_of(machine)
    done = manage("restore", str(archive), database=os.environ["DATABASE_URL"], var=machine / "new", said=PRIVATE)
    assert done.returncode == 1
    assert "n’écrase rien" in done.stderr
    assert not (machine / "new" / "files").exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("key", "reason"),
    [(OTHER_PRIVATE, "pas la bonne clé"), ("bonjour", "pas une clé privée"), ("", "pas une clé privée")],
    ids=["another key", "no key", "nothing"],
)
def test_another_key_opens_nothing(machine: Path, empty_database: str, key: str, reason: str) -> None:
    done = manage("restore", str(archive_of(machine)), database=empty_database, var=machine / "b", said=f"{key}\n")
    assert done.returncode == 1
    assert reason in done.stderr
    with psycopg.connect(empty_database) as connection:
        tables = connection.execute("SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'")
        assert tables.fetchone() == (0,)


@pytest.mark.django_db(transaction=True)
def test_one_damaged_byte_is_seen(machine: Path, empty_database: str) -> None:
    archive = archive_of(machine)
    content = bytearray(archive.read_bytes())
    content[len(content) // 2] ^= 1
    archive.write_bytes(content)
    done = manage("restore", str(archive), database=empty_database, var=machine / "b", said=PRIVATE)
    assert done.returncode == 1
    assert "le fichier est abîmé" in done.stderr


@pytest.mark.django_db(transaction=True)
def test_nothing_can_be_read_in_the_archive_without_the_key(machine: Path, cast: Cast) -> None:
    archive = archive_of(machine)
    content = archive.read_bytes()
    assert content.startswith(b"age-encryption.org/v1\n")
    assert cast.awa.email.encode() not in content
    assert archive.stat().st_mode & 0o077 == 0
    assert [path.name for path in archive.parent.iterdir()] == [archive.name]


@pytest.mark.django_db(transaction=True)
def test_no_session_is_in_the_archive(machine: Path, cast: Cast, tmp_path: Path) -> None:
    session = open_session(cast.awa)
    clear = tmp_path / "clear.tar"
    pyrage.decrypt_file(str(archive_of(machine)), str(clear), [pyrage.x25519.Identity.from_str(PRIVATE)])
    with tarfile.open(clear) as tar:
        tar.extract("database.dump", tmp_path, filter="data")
    listed = subprocess.run(
        [client_program("pg_restore", 18), "--data-only", "--file=-", str(tmp_path / "database.dump")],
        check=True,
        capture_output=True,
    ).stdout
    assert cast.awa.email.encode() in listed
    assert str(session.session_key).encode() not in listed


def forged(folder: Path, member: tarfile.TarInfo) -> Path:
    """An archive made by who has the public key only, with one member of her choice."""
    clear = folder / "forged.tar"
    with tarfile.open(clear, "w") as tar:
        tar.addfile(member)
    archive = folder / "trame-2025-03-03T030000.tar.age"
    pyrage.encrypt_file(str(clear), str(archive), [pyrage.x25519.Recipient.from_str(PUBLIC)])
    return archive


def _link_out() -> tarfile.TarInfo:
    link = tarfile.TarInfo("files")
    link.type, link.linkname = tarfile.SYMTYPE, "/etc"
    return link


@pytest.mark.parametrize(
    "member", [tarfile.TarInfo("../../out"), tarfile.TarInfo("/tmp/trame-out"), _link_out(), tarfile.TarInfo("hello")]
)
def test_a_forged_archive_writes_nothing(
    machine: Path, empty_database: str, tmp_path: Path, member: tarfile.TarInfo
) -> None:
    done = manage("restore", str(forged(tmp_path, member)), database=empty_database, var=machine / "b", said=PRIVATE)
    assert done.returncode == 1
    assert "Rien n’a été changé" in done.stderr
    assert not (machine / "b" / "files").exists()
    assert not Path("/tmp/trame-out").exists()


@pytest.mark.django_db(transaction=True)
def test_an_interrupted_backup_leaves_no_archive(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full_disk(*arguments: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup, "_fill", full_disk)
    with pytest.raises(OSError, match="No space left"):
        archive_of(machine)
    assert list((machine / "backups").iterdir()) == []


def test_without_a_public_key_the_command_says_how_to_make_one(settings: Settings) -> None:
    settings.BACKUP_RECIPIENT = ""
    with pytest.raises(CommandError, match="--new-key"):
        call_command("backup")


def test_a_key_that_is_none_is_refused(machine: Path) -> None:
    with pytest.raises(backup.BackupRefused, match="age1"):
        backup.make_backup(machine / "backups", "ssh-rsa AAAA")


def days_before(*numbers: int) -> set[dt.datetime]:
    return {dt.datetime(2025, 12, 31, 3, tzinfo=dt.UTC) - dt.timedelta(days=number) for number in numbers}


def test_a_year_of_daily_backups_keeps_seven_days_four_weeks_six_months() -> None:
    """31 December 2025 is a Wednesday: weeks end on Sundays 28, 21, 14; months on 30 November, 31 October…"""
    kept = backup.kept(days_before(*range(365)), (7, 4, 6))
    assert kept == days_before(0, 1, 2, 3, 4, 5, 6, 10, 17, 31, 61, 92, 122, 153)


@given(
    st.sets(st.datetimes(dt.datetime(2020, 1, 1), dt.datetime(2030, 1, 1), timezones=st.just(dt.UTC)), min_size=1),
    st.tuples(*[st.integers(0, 9)] * 3),
)
def test_rotation_keeps_the_newest_and_never_more_than_asked(
    dates: set[dt.datetime], keep: tuple[int, int, int]
) -> None:
    kept = backup.kept(dates, keep)
    assert kept <= dates
    assert max(dates) in kept
    assert len(kept) <= max(sum(keep), 1)


def test_rotation_touches_no_other_file(tmp_path: Path) -> None:
    names = ["trame-2025-01-01T030000.tar.age", "trame-2025-01-02T030000.tar.age", "notes.txt", "trame-x.tar.age"]
    for name in names:
        (tmp_path / name).touch()
    assert backup.rotate(tmp_path, (1, 0, 0)) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names[1:])


@pytest.mark.parametrize(("server", "program"), [(15, 16), (16, 16), (17, 18), (18, 18), (99, 18)])
def test_each_server_gets_the_oldest_program_that_knows_it(
    server: int, program: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The wheel has programs of PostgreSQL 16 and 18; a pg_restore of 18 would break on a server of 15."""
    monkeypatch.setattr(shutil, "which", lambda name: None)
    said = subprocess.run([client_program("pg_dump", server), "--version"], check=True, capture_output=True, text=True)
    assert f"(PostgreSQL) {program}." in said.stdout
