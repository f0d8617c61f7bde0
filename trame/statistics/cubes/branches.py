"""The SELECT that fills each cube: (number, keys, sums), put together in one statement by fetching.py."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from trame.facts import packing

from ..periods import days_told, months_between
from ..scopes import Scope
from . import cells
from .cells import Keys, Value
from .picking import PICKED, Sql, of_attendances, of_structures
from .relations import ACTIVITY_MEASURES, COUNTER_MEASURES, PROFILE_MEASURES

Read = Callable[[Keys], dict[str, Value]]


@dataclass(frozen=True)
class Branch:
    """Rows of one cube: `keys` and `sums` are SQL, `source` is « FROM … WHERE … »; `by`: GROUP BY, else the keys."""

    name: str
    keys: Sequence[str]
    measures: Sequence[str]
    sums: Sequence[str]
    source: Sql
    read: Read
    by: str = ""

    def sql(self, number: int) -> str:
        listed, summed = ", ".join(f"{key}::text" for key in self.keys), ", ".join(self.sums)
        by = f" GROUP BY {self.by or ', '.join(self.keys)}" if self.keys else ""
        return f"SELECT {number}, ARRAY[{listed}]::text[], ARRAY[{summed}]::bigint[] {self.source.text}{by}"


def rows() -> Sql:
    """« FROM … WHERE … » of the rows of activities, alias t (picking.picked)."""
    return Sql(f"FROM {PICKED} AS t WHERE TRUE")


def named(*columns: str) -> Read:
    """Keys are the columns of these names, as they are."""
    return lambda keys: dict(zip(columns, keys, strict=True))


def profile(scope: Scope) -> Branch:
    """Activities by all that each says in one word."""
    measures = {**PROFILE_MEASURES, "crossable": "SUM(t.crossable)" if scope.public else "SUM(t.attendances)"}
    keys = ("t.profile", "t.has", "(t.half_days <> 0)::integer")
    return Branch("profile", keys, [*measures], [*measures.values()], rows(), cells.profile)


def counters(scope: Scope) -> Branch:
    """One row: the sum of each counter of anonymous participants."""
    source = rows()
    source.and_("t.anonymous > 0")
    return Branch(COUNTERS, (), [*COUNTER_MEASURES], [*COUNTER_MEASURES.values()], source, named())


COUNTERS, ANONYMOUS_RESIDENCES = "counters", "anonymous_residences"


def anonymous_residences(scope: Scope) -> Branch:
    """With a filter on people, only where every anonymous participant is kept: nothing says who lives where."""
    source = _of_each_activity("fact_anonymous", "r", packing.WITH_RESIDENCES)
    source.and_("r.dimension = 'residence'")
    if scope.public and scope.public[0] == "residence":
        source.and_("r.code = ANY(%s)", list(scope.public[1]))
    elif scope.public:
        source.and_("s.all_anonymous")
    return Branch(ANONYMOUS_RESIDENCES, ("r.code",), ("n",), ("SUM(r.n)",), source, named("code"))


# The activities that have rows in other facts, sought once for the three branches that need them.
EXTRA = "with_more_facts"


def with_more_facts(scope: Scope) -> Sql:
    source = rows()
    source.and_("t.has <> 0")
    kept = "(t.anonymous > 0 AND t.attendances = t.crossable)" if scope.public else "TRUE"
    source.text = f"SELECT t.activity_id, t.attendances, t.has, {kept} AS all_anonymous {source.text}"
    return source


def _of_each_activity(fact: str, alias: str, has: int) -> Sql:
    """OFFSET 0: sought activity by activity, through its key; joined freely, the whole fact could be read."""
    own = f"SELECT * FROM {fact} AS o WHERE o.activity_id = s.activity_id OFFSET 0"
    return Sql(f"FROM {EXTRA} AS s CROSS JOIN LATERAL ({own}) AS {alias} WHERE s.has & {has} <> 0")


def tags(scope: Scope) -> Branch:
    source = _of_each_activity("fact_activity_tag", "g", packing.TAGGED)
    sums = ("COUNT(*)", "SUM(s.attendances)")
    return Branch("tags", ("g.tag_id",), ("activities", "attendances"), sums, source, named("code"))


PROCEDURE_COLUMNS = ("domain", "operator", "manner", "mandate", "outcome", "blocking")


def procedures(scope: Scope) -> Branch:
    source = _of_each_activity("fact_procedure", "d", packing.WITH_PROCEDURES)
    keys = [f"d.{column}" for column in PROCEDURE_COLUMNS]
    return Branch("procedures", keys, ("procedures",), ("COUNT(*)",), source, named(*PROCEDURE_COLUMNS))


# Cubes that one reading of the rows fills: each is a grouping set, told by the column that it alone has.
Sets: TypeAlias = dict[str, tuple[str, tuple[str, ...], Read]]
SETS_OF_ACTIVITIES: Sets = {
    "places": ("t.commune_code", ("t.place_id", "t.commune_code"), named("place", "commune")),
    "months": ("t.month", ("(t.profile & 3)", "t.month"), cells.months),
    "team": ("t.mediator_id", ("(t.profile & 3)", "t.mediator_id", "t.organisation_id"), cells.team),
    "sets": (
        "t.topics",
        ("(t.profile & 3)", "t.topics", "t.secondary_topics", "t.materials", "t.equipment_at_start"),
        cells.sets,
    ),
}


SETS_OF_ATTENDANCES: Sets = {
    "persons": ("p.profile", ("p.profile",), cells.person),
    "residences": ("p.residence_code", ("p.residence_code",), named("residence")),
}


@dataclass(frozen=True)
class GroupingSets:
    """Those of `sets` that are asked, in one SELECT: `measures` are name → SQL."""

    sets: Sets
    measures: Mapping[str, str]
    source: Sql

    @property
    def keys(self) -> list[str]:
        return list(dict.fromkeys(key for _, keys, _ in self.sets.values() for key in keys))

    def sql(self, number: int) -> str:
        told = ", ".join(column for column, _, _ in self.sets.values())
        listed = ", ".join(f"{key}::text" for key in self.keys)
        by = ", ".join(f"({', '.join(keys)})" for _, keys, _ in self.sets.values())
        sums = ", ".join(self.measures.values())
        return (
            f"SELECT {number} + GROUPING({told}), ARRAY[{listed}]::text[], ARRAY[{sums}]::bigint[] "
            f"{self.source.text} GROUP BY GROUPING SETS ({by})"
        )

    def readers(self, number: int) -> dict[int, Branch]:
        """GROUPING has the bit of each column that a row is not grouped by: all but that of its own set."""
        last = len(self.sets) - 1
        every = (1 << len(self.sets)) - 1
        return {number + every - (1 << (last - rank)): self._branch(name) for rank, name in enumerate(self.sets)}

    def _branch(self, name: str) -> Branch:
        _, own, read = self.sets[name]
        places = [self.keys.index(key) for key in own]
        measures = [*self.measures]
        return Branch(name, own, measures, (), self.source, lambda keys: read([keys[place] for place in places]))


def grouping_sets(scope: Scope, names: Collection[str]) -> list[GroupingSets]:
    """Those that fill the cubes of these names."""
    said = {name: found for name, found in SETS_OF_ACTIVITIES.items() if name in names}
    known = {name: found for name, found in SETS_OF_ATTENDANCES.items() if name in names}
    found = []
    if said:
        found.append(GroupingSets(said, ACTIVITY_MEASURES, rows()))
    if known:
        found.append(GroupingSets(known, {"attendances": "COUNT(*)"}, _attendances(scope)))
    return found


def people(scope: Scope) -> Branch:
    """Different followed people: how many times each came, whether one of them was her first, in how many months."""
    first = packing.PERSON["first_time"]
    source = _attendances(scope)
    length = months_between(scope.start, scope.end)
    # A bit by month; a period of more months than a bigint has bits takes a string of them, slower.
    one, bits = ("1::bigint", 64) if length < BITS else (f"1::bit({length})", length)
    source.text = (
        f"FROM (SELECT COUNT(*) AS sessions, MIN({first.sql('p.profile')}) AS first, "
        f"BIT_COUNT(BIT_OR({one} << (p.month - %s::integer))::bit({bits})) "
        f"AS months {source.text} GROUP BY p.person_id) AS q"
    )
    source.parameters.insert(0, cells.month_number(scope.start.isoformat()[:7]))
    keys, sums = ("q.sessions", "q.first", "q.months"), ("COUNT(*)", "SUM(q.sessions)")
    return Branch("people", keys, ("people", "attendances"), sums, source, cells.people)


BITS = 63


def days(scope: Scope) -> Branch:
    """Accompaniments day by day, of the days that are told one by one."""
    start, end = days_told(scope.start, scope.end)
    source = rows()
    source.and_("t.date BETWEEN %s AND %s", start, end)
    keys = (f"(t.date - DATE '{cells.FIRST_DAY}')",)
    return Branch("days", keys, ("attendances",), ("SUM(t.attendances)",), source, cells.days)


def _attendances(scope: Scope) -> Sql:
    where = of_attendances(scope)
    return Sql(f"FROM kept_attendance AS p WHERE {where.text}", where.parameters)


def calendar(scope: Scope) -> Branch:
    """A day, or a half-day, of a mediator counts once, whatever its activities; then a week, whatever its days."""
    source = rows()
    source.text = (
        "FROM (SELECT d.mediator_id, COUNT(*) AS days, SUM((d.said & 1) + (d.said >> 1 & 1)) AS half_days "
        f"FROM (SELECT t.mediator_id, t.date, BIT_OR(t.half_days) AS said {source.text} "
        f"GROUP BY t.mediator_id, t.date) AS d GROUP BY d.mediator_id, (d.date - DATE '{A_MONDAY}') / 7) AS q"
    )
    sums = ("SUM(q.days)", "SUM(q.half_days)", "COUNT(*)")
    return Branch("calendar", ("q.mediator_id",), ("days", "half_days", "weeks"), sums, source, named("mediator"))


A_MONDAY = "1900-01-01"


COORDINATION_COLUMNS = ("kind", "animation_type", "event_type", "initiative", "territorial_level", "month")
COORDINATION_SUMS = ("minutes", "mediators", "structures", "others", "participants")


def coordination(scope: Scope) -> Branch:
    source = _apart(scope, "fact_coordination")
    keys = [f"c.{column}" for column in (*COORDINATION_COLUMNS, "mediator_id")]
    sums = ["COUNT(*)", *(f"SUM(c.{column})" for column in COORDINATION_SUMS)]
    read = named(*COORDINATION_COLUMNS, "mediator")
    return Branch("coordination", keys, ("activities", *COORDINATION_SUMS), sums, source, read)


def choices(scope: Scope) -> Branch:
    source = _apart(scope, "fact_coordination_choice")
    keys, sums = ("c.dimension", "c.code"), ("COUNT(DISTINCT c.activity_id)",)
    by = "GROUPING SETS ((c.dimension, c.code), (c.dimension))"
    return Branch("choices", keys, ("activities",), sums, source, named("dimension", "code"), by)


def partners(scope: Scope) -> Branch:
    source = _apart(scope, "fact_coordination_partner")
    return Branch("partners", ("c.type",), ("partners",), ("COUNT(*)",), source, named("type"))


def _apart(scope: Scope, fact: str) -> Sql:
    """Coordination has no place, no topic and nobody of its own, and a network is told nothing of it."""
    where = of_structures(scope, "c")
    asked = (scope.place_ids, scope.commune_codes, scope.kinds, scope.topics, scope.tag_ids, scope.channels)
    if any(asked) or scope.settings or scope.public or scope.network_id is not None:
        where.and_("FALSE")
    return Sql(f"FROM {fact} AS c WHERE {where.text}", where.parameters)


BRANCHES: dict[str, Callable[[Scope], Branch]] = {
    "profile": profile,
    "people": people,
    "days": days,
    "tags": tags,
    "procedures": procedures,
    "calendar": calendar,
    "coordination": coordination,
    "choices": choices,
    "partners": partners,
}
