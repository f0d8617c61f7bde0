"""Every page of the urlconf, in the browser: answers 200, says what it is, shows a datum, breaks no rule of axe."""

import sys

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Error, Page

from tests.browser.screens import SCREENS, WITHOUT_A_SCREEN, Screen
from tests.browser.site import READERS, Site, context
from tests.urlconf import routes

pytestmark = pytest.mark.browser

AXE = (settings.NODE_MODULES / "axe-core" / "axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
OPEN_EVERYTHING = "document.querySelectorAll('details').forEach(fold => { fold.open = true })"
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def test_the_list_of_screens_is_the_urlconf() -> None:
    known = {route.name for route in routes()}
    assert known == {screen.view for screen in SCREENS} | set(WITHOUT_A_SCREEN)


def problems(page: Page, site: Site, screen: Screen, errors: list[str]) -> list[str]:
    """What is wrong with one screen, in words; empty when nothing is."""
    errors.clear()
    try:
        answer = page.goto(site.url + screen.path(), wait_until="load")
    except Error as refusal:  # an empty answer, such as 405
        return [str(refusal)]
    if answer is None or answer.status != 200:
        return [f"answers {answer and answer.status}"]
    found = violations(page)
    if page.locator("h1").count() != 1:
        found.append("has not exactly one h1")
    if screen.datum not in (page.locator("body").text_content() or ""):
        found.append(f"does not show « {screen.datum} »")
    if page.evaluate(SIDEWAYS) > 0:
        found.append("scrolls sideways")
    return found + errors


def violations(page: Page) -> list[str]:
    page.evaluate(OPEN_EVERYTHING)
    page.evaluate(AXE)
    found = page.evaluate("rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", RULES)
    return [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in found["violations"]]


def walk(chromium: Browser, site: Site, width: int, theme: str) -> tuple[int, dict[str, list[str]]]:
    """Visit every screen, each reader in a window of her own: (pages seen, {screen: what is wrong})."""
    seen, wrong = 0, {}
    for reader in (*READERS, ""):
        window = context(chromium, site, reader, width=width, theme=theme)
        page, errors = window.new_page(), []
        page.on("console", lambda message, into=errors: into.append(message.text) if message.type == "error" else None)
        for screen in SCREENS:
            if screen.reader == reader:
                seen += 1
                if found := problems(page, site, screen, errors):
                    wrong[f"{screen.view} ({reader or 'nobody'})"] = found
        window.close()
    return seen, wrong


def test_every_page_on_a_phone(site: Site, chromium: Browser) -> None:
    seen, wrong = walk(chromium, site, 390, "light")
    sys.stdout.write(f"{len(routes())} patterns, {seen} visited, {len(WITHOUT_A_SCREEN)} without a page\n")
    assert (seen, wrong) == (len(SCREENS), {})


@pytest.mark.deep
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 640, 1280])  # 640 px is what a 1,280 px screen shows at 200 %
def test_every_page_at_every_width_in_both_themes(site: Site, chromium: Browser, width: int, theme: str) -> None:
    assert walk(chromium, site, width, theme) == (len(SCREENS), {})
