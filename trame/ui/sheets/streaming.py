"""Long tables written row by row, in the same memory whatever their length: CSV, XLSX and ODS.

A row is written, then forgotten: the rows may come from a generator that tells its progress, or that stops. No cell is
ever a formula: a text stays a text, whatever it begins with, and a CSV, which has no types, gets an apostrophe.
"""

import csv
import datetime as dt
import io
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import IO, Any

import xlsxwriter

from trame.ui.documents.characters import fit

from .ods_stream import write_ods_sheets
from .writing import RUNNING_SIGNS

# `datetime` is without zone: the time of a clock on the wall.
Value = str | int | dt.date | dt.datetime | None
Row = Sequence[Value]

MAX_SHEET_ROWS = 1_048_575  # of Excel and LibreOffice, the line of headings aside
MAX_TEXT = 32_767  # characters in a cell, for Excel
_RUNNING = (*RUNNING_SIGNS, "＝", "＋", "－", "＠")


@dataclass(frozen=True, kw_only=True)
class LongTable:
    """`name`: of its sheet. `widths`: of its columns, in characters. `rows` are read once, in order.

    `about`: the lines of a second sheet, « À propos », where the format has sheets.
    """

    name: str
    headings: Sequence[str]
    widths: Sequence[int]
    rows: Iterable[Row]
    about: Sequence[Row] = ()


Write = Callable[[LongTable, IO[bytes], Path], None]


@dataclass(frozen=True, kw_only=True)
class LongFormat:
    """`most`: rows beyond which a file of this format helps nobody. `write(table, out, folder)`: `out` is open for
    writing and can be rewound; `folder` is where a writer may keep its own passing files."""

    code: str
    label: str
    mime_type: str
    write: Write
    most: int


def runs(text: str) -> bool:
    """Whether a spreadsheet could take this text for a formula.

    >>> runs("=1+1"), runs(" @SUM(A1)"), runs("3 - 1")
    (True, True, False)
    """
    # Most texts begin with a letter: asked first, it makes a long table a tenth shorter to write.
    return not text[:1].isalnum() and (text.startswith(_RUNNING) or text.lstrip(" \n\u00a0").startswith(_RUNNING))


def write_csv_rows(table: LongTable, out: IO[bytes], folder: Path) -> None:
    """As French spreadsheets open it: UTF-8 with its mark, semicolons, ISO dates, no cell that runs."""
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="", write_through=True)
    try:
        writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
        writer.writerows([_plain(cell) for cell in row] for row in chain([table.headings], table.rows))
    finally:
        text.detach()


def _fit(text: str) -> str:
    return text if text.isprintable() else fit(text)


def _plain(cell: Value) -> str:
    if cell is None or cell == "":
        return ""
    if isinstance(cell, str):
        # Tested before the cleaning too: a tab or a carriage return makes a spreadsheet look at what follows.
        said = _fit(cell)
        return f"'{said}" if runs(cell) or runs(said) else said
    return cell.isoformat(" ", "minutes") if isinstance(cell, dt.datetime) else str(cell)


def write_xlsx_rows(table: LongTable, out: IO[bytes], folder: Path) -> None:
    """As many sheets as a spreadsheet needs, one after the other, then « À propos »."""
    with tempfile.TemporaryDirectory(dir=folder, prefix=".making-") as passing:
        workbook = xlsxwriter.Workbook(out, _OPTIONS | {"tmpdir": passing})
        try:
            looks = _looks(workbook)
            for name, rows in _by_sheet(table):
                _fill(workbook.add_worksheet(name), table, rows, looks)
            if table.about:
                sheet = workbook.add_worksheet("À propos")
                sheet.set_column(0, 2, 36)
                for rank, row in enumerate(table.about):
                    _write(sheet, rank, row, looks)
        except BaseException:
            for sheet in workbook.worksheets():  # closing the workbook would first write all of it
                sheet._opt_close()
            workbook.fileclosed = True
            raise
        workbook.close()


# Nothing is guessed from a text: neither a formula, nor a link, nor a number.
_OPTIONS: dict[str, Any] = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "use_zip64": True,
}


def _looks(workbook: Any) -> dict[str, Any]:
    """`quoted`: stays a text even when somebody opens the cell and validates it."""
    return {
        "heading": workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}),
        "day": workbook.add_format({"num_format": "dd/mm/yyyy"}),
        "moment": workbook.add_format({"num_format": "dd/mm/yyyy hh:mm"}),
        "quoted": workbook.add_format({"quote_prefix": True}),
    }


def _fill(sheet: Any, table: LongTable, rows: Iterator[Row], looks: dict[str, Any]) -> None:
    for column, width in enumerate(table.widths):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.repeat_rows(0)
    sheet.set_row(0, 32)
    for column, heading in enumerate(table.headings):
        sheet.write_string(0, column, heading, looks["heading"])
    last = 0
    for last, row in enumerate(rows, start=1):
        _write(sheet, last, row, looks)
    sheet.autofilter(0, 0, last, len(table.headings) - 1)


def _write(sheet: Any, rank: int, row: Row, looks: dict[str, Any]) -> None:
    for column, cell in enumerate(row):
        if cell is None or cell == "":
            continue
        if isinstance(cell, str):
            text = _fit(cell)[:MAX_TEXT]
            sheet.write_string(rank, column, text, looks["quoted"] if runs(cell) or runs(text) else None)
        elif isinstance(cell, dt.datetime):
            sheet.write_datetime(rank, column, cell, looks["moment"])
        elif isinstance(cell, dt.date):
            sheet.write_datetime(rank, column, dt.datetime.combine(cell, dt.time()), looks["day"])
        else:
            sheet.write_number(rank, column, cell)


def write_ods_rows(table: LongTable, out: IO[bytes], folder: Path) -> None:
    """The same sheets for LibreOffice."""
    headed = ((name, table.widths, chain([table.headings], rows)) for name, rows in _by_sheet(table))
    about = [("À propos", (36, 36, 36), iter(table.about))] if table.about else []
    write_ods_sheets(chain(headed, about), out)


def _by_sheet(table: LongTable) -> Iterator[tuple[str, Iterator[Row]]]:
    """(name, rows) of each sheet: « Activités », then « Activités (2) » when there are more rows than a sheet holds."""
    rows = iter(table.rows)
    rank = 1
    following: list[Row] = []
    while rank == 1 or following:
        name = table.name if rank == 1 else f"{table.name} ({rank})"
        yield name, islice(chain(following, rows), MAX_SHEET_ROWS)
        following, rank = list(islice(rows, 1)), rank + 1


_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONG_FORMATS: dict[str, LongFormat] = {
    made.code: made
    for made in (
        LongFormat(code="xlsx", label="Excel (XLSX)", mime_type=_SPREADSHEET, write=write_xlsx_rows, most=2_000_000),
        LongFormat(
            code="ods",
            label="LibreOffice (ODS)",
            mime_type="application/vnd.oasis.opendocument.spreadsheet",
            write=write_ods_rows,
            most=500_000,
        ),
        LongFormat(code="csv", label="CSV", mime_type="text/csv; charset=utf-8", write=write_csv_rows, most=50_000_000),
    )
}
