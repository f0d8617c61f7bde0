"""Every page of the urlconf, in the browser: answers 200, says what it is, shows a datum, breaks no rule of axe."""

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page

from tests.browser.screens import SCREENS, WITHOUT_A_SCREEN, Screen
from tests.browser.site import Site, browser, context, site  # noqa: F401 (fixtures)
from tests.urlconf import routes

pytestmark = pytest.mark.browser

AXE = (settings.NODE_MODULES / "axe-core" / "axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
OPEN_EVERYTHING = "document.querySelectorAll('details').forEach(fold => { fold.open = true })"
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def test_the_list_of_screens_is_the_urlconf() -> None:
    known = {route.name for route in routes()}
    assert known == {screen.view for screen in SCREENS} | set(WITHOUT_A_SCREEN)


def visit(page: Page, site: Site, screen: Screen) -> None:
    answer = page.goto(site.url + screen.path(), wait_until="load")
    assert answer is not None
    assert answer.status == 200, screen.view
    assert page.locator("h1").count() == 1, f"{screen.view} has one h1"
    assert screen.datum in page.locator("body").inner_text(), f"{screen.view} shows « {screen.datum} »"


def violations(page: Page) -> list[str]:
    page.evaluate(OPEN_EVERYTHING)
    page.evaluate(AXE)
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    return [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in found["violations"]]


def check(page: Page, site: Site, screen: Screen, errors: list[str]) -> None:
    errors.clear()
    visit(page, site, screen)
    assert violations(page) == [], screen.view
    assert page.evaluate(SIDEWAYS) <= 0, f"{screen.view} scrolls sideways"
    assert errors == [], f"{screen.view}: the console complains"


def walk(browser: Browser, site: Site, width: int, theme: str) -> int:
    """Visit every screen, each reader in a window of her own; the number of pages seen."""
    seen = 0
    for reader in ("mediator", "manager", ""):
        window = context(browser, site, reader, width=width, theme=theme)
        page, errors = window.new_page(), []
        page.on(
            "console", lambda message, errors=errors: errors.append(message.text) if message.type == "error" else None
        )
        for screen in SCREENS:
            if screen.reader == reader:
                check(page, site, screen, errors)
                seen += 1
        window.close()
    return seen


def test_every_page_on_a_phone(site: Site, browser: Browser) -> None:  # noqa: F811
    seen = walk(browser, site, 390, "light")
    print(f"{len(routes())} patterns, {seen} visited, {len(WITHOUT_A_SCREEN)} without a page")  # noqa: T201
    assert seen == len(SCREENS)


@pytest.mark.deep
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 640, 1280])  # 640 px is what remains of a 1,280 px screen zoomed to 200 %
def test_every_page_at_every_width_in_both_themes(site: Site, browser: Browser, width: int, theme: str) -> None:  # noqa: F811
    assert walk(browser, site, width, theme) == len(SCREENS)


@pytest.mark.deep
def test_every_page_on_a_phone_in_the_dark(site: Site, browser: Browser) -> None:  # noqa: F811
    assert walk(browser, site, 390, "dark") == len(SCREENS)
