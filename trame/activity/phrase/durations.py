"""How long: « 1h30 », « trois quarts d’heure », « de 14h à 16h », « 20 min de trajet »."""

from dataclasses import dataclass

from trame.ui.typography import hours

from ..models.activity import MAX_MINUTES
from .clock import HOURS, JOINED, MINUTES, between_at, read_moment
from .numbers import Number
from .reading import Reading

SIZES = frozenset({"petite", "petites", "bonne", "bonnes", "grosse", "grosses", "grande", "grandes", "longue"})
AROUND = {
    "trajet": "travel_minutes", "trajets": "travel_minutes", "route": "travel_minutes",
    "deplacement": "travel_minutes", "deplacements": "travel_minutes", "preparation": "preparation_minutes",
    "prepa": "preparation_minutes", "preparer": "preparation_minutes",
}  # fmt: skip
OFFICE_HOURS = 8  # « 14h30 » with another duration is a time
LONGEST_ALONE = 9 * 60  # from which « 9h », alone, is more surely a time
RANGE = frozenset({"a", "ou"})


@dataclass(frozen=True)
class Lasting:
    """Minutes said by the words up to `end`. `clocklike`: written as a time may be, « 14h30 »."""

    minutes: int
    end: int
    clocklike: bool = False


def read(reading: Reading) -> None:
    for place in reading.free():
        if reading.is_free(place):
            _ = (
                _between(reading, place)
                or read_moment(reading, place)
                or _quarter_to(reading, place)
                or _for(reading, place)
            )


def _between(reading: Reading, place: int) -> bool:
    found = between_at(reading, place)
    return found is not None and _keep(reading, place, Lasting(*found))


def _quarter_to(reading: Reading, place: int) -> bool:
    """« deux heures moins le quart »: a time, or a duration."""
    number = reading.number(place)
    if number is None or reading.key(number.end) not in HOURS or reading.key(number.end + 1) != "moins":
        return False
    end = reading.skip(number.end + 2, frozenset({"le", "un"}))
    small = reading.number(end)
    if reading.key(end) == "quart":
        end += 1
    elif small is not None and small.value < 60:
        end = small.end + (reading.key(small.end) in MINUTES)
    else:
        return False
    if not reading.is_free(place, end):
        return False
    said = reading.quoted(place, end)
    reading.hold(
        place, end, f"{said} peut être une heure ou une durée : écrivez par exemple « 1 h 45 ».", about="minutes"
    )
    return True


# --- A duration ----------------------------------------------------------------------------------------------------


def _for(reading: Reading, place: int) -> bool:
    found = lasting_at(reading, place)
    return found is not None and _keep(reading, place, found)


def _keep(reading: Reading, place: int, found: Lasting) -> bool:
    said = reading.quoted(place, found.end)
    if _times(reading, place):
        start = place - 2 if reading.is_free(place - 2, place) else place
        reading.hold(
            start, found.end, f"{said} : dites la durée en tout, ou enregistrez chaque fois à part.", about="minutes"
        )
    elif start := _one_or_other(reading, place):
        reading.hold(
            start - 1,
            found.end,
            f"{reading.quoted(start - 1, found.end)} : choisissez une seule durée.",
            about="minutes",
        )
    elif reading.key(found.end) in ("chacun", "chacune", "chaque") and reading.is_free(found.end):
        each = f"{reading.quoted(place, found.end + 1)} : dites la durée en tout."
        reading.hold(place, found.end + 1, each, about="minutes")
    elif not 1 <= found.minutes <= MAX_MINUTES:
        reading.hold(place, found.end, f"{said} : une durée va de 1 minute à 23 h 59.", about="minutes")
    else:
        start, end, name = _around(reading, place, found.end)
        reading.take(start, end, **{name: found.minutes, "clocklike": found.clocklike})
    return True


def _times(reading: Reading, place: int) -> bool:
    """« 2 x 1h », « trois fois 45 min »."""
    if reading.key(place - 1) in ("x", "fois") and place > 1:
        return reading.words[place - 2].number is not None or reading.number(place - 2) is not None
    return False


