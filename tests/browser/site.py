"""A real site for the browser: the demonstration in a database of its own, served by a process of its own."""

import datetime as dt
import http.client
import io
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.management import call_command
from django.test import override_settings
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext
from pytest_django import DjangoDbBlocker

import demo
from tests import template
from tests.browser.screens import token
from tests.contours import finistere
from tests.interchange.coop_files import coop_file, row, workshop
from tests.passkey import protect
from tests.permissions import INVITATION_TOKEN
from tests.sessions import ask_change_of_address, fresh_proof, open_session
from trame.interchange.imports.services import import_at_once
from trame.jobs.models import Job
from trame.jobs.services import run_job
from trame.people.models import CoordinationInvitation, Invitation, Network, Role, User
from trame.people.tokens import digest_of
from trame.reference.services import load_contours
from trame.report.models import Report

READERS = ("mediator", "manager", "coordinator", "shared", "admin")  # whose accounts `demo.logins` gives, in this order


@dataclass(frozen=True)
class Site:
    """`url` without final slash; `folder` holds its files and its outbox."""

    url: str
    folder: Path

    def session_of(self, email: str) -> dict[str, str]:
        """The cookie of a signed-in account, without going through the sign-in page."""
        user = User.objects.get(email=email)
        session = import_module(settings.SESSION_ENGINE).SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.update(fresh_proof(user))
        session.save()
        return {"name": settings.SESSION_COOKIE_NAME, "value": session.session_key, "url": self.url}


@pytest.fixture(scope="module")
def site(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """The demonstration, served; the database is given back as it was."""
    folder = tmp_path_factory.mktemp("site")
    # Playwright runs an event loop in this thread; the ORM is used from it on purpose, one call at a time.
    files = override_settings(MEDIA_ROOT=folder / "files")
    with pytest.MonkeyPatch.context() as patch, files, django_db_blocker.unblock():
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        call_command("load_demo", verbosity=0, stdout=io.StringIO())
        stage()
        with served(folder) as url:
            yield Site(url, folder)
        template.restore_copy()


def stage() -> None:
    """What the demonstration does not tell: an import, a file made in the background, invitations."""
    nolwenn = User.objects.get(email=demo.logins()[0].email)
    membership = nolwenn.memberships.mediators().get()
    rows = [row(1), row(2), *workshop(3, [{}] * 6)]
    import_at_once(membership=membership, partner="coop", content=coop_file(rows, total=8))
    network = Network.objects.get(name="Réseau du Finistère")
    CoordinationInvitation.objects.create(
        network=network, email=demo.logins()[1].email, invited_by=User.objects.get(email=demo.logins()[2].email)
    )
    Invitation.objects.create(
        organisation=membership.organisation,
        email="gael.lebris@lafilature.example",
        role=Role.MEDIATOR,
        token_digest=digest_of(INVITATION_TOKEN),
        invited_by=User.objects.get(email=demo.logins()[1].email),
        expires_at=timezone.now() + dt.timedelta(days=7),
    )
    protect(User.objects.get(email=demo.logins()[1].email))
    ask_change_of_address(nolwenn)
    open_session(nolwenn)
    report = Report.objects.visible_to(nolwenn).earliest("pk")
    payload = {"report": report.pk, "publication": 1, "format": "pdf"}
    run_job(Job.objects.create(kind="report.document", owner=nolwenn, payload=payload).pk)
    load_contours(source=finistere())
    token()  # one link more in the list


@contextmanager
def served(folder: Path, *, worker: bool = True) -> Iterator[str]:
    """gunicorn and the worker of background jobs on the database of this test process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = os.environ | {"TRAME_VAR": str(folder), "DEMO": "1", "LOG_LEVEL": "WARNING"}
    web = ["gunicorn", "trame.wsgi", "--bind", f"127.0.0.1:{port}", "--threads", "4", "--log-level", "warning"]
    commands = [[sys.executable, "-m", *web]]
    if worker:
        commands.append(
            [sys.executable, "manage.py", "db_worker", "--queue-name", "*", "--no-reload", "--interval", "0.2"]
        )
    children = [subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment) for command in commands]
    try:
        _wait_for(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        for child in children:
            child.terminate()
        for child in children:
            child.wait(20)


def _wait_for(port: int) -> None:
    for _ in range(300):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/sante")
            if connection.getresponse().status == http.HTTPStatus.OK:
                return
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    raise AssertionError("the site does not answer")


def context(browser: Browser, site: Site, reader: str, *, width: int = 1280, theme: str = "light") -> BrowserContext:
    """A window of `width` px signed in as one of READERS, or as nobody (« »)."""
    found = browser.new_context(
        locale="fr-FR",
        timezone_id="Europe/Paris",
        viewport={"width": width, "height": 844 if width < 600 else 900},
        color_scheme="dark" if theme == "dark" else "light",
    )
    if reader:
        emails = {role: login.email for role, login in zip(READERS, demo.logins(), strict=True)}
        found.add_cookies([site.session_of(emails[reader])])  # type: ignore[list-item]
    return found
