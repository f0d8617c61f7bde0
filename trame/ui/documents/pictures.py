"""A chart alone, as a picture to place in another document: SVG whose texts are texts, and the same as PNG.

Light colours on white, whatever the theme of who asks: a picture goes where no style follows it.
"""

from __future__ import annotations

import io
import tempfile
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from textwrap import wrap
from typing import Any

import typst
from PIL import Image, PngImagePlugin

from . import fonts, palette
from .characters import cleaned
from .model import Chart, ChartRow, DocumentError
from .typeset import drawn_as

MIME_TYPES = {"svg": "image/svg+xml", "png": "image/png"}
WIDTH, SIDE = 960, 36  # px
INNER = WIDTH - 2 * SIDE
PIXELS_PER_INCH = 144.0  # two dots of the PNG for one pixel of the SVG
FAMILIES = "Atkinson Hyperlegible Next, Liberation Sans, Arial, Helvetica, sans-serif"
WIDTH_OF_LETTER = 0.53  # of its size, on average
PARTS = (palette.DYES[0], "url(#dots)", palette.DYES[2], palette.DYES[3])
PATTERNS = (
    '<defs><pattern id="hatched" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    f'<rect width="6" height="6" fill="#ffffff"/><rect width="2.6" height="6" fill="{palette.INK_2}"/></pattern>'
    '<pattern id="dots" width="8" height="8" patternUnits="userSpaceOnUse">'
    f'<rect width="8" height="8" fill="{palette.DYES[1]}"/><circle cx="4" cy="4" r="1.5" fill="#ffffff"/></pattern>'
    "</defs>"
)


@dataclass
class _Sheet:
    """What is drawn so far, and how far down it goes."""

    pieces: list[str] = field(default_factory=list)
    y: float = SIDE

    def text(self, at: tuple[float, float], content: str, size: int, **attributes: str) -> None:
        said = {"fill": palette.INK} | {name.replace("_", "-"): value for name, value in attributes.items()}
        written = " ".join(f'{name}="{value}"' for name, value in said.items())
        place = f'x="{at[0]:g}" y="{at[1]:g}" font-size="{size}"'
        self.pieces.append(f"<text {place} {written}>{escape(content)}</text>")

    def rect(self, x: float, y: float, width: float, height: float, fill: str) -> None:
        box = f'x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"'
        self.pieces.append(f'<rect {box} rx="2" fill="{fill}"/>')

    def paragraph(self, content: str, size: int, **attributes: str) -> None:
        """Lines cut where they fill the width, as far as can be told without measuring."""
        letters = int(INNER / (size * WIDTH_OF_LETTER))
        for line in wrap(content, letters, break_on_hyphens=False):
            self.y += size * 1.3
            self.text((SIDE, self.y), line, size, **attributes)


def to_svg(chart: Chart, *, source: str = "") -> bytes:
    """The chart with its title, its base and its source; `<title>` and `<desc>` say it to who does not see it."""
    chart = cleaned(chart)
    sheet = _Sheet()
    sheet.paragraph(chart.title, 24, font_weight="bold")
    sheet.y += 4
    sheet.paragraph(chart.sentence, 15, fill=palette.INK_2)
    sheet.y += 20
    {"bars": _bars, "months": _months, "parts": _parts, "weave": _bars}[drawn_as(chart)](sheet, chart)
    sheet.y += 8
    sheet.paragraph(cleaned(source), 13, fill=palette.INK_2)
    height = round(sheet.y + SIDE)
    words = f"<title>{escape(chart.title)}</title><desc>{escape(chart.finding)}</desc>"
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        f'role="img" lang="fr" font-family="{FAMILIES}">'
    )
    ground = f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>'
    drawn = "".join([head, words, PATTERNS, ground, *sheet.pieces, "</svg>\n"])
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{drawn}'.encode()


def to_png(chart: Chart, *, source: str = "") -> bytes:
    """The same drawing, twice as fine; the alternative text is among the words of the file (`Description`)."""
    page = f'#set page(width: {WIDTH}pt, height: auto, margin: 0pt)\n#image("chart.svg", width: 100%)\n'
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "chart.svg").write_bytes(to_svg(chart, source=source))
        try:
            options: dict[str, Any] = {"root": folder, "format": "png", "ppi": PIXELS_PER_INCH}
            made: Any = typst.compile(page.encode(), font_paths=fonts.installed(), **options)
        except (RuntimeError, ValueError) as error:
            raise DocumentError(f"Le graphique n’a pas pu être dessiné : {error}") from error
    picture = made[0] if isinstance(made, list) else made
    return _worded(picture, cleaned(chart), source)


