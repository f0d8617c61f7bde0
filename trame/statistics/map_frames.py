"""Which part of the country a map shows: the communes concerned and those around them, as many as a screen reads."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q

from trame.reference.models import Commune, CommuneContour
from trame.reference.planes import UNIT

LARGEST = 160_000 // UNIT  # side of a map of several départements: larger, its communes are no longer seen
SHARE_OF_NEIGHBOUR = 10  # per cent of the accompaniments that keep a département on a map that would be too large
Box = tuple[int, int, int, int]


@dataclass(frozen=True)
class Located:
    """A commune with accompaniments. `plane` is empty and `box` null when it has no contour."""

    code: str
    name: str
    n: int
    population: int | None
    departement: str
    departement_name: str
    epci: str | None
    parent: str | None
    plane: str
    box: Box


@dataclass(frozen=True)
class Departement:
    """What one may zoom to."""

    code: str
    name: str
    n: int


def located(counts: Mapping[str, int]) -> list[Located]:
    """What is known of these communes, in one query; codes of no commune are left out."""
    rows = Commune.objects.filter(pk__in=counts).values_list(
        "code", "name", "population", "departement_id", "departement__name", "epci_id", "parent_id",
        "contour__plane", "contour__x_min", "contour__y_min", "contour__x_max", "contour__y_max",
    )  # fmt: skip
    return [
        Located(
            code,
            name,
            counts[code],
            population,
            departement,
            its_name,
            epci,
            parent,
            plane or "",
            (west, north, east, south),
        )
        for code, name, population, departement, its_name, epci, parent, plane, west, north, east, south in rows
    ]


def departements_of(communes: Sequence[Located]) -> list[Departement]:
    """Those with something to draw, from the most accompaniments to the least."""
    drawn = [each for each in communes if each.plane]
    names = {each.departement: each.departement_name for each in drawn}
    totals = _totals(drawn)
    return [Departement(code, names[code], totals[code]) for code in sorted(names, key=lambda code: -totals[code])]


def framed(communes: Sequence[Located], zoom: str) -> list[Located]:
    """The communes that the map is about: those of the département `zoom`, or all that one map can show.

    One plane at a time, that of most accompaniments. All of it if the map stays readable; else its départements that
    weigh the most; else the first one.
    """
    drawn = [each for each in communes if each.plane]
    if zoom:
        return [each for each in drawn if each.departement == zoom]
    planes: Counter[str] = Counter()
    for each in drawn:
        planes[each.plane] += each.n
    here = [each for each in drawn if each.plane == max(planes, key=lambda plane: planes[plane])]
    if len({each.departement for each in here}) < 2 or _side(here) <= LARGEST:
        return here
    totals = _totals(here)
    weighty = {code for code, n in totals.items() if n * 100 >= sum(totals.values()) * SHARE_OF_NEIGHBOUR}
    kept = [each for each in here if each.departement in weighty]
    if weighty and _side(kept) <= LARGEST:
        return kept
    first = max(totals, key=lambda code: totals[code])
    return [each for each in here if each.departement == first]


def contours_for(communes: Sequence[Located], zoom: str) -> list[CommuneContour]:
    """What to draw: the communes of the map and the others of their EPCI, or all of `zoom`; in one query.

    A city counted by arrondissement is drawn so, any other is drawn whole.
    """
    here = framed(communes, zoom)
    around = Q(commune__epci__in={each.epci for each in here if each.epci})
    if zoom:
        around = Q(commune__departement=zoom)
    found = CommuneContour.objects.filter(around | Q(pk__in=[each.code for each in here]))
    found = found.filter(plane__in={each.plane for each in here}).select_related("commune")
    split = {each.parent for each in communes if each.parent and each.plane}
    return [each for each in found.order_by("pk") if _is_drawn(each.commune, split)]


def box_of(boxes: Sequence[Box]) -> Box:
    """The box of all these boxes."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _is_drawn(commune: Commune, split: Collection[str]) -> bool:
    return commune.parent_id in split if commune.parent_id else commune.pk not in split


def _totals(communes: Sequence[Located]) -> Counter[str]:
    totals: Counter[str] = Counter()
    for each in communes:
        totals[each.departement] += each.n
    return totals


def _side(communes: Sequence[Located]) -> int:
    x_min, y_min, x_max, y_max = box_of([each.box for each in communes])
    return max(x_max - x_min, y_max - y_min)
