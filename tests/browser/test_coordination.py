"""Coordination recorded with a thumb, with a keyboard, and without JavaScript."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenContext
from tests.browser.test_capture import SAVED, choose
from tests.cast import Cast
from trame.activity.models import Activity

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def save(page: Page, words: str) -> None:
    page.get_by_role("button", name=words, exact=True).locator("visible=true").click()
    expect(page.get_by_text(SAVED)).to_be_visible()


def test_an_animation_from_the_home_page(page: Page, cast: Cast) -> None:
    page.goto("/")
    page.get_by_role("link", name="Coordination un réseau").click()
    page.get_by_role("link", name=re.compile("^Animation")).click()
    choose(page, "Groupe de travail")
    for _ in range(3):
        page.get_by_role("button", name="Ajouter un : Structures").click()
    expect(page.locator("[data-summary]")).to_have_text("Aujourd’hui · 2\u00a0h · 3\u00a0structures")

    save(page, "Enregistrer l’animation")

    made = Activity.objects.get()
    assert (made.kind, made.minutes, made.coordination.structures) == ("animation", 120, 3)
    assert made.coordination.animation_type == "groupe_de_travail"


def test_what_goes_with_autre_is_asked_once_it_is_chosen(page: Page, cast: Cast) -> None:
    page.goto("/activites/evenement/")
    expect(page.get_by_label("Lequel")).to_be_hidden()
    page.get_by_role("radio", name="Autre", exact=True).check()
    page.get_by_label("Lequel").fill("Fête du bus")
    page.get_by_role("checkbox", name="Une association").check()
    page.get_by_label("Participants", exact=True).fill("0")

    save(page, "Enregistrer l’évènement")

    assert Activity.objects.get().coordination.event_type_other == "Fête du bus"


def test_one_more_partner_without_leaving_the_page(page: Page, cast: Cast) -> None:
    page.goto("/activites/partenariat/")
    choose(page, "Recherche de subvention")
    for rank, name in enumerate(("Mairie", "La Ruche", "Le Hub"), start=1):
        if rank == 3:
            page.get_by_role("button", name="Ajouter une structure").click()
            expect(page.locator("#id_partner_3_name")).to_be_focused()
        page.locator(f"#id_partner_{rank}_name").fill(name)
        page.locator(f"#id_partner_{rank}_type").select_option("association")
    expect(page.locator("[data-summary]")).to_have_text("Aujourd’hui · 3\u00a0structures")

    save(page, "Enregistrer le partenariat")

    assert [one.name for one in Activity.objects.get().partners.all()] == ["Mairie", "La Ruche", "Le Hub"]


def test_a_draft_gives_back_all_its_partners(page: Page, cast: Cast) -> None:
    page.goto("/activites/partenariat/")
    page.get_by_role("button", name="Ajouter une structure").click()
    page.locator("#id_partner_3_name").fill("Le Hub")
    page.reload()

    page.get_by_role("button", name=re.compile("^Reprendre la saisie")).click()

    expect(page.locator("#id_partner_3_name")).to_have_value("Le Hub")


def test_an_error_leads_to_its_line(page: Page, cast: Cast) -> None:
    page.goto("/activites/partenariat/")
    choose(page, "Rendez-vous avec un·e élu·e")
    page.locator("#id_partner_2_name").fill("La Ruche")
    page.get_by_role("button", name="Enregistrer le partenariat").locator("visible=true").click()
    expect(page.locator("[data-error-summary]")).to_be_focused()

    page.get_by_role("link", name=re.compile("Dites ce qu’est")).click()

    expect(page.locator("#id_partner_2_type")).to_be_focused()
    assert page.locator("#id_partner_2_name").input_value() == "La Ruche"


def test_a_partnership_without_javascript(open_context: OpenContext, cast: Cast) -> None:
    page = open_context(cast.awa, java_script_enabled=False).new_page()
    page.goto("/activites/partenariat/")
    choose(page, "Recherche de subvention")
    page.locator("#id_partner_1_name").fill("Mairie")
    page.locator("#id_partner_1_type").select_option("commune")
    page.get_by_role("button", name="Ajouter une structure").click()
    expect(page.locator("#id_partner_1_name")).to_have_value("Mairie")
    page.locator("#id_partner_4_name").fill("La Ruche")
    page.locator("#id_partner_4_type").select_option("autre")
    page.locator("#id_partner_4_type_other").fill("Tiers-lieu")

    save(page, "Enregistrer le partenariat")

    assert [(one.name, one.type_other) for one in Activity.objects.get().partners.all()] == [
        ("Mairie", ""),
        ("La Ruche", "Tiers-lieu"),
    ]


def test_an_animation_with_the_keyboard_alone(page: Page, cast: Cast) -> None:
    page.goto("/activites/animation/")
    tab_to(page, "animation_type")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    tab_to(page, "mediators")
    page.keyboard.type("4")
    page.keyboard.press("Enter")

    expect(page.get_by_text(SAVED)).to_be_visible()
    details = Activity.objects.get().coordination
    assert (details.animation_type, details.mediators) == ("comite", 4)


def tab_to(page: Page, name: str) -> None:
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == name:
            return
    raise AssertionError(f"« {name} » was never reached")


@pytest.mark.parametrize("path", ["coordination", "animation", "evenement", "partenariat"])
def test_nothing_overflows_a_narrow_phone(open_context: OpenContext, cast: Cast, path: str) -> None:
    narrow = open_context(cast.awa, viewport={"width": 320, "height": 640}).new_page()
    narrow.goto(f"/activites/{path}/")
    assert narrow.evaluate("document.documentElement.scrollWidth") <= 320
