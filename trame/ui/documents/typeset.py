"""PDF and chart pictures by Typst: the document goes in as JSON, never as source."""

from __future__ import annotations

import json
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

import typst

from . import fonts, richtext
from .model import MOST_PARTS, Block, Chart, Document, DocumentError, Picture, RichText, Table, one_line
from .palette import COLOURS, DYES
from .weaving import LENGTH, PITCH, woven

_HERE = Path(__file__).resolve().parent
_WORDMARK = _HERE.parent / "static" / "trame" / "wordmark.svg"
WORDS = {"draft": "Version provisoire", "contents": "Sommaire", "none": "Aucune donnée."}
PICTURE_DPI = 220.0


def to_pdf(document: Document) -> bytes:
    """A tagged PDF/UA-1 with title, author, language, table of contents and alternative texts."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        blocks = [_block(block, root, number) for number, block in enumerate(document.blocks)]
        data = {"document": _document(document), "blocks": blocks, "lang": document.lang}
        compiled = _compile("document.typ", data, root, format="pdf", pdf_standards=["ua-1"])
    return compiled[0]


def pictures(charts: list[Chart]) -> list[bytes]:
    """One PNG per chart, 178 mm wide at `PICTURE_DPI`, in order."""
    if not charts:
        return []
    with tempfile.TemporaryDirectory() as folder:
        data = {"charts": [_chart(chart) for chart in charts], "lang": "fr"}
        return _compile("pictures.typ", data, Path(folder), format="png", ppi=PICTURE_DPI)


def drawn_as(chart: Chart) -> str:
    """The drawing that can hold so many rows: bars always can."""
    most = {"bars": 10_000, "months": 24, "parts": MOST_PARTS, "weave": 16}[chart.kind]
    return chart.kind if len(chart.drawn) <= most else "bars"


def _compile(page: str, data: dict[str, Any], root: Path, **options: Any) -> list[bytes]:
    source = (_HERE / "charts.typ").read_text() + (_HERE / page).read_text()
    (root / "wordmark.svg").write_bytes(_WORDMARK.read_bytes())
    common = {"colours": COLOURS, "dyes": DYES, "fonts": fonts.families(), "words": WORDS}
    inputs = {"data": json.dumps({**common, **data})}
    try:
        made = typst.compile(
            source.encode(), root=str(root), font_paths=fonts.installed(), sys_inputs=inputs, **options
        )
    except (RuntimeError, ValueError) as error:
        raise DocumentError(f"La mise en page a échoué : {error}") from error
    pages: Any = made  # one page comes bare, several in a list
    return pages if isinstance(pages, list) else [pages]


def _document(document: Document) -> dict[str, Any]:
    cover = document.cover.chart if document.cover else None
    return {
        "title": one_line(document.title),
        "heading": document.title,
        "subtitle": document.subtitle,
        "organisation": document.organisation,
        "running": document.running_title,
        "recipient": f"Pour {document.recipient}" if document.recipient else "",
        "date": document.date_line,
        "author": document.author or one_line(document.organisation),
        "draft": document.draft,
        "poster": document.poster,
        "has_cover": document.cover is not None,
        "has_contents": document.has_contents,
        "cover": _chart(cover) if cover and cover.rows else None,
    }


def _block(block: Block, root: Path, number: int) -> dict[str, Any]:
    if isinstance(block, RichText):
        return {"kind": "rich", "blocks": [asdict(piece) for piece in richtext.read(block.html)]}
    if isinstance(block, Table):
        return {"kind": "table", **_table(block)}
    if isinstance(block, Chart):
        return {"kind": "chart", **_chart(block)}
    if isinstance(block, Picture):
        name = f"picture-{number}.{block.extension}"
        (root / name).write_bytes(block.data)
        return {"kind": "picture", "path": f"/{name}", "alt": block.alt, "caption": block.caption}
    return {"kind": type(block).__name__.lower(), **asdict(block)}


def _table(table: Table) -> dict[str, Any]:
    return {**asdict(table), "numeric": sorted(table.numeric), "indented": [row + 1 for row in sorted(table.indented)]}


def _chart(chart: Chart) -> dict[str, Any]:
    rows = [
        {
            "label": row.label,
            "n": row.n,
            "text": row.text,
            "share": row.share_text,
            "unknown": row.unknown,
            "highlight": bool(chart.highlight) and row.label == chart.highlight,
        }
        for row in chart.drawn
    ]
    drawn = drawn_as(chart)
    weave = asdict(woven([float(row.n) for row in chart.drawn])) if drawn == "weave" else {}
    return {
        "drawn": drawn,
        "title": chart.title,
        "sentence": chart.sentence,
        "rows": rows,
        "finding": chart.finding,
        "table": _table(chart.table),
        "weave": {**weave, "length": LENGTH, "pitch": PITCH},
    }
