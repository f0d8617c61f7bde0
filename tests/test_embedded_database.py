"""The embedded server: real servers, real processes, real kills."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import environ
import psutil
import psycopg
import pytest

from trame import database
from trame.database import EmbeddedServer

# Joins, tells the server's pid, and stays until its standard input ends.
USER_OF_THE_SERVER = """
import sys
from trame import database
database.provide_url()
print(database._server.postmaster().pid, flush=True)
sys.stdin.read()
"""


@pytest.fixture(scope="module")
def var(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A `var` folder of its own, as another checkout would have."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("checkout") / "var"
        patch.setenv("TRAME_VAR", str(folder))
        patch.delenv("DATABASE_URL", raising=False)
        yield folder
        shutil.rmtree(database._home(), ignore_errors=True)


@pytest.fixture
def server(var: Path) -> Iterator[EmbeddedServer]:
    server = EmbeddedServer()
    server.join()
    yield server
    server.leave()
    assert server.postmaster() is None


@pytest.fixture
def other_process(var: Path) -> Iterator["OtherProcesses"]:
    with ExitStack() as stack:
        yield OtherProcesses(stack)


class OtherProcesses:
    def __init__(self, stack: ExitStack) -> None:
        self.stack = stack

    def start(self) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", USER_OF_THE_SERVER],
            cwd=database.BASE_DIR,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self.stack.callback(process.communicate)
        return process


def pid_told_by(process: subprocess.Popen[str]) -> int:
    assert process.stdout is not None
    return int(process.stdout.readline())


def pid_of(server: EmbeddedServer) -> int:
    postmaster = server.postmaster()
    assert postmaster is not None
    return postmaster.pid


def write_a_row(server: EmbeddedServer) -> str:
    word = uuid.uuid4().hex
    with psycopg.connect(server.url()) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept (word text)")
        connection.execute("INSERT INTO kept VALUES (%s)", [word])
    return word


def rows(server: EmbeddedServer) -> set[str]:
    with psycopg.connect(server.url()) as connection:
        return {word for (word,) in connection.execute("SELECT word FROM kept")}


def test_the_data_survive_a_stop(server: EmbeddedServer) -> None:
    word = write_a_row(server)
    server.leave()
    assert server.postmaster() is None
    server.join()
    assert word in rows(server)


def test_the_data_survive_a_kill(server: EmbeddedServer) -> None:
    word = write_a_row(server)
    killed = pid_of(server)
    os.kill(killed, signal.SIGKILL)
    server.leave()
    server.join()
    assert pid_of(server) != killed
    assert word in rows(server)


@pytest.mark.parametrize(
    "content", ["", "not a pid\n", f"{os.getpid()}\n/elsewhere\n"], ids=["empty", "text", "reused"]
)
def test_a_stale_pid_file_does_not_stop_the_start(server: EmbeddedServer, content: str) -> None:
    server.leave()
    (server.data / "postmaster.pid").write_text(content)
    database._give(server.data / "postmaster.pid")
    server.join()
    write_a_row(server)


def test_another_process_joins_the_same_server(server: EmbeddedServer, other_process: OtherProcesses) -> None:
    process = other_process.start()
    assert pid_told_by(process) == pid_of(server)
    process.communicate()
    assert server.postmaster() is not None


def test_the_server_stays_for_those_who_still_use_it(server: EmbeddedServer, other_process: OtherProcesses) -> None:
    process = other_process.start()
    pid = pid_told_by(process)
    server.leave()
    assert pid_of(server) == pid
    process.communicate()
    assert server.postmaster() is None


def test_a_killed_user_no_longer_counts(server: EmbeddedServer, other_process: OtherProcesses) -> None:
    process = other_process.start()
    pid_told_by(process)
    process.kill()
    process.wait()
    server.leave()
    assert server.postmaster() is None


def test_processes_that_start_together_make_one_server(var: Path, other_process: OtherProcesses) -> None:
    shutil.rmtree(database._home(), ignore_errors=True)
    processes = [other_process.start() for _ in range(4)]
    assert len({pid_told_by(process) for process in processes}) == 1


def test_the_end_of_a_fork_leaves_the_server_running(server: EmbeddedServer) -> None:
    script = """
import os, sys
from trame import database
database.provide_url()
if os.fork() == 0:
    sys.exit()
