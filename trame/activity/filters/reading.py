"""Filters, read from an address and written back into one: what cannot be read is left aside, and said."""

import dataclasses
import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils import timezone

from ..models.activity import ActivityQuerySet
from .axes import AXES, MAX_ID
from .periods import DATES, PERIODS, bounds

# Of who belongs to several structures: in none of them in particular. Not said, it is her structure of the moment.
EVERYWHERE = 0
MAX_VALUES = 50
FIRST_YEAR, LAST_YEAR = 2000, 2100
NAMES = {"organisation_id": "structure", **{axis.code: axis.name for axis in AXES}}


@dataclass(frozen=True)
class Filters:
    """What the list is limited to; what is empty limits nothing. `everybody`: not only the reader's own records.

    `values`: code of an axis → its codes. `period` is one of PERIODS, and then `start` and `end` are empty.
    """

    organisation_id: int | None = None
    period: str = ""
    start: dt.date | None = None
    end: dt.date | None = None
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    everybody: bool = False

    @property
    def chosen(self) -> list[str]:
        """Names of what limits the list, in the order of the chips; the two ends of the period are one."""
        names = ["period"] if self.period or self.start or self.end else []
        names += ["organisation_id"] if self.organisation_id else []
        return names + [axis.code for axis in AXES if self.values.get(axis.code)]

    @property
    def days(self) -> tuple[dt.date | None, dt.date | None]:
        """First and last day, both included; None where nothing limits."""
        return bounds(self.period, timezone.localdate()) if self.period else (self.start, self.end)

    def without(self, name: str) -> "Filters":
        if name == "period":
            return self.but(period="", start=None, end=None)
        if name == "organisation_id":
            return self.but(organisation_id=EVERYWHERE)
        return self.but(values={code: values for code, values in self.values.items() if code != name})

    def having(self, code: str, *values: str) -> "Filters":
        """With these values of an axis in place of its own."""
        return self.but(values={**self.values, code: values})

    def on(self, day: dt.date) -> "Filters":
        return self.but(period="", start=day, end=day)

    def cleared(self) -> "Filters":
        return Filters(everybody=self.everybody)

    def but(self, **changes: Any) -> "Filters":
        return dataclasses.replace(self, **changes)

    def pairs(self) -> list[tuple[str, str]]:
        """(name, code) of the address, in a fixed order."""
        where = "toutes" if self.organisation_id == EVERYWHERE else str(self.organisation_id or "")
        said = [
            ("structure", where),
            ("periode", self.period),
            ("du", self.start.isoformat() if self.start else ""),
            ("au", self.end.isoformat() if self.end else ""),
            *((axis.name, value) for axis in AXES for value in self.values.get(axis.code, ())),
            ("tous", "1" if self.everybody else ""),
        ]
        return [(name, value) for name, value in said if value]

    def query(self) -> str:
        """« ?du=2026-03-01&nature=collectif », or "?" when nothing is limited."""
        return "?" + urlencode(self.pairs())

    def apply(self, activities: ActivityQuerySet, reader_id: int) -> ActivityQuerySet:
        start, end = self.days
        limits = {"date__gte": start, "date__lte": end, "organisation_id": self.organisation_id}
        if not self.everybody:
            limits["mediator_id"] = reader_id
        activities = activities.filter(**{name: value for name, value in limits.items() if value})
        for axis in AXES:
            if values := self.values.get(axis.code):
                activities = activities.filter(axis.condition(values))
        return activities


def parse(params: QueryDict) -> tuple[Filters, list[str]]:
    """The filters of an address, and one French sentence for each that is left aside because it cannot be read."""
    ignored: list[str] = []
    values: dict[str, tuple[str, ...]] = {}
    for axis in AXES:
        sent = [text for text in params.getlist(axis.name) if text]
        read = tuple(dict.fromkeys(value for text in sent if (value := axis.read(text)) is not None))[:MAX_VALUES]
        if len(set(sent)) > len(read):
            ignored.append(aside(axis.name, in_part=bool(read)))
        if read:
            values[axis.code] = read
    read_ones = {name: _read(params, name, reader, ignored) for name, reader in _SINGLE.items()}
    period, (start, end) = read_ones["periode"] or "", _ordered(read_ones["du"], read_ones["au"], ignored)
    if period in PERIODS:
        start = end = None
    filters = Filters(
        organisation_id=read_ones["structure"],
        period=period if period != DATES else "",
        start=start,
        end=end,
        values=values,
        everybody=bool(read_ones["tous"]) or "mediator" in values,
    )
    return filters, ignored


def aside(name: str, *, in_part: bool = False) -> str:
    if in_part:
        return f"Une partie du filtre « {name} » de cette adresse ne se lit pas : elle est laissée de côté."
    return f"Le filtre « {name} » de cette adresse ne se lit pas : il est laissé de côté."


def _read(params: QueryDict, name: str, reader: Any, ignored: list[str]) -> Any:
    if not (text := params.get(name, "")):
        return None
    if (value := reader(text)) is None:
        ignored.append(aside(name))
    return value


def _ordered(start: dt.date | None, end: dt.date | None, ignored: list[str]) -> tuple[dt.date | None, dt.date | None]:
    if start and end and start > end:
        ignored.append("La période finissait avant d’avoir commencé : elle est remise dans l’ordre.")
        return end, start
    return start, end


def _day(text: str) -> dt.date | None:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return None
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None


def _structure(text: str) -> int | None:
    if text == "toutes":
        return EVERYWHERE
    return int(text) if re.fullmatch(r"[1-9][0-9]{0,18}", text) and int(text) <= MAX_ID else None


_SINGLE: dict[str, Any] = {
    "structure": _structure,
    "periode": lambda text: text if text in PERIODS or text == DATES else None,
    "du": _day,
    "au": _day,
    "tous": lambda text: True if text == "1" else None,
}
