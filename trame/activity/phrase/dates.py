"""When: « hier », « lundi », « le 3 mars », « 03/03/2026 », « il y a trois jours ».

A weekday is the last one, today included: « lundi », said on a Monday, is today; « lundi dernier » is not. A day without
its year, or without its month, is the last past one. What is not past is explained, and kept among what was not read.
"""

import calendar
import datetime as dt

from trame.ui.typography import MONTHS as MONTH_NAMES
from trame.ui.typography import WEEKDAYS as WEEKDAY_NAMES
from trame.ui.typography import date_long, joined

from ..models.activity import FIRST_DATE
from .durations import HALF_DAYS, HOURS, MINUTES, half_day_at
from .reading import Reading
from .words import plain

WEEKDAYS = {name: number for number, name in enumerate(WEEKDAY_NAMES)} | {
    short: number for number, short in enumerate(("lun", "mar", "mer", "jeu", "ven", "sam", "dim"))
}
MONTHS = {plain(name): number for number, name in enumerate(MONTH_NAMES, 1)} | {
    "janv": 1, "jan": 1, "fev": 2, "fevr": 2, "mrs": 3, "avr": 4, "juil": 7, "sept": 9, "sep": 9, "oct": 10, "nov": 11,
    "dec": 12,
}  # fmt: skip
TODAY = frozenset({"aujourdhui", "ajd", "auj", "aujourd"})
YESTERDAY = frozenset({"hier"})
THIS = frozenset({"ce", "cet", "cette"})
LAST = frozenset({"dernier", "derniere", "passe", "passee", "precedent", "precedente"})
NEXT = frozenset({"prochain", "prochaine", "suivant", "suivante"})
SEPARATORS = ("/", "-", ".")
IDIOMS = (8, 15)  # « il y a huit jours » is a week: which day is meant is not sure
Found = tuple[dt.date, int]


def read(reading: Reading) -> None:
    for place in reading.free():
        if reading.is_free(place):
            _ = (
                _numbered(reading, place)
                or _maybe_numbered(reading, place)
                or _relative(reading, place)
                or _ago(reading, place)
                or _weekday(reading, place)
                or _of_a_month(reading, place)
                or _day_alone(reading, place)
                or _vague(reading, place)
            )


def _take(reading: Reading, start: int, end: int, day: dt.date) -> bool:
    """Keep the day, and the half-day that follows it: « hier matin »."""
    if reading.key(start - 1) in ("le", "ce", "du") and reading.is_free(start - 1) and start:
        start -= 1
    if day > reading.around.today:
        said = reading.quoted(start, end)
        reading.hold(
            start,
            end,
            f"{said} : le {date_long(day)} n’est pas encore passé. Seul ce qui a eu lieu se note.",
            about="date",
        )
    elif day < FIRST_DATE:
        reading.hold(
            start, end, f"{reading.quoted(start, end)} : la date doit être après le 1er janvier 2000.", about="date"
        )
    elif found := _half_day_after(reading, end):
        half_days, after = found
        reading.take(start, after, date=day, half_days=half_days)
    else:
        reading.take(start, end, date=day)
    return True


def _half_day_after(reading: Reading, end: int) -> tuple[tuple[str, ...], int] | None:
    if end >= len(reading) or reading.words[end].apart:
        return None
    return half_day_at(reading, reading.skip(end, frozenset({"au", "dans", "en", "la", "le", "l"})))


def _refuse(reading: Reading, start: int, end: int, why: str) -> bool:
    reading.hold(start, end, f"{reading.quoted(start, end)} {why}", about="date")
    return True


# --- Relative to today ---------------------------------------------------------------------------------------------


def _relative(reading: Reading, place: int) -> bool:
    today, key = reading.around.today, reading.key(place)
    one = dt.timedelta(days=1)
    if key in TODAY:
        end = place + 1 + (key == "aujourd" and reading.key(place + 1) == "hui")
        return _take(reading, place, end, today)
    if key == "avant" and reading.key(place + 1) in YESTERDAY:
        return _take(reading, place, place + 2, today - 2 * one)
    if key in ("avanthier",):
        return _take(reading, place, place + 1, today - 2 * one)
    if key in YESTERDAY:
        return _take(reading, place, place + 1, today - one)
    if key == "demain" or (key == "apres" and reading.key(place + 1) == "demain"):
        return _take(reading, place, place + 1 + (key == "apres"), today + (2 if key == "apres" else 1) * one)
    return _this(reading, place)


def _this(reading: Reading, place: int) -> bool:
    """« ce matin », « cet après-midi », « ce jour », « tout à l’heure »."""
    today = reading.around.today
    if [reading.key(place + step) for step in range(4)] == ["tout", "a", "l", "heure"]:
        return _take(reading, place, place + 4, today)
    if reading.key(place) not in THIS:
        return False
    after = reading.key(place + 1)
    if after in HALF_DAYS or after in ("apres", "journee"):
        if found := half_day_at(reading, place + 1):
            reading.take(place, found[1], date=today, half_days=found[0])
            return True
    if after in ("jour", "midi") and reading.is_free(place + 1):
        return _take(reading, place, place + 2, today)
    return False


