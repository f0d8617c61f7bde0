"""Clés d’accès: a key signs in alone, proves again that it is you, and belongs to one account and one site."""

import json
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client

from tests.cast import PASSWORD, Cast
from tests.passkey import Passkey, give_passkey
from tests.sessions import sign_in
from trame.people.models import JournalEntry, User

KEYS, ADD, LOGIN = "/compte/cles/", "/compte/cles/ajouter/", "/compte/cles/connexion/"
PROVE, SECOND = "/compte/confirmer/cle/", "/compte/double-facteur/connexion/"
JSON = {"HTTP_ACCEPT": "application/json"}


def add(user: User, key: Passkey, name: str = "Téléphone du travail") -> Any:
    """Add the key through the pages."""
    client = Client()
    sign_in(client, user)
    options = client.get(ADD).context["js_data"]["creation_options"]
    return client.post(ADD, {"name": name, "credential": key.create(options)})


def enter(key: Passkey, client: Client | None = None, **said: str) -> tuple[Client, Any]:
    """Sign in with the key alone."""
    client = client or Client()
    options = client.get(LOGIN, **JSON).json()["request_options"]
    return client, client.post(LOGIN, {"credential": key.get(options), **said})


def is_signed_in(client: Client) -> bool:
    return client.get("/reglages/compte/").status_code == 200


def test_a_key_is_added_then_signs_in_alone(cast: Cast) -> None:
    key = Passkey()
    assert add(cast.awa, key)["Location"] == "/compte/double-facteur/codes/"
    client, answer = enter(key)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.get("/reglages/compte/").context["request"].user == cast.awa
    (message,) = mail.outbox
    assert (message.to, message.subject) == (["awa@navette.test"], "Clé d’accès ajoutée")
    assert JournalEntry.objects.filter(action="account.passkey_added").count() == 1


def test_the_key_is_asked_after_a_password(cast: Cast) -> None:
    key = Passkey()
    add(cast.awa, key)
    client = Client()
    assert client.post("/compte/connexion/", {"login": "awa@navette.test", "password": PASSWORD})["Location"] == SECOND
    assert not is_signed_in(client)
    options = client.get(SECOND).context["js_data"]["request_options"]
    client.post(SECOND, {"credential": key.get(options)})
    assert is_signed_in(client)


def test_a_key_that_does_not_check_who_holds_it_neither_enters_nor_is_added(cast: Cast) -> None:
    careless = Passkey(verifies=False)
    assert add(cast.awa, careless).status_code == 200
    assert not Authenticator.objects.exists()
    key = Passkey()
    add(cast.awa, key)
    key.verifies = False
    client, _ = enter(key)
    assert not is_signed_in(client)


def test_an_answer_does_not_serve_twice(cast: Cast) -> None:
    key = Passkey()
    add(cast.awa, key)
    client = Client()
    options = client.get(LOGIN, **JSON).json()["request_options"]
    answer = key.get(options)
    assert client.post(LOGIN, {"credential": answer}).status_code == 302
    assert is_signed_in(client)
    client.post("/compte/deconnexion/")
    client.get(LOGIN, **JSON)
    client.post(LOGIN, {"credential": answer})
    assert not is_signed_in(client)


def test_a_key_of_another_site_does_not_enter(cast: Cast) -> None:
    key = Passkey()
    add(cast.awa, key)
    key.host = "trame.ailleurs.example"
    client, _ = enter(key)
    assert not is_signed_in(client)


def test_a_key_does_not_open_the_account_of_somebody_else(cast: Cast) -> None:
    mine, hers = Passkey(), Passkey()
    add(cast.chloe, mine)
    add(cast.awa, hers)
    mine.user_handle = hers.user_handle
    client, _ = enter(mine)
    assert not is_signed_in(client)


def test_an_unknown_key_is_told_so_on_the_sign_in_page(cast: Cast) -> None:
    client, answer = enter(Passkey(user_handle="MQ"))
    assert answer["Location"] == "/compte/connexion/"
    assert "Ce n’est pas le bon code" in client.get("/compte/connexion/").content.decode()


