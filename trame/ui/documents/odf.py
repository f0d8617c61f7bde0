"""The reference ODT: pandoc's own, with our styles, page, running head and folio put in by code."""

from __future__ import annotations

import io
import re
import zipfile
from xml.sax.saxutils import escape, quoteattr

from . import palette
from .fonts import FAMILY
from .model import Document
from .styles import (
    MARGIN_BOTTOM,
    MARGIN_SIDE,
    MARGIN_TOP,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    STYLES,
    TEXT_WIDTH,
    WHOLE,
    Style,
)

_SPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
}


def reference(base: bytes, document: Document, language: str) -> bytes:
    """`base` (pandoc's reference.odt) restyled for `document`."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(base)) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            own = name == "styles.xml"
            content = _styles(document, language).encode() if own else source.read(name)
            # The type of the package comes first and uncompressed, or readers do not know it.
            target.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED)
    return made.getvalue()


def finished(content: str, alternatives: list[str]) -> str:
    """What pandoc leaves to mend in the text it wrote: alternative texts, and rules of the tables.

    Only tags are searched for, with their `<`: nothing that was typed can be taken for one.
    """
    waiting = iter(alternatives)
    content = re.sub(
        r"(<draw:frame [^>]*><draw:image [^>]*/>)",
        lambda frame: f"{frame[1]}<svg:title>{escape(next(waiting))}</svg:title>",
        content,
    )
    cells = re.compile(r'<style:style style:name="Table(Header)?RowCell".*?</style:style>', re.DOTALL)
    content = cells.sub("", content, count=2)
    styles = "".join(
        f'<style:style style:name="{cell}" style:family="table-cell"><style:table-cell-properties '
        f'fo:padding="0mm" fo:padding-right="2mm" fo:border="none" {line}/></style:style>'
        for cell, line in _CELLS.items()
    )
    content = content.replace("</office:automatic-styles>", f"{styles}</office:automatic-styles>", 1)
    tables = content.split("<table:table ")
    for table in tables[1:]:
        name = table[table.index('table:name="') + 12 :].split('"', 1)[0]
        if table.count("<table:table-row>") <= WHOLE + 2:
            kept = f'<style:style style:name="{name}" style:family="table">\n      <style:table-properties '
            tables[0] = tables[0].replace(kept, kept + 'style:may-break-between-rows="false" ')
    cell, large = '<table:table-cell table:style-name="', '<text:p text:style-name="Headline_20_Label"'
    return "<table:table ".join(
        re.sub(f"({cell})Table(Header)?RowCell", r"\1HeadlineCell", table) if large in table else table
        for table in tables
    )


_CELLS = {
    "TableHeaderRowCell": f'fo:border-bottom="0.35mm solid {palette.INK}"',
    "TableRowCell": f'fo:border-bottom="0.15mm solid {palette.RULE}"',
    "HeadlineCell": "",
}


def _styles(document: Document, language: str) -> str:
    spaces = " ".join(f'xmlns:{prefix}="{address}"' for prefix, address in _SPACES.items())
    code, country = language.split("-")
    defaults = (
        '<style:default-style style:family="graphic"/><style:default-style style:family="paragraph">'
        '<style:paragraph-properties style:tab-stop-distance="12.5mm" fo:orphans="2" fo:widows="2"/>'
        f'<style:text-properties style:font-name="{FAMILY}" fo:font-family="{FAMILY}" fo:font-size="10.5pt" '
        f'fo:language="{code}" fo:country="{country}" fo:hyphenate="false"/></style:default-style>'
        '<style:default-style style:family="table"><style:table-properties table:border-model="collapsing"/>'
        '</style:default-style><style:default-style style:family="table-row">'
        '<style:table-row-properties fo:keep-together="always"/></style:default-style>'
    )
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-styles {spaces} office:version="1.3">'
    return (
        f"{head}<office:font-face-decls></office:font-face-decls>"
        f"<office:styles>{defaults}{''.join(map(_paragraph, STYLES))}{_OTHERS}</office:styles>"
        f"<office:automatic-styles>{_pages()}</office:automatic-styles>"
        f"<office:master-styles>{_masters(document)}</office:master-styles></office:document-styles>"
    )


def _paragraph(style: Style) -> str:
    parent = next((f' style:parent-style-name="{s.odf_id}"' for s in STYLES if s.name == style.base), "")
    outline = f' style:default-outline-level="{style.outline}"' if style.outline else ""
    master = ' style:master-page-name="Cover"' if style.name == "Cover Start" else ""
    following = ' style:next-style-name="Text_20_body"' if style.outline else ""
    return (
        f'<style:style style:name="{style.odf_id}" style:display-name={quoteattr(style.odf_name)} '
        f'style:family="paragraph"{parent}{following}{outline}{master} style:class="text">'
        f"{_layout(style)}{_letters(style)}</style:style>"
    )


def _layout(style: Style) -> str:
    given = {
        "fo:margin-top": f"{style.before}mm",
        "fo:margin-bottom": f"{style.after}mm",
        "fo:margin-left": f"{style.indent}mm",
        "fo:margin-right": f"{style.gap}mm",
        "fo:line-height": f"{style.line}%" if style.line else "",
        "fo:text-align": "end" if style.right else "",
        "fo:keep-with-next": "always" if style.keep else "",
        "fo:break-before": "page" if style.page else "",
        "fo:border-left": f"1.1mm solid {style.bar}" if style.bar else "",
        "fo:padding-left": "3.5mm" if style.bar else "",
        "fo:border-top": f"{'0.8mm' if style.thick else '0.2mm'} solid {style.top}" if style.top else "",
        "fo:padding-top": "2mm" if style.top else "",
        "fo:border-bottom": f"0.2mm solid {style.bottom}" if style.bottom else "",
        "fo:padding-bottom": "1.5mm" if style.bottom else "",
    }
    stop = f'<style:tab-stop style:position="{TEXT_WIDTH - style.indent}mm" style:type="right"/>'
    stops = f"<style:tab-stops>{stop}</style:tab-stops>" if style.tab else ""
    written = " ".join(f'{name}="{value}"' for name, value in given.items() if value)
    return f"<style:paragraph-properties {written}>{stops}</style:paragraph-properties>"


def _letters(style: Style) -> str:
    given = {
        "fo:font-size": f"{style.size}pt" if style.size else "",
        "fo:color": style.colour,
        "fo:font-weight": "" if style.bold is None else "bold" if style.bold else "normal",
    }
    written = " ".join(f'{name}="{value}"' for name, value in given.items() if value)
    return f"<style:text-properties {written}/>" if written else ""


def _pages() -> str:
    size = f'fo:page-width="{PAGE_WIDTH}mm" fo:page-height="{PAGE_HEIGHT}mm"'
    sides = f'fo:margin-left="{MARGIN_SIDE}mm" fo:margin-right="{MARGIN_SIDE}mm" style:print-orientation="portrait"'
    page = f'{size} {sides} fo:margin-top="{MARGIN_TOP - 3}mm" fo:margin-bottom="{MARGIN_BOTTOM - 8}mm"'
    cover = f'{size} {sides} fo:margin-top="{MARGIN_TOP}mm" fo:margin-bottom="{MARGIN_BOTTOM}mm"'
    ends = "".join(
        f'<style:{end}-style><style:header-footer-properties fo:min-height="8mm" {gap}/></style:{end}-style>'
        for end, gap in (("header", 'fo:margin-bottom="6mm"'), ("footer", 'fo:margin-top="5mm"'))
    )
    return (
        f'<style:page-layout style:name="TramePage"><style:page-layout-properties {page}/>{ends}</style:page-layout>'
        f'<style:page-layout style:name="TrameCover"><style:page-layout-properties {cover}/></style:page-layout>'
    )


def _masters(document: Document) -> str:
    """The running page, and the cover, which has neither head nor folio and is followed by it."""
    left = escape(document.running_title)
    chapter = '<text:chapter text:display="name" text:outline-level="1"/>'
    head = f'<style:header><text:p text:style-name="Header">{left}<text:tab/>{chapter}</text:p></style:header>'
    number = '<text:page-number text:select-page="current">1</text:page-number>'
    foot = f'<style:footer><text:p text:style-name="Footer">Trame<text:tab/>{number}</text:p></style:footer>'
    cover = (
        '<style:master-page style:name="Cover" style:page-layout-name="TrameCover" style:next-style-name="Standard"/>'
    )
    running = (
        f'<style:master-page style:name="Standard" style:page-layout-name="TramePage">{head}{foot}</style:master-page>'
    )
    return running + cover


_OTHERS = (
    '<style:style style:name="Strong_20_Emphasis" style:display-name="Strong Emphasis" style:family="text">'
    '<style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="Emphasis" style:family="text">'
    '<style:text-properties fo:font-style="italic"/></style:style>'
    '<style:style style:name="Internet_20_link" style:display-name="Internet link" style:family="text">'
    '<style:text-properties style:text-underline-style="solid" style:text-underline-width="auto" '
    f'style:text-underline-color="{palette.THREAD}"/></style:style>'
    '<style:style style:name="Definition" style:family="text"/>'
    '<style:style style:name="Index_20_Link" style:display-name="Index Link" style:family="text">'
    '<style:text-properties style:text-underline-style="none"/></style:style>'
)
