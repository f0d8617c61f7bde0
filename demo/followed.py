"""The people followed by each structure: most by a pseudonym, some by an invented name, over several sessions."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from random import Random

from trame.reference.nomenclatures import AgeBand, Gender, age_band

from .cast import Structure
from .seasons import SEASON
from .shares import ADULT_AGES, GENDERS, STATUSES_BY_AGE, draw
from .words import FIRST_NAMES, LAST_NAMES, OF_MEN, OF_WOMEN

SEED = "trame-29"
SIGNS = "BCDFGHJKLMNPQRSTVWXZ23456789"
NAMED = 0.3
AGES = {
    AgeBand.MOINS_12: (8, 11),
    AgeBand.DE_12_A_17: (12, 17),
    AgeBand.DE_18_A_24: (18, 24),
    AgeBand.DE_25_A_39: (25, 39),
    AgeBand.DE_40_A_59: (40, 59),
    AgeBand.DE_60_A_69: (60, 69),
    AgeBand.PLUS_70: (70, 91),
}


@dataclass(frozen=True)
class Followed:
    """`residence` is a commune's name; she comes between `since` and `until`, the more the greater her `appetite`."""

    pseudonym: str
    name: str
    gender: str
    birth_year: int | None
    band: str
    status: str
    residence: str
    since: dt.date
    until: dt.date
    appetite: float

    def age_band_in(self, year: int) -> str:
        return age_band(self.birth_year, year).value if self.birth_year else self.band


def active_on(structure: Structure, day: dt.date) -> list[Followed]:
    """Those who were coming to the structure around that day, in a stable order."""
    return [p for year in (day.year - 1, day.year) for p in cohort(structure, year) if p.since <= day <= p.until]


@cache
def cohort(structure: Structure, year: int) -> tuple[Followed, ...]:
    """Those whom the structure began to follow in `year`."""
    rng = Random(f"{SEED}|people|{structure.key}|{year}")  # noqa: S311 (not a secret: deterministic on purpose)
    return tuple(_person(rng, structure, year) for _ in range(structure.followed))


def everybody(structure: Structure, years: Iterable[int]) -> dict[str, Followed]:
    return {person.pseudonym: person for year in years for person in cohort(structure, year)}


def _person(rng: Random, structure: Structure, year: int) -> Followed:
    month = rng.choices(range(1, 13), SEASON)[0]
    since = dt.date(year, month, rng.randint(1, 28))
    band = draw(rng, ADULT_AGES)
    status = draw(rng, STATUSES_BY_AGE[band])
    # One in five says her age band and not her year of birth.
    known_year = bool(band) and rng.random() < 0.8
    birth_year = year - rng.randint(*AGES[AgeBand(band)]) if known_year else None
    named = rng.random() < NAMED
    first, last = (rng.choice(FIRST_NAMES), rng.choice(LAST_NAMES)) if named else ("", "")
    gender = draw(rng, GENDERS | {Gender.FEMININ: 61})
    return Followed(
        pseudonym="P-" + "".join(rng.choices(SIGNS, k=6)),
        name=f"{_first_name(first, gender)} {last}" if named else "",
        gender=gender,
        birth_year=birth_year,
        band="" if birth_year else band,
        status=status,
        residence=rng.choice([place.commune for place in structure.places]),
        since=since,
        until=since + dt.timedelta(days=rng.randint(50, 230)),
        appetite=rng.uniform(0.4, 2.2),
    )


def _first_name(drawn: str, gender: str) -> str:
    """The name drawn, or its neighbour among those of her gender when it is said to be another."""
    fitting = {"feminin": OF_WOMEN, "masculin": OF_MEN}.get(gender, FIRST_NAMES)
    return drawn if drawn in fitting else fitting[FIRST_NAMES.index(drawn) % len(fitting)]
