"""Communes, intercommunalités and départements as filters: the Insee codes of the communes that each means."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.db.models import Q

from trame.reference.labels import labels
from trame.reference.models import Commune, Departement, Epci, FormerCommune

from .reading import Values

Named = dict[str, tuple[str, str]]


@dataclass(frozen=True)
class Territories:
    """By filter in use: `words`, present code → name; `communes`, the codes of all its communes; `unknown`, the filters
    one of whose values names nothing."""

    words: dict[str, dict[str, str]]
    communes: dict[str, frozenset[str]]
    unknown: frozenset[str]


@dataclass(frozen=True)
class _Reading:
    """`named`: code asked → (present code, name) of those that exist; `inside`: which communes they are made of."""

    named: Callable[[Collection[str]], Named]
    inside: Callable[[Collection[str]], Q]


def territories_of(values: Values) -> Territories:
    """A few queries for each filter in use, however many codes."""
    asked = {axis: reading for axis, reading in _READINGS.items() if values.get(axis)}
    found = {axis: reading.named(values[axis]) for axis, reading in asked.items()}
    words = {axis: dict(named.values()) for axis, named in found.items()}
    return Territories(
        words,
        {axis: frozenset(_communes(reading.inside(words[axis]))) for axis, reading in asked.items()},
        frozenset(axis for axis, named in found.items() if len(named) < len(values[axis])),
    )


def _present_communes(codes: Collection[str]) -> Named:
    """Those that have, or took over, these codes."""
    former = dict(FormerCommune.objects.filter(pk__in=codes).values_list("pk", "commune_id"))
    known = set(_communes(Q(pk__in={*codes, *former.values()})))
    present = {code: code if code in known else former[code] for code in codes if code in known or code in former}
    names = labels("commune", sorted(set(present.values())), None)
    return {code: (now, names[now]) for code, now in present.items()}


def _rows(model: type[Epci] | type[Departement]) -> Callable[[Collection[str]], Named]:
    def named(codes: Collection[str]) -> Named:
        return {code: (code, name) for code, name in model.objects.filter(pk__in=codes).values_list("pk", "name")}

    return named


def _communes(where: Q) -> list[str]:
    return list(Commune.objects.filter(where).order_by("pk").values_list("pk", flat=True))


def _with_arrondissements(codes: Collection[str]) -> Q:
    """A commune made of arrondissements is where people live, or come, when they are known by arrondissement."""
    return Q(pk__in=codes) | Q(parent__in=codes)


_READINGS = {
    "commune": _Reading(_present_communes, _with_arrondissements),
    "epci": _Reading(_rows(Epci), lambda codes: Q(epci__in=codes)),
    "departement": _Reading(_rows(Departement), lambda codes: Q(departement__in=codes)),
    "residence": _Reading(_present_communes, _with_arrondissements),
}
