"""« Mes appareils »: where one is signed in, in plain words, and closing what one does not recognise."""

import datetime as dt

import pytest
import time_machine
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from tests.cast import PASSWORD, Cast
from tests.sessions import open_session, sign_in
from trame.people.devices import describe
from trame.people.models import JournalEntry, Session

DEVICES, CLOSE_OTHERS = "/reglages/compte/appareils/", "/reglages/compte/appareils/fermer/"
LOGIN = "/compte/connexion/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.5 Mobile/15E148 Safari/604.1"
)


def signed_in(email: str, user_agent: str = FIREFOX, **said: str) -> Client:
    client = Client(HTTP_USER_AGENT=user_agent)
    assert client.post(LOGIN, {"login": email, "password": PASSWORD, **said}).status_code == 302
    return client


@pytest.mark.parametrize(
    ("user_agent", "said"),
    [
        (FIREFOX, "Firefox sur Windows"),
        (IPHONE, "Safari sur un iPhone"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.5 Safari/605.1.15",
         "Safari sur un Mac"),
        ("Mozilla/5.0 (Linux; Android 15; K) AppleWebKit/537.36 Chrome/137.0.0.0 Mobile Safari/537.36",
         "Chrome sur Android"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/137.0.0.0 Safari/537.36 Edg/137.0.0.0",
         "Edge sur Windows"),
        ("Mozilla/5.0 (Linux; Android 14; SM-A546B) AppleWebKit/537.36 SamsungBrowser/28.0 Chrome/130.0.0.0",
         "Samsung Internet sur Android"),
        ("Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 Chrome/137.0.0.0 Safari/537.36",
         "Chrome sur un Chromebook"),
        ("curl/8.5", "Navigateur inconnu"),
        ("", "Navigateur inconnu"),
        ("<script>alert(1)</script> Firefox Windows", "Firefox sur Windows"),
    ],
)  # fmt: skip
def test_a_browser_is_named_in_plain_french(user_agent: str, said: str) -> None:
    assert describe(user_agent) == said


def test_each_sign_in_is_a_line_and_this_one_is_marked(cast: Cast) -> None:
    phone, desk = signed_in("awa@navette.test", IPHONE), signed_in("awa@navette.test")
    signed_in("bruno@navette.test")
    page = desk.get(DEVICES)
    assert [session.device for session in page.context["sessions"]] == ["Firefox sur Windows", "Safari sur un iPhone"]
    assert page.content.decode().count("celui-ci") == 1
    assert page.context["here"] == page.context["sessions"][0].handle
    for client in (phone, desk):
        assert client.cookies[settings.SESSION_COOKIE_NAME].value not in page.content.decode(), "a key would open it"


def test_no_network_address_is_kept(cast: Cast) -> None:
    client = Client(REMOTE_ADDR="192.0.2.55", HTTP_USER_AGENT=FIREFOX)
    client.post(LOGIN, {"login": "awa@navette.test", "password": PASSWORD})
    session = Session.objects.visible_to(cast.awa).get()
    assert "192.0.2.55" not in str(session.get_decoded()) + str(vars(session))


def test_closing_one_signs_it_out_at_once(cast: Cast) -> None:
    phone, desk = signed_in("awa@navette.test", IPHONE), signed_in("awa@navette.test")
    there = desk.get(DEVICES).context["sessions"][1]
    answer = desk.post(f"{DEVICES}{there.handle}/fermer/")
    assert (answer.status_code, answer["Location"]) == (302, DEVICES)
    assert phone.get(DEVICES)["Location"].startswith(LOGIN)
    assert desk.get(DEVICES).status_code == 200
    assert JournalEntry.objects.filter(action="account.session_ended").count() == 1


def test_closing_this_one_is_signing_out(cast: Cast) -> None:
    client = signed_in("awa@navette.test")
    here = client.get(DEVICES).context["here"]
    assert client.post(f"{DEVICES}{here}/fermer/")["Location"] == "/compte/deconnexion/"
    assert client.get(DEVICES).status_code == 200


def test_closing_all_the_others_leaves_this_one(cast: Cast) -> None:
    others = [signed_in("awa@navette.test", IPHONE) for _ in range(3)]
    bruno, here = signed_in("bruno@navette.test"), signed_in("awa@navette.test")
    here.post(CLOSE_OTHERS)
    assert [client.get(DEVICES).status_code for client in others] == [302, 302, 302]
    assert [client.get(DEVICES).status_code for client in (here, bruno)] == [200, 200]


def test_nobody_closes_the_session_of_somebody_else(cast: Cast) -> None:
    awa = open_session(cast.awa)
    bruno = signed_in("bruno@navette.test")
    assert bruno.post(f"{DEVICES}{awa.handle}/fermer/").status_code == 404
    assert bruno.post(f"{DEVICES}{awa.session_key}/fermer/").status_code == 404
    assert Session.objects.filter(pk=awa.pk).exists()


def test_a_device_not_to_be_remembered_forgets_with_its_browser_and_after_twelve_hours(cast: Cast) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client = signed_in("awa@navette.test")
        assert client.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == ""
        clock.shift(dt.timedelta(hours=11))
        assert client.get(DEVICES).status_code == 200, "each visit gives twelve hours more"
        clock.shift(dt.timedelta(hours=11))
        assert client.get(DEVICES).status_code == 200
        clock.shift(dt.timedelta(hours=13))
        assert client.get(DEVICES).status_code == 302


def test_a_device_to_be_remembered_stays_thirty_days_without_a_visit(cast: Cast) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client = signed_in("awa@navette.test", remember="on")
        assert client.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == 30 * 24 * 3600
        clock.shift(dt.timedelta(days=29))
        assert client.get(DEVICES).status_code == 200
        clock.shift(dt.timedelta(days=29))
        assert client.get(DEVICES).status_code == 200
        clock.shift(dt.timedelta(days=31))
        assert client.get(DEVICES).status_code == 302


def test_a_visit_is_written_at_most_every_ten_minutes(cast: Cast) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client = signed_in("awa@navette.test")
        first = Session.objects.visible_to(cast.awa).get().seen_at
        clock.shift(dt.timedelta(minutes=9))
        client.get(DEVICES)
        assert Session.objects.visible_to(cast.awa).get().seen_at == first
        clock.shift(dt.timedelta(minutes=2))
        client.get(DEVICES)
        later = Session.objects.visible_to(cast.awa).get()
        assert (later.seen_at - first, later.begun_at) == (dt.timedelta(minutes=11), first)


def test_ended_sessions_leave_the_list_and_the_table(client: Client, cast: Cast) -> None:
    ended = open_session(cast.awa)
    Session.objects.filter(pk=ended.pk).update(expire_date=timezone.now() - dt.timedelta(minutes=1))
    sign_in(client, cast.awa)
    assert ended not in client.get(DEVICES).context["sessions"]
    call_command("clearsessions")
    assert not Session.objects.filter(pk=ended.pk).exists()


def test_signing_out_erases_the_session(cast: Cast) -> None:
    client = signed_in("awa@navette.test")
    client.post("/compte/deconnexion/")
    assert not Session.objects.filter(user=cast.awa).exists()
    assert SESSION_KEY not in client.session


def test_the_rows_of_an_account_go_with_it(cast: Cast) -> None:
    open_session(cast.denis)
    cast.denis.delete()
    assert not Session.objects.filter(device="Firefox sur Windows").exists()
