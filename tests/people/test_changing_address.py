"""Changing one's address: nothing changes before both mailboxes have confirmed, and each can say no."""

import datetime as dt
import re
from smtplib import SMTPException
from typing import Any

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.contrib.auth import SESSION_KEY
from django.core import mail
from django.test import Client
from django.utils import timezone

from tests.cast import PASSWORD, Cast
from tests.sessions import open_session, sign_in
from trame.people import mails
from trame.people.models import EmailChange, JournalEntry, Session
from trame.people.services.email_change import forget_expired

ASK, KEEP = "/reglages/compte/adresse/", "/reglages/compte/adresse/garder/"
OLD, NEW = "awa@navette.test", "awa@ailleurs.test"


@pytest.fixture(autouse=True)
def deliver_at_once(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """A test never commits: what waits for the commit is done at once."""
    monkeypatch.setattr("django.db.transaction.on_commit", lambda done, **options: done())


def ask(cast: Cast, new_email: str = NEW) -> Client:
    client = Client()
    sign_in(client, cast.awa)
    answer = client.post(ASK, {"email": new_email})
    assert (answer.status_code, answer["Location"]) == (302, ASK)
    return client


def link_to(address: str) -> str:
    """The path of the link in the last message to this address."""
    bodies = [str(message.body) for message in mail.outbox if message.to == [address]]
    found = re.search(r"http://testserver(/compte/adresse/[\w-]{43}/)", bodies[-1])
    assert found is not None, bodies
    return found.group(1)


def answer(path: str, said: str = "confirm", client: Client | None = None) -> Any:
    return (client or Client()).post(path, {"answer": said})


def test_two_links_leave_and_nothing_changes_yet(cast: Cast) -> None:
    ask(cast)
    assert [message.to for message in mail.outbox] == [[OLD], [NEW]]
    assert link_to(OLD) != link_to(NEW)
    cast.awa.refresh_from_db()
    assert cast.awa.email == OLD


@pytest.mark.parametrize("order", [(OLD, NEW), (NEW, OLD)])
def test_both_confirmations_change_it(cast: Cast, order: tuple[str, str]) -> None:
    EmailAddress.objects.create(user=cast.awa, email=OLD, verified=True, primary=True)
    ask(cast)
    first, second = (link_to(address) for address in order)
    assert "Merci, c’est noté" in answer(first).content.decode()
    cast.awa.refresh_from_db()
    assert cast.awa.email == OLD
    assert "L’adresse a changé" in answer(second).content.decode()
    cast.awa.refresh_from_db()
    assert cast.awa.email == NEW
    assert list(EmailAddress.objects.filter(user=cast.awa).values_list("email", "verified", "primary")) == [
        (NEW, True, True)
    ]
    assert not EmailChange.objects.exists()
    assert (mail.outbox[-1].to, mail.outbox[-1].subject) == ([OLD], "L’adresse de votre compte a changé")
    assert JournalEntry.objects.filter(action="account.email_changed").count() == 1
    assert Client().post("/compte/connexion/", {"login": NEW, "password": PASSWORD}).status_code == 302
    assert Client().post("/compte/connexion/", {"login": OLD, "password": PASSWORD}).status_code == 200


def test_one_mailbox_alone_changes_nothing_however_often(cast: Cast) -> None:
    ask(cast)
    for _ in range(3):
        answer(link_to(NEW))
    cast.awa.refresh_from_db()
    assert cast.awa.email == OLD
    assert answer(link_to(NEW)).status_code == 410, "a link serves once"


def test_looking_at_a_link_spends_nothing(cast: Cast) -> None:
    ask(cast)
    for _ in range(2):
        page = Client().get(link_to(OLD))
        assert page.status_code == 200
        assert NEW in page.content.decode()
        assert page.headers["Referrer-Policy"] == "no-referrer"
    assert answer(link_to(OLD), "n’importe quoi").status_code == 302
    assert EmailChange.objects.get().old_digest is not None


def test_it_is_not_me_drops_the_change_and_signs_out_everywhere(cast: Cast) -> None:
    thief = ask(cast)
    open_session(cast.awa)
    answer(link_to(NEW))
    page = answer(link_to(OLD), "refuse")
    assert "déconnecté partout" in page.content.decode()
    assert not EmailChange.objects.exists()
    assert thief.get(ASK).status_code == 302
    assert not Session.objects.filter(user=cast.awa).exists()
    assert answer(link_to(OLD)).status_code == 410
    assert JournalEntry.objects.filter(action="account.email_change_refused").count() == 1


def test_it_is_not_me_at_the_new_address_only_drops_the_change(cast: Cast) -> None:
    client = ask(cast)
    answer(link_to(NEW), "refuse")
    assert not EmailChange.objects.exists()
    assert client.get(ASK).status_code == 200, "who was written to by mistake signs nobody out"


def test_the_other_devices_are_signed_out_and_this_one_stays(cast: Cast) -> None:
    here = ask(cast)
    other = open_session(cast.awa)
    answer(link_to(NEW))
    answer(link_to(OLD), client=here)
    assert here.get(ASK).status_code == 200
    assert not Session.objects.filter(pk=other.pk).exists()


def test_links_die_after_24_hours(cast: Cast) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        ask(cast)
        clock.shift(dt.timedelta(hours=24, minutes=1))
        assert Client().get(link_to(OLD)).status_code == 410
        assert answer(link_to(NEW)).status_code == 410
        assert forget_expired() == 1
    assert not EmailChange.objects.exists()


def test_another_demand_replaces_the_first(cast: Cast) -> None:
    ask(cast, "premiere@ailleurs.test")
    former = link_to("premiere@ailleurs.test"), link_to(OLD)
    ask(cast)
    assert [answer(path).status_code for path in former] == [410, 410]
    answer(link_to(NEW))
    answer(link_to(OLD))
    cast.awa.refresh_from_db()
    assert cast.awa.email == NEW


def test_one_may_keep_one_s_address(cast: Cast) -> None:
    client = ask(cast)
    client.post(KEEP)
    assert answer(link_to(OLD)).status_code == 410


def what_is_read(client: Client) -> str:
    return re.sub(r'(content|value)="\w{64}"', "", client.get(ASK).content.decode())


def test_an_address_that_has_an_account_shows_the_same_page_and_leads_nowhere(cast: Cast) -> None:
    with time_machine.travel(timezone.now(), tick=False):
        pages = [what_is_read(ask(cast, email)).replace(email, "") for email in (NEW, "bruno@navette.test")]
    assert pages[0] == pages[1]
    (message,) = [message for message in mail.outbox if message.to == ["bruno@navette.test"]]
    assert "/compte/adresse/" not in message.body
    assert "Awa" not in str(message.body)
    answer(link_to(OLD))
    cast.awa.refresh_from_db()
    assert cast.awa.email == OLD


def test_an_address_taken_meanwhile_is_not_taken_away(cast: Cast) -> None:
    ask(cast)
    answer(link_to(OLD))
    cast.denis.email = NEW
    cast.denis.save()
    assert "un autre compte a pris cette adresse" in answer(link_to(NEW)).content.decode()
    cast.awa.refresh_from_db()
    assert cast.awa.email == OLD


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Indiquez la nouvelle adresse."),
        ("awa", "il y manque peut-être le @"),
        ("AWA@navette.test", "C’est déjà l’adresse de votre compte."),
        ("a@b.test\nBcc: tous@b.test", "il y manque peut-être le @"),
    ],
)
def test_a_bad_address_is_said_beside_the_field(client: Client, cast: Cast, typed: str, said: str) -> None:
    sign_in(client, cast.awa)
    page = client.post(ASK, {"email": typed})
    assert page.status_code == 200
    assert said in page.content.decode()
    assert mail.outbox == []
    assert not EmailChange.objects.exists()


