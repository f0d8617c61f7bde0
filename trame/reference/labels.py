"""Names of nameless things: facts hold codes and ids; each app registers how its dimension is spelt for a reader.

`register("topic", fn)` in an app's ready(); statistics, report and exports then ask `labels("topic", codes, reader)`.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection
from typing import Any

from trame.prepared import rows_of
from trame.ui.typography import date_weekday, month_label

from .nomenclatures import (
    AccessMode,
    AgeBand,
    AnimationTopic,
    AnimationType,
    Autonomy,
    Blocking,
    Channel,
    Connection,
    DurationBand,
    Equipment,
    EventType,
    Gender,
    Initiative,
    Kind,
    Level,
    Mandate,
    Manner,
    Material,
    Operator,
    Organiser,
    Origin,
    Outcome,
    PartnershipNature,
    Payment,
    PublicKind,
    Redirection,
    SessionsBand,
    Setting,
    Skill,
    Status,
    TerritorialLevel,
    TimeNature,
    Topic,
    Venue,
)

Labeller = Callable[[Collection[str], Any], dict[str, str]]
Chooser = Callable[[Collection[int], Any], dict[str, str]]
_labellers: dict[str, Labeller] = {}
_choosers: dict[str, Chooser] = {}

NOMENCLATURE_DIMENSIONS = {
    "kind": Kind,
    "channel": Channel,
    "topic": Topic,
    "material": Material,
    "autonomy": Autonomy,
    "level": Level,
    "redirection": Redirection,
    "gender": Gender,
    "age": AgeBand,
    "status": Status,
    "duration": DurationBand,
    "sessions": SessionsBand,
    "venue": Venue,
    "animation_type": AnimationType,
    "animation_topic": AnimationTopic,
    "initiative": Initiative,
    "event_type": EventType,
    "organiser": Organiser,
    "territorial_level": TerritorialLevel,
    "partnership_nature": PartnershipNature,
    "setting": Setting,
    "access_mode": AccessMode,
    "payment": Payment,
    "public_kind": PublicKind,
    "origin": Origin,
    "equipment": Equipment,
    "connection": Connection,
    "skill": Skill,
    "time": TimeNature,
    "operator": Operator,
    "manner": Manner,
    "mandate": Mandate,
    "outcome": Outcome,
    "blocking": Blocking,
}


def register(dimension: str, labeller: Labeller) -> None:
    """Declare how codes of `dimension` are spelt. Raises ValueError when the dimension already has a labeller."""
    if dimension in _labellers:
        raise ValueError(f"dimension already registered: {dimension}")
    _labellers[dimension] = labeller


def labels(dimension: str, codes: Collection[str], reader: Any) -> dict[str, str]:
    """Code → French label for what `reader` may see; one without label keeps its code. KeyError: unknown dimension."""
    known = labelled(dimension, codes, reader)
    return {code: known.get(code, code) for code in codes}


def labelled(dimension: str, codes: Collection[str], reader: Any) -> dict[str, str]:
    """Code → French label of those that have one for this reader, and of no other. KeyError: unknown dimension."""
    if dimension in NOMENCLATURE_DIMENSIONS:
        known = {code: str(label) for code, label in NOMENCLATURE_DIMENSIONS[dimension].choices}
    else:
        known = _labellers[dimension](codes, reader)
    return {code: known[code] for code in codes if code in known}


def register_choices(dimension: str, chooser: Chooser) -> None:
    """Declare what one may choose among: `chooser(organisation_ids, reader)` gives code → label, in order.

    Raises ValueError when the dimension already has a chooser.
    """
    if dimension in _choosers:
        raise ValueError(f"choices already registered: {dimension}")
    _choosers[dimension] = chooser


def choices(dimension: str, organisation_ids: Collection[int], reader: Any) -> dict[str, str]:
    """Code → label of what `reader` may choose in these organisations. KeyError: nobody declared any."""
    return _choosers[dimension](organisation_ids, reader)


def dimensions() -> set[str]:
    """Every dimension that can be spelt."""
    return {*NOMENCLATURE_DIMENSIONS, *_labellers}


def commune_labels(codes: Collection[str], reader: Any) -> dict[str, str]:
    """Names of communes; homonyms among those asked carry their département: « Saint-Denis (93) »."""
    from .models import Commune

    found = rows_of(Commune.objects.filter(pk__any_of=codes).values_list("code", "name", "departement_id"))
    names = Counter(name for _, name, _ in found)
    return {code: name if names[name] == 1 else f"{name} ({departement})" for code, name, departement in found}


def month_labels(codes: Collection[str], reader: Any) -> dict[str, str]:
    """'2025-03' → « mars 2025 »."""
    return {code: month_label(code) for code in codes}


def day_labels(codes: Collection[str], reader: Any) -> dict[str, str]:
    """'2025-03-03' → « lundi 3 mars 2025 »."""
    return {code: date_weekday(dt.date.fromisoformat(code)) for code in codes}
