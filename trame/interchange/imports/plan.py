"""Plan: what a file asks to write, and what is wrong with it; the same shape for every partner, nothing written yet."""

import unicodedata
from dataclasses import dataclass, field

from trame.activity.entry import ActivityEntry


@dataclass(frozen=True)
class Problem:
    """One thing to say about a cell: `row` as the spreadsheet numbers it (None: the whole file), `column` its title."""

    row: int | None
    column: str
    value: str
    message: str


@dataclass(frozen=True)
class PlannedPlace:
    """A place as the file names it; `commune_code` is a present-day Insee code."""

    name: str
    address: str
    postal_code: str
    commune_code: str


@dataclass(frozen=True)
class PlannedPerson:
    """A named person at one activity. Codes are slugs, empty when not stated; `residence` a present-day Insee code."""

    label: str
    residence: str = ""
    gender: str = ""
    age_band: str = ""
    status: str = ""

    @property
    def identity(self) -> tuple[str, str]:
        """What tells two people apart in a file without identifiers: the name, and the commune.

        Case, spaces, the shape of an apostrophe and how an accent is encoded tell nothing.
        """
        spelt = unicodedata.normalize("NFC", self.label).replace("’", "'").replace("ʼ", "'")
        return " ".join(spelt.split()).casefold(), self.residence


@dataclass(frozen=True)
class PlannedActivity:
    """One activity: `rows` of the file it comes from; `entry` lacks its place, and its followed people are numbered
    -1, -2… in the order of `people`, until they are found or created."""

    rows: int
    entry: ActivityEntry
    place: PlannedPlace | None = None
    people: tuple[PlannedPerson, ...] = ()


@dataclass(kw_only=True)
class Plan:
    """Everything a file says. `rows`: lines of its table; `refused_rows`: those of activities with an error."""

    partner: str
    rows: int = 0
    refused_rows: int = 0
    declared_total: int | None = None
    origin: str = ""
    activities: list[PlannedActivity] = field(default_factory=list)
    errors: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
