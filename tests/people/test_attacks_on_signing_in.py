"""A session given beforehand, a form sent from elsewhere, a forged host, a page to be led to outside the site."""

import re
from typing import Any

import pytest
from django.conf import settings as site_settings
from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from tests.cast import PASSWORD, Cast
from tests.passkey import Passkey, give_passkey
from tests.permissions import TABLE, make_world
from tests.sessions import EMAIL_CHANGE_TOKEN, sign_in
from trame.people.models import Session

LOGIN, CODE, CONFIRM, RESET = (
    "/compte/connexion/",
    "/compte/code/",
    "/compte/code/confirmer/",
    "/compte/mot-de-passe/oublie/",
)
COOKIE = site_settings.SESSION_COOKIE_NAME
OUTSIDE = [
    "https://ailleurs.example/",
    "//ailleurs.example/",
    "///ailleurs.example",
    "https:ailleurs.example",
    "https:///ailleurs.example",
    "/\\ailleurs.example",
    "\\\\ailleurs.example",
    "/\t/ailleurs.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "http://testserver@ailleurs.example/",
    "http://testserver.ailleurs.example/",
]


def is_signed_in(client: Client) -> bool:
    return client.get("/reglages/compte/").status_code == 200


def code_in(message: Any) -> str:
    found = re.search(r"^([A-Z]{4}-[A-Z]{4})$", str(message.body), re.MULTILINE)
    assert found is not None
    return found.group(1)


def with_cookie(key: str) -> Client:
    client = Client()
    client.cookies[COOKIE] = key
    return client


def test_a_session_given_before_signing_in_by_password_does_not_follow(cast: Cast) -> None:
    victim = Client()
    victim.post(CODE, {"email": "personne@navette.test"})  # any page that keeps something makes a session
    before = victim.cookies[COOKIE].value
    assert Session.objects.filter(session_key=before).exists()
    victim.get("/compte/deconnexion/")
    attacker = with_cookie(before)
    victim = with_cookie(before)
    victim.post("/compte/deconnexion/", {"next": LOGIN})
    assert victim.post(LOGIN, {"login": "awa@navette.test", "password": PASSWORD}).status_code == 302
    assert is_signed_in(victim)
    assert victim.cookies[COOKIE].value != before
    assert not is_signed_in(attacker)
    assert not Session.objects.filter(session_key=before).exists()


def test_a_session_given_before_signing_in_by_code_does_not_follow(cast: Cast) -> None:
    victim = Client()
    victim.post(CODE, {"email": "awa@navette.test"})
    before = victim.cookies[COOKIE].value
    attacker = with_cookie(before)
    victim.post(CONFIRM, {"code": code_in(mail.outbox[0])})
    assert is_signed_in(victim)
    assert victim.cookies[COOKIE].value != before
    assert not is_signed_in(attacker)


def test_a_session_of_the_first_factor_does_not_follow_after_the_second(cast: Cast) -> None:
    key = Passkey()
    authenticator = give_passkey(cast.awa, key=key)
    victim = Client()
    victim.post(LOGIN, {"login": "awa@navette.test", "password": PASSWORD})
    before = victim.cookies[COOKIE].value
    attacker = with_cookie(before)
    options = victim.get("/compte/double-facteur/connexion/").context["js_data"]["request_options"]
    victim.post("/compte/double-facteur/connexion/", {"credential": key.get(options)})
    assert is_signed_in(victim), authenticator
    assert victim.cookies[COOKIE].value != before
    assert not is_signed_in(attacker)


def test_an_invented_session_key_is_not_adopted(cast: Cast) -> None:
    client = with_cookie("a" * 32)
    client.post(LOGIN, {"login": "awa@navette.test", "password": PASSWORD})
    assert client.cookies[COOKIE].value != "a" * 32


def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites(cast: Cast) -> None:
    client = Client()
    client.post(LOGIN, {"login": "awa@navette.test", "password": PASSWORD})
    cookie = client.cookies[COOKIE]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


