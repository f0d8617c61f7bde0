"""Whatever happens, in whatever order, the kept facts hold the rows of their definitions, no more and no less."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from tests.cast import Cast
from tests.facts.changes import AFTER, CHANGES, Changes
from tests.facts.kept import differences
from tests.statistics.oracle.worlds import World, worlds
from tests.statistics.oracle.writing import Town

QUICK = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
LONG = settings(QUICK, max_examples=200)
ONE = settings(QUICK, max_examples=4)
STEPS = st.one_of(st.sampled_from(CHANGES).map(lambda one: [one]), st.sampled_from([[b, a] for a, b in AFTER.items()]))
SEQUENCES = st.lists(STEPS, min_size=5, max_size=10).map(lambda steps: [change for step in steps for change in step])


@pytest.fixture
def town(cast: Cast) -> Town:
    return Town(cast)


@QUICK
@given(worlds(6), SEQUENCES, st.data())
def test_facts_are_true_after_each_change_of_a_sequence(
    town: Town, world: World, changes: list[str], data: st.DataObject
) -> None:
    facts_stay_true(town, world, changes, data)


@pytest.mark.deep
@LONG
@given(worlds(6), SEQUENCES, st.data())
def test_so_they_are_after_many_more(town: Town, world: World, changes: list[str], data: st.DataObject) -> None:
    facts_stay_true(town, world, changes, data)


@ONE
@given(worlds(6), st.data())
@pytest.mark.parametrize("change", CHANGES)
def test_facts_are_true_after_each_sort_of_change(town: Town, change: str, world: World, data: st.DataObject) -> None:
    facts_stay_true(town, world, [AFTER[change], change] if change in AFTER else [change] * 3, data)


def facts_stay_true(town: Town, world: World, changes: list[str], data: st.DataObject) -> None:
    with transaction.atomic():
        town.write(world)
        made = Changes(town, data.draw)
        for change in changes:
            note(change)
            made.make(change)
            assert differences() == {}, change
        transaction.set_rollback(True)
