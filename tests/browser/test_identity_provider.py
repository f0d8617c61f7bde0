"""Signing in through an identity provider as a browser does it: its content policy also judges where a form leads."""

import pytest
from playwright.sync_api import Browser, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import PHONE
from tests.cast import Cast
from tests.people import identity_provider as idp
from trame.people.openid.configuration import application

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_there_and_back_by_the_button_then_out_of_both(
    chromium: Browser, live_server: LiveServer, cast: Cast, settings: Settings
) -> None:
    with idp.running() as provider:
        provider.person = {"sub": "awa", "email": "awa@navette.test", "email_verified": True}
        app = application(provider.address, kind="generic", client_id=idp.CLIENT_ID, secret=idp.SECRET, name="Exemple")
        settings.SOCIALACCOUNT_PROVIDERS = {
            "openid_connect": {"provider_class": "trame.people.openid.provider.Provider", "APPS": [app]}
        }
        policy = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
        settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": policy | {"form-action": ["'self'", provider.address]}}
        page = chromium.new_context(locale="fr-FR", viewport=PHONE, base_url=live_server.url).new_page()
        page.goto("/statistiques/")
        page.get_by_role("button", name="Se connecter avec Exemple").click()
        page.get_by_role("link", name="Continuer").click()
        expect(page).to_have_url(f"{live_server.url}/statistiques/")

        page.goto("/compte/deconnexion/")
        page.get_by_role("main").get_by_role("button", name="Se déconnecter").click()
        expect(page.get_by_role("heading", name="Au revoir")).to_be_visible()
        page.goto("/statistiques/")
        expect(page.get_by_role("button", name="Se connecter avec Exemple")).to_be_visible()
        page.context.close()
