"""Two periods side by side: the columns that a chart's table gains, and what a new definition forbids to compare."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from trame.ui.charts import Chart, Mark
from trame.ui.charts import Row as ChartRow
from trame.ui.typography import date_long, hours, number, percent, plural, points, typeset

from .comparisons import Comparison
from .figures import Figure, Row
from .periods import Period

Keep = Callable[[Row], bool]


@dataclass(frozen=True)
class Beside:
    """The figures of the other period, by code: only those that mean the same thing in both."""

    comparison: Comparison | None = None
    figures: Mapping[str, Figure] = field(default_factory=dict)

    def of(self, figure: Figure) -> Figure | None:
        """The same figure in the other period, when both may be told."""
        earlier = self.figures.get(figure.code)
        if earlier is None or any(one.masked or one.impossible for one in (figure, earlier)):
            return None
        return earlier

    def column(self, chart: Chart, figure: Figure, keep: Keep = lambda row: True) -> Chart:
        """The chart whose table also says the other period, and the difference of each share in points."""
        earlier = self.of(figure)
        if earlier is None or self.comparison is None or not self.comparison.in_full:
            return chart
        known = {row.code: row for row in earlier.rows}
        rows = [_compared(row, known.get(row.code), figure, earlier) for row in chart.rows]
        shown = {row.code for row in chart.rows}
        gone = [row for row in earlier.stated if row.code not in shown and row.n and keep(row)]
        rows += [_compared(_nothing_now(row, figure), row, figure, earlier) for row in gone]
        total = "" if chart.total is None else number(earlier.d)
        return replace(chart, rows=rows, previous_label=self.comparison.label, previous_total=total)


def _compared(row: ChartRow, before: Row | None, figure: Figure, earlier: Figure) -> ChartRow:
    if row.masked or (before is not None and before.masked):
        return row
    then = before.n if before else 0
    told = hours(then) if figure.unit == "minutes" else number(then)
    change = points(row.n, figure.d, then, earlier.d)
    return replace(row, previous=f"{told} · {percent(then, earlier.d)}" if earlier.d else told, change_of_share=change)


def _nothing_now(row: Row, figure: Figure) -> ChartRow:
    return ChartRow(
        code=row.code,
        label=typeset(row.label),
        n=0,
        share=percent(0, figure.d),
        value=hours(0) if figure.unit == "minutes" else "",
        table_only=True,
    )


def with_crossable(chart: Chart, figure: Figure) -> Chart:
    """« 37 sur 85 croisables »: under a filter on people, what is known of something else that they are."""
    if figure.crossable is None:
        return chart
    left = figure.d - figure.crossable
    said = f"{number(figure.crossable)} sur {plural(figure.d, 'croisable')}."
    if left:
        said = (
            f"{said[:-1]} : pour {number(left)}, les deux ne sont pas connus de la même personne ; "
            f"« {figure.indicator.unknown_label} » les comprend."
        )
    return replace(chart, note=f"{chart.note} {said}".strip())


def changed_within(figure: Figure, period: Period) -> bool:
    """Whether the period holds days of two definitions."""
    changed = figure.indicator.changed_on
    return changed is not None and period.start < changed <= period.end


def change_of(figure: Figure, period: Period, comparison: Comparison | None = None) -> str:
    """The sentence of a definition that changed within the period, or between it and the one it is compared with."""
    changed = figure.indicator.changed_on
    first = min(period.start, comparison.start) if comparison else period.start
    if changed is None or not first < changed <= period.end:
        return ""
    said = f"Définition changée le {date_long(changed)} : {figure.indicator.change}"
    return f"{said} Avant et après ne se comparent pas."


def with_change(chart: Chart, figure: Figure, period: Period, comparison: Comparison | None) -> Chart:
    """The chart with the sentence of its change, and a mark where the months of another definition end."""
    sentence = change_of(figure, period, comparison)
    if not sentence:
        return chart
    changed = figure.indicator.changed_on
    marks = [Mark(f"{changed:%Y-%m}", "Nouvelle définition")] if changed and changed_within(figure, period) else []
    return replace(chart, note=f"{chart.note} {sentence}".strip(), marks=marks)
