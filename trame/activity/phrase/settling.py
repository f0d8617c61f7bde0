"""What the words mean together: contradictions are told, and what follows from the rest is worked out."""

from trame.reference.nomenclatures import (
    PROCEDURE_TOPICS,
    Channel,
    HalfDay,
    Kind,
    Material,
    Setting,
    Topic,
)
from trame.ui.typography import joined

from ..entry import ProcedureSaid
from ..rules.record import MAX_TAGS
from . import attendance, dates, details, durations, places, redirections
from .known import KnownPlace
from .lexicon.ways import GROUP_LIKELY, GROUP_SURE, ONE_LIKELY, ONE_SURE
from .reading import Reading
from .understood import Span, Understood

# What the recognisers write for one another, and what is written under another name in the end.
INTERNAL = frozenset({"clocklike", "case", "sure"})
FACETS = ("setting", "access_mode", "payment", "origin", "public_kind", "skill_at_start")
SINGLE = ("level", "autonomy", *FACETS, "preparation_minutes", "travel_minutes", "residence", "title")


def settled(reading: Reading) -> Understood:
    durations.settle(reading)
    dates.settle(reading)
    places.settle(reading)
    redirections.settle(reading)
    _one_value_each(reading)
    group = attendance.settle(reading)
    attendance.explain_numbers(reading, group)
    kind = _kind(reading, group)
    _only_for(reading, kind)
    attendance.describe(reading, group, kind)
    materials = details.materials_of(reading)
    topics = _topics(reading)
    understood = Understood(phrase=reading.phrase, kind=kind)
    understood.topics = topics
    understood.materials = tuple(code.value for code in Material if code.value in materials)
    understood.procedures = _procedures(reading, topics)
    understood.tags = _tags(reading)
    _plain_fields(reading, understood)
    _where(reading, understood)
    attendance.write(group, kind, understood)
    understood.spans = tuple(
        _shown(span) for span in sorted(reading.spans, key=lambda span: span.start) if _shown(span).says
    )
    understood.left = reading.left()
    understood.problems = tuple(reading.problems)
    understood.contested = frozenset(reading.contested)
    return understood


def _one_value_each(reading: Reading) -> None:
    for name in SINGLE:
        values = reading.values(name)
        if len(values) > 1:
            said = joined([f"« {span.words} »" for span in reading.saying(name)])
            for span in reading.saying(name):
                reading.release(span, f"{said} : gardez ce qui vaut.")


def _kind(reading: Reading, group: attendance.Attendance) -> str:
    """An atelier when several came, or when it is said; else an accompaniment; "" when nobody can tell."""
    said = {str(value) for value in reading.values("kind_said")}
    if reading.coordination:
        return ""
    if group.total is not None and group.total > 1:
        return _kind_of_several(reading, group, said)
    if ONE_SURE in said or (group.total == 1 and GROUP_SURE not in said):
        return Kind.INDIVIDUEL
    if GROUP_SURE in said or group.several or GROUP_LIKELY in said:
        return Kind.COLLECTIF
    return "" if _may_be_several(reading, group, said) else Kind.INDIVIDUEL


def _kind_of_several(reading: Reading, group: attendance.Attendance, said: set[str]) -> str:
    if ONE_SURE not in said:
        return Kind.COLLECTIF
    for span in (*reading.saying("kind_said"), *reading.saying("group")):
        reading.release(span, "Un accompagnement individuel est pour une personne : à plusieurs, c’est un atelier.")
    group.forget()
    return ""


def _may_be_several(reading: Reading, group: attendance.Attendance, said: set[str]) -> bool:
    """« 10h-12h tablette 6 », « avec deux cousines », « permanence de 3 heures »; nobody at all."""
    settings = reading.values("setting")
    if reading.nobody or Setting.EVENEMENT in settings:
        return True
    if Setting.PERMANENCE in settings and not details.topics_of(reading) and group.total is None:
        return True
    return (group.uncounted or _two_names(reading)) and ONE_LIKELY not in said


def _two_names(reading: Reading) -> bool:
    """« Jeanne et Paul »: two words that were not understood, with capitals."""
    free = [
        place for place in reading.free() if reading.words[place].capital and not reading.words[place].text.isupper()
    ]
    return any(reading.key(place + 1) == "et" and place + 2 in free for place in free)


