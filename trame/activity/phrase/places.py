"""Where: one of her places, by a part of its name; at home, remotely, elsewhere."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from trame.reference.nomenclatures import Channel
from trame.ui.typography import date_long, joined

from . import communes
from .known import KnownPlace, name_keys
from .lexicon.terms import Term
from .ordinary import KNOWN, STOP
from .reading import Reading
from .words import LINKS, listed, plain

AT = frozenset({"a", "au", "aux", "chez", "dans", "sur", "en", "lieu", "l", "la", "le", "les", "du", "de", "d"})
# Words that many names of places have: alone, none of them says which one is meant.
COMMON = listed(
    """
    maison salle espace centre point numerique public publique services service accueil atelier france groupe saint
    sainte relais bureau local antenne place rue pole cyber grand grande petit petite nord sud est ouest bourg ville
    communale communal municipale municipal polyvalente fetes conseil social sociale pays lieu tiers maire
    association associations quartier hotel jeunes culture culturel formation emploi insertion cafe
    """
)
ABBREVIATIONS = {
    "bib": "bibliotheque", "biblio": "bibliotheque", "bibli": "bibliotheque", "media": "mediatheque",
    "mediatek": "mediatheque", "mediathek": "mediatheque", "mairies": "mairie",
}  # fmt: skip
FORGIVEN = ((10, 2), (7, 1))  # letters of a word, mistakes forgiven


@dataclass(frozen=True)
class Seen:
    """Words from `start` to `end` that all belong to the names of `places`."""

    start: int
    end: int
    matched: int
    places: tuple[KnownPlace, ...]


def read_channels(reading: Reading) -> None:
    """« à domicile Plouzané », « par téléphone », « au marché de Brest »."""
    for term in reading.terms(lambda term: "channel" in term.says):
        channel = term.first("channel")
        if _is_a_place_of_hers(reading, term) or _is_only_a_topic(reading, term) or reading.is_denied(term.start):
            continue
        said: dict[str, object] = {"channel": channel}
        start, end = _with_preposition(reading, term)
        if channel != Channel.A_DISTANCE and (found := communes.near(reading, end)):
            said["commune"], end = found
        if channel == Channel.AUTRE and reading.around.places and "commune" not in said and term.end - term.start == 1:
            continue
        if "setting" in term.says:
            said["setting"] = term.first("setting")
        reading.take(start, end, **said)


def read_homes(reading: Reading) -> None:
    """« chez une dame », « chez Mme … »: « chez » says where, the rest who; « chez Orange » says nothing."""
    for place in reading.free():
        if reading.key(place) != "chez" or not reading.is_free(place):
            continue
        at = reading.skip(place + 1, LINKS)
        term = reading.term(at)
        if term is not None and {"people", "gender"} & set(term.says) and not reading.words[at].apart:
            reading.take(place, place + 1, channel=Channel.DOMICILE)


def read_calls(reading: Reading) -> None:
    """« Visio de 45 min » says how it was held. « Visio 45 min » may be what was learned: it says nothing."""
    if reading.saying("channel") or reading.saying("place"):
        return
    for place in reading.free():
        start = place - 1 if reading.key(place - 1) in ("une", "la") and not reading.words[place].apart else place
        begins = start == 0 or reading.words[start].apart
        after = reading.skip(place + 1, frozenset({"de", "d"}))
        lasts = any(span.start == after > place + 1 for span in reading.saying("minutes"))
        if reading.key(place) == "visio" and begins and lasts:
            return reading.take(start, place + 1, channel=Channel.A_DISTANCE)


def _with_preposition(reading: Reading, term: Term) -> tuple[int, int]:
    start = term.start
    while (
        start > 0 and reading.key(start - 1) in ("a", "au", "sur", "le", "la", "en", "l") and reading.is_free(start - 1)
    ):
        if reading.words[start].apart:
            break
        start -= 1
    return start, term.end


def _is_only_a_topic(reading: Reading, term: Term) -> bool:
    """« apprendre à faire un appel vidéo » is a longer expression; « aide à domicile » may be a trade."""
    return bool({"topics"} & set(term.says))


def _is_a_place_of_hers(reading: Reading, term: Term) -> bool:
    """« marché » when one of her places is « Place du Marché »."""
    keys = {reading.key(place) for place in range(term.start, term.end)} - LINKS - {"a", "au", "sur", "dans", "en"}
    named = [place for place in reading.around.places or () if keys and keys <= set(name_keys(place.name))]
    return bool(named) and term.first("channel") == Channel.AUTRE


# --- Her places ----------------------------------------------------------------------------------------------------


def read_full_names(reading: Reading) -> None:
    """Two telling words or more, or the whole name: read before the lexicon, which knows « France Services » too."""
    _read(reading, lambda seen: seen.matched > 1 or _is_whole(seen))


def read_parts(reading: Reading) -> None:
    """One word of the name, when nothing else was understood of it: « médiathèque », « Goélands »."""
    _read(reading, lambda seen: True)


def _read(reading: Reading, wanted: Callable[[Seen], bool]) -> None:
    places = reading.around.places or ()
    if not places:
        return
    for start in reading.free():
        seen = _seen_at(reading, places, start)
        if seen and wanted(seen) and _may_be(reading, seen):
            _choose(reading, seen)


def _is_whole(seen: Seen) -> bool:
    return any(_telling(place) and seen.matched == len(_telling(place)) for place in seen.places)


def _telling(place: KnownPlace) -> tuple[str, ...]:
    """The words of its name that tell it apart."""
    return tuple(key for key in name_keys(place.name) if key not in LINKS | {"a", "au", "aux", "et", "en"})


def _seen_at(reading: Reading, places: tuple[KnownPlace, ...], start: int) -> Seen | None:
    """The most words from there that belong to one name."""
    here = tuple(place for place in places if _belongs(reading, start, place))
    if not here or not reading.is_free(start) or start in reading.names:
        return None
    end, matched, at = start + 1, 1, start + 1
    while at < len(reading) and reading.is_free(at) and not reading.words[at].apart:
        if reading.key(at) in AT | LINKS:
            at += 1
            continue
        narrowed = tuple(place for place in here if _belongs(reading, at, place))
        if not narrowed:
            break
        here, matched, at = narrowed, matched + 1, at + 1
        end = at
    return Seen(start, end, matched, here)


def _belongs(reading: Reading, at: int, place: KnownPlace) -> bool:
    key = reading.key(at)
    key = ABBREVIATIONS.get(key, {"st": "saint", "ste": "sainte"}.get(key, key))
    text = plain(reading.words[at].text)
    if {key, text} & (KNOWN | STOP):
        return bool({key, text} & set(_telling(place)))
    return any(_same(key, known) or _same(text, known) for known in _telling(place))


def _same(key: str, known: str) -> bool:
    if key == known or (len(known) > 4 and key.rstrip("sx") == known.rstrip("sx")):
        return True
    most = next((most for letters, most in FORGIVEN if len(known) >= letters), 0)
    return bool(most and key[:1] == known[:1] and OSA.distance(key, known, score_cutoff=most) <= most)


def _may_be(reading: Reading, seen: Seen) -> bool:
    """Whether these words can be meant as a place."""
    if communes.is_of_somebody(reading, seen.start):
        return False
    if seen.matched == 1 and not _is_whole(seen) and _is_a_subject(reading, seen.start):
        return False
    # A commune is read as such: it may hold several places, or be where somebody lives.
    words = {ABBREVIATIONS.get(reading.key(at), reading.key(at)) for at in range(seen.start, seen.end)} - LINKS
    if all(words <= set(name_keys(place.commune_name)) for place in seen.places) and not _is_whole(seen):
        return False
    if seen.matched > 1:
        keys = {reading.key(at) for at in range(seen.start, seen.end)} - LINKS
        return not keys <= COMMON or _is_whole(seen) or _is_a_venue(reading, seen)
    key = reading.key(seen.start)
    if reading.is_denied(seen.start):
        return False
    term = reading.term(seen.start)
    says_something_else = term is not None and not set(term.says) <= {"venue_elsewhere", "document"}
    if _is_whole(seen):
        return not says_something_else or reading.key(seen.start - 1) in ("a", "au", "l", "la", "le")
    return key not in COMMON and not says_something_else and len(key) > 2


def _is_a_subject(reading: Reading, start: int) -> bool:
    """« la mairie nous a envoyé… »: an article alone, where « à la mairie » or « mairie » would say where."""
    article = start > 0 and reading.key(start - 1) in ("la", "le", "les", "l") and not reading.words[start].apart
    return article and reading.key(start - 2) not in AT | {"vers", "devant", "et"} - {"de", "d", "du"}


def _is_a_venue(reading: Reading, seen: Seen) -> bool:
    """« centre social », « France Services »: every word is common, and together they name a kind of place."""
    term = reading.term(seen.start)
    return term is not None and "venue_elsewhere" in term.says and term.end == seen.end


def _choose(reading: Reading, seen: Seen) -> None:
    start = _from_preposition(reading, seen.start)
    end, narrowed = _narrowed_by_commune(reading, seen)
    candidates = narrowed or seen.places
    whole = tuple(place for place in candidates if seen.matched == len(_telling(place)))
    day = _day(reading)
    for kept in (whole or candidates, *_closer(whole or candidates, day)):
        if len(kept) == 1:
            return _keep(reading, start, end, kept[0])
    names = joined([f"« {place.name} »" for place in candidates[:4]], "ou")
    reading.hold(start, end, f"{reading.quoted(seen.start, seen.end)} peut être {names} : dites lequel.", about="where")
    return None


def _closer(places: tuple[KnownPlace, ...], day: dt.date) -> list[tuple[KnownPlace, ...]]:
    """Those open that day; then, of these, those where she works."""
    opened = tuple(place for place in places if place.is_open_on(day))
    return [opened, tuple(place for place in opened if place.own)]


def _day(reading: Reading) -> dt.date:
    days = [value for value in reading.values("date") if isinstance(value, dt.date)]
    return days[0] if len(days) == 1 else reading.around.today


def _from_preposition(reading: Reading, start: int) -> int:
    while start > 0 and reading.key(start - 1) in AT and reading.is_free(start - 1) and not reading.words[start].apart:
        start -= 1
    return start


def _narrowed_by_commune(reading: Reading, seen: Seen) -> tuple[int, tuple[KnownPlace, ...]]:
    """« médiathèque de Pontivy » when the name of the place does not say where it is."""
    found = communes.near(reading, seen.end)
    if found is None:
        return seen.end, seen.places
    code, end = found
    there = tuple(place for place in seen.places if place.commune_code == code)
    return (end, there) if there else (seen.end, seen.places)


def _keep(reading: Reading, start: int, end: int, place: KnownPlace) -> None:
    day = _day(reading)
    if place.is_open_on(day):
        reading.take(start, end, place=place)
    elif place.closed_on is not None and place.closed_on < day:
        reading.hold(
            start,
            end,
            f"« {place.name} » est fermé depuis le {date_long(place.closed_on)} : changez le lieu.",
            about="where",
        )
    else:
        reading.hold(
            start, end, f"« {place.name} » n’était pas encore ouvert : changez le lieu ou la date.", about="where"
        )


# --- Elsewhere -----------------------------------------------------------------------------------------------------


def read_elsewhere(reading: Reading) -> None:
    """« à l’école de Kerlaz »: none of her places answers; « mail à Brest »: her one place there, or elsewhere."""
    for term in reading.terms(lambda term: "venue_elsewhere" in term.says):
        found = communes.near(reading, term.end)
        if set(term.says) & {"topics", "kind", "materials"} or reading.saying("place"):
            continue
        start = _from_preposition(reading, term.start)
        if found:
            commune, end = found
            said = {"commune": commune} | ({"channel": Channel.AUTRE} if reading.around.places is not None else {})
            reading.take(start, end, **said)
        elif reading.around.places is not None and reading.key(start) in ("a", "au", "aux", "dans", "chez"):
            sentence = "n’est pas un de vos lieux : dites sa commune, ou choisissez le lieu."
            reading.hold(start, term.end, f"{reading.quoted(term.start, term.end)} {sentence}", about="where")
    read_communes_alone(reading)


def read_communes_alone(reading: Reading) -> None:
    for start in reading.free():
        found = communes.alone(reading, start) if reading.is_free(start) else None
        if found is None:
            continue
        code, end = found
        start = _from_preposition(reading, start)
        there = [p for p in reading.around.places or () if p.commune_code == code and p.is_open_on(_day(reading))]
        if reading.saying("place") or reading.saying("channel"):
            _beside_another_place(reading, start, end, code)
        elif len(there) > 1:
            names = joined([f"« {place.name} »" for place in there[:4]], "ou")
            reading.hold(
                start,
                end,
                f"{reading.quoted(start, end)} : vous y avez plusieurs lieux, {names}. Dites lequel.",
                about="where",
            )
        elif there and not _is_sure(there[0]):
            sentence = f"est-ce « {there[0].name} » ? Si c’est là, choisissez ce lieu."
            reading.hold(start, end, f"{reading.quoted(start, end)} : {sentence}", about="where")
        elif there:
            reading.take(start, end, place=there[0])
        elif reading.around.places is None:
            reading.take(start, end, commune=code)
        else:
            reading.take(start, end, commune=code, channel=Channel.AUTRE)


def _is_sure(place: KnownPlace) -> bool:
    """Whether the commune alone says this place: it bears its name, or she works there."""
    return place.own or bool(set(name_keys(place.commune_name)) & set(name_keys(place.name)) - LINKS)


def _beside_another_place(reading: Reading, start: int, end: int, code: str) -> None:
    """A commune said apart from the place: where that place is, the commune of a home, or another place."""
    places = [place for place in reading.values("place") if isinstance(place, KnownPlace)]
    channels = reading.values("channel")
    at_home = bool({Channel.DOMICILE.value, Channel.AUTRE.value} & {str(channel) for channel in channels})
    if (
        any(place.commune_code == code for place in places)
        or (at_home and not reading.values("commune"))
        or code in reading.values("commune")
    ):
        reading.take(start, end, commune=code)
    elif places or at_home:
        reading.hold(
            start, end, f"{reading.quoted(start, end)} : un seul lieu à la fois, gardez celui qui vaut.", about="where"
        )


def settle(reading: Reading) -> None:
    """One place only; two ways of saying where it happened are not one."""
    where = {*reading.values("place"), *reading.values("channel")}
    if len(where) > 1:
        spans = [*reading.saying("place"), *reading.saying("channel")]
        said = joined([f"« {span.words} »" for span in sorted(spans, key=lambda span: span.start)])
        for span in spans:
            reading.release(span, f"Deux lieux à la fois : {said}. Gardez celui qui vaut.")
    if len(reading.values("commune")) > 1:
        for span in reading.saying("commune"):
            reading.release(span, "Plusieurs communes : gardez celle qui vaut.")
