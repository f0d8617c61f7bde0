"""The name and the notes of somebody followed: read by the mediators of her structure, and nowhere else.

Every address of the site is walked with every role, so a page added tomorrow is walked too.
"""

import datetime as dt
import json
import logging
import re
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError
from django.test import Client
from django.utils import timezone

from tests import permissions
from tests.cast import Cast, follow
from tests.permissions import ROLES, TABLE, World, make_world
from tests.sessions import sign_in
from tests.test_permission_walk import visit
from trame.activity import services
from trame.activity.models import Activity, Beneficiary
from trame.jobs.models import Job
from trame.people.models import JournalEntry, Membership
from trame.report import snapshot
from trame.report.models import Publication
from trame.report.services import publish_report
from trame.ui.logs import NamelessFormatter

pytestmark = [pytest.mark.django_db, pytest.mark.postgres15]

# Not written in the tests themselves: a traceback quotes the lines of the program.
FIRST, LAST, STREET = "Hortense", "Kermorvan", "Lavandières"
SECRETS = (FIRST, LAST, STREET)
OF_THE_STRUCTURE = (
    permissions.organisation, permissions.place, permissions.recorded, permissions.followed, permissions.deleted,
    permissions.report, permissions.section, permissions.publication, permissions.batch,
)  # fmt: skip
WITHOUT_NAMES = tuple(role for role in ROLES if role != "member")


@pytest.fixture
def world(cast: Cast, caplog: pytest.LogCaptureFixture) -> World:
    """La Navette follows somebody by her name, with notes, in a report published since."""
    caplog.set_level(logging.ERROR, "django.request")
    made = make_world(cast)
    Beneficiary.objects.filter(pk=made.person.pk).update(name=f"{FIRST} {LAST}")
    Activity.objects.filter(pk=made.activity.pk).update(notes=f"Habite rue des {STREET}.")
    publish_report(by=cast.awa, report=made.report)
    return made


def leaks(text: str) -> list[str]:
    return [secret for secret in SECRETS if secret.lower() in text.lower()]


def body_of(answer: Any) -> str:
    """The whole answer as text, a file's too."""
    body: bytes = b"".join(answer) if answer.streaming else answer.content
    for close in answer._resource_closers:  # answer.close() would close the connection of the test too
        close()
    return body.decode(errors="replace")


@pytest.mark.parametrize("role", WITHOUT_NAMES)
def test_no_page_shows_a_name_or_notes_to_who_does_not_mediate(role: str, world: World) -> None:
    for name in TABLE:
        for method in ("GET", "POST"):
            answer = visit(world, role, name, method)
            assert leaks(body_of(answer) + str(answer.headers)) == [], (name, method)


def test_a_mediator_reads_them_on_pages_and_nothing_else_holds_them(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    """Neither addresses, titles, headers and cookies, nor what is kept for later: jobs, e-mails, journal, logs."""
    caplog.set_level(logging.DEBUG)
    shown = set()
    for name in TABLE:
        for method in ("GET", "POST"):
            answer = visit(world, "member", name, method)
            body = body_of(answer)
            shown |= {name} if leaks(body) else set()
            titles = re.findall(r"<title>.*?</title>", body, re.DOTALL)
            addresses = re.findall(r"(?:href|src|action|data-url)=\"[^\"]*\"", body)
            assert leaks(f"{answer.headers}{answer.cookies}{titles}{addresses}") == [], (name, method)
    assert shown >= {"activity:detail", "activity:person", "activity:people", "activity:person_edit"}
    kept = [*Job.objects.values_list("payload", "message", "result_name"), *JournalEntry.objects.values()]
    sent = [f"{message.subject}{message.body}" for message in mail.outbox]
    snapshots = json.dumps(list(Publication.objects.values_list("snapshot", flat=True)), ensure_ascii=False)
    assert leaks(f"{kept}{sent}{snapshots}") == []
    lines = [record for record in caplog.records if record.name != "django.db.backends"]  # never on outside DEBUG
    assert leaks("".join(NamelessFormatter().format(record) for record in lines)) == []


def test_a_report_holds_no_name_whoever_takes_its_figures(world: World) -> None:
    for reader in (world.cast.awa, world.cast.bruno):
        assert leaks(json.dumps(snapshot.take(world.report, reader), ensure_ascii=False, default=str)) == []


@pytest.mark.parametrize("words", [FIRST, LAST, STREET, FIRST[:4].lower(), f"{FIRST} {LAST}"])
@pytest.mark.parametrize("address", ["/activites/recherche/", "/activites/personnes/recherche/"])
def test_a_manager_s_search_matches_neither_names_nor_notes(
    world: World, client: Client, words: str, address: str
) -> None:
    client.force_login(world.cast.awa)
    of_her_structure = client.post(address, {"q": words, "tous": "1"}).content.decode()
    client.force_login(world.cast.bruno)
    found, nothing = (client.post(address, {"q": text, "tous": "1"}).content.decode() for text in (words, "zzzz"))
    assert str(world.activity.client_uuid) not in found
    assert str(world.person.client_uuid) not in found
    # The answer is the same, but for what was typed: not even its length tells that somebody bears this name.
    assert tidy(found, words) == tidy(nothing, "zzzz")
    expected = {"/activites/recherche/": world.activity.client_uuid, "/activites/personnes/recherche/": None}[address]
    if expected:
        assert str(expected) in of_her_structure


def tidy(page: str, words: str) -> str:
    return re.sub(r'(?:value|content)="[A-Za-z0-9]{64}"', "", page).replace(words, "")


def test_an_error_shows_and_logs_no_name(
    world: World, client: Client, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fall(**_: object) -> None:
        follow(world.cast.navette, birth_year=1066, name=f"{FIRST} {LAST}")

    monkeypatch.setattr(services, "correct_person", fall)
    client.raise_request_exception = False
    sign_in(client, world.cast.awa)
    said = {"pseudonym": "P-ZZZZZ", "name": f"{FIRST} {LAST}"}
    answer = client.post(f"/activites/personnes/{world.person.client_uuid}/corriger/", said)
    assert answer.status_code == 500
    assert leaks(answer.content.decode()) == []
    [record] = [record for record in caplog.records if record.name == "django.request" and record.exc_info]
    assert record.exc_info is not None
    assert isinstance(record.exc_info[1], IntegrityError)
    assert leaks(str(record.exc_info[1])) != [], "the database no longer quotes the row: this test proves nothing"
    assert leaks(NamelessFormatter().format(record)) == []


@pytest.mark.parametrize("who", ["member", "manager"])
def test_who_left_yesterday_reaches_nothing_of_the_structure(world: World, who: str) -> None:
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    Membership.objects.filter(organisation=world.cast.navette).update(ends_on=yesterday)
    for name in (name for name in TABLE if TABLE[name].about in OF_THE_STRUCTURE):
        for method in ("GET", "POST"):
            if TABLE[name].expected(method)["stranger"] == 404:
                # 403: who mediates nowhere any more is told so before anything is looked for.
                assert visit(world, who, name, method).status_code in (403, 404), (name, method)
