"""Tags in the browser: proposed while they are typed, asked about once, harmonised and given back."""

import pytest
from playwright.sync_api import Page, Request, expect

from tests.activity.tagging import tag, tagged, words_on
from tests.browser.conftest import OpenContext
from tests.browser.test_every_page_is_accessible import violations
from tests.cast import Cast
from trame.activity.models import Activity

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def words_field(page: Page) -> None:
    page.goto("/activites/accompagnement/")
    page.get_by_label("E-mail", exact=True).locator("visible=true").first.click()
    page.get_by_text("Plus de détails").click()
    page.get_by_role("combobox", name="Tags").focus()


def sound(page: Page) -> list[str]:
    """What axe finds; the menus that it opens are closed again."""
    found = violations(page)
    page.evaluate("document.querySelectorAll('.dock details, header details').forEach(menu => { menu.open = false })")
    return found


def test_words_are_completed_with_the_keyboard_and_stay_out_of_addresses(page: Page, cast: Cast) -> None:
    tagged(cast, tag(cast, "smartphone"))
    tag(cast, "smart tv"), tag(cast, "seniors")
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request))
    words_field(page)
    field, options = page.get_by_role("combobox", name="Tags"), page.get_by_role("option")

    page.keyboard.type("smart")
    expect(options).to_have_text(["smartphone 1\u00a0activité", "smart tv 0\u00a0activité"])
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(field).to_have_value("smartphone, ")
    page.keyboard.type("smart")
    expect(options).to_have_text(["smart tv 0\u00a0activité"])
    page.keyboard.press("Escape")
    expect(field).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Control+Backspace")
    page.keyboard.type("séni")
    options.first.click()
    expect(field).to_have_value("smartphone, seniors, ")
    page.get_by_role("button", name="Enregistrer", exact=True).locator("visible=true").click()

    expect(page.get_by_text("Enregistré.")).to_be_visible()
    assert words_on(Activity.objects.latest("pk")) == ["seniors", "smartphone"]
    assert not [request.url for request in asked if "smart" in request.url or "s%C3%A9ni" in request.url]


def test_the_words_before_and_after_the_caret_stay(page: Page, cast: Cast) -> None:
    tag(cast, "smartphone")
    words_field(page)
    field = page.get_by_role("combobox", name="Tags")
    field.fill("emploi, smar, retraite")
    field.evaluate("field => field.setSelectionRange(12, 12)")
    page.keyboard.type("t")
    page.get_by_role("option").first.click()
    expect(field).to_have_value("emploi, smartphone, retraite")


def test_a_near_twin_is_asked_about_once(page: Page, cast: Cast) -> None:
    tag(cast, "smartphone")
    words_field(page)
    page.get_by_role("combobox", name="Tags").fill("smartphones")
    page.keyboard.press("Enter")
    expect(page.locator("[data-error-summary]")).to_be_focused()
    assert sound(page) == []
    page.get_by_role(
        "button", name="Garder « smartphones » tel quel".replace("« ", "«\u202f").replace(" »", "\u202f»")
    ).click()
    expect(page.get_by_text("Enregistré.")).to_be_visible()
    assert words_on(Activity.objects.get()) == ["smartphones"]


def test_without_javascript_the_browser_s_list_and_the_question_are_there(
    open_context: OpenContext, cast: Cast
) -> None:
    tag(cast, "smartphone")
    page = open_context(cast.awa, java_script_enabled=False).new_page()
    page.goto("/activites/accompagnement/")
    assert page.locator("#tags-connus option").evaluate_all("all => all.map(one => one.value)") == ["smartphone"]
    page.get_by_label("E-mail", exact=True).locator("visible=true").first.click()
    page.get_by_text("Plus de détails").click()
    page.get_by_label("Tags").first.fill("smartphones")
    page.get_by_role("button", name="Enregistrer", exact=True).locator("visible=true").click()
    page.get_by_role("button", name="Oui, ").click()
    expect(page.get_by_text("Enregistré.")).to_be_visible()
    assert words_on(Activity.objects.get()) == ["smartphone"]


def test_two_words_become_one_and_two_again(page: Page, cast: Cast) -> None:
    made = tagged(cast, tag(cast, "emplois"))
    tag(cast, "emploi")
    page.goto("/activites/tags/")
    page.get_by_role("link", name="Harmoniser").click()
    page.get_by_role("radio", name="emploi 0").click()
    page.get_by_role("button", name="Voir ce que cela change").click()
    assert sound(page) == []
    assert words_on(made) == ["emplois"]
    page.get_by_role("button", name="Réunir dans").click()
    expect(page.get_by_text("Cela se défait pendant trente jours.")).to_be_visible()
    assert words_on(made) == ["emploi"]
    page.get_by_role("button", name="Défaire").click()
    expect(page.get_by_text("est revenu, sur les activités qui le portaient")).to_be_visible()
    assert words_on(made) == ["emplois"]
    page.get_by_role("button", name="Ce ne sont pas les mêmes").click()
    expect(page.get_by_role("heading", name="Rien à rapprocher")).to_be_visible()
