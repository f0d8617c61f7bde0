"""What a named template keeps of an activity, and what is still possible of it the day it is used."""

from dataclasses import dataclass, field
from typing import Any

from trame.directory.models import Place
from trame.people.models import User
from trame.reference.nomenclatures import (
    ACCOMPANIMENT_KINDS,
    AccessMode,
    Channel,
    Kind,
    Level,
    Mandate,
    Manner,
    Material,
    Nomenclature,
    Operator,
    Payment,
    Setting,
    Topic,
)
from trame.ui.typography import hours

from .habits import Habits
from .models import Activity, RecordTemplate, Tag
from .models.activity import MAX_MINUTES
from .models.habit import RecordTemplateQuerySet
from .words import short_topic

MAX_TEMPLATES = 30
PROPOSED = "votre lieu habituel est proposé à la place, vérifiez-le"
KINDS: tuple[Kind, ...] = ACCOMPANIMENT_KINDS
LISTS: dict[str, type[Nomenclature]] = {"topics": Topic, "materials": Material, "secondary_topics": Topic}
CODES: dict[str, type[Nomenclature]] = {
    "level": Level,
    "setting": Setting,
    "access_mode": AccessMode,
    "payment": Payment,
    "channel": Channel,
}
# Of a démarche, what is always the same: not how it ended.
PROCEDURE_CODES: dict[str, type[Nomenclature]] = {
    "domain": Topic,
    "operator": Operator,
    "manner": Manner,
    "mandate": Mandate,
}


def templates_of(user: User, kind: Kind | None = None) -> RecordTemplateQuerySet:
    """Her templates of this kind, or of any, in the order of their names."""
    own = RecordTemplate.objects.visible_to(user)
    return own.filter(kind=kind) if kind else own


def content_of(activity: Activity) -> dict[str, Any]:
    """Codes and ids of what was done: neither who, nor when, nor anything typed freely."""
    kept: dict[str, Any] = {name: list(getattr(activity, name)) for name in LISTS}
    kept |= {name: getattr(activity, name) for name in CODES}
    kept |= {"minutes": activity.minutes, "place": activity.place_id}
    if activity.channel in (Channel.DOMICILE, Channel.AUTRE):
        kept["commune"] = activity.commune_id
    kept["procedures"] = list(activity.procedures.order_by("rank").values(*PROCEDURE_CODES))
    kept["tags"] = list(activity.activity_tags.order_by("pk").values_list("tag_id", flat=True))
    return {name: value for name, value in kept.items() if value}


@dataclass
class Taken:
    """What a template still gives. `left_out`: French sentences on what it does not give any more.

    `place_id` None with `channel` « lieu_activite »: its place is lost, the form proposes the usual one.
    """

    lists: dict[str, list[str]] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    procedures: list[dict[str, str]] = field(default_factory=list)
    minutes: int | None = None
    place_id: int | None = None
    commune_code: str | None = None
    tags: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def take(habits: Habits, template: RecordTemplate) -> Taken:
    """Read a template as something typed long ago: every code and id is checked against what exists today."""
    content = _sound(template)
    taken = Taken(minutes=content["minutes"], commune_code=content["commune"])
    _take_codes(taken, content)
    if taken.codes.get("channel") == Channel.LIEU_ACTIVITE:
        _take_place(taken, habits, template, content["place"])
    if content["tags"]:
        _take_tags(taken, habits, content["tags"])
    return taken


def _sound(template: RecordTemplate) -> dict[str, Any]:
    """Its content, each value of the type that is expected of it, or nothing."""
    content = template.content if isinstance(template.content, dict) else {}

    def some_of(name: str, kind: type) -> list[Any]:
        found = content.get(name)
        return [one for one in found if isinstance(one, kind)] if isinstance(found, list) else []

    def one_of(name: str, kind: type) -> Any:
        found = content.get(name)
        return found if isinstance(found, kind) else None

    minutes = one_of("minutes", int)
    return {
        **{name: some_of(name, str) for name in LISTS},
        **{name: one_of(name, str) or "" for name in CODES},
        "procedures": some_of("procedures", dict),
        "minutes": minutes if minutes and 1 <= minutes <= MAX_MINUTES else None,
        "place": one_of("place", int),
        "commune": one_of("commune", str),
        "tags": some_of("tags", int),
    }


def _take_codes(taken: Taken, content: dict[str, Any]) -> None:
    taken.lists = {name: [code for code in content[name] if code in known.values] for name, known in LISTS.items()}
    taken.codes = _known(content, CODES)
    taken.procedures = [_known(procedure, PROCEDURE_CODES) for procedure in content["procedures"]]
    said = sum(len(content[name]) for name in LISTS) + sum(bool(content[name]) for name in CODES)
    if sum(map(len, taken.lists.values())) + len(taken.codes) < said:
        taken.left_out.append("Un choix de ce modèle n’est plus dans les listes : il n’est pas repris.")


def _known(content: dict[str, Any], nomenclatures: dict[str, type[Nomenclature]]) -> dict[str, str]:
    return {name: content[name] for name, known in nomenclatures.items() if content.get(name) in tuple(known.values)}


def _take_place(taken: Taken, habits: Habits, template: RecordTemplate, place_id: int | None) -> None:
    here = {place.pk: place for place in habits.places if place.organisation_id == template.organisation_id}
    place = here.get(place_id or 0)
    if place is None:
        taken.left_out.append(f"Le lieu de ce modèle n’est plus un de vos lieux : {PROPOSED}.")
    elif not place.is_open_on(habits.today):
        taken.left_out.append(f"« {place.name} » est fermé : {PROPOSED}.")
    else:
        taken.place_id = place.pk


def _take_tags(taken: Taken, habits: Habits, ids: list[int]) -> None:
    visible = Tag.objects.visible_to(habits.user).select_related("merged_into").in_bulk(ids)
    for pk in ids:
        tag = visible.get(pk)
        tag = (tag and tag.merged_into) or tag
        if tag is None:
            taken.left_out.append("Un tag de ce modèle n’existe plus : il n’est pas repris.")
        elif tag.archived_at:
            taken.left_out.append(f"Le tag « {tag.name} » est archivé : il n’est pas repris.")
        elif tag.name not in taken.tags:
            taken.tags.append(tag.name)


@dataclass(frozen=True)
class Line:
    """A template and what it says, on the page that lists them."""

    template: RecordTemplate
    said: str


def lines(user: User) -> list[Line]:
    """All of hers, in two queries."""
    templates = list(templates_of(user).select_related("organisation"))
    said = [_sound(template) for template in templates]
    places = Place.objects.visible_to(user).in_bulk([content["place"] for content in said if content["place"]])
    return [Line(template, _in_words(content, places)) for template, content in zip(templates, said, strict=True)]


def _in_words(content: dict[str, Any], places: dict[int, Place]) -> str:
    """« E-mail · 30 min · Médiathèque de Pontivy »."""
    place, channel, minutes = places.get(content["place"]), content["channel"], content["minutes"]
    where = place.name if place else str(Channel(channel).label) if channel in Channel.values else ""
    subjects = ", ".join(short_topic(code) for code in content["topics"])
    return " · ".join(part for part in (subjects, hours(minutes) if minutes else "", where) if part)
