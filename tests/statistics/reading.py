"""Asking the engine for figures, as the tests do."""

import datetime as dt

from tests.cast import Cast
from trame.people.readers import Reader
from trame.statistics.engine import compute, scope_for
from trame.statistics.figures import Figure

YEAR = (dt.date(2025, 1, 1), dt.date(2025, 12, 31))


def figures(reader: Reader, start: dt.date = YEAR[0], end: dt.date = YEAR[1]) -> dict[str, Figure]:
    return compute(scope_for(reader, start=start, end=end), reader=reader)


def figure(cast: Cast, code: str, start: dt.date = YEAR[0], end: dt.date = YEAR[1]) -> Figure:
    """One figure of La Navette as Awa sees it, in 2025 unless said otherwise."""
    return compute(scope_for(cast.awa, start=start, end=end), [code], reader=cast.awa)[code]


def rows(found: Figure) -> dict[str, int]:
    return {row.code: row.n for row in found.rows}