@pytest.mark.parametrize("asked", OUTSIDE)
def test_signing_in_or_out_leads_nowhere_outside(cast: Cast, asked: str) -> None:
    by_password = Client().post(LOGIN, {"login": "awa@navette.test", "password": PASSWORD, "next": asked})
    assert by_password["Location"] == "/"
    client = Client()
    client.post(f"{CODE}?next={asked}", {"email": "bruno@navette.test", "next": asked})
    by_code = client.post(CONFIRM, {"code": code_in(mail.outbox[-1]), "next": asked})
    assert by_code["Location"] == "/"
    already = client.get(LOGIN, {"next": asked})
    assert already["Location"] == "/"
    out = client.post("/compte/deconnexion/", {"next": asked})
    assert out["Location"] == LOGIN


def names_of_account_forms() -> list[str]:
    """Every address of an account, a sign-in or a factor that accepts a POST."""
    prefixes = ("account_", "mfa_", "people:email_change", "people:drop_", "people:devices", "people:close_")
    return [name for name in TABLE if name.startswith((*prefixes, "people:account")) and "405" not in TABLE[name].post]


def test_no_account_form_is_taken_from_another_site(cast: Cast) -> None:
    world = make_world(cast)
    names = names_of_account_forms()
    assert len(names) >= 20
    accepted = {}
    for name in names:
        client = Client(enforce_csrf_checks=True)
        sign_in(client, cast.fatou)
        path = reverse(name, args=TABLE[name].about(world))
        answer = client.post(path, headers={"origin": "https://ailleurs.example"})
        if answer.status_code != 403:
            accepted[name] = answer.status_code
    assert accepted == {}


@pytest.mark.parametrize(
    "path", [LOGIN, CODE, RESET, "/compte/cles/connexion/", f"/compte/adresse/{EMAIL_CHANGE_TOKEN}/"]
)
def test_nor_is_one_that_signs_a_stranger_in(cast: Cast, path: str) -> None:
    answer = Client(enforce_csrf_checks=True).post(path, {"login": "awa@navette.test", "password": PASSWORD})
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "host", ["evil.example", "testserver.evil.example", "testserver@evil.example", "evil.example:80"]
)
def test_a_forged_host_is_not_written_in_the_password_message(cast: Cast, settings: Settings, host: str) -> None:
    settings.ALLOWED_HOSTS = ["testserver"]
    answer = Client().post(RESET, {"email": "awa@navette.test"}, headers={"host": host})
    assert answer.status_code == 400
    assert mail.outbox == []


def test_a_forwarded_host_is_not_written_either(cast: Cast) -> None:
    Client().post(RESET, {"email": "awa@navette.test"}, headers={"x-forwarded-host": "evil.example"})
    assert "evil" not in str(mail.outbox[0].body)


def test_the_address_of_the_site_is_that_of_the_setting_whatever_the_host(cast: Cast, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["testserver", "autre.example"]
    settings.SITE_URL = "https://trame.example"
    Client().post(RESET, {"email": "awa@navette.test"}, headers={"host": "autre.example"})
    body = str(mail.outbox[0].body)
    assert "https://trame.example/compte/mot-de-passe/nouveau/" in body
    assert "autre.example/compte" not in body


def what_is_read(answer: Any, email: str) -> str:
    content = answer.content.decode().replace(email, "")
    return re.sub(r'(content|value)="\w{64}"', "", content)


@pytest.mark.parametrize("path", [CODE, RESET])
def test_nothing_says_who_has_an_account(cast: Cast, path: str) -> None:
    read = []
    for email in ("awa@navette.test", "personne@navette.test"):
        answers = [Client().post(path, {"email": email}, follow=True) for _ in range(6)]
        read.append([(a.status_code, what_is_read(a, email)) for a in answers])
    assert read[0] == read[1]


def test_wrong_codes_say_nothing_either(cast: Cast) -> None:
    read = []
    for email in ("awa@navette.test", "personne@navette.test"):
        client = Client()
        client.post(CODE, {"email": email})
        answers = [client.post(CONFIRM, {"code": "BBBB-BBBB"}, follow=True) for _ in range(4)]
        read.append([(a.status_code, a.redirect_chain, what_is_read(a, email)) for a in answers])
    assert read[0] == read[1]
