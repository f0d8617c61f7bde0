"""Shared nomenclatures: stable slugs as codes (La Coop's where it has them), French labels, one line of help each.

The order of the members is the order on screen. A nomenclature's `unknown` member, where La Coop has one, is what is
shown for « non renseigné »: it is stored as an empty string or as a remainder of counters, never chosen silently.
"""

from .accompaniment import (
    ACCOMPANIMENT_KINDS,
    AGE_BAND_LIMITS,
    COORDINATION_KINDS,
    MEDIATION_TOPICS,
    PROCEDURE_TOPICS,
    AgeBand,
    Autonomy,
    Channel,
    DurationBand,
    Gender,
    Kind,
    Level,
    Material,
    Redirection,
    SessionsBand,
    Status,
    Topic,
    TopicFamily,
    Venue,
    age_band,
)
from .coordination import (
    PARTNER_TYPES,
    AnimationTopic,
    AnimationType,
    EventType,
    Initiative,
    Organiser,
    PartnershipNature,
    TerritorialLevel,
)
from .facets import AccessMode, Connection, Equipment, HalfDay, Origin, Payment, PublicKind, Setting, Skill, TimeNature
from .nomenclature import Nomenclature, codes, stated
from .procedures import Blocking, Mandate, Manner, Operator, Outcome

__all__ = [
    "ACCOMPANIMENT_KINDS", "AGE_BAND_LIMITS", "COORDINATION_KINDS", "MEDIATION_TOPICS", "PARTNER_TYPES",
    "PROCEDURE_TOPICS", "AccessMode", "AgeBand", "AnimationTopic", "AnimationType", "Autonomy", "Blocking", "Channel",
    "Connection", "DurationBand", "Equipment", "EventType", "Gender", "HalfDay", "Initiative", "Kind", "Level",
    "Mandate", "Manner", "Material", "Nomenclature", "Operator", "Organiser", "Origin", "Outcome", "PartnershipNature",
    "Payment", "PublicKind", "Redirection", "SessionsBand", "Setting", "Skill", "Status", "TerritorialLevel",
    "TimeNature", "Topic", "TopicFamily", "Venue", "age_band", "codes", "stated",
]  # fmt: skip
