"""Every URL pattern of the site, found in the urlconf itself, so that no page can be forgotten."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Route:
    """One pattern: its full name (« report:list »), its route and its view."""

    name: str
    route: str
    view: Callable[..., Any]


def routes() -> list[Route]:
    """All routes, in the order of the urlconf. A pattern without name is an error: nothing could point to it."""
    found = list(_walk(get_resolver(), "", ()))
    assert all(route.name for route in found), [route.route for route in found if not route.name]
    return found


def _walk(resolver: URLResolver, prefix: str, namespaces: tuple[str, ...]) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = (*namespaces, entry.namespace) if entry.namespace else namespaces
            yield from _walk(entry, route, inner)
        elif isinstance(entry, URLPattern):
            yield Route(":".join((*namespaces, entry.name)) if entry.name else "", route, entry.callback)
