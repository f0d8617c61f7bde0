import pathlib
from playwright.sync_api import Browser
from tests.browser.site import site
import demo
OUT = pathlib.Path("/tmp/shots_h"); OUT.mkdir(exist_ok=True)
WIDE = """() => [...document.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.scroll-x') && !e.closest('.toc')).slice(0, 12).map(e => e.tagName + '.' + (e.className.baseVal ?? e.className) + ' ' + (e.closest('[id]')||{}).id + ' ' + Math.round(e.getBoundingClientRect().right) + ' ' + (e.textContent||'').trim().slice(0,30))"""

def test_shots(site, chromium: Browser) -> None:
    for who, rank in (("mediator", 0), ("manager", 1)):
        email = demo.logins()[rank].email
        for name, size, scheme in (("desk", {"width": 1280, "height": 1300}, "light"), ("phone", {"width": 390, "height": 1600}, "light"), ("desk", {"width": 1280, "height": 1300}, "dark"), ("small", {"width": 320, "height": 1200}, "light")):
            if who == "manager" and (name, scheme) != ("desk", "light"): continue
            context = chromium.new_context(locale="fr-FR", timezone_id="Europe/Paris", viewport=size, base_url=site.url, color_scheme=scheme)
            context.add_cookies([site.session_of(email)])
            page = context.new_page()
            page.goto("/statistiques/?periode=precedente")
            page.wait_for_timeout(300)
            print(who, name, scheme, page.evaluate("document.documentElement.scrollWidth"), page.evaluate(WIDE))
            height = page.evaluate("document.documentElement.scrollHeight")
            step = size["height"] - 150
            for i, y in enumerate(range(0, height, step)):
                if (name, scheme) == ("desk", "light") and who == "mediator" or (name == "phone" and i < 9) or (scheme == "dark" and i in (0, 1, 3)) or (name == "small" and i < 2) :
                    page.evaluate(f"scrollTo(0,{y})"); page.wait_for_timeout(60)
                    page.screenshot(path=str(OUT / f"{who}-{name}-{scheme}-{i:02d}.png"))
            if who == "manager":
                for code in ("equipe", "coordination", "suivi"):
                    if page.locator("#" + code).count():
                        page.evaluate(f"document.getElementById('{code}').scrollIntoView()"); page.screenshot(path=str(OUT / f"manager-{code}.png"))
            if name == "desk" and scheme == "light" and who == "mediator":
                page.pdf(path=str(OUT / "print.pdf"), format="A4")
            context.close()
