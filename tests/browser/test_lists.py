"""The lists with a keyboard, with a thumb, without JavaScript: filtering, keeping filters, changing many, undoing."""

import datetime as dt

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenContext
from tests.cast import Cast, activity
from trame.activity.models import Activity, ActivityTag, SavedFilter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DESKTOP = {"width": 1280, "height": 900}
PATHS = [
    "/activites/",
    "/activites/tableau/",
    "/activites/calendrier/",
    "/activites/filtres/",
    "/activites/changements/",
]


@pytest.fixture(autouse=True)
def three_of_today(cast: Cast) -> None:
    today = dt.date.today()
    activity(cast.awa_at_navette, cast.library, date=today)
    activity(cast.awa_at_navette, cast.library, date=today, topics=("sante",))
    activity(cast.awa_at_navette, cast.library, date=today, kind="collectif", title="Premiers pas", anonymous_total=6)


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_filtering_ticking_changing_and_undoing_with_the_keyboard_alone(open_context: OpenContext, cast: Cast) -> None:
    page = open_context(cast.awa, viewport=DESKTOP).new_page()
    page.goto("/activites/tableau/")

    page.locator("summary", has_text="Filtrer").focus()
    press(page, "Enter")
    page.get_by_label("Individuel", exact=True).focus()
    press(page, "Space", "Enter")
    page.wait_for_url("**/activites/tableau/?nature=individuel")
    expect(page.get_by_text("2\u00a0activités")).to_be_visible()
    boxes = page.get_by_role("checkbox", name="Cocher")
    boxes.nth(0).focus()
    press(page, "Space", "Tab", "Tab", "Space")  # the box, its subject, the next box
    expect(page.get_by_text("2\u00a0cochées")).to_be_visible()
    page.get_by_role("button", name="Changer les activités cochées").focus()
    press(page, "Enter")
    page.get_by_label("Ajouter un tag").focus()
    press(page, "Space", "Tab")
    page.keyboard.type("Semaine bleue")
    press(page, "Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ajouter un tag\u00a0: Semaine bleue")
    page.get_by_role("button", name="Changer 2\u00a0activités").focus()
    press(page, "Enter")

    done = page.get_by_text("2\u00a0activités changées.")
    expect(done).to_be_visible()
    expect(page.locator(".after")).to_be_focused()
    assert page.url.endswith("/activites/tableau/?nature=individuel")
    assert ActivityTag.objects.count() == 2
    press(page, "Tab", "Enter")  # « Défaire » comes next
    expect(page.get_by_text("2\u00a0activités comme avant.")).to_be_visible()
    assert ActivityTag.objects.count() == 0


def test_filters_are_kept_and_found_again_without_javascript(open_context: OpenContext, cast: Cast) -> None:
    page = open_context(cast.awa, java_script_enabled=False).new_page()
    page.goto("/activites/")
    page.get_by_text("Filtrer", exact=True).click()
    page.get_by_label("D’une date à une autre").check()
    page.get_by_label("Du", exact=True).fill(dt.date.today().isoformat())
    page.get_by_label("Atelier", exact=True).check()
    page.get_by_role("button", name="Voir les activités").click()
    expect(page.get_by_text("1\u00a0activité", exact=True)).to_be_visible()

    page.get_by_text("Garder ces filtres").click()
    page.get_by_label("Sous quel nom").fill("Mes ateliers")
    page.get_by_role("button", name="Enregistrer ces filtres").click()

    page.goto("/activites/calendrier/")
    page.get_by_role("link", name="Mes ateliers").click()
    expect(page.get_by_role("link", name="Premiers pas")).to_be_visible()
    expect(page.get_by_role("link", name="E-mail")).to_have_count(0)
    assert SavedFilter.objects.get().name == "Mes ateliers"


def test_the_whole_page_is_ticked_with_a_thumb(open_context: OpenContext, cast: Cast) -> None:
    page = open_context(cast.awa).new_page()
    page.goto("/activites/tableau/")

    page.get_by_role("button", name="Cocher toute la page").click()
    expect(page.get_by_text("3\u00a0cochées")).to_be_visible()
    page.get_by_role("button", name="Changer les activités cochées").click()
    page.get_by_label("Changer la date").check()
    page.get_by_label("Nouvelle date").fill((dt.date.today() - dt.timedelta(days=1)).strftime("%d/%m/%Y"))
    page.get_by_role("button", name="Voir ce qui va changer").click()
    page.get_by_role("button", name="Changer 3\u00a0activités").click()

    expect(page.get_by_text("3\u00a0activités changées.")).to_be_visible()
    assert set(Activity.objects.values_list("date", flat=True)) == {dt.date.today() - dt.timedelta(days=1)}


@pytest.mark.parametrize("path", PATHS)
def test_nothing_overflows_a_narrow_phone(open_context: OpenContext, cast: Cast, path: str) -> None:
    page = open_context(cast.awa, viewport={"width": 320, "height": 640}).new_page()
    page.goto(path)
    page.evaluate("document.querySelectorAll('.filter').forEach(fold => { fold.open = true })")

    assert page.evaluate("document.documentElement.scrollWidth") <= 320