def _one_or_other(reading: Reading, place: int) -> int:
    """One more than where « 30 à 45 min », « 1 ou 2h », « 1-2h » begin; 0 for a single duration."""
    linked = place > 1 and reading.key(place - 1) in RANGE and reading.is_free(place - 1)
    first = place - 2 if linked else place - 1
    if first < 0 or not (linked or reading.words[place].before in JOINED) or not reading.is_free(first):
        return 0
    return first + 1 if reading.words[first].number is not None else 0


def _around(reading: Reading, start: int, end: int) -> tuple[int, int, str]:
    """(first word, place after, field): « 20 min de trajet » is not the time with people."""
    after = reading.skip(end, frozenset({"de", "d"}))
    if reading.key(after) in AROUND and reading.is_free(after) and not reading.words[after].apart:
        return start, after + 1, AROUND[reading.key(after)]
    before = start - 1
    while before > 0 and reading.key(before) in ("de", "d", "avec") and reading.is_free(before):
        before -= 1
    linked = before >= 0 and reading.key(before) in AROUND and reading.is_free(before)
    if linked and not set(reading.words[before + 1].before) & set(",;."):
        return before, end, AROUND[reading.key(before)]
    return start, end, "minutes"


def lasting_at(reading: Reading, place: int) -> Lasting | None:
    """The duration that begins there: a number and its unit, or one of « demi-heure », « quart d’heure »."""
    if place >= len(reading) or not reading.is_free(place):
        return None
    if found := _part_of_an_hour(reading, place) or _decimal_hours(reading, place):
        return found
    number = reading.number(place)
    if number is None:
        return None
    unit = reading.skip(number.end, SIZES)
    if reading.is_free(unit) and not reading.words[unit].apart:
        if reading.key(unit) in HOURS:
            return _hours(reading, number.value, unit + 1)
        if found := _minutes(reading, number) or _quarters(reading, number):
            return found
    return _minutes_mark(reading, number.end, number.value)


def _minutes(reading: Reading, number: Number) -> Lasting | None:
    """« 45 min », « une vingtaine de minutes », « 30m »."""
    unit = reading.skip(number.end, frozenset({"de", "petites", "bonnes"}))
    if reading.key(unit) in MINUTES and reading.is_free(unit):
        return Lasting(number.value, unit + 1)
    metre = reading.words[number.end]
    return Lasting(number.value, number.end + 1) if metre.tight and metre.text == "m" else None


def _quarters(reading: Reading, number: Number) -> Lasting | None:
    """« trois quarts d’heure »."""
    end = _after_of(reading, number.end + 1)
    if reading.stem(number.end) == "quart" and reading.key(end) in HOURS:
        return Lasting(number.value * 15, end + 1)
    return None


def _minutes_mark(reading: Reading, after: int, value: int) -> Lasting | None:
    """« 45' »."""
    place = after - 1
    end = reading.words[place].end
    mark = reading.phrase[end : end + 1]
    following = reading.phrase[end + 1 : end + 2]
    if reading.words[place].number is not None and mark in ("'", "’", "′") and not following.isalnum():
        return Lasting(value, after)
    return None


def _hours(reading: Reading, whole: int, after: int) -> Lasting:
    """Once « 2h » is read: « et demie », « et quart », « 30 », « trente minutes »."""
    minutes = whole * 60
    linked = after + (reading.key(after) == "et")
    if reading.is_free(linked) and not reading.words[linked].apart:
        key = reading.key(linked)
        if key in ("demi", "demie", "1/2"):
            return Lasting(minutes + 30, linked + 1)
        article = reading.skip(linked, frozenset({"un", "le"}))
        if reading.key(article) == "quart":
            return Lasting(minutes + 15, article + 1)
        if found := _part(reading, linked):
            return Lasting(minutes + found[0], found[1])
    more = _more_minutes(reading, after)
    if more:
        return Lasting(minutes + more[0], more[1], clocklike=whole >= OFFICE_HOURS)
    return Lasting(minutes, after, clocklike=whole >= OFFICE_HOURS)


def _part(reading: Reading, place: int) -> tuple[int, int] | None:
    """« trois quarts » said after hours."""
    number = reading.number(place)
    if number and number.value == 3 and reading.stem(number.end) == "quart":
        return 45, number.end + 1
    return None


