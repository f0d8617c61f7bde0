import pytest
from playwright.sync_api import Browser
from tests.browser.site import Site, context
from tests.browser.screens import SCREENS

pytestmark = pytest.mark.browser

def test_look(chromium: Browser, site: Site) -> None:
    for width, theme in ((390, "light"), (1280, "light"), (390, "dark"), (320, "light")):
        for reader in ("mediator", "coordinator"):
            window = context(chromium, site, reader, width=width, theme=theme)
            page = window.new_page()
            for rank, screen in enumerate(SCREENS):
                if "tag" in screen.view and screen.reader == reader:
                    page.goto(site.url + screen.path())
                    page.screenshot(path=f"/tmp/lookG/{screen.view.split(':')[1]}-{reader}-{width}-{theme}.png", full_page=True)
            if reader == "mediator":
                page.goto(site.url + "/activites/tags/harmoniser/")
                page.get_by_role("button", name="Voir ce que cela change").first.click()
                page.screenshot(path=f"/tmp/lookG/merge-{width}-{theme}.png", full_page=True)
                page.goto(site.url + "/activites/accompagnement/")
                page.get_by_text("Plus de détails").click()
                page.get_by_label("Tags").fill("smart")
                page.get_by_label("Tags").press("ArrowDown")
                page.wait_for_timeout(600)
                page.screenshot(path=f"/tmp/lookG/field-{width}-{theme}.png", full_page=True)
                page.get_by_label("Tags").fill("senior")
                page.get_by_label("E-mail", exact=True).first.check(force=True)
                page.keyboard.press("Escape")
                page.get_by_role("button", name="Enregistrer").last.click()
                page.wait_for_timeout(600)
                page.screenshot(path=f"/tmp/lookG/twins-{width}-{theme}.png", full_page=True)
            window.close()
