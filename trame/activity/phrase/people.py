"""How many: « 12 pers dont 8 femmes », « 3 nouveaux », « deux jeunes de 16 ans », « un couple »."""

from dataclasses import dataclass, field

from trame.reference.nomenclatures import Gender, Status

from ..models.counters import MAX_PARTICIPANTS
from .ages import age_at
from .lexicon.terms import Term
from .lexicon.ways import GROUP_LIKELY, GROUP_SURE, TOTAL
from .numbers import Number
from .reading import Reading
from .words import LINKS

AXES = ("gender", "age", "status", "venue")
ALL_OF_THEM = frozenset({"tous", "toutes", "tou", "uniquement", "que", "exclusivement"})
WITHIN = frozenset({"dont", "parmi", "incluant", "comprenant"})
QUALIFIERS = LINKS | {"qui", "etaient", "etait", "sont", "est", "ayant", "et"}
COUNTING = frozenset(
    {"a", "pour", "de", "avec", "etions", "etaient", "sommes", "etait", "effectif", "total", "presents"}
)
NEW = frozenset({"nouveaux", "nouvelles", "nouveau", "nouvelle", "nvx", "nouv"})
RANGE = frozenset({"a", "ou"})
SIZES = frozenset(
    {"petit", "petits", "petite", "petites", "grand", "grands", "jeune", "jeunes", "autre", "autres", "seule", "seul"}
)


@dataclass(frozen=True)
class Group:
    """`number` people, of whom each axis says one code. `total`: whoever was there; `within`: a part of those before.

    `sole`: one person, spoken of as such (« une dame »).
    """

    number: int
    axes: dict[str, str] = field(default_factory=dict)
    total: bool = False
    within: bool = False
    sole: bool = False

    def __hash__(self) -> int:
        return hash((self.number, *sorted(self.axes.items()), self.total, self.within, self.sole))


def read(reading: Reading) -> None:
    for place in reading.free():
        if reading.is_free(place):
            _ = (
                _couple(reading, place)
                or _nobody(reading, place)
                or _labelled(reading, place)
                or _counted(reading, place)
                or _every(reading, place)
                or _bare_number(reading, place)
            )


def _is_people(term: Term | None) -> bool:
    return term is not None and "people" in term.says


def axes_of(reading: Reading, term: Term) -> dict[str, str]:
    """What an expression says of people, one code an axis."""
    said = {axis: term.first(axis) for axis in AXES if axis in term.says}
    if said.get("status") == Status.RETRAITE and not is_status(reading, term):
        said.pop("status")
    return said


def is_status(reading: Reading, term: Term) -> bool:
    """« retraité » is somebody, « retraite » a procedure; without accents, what comes before tells."""
    if "topics" not in term.says:
        return True
    word = reading.words[term.start]
    if "é" in word.text.lower():
        return True
    previous = reading.before(term.start, frozenset({"jeune", "jeunes"}))
    if previous == term.start - 1 and previous >= 0:
        before = reading.term(previous)
        return bool(reading.words[previous].number or _is_people(before) or "gender" in (before.says if before else {}))
    return False


# --- Several -------------------------------------------------------------------------------------------------------


def _counted(reading: Reading, place: int) -> bool:
    """« 6 pers », « 3 nouveaux », « 5 retraités », « deux jeunes de 16 ans », « 2 de plus de 70 ans »."""
    number = reading.number(place)
    if number is None or number.end >= len(reading) or reading.words[number.end].apart:
        return False
    counted = reading.term(number.end)
    if counted is not None and "registered" in counted.says:
        reading.take(place, counted.end, registered=True)
        return True
    found = _whom(reading, number)
    if found is None:
        return False
    axes, total, end = found
    start, within = _start(reading, place)
    if number.article and not within:
        return False
    if _estimated(reading, place):
        reading.hold(start, end, f"{reading.quoted(start, end)} : dites un nombre précis de personnes.", about="total")
        reading.many = True
        return True
    level = counted.first("level") if counted is not None and not within else ""
    more = {"level": level} if level else {}
    return _keep(reading, start, end, Group(number.value, axes, total=total, within=within), **more)


def _whom(reading: Reading, number: Number) -> tuple[dict[str, str], bool, int] | None:
    """(axes, whether it counts everybody, the place after) for what a number counts."""
    alone = reading.key(number.end) in ("seul", "seule")
    known = (not alone and reading.term(number.end) is not None) or age_at(reading, number.end) is not None
    at = number.end if known else reading.skip(number.end, SIZES | {"de", "d"})
    new = reading.key(at) in NEW and reading.is_free(at)
    if new and reading.term(at) is None:
        after = reading.skip(at + 1, frozenset({"petits", "petites"}))
        term = reading.term(after)
        if _is_people(term) and term is not None and not reading.words[after].apart:
            axes, end = described(reading, term.end, axes_of(reading, term))
            return axes | {"venue": "new"}, False, end
        return ({"venue": "new"}, False, at + 1) if _ends(reading, at + 1) else None
    term = reading.term(at)
    if term is not None and ("people" in term.says or set(AXES) & set(term.says)):
        if "people" not in term.says and at != number.end:
            return None
        axes, end = described(reading, term.end, axes_of(reading, term))
        if "people" not in term.says and not axes:
            return None
        return axes, TOTAL in term.says.get("people", ()), end
    if aged := age_at(reading, number.end):
        return ({"age": aged.band}, False, aged.end) if aged.band and _age_is_of_people(reading, number) else None
    return None


