import pathlib, os
import pytest
from playwright.sync_api import Browser
from django.conf import settings
from tests.browser.site import site
import demo
OUT = pathlib.Path("/tmp/shots_h"); OUT.mkdir(exist_ok=True)

def test_shots(site, chromium: Browser) -> None:
    for who, rank in (("mediator", 0), ("manager", 1)):
        email = demo.logins()[rank].email
        for name, size, scheme in (("desk", {"width": 1280, "height": 900}, "light"), ("phone", {"width": 390, "height": 844}, "light"), ("desk", {"width": 1280, "height": 900}, "dark"), ("small", {"width": 320, "height": 700}, "light")):
            if who == "manager" and (name, scheme) != ("desk", "light"): continue
            context = chromium.new_context(locale="fr-FR", timezone_id="Europe/Paris", viewport=size, base_url=site.url, color_scheme=scheme)
            context.add_cookies([site.session_of(email)])
            page = context.new_page()
            for q, query in (("year", "?periode=precedente"), ("now", ""), ("month", "?periode=mois_dernier")):
                if q != "year" and name != "desk": continue
                page.goto("/statistiques/" + query)
                page.wait_for_timeout(500)
                print(who, name, scheme, q, page.evaluate("document.documentElement.scrollWidth"), page.evaluate("document.documentElement.scrollHeight"))
                page.screenshot(path=str(OUT / f"{who}-{name}-{scheme}-{q}.png"), full_page=True)
            if name == "desk" and scheme == "light" and who == "mediator":
                page.goto("/statistiques/?periode=precedente")
                page.pdf(path=str(OUT / "print.pdf"), format="A4")
            context.close()
