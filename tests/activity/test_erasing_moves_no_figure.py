"""Whatever was recorded and whoever is erased, in any order: every figure of attendances stays exactly what it was."""

import datetime as dt
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import Cast
from tests.statistics.oracle.worlds import NAVETTE, PEOPLE, World, worlds
from tests.statistics.oracle.writing import Town
from trame.activity.erasure import erase_person
from trame.activity.models import Attendance, Beneficiary
from trame.statistics.engine import compute, scope_for
from trame.statistics.indicators import INDICATORS

FALLS, RISES = "followed_people", "anonymous_attendances"
# What tells one person from another: somebody erased is nobody any more.
ABOUT_PERSONS = {
    "beneficiaries", "followed_people_by_venue", "anonymous_by_venue", "people_seen_again", "sessions_per_person",
    "regular_people", "people_by_sessions",
}  # fmt: skip
OURS = [person.index for person in PEOPLE if person.structure == NAVETTE]


@pytest.fixture
def town(cast: Cast) -> Town:
    return Town(cast)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(worlds(), st.lists(st.sampled_from(OURS), unique=True, min_size=1))
def test_no_figure_of_attendances_moves(cast: Cast, town: Town, world: World, erased: list[int]) -> None:
    with transaction.atomic():
        town.write(world)
        ids = [town.ids.people[index] for index in erased]
        people = Beneficiary.objects.in_bulk(ids)
        check(cast, [people[pk] for pk in ids])
        transaction.set_rollback(True)


def check(cast: Cast, erased: list[Beneficiary]) -> None:
    living = Attendance.objects.filter(beneficiary__in=erased, activity__deleted_at=None)
    came, seen = living.count(), living.values("beneficiary").distinct().count()
    before = figures(cast)
    for person in erased:
        erase_person(by=cast.awa, person=person)
    after = figures(cast)
    assert set(before) == set(INDICATORS) - ABOUT_PERSONS
    assert after.pop(FALLS)["n"] == before.pop(FALLS)["n"] - seen
    assert after.pop(RISES)["n"] == before.pop(RISES)["n"] + came
    assert after == before
    assert not Beneficiary.objects.filter(pk__in=[person.pk for person in erased]).exists()


def figures(cast: Cast) -> dict[str, Any]:
    scope = scope_for(cast.awa, start=dt.date(2024, 1, 1), end=dt.date(2026, 12, 31))
    found = compute(scope, [code for code in INDICATORS if code not in ABOUT_PERSONS], reader=cast.awa)
    return {code: figure.as_dict() for code, figure in found.items()}
