"""`manage.py run`, as `make run` calls it: real processes, a real port."""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psutil
import pytest

from trame import database
from trame.jobs.management.commands.run import HOST

READY = "Trame est prêt"


@pytest.fixture
def port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


class Site:
    """One `manage.py run` and all the processes that came of it."""

    def __init__(self, port: int, **environment: str) -> None:
        self.port = port
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "run"],
            cwd=database.BASE_DIR,
            env=os.environ | {"PORT": str(port), "DEMO": "0", "PYTHONUNBUFFERED": "1"} | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self.said: list[str] = []

    def wait_until_ready(self) -> "Site":
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said.append(line)
            if READY in line:
                return self
        pytest.fail(f"the site did not start:\n{''.join(self.said)}")

    def wait_until_ended(self) -> str:
        """All that it said."""
        rest, _ = self.process.communicate(timeout=60)
        return "".join([*self.said, rest])

    def family(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children(recursive=True)

    def child(self, word: str) -> psutil.Process:
        (found,) = (p for p in psutil.Process(self.process.pid).children() if word in " ".join(p.cmdline()))
        return found

    def status(self, path: str) -> int:
        with closing(http.client.HTTPConnection(HOST, self.port, timeout=30)) as connection:
            connection.request("GET", path)
            return connection.getresponse().status

    def kill(self) -> None:
        if self.process.poll() is None:
            self.process.terminate()
            self.process.communicate(timeout=60)


def alive(process: psutil.Process) -> bool:
    """An orphan may stay a zombie for a moment: it is the system's business to bury it."""
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


@pytest.fixture
def site(transactional_db: None, port: int) -> Iterator[Site]:
    """On the database of the tests, which holds the reference data."""
    site = Site(port)
    yield site
    site.kill()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, pytest.param(signal.SIGHUP, marks=pytest.mark.deep)])
def test_the_site_answers_and_a_signal_stops_all_of_it(site: Site, number: signal.Signals) -> None:
    site.wait_until_ready()
    assert site.status("/sante") == 200
    family = site.family()
    assert len(family) == 5  # gunicorn and its two processes, the worker, the scheduler
    site.process.send_signal(number)
    assert "Trame est arrêté." in site.wait_until_ended()
    assert site.process.returncode == 0
    assert [process for process in family if alive(process)] == []


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("gunicorn", "le site"),
        pytest.param("db_worker", "les tâches de fond", marks=pytest.mark.deep),
        pytest.param("schedule", "les tâches planifiées", marks=pytest.mark.deep),
    ],
)
def test_a_child_that_dies_stops_the_rest_and_is_named(site: Site, word: str, name: str) -> None:
    site.wait_until_ready()
    family = site.family()
    site.child(word).kill()
    assert f"{name} s’est interrompu (code -9)" in site.wait_until_ended()
    assert site.process.returncode == 1
    assert [process for process in family if alive(process)] == []


def test_a_taken_port_is_said_and_nothing_starts(transactional_db: None, port: int) -> None:
    with socket.create_server((HOST, port)):
        site = Site(port)
        assert f"Le port {port} est déjà pris" in site.wait_until_ended()
        assert site.process.returncode == 1


def test_from_nothing_with_the_embedded_server_and_back_to_nothing(
    port: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRAME_VAR", str(tmp_path / "var"))
    monkeypatch.delenv("DATABASE_URL")
    home = database._home()
    first = Site(port).wait_until_ready()
    try:
        assert "chargement des communes" in "".join(first.said)
        assert "Contours chargés en" in "".join(first.said)
        server = database.EmbeddedServer().postmaster()
        assert server is not None
        first.process.send_signal(signal.SIGINT)
        first.wait_until_ended()
        assert not alive(server)
        second = Site(port).wait_until_ready()
        second.kill()
        assert "chargement" not in "".join(second.said)
        assert "Contours" not in "".join(second.said)
    finally:
        first.kill()
        shutil.rmtree(home, ignore_errors=True)
