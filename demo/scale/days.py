"""The days of all the mediators, in order: lines of activities, of people followed, and of what goes with them."""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, count
from random import Random
from typing import TypeVar

from trame.activity.models import (
    Activity,
    ActivityTag,
    AnonymousResidence,
    Attendance,
    Beneficiary,
    CoordinationDetails,
    Procedure,
)
from trame.reference.nomenclatures import (
    PROCEDURE_TOPICS,
    AnimationTopic,
    AnimationType,
    Initiative,
    Manner,
    Operator,
    Outcome,
)

from .. import seasons
from . import END, START
from .lines import NULL, Lines, array
from .said import COUNTERS, FACET_COLUMNS, NO_FACET, PERSON, SAID, Decks
from .teams import Post, shared_out

T = TypeVar("T")

TOGETHER = 0.161
NAMED_ALONE, NAMED_TOGETHER = 0.63, 0.58
SAME_PERSON_AGAIN = 0.8
COORDINATION, DELETED, TAGGED, WITH_PROCEDURE, RESIDENCE_SAID = 0.01, 0.01, 0.05, 0.02, 0.02
RESIDENCE_KNOWN = 0.72
UUIDS = 0x5CA1E << 100  # those of activities, then those of people, count up from here
SKEW = 0.35
USUAL_PLACE = 0.6
OPERATORS, MANNERS, OUTCOMES = Operator.values, Manner.values, Outcome.values
ANIMATIONS, INITIATIVES, ANIMATION_TOPICS = AnimationType.values, Initiative.values, AnimationTopic.values


@dataclass
class Tables:
    """Where lines wait, in the order in which foreign keys let them be copied."""

    activities: Lines
    people: Lines
    attendances: Lines
    tags: Lines
    procedures: Lines
    residences: Lines
    coordination: Lines

    def __iter__(self) -> Iterator[Lines]:
        yield from vars(self).values()


def tables() -> Tables:
    of_activity = "id client_uuid organisation_id membership_id mediator_id kind date created_at updated_at deleted_at"
    where = "channel place_id commune_id"
    return Tables(
        activities=Lines(Activity, f"{of_activity} {where} {SAID} {COUNTERS} {FACET_COLUMNS}"),
        people=Lines(
            Beneficiary, f"id client_uuid organisation_id pseudonym residence_id created_at updated_at {PERSON}"
        ),
        attendances=Lines(Attendance, "id activity_id beneficiary_id organisation_id"),
        tags=Lines(ActivityTag, "id activity_id tag_id"),
        procedures=Lines(Procedure, "id activity_id organisation_id rank domain operator manner outcome"),
        residences=Lines(AnonymousResidence, "id activity_id organisation_id commune_id n"),
        coordination=Lines(
            CoordinationDetails, "activity_id organisation_id mediators animation_type initiative animation_topics"
        ),
    )


def calendar(posts: list[Post], number: int, rng: Random) -> Iterator[tuple[dt.date, list[Post]]]:
    """Each working day and who records something that day, once per activity, mixed: `number` activities in all."""
    days = [day for n in range((END - START).days + 1) if seasons.is_working_day(day := START + dt.timedelta(days=n))]
    busy = [seasons.season(day) for day in days]
    total = [0.0, *accumulate(busy)]
    spans = [(bisect_left(days, post.first), bisect_right(days, post.last)) for post in posts]
    rates = {n: rng.lognormvariate(0, SKEW) * (total[end] - total[first]) for n, (first, end) in enumerate(spans)}
    by_day: list[list[Post]] = [[] for _ in days]
    for n, activities in shared_out(number, rates).items():
        first, end = spans[n]
        for chosen in rng.choices(range(first, end), busy[first:end], k=activities):
            by_day[chosen].append(posts[n])
    for day, found in zip(days, by_day, strict=True):
        rng.shuffle(found)
        yield day, found


