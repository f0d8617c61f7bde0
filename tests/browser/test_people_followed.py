"""Following somebody as it is done: a file opened, a twin shown while typing, two files made one and undone."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenContext
from tests.cast import Cast, follow, membership, person
from trame.activity.models import Beneficiary, PersonMerge
from trame.people.models import Role

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def choose(page: Page, words: str) -> None:
    page.get_by_label(words, exact=True).locator("visible=true").first.click()


def test_a_file_is_opened_and_its_twin_is_shown_while_typing(page: Page, cast: Cast) -> None:
    known = follow(cast.navette, name="Jeanne Le Bihan", phone="+33612345678", birth_year=1950)
    page.goto("/activites/personnes/")
    page.get_by_role("link", name="Suivre une personne").click()
    page.get_by_label("Nom et prénom").fill("Jeanne Lebihan")
    page.get_by_label("Téléphone").fill("06 12 34 56 78")
    page.get_by_label("Pourquoi la suivre").click()
    expect(page.get_by_text("Une fiche ressemble à celle-ci.")).to_be_visible()
    expect(page.get_by_text("Mêmes noms, même téléphone")).to_be_visible()

    page.get_by_role("button", name="Suivre cette personne").locator("visible=true").last.click()
    expect(page.locator("[data-error-summary]")).to_be_focused()
    page.get_by_role("link", name=re.compile("Dites pourquoi la suivre")).click()
    page.get_by_label("Pourquoi la suivre").fill("Ses démarches")
    expect(page.get_by_label("Informée le")).to_be_hidden()
    page.get_by_label("J’ai informé la personne").check()
    expect(page.get_by_label("Informée le")).to_be_visible()
    page.get_by_role("button", name="Suivre cette personne").locator("visible=true").last.click()

    page.get_by_role("button", name="Ouvrir une nouvelle fiche quand même").click()
    expect(page.get_by_role("heading", name="Jeanne Lebihan")).to_be_visible()
    made = Beneficiary.objects.exclude(pk=known.pk).get()
    assert (made.phone, made.purpose, made.referent) == ("+33612345678", "Ses démarches", cast.awa)


def test_two_files_become_one_and_two_again(page: Page, cast: Cast) -> None:
    follow(cast.navette, name="Jeanne Le Bihan", birth_year=1950, pseudonym="P-AAAAA")
    follow(cast.navette, name="Jeanne LEBIHAN", birth_year=1950, pseudonym="P-BBBBB", phone="+33612345678")
    page.goto("/activites/personnes/doublons/")
    page.get_by_role("link", name="Comparer P-AAAAA et P-BBBBB").click()
    choose(page, "Jeanne LEBIHAN")
    expect(page.get_by_label("06\u00a012\u00a034\u00a056\u00a078")).to_be_checked()  # what only one file says
    page.get_by_role("button", name="N’en faire qu’une fiche").click()

    expect(page.get_by_role("heading", name="Jeanne LEBIHAN")).to_be_visible()
    page.get_by_role("button", name="Défaire la fusion").click()
    expect(page.get_by_role("heading", name="Jeanne Le Bihan")).to_be_visible()
    assert PersonMerge.objects.get().undone_at
    page.goto("/activites/personnes/doublons/")
    page.get_by_role("button", name="Ce sont deux personnes").click()
    expect(page.get_by_text("Aucune fiche n’en rappelle une autre")).to_be_visible()


def test_without_javascript_an_objective_and_a_level_are_noted(open_context: OpenContext, cast: Cast) -> None:
    jeanne = follow(cast.navette, name="Jeanne Le Bihan", pseudonym="P-AAAAA")
    page = open_context(cast.awa, java_script_enabled=False).new_page()
    page.goto(f"/activites/personnes/{jeanne.client_uuid}/")
    page.get_by_label("Nouvel objectif").fill("Écrire à sa fille")
    page.get_by_role("button", name="Noter cet objectif").click()
    page.get_by_role("button", name="Atteint : Écrire à sa fille").click()
    expect(page.get_by_text("L’objectif est atteint.")).to_be_visible()

    page.get_by_role("link", name="Noter un niveau").click()
    page.get_by_role("group", name="Allumer l’appareil").get_by_label("Seul·e", exact=True).check()
    page.get_by_role("button", name="Noter ce niveau").click()
    expect(page.get_by_text("Le positionnement est noté.")).to_be_visible()
    reading = jeanne.levels.get()
    assert reading.detail == {"allumer": 3}


def test_her_people_are_given_to_a_colleague_with_the_keyboard(page: Page, cast: Cast) -> None:
    gael = person("gael@navette.test", "Gaël", "Le Bris")
    membership(gael, cast.navette, Role.MEDIATOR)
    for number in (1, 2):
        follow(cast.navette, pseudonym=f"P-AWA{number}", referent=cast.awa)
    page.goto("/activites/personnes/transmettre/")
    page.get_by_label("À qui").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")  # « Celles que je coche »
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.get_by_role("button", name="Transmettre").press("Enter")
    expect(page.get_by_text("1\u00a0personne a maintenant Gaël Le Bris pour référent·e.")).to_be_visible()
    assert Beneficiary.objects.get(referent=gael).pseudonym == "P-AWA1"
