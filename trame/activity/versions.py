"""Two versions of one record side by side: what is recorded, as the entry that would write it, and what differs."""

import dataclasses
import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from trame.directory.models import Place
from trame.reference.models import Commune
from trame.reference.nomenclatures import (
    AnimationTopic,
    Channel,
    Material,
    Nomenclature,
    Organiser,
    PartnershipNature,
    Topic,
)
from trame.reference.search import search_key
from trame.ui.typography import date_long, hours, number

from .entry import FACET_FIELDS, ActivityEntry, CoordinationSaid, FollowedParticipant, PartnerSaid, ProcedureSaid
from .models import ANONYMOUS_COUNTERS, Activity, Beneficiary, CoordinationDetails, Procedure
from .models.counters import counters_of
from .models.facets import SOME_OF
from .words import AXES, counted

AS_IT_IS = (
    "kind", "date", "minutes", "channel", "place_id", "topics", "materials", "title", "procedure_name", "autonomy",
    "level", "redirected", "redirection", "notes", "anonymous_total", *FACET_FIELDS,
)  # fmt: skip
_LISTS: dict[str, type[Nomenclature]] = {
    **SOME_OF,
    "topics": Topic,
    "materials": Material,
    "animation_topics": AnimationTopic,
    "organisers": Organiser,
    "partnership_natures": PartnershipNature,
}
_IN_MINUTES = {"minutes", "preparation_minutes", "travel_minutes", "coordination_minutes"}


@dataclass(frozen=True)
class Difference:
    """One thing that two versions say otherwise, in words; an empty string says nothing."""

    label: str
    saved: str
    typed: str


def entry_of(activity: Activity) -> ActivityEntry:
    """What is recorded, as the entry that would write it again."""
    said = {name: _frozen(getattr(activity, name)) for name in AS_IT_IS}
    elsewhere = activity.channel in (Channel.DOMICILE, Channel.AUTRE)
    links = activity.activity_tags.select_related("tag").order_by("pk")
    present = activity.attendances.order_by("pk").values_list("beneficiary", "age_band")
    details = CoordinationDetails.objects.filter(activity=activity).first()
    return ActivityEntry(
        **said,
        client_uuid=activity.client_uuid,
        commune_code=activity.commune_id if elsewhere else None,
        tags=tuple(link.tag.name for link in links),
        followed=tuple(FollowedParticipant(pk, age_band) for pk, age_band in present),
        anonymous={counter.field: getattr(activity, counter.field) for counter in ANONYMOUS_COUNTERS},
        anonymous_residences=dict(activity.anonymous_residences.values_list("commune", "n")),
        procedures=tuple(_like(ProcedureSaid, row) for row in activity.procedures.order_by("rank")),
        coordination=_coordination(activity, details) if details else None,
    )


def differences(saved: ActivityEntry, typed: ActivityEntry) -> list[Difference]:
    """What two entries about the same activity say otherwise, in the order of the form."""
    names = [name for name in AS_IT_IS if name != "place_id"]
    found = field_differences(Activity, _named(saved, names), _named(typed, names))
    apart = [
        ("Lieu", _place(saved.place_id), _place(typed.place_id)),
        ("Commune", _commune(saved.commune_code), _commune(typed.commune_code)),
        ("Tags", *_tags(saved, typed)),
        ("Personnes suivies", _people(saved), _people(typed)),
        *((word, _counted(saved, axis), _counted(typed, axis)) for axis, word in AXES.items()),
        ("Démarches", _procedures(saved), _procedures(typed)),
    ]
    if typed.anonymous_residences is not None:
        apart.append(("Résidence", _residences(saved), _residences(typed)))
    found += [Difference(*said) for said in apart if said[1] != said[2]]
    return found + _of_coordination(saved.coordination, typed.coordination)


def field_differences(
    model: type[models.Model], saved: Mapping[str, Any], typed: Mapping[str, Any]
) -> list[Difference]:
    """What two versions of a row say otherwise; keys are names of its fields, values theirs."""
    found = []
    for name, value in typed.items():
        field = model._meta.get_field(name)
        before, after = _in_words(field, saved[name]), _in_words(field, value)
        if before != after:
            label = str(getattr(field, "verbose_name", name))
            found.append(Difference(label[:1].upper() + label[1:], before, after))
    return found


