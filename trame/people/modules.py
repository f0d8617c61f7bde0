"""Modules and facets: what a structure, or the profile of each reader, shows or leaves out.

A module is an entry or a gesture (« Bilans », « Ateliers »), a facet an optional field of the record forms. Each app
declares its own in its ready(). What is off leaves no trace in menus and forms; its pages explain (`gate`); what was
recorded stays, and stays counted. It is a matter of what is in sight, never of permission.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal

from django.http import HttpRequest
from django.urls import ResolverMatch

from .current import current_organisation
from .models import Organisation, User
from .readers import Reader


@dataclass(frozen=True, kw_only=True)
class Module:
    """`sentence` says in French what it is for. `profiles`: those for which it is on at first (None: all).

    `opt_in`: whoever has said no profile has everything, but for what waits until the structure turns it on.
    `namespaces` and `url_names` (« activity:workshop ») are the pages that belong to it, whatever their method.
    """

    code: str
    label: str
    sentence: str
    kind: Literal["module", "facet"] = "module"
    profiles: frozenset[str] | None = None
    opt_in: bool = False
    order: int = 0
    namespaces: tuple[str, ...] = ()
    url_names: tuple[str, ...] = ()

    def at_first(self, profile: str) -> bool:
        """Whether this profile has it at first; who has said no profile (« ») has everything that is not opt-in."""
        if not profile:
            return not self.opt_in
        return self.profiles is None or profile in self.profiles


_modules: dict[str, Module] = {}


def register(module: Module) -> None:
    """Declare a module or a facet; declaring the same code again replaces it."""
    _modules[module.code] = module


def register_pages(code: str, *url_names: str, namespaces: tuple[str, ...] = ()) -> None:
    """Add pages to a module that another app has declared. KeyError: it is not declared yet."""
    module = _modules[code]
    _modules[code] = replace(
        module, url_names=(*module.url_names, *url_names), namespaces=(*module.namespaces, *namespaces)
    )


def every() -> list[Module]:
    """All of them: modules first, each kind in its order."""
    return sorted(_modules.values(), key=lambda module: (module.kind == "facet", module.order, module.code))


def get(code: str) -> Module:
    """KeyError: nobody declared this code."""
    return _modules[code]


def of_page(match: ResolverMatch | None) -> Module | None:
    """The module that the page belongs to: the one that names it, else the one that has its namespace."""
    if match is None:
        return None
    named = (module for module in _modules.values() if match.view_name in module.url_names)
    housed = (module for module in _modules.values() if set(match.namespaces) & set(module.namespaces))
    return next(named, None) or next(housed, None)


def chosen(organisation: Organisation, code: str) -> bool | None:
    """What the structure has chosen: on, off, or None when it follows each reader's profile."""
    return True if code in organisation.modules_on else False if code in organisation.modules_off else None


def codes_on(reader: Reader) -> frozenset[str]:
    """The codes in sight of this reader, for her structure of the moment: one query, once per request.

    Who is no account (a link, a command, the public) has no profile and no structure: nothing is hidden.
    """
    if not isinstance(reader, User):
        return frozenset(_modules)
    # Kept on the account of the request: a switch of structure, or another profile, makes it stale at once.
    key = (reader.profile, reader.current_organisation_id)
    kept = vars(reader).get("_codes_on")
    if kept is None or kept[0] != key:
        kept = key, _codes(reader.profile, current_organisation(reader), _modules.values())
        vars(reader)["_codes_on"] = kept
    codes: frozenset[str] = kept[1]
    return codes


def _codes(profile: str, organisation: Organisation | None, modules: Iterable[Module]) -> frozenset[str]:
    def on(module: Module) -> bool:
        decided = chosen(organisation, module.code) if organisation else None
        return module.at_first(profile) if decided is None else decided

    return frozenset(module.code for module in modules if on(module))


def is_on(reader: Reader, code: str) -> bool:
    """Whether the module or the facet is in sight of this reader. KeyError: nobody declared this code."""
    return _modules[code].code in codes_on(reader)


def allows(code: str) -> Callable[[HttpRequest], bool]:
    """For `navigation.Entry(allowed=…)` and `register_target`: whether the module is on for who asks."""
    return lambda request: is_on(request.user, code)


def when_on(code: str, fill: Callable[[HttpRequest, Any], str]) -> Callable[[HttpRequest, Any], str]:
    """For `slots.register`: what `fill` gives, or nothing when the module is off for who reads."""
    return lambda request, obj: fill(request, obj) if is_on(request.user, code) else ""
