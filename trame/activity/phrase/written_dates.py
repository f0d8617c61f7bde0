"""Dates as they are written: « 03/03 », « 3/3/2026 », « 2026-03-03 », « 1er mars »; found, not taken."""

import calendar
import datetime as dt

from trame.ui.typography import MONTHS as MONTH_NAMES

from .clock import HOURS, MINUTES
from .reading import Reading
from .words import plain

MONTHS = {plain(name): number for number, name in enumerate(MONTH_NAMES, 1)} | {
    "janv": 1, "jan": 1, "fev": 2, "fevr": 2, "mrs": 3, "avr": 4, "juil": 7, "sept": 9, "sep": 9, "oct": 10, "nov": 11,
    "dec": 12,
}  # fmt: skip
SEPARATORS = ("/", "-", ".")
# A day, or None when no calendar has it, and the place after.
Found = tuple[dt.date | None, int]


def numbered_at(reading: Reading, place: int) -> Found | None:
    """(day or None when it does not exist, the place after)."""
    numbers, end = numbers_at(reading, place)
    if len(numbers) == 3 and len(reading.words[place].text) == 4:
        year, month, day = numbers
        return _day(year, month, day), end
    if len(numbers) == 3 and len(reading.words[end - 1].text) in (2, 4):
        return _day(numbers[2] + (2000 if numbers[2] < 100 else 0), numbers[1], numbers[0]), end
    if len(numbers) == 2 and reading.words[place + 1].before == "/" and not has_a_unit(reading, end):
        zero = reading.words[place].text[0] == "0" or len(reading.words[place + 1].text) == 2
        # « 3/4 », « 1/2 » are parts as well as days.
        if zero or numbers[0] > 12 or reading.key(place - 1) == "le":
            return _last_of(numbers[0], numbers[1], reading.around.today), end
    return None


def numbers_at(reading: Reading, place: int) -> tuple[list[int], int]:
    """Numbers parted by the same sign."""
    numbers: list[int] = []
    sign = ""
    while place < len(reading) and reading.is_free(place) and len(numbers) < 3:
        word = reading.words[place]
        if word.number is None or len(word.text) > 4:
            break
        if numbers and (word.before not in SEPARATORS or (sign and word.before != sign)):
            break
        sign = word.before if numbers else ""
        numbers.append(word.number)
        place += 1
    return numbers, place


def has_a_unit(reading: Reading, place: int) -> bool:
    """« 5/6 pers »: an estimate, not a day."""
    term = reading.term(place)
    return reading.key(place) in HOURS | MINUTES or bool(term and "people" in term.says)


def several_days(reading: Reading, place: int) -> int:
    """Where « les 3 et 4 mars », « du 3 au 5 mars » begin; `place` for a single day."""
    linked = reading.key(place - 1) in ("et", "au", "a", "ou") if place > 1 else False
    before = place - 2 if linked else place - 1
    dashed = place > 0 and reading.words[place].before.strip() in ("-", "/", "–")
    if before < 0 or not (linked or dashed) or not reading.is_free(before, place):
        return place
    number = reading.words[before].number
    return before if number is not None and 1 <= number <= 31 else place


def date_at(reading: Reading, place: int) -> Found | None:
    """« 3 mars », « 1er mars 2026 », « trois mars », and dates in numbers."""
    if place >= len(reading):
        return None
    if numbered := numbered_at(reading, place):
        return numbered
    number = reading.number(place)
    if number is None:
        return None
    end = number.end
    if reading.key(end) in ("er", "e", "eme") and reading.words[end].tight:
        end += 1
    if reading.words[place].key == "premier":
        end = place + 1
    month = MONTHS.get(reading.key(end), 0)
    if not month or not reading.is_free(end) or reading.words[end].apart:
        return None
    end += 1
    if end < len(reading) and (year := reading.words[end].number) and 1900 <= year <= 2999 and reading.is_free(end):
        return _day(year, month, number.value), end + 1
    return _last_of(number.value, month, reading.around.today), end


def is_a_day_number(reading: Reading, place: int, end: int) -> bool:
    """Whether the number there counts nothing else: « le 12 », but « lundi 12 personnes », « lundi 2h »."""
    word = reading.words[place]
    if word.number is None or not 1 <= word.number <= 31 or word.apart:
        return False
    if end >= len(reading):
        return True
    after = reading.words[end]
    if after.tight or after.before in SEPARATORS or after.before.strip() in ("/", "-"):
        return False
    if after.apart:
        return True
    term = reading.term(end)
    counted = term and {"people", "topics", "materials", "case", "document"} & set(term.says)
    unit = after.key in HOURS | MINUTES | {"ans", "jours", "semaines", "mois", "f", "nouveaux", "nouvelles"}
    if not (counted or unit):
        return after.number is not None or term is not None or _is_linking(reading, end)
    return False


def _is_linking(reading: Reading, place: int) -> bool:
    return reading.key(place) in ("a", "au", "aux", "avec", "pour", "de", "du", "en", "sur", "dans", "chez", "matin")


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except (ValueError, OverflowError):
        return None


def _last_of(day: int, month: int, today: dt.date) -> dt.date | None:
    """The last past one; a 29 February may be years ago. None: no year has it."""
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(2000, month)[1]:
        return None
    years = (_day(today.year - back, month, day) for back in range(9))
    return next((found for found in years if found and found <= today), None)


def last_day_numbered(number: int, today: dt.date) -> dt.date | None:
    """The last past day of that number: months too short are passed over."""
    year, month = today.year, today.month
    for _ in range(4):
        found = _day(year, month, number)
        if found and found <= today:
            return found
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return None
