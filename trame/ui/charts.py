"""Graphiques à l'écran: HTML and SVG made on the server, coloured by the tokens, each with its table.

Widths are percentages and heights pixels (no viewBox), so the text keeps its size. Values are written on the chart:
no axis, no grid. « Non renseigné » comes last, hatched, and stays in the base.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from .typography import number, percent

COLUMN_TOP = 31.0  # px kept above the tallest column for its value
COLUMN_BASE = 190.0  # px: foot of the columns; the names of the months are written below
MAX_PARTS = 3
PART_FILLS = ("var(--c1)", "url(#dots)", "var(--c3)")
UNKNOWN_FILL = "url(#nr)"
MASKED_FILL = "url(#hid)"
MASKED_WIDTH = 6.0  # percent: it says nothing of the number


@dataclass(frozen=True, kw_only=True)
class Row:
    """One value. `share` is already typeset (« 33,3 % »); `before`: the same month one year earlier.

    `second_share` is a share of another base, shown in the table only. `value`: typeset, read in place of `n`.
    `masked`: the number is not told; `value` says so, and the bar has the same length whatever it is.
    `previous` and `change_of_share`, typeset, are those of another period, in the table only (« 12 · 8,3 % », « +2,1
    points »); `table_only`: nothing to draw, since there is nothing now.
    """

    code: str
    label: str
    n: int
    share: str | None = None
    second_share: str | None = None
    unknown: bool = False
    before: int | None = None
    short_label: str = ""
    value: str = ""
    masked: bool = False
    previous: str = ""
    change_of_share: str = ""
    table_only: bool = False

    @property
    def change(self) -> int:
        return self.n - (self.before or 0)


@dataclass(frozen=True)
class Mark:
    """A break in the months: from the row of this code on, what is counted is another thing; `words` say so."""

    code: str
    words: str


@dataclass(frozen=True, kw_only=True)
class Chart:
    """What a chart tag draws.

    `code` is unique in the page. `title` is the h3 ("" when the section's h2 says it: then give `caption`).
    `sentence` gives base and rule; `finding` is read instead of a drawing; `total` closes the table.
    `limit`: bars drawn at most, the table keeps them all. `now_label` and `before_label` name the two years of months.
    `previous_label` heads the column of another period in the table of bars; `marks` are vertical lines among months.
    """

    code: str
    rows: Sequence[Row]
    title: str = ""
    caption: str = ""
    sentence: str = ""
    finding: str = ""
    heading: str = "Libellé"
    n_heading: str = "Nombre"
    share_heading: str = "Part"
    second_share_heading: str = ""
    total: int | None = None
    wide: bool = False
    limit: int = 0
    now_label: str = ""
    before_label: str = ""
    previous_label: str = ""
    previous_total: str = ""
    note: str = ""
    marks: Sequence[Mark] = ()

    @property
    def name(self) -> str:
        return self.title or self.caption

    @property
    def ordered(self) -> list[Row]:
        """The given order, « non renseigné » last, then what is masked."""
        return sorted(self.rows, key=lambda row: (row.masked, row.unknown))

    @property
    def drawn(self) -> list[Row]:
        """The rows that the drawing shows."""
        return [row for row in self.ordered if not row.table_only]

    @property
    def has_shares(self) -> bool:
        return any(row.share for row in self.rows)

    @property
    def has_before(self) -> bool:
        return bool(self.before_label) and any(row.before is not None for row in self.rows)

    @property
    def total_before(self) -> int:
        return sum(row.before or 0 for row in self.rows)

    @property
    def total_change(self) -> int:
        return (self.total or 0) - self.total_before


@dataclass(frozen=True, kw_only=True)
class Headline:
    """A large figure and where it comes from. `value` and `unit` are typeset (« 746 » and « h 30 »).

    `comparison` is in bold, then `detail` (« des accompagnements », or « , 1 149 en 2025 »); `note`, a sentence.
    Each filled line of the definition becomes a line of « D’où vient ce chiffre ? ».
    """

    code: str
    label: str
    value: str
    unit: str = ""
    comparison: str = ""
    detail: str = ""
    note: str = ""
    definition: str = ""
    numerator: str = ""
    denominator: str = ""
    unknown: str = ""
    period: str = ""
    source: str = ""

    @property
    def needs_space(self) -> bool:
        return bool(self.comparison and self.detail) and not self.detail.startswith(",")

    @property
    def origin(self) -> list[tuple[str, str]]:
        lines = [
            ("Compte", self.definition),
            ("Numérateur", self.numerator),
            ("Dénominateur", self.denominator),
            ("Non renseigné", self.unknown),
            ("Période", self.period),
            ("Source", self.source),
        ]
        return [(term, text) for term, text in lines if text]


@dataclass(frozen=True)
class Bar:
    row: Row
    width: str
    fill: str


@dataclass(frozen=True)
class Part:
    row: Row
    x: str
    width: str
    fill: str


@dataclass(frozen=True)
class Thread:
    """Last year's level: a line across the column, with its halo of paper."""

    x1: str
    x2: str
    halo_x1: str
    halo_x2: str
    y: str


@dataclass(frozen=True)
class Column:
    row: Row
    x: str
    width: str
    y: str
    height: str
    middle: str
    value_y: str
    initial: str
    thread: Thread | None


def _pct(value: float) -> str:
    """A width for SVG: a dot, whatever the language of the page."""
    return f"{value:.2f}%"


def bar_shapes(chart: Chart) -> list[Bar]:
    """The longest bar is the full width; beyond `limit` the rows are only in the table, « non renseigné » excepted."""
    rows = chart.drawn
    if chart.limit:
        known = [row for row in rows if not row.unknown][: chart.limit]
        rows = known + [row for row in rows if row.unknown]
    longest = max((row.n for row in rows), default=0) or 1
    return [_bar(row, longest) for row in rows]


@dataclass(frozen=True)
class Panel:
    """One of several small charts; its bars have the scale of all."""

    chart: Chart
    bars: Sequence[Bar]


def panel_shapes(panels: Sequence[Chart]) -> list[Panel]:
    """Bars whose lengths compare from a chart to the next: the longest of all is the full width."""
    longest = max((row.n for chart in panels for row in chart.drawn), default=0) or 1
    return [Panel(chart, [_bar(row, longest) for row in chart.drawn]) for chart in panels]


def _bar(row: Row, longest: int) -> Bar:
    if row.masked:
        return Bar(row, _pct(MASKED_WIDTH), MASKED_FILL)
    return Bar(row, _pct(100 * row.n / longest), UNKNOWN_FILL if row.unknown else "var(--c1)")


def part_shapes(chart: Chart) -> list[Part]:
    """Parts laid end to end; they fill the bar whatever the rounding of the written shares.

    Raises ValueError beyond three known parts: group them, or draw bars.
    """
    rows = chart.drawn
    if sum(not row.unknown for row in rows) > MAX_PARTS:
        raise ValueError(f"{chart.code}: more than {MAX_PARTS} parts")
    total = sum(row.n for row in rows) or 1
    parts: list[Part] = []
    start = 0.0
    for rank, row in enumerate(rows):
        width = 100 * row.n / total
        fill = UNKNOWN_FILL if row.unknown else PART_FILLS[rank]
        parts.append(Part(row, _pct(start), _pct(width), fill))
        start += width
    return parts


def month_shapes(chart: Chart) -> list[Column]:
    """Columns of 60 % of their slot; the highest value of both years reaches the top."""
    levels = [row.n for row in chart.rows] + [row.before or 0 for row in chart.rows if chart.has_before]
    highest = max(levels, default=0) or 1
    slot = 100 / (len(chart.rows) or 1)
    return [_column(row, rank * slot, slot, highest, chart.has_before) for rank, row in enumerate(chart.rows)]


MOST_VALUES = 31  # of so many columns, each is written; of more, the highest alone


@dataclass(frozen=True)
class Day:
    """A column of days: `says` its number, on a wide screen only unless it is the highest; `initial` its day."""

    column: Column
    says: bool
    highest: bool


def day_shapes(chart: Chart) -> list[Day]:
    """Columns by day; those of the rows with a short label are named, on a narrow screen by the number of the day."""
    highest = max((row.n for row in chart.rows), default=0)
    slot = 100 / (len(chart.rows) or 1)
    top = next((row.code for row in chart.rows if row.n == highest), "")
    return [
        Day(
            replace(_column(row, rank * slot, slot, highest or 1, False), initial=row.short_label.split(" ")[0]),
            says=row.n > 0 and len(chart.rows) <= MOST_VALUES,
            highest=row.n > 0 and row.code == top,
        )
        for rank, row in enumerate(chart.rows)
    ]


def mark_lines(chart: Chart) -> list[tuple[str, str]]:
    """Where the vertical line of each mark is, and its words: before the column of its month."""
    slot = 100 / (len(chart.rows) or 1)
    ranks = {row.code: rank for rank, row in enumerate(chart.rows)}
    return [(_pct(ranks[mark.code] * slot), mark.words) for mark in chart.marks if mark.code in ranks]


def _level(n: int, highest: int) -> float:
    """Height in px."""
    return (COLUMN_BASE - COLUMN_TOP) * n / highest


def _column(row: Row, left: float, slot: float, highest: int, compared: bool) -> Column:
    height = _level(row.n, highest)
    top = COLUMN_BASE - height
    thread = None
    thread_y = COLUMN_BASE
    if compared and row.before is not None:
        thread_y = COLUMN_BASE - _level(row.before, highest)
        x1, x2, halo_x1, halo_x2 = (_pct(left + slot * share) for share in (0.08, 0.92, 0.06, 0.94))
        thread = Thread(x1, x2, halo_x1, halo_x2, f"{thread_y:.1f}")
    # The value never sits on the thread: it moves above it when last year was slightly higher.
    value_y = thread_y - 8 if thread and top - 22 < thread_y < top + 4 else top - 6
    return Column(
        row=row,
        x=_pct(left + slot * 0.2),
        width=_pct(slot * 0.6),
        y=f"{top:.1f}",
        height=f"{height:.1f}",
        middle=_pct(left + slot / 2),
        value_y=f"{value_y:.1f}",
        initial=(row.short_label or row.label)[:1].upper(),
        thread=thread,
    )


def parts_finding(chart: Chart) -> str:
    """« Femmes 49,9 %, hommes 38,8 %, non renseigné 11,3 % »: what the bar says, read aloud."""
    total = sum(row.n for row in chart.rows)
    return ", ".join(f"{row.label} {row.share or percent(row.n, total)}" for row in chart.drawn)


def months_finding(chart: Chart) -> str:
    """The highest and the lowest month, in words."""
    if not any(row.n for row in chart.rows):
        return f"{chart.name} : rien sur cette période"
    highest = max(chart.rows, key=lambda row: row.n)
    lowest = min(chart.rows, key=lambda row: row.n)
    most, least = f"{highest.label} : {number(highest.n)}", f"{lowest.label} : {number(lowest.n)}"
    labels = {row.code: row.label for row in chart.rows}
    breaks = (f" {mark.words} à partir de {labels[mark.code]}." for mark in chart.marks if mark.code in labels)
    return f"{chart.name}. Maximum, {most}. Minimum, {least}." + "".join(breaks)
