"""OpenID Connect and ProConnect, against a provider that the tests run: who enters which account, and who does not."""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from tests.cast import Cast, membership, organisation, person
from tests.people import identity_provider as idp
from tests.people.identity_provider import IdentityProvider
from trame.people.models import JournalEntry, Role
from trame.people.openid.configuration import application, provider_settings


@pytest.fixture(params=["generic", "proconnect"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def provider(kind: str, settings: Settings, cast: Cast) -> Iterator[IdentityProvider]:
    """Awa's provider, ready to answer well; what it says of her is in `person`."""
    with idp.running() as running:
        running.person = {"sub": "sub-of-awa", "email": "AWA@navette.test", "given_name": "Awa"}
        running.person |= {"usual_name": "Diallo", "siret": "13002603200016"} if kind == "proconnect" else {}
        running.person |= {"email_verified": True} if kind == "generic" else {}
        app = application(running.address, kind=kind, client_id=idp.CLIENT_ID, secret=idp.SECRET, name="Mon compte pro")
        settings.SOCIALACCOUNT_PROVIDERS = {
            "openid_connect": {"provider_class": "trame.people.openid.provider.Provider", "APPS": [app]}
        }
        yield running


def leave(client: Client, kind: str, **said: str) -> dict[str, list[str]]:
    """Press the button; the parameters that the provider is given."""
    answer: Any = client.post(reverse("openid_connect_login", args=[kind]), said)
    assert answer.status_code == 302
    return parse_qs(urlsplit(answer.url).query)


def come_back(client: Client, kind: str, **said: str) -> Any:
    return client.get(reverse("openid_connect_callback", args=[kind]), said)


def sign_in(client: Client, provider: IdentityProvider, kind: str, **said: str) -> Any:
    """The whole way there and back."""
    given = leave(client, kind, **said)
    provider.nonce = given["nonce"][0]
    return come_back(client, kind, code="code", state=given["state"][0])


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_the_account_of_the_proven_address_is_entered(
    client: Client, provider: IdentityProvider, kind: str, cast: Cast
) -> None:
    answer = sign_in(client, provider, kind)
    assert (answer.status_code, answer.url) == (302, "/")
    assert client.session["_auth_user_id"] == str(cast.awa.pk)
    tied = SocialAccount.objects.get()
    assert (tied.user, tied.uid) == (cast.awa, "sub-of-awa")
    assert tied.extra_data == ({"siret": "13002603200016"} if kind == "proconnect" else {})
    assert JournalEntry.objects.filter(action="identity.tied").count() == 1
    assert mail.outbox[0].to == ["awa@navette.test"]


def test_the_second_time_the_identity_is_enough(
    client: Client, provider: IdentityProvider, kind: str, cast: Cast
) -> None:
    sign_in(client, provider, kind)
    provider.person["email"] = "awa.diallo@ailleurs.test"
    other = Client()
    sign_in(other, provider, kind)
    assert other.session["_auth_user_id"] == str(cast.awa.pk)
    assert SocialAccount.objects.count() == 1


def test_the_reader_comes_back_to_the_page_she_asked_for(client: Client, provider: IdentityProvider, kind: str) -> None:
    assert sign_in(client, provider, kind, next="/statistiques/").url == "/statistiques/"


@pytest.mark.parametrize("address", ["https://evil.test/", "//evil.test", "javascript:alert(1)", r"/\evil.test"])
def test_the_reader_is_sent_to_no_other_site(
    client: Client, provider: IdentityProvider, kind: str, address: str
) -> None:
    assert sign_in(client, provider, kind, next=address).url == "/"


def test_state_and_nonce_are_long_and_new_each_time(client: Client, provider: IdentityProvider, kind: str) -> None:
    first, second = leave(client, kind), leave(client, kind)
    for name in ("state", "nonce"):
        assert len(first[name][0]) >= 32
        assert first[name] != second[name]


def test_proconnect_is_asked_nothing_that_it_does_not_document(
    client: Client, provider: IdentityProvider, kind: str
) -> None:
    usual = {"client_id", "redirect_uri", "scope", "response_type", "state", "nonce"}
    own = {"acr_values"} if kind == "proconnect" else {"code_challenge", "code_challenge_method"}
    asked = leave(client, kind, scope="admin", auth_params="prompt=none", process="connect", action="reauthenticate")
    assert set(asked) == usual | own
    assert "admin" not in asked["scope"][0]


def test_nobody_gets_an_account_that_she_was_not_invited_to(
    client: Client, provider: IdentityProvider, kind: str
) -> None:
    provider.person |= {"sub": "sub-of-somebody", "email": "somebody@else.test"}
    answer = sign_in(client, provider, kind)
    assert answer.status_code == 403
    assert "Demandez une invitation" in answer.content.decode()
    assert not signed_in(client)
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize("said", [{"email_verified": False}, {"email_verified": "true"}, {"email": None}], ids=str)
def test_an_address_that_is_not_proven_opens_nothing(
    client: Client, provider: IdentityProvider, kind: str, said: dict[str, Any]
) -> None:
    provider.userinfo = said
    assert sign_in(client, provider, kind).status_code == 403
    assert not signed_in(client)


def test_a_closed_account_stays_closed(client: Client, provider: IdentityProvider, kind: str, cast: Cast) -> None:
    cast.awa.is_active = False
    cast.awa.save()
    sign_in(client, provider, kind)
    assert not signed_in(client)


def test_another_identity_with_the_same_address(
    client: Client, provider: IdentityProvider, kind: str, cast: Cast
) -> None:
    """ProConnect's identifier changes with the employer's provider; elsewhere, somebody took over the address."""
    sign_in(client, provider, kind)
    provider.person["sub"] = "another-sub"
    other = Client()
    answer = sign_in(other, provider, kind)
    assert signed_in(other) is (kind == "proconnect")
    assert answer.status_code == (302 if kind == "proconnect" else 403)
    assert SocialAccount.objects.get().uid == ("another-sub" if kind == "proconnect" else "sub-of-awa")


def wrong_key(claims: dict[str, Any]) -> str:
    return idp.signed(claims, idp.OTHER_KEY)


def shared_secret(claims: dict[str, Any]) -> str:
    """The public key taken for a shared secret: what a careless reader accepts. PyJWT refuses to make one itself."""
    import base64
    import hashlib
    import hmac
    import json

    parts = [json.dumps(part).encode() for part in ({"alg": "HS256", "typ": "JWT", "kid": "one"}, claims)]
    body = ".".join(base64.urlsafe_b64encode(part).decode().rstrip("=") for part in parts)
    signature = hmac.new(idp.public_pem(), body.encode(), hashlib.sha256).digest()
    return f"{body}.{base64.urlsafe_b64encode(signature).decode().rstrip('=')}"


def client_secret(claims: dict[str, Any]) -> str:
    return idp.signed(claims, idp.SECRET.ljust(32, "-"), alg="HS256")


def other_algorithm(claims: dict[str, Any]) -> str:
    return idp.signed(claims, alg="PS256")


def unknown_key(claims: dict[str, Any]) -> str:
    return idp.signed(claims, kid="two")


def not_a_token(claims: dict[str, Any]) -> str:
    return "bonjour"


MAKERS: list[Callable[[dict[str, Any]], str]] = [
    idp.unsigned, wrong_key, shared_secret, client_secret, other_algorithm, unknown_key, not_a_token,
]  # fmt: skip
LIES: list[dict[str, Any]] = [
    {"aud": "another-site"}, {"aud": ["another-site"]}, {"aud": [idp.CLIENT_ID, "another-site"]}, {"aud": None},
    {"iss": "https://evil.test"}, {"iss": None}, {"exp": idp.in_seconds(-3600)}, {"exp": None},
    {"nbf": idp.in_seconds(3600)}, {"sub": "sub-of-somebody-else"}, {"sub": None}, {"sub": ""},
]  # fmt: skip


def refused(client: Client, answer: HttpResponse) -> None:
    assert answer.status_code == 401
    assert "n’a pas pu être vérifiée" in answer.content.decode()
    assert not signed_in(client)
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize("maker", MAKERS, ids=lambda maker: maker.__name__)
def test_an_id_token_badly_signed_is_refused(
    client: Client, provider: IdentityProvider, kind: str, maker: Callable[[dict[str, Any]], str]
) -> None:
    provider.token_maker = maker
    refused(client, sign_in(client, provider, kind))


@pytest.mark.parametrize("maker", MAKERS, ids=lambda maker: maker.__name__)
def test_a_userinfo_badly_signed_is_refused(
    client: Client, provider: IdentityProvider, kind: str, maker: Callable[[dict[str, Any]], str]
) -> None:
    provider.userinfo_maker = maker
    refused(client, sign_in(client, provider, kind))


@pytest.mark.parametrize("lie", range(len(LIES)), ids=[", ".join(lie) for lie in LIES])
def test_an_id_token_with_wrong_claims_is_refused(
    client: Client, provider: IdentityProvider, kind: str, lie: int
) -> None:
    provider.id_token = LIES[lie]
    refused(client, sign_in(client, provider, kind))


@pytest.mark.parametrize("lie", range(len(LIES)), ids=[", ".join(lie) for lie in LIES])
def test_a_userinfo_with_wrong_claims_is_refused(
    client: Client, provider: IdentityProvider, kind: str, lie: int
) -> None:
    provider.userinfo = LIES[lie]
    refused(client, sign_in(client, provider, kind))


@pytest.mark.parametrize("nonce", ["", "another-nonce", None])
def test_an_answer_to_another_request_is_refused(
    client: Client, provider: IdentityProvider, kind: str, nonce: str | None
) -> None:
    provider.id_token = {"nonce": nonce}
    refused(client, sign_in(client, provider, kind))


def test_only_proconnect_must_sign_what_it_says_of_the_person(
    client: Client, provider: IdentityProvider, kind: str
) -> None:
    provider.plain = True
    answer = sign_in(client, provider, kind)
    assert signed_in(client) is (kind == "generic")
    assert answer.status_code == (302 if kind == "generic" else 401)


def test_the_description_of_another_provider_is_refused(client: Client, provider: IdentityProvider, kind: str) -> None:
    given = leave(client, kind)
    provider.nonce, provider.issuer = given["nonce"][0], "https://evil.test"
    refused(client, come_back(client, kind, code="code", state=given["state"][0]))


def test_a_provider_that_does_not_answer_is_told_of(provider: IdentityProvider, kind: str, settings: Settings) -> None:
    silent = application("http://127.0.0.1:1", kind=kind, client_id=idp.CLIENT_ID, secret=idp.SECRET, name="Muet")
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"] = [silent]
    client = Client()
    refused(client, client.post(reverse("openid_connect_login", args=[kind])))


def test_a_state_serves_once_and_in_its_own_browser(client: Client, provider: IdentityProvider, kind: str) -> None:
    given = leave(client, kind)
    provider.nonce = given["nonce"][0]
    thief = Client()
    refused(thief, come_back(thief, kind, code="code", state=given["state"][0]))
    assert come_back(client, kind, code="code", state=given["state"][0]).status_code == 302
    assert come_back(client, kind, code="code", state=given["state"][0]).status_code == 401
    assert come_back(client, kind, code="code").status_code == 401


def test_the_session_gets_a_new_key_at_sign_in(client: Client, provider: IdentityProvider, kind: str) -> None:
    given = leave(client, kind)
    before = client.session.session_key
    provider.nonce = given["nonce"][0]
    come_back(client, kind, code="code", state=given["state"][0])
    assert client.session.session_key != before


def test_who_gives_up_there_is_told_so_here(client: Client, provider: IdentityProvider, kind: str) -> None:
    given = leave(client, kind)
    answer = come_back(client, kind, error="access_denied", state=given["state"][0])
    assert answer.url == reverse("socialaccount_login_cancelled")
    assert "renoncé" in client.get(answer.url).content.decode()


def test_signing_out_here_signs_out_there(client: Client, provider: IdentityProvider, kind: str) -> None:
    sign_in(client, provider, kind)
    answer: Any = client.post(reverse("account_logout"))
    assert answer.url.startswith(f"{provider.address}/end?")
    said = parse_qs(urlsplit(answer.url).query)
    assert said["post_logout_redirect_uri"] == ["http://testserver/compte/connexion/"]
    assert said["id_token_hint"][0].count(".") == 2
    assert not signed_in(client)


def test_who_signed_in_by_password_signs_out_here_only(
    client: Client, provider: IdentityProvider, kind: str, cast: Cast
) -> None:
    client.force_login(cast.awa)
    answer: Any = client.post(reverse("account_logout"))
    assert answer.url == reverse("account_login")


def test_a_link_begins_no_sign_in_and_a_form_of_another_site_neither(provider: IdentityProvider, kind: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    address = reverse("openid_connect_login", args=[kind])
    followed: Any = strict.get(address)
    assert followed.url == reverse("account_login")
    assert strict.post(address).status_code == 403


def test_the_sign_in_page_shows_the_button(client: Client, provider: IdentityProvider, kind: str) -> None:
    page = client.get(reverse("account_login"), {"next": "/bilans/"}).content.decode()
    assert "Se connecter avec Mon compte pro" in page
    assert '<input type="hidden" name="next" value="/bilans/">' in page


def test_the_names_of_the_person_and_the_tokens_are_not_logged(
    client: Client, provider: IdentityProvider, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    provider.userinfo = {"aud": "another-site"}
    sign_in(client, provider, kind)
    assert "AnswerRefused" in caplog.text
    for secret in ("navette.test", "sub-of-awa", idp.SECRET, "eyJ"):
        assert secret not in caplog.text


def test_without_a_provider_there_is_no_button_and_no_door(client: Client, db: None) -> None:
    assert "Se connecter avec" not in client.get(reverse("account_login")).content.decode()
    assert client.post(reverse("openid_connect_login", args=["generic"])).status_code == 404
    assert client.get(reverse("openid_connect_callback", args=["proconnect"])).status_code == 404


class Environment(dict[str, str]):
    """Stands for environ.Env: values by name."""

    def str(self, name: str, default: str | None = None) -> str:
        return self[name] if default is None else self.get(name, default)


@pytest.mark.parametrize(
    "said", [{"OIDC_KIND": "facebook"}, {"OIDC_SERVER_URL": "http://idp.test"}], ids=["unknown kind", "in clear"]
)
def test_wrong_settings_stop_the_start(said: dict[str, str]) -> None:
    usual = {"OIDC_SERVER_URL": "https://idp.test", "OIDC_CLIENT_ID": "a", "OIDC_CLIENT_SECRET": "b"}
    with pytest.raises(ImproperlyConfigured, match="OIDC_"):
        provider_settings(Environment(usual | said), production=True)  # type: ignore[arg-type]


def test_the_origin_of_the_provider_is_allowed_by_the_content_policy() -> None:
    said = {"OIDC_SERVER_URL": "https://idp.test/api/v2", "OIDC_CLIENT_ID": "a", "OIDC_CLIENT_SECRET": "b"}
    assert provider_settings(Environment(said), production=True)[1] == "https://idp.test"  # type: ignore[arg-type]


def test_a_member_of_two_structures_enters_the_same_account(
    client: Client, provider: IdentityProvider, kind: str, cast: Cast
) -> None:
    membership(cast.awa, organisation("Autre structure", "29232"), Role.MEDIATOR)
    person("awa.2@navette.test", "Awa", "Diallo")
    sign_in(client, provider, kind)
    assert client.session["_auth_user_id"] == str(cast.awa.pk)
