"""How much two files look like one person's: what speaks for it, what speaks against, and a prudent sum of both.

Merging two people by mistake mixes two lives; leaving a duplicate costs a line. So a doubt always weighs against: two
given names that are only neighbours, a man's and a woman's, a parent's and a child's, are two names.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein, Indel

from trame.reference.search import search_key
from trame.ui.typography import joined

LIKELY, PLAUSIBLE = 75, 50  # points from which a pair is said « très ressemblantes », or is shown at all
CLOSE = 0.85  # from which two words may be one, mistyped
PARTICLES = frozenset({"le", "la", "de", "du", "des", "d", "l", "ar", "an", "saint", "sainte", "el", "ben", "van"})
FEMININE = ("e", "le", "ne", "te", "que")

SAME_NAME, CLOSE_NAME, HOLDS_NAME, GIVEN_NAME = 50, 40, 25, 15
SAME_CONTACT, SAME_YEAR, SAME_COMMUNE = 40, 25, 10
OTHER_YEAR, OTHER_DIGIT, OTHER_GENDER, OTHER_COMMUNE = -40, -25, -30, -5
DOUBT = -25  # from which two files are never very alike, whatever else they share


@dataclass(frozen=True)
class Traits:
    """What is compared of one person; empty strings, 0 and None say nothing."""

    pk: int = 0
    name: str = ""
    birth_year: int | None = None
    gender: str = ""
    phone: str = ""
    email: str = ""
    residence: str | None = None


@dataclass(frozen=True)
class Likeness:
    points: int
    reasons: list[str] = field(default_factory=list)
    against: list[str] = field(default_factory=list)

    @property
    def likely(self) -> bool:
        return self.points >= LIKELY

    @property
    def plausible(self) -> bool:
        return self.points >= PLAUSIBLE

    @property
    def sentence(self) -> str:
        """« Même téléphone, noms très proches ; mais années de naissance différentes »."""
        said = ", ".join(self.reasons)
        said = said[:1].upper() + said[1:]
        return f"{said} ; mais {joined(self.against)}" if self.against else said


def likeness(one: Traits, other: Traits) -> Likeness:
    """No points when nothing identifies both: neither names that agree nor, for want of one, a telephone or e-mail."""
    named, word = _names(one, other)
    if named is None:
        return Likeness(0)
    contacts, rest = _contacts(one, other), list(_rest(one, other))
    if not (named or contacts):
        return Likeness(0)
    points = named
    reasons: list[str] = [word] if word else []
    against: list[str] = []
    for gained, reason in contacts:
        points += gained
        reasons.append(reason)
    for gained, reason in rest:
        points += gained
        (reasons if gained > 0 else against).append(reason)
    if any(gained <= DOUBT for gained, _ in rest):
        points = min(points, LIKELY - 1)
    return Likeness(max(points, 0), reasons, against)


def _contacts(one: Traits, other: Traits) -> list[tuple[int, str]]:
    found = []
    if one.phone and one.phone == other.phone:
        found.append((SAME_CONTACT, "même téléphone"))
    if one.email and one.email.lower() == other.email.lower():
        found.append((SAME_CONTACT, "même adresse électronique"))
    return found


def _rest(one: Traits, other: Traits) -> Iterator[tuple[int, str]]:
    if one.birth_year and other.birth_year:
        typo = DamerauLevenshtein.distance(str(one.birth_year), str(other.birth_year)) == 1
        differs = (OTHER_DIGIT if typo else OTHER_YEAR, "années de naissance différentes")
        yield (SAME_YEAR, "même année de naissance") if one.birth_year == other.birth_year else differs
    if one.gender and other.gender and one.gender != other.gender:
        yield OTHER_GENDER, "genres différents"
    if one.residence and other.residence:
        same = one.residence == other.residence
        yield (SAME_COMMUNE, "même commune") if same else (OTHER_COMMUNE, "communes différentes")


def _names(one: Traits, other: Traits) -> tuple[int | None, str]:
    """(points, words); None points when the names say that they are two people."""
    if not one.name or not other.name:
        return 0, ""
    short, long = sorted((words_of(one.name), words_of(other.name)), key=len)
    if not short:
        return 0, ""
    same_gender = bool(one.gender) and one.gender == other.gender
    worst = _worst(short, long, same_gender)
    if worst < CLOSE:
        return None, ""
    if len(short) == len(long) == 1:
        return (GIVEN_NAME, "même mot pour nom") if worst == 1 else (None, "")
    if len(short) == len(long):
        return (SAME_NAME, "mêmes noms") if worst == 1 else (CLOSE_NAME, "noms très proches")
    return (HOLDS_NAME, "un nom contient l’autre") if len(short) > 1 and worst == 1 else (None, "")


def _worst(short: tuple[str, ...], long: tuple[str, ...], same_gender: bool) -> float:
    """How close the least close word of the shorter name is to its own word of the longer one, from 0 to 1."""
    left, worst = list(long), 1.0
    for word in short:
        best = max(left, key=lambda candidate: _closeness(word, candidate, same_gender))
        worst = min(worst, _closeness(word, best, same_gender))
        left.remove(best)
    return worst


@lru_cache(maxsize=50_000)
def _closeness(word: str, other: str, same_gender: bool) -> float:
    if word == other:
        return 1.0
    short, long = sorted((word, other), key=len)
    if not same_gender and long.startswith(short) and long[len(short) :] in FEMININE:
        return 0.0  # Michel and Michèle, René and Renée: two people, unless one knows better
    if sound(word) == sound(other):
        return 0.95
    if min(len(word), len(other)) > 4 and DamerauLevenshtein.distance(word, other) == 1:
        return 0.9  # one key beside the other, two letters turned round
    return Indel.normalized_similarity(word, other)


@lru_cache(maxsize=50_000)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name without accents, particles joined to what follows: « Le Bihan » is « lebihan ».

    >>> words_of("Jeanne LE BIHAN"), words_of("Le Goff-Saint Yves")
    (('jeanne', 'lebihan'), ('legoff', 'saintyves'))
    """
    words: list[str] = []
    waiting = ""
    for word in search_key(name).split():
        waiting += word
        if word not in PARTICLES:
            words.append(waiting)
            waiting = ""
    return tuple(sorted([*words, waiting] if waiting else words))


_SOUNDS = (
    ("ph", "f"), ("th", "t"), ("ch", "c"), ("qu", "k"), ("c", "k"), ("q", "k"), ("y", "i"), ("z", "s"), ("w", "v"),
    ("h", ""), ("eau", "o"), ("au", "o"),
)  # fmt: skip


@lru_cache(maxsize=50_000)
def sound(word: str) -> str:
    """Roughly how a word is heard in French, so that « Thierry » and « Tierri » meet; a final e is kept.

    >>> sound("thierry"), sound("philippe"), sound("jeanne") == sound("jean")
    ('tieri', 'filipe', False)
    """
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    return "".join(letter for rank, letter in enumerate(word) if rank == 0 or word[rank - 1] != letter)