def test_asking_needs_a_recent_proof(client: Client, cast: Cast) -> None:
    sign_in(client, cast.awa, minutes_ago=16)
    assert client.get(ASK)["Location"].startswith("/compte/confirmer/")
    assert client.post(ASK, {"email": NEW})["Location"].startswith("/compte/confirmer/")
    assert mail.outbox == []


def test_a_sixth_demand_within_the_hour_sends_nothing(client: Client, cast: Cast) -> None:
    sign_in(client, cast.awa)
    answers = [client.post(ASK, {"email": f"a{n}@ailleurs.test"}).status_code for n in range(6)]
    assert answers == [302, 302, 302, 302, 302, 200]
    assert len(mail.outbox) == 10


def test_when_mail_does_not_leave_nothing_is_asked(client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object) -> None:
        raise SMTPException

    monkeypatch.setattr(mails, "send_mail", fail)
    sign_in(client, cast.awa)
    page = client.post(ASK, {"email": NEW})
    assert "ne répond pas" in page.content.decode()
    assert f'value="{NEW}"' in page.content.decode()
    assert not EmailChange.objects.exists()


def test_only_the_digest_of_a_link_is_kept_and_the_journal_holds_no_address(cast: Cast) -> None:
    ask(cast)
    tokens = [link_to(address).split("/")[3] for address in (OLD, NEW)]
    kept = str(EmailChange.objects.values_list().get())
    assert not any(token in kept for token in tokens)
    for path in (link_to(NEW), link_to(OLD)):
        answer(path)
    written = str(list(JournalEntry.objects.values_list()))
    assert OLD not in written
    assert NEW not in written


def test_a_password_link_sent_to_the_old_address_dies_with_it(client: Client, cast: Cast) -> None:
    client.post("/compte/mot-de-passe/oublie/", {"email": OLD})
    found = re.search(r"http://testserver(/compte/mot-de-passe/nouveau/\S+)", str(mail.outbox[0].body))
    assert found is not None
    ask(cast)
    answer(link_to(NEW))
    answer(link_to(OLD))
    assert b"password1" not in Client().get(found.group(1), follow=True).content


def test_no_field_of_the_form_names_another_account(client: Client, cast: Cast) -> None:
    sign_in(client, cast.awa)
    client.post(ASK, {"email": NEW, "user": cast.bruno.pk, "old_digest": "", "new_digest": ""})
    change = EmailChange.objects.get()
    assert change.user == cast.awa
    assert change.old_digest is not None
    assert client.session[SESSION_KEY] == str(cast.awa.pk)
