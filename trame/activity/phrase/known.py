"""What is known around a phrase before it is read: the day, the places, communes and tags of its author."""

import datetime as dt
import functools
from dataclasses import dataclass

from .words import split

_SAINTS = {"st": "saint", "ste": "sainte"}


@functools.lru_cache(maxsize=50_000)
def name_keys(name: str) -> tuple[str, ...]:
    """The words of a name, as they are compared: « St-Pol » and « Saint Pol » are the same."""
    return tuple(_SAINTS.get(word.key, word.key) for word in split(name))


@dataclass(frozen=True)
class KnownPlace:
    """A place of her structures. `own`: she works there."""

    pk: int
    name: str
    commune_code: str
    commune_name: str
    opened_on: dt.date | None = None
    closed_on: dt.date | None = None
    own: bool = False

    def is_open_on(self, day: dt.date) -> bool:
        return (self.opened_on is None or self.opened_on <= day) and (self.closed_on is None or day <= self.closed_on)


@dataclass(frozen=True)
class KnownCommune:
    """`name` is what it is called, or was: a former commune carries the code of the present one."""

    code: str
    name: str
    departement: str
    postal_codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Surroundings:
    """`places` is None when nobody in particular speaks: then no place is known, and none is said unknown.

    `communes`: those whose name, or postal code, may be in the phrase, and all of `home`, the département nearby.
    """

    today: dt.date
    places: tuple[KnownPlace, ...] | None = None
    communes: tuple[KnownCommune, ...] = ()
    home: str | None = None
    tags: tuple[str, ...] = ()

    @functools.cached_property
    def communes_by_name(self) -> dict[tuple[str, ...], list[KnownCommune]]:
        """The communes that each name, word by word, may be."""
        found: dict[tuple[str, ...], list[KnownCommune]] = {}
        for commune in self.communes:
            found.setdefault(name_keys(commune.name), []).append(commune)
        return found

    @functools.cached_property
    def nearby(self) -> dict[str, list[KnownCommune]]:
        """The communes of the département, by the first word of their names."""
        found: dict[str, list[KnownCommune]] = {}
        for commune in self.communes:
            if commune.departement == self.home and name_keys(commune.name):
                found.setdefault(name_keys(commune.name)[0], []).append(commune)
        return found

    @functools.cached_property
    def words_of_names(self) -> frozenset[str]:
        """Every word of the names that are known: none is a mistake."""
        names = [*(place.name for place in self.places or ()), *(commune.name for commune in self.communes), *self.tags]
        return frozenset(key for name in names for key in name_keys(name))
