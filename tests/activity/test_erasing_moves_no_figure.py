"""Whatever was recorded and whoever is erased, in any order: every figure of attendances stays exactly what it was."""

import datetime as dt
from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import Cast, follow
from tests.statistics.test_the_engine_counts_as_by_hand import PEOPLE, entry_of, said
from trame.activity.erasure import erase_person
from trame.activity.models import Attendance, Beneficiary
from trame.activity.services import delete_activity, record_activity
from trame.statistics.engine import compute, scope_for

FALLS, RISES = "followed_people", "anonymous_attendances"


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(
    everything=st.lists(st.tuples(said(), st.integers(0, 4)), min_size=1, max_size=6),
    erased=st.lists(st.integers(0, len(PEOPLE) - 1), unique=True, min_size=1),
)
def test_no_figure_of_attendances_moves(
    cast: Cast, everything: list[tuple[dict[str, Any], int]], erased: list[int]
) -> None:
    with transaction.atomic():
        people = [
            follow(
                cast.navette, gender=p.gender, birth_year=p.birth_year, age_band=p.age_band, status=p.status,
                residence_id=p.residence or None,
            )
            for p in PEOPLE
        ]  # fmt: skip
        ids = [person.pk for person in people]
        for fields, deletion in everything:
            entry = entry_of(fields, cast, ids)
            made = record_activity(by=cast.awa, membership=cast.awa_at_navette, entry=entry).activity
            if deletion == 0:
                delete_activity(by=cast.awa, activity=made)
        check(cast, [people[rank] for rank in erased])
        transaction.set_rollback(True)


def check(cast: Cast, erased: list[Beneficiary]) -> None:
    living = Attendance.objects.filter(beneficiary__in=erased, activity__deleted_at=None)
    came, seen = living.count(), living.values("beneficiary").distinct().count()
    before = figures(cast)
    for person in erased:
        erase_person(by=cast.awa, person=person)
    after = figures(cast)
    assert after.pop(FALLS)["n"] == before.pop(FALLS)["n"] - seen
    assert after.pop(RISES)["n"] == before.pop(RISES)["n"] + came
    assert after == before
    assert not Beneficiary.objects.filter(pk__in=[person.pk for person in erased]).exists()


def figures(cast: Cast) -> dict[str, Any]:
    scope = scope_for(cast.awa, start=dt.date(2024, 1, 1), end=dt.date(2026, 12, 31))
    return {code: figure.as_dict() for code, figure in compute(scope, reader=cast.awa).items()}
