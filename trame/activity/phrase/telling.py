"""What was understood, said in French: short words for a page, in the order of a form."""

import datetime as dt
from dataclasses import dataclass

from trame.reference.nomenclatures import (
    AccessMode,
    Autonomy,
    Channel,
    HalfDay,
    Kind,
    Level,
    Mandate,
    Manner,
    Material,
    Nomenclature,
    Operator,
    Origin,
    Outcome,
    Payment,
    PublicKind,
    Redirection,
    Setting,
    Skill,
    Status,
)
from trame.ui.typography import date_long, hours, plural

from ..entry import ProcedureSaid
from ..words import COUNTER_LABELS, GENDERS, SHORT_KINDS, VENUES, short_topic
from .understood import Understood

_FACETS: dict[str, type[Nomenclature]] = {
    "setting": Setting,
    "access_mode": AccessMode,
    "payment": Payment,
    "origin": Origin,
    "public_kind": PublicKind,
    "skill_at_start": Skill,
}
_PROCEDURE: dict[str, type[Nomenclature]] = {
    "operator": Operator,
    "outcome": Outcome,
    "manner": Manner,
    "mandate": Mandate,
}


@dataclass(frozen=True)
class Told:
    """`words` in French; `fields`: the controls of the record form that hold it, one of them at least."""

    words: str
    fields: tuple[str, ...]


def told(understood: Understood, today: dt.date) -> list[Told]:
    """Everything that was understood, the kind first."""
    kind = [Told(SHORT_KINDS[Kind(understood.kind)], ())] if understood.kind else []
    return [
        *kind,
        *_when(understood, today),
        *_where(understood),
        *_about(understood),
        *_who(understood),
        *_more(understood),
    ]


def day_words(day: dt.date, today: dt.date) -> str:
    """« hier, 21 novembre », « 3 mars 2025 »."""
    ago = {0: "aujourd’hui, ", 1: "hier, ", 2: "avant-hier, "}.get((today - day).days, "")
    return ago + date_long(day, year=day.year != today.year)


def _when(understood: Understood, today: dt.date) -> list[Told]:
    said = [Told(day_words(understood.date, today), ("day",))] if understood.date else []
    if understood.minutes:
        said.append(Told(hours(understood.minutes), ("duration",)))
    said += [Told(str(HalfDay(code).label), ("half_days",)) for code in understood.half_days]
    around = (("preparation", understood.preparation_minutes), ("travel", understood.travel_minutes))
    words = {"preparation": "préparation", "travel": "trajet"}
    return said + [Told(f"{hours(time)} de {words[name]}", (f"{name}_minutes",)) for name, time in around if time]


def _where(understood: Understood) -> list[Told]:
    if understood.place_name:
        return [Told(understood.place_name, ("where",))]
    channel = str(Channel(understood.channel).label) if understood.channel else ""
    said = ", ".join(part for part in (channel, understood.commune_name) if part)
    return [Told(said, ("where",))] if said else []


def _about(understood: Understood) -> list[Told]:
    title = [Told(f"« {understood.title} »", ("title",))] if understood.title else []
    topics = [Told(short_topic(code), ("topics", "procedures")) for code in understood.topics]
    materials = [Told(str(Material(code).label), ("materials",)) for code in understood.materials]
    level = [Told(f"niveau {str(Level(understood.level).label).lower()}", ("level",))] if understood.level else []
    procedures = [one for said in understood.procedures for one in _procedure(said)]
    return [*title, *topics, *materials, *level, *procedures]


def _procedure(said: ProcedureSaid) -> list[Told]:
    codes = {name: getattr(said, name) for name in _PROCEDURE}
    return [Told(f"démarche : {_PROCEDURE[name](code).label}", (f"{name}_1",)) for name, code in codes.items() if code]


def _who(understood: Understood) -> list[Told]:
    if understood.kind == Kind.INDIVIDUEL:
        said = [_of_one(name) for name in understood.counters]
    else:
        total = understood.anonymous_total
        said = [Told(plural(total, "participant"), ("anonymous_total",))] if total else []
        said += [Told(f"{COUNTER_LABELS[name].lower()} : {n}", (name,)) for name, n in understood.counters.items()]
    if understood.residence_name:
        said.append(Told(f"habite {understood.residence_name}", ("residence",)))
    return said


def _of_one(counter: str) -> Told:
    axis, _, code = counter.removeprefix("anonymous_").partition("_")
    if not code:
        return Told(VENUES[axis], ("venue",))
    labels = {"gender": GENDERS, "status": {status.value: str(status.label) for status in Status}}.get(axis, {})
    return Told(labels.get(code) or COUNTER_LABELS[counter], (axis,))


def _more(understood: Understood) -> list[Told]:
    said = []
    if understood.autonomy:
        said.append(Told(str(Autonomy(understood.autonomy).label), ("autonomy",)))
    if understood.redirected is False:
        said.append(Told("pas d’orientation", ("redirected",)))
    elif understood.redirected:
        towards = f" : {Redirection(understood.redirection).label}" if understood.redirection else ""
        said.append(Told(f"orientation{towards}", ("redirected",)))
    said += [Told(str(_FACETS[name](code).label), (name,)) for name, code in understood.facets.items()]
    return said + [Told(f"#{tag}", ("tags",)) for tag in understood.tags]
