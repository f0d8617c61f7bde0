"""What a scope keeps of a world, record by record: which accompaniments, and of each, which of the people present."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from trame.activity.entry import ActivityEntry

from .worlds import PEOPLE, Person, Record

BANDS = [
    ("moins_de_douze", range(-200, 12)),
    ("douze_dix_huit", range(12, 18)),
    ("dix_huit_vingt_quatre", range(18, 25)),
    ("vingt_cinq_trente_neuf", range(25, 40)),
    ("quarante_cinquante_neuf", range(40, 60)),
    ("soixante_soixante_neuf", range(60, 70)),
    ("soixante_dix_plus", range(70, 200)),
]


@dataclass(frozen=True)
class Present:
    """Somebody followed, and what is known of her on that day."""

    person: Person
    age: str

    def said(self, dimension: str) -> str:
        """Her code in a dimension of people; empty when not stated."""
        return self.age if dimension == "age" else getattr(self.person, dimension)


@dataclass(frozen=True)
class Kept:
    """A record, with the people who count; `counted`: (dimension, code) → how many of the `anonymous` ones.

    `certain`: of the people who count, those whose other characteristics are known beside the one that is filtered.
    """

    rank: int
    record: Record
    present: tuple[Present, ...]
    anonymous: int
    counted: dict[tuple[str, str], int]
    certain: int

    @property
    def entry(self) -> ActivityEntry:
        return self.record.entry

    @property
    def heads(self) -> int:
        return len(self.present) + self.anonymous


def kept_accompaniments(
    world: tuple[Record, ...], structures: tuple[str, ...], start: dt.date, end: dt.date, asked: dict[str, Any]
) -> list[Kept]:
    """The accompaniments of the scope; with a filter on people, those where one of these people at least was."""
    inside = [
        (rank, record)
        for rank, record in enumerate(world)
        if not record.entry.of_coordination and _is_inside(record, structures, start, end) and _matches(record, asked)
    ]
    found = [_everybody(rank, record) for rank, record in inside]
    if "public" not in asked:
        return found
    kept = (_only(one, *asked["public"]) for one in found)
    return [one for one in kept if one.heads]


def kept_coordination(
    world: tuple[Record, ...], structures: tuple[str, ...], start: dt.date, end: dt.date, asked: dict[str, Any]
) -> list[Record]:
    """Coordination is filtered by its mediator only."""
    return [
        record
        for record in world
        if record.entry.of_coordination
        and _is_inside(record, structures, start, end)
        and record.by in asked.get("mediator_ids", (record.by,))
    ]


def first_arrivals(world: tuple[Record, ...]) -> dict[int, int]:
    """Person → rank of the record of her first time, whatever the scope."""
    living = [(record.entry.date, rank, record) for rank, record in enumerate(world) if not record.deleted]
    first: dict[int, int] = {}
    for _, rank, record in sorted(living, key=lambda one: one[:2]):
        for index, _ in record.seen:
            first.setdefault(index, rank)
    return first


def _is_inside(record: Record, structures: tuple[str, ...], start: dt.date, end: dt.date) -> bool:
    return not record.deleted and record.structure in structures and start <= record.entry.date <= end


def _matches(record: Record, asked: dict[str, Any]) -> bool:
    said: dict[str, tuple[str, ...]] = {
        "mediator_ids": (record.by,),
        "place_ids": (record.place,),
        "commune_codes": (record.commune,),
        "kinds": (record.entry.kind,),
        "topics": record.entry.topics,
        "tag_ids": record.entry.tags,
        "channels": (record.entry.channel,),
        "settings": (record.entry.setting,),
    }
    return all(set(codes) & set(said[name]) for name, codes in asked.items() if name != "public")


def _everybody(rank: int, record: Record) -> Kept:
    entry = record.entry
    counted = {_of_counter(name): n for name, n in entry.anonymous.items() if n}
    counted |= {("residence", code): n for code, n in (entry.anonymous_residences or {}).items() if n}
    present = tuple(Present(PEOPLE[index], age(PEOPLE[index], entry.date.year, band)) for index, band in record.seen)
    return Kept(rank, record, present, entry.anonymous_total, counted, len(present) + entry.anonymous_total)


def _of_counter(name: str) -> tuple[str, str]:
    if name in ("anonymous_new", "anonymous_known"):
        return "venue", name.removeprefix("anonymous_")
    _, dimension, code = name.split("_", 2)
    return dimension, code


def _only(kept: Kept, dimension: str, codes: tuple[str, ...]) -> Kept:
    """The people who have one of these codes. Nothing says what else the anonymous ones are, unless all of them are."""
    present = tuple(one for one in kept.present if one.said(dimension) in codes)
    anonymous = sum(n for (own, code), n in kept.counted.items() if own == dimension and code in codes)
    everyone = anonymous == kept.anonymous
    counted = {
        (own, code): n
        for (own, code), n in kept.counted.items()
        if (code in codes if own == dimension else everyone)
    }  # fmt: skip
    return Kept(kept.rank, kept.record, present, anonymous, counted, len(present) + anonymous * everyone)


def age(person: Person, year: int, declared: str) -> str:
    if person.birth_year is not None:
        return next(band for band, ages in BANDS if year - person.birth_year in ages)
    return declared or person.age_band
