"""Figures → Book: a sheet per section of the page, for Excel and LibreOffice."""

from __future__ import annotations

from collections.abc import Iterable

from trame.ui.sheets.book import Book, BookCell, Column, Drawing, Form, Grid, Sheet

from .definitions import definitions
from .findings import alternative, of_base, titled
from .gathered import MASKED, Block, Gathered, Line, Part, Total

MOST_BARS = 30  # drawn in a native chart; the table keeps every row
READING = (
    "« Non renseigné » est une ligne à part, jamais répartie. Les parts sont des nombres exacts, montrés avec une "
    "décimale."
)
NUMBER, LABEL, LONGEST = 19, 30, 64  # widths: of a number, of a column of labels at least and at most


def book_of(gathered: Gathered) -> Book:
    """Résumé, one sheet per section, every total, the definitions."""
    sections = [_section(part, gathered) for part in gathered.parts]
    return Book(
        title=f"Statistiques de {gathered.organisation}, {gathered.period}",
        subject="Chiffres de médiation numérique",
        organisation=gathered.organisation,
        made_on=gathered.made_on,
        sheets=(_summary(gathered), *sections, _totals(gathered), _definitions(gathered)),
    )


def _summary(gathered: Gathered) -> Sheet:
    about: list[tuple[str, BookCell]] = [
        ("Structure", gathered.organisation),
        ("Du", gathered.start),
        ("Au", gathered.end),
        *gathered.filters,
        ("Chiffres arrêtés au", gathered.made_on),
        ("Source", f"Trame, saisies de {gathered.organisation}"),
        *(("À savoir", note) for note in gathered.notes),
        ("Lecture", READING),
    ]
    grid = _grid_of_totals("Les grands chiffres", gathered.headlines, gathered)
    grids = (grid,) if gathered.headlines else ()
    return Sheet(name="Résumé", title="Statistiques", subtitle=gathered.subtitle, about=tuple(about), grids=grids)


def _section(part: Part, gathered: Gathered) -> Sheet:
    grids = [_grid(block) for block in part.blocks]
    if part.totals:
        grids.insert(0, _grid_of_totals("En tout", part.totals, gathered))
    return Sheet(name=part.title, title=part.title, subtitle=gathered.subtitle, grids=tuple(grids))


def _totals(gathered: Gathered) -> Sheet:
    grid = _grid_of_totals("", gathered.totals, gathered)
    return Sheet(name="Totaux", title="Tous les totaux", subtitle=gathered.subtitle, grids=(grid,))


def _grid_of_totals(title: str, totals: tuple[Total, ...], gathered: Gathered) -> Grid:
    columns = [
        Column("Chiffre", width=_width(total.label for total in totals)),
        Column("Valeur", Form.NUMBER, NUMBER),
        Column("Unité", width=NUMBER),
        Column("Sur", Form.NUMBER, NUMBER),
        Column("Part", Form.SHARE, NUMBER),
    ]
    if gathered.compared:
        columns += [Column(gathered.compared, Form.NUMBER, NUMBER), Column("Évolution", Form.SHARE, NUMBER)]
    rows = [_total(total) for total in totals]
    # A column where no total has anything is left out.
    kept = [rank for rank in range(len(columns)) if rank < 3 or any(row[rank] is not None for row in rows)]
    columns = [columns[rank] for rank in kept]
    return Grid(title=title, columns=tuple(columns), rows=tuple(tuple(row[rank] for rank in kept) for row in rows))


def _width(labels: Iterable[str]) -> int:
    return min(max([LABEL, *(len(label) for label in labels)]), LONGEST)


def _total(total: Total) -> tuple[BookCell, ...]:
    """Time is in hours, as it is read; any other number in its own unit."""
    in_minutes = total.figure.unit == "minutes"
    if total.n is None:
        return (total.label, total.said, *[None] * 5)
    if total.mean is not None:
        return (total.label, total.mean, total.figure.unit, total.d, *[None] * 3)
    change = (total.n - total.before) / total.before if total.before else None
    before = _number(total.before, in_minutes)
    unit = "heures" if in_minutes else total.figure.unit
    return (total.label, _number(total.n, in_minutes), unit, total.d, total.share, before, change)


