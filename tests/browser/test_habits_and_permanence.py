"""Recording at speed: taps counted with a thumb, keys counted at a keyboard."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenContext
from tests.browser.test_capture import SAVED, Thumb, choose, stored
from tests.cast import Cast, activity
from trame.activity.models import Activity

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGE = "/activites/permanence/"
WIDE = {"width": 1280, "height": 900}


class Keyboard:
    """Counts the keys pressed."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.pressed = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1


# --- Taps ----------------------------------------------------------------------------------------------------------


def test_doing_it_as_last_time_takes_two_taps_from_home(page: Page, cast: Cast) -> None:
    activity(cast.awa_at_navette, cast.library, topics=("sante",), minutes=45, notes="Revient jeudi.", tags=("ameli",))
    page.goto("/")
    thumb = Thumb(page)

    page.get_by_role("navigation", name="Comme la dernière fois").get_by_role("link").click()
    thumb.taps += 1
    thumb.tap("button", "Enregistrer")

    expect(page.get_by_text(SAVED)).to_be_visible()
    assert thumb.taps == 2
    made = Activity.objects.latest("pk")
    assert (made.topics, made.minutes, made.place, made.notes) == (["sante"], 45, cast.library, "")
    assert [link.tag.name for link in made.activity_tags.all()] == ["ameli"]


def test_an_atelier_of_ten_takes_six_taps_from_home(page: Page, cast: Cast) -> None:
    """Two of them on the keys of the telephone: one, zero."""
    page.goto("/")
    thumb, keys = Thumb(page), Keyboard(page)

    page.get_by_role("link", name="Atelier un groupe").click()
    choose(page, "E-mail")
    page.get_by_role("spinbutton", name="Total").click(position={"x": 4, "y": 20})  # at the left of its 0
    thumb.taps += 3
    keys.press("1", "0")
    thumb.tap("button", "Enregistrer l’atelier")

    expect(page.get_by_text(SAVED)).to_be_visible()
    assert thumb.taps + keys.pressed == 6
    made = Activity.objects.get()
    assert (made.anonymous_total, made.topics, made.minutes) == (10, ["email"], 120)


def test_the_same_atelier_again_asks_only_how_many_came(page: Page, cast: Cast) -> None:
    said = {"kind": "collectif", "title": "Premiers pas", "anonymous_total": 7, "minutes": 90}
    activity(cast.awa_at_navette, cast.library, **said)
    page.goto("/")
    thumb, keys = Thumb(page), Keyboard(page)

    page.get_by_role("navigation", name="Comme la dernière fois").get_by_role("link").click()
    expect(page.get_by_role("spinbutton", name="Total")).to_have_value("0")
    page.get_by_role("spinbutton", name="Total").click()
    thumb.taps += 2
    keys.press("9")
    thumb.tap("button", "Enregistrer l’atelier")

    expect(page.get_by_text(SAVED)).to_be_visible()
    assert thumb.taps + keys.pressed == 4
    made = Activity.objects.latest("pk")
    assert (made.title, made.minutes, made.anonymous_total) == ("Premiers pas", 90, 9)


def test_a_template_is_made_then_used_in_two_taps(page: Page, cast: Cast) -> None:
    made = activity(cast.awa_at_navette, cast.library, topics=("sante",), minutes=75)
    page.goto(f"/activites/{made.client_uuid}/")
    page.get_by_role("link", name="En faire un modèle", exact=True).click()
    page.get_by_label("Nom du modèle").fill("Mutuelle")
    page.get_by_role("button", name="Garder ce modèle").click()
    expect(page.get_by_role("link", name="Mutuelle", exact=True)).to_be_visible()
    page.goto("/")
    thumb = Thumb(page)

    thumb.tap("link", "Mutuelle")
    thumb.tap("button", "Enregistrer")

    expect(page.get_by_text(SAVED)).to_be_visible()
    assert (thumb.taps, Activity.objects.latest("pk").minutes) == (2, 75)


# --- The permanence ------------------------------------------------------------------------------------------------


def begin(page: Page) -> None:
    """The cursor in the subject of the first visit."""
    page.goto(PAGE)
    page.get_by_label("Sujet, visite 1", exact=True).focus()


