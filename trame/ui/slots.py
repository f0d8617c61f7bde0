"""Emplacements: named places of a page where a higher app shows something, without the page knowing it.

A higher app registers in its ``ready()``; the lower template writes ``{% slot "activity.detail" activity %}``.
"""

from collections.abc import Callable
from typing import Any, TypeAlias

from django.http import HttpRequest
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

Filler: TypeAlias = Callable[[HttpRequest, Any], str]

_fillers: dict[str, list[tuple[int, Filler]]] = {}


def register(name: str, fill: Filler, order: int = 0) -> None:
    """`fill(request, obj)` gives HTML (a SafeString) or plain text (escaped); lowest `order` first, then first come."""
    fillers = _fillers.setdefault(name, [])
    fillers.append((order, fill))
    fillers.sort(key=lambda entry: entry[0])


def render(name: str, request: HttpRequest, obj: Any = None) -> SafeString:
    """Everything registered under `name`, one after the other; empty when nobody did."""
    parts = [conditional_escape(fill(request, obj)) for _, fill in _fillers.get(name, [])]
    return mark_safe("".join(parts))  # noqa: S308 (each part was escaped just above)
