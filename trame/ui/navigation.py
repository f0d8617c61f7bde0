"""Navigation: the menu, filled by the higher apps in their ``ready()``; ui itself names no URL of theirs."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, TypeAlias

from django.http import HttpRequest
from django.urls import reverse

from .secret_addresses import is_secret

Target: TypeAlias = Literal["home", "record", "account", "logout", "switch"]
Allow: TypeAlias = Callable[[HttpRequest], bool]

THEME_COOKIE = "theme"
THEMES = ("light", "dark")


def _everybody(request: HttpRequest) -> bool:
    return True


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line of the menu. `match`: URL namespaces whose pages show this entry as the current one; a name without
    namespace counts by its first word (« mfa » for `mfa_index`).

    `dock`: also in the phone's dock (two at most before the « + », one after), with `short_label` when given.
    `allowed(request)`: whether this reader has the entry; it leaves no trace for the others.
    """

    label: str
    url_name: str
    icon: str
    order: int
    dock: bool = False
    short_label: str = ""
    match: tuple[str, ...] = ()
    allowed: Allow = _everybody


@dataclass(frozen=True)
class Identity:
    """Who reads, for which organisation; `others`: (value, name) of the organisations she may read for instead."""

    reader: str = ""
    organisation: str = ""
    others: tuple[tuple[str, str], ...] = ()


Identify: TypeAlias = Callable[[HttpRequest], Identity]


@dataclass(frozen=True)
class Link:
    label: str
    short_label: str
    url: str
    icon: str
    current: bool


_entries: dict[str, Entry] = {}
_targets: dict[str, tuple[str, Allow]] = {}
_identify: list[Identify] = []


def register(entry: Entry) -> None:
    """Add a menu entry; registering the same `url_name` again replaces it."""
    _entries[entry.url_name] = entry


def register_match(url_name: str, namespace: str) -> None:
    """Show an entry already registered as the current one on the pages of one more namespace, of a higher app."""
    entry = _entries[url_name]
    _entries[url_name] = replace(entry, match=(*entry.match, namespace))


def register_target(target: Target, url_name: str, allowed: Allow | None = None) -> None:
    """Where a fixed gesture of the shell goes: the brand, « Enregistrer », the account, signing out, another structure.

    `allowed(request)`: whether this reader may do it; the gesture is not shown to the others.
    """
    _targets[target] = url_name, allowed or _everybody


def register_identity(identify: Identify) -> None:
    """`identify(request)` says who is reading; called only for a signed-in reader, once a page."""
    _identify[:] = [identify]


class Shell:
    """What base.html asks, computed only when asked: a fragment answered to htmx pays nothing."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def _current(self) -> str:
        match = self._request.resolver_match
        if match is None:
            return ""
        if match.view_name in _entries:
            return match.view_name
        families = set(match.namespaces) or {match.view_name.partition("_")[0]}
        return next((e.url_name for e in _entries.values() if set(e.match) & families), "")

    @cached_property
    def _allowed(self) -> list[Entry]:
        return [e for e in sorted(_entries.values(), key=lambda e: e.order) if e.allowed(self._request)]

    @cached_property
    def entries(self) -> list[Link]:
        return [self._link(entry) for entry in self._allowed]

    @cached_property
    def dock(self) -> list[Link]:
        return [self._link(entry) for entry in self._allowed if entry.dock][:3]

    @property
    def dock_before(self) -> list[Link]:
        return self.dock[:2]

    @property
    def dock_after(self) -> list[Link]:
        return self.dock[2:]

    @cached_property
    def menu_is_current(self) -> bool:
        return any(link.current for link in self.entries) and not any(link.current for link in self.dock)

    def _link(self, entry: Entry) -> Link:
        return Link(
            label=entry.label,
            short_label=entry.short_label or entry.label,
            url=reverse(entry.url_name),
            icon=entry.icon,
            current=entry.url_name == self._current,
        )

    def _target(self, target: Target) -> str:
        if target not in _targets:
            return ""
        url_name, allowed = _targets[target]
        return reverse(url_name) if allowed(self._request) else ""

    @property
    def home_url(self) -> str:
        return self._target("home") or "/"

    @cached_property
    def record_url(self) -> str:
        return self._target("record")

    @property
    def account_url(self) -> str:
        return self._target("account")

    @property
    def logout_url(self) -> str:
        return self._target("logout")

    @cached_property
    def _identity(self) -> Identity:
        user = getattr(self._request, "user", None)
        return _identify[0](self._request) if _identify and user and user.is_authenticated else Identity()

    @property
    def reader_name(self) -> str:
        return self._identity.reader

    @property
    def organisation_name(self) -> str:
        return self._identity.organisation

    @property
    def other_organisations(self) -> tuple[tuple[str, str], ...]:
        return self._identity.others

    @property
    def switch_url(self) -> str:
        return self._target("switch")

    @property
    def page(self) -> str:
        """Where the switch comes back: the same page without its filters, which are those of one organisation."""
        request = self._request
        return request.path if request.method in ("GET", "HEAD") and not is_secret(request.path) else "/"

    @property
    def here(self) -> str:
        """Where the theme switch comes back: an address that holds a secret is written nowhere else."""
        return "/" if is_secret(self._request.path) else self._request.get_full_path()

    @property
    def theme(self) -> str:
        """'light', 'dark', or '' to follow the system."""
        theme = self._request.COOKIES.get(THEME_COOKIE, "")
        return theme if theme in THEMES else ""
