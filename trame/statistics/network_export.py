"""The totals of a network as lines of a table, each saying which months it adds up."""

from collections.abc import Iterator

from trame.ui.sheets.writing import CsvCell

from .network_filters import NetworkFilters
from .network_page import NetworkPage

NETWORK_HEADER = (
    "réseau", "du", "au", "indicateur", "libellé", "n", "d", "unité", "base", "mois comptés", "mois non montrés",
    "version",
)  # fmt: skip


def network_lines(page: NetworkPage, filters: NetworkFilters) -> Iterator[tuple[CsvCell, ...]]:
    """One line per total that may be told, in the order of NETWORK_HEADER."""
    about = (filters.network.name, filters.period.start, filters.period.end)
    for told in page.told.values():
        figure = told.figure
        yield (
            *about, figure.code, figure.label, figure.n, figure.d, figure.unit, figure.base, ", ".join(told.months),
            ", ".join(told.left_out), figure.indicator.version,
        )  # fmt: skip
