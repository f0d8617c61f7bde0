"""Recording as it is done: with a thumb, with a keyboard, without JavaScript, without network."""

import datetime as dt
import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import OpenContext, sign_in
from tests.cast import Cast, commune, follow
from trame.activity.models import Activity, Beneficiary

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SAVED = "Enregistré."


class Thumb:
    """Counts the taps."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.taps = 0

    def tap(self, role: str, name: str) -> None:
        self.page.get_by_role(role, name=name, exact=True).locator("visible=true").first.click()  # type: ignore[arg-type]
        self.taps += 1


def choose(page: Page, words: str) -> None:
    """Tap a chip."""
    page.get_by_label(words, exact=True).locator("visible=true").first.click()


def test_the_common_record_takes_three_taps_from_home(page: Page, cast: Cast) -> None:
    page.goto("/")
    thumb = Thumb(page)

    page.get_by_role("link", name="Accompagnement une personne").click()
    thumb.taps += 1
    choose(page, "E-mail")
    thumb.taps += 1
    thumb.tap("button", "Enregistrer")

    expect(page.get_by_text(SAVED)).to_be_visible()
    assert thumb.taps == 3
    made = Activity.objects.get()
    assert (made.topics, made.minutes, made.place, made.date) == (["email"], 30, cast.library, dt.date.today())


def test_the_save_bar_repeats_what_will_be_saved(page: Page, cast: Cast) -> None:
    commune("29232")
    page.goto("/activites/accompagnement/")
    bar = page.locator("[data-summary]")
    expect(bar).to_have_text("Aujourd’hui · 30\u00a0min · Médiathèque de Pontivy")

    for words in ("E-mail", "Santé", "Hier", "Autre durée", "À domicile"):
        choose(page, words)
    page.get_by_label("Heures").fill("1")
    page.get_by_label("Minutes").fill("10")
    page.get_by_label("Dans quelle commune").press_sequentially("Quimp")
    page.get_by_role("option", name="Quimper (29000)").click()

    expect(bar).to_have_text("Hier · 1\u00a0h 10\u00a0min · À domicile, Quimper (29000) · 2\u00a0thématiques")


def test_an_atelier_of_twelve(page: Page, cast: Cast) -> None:
    jeanne = follow(cast.navette, name="Jeanne Le Bihan")
    page.goto("/activites/atelier/")
    page.get_by_label("Titre").fill("Premiers pas")
    choose(page, "E-mail")
    total = page.get_by_role("button", name="Ajouter un : Total")
    for _ in range(12):
        total.click()
    page.get_by_role("spinbutton", name="Femmes").fill("8")
    page.get_by_role("spinbutton", name="Hommes").fill("3")
    gender = page.get_by_role("group", name="Genre")
    expect(gender.locator("output")).to_have_text("1")
    page.get_by_text("Plus de détails").click()
    choose(page, "Jeanne Le Bihan")
    expect(page.locator("[data-summary]")).to_contain_text("13\u00a0participants · Aujourd’hui · 2\u00a0h")

    page.get_by_role("button", name="Enregistrer l’atelier").locator("visible=true").click()

    expect(page.get_by_text(SAVED)).to_be_visible()
    made = Activity.objects.get()
    assert (made.anonymous_total, made.anonymous_gender_feminin, made.anonymous_gender_masculin) == (12, 8, 3)
    assert [attendance.beneficiary for attendance in made.attendances.all()] == [jeanne]


def test_counters_above_the_total_are_mended_in_one_tap(page: Page, cast: Cast) -> None:
    page.goto("/activites/atelier/")
    choose(page, "E-mail")
    page.get_by_role("spinbutton", name="Total").fill("9")
    page.get_by_role("spinbutton", name="Femmes").fill("8")
    page.get_by_role("spinbutton", name="Hommes").fill("3")
    page.get_by_role("button", name="Enregistrer l’atelier").locator("visible=true").click()
    expect(page.locator("[data-error-summary]")).to_be_focused()
    page.get_by_role("link", name="Femmes (8) et hommes (3) font 11 pour 9").click()
    expect(page.get_by_role("spinbutton", name="Femmes")).to_be_focused()

    page.get_by_role("button", name="Mettre le total à 11").click()
    expect(page.get_by_role("spinbutton", name="Total")).to_have_value("11")
    page.get_by_role("button", name="Enregistrer l’atelier").locator("visible=true").click()

    expect(page.get_by_text(SAVED)).to_be_visible()
    assert Activity.objects.get().anonymous_total == 11


def test_deleting_is_undone_from_the_next_page(page: Page, cast: Cast) -> None:
    record(page)
    page.get_by_role("link", name="E-mail").click()
    page.get_by_text("Supprimer", exact=True).click()
    page.get_by_role("button", name="Supprimer l’accompagnement").click()
    expect(page.get_by_text("Supprimé.")).to_be_visible()
    assert Activity.objects.visible_to(cast.awa).count() == 0

    page.get_by_role("button", name="Annuler").click()

    expect(page.get_by_text("Remis à sa place.")).to_be_visible()
    assert Activity.objects.visible_to(cast.awa).count() == 1


def record(page: Page) -> None:
    page.goto("/activites/accompagnement/")
    choose(page, "E-mail")
    page.get_by_role("button", name="Enregistrer").locator("visible=true").click()
    expect(page.get_by_text(SAVED)).to_be_visible()


def begin_typing(page: Page) -> None:
    page.goto("/activites/accompagnement/")
    choose(page, "Santé")
    choose(page, "45\u00a0min")
    page.get_by_text("Plus de détails").click()
    page.get_by_label("Notes").fill("Revient jeudi.")
    for _ in range(100):
        if "Revient jeudi" in stored(page):
            return
        page.wait_for_timeout(50)
    raise AssertionError("nothing was kept on the device")


def stored(page: Page) -> str:
    return str(page.evaluate("JSON.stringify(localStorage)"))


def test_a_draft_survives_a_reload_and_is_offered_back(page: Page, cast: Cast) -> None:
    begin_typing(page)
    page.reload()
    expect(page.get_by_label("Notes")).to_have_value("")

    page.get_by_role("button", name=re.compile(r"^Reprendre la saisie du \d")).click()

    expect(page.get_by_label("Notes")).to_have_value("Revient jeudi.")
    expect(page.locator("[data-summary]")).to_contain_text("45\u00a0min · Médiathèque de Pontivy · 1\u00a0thématique")
    page.get_by_role("button", name="Enregistrer").locator("visible=true").click()
    expect(page.get_by_text(SAVED)).to_be_visible()
    made = Activity.objects.get()
    assert (made.topics, made.minutes, made.notes) == (["sante"], 45, "Revient jeudi.")
    assert "Revient jeudi" not in stored(page)


def test_a_draft_can_be_erased(page: Page, cast: Cast) -> None:
    begin_typing(page)
    page.reload()

    page.get_by_role("button", name="Effacer").click()

    assert "Revient jeudi" not in stored(page)
    page.reload()
    expect(page.get_by_role("button", name="Effacer")).to_be_hidden()


def test_a_draft_survives_a_dead_network(page: Page, cast: Cast) -> None:
    begin_typing(page)
    page.context.set_offline(True)
    page.get_by_role("button", name="Enregistrer").locator("visible=true").click()
    page.wait_for_url("chrome-error://chromewebdata/")
    page.context.set_offline(False)

    page.goto("/activites/accompagnement/")
    page.get_by_role("button", name=re.compile("^Reprendre la saisie")).click()
    page.get_by_role("button", name="Enregistrer").locator("visible=true").click()

    expect(page.get_by_text(SAVED)).to_be_visible()
    assert Activity.objects.get().notes == "Revient jeudi."


def test_a_draft_whose_record_did_arrive_is_not_written_twice(page: Page, cast: Cast) -> None:
    begin_typing(page)
    draft = stored(page)
    page.get_by_role("button", name="Enregistrer").locator("visible=true").click()
    expect(page.get_by_text(SAVED)).to_be_visible()
    page.evaluate("(draft) => Object.assign(localStorage, JSON.parse(draft))", draft)  # as if the answer had been lost

    page.goto("/activites/accompagnement/")
    page.get_by_role("button", name=re.compile("^Reprendre la saisie")).click()
    page.get_by_role("button", name="Enregistrer").locator("visible=true").click()

    expect(page.get_by_text(SAVED)).to_be_visible()
    assert Activity.objects.count() == 1


def test_going_back_after_saving_records_another_one(page: Page, cast: Cast) -> None:
    record(page)
    page.go_back()
    choose(page, "Santé")
    page.get_by_role("button", name="Enregistrer").locator("visible=true").click()

    expect(page.get_by_text(SAVED)).to_be_visible()
    assert Activity.objects.count() == 2


def test_a_draft_is_never_shown_to_somebody_else(page: Page, cast: Cast, live_server: LiveServer) -> None:
    begin_typing(page)
    sign_in(page.context, cast.chloe, live_server.url)

    page.goto("/activites/accompagnement/")

    expect(page.get_by_role("button", name="Effacer")).to_be_hidden()
    assert "Revient jeudi" not in stored(page)


def test_signing_out_erases_the_drafts(page: Page, cast: Cast) -> None:
    begin_typing(page)
    page.goto("/")
    page.get_by_text("Menu", exact=True).locator("visible=true").click()

    page.get_by_role("button", name="Se déconnecter").locator("visible=true").click()

    page.wait_for_url("**/compte/connexion/**")
    assert "Revient jeudi" not in stored(page)


def test_everything_is_done_with_the_keyboard(page: Page, cast: Cast) -> None:
    page.goto("/")
    press_until(page, "Tab", "Accompagnement une personne")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Un accompagnement")).to_be_visible()
    press_until(page, "Tab", "E-mail")
    page.keyboard.press("Space")
    press_until(page, "Tab", "30\u00a0min")
    page.keyboard.press("ArrowRight")
    press_until(page, "Tab", "Enregistrer")
    page.keyboard.press("Enter")

    expect(page.get_by_text(SAVED)).to_be_visible()
    made = Activity.objects.get()
    assert (made.topics, made.minutes) == (["email"], 45)


def press_until(page: Page, key: str, words: str) -> None:
    """Press `key` until what has the focus reads `words`."""
    focused = "(document.activeElement.closest('label') ?? document.activeElement)"
    reading = focused + ".innerText.replace(/\\s*\\n\\s*/g, ' ').trim()"
    for _ in range(60):
        page.keyboard.press(key)
        if page.evaluate(reading) == words:
            return
    raise AssertionError(f"« {words} » was never reached")


def without_javascript(open_context: OpenContext, cast: Cast) -> Page:
    context: BrowserContext = open_context(cast.awa, java_script_enabled=False)
    return context.new_page()


def test_it_works_without_javascript(open_context: OpenContext, cast: Cast) -> None:
    commune("29232")
    page = without_javascript(open_context, cast)
    page.goto("/activites/accompagnement/")
    expect(page.get_by_label("Dans quelle commune")).to_be_hidden()
    for words in ("Aide aux démarches", "Autre durée", "Autre lieu", "Autre date"):
        choose(page, words)
    choose(page, "Logement")
    page.get_by_label("Minutes").fill("50")
    page.get_by_label("Dans quelle commune").fill("Quimper")
    page.get_by_label("Date jour/mois/année").fill("2/3/2026")
    page.get_by_text("Plus de détails").click()
    choose(page, "Suivre cette personne")
    page.get_by_label("Nom et prénom").fill("Paul Riou")

    page.get_by_role("button", name="Enregistrer").locator("visible=true").click()

    expect(page.get_by_text(SAVED)).to_be_visible()
    made = Activity.objects.get()
    assert made.topics == ["aide_aux_demarches_administratives", "logement"]
    assert (made.minutes, made.commune_id, made.date) == (50, "29232", dt.date(2026, 3, 2))
    assert Beneficiary.objects.get().name == "Paul Riou"


def test_filters_are_added_and_removed_without_javascript(open_context: OpenContext, cast: Cast) -> None:
    page = without_javascript(open_context, cast)
    record(page)
    page.get_by_text("Filtrer", exact=True).click()
    page.get_by_role("group", name="Thématique").get_by_text("Voir les 30 choix").click()
    choose(page, "Parentalité")
    page.get_by_role("button", name="Voir les activités").click()
    expect(page.get_by_text("Sans le filtre Parentalité, il y en a 1.")).to_be_visible()

    page.get_by_role("link", name="Retirer Parentalité").click()

    expect(page.get_by_role("link", name="E-mail")).to_be_visible()


@pytest.mark.parametrize("path", ["/", "/activites/", "/activites/accompagnement/", "/activites/atelier/"])
def test_nothing_overflows_a_narrow_phone(open_context: OpenContext, cast: Cast, path: str) -> None:
    narrow = open_context(cast.awa, viewport={"width": 320, "height": 640}).new_page()
    record(narrow)

    narrow.goto(path)

    assert narrow.evaluate("document.documentElement.scrollWidth") <= 320