os.wait()
assert database._server.postmaster() is not None
"""
    server.leave()
    subprocess.run([sys.executable, "-W", "error", "-c", script], cwd=database.BASE_DIR, check=True)
    assert server.postmaster() is None


def test_nothing_starts_when_a_database_is_given(tmp_path: Path) -> None:
    environment = os.environ | {"DATABASE_URL": "postgres://elsewhere/x", "TRAME_VAR": str(tmp_path / "var")}
    script = (
        "import os; from trame import database; database.provide_url(); database.stop();"
        "print(os.environ['DATABASE_URL'], database._server, database._home().exists())"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=database.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "postgres://elsewhere/x None False\n"


def test_the_address_is_given_to_children_and_taken_back(var: Path) -> None:
    database.provide_url()
    assert os.environ["DATABASE_URL"] == EmbeddedServer().url()
    database.stop()
    assert "DATABASE_URL" not in os.environ


def test_django_and_libpq_read_the_same_address(server: EmbeddedServer) -> None:
    settings = environ.Env.db_url_config(server.url())
    assert settings["ENGINE"] == "django.db.backends.postgresql"
    assert (settings["NAME"], settings["USER"], settings["HOST"]) == ("trame", "trame", "")
    assert settings["OPTIONS"] == {"host": str(server.sockets)}
    with psycopg.connect(server.url()) as connection:
        assert connection.info.dbname == "trame"


def test_text_is_unicode_and_sorts_by_code(server: EmbeddedServer) -> None:
    with psycopg.connect(server.url()) as connection:
        (words,) = connection.execute(
            """SELECT array_agg(w ORDER BY w COLLATE "C") FROM unnest('{été,zoo,Arz}'::text[]) AS t(w)"""
        ).fetchone()
        assert words == ["Arz", "zoo", "été"]
        assert connection.execute("SELECT upper('œuvré'), pg_client_encoding()").fetchone() == ("ŒUVRÉ", "UTF8")


def test_the_configuration_is_tuned_and_the_log_quotes_no_data(server: EmbeddedServer) -> None:
    with psycopg.connect(server.url()) as connection:
        assert connection.execute("SHOW shared_buffers").fetchone() == ("256MB",)
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
        connection.execute("CREATE TEMPORARY TABLE person (name text UNIQUE)")
        with pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute("INSERT INTO person VALUES ('Solenn'), ('Solenn')")
    log = server.log.read_text()
    assert "person_name_key" in log
    assert "Solenn" not in log


def test_only_the_server_s_account_opens_its_folders(server: EmbeddedServer) -> None:
    for folder in (server.data, server.sockets):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert folder.stat().st_uid == database._server_uid()


def test_no_folder_of_the_checkout_is_opened_to_others(var: Path) -> None:
    var.parent.chmod(0o700)
    server = EmbeddedServer()
    server.join()
    server.leave()
    assert stat.S_IMODE(var.parent.stat().st_mode) == 0o700


def test_a_long_path_gets_a_short_socket(var: Path) -> None:
    server = EmbeddedServer("a" * 100)
    server.join()
    assert len(os.fsencode(server.sockets)) < 60
    write_a_row(server)
    server.leave()
    shutil.rmtree(server.sockets)


def test_two_checkouts_do_not_share_a_server(var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = EmbeddedServer().folder
    monkeypatch.setenv("TRAME_VAR", str(var.parent / "other" / "var"))
    assert EmbeddedServer().folder != ours


def test_data_of_another_version_are_refused_and_left_alone(server: EmbeddedServer) -> None:
    server.leave()
    version = server.data / "PG_VERSION"
    written = version.read_text()
    version.write_text("12\n")
    with pytest.raises(SystemExit, match="créée par PostgreSQL 12"):
        server.join()
    version.write_text(written)


def test_a_server_that_cannot_start_shows_the_end_of_its_log(
    server: EmbeddedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.leave()
    monkeypatch.setattr(database, "START_ATTEMPTS", 1)
    broken = EmbeddedServer(options="-c work_mem=enormous")
    with pytest.raises(SystemExit, match=r"ne démarre pas(.|\n)*work_mem"):
        broken.join()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder to somebody else")
def test_a_socket_folder_laid_by_somebody_else_is_refused(tmp_path: Path) -> None:
    trap = tmp_path / "socket"
    trap.mkdir()
    os.chown(trap, 65534, 65534)
    with pytest.raises(SystemExit, match="appartient à un autre compte"):
        database._private_folder(trap)


def test_every_server_of_this_module_is_gone(var: Path) -> None:
    home = str(database._home())
    assert not [process for process in psutil.process_iter() if home in " ".join(cmdline(process))]


def cmdline(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.Error:
        return []
