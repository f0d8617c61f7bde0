"""After a few wrong passwords the door closes for an hour, for everybody alike; the code by e-mail remains."""

import datetime as dt
import logging
import re
from typing import Any

import pytest
import time_machine
from axes.models import AccessAttempt
from django.contrib.auth import authenticate
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection
from django.http import HttpRequest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from tests.cast import PASSWORD, Cast
from tests.sessions import sign_in
from trame.people.models import JournalEntry
from trame.people.sign_in_limits import digest_of, forget_attempts

LOGIN, CODE, CONFIRM = "/compte/connexion/", "/compte/code/", "/compte/code/confirmer/"
AWA, NOBODY = "awa@navette.test", "personne@navette.test"


def attempt(email: str, password: str = "pas celui-ci", address: str = "192.0.2.1") -> Any:
    return Client(REMOTE_ADDR=address).post(LOGIN, {"login": email, "password": password})


def fail(email: str, times: int, address: str = "192.0.2.1") -> None:
    """Wrong passwords, without going through the pages."""
    for _ in range(times):
        request = HttpRequest()
        request.META["REMOTE_ADDR"] = address
        authenticate(request, email=email, password="pas celui-ci")


def what_is_read(answer: Any) -> str:
    content = answer.content.decode()
    return re.sub(r'(content|value)="\w{64}"', "", re.sub(r"/static/\S+", "", content))


def test_the_fifth_wrong_password_from_one_address_closes_the_door(cast: Cast) -> None:
    assert [attempt(AWA).status_code for _ in range(6)] == [200, 200, 200, 200, 429, 429]
    refused = attempt(AWA, PASSWORD)
    assert refused.status_code == 429, "even the right one"
    assert "d’ici une heure" in refused.content.decode()
    assert "Recevoir un code" in refused.content.decode()
    assert attempt(AWA, PASSWORD, address="192.0.2.9").status_code == 302, "she is not kept out elsewhere"


def test_an_account_that_does_not_exist_closes_in_the_same_way(cast: Cast) -> None:
    seen = {email: [attempt(email) for _ in range(6)] for email in (AWA, NOBODY)}
    assert [a.status_code for a in seen[AWA]] == [a.status_code for a in seen[NOBODY]]
    assert what_is_read(seen[AWA][5]) == what_is_read(seen[NOBODY][5])


def test_capitals_and_spaces_do_not_give_more_tries(cast: Cast) -> None:
    for email in ("awa@navette.test", "AWA@navette.test", "Awa@Navette.Test", " awa@navette.test", "aWa@navette.test"):
        attempt(email)
    assert attempt(AWA, PASSWORD).status_code == 429


def test_another_browser_does_not_give_more_tries(cast: Cast) -> None:
    for n in range(5):
        Client(REMOTE_ADDR="192.0.2.1", HTTP_USER_AGENT=f"n{n}").post(LOGIN, {"login": AWA, "password": "non"})
    assert attempt(AWA, PASSWORD).status_code == 429


def test_twenty_addresses_together_close_one_account(cast: Cast) -> None:
    for n in range(20):
        fail(AWA, 1, address=f"192.0.2.{n}")
    assert attempt(AWA, PASSWORD, address="198.51.100.1").status_code == 429
    assert attempt("bruno@navette.test", PASSWORD, address="198.51.100.1").status_code == 302


def test_one_password_tried_on_fifty_accounts_closes_the_address(cast: Cast) -> None:
    for n in range(50):
        fail(f"personne{n}@navette.test", 1)
    assert attempt(AWA, PASSWORD).status_code == 429
    assert attempt(AWA, PASSWORD, address="192.0.2.9").status_code == 302


def test_one_s_own_account_does_not_wash_the_address_for_the_others(cast: Cast) -> None:
    for n in range(49):
        fail(f"personne{n}@navette.test", 1)
    assert attempt(AWA, PASSWORD).status_code == 302
    fail("personne50@navette.test", 1)
    assert attempt("bruno@navette.test", PASSWORD).status_code == 429


def test_signing_in_forgets_one_s_own_mistakes(cast: Cast) -> None:
    fail(AWA, 4)
    assert attempt(AWA, PASSWORD).status_code == 302
    fail(AWA, 4)
    assert attempt(AWA, PASSWORD).status_code == 302


