"""« Que faites-vous ? » as it is answered: one tap, the keyboard, no JavaScript, a narrow phone; then fewer entries."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenContext
from tests.cast import Cast
from trame.people.models import Organisation, User

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def awa(cast: Cast) -> User:
    """Awa, who has never been asked."""
    User.objects.filter(pk=cast.awa.pk).update(profile="", profile_asked_on=None)
    return User.objects.get(pk=cast.awa.pk)


def profile_of(user: User) -> str:
    return User.objects.get(pk=user.pk).profile


def menu(page: Page) -> list[str]:
    """The entries of the phone's menu."""
    page.locator(".dock summary").click()
    return [words.strip() for words in page.locator(".dock-panel .entries a").all_inner_texts()]


def test_one_tap_on_a_phone_and_the_menu_holds_four_entries(open_context: OpenContext, awa: User) -> None:
    page = open_context(awa).new_page()
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Que faites-vous\u202f?")

    page.get_by_role("button", name="Médiathèque").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Bonjour Awa")
    assert profile_of(awa) == "mediatheque"
    assert menu(page) == ["Accueil", "Activités", "Statistiques", "Réglages"]


def test_every_answer_is_large_enough_for_a_thumb_and_fits_a_narrow_phone(open_context: OpenContext, awa: User) -> None:
    page = open_context(awa, viewport={"width": 320, "height": 640}).new_page()
    page.goto("/")

    answers = page.locator(".answer").all()

    assert len(answers) == 6
    boxes = [answer.bounding_box() for answer in answers]
    assert all(box and box["height"] >= 44 and box["width"] >= 200 for box in boxes)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_keyboard_answers_too(open_context: OpenContext, awa: User) -> None:
    page = open_context(awa, viewport={"width": 1280, "height": 900}).new_page()
    page.goto("/")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.value") == "association":
            break

    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Bonjour Awa")
    assert profile_of(awa) == "association"


def test_without_javascript_later_is_one_tap_and_is_not_asked_again(open_context: OpenContext, awa: User) -> None:
    page = open_context(awa, java_script_enabled=False).new_page()
    page.goto("/")

    page.get_by_role("button", name="Plus tard").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Bonjour Awa")
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Bonjour Awa")
    assert profile_of(awa) == ""


def test_a_manager_turns_a_module_off_without_javascript_and_its_entry_is_gone(
    open_context: OpenContext, cast: Cast
) -> None:
    page = open_context(cast.bruno, java_script_enabled=False).new_page()
    page.goto(f"/reglages/structures/{cast.navette.pk}/modules/")
    page.get_by_role("group", name="Bilans").get_by_label("Éteint").check(force=True)

    page.get_by_role("button", name="Enregistrer").click()

    expect(page.get_by_text("est à jour")).to_be_visible()
    assert Organisation.objects.get(pk=cast.navette.pk).modules_off == ["reports"]
    assert page.locator(".entries a", has_text="Bilans").count() == 0
    page.goto("/bilans/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Bilans\u00a0: module éteint")
