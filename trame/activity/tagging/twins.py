"""Near twins: two spellings of what is most likely one word, told without comparing every tag with every other.

Twins: the same words but for the plural, their order, a hyphen or a space, a usual abbreviation, or one slip of the
keyboard in a long word. Never twins: what differs by a number (« 2024 », « 2025 »), and short words (« CAF » and
« CAFE »).
Nothing is ever merged on this ground alone: it is a question put to somebody.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TypeVar

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from ..services.tags import tag_key

# A slip is only believed in a word long enough: « facture » is not « fracture », nor « message » « massage ».
SLIP_FROM = 8
DOUBLED_FROM = 7  # a letter doubled or not (« courier »), or two letters exchanged: seldom another word
NEAR_ENOUGH = 72  # of 100, for what is proposed while somebody types
LINKS = frozenset({"d", "de", "des", "du", "et", "l", "la", "le", "les"})
ABBREVIATIONS = {
    "appli": ("application",),
    "asso": ("association",),
    "mdp": ("mot", "passe"),
    "ordi": ("ordinateur",),
    "rdv": ("rendez", "vous"),
    "tel": ("telephone",),
}
INVARIABLE = frozenset({
    "avis", "bois", "bras", "bus", "corps", "cours", "dans", "fois", "gros", "hors", "mois", "moins", "pas", "plus",
    "pour", "sans", "sous", "temps", "tous", "vers", "vous",
})  # fmt: skip
_DIGITS = re.compile(r"\d+")

Word = TypeVar("Word", bound=Hashable)


def are_twins(one: str, other: str) -> bool:
    """Whether two words are most likely one. Symmetric; a word is its own twin."""
    return keys_are_twins(tag_key(one), tag_key(other))


def keys_are_twins(one: str, other: str) -> bool:
    """`are_twins` of words already made into keys (`tag_key`)."""
    if _DIGITS.findall(one) != _DIGITS.findall(other):
        return False
    first, second = _words_of(one), _words_of(other)
    if sorted(first) == sorted(second) or "".join(first) == "".join(second):
        return True
    here, there = _apart(first, second)
    return len(here) == len(there) == 1 and _one_slip(here[0], there[0])


def groups_of_twins(words: Mapping[Word, str], apart: Collection[frozenset[Word]] = ()) -> list[list[Word]]:
    """The words (thing → key) that are twins of one another, in groups of two or more, each as they came.

    `apart`: pairs that somebody said are not the same. The work grows with the number of words, not with its square.
    """
    parents: dict[Word, Word] = {}

    def root(word: Word) -> Word:
        while (parent := parents.get(word, word)) != word:
            word = parent
        return word

    for one, other in _pairs(words):
        if frozenset((one, other)) not in apart and keys_are_twins(words[one], words[other]):
            parents[root(other)] = root(one)
    found: defaultdict[Word, list[Word]] = defaultdict(list)
    for word in words:
        found[root(word)].append(word)
    return [group for group in found.values() if len(group) > 1]


def twins_of(key: str, known: Mapping[Word, str]) -> list[Word]:
    """Those (thing → key) that are near twins of a word (its key), the most alike first; never the word itself."""
    found = [thing for thing, other in known.items() if other != key and keys_are_twins(key, other)]
    return sorted(found, key=lambda thing: -fuzz.ratio(key, known[thing]))


def nearest(typed: str, known: Mapping[Word, str], limit: int) -> list[tuple[int, Word]]:
    """Those (thing → key) that somebody typing `typed` may mean, each with how far it is (0: the word itself), the
    nearest first: twins, beginnings of the whole or of a word, likenesses."""
    wanted = tag_key(typed)
    ranked = [(rank, thing) for thing, key in known.items() if wanted and (rank := _nearness(wanted, key)) is not None]
    ranked.sort(key=lambda pair: pair[0])  # as they came, when equally near
    return ranked[:limit]


def _nearness(wanted: str, key: str) -> int | None:
    """None is too far."""
    if key == wanted:
        return 0
    if keys_are_twins(wanted, key):
        return 1
    if key.startswith(wanted):
        return 2
    if f" {wanted}" in key:
        return 3
    if len(wanted) >= 3 and wanted in key:
        return 4
    return 5 if len(wanted) >= 4 and fuzz.ratio(wanted, key, score_cutoff=NEAR_ENOUGH) else None


@lru_cache(maxsize=8192)
def _words_of(key: str) -> tuple[str, ...]:
    """Its words in the singular, abbreviations opened, without the small ones that link them."""
    opened = [word for raw in key.split() for word in ABBREVIATIONS.get(raw, (raw,))]
    kept = [word for word in opened if word not in LINKS] or opened
    return tuple(_singular(word) for word in kept)


def _singular(word: str) -> str:
    if len(word) < 4 or word in INVARIABLE or word.endswith("ss"):
        return word
    if word.endswith(("eaux", "eux", "oux")):
        return word[:-1]
    if word.endswith("aux"):
        return f"{word[:-3]}al"
    return word[:-1] if word.endswith("s") else word


def _apart(first: Sequence[str], second: Sequence[str]) -> tuple[list[str], list[str]]:
    """What each has that the other has not, counted."""
    here, there = list(first), list(second)
    for word in first:
        if word in there:
            here.remove(word)
            there.remove(word)
    return here, there


def _one_slip(one: str, other: str) -> bool:
    """One letter too many, missing, changed or exchanged with the next, never the first of the word."""
    shortest = min(len(one), len(other))
    if shortest < DOUBLED_FROM or one[0] != other[0] or OSA.distance(one, other, score_cutoff=1) != 1:
        return False
    return shortest >= SLIP_FROM or sorted(one) == sorted(other) or _undoubled(one) == _undoubled(other)


def _undoubled(word: str) -> str:
    return re.sub(r"(.)\1", r"\1", word)


def _pairs(words: Mapping[Word, str]) -> Iterator[tuple[Word, Word]]:
    """Pairs that may be twins: those that share a block. Two words one slip apart share a form with a letter less."""
    blocks: defaultdict[tuple[str, ...], list[Word]] = defaultdict(list)
    for word, key in words.items():
        for block in _blocks(key):
            blocks[block].append(word)
    told: set[tuple[Word, Word]] = set()
    for members in blocks.values():
        for rank, one in enumerate(members):
            for other in members[rank + 1 :]:
                if (one, other) not in told:
                    told.add((one, other))
                    yield one, other


def _blocks(key: str) -> Iterable[tuple[str, ...]]:
    words = _words_of(key)
    blocks = {("words", *sorted(words)), ("joined", "".join(words))}
    for rank, word in enumerate(words):
        if len(word) >= DOUBLED_FROM and not _DIGITS.search(word):
            others = sorted((*words[:rank], *words[rank + 1 :]))
            blocks |= {("slip", *others, word[:cut] + word[cut + 1 :]) for cut in range(1, len(word))}
            blocks.add(("slip", *others, word))
    return blocks
