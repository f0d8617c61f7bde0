"""What a structure chooses to note: a démarche in two more taps, and a first screen that never grows."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenContext
from tests.browser.test_capture import SAVED, Thumb, choose
from tests.cast import Cast
from trame.activity.facets import FACETS
from trame.activity.models import Activity
from trame.people.models import Organisation

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FORMS = ("/activites/accompagnement/", "/activites/atelier/")
EVERYTHING = [facet.code for facet in FACETS]


def turn_on(cast: Cast, *codes: str) -> None:
    Organisation.objects.filter(pk=cast.navette.pk).update(modules_on=list(codes))


def record_a_procedure(page: Page, *more: str) -> int:
    """From the home page; returns the number of taps."""
    page.goto("/")
    thumb = Thumb(page)
    page.get_by_role("link", name="Accompagnement une personne").click()
    thumb.taps += 1
    for words in ("Aide aux démarches", "Logement", *more):
        choose(page, words)
        thumb.taps += 1
    thumb.tap("button", "Enregistrer")
    expect(page.get_by_text(SAVED)).to_be_visible()
    return thumb.taps


def test_whose_it_is_and_how_it_ended_take_two_more_taps(page: Page, cast: Cast) -> None:
    before = record_a_procedure(page)
    turn_on(cast, "procedures")

    after = record_a_procedure(page, "CAF", "Aboutie")

    assert (before, after - before) == (4, 2)
    procedure = Activity.objects.latest("pk").procedures.get()
    assert (procedure.domain, procedure.operator, procedure.outcome) == ("logement", "caf", "aboutie")


def controls_in_sight(page: Page) -> int:
    """Inputs, selects and texts that one can reach without unfolding anything."""
    return (
        page.locator("#saisie :is(input, select, textarea, button):not([type=hidden])").locator("visible=true").count()
    )


@pytest.mark.parametrize("path", FORMS)
def test_the_first_screen_never_grows(page: Page, cast: Cast, path: str) -> None:
    page.goto(path)
    before = controls_in_sight(page)
    turn_on(cast, *EVERYTHING)

    page.goto(path)

    expect(page.get_by_text("Plus de détails")).to_be_visible()
    assert controls_in_sight(page) == before > 10
    page.get_by_text("Plus de détails").click()
    expect(page.get_by_role("group", name="Cadre")).to_be_visible()
    assert controls_in_sight(page) > before + 30


def test_a_second_procedure_is_said_without_javascript(open_context: OpenContext, cast: Cast) -> None:
    turn_on(cast, *EVERYTHING)
    page = open_context(cast.awa, java_script_enabled=False).new_page()
    page.goto(FORMS[0])
    expect(page.get_by_role("group", name="Auprès de qui")).to_be_hidden()
    choose(page, "Aide aux démarches")
    choose(page, "CPAM")
    expect(page.get_by_role("group", name="Ce qui bloque")).to_be_hidden()
    choose(page, "Bloquée")
    choose(page, "Pièce manquante")
    page.get_by_text("Manière, mandat, autre démarche").click()
    choose(page, "À la place de la personne")
    second = page.get_by_role("group", name="Deuxième démarche")
    second.get_by_label("Auprès de qui").select_option("Autre")
    second.get_by_label("Quel organisme").fill("Soliha")
    second.get_by_label("Domaine").select_option("Logement")
    page.get_by_text("Plus de détails").click()
    page.get_by_label("Trajet").fill("1 h 30")
    page.get_by_role("button", name="Enregistrer").locator("visible=true").click()

    expect(page.get_by_text(SAVED)).to_be_visible()
    made = Activity.objects.get()
    said = [(p.domain, p.operator or p.operator_other, p.outcome, p.manner) for p in made.procedures.all()]
    assert said == [("", "cpam", "bloquee", "a_la_place"), ("logement", "autre", "", "")]
    assert made.travel_minutes == 90


@pytest.mark.parametrize("path", FORMS)
def test_with_everything_open_nothing_overflows_a_narrow_phone(
    open_context: OpenContext, cast: Cast, path: str
) -> None:
    turn_on(cast, *EVERYTHING)
    narrow = open_context(cast.awa, viewport={"width": 320, "height": 640}).new_page()
    narrow.goto(path)
    choose(narrow, "Aide aux démarches")
    narrow.evaluate("document.querySelectorAll('details').forEach((one) => one.open = true)")

    assert narrow.evaluate("document.documentElement.scrollWidth") <= 320