def _more_minutes(reading: Reading, place: int) -> tuple[int, int] | None:
    """(minutes, the place after) of « 30 » in « 1h30 », « 1 h 30 min », « une heure trente »."""
    place += reading.key(place) == "et" and reading.key(place + 1) not in ("demi", "demie")
    number = reading.number(place)
    if number is None or reading.words[place].apart or not 0 <= number.value < 60:
        return None
    word = reading.words[place]
    if reading.key(number.end) in MINUTES and reading.is_free(number.end) and not reading.words[number.end].apart:
        return number.value, number.end + 1
    if reading.key(place - 1) == "et":
        return None
    if word.tight and word.number is not None:
        return number.value, number.end
    return (number.value, number.end) if _are_minutes(reading, place, number) else None


def _are_minutes(reading: Reading, place: int, number: Number) -> bool:
    """« 1 h 30 », « 2 h 05 », but « 2 h 12 personnes », « 1 h 3 courriels », « 1h 6 » where nobody can tell."""
    word, after = reading.words[place], number.end
    if word.number is not None and len(word.text) != 2:
        return False
    ended = after >= len(reading) or reading.words[after].apart
    if ended and word.number is not None:
        spaced = not reading.words[place - 1].tight
        return spaced or number.value % 5 == 0 or word.text[0] == "0"
    if number.value % 15 or not number.value:
        return False
    term = reading.term(after)
    counts = term is not None and "people" in term.says
    another_unit = reading.key(after) in HOURS | {"ans", "an", "f", "jours", "semaines", "quart", "quarts"}
    a_date = after < len(reading) and reading.words[after].before in ("/", "-", ".")
    return not (counts or another_unit or a_date)


def _decimal_hours(reading: Reading, place: int) -> Lasting | None:
    """« 1,5 h », « 2.5 heures »."""
    if place + 2 >= len(reading) or not reading.is_free(place, place + 3):
        return None
    whole, part, unit = reading.words[place : place + 3]
    if whole.number is None or part.number is None or part.before not in (",", ".") or unit.key not in HOURS:
        return None
    fraction = part.number / 10 ** len(part.text)
    return Lasting(round(60 * (whole.number + fraction)), place + 3)


def _after_of(reading: Reading, place: int) -> int:
    return place + (reading.key(place) in ("d", "de"))


def _part_of_an_hour(reading: Reading, place: int) -> Lasting | None:
    """« demi-heure », « quart d’heure », « 1/2 h », « 3/4 d’heure », « trois quarts d’heure »."""
    start = place
    if reading.key(place) in ("une", "un", "1", "petite", "bonne", "grosse", "petit", "bon"):
        start = reading.skip(place + (reading.key(place) in ("une", "un", "1")), SIZES | {"petit", "bon"})
    key, after = reading.key(start), reading.key(start + 1)
    if key in ("demi", "demie") and after in HOURS and reading.is_free(place, start + 2):
        return Lasting(30, start + 2)
    if key == "quart" and reading.key(_after_of(reading, start + 1)) in HOURS:
        end = _after_of(reading, start + 1) + 1
        return Lasting(15, end) if reading.is_free(place, end) else None
    return _fraction(reading, place)


def _fraction(reading: Reading, place: int) -> Lasting | None:
    if place + 2 >= len(reading) or reading.words[place + 1].before.strip() != "/":
        return None
    parts = {("1", "2"): 30, ("1", "4"): 15, ("3", "4"): 45}
    minutes = parts.get((reading.key(place), reading.key(place + 1)))
    unit = _after_of(reading, place + 2)
    if minutes and reading.key(unit) in HOURS and reading.is_free(place, unit + 1):
        return Lasting(minutes, unit + 1)
    return None


# --- Once everything is read ---------------------------------------------------------------------------------------


def settle(reading: Reading) -> None:
    """One duration only; written like a time beside another one, « 14h30 » is a time."""
    spans = reading.saying("minutes")
    times = [span for span in spans if dict(span.says).get("clocklike")]
    alone = len(spans) == 1 and times and int(str(dict(times[0].says)["minutes"])) >= LONGEST_ALONE
    if alone or (len(reading.values("minutes")) > 1 and len(times) < len(spans)):
        for span in times:
            reading.release(span, f"« {span.words} » est une heure du jour : seule la durée se note.")
    values = reading.values("minutes")
    if len(values) > 1:
        said = ", ".join(hours(int(str(value))) for value in values)
        for span in reading.saying("minutes"):
            reading.release(span, f"Plusieurs durées : {said}. Gardez celle qui vaut.")
