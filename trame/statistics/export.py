"""The figures as lines of a table, each saying what it is a share of."""

from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal

from trame.ui.sheets.writing import CsvCell
from trame.ui.typography import joined

from .declared import Reading
from .figures import Figure, Row
from .filters import Filters

HEADER = (
    "structure", "du", "au", "lieux", "indicateur", "libellé", "code", "modalité", "n", "d", "part de la base (%)",
    "part des mentions (%)", "non renseigné", "unité", "base", "version", "moyenne", "à savoir",
)  # fmt: skip


def lines(figures: Mapping[str, Figure], filters: Filters) -> Iterator[tuple[CsvCell, ...]]:
    """One line per total and per row of a breakdown, in the order of HEADER."""
    about = (
        filters.whose,
        filters.period.start,
        filters.period.end,
        ", ".join(place.name for place in filters.chosen),
    )
    narrowed = [
        f"{axis.word} : {joined(filters.words_of(axis), 'ou')}" for axis in filters.active if axis.code != "place"
    ]
    for figure in figures.values():
        for row in figure.rows if figure.indicator.dimension else (Row("", "", figure.n),):
            yield (*about, *_cells(figure, row), _to_know(figure, narrowed))


def _to_know(figure: Figure, narrowed: list[str]) -> str:
    """The filters, but places, which have their column; then what this figure cannot say with them."""
    crossable = "" if figure.crossable is None else f"{figure.crossable} sur {figure.d} croisables"
    return " ; ".join(text for text in (*narrowed, crossable, figure.impossible) if text)


def _cells(figure: Figure, row: Row) -> tuple[CsvCell, ...]:
    mentions = percentage(row.n, figure.mentions) if figure.indicator.multiple and not row.unknown else None
    share = percentage(row.n, figure.d) if figure.indicator.is_part else None
    is_mean = figure.indicator.reading is Reading.MEAN and figure.d
    mean = (Decimal(figure.n) / figure.d).quantize(Decimal("0.01"), ROUND_HALF_UP) if is_mean else None
    return (
        figure.code, figure.label, row.code, row.label, row.n, figure.d, share, mentions, figure.unknown, figure.unit,
        figure.base, figure.indicator.version, mean,
    )  # fmt: skip


def percentage(n: int | None, d: int) -> Decimal | None:
    """To one decimal, half up; None when there is nothing to divide."""
    if n is None or not d:
        return None
    return (Decimal(n) * 100 / d).quantize(Decimal("0.1"), ROUND_HALF_UP)
