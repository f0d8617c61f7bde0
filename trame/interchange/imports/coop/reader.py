"""From the bytes of La Coop's workbook to the rows of its table."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from trame.reference.search import search_key
from trame.ui.sheets import Cell, Sheet, SheetRefused, Workbook, read_workbook

from .mapping import COLUMNS, EXPORT_OWN, OTHER_WORKBOOKS, SHEET, TEAM_ONLY_COLUMN, TEAM_REFUSAL

MAX_ROWS = 20_000
# The head grows with the filters of the export: far from this in practice.
HEADER_WITHIN = 100
# What a person types: « =Numérique & Co » is the name of a place before it is a formula.
FREE_TEXTS = {"person", "place_name", "place_address", "title", "tags", "procedure_name", "notes"}
# A line with fewer of our titles is not the header, only a line that has some of the same words.
LIKELY_TITLES = 5

_FIELD_OF_TITLE = {search_key(column.title): name for name, column in COLUMNS.items()}


@dataclass(frozen=True)
class TableRow:
    """One line of the table: its number in the sheet, its cells by field ("" when empty).

    `unread`: field → what stands in a cell without a value, a formula or an error. `literal`: fields of free text
    whose text begins with « = » and was taken for a formula by the program that saved the file.
    """

    number: int
    cells: dict[str, Cell]
    unread: Mapping[str, str] = field(default_factory=dict)
    literal: frozenset[str] = frozenset()


@dataclass
class Table:
    """The rows, and what the head of the sheet says: who exported, when, which period, how many rows (`total`)."""

    rows: list[TableRow]
    head: dict[str, str] = field(default_factory=dict)
    total: int | None = None
    unknown_columns: list[str] = field(default_factory=list)


def read_table(content: bytes) -> Table:
    """The table of a mediator's own « Activités » export. Raises SheetRefused, saying which file this is instead."""
    workbook = read_workbook(content)
    sheet = _activity_sheet(workbook)
    header = _header_index(sheet)
    fields, unknown = _fields(sheet.rows[header])
    rows = list(_rows(sheet, header, fields, workbook.unread))
    if len(rows) > MAX_ROWS:
        raise SheetRefused(
            f"Ce fichier contient {len(rows)} lignes, et Trame en importe 20 000 à la fois : "
            "exportez une période plus courte."
        )
    head = _head(sheet.rows[:header])
    total = head.get("total")
    return Table(rows, {k: _text(v) for k, v in head.items()}, _whole(total), unknown)


def _activity_sheet(workbook: Workbook) -> Sheet:
    by_key = {search_key(name): name for name in reversed(workbook.names)}
    if (name := by_key.get(search_key(SHEET))) is not None:
        return workbook.sheet(name)
    for title, what in OTHER_WORKBOOKS.items():
        if search_key(title) in by_key:
            raise SheetRefused(f"Ce fichier de La Coop est {what}. {EXPORT_OWN}")
    names = ", ".join(f"« {name} »" for name in workbook.names[:5])
    raise SheetRefused(f"Ce classeur n’a pas de feuille « {SHEET} » (il contient {names}). {EXPORT_OWN}")


def _header_index(sheet: Sheet) -> int:
    """The line with the most of our titles; where it is depends on the filters of the export."""
    best, most = -1, LIKELY_TITLES - 1
    for index, row in enumerate(sheet.rows[:HEADER_WITHIN]):
        found = len({search_key(cell) for cell in row if isinstance(cell, str)} & _FIELD_OF_TITLE.keys())
        if found > most:
            best, most = index, found
    if best < 0:
        raise SheetRefused(
            "Le tableau des activités est introuvable : aucune ligne ne porte les titres « Date » … « ID CRA ». "
            "Choisissez le fichier tel que La Coop l’a produit."
        )
    return best


def _fields(titles: list[Cell]) -> tuple[dict[str, int], list[str]]:
    """Field → index of its column, and the titles that mean nothing here. Raises SheetRefused naming the missing."""
    keys = [search_key(title) if isinstance(title, str) else "" for title in titles]
    if search_key(TEAM_ONLY_COLUMN) in keys:
        raise SheetRefused(TEAM_REFUSAL)
    fields: dict[str, int] = {}
    unknown: list[str] = []
    for index, key in enumerate(keys):
        name = _FIELD_OF_TITLE.get(key)
        if name and name not in fields:
            fields[name] = index
        elif key:
            unknown.append(str(titles[index]))
    missing = [f"« {column.title} »" for name, column in COLUMNS.items() if column.needed and name not in fields]
    if missing:
        word = "la colonne" if len(missing) == 1 else "les colonnes"
        raise SheetRefused(f"Il manque {word} {', '.join(missing)}. Choisissez le fichier tel que La Coop l’a produit.")
    return fields, unknown


def _rows(sheet: Sheet, header: int, fields: dict[str, int], unread: Mapping[tuple[int, int], str]) -> list[TableRow]:
    rows = []
    for number, cells in enumerate(sheet.rows[header + 1 :], start=header + 2):
        by_field = {name: cells[index] for name, index in fields.items()}
        standing = {
            name: unread[number, index + 1].strip()
            for name, index in fields.items()
            if cells[index] == "" and (number, index + 1) in unread
        }
        literal = frozenset(name for name in FREE_TEXTS & standing.keys() if standing[name].startswith("="))
        by_field |= {name: standing.pop(name) for name in literal}
        if standing or any(not _is_blank(cell) for cell in [*cells, *by_field.values()]):
            rows.append(TableRow(number, by_field, standing, literal))
    return rows


def _is_blank(cell: Cell | None) -> bool:
    """Empty, or holding only spaces of any width."""
    return cell is None or (isinstance(cell, str) and not cell.strip(" \t\n\r\u00a0\u202f\u200b\ufeff"))


def _head(rows: list[list[Cell]]) -> dict[str, Cell]:
    """Label → value of the lines above the table; of a label met twice (« Rôle »), the first."""
    head: dict[str, Cell] = {}
    for row in rows:
        if len(row) > 1 and isinstance(row[0], str) and row[0]:
            head.setdefault(search_key(row[0]), row[1])
    return head


def _whole(cell: Cell | None) -> int | None:
    return int(cell) if isinstance(cell, int | float) and not isinstance(cell, bool) and cell == cell // 1 else None


def _text(cell: Cell) -> str:
    return " ".join(str(cell).split())
