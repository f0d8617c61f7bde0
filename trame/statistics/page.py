"""What the page of statistics shows: headlines, then sections of charts; a chart with nothing stated is left out."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from django.utils import timezone

from trame.people import modules
from trame.people.readers import Reader
from trame.reference.nomenclatures import PROCEDURE_TOPICS
from trame.ui.charts import Chart, Headline

from . import charting
from .comparing import Beside, Keep, with_change, with_crossable
from .comparisons import comparable
from .engine import compute
from .figures import Figure, Row
from .filters import Filters
from .headlines import above_charts, headlines, of_coordination, origin_lines
from .indicators import INDICATORS
from .layout import COORDINATION, FEWEST_ROWS, LAYOUT, OF_STRUCTURES, OVERVIEW, TOTALS_OF, Asked, Layout, Lines
from .periods import FIRST_YEAR
from .scopes import Scope, without_filters
from .widening import Widening, widenings

COMPARED = ("attendances", "activities", "minutes", "attendances_by_month")


@dataclass(frozen=True)
class Drawn:
    """A chart, how it is drawn ('bars', 'parts', 'months' or 'days'), and where its figures come from: (term, text)."""

    chart: Chart
    origin: list[tuple[str, str]]
    figure: Figure
    kind: str = "bars"


@dataclass(frozen=True)
class Section:
    code: str
    title: str
    lines: list[list[Drawn]]
    headlines: list[Headline] = field(default_factory=list)


@dataclass(frozen=True)
class Page:
    """`template` says whether there is something to show, and otherwise why not.

    `figures` and `before` (those of the period compared with) are what the rest was made of, for the files that repeat
    it. `widenings`: with nothing to show, the filters that could be removed. `why_not`: why coordination, for who has a
    use for it, is not told with these filters.
    """

    template: str
    headlines: list[Headline] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    compared: bool = False
    figures: Mapping[str, Figure] = field(default_factory=dict)
    before: Mapping[str, Figure] = field(default_factory=dict)
    widenings: list[Widening] = field(default_factory=list)
    why_not: str = ""


@dataclass(frozen=True)
class Counted:
    """What the page is made of: the figures over the filters, and beside them those of another period."""

    figures: Mapping[str, Figure]
    filters: Filters
    beside: Beside


def build_page(filters: Filters, reader: Reader) -> Page:
    """Compute and lay out every figure of `filters` that `reader` may see."""
    scope = filters.scope(reader)
    figures = compute(scope, _codes(scope), reader=reader)
    if not figures["activities"].n:
        coordination = _coordination(Counted(figures, filters, Beside()))
        if coordination.lines:
            return Page("statistics/overview.html", sections=[coordination], figures=figures)
        return _nothing(filters, scope, reader)
    counted = Counted(figures, filters, _beside(filters, scope, reader))
    first = [*_sections(OVERVIEW, counted), _calendar(counted), _topics(counted)]
    sections = [*first, *_sections(LAYOUT, counted), _coordination(counted)]
    return Page(
        template="statistics/overview.html",
        headlines=headlines(figures, counted.beside, filters),
        sections=[section for section in sections if section.code == "ensemble" or _has_something(section)],
        compared=bool(counted.beside.figures),
        figures=figures,
        before=counted.beside.figures,
        why_not=_why_no_coordination(figures, reader),
    )


def _has_something(section: Section) -> bool:
    return bool(section.lines or section.headlines)


def _codes(scope: Scope) -> list[str]:
    """Every figure; those of each structure only where several are asked."""
    alone = len(scope.organisation_ids) < 2
    return [code for code in INDICATORS if not (alone and code in OF_STRUCTURES)]


def _nothing(filters: Filters, scope: Scope, reader: Reader) -> Page:
    """Nothing with these filters, or nothing recorded yet: the way out is not the same."""
    last = max(scope.end, timezone.localdate())
    ever = replace(without_filters(scope), start=dt.date(FIRST_YEAR, 1, 1), end=last)
    found = compute(ever, ["activities", "coordination_activities"], reader=reader)
    if any(figure.n for figure in found.values()):
        return Page("statistics/nothing_here.html", widenings=widenings(filters, scope))
    return Page("statistics/empty.html")


def _beside(filters: Filters, scope: Scope, reader: Reader) -> Beside:
    """The figures of the period compared with; none when nothing was recorded then.

    In brief, a few: those of every breakdown cost as much as the page itself.
    """
    comparison = filters.comparison
    if comparison is None:
        return Beside()
    asked = (
        [INDICATORS[code] for code in _codes(scope)] if comparison.in_full else [INDICATORS[code] for code in COMPARED]
    )
    codes = comparable(asked, filters.period, comparison)
    earlier = replace(scope, start=comparison.start, end=comparison.end)
    figures = compute(earlier, [*dict.fromkeys([*codes, "activities"])], reader=reader)
    known = {code: figures[code] for code in codes} if figures["activities"].n else {}
    return Beside(comparison, known)


def _calendar(counted: Counted) -> Section:
    """Month by month, then day by day: the same figure twice where the period is one month."""
    figure, period = counted.figures["attendances_by_day"], counted.filters.period
    days = Drawn(charting.days_of(figure, period), origin_lines(figure, counted.filters), figure, "days")
    lines = [[_months(counted, "attendances_by_month", "")]]
    return Section("mois", "Mois par mois, jour par jour", lines + ([[days]] if figure.d else []))


def _months(counted: Counted, code: str, title: str) -> Drawn:
    figure, period = counted.figures[code], counted.filters.period
    chart = replace(charting.months_of(figure, counted.beside, period), title=title)
    chart = with_change(chart, figure, period, counted.beside.comparison)
    kind = "months" if len(chart.rows) <= charting.MONTHS_DRAWN else "bars"
    return Drawn(chart, origin_lines(figure, counted.filters), figure, kind)


def _coordination(counted: Counted) -> Section:
    """Apart from the rest: nothing of it is an accompaniment."""
    (drawn,) = _sections(COORDINATION, counted)
    return replace(drawn, headlines=of_coordination(counted.figures, counted.filters))


def _why_no_coordination(figures: Mapping[str, Figure], reader: Reader) -> str:
    return figures["coordination_activities"].impossible if modules.is_on(reader, "coordination") else ""


def _sections(layout: Layout, counted: Counted) -> list[Section]:
    return [Section(*key, _lines(lines, counted), _totals(key[0], counted)) for key, lines in layout.items()]


def _totals(section: str, counted: Counted) -> list[Headline]:
    return above_charts(counted.figures, TOTALS_OF.get(section, ()), counted.filters)


def _lines(asked_lines: Lines, counted: Counted) -> list[list[Drawn]]:
    figures = counted.figures
    known = [[asked for asked in line if _is_worth_drawing(figures.get(asked.code))] for line in asked_lines]
    return [
        [_drawn(asked, figures[asked.code], counted, wide=len(line) == 1) for asked in line] for line in known if line
    ]


def _is_worth_drawing(figure: Figure | None) -> bool:
    if figure is None or not figure.d:
        return False
    return len(figure.stated) >= FEWEST_ROWS.get(figure.code, 1)


def _drawn(asked: Asked, figure: Figure, counted: Counted, *, wide: bool) -> Drawn:
    if asked.kind == "months":
        return _months(counted, asked.code, asked.title)
    chart = _completed(charting.bars_of(figure, asked.title, asked.heading, wide=wide), figure, counted)
    return Drawn(chart, origin_lines(figure, counted.filters), figure, asked.kind)


def _completed(chart: Chart, figure: Figure, counted: Counted, keep: Keep = lambda row: True) -> Chart:
    """With the columns of the other period, how many people could be crossed, and the change of a definition."""
    chart = counted.beside.column(chart, figure, keep)
    chart = with_crossable(chart, figure)
    return with_change(chart, figure, counted.filters.period, counted.beside.comparison)


def _topics(counted: Counted) -> Section:
    """Digital mediation (with what is not stated), then administrative procedures; then all, if any is secondary."""
    figure, every = counted.figures["attendances_by_topic"], counted.figures["attendances_by_any_topic"]
    origin = origin_lines(figure, counted.filters)
    lines = []
    for procedure, title, heading in (
        (False, "Médiation numérique", "Thématique"),
        (True, "Démarches administratives", "Démarche"),
    ):
        keep = _is(procedure=procedure)
        chart = charting.bars_of(figure, title, heading, wide=True, keep=keep)
        if chart.rows:
            chart = _completed(chart, figure, counted, keep)
            chart = replace(chart, code=f"{figure.code}_procedures") if procedure else chart
            lines.append([Drawn(chart, origin, figure)])
    if every.mentions > figure.mentions:
        asked = Asked(every.code, "Sujets et sujets en filigrane", "Thématique")
        lines.append([_drawn(asked, every, counted, wide=True)])
    return Section("sujets", "Thématiques", lines, _totals("sujets", counted))


def _is(*, procedure: bool) -> Callable[[Row], bool]:
    return lambda row: (row.code in PROCEDURE_TOPICS) == procedure
