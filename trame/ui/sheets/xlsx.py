"""Book → XLSX: native Excel charts, real numbers, and no text that runs."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from trame.ui.documents import palette
from trame.ui.documents.characters import cleaned

from .book import MAX_TEXT, Book, BookCell, Column, Form, Grid, Look, Sheet, look_of, safe_names, widths_of
from .writing import RUNNING_SIGNS
from .xlsx_charts import FONT, chart_height, insert_chart

MIME_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NUMBER_FORMATS: dict[Look, str] = {
    "whole": "#,##0",
    "decimal": "#,##0.0",
    "share": '0.0"\u202f"%',  # « 33,3 % » where the decimal sign is a comma
    "date": "dd/mm/yyyy",
    "text": "General",
}
A4 = 9
HEAD = 3  # rows above the first grid: title, subtitle, one left blank
ROW_HEIGHT, TITLE_HEIGHT, HEAD_HEIGHT = 20, 30, 40  # px; two lines hold in a head


def to_xlsx(book: Book) -> bytes:
    """The file. Every text is written as text, whatever it begins with."""
    book = cleaned(book)
    written = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(written, options) as workbook:
        made_at = dt.datetime.combine(book.made_on, dt.time())
        about = {"title": book.title, "subject": book.subject, "author": book.organisation, "created": made_at}
        workbook.set_properties(about)
        pen = _Pen(workbook)
        for sheet, name in zip(book.sheets, safe_names(sheet.name for sheet in book.sheets), strict=True):
            pen.write(sheet, name)
    return _in_its_language(written.getvalue(), book.lang)


class _Pen:
    """Writes sheets in a workbook; each look is a format made once."""

    def __init__(self, workbook: xlsxwriter.Workbook) -> None:
        self.workbook = workbook
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}
        self._tables = 0

    def look(self, **properties: Any) -> Any:
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            usual = {"font_color": palette.INK, "valign": "top", "font_size": 10, "font_name": FONT}
            self._formats[key] = self.workbook.add_format(usual | properties)
        return self._formats[key]

    def write(self, sheet: Sheet, name: str) -> None:
        page = self.workbook.add_worksheet(name)
        page.hide_gridlines(2)
        page.set_row_pixels(0, TITLE_HEIGHT)
        page.write_string(0, 0, sheet.title, self.look(bold=True, font_size=16, font_color=palette.ACCENT))
        page.write_string(1, 0, sheet.subtitle, self.look(font_color=palette.INK_2))
        for index, width in enumerate(widths_of(sheet)):
            page.set_column(index, index, width)
        row = self._about(page, sheet, HEAD)
        beside = max((len(grid.columns) for grid in sheet.grids), default=1) + 1
        for grid in sheet.grids:
            row = self._grid(page, grid, row, beside)
        _set_up(page, sheet)

    def _about(self, page: Worksheet, sheet: Sheet, row: int) -> int:
        for term, value in sheet.about:
            self.cell(page, (row, 0), term, Column("", Form.TEXT), bold=True)
            self.cell(page, (row, 1), value, Column("", Form.DATE), align="left")
            row += 1
        return row + 1 if sheet.about else row

    def _grid(self, page: Worksheet, grid: Grid, row: int, beside: int) -> int:
        """Writes a grid at `row`, its chart from column `beside` on; the row of the next one."""
        start = row
        if grid.title:
            page.write_string(row, 0, grid.title, self.look(bold=True, font_size=13))
            row += 1
        for sentence in grid.sentences:
            page.write_string(row, 0, sentence, self.look(font_color=palette.INK_2, italic=True))
            row += 1
        self._table(page, grid, row)
        first, row = row + 1, row + 1 + len(grid.rows)
        if grid.total:
            for index, (value, column) in enumerate(zip(grid.total, grid.columns, strict=True)):
                self.cell(page, (row, index), value, column, bold=True, top=1)
            row += 1
        if grid.drawing:
            insert_chart(self.workbook, page, grid, at=(start, beside), first=first)
            row = max(row, start + -(-chart_height(grid.drawing) // ROW_HEIGHT))
        return row + 2

    def _table(self, page: Worksheet, grid: Grid, row: int) -> None:
        """A real table, which Excel names, sorts and extends; an empty one is a line of heads."""
        heads = [
            {"header": column.title, "header_format": self._head(rank, column)}
            for rank, column in enumerate(grid.columns)
        ]
        page.set_row_pixels(row, HEAD_HEIGHT)
        for index, head in enumerate(heads):
            page.write_string(row, index, str(head["header"]), head["header_format"])
        for rank, cells in enumerate(grid.rows, row + 1):
            for index, (value, column) in enumerate(zip(cells, grid.columns, strict=True)):
                self.cell(page, (rank, index), value, column, bottom=4, bottom_color=palette.RULE)
        if grid.rows:
            self._tables += 1
            options = {
                "name": f"Tableau{self._tables}",
                "style": None,
                "columns": heads,
                "autofilter": len(grid.rows) > 1,
            }
            page.add_table(row, 0, row + len(grid.rows), len(grid.columns) - 1, options)

    def _head(self, rank: int, column: Column) -> Any:
        line = {"bold": True, "bottom": 2, "bottom_color": palette.THREAD, "text_wrap": True, "valign": "vcenter"}
        indent = {"indent": 1} if rank and column.form is Form.TEXT else {}
        return self.look(**line, **indent, align=_side(column))

    def cell(self, page: Worksheet, at: tuple[int, int], value: BookCell, column: Column, **look: Any) -> None:
        indent = {"indent": 1} if at[1] and column.form is Form.TEXT else {}
        look = {"align": _side(column)} | indent | look
        if value is None:
            page.write_blank(*at, None, self.look(**look))
        elif isinstance(value, str):
            # The prefix keeps a text a text when the cell is edited, or copied to another file.
            runs = {"quote_prefix": True} if value.startswith(RUNNING_SIGNS) else {}
            wrap = {"text_wrap": True} if column.width > 40 else {}
            page.write_string(*at, value[:MAX_TEXT], self.look(**look, **runs, **wrap))
        else:
            shown = self.look(**look, num_format=NUMBER_FORMATS[look_of(value, column.form)])
            if isinstance(value, dt.date):
                page.write_datetime(*at, value, shown)
            else:
                page.write_number(*at, value, shown)


def _side(column: Column) -> str:
    return "left" if column.form in (Form.TEXT, Form.DATE) else "right"


def _set_up(page: Worksheet, sheet: Sheet) -> None:
    """Printed on A4, as wide as one page; the head stays in view."""
    page.set_paper(A4)
    page.set_landscape()
    page.set_margins(left=0.6, right=0.6, top=0.6, bottom=0.7)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0, 1)
    page.set_footer("&L&A&R&P / &N")
    page.freeze_panes(HEAD + 1 if sheet.is_one_table else 2, 0)


def _in_its_language(data: bytes, lang: str) -> bytes:
    """The language among the properties of the file, which the library does not write."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for item in source.infolist():
            part = source.read(item)
            if item.filename == "docProps/core.xml":
                end = b"</cp:coreProperties>"
                part = part.replace(end, f"<dc:language>{lang}</dc:language>".encode() + end)
            target.writestr(item, part)
    return made.getvalue()
