"""The reference DOCX: pandoc's own, with our styles, page, running head and folio put in by code."""

from __future__ import annotations

import io
import re
import zipfile
from xml.sax.saxutils import escape, quoteattr

from . import palette
from .fonts import FAMILY
from .model import Document
from .styles import (
    FALLBACK,
    MARGIN_BOTTOM,
    MARGIN_SIDE,
    MARGIN_TOP,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    STYLES,
    TEXT_WIDTH,
    Style,
)

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_PARTS = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def twips(millimetres: float) -> int:
    return round(millimetres * 1440 / 25.4)


def reference(base: bytes, document: Document, language: str) -> bytes:
    """`base` (pandoc's reference.docx) restyled for `document`."""
    parts = {
        "word/styles.xml": _styles(language),
        "word/document.xml": _body(document),
        "word/header1.xml": _running("hdr", "header", document.running_title, _field("STYLEREF 1")),
        "word/footer1.xml": _running("ftr", "footer", "Trame", _field("PAGE")),
        "word/fontTable.xml": _fonts(),
    }
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(base)) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name not in parts:
                target.writestr(name, _amended(name, source.read(name).decode(), language))
        for name, content in parts.items():
            target.writestr(name, content)
    return made.getvalue()


def _amended(name: str, content: str, language: str) -> str:
    if name == "word/settings.xml":
        return content.replace('themeFontLang w:val="en-US"', f'themeFontLang w:val="{language}"')
    if name == "[Content_Types].xml":
        added = "".join(
            f'<Override PartName="/word/{part}1.xml" ContentType="{_PARTS}{part}+xml"/>'
            for part in ("header", "footer")
        )
        return content.replace("</Types>", f"{added}</Types>")
    if name == "word/_rels/document.xml.rels":
        added = "".join(
            f'<Relationship Id="rIdTrame{part}" Type="{_LINKS}{part}" Target="{part}1.xml"/>'
            for part in ("header", "footer")
        )
        return content.replace("</Relationships>", f"{added}</Relationships>")
    return content


def finished(content: str, alternatives: list[str]) -> str:
    """What pandoc leaves to mend in the text it wrote; the alternative texts are already there."""
    # The alternative text is on docPr; here pandoc repeats the whole picture.
    content = re.sub(r'<pic:cNvPr descr="data:[^"]*"', '<pic:cNvPr descr=""', content)
    # Without distances LibreOffice moves the picture off the margin.
    content = content.replace("<wp:inline>", '<wp:inline distT="0" distB="0" distL="0" distR="0">')
    # The first column names the row.
    plain = r'(<w:tblStyle w:val="Table" />.*?w:firstColumn=)"0"(.*?)w:val="0020"'
    return re.sub(plain, r'\1"1"\2w:val="00A0"', content)


def _body(document: Document) -> str:
    size = f'<w:pgSz w:w="{twips(PAGE_WIDTH)}" w:h="{twips(PAGE_HEIGHT)}"/>'
    margins = (
        f'<w:pgMar w:top="{twips(MARGIN_TOP + 10)}" w:bottom="{twips(MARGIN_BOTTOM + 4)}" '
        f'w:left="{twips(MARGIN_SIDE)}" w:right="{twips(MARGIN_SIDE)}" '
        f'w:header="{twips(MARGIN_TOP - 3)}" w:footer="{twips(MARGIN_BOTTOM - 8)}" w:gutter="0"/>'
    )
    links = "".join(f'<w:{part}Reference w:type="default" r:id="rIdTrame{part}"/>' for part in ("header", "footer"))
    bare = "<w:titlePg/>" if document.cover else ""  # the cover has neither running head nor folio
    section = f"<w:sectPr>{links}{size}{margins}{bare}</w:sectPr>"
    return f"{_HEAD}<w:document {_W} {_R}><w:body><w:p/>{section}</w:body></w:document>"


def _running(tag: str, style: str, left: str, right: str) -> str:
    text = f'<w:r><w:t xml:space="preserve">{escape(left)}</w:t></w:r><w:r><w:tab/></w:r>'
    paragraph = f'<w:p><w:pPr><w:pStyle w:val="{style.title()}"/></w:pPr>{text}{right}</w:p>'
    return f"{_HEAD}<w:{tag} {_W} {_R}>{paragraph}</w:{tag}>"


def _field(code: str) -> str:
    return f'<w:fldSimple w:instr=" {code} "><w:r><w:t></w:t></w:r></w:fldSimple>'


