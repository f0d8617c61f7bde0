"""Native charts: their data stay editable, and nothing in the workbook they carry runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.chart.xlsx import CategoryWorkbookWriter
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_PATTERN
from pptx.util import Pt
from xlsxwriter import Workbook

from trame.ui.documents import palette

from .model import ChartSlide

KINDS = {"bars": XL_CHART_TYPE.BAR_CLUSTERED, "columns": XL_CHART_TYPE.COLUMN_CLUSTERED}
SERIES = (palette.DYES[0], palette.DYES[1])
GAP, WIDE_GAP = 40, 110  # percent of a bar's thickness; a few bars are kept thin
FEW = 6


def rgb(colour: str) -> RGBColor:
    return RGBColor(*bytes.fromhex(colour.removeprefix("#")))  # type: ignore[no-untyped-call]


class _QuietWriter(CategoryWorkbookWriter):
    """Writes every text as a text: neither formula nor link, whatever a label begins with."""

    @contextmanager
    def _open_worksheet(self, xlsx_file: IO[bytes]) -> Iterator[tuple[Any, Any]]:
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        with Workbook(xlsx_file, options) as workbook:
            yield workbook, workbook.add_worksheet()


class QuietData(CategoryChartData):
    @property
    def _workbook_writer(self) -> _QuietWriter:
        return _QuietWriter(self)  # type: ignore[no-untyped-call]


def data_of(slide: ChartSlide) -> Any:
    """One series, or two when a year is compared with the one before."""
    number_format = "#,##0.0" if slide.decimals else "#,##0"
    data: Any = QuietData(number_format=number_format)  # type: ignore[no-untyped-call]
    data.categories = [bar.label for bar in slide.bars]
    data.add_series(slide.names[0], [bar.n for bar in slide.bars])
    for name in slide.names[1:]:
        data.add_series(name, [bar.before for bar in slide.bars])
    return data


def dress(chart: Chart, slide: ChartSlide) -> None:
    """Values on the bars, no axis of values, no grid, no pie; a legend when there are two series."""
    chart.font.size, chart.font.color.rgb = Pt(_size(slide)), rgb(palette.INK)
    chart.has_title = False
    chart.has_legend = len(slide.names) > 1
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    _axes(chart, slide)
    plot = chart.plots[0]
    few = slide.kind == "bars" and len(slide.bars) < FEW
    plot.gap_width, plot.overlap, plot.vary_by_categories = WIDE_GAP if few else GAP, 0, False
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.show_value, labels.position = True, XL_LABEL_POSITION.OUTSIDE_END
    labels.number_format, labels.number_format_is_linked = "#,##0.0" if slide.decimals else "#,##0", False
    labels.font.bold, labels.font.size = True, Pt(_size(slide))
    for series, colour in zip(plot.series, SERIES, strict=False):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = rgb(colour)
    for rank, bar in enumerate(slide.bars):
        if bar.unknown:
            _hatch(plot.series[0].points[rank])


def _axes(chart: Chart, slide: ChartSlide) -> None:
    values, labels = chart.value_axis, chart.category_axis
    values.visible, values.has_major_gridlines, values.minimum_scale = False, False, 0
    labels.has_major_gridlines, labels.major_tick_mark = False, XL_TICK_MARK.NONE
    labels.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    labels.format.line.color.rgb = rgb(palette.RULE)
    labels.tick_labels.font.size = Pt(_size(slide))
    # Bars are drawn from the bottom up: reversed, they follow the order of the page.
    labels.reverse_order = slide.kind == "bars"


def _hatch(point: Any) -> None:
    fill = point.format.fill
    fill.patterned()
    fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
    fill.fore_color.rgb, fill.back_color.rgb = rgb(palette.INK_2), rgb("#ffffff")


def _size(slide: ChartSlide) -> int:
    return 14 if len(slide.bars) <= 10 else 12
