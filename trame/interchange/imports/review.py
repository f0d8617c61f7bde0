"""The dry run: figures of a plan, its problems grouped, and what writing it would create. Nothing is written."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from trame.people.models import Organisation
from trame.reference.nomenclatures import AgeBand, Channel, Gender, Material, Status, Topic

from . import matching
from .plan import Plan, PlannedActivity, PlannedPlace, Problem

NOT_STATED = "non_communique"
# Axis → its codes in the order of the screen. Months are in the order of the calendar.
AXES: dict[str, list[str]] = {
    "topic": Topic.values,
    "channel": Channel.values,
    "month": [],
    "material": Material.values,
    "gender": Gender.values,
    "age": AgeBand.values,
    "status": Status.values,
}


@dataclass(frozen=True)
class Figures:
    """`by`: axis → {code: attendances}; « non communiqué » is counted, a code that nobody has is absent."""

    activities: int
    attendances: int
    minutes: int
    by: dict[str, dict[str, int]]
    first_day: dt.date | None = None
    last_day: dt.date | None = None


def figures(activities: Collection[PlannedActivity]) -> Figures:
    """An accompaniment counts once per person and activity; an activity's minutes count once."""
    by: dict[str, Counter[str]] = {axis: Counter() for axis in AXES}
    for planned in activities:
        entry, heads = planned.entry, planned.entry.participants
        for axis, codes in (
            ("topic", entry.topics),
            ("material", entry.materials),
            ("channel", (entry.channel,)),
            ("month", (f"{entry.date:%Y-%m}",)),
        ):
            by[axis].update(dict.fromkeys(codes, heads))
        _count_people(planned, by)
    days = [planned.entry.date for planned in activities]
    return Figures(
        activities=len(activities),
        attendances=sum(planned.entry.participants for planned in activities),
        minutes=sum(planned.entry.minutes or 0 for planned in activities),
        by={axis: _ordered(counts, AXES[axis]) for axis, counts in by.items()},
        first_day=min(days, default=None),
        last_day=max(days, default=None),
    )


def _count_people(planned: PlannedActivity, by: dict[str, Counter[str]]) -> None:
    for person in planned.people:
        by["gender"][person.gender or NOT_STATED] += 1
        by["age"][person.age_band or NOT_STATED] += 1
        by["status"][person.status or NOT_STATED] += 1
    for axis in ("gender", "age", "status"):
        prefix = f"anonymous_{axis}_"
        stated = {k.removeprefix(prefix): n for k, n in planned.entry.anonymous.items() if k.startswith(prefix)}
        by[axis].update(stated)
        by[axis][NOT_STATED] += planned.entry.anonymous_total - sum(stated.values())


def _ordered(counts: Counter[str], order: list[str]) -> dict[str, int]:
    return {code: counts[code] for code in order or sorted(counts) if counts[code]}


@dataclass(frozen=True)
class ProblemGroup:
    """The same thing said of several rows."""

    column: str
    value: str
    message: str
    rows: list[int]


def grouped_problems(problems: Iterable[Problem]) -> list[ProblemGroup]:
    """Problems that only differ by their row, together, in the order of their first row."""
    rows: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for problem in problems:
        found = rows[problem.column, problem.value, problem.message]
        if problem.row is not None:
            found.append(problem.row)
    return [ProblemGroup(*key, numbers) for key, numbers in rows.items()]


@dataclass
class Review:
    """A plan seen from an organisation. `known`: source ids already imported there; `new_tags`: as spelt."""

    plan: Plan
    figures: Figures
    known: set[str] = field(default_factory=set)
    new_places: list[PlannedPlace] = field(default_factory=list)
    new_people: int = 0
    known_people: int = 0
    new_tags: list[str] = field(default_factory=list)

    @property
    def fresh(self) -> list[PlannedActivity]:
        """The activities that an import would write."""
        return [planned for planned in self.plan.activities if planned.entry.source_id not in self.known]

    @property
    def imported_rows(self) -> int:
        """Rows that an import brings in: none as soon as one is refused."""
        return 0 if self.plan.errors else sum(planned.rows for planned in self.fresh)

    @property
    def already_rows(self) -> int:
        return sum(planned.rows for planned in self.plan.activities) - sum(planned.rows for planned in self.fresh)

    def as_json(self) -> dict[str, Any]:
        """The figures describe the readable part of the file, whether it is new here or not; counts are rows."""
        return {
            "rows": self.plan.rows,
            "imported": self.imported_rows,
            "already": self.already_rows,
            "refused": self.plan.refused_rows,
            "errors": [vars(problem) for problem in self.plan.errors],
            "warnings": [vars(problem) for problem in self.plan.warnings],
            "activities": self.figures.activities,
            "attendances": self.figures.attendances,
            "minutes": self.figures.minutes,
            "by": self.figures.by,
        }


def review(plan: Plan, organisation: Organisation | None = None) -> Review:
    """The dry run of a plan; without organisation, nothing is known yet and everything would be created."""
    seen = Review(plan, figures(plan.activities))
    if organisation is not None:
        seen.known = matching.imported_ids(organisation, plan)
    fresh = seen.fresh
    places = matching.known_places(organisation) if organisation else {}
    people = matching.known_people(organisation) if organisation else {}
    named_tags = matching.tags_of(fresh)
    tags = matching.known_tags(organisation, named_tags.keys()) if organisation else set()
    seen.new_places = [place for key, place in matching.places_of(fresh).items() if key not in places]
    seen.new_tags = [name for key, name in named_tags.items() if key not in tags]
    named = matching.people_of(fresh).values()
    if organisation is not None:
        seen.known_people = sum(matching.match_key(organisation, person) in people for person in named)
    seen.new_people = len(named) - seen.known_people
    return seen
