"""The SELECT that fills each cube: (number, keys, sums), put together in one statement by fetching.py."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from trame.facts import packing

from ..scopes import Scope
from . import cells
from .cells import Keys, Value
from .picking import Sql, activities, of_attendances, of_structures
from .relations import ACTIVITY_MEASURES, COUNTER_MEASURES, PROFILE_MEASURES

Read = Callable[[Keys], dict[str, Value]]


@dataclass(frozen=True)
class Branch:
    """Rows of one cube: `keys` and `sums` are SQL, `source` is « FROM … WHERE … »; `grouped`: GROUP BY, or nothing."""

    name: str
    keys: Sequence[str]
    measures: Sequence[str]
    sums: Sequence[str]
    source: Sql
    read: Read
    grouped: bool = True

    def sql(self, number: int) -> str:
        listed, summed = ", ".join(f"{key}::text" for key in self.keys), ", ".join(self.sums)
        by = f" GROUP BY {', '.join(self.keys)}" if self.grouped and self.keys else ""
        return f"SELECT {number}, ARRAY[{listed}]::text[], ARRAY[{summed}]::bigint[] {self.source.text}{by}"


def named(*columns: str) -> Read:
    """Keys are the columns of these names, as they are."""
    return lambda keys: dict(zip(columns, keys, strict=True))


def profile(scope: Scope) -> Branch:
    """Activities by all that each says in one word."""
    measures = {**PROFILE_MEASURES, "crossable": "SUM(t.crossable)" if scope.public else "SUM(t.attendances)"}
    keys = ("t.profile", "t.has", "(t.half_days <> 0)::integer")
    return Branch("profile", keys, [*measures], [*measures.values()], activities(scope), cells.profile)


def counters(scope: Scope) -> Branch:
    """One row: the sum of each counter of anonymous participants."""
    source = activities(scope)
    source.and_("t.anonymous > 0")
    return Branch(COUNTERS, (), [*COUNTER_MEASURES], [*COUNTER_MEASURES.values()], source, named())


COUNTERS, ANONYMOUS_RESIDENCES = "counters", "anonymous_residences"


def anonymous_residences(scope: Scope) -> Branch:
    """With a filter on people, only where every anonymous participant is kept: nothing says who lives where."""
    source = Sql(f"FROM {EXTRA} AS s INNER JOIN fact_anonymous AS r ON r.activity_id = s.activity_id WHERE TRUE")
    source.and_(f"s.has & {packing.WITH_RESIDENCES} <> 0 AND r.dimension = 'residence'")
    if scope.public and scope.public[0] == "residence":
        source.and_("r.code = ANY(%s)", list(scope.public[1]))
    elif scope.public:
        source.and_("s.all_anonymous")
    return Branch(ANONYMOUS_RESIDENCES, ("r.code",), ("n",), ("SUM(r.n)",), source, named("code"))


# The activities that have rows in other facts, sought once for the three branches that need them.
EXTRA = "with_more_facts"


def with_more_facts(scope: Scope) -> Sql:
    source = activities(scope)
    source.and_("t.has <> 0")
    kept = "t.attendances = t.crossable" if scope.public else "TRUE"
    source.text = f"SELECT t.activity_id, t.attendances, t.has, {kept} AS all_anonymous {source.text}"
    return source


def tags(scope: Scope) -> Branch:
    source = Sql(f"FROM {EXTRA} AS s INNER JOIN fact_activity_tag AS g ON g.activity_id = s.activity_id WHERE TRUE")
    source.and_(f"s.has & {packing.TAGGED} <> 0")
    sums = ("COUNT(*)", "SUM(s.attendances)")
    return Branch("tags", ("g.tag_id",), ("activities", "attendances"), sums, source, named("code"))


PROCEDURE_COLUMNS = ("domain", "operator", "manner", "mandate", "outcome", "blocking")


def procedures(scope: Scope) -> Branch:
    source = Sql(f"FROM {EXTRA} AS s INNER JOIN fact_procedure AS d ON d.activity_id = s.activity_id WHERE TRUE")
    source.and_(f"s.has & {packing.WITH_PROCEDURES} <> 0")
    keys = [f"d.{column}" for column in PROCEDURE_COLUMNS]
    return Branch("procedures", keys, ("procedures",), ("COUNT(*)",), source, named(*PROCEDURE_COLUMNS))


# Cubes that one reading of the rows fills: each is a grouping set, told by the column that it alone has.
GROUPING_SETS: dict[str, tuple[str, tuple[str, ...], Read]] = {
    "places": ("t.commune_code", ("t.place_id", "t.commune_code"), named("place", "commune")),
    "months": ("t.month", ("(t.profile & 3)", "t.month", "t.mediator_id", "t.organisation_id"), cells.months),
    "sets": (
        "t.topics",
        ("(t.profile & 3)", "t.topics", "t.secondary_topics", "t.materials", "t.equipment_at_start"),
        cells.sets,
    ),
}


@dataclass(frozen=True)
class GroupingSets:
    """The branches of GROUPING_SETS that are asked, in one SELECT."""

    names: Sequence[str]
    source: Sql

    @property
    def keys(self) -> list[str]:
        return list(dict.fromkeys(key for name in self.names for key in GROUPING_SETS[name][1]))

    def sql(self, number: int) -> str:
        told = ", ".join(GROUPING_SETS[name][0] for name in self.names)
        listed = ", ".join(f"{key}::text" for key in self.keys)
        by = ", ".join(f"({', '.join(GROUPING_SETS[name][1])})" for name in self.names)
        sums = ", ".join(ACTIVITY_MEASURES.values())
        return (
            f"SELECT {number} + GROUPING({told}), ARRAY[{listed}]::text[], ARRAY[{sums}]::bigint[] "
            f"{self.source.text} GROUP BY GROUPING SETS ({by})"
        )

    def readers(self, number: int) -> dict[int, Branch]:
        """GROUPING has the bit of each column that a row is not grouped by: all but that of its own set."""
        last = len(self.names) - 1
        every = (1 << len(self.names)) - 1
        return {number + every - (1 << (last - rank)): self._branch(name) for rank, name in enumerate(self.names)}

    def _branch(self, name: str) -> Branch:
        _, own, read = GROUPING_SETS[name]
        places = [self.keys.index(key) for key in own]
        measures = [*ACTIVITY_MEASURES]
        return Branch(name, own, measures, (), self.source, lambda keys: read([keys[place] for place in places]))


def persons(scope: Scope) -> Branch:
    source = _attendances(scope)
    return Branch("persons", ("p.profile",), ("attendances",), ("COUNT(*)",), source, cells.person)


def residences(scope: Scope) -> Branch:
    source = _attendances(scope)
    return Branch("residences", ("p.residence_code",), ("attendances",), ("COUNT(*)",), source, named("residence"))


def people(scope: Scope) -> Branch:
    """Different followed people, by how many times each came, and whether one of these times was her first."""
    first = packing.PERSON["first_time"]
    source = _attendances(scope)
    source.text = (
        f"FROM (SELECT COUNT(*) AS sessions, MIN((p.profile >> {first.shift}) & {first.mask}) AS newcomer "
        f"{source.text} GROUP BY p.person_id) AS q"
    )
    sums = ("COUNT(*)", "SUM(q.sessions)")
    return Branch("people", ("q.sessions", "q.newcomer"), ("people", "attendances"), sums, source, cells.people)


def _attendances(scope: Scope) -> Sql:
    where = of_attendances(scope)
    return Sql(f"FROM kept_attendance AS p WHERE {where.text}", where.parameters)


def calendar(scope: Scope) -> Branch:
    """A day, or a half-day, of a mediator counts once, whatever its activities."""
    source = activities(scope)
    source.text = (
        f"FROM (SELECT t.mediator_id, BIT_OR(t.half_days) AS said {source.text} GROUP BY t.mediator_id, t.date) AS q"
    )
    sums = ("COUNT(*)", "SUM((q.said & 1) + (q.said >> 1 & 1))")
    return Branch("calendar", ("q.mediator_id",), ("days", "half_days"), sums, source, named("mediator"))


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
    keys = ("c.dimension", "c.code")
    return Branch("choices", keys, ("activities",), ("COUNT(*)",), source, named("dimension", "code"))


def partners(scope: Scope) -> Branch:
    source = _apart(scope, "fact_coordination_partner")
    return Branch("partners", ("c.type",), ("partners",), ("COUNT(*)",), source, named("type"))


def _apart(scope: Scope, fact: str) -> Sql:
    """Coordination has no place, no topic and nobody of its own, and a network is told nothing of it."""
    where = of_structures(replace(scope, mediator_ids=()), "c")
    if scope.mediator_ids:
        own = "SELECT 1 FROM fact_coordination AS o WHERE o.activity_id = c.activity_id AND o.mediator_id = ANY(%s)"
        where.and_(f"EXISTS ({own})", list(scope.mediator_ids))
    asked = (scope.place_ids, scope.commune_codes, scope.kinds, scope.topics, scope.tag_ids, scope.channels)
    if any(asked) or scope.settings or scope.public or scope.network_id is not None:
        where.and_("FALSE")
    return Sql(f"FROM {fact} AS c WHERE {where.text}", where.parameters)


BRANCHES: dict[str, Callable[[Scope], Branch]] = {
    "profile": profile,
    "persons": persons,
    "residences": residences,
    "people": people,
    "tags": tags,
    "procedures": procedures,
    "calendar": calendar,
    "coordination": coordination,
    "choices": choices,
    "partners": partners,
}
NEED_EXTRA = frozenset({"tags", "procedures", ANONYMOUS_RESIDENCES})
