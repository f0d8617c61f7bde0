"""Communes, by name or postal code: those nearby first; homonyms are told, never chosen."""

from rapidfuzz.distance import OSA

from .known import KnownCommune, name_keys
from .ordinary import KNOWN, STOP
from .reading import Reading
from .words import listed, plain

LONGEST = 7  # words of a name
OF = frozenset({"a", "au", "aux", "de", "d", "du", "sur", "la", "le", "les", "l"})
INTRODUCED = frozenset({"a", "au", "aux", "de", "d", "du", "sur"})
SHORTEST_MISTYPED = 7
SHORTEST_BEGINNING = 5
# Words of everyday French that some commune is called by.
ORDINARY = listed(
    """
    aide cours ligne orange tours nice lens vienne sens die pau bains rue mail bureau poste port salles contes
    cadeau mars aout mai vers contre nord sud est ouest centre bourg ville place pont mairie ecole foyer marche
    permis point bon bonne bonnes petit grand long longue vert verte rouge noir blanc neuf vieux seule aure ars bar
    bus car souris clave courses vitre saint sainte marie jean pierre paul martin andre laurent michel denis germain
    maurice jour nuit heure personne dame homme femme cle clef photo carte banque caf caisse lettre nom age avion
    arc albert garde plan val sol bois les la le chaux fains avec sans sorties sortie vallon fontaine moulin champ
    """
)
Found = tuple[str, int]


def near(reading: Reading, place: int) -> Found | None:
    """(Insee code, the place after) of the commune that follows, « de » or « à » left out."""
    at = place
    while reading.key(at) in OF and reading.is_free(at) and not reading.words[at].apart:
        if _exact(reading, at):
            break
        at += 1
    if at >= len(reading) or not reading.is_free(at) or _ends(reading, place, at):
        return None
    found = _exact(reading, at) or _mistyped(reading, at) or _begun(reading, at)
    return None if found and _is_ordinary(reading, at, found[1]) else _one(reading, at, found)


def _ends(reading: Reading, place: int, at: int) -> bool:
    """A strong sign parts them: a comma, alone, does not (« à domicile, Plouzané »)."""
    before = reading.words[at].before if at > place else reading.words[place].before
    return bool(set(before) - set(" ,(-/:'’\u00a0\u202f"))


def alone(reading: Reading, place: int) -> Found | None:
    """The commune said there by itself: introduced by « à », written with a capital, or nearby."""
    if place in reading.names or reading.is_denied(place):
        return None
    if is_of_somebody(reading, place):
        return None
    found = _exact(reading, place)
    introduced = _introduced(reading, place)
    if not found and introduced:
        found = _mistyped(reading, place) or _begun(reading, place)
    if not found:
        return None
    choices, end = found
    ordinary = _is_ordinary(reading, place, end)
    nearby = any(commune.departement == reading.around.home for commune in choices)
    if ordinary or (reading.term(place) and not introduced):
        return None
    if not (introduced or nearby or (reading.words[place].capital and not _beside_a_name(reading, place, end))):
        return None
    return _one(reading, place, found)


def _is_ordinary(reading: Reading, place: int, end: int) -> bool:
    """A word of everyday French, alone, that some commune is called by."""
    word = reading.key(place) in ORDINARY | STOP | KNOWN or _is_a_noun(reading, place)
    return word and end == place + 1


def _is_a_noun(reading: Reading, place: int) -> bool:
    """« fille » is no Fillé: a word of the lexicon is a commune only where it is written as a name."""
    return reading.term(place) is not None and not reading.words[place].capital


def is_of_somebody(reading: Reading, place: int) -> bool:
    """« 7 habitants de Noyal », « les agents de la mairie »: where people come from is not where it happened."""
    previous = place - 1
    while previous >= 0 and reading.key(previous) in ("la", "le", "les", "l", "saint"):
        previous -= 1
    if previous < 1 or reading.key(previous) not in ("de", "d", "du", "des") or reading.words[place].apart:
        return False
    term = reading.any_term(previous - 1)
    return term is not None and "people" in term.says


def _introduced(reading: Reading, place: int) -> bool:
    previous = place - 1
    while previous >= 0 and reading.key(previous) in ("la", "le", "les", "l"):
        previous -= 1
    return previous >= 0 and reading.key(previous) in INTRODUCED and not reading.words[place].apart


