"""Double facteur: the code of an application, recovery codes, and what removing them takes."""

import re
import time
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.core.management import call_command
from django.test import Client
from pytest_django import Settings

from tests.cast import PASSWORD, Cast
from tests.passkey import give_passkey
from tests.sessions import sign_in
from trame.people.models import JournalEntry, User

LOGIN, SECOND = "/compte/connexion/", "/compte/double-facteur/connexion/"
INDEX, ACTIVATE, REMOVE = (
    "/compte/double-facteur/",
    "/compte/double-facteur/application/",
    "/compte/double-facteur/application/retirer/",
)
CODES, NEW_CODES = "/compte/double-facteur/codes/", "/compte/double-facteur/codes/nouveaux/"


def code_of(secret: str) -> str:
    """What the application shows now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def activate(user: User) -> str:
    """Activate the application through the pages; its secret."""
    client = Client()
    sign_in(client, user)
    secret: str = client.get(ACTIVATE).context["form"].secret
    answer = client.post(ACTIVATE, {"code": code_of(secret)})
    assert (answer.status_code, answer["Location"]) == (302, CODES)
    return secret


def recovery_codes(user: User) -> list[str]:
    codes: list[str] = Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()
    return codes


def half_way(email: str = "awa@navette.test", **said: str) -> Client:
    """Signed in by password, the second factor still to be given."""
    client = Client()
    answer = client.post(LOGIN, {"login": email, "password": PASSWORD, **said})
    assert (answer.status_code, answer["Location"]) == (302, SECOND)
    return client


def is_signed_in(client: Client) -> bool:
    return client.get("/reglages/compte/").status_code == 200


@pytest.fixture
def secret(cast: Cast) -> str:
    """Awa's application, activated two minutes ago: her last code is over."""
    with time_machine.travel(time.time() - 120):
        return activate(cast.awa)


def test_the_code_of_the_application_is_asked_after_the_password(secret: str) -> None:
    client = half_way()
    assert not is_signed_in(client)
    assert client.post(SECOND, {"code": "000000"}).status_code == 200
    assert not is_signed_in(client)
    answer = client.post(SECOND, {"code": code_of(secret)})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert is_signed_in(client)


def test_it_is_asked_after_the_code_by_email_too(secret: str) -> None:
    client = Client()
    client.post("/compte/code/", {"email": "awa@navette.test"})
    code = re.search(r"^([A-Z]{4}-[A-Z]{4})$", str(mail.outbox[-1].body), re.MULTILINE)
    assert code is not None
    answer = client.post("/compte/code/confirmer/", {"code": code.group(1)})
    assert answer["Location"] == SECOND
    assert not is_signed_in(client)


def test_a_code_is_not_taken_twice(secret: str) -> None:
    first, second = half_way(), half_way()
    code = code_of(secret)
    with time_machine.travel(time.time(), tick=False):
        assert first.post(SECOND, {"code": code}).status_code == 302
        again = second.post(SECOND, {"code": code})
    assert again.status_code == 200
    assert "a déjà servi" in again.content.decode()
    assert not is_signed_in(second)


def test_a_code_of_the_minute_before_is_refused(secret: str) -> None:
    with time_machine.travel(time.time() - 60):
        old = code_of(secret)
    client = half_way()
    client.post(SECOND, {"code": old})
    assert not is_signed_in(client)


def test_five_wrong_codes_close_for_a_while_even_for_the_right_one(secret: str) -> None:
    for _ in range(5):
        half_way().post(SECOND, {"code": "000000"})
    client = half_way()
    assert client.post(SECOND, {"code": code_of(secret)}).status_code == 200
    assert not is_signed_in(client)


def test_a_recovery_code_replaces_the_application_once(cast: Cast, secret: str) -> None:
    codes = recovery_codes(cast.awa)
    assert len(codes) == 10
    client = half_way()
    assert client.post(SECOND, {"code": codes[0]}).status_code == 302
    assert is_signed_in(client)
    again = half_way()
    assert again.post(SECOND, {"code": codes[0]}).status_code == 200
    assert not is_signed_in(again)
    assert len(recovery_codes(cast.awa)) == 9


def test_new_recovery_codes_replace_the_former_ones(client: Client, cast: Cast, secret: str) -> None:
    former = recovery_codes(cast.awa)
    sign_in(client, cast.awa)
    client.post(NEW_CODES)
    page = client.get(CODES).content.decode()
    now = recovery_codes(cast.awa)
    assert not set(former) & set(now)
    assert all(code in page for code in now)
    assert half_way().post(SECOND, {"code": former[0]}).status_code == 200


def test_a_next_page_survives_the_second_factor_and_only_inside_the_site(secret: str) -> None:
    client = half_way(next="/lieux/")
    assert client.post(SECOND, {"code": code_of(secret)})["Location"] == "/lieux/"


