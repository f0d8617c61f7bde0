"""A shell of its own for the tests of ui: no entry of the real apps, no database."""

from pathlib import Path

import pytest
from pytest_django import Settings

from trame.ui import navigation, slots
from trame.ui.navigation import Entry

ENTRIES = (
    Entry(label="Accueil", url_name="other:home", icon="home", order=1, dock=True, match=("other",)),
    Entry(label="Activités", url_name="section:list", icon="activities", order=2, dock=True, match=("section",)),
    Entry(label="Statistiques", url_name="gallery", icon="statistics", order=3, dock=True, short_label="Chiffres"),
    Entry(label="Bilans", url_name="communes", icon="report", order=4),
)


@pytest.fixture
def registries(monkeypatch: pytest.MonkeyPatch) -> None:
    """Empty registries, given back afterwards."""
    monkeypatch.setattr(navigation, "_entries", {})
    monkeypatch.setattr(navigation, "_targets", {})
    monkeypatch.setattr(navigation, "_identify", [])
    monkeypatch.setattr(slots, "_fillers", {})


@pytest.fixture
def shell(registries: None, settings: Settings, tmp_path: Path) -> None:
    """The gallery's URLs, and a menu of four entries, three of them in the dock."""
    settings.STATIC_ROOT = tmp_path  # whitenoise warns of a missing folder
    settings.ROOT_URLCONF = "tests.ui.urls"
    settings.LOGIN_REDIRECT_URL = "/section/"
    settings.ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
    for entry in reversed(ENTRIES):
        navigation.register(entry)
    navigation.register_target("record", "record")
    navigation.register_target("logout", "account_logout")