def _age_is_of_people(reading: Reading, number: Number) -> bool:
    """« 2 de plus de 70 ans »; not « 2 70 ans »."""
    return reading.key(number.end) in ("de", "plus", "moins", "ont", "ayant")


def _ends(reading: Reading, place: int) -> bool:
    """Whether nothing follows that « nouveaux » could qualify: « 3 nouveaux », but « 3 nouveaux dossiers »."""
    if place >= len(reading) or reading.words[place].apart or not reading.is_free(place):
        return True
    term = reading.term(place)
    linking = reading.key(place) in (
        "et",
        "dont",
        "sur",
        "avec",
        "a",
        "au",
        "pour",
        "en",
        "dans",
        "chez",
        "ce",
        "cette",
    )
    return linking or reading.words[place].number is not None or (term is not None and "kind" in term.says)


def described(reading: Reading, end: int, axes: dict[str, str]) -> tuple[dict[str, str], int]:
    """What is said right after the noun: « retraitées », « de 16 ans », « sans emploi », « pour la première fois »."""
    while end < len(reading) and (not reading.words[end].apart or "(" in reading.words[end].before):
        if aged := age_at(reading, end):
            if not aged.band or axes.get("age", aged.band) != aged.band:
                break
            axes, end = axes | {"age": aged.band}, aged.end
            continue
        at = reading.skip(end, LINKS | {"qui", "sont", "etaient"})
        term = reading.term(at)
        if term is None or reading.words[at].apart or reading.words[at].number is not None:
            break
        more = {axis: code for axis, code in axes_of(reading, term).items() if axis not in axes}
        if not more or _is_other_people(term, axes):
            break
        axes, end = axes | more, term.end
    return axes, end


def _is_other_people(term: Term, axes: dict[str, str]) -> bool:
    """« 6 personnes femmes » describes; « 6 retraités femmes » too; a second whole count does not."""
    return TOTAL in term.says.get("people", ())


def _start(reading: Reading, place: int) -> tuple[int, bool]:
    """(where the words begin, whether it is a part of those said before)."""
    start = place
    while start > 0 and reading.key(start - 1) in {"environ", "y", "compris", "et"} and reading.is_free(start - 1):
        start -= 1
        if reading.key(start) == "et":
            return start + 1, _dont_before(reading, start)
    if start > 0 and reading.key(start - 1) in WITHIN and reading.is_free(start - 1):
        return start - 1, True
    return place, _dont_before(reading, place)


def _dont_before(reading: Reading, place: int) -> bool:
    """« dont 8 femmes, 4 hommes »: all that follows « dont », or opens a parenthesis, is a part."""
    said = [at for at in range(place) if reading.key(at) in WITHIN]
    if said:
        return True
    if place < len(reading) and ("(" in reading.words[place].before or ":" in reading.words[place].before):
        return any(dict(span.says).get("group") for span in reading.saying("group") if span.end == place)
    return False


def _estimated(reading: Reading, place: int) -> bool:
    """« 5 à 6 personnes », « 5-6 pers », « 5 ou 6 »."""
    if place < 1:
        return False
    if reading.key(place - 1) in RANGE and reading.is_free(place - 1) and place > 1:
        return reading.words[place - 2].number is not None and reading.is_free(place - 2)
    signs = reading.words[place].before.strip()
    return signs in ("-", "/", "–") and reading.words[place - 1].number is not None and reading.is_free(place - 1)


def _keep(reading: Reading, start: int, end: int, group: Group, **more: str) -> bool:
    said = reading.quoted(start, end)
    if group.number > MAX_PARTICIPANTS:
        reading.many = True
        reading.hold(start, end, f"{said} : 10 000 personnes au plus, vérifiez le nombre.", about="total")
    elif group.number < 1:
        reading.hold(start, end, f"{said} : comptez au moins une personne.", about="total")
    else:
        reading.take(start, end, group=group, **more)
    return True


def read_letters(reading: Reading) -> None:
    """Before the durations: « 8F 4H » is women and men."""
    for place in reading.free():
        if reading.is_free(place):
            _letters(reading, place)