def _in_words(field: Any, value: Any) -> str:
    """What a field says: labels of codes, a long date, hours; nothing for « non renseigné »."""
    if value in (None, "", (), []):
        return ""
    if isinstance(value, bool):
        return "Oui" if value else "Non"
    if isinstance(value, dt.date):
        return date_long(value)
    if field.name in _IN_MINUTES:
        return hours(value)
    if isinstance(field, ArrayField):
        return ", ".join(_label(_LISTS[field.name], code) for code in value)
    if isinstance(value, int):
        # A year is not typeset as a number of things.
        return str(value) if "year" in field.name else number(value)
    return str(dict(field.flatchoices).get(value, value)).strip().replace("\r\n", "\n")


def _label(nomenclature: type[Nomenclature], code: str) -> str:
    return str(nomenclature(code).label) if code in nomenclature.values else code


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _named(said: Any, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(said, name) for name in names}


def _like(said: type[Any], row: models.Model) -> Any:
    """The dataclass `said`, filled with what the row says under the same names."""
    return said(**{field.name: _frozen(getattr(row, field.name)) for field in dataclasses.fields(said)})


def _coordination(activity: Activity, details: CoordinationDetails) -> CoordinationSaid:
    names = {field.name for field in dataclasses.fields(CoordinationSaid)} - {"partners"}
    partners = tuple(_like(PartnerSaid, row) for row in activity.partners.order_by("rank"))
    return CoordinationSaid(**{name: _frozen(getattr(details, name)) for name in names}, partners=partners)


def _of_coordination(saved: CoordinationSaid | None, typed: CoordinationSaid | None) -> list[Difference]:
    if saved is None and typed is None:
        return []
    saved, typed = saved or CoordinationSaid(), typed or CoordinationSaid()
    names = [field.name for field in dataclasses.fields(CoordinationSaid) if field.name != "partners"]
    found = field_differences(CoordinationDetails, _named(saved, names), _named(typed, names))
    if saved.partners != typed.partners:
        found.append(Difference("Structures partenaires", _partners(saved), _partners(typed)))
    return found


def _partners(said: CoordinationSaid) -> str:
    return ", ".join(
        f"{partner.name} ({partner.type_other or _label(Organiser, partner.type)})" for partner in said.partners
    )


def _procedures(said: ActivityEntry) -> str:
    """« Papiers, préfecture, en cours », one démarche a line."""
    return "\n".join(
        ", ".join(
            _in_words(Procedure._meta.get_field(field.name), getattr(procedure, field.name))
            for field in dataclasses.fields(ProcedureSaid)
            if getattr(procedure, field.name)
        )
        for procedure in said.procedures
    )


def _tags(saved: ActivityEntry, typed: ActivityEntry) -> tuple[str, str]:
    """Both lists; twice the same when only their spelling or their order changes."""
    before, after = ", ".join(saved.tags), ", ".join(typed.tags)
    same = {search_key(tag) for tag in saved.tags} == {search_key(tag) for tag in typed.tags}
    return (before, before) if same else (before, after)


def _people(said: ActivityEntry) -> str:
    ids = [participant.beneficiary_id for participant in said.followed]
    found = Beneficiary.objects.filter(pk__in=ids).order_by("pseudonym")
    words = [person.name or person.pseudonym for person in found]
    if said.to_follow:
        words.append(said.to_follow.name or "Une personne de plus")
    return ", ".join(words)


def _counted(said: ActivityEntry, axis: str) -> str:
    return counted({counter.field: said.counter(counter.field) for counter in counters_of(axis)})


def _residences(said: ActivityEntry) -> str:
    numbers = said.anonymous_residences or {}
    found = Commune.objects.filter(pk__in=numbers).order_by("search_key")
    return ", ".join(f"{commune.name} ({numbers[commune.pk]})" for commune in found)


def _place(pk: int | None) -> str:
    return "" if pk is None else str(Place.objects.filter(pk=pk).values_list("name", flat=True).first() or "")


def _commune(code: str | None) -> str:
    return "" if code is None else str(Commune.objects.filter(pk=code).first() or "")
