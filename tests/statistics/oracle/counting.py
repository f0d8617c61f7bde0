"""What every figure should be, counted one by one in plain Python: no SQL, no view, no engine.

Each indicator is counted from what its definition says, never from its formula.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from trame.activity.entry import ProcedureSaid

from .coordination import bases_of_coordination, figures_of_coordination
from .expected import UNKNOWN, Expected
from .keeping import Kept, first_arrivals, kept_accompaniments, kept_coordination
from .worlds import World
from .writing import Ids


@dataclass(frozen=True)
class Counted:
    """`bases`: by code of base; `figures`: by code of indicator, those of coordination apart."""

    bases: dict[str, int]
    figures: dict[str, Expected]
    coordination: dict[str, Expected]
    crossable: int


@dataclass(frozen=True)
class Asked:
    """A scope in the words of the worlds."""

    structures: tuple[str, ...]
    start: dt.date
    end: dt.date
    filters: dict[str, Any] = field(default_factory=dict)


def count(world: World, ids: Ids, asked: Asked) -> Counted:
    where = (asked.structures, asked.start, asked.end, asked.filters)
    kept, apart = kept_accompaniments(world, *where), kept_coordination(world, *where)
    people = _people(kept, first_arrivals(world))
    bases = _bases(kept, asked) | bases_of_coordination(apart)
    figures = (
        _totals(kept, people, first_arrivals(world)) | _where(kept, ids) | _what(kept, ids) | _of_one_person(kept)
        | _public(kept) | _procedures(kept) | _follow_up(kept, people) | _time(kept, ids, asked)
    )  # fmt: skip
    return Counted(bases, figures, figures_of_coordination(apart), sum(one.certain for one in kept))


def rows(kept: Iterable[Kept], weight: Callable[[Kept], int], codes: Callable[[Kept], Collection[str]]) -> Expected:
    """The weight of each record in each of its codes, or in UNKNOWN when it has none."""
    found: Counter[str] = Counter()
    for one in kept:
        for code in codes(one) or (UNKNOWN,):
            found[code] += weight(one)
    return Expected(rows=dict(found), unknown=found[UNKNOWN])


def heads(kept: Kept) -> int:
    return kept.heads


def one(_: object) -> int:
    return 1


def minutes(kept: Kept) -> int:
    return kept.entry.minutes or 0


def alone(kept: Iterable[Kept]) -> list[Kept]:
    return [one for one in kept if one.entry.kind == "individuel"]


def together(kept: Iterable[Kept]) -> list[Kept]:
    return [one for one in kept if one.entry.kind == "collectif"]


def said(name: str) -> Callable[[Kept], Collection[str]]:
    """What the entry says in one word."""
    return lambda kept: {getattr(kept.entry, name)} - {UNKNOWN}


def all_procedures(kept: Iterable[Kept]) -> list[ProcedureSaid]:
    return [procedure for one in kept for procedure in one.entry.procedures]


# Totals


def _bases(kept: list[Kept], asked: Asked) -> dict[str, int]:
    procedures = all_procedures(kept)
    pairs = [one for one in alone(kept) if one.entry.skill_at_start and one.entry.skill_after]
    told = [one for one in kept if one.entry.date >= first_day_told(asked)]
    return {
        "attendances": sum(map(heads, kept)),
        "individual_attendances": sum(map(heads, alone(kept))),
        "skill_pairs": sum(map(heads, pairs)),
        "attendances_of_days": sum(map(heads, told)),
        "minutes": sum(map(minutes, kept)),
        "time_noted": sum(sum(times(one).values()) for one in kept),
        "procedures": len(procedures),
        "procedures_in_place_of": sum(said.manner == "a_la_place" for said in procedures),
        "blocked_procedures": sum(said.outcome == "bloquee" for said in procedures),
        "successful_procedures": sum(said.outcome == "aboutie" for said in procedures),
        "outcomes": sum(bool(said.outcome) for said in procedures),
        "followed_attendances": sum(len(one.present) for one in kept),
        "activities": len(kept),
        "individual_activities": len(alone(kept)),
        "workshops": len(together(kept)),
        "followed_people": len({person.person for one in kept for person in one.present}),
        "anonymous_attendances": sum(one.anonymous for one in kept),
        "activity_weeks": len(weeks(kept)),
    }


ADMINISTRATIVE = {
    "aide_aux_demarches_administratives", "papiers_elections_citoyennete", "famille_scolarite", "social_sante",
    "travail_formation", "logement", "transports_mobilite", "argent_impots", "justice", "etrangers_europe",
    "loisirs_sports_culture", "associations",
}  # fmt: skip


def _totals(kept: list[Kept], people: list["Came"], arrivals: dict[int, int]) -> dict[str, Expected]:
    anonymous = sum(one.anonymous for one in kept)
    new = sum(arrivals[who.person.index] == one.rank for one in kept for who in one.present)
    told = sum(one.counted.get(("venue", code), 0) for one in kept for code in ("new", "known"))
    homes = {who.person.residence for one in kept for who in one.present}
    homes |= {code for one in kept for dimension, code in one.counted if dimension == "residence"}
    communes = rows(kept, one, lambda kept: {kept.record.commune} - {UNKNOWN})
    places = rows(kept, one, lambda kept: {kept.record.place} - {UNKNOWN})
    return {
        "attendances": Expected(sum(map(heads, kept))),
        "activities": Expected(len(kept)),
        "individual_activities": Expected(len(alone(kept))),
        "workshops": Expected(len(together(kept))),
        "workshop_attendances": Expected(sum(map(heads, together(kept)))),
        "followed_people": Expected(len(people)),
        "anonymous_attendances": Expected(anonymous),
        "beneficiaries": Expected(len(people) + anonymous),
        "first_times": Expected(new + sum(one.counted.get(("venue", "new"), 0) for one in kept), anonymous - told),
        "minutes": Expected(sum(map(minutes, kept))),
        "procedure_attendances": Expected(
            sum(one.heads for one in kept if set(one.entry.topics) & ADMINISTRATIVE),
            sum(one.heads for one in kept if not one.entry.topics),
        ),
        "active_mediators": Expected(len({one.record.by for one in kept})),
        "active_places": Expected(len(places.rows.keys() - {UNKNOWN}), places.unknown),
        "activity_communes": Expected(len(communes.rows.keys() - {UNKNOWN}), communes.unknown),
        "residence_communes": Expected(len(homes - {UNKNOWN}), _public(kept)["attendances_by_residence"].unknown),
    }


# Breakdowns by what the activity says


def _where(kept: list[Kept], ids: Ids) -> dict[str, Expected]:
    def place(kept: Kept) -> Collection[str]:
        return {str(ids.places[kept.record.place])} if kept.record.place else ()

    def mediator(kept: Kept) -> Collection[str]:
        return {str(ids.mediators[kept.record.by])}

    def structure(kept: Kept) -> Collection[str]:
        return {str(ids.structures[kept.record.structure])}

    found = {}
    for name, weight in (("attendances", heads), ("activities", one), ("minutes", minutes)):
        found[f"{name}_by_place"] = rows(kept, weight, place)
        found[f"{name}_by_mediator"] = rows(kept, weight, mediator)
        found[f"{name}_by_organisation"] = rows(kept, weight, structure)
    found["attendances_by_commune"] = rows(kept, heads, lambda kept: {kept.record.commune} - {UNKNOWN})
    found["attendances_by_channel"] = rows(kept, heads, said("channel"))
    return found


def _what(kept: list[Kept], ids: Ids) -> dict[str, Expected]:
    def every_topic(kept: Kept) -> Collection[str]:
        return {*kept.entry.topics, *kept.entry.secondary_topics}

    def tags(kept: Kept) -> Collection[str]:
        return {str(ids.tags[kept.record.structure, word]) for word in kept.entry.tags}

    return {
        "attendances_by_kind": rows(kept, heads, said("kind")),
        "minutes_by_kind": rows(kept, minutes, said("kind")),
        "attendances_by_topic": rows(kept, heads, lambda kept: kept.entry.topics),
        "attendances_by_any_topic": rows(kept, heads, every_topic),
        "attendances_by_material": rows(kept, heads, lambda kept: kept.entry.materials),
        "attendances_by_tag": rows(kept, heads, tags),
        "activities_by_level": rows(together(kept), one, said("level")),
        **{
            f"attendances_by_{name}": rows(kept, heads, said(name))
            for name in ("setting", "access_mode", "payment", "public_kind")
        },
    }


SKILLS = ["grand_debutant", "debutant", "intermediaire", "a_l_aise"]


def _of_one_person(kept: list[Kept]) -> dict[str, Expected]:
    def towards(kept: Kept) -> Collection[str]:
        if kept.entry.redirected is None:
            return ()
        return {kept.entry.redirection or "non_precise"} if kept.entry.redirected else {"non"}

    def skills(kept: Kept) -> tuple[str, str]:
        return kept.entry.skill_at_start, kept.entry.skill_after

    redirections = rows(alone(kept), one, towards)
    pairs = [(skills(each), each.heads) for each in alone(kept)]
    better = sum(n for (low, high), n in pairs if low and high and SKILLS.index(high) > SKILLS.index(low))
    return {
        "activities_by_autonomy": rows(alone(kept), one, said("autonomy")),
        "activities_by_redirection": Expected(
            sum(each.entry.redirected is True for each in alone(kept)),
            redirections.unknown,
            {code: n for code, n in redirections.rows.items() if code != "non"},
        ),
        "attendances_by_equipment": rows(alone(kept), heads, lambda kept: kept.entry.equipment_at_start),
        **{
            f"attendances_by_{name}": rows(alone(kept), heads, said(name))
            for name in ("origin", "connection_at_start", "skill_at_start", "skill_after")
        },
        "skill_progress": Expected(better, sum(n for pair, n in pairs if not all(pair))),
    }


def _procedures(kept: list[Kept]) -> dict[str, Expected]:
    every = all_procedures(kept)

    def by(name: str, among: list[ProcedureSaid] = every) -> Expected:
        found = Counter(getattr(procedure, name) for procedure in among)
        return Expected(rows=dict(found), unknown=found[UNKNOWN])

    return {
        "procedures": Expected(len(every)),
        "successful_procedures": Expected(
            sum(procedure.outcome == "aboutie" for procedure in every),
            sum(not procedure.outcome for procedure in every),
        ),
        **{f"procedures_by_{name}": by(name) for name in ("domain", "operator", "manner", "outcome")},
        "procedures_by_mandate": by("mandate", [each for each in every if each.manner == "a_la_place"]),
        "procedures_by_blocking": by("blocking", [each for each in every if each.outcome == "bloquee"]),
        "successful_procedures_by_domain": by("domain", [each for each in every if each.outcome == "aboutie"]),
        "blocked_procedures_by_operator": by("operator", [each for each in every if each.outcome == "bloquee"]),
    }


# Breakdowns by who is there


def _public(kept: list[Kept]) -> dict[str, Expected]:
    return {f"attendances_by_{name}": _by_person(kept, name) for name in ("gender", "age", "status", "residence")}


def _by_person(kept: list[Kept], dimension: str) -> Expected:
    """Each followed person under what she says; of the anonymous ones, what the counters say, the rest unknown."""
    found: Counter[str] = Counter()
    for each in kept:
        found.update(who.said(dimension) for who in each.present)
        counted = {code: n for (own, code), n in each.counted.items() if own == dimension}
        found.update(counted)
        found[UNKNOWN] += each.anonymous - sum(counted.values())
    return Expected(rows=dict(found), unknown=found[UNKNOWN])


@dataclass(frozen=True)
class Came:
    """A followed person over the scope: how many times, in how many months, whether her first time is one of them."""

    times: int
    months: int
    new: bool


def _people(kept: list[Kept], arrivals: dict[int, int]) -> list[Came]:
    came: dict[int, list[Kept]] = {}
    for each in kept:
        for who in each.present:
            came.setdefault(who.person.index, []).append(each)
    return [
        Came(
            len(times),
            len({(each.entry.date.year, each.entry.date.month) for each in times}),
            any(each.rank == arrivals[index] for each in times),
        )
        for index, times in came.items()
    ]


SESSIONS = ((1, "1"), (2, "2"), (5, "3_5"), (10, "6_10"))


def _follow_up(kept: list[Kept], people: list[Came]) -> dict[str, Expected]:
    anonymous = Counter({code: 0 for code in ("new", "known")})
    for each in kept:
        anonymous.update({code: n for (own, code), n in each.counted.items() if own == "venue"})
    bands = Counter(next((band for most, band in SESSIONS if who.times <= most), "more") for who in people)
    return {
        "followed_people_by_venue": Expected(rows=dict(Counter("new" if who.new else "known" for who in people))),
        "anonymous_by_venue": Expected(
            rows=dict(anonymous), unknown=sum(each.anonymous for each in kept) - anonymous.total()
        ),
        "people_seen_again": Expected(sum(who.times > 1 for who in people)),
        "sessions_per_person": Expected(sum(who.times for who in people)),
        "regular_people": Expected(sum(who.months > 2 for who in people)),
        "people_by_sessions": Expected(rows=dict(bands)),
    }


# Time


def times(kept: Kept) -> dict[str, int]:
    entry = kept.entry
    return {
        "avec_les_personnes": entry.minutes or 0,
        "preparation": entry.preparation_minutes or 0,
        "trajet": entry.travel_minutes or 0,
        "coordination": entry.coordination_minutes or 0,
    }


def duration(hours: float) -> str:
    return "30" if hours < 0.5 else "60" if hours < 1 else "120" if hours < 2 else "more"


def weeks(kept: Iterable[Kept]) -> set[tuple[str, int, int]]:
    return {(each.record.by, *each.entry.date.isocalendar()[:2]) for each in kept}


def first_day_told(asked: Asked) -> dt.date:
    """All the days of 62 at most, else the last 30."""
    return asked.start if (asked.end - asked.start).days < 62 else asked.end - dt.timedelta(days=29)


def _time(kept: list[Kept], ids: Ids, asked: Asked) -> dict[str, Expected]:
    natures: Counter[str] = Counter()
    for each in kept:
        natures.update(times(each))
    told = [each for each in kept if each.entry.date >= first_day_told(asked)]
    halves = {(each.record.by, each.entry.date, half) for each in kept for half in each.entry.half_days}
    return {
        "minutes_by_nature": Expected(rows=dict(natures)),
        "attendances_by_duration": rows(kept, heads, lambda kept: {duration(minutes(kept) / 60)}),
        "half_days": Expected(len(halves), sum(not each.entry.half_days for each in kept)),
        "attendances_by_month": rows(kept, heads, lambda kept: {kept.entry.date.isoformat()[:7]}),
        "attendances_by_day": rows(told, heads, lambda kept: {kept.entry.date.isoformat()}),
        "activity_days": Expected(len({(each.record.by, each.entry.date) for each in kept})),
        "activity_weeks": Expected(len(weeks(kept))),
        "activities_per_week": Expected(len(kept)),
        "minutes_per_individual_activity": Expected(sum(map(minutes, alone(kept)))),
        "minutes_per_workshop": Expected(sum(map(minutes, together(kept)))),
        "attendances_per_workshop": Expected(sum(map(heads, together(kept)))),
    }