def _beside_a_name(reading: Reading, start: int, end: int) -> bool:
    """A capital on either side: « Jeanne Brest » is somebody."""
    sides = [at for at in (start - 1, end) if 0 <= at < len(reading) and reading.is_free(at)]
    return any(reading.words[at].capital and at > 0 and not reading.term(at) for at in sides)


Choices = tuple[list[KnownCommune], int]


def _one(reading: Reading, place: int, found: Choices | None) -> Found | None:
    """The only one meant, those of the département nearby before the others."""
    if found is None:
        return None
    choices, end = found
    nearby = {commune.code for commune in choices if commune.departement == reading.around.home}
    codes = nearby or {commune.code for commune in choices}
    if len(codes) == 1:
        end = _postal_code(reading, end, choices)
        return codes.pop(), end
    if telling := _told_by_postal_code(reading, choices, end):
        return telling
    several = f"{reading.quoted(place, end)} : plusieurs communes portent ce nom, ajoutez le code postal."
    reading.hold(place, end, several, about="where")
    return None


def _told_by_postal_code(reading: Reading, choices: list[KnownCommune], end: int) -> Found | None:
    """« Saint-Denis 97400 », « Saint-Denis (974) »."""
    word = reading.words[end] if end < len(reading) else None
    if word is None or word.number is None or not 2 <= len(word.text) <= 5 or len(word.text) == 4:
        return None
    codes = {c.code for c in choices if any(code.startswith(word.text) for code in (*c.postal_codes, c.departement))}
    return (codes.pop(), end + 1) if len(codes) == 1 else None


def _postal_code(reading: Reading, end: int, choices: list[KnownCommune]) -> int:
    """The postal code after the name belongs to it."""
    if not reading.is_free(end) or len(reading.words[end].text) != 5:
        return end
    return end + any(reading.words[end].text in commune.postal_codes for commune in choices)


def _exact(reading: Reading, place: int) -> Choices | None:
    """The longest name that is written there, or the commune of a postal code."""
    if found := _coded(reading, place):
        return found
    keys: list[str] = []
    best: Choices | None = None
    for at in range(place, min(place + LONGEST, len(reading))):
        if not reading.is_free(at) or (at > place and _parts(reading, at)):
            break
        keys.extend(name_keys(reading.words[at].text))
        choices = reading.around.communes_by_name.get(tuple(keys))
        if choices:
            best = choices, at + 1
    if best and not any(commune.departement == reading.around.home for commune in best[0]):
        # « Noyal », near Noyal-Pontivy, is not Noyal in another département.
        return _begun(reading, place) or best
    return best


def _parts(reading: Reading, at: int) -> bool:
    return reading.words[at].apart or not set(reading.words[at].before) <= set(" -'’\u00a0\u2010\u2011")


def _coded(reading: Reading, place: int) -> Choices | None:
    word = reading.words[place]
    if word.number is None or len(word.text) != 5:
        return None
    named = _exact(reading, place + 1) if place + 1 < len(reading) else None
    choices = [commune for commune in reading.around.communes if word.text in commune.postal_codes]
    if named and (both := [commune for commune in named[0] if commune in choices]):
        return both, named[1]
    return (choices, place + 1) if len(choices) == 1 else None


def _mistyped(reading: Reading, place: int) -> Choices | None:
    """One letter wrong in a name of the département nearby."""
    word = reading.words[place]
    typed = plain(word.text)
    if len(typed) < SHORTEST_MISTYPED or reading.term(place):
        return None
    near = [
        commune
        for first, communes in reading.around.nearby.items()
        if first[:1] == typed[:1] and OSA.distance(first, typed, score_cutoff=1) <= 1
        for commune in communes
        if len(name_keys(commune.name)) == 1
    ]
    return (near, place + 1) if len(near) == 1 else None


def _begun(reading: Reading, place: int) -> Choices | None:
    """« Poullan » for « Poullan-sur-Mer »: the only name nearby that begins so."""
    key = plain(reading.words[place].text)
    if len(key) < SHORTEST_BEGINNING or key in ORDINARY or reading.term(place):
        return None
    near = reading.around.nearby.get(key, [])
    hers = {known.commune_code for known in reading.around.places or ()}
    near = [commune for commune in near if commune.code in hers] or near
    return (near, place + 1) if len({commune.code for commune in near}) == 1 else None
