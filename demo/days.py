"""What each professional does on each day: drawn day by day, so that one more day never changes the days before."""

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from random import Random

from trame.activity.entry import ActivityEntry
from trame.reference.nomenclatures import Channel, Kind, Topic

from . import seasons, shares, words
from .cast import PlaceCard, Professional, Structure
from .followed import SEED, Followed, active_on
from .shares import draw

# Accompaniments of an ordinary half-day, and the chance that an ordinary afternoon holds one more atelier.
ALONE_PER_HALF_DAY = 1.18
SECOND_WORKSHOP = 0.13
CHILDREN_IN_HOLIDAYS = 0.24
CHILDREN_AT_SCHOOL = 0.08
# More than the share of the whole: school groups and open days hold nobody who is followed.
REGULARS = 0.51
RESIDENCE_KNOWN = 0.72
RESIDENCE_NEAR = 0.6
NAMESPACE = uuid.UUID("6f1c2a58-0d0b-4c55-9a3e-29a29a29a29a")


@dataclass(frozen=True)
class Draft:
    """One activity before it meets the database: `place` is a number in the structure, communes are names."""

    entry: ActivityEntry
    place: int | None
    commune: str | None
    followed: tuple[Followed, ...]
    residences: dict[str, int]


@dataclass
class Day:
    """One professional's day, and what it has drawn so far."""

    structure: Structure
    professional: Professional
    date: dt.date
    rng: Random
    met: set[str] = field(default_factory=set)
    drafts: int = 0

    def next_uuid(self) -> uuid.UUID:
        self.drafts += 1
        return uuid.uuid5(NAMESPACE, f"{self.professional.email}{self.professional.post}|{self.date}|{self.drafts}")


def drafts(structure: Structure, professional: Professional, first: dt.date, last: dt.date) -> Iterator[Draft]:
    """Everything the professional records from `first` to `last`, both included."""
    rank = structure.professionals.index(professional)
    for number in range((last - first).days + 1):
        date = first + dt.timedelta(days=number)
        seed = f"{SEED}|{professional.email}{professional.post}|{date.isoformat()}"
        day = Day(structure, professional, date, Random(seed))  # noqa: S311 (not a secret)
        if date < professional.starts_on or not professional.rhythm:
            continue
        if seasons.is_event(date) and rank == date.month % 2:
            yield _event(day)
        elif seasons.is_working_day(date) and not seasons.on_leave(rank, date):
            yield from _working_day(day)


def _working_day(day: Day) -> Iterator[Draft]:
    for half, place in enumerate(day.professional.rhythm.get(day.date.weekday(), (None, None))):
        if place is None:
            continue
        here = place if _is_open(day.structure.places[place], day.date) else 0
        busy = ALONE_PER_HALF_DAY * seasons.season(day.date)
        if workshop := _workshop_of(day, half, here):
            yield workshop
            busy *= 0.35
        if seasons.is_school_holiday(day.date):
            busy *= 0.85
        for _ in range(sum(day.rng.random() < busy / 6 for _ in range(6))):
            yield _alone(day, here)


def _workshop_of(day: Day, half: int, here: int) -> Draft | None:
    if half == 0:
        return None
    holiday = seasons.is_school_holiday(day.date)
    chance = day.rng.random()
    if day.structure.key == "mediatheques" and chance < (CHILDREN_IN_HOLIDAYS if holiday else CHILDREN_AT_SCHOOL):
        return _children(day, here, holiday)
    regular = day.professional.workshop
    if regular and regular[0] == day.date.weekday() and not holiday:
        return _workshop(day, regular[1]) if chance < 0.93 else None
    return _workshop(day, here) if chance < SECOND_WORKSHOP * seasons.season(day.date) and not holiday else None


def _is_open(place: PlaceCard, date: dt.date) -> bool:
    return (place.opened_on is None or place.opened_on <= date) and (place.closed_on is None or date <= place.closed_on)


def _alone(day: Day, here: int) -> Draft:
    rng = day.rng
    followed = _choose(day, 1) if rng.random() < shares.FOLLOWED_SHARE else ()
    channel = draw(rng, shares.CHANNELS_ALONE)
    topics = _topics(rng, day, together=False)
    redirected = draw(rng, shares.REDIRECTED)
    entry = ActivityEntry(
        kind=Kind.INDIVIDUEL.value,
        date=day.date,
        minutes=draw(rng, shares.MINUTES_ALONE),
        channel=channel,
        client_uuid=day.next_uuid(),
        topics=topics,
        materials=_materials(rng),
        procedure_name=_procedure_name(rng, topics),
        autonomy=draw(rng, shares.AUTONOMY),
        redirected={"yes": True, "no": False}.get(redirected),
        redirection=draw(rng, shares.REDIRECTIONS) if redirected == "yes" else "",
        tags=_tags(rng),
        notes=rng.choice(words.NOTES) if rng.random() < 0.35 else "",
        anonymous_total=0 if followed else 1,
        anonymous={} if followed else _anonymous(rng, 1, shares.ADULT_AGES),
    )
    return _draft(day, entry, here, followed)


@dataclass(frozen=True)
class Group:
    """Who came to an atelier, and for what."""

    topics: tuple[str, ...]
    title: str
    size: int
    tags: tuple[str, ...]
    followed: tuple[Followed, ...] = ()
    ages: Mapping[str, float] = field(default_factory=lambda: shares.ADULT_AGES)


def _workshop(day: Day, here: int) -> Draft:
    rng = day.rng
    size = draw(rng, shares.SIZES)
    followed = _choose(day, sum(rng.random() < REGULARS for _ in range(size)))
    topics = _topics(rng, day, together=True)
    title = rng.choice(words.WORKSHOP_TITLES.get(Topic(topics[0]), (words.DEFAULT_TITLE,)))
    return _together(day, here, Group(topics, title, size, _tags(rng), followed))