def _ago(reading: Reading, place: int) -> bool:
    """« il y a 3 jours », « il y a deux semaines »; « dans 3 jours » is told as not past."""
    ahead = reading.key(place) == "dans"
    start = place + 1 if ahead else _after_ago(reading, place)
    number = reading.number(start) if start else None
    if number is None or not reading.is_free(number.end):
        return False
    unit, end = reading.stem(number.end), number.end + 1
    days = {"jour": 1, "semaine": 7}.get(unit)
    if days is None:
        vague = unit in ("moi", "mois", "an", "annee") and not ahead
        return vague and _refuse(reading, place, end, "ne dit pas quel jour : écrivez la date.")
    if unit == "jour" and number.value in IDIOMS and not ahead:
        return _refuse(reading, place, end, "peut vouloir dire une ou deux semaines : écrivez la date.")
    if number.value > 10_000:
        return _refuse(reading, place, end, ": la date doit être après le 1er janvier 2000.")
    return _take(
        reading, place, end, reading.around.today + dt.timedelta(days=days * number.value * (1 if ahead else -1))
    )


def _after_ago(reading: Reading, place: int) -> int:
    keys = [reading.key(place + step) for step in range(3)]
    if keys == ["il", "y", "a"]:
        return place + 3
    return place + 2 if keys[:2] == ["y", "a"] else 0


# --- Weekdays ------------------------------------------------------------------------------------------------------


def _weekday(reading: Reading, place: int) -> bool:
    key = reading.key(place)
    if key not in WEEKDAYS or (len(key) == 3 and not _date_follows(reading, place + 1)):
        return False
    number, today = WEEKDAYS[key], reading.around.today
    if dated := _date_at(reading, _of(reading, place + 1)):
        return _weekday_and_date(reading, place, dated, number)
    if (alone := reading.number(place + 1)) and _is_a_day_number(reading, place + 1, alone.end):
        return _weekday_and_day(reading, place, alone.value, alone.end)
    ago = (today.weekday() - number) % 7
    end = place + 1
    after = reading.key(end)
    if after in NEXT:
        return _take(reading, place, end + 1, today + dt.timedelta(days=7 - ago if ago else 7))
    if after in LAST:
        return _take(reading, place, end + 1, today - dt.timedelta(days=ago or 7))
    if last_week := _last_week(reading, end):
        monday = today - dt.timedelta(days=today.weekday() + 7)
        return _take(reading, place, last_week, monday + dt.timedelta(days=number))
    return _take(reading, place, end, today - dt.timedelta(days=ago))


def _date_follows(reading: Reading, place: int) -> bool:
    """« mer 3 mars »: the short name of a weekday is one only before a date."""
    number = reading.number(place)
    return number is not None and _is_a_day_number(reading, place, number.end)


def _of(reading: Reading, place: int) -> int:
    return reading.skip(place, frozenset({"le"}))


def _weekday_and_date(reading: Reading, place: int, dated: tuple[dt.date | None, int], weekday: int) -> bool:
    day, end = dated
    if day is None:
        return _impossible(reading, place, end)
    if day.weekday() != weekday:
        return _refuse(reading, place, end, f": le {date_long(day)} est un {WEEKDAY_NAMES[day.weekday()]}.")
    return _take(reading, place, end, day)


def _weekday_and_day(reading: Reading, place: int, number: int, end: int) -> bool:
    """« lundi 16 »: the last 16th of a month, if it is a Monday."""
    day = _last_day_numbered(number, reading.around.today)
    weekday = WEEKDAYS[reading.key(place)]
    if day is None or day.weekday() != weekday:
        return _refuse(reading, place, end, "ne correspond à aucun jour récent : écrivez la date avec son mois.")
    return _take(reading, place, end, day)


def _last_week(reading: Reading, place: int) -> int:
    """The place after « (de) la semaine dernière »; 0 when it is not that."""
    place = reading.skip(place, frozenset({"de", "la"}))
    return place + 2 if reading.key(place) == "semaine" and reading.key(place + 1) in LAST else 0


# --- Dates of the calendar -----------------------------------------------------------------------------------------


def _numbered(reading: Reading, place: int) -> bool:
    """« 03/03 », « 3/3/2026 », « 2026-03-03 »."""
    found = _numbered_at(reading, place)
    if found is None:
        return False
    day, end = found
    return _impossible(reading, place, end) if day is None else _take(reading, place, end, day)


