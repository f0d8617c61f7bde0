"""The paragraph styles of the DOCX and ODT, declared once: `word.py` and `odf.py` write them out."""

from __future__ import annotations

from dataclasses import dataclass, replace

from . import palette

FALLBACK = "Liberation Sans"
# Millimetres, of A4.
PAGE_WIDTH, PAGE_HEIGHT = 210, 297
MARGIN_SIDE, MARGIN_TOP, MARGIN_BOTTOM = 16, 16, 18
TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN_SIDE


@dataclass(frozen=True)
class Style:
    """Sizes in points, distances in millimetres. `bar` is the colour of a line at the left, `top` at the top.

    `name` is the DOCX name, `odf` the ODT one where the format has its own; `outline` is the heading level.
    """

    name: str
    odf: str = ""
    base: str = "Normal"
    size: float = 0
    bold: bool | None = None
    colour: str = ""
    before: float = 0
    after: float = 0
    indent: float = 0
    line: int = 0  # percent
    gap: float = 0  # indent at the right
    right: bool = False
    keep: bool = False
    page: bool = False
    bar: str = ""
    top: str = ""
    bottom: str = ""
    tab: bool = False  # a right tab at the end of the line
    outline: int = 0

    @property
    def id(self) -> str:
        words = self.name.split(" ")
        return "".join(word[:1].upper() + word[1:] for word in words)

    @property
    def thick(self) -> bool:
        """A coloured line at the top is thick, a rule is thin."""
        return self.top not in ("", palette.RULE)

    @property
    def odf_name(self) -> str:
        return self.odf or self.name

    @property
    def odf_id(self) -> str:
        return self.odf_name.replace(" ", "_20_")


WHOLE = 8  # a table of so many rows is never cut by a page
KEPT = " Kept"  # the same style, on the same page as the row below

_STYLES = (
    Style("Normal", "Standard", base="", size=10.5, colour=palette.INK, line=112),
    Style("Body Text", "Text body", after=3),
    Style("First Paragraph", "First paragraph", base="Body Text", after=3),
    Style("Compact", "Text body tight", base="Body Text", after=0.8),
    Style("Title", size=32, bold=True, line=88, after=3),
    Style("Subtitle", size=15, colour=palette.INK_2, after=6),
    Style("Organisation", size=13, before=18, after=3),
    Style("Draft", size=9, colour=palette.INK_2, right=True),
    Style("Cover Drawing", before=12, after=2),
    Style("Cover Note", size=9.5, colour=palette.INK_2, after=10),
    Style("Cover Foot", size=9, colour=palette.INK_2, before=1, top=palette.RULE, tab=True),
    Style("heading 1", "Heading 1", size=19, bold=True, before=11, after=4, keep=True, top=palette.THREAD, outline=1),
    Style("heading 2", "Heading 2", size=14, bold=True, before=7, after=2.5, keep=True, outline=2),
    Style("heading 3", "Heading 3", size=11.5, bold=True, before=5, after=2, keep=True, outline=3),
    Style("heading 4", "Heading 4", size=10.5, bold=True, before=4, after=1.5, keep=True, outline=4),
    Style("TOC Heading", "Contents Heading", size=19, bold=True, after=5, keep=True),
    Style("toc 1", "Contents 1", bold=True, before=2.5, tab=True),
    Style("toc 2", "Contents 2", indent=6, before=0.8, tab=True),
    Style("Block Text", size=12.5, before=3, after=3, indent=5, bar=palette.THREAD),
    Style("Quote Source", base="Block Text", size=9, colour=palette.INK_2, indent=5, bar=palette.THREAD, after=4),
    Style("Table Caption", bold=True, before=5, after=2, keep=True),
    Style("Table Text", size=9.5, line=98, before=0.9, after=0.9),
    Style("Table Part", base="Table Text", size=9.5, line=98, before=0.9, after=0.9, indent=4, colour=palette.INK_2),
    Style("Table Number", base="Table Text", size=9.5, line=98, before=0.9, after=0.9, right=True),
    Style("Table Head", base="Table Text", size=9.5, bold=True, line=98, after=1, keep=True),
    Style("Table Head Number", base="Table Head", size=9.5, bold=True, line=98, after=1, keep=True, right=True),
    Style("Headline Label", size=10, line=98, keep=True, gap=6, top=palette.ACCENT),
    Style("Headline Value", size=27, line=92, keep=True),
    Style("Headline Base", size=8.5, colour=palette.INK_2, line=98, after=2),
    Style("Chart Title", size=12.5, bold=True, before=6, after=0.8, keep=True),
    Style("Chart Sentence", size=9, colour=palette.INK_2, after=2.5, keep=True),
    Style("Drawing", after=3, keep=True),
    Style("Caption Text", size=9, colour=palette.INK_2, before=1, after=5),
    Style("Reading Note", size=8.5, colour=palette.INK_2, before=4, after=4),
    Style("Gap", size=4, line=100),
    Style("Cover Start", size=1, line=100),
    Style("Page Break", size=1, line=100, page=True),
    Style("header", "Header", size=8, colour=palette.INK_2, bottom=palette.RULE, tab=True),
    Style("footer", "Footer", size=8, colour=palette.INK_2, top=palette.RULE, tab=True),
)

STYLES = (
    *_STYLES,
    *(replace(style, name=style.name + KEPT, keep=True) for style in _STYLES if style.name.startswith("Table ")),
)
ODF_NAMES = {style.name: style.odf_id for style in STYLES} | {"Headlines": "Headlines", "Table": "Table"}
