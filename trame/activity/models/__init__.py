"""Nouns of capture: Activity, Attendance, Beneficiary, Tag."""

from .activity import Activity
from .beneficiary import Attendance, Beneficiary, pseudonyms
from .counters import ANONYMOUS_COUNTERS, Counter
from .residence import AnonymousResidence
from .tag import ActivityTag, Tag, tag_labels

__all__ = [
    "ANONYMOUS_COUNTERS",
    "Activity",
    "ActivityTag",
    "AnonymousResidence",
    "Attendance",
    "Beneficiary",
    "Counter",
    "Tag",
    "pseudonyms",
    "tag_labels",
]
