"""Cartes à l'écran: choropleth maps, SVG made on the server, coloured by the tokens, each with its table.

Shapes are drawn in the units of their paths (a viewBox: a map scales, unlike the other charts); names are written over
them in pixels, at percentages of the frame: text never scales. What has no number has a pattern, not only a colour.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from .charts import Chart, _pct
from .typography import NBSP, decimal, number

MOST_CLASSES = 5
# Classes of the ordered ramp --q1 … --q5 that are used, by how many there are: as far apart as can be.
RAMPS = {0: (), 1: (4,), 2: (2, 4), 3: (1, 3, 5), 4: (1, 2, 4, 5), 5: (1, 2, 3, 4, 5)}
MARGIN = 0.03  # of the larger side, around the shapes
NARROWEST, WIDEST = 1.15, 2.6  # width over height of the frame
# Pixels of the frame on the narrowest phone, and where « wide-only » begins to be shown; size of one letter of a name.
PHONE, WIDE = 280.0, 560.0
LETTER, LINE = 7.6, 17.0
MOST_NAMES = 8


class Gap(Enum):
    """Why a shape has no number; the value is its pattern (templates/ui/patterns.html)."""

    NOTHING = "none"
    IMPOSSIBLE = "nr"
    MASKED = "hid"


@dataclass(frozen=True, kw_only=True)
class Shape:
    """One territory. `path`: an SVG path of whole numbers; `label`: where its name may be written, same units.

    `value` is what colours it, already rounded as it is printed, or the reason why there is none; `words` says it.
    """

    code: str
    name: str
    path: str
    label: tuple[int, int]
    value: Decimal | Gap
    words: str

    @property
    def title(self) -> str:
        return f"{self.name}{NBSP}: {self.words}"


@dataclass(frozen=True, kw_only=True)
class Choropleth:
    """What the `choropleth` tag draws. `chart` gives code, title, sentence, finding and table, as for any chart.

    `box` is (x_min, y_min, x_max, y_max) of the shapes; `heading` names the values in the key; `places` is how many
    decimals they are printed with; `gaps` says in words each Gap that may be met; `credit` is where shapes come from.
    """

    chart: Chart
    shapes: Sequence[Shape]
    box: tuple[int, int, int, int]
    heading: str
    gaps: dict[Gap, str]
    places: int = 0
    credit: str = ""

    @property
    def valued(self) -> list[tuple[Shape, Decimal]]:
        """Shapes that have a number, with it, the largest first."""
        found = [(shape, shape.value) for shape in self.shapes if isinstance(shape.value, Decimal)]
        return sorted(found, key=lambda pair: (-pair[1], pair[0].name))


@dataclass(frozen=True)
class Interval:
    """One class: its lowest and highest values, both met on the map."""

    low: Decimal
    high: Decimal


@dataclass(frozen=True)
class Frame:
    """What part of the plane is shown."""

    x: float
    y: float
    width: float
    height: float

    @property
    def view_box(self) -> str:
        return f"{self.x:.0f} {self.y:.0f} {self.width:.0f} {self.height:.0f}"

    @property
    def pixel(self) -> str:
        """Units under one pixel of a middling screen: what scales patterns."""
        return f"{self.width / WIDE:.3f}"


@dataclass(frozen=True)
class Filled:
    shape: Shape
    fill: str


@dataclass(frozen=True)
class Key:
    fill: str
    words: str


@dataclass(frozen=True)
class Name:
    """A name and its value, at percentages of the frame; `wide`: shown on large screens only."""

    shape: Shape
    value: str
    x: str
    y: str
    wide: bool


@dataclass(frozen=True)
class Drawing:
    frame: Frame
    shapes: Sequence[Filled]
    key: Sequence[Key]
    names: Sequence[Name]
    gaps: Sequence[str]


def intervals(values: Iterable[Decimal]) -> list[Interval]:
    """At most five classes of about as many values each, ascending, disjoint; equal values are never parted."""
    counted = sorted(Counter(values).items())
    total, before = sum(times for _, times in counted), 0
    ranks: dict[int, list[Decimal]] = {}
    for position, (value, times) in enumerate(counted):
        middle = (2 * before + times) * MOST_CLASSES // (2 * total)
        ranks.setdefault(position if len(counted) <= MOST_CLASSES else middle, []).append(value)
        before += times
    return [Interval(found[0], found[-1]) for found in ranks.values()]


def draw(choropleth: Choropleth) -> Drawing:
    """Fills, key and names of a map."""
    valued = choropleth.valued
    classes = intervals(value for _, value in valued)
    colours = [f"var(--q{rank})" for rank in RAMPS[len(classes)]]
    highs = [each.high for each in classes]
    code, frame = choropleth.chart.code, frame_of(choropleth.box)

    def fill(value: Decimal | Gap) -> str:
        return f"url(#{code}-{value.value})" if isinstance(value, Gap) else colours[bisect_left(highs, value)]

    met = {shape.value for shape in choropleth.shapes if isinstance(shape.value, Gap)}
    key = [Key(colour, _bounds(each, choropleth.places)) for colour, each in zip(colours, classes, strict=True)]
    key += [Key(f"url(#{gap.value})", words) for gap, words in choropleth.gaps.items() if gap in met]
    return Drawing(
        frame=frame,
        # Without number first: the outline of a coloured neighbour is then drawn over theirs.
        shapes=[
            Filled(shape, fill(shape.value))
            for shape in sorted(choropleth.shapes, key=lambda shape: isinstance(shape.value, Decimal))
        ],
        key=key,
        names=_names(valued, frame, choropleth.places),
        gaps=[gap.value for gap in Gap if gap in met],
    )


def frame_of(box: tuple[int, int, int, int]) -> Frame:
    """The box with a margin, neither too high for a screen nor too wide for a phone."""
    x_min, y_min, x_max, y_max = box
    margin = max(x_max - x_min, y_max - y_min, 1) * MARGIN
    width, height = x_max - x_min + 2 * margin, y_max - y_min + 2 * margin
    wide, high = max(width, height * NARROWEST), max(height, width / WIDEST)
    return Frame((x_min + x_max - wide) / 2, (y_min + y_max - high) / 2, wide, high)


def finding_of(choropleth: Choropleth) -> str:
    """The highest and the lowest value, in words, read in place of the map."""
    valued, name = choropleth.valued, choropleth.chart.name
    if not valued:
        return f"{name}. Aucune valeur à montrer."
    (first, highest), (last, lowest) = valued[0], valued[-1]
    said = f"{name}. Maximum, {first.name} : {_typeset(highest, choropleth.places)}."
    if len(valued) > 1:
        said += f" Minimum, {last.name} : {_typeset(lowest, choropleth.places)}."
    return said


def _typeset(value: Decimal, places: int) -> str:
    return decimal(value, places) if places else number(value)


def _bounds(interval: Interval, places: int) -> str:
    low, high = _typeset(interval.low, places), _typeset(interval.high, places)
    return low if low == high else f"{low}{NBSP}à{NBSP}{high}"


def _names(valued: Sequence[tuple[Shape, Decimal]], frame: Frame, places: int) -> list[Name]:
    """The largest values by name, those that fit a phone first, then what a wider screen has room for."""
    wanted = [(shape, _typeset(value, places)) for shape, value in valued[:MOST_NAMES]]
    found: list[Name] = []
    for width in (PHONE, WIDE):
        taken = [_room(name.shape, name.value, frame, width) for name in found]
        for shape, value in wanted:
            room = _room(shape, value, frame, width)
            if all(name.shape is not shape for name in found) and _fits(room, taken, frame, width):
                taken.append(room)
                x, y = _share(shape, frame)
                found.append(Name(shape, value, _pct(100 * x), _pct(100 * y), wide=width == WIDE))
    return found


Room = tuple[float, float, float, float]  # left, top, right, bottom, in pixels


def _share(shape: Shape, frame: Frame) -> tuple[float, float]:
    return (shape.label[0] - frame.x) / frame.width, (shape.label[1] - frame.y) / frame.height


def _room(shape: Shape, value: str, frame: Frame, width: float) -> Room:
    """What name and value take, on a frame of `width` pixels."""
    x, y = _share(shape, frame)
    across, down = x * width, y * width * frame.height / frame.width
    half = LETTER * (len(shape.name) + 1 + len(value)) / 2
    return across - half, down - LINE / 2, across + half, down + LINE / 2


def _fits(room: Room, taken: Sequence[Room], frame: Frame, width: float) -> bool:
    left, top, right, bottom = room
    if left < 0 or top < 0 or right > width or bottom > width * frame.height / frame.width:
        return False
    return all(right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top for other in taken)