def _fonts() -> str:
    font = (
        f'<w:font w:name="{FAMILY}"><w:altName w:val="Arial"/>'
        '<w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font>'
    )
    return f"{_HEAD}<w:fonts {_W} {_R}>{font}</w:fonts>"


def _styles(language: str) -> str:
    font = f'<w:rFonts w:ascii="{FAMILY}" w:hAnsi="{FAMILY}" w:cs="{FALLBACK}" w:eastAsia="{FALLBACK}"/>'
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{font}<w:sz w:val="21"/><w:szCs w:val="21"/>'
        f'<w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
    )
    return f"{_HEAD}<w:styles {_W} {_R}>{defaults}{''.join(map(_paragraph, STYLES))}{_OTHERS}</w:styles>"


def _paragraph(style: Style) -> str:
    kind = ' w:default="1"' if style.name == "Normal" else ""
    base = "".join(word[:1].upper() + word[1:] for word in style.base.split(" "))
    based = f'<w:basedOn w:val="{base}"/>' if base else ""
    following = '<w:next w:val="BodyText"/>' if style.outline else ""
    return (
        f'<w:style w:type="paragraph"{kind} w:styleId="{style.id}"><w:name w:val={quoteattr(style.name)}/>{based}'
        f"{following}<w:qFormat/><w:pPr>{_layout(style)}</w:pPr><w:rPr>{_letters(style)}</w:rPr></w:style>"
    )


def _layout(style: Style) -> str:
    """Paragraph properties: the order of the elements is that of the schema."""
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="{width}" w:space="{space}" w:color="{colour.lstrip("#")}"/>'
        for side, colour, width, space in (
            ("top", style.top, 18 if style.thick else 4, 6),
            ("left", style.bar, 24, 10),
            ("bottom", style.bottom, 4, 4),
        )
        if colour
    )
    line = f' w:line="{round(style.line * 2.4)}" w:lineRule="auto"' if style.line else ""
    pieces = (
        "<w:keepNext/><w:keepLines/>" if style.keep else "",
        "<w:pageBreakBefore/>" if style.page else "",
        f"<w:pBdr>{edges}</w:pBdr>" if edges else "",
        f'<w:tabs><w:tab w:val="right" w:pos="{twips(TEXT_WIDTH)}"/></w:tabs>' if style.tab else "",
        f'<w:spacing w:before="{twips(style.before)}" w:after="{twips(style.after)}"{line}/>',
        f'<w:ind w:left="{twips(style.indent)}" w:right="{twips(style.gap)}"/>' if style.indent or style.gap else "",
        '<w:jc w:val="right"/>' if style.right else "",
        f'<w:outlineLvl w:val="{style.outline - 1}"/>' if style.outline else "",
    )
    return "".join(pieces)


def _letters(style: Style) -> str:
    weight = "" if style.bold is None else f'<w:b w:val="{int(style.bold)}"/>'
    colour = f'<w:color w:val="{style.colour.lstrip("#")}"/>' if style.colour else ""
    half = round(style.size * 2)
    return weight + colour + (f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>' if half else "")


def _table_style(name: str, *, ruled: bool) -> str:
    cells = "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in (("left", 0), ("right", 115)))
    line = f'w:val="single" w:space="0" w:color="{palette.RULE.lstrip("#")}"'
    inside = f'<w:tblBorders><w:bottom {line} w:sz="4"/><w:insideH {line} w:sz="4"/></w:tblBorders>' if ruled else ""
    head = f'<w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr>{_HEAD_LINE}</w:tcPr></w:tblStylePr>' if ruled else ""
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{name}"><w:name w:val="{name}"/><w:qFormat/>'
        f"<w:tblPr>{inside}<w:tblCellMar>{cells}</w:tblCellMar></w:tblPr>"
        f"{head}</w:style>"
    )


_HEAD_LINE = (
    f'<w:tcBorders><w:bottom w:val="single" w:sz="8" w:space="0" w:color="{palette.INK.lstrip("#")}"/></w:tcBorders>'
    '<w:vAlign w:val="bottom"/>'
)
_OTHERS = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/></w:style>'
    '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
    f'<w:rPr><w:u w:val="single" w:color="{palette.THREAD.lstrip("#")}"/></w:rPr></w:style>'
    + _table_style("Table", ruled=True)
    + _table_style("Headlines", ruled=False)
)
