"""An attacker who adds and subtracts everything that is told cannot say what is hidden, nor that it is small.

All the tables, of every period, territory and breakdown, make one linear program; each hidden number is bounded by it.
"""

import datetime as dt
import random
from collections.abc import Callable

import pytest

from tests.statistics.masking.worlds import (
    AFTER,
    CODES,
    YEAR,
    Attacker,
    World,
    brought,
    hidden_cells,
    random_world,
    requests,
    true_cell,
)
from trame.statistics.masking.disclosure import MASKED, Facts, Told, disclose
from trame.statistics.masking.guard import Guard
from trame.statistics.masking.lattice import Span, quarter_span, span_from

NEAR = 1e-6
ONE_STRUCTURE, SEVERAL = Guard(11), Guard(11, 3)


def is_safe(brought: dict[int, int], low: float, high: float, fewest: int) -> bool:
    """What is small could be 1 or less, and 11 or more; what one structure makes is known to 30 % at best.

    `fewest` is 1 where a part may be told besides: over a year, some quarters of a territory are.
    """
    n = sum(brought.values())
    if n == 0:
        return high <= NEAR or high >= 11 - NEAR
    if n <= 10:
        return low <= 1 + NEAR and high >= 11 - NEAR
    alone = fewest > 1 and (len(brought) < fewest or max(brought.values()) > 0.85 * n)
    if alone:
        return high - low >= max(11, 0.3 * n) - NEAR
    return high >= 11 - NEAR and high - low > NEAR


def found_out(world: World, answer: Callable[[str, Span, str], Told], fewest: int) -> list[str]:
    """The hidden numbers that the attacker bounds too well."""
    attacker = Attacker(world, answer)
    known: dict[tuple[int, ...], tuple[float, float]] = {}
    found = []
    for dimension, span, territory, code, true_sum in hidden_cells(world, attacker.answer):
        box = attacker.box(dimension, code if dimension else "", span, territory)
        key = tuple(sorted(box))
        if not key or (span.is_month and territory):
            continue
        if key not in known:
            known[key] = attacker.bounds(box)
        if not is_safe(true_sum, *known[key], 1 if span.is_year and territory else fewest):
            found.append(f"{dimension} {span.code} {territory} {code}: {true_sum} {known[key]}")
    return found


def told(world: World) -> Callable[[str, Span, str], Told]:
    return lambda dimension, span, territory: world.told[dimension].table(span, territory)


def shown(world: World) -> int:
    tables = [world.told[d].table(span, territory) for span, territory in requests() for d in CODES]
    return sum(n is not None for table in tables for n in table.rows.values())


@pytest.mark.parametrize("seed", [3, 4, 8])
@pytest.mark.parametrize("guard", [ONE_STRUCTURE, SEVERAL], ids=["people", "structures"])
def test_no_hidden_number_is_found(seed: int, guard: Guard) -> None:
    world = random_world(seed, guard, months=(1, 2, 3, 5, 8))
    assert found_out(world, told(world), guard.fewest) == []


@pytest.mark.deep
@pytest.mark.parametrize("seed", range(100, 140))
@pytest.mark.parametrize("guard", [ONE_STRUCTURE, SEVERAL], ids=["people", "structures"])
def test_no_hidden_number_is_found_whatever_the_world(seed: int, guard: Guard) -> None:
    months = random.Random(seed).choice([range(1, 7), range(1, 13), (1, 2, 5, 8, 11)])
    world = random_world(seed, guard, months=months, structures=random.Random(seed).choice([3, 5, 8]))
    assert found_out(world, told(world), guard.fewest) == []


def test_hiding_the_small_numbers_alone_is_found_out() -> None:
    """The same attacker, against tables that hide what is small and nothing else."""
    world = random_world(3, ONE_STRUCTURE, months=(1, 2, 3, 5, 8))

    def naive(dimension: str, span: Span, territory: str) -> Told:
        if span.is_month and territory:
            return MASKED
        rows = {code: true(world, dimension, span, territory, code) for code in (*CODES[dimension], "")}
        total = true(world, "", span, territory, "")
        return Told(
            None if 0 < total < 11 else total, {code: None if 0 < n < 11 else n for code, n in rows.items() if n}
        )

    assert len(found_out(world, naive, 1)) > 10


def true(world: World, dimension: str, span: Span, territory: str, code: str) -> int:
    if not dimension:
        return sum(brought(world, world.totals, span, territory, "").values())
    return sum(true_cell(world, dimension, span, territory, code).values())


@pytest.mark.parametrize("seed", range(6))
def test_masking_leaves_something_to_read(seed: int) -> None:
    assert shown(random_world(seed, SEVERAL, structures=8)) > 30


@pytest.mark.parametrize("seed", range(20))
def test_no_told_number_is_small_nor_made_by_fewer_than_three_structures(seed: int) -> None:
    world = random_world(seed, SEVERAL)
    for span, territory in requests():
        for dimension in CODES:
            table = world.told[dimension].table(span, territory)
            assert table.total is None or table.total == 0 or table.total >= 11
            for code, n in table.rows.items():
                if n is not None:
                    cell = true_cell(world, dimension, span, territory, code)
                    assert n == sum(cell.values())
                    assert n >= 11
                    assert len(cell) >= 3
                    assert max(cell.values()) <= 0.85 * n


def test_a_year_is_told_once_its_four_quarters_are_over() -> None:
    world = random_world(9, SEVERAL)
    facts = Facts(world.totals, world.cells["single"], False)
    year = span_from(str(YEAR))
    assert year
    assert disclose(facts, SEVERAL, YEAR, AFTER - dt.timedelta(days=1)).table(year) == MASKED
    assert disclose(facts, SEVERAL, YEAR, AFTER).table(year) != MASKED


@pytest.mark.parametrize("seed", range(10))
def test_what_was_told_of_a_quarter_is_told_the_same_when_the_year_is_over(seed: int) -> None:
    """What is published cannot be taken back: a later table must be safe with the earlier ones."""
    world = random_world(seed, SEVERAL)
    facts = Facts(world.totals, world.cells["single"], False)
    for rank in (1, 2, 3):
        span = quarter_span(YEAR, rank)
        early = disclose(facts, SEVERAL, YEAR, span.end + dt.timedelta(days=1)).table(span)
        late = disclose(facts, SEVERAL, YEAR, AFTER).table(span)
        assert early.total == late.total
        assert {code: n for code, n in early.rows.items() if n is not None}.items() <= late.rows.items()
