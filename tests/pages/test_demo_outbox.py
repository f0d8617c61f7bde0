"""Courriels de la démonstration: read from this machine only, in a demonstration only."""

from pathlib import Path

import pytest
from django.core.mail import EmailMessage, get_connection
from django.test import Client
from pytest_django import Settings

PATH = "/demo/courriels"


@pytest.fixture
def outbox(settings: Settings, tmp_path: Path) -> Path:
    settings.DEMO = True
    settings.EMAIL_FILE_PATH = str(tmp_path / "outbox")
    return tmp_path / "outbox"


def send(folder: Path, subject: str, body: str) -> None:
    backend = get_connection("django.core.mail.backends.filebased.EmailBackend", file_path=str(folder))
    EmailMessage(subject, body, "trame@localhost", ["awa@navette.test"], connection=backend).send()


@pytest.mark.django_db
def test_the_messages_are_shown_newest_first_with_their_words(client: Client, outbox: Path) -> None:
    send(outbox, "Votre code", "Bonjour Awa,\n\nABC-DEF\n")
    send(outbox, "Réinitialisation", "Suivez http://testserver/compte/mot-de-passe/nouveau/1-abc")
    page = client.get(PATH)
    assert page.status_code == 200
    assert [mail.subject for mail in page.context["mails"]] == ["Réinitialisation", "Votre code"]
    assert [mail.recipient for mail in page.context["mails"]] == ["awa@navette.test"] * 2
    assert "ABC-DEF" in page.content.decode()
    assert 'href="http://testserver/compte/mot-de-passe/nouveau/1-abc"' in page.content.decode()


@pytest.mark.django_db
def test_several_messages_of_one_sending_are_all_shown(client: Client, outbox: Path) -> None:
    backend = get_connection("django.core.mail.backends.filebased.EmailBackend", file_path=str(outbox))
    backend.send_messages([EmailMessage(f"N° {n}", "…", "trame@localhost", ["a@b.test"]) for n in (1, 2)])
    assert [mail.subject for mail in client.get(PATH).context["mails"]] == ["N° 2", "N° 1"]


@pytest.mark.django_db
def test_what_a_message_holds_is_never_taken_for_html(client: Client, outbox: Path) -> None:
    send(outbox, "<script>alert(1)</script>", "<img src=x onerror=alert(1)> & suite")
    content = client.get(PATH).content.decode()
    assert "<script>alert" not in content
    assert "<img src=x" not in content
    assert "&lt;img src=x" in content


@pytest.mark.django_db
def test_no_folder_is_no_message(client: Client, outbox: Path) -> None:
    assert "Aucun message" in client.get(PATH).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "headers",
    [
        {"REMOTE_ADDR": "192.168.1.20"},
        {"REMOTE_ADDR": "::ffff:10.0.0.1"},
        {"REMOTE_ADDR": ""},
        {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "203.0.113.7"},
        {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": ""},
        {"REMOTE_ADDR": "127.0.0.1", "HTTP_FORWARDED": "for=203.0.113.7"},
    ],
)
def test_from_elsewhere_the_page_does_not_exist(client: Client, outbox: Path, headers: dict[str, str]) -> None:
    assert client.get(PATH, **headers).status_code == 404


@pytest.mark.django_db
def test_the_machine_itself_also_calls_by_ipv6(client: Client, outbox: Path) -> None:
    assert client.get(PATH, REMOTE_ADDR="::1").status_code == 200


@pytest.mark.django_db
def test_out_of_a_demonstration_the_page_does_not_exist(client: Client, settings: Settings) -> None:
    settings.DEMO = False
    assert client.get(PATH).status_code == 404
