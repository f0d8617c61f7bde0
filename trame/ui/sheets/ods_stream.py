"""ODS written as it comes: one row of XML at a time into the archive, never a tree of the whole sheet.

The libraries that write this format either build the whole sheet first, or write each cell by itself, three times
slower than Excel's, with dates as programs say them and line breaks lost.
"""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import IO, TypeAlias
from xml.sax.saxutils import escape, quoteattr

from trame.ui.documents.characters import fit

Value: TypeAlias = str | int | dt.date | dt.datetime | None
# (name, widths of its columns in characters, rows: the first heads the others)
OdsSheet: TypeAlias = tuple[str, Sequence[int], Iterator[Sequence[Value]]]

MIME_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{address}:1.0"'
    for name, address in (
        ("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"), ("number", "datastyle"),
        ("fo", "xsl-fo-compatible"),
    )
)  # fmt: skip
_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
    f'<manifest:file-entry manifest:full-path="/" manifest:version="1.2" manifest:media-type="{MIME_TYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)
_DAY = (
    '<number:day number:style="long"/><number:text>/</number:text><number:month number:style="long"/>'
    '<number:text>/</number:text><number:year number:style="long"/>'
)
_CLOCK = (
    '<number:text> </number:text><number:hours number:style="long"/><number:text>:</number:text>'
    '<number:minutes number:style="long"/>'
)
_CELL_STYLE = '<style:style style:name="{}" style:family="table-cell" style:data-style-name="n-{}"/>'
_STYLES = (
    f'<number:date-style style:name="n-day">{_DAY}</number:date-style>'
    f'<number:date-style style:name="n-moment">{_DAY}{_CLOCK}</number:date-style>'
    f"{_CELL_STYLE.format('day', 'day')}{_CELL_STYLE.format('moment', 'moment')}"
    '<style:style style:name="heading" style:family="table-cell"><style:table-cell-properties fo:wrap-option="wrap"/>'
    '<style:text-properties fo:font-weight="bold"/></style:style>'
)
_WIDTH = (
    '<style:style style:name="w{0}" style:family="table-column"><style:table-column-properties '
    'style:column-width="{1:.1f}cm"/></style:style>'
)
_WIDTHS = range(4, 61)
_CENTIMETRES = 0.2  # of a character


def write_ods_sheets(sheets: Iterable[OdsSheet], out: IO[bytes]) -> None:
    """Write the file in `out`, which can be rewound; each sheet is asked for once the one before is written."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        # First and not compressed: this is how the format is recognised.
        archive.writestr(zipfile.ZipInfo("mimetype"), MIME_TYPE, zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
        with archive.open("content.xml", "w") as part, io.TextIOWrapper(part, encoding="utf-8") as content:
            content.writelines(_content(sheets))


def _content(sheets: Iterable[OdsSheet]) -> Iterator[str]:
    widths = "".join(_WIDTH.format(width, width * _CENTIMETRES) for width in _WIDTHS)
    yield f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_NAMES} office:version="1.2">'
    yield f"<office:automatic-styles>{_STYLES}{widths}</office:automatic-styles><office:body><office:spreadsheet>"
    for name, columns, rows in sheets:
        yield f"<table:table table:name={quoteattr(fit(name))}>"
        yield from (f'<table:table-column table:style-name="w{_within(width)}"/>' for width in columns)
        for rank, row in enumerate(rows):
            yield _row(row, "heading" if rank == 0 else "")
        yield "</table:table>"
    yield "</office:spreadsheet></office:body></office:document-content>"


def _within(width: int) -> int:
    return min(max(width, _WIDTHS[0]), _WIDTHS[-1])


def _row(row: Sequence[Value], look: str) -> str:
    return f"<table:table-row>{''.join(_cells(row, look))}</table:table-row>"


def _cells(row: Sequence[Value], look: str) -> Iterator[str]:
    for empty, cells in groupby(row, lambda cell: cell is None or cell == ""):
        if empty:
            yield f'<table:table-cell table:number-columns-repeated="{len(list(cells))}"/>'
        else:
            yield from (_cell(cell, look) for cell in cells)


def _cell(cell: Value, look: str) -> str:
    if isinstance(cell, str):
        style = f' table:style-name="{look}"' if look else ""
        lines = "".join(f"<text:p>{_spaced(escape(line))}</text:p>" for line in fit(cell).split("\n"))
        return f'<table:table-cell office:value-type="string"{style}>{lines}</table:table-cell>'
    if isinstance(cell, dt.date):
        style = "moment" if isinstance(cell, dt.datetime) else "day"
        return _typed("date", "date-value", cell.isoformat(), f' table:style-name="{style}"')
    return _typed("float", "value", str(cell), "")


def _typed(kind: str, attribute: str, value: str, style: str) -> str:
    said = f'office:value-type="{kind}" office:{attribute}="{value}"'
    return f"<table:table-cell {said}{style}><text:p>{value}</text:p></table:table-cell>"


def _spaced(text: str) -> str:
    """The format folds spaces side by side and at the ends of a line: they are said. A tab is one space here."""
    return _FOLDED.sub(lambda found: f'<text:s text:c="{len(found[0])}"/>', text.replace("\t", " "))


_FOLDED = re.compile("^ +| +$| {2,}")
