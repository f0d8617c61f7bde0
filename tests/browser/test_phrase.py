"""« Dites-le en une phrase »: from the home page to what is saved, with a thumb, a keyboard, without JavaScript."""

import datetime as dt
import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenContext
from tests.browser.test_capture import press_until
from tests.browser.test_every_page_is_accessible import SIDEWAYS, violations
from tests.cast import Cast
from trame.activity.models import Activity

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FIELD = "Dites-le en une phrase"
CONTRADICTORY = "atelier mail 6 pers dont 8 femmes, 25 h, demain, Mme Le Goff, à la médiathèque"


def say(page: Page, phrase: str) -> None:
    page.goto("/")
    page.get_by_label(FIELD, exact=True).fill(phrase)
    page.get_by_role("button", name="Lire la phrase").click()


def photograph(page: Page, name: str) -> None:
    """For who wants to look: TRAME_PHOTOGRAPHS=folder."""
    if folder := os.environ.get("TRAME_PHOTOGRAPHS"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def test_a_phrase_becomes_an_atelier(page: Page, cast: Cast) -> None:
    say(page, "atelier tablette 6 pers 2h médiathèque hier")

    expect(page.get_by_role("heading", name="Atelier collectif")).to_be_visible()
    expect(page.get_by_role("list", name="Compris :").get_by_role("listitem").first).to_have_text("Atelier")
    assert Activity.objects.count() == 0
    photograph(page, "atelier")
    page.get_by_role("button", name="Enregistrer l’atelier").locator("visible=true").click()

    expect(page.get_by_text("Enregistré.")).to_be_visible()
    made = Activity.objects.get()
    assert (made.kind, made.minutes, made.place, made.anonymous_total) == ("collectif", 120, cast.library, 6)
    assert (made.topics, made.materials) == (["prendre_en_main_du_materiel"], ["tablette"])
    assert made.date == dt.date.today() - dt.timedelta(days=1)


def test_the_phrase_is_said_again_until_it_is_right(page: Page, cast: Cast) -> None:
    say(page, CONTRADICTORY)
    expect(page.get_by_text("Pas compris :")).to_be_visible()
    expect(page.get_by_label(FIELD, exact=True)).to_have_value(CONTRADICTORY)

    page.get_by_label(FIELD, exact=True).fill("atelier mail 8 femmes 2 h hier à la médiathèque")
    page.get_by_role("button", name="Relire").click()

    expect(page.get_by_text("Pas compris :")).to_be_hidden()
    expect(page.get_by_role("spinbutton", name="Femmes")).to_have_value("8")


def test_the_keyboard_is_enough(page: Page, cast: Cast) -> None:
    page.goto("/")
    page.get_by_label(FIELD, exact=True).focus()
    page.keyboard.type("mail 45 min")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Un accompagnement")).to_be_visible()
    press_until(page, "Tab", "Enregistrer")
    page.keyboard.press("Enter")

    expect(page.get_by_text("Enregistré.")).to_be_visible()
    made = Activity.objects.get()
    assert (made.topics, made.minutes) == (["email"], 45)


def test_it_works_without_javascript(open_context: OpenContext, cast: Cast) -> None:
    page = open_context(cast.awa, java_script_enabled=False).new_page()
    say(page, "3 courriels 45 min par téléphone, orientée vers la mairie")
    page.get_by_role("button", name="Enregistrer", exact=True).locator("visible=true").click()

    expect(page.get_by_text("Enregistré.")).to_be_visible()
    made = Activity.objects.get()
    assert (made.channel, made.minutes, made.redirection) == ("a_distance", 45, "administration")


@pytest.mark.parametrize(("width", "theme"), [(320, "light"), (390, "dark"), (1280, "light"), (1280, "dark")])
def test_both_pages_are_accessible_at_every_width(
    open_context: OpenContext, cast: Cast, width: int, theme: str
) -> None:
    window = open_context(cast.awa, viewport={"width": width, "height": 844}, color_scheme=theme)
    page = window.new_page()
    page.goto("/")
    photograph(page, f"accueil-{width}-{theme}")
    assert violations(page) == []
    assert page.evaluate(SIDEWAYS) <= 0
    say(page, CONTRADICTORY)
    photograph(page, f"phrase-{width}-{theme}")

    assert violations(page) == []
    assert page.evaluate(SIDEWAYS) <= 0


def test_a_refused_phrase_has_the_focus_on_its_error(page: Page, cast: Cast) -> None:
    say(page, "mail " * 61)

    expect(page.locator("[data-error-summary]")).to_be_focused()
    photograph(page, "refusee")
    page.get_by_role("link", name="Une phrase de 300 signes suffit").click()

    expect(page.get_by_label(FIELD, exact=True)).to_be_focused()
