"""Rows of one « ID CRA » → one group: repeats dropped, disagreements told, participants counted."""

from collections.abc import Iterable
from dataclasses import dataclass

from .cells import BadCell, as_rank, as_text, as_uuid
from .mapping import COLUMNS
from .reader import TableRow
from .remarks import Remarks

EMPTY = "Cette case est vide, alors qu’elle est indispensable."
NO_RESULT = (
    "Cette case est une formule dont le résultat n’est pas dans le fichier : "
    "ouvrez-le dans Excel ou LibreOffice, enregistrez-le, puis recommencez."
)


ERROR_CELL = "Cette case contient une erreur de tableur, pas une valeur : corrigez-la, puis recommencez."
LITERAL = "Cette case commence par « = » : son texte est repris tel quel."


def why_empty(row: TableRow, field: str) -> str:
    """Why nothing can be read in this cell."""
    standing = row.unread.get(field)
    if standing is None:
        return EMPTY
    return NO_RESULT if standing.startswith("=") else ERROR_CELL


@dataclass(frozen=True)
class Group:
    """The rows of one CRA; `source_id` is empty when a row's identifier cannot be read: it then stands alone."""

    source_id: str
    rows: list[TableRow]

    @property
    def first(self) -> TableRow:
        return self.rows[0]


def grouped(rows: Iterable[TableRow], remarks: Remarks) -> list[Group]:
    """The groups in the order of their first row. La Coop may write a CRA twice: identical rows count once."""
    by_id: dict[str, list[TableRow]] = {}
    seen: dict[tuple[object, ...], int] = {}
    groups: list[Group] = []
    for row in rows:
        content = tuple(row.cells.values())
        source_id = _identifier(row, remarks)
        if source_id and content in seen:
            message = f"Cette ligne répète la ligne {seen[content]} : elle n’est comptée qu’une fois."
            remarks.warning(row.number, "source_id", row.cells["source_id"], message)
            continue
        seen[content] = row.number
        if not source_id or source_id not in by_id:
            groups.append(Group(source_id, []))
            by_id[source_id] = groups[-1].rows
        by_id[source_id].append(row)
    for group in groups:
        _check_agreement(group, remarks)
        _check_participants(group, remarks)
    return groups


def _identifier(row: TableRow, remarks: Remarks) -> str:
    cell = row.cells["source_id"]
    if as_text(cell) == "":
        remarks.error(row.number, "source_id", row.unread.get("source_id", ""), why_empty(row, "source_id"))
        return ""
    try:
        return as_uuid(cell)
    except BadCell as bad:
        remarks.error(row.number, "source_id", cell, str(bad))
        return ""


def _check_agreement(group: Group, remarks: Remarks) -> None:
    first = group.first
    for row in group.rows[1:]:
        for name, column in COLUMNS.items():
            if not column.shared or name not in row.cells:
                continue
            said, here = as_text(first.cells[name]), row.cells[name]
            if as_text(here) != said:
                message = (
                    f"Les lignes d’un même CRA disent la même chose, et la ligne {first.number} dit « {said[:60]} »."
                )
                remarks.error(row.number, name, here, message)


def _check_participants(group: Group, remarks: Remarks) -> None:
    """« i/n » on n rows, each i once. Without identifier the other rows cannot be known: only the form is checked."""
    totals: list[int] = []
    ranks: dict[int, int] = {}
    for row in group.rows:
        cell = row.cells["participants"]
        if as_text(cell) == "":
            standing = row.unread.get("participants", "")
            remarks.error(row.number, "participants", standing, why_empty(row, "participants"))
            continue
        try:
            rank, total = as_rank(cell)
        except BadCell as bad:
            remarks.error(row.number, "participants", cell, str(bad))
            continue
        totals.append(total)
        if rank in ranks:
            message = f"La ligne {ranks[rank]} est déjà la participation {rank} de ce CRA, avec un autre contenu."
            remarks.error(row.number, "participants", cell, message)
        ranks[rank] = row.number
    if group.source_id and len(totals) == len(group.rows) and set(totals) != {len(group.rows)}:
        _say_mismatch(group, totals, remarks)


def _say_mismatch(group: Group, totals: list[int], remarks: Remarks) -> None:
    announced = " ou ".join(str(total) for total in sorted(set(totals)))
    people = "participant" if announced == "1" else "participants"
    lines = "ligne" if len(group.rows) == 1 else "lignes"
    message = f"Ce CRA annonce {announced} {people}, et le fichier en contient {len(group.rows)} {lines}."
    remarks.error(group.first.number, "participants", group.first.cells["participants"], message)