class Recorder:
    """Writes one activity at a time, with what goes with it, into the lines that wait."""

    def __init__(self, decks: Decks, rng: Random) -> None:
        self.decks = decks
        self.random = rng.random
        self.tables = tables()
        self.uuids = count(UUIDS)
        self.anonymous = 0
        self.day = ""

    def record(self, post: Post) -> None:
        drawn = self.random()
        if drawn < COORDINATION:
            self._coordination(post)
        elif drawn < COORDINATION + TOGETHER * (1 - COORDINATION):
            self._together(post)
        else:
            self._alone(post)

    def _alone(self, post: Post) -> None:
        decks, drawn = self.decks, self.random
        said = _one(drawn(), decks.alone)
        named = drawn() < NAMED_ALONE
        self.anonymous += not named
        counters = _one(drawn(), decks.groups[0 if named else 1])
        activity = self._activity(post, "individuel", self._where(post, decks.channels_alone), f"{said}\t{counters}")
        if named:
            self._attendance(post, activity, self._somebody(post))
        if drawn() < WITH_PROCEDURE:
            self._procedure(post, activity)

    def _together(self, post: Post) -> None:
        decks, drawn = self.decks, self.random
        size = _one(drawn(), decks.sizes)
        present = {self._somebody(post) for _ in range(size) if drawn() < NAMED_TOGETHER}
        alone = size - len(present)
        self.anonymous += alone
        counters = _one(drawn(), decks.groups[alone])
        said = _one(drawn(), decks.together)
        activity = self._activity(post, "collectif", self._where(post, decks.channels_together), f"{said}\t{counters}")
        for person in sorted(present):
            self._attendance(post, activity, person)
        if alone and drawn() < RESIDENCE_SAID:
            self.tables.residences.add(f"{activity}\t{post.organisation}\t{post.seat}\t1")

    def _coordination(self, post: Post) -> None:
        drawn = self.random
        said = f"{60 * (1 + int(drawn() * 3))}\t{{}}\t{{}}\t\t\t\t{NULL}\t\t{self.decks.groups[0][0]}"
        activity = self._activity(post, "animation", f"\t{NULL}\t{NULL}", said)
        kind, idea = _one(drawn(), ANIMATIONS), _one(drawn(), INITIATIVES)
        topics = array([_one(drawn(), ANIMATION_TOPICS)])
        met = 1 + int(drawn() * 9)
        self.tables.coordination.add_as(activity, f"{post.organisation}\t{met}\t{kind}\t{idea}\t{topics}")

    def _activity(self, post: Post, kind: str, where: str, said: str) -> int:
        """Write the line; its id. One in a hundred was deleted since."""
        drawn, day = self.random, self.day
        facets = NO_FACET if kind == "animation" else _one(drawn(), self.decks.facets)
        noted = f"{day} 16:30:00+00"
        deleted = noted if drawn() < DELETED else NULL
        activity = self.tables.activities.add(
            f"{next(self.uuids):032x}\t{post.organisation}\t{post.membership}\t{post.mediator}\t"
            f"{kind}\t{day}\t{noted}\t{noted}\t{deleted}\t{where}\t{said}\t{facets}"
        )
        if drawn() < TAGGED:
            self.tables.tags.add(f"{activity}\t{_one(drawn(), post.tags)}")
        return activity

    def _where(self, post: Post, channels: list[str]) -> str:
        """Channel, place, commune: the mediator's usual place more often than her others; at a distance, the seat."""
        drawn = self.random
        channel = _one(drawn(), channels)
        if channel == "a_distance":
            return f"{channel}\t{NULL}\t{post.seat}"
        usual = drawn() < USUAL_PLACE
        place, commune = post.places[0 if usual else int(drawn() * len(post.places))]
        return f"{channel}\t{place if channel == 'lieu_activite' else NULL}\t{commune}"

    def _somebody(self, post: Post) -> int:
        """A person followed: often one who comes back, else a new one."""
        drawn, returning = self.random, post.returning
        if returning and drawn() < SAME_PERSON_AGAIN:
            n = int(drawn() * len(returning))
            person = returning[n]
            post.visits_left[n] -= 1
            if not post.visits_left[n]:  # the last of the list takes the place of whoever will not come back
                returning[n], post.visits_left[n] = returning[-1], post.visits_left[-1]
                returning.pop()
                post.visits_left.pop()
            return person
        residence = _one(drawn(), post.places)[1] if drawn() < RESIDENCE_KNOWN else NULL
        number = next(self.uuids)
        noted = f"{self.day} 16:30:00+00"
        person = self.tables.people.add(
            f"{number:032x}\t{post.organisation}\tpersonne {number - UUIDS}\t{residence}\t{noted}\t{noted}\t"
            f"{_one(drawn(), self.decks.people)}"
        )
        if besides := _one(drawn(), self.decks.visits_besides):
            returning.append(person)
            post.visits_left.append(besides)
        return person

    def _attendance(self, post: Post, activity: int, person: int) -> None:
        self.tables.attendances.add(f"{activity}\t{person}\t{post.organisation}")

    def _procedure(self, post: Post, activity: int) -> None:
        drawn = self.random
        domain, operator = _one(drawn(), PROCEDURE_TOPICS).value, _one(drawn(), OPERATORS)
        said = f"{domain}\t{operator}\t{_one(drawn(), MANNERS)}\t{_one(drawn(), OUTCOMES)}"
        self.tables.procedures.add(f"{activity}\t{post.organisation}\t1\t{said}")


def _one(drawn: float, among: Sequence[T]) -> T:
    """`drawn`, from 0 to 1 excluded, picks one."""
    return among[int(drawn * len(among))]
