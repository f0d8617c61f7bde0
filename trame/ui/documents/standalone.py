"""The HTML file: one page that carries its own styles, to be kept or sent."""

from __future__ import annotations

from html import escape
from pathlib import Path

from .html import to_html
from .model import Document, one_line

_STYLES = Path(__file__).resolve().parent.parent / "static" / "trame"
_SHEETS = ("tokens.css", "components.css", "document.css")


def to_html_file(document: Document) -> bytes:
    """A whole HTML page in UTF-8, readable with no network: styles inside, no script, system fonts."""
    styles = "\n".join((_STYLES / name).read_text() for name in _SHEETS)
    title = f"<title>{escape(one_line(document.title))}</title>"
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">{title}'
    page = f'<!doctype html>\n<html lang="{document.lang}"><head>{head}<style>{styles}</style></head>'
    return f'{page}<body class="doc-file"><main>{to_html(document)}</main></body></html>\n'.encode()
