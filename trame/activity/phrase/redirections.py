"""Towards whom the person was pointed, and who sent her: « vers France Services », « orientée par la mairie »."""

from .known import name_keys
from .lexicon import bodies, senders
from .lexicon.terms import Lexicon, Term
from .reading import Reading
from .words import LINKS, listed, plain

TOWARDS = frozenset({"vers", "a", "au", "aux", "chez", "sur"})
ONTO = listed("vers a au aux chez sur l la le les une un son sa d de du autre")
ARROWS = ("->", "=>", "→", "➔", "➜", ">>")


def read(reading: Reading) -> None:
    for place in reading.free():
        if reading.is_free(place):
            _ = (
                _sent(reading, place)
                or _not_pointed(reading, place)
                or _pointed(reading, place)
                or _towards(reading, place)
            )


def _sent(reading: Reading, place: int) -> bool:
    """« envoyée par l’assistante sociale »: where she comes from."""
    verb = senders().at(reading.words, place)
    if verb is None or "sent" not in verb.says:
        return False
    after = verb.end
    if reading.key(after) in ("chez", "vers") and reading.key(after + 1) in ("nous", "moi"):
        after += 2
    part = reading.key(after) == "de" and reading.key(after - 1) == "part"
    if reading.key(after) != "par" and not part:
        return False
    at = reading.skip(after + 1, LINKS)
    body = senders().at(reading.words, at)
    if body is None or "origin" not in body.says:
        return False
    reading.take(place, body.end, origin=body.first("origin"))
    return True


def _not_pointed(reading: Reading, place: int) -> bool:
    term = reading.term(place)
    if term is None or "nowhere" not in term.says.get("pointed", ()):
        return False
    reading.take(term.start, term.end, redirected=False)
    return True


def _pointed(reading: Reading, place: int) -> bool:
    term = reading.term(place)
    if term is None or "pointed" not in term.says or reading.key(term.end) == "par":
        return False
    here = reading.key(term.end) == "chez" and reading.key(term.end + 1) in ("nous", "moi")
    if here or _of_a_document(reading, place) or _is_an_address(reading, place):
        return False
    at = _skip_towards(reading, term.end)
    if body := _body(reading, at):
        _keep(reading, place, body)
        return True
    explicit = reading.key(term.end) in TOWARDS and at < len(reading)
    if explicit and reading.is_free(at):
        reading.take(place, at, redirected=True)
        reading.explain("Vers quel organisme ? Choisissez-le dans la liste.")
        return True
    return False


def _is_an_address(reading: Reading, place: int) -> bool:
    """« changement d’adresse » is no « adressée »."""
    return reading.words[place].text.lower() in ("adresse", "adresses") and reading.key(place - 1) in LINKS | {
        "adresse"
    }


def _towards(reading: Reading, place: int) -> bool:
    """« vers France Services », « → mairie »."""
    word = reading.words[place]
    arrow = any(sign in word.before for sign in ARROWS)
    if word.key != "vers" and not arrow:
        return False
    at = _skip_towards(reading, place)
    body = _body(reading, at)
    if body is None:
        return False
    _keep(reading, place, body)
    return True


def _skip_towards(reading: Reading, place: int) -> int:
    """The place after « vers la », « à un autre »; the name of a body may begin with one of these words."""
    while reading.key(place) in ONTO and reading.is_free(place) and _found(bodies(), reading, place) is None:
        place += 1
    return place


def _body(reading: Reading, place: int) -> Term | None:
    if place >= len(reading) or not reading.is_free(place):
        return None
    return _found(bodies(), reading, place)


def _found(lexicon: Lexicon, reading: Reading, place: int) -> Term | None:
    term = lexicon.at(reading.words, place)
    return term if term and reading.is_free(term.start, term.end) else None


def _keep(reading: Reading, start: int, body: Term) -> None:
    """The name of the commune, after that of the body, belongs to it: « la mairie de Plouzané »."""
    end = body.end
    at = reading.skip(end, frozenset({"de", "d", "du", "a", "la", "le", "l"}))
    if at < len(reading) and reading.is_free(at) and not reading.words[at].apart and at > end:
        end = _commune_after(reading, at) or end
    reading.take(start, end, redirected=True, redirection=body.first("redirection"))


def _commune_after(reading: Reading, at: int) -> int:
    names = {name_keys(commune.name) for commune in reading.around.communes}
    longest = 0
    keys: tuple[str, ...] = ()
    for place in range(at, min(at + 6, len(reading))):
        if reading.words[place].apart and place > at:
            break
        keys += name_keys(plain(reading.words[place].text))
        if keys in names:
            longest = place + 1
    return longest


def _of_a_document(reading: Reading, place: int) -> bool:
    """« courrier adressé à la CAF »: the letter goes, not the person."""
    previous = place - 1
    while previous >= 0 and not reading.words[previous + 1].apart and previous > place - 4:
        term = reading.term(previous)
        if term and {"document", "case"} & set(term.says):
            return True
        previous -= 1
    return False


def settle(reading: Reading) -> None:
    """One body only."""
    if len(reading.values("redirection")) > 1:
        for span in reading.saying("redirection"):
            reading.release(span, "Plusieurs orientations : Trame n’en note qu’une, gardez la principale.")
    if len(reading.values("redirected")) > 1:
        for span in reading.saying("redirected"):
            reading.release(span, "Orientée ou non ? Gardez ce qui vaut.")
