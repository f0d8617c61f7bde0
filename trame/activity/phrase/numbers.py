"""Numbers, in digits or in words: « 12 », « dix-sept », « quatre-vingts », « une douzaine »."""

from collections.abc import Sequence
from dataclasses import dataclass

from .words import Word

_UNITS = {
    word: value
    for value, words in enumerate(
        [
            "zero",
            "un une",
            "deux",
            "trois",
            "quatre",
            "cinq",
            "six",
            "sept",
            "huit",
            "neuf",
            "dix",
            "onze",
            "douze",
            "treize",
            "quatorze",
            "quinze",
            "seize",
        ]
    )
    for word in words.split()
}
_TENS = {
    "vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "septante": 70,
    "huitante": 80, "octante": 80, "nonante": 90,
}  # fmt: skip
ABOUT = {
    "dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30, "quarantaine": 40,
    "cinquantaine": 50, "soixantaine": 60, "centaine": 100,
}  # fmt: skip
NUMBER_WORDS = frozenset({*_UNITS, *_TENS, *ABOUT, "cent", "cents", "mille", "vingts"})


@dataclass(frozen=True)
class Number:
    """`end`: the place of the word after it. `article`: « un » or « une », which may count nothing."""

    value: int
    end: int
    article: bool = False


def number_at(words: Sequence[Word], start: int) -> Number | None:
    """The number that begins there, as long as it goes; None when there is none."""
    if start >= len(words):
        return None
    first = words[start]
    if first.number is not None:
        return Number(first.number, start + 1)
    keys = _keys(words, start)
    value, length = _in_words(keys)
    if length:
        alone = length == 1 and keys[0] in ("un", "une")
        if alone and len(keys) > 1 and (about := _about(keys[1])):
            return Number(about, start + 2)
        if len(keys) > length and keys[length].endswith("s") and (about := _about(keys[length])):
            return Number(value * about, start + length + 1)  # « deux douzaines »
        return Number(value, start + length, article=alone)
    if about := _about(keys[0]):
        return Number(about, start + 1)
    return None


def _about(key: str) -> int:
    return ABOUT.get(key, 0) or ABOUT.get(key.removesuffix("s"), 0)


LONGEST = 12  # words of a number under a million


def _keys(words: Sequence[Word], start: int) -> list[str]:
    """The words that may belong together: parted by spaces and hyphens only."""
    keys = [words[start].key]
    for word in words[start + 1 : start + LONGEST]:
        if word.number is not None or set(word.before) - set(" -\u00a0\u202f\u2010\u2011"):
            break
        keys.append(word.key)
    return keys


def _in_words(keys: list[str]) -> tuple[int, int]:
    """(value, how many words) under a million; (0, 0) when it is no number."""
    thousands, used = _under_thousand(keys)
    if keys[used : used + 1] != ["mille"]:
        return thousands, used
    used += 1
    rest, more = _under_thousand(keys[used:])
    # « mille » alone is one thousand; « zéro » never follows.
    return (thousands or 1) * 1000 + (rest if rest else 0), used + (more if rest else 0)


def _under_thousand(keys: list[str]) -> tuple[int, int]:
    hundreds, used = _unit(keys)
    if used and 2 <= hundreds <= 9 and keys[used : used + 1] in (["cent"], ["cents"]):
        base, used = hundreds * 100, used + 1
    elif keys[:1] == ["cent"]:
        base, used = 100, 1
    else:
        return _under_hundred(keys)
    rest, more = _under_hundred(keys[used:])
    return (base + rest, used + more) if rest else (base, used)


def _unit(keys: list[str]) -> tuple[int, int]:
    return (_UNITS[keys[0]], 1) if keys and keys[0] in _UNITS else (0, 0)


def _under_hundred(keys: list[str]) -> tuple[int, int]:
    if keys[:1] == ["quatre"] and keys[1:2] in (["vingt"], ["vingts"]):
        tens, used = 80, 2
    elif keys and keys[0] in _TENS and keys[0] != "vingts":
        tens, used = _TENS[keys[0]], 1
    else:
        return _teen(keys)
    linked = used + 1 if keys[used : used + 1] == ["et"] else used
    unit, more = _teen(keys[linked:])
    most = 19 if tens in (60, 80) else 9
    if not more or not 1 <= unit <= most or (linked > used and unit not in (1, 11)):
        return tens, used
    return tens + unit, linked + more


def _teen(keys: list[str]) -> tuple[int, int]:
    """0 to 19: « dix-sept » is two words."""
    value, used = _unit(keys)
    if value == 10 and used and keys[1:2] and keys[1] in ("sept", "huit", "neuf"):
        return 10 + _UNITS[keys[1]], 2
    return value, used
