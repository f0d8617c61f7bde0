"""A masked table as lines: the total, then each row; a masked number is a word, never an empty cell nor a 0."""

from collections.abc import Iterator

from trame.ui.sheets.writing import CsvCell

from .page import MASKED_WORD, OutsidePage

HEADER = (
    "périmètre", "du", "au", "territoire", "indicateur", "libellé", "code", "modalité", "n", "d", "unité", "base",
    "version",
)  # fmt: skip


def lines(page: OutsidePage, name: str) -> Iterator[tuple[CsvCell, ...]]:
    """One line for the total, one per row of the breakdown, in the order of HEADER."""
    figure, span = page.figure, page.asked.span
    about = (name, span.start, span.end, page.territory_name, figure.code, figure.label)
    after = (figure.unit, figure.base, figure.indicator.version)
    total: CsvCell = MASKED_WORD if figure.masked else figure.d
    yield (*about, "", "Total", total, total, *after)
    for row in figure.rows:
        n: CsvCell = MASKED_WORD if row.masked else row.n
        yield (*about, row.code, row.label, n, total, *after)
