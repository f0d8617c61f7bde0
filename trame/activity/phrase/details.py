"""What single expressions say: the kind, the subjects, the material, the level, autonomy, the procedure…"""

from trame.reference.nomenclatures import PROCEDURE_TOPICS, Material, Topic

from . import people
from .lexicon.terms import Term
from .lexicon.ways import COORDINATION
from .ordinary import STOP
from .reading import Reading
from .words import LINKS, listed

# Fields of which an expression says one code.
ONE_CODE = (
    "level",
    "autonomy",
    "setting",
    "access_mode",
    "payment",
    "public_kind",
    "skill_at_start",
    "mandate",
    "manner",
)
SEVERAL_CODES = ("topics", "topics?", "materials", "operator")
NOTED = {"venue_said": "venue", "outcome": "outcome"}
DENIERS = listed("pas sans ni aucun aucune jamais sauf hors non")
NEAR = LINKS | {"a", "au", "aux", "en", "sur", "pour", "avec", "compte", "espace", "oublie", "perdu", "perdue"}
MESSAGES = frozenset({"par", "via"})
SENDING = frozenset({"envoyer", "envoi", "envoye", "transmettre", "transmission", "joindre", "transferer", "recevoir"})


def read(reading: Reading) -> None:
    for term in reading.terms(lambda term: True):
        if reading.is_free(term.start, term.end):
            _read(reading, term)


def read_subjects_of_title(reading: Reading) -> None:
    """The title is kept whole; its words are also what the atelier is about."""
    if reading.title is None:
        return
    start, end, title = reading.title
    codes: list[str] = []
    place = start
    while place < end:
        term = reading.term(place)
        if term and term.end <= end:
            codes += [*term.says.get("topics", ()), *term.says.get("topics?", ())]
        place = term.end if term else place + 1
    said: dict[str, object] = {"title": title}
    reading.take(start, end, **(said | ({"topics": tuple(dict.fromkeys(codes))} if codes else {})))


def _read(reading: Reading, term: Term) -> None:
    if reading.is_denied(term.start) and reading.key(term.start) not in DENIERS:
        if {"topics", "materials", "topics?"} & set(term.says):
            reading.hold(_denier(reading, term.start), term.end)
    elif "cancelled" in term.says:
        _cancelled(reading, term)
    elif COORDINATION in term.says.get("kind", ()):
        _coordination(reading, term)
    elif {"status", "topics"} <= set(term.says) and people.is_status(reading, term):
        reading.take(term.start, term.end, status_said=term.first("status"))
    elif not _says_nothing_here(reading, term) and (says := _said(reading, term)):
        start, end = _with_number(reading, term, says)
        reading.take(start, end, **says)


def _says_nothing_here(reading: Reading, term: Term) -> bool:
    outcome = "outcome" in term.says and not _of_a_case(reading, term)
    return outcome or "nothing" in term.says or _is_a_message(reading, term) or _is_a_means(reading, term)


def _said(reading: Reading, term: Term) -> dict[str, object]:
    """What the expression gives; a file (« dossier ») alone only tells what an outcome is of."""
    says: dict[str, object] = {name: term.says[name] for name in SEVERAL_CODES if name in term.says}
    if "kind" in term.says and not _is_only_mentioned(reading, term):
        says["kind_said"] = term.first("kind")
    says |= {name: term.first(name) for name in ONE_CODE if name in term.says}
    if _alone_in_life(reading, term):
        says.pop("autonomy", None)
    says |= {name: term.first(known) for name, known in NOTED.items() if known in term.says}
    return says if says or "case" not in term.says else {"case": True}


def _denier(reading: Reading, place: int) -> int:
    while place > 0 and reading.is_free(place - 1) and not reading.words[place].apart:
        place -= 1
        if reading.key(place) in DENIERS:
            break
    return place


def _with_number(reading: Reading, term: Term, says: dict[str, object]) -> tuple[int, int]:
    """« 3 courriels », « deux CV », « une dizaine de photos »: how many things is not how many people."""
    if not {"topics", "materials", "topics?", "case", "kind_said"} & set(says):
        return term.start, term.end
    for back in (1, 2, 3, 4):
        start = term.start - back
        if start < 0 or reading.words[start + 1].apart:
            break
        number = reading.number(start)
        if number and not (number.article and number.value == 1) and _links(reading, number.end, term.start):
            return start, term.end
    return term.start, term.end


def _links(reading: Reading, start: int, end: int) -> bool:
    return all(
        reading.key(at) in LINKS | {"petits", "petites", "nouveaux", "nouvelles", "vieux"} for at in range(start, end)
    ) and (reading.is_free(start, end) if end > start else True)


def _is_a_message(reading: Reading, term: Term) -> bool:
    """« aide par mail » says neither a subject nor, surely, a channel; « envoyer un CV par mail » says one."""
    if Topic.EMAIL not in term.says.get("topics", ()) and Topic.RESEAUX_SOCIAUX not in term.says.get("topics", ()):
        return False
    if reading.key(term.start - 1) not in MESSAGES or term.start == 0:
        return False
    return not any(reading.key(at) in SENDING for at in range(max(0, term.start - 6), term.start))


