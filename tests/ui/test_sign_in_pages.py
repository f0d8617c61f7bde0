"""Signing in speaks French and looks like Trame, on every page and in every message the library can show."""

import re
from pathlib import Path

import allauth
import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.template.loader import get_template
from django.test import Client
from pytest_django import Settings

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shell")]
PASSWORD = "une phrase assez longue"
ACCOUNT = "templates/account"
ENGLISH = re.compile(r"\b(sign (in|up|out)|your|email address|confirm access|please|password)\b", re.IGNORECASE)


@pytest.fixture(autouse=True)
def outbox(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def nolwenn() -> str:
    email = "nolwenn.riou@lanavette.example"
    get_user_model()._default_manager.create_user(email=email, password=PASSWORD)
    return email


def words(response: object) -> str:
    """What is read: the text of main, without markup."""
    html = response.content.decode()  # type: ignore[attr-defined]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html.split("<main", 1)[1]))


def code_in(message: str) -> str:
    return next(line for line in message.splitlines() if re.fullmatch(r"[A-Z0-9]+(-[A-Z0-9]+)*", line.strip()))


def test_a_code_by_email_opens_the_session(client: Client, nolwenn: str) -> None:
    page = client.post("/accounts/login/code/", {"email": nolwenn}, follow=True)
    assert "Votre code de connexion" in words(page)
    (message,) = mail.outbox
    assert message.subject == "Votre code de connexion"

    arrived = client.post("/accounts/login/code/confirm/", {"code": code_in(str(message.body))})

    assert arrived.headers["Location"] == "/section/"
    assert "_auth_user_id" in client.session


def test_a_wrong_code_is_said_and_opens_nothing(client: Client, nolwenn: str) -> None:
    client.post("/accounts/login/code/", {"email": nolwenn})

    page = client.post("/accounts/login/code/confirm/", {"code": "XXXX"})

    assert "1\u00a0point à corriger" in page.content.decode()
    assert "_auth_user_id" not in client.session


def test_an_unknown_address_sees_the_same_page_and_receives_nothing(client: Client) -> None:
    page = client.post("/accounts/login/code/", {"email": "personne@nulle.example"}, follow=True)

    assert "Votre code de connexion" in words(page)
    assert mail.outbox == []


def test_the_password_is_the_second_way_and_stays_open_when_wrong(client: Client, nolwenn: str) -> None:
    first = client.get("/accounts/login/").content.decode()
    again = client.post("/accounts/login/", {"login": nolwenn, "password": "faux"}).content.decode()

    assert first.index("Recevoir un code") < first.index("Utiliser un mot de passe")
    assert '<details class="fold">' in first
    assert '<details class="fold" open>' in again
    assert 'role="alert"' in again


@pytest.mark.parametrize(
    "path",
    [
        "login/",
        "login/code/",
        "signup/",
        "inactive/",
        "confirm-email/",
        "confirm-email/perime/",
        "password/reset/",
        "password/reset/done/",
        "password/reset/key/done/",
        "password/reset/key/1-perime/",
    ],
)
def test_pages_of_a_stranger_are_in_french(client: Client, path: str) -> None:
    page = client.get(f"/accounts/{path}")

    assert page.status_code == 200
    assert not ENGLISH.search(words(page))
    assert '<main class="card-in"' in page.content.decode()


@pytest.mark.parametrize("path", ["logout/", "email/", "password/change/", "reauthenticate/"])
def test_pages_of_a_signed_in_reader_are_in_french(client: Client, nolwenn: str, path: str) -> None:
    client.post("/accounts/login/", {"login": nolwenn, "password": PASSWORD})

    page = client.get(f"/accounts/{path}")

    assert page.status_code == 200
    assert not ENGLISH.search(words(page))


def test_a_new_password_is_chosen_from_the_link_received(client: Client, nolwenn: str) -> None:
    client.post("/accounts/password/reset/", {"email": nolwenn})
    link = re.search(r"http://\S+", str(mail.outbox[0].body))
    assert link
    page = client.get(link.group().replace("http://testserver", ""), follow=True)
    assert "Choisir un nouveau mot de passe" in words(page)

    chosen = {"password1": "une autre phrase longue", "password2": "une autre phrase longue"}
    done = client.post(page.redirect_chain[-1][0], chosen, follow=True)

    assert "Mot de passe changé" in words(done)
    client.post("/accounts/login/", {"login": nolwenn, "password": "une autre phrase longue"})
    assert "_auth_user_id" in client.session


def test_every_page_and_message_of_the_library_has_ours_in_its_place() -> None:
    theirs = Path(allauth.__file__).parent / ACCOUNT
    layouts = ("base_entrance", "base_manage", "base_reauthenticate", "email/account_already_exists")
    phone_or_passkey = ("phone", "passkey")
    left = [
        name
        for name in sorted(str(path.relative_to(theirs)) for path in theirs.rglob("*") if path.is_file())
        if not any(word in name for word in (*layouts, *phone_or_passkey, "email_confirmation_signup"))
        and "trame/people" not in str(get_template(f"account/{name}").origin)
    ]

    assert left == []
