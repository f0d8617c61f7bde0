"""Charts as HTML and inline SVG: coloured by the variables of tokens.css, with no style attribute."""

from __future__ import annotations

from html import escape

from .model import Chart, ChartRow
from .typeset import drawn_as
from .weaving import LENGTH, PITCH, Thread, woven

# Once per fragment: the hatching of « Non renseigné » and the dots of a second part.
PATTERNS = (
    '<svg class="visually-hidden" width="0" height="0" aria-hidden="true" focusable="false"><defs>'
    '<pattern id="doc-nr" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="6" height="6" fill="var(--sheet)"/><rect width="2.6" height="6" fill="var(--ink-2)"/></pattern>'
    '<pattern id="doc-dots" width="7" height="7" patternUnits="userSpaceOnUse">'
    '<rect width="7" height="7" fill="var(--c2)"/><circle cx="3.5" cy="3.5" r="1.3" fill="var(--sheet)"/></pattern>'
    "</defs></svg>"
)
_PARTS = ("var(--c1)", "url(#doc-dots)", "var(--c3)", "var(--c4)")


def drawing(chart: Chart) -> str:
    """The chart, named by its finding."""
    return {"bars": _bars, "months": _months, "parts": _parts, "weave": _weave}[drawn_as(chart)](chart)


def _fill(row: ChartRow, chart: Chart) -> str:
    if row.unknown:
        return "url(#doc-nr)"
    return "var(--c2)" if chart.highlight and row.label == chart.highlight else "var(--c1)"


def _longest(chart: Chart) -> float:
    return max((row.n for row in chart.drawn), default=0) or 1


def _percent(value: float) -> str:
    return f"{100 * value:.2f}%"


def _image(attributes: str, finding: str, inner: str) -> str:
    return f'<svg role="img" {attributes}><title>{escape(finding)}</title>{inner}</svg>'


def _bars(chart: Chart) -> str:
    """A real list: every value is written, so the bars themselves are hidden from screen readers."""
    longest = _longest(chart)
    items = "".join(
        f'<li><span class="l">{escape(row.label)}</span><span class="n">{escape(row.text)}</span>'
        f'<span class="p">{escape(row.share_text)}</span>'
        f'<svg width="100%" height="12" aria-hidden="true" focusable="false">'
        f'<rect width="{_percent(row.n / longest)}" height="12" rx="2" fill="{_fill(row, chart)}"/></svg></li>'
        for row in chart.drawn
    )
    return f'<p class="visually-hidden">{escape(chart.finding)}</p><ul class="bars wide">{items}</ul>'


def _months(chart: Chart) -> str:
    """Columns in percents of the width, text in pixels: it never scales."""
    longest, slot = _longest(chart), 1 / len(chart.drawn)
    pieces = []
    for rank, row in enumerate(chart.drawn):
        height = round(140 * row.n / longest, 1)
        middle = _percent(slot * (rank + 0.5))
        pieces.append(
            f'<rect x="{_percent(slot * (rank + 0.2))}" y="{160 - height:g}" width="{_percent(slot * 0.6)}" '
            f'height="{height:g}" rx="2" fill="{_fill(row, chart)}"/>'
            f'<text x="{middle}" y="{152 - height:g}" text-anchor="middle" class="tb">{escape(row.text)}</text>'
            f'<text x="{middle}" y="180" text-anchor="middle" class="t2">{escape(row.label)}</text>'
        )
    axis = '<line class="ch-axis" x1="0" x2="100%" y1="160" y2="160"/>'
    return _image('width="100%" height="190" class="doc-months"', chart.finding, "".join(pieces) + axis)


def _parts(chart: Chart) -> str:
    total = sum(row.n for row in chart.drawn) or 1
    pieces, start = [], 0.0
    for rank, row in enumerate(chart.drawn):
        fill = "url(#doc-nr)" if row.unknown else _PARTS[rank]
        pieces.append((row, fill, start, row.n / total))
        start += row.n / total
    bar = "".join(
        f'<rect x="{_percent(left)}" width="{_percent(width)}" height="36" fill="{fill}" '
        'stroke="var(--sheet)" stroke-width="2"/>'
        for _, fill, left, width in pieces
    )
    key = "".join(
        '<li><svg width="14" height="14" aria-hidden="true" focusable="false">'
        f'<rect width="14" height="14" fill="{fill}"/></svg>'
        f"<span>{escape(row.label)} <b>{escape(row.text)}</b> {escape(row.share_text)}</span></li>"
        for row, fill, _, _ in pieces
    )
    return _image('width="100%" height="36"', chart.finding, bar) + f'<ul class="key">{key}</ul>'


def _weave(chart: Chart) -> str:
    """The only drawing that scales as a whole: it has a viewBox."""
    side = 48
    weave = woven([float(row.n) for row in chart.drawn])
    warp = f'<path fill="var(--q2)" d="{"".join(_path(piece, side) for piece in weave.warp)}"/>'
    wefts = "".join(
        f'<path fill="{_fill(row, chart)}" d="{"".join(_path(piece, side) for piece in pieces)}"/>'
        for row, pieces in zip(chart.drawn, weave.wefts, strict=True)
    )
    labels = "".join(
        _end_text(side - 8, PITCH * rank + 30, "t2", row.label)
        + _end_text(LENGTH + 2 * side, PITCH * rank + 30, "tb", row.text)
        for rank, row in enumerate(chart.drawn)
    )
    box = f'viewBox="0 0 {LENGTH + 2 * side:g} {weave.height:g}"'
    return _image(box, chart.finding, warp + wefts + labels)


def _end_text(x: float, y: float, kind: str, content: str) -> str:
    return f'<text x="{x:g}" y="{y:g}" text-anchor="end" class="{kind}">{escape(content)}</text>'


def _path(piece: Thread, side: float) -> str:
    return f"M{piece.x + side:g} {piece.y:g}h{piece.width:g}v{piece.height:g}h-{piece.width:g}z"
