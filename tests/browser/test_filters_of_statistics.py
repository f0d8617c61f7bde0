"""Filtering figures on a phone of 320 px: with the keyboard, by hand, and without JavaScript."""

import datetime as dt
import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenContext
from tests.cast import Cast, activity

NARROW = {"width": 320, "height": 640}


@pytest.fixture
def recorded(cast: Cast) -> Cast:
    today = timezone.localdate()
    for topics, day in ((("email",), today), (("sante",), today), (("sante", "email"), today - dt.timedelta(days=1))):
        activity(cast.awa_at_navette, cast.library, topics=topics, date=day)
    return cast


def open_statistics(open_context: OpenContext, cast: Cast, **options: object) -> Page:
    page = open_context(cast.awa, viewport=NARROW, **options).new_page()
    page.goto("/statistiques/?periode=douze_mois")
    return page


def test_a_filter_is_ticked_shown_as_a_chip_and_removed(open_context: OpenContext, recorded: Cast) -> None:
    page = open_statistics(open_context, recorded)
    page.get_by_text("Filtrer", exact=True).click()
    page.get_by_role("checkbox", name="Santé", exact=True).check()
    page.get_by_role("button", name="Voir les chiffres").click()
    # Nothing empty is in the address.
    expect(page).to_have_url(re.compile(r"\?periode=douze_mois&sujet=sante$"))
    expect(page.get_by_text("Avec 1 filtre")).to_contain_text("2 activités")
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    page.get_by_role("link", name="Santé Retirer ce filtre").click()
    expect(page).to_have_url(re.compile(r"\?periode=douze_mois$"))


def test_it_all_works_with_the_keyboard(open_context: OpenContext, recorded: Cast) -> None:
    page = open_statistics(open_context, recorded)
    page.get_by_text("Filtrer", exact=True).focus()
    page.keyboard.press("Enter")
    page.get_by_role("checkbox", name="E-mail").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"sujet=email"))
    page.get_by_text("Comparer", exact=True).focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Ne pas comparer").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"sujet=email&comparer=non"))


def test_a_commune_is_looked_for_by_its_name(open_context: OpenContext, recorded: Cast) -> None:
    page = open_statistics(open_context, recorded)
    page.get_by_text("Filtrer", exact=True).click()
    page.get_by_role("combobox", name="Commune d’activité").fill("Pontivy")
    page.get_by_role("option", name=re.compile("^Pontivy")).first.click()
    page.get_by_role("button", name="Voir les chiffres").click()
    expect(page.get_by_role("link", name="Pontivy Retirer ce filtre")).to_be_visible()


def test_without_javascript_the_form_says_the_same(open_context: OpenContext, recorded: Cast) -> None:
    page = open_statistics(open_context, recorded, java_script_enabled=False)
    page.get_by_text("Filtrer", exact=True).click()
    page.get_by_role("checkbox", name="Santé", exact=True).check()
    page.get_by_role("combobox", name="Commune d’activité").fill("Pontivy")
    page.get_by_role("button", name="Voir les chiffres").click()
    expect(page.get_by_role("link", name="Santé Retirer ce filtre")).to_be_visible()
    expect(page.get_by_role("link", name="Pontivy Retirer ce filtre")).to_be_visible()
    page.get_by_role("link", name="Tout retirer").first.click()
    expect(page.get_by_role("link", name="Santé Retirer ce filtre")).to_have_count(0)


def test_what_leaves_nothing_offers_the_way_out(open_context: OpenContext, recorded: Cast) -> None:
    page = open_context(recorded.awa, viewport=NARROW).new_page()
    page.goto("/statistiques/?periode=douze_mois&sujet=sante&canal=domicile")
    expect(page.get_by_role("heading", name="Rien avec ces filtres")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    page.get_by_role("link", name=re.compile("Sans ce filtre : Canal")).click()
    expect(page.get_by_text("Avec 1 filtre")).to_contain_text("2 activités")
