"""What people type, made into values; each refusal is a French sentence."""

import re

from .models.activity import MAX_MINUTES
from .models.facets import MAX_OTHER_MINUTES

# More digits than any sensible number: what is longer is refused before being read.
_NUMBER = r"([0-9]{1,6})"
_HOURS = re.compile(rf"{_NUMBER}\s*(?:h|heures?)?", re.IGNORECASE)
_MINUTES = re.compile(rf"{_NUMBER}\s*(?:m|mn|min|minutes?)?", re.IGNORECASE)
_BOTH = re.compile(rf"{_NUMBER}\s*(?:h|:)\s*([0-9]{{1,2}})\s*(?:m|mn|min)?", re.IGNORECASE)

_ONLY_HOURS = re.compile(rf"{_NUMBER}\s*(?:h|heures?)", re.IGNORECASE)
_PART_OF_HOURS = re.compile(r"([0-9]{1,2})[,.]([0-9]{1,2})\s*(?:h|heures?)", re.IGNORECASE)

OUT_OF_RANGE = "La durée va de 1 minute à 23 h 59 : corrigez les heures ou les minutes."
TIME_OUT_OF_RANGE = "Ce temps va de 0 à 24 h : vérifiez-le."


class Mistyped(ValueError):
    """The text cannot be read; the message is the French sentence to show. `part` is the control it was typed in."""

    def __init__(self, sentence: str, part: str = "") -> None:
        super().__init__(sentence)
        self.part = part


def duration(hours: str, minutes: str) -> int:
    """Minutes, from 1 to 1439, of what is typed in « heures » and « minutes »; raises Mistyped.

    >>> duration("1", "30"), duration("1 h 30", ""), duration("", "90 min")
    (90, 90, 90)
    """
    hours, minutes = hours.strip(), minutes.strip()
    if not hours and not minutes:
        raise Mistyped("Tapez la durée : des heures, des minutes, ou les deux.", "hours")
    if not minutes and (both := _BOTH.fullmatch(hours)):
        hours, minutes = both.groups()
    total = 60 * _whole(_HOURS, hours, "hours") + _whole(_MINUTES, minutes, "minutes")
    if not 1 <= total <= MAX_MINUTES:
        raise Mistyped(OUT_OF_RANGE, "hours")
    return total


def _whole(pattern: re.Pattern[str], text: str, part: str) -> int:
    if not text:
        return 0
    if (read := pattern.fullmatch(text)) is None:
        raise Mistyped(f"« {text[:20]} » n’est pas une durée : tapez des nombres entiers, par exemple 1 et 30.", part)
    return int(read.group(1))


def time_noted(text: str) -> int | None:
    """Minutes, from 0 to 1440, of a time noted beside the record; None when nothing is typed; raises Mistyped.

    >>> time_noted("20"), time_noted("1 h 30"), time_noted("1,5 h"), time_noted("0"), time_noted(" ")
    (20, 90, 90, 0, None)
    """
    text = text.strip()
    if not text:
        return None
    if both := _BOTH.fullmatch(text):
        total = 60 * int(both.group(1)) + int(both.group(2))
    elif part := _PART_OF_HOURS.fullmatch(text):
        total = round(60 * float(f"{part.group(1)}.{part.group(2)}"))
    elif whole := _ONLY_HOURS.fullmatch(text):
        total = 60 * int(whole.group(1))
    elif only := _MINUTES.fullmatch(text):
        total = int(only.group(1))
    else:
        raise Mistyped(f"« {text[:20]} » n’est pas une durée : tapez par exemple 20, 1 h 30 ou 90 min.")
    if total > MAX_OTHER_MINUTES:
        raise Mistyped(TIME_OUT_OF_RANGE)
    return total


def words(text: str) -> tuple[str, ...]:
    """The words or phrases parted by commas, semicolons or line ends, spaces tidied, without twins.

    >>> words("ameli, mot de passe ;; ameli")
    ('ameli', 'mot de passe')
    """
    return tuple(dict.fromkeys(word for raw in re.split(r"[,;\n]", text) if (word := " ".join(raw.split()))))
