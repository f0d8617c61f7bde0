"""Telephone numbers: read as people write them, kept as « +33612345678 », shown as people read them."""

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberFormat

from trame.ui.typography import NBSP

from .typed import Mistyped

# A number of ten digits belongs to one of them at most; elsewhere (Nouméa, Papeete…) numbers are shorter,
# and written with their +687, +689…
_TEN_DIGITS = ("FR", "GP", "GF", "MQ", "RE", "YT")
_NATIONAL = {33, 262, 590, 594, 596}
MAX_TYPED = 40


def read_phone(typed: str) -> str:
    """« 06 12 34 56 78 » → « +33612345678 »; "" for nothing. Raises Mistyped.

    >>> read_phone("0692 12 34 56"), read_phone("+32 470 12 34 56")
    ('+262692123456', '+32470123456')
    """
    typed = typed.strip()
    if not typed:
        return ""
    found = next(filter(None, (_valid(typed[:MAX_TYPED], region) for region in _TEN_DIGITS)), None)
    if found is None:
        raise Mistyped(
            f"« {typed[:MAX_TYPED]} » n’est pas un numéro de téléphone : tapez par exemple 06 12 34 56 78, ou "
            "commencez par + et l’indicatif du pays."
        )
    return phonenumbers.format_number(found, PhoneNumberFormat.E164)


def _valid(typed: str, region: str) -> PhoneNumber | None:
    try:
        number = phonenumbers.parse(typed, region)
    except NumberParseException:
        return None
    return number if phonenumbers.is_valid_number(number) and not number.extension else None


def shown(phone: str) -> str:
    """« +33612345678 » → « 06 12 34 56 78 », with spaces that do not break; from abroad, with its +."""
    if not phone:
        return ""
    try:
        number = phonenumbers.parse(phone, None)
    except NumberParseException:
        return phone
    french = number.country_code in _NATIONAL
    style = PhoneNumberFormat.NATIONAL if french else PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, style).replace(" ", NBSP)


def looked_for(text: str) -> str:
    """The digits to look for in a kept number when `text` is made of figures only; "" when it is not.

    >>> looked_for("06 12 34"), looked_for("+33 6 12"), looked_for("P-7KQ2F"), looked_for("06")
    ('61234', '33612', '', '')
    """
    digits = "".join(sign for sign in text if sign.isdigit())
    others = text.translate(str.maketrans("", "", "0123456789 .-/()+\u00a0\u202f"))
    if others or len(digits) < FEWEST_DIGITS or not digits.isascii():
        return ""
    return digits if text.strip().startswith("+") else digits.lstrip("0")


FEWEST_DIGITS = 4
