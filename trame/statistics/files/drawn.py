"""Block → documents.Chart: the drawing of the PDF and of the pictures."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from trame.ui import documents as doc
from trame.ui.typography import number, percent, typeset

from .findings import alternative, share_of, value_of
from .gathered import MASKED, Block, Line

MOST_DAYS = 31  # columns whose values do not touch on an A4


def chart_of(block: Block, title: str, sentence: str) -> doc.Chart:
    """As on the page: the same rows, order, limit and shares."""
    chart = block.chart
    return doc.Chart(
        kind=_kind(block),
        title=title,
        sentence=typeset(f"{sentence} {chart.note}".strip()),
        rows=tuple(_row(line, block) for line in block.told),
        alt=alternative(block),
        columns=_columns(block),
        second_column=chart.before_label if chart.has_before else chart.second_share_heading,
        limit=chart.limit,
    )


def _label(line: Line, block: Block, short: str) -> str:
    """What is written under a column: « janv. », « 24/11 » for a Monday, the number of any other day."""
    if _kind(block) == "months" and block.kind == "days":
        day = dt.date.fromisoformat(line.code)
        return f"{day:%d/%m}" if short else str(day.day)
    return short if block.kind == "months" and short else line.label


def _kind(block: Block) -> Literal["bars", "months", "parts"]:
    if block.kind == "parts":
        return "parts"
    is_drawn = block.kind == "months" or (block.kind == "days" and len(block.lines) <= MOST_DAYS)
    return "months" if is_drawn else "bars"


def _row(line: Line, block: Block) -> doc.ChartRow:
    short = {row.code: row.short_label for row in block.chart.rows}.get(line.code, "")
    return doc.ChartRow(
        label=_label(line, block, short),
        n=line.n or 0,
        share_text="" if block.chart.has_before else share_of(line, block.figure),
        unknown=line.unknown,
        value=value_of(line, block),
        second=_second(line, block),
        before=line.before if block.chart.has_before else None,
    )


def _columns(block: Block) -> tuple[str, str, str]:
    """Short beside the drawing, where the sentence above says the base; whole where the table has the width."""
    chart = block.chart
    if chart.has_before:
        return (chart.heading, chart.now_label, "Part")
    if chart.second_share_heading:
        return (chart.heading, chart.n_heading, chart.share_heading)
    return (chart.heading, "Temps" if block.in_minutes else "Nombre", "Part")


def _second(line: Line, block: Block) -> str:
    if block.chart.has_before:
        return MASKED if line.before is None else number(line.before)
    return "" if line.second_share is None else percent(line.n, block.figure.mentions)
