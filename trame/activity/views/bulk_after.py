"""What the next page says of a change made to many activities at once, or undone."""

from typing import Any

from django.http import HttpRequest

KEY = "activity.bulk"


def remember(request: HttpRequest, **said: Any) -> None:
    """Kept in the session, not in a message: sending twice says it once."""
    request.session[KEY] = said


def take(request: HttpRequest) -> dict[str, Any] | None:
    """What there is to say, once."""
    said: dict[str, Any] | None = request.session.pop(KEY, None)
    return said
