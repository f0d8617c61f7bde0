"""What is not read: people's names; and what is read as it is: tags, a title between « »."""

import re

from trame.reference.nomenclatures import Channel, Gender

from .known import name_keys
from .ordinary import KNOWN, STOP
from .people import Group
from .reading import Reading
from .words import plain

TITLES = frozenset({"mme", "madame", "mlle", "mademoiselle", "monsieur", "mr", "m", "dr", "docteur"})
_GENDERS = dict.fromkeys(("mme", "madame", "mlle", "mademoiselle"), Gender.FEMININ.value) | dict.fromkeys(
    ("monsieur", "mr", "m"), Gender.MASCULIN.value
)
PARTICLES = frozenset(
    {"le", "la", "les", "de", "du", "des", "d", "l", "van", "von", "ben", "el", "al", "da", "dos", "saint"}
)
UNREAD = "Les noms de personnes ne se lisent pas ici : ils restent hors de l’enregistrement."
LONGEST_NAME = 4
QUOTED = re.compile(r"«\s*([^«»]{2,200}?)\s*»|“([^“”]{2,200})”|\"([^\"]{2,200})\"")


def set_aside(reading: Reading) -> None:
    """« Mme Le Goff »: the title says a gender, the name is left unread."""
    for place in range(len(reading)):
        if reading.key(place) in TITLES and reading.key(place + 1) == "et" and reading.key(place + 2) in TITLES:
            _take_title(reading, place, Group(1, {"gender": _GENDERS[reading.key(place)]}, sole=True))
        if reading.key(place) not in TITLES or not _is_title(reading, place):
            continue
        end = _name_after(reading, place + 1)
        if end > place + 1:
            gender = _GENDERS.get(reading.key(place))
            if gender:
                _take_title(reading, place, Group(1, {"gender": gender}, sole=True))
            reading.names |= set(range(place + 1, end))
            reading.hold(place + 1, end, UNREAD)


def _take_title(reading: Reading, place: int, group: Group) -> None:
    """« chez Mme … » says where, too."""
    if place > 0 and reading.key(place - 1) == "chez":
        reading.take(place - 1, place + 1, group=group, channel=Channel.DOMICILE)
    else:
        reading.take(place, place + 1, group=group)


def _is_title(reading: Reading, place: int) -> bool:
    """« un monsieur » is somebody, « m » a letter: a title stands before a capital, or a word that says nothing."""
    word = reading.words[place]
    if word.key in ("m", "dr") and not (word.text.isupper() or word.text == "Dr"):
        return False
    article = place > 0 and reading.key(place - 1) in ("un", "une", "1", "cette", "la", "le", "ce")
    after = reading.words[place + 1] if place + 1 < len(reading) else None
    short = word.key not in ("madame", "monsieur", "mademoiselle", "docteur")
    return after is not None and (after.capital or (short and not article))


def _name_after(reading: Reading, place: int) -> int:
    """The place after the name that begins there."""
    end = place
    while end < len(reading) and end - place < LONGEST_NAME:
        word = reading.words[end]
        # After « M. », the point ends nothing.
        if word.number is not None or (end > place and word.apart) or set(word.before) & set(",;:!?("):
            break
        particle = word.key in PARTICLES and end + 1 < len(reading) and reading.words[end + 1].capital
        known = reading.term(end) is not None and not (word.capital and not word.text.isupper())
        if not particle and (
            known or not _is_named(reading, end, word.capital, end == place or _only_particles(reading, place, end))
        ):
            break
        end += 1
    return end


def _only_particles(reading: Reading, place: int, end: int) -> bool:
    return all(reading.key(at) in PARTICLES for at in range(place, end))


def _is_named(reading: Reading, at: int, capital: bool, first: bool) -> bool:
    """A capital, or the one word after the title, when everything is typed in small letters."""
    return capital or (
        first and reading.key(at) not in STOP | KNOWN and not any(word.capital for word in reading.words)
    )


# --- Title ---------------------------------------------------------------------------------------------------------


def read_title(reading: Reading) -> None:
    """What stands between « » or quotation marks; its words are still read as subjects."""
    found = QUOTED.search(reading.phrase)
    if found is None:
        return
    group = next(number for number in (1, 2, 3) if found[number] is not None)
    start, end = found.span(group)
    places = [place for place, word in enumerate(reading.words) if start <= word.start and word.end <= end]
    if places and reading.is_free(places[0], places[-1] + 1):
        reading.title = (places[0], places[-1] + 1, " ".join(found[group].split()))


# --- Tags ----------------------------------------------------------------------------------------------------------


def read_marked_tags(reading: Reading) -> None:
    """« #smartphone », « #café-numérique »: the spelling of a tag that is known, else what was typed."""
    for place in reading.free():
        if not reading.is_free(place) or not reading.words[place].before.endswith("#"):
            continue
        known, end = _known_tag(reading, place)
        if not known:
            end = _joined(reading, place)
            known = reading.said(place, end).replace("_", " ")
        reading.take(place, end, tags=known)


def read_known_tags(reading: Reading) -> None:
    """A tag of hers, written as it is, among words that say nothing else."""
    for place in reading.free():
        if reading.is_free(place) and place not in reading.names and not reading.is_denied(place):
            known, end = _known_tag(reading, place)
            if known:
                reading.take(place, end, tags=known)


def _joined(reading: Reading, place: int) -> int:
    end = place + 1
    while end < len(reading) and reading.words[end].before in ("-", "_") and reading.is_free(end):
        end += 1
    return end


def _known_tag(reading: Reading, place: int) -> tuple[str, int]:
    """(the tag as it is spelt, the place after) for the longest tag written there; ("", place) when there is none."""
    best, end = "", place
    for tag in reading.around.tags:
        keys = name_keys(tag)
        after = place + len(keys)
        if not keys or after <= end or not reading.is_free(place, after):
            continue
        if all(_same(plain(reading.words[place + step].text), key) for step, key in enumerate(keys)):
            best, end = tag, after
    return best, end


def _same(typed: str, known: str) -> bool:
    return typed == known or (len(known) > 4 and typed.rstrip("s") == known.rstrip("s"))
