import pytest
from playwright.sync_api import Browser
from tests.browser import test_every_page_is_accessible as walk
from tests.browser.screens import SCREENS
from tests.browser.site import Site
MINE = tuple(s for s in SCREENS if s.view.startswith("privacy:") or s.view in ("activity:person_erase", "activity:person_copy", "activity:person", "people:account", "people:settings"))
@pytest.mark.browser
def test_mine(site: Site, chromium: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walk, "SCREENS", MINE)
    for width, theme in ((320, "dark"), (390, "light"), (1280, "light"), (1280, "dark")):
        print(width, theme, walk.walk(chromium, site, width, theme))
