"""The filters of the list of activities: codes in the address, each read by itself, what cannot be read is said."""

import dataclasses
import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from trame.reference.nomenclatures import Channel, Kind, Topic
from trame.ui.typography import date_long, period

from .models.activity import ActivityQuerySet
from .words import SHORT_KINDS, short_topic

MAX_ID = 2**63 - 1
# Of who belongs to several structures: in none of them in particular. Not said, it is her structure of the moment.
EVERYWHERE = 0
# Field of Filters → its name in the address.
NAMES = {
    "organisation_id": "structure",
    "start": "du",
    "end": "au",
    "kind": "nature",
    "topic": "thematique",
    "place_id": "lieu",
    "channel": "canal",
    "everybody": "tous",
}
FIRST_YEAR = 2000


@dataclass(frozen=True)
class Filters:
    """What the list is limited to; an empty value limits nothing. `everybody`: not only the reader's own records."""

    organisation_id: int | None = None
    start: dt.date | None = None
    end: dt.date | None = None
    kind: str = ""
    topic: str = ""
    place_id: int | None = None
    channel: str = ""
    everybody: bool = False

    @property
    def chosen(self) -> list[str]:
        """Names of what limits the list, in the order of the chips; the two ends of the period are one."""
        names = ["period"] if self.start or self.end else []
        return names + [n for n in ("organisation_id", "kind", "topic", "place_id", "channel") if getattr(self, n)]

    def without(self, name: str) -> "Filters":
        if name == "period":
            return dataclasses.replace(self, start=None, end=None)
        if name == "organisation_id":
            return self.but(organisation_id=EVERYWHERE)
        return self.but(**{name: None if name == "place_id" else ""})

    def cleared(self) -> "Filters":
        return Filters(everybody=self.everybody)

    def but(self, **changes: Any) -> "Filters":
        return dataclasses.replace(self, **changes)

    def pairs(self) -> list[tuple[str, str]]:
        """(name, code) of the address, in a fixed order."""
        values = {NAMES[field]: _written(getattr(self, field)) for field in NAMES}
        return [(name, value) for name, value in values.items() if value]

    def query(self, page: int = 1) -> str:
        """« ?du=2026-03-01&nature=collectif », or "?" when nothing is limited."""
        return "?" + urlencode([*self.pairs(), *([("page", str(page))] if page > 1 else [])])

    def apply(self, activities: ActivityQuerySet, reader_id: int) -> ActivityQuerySet:
        limits: dict[str, Any] = {
            "date__gte": self.start,
            "date__lte": self.end,
            "kind": self.kind,
            "topics__contains": [self.topic] if self.topic else None,
            "organisation_id": self.organisation_id,
            "place_id": self.place_id,
            "channel": self.channel,
            "mediator_id": None if self.everybody else reader_id,
        }
        return activities.filter(**{name: value for name, value in limits.items() if value})


def parse(params: Mapping[str, str]) -> tuple[Filters, list[str]]:
    """The filters of an address, and one French sentence for each item left aside because it cannot be read."""
    read: dict[str, Any] = {}
    ignored: list[str] = []
    for field, name in NAMES.items():
        if not (text := params.get(name, "")):
            continue
        value = READERS[field](text)
        if value is None:
            ignored.append(f"Le filtre « {name} » de cette adresse ne se lit pas : il est laissé de côté.")
        else:
            read[field] = value
    if read.get("start") and read.get("end") and read["start"] > read["end"]:
        ignored.append("La période finissait avant d’avoir commencé : elle est remise dans l’ordre.")
        read["start"], read["end"] = read["end"], read["start"]
    return Filters(**read), ignored


def _day(text: str) -> dt.date | None:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return None
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year >= FIRST_YEAR else None


def _among(codes: list[str]) -> Any:
    return lambda text: text if text in codes else None


def _id(text: str) -> int | None:
    return int(text) if re.fullmatch(r"[1-9][0-9]{0,18}", text) and int(text) <= MAX_ID else None


READERS: dict[str, Any] = {
    "organisation_id": lambda text: EVERYWHERE if text == "toutes" else _id(text),
    "start": _day,
    "end": _day,
    "kind": _among(Kind.values),
    "topic": _among(Topic.values),
    "place_id": _id,
    "channel": _among(Channel.values),
    "everybody": lambda text: True if text == "1" else None,
}


def _written(value: Any) -> str:
    if isinstance(value, dt.date):
        return value.isoformat()
    if value is True:
        return "1"
    return "toutes" if type(value) is int and value == EVERYWHERE else str(value or "")


def label(filters: Filters, name: str, names: Mapping[str, str]) -> str:
    """What a chip says of one of `filters.chosen`; `names` has those of the place and of the structure."""
    if name == "period":
        return _period_label(filters)
    return {
        "kind": lambda: SHORT_KINDS[Kind(filters.kind)],
        "topic": lambda: short_topic(filters.topic),
        "organisation_id": lambda: names["organisation_id"],
        "place_id": lambda: names["place_id"],
        "channel": lambda: str(Channel(filters.channel).label),
    }[name]()


def _period_label(filters: Filters) -> str:
    if filters.start and filters.end:
        return period(filters.start, filters.end)
    return f"depuis le {date_long(filters.start)}" if filters.start else f"jusqu’au {date_long(filters.end)}"  # type: ignore[arg-type]
