"""Only the listed files of packages are served, and production's hashed names are complete."""

import json
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.exceptions import SuspiciousFileOperation
from django.core.management import call_command
from pytest_django import Settings

from trame.ui.staticfiles import PACKAGE_FILES, PackageFilesFinder, PackageStorage


def test_a_listed_file_is_found() -> None:
    assert finders.find("vendor/htmx/htmx.min.js", find_all=False)


@pytest.mark.parametrize(
    "name", ["vendor/htmx/package.json", "vendor/bootstrap", "vendor/../package.json", "package.json"]
)
def test_nothing_else_of_a_package_is_served(name: str) -> None:
    assert PackageFilesFinder().find(name) == []
    with pytest.raises(SuspiciousFileOperation):
        PackageStorage().path(name)


def test_every_listed_file_is_installed() -> None:
    assert PackageFilesFinder().check() == []


def test_a_package_not_installed_is_said_clearly(settings: Settings, tmp_path: Path) -> None:
    settings.NODE_MODULES = tmp_path

    (problem,) = PackageFilesFinder().check()

    assert "bootstrap.min.css" in problem.msg
    assert "npm ci" in str(problem.hint)


def test_hashed_names_reach_fonts_and_modules(settings: Settings, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "trame.ui.staticfiles.StaticStorage"}}

    call_command("collectstatic", interactive=False, verbosity=0)

    names = json.loads((tmp_path / "staticfiles.json").read_text())["paths"]
    assert set(PACKAGE_FILES) <= set(names)
    font_css = (tmp_path / names["vendor/atkinson/wght.css"]).read_text()
    font = "atkinson-hyperlegible-next-latin-wght-normal"
    assert Path(names[f"vendor/atkinson/files/{font}.woff2"]).name in font_css
    tokens = (tmp_path / names["trame/tokens.css"]).read_text()
    assert Path(names["trame/fine.woff2"]).name in tokens
    main = (tmp_path / names["trame/js/main.js"]).read_text()
    assert Path(names["trame/js/combobox.js"]).name in main
    assert (tmp_path / (names["vendor/htmx/htmx.min.js"] + ".br")).exists()
