"""Book → ODS: the same sheets for LibreOffice, numbers as numbers; its charts are in the XLSX."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

from odfdo import Cell, Document, Element, Row, Table
from odfdo import Column as OdfColumn

from trame.ui.documents import palette
from trame.ui.documents.characters import cleaned

from .book import MAX_TEXT, Book, BookCell, Column, Form, Grid, Look, Sheet, look_of, safe_names, widths_of

MIME_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
WIDTH_OF_CHARACTER = 0.2  # cm
_FRENCH = 'number:language="fr" number:country="FR"'
_DAY = (
    '<number:day number:style="long"/><number:text>/</number:text><number:month number:style="long"/>'
    '<number:text>/</number:text><number:year number:style="long"/>'
)
DATA_STYLES: dict[Look, str] = {
    "whole": (
        f'<number:number-style style:name="n-whole" {_FRENCH}>'
        '<number:number number:decimal-places="0" number:min-integer-digits="1" number:grouping="true"/>'
        "</number:number-style>"
    ),
    "decimal": (
        f'<number:number-style style:name="n-decimal" {_FRENCH}><number:number number:decimal-places="1" '
        'number:min-decimal-places="1" number:min-integer-digits="1" number:grouping="true"/></number:number-style>'
    ),
    "share": (
        f'<number:percentage-style style:name="n-share" {_FRENCH}><number:number number:decimal-places="1" '
        'number:min-decimal-places="1" number:min-integer-digits="1"/><number:text>\u202f%</number:text>'
        "</number:percentage-style>"
    ),
    "date": f'<number:date-style style:name="n-date" {_FRENCH}>{_DAY}</number:date-style>',
}
_LOOKS = {
    "plain": "",
    "title": f'fo:font-weight="bold" fo:font-size="16pt" fo:color="{palette.ACCENT}"',
    "grid": 'fo:font-weight="bold" fo:font-size="13pt"',
    "soft": f'fo:color="{palette.INK_2}" fo:font-style="italic"',
    "strong": 'fo:font-weight="bold"',
}
_LINES = {
    "head": f'fo:border-bottom="1.5pt solid {palette.THREAD}" fo:wrap-option="wrap"',
    "row": f'fo:border-bottom="0.5pt solid {palette.RULE}"',
    "total": f'fo:border-top="0.75pt solid {palette.INK}"',
}


def to_ods(book: Book) -> bytes:
    """The file, in French, one table per sheet of the book."""
    book = cleaned(book)
    document = Document("spreadsheet")
    document.body.clear()
    document.language = book.lang
    meta = document.meta
    meta.title, meta.subject, meta.initial_creator, meta.language = (
        book.title, book.subject, book.organisation, book.lang,
    )  # fmt: skip
    meta.creation_date = dt.datetime.combine(book.made_on, dt.time())
    styles: Any = document.content.get_element("//office:automatic-styles")
    for xml in _styles(book):
        styles.append(Element.from_tag(xml))
    for sheet, name in zip(book.sheets, safe_names(sheet.name for sheet in book.sheets), strict=True):
        document.body.append(_table(sheet, name))
    _set_up(document)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _styles(book: Book) -> list[str]:
    """Every look that a cell may have, and one style per width of column."""
    cells = [
        f'<style:style style:name="{look}-{shown}-{side}-{line}" style:family="table-cell"{_data(shown)}>'
        f'<style:table-cell-properties style:vertical-align="top" {_LINES.get(line, "")}/>'
        f'<style:paragraph-properties fo:text-align="{side}"/>'
        f"<style:text-properties {_colour(look)} {_LOOKS[look]}/></style:style>"
        for look in _LOOKS
        for shown in ("text", *DATA_STYLES)
        for side in ("start", "end")
        for line in ("none", *_LINES)
    ]
    widths = {width for sheet in book.sheets for width in widths_of(sheet)}
    columns = [
        f'<style:style style:name="w{width}" style:family="table-column"><style:table-column-properties '
        f'style:column-width="{width * WIDTH_OF_CHARACTER:.2f}cm"/></style:style>'
        for width in sorted(widths)
    ]
    return [*DATA_STYLES.values(), *cells, *columns]


def _data(shown: str) -> str:
    return f' style:data-style-name="n-{shown}"' if shown in DATA_STYLES else ""


def _colour(look: str) -> str:
    return "" if "fo:color" in _LOOKS[look] else f'fo:color="{palette.INK}"'


def _table(sheet: Sheet, name: str) -> Table:
    table = Table(name)
    for width in widths_of(sheet):
        table.append(OdfColumn(style=f"w{width}"))
    lines = [_line([sheet.title], "title"), _line([sheet.subtitle], "soft"), Row()]
    for term, value in sheet.about:
        row = _line([term], "strong")
        row.append_cell(_cell(value, Form.TEXT, "plain", "none"), clone=False)
        lines.append(row)
    for grid in sheet.grids:
        lines += [Row(), *_grid(grid)]
    for line in lines:
        table.append_row(line, clone=False)
    return table


def _grid(grid: Grid) -> list[Row]:
    lines = [_line([grid.title], "grid")] if grid.title else []
    lines += [_line([sentence], "soft") for sentence in grid.sentences]
    head = Row()
    for column in grid.columns:
        head.append_cell(_cell(column.title, column.form, "strong", "head"), clone=False)
    lines.append(head)
    lines += [_cells(cells, grid.columns, "plain", "row") for cells in grid.rows]
    if grid.total:
        lines.append(_cells(grid.total, grid.columns, "strong", "total"))
    return lines


def _cells(cells: tuple[BookCell, ...], columns: tuple[Column, ...], look: str, line: str) -> Row:
    row = Row()
    for value, column in zip(cells, columns, strict=True):
        row.append_cell(_cell(value, column.form, look, line), clone=False)
    return row


def _line(texts: list[str], look: str) -> Row:
    row = Row()
    for text in texts:
        row.append_cell(_cell(text, Form.TEXT, look, "none"), clone=False)
    return row


def _cell(value: BookCell, form: Form, look: str, line: str) -> Cell:
    """A text is never a formula here: what a cell computes is an attribute that nothing writes."""
    side = "start" if form in (Form.TEXT, Form.DATE) else "end"
    shown = look_of(value, form)
    style = f"{look}-{shown}-{side}-{line}"
    if value is None or value == "":
        return Cell(style=style)
    if isinstance(value, str):
        return Cell(value[:MAX_TEXT], style=style, cell_type="string")
    return Cell(value, style=style, cell_type="percentage") if shown == "share" else Cell(value, style=style)


def _set_up(document: Document) -> None:
    """Printed on A4, as wide as one page."""
    size = {"fo:page-width": "29.7cm", "fo:page-height": "21cm", "style:print-orientation": "landscape"}
    fit = {"style:scale-to-X": "1", "style:scale-to-Y": "0"}
    for layout in document.styles.get_elements("//style:page-layout/style:page-layout-properties"):
        for name, value in (size | fit).items():
            layout.set_attribute(name, value)
