"""Password, one-time code by e-mail, limits, and nothing said about who has an account."""

import re

import pytest
from django.core import mail
from django.test import Client

from tests.cast import PASSWORD, Cast

LOGIN, CODE, CONFIRM = "/compte/connexion/", "/compte/code/", "/compte/code/confirmer/"
RESET = "/compte/mot-de-passe/oublie/"


def is_signed_in(client: Client) -> bool:
    return client.get("/reglages/compte/").status_code == 200


def ask_code(client: Client, email: str) -> str:
    """Ask a code by e-mail and read it in the message."""
    answer = client.post(CODE, {"email": email})
    assert (answer.status_code, answer["Location"]) == (302, CONFIRM)
    (message,) = mail.outbox
    assert message.to == [email]
    found = re.search(r"^\s*([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})\s*$", message.body, re.MULTILINE)
    assert found is not None, message.body
    return found.group(1)


def test_a_password_signs_in(client: Client, cast: Cast) -> None:
    answer = client.post(LOGIN, {"login": "awa@navette.test", "password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert is_signed_in(client)


def test_the_address_may_be_typed_in_capitals(client: Client, cast: Cast) -> None:
    client.post(LOGIN, {"login": "Awa@Navette.TEST", "password": PASSWORD})
    assert is_signed_in(client)


def test_a_wrong_password_says_the_same_as_an_unknown_address(client: Client, cast: Cast) -> None:
    pages = []
    for email in ("awa@navette.test", "personne@navette.test"):
        page = client.post(LOGIN, {"login": email, "password": "autre chose que cela"})
        assert page.status_code == 200
        content = page.content.decode().replace(str(page.context["csrf_token"]), "").replace(email, "")
        pages.append(re.sub(r'(content|value)="\w{64}"', "", content))
    assert pages[0] == pages[1]
    assert not is_signed_in(client)


def test_a_code_received_by_email_signs_in_once(client: Client, cast: Cast) -> None:
    code = ask_code(client, "awa@navette.test")
    answer = client.post(CONFIRM, {"code": code})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert is_signed_in(client)
    other = Client()
    mail.outbox.clear()
    ask_code(other, "awa@navette.test")
    other.post(CONFIRM, {"code": code})
    assert not is_signed_in(other)


def test_a_wrong_code_is_refused_and_the_right_one_still_works(client: Client, cast: Cast) -> None:
    code = ask_code(client, "awa@navette.test")
    refused = client.post(CONFIRM, {"code": "AAAAAA"})
    assert refused.status_code == 200
    assert not is_signed_in(client)
    client.post(CONFIRM, {"code": code})
    assert is_signed_in(client)


def test_three_wrong_codes_end_the_attempt(client: Client, cast: Cast) -> None:
    code = ask_code(client, "awa@navette.test")
    for _ in range(3):
        client.post(CONFIRM, {"code": "AAAAAA"})
    client.post(CONFIRM, {"code": code})
    assert not is_signed_in(client)


def test_asking_a_code_for_an_unknown_address_looks_the_same_and_sends_nothing(client: Client, cast: Cast) -> None:
    answer = client.post(CODE, {"email": "personne@navette.test"})
    assert (answer.status_code, answer["Location"]) == (302, CONFIRM)
    assert client.get(CONFIRM).status_code == 200
    assert mail.outbox == []


def test_asking_a_new_password_for_an_unknown_address_looks_the_same_and_sends_nothing(
    client: Client, cast: Cast
) -> None:
    answers = [client.post(RESET, {"email": email}) for email in ("awa@navette.test", "personne@navette.test")]
    assert [(a.status_code, a["Location"]) for a in answers] == [(302, "/compte/mot-de-passe/oublie/envoye/")] * 2
    assert [message.to for message in mail.outbox] == [["awa@navette.test"]]


def test_the_link_by_email_gives_a_new_password(client: Client, cast: Cast) -> None:
    client.post(RESET, {"email": "awa@navette.test"})
    found = re.search(r"http://testserver(/compte/mot-de-passe/nouveau/\S+)", mail.outbox[0].body)
    assert found is not None, mail.outbox[0].body
    form = client.get(found.group(1), follow=True)
    assert found.group(1) not in form.redirect_chain[-1][0], "the key leaves the address bar"
    chosen = "un tissu bleu et solide"
    done = client.post(form.redirect_chain[-1][0], {"password1": chosen, "password2": chosen})
    assert done.status_code == 302
    client.post(LOGIN, {"login": "awa@navette.test", "password": chosen})
    assert is_signed_in(client)
    assert b"password1" not in Client().get(found.group(1), follow=True).content, "a link serves once"


def test_five_wrong_passwords_close_the_door_for_a_while(client: Client, cast: Cast) -> None:
    for _ in range(5):
        client.post(LOGIN, {"login": "awa@navette.test", "password": "pas celui-ci"})
    client.post(LOGIN, {"login": "awa@navette.test", "password": PASSWORD})
    assert not is_signed_in(client)


def test_a_fourth_code_in_a_minute_is_not_sent(client: Client, cast: Cast) -> None:
    answers = [Client().post(CODE, {"email": "awa@navette.test"}) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [302, 302, 302, 200]
    assert answers[3].context["form"].errors
    assert len(mail.outbox) == 3


@pytest.mark.parametrize(
    ("asked", "led"),
    [
        ("/lieux/", "/lieux/"),
        ("https://ailleurs.example/", "/"),
        ("//ailleurs.example/", "/"),
        ("https:///ailleurs.example", "/"),
        ("javascript:alert(1)", "/"),
    ],
)
def test_after_signing_in_one_is_led_only_inside_the_site(client: Client, cast: Cast, asked: str, led: str) -> None:
    answer = client.post(LOGIN, {"login": "awa@navette.test", "password": PASSWORD, "next": asked})
    assert (answer.status_code, answer["Location"]) == (302, led)
    by_code = Client()
    by_code.post(CODE, {"email": "bruno@navette.test", "next": asked})
    code = re.search(r"^\s*([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})\s*$", mail.outbox[-1].body, re.MULTILINE)
    assert code is not None
    answer = by_code.post(CONFIRM, {"code": code.group(1), "next": asked})
    assert (answer.status_code, answer["Location"]) == (302, led)


def test_a_closed_account_does_not_sign_in(client: Client, cast: Cast) -> None:
    cast.awa.is_active = False
    cast.awa.save()
    client.post(LOGIN, {"login": "awa@navette.test", "password": PASSWORD})
    assert not is_signed_in(client)


def test_signing_out_asks_first(client: Client, cast: Cast) -> None:
    client.force_login(cast.awa)
    assert client.get("/compte/deconnexion/").status_code == 200
    assert is_signed_in(client)
    client.post("/compte/deconnexion/")
    assert not is_signed_in(client)


@pytest.mark.parametrize("path", ["/compte/signup/", "/compte/inscription/", "/compte/email/", "/compte/"])
def test_nobody_opens_an_account_alone(client: Client, db: None, path: str) -> None:
    assert client.get(path).status_code in (302, 404)
    assert "signup" not in client.get(LOGIN).content.decode()


def test_no_cache_keeps_the_pages_of_a_signed_in_reader(cast: Cast, client: Client) -> None:
    client.force_login(cast.awa)
    for path in ("/", "/activites/", "/statistiques/figures.csv", "/reglages/compte/"):
        assert client.get(path).headers["Cache-Control"] == "private, no-store", path
