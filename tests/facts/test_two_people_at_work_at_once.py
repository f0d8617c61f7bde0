"""Two transactions that change one person or one activity at once leave the kept facts true, and neither fails."""

import datetime as dt
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass

import pytest
from django.db import connection, transaction

from tests.cast import Cast, make_cast
from tests.facts.kept import differences
from tests.facts.test_kept_facts_follow_every_change import activity, attend, first_times, person
from trame.activity.models import Activity, ActivityTag, Attendance, Beneficiary, Procedure, Tag

pytestmark = pytest.mark.django_db(transaction=True)
WAITS = 0.3  # seconds in which a transaction that is not held back would be over
ENDS = 20  # seconds: one that is still waiting then waits for ever


@dataclass
class Other:
    """A second connection, in a transaction of its own that is over when `change` is."""

    pool: ThreadPoolExecutor

    def starts(self, change: Callable[[], object]) -> Future[None]:
        return self.pool.submit(self._run, change)

    def _run(self, change: Callable[[], object]) -> None:
        try:
            with transaction.atomic():
                change()
        finally:
            connection.close()


@pytest.fixture
def other() -> Iterator[Other]:
    with ThreadPoolExecutor(1) as pool:
        yield Other(pool)


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return make_cast()


def both_at_once(other: Other, first: Callable[[], object], second: Callable[[], object], *, held: bool = True) -> None:
    """`second` begins when `first` is written and not committed; `held`: it waits for it, then goes on."""
    with transaction.atomic():
        first()
        going = other.starts(second)
        done, _ = wait([going], timeout=WAITS)
        assert bool(done) is not held, going
    going.result(ENDS)


@pytest.mark.parametrize("earliest_first", [True, False])
def test_two_first_times_of_a_person_recorded_at_once_are_one(cast: Cast, other: Other, earliest_first: bool) -> None:
    jade = person(cast, "Jade")
    june, july = activity(cast), activity(cast, dt.date(2025, 7, 1))
    ordered = [june, july] if earliest_first else [july, june]
    both_at_once(other, lambda: attend(cast, ordered[0], jade), lambda: attend(cast, ordered[1], jade))
    assert first_times() == {(june.pk, jade.pk): True, (july.pk, jade.pk): False}
    assert differences() == {}


def test_two_workshops_of_the_same_people_in_another_order_do_not_block_each_other(cast: Cast, other: Other) -> None:
    people = [person(cast, name) for name in ("Jade", "Iris", "Zoé")]
    june, july = activity(cast), activity(cast, dt.date(2025, 7, 1))
    both_at_once(other, lambda: attend(cast, july, *people), lambda: attend(cast, june, *reversed(people)))
    assert sorted(first_times().values()) == [False] * 3 + [True] * 3
    assert differences() == {}


def test_a_first_time_deleted_while_a_later_one_is_recorded(cast: Cast, other: Other) -> None:
    jade = person(cast, "Jade")
    june, july = activity(cast), activity(cast, dt.date(2025, 7, 1))
    attend(cast, june, jade)
    gone = dt.datetime(2025, 8, 2, tzinfo=dt.UTC)
    both_at_once(
        other,
        lambda: Activity.objects.filter(pk=june.pk).update(deleted_at=gone),
        lambda: attend(cast, july, jade),
    )
    assert first_times() == {(july.pk, jade.pk): True}
    assert differences() == {}


def test_a_person_corrected_while_she_is_counted(cast: Cast, other: Other) -> None:
    jade, june = person(cast, "Jade"), activity(cast)
    both_at_once(
        other,
        lambda: Beneficiary.objects.filter(pk=jade.pk).update(gender="feminin", birth_year=1980),
        lambda: attend(cast, june, jade),
    )
    assert differences() == {}


def test_an_attendance_taken_out_while_she_is_corrected(cast: Cast, other: Other) -> None:
    jade, june = person(cast, "Jade"), activity(cast)
    attend(cast, june, jade)
    both_at_once(
        other,
        lambda: Attendance.objects.all().delete(),
        lambda: Beneficiary.objects.filter(pk=jade.pk).update(gender="feminin"),
    )
    assert (first_times(), differences()) == ({}, {})


def test_two_things_noted_on_one_activity_at_once(cast: Cast, other: Other) -> None:
    """A tag merged by a manager, a démarche noted by the mediator: neither changes the row of the activity itself."""
    june = activity(cast)
    tag = Tag.objects.create(organisation=cast.navette, name="Noël")
    both_at_once(
        other,
        lambda: ActivityTag.objects.create(activity=june, tag=tag),
        lambda: Procedure.objects.create(activity=june, organisation=cast.navette, rank=0, domain="social_sante"),
    )
    assert differences() == {}


def test_an_activity_corrected_while_its_tags_change(cast: Cast, other: Other) -> None:
    june = activity(cast)
    tag = Tag.objects.create(organisation=cast.navette, name="Noël")
    both_at_once(
        other,
        lambda: ActivityTag.objects.create(activity=june, tag=tag),
        lambda: Activity.objects.filter(pk=june.pk).update(minutes=90),
    )
    assert differences() == {}
