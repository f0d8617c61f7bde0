"""What was understood, as plain values: codes as in ActivityEntry, for JSON."""

import dataclasses
import datetime as dt
from typing import Any

from ..entry import ProcedureSaid
from .known import KnownPlace
from .people import Group
from .understood import Span, Understood


def as_dict(understood: Understood) -> dict[str, Any]:
    """Every field, said or not (None, "", []), then what gave them and what gave nothing."""
    place = {"id": understood.place_id, "name": understood.place_name} if understood.place_id is not None else None
    return {
        "phrase": understood.phrase,
        "kind": str(understood.kind) or None,
        "date": understood.date.isoformat() if understood.date else None,
        "minutes": understood.minutes,
        "channel": str(understood.channel) or None,
        "place": place,
        "commune": understood.commune_code,
        "topics": list(understood.topics),
        "materials": list(understood.materials),
        "title": understood.title,
        "tags": list(understood.tags),
        "autonomy": understood.autonomy,
        "level": understood.level,
        "redirected": understood.redirected,
        "redirection": understood.redirection,
        "participants": understood.anonymous_total,
        "counters": dict(understood.counters),
        "residence": understood.residence,
        "procedures": [_procedure(said) for said in understood.procedures],
        "half_days": list(understood.half_days),
        "preparation_minutes": understood.preparation_minutes,
        "travel_minutes": understood.travel_minutes,
        **{name: understood.facets.get(name, "") for name in FACETS},
        "understood": [_span(span) for span in understood.spans],
        "not_understood": list(understood.left),
        "problems": list(understood.problems),
    }


FACETS = ("setting", "access_mode", "payment", "origin", "public_kind", "skill_at_start")


def _procedure(said: ProcedureSaid) -> dict[str, str]:
    return {name: value for name, value in dataclasses.asdict(said).items() if value}


def _span(span: Span) -> dict[str, Any]:
    return {"words": span.words, "says": {name: _value(value) for name, value in span.says}}


def _value(value: object) -> Any:
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, KnownPlace):
        return value.name
    if isinstance(value, Group):
        return {"number": value.number, **value.axes}
    if isinstance(value, tuple):
        return [_value(one) for one in value]
    return value if isinstance(value, bool | int) or value is None else str(value)
