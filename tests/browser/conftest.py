"""A real Chromium, in French, on a phone of 390 px; each test has its own browser profile."""

from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from tests.browser.site import site
from tests.cast import Cast
from trame.people.models import User

PHONE = {"width": 390, "height": 844}

__all__ = ["open_context", "page", "site"]

OpenContext = Callable[..., BrowserContext]


@pytest.fixture
def open_context(chromium: Browser, live_server: LiveServer) -> Iterator[OpenContext]:
    """Makes a browser profile signed in as somebody; options are Playwright's (viewport, java_script_enabled…)."""
    opened: list[BrowserContext] = []

    def open_as(user: User, **options: object) -> BrowserContext:
        usual = {"locale": "fr-FR", "timezone_id": "Europe/Paris", "viewport": PHONE, "base_url": live_server.url}
        context = chromium.new_context(**(usual | options))  # type: ignore[arg-type]
        context.set_default_timeout(10_000)
        sign_in(context, user, live_server.url)
        opened.append(context)
        return context

    yield open_as
    for context in opened:
        context.close()


def sign_in(context: BrowserContext, user: User, url: str) -> None:
    """Give the profile the session of `user`, in place of any other."""
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": url}])


@pytest.fixture
def page(open_context: OpenContext, cast: Cast) -> Page:
    """Awa's phone."""
    return open_context(cast.awa).new_page()
