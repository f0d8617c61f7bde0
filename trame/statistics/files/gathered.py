"""What every file holds: the page's own headlines, sections and charts, with their numbers as numbers.

Made from `Page` alone: a section or a chart that the page gains is in the files the same day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from trame.ui.charts import Chart, Headline
from trame.ui.charts import Row as ChartRow
from trame.ui.typography import NBSP, joined, typeset
from trame.ui.typography import period as period_words

from ..declared import Reading
from ..figures import Figure
from ..filters import Filters
from ..headlines import ratio_in_words
from ..page import Drawn, Page, Section

MASKED = "masqué"
Words = tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Line:
    """One row of a chart. `n` and the shares are None when the number is masked, or when there is nothing to share.

    `before`: the same month of the other period; `previous`, `previous_share`: the same row of the other period.
    `gone`: there is nothing of it now, so that nothing is drawn.
    """

    code: str
    label: str
    n: int | None
    share: float | None = None
    second_share: float | None = None
    before: int | None = None
    previous: int | None = None
    previous_share: float | None = None
    unknown: bool = False
    gone: bool = False

    @property
    def masked(self) -> bool:
        return self.n is None


@dataclass(frozen=True, kw_only=True)
class Block:
    """One chart of the page: every row of its table, whatever the number drawn."""

    section: str
    chart: Chart
    kind: str
    figure: Figure
    lines: tuple[Line, ...]

    @property
    def code(self) -> str:
        return self.chart.code

    @property
    def name(self) -> str:
        return typeset(self.chart.name)

    @property
    def full_name(self) -> str:
        """« Publics · Âge »; the section alone where it says it all."""
        return self.section if self.chart.title in ("", self.section) else f"{self.section} · {self.name}"

    @property
    def told(self) -> tuple[Line, ...]:
        """The rows that a drawing may show."""
        return tuple(line for line in self.lines if not line.gone)

    @property
    def is_calendar(self) -> bool:
        """Columns in the order of time, months or days."""
        return self.kind in ("months", "days")

    @property
    def in_minutes(self) -> bool:
        return self.figure.unit == "minutes"

    @property
    def total(self) -> int | None:
        """The base, where the rows add up to it and it may be told."""
        return None if self.figure.masked or any(line.masked for line in self.lines) else self.chart.total


@dataclass(frozen=True, kw_only=True)
class Total:
    """One number: `said` is what is written in its place when it is masked or cannot be computed; `mean` is n ÷ d."""

    figure: Figure
    label: str
    n: int | None
    d: int | None = None
    share: float | None = None
    before: int | None = None
    said: str = ""
    value: str = ""
    detail: str = ""
    mean: float | None = None


@dataclass(frozen=True, kw_only=True)
class Part:
    """A section of the page: its totals, then its charts."""

    code: str
    title: str
    totals: tuple[Total, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True, kw_only=True)
class Gathered:
    """`totals`: every number that is not a breakdown; `figures`: all that was computed, for the definitions.

    `compared` names the other period, « Un an plus tôt »; empty when there is none.
    """

    organisation: str
    start: dt.date
    end: dt.date
    made_on: dt.date
    filters: Words
    notes: tuple[str, ...]
    headlines: tuple[Total, ...]
    parts: tuple[Part, ...]
    totals: tuple[Total, ...]
    figures: Mapping[str, Figure]
    compared: str

    @property
    def period(self) -> str:
        return period_words(self.start, self.end)

    @property
    def blocks(self) -> tuple[Block, ...]:
        return tuple(block for part in self.parts for block in part.blocks)

    @property
    def subtitle(self) -> str:
        """Whose figures, of when, and what narrows them."""
        narrowed = "".join(f", {name.lower()}{NBSP}: {text}" for name, text in self.filters)
        return f"{self.organisation}, {self.period}{narrowed}"

    @property
    def source(self) -> str:
        return f"Source{NBSP}: Trame, saisies de {self.organisation}, {self.period}"

    def block(self, code: str) -> Block | None:
        return next((block for block in self.blocks if block.code == code), None)


def gathered(page: Page, filters: Filters, today: dt.date) -> Gathered:
    """The page's figures, ready for any file."""
    totals = [figure for figure in page.figures.values() if figure.indicator.dimension is None]
    return Gathered(
        organisation=filters.whose,
        start=filters.period.start,
        end=filters.period.end,
        made_on=today,
        filters=tuple((axis.word, typeset(joined(filters.words_of(axis)))) for axis in filters.active),
        notes=tuple(typeset(note) for note in (*filters.caveats, *filters.notes)),
        headlines=_headlines(page.headlines, page),
        parts=tuple(_part(section, page) for section in page.sections),
        totals=tuple(total_of(figure, page.before.get(figure.code)) for figure in totals),
        figures=page.figures,
        compared=filters.comparison.label if page.compared and filters.comparison else "",
    )


