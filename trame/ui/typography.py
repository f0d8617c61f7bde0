"""Typographie française: the one place where a number, a date, a duration or a sentence gets its form.

U+202F (narrow no-break space) stands in thousands, before ``; ! ? %`` and inside « »; U+00A0 before ``:`` and
between a number and its unit. Everything here takes and gives plain text, except the ``*_html`` variants.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from typing import TypeAlias

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

NARROW = "\u202f"
NBSP = "\u00a0"
MINUS = "\u2212"
NONE = "—"
MASK_BELOW = 11

WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
SHORT_MONTHS = ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.")

Number: TypeAlias = int | float | Decimal


def _rounded(value: Number, places: int) -> Decimal:
    """Half goes away from zero, as readers expect: 0.05 → 0,1 (binary floats and bankers' rounding would not)."""
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def _typeset_number(value: Decimal, places: int) -> str:
    sign = MINUS if value < 0 else ""
    return sign + f"{abs(value):,.{places}f}".replace(",", NARROW).replace(".", ",")


def number(n: Number | None) -> str:
    """1284 → « 1 284 »; rounded to a whole number; « — » for None."""
    return NONE if n is None else _typeset_number(_rounded(n, 0), 0)


def decimal(n: Number | None, places: int = 1) -> str:
    """7.65 → « 7,7 »; a fixed number of places; « — » for None."""
    return NONE if n is None else _typeset_number(_rounded(n, places), places)


def percent(n: Number | None, d: Number | None) -> str:
    """percent(1, 3) → « 33,3 % »; « — » when there is nothing to divide by."""
    if n is None or not d:
        return NONE
    return decimal(Decimal(str(n)) * 100 / Decimal(str(d))) + NARROW + "%"


def signed(n: Number) -> str:
    """14 → « +14 », -3 → « −3 », 0 → « 0 »."""
    return ("+" if n > 0 else "") + number(n)


def signed_percent(n: Number, before: Number | None) -> str:
    """Change since `before`: signed_percent(1284, 1149) → « +11,7 % »; « — » when `before` is 0 or None."""
    if not before:
        return NONE
    change = (Decimal(str(n)) - Decimal(str(before))) * 100 / Decimal(str(before))
    return ("+" if _rounded(change, 1) > 0 else "") + decimal(change) + NARROW + "%"


def points(n: Number, d: Number | None, before: Number, d_before: Number | None) -> str:
    """Between two shares, as printed: points(1, 3, 1, 4) → « +8,3 points » (33,3 − 25,0); « — » without a share."""
    if not d or not d_before:
        return NONE
    shares = (_rounded(Decimal(str(a)) * 100 / Decimal(str(b)), 1) for a, b in ((n, d), (before, d_before)))
    change = next(shares) - next(shares)
    return ("+" if change > 0 else "") + decimal(change) + NBSP + plural_word(abs(change), "point")


def masked(n: int) -> str:
    """What may be shared: 1 to 10 → « moins de 11 »; 0 and 11 or more as they are."""
    return f"moins de{NBSP}{MASK_BELOW}" if 0 < n < MASK_BELOW else number(n)


def hours(minutes: int | None) -> str:
    """44790 → « 746 h 30 », 60 → « 1 h », 45 → « 45 min »; « — » for None."""
    if minutes is None:
        return NONE
    whole, rest = divmod(minutes, 60)
    if not whole:
        return f"{rest}{NBSP}min"
    return f"{number(whole)}{NBSP}h" + (f"{NBSP}{rest:02d}" if rest else "")


def clock(moment: time | datetime) -> str:
    """09:30 → « 9 h 30 », 14:00 → « 14 h »; an aware datetime is shown in the site's time zone."""
    local = _local(moment) if isinstance(moment, datetime) else moment
    return f"{local.hour}{NBSP}h" + (f"{NBSP}{local.minute:02d}" if local.minute else "")


def _local(moment: datetime) -> datetime:
    return timezone.localtime(moment) if timezone.is_aware(moment) else moment


def _day(value: date) -> date:
    return _local(value).date() if isinstance(value, datetime) else value


def _day_parts(value: date, year: bool) -> tuple[str, str, str]:
    """(day, ordinal, rest): (« 1 », « er », « janvier 2026 »)."""
    day = _day(value)
    rest = MONTHS[day.month - 1] + (f" {day.year}" if year else "")
    return str(day.day), "er" if day.day == 1 else "", rest


def date_long(value: date, year: bool = True) -> str:
    """« 3 mars 2026 », « 1er janvier 2026 »; the day does not part from its month (U+00A0)."""
    day, ordinal, rest = _day_parts(value, year)
    return f"{day}{ordinal}{NBSP}{rest}"


def date_html(value: date, year: bool = True) -> SafeString:
    """As `date_long`, with « er » raised."""
    day, ordinal, rest = _day_parts(value, year)
    raised = format_html("<sup>{}</sup>", ordinal) if ordinal else ""
    return format_html("{}{}{}{}", day, raised, NBSP, rest)


def date_weekday(value: date, year: bool = True) -> str:
    """« mardi 24 novembre 2026 »."""
    return f"{WEEKDAYS[_day(value).weekday()]} {date_long(value, year)}"


def period(start: date, end: date) -> str:
    """« du 1er janvier au 24 novembre 2026 », « le 3 mars 2026 »; the first year is written only when it differs."""
    if start == end:
        return f"le {date_long(end)}"
    return f"du {date_long(start, start.year != end.year)} au {date_long(end)}"


def period_html(start: date, end: date) -> SafeString:
    """As `period`, with « er » raised."""
    if start == end:
        return format_html("le {}", date_html(end))
    return format_html("du {} au {}", date_html(start, start.year != end.year), date_html(end))


def _month(code: str) -> tuple[int, int]:
    year, _, month = code.partition("-")
    return int(year), int(month)


def month_label(code: str) -> str:
    """'2025-03' → « mars 2025 »."""
    year, month = _month(code)
    return f"{MONTHS[month - 1]} {year}"


def month_short(code: str) -> str:
    """'2025-01' → « janv. »."""
    return SHORT_MONTHS[_month(code)[1] - 1]


def plural_word(n: Number, singular: str, plural: str = "") -> str:
    """The word alone: 0 and 1 are singular in French. Several words need their plural written.

    Raises ValueError when `singular` holds several words and `plural` is empty.
    """
    if -2 < n < 2:
        return singular
    if plural:
        return plural
    if " " in singular:
        raise ValueError(f"no plural given for {singular!r}")
    return singular if singular[-1] in "sxz" else singular + "s"


def plural(n: Number, singular: str, plural: str = "") -> str:
    """plural(1284, "atelier") → « 1 284 ateliers », plural(0, "atelier") → « 0 atelier »."""
    return number(n) + NBSP + plural_word(n, singular, plural)


def joined(items: Iterable[object], conjunction: str = "et") -> str:
    """« a, b et c »."""
    words = [str(item) for item in items]
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {conjunction} {words[-1]}"


_SPACES = r"[ \u00a0\u202f]"
# `keep` comes first: an address is taken whole, before any rule can look inside it.
_RULES = re.compile(
    rf"""
    (?P<keep> (?:https?://|www\.)\S+ | (?<![\w.+'’-])[\w.+'’-]+@[\w-]+(?:\.[\w-]+)+ )
  | (?P<apostrophe> ')
  | (?P<open> «{_SPACES}*(?=\S) )
  | (?P<narrow> (?<=[^\s«]){_SPACES}*(?=») | (?<=[^\s;!?(\[«]){_SPACES}*(?=[;!?]) | (?<=\d){_SPACES}*(?=%) )
  | (?P<nbsp> (?<=[^\s:(\[«]){_SPACES}*(?=:(?:[\s»;!?]|$)) | (?<=[^\s«]){_SPACES}+(?=:) )
    """,
    re.VERBOSE,
)
_REPLACEMENTS = {"apostrophe": "’", "open": "«" + NARROW, "narrow": NARROW, "nbsp": NBSP}


def _replace(match: re.Match[str]) -> str:
    return _REPLACEMENTS.get(match.lastgroup or "", match.group())


def typeset(text: str) -> str:
    """French spaces and apostrophes in plain text (not HTML); addresses are left alone; twice changes nothing."""
    return _RULES.sub(_replace, text)
