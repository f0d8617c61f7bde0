"""`manage.py run`: the whole site on this machine, from an empty folder to a page in the browser."""

import errno
import http.client
import importlib
import os
import signal
import socket
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from trame.people.models import Organisation
from trame.reference.contours import installed_file
from trame.reference.models import Commune, CommuneContour

HOST = "127.0.0.1"
STOP_SECONDS = 10
WEB, WORKER, SCHEDULE = "le site", "les tâches de fond", "les tâches planifiées"


class Command(BaseCommand):
    help = "Prépare la base, lance le site et les tâches de fond. Ctrl-C arrête tout ce qui a été lancé."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=os.environ.get("PORT") or "8000")

    def handle(self, *, port: int, **options: object) -> None:
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.default_int_handler)
        _refuse_taken_port(port)
        try:
            self._prepare()
            with _running(_commands(port)) as children:
                self._watch(children, port)
        except KeyboardInterrupt:
            self.stdout.write("\nTrame est arrêté.")

    def _prepare(self) -> None:
        call_command("migrate", interactive=False, verbosity=0)
        empty = not Commune.objects.exists()
        if empty:
            self.stdout.write("Première fois : chargement des communes de France…")
            call_command("load_reference", stdout=self.stdout)
        if (empty or settings.DEMO) and installed_file() and not CommuneContour.objects.exists():
            call_command("load_contours", stdout=self.stdout)
        if settings.DEMO and not Organisation.objects.exists():
            self.stdout.write("Première fois : chargement de la démonstration…")
            call_command("load_demo", stdout=self.stdout)

    def _watch(self, children: dict[str, subprocess.Popen[bytes]], port: int) -> None:
        """Say when the site answers, then stay until a child ends: the rest is of no use without it."""
        announced = False
        while True:
            for name, child in children.items():
                if child.poll() is not None:
                    raise CommandError(f"Trame s’arrête : {name} s’est interrompu (code {child.returncode}).")
            if not announced and _answers(port):
                announced = True
                self._announce(port)
            time.sleep(0.2)

    def _announce(self, port: int) -> None:
        lines = ["", f"Trame est prêt : http://{HOST}:{port}/"]
        if settings.DEMO:
            lines += ["Comptes de démonstration :", *(f"  {line}" for line in importlib.import_module("demo").logins())]
        self.stdout.write("\n".join([*lines, "Ctrl-C pour arrêter.", ""]))
        self.stdout.flush()


def _commands(port: int) -> dict[str, list[str]]:
    gunicorn = ["gunicorn", "trame.wsgi", "--bind", f"{HOST}:{port}", "--worker-class", "gthread", "--workers", "2"]
    quiet = ["--threads", "4", "--graceful-timeout", "5", "--log-level", "warning", "--no-control-socket"]
    return {
        WEB: [sys.executable, "-m", *gunicorn, *quiet],
        WORKER: [sys.executable, "manage.py", "db_worker", "--queue-name", "*", "--no-startup-delay", "--no-reload"],
        SCHEDULE: [sys.executable, "manage.py", "schedule"],
    }


@contextmanager
def _running(commands: dict[str, list[str]]) -> Iterator[dict[str, subprocess.Popen[bytes]]]:
    """Children in sessions of their own: a Ctrl-C reaches us alone, and each is stopped with all that it started."""
    children: dict[str, subprocess.Popen[bytes]] = {}
    try:
        for name, command in commands.items():
            children[name] = subprocess.Popen(command, cwd=settings.BASE_DIR, start_new_session=True)
        yield children
    finally:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)  # a second Ctrl-C must not leave half of them running
        for child in children.values():
            child.terminate()
        for child in children.values():
            with suppress(subprocess.TimeoutExpired):
                child.wait(STOP_SECONDS)
            with suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
            child.wait()


def _refuse_taken_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            reason = (
                "est déjà pris" if error.errno == errno.EADDRINUSE else f"ne peut pas être ouvert ({error.strerror})"
            )
            raise CommandError(
                f"Le port {port} {reason}. Arrêtez ce qui l’occupe, ou choisissez-en un autre : PORT=8001 make run"
            ) from error


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request("GET", "/sante")
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
