"""Where the person lives: « une dame de Plouzané », « habitant à Brest »."""

from . import communes
from .reading import Reading
from .words import LINKS

LIVING = frozenset(
    {
        "habitant",
        "habitante",
        "habite",
        "habitent",
        "residant",
        "residente",
        "resident",
        "vivant",
        "domicilie",
        "domiciliee",
    }
)


def read(reading: Reading) -> None:
    for place in reading.free():
        if not reading.is_free(place):
            continue
        if (reading.key(place) in LIVING and not _counted(reading, place)) or (
            reading.key(place) in ("de", "d") and _after_somebody(reading, place)
        ):
            _take(reading, place, place + 1)


def _counted(reading: Reading, place: int) -> bool:
    return place > 0 and reading.words[place - 1].number is not None


def _take(reading: Reading, start: int, place: int) -> None:
    found = communes.near(reading, place)
    if found is not None:
        reading.take(start, found[1], residence=found[0])


def _after_somebody(reading: Reading, place: int) -> bool:
    """« une dame de … »: the noun of one person, just before."""
    before = reading.before(place, LINKS)
    term = reading.term(before) if before >= 0 and before == place - 1 else None
    if term is None or "people" not in term.says:
        return False
    return reading.key(before - 1) in ("un", "une", "la", "le", "cette", "1") and reading.words[before].number is None
