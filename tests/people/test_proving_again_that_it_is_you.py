"""« Confirmer que c’est vous »: a sensitive page asks for a proof less than 15 minutes old, then comes back."""

import re

import pytest
from django.core import mail
from django.test import Client

from tests.cast import PASSWORD, Cast
from tests.sessions import fresh_proof, sign_in
from trame.people.models import User

# The page that gives a first password to an account that has none.
SENSITIVE = "/compte/mot-de-passe/choisir/"
BY_PASSWORD, BY_CODE = "/compte/confirmer/mot-de-passe/", "/compte/confirmer/code/"
NEXT = "?next=%2Fcompte%2Fmot-de-passe%2Fchoisir%2F"


@pytest.fixture
def without_password(cast: Cast) -> User:
    cast.awa.set_unusable_password()
    cast.awa.save()
    return cast.awa


def code_in(message: mail.EmailMessage) -> str:
    found = re.search(r"^\s*([A-Z]{4}-[A-Z]{4})\s*$", str(message.body), re.MULTILINE)
    assert found is not None, message.body
    return found.group(1)


def test_a_proof_of_14_minutes_is_enough(client: Client, without_password: User) -> None:
    sign_in(client, without_password, minutes_ago=14)
    assert client.get(SENSITIVE).status_code == 200


def test_after_15_minutes_the_proof_is_asked_then_the_page_comes_back(client: Client, without_password: User) -> None:
    sign_in(client, without_password, minutes_ago=16)
    asked = client.get(SENSITIVE)
    assert (asked.status_code, asked["Location"]) == (302, BY_CODE + NEXT)
    sent = client.post(BY_CODE, {"action": "send", "next": SENSITIVE})
    assert (sent.status_code, sent["Location"]) == (302, BY_CODE + NEXT)
    (message,) = mail.outbox
    assert message.to == ["awa@navette.test"]
    proved = client.post(BY_CODE, {"code": code_in(message).lower().replace("-", " "), "next": SENSITIVE})
    assert (proved.status_code, proved["Location"]) == (302, SENSITIVE)
    assert client.get(SENSITIVE).status_code == 200


def test_a_session_that_never_proved_anything_is_asked(client: Client, without_password: User) -> None:
    client.force_login(without_password)
    assert client.get(SENSITIVE)["Location"] == BY_CODE + NEXT


def test_the_proof_of_somebody_else_does_not_count(client: Client, without_password: User, cast: Cast) -> None:
    client.force_login(without_password)
    session = client.session
    session.update(fresh_proof(cast.bruno))
    session.save()
    assert client.get(SENSITIVE)["Location"] == BY_CODE + NEXT


def test_a_post_is_not_replayed_and_the_page_says_so(client: Client, without_password: User) -> None:
    sign_in(client, without_password, minutes_ago=16)
    chosen = {"password1": "une phrase assez longue", "password2": "une phrase assez longue"}
    asked = client.post(SENSITIVE, chosen, headers={"referer": f"http://testserver{SENSITIVE}"}, follow=True)
    assert asked.redirect_chain == [(BY_CODE + NEXT, 302)]
    assert "n’est pas encore fait" in asked.content.decode()
    without_password.refresh_from_db()
    assert not without_password.has_usable_password()
    assert "une phrase assez longue" not in str(dict(client.session.items()))


@pytest.mark.parametrize("referer", ["", "http://ailleurs.example/piege/", "http://testserver.ailleurs.example/"])
def test_a_post_from_elsewhere_comes_back_to_the_home_page(
    client: Client, without_password: User, referer: str
) -> None:
    sign_in(client, without_password, minutes_ago=16)
    asked = client.post(SENSITIVE, headers={"referer": referer})
    assert asked["Location"] == BY_CODE + "?next=%2F"


def test_a_fragment_asked_by_htmx_sends_the_whole_page(client: Client, without_password: User) -> None:
    sign_in(client, without_password, minutes_ago=16)
    asked = client.get(SENSITIVE, headers={"HX-Request": "true", "referer": "http://testserver/reglages/compte/"})
    assert asked.status_code == 200
    assert asked["HX-Redirect"] == BY_CODE + "?next=%2Freglages%2Fcompte%2F"


def test_a_password_proves_it_too(client: Client, cast: Cast) -> None:
    sign_in(client, cast.awa, minutes_ago=60)
    wrong = client.post(BY_PASSWORD, {"password": "pas celui-ci", "next": "/reglages/compte/"})
    assert wrong.status_code == 200
    right = client.post(BY_PASSWORD, {"password": PASSWORD, "next": "/reglages/compte/"})
    assert (right.status_code, right["Location"]) == (302, "/reglages/compte/")


@pytest.mark.parametrize(
    "path", ["//ailleurs.example/", "https:ailleurs.example", "/\\ailleurs.example", "javascript:alert(1)"]
)
def test_the_proof_leads_only_inside_the_site(client: Client, cast: Cast, path: str) -> None:
    sign_in(client, cast.awa, minutes_ago=60)
    answer = client.post(BY_PASSWORD, {"password": PASSWORD, "next": path})
    assert (answer.status_code, answer["Location"]) == (302, "/")


def test_a_code_serves_once_and_three_wrong_ones_end_it(client: Client, without_password: User) -> None:
    sign_in(client, without_password, minutes_ago=60)
    client.post(BY_CODE, {"action": "send"})
    code = code_in(mail.outbox[0])
    assert client.post(BY_CODE, {"code": code}).status_code == 302
    assert client.post(BY_CODE, {"code": code}).status_code == 200, "already spent"
    client.post(BY_CODE, {"action": "send"})
    for _ in range(3):
        client.post(BY_CODE, {"code": "BBBB-BBBB"})
    assert client.post(BY_CODE, {"code": code_in(mail.outbox[1])}).status_code == 200


def test_a_fourth_code_in_a_minute_is_not_sent(client: Client, without_password: User) -> None:
    sign_in(client, without_password, minutes_ago=60)
    answers = [client.post(BY_CODE, {"action": "send"}).status_code for _ in range(4)]
    assert answers == [302, 302, 302, 429]
    assert len(mail.outbox) == 3
