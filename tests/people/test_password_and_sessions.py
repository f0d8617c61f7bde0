"""A password changed, chosen or forgotten: the other sessions end, the owner is told, the journal says so."""

import re

import pytest
from django.core import mail
from django.test import Client

from tests.cast import PASSWORD, Cast
from tests.sessions import open_session, sign_in
from trame.people.models import JournalEntry, Session

CHANGE, CHOOSE = "/compte/mot-de-passe/", "/compte/mot-de-passe/choisir/"
CHOSEN = "un tissu bleu et solide"


@pytest.fixture
def here(cast: Cast) -> Client:
    client = Client()
    sign_in(client, cast.awa)
    return client


def told_and_written(subject: str) -> None:
    assert [(message.to, message.subject) for message in mail.outbox[-1:]] == [(["awa@navette.test"], subject)]
    assert JournalEntry.objects.filter(action="account.password_changed").count() == 1


def test_changing_it(cast: Cast, here: Client) -> None:
    other = open_session(cast.awa)
    bruno = open_session(cast.bruno)
    key = here.session.session_key
    here.post(CHANGE, {"oldpassword": PASSWORD, "password1": CHOSEN, "password2": CHOSEN})
    assert here.get("/reglages/compte/").status_code == 200
    assert here.session.session_key != key, "whoever knew the former key has nothing"
    assert list(Session.objects.filter(user=cast.awa)) == [Session.objects.get(session_key=here.session.session_key)]
    assert not Session.objects.filter(pk=other.pk).exists()
    assert Session.objects.filter(pk=bruno.pk).exists()
    told_and_written("Mot de passe changé")


def test_changing_it_needs_the_former_one(cast: Cast, here: Client) -> None:
    answer = here.post(CHANGE, {"oldpassword": "pas celui-ci", "password1": CHOSEN, "password2": CHOSEN})
    assert answer.status_code == 200
    cast.awa.refresh_from_db()
    assert cast.awa.check_password(PASSWORD)
    assert mail.outbox == []


def test_choosing_a_first_one(cast: Cast) -> None:
    cast.awa.set_unusable_password()
    cast.awa.save()
    client = Client()
    sign_in(client, cast.awa)
    other = open_session(cast.awa)
    client.post(CHOOSE, {"password1": CHOSEN, "password2": CHOSEN})
    assert not Session.objects.filter(pk=other.pk).exists()
    assert client.get("/reglages/compte/").status_code == 200
    told_and_written("Mot de passe choisi")


def test_having_forgotten_it(cast: Cast, here: Client) -> None:
    client = Client()
    client.post("/compte/mot-de-passe/oublie/", {"email": "awa@navette.test"})
    link = re.search(r"http://testserver(/\S+)", str(mail.outbox[0].body))
    assert link is not None
    form = client.get(link.group(1), follow=True)
    client.post(form.redirect_chain[-1][0], {"password1": CHOSEN, "password2": CHOSEN})
    assert not Session.objects.filter(user=cast.awa).exists()
    assert here.get("/reglages/compte/").status_code == 302
    told_and_written("Mot de passe changé")
