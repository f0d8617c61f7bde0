"""Passkeys in a real browser, with a virtual key; the square of the application; nothing refused by the policy."""

import json
from collections.abc import Iterator

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import OpenContext
from tests.browser.test_every_page_is_accessible import violations
from tests.cast import PASSWORD, Cast
from tests.people.test_second_factor import code_of
from trame.people.models import User

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def virtual_key(page: Page) -> str:
    """Give the page's browser a key that checks its holder, as a phone does; its id."""
    protocol = page.context.new_cdp_session(page)
    protocol.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    made: str = protocol.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]
    return made


@pytest.fixture
def complaints() -> list[str]:
    return []


@pytest.fixture
def window(open_context: OpenContext, cast: Cast, complaints: list[str]) -> Iterator[Page]:
    """Awa's browser at http://localhost, where WebAuthn works without https, not signed in."""
    context: BrowserContext = open_context(cast.awa)
    context.clear_cookies()
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    assert complaints == []


def enter_by_password(page: Page, site: str) -> None:
    page.goto(f"{site}/compte/connexion/")
    page.get_by_text("Utiliser un mot de passe").click()
    page.locator("#id_login").fill("awa@navette.test")
    page.locator("#id_password").fill(PASSWORD)
    page.get_by_role("button", name="Se connecter", exact=True).click()


def give_key(page: Page, site: str) -> None:
    """Signed in by password, add a key through the pages."""
    enter_by_password(page, site)
    page.wait_for_url(f"{site}/")
    page.goto(f"{site}/compte/cles/ajouter/")
    page.get_by_label("Nom de la clé").fill("Téléphone d’Awa")
    page.get_by_role("button", name="Créer la clé").click()
    page.wait_for_url(f"{site}/compte/double-facteur/codes/")


def leave(page: Page, site: str) -> None:
    page.goto(f"{site}/compte/deconnexion/")
    page.get_by_role("button", name="Se déconnecter").click()
    page.wait_for_url(f"{site}/compte/connexion/")


@pytest.fixture
def site(live_server: object) -> str:
    return str(live_server).replace("127.0.0.1", "localhost")


def test_a_key_is_made_then_opens_the_account_alone(window: Page, site: str, cast: Cast) -> None:
    virtual_key(window)
    give_key(window, site)
    assert len(window.locator(".codes code").all()) == 10
    assert Authenticator.objects.get(user=cast.awa, type="webauthn").wrap().name == "Téléphone d’Awa"
    leave(window, site)
    window.get_by_role("button", name="Utiliser une clé d’accès").click()
    window.wait_for_url(f"{site}/")
    window.goto(f"{site}/compte/cles/")
    expect(window.locator("main")).to_contain_text("a servi le")


def test_a_key_is_the_second_factor_of_a_password(window: Page, site: str) -> None:
    virtual_key(window)
    give_key(window, site)
    leave(window, site)
    enter_by_password(window, site)
    window.wait_for_url(f"{site}/compte/double-facteur/connexion/")
    assert violations(window) == []
    window.get_by_role("button", name="Utiliser une clé d’accès").click()
    window.wait_for_url(f"{site}/")


def test_a_key_already_there_is_said_and_nothing_typed_is_lost(window: Page, site: str) -> None:
    virtual_key(window)
    give_key(window, site)
    window.goto(f"{site}/compte/cles/ajouter/")
    window.get_by_label("Nom de la clé").fill("La même")
    window.get_by_role("button", name="Créer la clé").click()
    expect(window.get_by_role("alert")).to_contain_text("a déjà une clé")
    expect(window.get_by_label("Nom de la clé")).to_have_value("La même")


def test_a_sign_in_given_up_says_so(window: Page, site: str) -> None:
    made = virtual_key(window)
    window.goto(f"{site}/compte/connexion/")
    protocol = window.context.new_cdp_session(window)
    protocol.send("WebAuthn.enable")
    del made
    window.get_by_role("button", name="Utiliser une clé d’accès").click()
    expect(window.get_by_role("alert")).to_contain_text("Réessayez")


def test_the_application_is_activated_from_what_the_page_shows(window: Page, site: str, cast: Cast) -> None:
    enter_by_password(window, site)
    window.goto(f"{site}/compte/double-facteur/application/")
    picture = window.locator("img.qr")
    assert picture.evaluate("image => image.complete && image.naturalWidth > 0"), "the policy lets the picture in"
    window.get_by_label("Code à 6 chiffres").fill(code_of(window.locator("code.secret").inner_text()))
    window.get_by_role("button", name="Activer").click()
    window.wait_for_url(f"{site}/compte/double-facteur/codes/")
    assert violations(window) == []
    assert Authenticator.objects.filter(user=cast.awa, type="totp").exists()


def test_without_javascript_the_page_says_what_is_missing(open_context: OpenContext, cast: Cast) -> None:
    context = open_context(cast.awa, java_script_enabled=False)
    page = context.new_page()
    page.goto("/compte/connexion/")
    page.context.clear_cookies()
    page.goto("/compte/connexion/")
    expect(page.get_by_role("button", name="Recevoir un code")).to_be_visible()
    expect(page.get_by_role("button", name="Utiliser une clé d’accès")).to_be_hidden()


def test_the_options_of_a_sign_in_name_nobody(window: Page, site: str, cast: Cast) -> None:
    """Before any proof, the page of passkeys says the same whoever has one."""
    window.goto(f"{site}/compte/connexion/")
    asked = "fetch('/compte/cles/connexion/', {headers: {Accept: 'application/json'}}).then(a => a.text())"
    options = json.loads(window.evaluate(asked))["request_options"]["publicKey"]
    assert not options.get("allowCredentials")
    assert User.objects.filter(pk=cast.awa.pk).exists()