def _labelled(reading: Reading, place: int) -> bool:
    """« femmes : 6 », « participants : 8 », « nb de participants 8 »."""
    term = reading.term(place)
    if term is None or "people" not in term.says or term.end >= len(reading):
        return False
    number = reading.number(term.end)
    sign = reading.words[term.end].before.strip()
    total = TOTAL in term.says["people"]
    if number is None or not (sign in (":", "=") or (total and not sign and _nothing_counted(reading, number.end))):
        return False
    counted = reading.term(number.end)
    if counted is not None and "people" in counted.says and not reading.words[number.end].apart:
        return False
    start = (
        reading.before(place, LINKS) if reading.key(reading.before(place, LINKS)) in ("nb", "nombre", "nbre") else place
    )
    return _keep(reading, start, number.end, Group(number.value, axes_of(reading, term), total=total))


def _nobody(reading: Reading, place: int) -> bool:
    """« pas de personne », « aucun participant »."""
    term = reading.term(place)
    if term is None or TOTAL not in term.says.get("people", ()) or not reading.is_denied(place):
        return False
    start = reading.before(place, LINKS)
    if not reading.is_free(start, term.end):
        return False
    said = reading.quoted(start, term.end)
    reading.hold(start, term.end, f"{said} : sans personne, rien ne s’enregistre.", about="total")
    reading.nobody = True
    return True


def _couple(reading: Reading, place: int) -> bool:
    """« un couple », « un couple de retraités »: two people."""
    number = reading.number(place)
    at = number.end if number and number.value == 1 else place
    if reading.key(at) != "couple" or not reading.is_free(at):
        return False
    axes: dict[str, str] = {}
    end = at + 1
    after = reading.skip(end, frozenset({"de", "d"}))
    term = reading.term(after)
    if term is not None and not reading.words[after].apart and (axes := axes_of(reading, term)):
        end = term.end
    return _keep(reading, place, end, Group(2, axes))


def _letters(reading: Reading, place: int) -> bool:
    """« 8F 4H », « 8 F / 4 H »: only together, since « 4h » is a duration."""
    found = []
    at = place
    for _ in range(2):
        if at + 1 >= len(reading) or not reading.is_free(at, at + 2):
            return False
        number, letter = reading.words[at], reading.words[at + 1]
        if number.number is None or letter.text not in ("F", "H", "f"):
            return False
        found.append((at, number.number, letter.text.upper()))
        at = reading.skip(at + 2, frozenset({"et"}))
    if {letter for _, _, letter in found} != {"F", "H"}:
        return False
    genders = {"F": Gender.FEMININ.value, "H": Gender.MASCULIN.value}
    for start, counted, initial in found:
        within = _start(reading, start)[1] or "(" in reading.words[place].before
        _keep(reading, start, start + 2, Group(counted, {"gender": genders[initial]}, within=within))
    return True


def _every(reading: Reading, place: int) -> bool:
    """« tous retraités », « que des femmes »: what is said of all."""
    if reading.key(place) not in ALL_OF_THEM:
        return False
    at = reading.skip(place + 1, LINKS | {"etaient", "sont"})
    term = reading.term(at)
    if term is None or reading.words[at].apart or not (axes := axes_of(reading, term)):
        return False
    reading.take(place, term.end, everybody=tuple(axes.items()))
    return True


def _bare_number(reading: Reading, place: int) -> bool:
    """« atelier de 6 », « groupe à 8 », « nous étions 6 », « 6 au total »."""
    number = reading.number(place)
    if number is None or number.article or not _nothing_counted(reading, number.end):
        return False
    afterwards = [reading.key(number.end + step) for step in range(2)]
    if afterwards in (["au", "total"], ["en", "tout"]) and reading.is_free(number.end, number.end + 2):
        return _keep(reading, place, number.end + 2, Group(number.value, total=True))
    previous = place - 1
    if (
        previous < 0
        or reading.key(previous) not in COUNTING
        or not reading.is_free(previous)
        or reading.words[place].apart
    ):
        return False
    strong = reading.key(previous) in ("etions", "etaient", "sommes", "effectif", "total", "presents", "pour")
    before = reading.term(previous - 1) if previous > 0 else None
    group = before is not None and {GROUP_SURE, GROUP_LIKELY} & set(before.says.get("kind", ()))
    if not strong and not group:
        return False
    return _keep(reading, previous, number.end, Group(number.value, total=True))


def _nothing_counted(reading: Reading, end: int) -> bool:
    """Whether the number stands alone: the end, a sign, or something that is no noun to count."""
    if end >= len(reading) or reading.words[end].apart or not reading.is_free(end):
        return True
    if reading.key(end) in (
        "au",
        "a",
        "en",
        "sur",
        "avec",
        "hier",
        "aujourd",
        "le",
        "chez",
        "dans",
        "et",
        "la",
        "pour",
        "ce",
        "dont",
        "sans",
    ):
        return True
    return reading.words[end].number is not None and not reading.words[end].tight
