"""Outlines: rings of whole numbers → one SVG path, its box, and where its name may be written."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .planes import Point

Ring = Sequence[Point]  # closed: its last point is its first


@dataclass(frozen=True)
class Outline:
    """`path`: moves in whole units, holes left empty by the even-odd rule. `label`: the middle of its largest part."""

    path: str
    x_min: int
    y_min: int
    x_max: int
    y_max: int
    label: Point


def outline_of(rings: Iterable[Ring]) -> Outline | None:
    """The outline of all the rings together; None when nothing of them is as large as one unit.

    Outer rings all turn the same way and holes the other way, as in the source: what two rings draw in opposite
    directions, such as the border of two former communes, is left out.
    """
    tidied = [tidy for ring in rings if (tidy := _tidied(ring))]
    kept = _dissolved(tidied) if len(tidied) > 1 else tidied
    if not kept:
        return None
    xs, ys = zip(*(point for ring in kept for point in ring), strict=True)
    largest = max(kept, key=lambda ring: abs(_doubled_area(ring)))
    return Outline("".join(map(_path, kept)), min(xs), min(ys), max(xs), max(ys), _centre(largest))


def _dissolved(rings: Iterable[Ring]) -> list[Ring]:
    """The rings that go round all of these. As many edges leave a point as reach it: each walk comes back."""
    edges = Counter(edge for ring in rings for edge in pairwise(ring))
    leaving: dict[Point, list[Point]] = defaultdict(list)
    for (start, end), times in sorted(edges.items()):
        leaving[start] += [end] * (times - edges[end, start])
    found: list[Ring] = []
    for first in leaving:
        while leaving[first]:
            ring = [first]
            while ends := leaving[ring[-1]]:
                ring.append(ends.pop())
            if tidy := _tidied(ring):
                found.append(tidy)
    return found


def _tidied(ring: Ring) -> Ring:
    """Without points that fell on the one before; nothing when no area is left."""
    points = [point for rank, point in enumerate(ring) if not rank or point != ring[rank - 1]]
    return points if len(points) > 3 and _doubled_area(points) else []


def _doubled_area(ring: Ring) -> int:
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring))


def _centre(ring: Ring) -> Point:
    """Centre of gravity, from the first point: large coordinates would lose digits otherwise."""
    x0, y0 = ring[0]
    area = _doubled_area(ring)
    sum_x = sum_y = 0
    for (x1, y1), (x2, y2) in pairwise(ring):
        cross = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)
        sum_x += (x1 + x2 - 2 * x0) * cross
        sum_y += (y1 + y2 - 2 * y0) * cross
    return x0 + round(sum_x / (3 * area)), y0 + round(sum_y / (3 * area))


def _path(ring: Ring) -> str:
    x, y = ring[0]
    moves = [f"{x2 - x1} {y2 - y1}" for (x1, y1), (x2, y2) in pairwise(ring[:-1])]
    return f"M{x} {y}l{' '.join(moves)}z"