def test_the_database_holds_no_secret_in_clear(cast: Cast, secret: str) -> None:
    rows = str(list(Authenticator.objects.filter(user=cast.awa).values_list("data", flat=True)))
    assert secret not in rows
    assert not any(code in rows for code in recovery_codes(cast.awa))


def test_a_former_secret_key_still_reads_what_it_wrote(secret: str, settings: Settings) -> None:
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "une-autre-cle-" * 5
    client = half_way()
    assert client.post(SECOND, {"code": code_of(secret)}).status_code == 302


def test_after_a_change_of_secret_key_the_door_stays_closed_and_says_why(secret: str, settings: Settings) -> None:
    settings.SECRET_KEY = "une-autre-cle-" * 5
    client = half_way()
    answer = client.post(SECOND, {"code": code_of(secret)})
    assert answer.status_code == 200
    assert "n’est plus lisible" in answer.content.decode()
    assert not is_signed_in(client)


@pytest.mark.parametrize("path", [ACTIVATE, REMOVE, CODES, NEW_CODES, "/compte/cles/ajouter/"])
def test_changing_the_factors_asks_for_a_proof_first(client: Client, cast: Cast, secret: str, path: str) -> None:
    sign_in(client, cast.awa, minutes_ago=16)
    for answer in (client.get(path), client.post(path)):
        assert answer.status_code == 302
        assert answer["Location"].startswith("/compte/confirmer/")
    assert Authenticator.objects.filter(user=cast.awa).count() == 2


def test_a_stolen_session_does_not_prove_itself_by_email_when_there_is_a_factor(
    client: Client, cast: Cast, secret: str
) -> None:
    sign_in(client, cast.awa, minutes_ago=60)
    assert client.post("/compte/confirmer/code/", {"action": "send"}).status_code == 302
    assert mail.outbox == []
    answer = client.post("/compte/confirmer/application/", {"code": code_of(secret), "next": REMOVE})
    assert (answer.status_code, answer["Location"]) == (302, REMOVE)
    assert client.get(REMOVE).status_code == 200


def test_removing_tells_the_owner_and_the_journal(client: Client, cast: Cast, secret: str) -> None:
    sign_in(client, cast.awa)
    mail.outbox.clear()
    client.post(REMOVE)
    assert not Authenticator.objects.filter(user=cast.awa).exists(), "the recovery codes go with the last factor"
    (message,) = mail.outbox
    assert (message.to, message.subject) == (["awa@navette.test"], "Double facteur retiré")
    assert JournalEntry.objects.filter(action="account.application_removed").count() == 1
    assert Client().post(LOGIN, {"login": "awa@navette.test", "password": PASSWORD})["Location"] == "/"


@pytest.mark.django_db(transaction=True)
def test_activating_tells_the_owner_and_the_journal(cast: Cast) -> None:
    activate(cast.bruno)
    (message,) = mail.outbox
    assert (message.to, message.subject) == (["bruno@navette.test"], "Double facteur activé")
    entries = JournalEntry.objects.values_list("action", flat=True)
    assert sorted(entries) == ["account.application_added", "account.recovery_codes_made"]


def test_a_wrong_code_activates_nothing(client: Client, cast: Cast) -> None:
    sign_in(client, cast.awa)
    secret = client.get(ACTIVATE).context["form"].secret
    answer = client.post(ACTIVATE, {"code": "000000"})
    assert answer.context["form"].secret == secret, "the square does not change under the reader's eyes"
    assert not Authenticator.objects.exists()


def test_the_square_is_a_picture_in_the_page(client: Client, cast: Cast) -> None:
    sign_in(client, cast.awa)
    assert 'src="data:image/svg+xml;base64,' in client.get(ACTIVATE).content.decode()


def test_who_administers_the_machine_removes_the_factors_of_a_lost_phone(cast: Cast, secret: str) -> None:
    give_passkey(cast.awa)
    call_command("unlock_account", "awa@navette.test", "--second-factor")
    assert not Authenticator.objects.filter(user=cast.awa).exists()
    assert JournalEntry.objects.filter(action="account.factors_removed", actor=None).count() == 1


@pytest.fixture
def required(settings: Settings) -> None:
    settings.MFA_REQUIRED_FOR_ADMIN = True


def get(user: User, path: str) -> Any:
    client = Client()
    sign_in(client, user)
    return client.get(path)


@pytest.mark.usefixtures("required")
def test_an_administrator_without_factor_is_led_to_activate_one(cast: Cast) -> None:
    for path in ("/", "/reglages/compte/", "/lieux/"):
        assert get(cast.fatou, path)["Location"] == INDEX
    for path in (INDEX, ACTIVATE, "/compte/cles/ajouter/", "/compte/deconnexion/"):
        assert get(cast.fatou, path).status_code == 200
    assert get(cast.awa, "/").status_code == 200
    give_passkey(cast.fatou)
    assert get(cast.fatou, "/").status_code == 200


def test_without_the_setting_nobody_is_obliged(cast: Cast) -> None:
    assert get(cast.fatou, "/").status_code == 200
