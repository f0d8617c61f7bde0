"""Documents: one model of blocks, written as HTML, DOCX, ODT and tagged PDF.

Knows no domain: the caller gives typeset texts and figures. `render` is the usual door; every writer raises
`DocumentError`, with a French sentence, when the document cannot be made.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from . import html, pandoc, standalone, typeset
from .characters import cleaned
from .model import (
    Block,
    Chart,
    ChartRow,
    Cover,
    Document,
    DocumentError,
    Heading,
    Headline,
    Headlines,
    Note,
    PageBreak,
    Paragraph,
    Picture,
    Quote,
    RichText,
    Table,
)

__all__ = [
    "MIME_TYPES",
    "Block",
    "Chart",
    "ChartRow",
    "Cover",
    "Document",
    "DocumentError",
    "Format",
    "Heading",
    "Headline",
    "Headlines",
    "Note",
    "PageBreak",
    "Paragraph",
    "Picture",
    "Quote",
    "RichText",
    "Table",
    "render",
    "to_docx",
    "to_html",
    "to_odt",
    "to_pdf",
]

Format = Literal["html", "docx", "odt", "pdf"]
MIME_TYPES: dict[str, str] = {
    "html": "text/html; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "pdf": "application/pdf",
}


def to_html(document: Document, *, top_level: int = 1) -> str:
    """A fragment of body for a page that links tokens.css, components.css and document.css.

    The title is a heading of `top_level` (1 to 3), the chapters one below: an embedding page with its own h1 gives 2.
    """
    return html.to_html(cleaned(document), top_level=top_level)


def to_docx(document: Document) -> bytes:
    """A Word file; takes about half a second, so better asked of a job than of a page."""
    return pandoc.to_docx(cleaned(document))


def to_odt(document: Document) -> bytes:
    """An OpenDocument text."""
    return pandoc.to_odt(cleaned(document))


def to_pdf(document: Document) -> bytes:
    """A PDF/UA-1."""
    return typeset.to_pdf(cleaned(document))


def render(document: Document, format: str) -> bytes:
    """The file in `format`, one of `MIME_TYPES`. The HTML file is a whole page with its styles inside."""
    writers: dict[str, Callable[[Document], bytes]] = {
        "html": lambda given: standalone.to_html_file(cleaned(given)),
        "docx": to_docx,
        "odt": to_odt,
        "pdf": to_pdf,
    }
    if format not in writers:
        raise DocumentError(f"Le format « {format} » n’existe pas : choisissez html, docx, odt ou pdf.")
    return writers[format](document)
