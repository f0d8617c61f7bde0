"""Ages, made into the age bands of the nomenclature: « 74 ans », « plus de 70 ans », « 25-39 ans »."""

from dataclasses import dataclass

from trame.reference.nomenclatures import AGE_BAND_LIMITS, AgeBand

from .reading import Reading

OLDEST = 120
TENS = {"trentaine": 30, "quarantaine": 40, "cinquantaine": 50, "soixantaine": 60}
STRADDLES = "cet âge est à cheval sur deux tranches d’âge, choisissez dans la liste."


@dataclass(frozen=True)
class Aged:
    """A band, said by the words up to `end`; `why` there is none, when it is empty."""

    band: str
    end: int
    why: str = ""


def age_at(reading: Reading, place: int) -> Aged | None:
    """The age that begins there: « (de) (plus de) 70 ans (et plus) », « entre 60 et 69 ans », « la soixantaine »."""
    if not reading.is_free(place):
        return None
    if found := _about(reading, place):
        return found
    start = reading.skip(place, frozenset({"de", "d", "age", "agee", "agees", "ages", "ayant", "a", "ont"}))
    if start != place and reading.key(place) not in ("de", "d", "age", "agee", "agees", "ages", "ayant"):
        return None
    return _between(reading, start) or _over_or_under(reading, start) or _exactly(reading, start)


def _years(reading: Reading, place: int) -> bool:
    return reading.key(place) in ("ans", "an") and reading.is_free(place) and not reading.words[place].apart


def _exactly(reading: Reading, place: int) -> Aged | None:
    number = reading.number(place)
    if number is not None and 60 <= number.value <= 90 and _has_a_plus(reading, number.end - 1):
        return _from(number.value, number.end)
    if number is None or not _years(reading, number.end) or _since(reading, place):
        return None
    end = number.end + 1
    signs = reading.phrase[reading.words[end - 1].end : reading.words[end].start if end < len(reading) else None]
    more = [reading.key(end + step) for step in range(2)]
    if more == ["et", "plus"] or (more[0] == "et" and "+" in signs):
        return _from(number.value, end + 2)
    if signs.strip().startswith("+") or (end < len(reading) and reading.key(end) == "plus"):
        return _from(number.value, end + (reading.key(end) == "plus"))
    if more == ["et", "moins"]:
        return _under(number.value + 1, end + 2)
    return _band(number.value, number.value, end)


def _has_a_plus(reading: Reading, place: int) -> bool:
    """« 70+ »."""
    end = reading.words[place].end
    return reading.words[place].number is not None and reading.phrase[end : end + 1] == "+"


def _since(reading: Reading, place: int) -> bool:
    """« depuis 10 ans », « il y a 3 ans », « 3 ans de retard »: no age."""
    return reading.key(place - 1) in ("depuis", "a", "pendant", "dans", "apres") if place > 0 else False


def _over_or_under(reading: Reading, place: int) -> Aged | None:
    """« plus de 70 ans », « + de 70 », « moins de 12 ans »."""
    if place >= len(reading):
        return None
    sign = reading.words[place].before
    over = reading.key(place) == "plus" or "+" in sign
    under = reading.key(place) == "moins"
    if not over and not under:
        return None
    at = place + 1 if reading.key(place) in ("plus", "moins") else place
    at = reading.skip(at, frozenset({"de", "d"}))
    number = reading.number(at)
    if number is None or not _years(reading, number.end):
        return None
    return _under(number.value, number.end + 1) if under else _from(number.value, number.end + 1)


def _between(reading: Reading, place: int) -> Aged | None:
    """« 60-69 ans », « entre 60 et 69 ans », « de 25 à 39 ans »."""
    at = place + (reading.key(place) == "entre")
    first = reading.number(at)
    if first is None:
        return None
    middle = reading.skip(first.end, frozenset({"a", "et"}))
    linked = middle == first.end + 1 or (
        middle == first.end and middle < len(reading) and reading.words[middle].before.strip() in ("-", "/", "–")
    )
    last = reading.number(middle) if linked else None
    if last is None or not _years(reading, last.end) or last.value < first.value:
        return None
    return _band(first.value, last.value, last.end + 1)


def _about(reading: Reading, place: int) -> Aged | None:
    """« la soixantaine », « une quarantaine d’années »."""
    if reading.key(place) not in ("la", "une"):
        return None
    tens = TENS.get(reading.key(place + 1))
    if tens is None or not reading.is_free(place, place + 2):
        return None
    years = [reading.key(place + 2 + step) for step in range(2)] == ["d", "annees"]
    if reading.key(place) == "une" and not years:
        return None
    return _band(tens, tens + 9, place + 2 + 2 * years)


def _band_of(age: int) -> AgeBand:
    return next((band for limit, band in AGE_BAND_LIMITS if age < limit), AgeBand.PLUS_70)


def _band(youngest: int, oldest: int, end: int) -> Aged:
    if oldest > OLDEST:
        return Aged("", end, "vérifiez cet âge.")
    low, high = _band_of(youngest), _band_of(oldest)
    return Aged(low.value, end) if low == high else Aged("", end, STRADDLES)


def _from(age: int, end: int) -> Aged:
    return Aged(AgeBand.PLUS_70.value, end) if 70 <= age <= OLDEST else Aged("", end, STRADDLES)


def _under(age: int, end: int) -> Aged:
    return Aged(AgeBand.MOINS_12.value, end) if 0 < age <= 12 else Aged("", end, STRADDLES)
