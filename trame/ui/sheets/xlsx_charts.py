"""The native charts of an XLSX: bars in the order of their table, values written on them, no pie, no grid."""

from __future__ import annotations

from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import quote_sheetname, xl_range_abs
from xlsxwriter.worksheet import Worksheet

from trame.ui.documents import palette

from .book import Drawing, Grid

CHART_WIDTH = 640  # px
BAR, COLUMNS_HEIGHT, AROUND = 26, 320, 96  # px
FONT = "Arial"
GAP = 45  # percent of a bar's thickness
SERIES = (palette.DYES[0], palette.DYES[1])


def chart_height(drawing: Drawing) -> int:
    """Pixels: as tall as its bars ask."""
    if drawing.kind == "columns":
        return COLUMNS_HEIGHT
    return AROUND + BAR * max(drawing.rows, 3) * len(drawing.values)


def insert_chart(workbook: Workbook, page: Worksheet, grid: Grid, *, at: tuple[int, int], first: int) -> None:
    """Draws the chart of a grid whose first row of values is `first`."""
    drawing = grid.drawing
    if drawing is None or not drawing.rows:
        return
    chart: Any = workbook.add_chart({"type": "bar" if drawing.kind == "bars" else "column"})
    last = first + drawing.rows - 1
    name = quote_sheetname(page.get_name())
    for rank, column in enumerate(drawing.values):
        chart.add_series(
            {
                "name": _plain(grid.columns[column].title),
                "categories": f"={name}!{xl_range_abs(first, 0, last, 0)}",
                "values": f"={name}!{xl_range_abs(first, column, last, column)}",
                "fill": {"color": SERIES[rank % 2]},
                "gap": GAP,
                "points": _points(drawing, rank),
                "data_labels": _labels(grid, column),
            }
        )
    _dress(chart, drawing)
    place = {"object_position": 1, "description": drawing.alt}
    page.insert_chart(*at, chart, place)


def _dress(chart: Any, drawing: Drawing) -> None:
    ink = {"name": FONT, "color": palette.INK, "size": 10}
    chart.set_title({"name": _plain(drawing.title), "name_font": {**ink, "size": 12, "bold": True}, "overlay": False})
    labels = {"num_font": ink, "line": {"color": palette.RULE}, "major_tick_mark": "none"}
    hidden = {"visible": False, "major_gridlines": {"visible": False}, "min": 0}
    if drawing.kind == "bars":
        # Drawn from the bottom up: reversed, it follows its table. The categories of bars are the library's y axis.
        chart.set_y_axis({**labels, "reverse": True})
        chart.set_x_axis(hidden)
    else:
        chart.set_x_axis(labels)
        chart.set_y_axis(hidden)
    chart.set_legend({"none": True} if len(drawing.values) < 2 else {"position": "bottom", "font": ink})
    chart.set_size({"width": CHART_WIDTH, "height": chart_height(drawing)})
    chart.set_chartarea({"border": {"none": True}, "fill": {"color": "#ffffff"}})


def _points(drawing: Drawing, rank: int) -> list[Any]:
    """What is not stated is hatched."""
    if drawing.hatched is None:
        return []
    lines = {"pattern": "wide_upward_diagonal", "fg_color": palette.INK_2, "bg_color": "#ffffff"}
    return [*[None] * drawing.hatched, {"pattern": lines, "border": {"color": palette.INK_2}}]


def _labels(grid: Grid, column: int) -> dict[str, Any]:
    """The number of each bar; where the cell holds a word, the word."""
    drawing = grid.drawing
    said = [row[column] for row in grid.rows[: drawing.rows if drawing else 0]]
    form = "#,##0.0" if any(isinstance(cell, float) for cell in said) else "#,##0"
    words: list[Any] = [{"value": _plain(cell)} if isinstance(cell, str) else None for cell in said]
    custom = {"custom": words} if any(words) else {}
    return {"value": True, "num_format": form, "font": {"name": FONT, "color": palette.INK, "size": 10}, **custom}


def _plain(text: str) -> str:
    """A title that cannot be taken for a formula (« =A1 », « Feuille!A1 »), which the library would write as one."""
    text = text.replace("!", "!\u2060")
    return f"'{text}" if text.startswith("=") else text