def test_of_a_thousand_tries_from_one_address_five_passwords_are_read(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = []
    verify = MD5PasswordHasher.verify
    monkeypatch.setattr(MD5PasswordHasher, "verify", lambda *args: read.append(1) or verify(*args))
    fail(AWA, 1_000)
    assert len(read) == 5
    row = AccessAttempt.objects.get()
    assert row.failures_since_start == 5, "a try at a closed door writes nothing"
    assert attempt(AWA, PASSWORD).status_code == 429


@pytest.mark.parametrize("email", [AWA, NOBODY])
def test_ten_thousand_tries_from_as_many_addresses_open_nothing(cast: Cast, email: str) -> None:
    failures = [
        AccessAttempt(
            username=digest_of(email),
            ip_address=f"198.{18 + n // 65536}.{n // 256 % 256}.{n % 256}",
            user_agent="",
            failures_since_start=1,
        )
        for n in range(10_000)
    ]
    AccessAttempt.objects.bulk_create(failures)
    assert attempt(email, PASSWORD).status_code == 429
    assert attempt("bruno@navette.test", PASSWORD).status_code == 302


def test_the_door_opens_again_after_an_hour_even_if_somebody_kept_trying(cast: Cast) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        fail(AWA, 5)
        clock.shift(dt.timedelta(minutes=50))
        fail(AWA, 5)
        clock.shift(dt.timedelta(minutes=11))
        assert attempt(AWA, PASSWORD).status_code == 302


def test_the_code_by_email_still_opens(client: Client, cast: Cast) -> None:
    fail(AWA, 5, address="127.0.0.1")
    client.post(CODE, {"email": AWA})
    code = re.search(r"^([A-Z]{4}-[A-Z]{4})$", str(mail.outbox[0].body), re.MULTILINE)
    assert code is not None
    assert client.post(CONFIRM, {"code": code.group(1)}).status_code == 302
    assert client.get("/reglages/compte/").status_code == 200


def test_choosing_a_new_password_opens_again(client: Client, cast: Cast) -> None:
    fail(AWA, 5)
    client.post("/compte/mot-de-passe/oublie/", {"email": AWA})
    link = re.search(r"http://testserver(/\S+)", str(mail.outbox[0].body))
    assert link is not None
    form = client.get(link.group(1), follow=True)
    chosen = "un tissu bleu et solide"
    client.post(form.redirect_chain[-1][0], {"password1": chosen, "password2": chosen})
    assert attempt(AWA, chosen).status_code == 302


def test_the_command_opens_again(cast: Cast) -> None:
    fail(AWA, 5)
    call_command("unlock_account", AWA.upper())
    assert attempt(AWA, PASSWORD).status_code == 302
    assert JournalEntry.objects.filter(action="account.unlocked", object_id=str(cast.awa.pk), actor=None).exists()
    with pytest.raises(CommandError):
        call_command("unlock_account", NOBODY)


def test_proving_again_that_it_is_you_counts_too(client: Client, cast: Cast) -> None:
    sign_in(client, cast.awa, minutes_ago=60)
    prove = "/compte/confirmer/mot-de-passe/"
    answers = [client.post(prove, {"password": "pas celui-ci"}).status_code for _ in range(5)]
    assert answers == [200, 200, 200, 200, 429]
    assert client.post(prove, {"password": PASSWORD}).status_code == 429


def test_behind_the_proxy_the_visitor_s_address_counts_not_the_one_she_claims(cast: Cast, settings: Settings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    claimed = {"HTTP_X_FORWARDED_FOR": "203.0.113.7, 198.51.100.1", "REMOTE_ADDR": "127.0.0.1"}
    for n in range(5):
        forged = claimed | {"HTTP_X_FORWARDED_FOR": f"203.0.113.{n}, 198.51.100.1"}
        Client(**forged).post(LOGIN, {"login": AWA, "password": "non"})
    assert Client(**claimed).post(LOGIN, {"login": AWA, "password": PASSWORD}).status_code == 429
    other = claimed | {"HTTP_X_FORWARDED_FOR": "203.0.113.7, 198.51.100.2"}
    assert Client(**other).post(LOGIN, {"login": AWA, "password": PASSWORD}).status_code == 302


def test_without_a_proxy_the_header_is_not_believed(cast: Cast) -> None:
    for n in range(5):
        Client(HTTP_X_FORWARDED_FOR=f"203.0.113.{n}").post(LOGIN, {"login": AWA, "password": "non"})
    answer = Client(HTTP_X_FORWARDED_FOR="203.0.113.99").post(LOGIN, {"login": AWA, "password": PASSWORD})
    assert answer.status_code == 429


def test_nothing_kept_or_logged_says_who_tried(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "axes")
    for _ in range(6):
        attempt(AWA, "un mot de passe faux")
    assert caplog.records
    row = AccessAttempt.objects.get()
    kept = " ".join(str(getattr(row, column.name)) for column in row._meta.concrete_fields)
    for secret in (AWA, "awa", "un mot de passe faux"):
        assert secret not in kept
        assert secret not in caplog.text
    assert "192.0.2.1" not in caplog.text


def test_attempts_are_erased_after_thirty_days(cast: Cast) -> None:
    fail(AWA, 1)
    fail(NOBODY, 1)
    AccessAttempt.objects.filter(pk=AccessAttempt.objects.earliest("pk").pk).update(
        attempt_time=timezone.now() - dt.timedelta(days=31)
    )
    assert forget_attempts() == 1
    assert AccessAttempt.objects.count() == 1


def test_limits_are_shared_by_every_process_and_erased_when_they_end(cast: Cast) -> None:
    """They are in the database, with the network address in the name of the key."""
    Client(REMOTE_ADDR="192.0.2.77").post(CODE, {"email": AWA})
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM people_limit WHERE cache_key LIKE '%%192.0.2.77%%'")
        assert cursor.fetchone()[0] > 0
        cursor.execute("UPDATE people_limit SET expires = now() - interval '1 minute'")
        assert forget_attempts() > 0
        cursor.execute("SELECT count(*) FROM people_limit")
        assert cursor.fetchone() == (0,)
