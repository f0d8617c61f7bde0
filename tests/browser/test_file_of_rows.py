"""« Télécharger les lignes »: from the list to the file, with a keyboard, on a small screen, without JavaScript."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection
from playwright.sync_api import Page, expect

from tests.activity.test_the_list_and_its_filters import TUESDAY, many
from tests.browser.conftest import OpenContext
from tests.cast import Cast, activity
from tests.interchange.rows import lines
from trame.interchange.exports import services
from trame.interchange.exports.activities import lines as reading
from trame.jobs.models import Job
from trame.jobs.services import Progress, run_job

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DESKTOP = {"width": 1280, "height": 900}


@contextmanager
def working_until(done: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """The worker of the waiting job, which stops after `done` rows until the event is set."""
    go_on = threading.Event()
    step = Progress.step

    def waits(self: Progress, written: int, total: int, message: str) -> None:
        step(self, written, total, message)
        if written == done:
            go_on.wait(20)

    def work(pk: object) -> None:
        run_job(str(pk))
        connection.close()

    monkeypatch.setattr(Progress, "step", waits)
    worker = threading.Thread(target=work, args=[Job.objects.get().pk])
    worker.start()
    try:
        yield go_on
    finally:
        go_on.set()
        worker.join(20)


def open_panel(page: Page) -> None:
    page.locator("summary", has_text="Télécharger les lignes").focus()
    page.keyboard.press("Enter")


def test_a_long_file_is_asked_for_followed_and_fetched_with_the_keyboard(
    open_context: OpenContext, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "AT_ONCE", 30)
    monkeypatch.setattr(reading, "BATCH", 10)
    many(cast, 45)
    page = open_context(cast.awa, viewport=DESKTOP).new_page()
    page.goto(f"/activites/?du={TUESDAY.replace(month=1, day=1)}")

    open_panel(page)
    expect(page.get_by_text("45\u00a0lignes, une par activité")).to_be_visible()
    page.keyboard.press("Tab")  # « Avec les notes », then the formats
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Excel (XLSX)")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/taches/*/")

    with working_until(20, monkeypatch) as go_on:
        expect(page.get_by_text("20 sur 45\u00a0lignes.")).to_be_visible()
        expect(page.get_by_role("progressbar")).to_have_attribute("value", "20")
        go_on.set()
        expect(page.get_by_role("heading", level=1)).to_have_text("Votre fichier est prêt")
    with page.expect_download() as download:
        page.get_by_role("link", name="Télécharger activites_").click()
    assert len(lines("xlsx", Path(download.value.path()).read_bytes())) == 45


def test_a_long_file_is_cancelled_on_its_way(
    open_context: OpenContext, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "AT_ONCE", 30)
    monkeypatch.setattr(reading, "BATCH", 10)
    many(cast, 45)
    page = open_context(cast.awa).new_page()
    page.goto("/activites/tableau/")
    open_panel(page)
    page.get_by_role("button", name="LibreOffice (ODS)").click()
    page.wait_for_url("**/taches/*/")

    with working_until(20, monkeypatch) as go_on:
        expect(page.get_by_text("20 sur 45\u00a0lignes.")).to_be_visible()
        page.get_by_role("button", name="Annuler la préparation").click()
        expect(page.get_by_text("L’arrêt est demandé")).to_be_visible()
        go_on.set()
        expect(page.get_by_role("heading", level=1)).to_have_text("La préparation est annulée")
    expect(page.get_by_role("link", name="Télécharger")).to_have_count(0)
    page.get_by_role("link", name="Revenir à la page").click()
    page.wait_for_url("**/activites/")


def test_a_short_file_comes_at_once_without_javascript(open_context: OpenContext, cast: Cast) -> None:
    activity(cast.awa_at_navette, cast.library, notes="Elle a ri.")
    page = open_context(cast.awa, java_script_enabled=False).new_page()
    page.goto("/activites/")
    page.get_by_text("Télécharger les lignes", exact=True).click()
    page.get_by_label("Avec les notes").check()
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV", exact=True).click()
    (line,) = lines("csv", Path(download.value.path()).read_bytes())
    assert line["Notes"] == "Elle a ri."
    assert not Job.objects.exists()


@pytest.mark.parametrize("path", ["/activites/", "/activites/tableau/"])
def test_it_holds_in_a_small_screen(open_context: OpenContext, cast: Cast, path: str) -> None:
    activity(cast.awa_at_navette, cast.library)
    page = open_context(cast.awa, viewport={"width": 320, "height": 640}).new_page()
    page.goto(path)
    open_panel(page)
    panel = page.locator(".rows-file .add-panel")
    expect(panel).to_be_visible()
    box = panel.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320
    for name in ("Excel (XLSX)", "LibreOffice (ODS)", "CSV"):
        target = page.get_by_role("button", name=name, exact=True).bounding_box()
        assert target is not None
        assert target["height"] >= 44


def test_a_manager_is_offered_no_notes(open_context: OpenContext, cast: Cast) -> None:
    activity(cast.awa_at_navette, cast.library)
    page = open_context(cast.bruno).new_page()
    page.goto("/activites/")
    open_panel(page)
    expect(page.get_by_role("button", name="CSV", exact=True)).to_be_visible()
    expect(page.get_by_label("Avec les notes")).to_have_count(0)
