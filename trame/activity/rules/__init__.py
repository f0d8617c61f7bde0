"""The rules of a record, in one place: forms, services and imports all ask `problems`."""

import datetime as dt

from trame.people.models import Membership

from ..entry import ActivityEntry
from . import coordination, facets, record
from .found import Problems
from .record import MAX_TAG_LENGTH, MAX_TAGS

__all__ = ["MAX_TAGS", "MAX_TAG_LENGTH", "Problems", "content_problems", "problems"]


def problems(
    entry: ActivityEntry, membership: Membership, today: dt.date, *, known_date: dt.date | None = None
) -> Problems:
    """What is wrong with a normalised entry: {field: [French sentences]}; empty when it can be written.

    Keys are fields of ActivityEntry (`place_id`, `anonymous_gender`…), plus `membership`. `known_date`: the date
    already recorded, on which the membership is not questioned again (an imported past may precede it).
    """
    found = content_problems(entry, today)
    rules = coordination if entry.of_coordination else record
    for key, message in rules.belonging(entry, membership, known_date):
        if key not in found:  # an impossible date needs no second reason
            found[key] = [message]
    return found


def content_problems(entry: ActivityEntry, today: dt.date) -> Problems:
    """The part of `problems` that needs neither database nor organisation: what the entry says, by itself."""
    found: Problems = {}
    said = coordination.said_alone if entry.of_coordination else record.said_alone
    for key, message in said(entry, today) + facets.said_alone(entry):
        found.setdefault(key, []).append(message)
    return found
