"""One cell of La Coop's table → one value; whatever else it holds is a BadCell with its French sentence."""

import datetime as dt
import re
import uuid

from trame.ui.sheets import Cell

DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
RANK_OF = re.compile(r"(\d{1,5})\s*/\s*(\d{1,5})")


class BadCell(Exception):
    """The cell cannot be read; the text is a French sentence."""


def as_text(cell: Cell) -> str:
    """What a person reads in the cell: whole numbers without decimals, dates as 31/12/2025."""
    if isinstance(cell, bool):
        return "VRAI" if cell else "FAUX"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, dt.date):
        return f"{cell:%d/%m/%Y}"
    return str(cell).strip()


def as_line(cell: Cell) -> str:
    """The text on one line, spaces made single."""
    return " ".join(as_text(cell).split())


def as_date(cell: Cell) -> dt.date:
    """A date cell, or the text 31/12/2025 or 2025-12-31."""
    if isinstance(cell, dt.datetime):
        return cell.date()
    if isinstance(cell, dt.date):
        return cell
    try:
        if isinstance(cell, str):
            text = cell.strip()
            if match := DAY.fullmatch(text):
                return dt.date(int(match[3]), int(match[2]), int(match[1]))
            if ISO_DAY.fullmatch(text):
                return dt.date.fromisoformat(text)
    except ValueError:
        pass
    raise BadCell("Ce n’est pas une date : écrivez-la jour/mois/année, par exemple 31/12/2025.")


def as_minutes(cell: Cell) -> int:
    """A whole number of minutes; whether it is plausible is a rule of the record."""
    sentence = "Ce n’est pas une durée en minutes entières, par exemple 45."
    if isinstance(cell, str) and re.fullmatch(r"\d{1,6}", cell.strip()):
        return int(cell)
    if isinstance(cell, bool) or not isinstance(cell, int | float) or cell != cell // 1:
        raise BadCell(sentence)
    return int(cell)


def as_insee(cell: Cell) -> str:
    """Five characters, the zero that spreadsheets drop put back; "" when empty."""
    text = re.sub(r"\s", "", as_line(cell)).upper()
    return text.zfill(5) if text.isdecimal() else text


def as_uuid(cell: Cell) -> str:
    """The canonical form of an identifier."""
    try:
        return str(uuid.UUID(as_line(cell)))
    except ValueError:
        raise BadCell("Ce n’est pas un identifiant de CRA : il sert à ne rien importer deux fois.") from None


def as_rank(cell: Cell) -> tuple[int, int]:
    """(rank, number of participants): 1 → (1, 1), « 2/5 » → (2, 5)."""
    if isinstance(cell, dt.date):
        raise BadCell("Un tableur a changé ce « 1/5 » en date : exportez de nouveau, sans réenregistrer le fichier.")
    text = as_line(cell)
    if text == "1":
        return 1, 1
    match = RANK_OF.fullmatch(text)
    if not match or not 1 <= int(match[1]) <= int(match[2]):
        raise BadCell("Le nombre de participants s’écrit 1, ou « 2/5 » pour la deuxième personne de cinq.")
    return int(match[1]), int(match[2])
