"""Failures are said in French, with a code, and nothing is claimed lost that is not."""

import logging

import pytest
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.views import defaults

pytestmark = pytest.mark.usefixtures("shell")


def test_a_missing_page_says_so(client: Client) -> None:
    response = client.get("/absente/")

    assert response.status_code == 404
    assert "Cette page n’existe pas" in response.content.decode()


def test_a_crash_shows_a_code_that_is_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    client = Client(raise_request_exception=False)
    with caplog.at_level(logging.ERROR, logger="trame.ui.views"):
        response = client.get("/panne/")

    logged = [record.getMessage()[-4:] for record in caplog.records if record.name == "trame.ui.views"]
    page = response.content.decode()
    assert response.status_code == 500
    assert "Rien n’est perdu" in page
    assert len(logged) == 1
    assert f"Code {logged[0]}." in page


def test_a_refused_form_keeps_what_was_typed() -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post("/formulaire/", {"title": "x"})

    assert response.status_code == 403
    assert "votre saisie est gardée" in response.content.decode()


def test_a_forbidden_page_and_a_bad_request_have_their_words() -> None:
    request: HttpRequest = RequestFactory().get("/")

    forbidden = defaults.permission_denied(request, PermissionError())
    bad = defaults.bad_request(request, ValueError())

    assert (forbidden.status_code, bad.status_code) == (403, 400)
    assert "n’est pas ouverte à votre compte" in forbidden.content.decode()
    assert "Rien n’a été enregistré" in bad.content.decode()
