"""The address of a link is told to nobody: no header, no other page, no log, no search engine."""

import dataclasses
import io
import logging
import re
import urllib.request
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from tests.browser.site import served
from tests.cast import Cast
from tests.links.conftest import Share
from tests.urlconf import routes
from trame.links import scopes
from trame.links.models import Link
from trame.ui.logs import NamelessFormatter
from trame.ui.secret_addresses import cut, is_secret

pytestmark = pytest.mark.django_db

TOKEN = "dG91dC1jZS1xdWktbmUtZG9pdC1wYXMtc2Ugc2F2b2ly"


@pytest.mark.parametrize("path", ["", "document/", "inconnu/"])
@pytest.mark.parametrize("alive", [True, False])
def test_every_answer_says_to_keep_it_secret(path: str, alive: bool, share: Share) -> None:
    address = share().address if alive else f"/partage/{TOKEN}/"
    headers = Client().get(address + path).headers
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Robots-Tag"] == "noindex, nofollow"
    assert headers["Cache-Control"] == "private, no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in headers


def test_an_ordinary_page_keeps_its_own_headers(client: Client) -> None:
    headers = client.get("/compte/connexion/").headers
    assert headers["Referrer-Policy"] == "same-origin"
    assert "X-Robots-Tag" not in headers


def test_robots_are_told_to_leave_secret_addresses_alone(client: Client) -> None:
    answer = client.get("/robots.txt")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.decode() == "User-agent: *\nDisallow: /partage/\nDisallow: /invitation/\n"


def test_the_page_loads_nothing_from_elsewhere_and_runs_nothing(share: Share) -> None:
    page = Client().get(share().address).content.decode()
    loaded = re.findall(r'<(?:link|script|img|iframe|source)[^>]*?(?:href|src)="([^"]+)"', page)
    assert loaded
    assert all(address.startswith("/static/") for address in loaded), loaded
    assert "<script" not in page
    assert "http-equiv" not in page


def test_the_page_has_neither_menu_nor_way_to_change_anything(share: Share) -> None:
    page = Client().get(share().address).content.decode()
    assert "<nav" not in page.replace('<nav class="doc-toc"', "")
    assert "<form" not in page
    links = set(re.findall(r'<a [^>]*href="([^"#][^"]*)"', page))
    assert {re.sub(r"[\w-]{43}", "…", link) for link in links} == {"/partage/…/document/"}


@pytest.mark.parametrize("path", ["", "inconnu/"])
def test_no_page_sends_the_address_on(path: str) -> None:
    """The theme switch of a failure page comes back to where it was: not here."""
    page = Client().get(f"/partage/{TOKEN}/{path}").content.decode()
    assert TOKEN not in page
    assert "Location" not in Client().get(f"/partage/{TOKEN}/{path}").headers


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """Everything that the real log writes."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(NamelessFormatter("%(levelname)s %(name)s %(message)s"))
    handler.setLevel(logging.DEBUG)
    monkeypatch.setattr(logging.getLogger(), "handlers", [handler])
    monkeypatch.setattr(logging.getLogger(), "level", logging.DEBUG)
    return stream


@pytest.mark.parametrize("path", ["", "inconnu/", "document/"])
def test_the_log_of_a_page_not_found_holds_no_token(path: str, written: io.StringIO) -> None:
    assert Client().get(f"/partage/{TOKEN}/{path}").status_code == 404
    assert "Not Found: /partage/(retiré)/" in written.getvalue()
    assert TOKEN not in written.getvalue()


def test_the_log_of_a_failure_holds_no_token(
    share: Share, written: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fall(request: object, link: Link) -> None:
        raise RuntimeError(f"while showing {request!r}")

    shared = share()
    monkeypatch.setitem(scopes.SCOPES, "report.publication", _with_page(fall))
    answer = Client(raise_request_exception=False).get(shared.address)
    assert answer.status_code == 500
    assert shared.token not in answer.content.decode()
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    said = written.getvalue()
    assert "Internal Server Error: /partage/(retiré)/" in said
    assert "RuntimeError: while showing <WSGIRequest: GET '/partage/(retiré)/'>" in said
    assert shared.token not in said


def _with_page(show: object) -> scopes.Scope:
    return dataclasses.replace(scopes.SCOPES["report.publication"], show=show)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "line",
    [
        f"GET /partage/{TOKEN}/ HTTP/1.1",
        f"next=%2Fpartage%2F{TOKEN}%2F",
        f"https://trame.example/partage/{TOKEN}?x=1",
        f"{{'path': 'partage/{TOKEN}/inconnu/'}}",
        f"Not Found: /invitation/{TOKEN}/",
        f"/compte/mot-de-passe/nouveau/1-{TOKEN}/",
    ],
)
def test_a_token_is_cut_wherever_an_address_is_written(line: str) -> None:
    assert TOKEN not in cut(line)
    assert "(retiré)" in cut(line)


def test_every_address_that_holds_a_secret_is_known() -> None:
    held = [
        "/" + re.sub(r"\^|\$", "", route.route) for route in routes() if re.search(r"<(str:)?(token|key)>", route.route)
    ]
    assert len(held) >= 4
    assert [address for address in held if not is_secret(address)] == []


def test_what_is_no_secret_stays_readable() -> None:
    line = "Not Found: /reglages/liens/12/retirer/ (partage, invitation) /bilans/3/"
    assert cut(line) == line


def test_any_logger_of_the_process_is_concerned(caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("gunicorn.error").error("Error handling request %s", f"/partage/{TOKEN}/")
    logging.getLogger("gunicorn.access").error('"%(r)s" %(s)s', {"r": f"GET /partage/{TOKEN}/ HTTP/1.1", "s": 200})
    assert [record.getMessage() for record in caplog.records] == [
        "Error handling request /partage/(retiré)/",
        '"GET /partage/(retiré)/ HTTP/1.1" 200',
    ]


def test_a_message_that_cannot_be_written_is_left_to_its_handler() -> None:
    record = logging.getLogRecordFactory()("x", logging.INFO, __file__, 1, "%s %s", ("one",), None)
    assert record.args == ("one",)


@pytest.mark.django_db(transaction=True)
def test_the_server_s_own_access_log_holds_no_token(
    share: Share, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared, log = share(), tmp_path / "access.log"
    monkeypatch.setenv("GUNICORN_CMD_ARGS", f"--access-logfile {log}")
    with served(tmp_path, worker=False) as site, urllib.request.urlopen(site + shared.address) as answer:
        assert answer.status == 200
    assert "GET /partage/(retiré)/ HTTP/1.1" in log.read_text()
    assert shared.token not in log.read_text()


def test_a_signed_in_reader_gets_the_same_page_as_anybody(cast: Cast, share: Share) -> None:
    shared = share()
    bruno = Client()
    bruno.force_login(cast.bruno)
    assert bruno.get(shared.address).content == Client().get(shared.address).content
    assert reverse("links:list") not in bruno.get(shared.address).content.decode()
