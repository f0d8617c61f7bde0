"""What the next page says of what was just done, with the gesture that undoes it."""

from collections.abc import Sequence
from typing import Any, Literal, TypeAlias

from django.http import HttpRequest
from django.utils import timezone

from trame.ui.typography import hours, plural

from ..models import Activity
from ..rules.following import reminders
from ..words import day_word, in_one_line

Verb: TypeAlias = Literal["saved", "corrected", "deleted", "restored"]
KEY = "activity.after"


def remember(request: HttpRequest, verb: Verb, activity: Activity, *, newly_followed: bool = False) -> None:
    """Keep it in the session, not in a message: a double tap says it once.

    `newly_followed`: say her pseudonym, and whether her file is to be completed.
    """
    present = activity.attendances.select_related("beneficiary").first() if newly_followed else None
    person = present.beneficiary if present else None
    request.session[KEY] = {
        "verb": verb,
        "uuid": str(activity.client_uuid),
        "kind": activity.kind,
        "line": in_one_line(activity, timezone.localdate()),
        "pseudonym": person.pseudonym if person else "",
        "incomplete": str(person.client_uuid) if person and reminders(person) else "",
    }


def remember_visits(request: HttpRequest, visits: Sequence[Activity]) -> None:
    """The same for a whole half-day; its last line is the one to be recorded again."""
    lasted = sum(visit.minutes or 0 for visit in visits)
    request.session[KEY] = {
        "verb": "visits",
        "uuid": str(visits[0].client_uuid),
        "kind": visits[0].kind,
        "line": f"{plural(len(visits), 'visite')}, {hours(lasted)}, {day_word(visits[0].date, timezone.localdate())}",
        "pseudonym": "",
        "incomplete": "",
    }


def take(request: HttpRequest) -> dict[str, Any] | None:
    """What there is to say, once: {verb, uuid, kind, line, pseudonym, incomplete: her file (uuid)}."""
    said: dict[str, Any] | None = request.session.pop(KEY, None)
    return said
