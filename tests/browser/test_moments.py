"""Keeping a moment with a thumb, listening to it; two windows on one record."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenContext
from tests.browser.test_capture import choose, record, stored
from tests.cast import Cast
from tests.files.conftest import picture
from tests.files.sounds import wav
from trame.activity.models import Activity, Moment

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def keep(page: Page) -> None:
    page.get_by_role("link", name="À retenir").click()
    page.wait_for_url("**/retenir/")


def test_a_sentence_takes_two_taps_after_saving(page: Page, cast: Cast) -> None:
    record(page)
    keep(page)
    page.get_by_label("Phrase").fill("« Je n’ai plus peur. »")
    page.get_by_role("button", name="Garder", exact=True).click()
    expect(page.get_by_text("C’est gardé.")).to_be_visible()
    expect(page.get_by_role("heading", name="1\u00a0moment à retenir")).to_be_visible()
    assert Moment.objects.get().sentence == "« Je n’ai plus peur. »"


def test_a_photo_is_shown_and_a_voice_note_is_heard(page: Page, cast: Cast) -> None:
    record(page)
    keep(page)
    page.get_by_label("Phrase").fill("Deux carrés")
    page.get_by_label("Photo").set_input_files({"name": "p.png", "mimeType": "image/png", "buffer": picture()})
    page.get_by_role("button", name="Garder", exact=True).click()
    photo = page.get_by_role("img", name="Deux carrés")
    expect(photo).to_be_visible()
    assert photo.evaluate("image => image.naturalWidth") == 40

    keep(page)
    page.get_by_label("Note vocale").set_input_files({"name": "n.wav", "mimeType": "audio/wav", "buffer": wav(2)})
    page.get_by_role("button", name="Garder", exact=True).click()
    player = page.locator("audio")
    expect(player).to_be_visible()
    seconds = "audio => new Promise(done => { audio.onloadedmetadata = () => done(audio.duration); audio.load(); "
    seconds += "audio.onerror = () => done(-1); audio.preload = 'metadata'; })"
    assert player.evaluate(seconds) == 2

    page.goto("/activites/moments/")
    expect(page.locator(".moment")).to_have_count(2)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_what_is_refused_takes_the_eye_and_the_sentence_stays(page: Page, cast: Cast) -> None:
    record(page)
    keep(page)
    page.get_by_label("Phrase").fill("À garder")
    page.get_by_label("Photo").set_input_files({"name": "p.png", "mimeType": "image/png", "buffer": b"<svg/>"})
    page.get_by_role("button", name="Garder", exact=True).click()
    expect(page.locator("[data-error-summary]")).to_be_focused()
    expect(page.get_by_label("Phrase")).to_have_value("À garder")
    assert not Moment.objects.exists()


def test_two_windows_on_one_record_and_nothing_typed_is_lost(page: Page, cast: Cast) -> None:
    record(page)
    address = f"/activites/{Activity.objects.get().client_uuid}/corriger/"
    other = page.context.new_page()
    for window in (page, other):
        window.goto(address)
    choose(other, "45\u00a0min")
    other.get_by_role("button", name="Enregistrer").locator("visible=true").click()
    expect(other.get_by_text("Corrigé.")).to_be_visible()

    page.get_by_text("Plus de détails").click()
    page.get_by_label("Notes").fill("Tapé ici.")
    page.get_by_role("button", name="Enregistrer").locator("visible=true").click()
    told = page.get_by_role("alert")
    expect(told).to_be_focused()
    expect(told).to_contain_text("Rien n’est perdu")
    expect(told.get_by_role("row", name="Durée en minutes")).to_contain_text("45\u00a0min")
    expect(page.get_by_label("Notes")).to_have_value("Tapé ici.")

    page.get_by_role("button", name="Garder ma version").click()
    expect(page.get_by_text("Corrigé.")).to_be_visible()
    made = Activity.objects.get()
    assert (made.notes, made.minutes) == ("Tapé ici.", 30)


def test_keeping_the_other_gives_up_the_draft(page: Page, cast: Cast) -> None:
    record(page)
    address = f"/activites/{Activity.objects.get().client_uuid}/corriger/"
    page.goto(address)
    Activity.objects.update(notes="Autre", updated_at="2026-01-01T00:00:00Z")
    choose(page, "Santé")
    page.get_by_role("button", name="Enregistrer").locator("visible=true").click()
    page.get_by_role("link", name="Garder l’autre").click()
    page.wait_for_url(lambda url: "corriger" not in url)
    assert "corriger" not in stored(page)
    page.goto(address)
    expect(page.locator("[data-draft-offer]")).to_be_hidden()


def test_a_draft_taken_back_still_knows_what_it_had_seen(page: Page, cast: Cast) -> None:
    record(page)
    address = f"/activites/{Activity.objects.get().client_uuid}/corriger/"
    page.goto(address)
    page.get_by_text("Plus de détails").click()
    page.get_by_label("Notes").fill("Commencé hier.")
    for _ in range(100):
        if "Commencé hier" in stored(page):
            break
        page.wait_for_timeout(50)
    Activity.objects.update(notes="Écrit entre-temps", updated_at="2026-01-01T00:00:00Z")
    page.goto(address)
    page.get_by_role("button", name="Reprendre la saisie").click()
    page.get_by_role("button", name="Enregistrer").locator("visible=true").click()
    expect(page.get_by_text("Rien n’est perdu")).to_be_visible()
    assert Activity.objects.get().notes == "Écrit entre-temps"


def test_everything_works_without_javascript(open_context: OpenContext, cast: Cast) -> None:
    page = open_context(cast.awa, java_script_enabled=False).new_page()
    record(page)
    keep(page)
    page.get_by_label("Phrase").fill("Sans script")
    page.get_by_role("button", name="Garder", exact=True).click()
    expect(page.get_by_text("Sans script")).to_be_visible()
    page.get_by_text("Retirer", exact=True).click()
    page.get_by_role("button", name="Retirer ce moment").click()
    expect(page.get_by_text("Le moment est retiré.")).to_be_visible()
