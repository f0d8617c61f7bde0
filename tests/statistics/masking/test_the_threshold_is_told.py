"""Eleven people are told, ten are not; of several structures, three at least bring them."""

import pytest

from trame.statistics.masking.guard import Guard, Sum

OF_ONE, OF_SEVERAL = Guard(threshold=11), Guard(threshold=11, fewest=3)


@pytest.mark.parametrize(("n", "told"), [(0, True), (1, False), (10, False), (11, True), (12, True)])
def test_a_number_of_one_structure_is_told_from_the_threshold(n: int, told: bool) -> None:
    assert OF_ONE.tells(Sum({1: n})) is told


@pytest.mark.parametrize(
    ("brought", "told"),
    [
        ({}, True),
        ({1: 4, 2: 3, 3: 3}, False),
        ({1: 4, 2: 4, 3: 3}, True),
        ({1: 30, 2: 30}, False),
        ({1: 30, 2: 30, 3: 0}, False),
        ({1: 85, 2: 10, 3: 5}, True),
        ({1: 86, 2: 10, 3: 4}, False),
    ],
)
def test_a_number_of_several_is_told_when_three_bring_it_and_none_makes_nearly_all(
    brought: dict[int, int], told: bool
) -> None:
    assert OF_SEVERAL.tells(Sum(brought)) is told