def _worded(picture: bytes, chart: Chart, source: str) -> bytes:
    words = PngImagePlugin.PngInfo()
    for name, text in (("Title", chart.title), ("Description", chart.finding), ("Source", source)):
        words.add_itxt(name, text, lang="fr")
    written = io.BytesIO()
    with Image.open(io.BytesIO(picture)) as image:
        image.convert("RGB").save(written, "PNG", pnginfo=words, optimize=True)
    return written.getvalue()


def _fill(row: ChartRow) -> str:
    return "url(#hatched)" if row.unknown else palette.DYES[0]


def _bars(sheet: _Sheet, chart: Chart) -> None:
    """The label above its bar, the number and the share at the right."""
    longest = max((row.n for row in chart.drawn), default=0) or 1
    shares = any(row.share_text for row in chart.drawn)
    for row in chart.drawn:
        sheet.y += 18
        sheet.text((SIDE, sheet.y), _cut(row.label, 84), 16)
        right = WIDTH - SIDE - (80 if shares else 0)
        sheet.text((right, sheet.y), row.text, 16, text_anchor="end", font_weight="bold")
        if shares:
            sheet.text((WIDTH - SIDE, sheet.y), row.share_text, 16, text_anchor="end", fill=palette.INK_2)
        if row.n:
            sheet.rect(SIDE, sheet.y + 8, max(INNER * row.n / longest, 2), 14, _fill(row))
        sheet.y += 34


def _months(sheet: _Sheet, chart: Chart) -> None:
    """Columns; last year is a line across."""
    rows, tall = chart.drawn, 250
    compared = any(row.before is not None for row in rows)
    highest = max([row.n for row in rows] + [row.before or 0 for row in rows]) or 1
    slot, foot = INNER / len(rows), sheet.y + tall + 24
    for rank, row in enumerate(rows):
        x, height = SIDE + slot * rank, tall * row.n / highest
        middle, top = x + slot / 2, foot - height
        sheet.rect(x + slot * 0.2, top, slot * 0.6, height, _fill(row))
        if row.before is not None:
            level = foot - tall * row.before / highest
            sheet.rect(x + slot * 0.06, level - 4, slot * 0.88, 8, "#ffffff")
            sheet.rect(x + slot * 0.08, level - 2, slot * 0.84, 4, palette.THREAD)
            top = level if top - 20 < level < top + 6 else top
        sheet.text((middle, top - 8), row.text, 15, text_anchor="middle", font_weight="bold")
        sheet.text((middle, foot + 22), row.label, 14, text_anchor="middle", fill=palette.INK_2)
    sheet.rect(SIDE, foot, INNER, 1, palette.INK)
    sheet.y = foot + 34
    if compared:
        sheet.y += 20
        sheet.rect(SIDE, sheet.y - 7, 28, 4, palette.THREAD)
        sheet.text((SIDE + 38, sheet.y), chart.second_column, 14)
        sheet.y += 8


def _parts(sheet: _Sheet, chart: Chart) -> None:
    """One bar cut in parts, and its key."""
    total, x = sum(row.n for row in chart.drawn) or 1, float(SIDE)
    fills = ["url(#hatched)" if row.unknown else PARTS[rank] for rank, row in enumerate(chart.drawn)]
    for row, fill in zip(chart.drawn, fills, strict=True):
        width = INNER * row.n / total
        sheet.rect(x, sheet.y, max(width - 2, 0), 44, fill)
        x += width
    sheet.y += 60
    for row, fill in zip(chart.drawn, fills, strict=True):
        sheet.y += 16
        sheet.rect(SIDE, sheet.y - 14, 18, 18, fill)
        sheet.text((SIDE + 30, sheet.y), _cut(row.label, 80), 16)
        sheet.text((WIDTH - SIDE - 80, sheet.y), row.text, 16, text_anchor="end", font_weight="bold")
        sheet.text((WIDTH - SIDE, sheet.y), row.share_text, 16, text_anchor="end", fill=palette.INK_2)
        sheet.y += 14


def _cut(label: str, letters: int) -> str:
    """On one line: the whole label is in the table."""
    return label if len(label) <= letters else f"{label[: letters - 1].rstrip()}…"