def _number(n: int | None, in_minutes: bool) -> BookCell:
    return n / 60 if in_minutes and n is not None else n


def _grid(block: Block) -> Grid:
    columns = _columns(block)
    rows = tuple(_row(line, block) for line in block.lines)
    sentences = tuple(sentence for sentence in (block.chart.sentence, block.chart.note) if sentence)
    return Grid(
        title=block.name,
        columns=columns,
        rows=rows,
        sentences=sentences,
        total=_sum(block),
        drawing=_drawing(block),
    )


def _columns(block: Block) -> tuple[Column, ...]:
    chart = block.chart
    columns = [Column(chart.heading, width=_width(line.label for line in block.lines))]
    columns.append(Column("Heures" if block.in_minutes else chart.now_label or chart.n_heading, Form.NUMBER, NUMBER))
    if chart.has_before:
        return (*columns, Column(chart.before_label, Form.NUMBER, NUMBER), Column("Écart", Form.NUMBER, NUMBER))
    if any(line.share is not None for line in block.lines):
        columns.append(Column(f"% {of_base(block.figure)}", Form.SHARE, NUMBER))
    if chart.second_share_heading:
        columns.append(Column(chart.second_share_heading, Form.SHARE, NUMBER))
    if chart.previous_label:
        columns.append(Column(chart.previous_label, Form.NUMBER, NUMBER))
        columns.append(Column(f"{chart.previous_label}, part", Form.SHARE, NUMBER))
    return tuple(columns)


def _row(line: Line, block: Block) -> tuple[BookCell, ...]:
    n: BookCell = MASKED if line.n is None else _number(line.n, block.in_minutes)
    if block.chart.has_before:
        if line.n is None or line.before is None:
            return (line.label, n, MASKED, None)
        return (line.label, n, line.before, line.n - line.before)
    cells: list[BookCell] = [line.label, n]
    if any(other.share is not None for other in block.lines):
        cells.append(line.share)
    if block.chart.second_share_heading:
        cells.append(line.second_share)
    if block.chart.previous_label:
        cells += [_number(line.previous, block.in_minutes), line.previous_share]
    return tuple(cells)


def _sum(block: Block) -> tuple[BookCell, ...]:
    if block.total is None:
        return ()
    line = Line(code="", label="Total", n=block.total, before=block.chart.total_before)
    return _row(line, block)


def _drawing(block: Block) -> Drawing | None:
    rows = min(len(block.told), MOST_BARS)
    if not any(line.n for line in block.lines):
        return None
    hatched = next((rank for rank, line in enumerate(block.lines[:rows]) if line.unknown), None)
    return Drawing(
        title=titled(block),
        alt=alternative(block),
        values=(1, 2) if block.chart.has_before else (1,),
        rows=rows,
        kind="columns" if block.is_calendar else "bars",
        hatched=hatched,
    )


def _definitions(gathered: Gathered) -> Sheet:
    columns = (
        Column("Code", width=30),
        Column("Chiffre", width=34),
        Column("Définition", width=80),
        Column("Unité", width=18),
        Column("Base", width=44),
        Column("Non renseigné", width=44),
        Column("Version", Form.NUMBER, 10),
        Column("Source", width=30),
        Column("À savoir", width=30),
    )
    rows = tuple(
        (found.code, found.label, found.definition, found.unit, found.base, found.unknown_rule, found.version,
         found.source, found.state)
        for found in definitions(gathered)
    )  # fmt: skip
    grid = Grid(title="", columns=columns, rows=rows)
    return Sheet(name="Définitions", title="Définitions", subtitle="Ce que chaque chiffre compte", grids=(grid,))