def _is_only_mentioned(reading: Reading, term: Term) -> bool:
    """« orientée pour une formation », « son stage »: not what was done."""
    if term.start == 0 or reading.words[term.start].apart:
        return False
    if reading.stem(term.start) in ("formation", "stage", "module", "cycle"):
        return reading.key(term.start - 1) in LINKS | {"pour", "en"}
    towards = reading.key(reading.before(term.start, LINKS))
    return reading.stem(term.start) == "atelier" and towards in ("pour", "vers") and reading.key(term.start - 1) != "l"


def _alone_in_life(reading: Reading, term: Term) -> bool:
    """« une personne seule » says nothing of what she can do."""
    before = reading.any_term(term.start - 1) if term.start else None
    return (
        term.end == term.start + 1
        and reading.stem(term.start) in ("seul", "seule")
        and (before is not None and "people" in before.says)
    )


def _is_a_means(reading: Reading, term: Term) -> bool:
    """« réserver sur internet » is not about the internet."""
    return set(term.says) == {"topics?"} and reading.key(term.start - 1) in ("sur", "par", "via")


def _cancelled(reading: Reading, term: Term) -> None:
    said = reading.quoted(term.start, term.end)
    reading.hold(term.start, term.end, f"{said} : ce qui n’a pas eu lieu ne s’enregistre pas.", about="total")
    reading.nobody = True


def _coordination(reading: Reading, term: Term) -> None:
    said = reading.quoted(term.start, term.end)
    reading.hold(term.start, term.end, f"{said} : réunions, évènements et partenariats s’enregistrent à part.")
    reading.coordination = True


def _of_a_case(reading: Reading, term: Term) -> bool:
    """« dossier CAF bloqué »: an outcome follows a procedure, or « dossier », « demande »."""
    place = term.start - 1
    while place >= 0 and reading.key(place) in NEAR | {"est", "toujours", "encore", "reste", "etait"}:
        place -= 1
    if place < 0:
        return False
    for span in reading.spans:
        if span.start <= place < span.end:
            said = dict(span.says)
            procedures = {str(code) for code in _codes(said.get("topics"))} & {str(topic) for topic in _ADMINISTRATIVE}
            return bool(procedures or "operator" in said or "case" in said)
    return False


def _codes(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else ()


_ADMINISTRATIVE = (*PROCEDURE_TOPICS, Topic.AIDE_AUX_DEMARCHES)


# --- Once everything is read ---------------------------------------------------------------------------------------


def topics_of(reading: Reading) -> list[str]:
    """The subjects said, weak ones only where nothing nearby is more precise."""
    sure = [str(code) for span in reading.saying("topics") for code in _codes(dict(span.says)["topics"])]
    weak = [
        str(code)
        for span in reading.saying("topics?")
        for code in _codes(dict(span.says)["topics?"])
        if not _beside_a_subject(reading, span.start, span.end)
    ]
    return list(dict.fromkeys([*sure, *weak]))


def _beside_a_subject(reading: Reading, start: int, end: int) -> bool:
    """« mot de passe Ameli », « compte Facebook, mot de passe perdu »: the other expression says it all."""
    for span in reading.saying("topics"):
        gap = range(end, span.start) if span.start >= end else range(span.end, start)
        first = max(start, span.start)
        if len(gap) <= 4 and all(reading.key(at) in NEAR for at in gap) and not reading.words[first].apart:
            return True
    return False


def materials_of(reading: Reading) -> list[str]:
    said = [str(code) for span in reading.saying("materials") for code in _codes(dict(span.says)["materials"])]
    codes = list(dict.fromkeys(said))
    if Material.AUCUN in codes and len(codes) > 1:
        for span in reading.saying("materials"):
            reading.release(span, "« Pas de matériel » ne va pas avec un autre matériel : gardez l’un ou l’autre.")
        return []
    return codes


def is_the_subject(reading: Reading) -> bool:
    """Whether a material named alone is what was learnt: « atelier tablette »; not « choisir une tablette »."""
    for span in reading.saying("materials"):
        if Material.AUCUN in _codes(dict(span.says)["materials"]) or Material.AUTRE in _codes(
            dict(span.says)["materials"]
        ):
            return False
        for at in (reading.before(span.start, LINKS | NEAR), _after(reading, span.end)):
            if at >= 0 and at < len(reading) and _says_nothing(reading, at):
                return False
    return bool(reading.saying("materials"))


def _after(reading: Reading, place: int) -> int:
    if place < len(reading) and reading.words[place].apart:
        return -1
    while reading.key(place) in LINKS | NEAR:
        place += 1
    return place


def _says_nothing(reading: Reading, place: int) -> bool:
    spoken = any(span.says for span in reading.spans if span.start <= place < span.end)
    return not spoken and reading.words[place].number is None and reading.key(place) not in STOP
