"""When: « hier », « lundi », « le 3 mars », « 03/03/2026 », « il y a trois jours ».

A weekday is the last one, today included: « lundi », said on a Monday, is today; « lundi dernier » is not. A day
without its year, or its month, is the last past one. What is not past is explained, and left among what was not read.
"""

import datetime as dt

from trame.ui.typography import WEEKDAYS as WEEKDAY_NAMES
from trame.ui.typography import date_long, joined

from ..models.activity import FIRST_DATE
from .half_days import HALF_DAYS, half_day_at
from .reading import Reading
from .written_dates import (
    Found,
    date_at,
    has_a_unit,
    is_a_day_number,
    last_day_numbered,
    numbered_at,
    numbers_at,
    several_days,
)

WEEKDAYS = {name: number for number, name in enumerate(WEEKDAY_NAMES)} | {
    short: number for number, short in enumerate(("lun", "mar", "mer", "jeu", "ven", "sam", "dim"))
}
TODAY = frozenset({"aujourdhui", "ajd", "auj", "aujourd"})
YESTERDAY = frozenset({"hier"})
THIS = frozenset({"ce", "cet", "cette"})
LAST = frozenset({"dernier", "derniere", "passe", "passee", "precedent", "precedente"})
NEXT = frozenset({"prochain", "prochaine", "suivant", "suivante"})
IDIOMS = (8, 15)  # « il y a huit jours » is a week: which day is meant is not sure


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
    if (after in HALF_DAYS or after in ("apres", "journee")) and (found := half_day_at(reading, place + 1)):
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
    if dated := date_at(reading, _of(reading, place + 1)):
        return _weekday_and_date(reading, place, dated, number)
    if (alone := reading.number(place + 1)) and is_a_day_number(reading, place + 1, alone.end):
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
    return number is not None and (is_a_day_number(reading, place, number.end) or date_at(reading, place) is not None)


def _of(reading: Reading, place: int) -> int:
    return reading.skip(place, frozenset({"le"}))


def _weekday_and_date(reading: Reading, place: int, dated: Found, weekday: int) -> bool:
    day, end = dated
    if day is None:
        return _impossible(reading, place, end)
    if day.weekday() != weekday:
        return _refuse(reading, place, end, f": le {date_long(day)} est un {WEEKDAY_NAMES[day.weekday()]}.")
    return _take(reading, place, end, day)


def _weekday_and_day(reading: Reading, place: int, number: int, end: int) -> bool:
    """« lundi 16 »: the last 16th of a month, if it is a Monday."""
    day = last_day_numbered(number, reading.around.today)
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
    found = numbered_at(reading, place)
    if found is None:
        return False
    day, end = found
    return _impossible(reading, place, end) if day is None else _take(reading, place, end, day)


def _maybe_numbered(reading: Reading, place: int) -> bool:
    """« 3/2 » may be a day, or something else: which is not guessed."""
    numbers, end = numbers_at(reading, place)
    if (
        len(numbers) != 2
        or reading.words[place + 1].before != "/"
        or not 1 <= numbers[1] <= 12
        or has_a_unit(reading, end)
    ):
        return False
    return _refuse(reading, place, end, f": si c’est une date, écrivez « {numbers[0]:02}/{numbers[1]:02} ».")


def _of_a_month(reading: Reading, place: int) -> bool:
    found = date_at(reading, place)
    if found is None:
        return False
    day, end = found
    if (start := several_days(reading, place)) < place:
        return _refuse(reading, start, end, "fait plusieurs jours : une activité est d’un seul jour.")
    return _impossible(reading, place, end) if day is None else _take(reading, place, end, day)


def _day_alone(reading: Reading, place: int) -> bool:
    """« le 12 »: the last 12th of a month."""
    if reading.key(place) != "le":
        return False
    number = reading.number(place + 1)
    if number is None or number.article:
        return False
    first = number.value == 1 and reading.key(number.end) == "er" and reading.words[number.end].tight
    if not first and not is_a_day_number(reading, place + 1, number.end):
        return False
    day = last_day_numbered(number.value, reading.around.today)
    end = number.end + first
    return _take(reading, place, end, day) if day else _impossible(reading, place, end)


def _impossible(reading: Reading, start: int, end: int) -> bool:
    return _refuse(reading, start, end, "n’existe pas au calendrier : vérifiez la date.")


# --- What does not say a day ---------------------------------------------------------------------------------------


def _vague(reading: Reading, place: int) -> bool:
    """« la semaine dernière », « le mois dernier », « cette semaine »."""
    start = place
    place = reading.skip(place, frozenset({"la", "le", "cette", "ce", "du"}))
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
