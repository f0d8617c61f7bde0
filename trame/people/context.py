"""Context processor of every page."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from . import modules


def modules_in_sight(request: HttpRequest) -> dict[str, Any]:
    """`modules_on`: the codes of what is on for the reader, asked of the database only by a page that looks."""
    return {"modules_on": SimpleLazyObject(lambda: modules.codes_on(getattr(request, "user", AnonymousUser())))}
