"""Table of contents, page breaks and tabbed lines of the DOCX and ODT: what pandoc's tree cannot say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from xml.sax.saxutils import escape

from .model import Document, Heading, one_line
from .typeset import WORDS

Office = Literal["docx", "odt"]
DEPTH = 2


@dataclass(frozen=True)
class Entry:
    level: int
    text: str
    anchor: str


def entries(document: Document) -> list[Entry]:
    """Every heading of the document, in order, with the anchor it is given."""
    headings = [block for block in document.blocks if isinstance(block, Heading)]
    return [Entry(heading.level, one_line(heading.text), f"titre-{n}") for n, heading in enumerate(headings, 1)]


def written(headings: list[Entry], office: Office) -> str:
    """The table of contents, filled in: it reads well before the word processor updates it."""
    shown = [entry for entry in headings if entry.level <= DEPTH]
    return _word(shown) if office == "docx" else _odf(shown)


def empty(style: str, office: Office) -> str:
    """A paragraph that only acts by its style: page break, gap between two tables, start of the cover."""
    return tabbed(style, "", office)


def tabbed(style: str, line: str, office: Office) -> str:
    """One paragraph whose tabs are tabs."""
    texts = line.split("\t")
    if office == "odt":
        inner = "<text:tab/>".join(escape(text) for text in texts)
        return f'<text:p text:style-name="{style.replace(" ", "_20_")}">{inner}</text:p>'
    inner = "<w:r><w:tab/></w:r>".join(_run(text) if text else "" for text in texts)
    return f'<w:p><w:pPr><w:pStyle w:val="{style.replace(" ", "")}"/></w:pPr>{inner}</w:p>'


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def _code(instruction: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'


def _word(shown: list[Entry]) -> str:
    """A field that Word can update. The page numbers are fields of their own, so that none is ever wrong."""
    start = _mark("begin") + _code(f'TOC \\o "1-{DEPTH}" \\h \\z \\u') + _mark("separate")
    lines = []
    for number, entry in enumerate(shown):
        page = _mark("begin") + _code(f"PAGEREF {entry.anchor} \\h") + _mark("separate") + _mark("end")
        link = f'<w:hyperlink w:anchor="{entry.anchor}">{_run(entry.text)}<w:r><w:tab/></w:r>{page}</w:hyperlink>'
        before = start if number == 0 else ""
        after = _mark("end") if number == len(shown) - 1 else ""
        lines.append(f'<w:p><w:pPr><w:pStyle w:val="Toc{entry.level}"/></w:pPr>{before}{link}{after}</w:p>')
    title = f'<w:p><w:pPr><w:pStyle w:val="TOCHeading"/></w:pPr>{_run(WORDS["contents"])}</w:p>'
    kind = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
    return f"<w:sdt><w:sdtPr>{kind}</w:sdtPr><w:sdtContent>{title}{''.join(lines)}</w:sdtContent></w:sdt>"


def _odf(shown: list[Entry]) -> str:
    templates = "".join(
        f'<text:table-of-content-entry-template text:outline-level="{level}" text:style-name="Contents_20_{level}">'
        '<text:index-entry-link-start/><text:index-entry-text/><text:index-entry-tab-stop style:type="right"/>'
        "<text:index-entry-page-number/><text:index-entry-link-end/></text:table-of-content-entry-template>"
        for level in range(1, DEPTH + 1)
    )
    title = (
        '<text:index-title-template text:style-name="Contents_20_Heading">'
        f"{WORDS['contents']}</text:index-title-template>"
    )
    source = (
        f'<text:table-of-content-source text:outline-level="{DEPTH}">{title}{templates}</text:table-of-content-source>'
    )
    link = 'xlink:type="simple" text:style-name="Index_20_Link" text:visited-style-name="Index_20_Link"'
    lines = "".join(
        f'<text:p text:style-name="Contents_20_{entry.level}"><text:a {link} xlink:href="#{entry.anchor}">'
        f"{escape(entry.text)}<text:tab/>"
        f'<text:bookmark-ref text:reference-format="page" text:ref-name="{entry.anchor}"/></text:a></text:p>'
        for entry in shown
    )
    head = (
        '<text:index-title text:name="sommaire-titre"><text:p text:style-name="Contents_20_Heading">'
        f"{WORDS['contents']}</text:p></text:index-title>"
    )
    return (
        f'<text:table-of-content text:name="sommaire" text:protected="true">{source}'
        f"<text:index-body>{head}{lines}</text:index-body></text:table-of-content>"
    )
