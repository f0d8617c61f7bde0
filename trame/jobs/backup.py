"""Backups: one encrypted archive holding the database and the files, made daily, restored on an empty machine.

The archive is a tar encrypted in the age format (https://age-encryption.org/v1) for one public key: the machine that
makes it cannot read it. Its members, in this order: manifest.json, database.dump (pg_dump, custom format), files/….
"""

import datetime as dt
import hashlib
import json
import os
import re
import subprocess
import tarfile
import tempfile
import threading
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import pyrage
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from trame.database import client_program

FORMAT = 1
NAME = re.compile(r"trame-(\d{4}-\d{2}-\d{2}T\d{6})\.tar\.age")
# Who is signed in where, and who tried, is of no use elsewhere: a stolen archive must open no session.
WITHOUT_ROWS = ("people_session", "people_limit")


class BackupRefused(Exception):
    """The backup or the restoration cannot be done; the message is a French sentence."""


@dataclass(frozen=True)
class Restored:
    """What came back: when the archive was made, how many files it held."""

    made_at: dt.datetime
    files: int


def new_key() -> tuple[str, str]:
    """(private key, public key): the first is kept away from the machine, the second is BACKUP_RECIPIENT."""
    identity = pyrage.x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def make_backup(folder: Path, recipient: str) -> Path:
    """Write one archive in `folder`, readable by the private key of `recipient` alone; its path.

    Raises BackupRefused when the key is not one or the database cannot be copied; nothing is left behind then.
    """
    try:
        key = pyrage.x25519.Recipient.from_str(recipient)
    except pyrage.RecipientError as error:
        raise BackupRefused("BACKUP_RECIPIENT n’est pas une clé publique : elle commence par « age1 ».") from error
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    now = timezone.now()
    archive = folder / f"trame-{now.astimezone(dt.UTC):%Y-%m-%dT%H%M%S}.tar.age"
    unfinished = archive.with_suffix(".unfinished")
    with tempfile.TemporaryDirectory(dir=folder, prefix=".making-") as workplace:
        dump = Path(workplace) / "database.dump"
        _dump(dump)
        try:
            with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
                _encrypt(_manifest(dump, now), dump, out, key)
                out.flush()
                os.fsync(out.fileno())
            unfinished.rename(archive)
        finally:
            unfinished.unlink(missing_ok=True)
    return archive


def restore_backup(archive: Path, private_key: str) -> Restored:
    """Bring back an archive into an empty database and an empty files folder, then migrate.

    Raises BackupRefused, and then changes nothing: wrong key, damaged or foreign archive, database already in use.
    """
    root = Path(settings.MEDIA_ROOT)
    if connection.introspection.table_names() or (root.exists() and any(root.iterdir())):
        raise BackupRefused(
            "La base ou le dossier des fichiers n’est pas vide : une restauration n’écrase rien. "
            "Donnez une base neuve (DATABASE_URL) et un autre dossier (TRAME_VAR)."
        )
    root.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=root.parent, prefix=".restoring-") as workplace:
        content = _decrypt(archive, private_key, Path(workplace))
        manifest = _checked_manifest(content)
        _load(content / "database.dump")
        if (content / "files").exists():
            if root.exists():
                root.rmdir()
            (content / "files").rename(root)
    call_command("migrate", interactive=False, verbosity=0)
    return Restored(dt.datetime.fromisoformat(manifest["made_at"]), len(manifest["files"]))


def rotate(folder: Path, keep: tuple[int, int, int]) -> int:
    """Erase the archives that `keep` = (days, weeks, months) no longer asks for; how many."""
    by_date = {
        dt.datetime.strptime(found[1], "%Y-%m-%dT%H%M%S").replace(tzinfo=dt.UTC): path
        for path in folder.glob("trame-*.tar.age")
        if (found := NAME.fullmatch(path.name))
    }
    superfluous = set(by_date) - kept(by_date, keep)
    for made_at in superfluous:
        by_date[made_at].unlink()
    return len(superfluous)


def kept(dates: Collection[dt.datetime], keep: tuple[int, int, int]) -> set[dt.datetime]:
    """The newest of each of the last days, ISO weeks and months that have one; the very newest in any case."""
    found: set[dt.datetime] = {max(dates)} if dates else set()
    for number, period in zip(keep, ("%Y-%m-%d", "%G-%V", "%Y-%m"), strict=True):
        newest: dict[str, dt.datetime] = {}
        for date in sorted(dates):
            newest[date.strftime(period)] = date
        found.update(newest[name] for name in sorted(newest)[-number:] if number)
    return found


def daily_backup() -> int:
    """Make today's archive, then erase the ones too many; how many were erased."""
    make_backup(settings.BACKUP_DIR, settings.BACKUP_RECIPIENT)
    return rotate(settings.BACKUP_DIR, settings.BACKUP_KEEP)


def _manifest(dump: Path, now: dt.datetime) -> dict[str, Any]:
    root = Path(settings.MEDIA_ROOT)
    return {
        "format": FORMAT,
        "made_at": now.isoformat(),
        "migrations": sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()),
        "database": _digest(dump),
        "files": {str(path.relative_to(root)): _digest(path) for path in _files(root)},
    }