def _only_for(reading: Reading, kind: str) -> None:
    """A level is for an atelier, autonomy for one person: said of the other, they are kept as words."""
    if kind == Kind.COLLECTIF:
        for span in reading.saying("autonomy"):
            reading.release(span, "L’autonomie se note pour une personne, pas pour un atelier.")
    for span in reading.saying("level"):
        if kind == Kind.INDIVIDUEL and not dict(span.says).get("skill_at_start"):
            reading.release(span, "Le niveau se note pour un atelier.")


def _topics(reading: Reading) -> tuple[str, ...]:
    codes = set(details.topics_of(reading))
    if not codes and details.is_the_subject(reading):
        codes.add(Topic.PRENDRE_EN_MAIN.value)
    if codes & {topic.value for topic in PROCEDURE_TOPICS}:
        codes.add(Topic.AIDE_AUX_DEMARCHES.value)
    return tuple(topic.value for topic in Topic if topic.value in codes)


def _procedures(reading: Reading, topics: tuple[str, ...]) -> tuple[ProcedureSaid, ...]:
    """What is said of a procedure besides its subject: who runs it, how it ended."""
    operators = list(
        dict.fromkeys(str(code) for span in reading.saying("operator") for code in _tuple(dict(span.says)["operator"]))
    )
    domains = [code for code in topics if code in {topic.value for topic in PROCEDURE_TOPICS}]
    outcomes = [str(value) for value in reading.values("outcome")]
    more = {name: str(reading.values(name)[0]) for name in ("manner", "mandate") if len(reading.values(name)) == 1}
    if len(operators) > 1 or len(domains) > 1 or len(outcomes) > 1:
        for span in (*reading.saying("outcome"), *reading.saying("manner")):
            reading.release(span, "Plusieurs démarches : dites dans le formulaire où chacune en est.")
        return tuple(ProcedureSaid(operator=code) for code in operators)
    if not operators and not outcomes and not more:
        return ()
    said = {"domain": domains, "operator": operators, "outcome": outcomes}
    return (ProcedureSaid(**({name: codes[0] for name, codes in said.items() if codes} | more)),)


def _tuple(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else ()


def _tags(reading: Reading) -> tuple[str, ...]:
    tags = tuple(dict.fromkeys(str(value) for value in reading.values("tags")))
    if len(tags) > MAX_TAGS:
        reading.explain(f"{len(tags)} tags : gardez-en 20 au plus.")
    return tags[:MAX_TAGS]


def _plain_fields(reading: Reading, understood: Understood) -> None:
    """What goes as it is into a field of the same name."""
    for name in (
        "date",
        "minutes",
        "title",
        "autonomy",
        "redirected",
        "redirection",
        "preparation_minutes",
        "travel_minutes",
    ):
        if values := reading.values(name):
            setattr(understood, name, values[0])
    if understood.kind != Kind.INDIVIDUEL and (levels := reading.values("level")):
        understood.level = str(levels[0])
    understood.facets = {name: str(reading.values(name)[0]) for name in FACETS if reading.values(name)}
    if understood.kind != Kind.INDIVIDUEL:
        understood.facets.pop("skill_at_start", None)
    halves = {code for value in reading.values("half_days") for code in _tuple(value)}
    understood.half_days = tuple(half.value for half in HalfDay if half.value in halves)


def _where(reading: Reading, understood: Understood) -> None:
    names = {commune.code: commune.name for commune in reading.around.communes}
    for place in reading.values("place"):
        if isinstance(place, KnownPlace):
            understood.channel, understood.place_id, understood.place_name = Channel.LIEU_ACTIVITE, place.pk, place.name
    for channel in reading.values("channel"):
        understood.channel = str(channel)
    communes = reading.values("commune")
    if communes and understood.place_id is None and understood.channel != Channel.A_DISTANCE:
        understood.commune_code = str(communes[0])
        understood.commune_name = names.get(str(communes[0]), "")
    if residences := reading.values("residence"):
        understood.residence, understood.residence_name = str(residences[0]), names.get(str(residences[0]), "")


def _shown(span: Span) -> Span:
    says = tuple((name, value) for name, value in span.says if name not in INTERNAL)
    return Span(span.start, span.end, span.words, says or (span.says and (("noted", True),)) or ())
