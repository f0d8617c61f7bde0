"""Words mistyped: one wrong letter does not prevent from understanding, where a single word can be meant."""

import dataclasses
import functools

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from .known import Surroundings
from .lexicon import bodies, everything, senders
from .numbers import NUMBER_WORDS
from .ordinary import CALENDAR, KNOWN, STOP
from .words import Word, stem

SHORTEST = 6  # letters under which a word is as good as another
LONG = 11  # letters from which two mistakes are forgiven


@functools.cache
def _vocabulary() -> list[str]:
    lexicon = everything().vocabulary | bodies().vocabulary | senders().vocabulary
    words = {word for word in lexicon | CALENDAR | NUMBER_WORDS if word.isalpha()}
    return sorted(stem(word) for word in words)


@functools.cache
def _familiar() -> frozenset[str]:
    return frozenset(_vocabulary()) | {stem(word) for word in KNOWN | STOP}


@functools.lru_cache(maxsize=4096)
def _meant(word: str) -> str:
    """The one word of the lexicon that this one can be a mistake for; "" when there is none, or several."""
    most = 2 if len(word) >= LONG else 1
    found = extract(word, _vocabulary(), scorer=OSA.distance, score_cutoff=most, limit=4)
    near = [
        (other, distance)
        for other, distance, _ in found
        if other[0] == word[0] and len(other) >= SHORTEST - 1 and _is_a_slip(word, other)
    ]
    best = [other for other, distance in near if distance == min(d for _, d in near)]
    return best[0] if len(set(best)) == 1 else ""


def _is_a_slip(word: str, other: str) -> bool:
    """A letter forgotten, doubled or swapped inside the word.

    One put for another makes a word of its own (« lecteur », « lenteur »), and so does another ending (« retrait »).
    """
    return word[-1] == other[-1] and (len(word) != len(other) or sorted(word) == sorted(other) or len(word) >= LONG)


def corrected(words: list[Word], around: Surroundings) -> list[Word]:
    """The words, those mistyped being looked up as what was meant; their text stays as it was typed."""
    shouted = all(word.text.isupper() for word in words if word.number is None)
    mended = []
    for place, word in enumerate(words):
        doubtful = _may_be_mistyped(word, place, shouted) and word.key not in around.words_of_names
        meant = _meant(word.stem) if doubtful else ""
        mended.append(dataclasses.replace(word, stem=meant, key=meant) if meant else word)
    return mended


def _may_be_mistyped(word: Word, place: int, shouted: bool) -> bool:
    if word.number is not None or len(word.stem) < SHORTEST or word.stem in _familiar() or word.key in KNOWN:
        return False
    # A capital inside a phrase begins a name.
    return place == 0 or shouted or not word.capital or word.text.isupper()
