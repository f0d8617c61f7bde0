"""Outside a structure, no number of people from 1 to 10 is shown, nor found by subtracting a period from another."""

import datetime as dt
import random
from typing import Any

import pytest
import time_machine
from scipy.optimize import linprog

from tests.cast import Cast, follow
from tests.statistics.networks import MARCH, YEAR, Workplace, months_told, network_of, read, workplaces
from trame.activity.entry import FollowedParticipant
from trame.statistics.contributions import Contribution, Part, told_months

YEAR_2024 = (dt.date(2024, 1, 1), dt.date(2024, 12, 31))


@pytest.fixture(autouse=True)
def _in_november_2025() -> object:
    with time_machine.travel("2025-11-24T12:00:00+01:00", tick=False):
        yield


@pytest.fixture
def three(cast: Cast) -> list[Workplace]:
    return workplaces(cast)


def each_records(among: list[Workplace], times: int, **said: Any) -> None:
    for workplace in among:
        for _ in range(times):
            workplace.records(**said)


def test_a_month_is_told_from_eleven_activities(cast: Cast, three: list[Workplace]) -> None:
    made = network_of(cast.erwan, three)
    each_records(three, 3)
    three[0].records()
    assert read(cast.erwan, made) == {}
    three[0].records()
    assert read(cast.erwan, made)["attendances"].n == 11


def test_a_small_month_is_in_no_total_so_that_periods_subtract_to_nothing(cast: Cast, three: list[Workplace]) -> None:
    made = network_of(cast.erwan, three)
    each_records(three, 4)
    each_records(three, 3, date=dt.date(2025, 4, 3))
    assert months_told(cast.erwan, made) == ("2025-03",)
    assert read(cast.erwan, made) == read(cast.erwan, made, *MARCH)


def test_few_people_of_one_kind_hide_both_kinds(cast: Cast, three: list[Workplace]) -> None:
    made = network_of(cast.erwan, three)
    each_records(three, 4)
    each_records(three, 1, kind="collectif", anonymous_total=3)
    assert months_told(cast.erwan, made, Part.KINDS) == ()
    assert read(cast.erwan, made)["attendances"].n == 21
    three[0].records(kind="collectif", anonymous_total=2)
    assert read(cast.erwan, made)["workshop_attendances"].n == 11


def test_few_anonymous_people_are_hidden(cast: Cast, three: list[Workplace]) -> None:
    made = network_of(cast.erwan, three)
    for rank, workplace in enumerate(three):
        who = follow(workplace.organisation, pseudonym=f"P{rank}")
        for _ in range(4):
            workplace.records(anonymous_total=0, followed=(FollowedParticipant(who.pk),))
    each_records(three, 3)
    assert months_told(cast.erwan, made, Part.PUBLIC) == ()
    each_records(three, 1)
    assert read(cast.erwan, made)["anonymous_attendances"].n == 12


def test_different_people_are_counted_over_a_civil_year_only(cast: Cast, three: list[Workplace]) -> None:
    made = network_of(cast.erwan, three)
    for rank, workplace in enumerate(three):
        for number in range(4):
            who = follow(workplace.organisation, pseudonym=f"P{rank}{number}")
            workplace.records(anonymous_total=0, date=dt.date(2024, 3, 4), followed=(FollowedParticipant(who.pk),))
    assert "followed_people" not in read(cast.erwan, made, dt.date(2024, 1, 1), dt.date(2024, 11, 30))
    assert "followed_people" not in read(cast.erwan, made, *YEAR)
    assert read(cast.erwan, made, *YEAR_2024)["followed_people"].n == 12


# What a month is made of: individual accompaniments, those of workshops, workshops; followed and anonymous people.
INDIVIDUAL, TAKING_PART, WORKSHOPS, FOLLOWED, ANONYMOUS = range(5)
COUNTS = {  # what is always true of them
    "A_ub": [[0, -1, 1, 0, 0]],  # somebody takes part in each workshop
    "b_ub": [0],
}
TOLD = {
    "attendances": [1, 1, 0, 0, 0],
    "people": [0, 0, 0, 1, 1],
    "activities": [1, 0, 1, 0, 0],
    "individual": [1, 0, 0, 0, 0],
    "anonymous": [0, 0, 0, 0, 1],
}


@pytest.mark.parametrize("seed", range(40))
def test_the_totals_of_a_month_do_not_bound_those_that_are_hidden(seed: int) -> None:
    draw = random.Random(seed)
    rows = [_contribution(draw, structure) for structure in range(draw.randint(3, 5))]
    worth = [sum(column) for column in zip(*(_counts(row) for row in rows), strict=True)]
    told = {"attendances", "people"}  # as the month itself, whenever it counts
    told |= {"activities"} if told_months(rows, Part.ALL, own=()) else set()
    told |= {"individual"} if told_months(rows, Part.KINDS, own=()) else set()
    told |= {"anonymous"} if told_months(rows, Part.PUBLIC, own=()) else set()
    lines = [TOLD[code] for code in sorted(told)]
    sums = [sum(k * n for k, n in zip(line, worth, strict=True)) for line in lines]
    for rank in (INDIVIDUAL, TAKING_PART, FOLLOWED, ANONYMOUS):
        if sum(worth[:2]) < 11 or not 0 < worth[rank] < 11:
            continue
        costs = [-1 if each == rank else 0 for each in range(5)]
        highest = linprog(costs, A_eq=lines, b_eq=sums, **COUNTS)
        assert highest.status == 0
        assert -highest.fun >= 11 - 1e-6, (told, worth)


def _contribution(draw: random.Random, structure: int) -> Contribution:
    individual, workshops = draw.choice([0, 1, 3, 6, 20]), draw.choice([0, 0, 1, 2])
    people = individual + workshops * draw.randint(1, 12)
    followed = draw.choice([0, people, draw.randint(0, people)])
    return Contribution("2025-03", structure, individual, workshops, followed, people - followed)


def _counts(row: Contribution) -> list[int]:
    return [row.individual, row.taking_part, row.workshops, row.followed, row.anonymous]