@pytest.mark.parametrize(
    "garbage", ["", "{}", "[]", "null", "3", '{"id": 1}', '{"response": {"userHandle": null}}', "é"]
)
def test_garbage_is_refused_quietly(cast: Cast, garbage: str) -> None:
    client = Client()
    client.get(LOGIN, **JSON)
    assert client.post(LOGIN, {"credential": garbage}).status_code == 302
    assert not is_signed_in(client)
    sign_in(client, cast.awa)
    client.get(ADD)
    assert client.post(ADD, {"name": "x", "credential": garbage}).status_code == 200
    assert not Authenticator.objects.exists()


def test_a_closed_account_does_not_enter_by_its_key(cast: Cast) -> None:
    key = Passkey()
    add(cast.awa, key)
    cast.awa.is_active = False
    cast.awa.save()
    client, answer = enter(key)
    assert answer["Location"] == "/compte/ferme/"
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    ("asked", "led"), [("/lieux/", "/lieux/"), ("//ailleurs.example/", "/"), ("/\\ailleurs.example", "/")]
)
def test_the_key_leads_only_inside_the_site(cast: Cast, asked: str, led: str) -> None:
    key = Passkey()
    add(cast.awa, key)
    _, answer = enter(key, next=asked)
    assert answer["Location"] == led


def test_a_key_proves_again_that_it_is_you(client: Client, cast: Cast) -> None:
    key = Passkey()
    add(cast.awa, key)
    sign_in(client, cast.awa, minutes_ago=60)
    options = client.get(PROVE).context["js_data"]["request_options"]
    wrong = Passkey(credential_id=key.credential_id, user_handle=key.user_handle)
    refused = client.post(PROVE, {"credential": wrong.get(options), "next": ADD})
    assert refused["Location"] == f"{PROVE}?next=%2Fcompte%2Fcles%2Fajouter%2F"
    assert client.get(ADD).status_code == 302
    options = client.get(PROVE).context["js_data"]["request_options"]
    assert client.post(PROVE, {"credential": key.get(options), "next": ADD})["Location"] == ADD
    assert client.get(ADD).status_code == 200


def test_a_key_is_renamed_and_removed_by_its_owner(client: Client, cast: Cast) -> None:
    key = give_passkey(cast.awa)
    sign_in(client, cast.awa)
    client.post(f"{KEYS}{key.pk}/nom/", {"name": "Ordinateur <b>de Lieu</b>"})
    assert "Ordinateur &lt;b&gt;de Lieu&lt;/b&gt;" in client.get(KEYS).content.decode()
    assert client.post(f"{KEYS}{key.pk}/nom/", {"name": "é" * 61}).status_code == 200
    client.post(f"{KEYS}{key.pk}/retirer/")
    assert not Authenticator.objects.exists()
    assert mail.outbox[-1].subject == "Clé d’accès retirée"
    assert JournalEntry.objects.filter(action="account.passkey_removed").count() == 1


def test_removing_a_key_asks_for_a_proof(client: Client, cast: Cast) -> None:
    key = give_passkey(cast.awa)
    sign_in(client, cast.awa, minutes_ago=16)
    answer = client.post(f"{KEYS}{key.pk}/retirer/")
    assert answer["Location"].startswith("/compte/confirmer/")
    assert Authenticator.objects.filter(pk=key.pk).exists()


def test_the_name_typed_is_not_lost_when_the_key_is_missing(client: Client, cast: Cast) -> None:
    sign_in(client, cast.awa)
    page = client.post(ADD, {"name": "Clé rouge", "credential": ""})
    assert page.status_code == 200
    assert 'value="Clé rouge"' in page.content.decode()
    assert "Demandez d’abord votre clé" in page.content.decode()


def test_a_first_name_is_proposed_for_the_key(client: Client, cast: Cast) -> None:
    sign_in(client, cast.awa)
    page = client.get(ADD, headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0"})
    assert 'value="Firefox sur Windows"' in page.content.decode()


def test_the_same_device_is_not_asked_twice(client: Client, cast: Cast) -> None:
    give_passkey(cast.awa)
    sign_in(client, cast.awa)
    options = json.loads(json.dumps(client.get(ADD).context["js_data"]))["creation_options"]["publicKey"]
    assert len(options["excludeCredentials"]) == 1
    assert options["authenticatorSelection"]["userVerification"] == "required"
    assert options["authenticatorSelection"]["residentKey"] == "required"
