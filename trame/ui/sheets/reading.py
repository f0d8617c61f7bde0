"""Reading the cells of a spreadsheet that was inspected first."""

import datetime as dt
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from .inspection import DAMAGED, PROTECTED, inspect
from .refusal import SheetRefused

# A number is a float even when whole; an empty cell is "".
Cell = str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta


@dataclass(frozen=True)
class Sheet:
    """`rows[0]` is the first row of the sheet, empty or not: the row a person sees as n is `rows[n - 1]`."""

    name: str
    rows: list[list[Cell]]


class Workbook:
    """An XLSX workbook. `unread`: (row, column), from 1 → the formula without result, or the error, read as ""."""

    def __init__(self, content: bytes) -> None:
        self.unread = inspect(content).unread
        self._content = content

    @cached_property
    def _book(self) -> CalamineWorkbook:
        return CalamineWorkbook.from_filelike(io.BytesIO(self._content))

    @cached_property
    def names(self) -> list[str]:
        """Names of the sheets, in order. Raises SheetRefused."""
        with _careful():
            return self._book.sheet_names

    def sheet(self, name: str) -> Sheet:
        """One sheet, whole: ranges and « tables » that the file declares are not trusted. KeyError, SheetRefused."""
        if name not in self.names:
            raise KeyError(name)
        with _careful():
            rows = self._book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        return Sheet(name, [[_clean(cell) for cell in row] for row in rows])


def read_workbook(content: bytes) -> Workbook:
    """Open the bytes of a file somebody sent. Raises SheetRefused with a French sentence when it is not readable."""
    workbook = Workbook(content)
    if not workbook.names:
        raise SheetRefused("Ce classeur ne contient aucune feuille.")
    return workbook


def _clean(cell: Cell) -> Cell:
    """Texts without control characters: PostgreSQL refuses NUL, and an XLSX can carry one as « _x0000_ »."""
    if not isinstance(cell, str) or cell.isprintable():
        return cell
    lines = cell.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in lines if sign >= " " or sign in "\n\t")


@contextmanager
def _careful() -> Iterator[None]:
    """Turns every failure of the reading library, its panics included, into a refusal."""
    try:
        yield
    except PasswordError as error:
        raise SheetRefused(PROTECTED) from error
    except (CalamineError, OSError, ValueError) as error:
        raise SheetRefused(DAMAGED) from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # a BaseException that the library does not export
            raise SheetRefused(DAMAGED) from error
        raise
