"""What a workbook is made of: sheets of grids, a grid and its chart. `xlsx.py` and `ods.py` write it out.

Knows no domain. Numbers are numbers, a share is a fraction of 1 that the file shows in percent.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum
from typing import Literal

from trame.ui.documents.characters import fit

BookCell = str | int | float | dt.date | None

MAX_NAME = 31  # characters of a sheet's name, for Excel
MAX_TEXT = 32_000  # characters of a cell, for Excel, some kept aside
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
# Excel keeps these for itself.
_TAKEN = {"history", "historique"}


class Form(Enum):
    """What a column holds, which says how its cells are shown and on which side."""

    TEXT = "text"
    NUMBER = "number"  # whole numbers, and decimal ones (a float) with one decimal
    SHARE = "share"
    DATE = "date"


Look = Literal["text", "whole", "decimal", "share", "date"]


def look_of(value: BookCell, form: Form) -> Look:
    """How one cell is shown."""
    if isinstance(value, dt.date):
        return "date"
    if value is None or isinstance(value, str) or form is Form.TEXT:
        return "text"
    if form is Form.SHARE:
        return "share"
    return "decimal" if isinstance(value, float) else "whole"


@dataclass(frozen=True)
class Column:
    """`width` in characters."""

    title: str
    form: Form = Form.TEXT
    width: int = 14


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """A native chart of the first `rows` rows of its grid; the labels are those of the first column.

    `values`: indexes of the columns drawn. `hatched`: the row of what is not stated. A row whose cell is a text is
    not drawn: the text is its label. `alt` states the finding.
    """

    title: str
    alt: str
    values: tuple[int, ...]
    rows: int
    kind: Literal["bars", "columns"] = "bars"
    hatched: int | None = None


@dataclass(frozen=True, kw_only=True)
class Grid:
    """A table with its title, the sentences above it (its base, its rule), and its chart."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[BookCell, ...], ...]
    sentences: tuple[str, ...] = ()
    total: tuple[BookCell, ...] = ()
    drawing: Drawing | None = None


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """`about`: lines of a term and what it is worth, above the grids."""

    name: str
    title: str
    subtitle: str = ""
    about: tuple[tuple[str, BookCell], ...] = ()
    grids: tuple[Grid, ...] = ()

    @property
    def is_one_table(self) -> bool:
        """One grid and nothing beside it: it can be sorted, filtered, and its head kept in view."""
        return len(self.grids) == 1 and not self.about and self.grids[0].drawing is None


@dataclass(frozen=True, kw_only=True)
class Book:
    title: str
    organisation: str
    subject: str = ""
    lang: str = "fr-FR"
    made_on: dt.date = field(default_factory=dt.date.today)
    sheets: tuple[Sheet, ...] = ()


def safe_names(names: Iterable[str]) -> list[str]:
    """Names that Excel and LibreOffice accept, each different whatever its capitals."""
    found: list[str] = []
    taken = set(_TAKEN)
    for name in names:
        plain = _FORBIDDEN.sub(" ", fit(name))
        plain = re.sub(r"\s+", " ", plain).strip("' ")[:MAX_NAME].strip("' ") or "Feuille"
        made, rank = plain, 2
        while made.casefold() in taken:
            ending = f" {rank}"
            made, rank = plain[: MAX_NAME - len(ending)] + ending, rank + 1
        taken.add(made.casefold())
        found.append(made)
    return found


def widths_of(sheet: Sheet) -> list[int]:
    """In characters: the widest of the columns that share a place."""
    widths = [[column.width for column in grid.columns] for grid in sheet.grids]
    if sheet.about:
        widths.append([26, 20])
    count = max((len(row) for row in widths), default=0)
    return [max(row[index] for row in widths if index < len(row)) for index in range(count)]
