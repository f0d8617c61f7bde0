"""Static files taken from node_modules one by one: nothing else of a package is ever served."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.checks import CheckMessage, Error
from django.core.exceptions import ImproperlyConfigured, SuspiciousFileOperation
from django.core.files.storage import FileSystemStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

_FONT = "@fontsource-variable/atkinson-hyperlegible-next"
_FONT_FILES = [
    f"atkinson-hyperlegible-next-{subset}-wght-{style}.woff2"
    for subset in ("latin", "latin-ext")
    for style in ("normal", "italic")
]
# Served name → file of node_modules. bootstrap.min.css names its map: the manifest refuses a CSS naming a missing file.
PACKAGE_FILES: dict[str, str] = {
    "vendor/bootstrap/bootstrap.min.css": "bootstrap/dist/css/bootstrap.min.css",
    "vendor/bootstrap/bootstrap.min.css.map": "bootstrap/dist/css/bootstrap.min.css.map",
    "vendor/htmx/htmx.min.js": "htmx.org/dist/htmx.min.js",
    "vendor/atkinson/wght.css": f"{_FONT}/wght.css",
    "vendor/atkinson/wght-italic.css": f"{_FONT}/wght-italic.css",
    **{f"vendor/atkinson/files/{name}": f"{_FONT}/files/{name}" for name in _FONT_FILES},
}


class PackageStorage(FileSystemStorage):
    """The listed files under their served names; any other name is refused."""

    prefix = ""

    def __init__(self) -> None:
        super().__init__(location=settings.NODE_MODULES)

    def path(self, name: str) -> str:
        if name not in PACKAGE_FILES:
            raise SuspiciousFileOperation(f"{name} is not in PACKAGE_FILES")
        return super().path(PACKAGE_FILES[name])


class PackageFilesFinder(BaseFinder):
    """Finds PACKAGE_FILES; `collectstatic` and the development server both ask it."""

    def __init__(self, app_names: Iterable[str] | None = None, *args: Any, **kwargs: Any) -> None:
        self.storage = PackageStorage()

    def check(self, **kwargs: Any) -> list[CheckMessage]:
        missing = self._missing()
        if not missing:
            return []
        return [
            Error(
                f"Il manque {', '.join(missing)} dans node_modules.",
                hint="Lancez «\u202fnpm ci\u202f».",
                id="trame.E001",
            )
        ]

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        found = path in PACKAGE_FILES and self.storage.exists(path)
        if not found:
            return []
        return [self.storage.path(path)] if find_all else self.storage.path(path)

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterable[tuple[str, FileSystemStorage]]:
        if missing := self._missing():
            raise ImproperlyConfigured(
                f"Il manque {', '.join(missing)} dans node_modules\u00a0: lancez «\u202fnpm ci\u202f»."
            )
        return [(name, self.storage) for name in PACKAGE_FILES]

    def _missing(self) -> tuple[str, ...]:
        return tuple(source for name, source in PACKAGE_FILES.items() if not self.storage.exists(name))


# Modules in a folder js/ only: Django's own switch reads every script, and stumbles on comments of packages.
_MODULE_IMPORTS = (
    (r"""(?P<matched>import (?P<names>[^"';]+) from ["'](?P<url>\.[^"']+)["'];)""", 'import %(names)s from "%(url)s";'),
    (r"""(?P<matched>import ["'](?P<url>\.[^"']+)["'];)""", 'import "%(url)s";'),
)


class StaticStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise has no types
    """Hashed names inside the imports of our ES modules too, so that no module is served stale."""

    patterns = (*CompressedManifestStaticFilesStorage.patterns, ("*/js/*.js", _MODULE_IMPORTS))
