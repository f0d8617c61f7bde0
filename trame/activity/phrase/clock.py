"""The clock: « de 14h à 16h » is a duration, « à 14h » is not."""

from .reading import Reading

HOURS = frozenset({"h", "hr", "hrs", "heure", "heures"})
MINUTES = frozenset({"min", "mn", "mins", "mns", "minute", "minutes", "minut"})
MOMENTS = frozenset({"a", "vers", "des", "depuis", "apres", "avant"})
NOON = 12 * 60
EARLIEST = 7 * 60  # a clock shows no earlier time while somebody mediates
JOINED = frozenset({"-", "–", "—", "/", "→", "->", " - ", " – ", " — ", " / ", " → ", " -> "})
LINKING = frozenset({"a", "et", "jusqu", "jusque"})


def clock_at(reading: Reading, place: int, *, bare: bool = False, loose: bool = False) -> tuple[int, int] | None:
    """(minutes since midnight, the place after) of « 14h », « 14h30 », « 14:30 », and « 14 » when `bare`."""
    if loose and reading.key(place) == "midi" and reading.is_free(place):
        return NOON, place + 1
    hour = reading.words[place].number if place < len(reading) and reading.is_free(place) else None
    if hour is None or hour > 24:
        return None
    after = place + 1
    if reading.key(after) in HOURS and reading.is_free(after):
        late = _two_digits(reading, after + 1, tight=not loose or _counts(reading, after + 2))
        return hour * 60 + (late or 0), after + 1 + (late is not None)
    late = _two_digits(reading, after)
    if late is not None and reading.words[after].before == ":":
        return hour * 60 + late, after + 1
    return (hour * 60, after) if bare else None


def _counts(reading: Reading, place: int) -> bool:
    """Whether the number before is of something else than minutes: « 11 h 12 personnes », « 11 h 45 min »."""
    if place < len(reading) and reading.words[place].apart:
        return False
    term = reading.term(place)
    unit = reading.key(place) in HOURS | MINUTES | {"ans", "f"}
    return unit or (term is not None and bool({"people", "topics", "materials"} & set(term.says)))


def _two_digits(reading: Reading, place: int, *, tight: bool = False) -> int | None:
    if not reading.is_free(place):
        return None
    word = reading.words[place]
    value = word.number
    if value is None or value > 59 or len(word.text) != 2 or (tight and not word.tight):
        return None
    return value


def between_at(reading: Reading, place: int) -> tuple[int, int] | None:
    """(minutes, the place after) of « de 14h à 16h », « 9h30-11h », « entre 14h et 16h »."""
    opened = reading.key(place) in ("de", "entre")
    first = clock_at(reading, place + opened, bare=True, loose=True)
    if first is None or not reading.is_free(first[1]):
        return None
    start, middle = first
    if reading.key(middle) in LINKING:
        middle = reading.skip(middle, LINKING)
    elif reading.words[middle].before not in JOINED:
        return None
    last = clock_at(reading, middle, loose=True)
    if last is None or last[0] < EARLIEST or start >= last[0] or (start < EARLIEST and not opened):
        return None
    return last[0] - start, last[1]


def read_moment(reading: Reading, place: int) -> bool:
    """« à 14h »: when, not how long."""
    if reading.key(place) not in MOMENTS:
        return False
    found = clock_at(reading, place + 1)
    if found is None or reading.key(found[1]) in MINUTES:
        return False
    sure = reading.words[place].text.lower() == "à" or reading.key(place) != "a" or found[0] >= EARLIEST
    if not sure:
        return False
    said = reading.quoted(place, found[1])
    reading.hold(place, found[1], f"{said} est une heure du jour : seule la durée se note, par exemple « 1 h 30 ».")
    return True
