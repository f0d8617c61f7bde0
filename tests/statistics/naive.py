"""What every figure should be, counted from the entries one by one in plain Python: no SQL, no view, no engine."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from trame.activity.entry import ActivityEntry


@dataclass(frozen=True)
class Person:
    gender: str = ""
    birth_year: int | None = None
    age_band: str = ""
    status: str = ""
    residence: str = ""


@dataclass(frozen=True)
class Record:
    """An entry as recorded: `rank` is its order of arrival, `mediator` the id of who recorded it."""

    rank: int
    entry: ActivityEntry
    deleted: bool
    mediator: str = ""
    commune: str = ""


Count = dict[str, Counter[str]]
NUMBERS = "numbers"
BANDS = [
    ("moins_de_douze", range(-200, 12)),
    ("douze_dix_huit", range(12, 18)),
    ("dix_huit_vingt_quatre", range(18, 25)),
    ("vingt_cinq_trente_neuf", range(25, 40)),
    ("quarante_cinquante_neuf", range(40, 60)),
    ("soixante_soixante_neuf", range(60, 70)),
    ("soixante_dix_plus", range(70, 200)),
]


def count(records: list[Record], people: dict[int, Person], start: dt.date, end: dt.date) -> Count:
    """{"numbers": {total: n}, breakdown: {code: n}}; nothing stated has no row, nothing not stated has one."""
    kept = [record for record in records if not record.deleted]
    found: Count = {NUMBERS: Counter()}
    arrivals = _first_arrivals(kept)
    for record in kept:
        if start <= record.entry.date <= end:
            _activity(record.entry, found)
            for participant in record.entry.followed:
                person = people[participant.beneficiary_id]
                _add(found, "first_times", arrivals[participant.beneficiary_id] == record.rank)
                _add(found, "by_gender", 1, person.gender)
                _add(found, "by_status", 1, person.status)
                _add(found, "by_residence", 1, person.residence)
                _add(found, "by_age", 1, _age(person, record.entry.date.year, participant.age_band))
    during = [record for record in kept if start <= record.entry.date <= end]
    _people(during, arrivals, found)
    _calendar(during, end - dt.timedelta(days=29) if (end - start).days > 61 else start, found)
    _reached(during, people, found)
    return found


TIMES = ((1, "1"), (2, "2"), (5, "3_5"), (10, "6_10"))


def _people(during: list[Record], arrivals: dict[int, int], found: Count) -> None:
    """Followed people one by one: new or not, how many times, in how many months."""
    came: dict[int, list[Record]] = {}
    for record in during:
        for participant in record.entry.followed:
            came.setdefault(participant.beneficiary_id, []).append(record)
    for person, records in came.items():
        times = len(records)
        first = any(record.rank == arrivals[person] for record in records)
        _add(found, "by_sessions", 1, next((band for most, band in TIMES if times <= most), "more"))
        _add(found, "by_followed_venue", 1, "new" if first else "known")
        _add(found, "followed_people", 1)
        _add(found, "people_seen_again", times > 1)
        _add(found, "sessions_per_person", times)
        _add(found, "regular_people", len({record.entry.date.isoformat()[:7] for record in records}) > 2)
    found[NUMBERS]["beneficiaries"] = found[NUMBERS]["followed_people"] + found[NUMBERS]["anonymous_attendances"]


def _calendar(during: list[Record], first_told: dt.date, found: Count) -> None:
    """Days, weeks and half-days of each mediator; the days told one by one."""
    days = {(record.mediator, record.entry.date) for record in during}
    halves = {(record.mediator, record.entry.date, half) for record in during for half in record.entry.half_days}
    found[NUMBERS]["activity_days"] = len(days)
    found[NUMBERS]["activity_weeks"] = len({(who, day.isocalendar()[:2]) for who, day in days})
    found[NUMBERS]["activities_per_week"] = len(during)
    found[NUMBERS]["half_days"] = len(halves)
    for record in during:
        heads = len(record.entry.followed) + record.entry.anonymous_total
        if record.entry.date >= first_told:
            _add(found, "by_day", heads, record.entry.date.isoformat())
        _add(found, "attendances_of_mediator", heads, record.mediator)
        _add(found, "activities_of_mediator", 1, record.mediator)
        _add(found, "minutes_of_mediator", record.entry.minutes, record.mediator)


def _reached(during: list[Record], people: dict[int, Person], found: Count) -> None:
    """Who, and where: how many different ones."""
    homes = {people[p.beneficiary_id].residence for record in during for p in record.entry.followed}
    homes |= {code for record in during for code, n in (record.entry.anonymous_residences or {}).items() if n}
    found[NUMBERS]["residence_communes"] = len(homes - {""})
    found[NUMBERS]["activity_communes"] = len({record.commune for record in during} - {""})
    found[NUMBERS]["active_places"] = len({record.entry.place_id for record in during} - {None})
    found[NUMBERS]["active_mediators"] = len({record.mediator for record in during})
    for record in during:
        _add(found, "by_commune", len(record.entry.followed) + record.entry.anonymous_total, record.commune)


def _add(found: Count, name: str, n: int, code: str | None = None) -> None:
    if code is None:
        found[NUMBERS][name] += n
    elif code:
        found.setdefault(name, Counter())[code] += n


def _first_arrivals(kept: list[Record]) -> dict[int, int]:
    """Person → rank of the record of her first time."""
    first: dict[int, int] = {}
    for record in sorted(kept, key=lambda record: (record.entry.date, record.rank)):
        for participant in record.entry.followed:
            first.setdefault(participant.beneficiary_id, record.rank)
    return first


def _activity(entry: ActivityEntry, found: Count) -> None:
    heads = len(entry.followed) + entry.anonymous_total
    _add(found, "activities", 1)
    _add(found, "attendances", heads)
    _add(found, "anonymous_attendances", entry.anonymous_total)
    _add(found, "minutes", entry.minutes)
    _add(found, "attendances_of_kind", heads, entry.kind)
    _add(found, "minutes_of_kind", entry.minutes, entry.kind)
    _add(found, "activities_of_place", 1, str(entry.place_id or ""))
    _add(found, "minutes_of_place", entry.minutes, str(entry.place_id or ""))
    if entry.kind == "collectif":
        _add(found, "workshops", 1)
        _add(found, "workshop_attendances", heads)
        _add(found, "attendances_per_workshop", heads)
        _add(found, "minutes_per_workshop", entry.minutes)
        _add(found, "by_level", 1, entry.level)
    else:
        _add(found, "individual_activities", 1)
        _add(found, "minutes_per_individual_activity", entry.minutes)
        _add(found, "by_autonomy", 1, entry.autonomy)
        if entry.redirected:
            _add(found, "by_redirection", 1, entry.redirection or "non_precise")
    _add(found, "by_month", heads, entry.date.isoformat()[:7])
    _add(found, "by_channel", heads, entry.channel)
    _add(found, "by_place", heads, str(entry.place_id or ""))
    hours = entry.minutes / 60
    _add(found, "by_duration", heads, "30" if hours < 0.5 else "60" if hours < 1 else "120" if hours < 2 else "more")
    main = {*entry.topics, *(said.domain for said in entry.procedures if said.domain)}
    for topic in main:
        _add(found, "by_topic", heads, topic)
    if main & ADMINISTRATIVE:
        _add(found, "procedure_attendances", heads)
    for topic in {*main, *entry.secondary_topics}:
        _add(found, "by_any_topic", heads, topic)
    for material in entry.materials:
        _add(found, "by_material", heads, material)
    _anonymous(entry, found)
    _facets(entry, heads, found)
    _procedures(entry, found)


ADMINISTRATIVE = {
    "aide_aux_demarches_administratives", "papiers_elections_citoyennete", "famille_scolarite", "social_sante",
    "travail_formation", "logement", "transports_mobilite", "argent_impots", "justice", "etrangers_europe",
    "loisirs_sports_culture", "associations",
}  # fmt: skip
SKILLS = ["grand_debutant", "debutant", "intermediaire", "a_l_aise"]


def _facets(entry: ActivityEntry, heads: int, found: Count) -> None:
    for name in ("setting", "access_mode", "payment", "public_kind"):
        _add(found, f"by_{name}", heads, getattr(entry, name))
    if entry.kind == "individuel":
        for name in ("origin", "connection_at_start", "skill_at_start", "skill_after"):
            _add(found, f"by_{name}", 1, getattr(entry, name))
        for thing in entry.equipment_at_start:
            _add(found, "by_equipment", 1, thing)
        if entry.skill_at_start and entry.skill_after:
            _add(found, "skill_progress", SKILLS.index(entry.skill_after) > SKILLS.index(entry.skill_at_start))
    _add(found, "by_nature", entry.minutes, "avec_les_personnes")
    _add(found, "by_nature", entry.preparation_minutes or 0, "preparation")
    _add(found, "by_nature", entry.travel_minutes or 0, "trajet")
    _add(found, "by_nature", entry.coordination_minutes or 0, "coordination")


def _procedures(entry: ActivityEntry, found: Count) -> None:
    for said in entry.procedures:
        _add(found, "procedures", 1)
        _add(found, "by_domain", 1, said.domain)
        _add(found, "by_operator", 1, said.operator)
        _add(found, "by_manner", 1, said.manner)
        _add(found, "by_outcome", 1, said.outcome)
        _add(found, "successful_procedures", said.outcome == "aboutie")
        _add(found, "outcomes", bool(said.outcome))
        if said.manner == "a_la_place":
            _add(found, "by_mandate", 1, said.mandate)
        if said.outcome == "bloquee":
            _add(found, "by_blocking", 1, said.blocking)


def _anonymous(entry: ActivityEntry, found: Count) -> None:
    for commune, n in (entry.anonymous_residences or {}).items():
        _add(found, "by_residence", n, commune)
    for name, n in entry.anonymous.items():
        if name == "anonymous_new":
            _add(found, "first_times", n)
            _add(found, "by_anonymous_venue", n, "new")
        elif name == "anonymous_known":
            _add(found, "by_anonymous_venue", n, "known")
        else:
            _, dimension, code = name.split("_", 2)
            _add(found, f"by_{dimension}", n, code)


def _age(person: Person, year: int, declared: str) -> str:
    if person.birth_year is not None:
        return next(band for band, ages in BANDS if year - person.birth_year in ages)
    return declared or person.age_band