def test_a_visit_takes_at_most_twelve_keys(open_context: OpenContext, cast: Cast) -> None:
    page = open_context(cast.awa, viewport=WIDE).new_page()
    begin(page)
    counts = []

    for subject, minutes, gender, age in (("e", "45", "f", "7"), ("ba", "15", "h", "4"), ("sa", "60", "f", "6")):
        keys = Keyboard(page)
        keys.press(*subject, "Tab", *minutes, "Tab", gender, "Tab", age, "Enter")
        counts.append(keys.pressed)

    assert max(counts) <= 12
    assert counts == [9, 10, 10]
    expect(page.get_by_label("Sujet, visite 4", exact=True)).to_be_focused()
    expect(page.locator("[data-total]")).to_have_text("3\u00a0visites · 2\u00a0h")
    page.keyboard.press("Enter")  # an empty line: it is over
    page.keyboard.press("Enter")
    expect(page.get_by_text("3\u00a0visites, 2\u00a0h, aujourd’hui")).to_be_visible()
    made = Activity.objects.order_by("minutes").values_list(
        "topics", "minutes", "anonymous_gender_feminin", "anonymous_age_soixante_dix_plus", "half_days"
    )
    half = made[0][-1]
    assert half in (["matin"], ["apres_midi"])
    assert list(made) == [
        (["banque_et_achats_en_ligne"], 15, 0, 0, half),
        (["email"], 45, 1, 1, half),
        (["sante"], 60, 1, 0, half),
    ]


def test_the_last_line_is_always_empty(open_context: OpenContext, cast: Cast) -> None:
    page = open_context(cast.awa, viewport=WIDE).new_page()
    begin(page)

    for _ in range(12):
        page.keyboard.press("e")
        page.keyboard.press("Enter")

    expect(page.locator("[data-visit]")).to_have_count(13)
    expect(page.get_by_label("Sujet, visite 13", exact=True)).to_be_focused()
    page.get_by_role("button", name="Enregistrer la permanence").click()
    expect(page.get_by_text("12\u00a0visites, 6\u00a0h, aujourd’hui")).to_be_visible()
    assert len(set(Activity.objects.values_list("client_uuid", flat=True))) == 12


def test_an_error_names_its_line_and_nothing_is_lost(page: Page, cast: Cast) -> None:
    page.goto(PAGE)
    page.get_by_label("Sujet, visite 1", exact=True).select_option("E-mail")
    page.get_by_label("Durée, visite 2", exact=True).fill("zut")
    page.get_by_role("button", name="Enregistrer la permanence").click()

    expect(page.locator("[data-error-summary]")).to_be_focused()
    page.get_by_role("link", name="Visite 2 : « zut » n’est pas une durée").click()

    expect(page.get_by_label("Durée, visite 2", exact=True)).to_be_focused()
    expect(page.get_by_label("Sujet, visite 1", exact=True)).to_have_value("email")
    expect(page.get_by_label("Durée, visite 2", exact=True)).to_have_value("zut")
    assert Activity.objects.count() == 0


def test_a_half_day_begun_is_offered_back(page: Page, cast: Cast) -> None:
    page.goto(PAGE)
    for number in range(1, 8):
        page.get_by_label(f"Sujet, visite {number}", exact=True).select_option("Santé")
    for _ in range(100):
        if '[\\"v7-topic\\",\\"sante\\"]' in stored(page):
            break
        page.wait_for_timeout(50)
    page.reload()

    page.get_by_role("button", name="Reprendre la saisie").click()

    expect(page.get_by_label("Sujet, visite 7", exact=True)).to_have_value("sante")
    expect(page.locator("[data-total]")).to_have_text("7\u00a0visites · 3\u00a0h\u00a030")
    page.get_by_role("button", name="Enregistrer la permanence").click()
    expect(page.get_by_text(SAVED)).to_be_visible()
    assert Activity.objects.count() == 7
    assert "v7-topic" not in stored(page)


def test_the_permanence_works_without_javascript(open_context: OpenContext, cast: Cast) -> None:
    page = open_context(cast.awa, java_script_enabled=False).new_page()
    page.goto(PAGE)
    page.get_by_label("Sujet, visite 5", exact=True).select_option("Santé")
    page.get_by_label("Durée, visite 5", exact=True).fill("1 h 15")
    page.get_by_label("Durée, visite 5", exact=True).press("Enter")  # more lines, nothing saved
    page.get_by_label("Sujet, visite 6", exact=True).select_option("Logement")
    page.get_by_role("button", name="Plus de lignes").locator("visible=true").click()
    expect(page.get_by_label("Sujet, visite 15", exact=True)).to_be_visible()
    assert Activity.objects.count() == 0

    page.get_by_role("button", name="Enregistrer la permanence").click()

    expect(page.get_by_text("2\u00a0visites, 1\u00a0h\u00a045, aujourd’hui")).to_be_visible()


@pytest.mark.parametrize("path", ["/", PAGE, "/activites/modeles/"])
def test_nothing_overflows_a_narrow_phone(open_context: OpenContext, cast: Cast, path: str) -> None:
    narrow = open_context(cast.awa, viewport={"width": 320, "height": 640}).new_page()
    made = activity(cast.awa_at_navette, cast.library, title="")
    narrow.goto(f"/activites/{made.client_uuid}/modele/")
    narrow.get_by_label("Nom du modèle").fill("Un nom de modèle assez long pour passer à la ligne")
    narrow.get_by_role("button", name="Garder ce modèle").click()

    narrow.goto(path)

    assert narrow.evaluate("document.documentElement.scrollWidth") <= 320
