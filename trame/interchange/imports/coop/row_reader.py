"""Cells of one row → texts, codes and values, telling what is wrong on the way."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TypeVar

from trame.reference.nomenclatures import ACCOMPANIMENT_KINDS, Channel, Nomenclature
from trame.reference.search import search_key
from trame.ui.sheets import Cell

from .cells import BadCell, as_line, as_text
from .grouping import EMPTY, LITERAL, why_empty
from .mapping import COLUMNS, LABELS
from .reader import TableRow
from .remarks import Remarks

Value = TypeVar("Value")

# Without these, the record would say something else than what was done.
ESSENTIAL_LISTS: dict[str, Iterable[Nomenclature]] = {"kind": ACCOMPANIMENT_KINDS, "channel": tuple(Channel)}
UNKNOWN_WORD = "Ce mot n’est pas dans la liste de Trame : il est gardé avec l’activité, sans être compté."


@lru_cache(maxsize=1024)
def _code_of(field: str, word: str) -> str:
    """The same few words come back on every row."""
    return LABELS[field].get(search_key(word), "")


class RowReader:
    """Reads the rows of one CRA. `unmapped` fills with the words that no list knows: {title of the column: [word]}."""

    def __init__(self, remarks: Remarks) -> None:
        self.remarks = remarks
        self.unmapped: dict[str, list[str]] = {}

    def cell(self, row: TableRow, field: str) -> Cell:
        """The cell, "" when empty or absent; a formula without result, a spreadsheet's error, or an empty essential
        cell, is an error."""
        cell = row.cells.get(field, "")
        if field in row.unread:
            self.remarks.error(row.number, field, row.unread[field], why_empty(row, field))
        elif field in row.literal:
            self.remarks.warning(row.number, field, as_text(cell), LITERAL)
        elif COLUMNS[field].filled and as_text(cell) == "":
            self.remarks.error(row.number, field, "", EMPTY)
        return cell

    def value(self, row: TableRow, field: str, convert: Callable[[Cell], Value]) -> Value | None:
        """The converted cell; None when it is empty or, after telling so, wrong."""
        cell = self.cell(row, field)
        if as_text(cell) == "":
            return None
        try:
            return convert(cell)
        except BadCell as bad:
            self.remarks.error(row.number, field, cell, str(bad))
            return None

    def line(self, row: TableRow, field: str) -> str:
        return as_line(self.cell(row, field))

    def short(self, row: TableRow, field: str, length: int) -> str:
        return self.cut(row, field, self.line(row, field), length)

    def cut(self, row: TableRow, field: str, text: str, length: int) -> str:
        """The text, its end left aside, and told, beyond `length` signs: one long word does not stop a whole year."""
        if len(text) <= length:
            return text
        self.remarks.warning(row.number, field, text[:60], f"Ce texte dépasse {length} signes : la fin est laissée.")
        return text[: length - 1].rstrip() + "…"

    def lines(self, row: TableRow, field: str) -> tuple[str, ...]:
        """The lines of a cell that holds a list, without repeats."""
        texts = (" ".join(line.split()) for line in as_text(self.cell(row, field)).splitlines())
        return tuple(dict.fromkeys(text for text in texts if text))

    def code(self, row: TableRow, field: str) -> str:
        """The code of a label; "" when empty or unknown."""
        word = self.line(row, field)
        return self._coded(row, field, word) if word else ""

    def codes(self, row: TableRow, field: str) -> tuple[str, ...]:
        return tuple(code for word in self.lines(row, field) if (code := self._coded(row, field, word)))

    def _coded(self, row: TableRow, field: str, word: str) -> str:
        code = _code_of(field, word)
        if not code and field in ESSENTIAL_LISTS:
            expected = ", ".join(f"« {member.label} »" for member in ESSENTIAL_LISTS[field])
            self.remarks.error(row.number, field, word, f"Ce mot n’est pas connu ; sont attendus : {expected}.")
        elif not code:
            self.keep_word(row, field, word)
        return code

    def keep_word(self, row: TableRow, field: str, word: str) -> None:
        """Keep a word that no list knows, and tell it."""
        words = self.unmapped.setdefault(COLUMNS[field].title, [])
        if word not in words:
            words.append(word)
        self.remarks.warning(row.number, field, word, UNKNOWN_WORD)
