"""Context processor of every page."""

from typing import Any

from django.http import HttpRequest

from .navigation import Shell


def shell(request: HttpRequest) -> dict[str, Any]:
    """`shell`: the menu, the reader and the theme (see `navigation.Shell`)."""
    return {"shell": Shell(request)}
