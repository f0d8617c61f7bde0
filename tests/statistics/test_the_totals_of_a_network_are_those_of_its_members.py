"""Whatever the structures, their dates and their records, a network's totals are those counted by hand."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import Cast, network
from tests.statistics.networks import Workplace, read, workplaces
from trame.people.models import Network, NetworkMembership

FIRST, LAST, TODAY = dt.date(2025, 1, 1), dt.date(2025, 2, 28), dt.date(2025, 3, 20)
DAYS = st.dates(dt.date(2024, 12, 25), dt.date(2025, 3, 5))
# Structure (its rank), first day, last day or None.
Stay = tuple[int, dt.date, dt.date | None]
# Structure, day, kind, people, minutes.
Said = tuple[int, dt.date, str, int, int]
MINUTES = st.sampled_from([20, 45, 90])
WHAT = st.tuples(st.just("individuel"), st.just(1), MINUTES) | st.tuples(
    st.just("collectif"), st.integers(1, 5), MINUTES
)


STARTS = st.sampled_from([dt.date(2024, 12, 1), dt.date(2025, 1, 1), dt.date(2025, 1, 10), dt.date(2025, 2, 10)])
ENDS = st.sampled_from([None, TODAY, dt.date(2025, 2, 28), dt.date(2025, 2, 15)])


@st.composite
def stays(draw: Callable[..., Any]) -> list[Stay]:
    """Three structures of four at least have a stay, some left, some came back, at times before they had left."""
    found: list[Stay] = []
    for rank in range(draw(st.integers(3, 4))):
        found.append((rank, draw(STARTS), draw(ENDS)))
        if found[-1][2] and draw(st.booleans()):
            found.append((rank, draw(DAYS), None))
    return found


@st.composite
def records(draw: Callable[..., Any]) -> list[Said]:
    """In January, then in February, two to four structures record, around the ends of the stays; then anything."""
    found: list[Said] = []
    for month in (1, 2):
        for structure in sorted(draw(st.sets(st.integers(0, 3), min_size=2))):
            found.append((structure, dt.date(2025, month, draw(st.sampled_from([9, 10, 15, 16, 28]))), *draw(WHAT)))
    return found + draw(
        st.lists(st.tuples(st.integers(0, 3), DAYS, WHAT).map(lambda t: (t[0], t[1], *t[2])), max_size=8)
    )


def by_hand(where: list[Stay], everything: list[Said]) -> Counter[str]:
    """Totals over the months in which three structures at least recorded while they were members."""
    counted = [
        one
        for one in everything
        if FIRST <= one[1] <= LAST
        and any(rank == one[0] and start <= one[1] and (not end or one[1] <= end) for rank, start, end in where)
    ]
    who: defaultdict[int, set[int]] = defaultdict(set)
    for structure, day, *_ in counted:
        who[day.month].add(structure)
    totals: Counter[str] = Counter()
    for _, day, _, people, minutes in counted:
        if len(who[day.month]) >= 3:
            totals.update(activities=1, attendances=people, minutes=minutes)
    return totals


def write(made: Network, among: list[Workplace], where: list[Stay], everything: list[Said]) -> None:
    for rank, start, end in where:
        NetworkMembership.objects.create(
            network=made,
            organisation=among[rank].organisation,
            starts_on=start,
            ends_on=end,
            accepted_at=timezone.now(),
        )
    for rank, day, kind, people, minutes in everything:
        among[rank].records(date=day, kind=kind, anonymous_total=people, minutes=minutes)


def test_the_totals_are_those_counted_by_hand(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.conf.settings.MASKING_THRESHOLD", 1)
    outcomes: Counter[bool] = Counter()

    @settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
    @given(where=stays(), everything=records())
    def counted(where: list[Stay], everything: list[Said]) -> None:
        with transaction.atomic():
            made = network(cast.erwan)
            write(made, workplaces(cast, 4), where, everything)
            expected = by_hand(where, everything)
            told = read(cast.erwan, made, FIRST, LAST)
            found = {code: told[code].n if told else 0 for code in ("activities", "attendances", "minutes")}
            assert found == {code: expected[code] for code in found}
            outcomes[bool(expected)] += 1
            transaction.set_rollback(True)

    with time_machine.travel("2025-03-20T12:00:00+01:00", tick=False):
        counted()
    assert min(outcomes[True], outcomes[False]) >= 3, f"the examples prove little: {outcomes}"
