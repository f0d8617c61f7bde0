"""What is said of activities and of people, drawn once into decks: each card is a piece of a line of COPY.

A deck holds thousands of cards drawn with the shares; picking one costs a single random number.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random

from trame.activity.models import ANONYMOUS_COUNTERS
from trame.reference.nomenclatures import (
    AccessMode,
    AgeBand,
    Connection,
    Equipment,
    HalfDay,
    Origin,
    Payment,
    PublicKind,
    Setting,
    Skill,
    Topic,
)

from .. import shares, words
from ..followed import AGES
from ..shares import draw
from .lines import NULL, array

CARDS = 8_192
CARDS_OF_A_GROUP = 512
SECOND_TOPIC = 0.075  # source 004: 1.07 themes for each accompaniment
FACETS = 0.04
CHILDREN = 0.09  # source 004: minors among the people
BIRTH_YEAR_KNOWN, BAND_KNOWN = 0.55, 0.8
SEEN_AGAIN = 0.46  # 43 % once the last days have cut some short
VISITS_BESIDES = 7.6

# The columns of each kind of card, in their order.
SAID = "minutes topics materials title autonomy level redirected redirection"
FACET_COLUMNS = (
    "setting access_mode payment origin public_kind connection_at_start skill_at_start skill_after equipment_at_start "
    "secondary_topics half_days preparation_minutes travel_minutes coordination_minutes"
)
COUNTERS = "anonymous_total " + " ".join(counter.field for counter in ANONYMOUS_COUNTERS)
PERSON = "gender birth_year age_band status"

_ALONE = {
    topic: share * (2 - leaning) for topic, (share, leaning) in shares.TOPICS.items()
} | {topic: 0.09 * weight for topic, weight in shares.PROCEDURES.items()}  # fmt: skip
_TOGETHER = {topic: share * leaning for topic, (share, leaning) in shares.TOPICS.items()}


@dataclass(frozen=True)
class Decks:
    """`alone` and `together`: SAID; `groups[n]`: COUNTERS of n anonymous people; `people`: PERSON."""

    alone: list[str]
    together: list[str]
    groups: list[list[str]]
    facets: list[str]
    people: list[str]
    channels_alone: list[str]
    channels_together: list[str]
    sizes: list[int]
    visits_besides: list[int]


def draw_decks(rng: Random) -> Decks:
    def deck(card: Callable[[Random], str], number: int = CARDS) -> list[str]:
        return [card(rng) for _ in range(number)]

    nobody = ["\t".join("0" * len(COUNTERS.split()))]
    return Decks(
        alone=deck(_alone),
        together=deck(_together),
        groups=[nobody, *(deck(_group_of(n), CARDS_OF_A_GROUP if n > 1 else CARDS) for n in range(1, _largest() + 1))],
        facets=deck(lambda rng: _facets(rng) if rng.random() < FACETS else NO_FACET),
        people=deck(_person),
        channels_alone=deck(lambda rng: draw(rng, shares.CHANNELS_ALONE)),
        channels_together=deck(lambda rng: draw(rng, shares.CHANNELS_TOGETHER)),
        sizes=rng.choices(list(shares.SIZES), list(shares.SIZES.values()), k=CARDS),
        visits_besides=[_visits_besides(rng) for _ in range(CARDS)],
    )


def _largest() -> int:
    return max(shares.SIZES)


def _alone(rng: Random) -> str:
    redirected = draw(rng, shares.REDIRECTED)
    return "\t".join(
        [
            str(draw(rng, shares.MINUTES_ALONE)),
            array(_topics(rng, _ALONE)),
            array(_materials(rng)),
            "",
            draw(rng, shares.AUTONOMY),
            "",
            {"yes": "t", "no": "f"}.get(redirected, NULL),
            draw(rng, shares.REDIRECTIONS) if redirected == "yes" else "",
        ]
    )


def _together(rng: Random) -> str:
    topics = _topics(rng, _TOGETHER)
    title = rng.choice(words.WORKSHOP_TITLES.get(Topic(topics[0]), (words.DEFAULT_TITLE,)))
    level = draw(rng, shares.LEVELS)
    minutes = draw(rng, shares.MINUTES_TOGETHER)
    return "\t".join([str(minutes), array(topics), array(_materials(rng)), title, "", level, NULL, ""])


def _topics(rng: Random, weights: Mapping[Topic, float]) -> list[str]:
    first, second = draw(rng, weights), draw(rng, weights)
    return [first] if first == second or rng.random() > SECOND_TOPIC else [first, second]


def _materials(rng: Random) -> list[str]:
    drawn = draw(rng, shares.MATERIALS)
    besides = draw(rng, shares.MATERIALS)
    alone = "aucun" in (drawn, besides) or drawn == besides or rng.random() > 0.2
    return [drawn] if alone else [drawn, besides]


def _public(rng: Random) -> tuple[str, str, str]:
    """(gender, age band, status) of one person."""
    age = draw(rng, shares.CHILDREN_AGES if rng.random() < CHILDREN else shares.ADULT_AGES)
    return draw(rng, shares.GENDERS), age, draw(rng, shares.STATUSES_BY_AGE[age])


def _group_of(number: int) -> Callable[[Random], str]:
    def card(rng: Random) -> str:
        found: Counter[tuple[str, str]] = Counter()
        for _ in range(number):
            gender, age, status = _public(rng)
            said = {"venue": draw(rng, shares.VENUES), "gender": gender, "age": age, "status": status}
            found.update(said.items())
        counts = (found[counter.dimension, counter.code] for counter in ANONYMOUS_COUNTERS)
        return "\t".join([str(number), *map(str, counts)])

    return card


def _person(rng: Random) -> str:
    gender, band, status = _public(rng)
    if band and rng.random() < BIRTH_YEAR_KNOWN:
        birth_year = 2025 - rng.randint(*AGES[AgeBand(band)])
        return "\t".join([gender, str(birth_year), "", status])
    return "\t".join([gender, NULL, band if rng.random() < BAND_KNOWN else "", status])


def _visits_besides(rng: Random) -> int:
    """How many times somebody comes back after the first time."""
    return 1 + int(rng.expovariate(1 / VISITS_BESIDES)) if rng.random() < SEEN_AGAIN else 0


NO_FACET = "\t".join([""] * 8 + ["{}"] * 3 + [NULL] * 3)


def _facets(rng: Random) -> str:
    """A structure that notes them notes most of them."""
    one_of = (Setting, AccessMode, Payment, Origin, PublicKind, Connection, Skill, Skill)
    said = [rng.choice(nomenclature.values) if rng.random() < 0.7 else "" for nomenclature in one_of]
    half_day = rng.choice(HalfDay.values)
    times = [str(rng.choice((10, 15, 30, 60))) if rng.random() < 0.5 else NULL for _ in range(3)]
    return "\t".join([*said, array([rng.choice(Equipment.values)]), "{}", array([half_day]), *times])