def _children(day: Day, here: int, holiday: bool) -> Draft:
    topic = day.rng.choice(
        (Topic.PRENDRE_EN_MAIN, Topic.PRENDRE_EN_MAIN, Topic.CONTENUS, Topic.NAVIGATION, Topic.CREER)
    )
    tags = (words.HOLIDAYS_TAG if holiday else words.SCHOOL_TAG,)
    title = day.rng.choice(words.CHILDREN_TITLES if holiday else words.CHILDREN_TITLES[1:])
    group = Group((topic.value,), title, day.rng.randint(7, 12), tags, ages=shares.CHILDREN_AGES)
    return _together(day, here, group)


def _event(day: Day) -> Draft:
    topics = _topics(day.rng, day, together=True)
    return _together(day, 0, Group(topics, day.rng.choice(words.EVENT_TITLES), 12, (words.EVENT_TAG,)))


def _together(day: Day, here: int, group: Group) -> Draft:
    rng = day.rng
    here = here if _is_open(day.structure.places[here], day.date) else 0
    channel = draw(rng, shares.CHANNELS_TOGETHER)
    alone = group.size - len(group.followed)
    entry = ActivityEntry(
        kind=Kind.COLLECTIF.value,
        date=day.date,
        minutes=draw(rng, shares.MINUTES_TOGETHER),
        channel=channel,
        client_uuid=day.next_uuid(),
        topics=group.topics,
        materials=_materials(rng),
        title=group.title,
        level=draw(rng, shares.LEVELS),
        tags=group.tags,
        notes=rng.choice(words.NOTES) if rng.random() < 0.45 else "",
        anonymous_total=alone,
        anonymous=_anonymous(rng, alone, group.ages),
    )
    return _draft(day, entry, here, group.followed)


def _draft(day: Day, entry: ActivityEntry, here: int, followed: tuple[Followed, ...]) -> Draft:
    """Say where it was, and where the anonymous people live: most often there, sometimes nobody asked."""
    spelt = words.SPELT_BY.get((day.professional.email, day.structure.key), {})
    entry = replace(entry, tags=tuple(spelt.get(tag, tag) for tag in entry.tags))
    at_place = entry.channel == Channel.LIEU_ACTIVITE
    commune = None if at_place else _commune(day, entry.channel, followed)
    around = day.structure.places
    homes: Counter[str] = Counter()
    for _ in range(entry.anonymous_total):
        if day.rng.random() < RESIDENCE_KNOWN:
            near = day.rng.random() < RESIDENCE_NEAR
            homes[commune or around[here].commune if near else day.rng.choice(around).commune] += 1
    return Draft(entry, here if at_place else None, commune, followed, dict(homes))


def _choose(day: Day, number: int) -> tuple[Followed, ...]:
    """Distinct followed people whom the professional has not met that day; fewer when too few are coming."""
    chosen: list[Followed] = []
    left = [person for person in active_on(day.structure, day.date) if person.pseudonym not in day.met]
    for _ in range(min(number, len(left))):
        person = day.rng.choices(left, [p.appetite for p in left])[0]
        left.remove(person)
        chosen.append(person)
    day.met.update(person.pseudonym for person in chosen)
    return tuple(chosen)


def _topics(rng: Random, day: Day, *, together: bool) -> tuple[str, ...]:
    """One topic, sometimes two; a démarche brings its own family."""
    weights = {t: share * (lean if together else max(0.0, 2 - lean)) for t, (share, lean) in shares.TOPICS.items()}
    weights[Topic.AIDE_AUX_DEMARCHES] *= day.structure.procedures
    first = draw(rng, weights)
    chosen = [first] if rng.random() < 0.8 else [first, draw(rng, {t: w for t, w in weights.items() if t != first})]
    if Topic.AIDE_AUX_DEMARCHES in chosen:
        taxes = {Topic.ARGENT: 60.0} if day.date.month in (4, 5) else {}
        chosen.append(draw(rng, shares.PROCEDURES | taxes))
    return tuple(topic.value for topic in chosen)


def _procedure_name(rng: Random, topics: tuple[str, ...]) -> str:
    named = [name for code in topics for name in words.PROCEDURE_NAMES.get(Topic(code), ())]
    return rng.choice(named) if named and rng.random() < 0.7 else ""


def _materials(rng: Random) -> tuple[str, ...]:
    return () if rng.random() < 0.12 else (draw(rng, shares.MATERIALS),)


def _tags(rng: Random) -> tuple[str, ...]:
    return (draw(rng, words.TAGS),) if rng.random() < 0.3 else ()


def _commune(day: Day, channel: str, followed: tuple[Followed, ...]) -> str | None:
    """The name of the commune of what happened elsewhere than at a place."""
    if channel == Channel.LIEU_ACTIVITE:
        return None
    if channel == Channel.A_DISTANCE:
        return day.structure.commune
    return followed[0].residence if followed else day.rng.choice(day.structure.places).commune


def _anonymous(rng: Random, number: int, ages: Mapping[str, float]) -> dict[str, int]:
    """Counters of `number` people, each drawn on her own; what was not asked is counted nowhere."""
    counted: Counter[str] = Counter()
    for _ in range(number):
        age = draw(rng, ages)
        axes = {
            "gender": draw(rng, shares.GENDERS),
            "age": age,
            "status": draw(rng, shares.STATUSES_BY_AGE[age]),
        }
        counted.update(f"anonymous_{axis}_{code}" for axis, code in axes.items() if code)
        if venue := draw(rng, shares.VENUES):
            counted[f"anonymous_{venue}"] += 1
    return dict(counted)
