import pytest
from playwright.sync_api import Browser
from tests.browser.screens import saved_filter, change_of_many, mediator
from tests.browser.site import Site, context
from tests.browser.test_every_page_is_accessible import AXE, RULES
pytestmark = pytest.mark.browser
PAGES = {
 "list": "/activites/?nature=collectif&periode=annee", "panel": "/activites/", "table": "/activites/tableau/?tous=1",
 "month": "/activites/calendrier/", "month2": "/activites/calendrier/?tous=1&mois=2026-06",
 "filters": "/activites/filtres/", "changes": "/activites/changements/",
}
def test_shots(site: Site, chromium: Browser) -> None:
    saved_filter(); change_of_many()
    for width in (320, 390, 1280):
        for theme in (("light", "dark") if width != 320 else ("light",)):
            w = context(chromium, site, "mediator", width=width, theme=theme)
            page = w.new_page()
            for name, path in PAGES.items():
                page.goto(site.url + path)
                if name == "panel":
                    page.get_by_text("Filtrer", exact=True).click()
                over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
                if over: print("SIDEWAYS", name, width, over)
                if width != 320 : page.screenshot(path=f"/tmp/hshots/{name}-{width}-{theme}.png", full_page=name not in ("list",))
                if theme == "light" and width != 320:
                    page.evaluate("document.querySelectorAll('details').forEach(f=>{f.open=true})")
                    page.evaluate(AXE)
                    v = page.evaluate("async (r) => (await axe.run(document, {runOnly: r})).violations.map(v => [v.id, v.nodes.map(n => n.html.slice(0,160)).slice(0,3)])", RULES)
                    if v: print("AXE", name, width, v)
            # the bulk pages
            page.goto(site.url + "/activites/tableau/?par=25")
            for box in page.locator('[name="a"]').all()[:3]: box.check()
            if width != 320: page.screenshot(path=f"/tmp/hshots/ticked-{width}-{theme}.png")
            page.get_by_role("button", name="Changer les activités cochées").click()
            page.get_by_text("Changer le lieu", exact=True).click()
            page.screenshot(path=f"/tmp/hshots/choose-{width}-{theme}.png")
            page.locator('select[name="place"]').select_option(index=1)
            page.get_by_role("button", name="Voir ce qui va changer").click()
            page.screenshot(path=f"/tmp/hshots/preview-{width}-{theme}.png", full_page=True)
            over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            if over: print("SIDEWAYS preview", width, over)
            page.evaluate(AXE)
            v = page.evaluate("async (r) => (await axe.run(document, {runOnly: r})).violations.map(v => [v.id, v.nodes.map(n => n.html.slice(0,160)).slice(0,3)])", RULES)
            if v: print("AXE preview", v)
            w.close()
