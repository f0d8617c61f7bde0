"""Whatever is recorded and whatever is asked, the engine's figures are those counted one by one from the entries."""

import datetime as dt
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings

from tests.cast import Cast
from tests.statistics.oracle.counting import Asked, Counted, count
from tests.statistics.oracle.expected import UNKNOWN
from tests.statistics.oracle.worlds import NAVETTE, PERIODS, STRUCTURES, World, every_filter, worlds
from tests.statistics.oracle.writing import Town
from trame.statistics.engine import compute
from trame.statistics.figures import Figure
from trame.statistics.indicators import INDICATORS

QUICK = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
LONG = settings(QUICK, max_examples=300)
NOTHING = ((dt.date(2019, 1, 1), dt.date(2019, 12, 31)), [{}, {"public": ("gender", ("feminin",))}])


@pytest.fixture
def town(cast: Cast) -> Town:
    return Town(cast)


@QUICK
@example((), (NAVETTE,), *NOTHING)
@given(worlds(), STRUCTURES, PERIODS, every_filter())
def test_every_figure_of_every_filter_is_the_one_counted_by_hand(
    town: Town, world: World, structures: tuple[str, ...], period: Any, asked: list[dict[str, Any]]
) -> None:
    figures_are_those_counted(town, world, structures, period, asked)


@pytest.mark.deep
@LONG
@given(worlds(), STRUCTURES, PERIODS, every_filter())
def test_so_are_those_of_many_more_worlds(
    town: Town, world: World, structures: tuple[str, ...], period: Any, asked: list[dict[str, Any]]
) -> None:
    figures_are_those_counted(town, world, structures, period, asked)


def figures_are_those_counted(
    town: Town, world: World, structures: tuple[str, ...], period: Any, asked: list[dict[str, Any]]
) -> None:
    with transaction.atomic():
        town.write(world)
        for chosen in asked:
            found = compute(town.scope(structures, *period, chosen), reader=town.reader)
            compare(found, count(world, town.ids, Asked(structures, *period, chosen)), chosen)
        transaction.set_rollback(True)


def compare(found: dict[str, Figure], counted: Counted, chosen: dict[str, Any]) -> None:
    assert set(counted.figures | counted.coordination) == set(INDICATORS) == set(found), "count what is declared"
    of_accompaniments = set(chosen) - {"mediator_ids"}
    for code, expected in (counted.figures | counted.coordination).items():
        figure = found[code]
        base = counted.bases[figure.indicator.base.code]
        if (of_accompaniments and code in counted.coordination) or (figure.is_ratio and not base):
            assert (bool(figure.impossible), figure.n, figure.d, figure.rows) == (True, 0, 0, ()), code
            continue
        rows = {row.code: row.n for row in figure.stated if row.n}
        n = base - expected.unknown if expected.n is None else expected.n
        assert (figure.impossible, figure.n, figure.d, figure.unknown) == ("", n, base, expected.unknown), code
        assert rows == {key: n for key, n in expected.rows.items() if n and key != UNKNOWN}, code
        asked_of_others = "public" in chosen and figure.indicator.about not in ("", chosen["public"][0])
        assert figure.crossable == (counted.crossable if asked_of_others else None), code