def _numbered_at(reading: Reading, place: int) -> tuple[dt.date | None, int] | None:
    """(day or None when it does not exist, the place after)."""
    numbers, end = _run(reading, place)
    if len(numbers) == 3 and len(reading.words[place].text) == 4:
        year, month, day = numbers
        return _day(year, month, day), end
    if len(numbers) == 3 and len(reading.words[end - 1].text) in (2, 4):
        return _day(numbers[2] + (2000 if numbers[2] < 100 else 0), numbers[1], numbers[0]), end
    if len(numbers) == 2 and reading.words[place + 1].before == "/" and not _unit(reading, end):
        zero = reading.words[place].text[0] == "0" or len(reading.words[place + 1].text) == 2
        # « 3/4 », « 1/2 » are parts as well as days.
        if zero or numbers[0] > 12 or reading.key(place - 1) == "le":
            return _last_of(numbers[0], numbers[1], reading.around.today), end
    return None


def _maybe_numbered(reading: Reading, place: int) -> bool:
    """« 3/2 » may be a day, or something else: which is not guessed."""
    numbers, end = _run(reading, place)
    if len(numbers) != 2 or reading.words[place + 1].before != "/" or not 1 <= numbers[1] <= 12 or _unit(reading, end):
        return False
    return _refuse(reading, place, end, f": si c’est une date, écrivez « {numbers[0]:02}/{numbers[1]:02} ».")


def _run(reading: Reading, place: int) -> tuple[list[int], int]:
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


def _unit(reading: Reading, place: int) -> bool:
    """« 5/6 pers »: an estimate, not a day."""
    term = reading.term(place)
    return reading.key(place) in HOURS | MINUTES or bool(term and "people" in term.says)


def _of_a_month(reading: Reading, place: int) -> bool:
    found = _date_at(reading, place)
    if found is None:
        return False
    day, end = found
    if (start := _several_days(reading, place)) < place:
        return _refuse(reading, start, end, "fait plusieurs jours : une activité est d’un seul jour.")
    return _impossible(reading, place, end) if day is None else _take(reading, place, end, day)


def _several_days(reading: Reading, place: int) -> int:
    """Where « les 3 et 4 mars », « du 3 au 5 mars » begin; `place` for a single day."""
    linked = reading.key(place - 1) in ("et", "au", "a", "ou") if place > 1 else False
    before = place - 2 if linked else place - 1
    dashed = place > 0 and reading.words[place].before.strip() in ("-", "/", "–")
    if before < 0 or not (linked or dashed) or not reading.is_free(before, place):
        return place
    number = reading.words[before].number
    return before if number is not None and 1 <= number <= 31 else place


def _date_at(reading: Reading, place: int) -> tuple[dt.date | None, int] | None:
    """« 3 mars », « 1er mars 2026 », « trois mars », and dates in numbers."""
    if place >= len(reading):
        return None
    if numbered := _numbered_at(reading, place):
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


def _day_alone(reading: Reading, place: int) -> bool:
    """« le 12 »: the last 12th of a month."""
    if reading.key(place) != "le":
        return False
    number = reading.number(place + 1)
    if number is None or not _is_a_day_number(reading, place + 1, number.end) or number.article:
        return False
    day = _last_day_numbered(number.value, reading.around.today)
    end = number.end
    return _take(reading, place, end, day) if day else _impossible(reading, place, end)


def _is_a_day_number(reading: Reading, place: int, end: int) -> bool:
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


def _last_day_numbered(number: int, today: dt.date) -> dt.date | None:
    """The last past day of that number: months too short are passed over."""
    year, month = today.year, today.month
    for _ in range(4):
        found = _day(year, month, number)
        if found and found <= today:
            return found
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return None


def _impossible(reading: Reading, start: int, end: int) -> bool:
    return _refuse(reading, start, end, "n’existe pas au calendrier : vérifiez la date.")


# --- What does not say a day ---------------------------------------------------------------------------------------


def _vague(reading: Reading, place: int) -> bool:
    """« la semaine dernière », « le mois dernier », « cette semaine »."""
    start = place
    place = reading.skip(place, frozenset({"la", "le", "cette", "ce", "du", "mois"}) - {"mois"})
    key, after = reading.key(place), reading.key(place + 1)
    period = key in ("semaine", "mois", "annee", "trimestre", "weekend")
    if not period or not reading.is_free(place):
        return False
    if after in LAST | NEXT and reading.is_free(place + 1):
        return _refuse(reading, start, place + 2, "ne dit pas quel jour : écrivez par exemple « mardi dernier ».")
    if reading.key(start) in ("cette", "ce"):
        return _refuse(reading, start, place + 1, "ne dit pas quel jour : écrivez par exemple « mardi ».")
    return False


def settle(reading: Reading) -> None:
    """One day only."""
    values = reading.values("date")
    if len(values) > 1:
        said = joined([f"le {date_long(value)}" for value in values if isinstance(value, dt.date)])
        for span in reading.saying("date"):
            reading.release(span, f"Plusieurs dates : {said}. Une activité est d’un seul jour.")
