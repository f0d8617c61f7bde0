"""Verbs of capture: the only writer of what happened. Each is atomic; each refusal is a French sentence by field."""

from .batches import delete_batch, forget_unused, record_batch
from .following import (
    PSEUDONYM_SIGNS,
    PersonDetails,
    correct_person,
    draw_pseudonym,
    follow_people,
    follow_person,
)
from .records import Recorded, delete_activity, record_activity, restore_activity, update_activity
from .refusals import ChangedMeanwhile, EntryRefused, NotAllowed, ReplayConflict
from .tags import tag_key, tags_named

__all__ = [
    "PSEUDONYM_SIGNS",
    "ChangedMeanwhile",
    "EntryRefused",
    "NotAllowed",
    "PersonDetails",
    "Recorded",
    "ReplayConflict",
    "correct_person",
    "delete_activity",
    "delete_batch",
    "draw_pseudonym",
    "follow_people",
    "follow_person",
    "forget_unused",
    "record_activity",
    "record_batch",
    "restore_activity",
    "tag_key",
    "tags_named",
    "update_activity",
]