def _part(section: Section, page: Page) -> Part:
    title = typeset(section.title)
    every = [drawn for line in section.lines for drawn in line]
    blocks = tuple(block_of(drawn, title, page.before.get(drawn.figure.code)) for drawn in every)
    return Part(code=section.code, title=title, totals=_headlines(section.headlines, page), blocks=blocks)


def _headlines(found: Sequence[Headline], page: Page) -> tuple[Total, ...]:
    known = [headline for headline in found if headline.code in page.figures]
    return tuple(total_of(page.figures[line.code], page.before.get(line.code), line) for line in known)


def total_of(figure: Figure, before: Figure | None = None, headline: Headline | None = None) -> Total:
    """One number, with the words that the page writes beside it."""
    label = typeset(headline.label if headline else figure.label)
    if figure.impossible or figure.masked:
        return Total(figure=figure, label=label, n=None, said=typeset(figure.impossible) or MASKED)
    if figure.indicator.reading is Reading.MEAN:
        return _mean(figure, label)
    is_share = figure.indicator.is_part and figure.indicator.base.code != figure.code
    comparable = before is not None and not before.masked and not before.impossible
    value = f"{headline.value}{NBSP}{headline.unit}".strip() if headline else ""
    beside = f"{headline.comparison}{' ' if headline.needs_space else ''}{headline.detail}" if headline else ""
    return Total(
        figure=figure,
        label=label,
        n=figure.n,
        d=figure.d if is_share else None,
        share=_share(figure.n, figure.d) if is_share else None,
        before=before.n if before is not None and comparable else None,
        value=value,
        detail=typeset(beside),
    )


def _mean(figure: Figure, label: str) -> Total:
    """n is what is added up and d what it is divided by; one reads the mean."""
    words = ratio_in_words(figure)
    return Total(
        figure=figure,
        label=label,
        n=figure.n,
        d=figure.d,
        mean=figure.n / figure.d,
        value=f"{words['value']}{NBSP}{words.get('unit', '')}".strip(),
        detail=typeset(words["detail"]),
    )


def block_of(drawn: Drawn, section: str = "", before: Figure | None = None) -> Block:
    """A chart with its numbers; what is masked in the other period hides that period whole."""
    hides = before is not None and (before.masked or bool(before.impossible) or any(row.masked for row in before.rows))
    earlier = None if hides else before
    # What is gone comes last: a native chart draws the first rows of its table.
    rows = sorted(drawn.chart.ordered, key=lambda row: row.table_only)
    lines = tuple(_line(row, drawn, earlier) for row in rows)
    if hides:
        lines = tuple(replace(line, before=None) for line in lines)
    return Block(section=section, chart=drawn.chart, kind=drawn.kind, figure=drawn.figure, lines=lines)


def _line(row: ChartRow, drawn: Drawn, earlier: Figure | None) -> Line:
    """A row of the chart, with the number of the figure; masked, it has no number at all."""
    figure = drawn.figure
    found = next((known for known in figure.rows if known.code == row.code), None)
    label = found.label if found else row.label
    if figure.masked or row.masked or (found is not None and found.masked):
        return Line(code=row.code, label=label, n=None, unknown=row.unknown)
    several = figure.indicator.multiple and not row.unknown and not any(other.masked for other in figure.rows)
    line = Line(
        code=row.code,
        label=label,
        n=row.n,
        share=_share(row.n, figure.d) if figure.indicator.is_part else None,
        second_share=_share(row.n, figure.mentions) if several else None,
        before=row.before,
        unknown=row.unknown,
        gone=row.table_only,
    )
    if earlier is None or not drawn.chart.previous_label:
        return line
    then = next((known.n for known in earlier.rows if known.code == row.code), 0)
    return replace(line, previous=then, previous_share=_share(then, earlier.d))


def _share(n: int, d: int) -> float | None:
    return n / d if d else None
