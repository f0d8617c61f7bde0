"""At volume, the figures of a network reach its members' activities by the index, and read no other's."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast, organisation
from tests.statistics.networks import network_of, workplaces
from trame.activity.models import Activity
from trame.statistics import contributions, engine
from trame.statistics.scopes import Scope

OTHERS, OWN = 60, 40


@pytest.fixture
def scope(cast: Cast) -> Scope:
    """Three members among sixty-three structures, each with a few activities a month."""
    among = workplaces(cast)
    made = network_of(cast.erwan, among)
    one = among[0].records()
    rows = []
    for where in [workplace.organisation for workplace in among] + [
        organisation(f"Autre {rank}", "29232") for rank in range(OTHERS)
    ]:
        for rank in range(OWN):
            copy = Activity.objects.get(pk=one.pk)
            copy.pk, copy.client_uuid, copy.organisation = None, Activity().client_uuid, where
            copy.date = dt.date(2025, 1 + rank % 10, 1 + rank % 28)
            rows.append(copy)
    Activity.objects.bulk_create(rows)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE activity_activity, kept_activity, people_networkmembership, people_organisation")
    return Scope(
        organisation_ids=frozenset(workplace.organisation.pk for workplace in among),
        start=dt.date(2025, 1, 1),
        end=dt.date(2025, 10, 31),
        network_id=made.pk,
        months=tuple(f"2025-{month:02d}" for month in range(1, 11)),
        codes=frozenset({"activities"}),
    )


def plan_of(sql: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, TIMING OFF, SUMMARY OFF) {sql}")
        return "\n".join(line for (line,) in cursor.fetchall())


def test_both_statements_read_their_own_members_by_the_index(scope: Scope) -> None:
    with CaptureQueriesContext(connection) as read:
        contributions.contributions(scope.network_id or 0, scope.organisation_ids, scope.start, scope.end)
        engine._run(scope, [engine.INDICATORS["activities"]])
    assert len(read) == 2
    for statement in read.captured_queries:
        plan = plan_of(statement["sql"])
        assert "Seq Scan on activity_activity" not in plan, plan
        assert "Seq Scan on kept_activity" not in plan, plan
        assert re.search(r"Index Cond: \(\(?([at]\.)?organisation_id = ANY", plan), plan
