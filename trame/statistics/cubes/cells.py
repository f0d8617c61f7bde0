"""Cell: one group of rows of a cube, and how the keys that PostgreSQL groups by are read."""

import datetime as dt
from dataclasses import dataclass
from typing import TypeAlias

from trame.facts import packing
from trame.reference.nomenclatures import SessionsBand, Venue

from .relations import REGULAR_MONTHS, SETS

Value: TypeAlias = "str | tuple[str, ...] | None"
Keys: TypeAlias = "list[str | None]"


@dataclass(frozen=True)
class Cell:
    """What the rows of the group all say, and what they add up to."""

    said: dict[str, Value]
    sums: dict[str, int]


Cells: TypeAlias = dict[str, list[Cell]]
SKILL_RANKS = {code: rank for rank, code in enumerate(packing.ACTIVITY["skill_at_start"].codes)}


def profile(keys: Keys) -> dict[str, Value]:
    """Packed profile, what other facts it has, whether it says its half-days."""
    packed, has, half_day = (int(key or 0) for key in keys)
    said: dict[str, Value] = {column: field.code(packed) for column, field in packing.ACTIVITY.items()}
    said["tagged"] = packing.YES if has & packing.TAGGED else None
    said["half_day_said"] = packing.YES if half_day else None
    before, after = said["skill_at_start"], said["skill_after"]
    said["skill_change"] = None
    if isinstance(before, str) and isinstance(after, str):
        change = SKILL_RANKS[after] - SKILL_RANKS[before]
        said["skill_change"] = "up" if change > 0 else "down" if change < 0 else "same"
    said["redirected_to"] = (said["redirection"] or "non_precise") if said["redirected"] == packing.YES else None
    return said


def person(keys: Keys) -> dict[str, Value]:
    packed = int(keys[0] or 0)
    return {column: field.code(packed) for column, field in packing.PERSON.items()}


def sets(keys: Keys) -> dict[str, Value]:
    kind, *bits = (int(key or 0) for key in keys)
    said: dict[str, Value] = {"kind": _kind(kind)}
    for (name, column), value in zip(SETS.items(), bits, strict=True):
        said[name] = packing.codes_of(column, value)
    said["any_topic"] = packing.codes_of("topics", bits[0] | bits[1])
    return said


def months(keys: Keys) -> dict[str, Value]:
    kind, month = (int(key or 0) for key in keys)
    return {"kind": _kind(kind), "month": month_code(month)}


def team(keys: Keys) -> dict[str, Value]:
    kind, mediator, organisation = keys
    return {"kind": _kind(int(kind or 0)), "mediator": mediator, "organisation": organisation}


SESSIONS_UP_TO = ((1, SessionsBand.ONCE), (2, SessionsBand.TWICE), (5, SessionsBand.FROM_3), (10, SessionsBand.FROM_6))


def people(keys: Keys) -> dict[str, Value]:
    """How many times each came, the rank of the best answer to « is it her first time? », in how many months."""
    sessions, first, months = (int(key or 0) for key in keys)
    band = next((band for most, band in SESSIONS_UP_TO if sessions <= most), SessionsBand.OVER_10)
    return {
        "sessions": band.value,
        "venue": (Venue.NEW if first == 1 else Venue.KNOWN).value,
        "regular": packing.YES if months >= REGULAR_MONTHS else None,
    }


FIRST_DAY = dt.date(2000, 1, 1)


def days(keys: Keys) -> dict[str, Value]:
    """The number of the day since FIRST_DAY: how a date is written is the server's choice."""
    return {"day": (FIRST_DAY + dt.timedelta(days=int(keys[0] or 0))).isoformat()}


def _kind(rank: int) -> str | None:
    return packing.ACTIVITY["kind"].codes[rank - 1] if rank else None


def month_number(month: str) -> int:
    """« 2025-03 » as kept_activity numbers it."""
    return int(month[:4]) * 12 + int(month[5:]) - 1


def month_code(number: int) -> str:
    return f"{number // 12:04d}-{number % 12 + 1:02d}"
