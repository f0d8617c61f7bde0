"""Small numbers in what is shared: 1 to 10 are written « moins de 11 », and no subtraction gives them back.

The frozen version keeps its figures: they are masked when a link shows it. compose.py and key_figures.py write every
number through the functions below, masked or not.
"""

from trame.ui.typography import MASK_BELOW, NBSP, NONE, hours, number, percent
from trame.ui.typography import masked as masked_number

from .snapshot import FigureData, RowData, Snapshot

FEWER, MORE = masked_number(1), f"{MASK_BELOW}{NBSP}ou plus"
# Totals of these say nothing of a person: one workshop, three activities, half an hour.
# A total that would tell a row which its table hides.
TOLD_BY = {"people_seen_again": "people_by_sessions"}
OPEN_UNITS = ("activités", "ateliers", "minutes", "demi-journées")


def masked(snapshot: Snapshot) -> Snapshot:
    """The same snapshot, without the numbers that could tell of somebody."""
    figures = {code: _masked(figure) for code, figure in snapshot["figures"].items()}
    for code, table in TOLD_BY.items():
        if code in figures and any(row.get("shown") for row in figures.get(table, figures[code])["rows"]):
            figures[code] = {**figures[code], "n": 0, "value": NONE}
    return {**snapshot, "figures": figures}


def is_masked(snapshot: Snapshot) -> bool:
    return any(figure.get("masked") for figure in snapshot["figures"].values())


def total_text(figure: FigureData) -> str:
    """« 1 284 », « 746 h 30 », « moins de 11 », « 1,7 séance par personne »."""
    if "value" in figure:
        return NONE if _tells_of_few(figure) else figure["value"]
    if figure["unit"] == "minutes":
        return hours(figure["n"])
    return masked_number(figure["n"]) if _is_small_total(figure) else number(figure["n"])


def total_share(figure: FigureData) -> str:
    return NONE if _is_small_total(figure) or _tells_of_few(figure) else percent(figure["n"], figure["d"])


def base_text(figure: FigureData) -> str:
    if figure["rows"] and figure["unit"] == "minutes":
        return hours(figure["d"])
    return masked_number(figure["d"]) if figure.get("masked") else number(figure["d"])


def row_text(row: RowData, figure: FigureData) -> str:
    return row.get("shown") or (hours(row["n"]) if figure["unit"] == "minutes" else number(row["n"]))


def row_share(row: RowData, figure: FigureData) -> str:
    return NONE if row.get("shown") else percent(row["n"], figure["d"])


def is_stated(row: RowData) -> bool:
    """Whether the row has anything to show: a number, or words in its place."""
    return bool(row["n"] or row.get("shown"))


def _is_small_total(figure: FigureData) -> bool:
    return bool(figure.get("masked")) and figure["unit"] not in OPEN_UNITS and 0 < figure["n"] < MASK_BELOW


def _tells_of_few(figure: FigureData) -> bool:
    """Whether a mean or a rate would let one find a small number of people: of n, of d, or of those left."""
    if not figure.get("masked") or "value" not in figure or figure["unit"].startswith(("minutes", "activités")):
        return False
    parts = [figure["n"], figure["d"]] + ([figure["d"] - figure["n"]] if figure["is_part"] else [])
    return any(0 < part < MASK_BELOW for part in parts)


def _masked(figure: FigureData) -> FigureData:
    hidden = _hidden(figure)
    rows = [_without_number(row) if index in hidden else row for index, row in enumerate(figure["rows"])]
    unsaid = any(row["unknown"] and row.get("shown") for row in rows) or 0 < figure["unknown"] < MASK_BELOW
    return {**figure, "rows": rows, "unknown": 0 if unsaid else figure["unknown"], "masked": True}


def _hidden(figure: FigureData) -> set[int]:
    """Indexes of the rows to hide: the small ones, and the next one when a lonely small row would be what is left."""
    if figure["unit"] == "minutes":  # time tells of nobody
        return set()
    counted = [(row["n"], index) for index, row in enumerate(figure["rows"]) if row["n"]]
    small = {index for n, index in counted if n < MASK_BELOW}
    others = sorted((n, index) for n, index in counted if n >= MASK_BELOW)
    if len(small) == 1 and others and not figure["multiple"]:
        small.add(others[0][1])
    return small


def _without_number(row: RowData) -> RowData:
    return {**row, "n": 0, "shown": FEWER if row["n"] < MASK_BELOW else MORE}
