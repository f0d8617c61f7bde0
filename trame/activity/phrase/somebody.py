"""Who the one person was: « une dame de 74 ans », « un monsieur retraité », « retraitée »."""

from trame.reference.nomenclatures import Gender

from .ages import Aged, age_at
from .lexicon.terms import Term
from .lexicon.ways import FEMININE, KIN
from .people import AXES, SIZES, Group, axes_of, described
from .reading import Reading
from .words import listed

OWNERS = listed("son sa ses leur leurs mon ma mes notre nos")
OPENING = listed("avec pour cette ce la le d l un une 1")
SAME_BOTH_WAYS = listed("fils gars repas")
WOMEN = listed(FEMININE)


def read(reading: Reading) -> None:
    """« sa fille », « son mari » are not who was helped."""
    place = 0
    while place < len(reading):
        term = reading.term(place)
        if term is not None and _may_be_somebody(reading, term):
            _read_noun(reading, term)
        elif term is None and reading.is_free(place) and (aged := age_at(reading, place)):
            _read_age(reading, place, aged)
        place = term.end if term else place + 1


def _may_be_somebody(reading: Reading, term: Term) -> bool:
    if not ("people" in term.says or set(AXES) & set(term.says)) or KIN in term.says.get("people", ()):
        return False
    if "kind" in term.says or ("channel" in term.says and "people" not in term.says):
        return False
    owner = reading.key(reading.before(term.start, SIZES | {"vieille", "vieux"}))
    return owner not in OWNERS and not reading.is_denied(term.start)


def _read_noun(reading: Reading, term: Term) -> None:
    axes = axes_of(reading, term)
    before = reading.key(term.start - 1)
    article = before if before in ("un", "une", "1") and reading.is_free(term.start - 1) else ""
    if not article and "people" in term.says and _is_plural(reading, term):
        _read_several(reading, term, axes)
        return
    axes |= _feminine(reading, term, article, axes)
    axes, end = described(reading, term.end, axes)
    if not axes and not (article and "people" in term.says):
        return
    start = _start(reading, term.start - 1 if article else term.start)
    says: dict[str, object] = {"group": Group(1, axes, sole=True, total=bool(article))}
    if "topics" in term.says and "status" not in axes:
        says["topics"] = term.says["topics"]
    says |= {name: term.first(name) for name in ("public_kind", "skill_at_start") if name in term.says}
    reading.take(start, end, **says)


def _feminine(reading: Reading, term: Term, article: str, axes: dict[str, str]) -> dict[str, str]:
    """« une retraitée », « usagère » are women; « une personne », « un usager » may be anybody."""
    if "gender" in axes or reading.stem(term.start) == "personne" or "people" not in term.says:
        return {}
    return {"gender": Gender.FEMININ.value} if article == "une" or _is_a_woman(reading, term) else {}


def _is_a_woman(reading: Reading, term: Term) -> bool:
    return any(reading.key(place) in WOMEN for place in range(term.start, term.end))


def _start(reading: Reading, start: int) -> int:
    """« avec une dame », « pour un monsieur »."""
    while start > 0 and reading.key(start - 1) in OPENING and reading.is_free(start - 1):
        if reading.words[start].apart:
            break
        start -= 1
    return start


def _is_plural(reading: Reading, term: Term) -> bool:
    """Read on what was typed: « dames », « messieurs »."""
    typed = reading.words[term.start].key
    return len(typed) > 3 and typed[-1] in "sx" and typed not in SAME_BOTH_WAYS and typed != reading.stem(term.start)


def _read_several(reading: Reading, term: Term, axes: dict[str, str]) -> None:
    """« des retraités », « plusieurs personnes »: a group, of unknown size."""
    if "people" not in term.says or "level" in term.says:
        return
    before = reading.key(term.start - 1)
    if before in ("plusieurs", "quelques") and reading.is_free(term.start - 1):
        said = reading.quoted(term.start - 1, term.end)
        reading.take(term.start - 1, term.end, several=True)
        reading.explain(f"{said} : combien ? Le nombre de participants reste à dire.")
    elif before in ("des", "les", "aux") and ("topics" not in term.says or "status" in axes):
        reading.take(term.start, term.end, several=True)


def _read_age(reading: Reading, place: int, aged: Aged) -> None:
    """« 74 ans », said of the one person."""
    if aged.band:
        reading.take(place, aged.end, age_said=aged.band)
    else:
        reading.hold(place, aged.end, f"{reading.quoted(place, aged.end)} : {aged.why}")
