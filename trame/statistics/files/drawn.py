"""Block → documents.Chart: the drawing of the PDF and of the pictures."""

from __future__ import annotations

from trame.ui import documents as doc
from trame.ui.typography import number, percent, typeset

from .findings import alternative, share_of, value_of
from .gathered import MASKED, Block, Line


def chart_of(block: Block, title: str, sentence: str) -> doc.Chart:
    """As on the page: the same rows, order, limit and shares."""
    chart = block.chart
    return doc.Chart(
        kind="months" if block.kind == "months" else "parts" if block.kind == "parts" else "bars",
        title=title,
        sentence=typeset(f"{sentence} {chart.note}".strip()),
        rows=tuple(_row(line, block) for line in block.told),
        alt=alternative(block),
        columns=_columns(block),
        second_column=chart.before_label if chart.has_before else chart.second_share_heading,
        limit=chart.limit,
    )


def _row(line: Line, block: Block) -> doc.ChartRow:
    short = {row.code: row.short_label for row in block.chart.rows}.get(line.code, "")
    return doc.ChartRow(
        label=short if block.kind == "months" and short else line.label,
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
