"""Appareils: what a session says of the browser it lives in, in plain French, and since when.

No network address is kept: the browser, the system and two dates are enough to recognise one's own devices.
"""

import time

from django.http import HttpRequest

SESSION_KEY = "device"
SEEN_EVERY = 600  # seconds between two writings of « last seen »

# The first that is found wins: every browser also claims to be Safari or Chrome.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chromium", "Chromium"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPhone", "un iPhone"),
    ("iPad", "un iPad"),
    ("Android", "Android"),
    ("CrOS", "un Chromebook"),
    ("Windows", "Windows"),
    ("Macintosh", "un Mac"),
    ("Linux", "Linux"),
)


def describe(user_agent: str) -> str:
    """The browser and its system.

    >>> describe("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
    'Firefox sur Linux'
    """
    browser = next((name for mark, name in BROWSERS if mark in user_agent), "Navigateur inconnu")
    system = next((name for mark, name in SYSTEMS if mark in user_agent), "")
    return f"{browser} sur {system}" if system else browser


def begin(request: HttpRequest) -> None:
    """Somebody has just signed in here."""
    now = time.time()
    name = describe(request.META.get("HTTP_USER_AGENT", ""))
    request.session[SESSION_KEY] = {"name": name, "begun_at": now, "seen_at": now}


def note_presence(request: HttpRequest) -> None:
    """Write that the session was seen, at most every ten minutes; it ends later for it."""
    device = request.session.get(SESSION_KEY)
    if device is None:
        begin(request)
    elif time.time() - device["seen_at"] > SEEN_EVERY:
        request.session[SESSION_KEY] = device | {"seen_at": time.time()}
