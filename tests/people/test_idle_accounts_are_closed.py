"""An account that does not serve for a year is warned, then closed; what it recorded stays, attributed to nobody."""

import datetime as dt
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client

from tests.cast import PASSWORD, Cast, activity
from tests.sessions import open_session
from trame.activity.models import Activity
from trame.directory.models import Presence
from trame.jobs.models import Job
from trame.people.models import Coordination, JournalEntry, Membership, Network, Session, User
from trame.people.services import closing, idle
from trame.people.services.idle import IdleAccountsFailed, close_idle_accounts

pytestmark = pytest.mark.django_db


def on(day: str) -> Any:
    return time_machine.travel(f"{day}T10:00:00+01:00", tick=False)


@pytest.fixture
def last_visit(cast: Cast) -> Cast:
    """Awa came for the last time on 15 January 2025; the others come every day."""
    User.objects.update(last_seen_on="2100-01-01")
    User.objects.filter(pk=cast.awa.pk).update(last_seen_on="2025-01-15")
    return cast


def awa(cast: Cast) -> User:
    return User.objects.get(pk=cast.awa.pk)


def test_she_is_warned_thirty_days_before_and_once(last_visit: Cast) -> None:
    with on("2025-12-15"):
        assert close_idle_accounts() == 0
    assert mail.outbox == []
    with on("2025-12-16"):  # in thirty days, it will be 15 January 2026
        close_idle_accounts()
        close_idle_accounts()
    (letter,) = mail.outbox
    assert letter.to == ["awa@navette.test"]
    assert "15\xa0janvier 2026" in letter.body
    assert awa(last_visit).is_active


def test_she_is_closed_after_a_year_and_thirty_days_of_notice(last_visit: Cast) -> None:
    with on("2025-12-16"):
        close_idle_accounts()
    with on("2026-01-14"):
        assert close_idle_accounts() == 0
    with on("2026-01-15"):
        assert close_idle_accounts() == 1
        assert close_idle_accounts() == 0
    assert not awa(last_visit).is_active


def test_a_round_that_did_not_run_for_months_still_gives_thirty_days(last_visit: Cast) -> None:
    with on("2026-06-01"):
        assert close_idle_accounts() == 0
    with on("2026-06-30"):
        assert close_idle_accounts() == 0
    with on("2026-07-01"):
        assert close_idle_accounts() == 1


def test_coming_back_is_enough_to_keep_it(last_visit: Cast, client: Client) -> None:
    with on("2025-12-16"):
        close_idle_accounts()
        client.force_login(last_visit.awa)
        client.get("/")
    assert (awa(last_visit).last_seen_on, awa(last_visit).idle_warned_on) == (dt.date(2025, 12, 16), None)
    with on("2026-01-15"):
        assert close_idle_accounts() == 0


def test_a_visit_is_written_once_a_day(cast: Cast, client: Client, django_assert_num_queries: Any) -> None:
    User.objects.update(last_seen_on="2025-01-15")
    client.force_login(cast.awa)
    client.get("/")
    assert awa(cast).last_seen_on > dt.date(2025, 1, 15)
    with django_assert_num_queries(0):
        idle.note_visit(awa_seen := User(pk=cast.awa.pk))
    assert awa_seen.last_seen_on == awa(cast).last_seen_on


def test_nothing_personal_is_left_of_her(last_visit: Cast, settings) -> None:
    cast = last_visit
    Job.objects.create(kind="report.document", owner=cast.awa)
    Presence.objects.create(place=cast.library, membership=cast.awa_at_navette)
    Coordination.objects.create(network=Network.objects.create(name="R", kind="equipe"), user=cast.awa)
    open_session(cast.awa)
    closing.close_account(user=cast.awa, by=None)
    closed = awa(cast)
    assert (closed.first_name, closed.last_name, closed.profile) == ("", "Compte fermé", "")
    assert closed.email.endswith("@compte-ferme.invalid")
    assert not closed.has_usable_password()
    assert not Session.objects.filter(user=closed).exists()
    assert not Job.objects.exists()
    assert not Presence.objects.exists()
    assert not Membership.objects.filter(user=closed, ends_on=None).exists()
    assert not Coordination.objects.filter(user=closed, ends_on=None).exists()
    everything = " ".join(str(value) for value in vars(closed).values())
    assert not [word for word in ("Awa", "Diallo", "navette.test") if word in everything]


def test_what_she_recorded_stays_and_says_no_name(last_visit: Cast, client: Client) -> None:
    made = activity(last_visit.awa_at_navette, last_visit.library)
    closing.close_account(user=last_visit.awa, by=None)
    assert Activity.objects.get().mediator_id == last_visit.awa.pk
    client.force_login(last_visit.bruno)
    page = client.get(f"/activites/{made.client_uuid}/").content.decode()
    assert "Compte fermé" in page
    assert "Diallo" not in page


def test_a_closed_account_signs_in_no_more(last_visit: Cast, client: Client) -> None:
    client.force_login(last_visit.awa)
    closing.close_account(user=last_visit.awa, by=None)
    assert client.get("/").status_code == 302  # her open session
    for email in ("awa@navette.test", awa(last_visit).email):
        client.post("/compte/connexion/", {"login": email, "password": PASSWORD})
        assert "_auth_user_id" not in client.session
        client.post("/compte/code/", {"email": email})
    assert mail.outbox == []


def test_the_journal_says_it_to_her_structure(last_visit: Cast) -> None:
    closing.close_account(user=last_visit.awa, by=None)
    closing.close_account(user=last_visit.awa, by=None)
    line = JournalEntry.objects.get(action="account.expired")
    assert (line.organisation, line.actor) == (last_visit.navette, None)


def test_a_dead_address_counts_as_warned(last_visit: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object) -> None:
        raise SMTPRecipientsRefused({"awa@navette.test": (550, b"unknown")})

    monkeypatch.setattr(idle, "send_mail", refuse)
    with on("2026-02-01"):
        close_idle_accounts()
    with on("2026-03-03"):
        assert close_idle_accounts() == 1


def test_a_mail_server_that_is_down_delays_the_notice_and_the_closing(
    last_visit: Cast, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fall(*args: object) -> None:
        raise SMTPServerDisconnected

    monkeypatch.setattr(idle, "send_mail", fall)
    for day in ("2026-02-01", "2026-03-05"):
        with on(day), pytest.raises(IdleAccountsFailed):
            close_idle_accounts()
    assert awa(last_visit).idle_warned_on is None
    assert "navette.test" not in caplog.text.split("Traceback")[0]


def test_one_account_that_fails_does_not_stop_the_others(last_visit: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    User.objects.filter(pk__in=[last_visit.awa.pk, last_visit.chloe.pk]).update(
        last_seen_on="2025-01-15", idle_warned_on="2025-12-16"
    )
    really = idle.close_account

    def fall_for_awa(*, user: User, by: None) -> None:
        if user == last_visit.awa:
            raise RuntimeError
        really(user=user, by=by)

    monkeypatch.setattr(idle, "close_account", fall_for_awa)
    with on("2026-02-01"), pytest.raises(IdleAccountsFailed):
        close_idle_accounts()
    assert awa(last_visit).is_active
    assert not User.objects.get(pk=last_visit.chloe.pk).is_active
