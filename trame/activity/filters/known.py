"""The rows that filters name: those the reader sees, with the words that say them. One query for each kind of row."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from trame.directory.models import Place
from trame.people.models import Membership, User
from trame.reference.models import Commune, Departement

from ..models import Beneficiary, Tag, TagScope
from .axes import AXES
from .reading import Filters

# Beyond that, a page of boxes to tick helps nobody.
MAX_TAGS = 300

Known = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Asked:
    """Who asks, in which of her structures (None: all), and which values of the axis are chosen."""

    reader: User
    organisation_id: int | None
    chosen: Sequence[str]


def known_values(reader: User, filters: Filters, places: Sequence[Place]) -> Known:
    """Axis → {code: words} of what she may choose, in the order of the screen, and of what is chosen already."""
    found: dict[str, Mapping[str, str]] = {"place": {str(place.pk): place.name for place in places}}
    for code, look in _LOOKS.items():
        found[code] = look(Asked(reader, filters.organisation_id or None, filters.values.get(code, ())))
    return found


def left_aside(filters: Filters, known: Known, facets_on: frozenset[str]) -> tuple[Filters, list[str]]:
    """The filters without what the reader does not see or has no use for, and a sentence for each."""
    ignored: list[str] = []
    for axis in AXES:
        if not (chosen := filters.values.get(axis.code)):
            continue
        if axis.facet and axis.facet not in facets_on:
            ignored.append(
                f"Le filtre « {axis.name} » n’est pas en usage dans votre structure : il est laissé de côté."
            )
            filters = filters.without(axis.code)
        elif not axis.choices:
            kept = tuple(value for value in chosen if value in known[axis.code])
            if len(kept) < len(chosen):
                part = "une partie en est laissée" if kept else "il est laissé"
                ignored.append(f"Le filtre « {axis.name} » ne désigne {axis.nobody} : {part} de côté.")
            filters = filters.having(axis.code, *kept) if kept else filters.without(axis.code)
    return filters, ignored


def _mediators(asked: Asked) -> dict[str, str]:
    memberships = Membership.objects.visible_to(asked.reader).mediators().select_related("user")
    where = {"organisation": asked.organisation_id} if asked.organisation_id else {}
    people = {one.user_id: one.user for one in memberships.filter(**where)}
    return {str(pk): str(user) for pk, user in sorted(people.items(), key=lambda item: str(item[1]).casefold())}


def _tags(asked: Asked) -> dict[str, str]:
    """Those a form would propose her; chosen ones even when archived, a colleague's own, or far in the list."""
    tags = Tag.objects.visible_to(asked.reader)
    offered = tags.offered().filter(~Q(scope=TagScope.PERSONAL) | Q(owner=asked.reader.pk))
    if asked.organisation_id:
        offered = offered.filter(Q(organisation=asked.organisation_id) | Q(organisation=None))
    found = _named(offered[:MAX_TAGS])
    missing = [value for value in asked.chosen if value not in found]
    return found | (_named(tags.filter(pk__in=missing)) if missing else {})


def _named(rows: "QuerySet[Tag]") -> dict[str, str]:
    return {str(pk): name for pk, name in rows.values_list("pk", "name")}


def _departements(asked: Asked) -> dict[str, str]:
    return {code: f"{name} ({code})" for code, name in Departement.objects.values_list("code", "name")}


def _communes(asked: Asked) -> dict[str, str]:
    if not asked.chosen:
        return {}
    return dict(Commune.objects.filter(pk__in=asked.chosen).values_list("code", "name"))


def _people(asked: Asked) -> dict[str, str]:
    """By their pseudonym, whoever reads."""
    if not asked.chosen:
        return {}
    followed = Beneficiary.objects.visible_to(asked.reader).filter(client_uuid__in=asked.chosen)
    return {str(uuid): pseudonym for uuid, pseudonym in followed.values_list("client_uuid", "pseudonym")}


_LOOKS: dict[str, Callable[[Asked], Mapping[str, str]]] = {
    "mediator": _mediators,
    "tag": _tags,
    "departement": _departements,
    "commune": _communes,
    "person": _people,
}
