"""`make screenshots`: every screen on a phone and a desktop, light and dark, and every page of each document."""

import html
import subprocess
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from playwright.sync_api import Browser

from tests.browser.screens import SCREENS, Screen, organisation
from tests.browser.site import Site, context

FOLDER = Path(settings.BASE_DIR) / "var" / "screenshots"
WIDTHS, THEMES = (390, 1280), ("light", "dark")


def test_photograph_everything(site: Site, chromium: Browser) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("*.png"):
        old.unlink()
    pages = {name(screen): photograph(site, chromium, screen) for screen in SCREENS}
    pages |= {f"bilan.{format_}": document(format_) for format_ in ("pdf", "docx", "odt")}
    (FOLDER / "index.html").write_text(index(pages))
    assert all(pages.values())


def name(screen: Screen) -> str:
    return f"{screen.view.replace(':', '-')}-{screen.reader or 'nobody'}"


def photograph(site: Site, chromium: Browser, screen: Screen) -> list[str]:
    found = []
    for width in WIDTHS:
        for theme in THEMES:
            window = context(chromium, site, screen.reader, width=width, theme=theme)
            page = window.new_page()
            page.goto(site.url + screen.path())
            file = f"{name(screen)}-{width}-{theme}.png"
            page.screenshot(path=FOLDER / file, full_page=True)
            window.close()
            found.append(file)
    return found


def document(format_: str) -> list[str]:
    """The bilan of the demonstration; DOCX and ODT are seen through LibreOffice, when it is installed."""
    path = FOLDER / f"bilan.{format_}"
    call_command("build_report", organisation=organisation().pk, year=2025, format=format_, out=path)
    if format_ != "pdf":
        command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(FOLDER / format_), str(path)]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=120)
        except FileNotFoundError:
            return [path.name]
        path = FOLDER / format_ / "bilan.pdf"
    prefix = FOLDER / f"bilan-{format_}"
    subprocess.run(["pdftoppm", "-r", "70", "-png", str(path), str(prefix)], check=True)
    return sorted(file.name for file in FOLDER.glob(f"bilan-{format_}-*.png"))


def index(pages: dict[str, list[str]]) -> str:
    """One page to look at them all."""
    sections = "".join(
        f"<h2>{html.escape(title)}</h2>"
        + "".join(f'<a href="{file}"><img src="{file}" height="420"></a> ' for file in files)
        for title, files in pages.items()
    )
    return f'<!DOCTYPE html><html lang="fr"><meta charset="utf-8"><title>Trame, écrans</title>{sections}</html>'
