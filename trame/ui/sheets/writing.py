"""CSV as French spreadsheets open it: UTF-8 with its mark, semicolons, decimal commas, and no cell that runs."""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.http import HttpResponse

# A text cell that begins so is run as a formula by spreadsheets; a leading apostrophe makes it text again.
RUNNING_SIGNS = ("=", "+", "-", "@", "\t", "\r")

CsvCell = str | int | float | Decimal | dt.date | None


def write_csv(rows: Iterable[Sequence[CsvCell]]) -> bytes:
    """The rows as a CSV file: numbers stay numbers (decimal comma), dates are ISO, None is empty, booleans oui/non."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows([_written(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def csv_response(filename: str, header: Sequence[str], rows: Iterable[Sequence[CsvCell]]) -> HttpResponse:
    """A download named `filename` (ASCII, with its extension) of a header line and rows."""
    response = HttpResponse(write_csv([header, *rows]), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response


def _written(cell: CsvCell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "oui" if cell else "non"
    if isinstance(cell, int | float | Decimal):
        return str(cell).replace(".", ",")
    if isinstance(cell, dt.date):
        return cell.isoformat()
    return f"'{cell}" if cell.startswith(RUNNING_SIGNS) else cell