def _files(root: Path) -> Iterator[Path]:
    """But for what hides behind a dot: a file that somebody is making, and that may vanish at any moment."""
    found = (path for path in sorted(root.rglob("*")) if path.is_file() and not path.is_symlink())
    yield from (path for path in found if not any(part.startswith(".") for part in path.relative_to(root).parts))


def _digest(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _encrypt(manifest: dict[str, Any], dump: Path, out: IO[bytes], key: pyrage.x25519.Recipient) -> None:
    """The tar goes through a pipe: in clear, only the dump touches the disk, in a folder of ours alone."""
    reading, writing = os.pipe()
    problems: list[BaseException] = []

    def write() -> None:
        try:
            with os.fdopen(writing, "wb") as pipe, tarfile.open(fileobj=pipe, mode="w|") as tar:
                _fill(tar, manifest, dump)
        except BaseException as error:  # told to the reader below, whatever it is
            problems.append(error)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        with os.fdopen(reading, "rb") as pipe:
            pyrage.encrypt_io(pipe, out, [key])
    finally:
        writer.join()
    if problems:
        raise problems[0]


def _fill(tar: tarfile.TarFile, manifest: dict[str, Any], dump: Path) -> None:
    said = dump.with_name("manifest.json")
    said.write_text(json.dumps(manifest, indent=1))
    tar.add(said, "manifest.json")
    tar.add(dump, "database.dump")
    for name in manifest["files"]:
        path = Path(settings.MEDIA_ROOT) / name
        if path.exists():  # erased since the manifest: a result of more than seven days, for example
            tar.add(path, f"files/{name}", recursive=False)


def _decrypt(archive: Path, private_key: str, workplace: Path) -> Path:
    """The folder of the archive's members. The public key is no secret, so no member is trusted to stay inside it."""
    try:
        identity = pyrage.x25519.Identity.from_str(private_key.strip())
    except pyrage.IdentityError as error:
        raise BackupRefused("Ceci n’est pas une clé privée : elle commence par « AGE-SECRET-KEY-1 ».") from error
    clear, content = workplace / "clear.tar", workplace / "content"
    try:
        with archive.open("rb") as source, clear.open("wb") as target:
            pyrage.decrypt_io(source, target, [identity])
        with tarfile.open(clear) as tar:
            tar.extractall(content, filter="data")
    except (pyrage.DecryptError, tarfile.TarError, OSError) as error:
        raise BackupRefused(
            "Cette archive ne s’ouvre pas : ce n’est pas la bonne clé, ou le fichier est abîmé. Rien n’a été changé."
        ) from error
    clear.unlink()
    return content


def _checked_manifest(content: Path) -> dict[str, Any]:
    """The manifest, once every member is what it says."""
    try:
        manifest: dict[str, Any] = json.loads((content / "manifest.json").read_text())
        known = manifest["format"] == FORMAT
        whole = _digest(content / "database.dump") == manifest["database"]
        for name, digest in manifest["files"].items():
            path = content / "files" / name
            whole = whole and (not path.exists() or _digest(path) == digest)
    except (OSError, ValueError, KeyError, AttributeError, TypeError) as error:
        raise BackupRefused("Cette archive n’est pas une sauvegarde de Trame. Rien n’a été changé.") from error
    if not known or not whole:
        raise BackupRefused("Cette archive est incomplète ou d’un autre format. Rien n’a été changé.")
    return manifest


def _dump(target: Path) -> None:
    without = [f"--exclude-table-data={table}" for table in WITHOUT_ROWS]
    _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={target}", *without)


def _load(dump: Path) -> None:
    _run(
        "pg_restore", "--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error", "--dbname=", str(dump)
    )
    connection.close()


def _run(program: str, *arguments: str) -> None:
    """Run a program of PostgreSQL on the database of the settings; its password is never on a command line."""
    done = subprocess.run(
        [client_program(program, _server_version()), *arguments],
        check=False,
        env=_environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
    )
    if done.returncode:
        raise BackupRefused(f"{program} a échoué : {done.stderr.decode(errors='replace').strip()[:500]}")


def _server_version() -> int:
    """The major version of the database's server, such as 15."""
    return int(connection.get_database_version()[0])


def _environment() -> dict[str, str]:
    target = connection.settings_dict
    said = {
        "PGHOST": target["HOST"] or target["OPTIONS"].get("host"),
        "PGPORT": target["PORT"],
        "PGUSER": target["USER"],
        "PGPASSWORD": target["PASSWORD"],
        "PGDATABASE": target["NAME"],
        "PGSSLMODE": target["OPTIONS"].get("sslmode"),
        "PGSSLROOTCERT": target["OPTIONS"].get("sslrootcert"),
    }
    inherited = {
        name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG", "LD_LIBRARY_PATH")
    }
    return inherited | {name: str(value) for name, value in said.items() if value}
