"""Verbs of capture: the only writer of what happened. Each is atomic; each refusal is a French sentence by field."""

from ..person_entry import PersonDetails
from .batches import delete_batch, forget_unused, record_batch
from .bulk import change_many, forget_changes, plan_change, undo_change
from .concurrency import lock_unchanged, version_of
from .following import (
    PSEUDONYM_SIGNS,
    correct_person,
    draw_pseudonym,
    follow_people,
    follow_person,
    hand_over,
    open_file,
)
from .moments import MomentSaid, erase_moments, keep_moment, remove_moment
from .permanence import MAX_VISITS, Visits, VisitsConflict, record_visits
from .records import Recorded, delete_activity, record_activity, restore_activity, update_activity
from .refusals import ChangedMeanwhile, EntryRefused, NotAllowed, ReplayConflict
from .saved_filters import forget_filters, rename_filters, save_filters
from .tag_changes import (
    archive_tag,
    bring_back_tag,
    create_network_tag,
    forget_alias,
    leave_words_to_structures,
    make_personal,
    rename_tag,
    share_with_structure,
)
from .tag_merges import forget_in_merges, forget_old_merges, keep_apart, merge_tags, undo_merge
from .tags import bring_back_typed, known_words, tag_key, tags_named, usable_tags
from .templates import delete_template, keep_template, rename_template

__all__ = [
    "MAX_VISITS",
    "PSEUDONYM_SIGNS",
    "ChangedMeanwhile",
    "EntryRefused",
    "MomentSaid",
    "NotAllowed",
    "PersonDetails",
    "Recorded",
    "ReplayConflict",
    "Visits",
    "VisitsConflict",
    "archive_tag",
    "bring_back_tag",
    "bring_back_typed",
    "change_many",
    "correct_person",
    "create_network_tag",
    "delete_activity",
    "delete_batch",
    "delete_template",
    "draw_pseudonym",
    "erase_moments",
    "follow_people",
    "follow_person",
    "forget_alias",
    "forget_changes",
    "forget_filters",
    "forget_in_merges",
    "forget_old_merges",
    "forget_unused",
    "hand_over",
    "keep_apart",
    "keep_moment",
    "keep_template",
    "known_words",
    "leave_words_to_structures",
    "lock_unchanged",
    "make_personal",
    "merge_tags",
    "open_file",
    "plan_change",
    "record_activity",
    "record_batch",
    "record_visits",
    "remove_moment",
    "rename_filters",
    "rename_tag",
    "rename_template",
    "restore_activity",
    "save_filters",
    "share_with_structure",
    "tag_key",
    "tags_named",
    "undo_change",
    "undo_merge",
    "update_activity",
    "usable_tags",
    "version_of",
]
