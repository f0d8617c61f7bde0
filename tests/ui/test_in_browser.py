"""The bricks in a real browser: keyboard, steppers, focus, widths, accessibility, and a console without a word."""

import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from _pytest.mark import ParameterSet
from django.conf import settings as django_settings
from django.core.wsgi import get_wsgi_application
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("shell")]
AXE = Path(django_settings.NODE_MODULES) / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class QuietHandler(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Nothing on the terminal of the tests."""


class ThreadingServer(ThreadingMixIn, WSGIServer):
    daemon_threads = True


@pytest.fixture
def site(shell: None) -> Iterator[str]:
    """The gallery served without a database: its pages need none."""
    with make_server("127.0.0.1", 0, get_wsgi_application(), ThreadingServer, QuietHandler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


Open = Callable[..., Page]


@pytest.fixture
def visit(chromium: Browser, site: str) -> Iterator[Open]:
    """Opens a page; afterwards the console must be empty: a refused style or script is written there."""
    contexts: list[BrowserContext] = []
    said: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if not re.search("status of (422|500)", message.text):  # Chromium notes every answer above 400
            said.append(message.text)

    def opened(path: str, *, width: int = 1280, theme: str = "light", javascript: bool = True) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            locale="fr-FR",
            color_scheme="dark" if theme == "dark" else "light",
            java_script_enabled=javascript,
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", note)
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(site + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert said == []


def violations(page: Page) -> list[str]:
    """axe, every fold open. Through the debugger: the page's own policy would refuse the script."""
    page.evaluate("document.querySelectorAll('main details').forEach(fold => { fold.open = true })")
    page.context.new_cdp_session(page).send("Runtime.evaluate", {"expression": AXE.read_text(encoding="utf-8")})
    result = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    assert result["passes"], "axe looked at nothing"
    return [f"{found['id']}: {found['nodes'][0]['html'][:120]}" for found in result["violations"]]


def _deep(width: int, theme: str) -> ParameterSet:
    return pytest.param(width, theme, marks=pytest.mark.deep)


@pytest.mark.parametrize(
    ("width", "theme"),
    [(320, "light"), (390, "dark"), (1280, "light"), _deep(320, "dark"), _deep(390, "light"), _deep(1280, "dark")],
)
@pytest.mark.parametrize("path", ["/", "/formulaire/", "/accounts/login/"])
def test_no_violation_and_no_sideways_scroll(visit: Open, path: str, width: int, theme: str) -> None:
    page = visit(path, width=width, theme=theme)

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert violations(page) == []


def test_the_combobox_is_used_with_the_keyboard_alone(visit: Open) -> None:
    page = visit("/formulaire/")
    box = page.get_by_role("combobox", name="Commune")
    box.press_sequentially("pontivy")
    expect(page.locator(".combo-list [role=option]")).to_have_count(2)
    expect(page.locator(".combo [role=status]")).to_have_text("2 propositions")

    box.press("ArrowDown")
    box.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", "id_commune_list_1")
    box.press("Enter")

    expect(box).to_have_value("Noyal-Pontivy")
    expect(box).to_have_attribute("aria-expanded", "false")
    assert page.locator("input[name=commune]").input_value() == "56151"


def test_typing_again_forgets_the_code_and_escape_closes(visit: Open) -> None:
    page = visit("/formulaire/")
    box = page.get_by_role("combobox", name="Commune")
    box.press_sequentially("cl")
    page.locator(".combo-list [role=option]").click()
    assert page.locator("input[name=commune]").input_value() == "56041"

    box.press_sequentially("é")
    assert page.locator("input[name=commune]").input_value() == ""
    box.fill("pon")
    expect(page.locator(".combo-list [role=option]")).to_have_count(2)
    box.press("Escape")

    expect(page.get_by_role("listbox")).to_be_hidden()


def test_steppers_recount_what_is_not_said(visit: Open) -> None:
    page = visit("/formulaire/")
    rest = page.locator("output")
    expect(rest).to_have_text("1")

    page.get_by_role("button", name="Ajouter un : Femmes").click()
    expect(rest).to_have_text("0")
    page.get_by_role("button", name="Ajouter un : Hommes").click()
    expect(rest).to_have_text("—")
    page.get_by_role("spinbutton", name="Total").fill("12")
    expect(rest).to_have_text("2")


def test_a_stepper_stops_at_its_bound(visit: Open) -> None:
    page = visit("/formulaire/")
    page.get_by_label("Hommes", exact=True).fill("1")

    for _ in range(3):
        page.get_by_role("button", name="Retirer un : Hommes").click()

    expect(page.get_by_label("Hommes", exact=True)).to_have_value("0")


@pytest.mark.parametrize("javascript", [True, False])
def test_the_summary_of_errors_has_the_focus(visit: Open, javascript: bool) -> None:
    page = visit("/formulaire/", javascript=javascript)
    page.get_by_role("button", name="Enregistrer", exact=True).click()

    expect(page.get_by_role("alert")).to_be_focused()


def test_a_link_of_the_summary_leads_into_the_field(visit: Open) -> None:
    page = visit("/formulaire/")
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    page.get_by_role("alert").get_by_role("link", name="Commune").click()

    expect(page.get_by_role("combobox", name="Commune")).to_be_focused()


def test_the_theme_changes_without_losing_what_is_typed_and_stays(visit: Open) -> None:
    page = visit("/formulaire/")
    page.get_by_label("Titre").fill("Premiers pas")
    with page.expect_response("**/ui/theme/"):
        page.get_by_role("button", name="Affichage sombre").click()

    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    expect(page.get_by_label("Titre")).to_have_value("Premiers pas")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")


def test_a_fragment_is_sent_with_the_token_the_cookie_hides(visit: Open) -> None:
    page = visit("/")
    page.get_by_role("button", name="Envoyer").click()

    expect(page.locator("#arrived")).to_have_text("arrivé")


def test_a_failed_fragment_is_said_and_its_page_is_not_pasted(visit: Open) -> None:
    page = visit("/")
    page.get_by_role("button", name="Tomber en panne").click()

    expect(page.locator("#messages")).to_contain_text("Trame a un accroc. Rien n’est perdu.")
    expect(page.locator("#arrived")).to_be_empty()


def test_the_phone_menu_opens_closes_and_gives_the_focus_back(visit: Open) -> None:
    page = visit("/", width=390)
    menu = page.locator(".dock-menu summary")
    menu.click()
    expect(page.locator(".dock-panel").get_by_role("link", name="Bilans")).to_be_visible()
    assert violations(page) == []

    page.keyboard.press("Escape")

    expect(page.locator(".dock-panel")).to_be_hidden()
    expect(menu).to_be_focused()


def test_without_javascript_numbers_are_typed_and_the_menu_opens(visit: Open) -> None:
    page = visit("/formulaire/", width=390, javascript=False)
    expect(page.locator(".step button").first).to_be_hidden()

    page = visit("/", width=390, javascript=False)
    page.locator(".dock-menu summary").click()

    expect(page.locator(".dock-panel").get_by_role("link", name="Bilans")).to_be_visible()


def test_paper_has_no_navigation_and_shows_only_opened_tables(visit: Open) -> None:
    page = visit("/")
    page.locator("#genre summary").click()
    page.emulate_media(media="print")

    for hidden in (".rail", ".dock", ".page-head .btns", "#age .tbl", ".filters"):
        expect(page.locator(hidden).first).to_be_hidden()
    expect(page.locator("#genre table")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


@pytest.mark.parametrize("width", [320, 390])
def test_on_a_phone_what_is_touched_is_high_enough(visit: Open, width: int) -> None:
    page = visit("/formulaire/", width=width)
    small = page.evaluate(
        """() => [...document.querySelectorAll('main :is(button, input, select, summary), .save button')]
          .filter(e => e.checkVisibility() && !e.closest('.chip') && !['hidden', 'checkbox'].includes(e.type))
          .map(e => [e.outerHTML.slice(0, 60), e.getBoundingClientRect().height]).filter(([, height]) => height < 44)"""
    )

    assert small == []
