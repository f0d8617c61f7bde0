"""The whole line, in a browser: a code by e-mail, a year brought in, two records, figures, a bilan in three files.

10 accompaniments imported (2 individuals, a workshop of 8), then 1, then a workshop of 12: 23 in 2025
"""

import datetime as dt
import email
import email.policy
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import pikepdf
import pytest
from playwright.sync_api import Browser, Download, Page, expect
from pytest_django import DjangoDbBlocker

from tests import template
from tests.browser.site import Site, served
from tests.cast import make_cast
from tests.interchange.coop_files import coop_file, row, workshop

pytestmark = pytest.mark.browser

IMPORTED, INDIVIDUAL, WORKSHOP = 10, 1, 12
YEAR = dt.date.today().year


@pytest.fixture(scope="module")
def site(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """The cast of the tests, without any activity, served with its worker."""
    folder = tmp_path_factory.mktemp("line")
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        make_cast()
        with served(folder) as url:
            yield Site(url, folder)
        template.restore_copy()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    window = chromium.new_context(locale="fr-FR", viewport={"width": 390, "height": 844}, accept_downloads=True)
    yield window.new_page()
    window.close()


def test_from_the_first_code_to_the_three_files(site: Site, page: Page, tmp_path: Path) -> None:
    sign_in(site, page)
    bring_a_year_in(site, page, tmp_path)
    record_an_individual(site, page)
    record_a_workshop(site, page)
    see_the_figures(site, page)
    write_the_bilan(site, page)
    texts = {format_: text_of(download(site, page, format_, tmp_path)) for format_ in ("docx", "odt", "pdf")}
    for format_, text in texts.items():
        assert "Une année bien remplie" in text, format_
        assert f"Nous avons reçu {IMPORTED + INDIVIDUAL + WORKSHOP} personnes" in text, format_


def sign_in(site: Site, page: Page) -> None:
    page.goto(site.url + "/")
    page.get_by_label("Adresse e-mail professionnelle").fill("awa@navette.test")
    page.get_by_role("button", name="Recevoir un code").click()
    page.wait_for_url("**/code/confirmer**")
    page.locator("input[name=code]").fill(code_received(site))
    page.get_by_role("button", name="Continuer").click()
    expect(page.locator("h1")).to_contain_text("Awa")


def code_received(site: Site) -> str:
    """The code in the last letter of the outbox."""
    newest = max((site.folder / "outbox").iterdir(), key=lambda path: path.stat().st_mtime)
    letter = email.message_from_bytes(newest.read_bytes(), policy=email.policy.default)
    assert letter["To"] == "awa@navette.test"
    body = letter.get_body(("plain",))
    assert body is not None
    found = re.search(r"^\s*([A-Z0-9]{3,}(?:-[A-Z0-9]{3,})*)\s*$", body.get_content(), re.MULTILINE)
    assert found, body.get_content()
    return found[1]


def bring_a_year_in(site: Site, page: Page, folder: Path) -> None:
    day = dt.datetime(YEAR, 1, 2)
    rows = [row(1, Date=day), row(2, Date=day), *workshop(3, [{}] * 8, Date=day)]
    path = folder / "activites.xlsx"
    path.write_bytes(coop_file(rows, total=IMPORTED))
    page.goto(site.url + "/reglages/imports/nouveau/")
    page.set_input_files("input[type=file]", path)
    page.locator("main form button[type=submit]").click()
    page.get_by_role("button", name=re.compile("^Importer")).click()
    expect(page.locator("main")).to_contain_text("Annuler cet import")


def record_an_individual(site: Site, page: Page) -> None:
    """Three taps from the home page."""
    page.goto(site.url + "/")
    page.get_by_role("link", name=re.compile("^Accompagnement")).click()
    page.get_by_label("E-mail").check(force=True)
    page.get_by_role("button", name="Enregistrer").last.click()
    expect(page.locator("main")).to_contain_text("Enregistré")


def record_a_workshop(site: Site, page: Page) -> None:
    page.goto(site.url + "/activites/atelier/")
    page.locator("input[name=topics][value=securite_numerique]").check(force=True)
    page.locator("input[name=anonymous_total]").fill(str(WORKSHOP))
    page.get_by_role("button", name="Enregistrer").last.click()
    page.wait_for_url(lambda url: not url.endswith("/atelier/"))


def see_the_figures(site: Site, page: Page) -> None:
    page.goto(f"{site.url}/statistiques/?du={YEAR}-01-01&au={YEAR}-12-31")
    headline = page.locator(".fig", has=page.get_by_text("Accompagnements", exact=True)).first
    expect(headline.locator(".v")).to_have_text(str(IMPORTED + INDIVIDUAL + WORKSHOP))
    headline.locator("summary").click()
    expect(headline).to_contain_text("3 individuels + 20 participations à 2 ateliers")


def write_the_bilan(site: Site, page: Page) -> None:
    page.goto(site.url + "/bilans/nouveau/")
    page.get_by_label("Année").fill(str(YEAR))
    page.get_by_role("button", name="Commencer").click()
    page.wait_for_url("**/parties/1/")
    page.goto(page.url.replace("/parties/1/", "/parties/5/"))
    editor = page.get_by_role("textbox", name="Votre texte")
    editor.click()
    page.keyboard.type("Une année bien remplie. Nous avons reçu ")
    page.get_by_text("Citer un chiffre", exact=False).first.click()
    page.get_by_role("button", name=re.compile("^Citer : Accompagnements :")).click()
    page.keyboard.type(" personnes.")
    page.get_by_role("button", name="Enregistrer", exact=True).last.click()
    expect(page.locator("main")).to_contain_text("est enregistré")


def download(site: Site, page: Page, format_: str, folder: Path) -> Path:
    """Ask for the file, wait for the worker, fetch it."""
    page.goto(site.url + "/bilans/")
    page.get_by_role("link", name=re.compile("^Bilan d’activité")).click()
    page.locator(f"button[name=format][value={format_}]").click()
    link = page.get_by_role("link", name=re.compile("^Télécharger"))
    link.wait_for(timeout=60_000)
    with page.expect_download() as waiting:
        link.click()
    received: Download = waiting.value
    path = folder / received.suggested_filename
    received.save_as(path)
    assert path.suffix == f".{format_}"
    return path


def text_of(path: Path) -> str:
    if path.suffix == ".docx":
        return "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)
    if path.suffix == ".odt":
        with zipfile.ZipFile(path) as archive:
            return re.sub(r"<[^>]+>", "", archive.read("content.xml").decode())
    return pdf_text(path)


def pdf_text(path: Path) -> str:
    """The words of the PDF as a screen reader gets them (pdftotext follows its tags)."""
    import subprocess

    with pikepdf.open(path) as pdf:
        assert pdf.Root.StructTreeRoot
    shown = subprocess.run(["pdftotext", "-layout", str(path), "-"], check=True, capture_output=True, text=True).stdout
    return re.sub(r"\s+", " ", shown)
