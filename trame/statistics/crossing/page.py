"""The page of two crossed dimensions: which are asked, and each cell in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from trame.people.readers import Reader
from trame.ui.charts import Chart, Row
from trame.ui.sheets.writing import CsvCell
from trame.ui.typography import number, percent, plural, typeset

from ..export import percentage
from ..filters import Filters
from .computing import UNKNOWN, Crossing, Line, cross
from .dimensions import COLUMNS, DIMENSIONS, Dimension

PANELS = "graphiques"
SHOWN = {"nombre": "Nombre", "lignes": "% de la ligne", "colonnes": "% de la colonne", PANELS: "Petits graphiques"}
FIRST_ROWS, FIRST_COLUMNS = "sujet", "age"
MAX_ROWS = 60  # on the screen; the file has them all
MAX_PANELS = 12
SHADES = 5
CSV_HEADER = (
    "lignes", "colonnes", "ligne", "code de ligne", "colonne", "code de colonne", "n", "total de la ligne",
    "total de la colonne", "% de la ligne", "% de la colonne", "accompagnements croisés", "accompagnements en tout",
)  # fmt: skip


@dataclass(frozen=True)
class Asked:
    rows: Dimension
    columns: Dimension
    shown: str = "nombre"


@dataclass(frozen=True)
class CellShown:
    """`text` is typeset; `shade`: 0 (nothing) to 5 (the most of the table), which the text says too."""

    text: str
    label: str
    shade: int


@dataclass(frozen=True)
class LineShown:
    label: str
    unknown: bool
    total: str
    cells: Sequence[CellShown]


@dataclass(frozen=True)
class CrossingPage:
    """`sentence` says what is counted, `finding` what stands out; `impossible`: why there is no table.

    `panels`: a small chart by row, when they are asked; the table follows.
    """

    asked: Asked
    crossing: Crossing | None = None
    lines: Sequence[LineShown] = ()
    sentence: str = ""
    finding: str = ""
    left_out: str = ""
    impossible: str = ""
    panels: Sequence[Chart] = ()

    @property
    def title(self) -> str:
        return f"{self.asked.rows.label} et {lowered(self.asked.columns.label)}"


def asked_from(rows: str, columns: str, shown: str) -> Asked | None:
    """None: a dimension that is not one, the same twice, or a way of showing that is none."""
    if rows not in DIMENSIONS or columns not in COLUMNS or rows == columns or shown not in SHOWN:
        return None
    return Asked(DIMENSIONS[rows], COLUMNS[columns], shown)


def build_crossing_page(filters: Filters, reader: Reader, asked: Asked) -> CrossingPage:
    """The table that `filters` and `asked` ask for, as `reader` may see it."""
    scope = filters.scope(reader)
    if scope.public and (asked.rows.of_people or asked.columns.of_people):
        return CrossingPage(asked, impossible=ALREADY_FILTERED)
    crossing = cross(scope, asked.rows, asked.columns, reader=reader)
    if not crossing.total:
        return CrossingPage(asked, crossing, sentence=_sentence(crossing))
    hidden = max(0, len(crossing.rows) - MAX_ROWS)
    return CrossingPage(
        asked,
        crossing,
        lines=list(_lines(crossing, asked.shown)),
        sentence=_sentence(crossing),
        finding=_finding(crossing),
        left_out=f"Les {hidden} lignes suivantes sont dans le fichier CSV." if hidden > 1 else "",
        panels=[_panel(crossing, row) for row in crossing.rows[:MAX_PANELS]] if asked.shown == PANELS else (),
    )


ALREADY_FILTERED = (
    "Les chiffres sont déjà ceux de personnes choisies par une de leurs caractéristiques : on ne sait pas croiser avec "
    "une autre sans savoir qui est qui. Retirez ce filtre, ou croisez deux autres dimensions."
)


def _lines(crossing: Crossing, shown: str) -> Iterator[LineShown]:
    most = max(crossing.cells.values(), default=0)
    for row in crossing.rows[:MAX_ROWS]:
        cells = [_cell(crossing, row, column, shown, most) for column in crossing.columns]
        total = number(row.n) if shown != "colonnes" else percent(row.n, crossing.total)
        yield LineShown(typeset(row.label), row.code == UNKNOWN, total, cells)


def _panel(crossing: Crossing, line: Line) -> Chart:
    cells = ((column, crossing.cells.get((line.code, column.code), 0)) for column in crossing.columns)
    rows = [
        Row(code=column.code, label=column.label, n=n, share=percent(n, line.n), unknown=column.code == UNKNOWN)
        for column, n in cells
    ]
    return Chart(code=f"petit-{line.code}", title=line.label, rows=rows, total=line.n)


def _cell(crossing: Crossing, row: Line, column: Line, shown: str, most: int) -> CellShown:
    n = crossing.cells.get((row.code, column.code), 0)
    if shown in ("nombre", PANELS):
        shade, text = n / most if most else 0, number(n)
    else:
        base = row.n if shown == "lignes" else column.n
        shade, text = n / base if base else 0, percent(n, base)
    return CellShown(text, typeset(column.label), min(SHADES, -int(-shade * SHADES // 1)))


def totals_of(page: CrossingPage) -> list[str]:
    """The last line: the columns' margins, in number or as shares of all that is crossed."""
    crossing = page.crossing
    if crossing is None:
        return []
    if page.asked.shown == "lignes":
        return [percent(column.n, crossing.total) for column in crossing.columns]
    return [number(column.n) for column in crossing.columns]


def _sentence(crossing: Crossing) -> str:
    counted = plural(crossing.total, "accompagnement")
    if crossing.only_known_pairs:
        sentence = (
            f"{number(crossing.total)} sur {number(crossing.of)} croisables : les accompagnements dont les deux "
            "réponses sont connues pour la même personne. Les autres ne sont pas dans ce tableau."
        )
    else:
        sentence = f"{counted} de la période, sans exception : ce qui n’est pas renseigné a sa ligne."
    for dimension, word in ((crossing.by_row, "lignes"), (crossing.by_column, "colonnes")):
        if dimension.several:
            sentence += f" Un accompagnement peut être dans plusieurs {word} : leur somme dépasse le total."
    return sentence


def _finding(crossing: Crossing) -> str:
    """The fullest cell whose two sides are known, in words."""
    known = {pair: n for pair, n in crossing.cells.items() if UNKNOWN not in pair}
    if not known:
        return ""
    row_code, column_code = max(known, key=lambda pair: known[pair])
    row = next(line for line in crossing.rows if line.code == row_code)
    column = next(line for line in crossing.columns if line.code == column_code)
    n = known[row_code, column_code]
    return (
        f"Case la plus remplie : « {row.label} » et « {column.label} », {plural(n, 'accompagnement')}, soit "
        f"{percent(n, row.n)} de la ligne et {percent(n, column.n)} de la colonne."
    )


def csv_lines(page: CrossingPage) -> Iterator[tuple[CsvCell, ...]]:
    """One line per cell, zero included, in the order of CSV_HEADER."""
    crossing = page.crossing
    if crossing is None:
        return
    for row in crossing.rows:
        for column in crossing.columns:
            n = crossing.cells.get((row.code, column.code), 0)
            yield (
                page.asked.rows.label, page.asked.columns.label, row.label, row.code, column.label, column.code, n,
                row.n, column.n, percentage(n, row.n), percentage(n, column.n), crossing.total, crossing.of,
            )  # fmt: skip


def lowered(label: str) -> str:
    return label[:1].lower() + label[1:]
