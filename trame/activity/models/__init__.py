"""Nouns of capture: Activity, Attendance, Beneficiary, Tag, and what goes with each."""

from .activity import Activity
from .beneficiary import Attendance, Beneficiary, pseudonyms
from .coordination import CoordinationDetails, Partner
from .counters import ANONYMOUS_COUNTERS, Counter
from .following import DistinctPeople, LevelReading, Objective, PersonMerge
from .habit import BulkChange, RecordTemplate, SavedFilter
from .moment import Moment, MomentKind
from .procedure import Procedure
from .residence import AnonymousResidence
from .tag import ActivityTag, DistinctTags, Tag, TagAlias, TagMerge, TagScope, tag_choices, tag_labels

__all__ = [
    "ANONYMOUS_COUNTERS",
    "Activity",
    "ActivityTag",
    "AnonymousResidence",
    "Attendance",
    "Beneficiary",
    "BulkChange",
    "CoordinationDetails",
    "Counter",
    "DistinctPeople",
    "DistinctTags",
    "LevelReading",
    "Moment",
    "MomentKind",
    "Objective",
    "Partner",
    "PersonMerge",
    "Procedure",
    "RecordTemplate",
    "SavedFilter",
    "Tag",
    "TagAlias",
    "TagMerge",
    "TagScope",
    "pseudonyms",
    "tag_choices",
    "tag_labels",
]
