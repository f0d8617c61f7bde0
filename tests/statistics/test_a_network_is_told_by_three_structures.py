"""No total of a network can be the figure of one structure: fewer than three contribute, nothing is told."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied

from tests.cast import Cast, membership, network
from tests.statistics.networks import MARCH, YEAR, Workplace, months_told, network_of, read, workplaces
from trame.people.models import Coordination, Network, NetworkMembership, Organisation, Role
from trame.people.readers import LinkReader, command_reader
from trame.people.services.networks import leave_network
from trame.statistics.contributions import Part
from trame.statistics.engine import compute, network_scopes_for, scope_for
from trame.statistics.indicators import INDICATORS


@pytest.fixture(autouse=True)
def _whatever_the_number_of_people(settings: Any) -> None:
    """Structures alone are looked at here; small numbers have a file of their own."""
    settings.MASKING_THRESHOLD = 1


@pytest.fixture(autouse=True)
def _in_november_2025() -> object:
    with time_machine.travel("2025-11-24T12:00:00+01:00", tick=False):
        yield


@pytest.fixture
def three(cast: Cast) -> list[Workplace]:
    return workplaces(cast)


def each_records(among: list[Workplace], **said: Any) -> None:
    for workplace in among:
        workplace.records(**said)


def test_three_structures_are_added_up(cast: Cast, three: list[Workplace]) -> None:
    each_records(three, minutes=40)
    three[0].records(minutes=20)
    told = read(cast.erwan, network_of(cast.erwan, three))
    assert (told["activities"].n, told["attendances"].n, told["minutes"].n) == (4, 4, 140)


def test_a_network_of_one_or_two_tells_nothing(cast: Cast, three: list[Workplace]) -> None:
    each_records(three)
    assert read(cast.erwan, network_of(cast.erwan, three[:1])) == {}
    assert read(cast.erwan, network_of(cast.erwan, three[:2])) == {}
    assert read(cast.erwan, network_of(cast.erwan, three)) != {}


def test_a_network_of_one_with_two_empty_dummies_tells_nothing(cast: Cast, three: list[Workplace]) -> None:
    for _ in range(5):
        three[0].records()
    assert read(cast.erwan, network_of(cast.erwan, three)) == {}


def test_dummies_that_record_outside_their_membership_or_the_period_do_not_count(
    cast: Cast, three: list[Workplace]
) -> None:
    each_records(three[:2])
    made = network_of(cast.erwan, three)
    made.memberships.filter(organisation=three[2].organisation).update(starts_on=dt.date(2025, 3, 15))
    three[2].records(date=dt.date(2025, 3, 14))
    three[2].records(date=dt.date(2025, 4, 2))
    assert read(cast.erwan, made) == {}
    three[2].records(date=dt.date(2025, 3, 15))
    assert read(cast.erwan, made)["activities"].n == 3


def test_the_first_and_last_days_of_a_membership_count(cast: Cast, three: list[Workplace]) -> None:
    each_records(three, date=dt.date(2025, 3, 12))
    for day in (9, 10, 20, 21):
        three[0].records(date=dt.date(2025, 3, day))
    made = network_of(cast.erwan, three)
    mine = made.memberships.filter(organisation=three[0].organisation)
    mine.update(starts_on=dt.date(2025, 3, 10), ends_on=dt.date(2025, 3, 20))
    assert read(cast.erwan, made)["activities"].n == 5


def test_who_works_in_two_of_the_three_is_told_nothing_even_after_she_left_them(
    cast: Cast, three: list[Workplace]
) -> None:
    each_records(three)
    made = network_of(cast.erwan, three)
    one = membership(cast.erwan, three[0].organisation, Role.MANAGER)
    assert read(cast.erwan, made)["activities"].n == 3
    other = membership(cast.erwan, three[1].organisation, Role.MANAGER)
    assert read(cast.erwan, made) == {}
    for row in (one, other):
        row.ends_on = dt.date(2025, 11, 1)
        row.save()
    assert read(cast.erwan, made) == {}


def test_an_unverified_structure_neither_contributes_nor_is_counted(cast: Cast, three: list[Workplace]) -> None:
    each_records(three)
    made = network_of(cast.erwan, three)
    Organisation.objects.filter(pk=three[2].organisation.pk).update(verified_at=None)
    assert read(cast.erwan, made) == {}


def test_a_request_shares_nothing_before_it_is_accepted(cast: Cast, three: list[Workplace]) -> None:
    each_records(three)
    made = network_of(cast.erwan, three[:2])
    asked = NetworkMembership.objects.create(network=made, organisation=three[2].organisation, asked_by=cast.erwan)
    assert read(cast.erwan, made) == {}
    NetworkMembership.objects.filter(pk=asked.pk).update(refused_at=dt.datetime(2025, 11, 1, tzinfo=dt.UTC))
    assert read(cast.erwan, made) == {}


def test_a_month_of_fewer_is_left_out_of_every_total_so_that_periods_subtract_to_nothing(
    cast: Cast, three: list[Workplace]
) -> None:
    each_records(three, date=dt.date(2025, 3, 3))
    each_records(three[:2], date=dt.date(2025, 4, 3))
    three[0].records(date=dt.date(2025, 5, 3))
    made = network_of(cast.erwan, three)
    march = read(cast.erwan, made, *MARCH)
    assert read(cast.erwan, made) == march
    assert read(cast.erwan, made, dt.date(2025, 4, 1), dt.date(2025, 4, 30)) == {}
    assert read(cast.erwan, made, dt.date(2025, 4, 1), dt.date(2025, 5, 31)) == {}
    assert months_told(cast.erwan, made) == ("2025-03",)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (dt.date(2025, 3, 3), dt.date(2025, 3, 3)),
        (dt.date(2025, 3, 2), dt.date(2025, 3, 31)),
        (dt.date(2025, 3, 1), dt.date(2025, 3, 30)),
        (dt.date(2025, 11, 1), dt.date(2025, 11, 30)),
        (dt.date(2025, 11, 1), dt.date(2025, 11, 23)),
        (dt.date(2025, 12, 1), dt.date(2025, 12, 31)),
        (dt.date(2025, 4, 1), dt.date(2025, 3, 31)),
    ],
)
def test_days_and_months_that_are_not_over_are_refused(cast: Cast, start: dt.date, end: dt.date) -> None:
    with pytest.raises(ValueError, match="whole months"):
        network_scopes_for(cast.erwan, network_id=network(cast.erwan).pk, start=start, end=end)


def test_a_month_is_told_from_the_first_day_of_the_next(cast: Cast, three: list[Workplace]) -> None:
    each_records(three, date=dt.date(2025, 11, 24))
    made, november = network_of(cast.erwan, three), (dt.date(2025, 11, 1), dt.date(2025, 11, 30))
    with time_machine.travel("2025-11-30T23:59:00+01:00", tick=False), pytest.raises(ValueError, match="over"):
        read(cast.erwan, made, *november)
    with time_machine.travel("2025-12-01T00:01:00+01:00", tick=False):
        assert read(cast.erwan, made, *november)["activities"].n == 3


def test_workshops_of_one_structure_are_not_told_nor_found_by_difference(cast: Cast, three: list[Workplace]) -> None:
    each_records(three)
    three[0].records(kind="collectif", anonymous_total=8, date=dt.date(2025, 3, 4))
    each_records(three, date=dt.date(2025, 4, 3))
    made = network_of(cast.erwan, three)
    told = read(cast.erwan, made)
    assert (told["activities"].n, told["attendances"].n) == (7, 14)
    assert (told["workshops"].n, told["individual_activities"].n, told["workshop_attendances"].n) == (0, 3, 0)
    assert months_told(cast.erwan, made, Part.KINDS) == ("2025-04",)
    assert read(cast.erwan, made, *MARCH).keys() == {
        "activities", "attendances", "minutes", "anonymous_attendances",
    }  # fmt: skip
    for workplace in three[1:]:
        workplace.records(kind="collectif", anonymous_total=2, date=dt.date(2025, 3, 4))
    assert read(cast.erwan, made, *MARCH)["workshops"].n == 3


def test_breakdowns_first_times_and_everything_else_are_refused(cast: Cast, three: list[Workplace]) -> None:
    each_records(three)
    made = network_of(cast.erwan, three)
    answered = {
        "activities", "attendances", "minutes", "individual_activities", "workshops", "workshop_attendances",
        "anonymous_attendances",
    }  # fmt: skip
    scopes = network_scopes_for(cast.erwan, network_id=made.pk, start=YEAR[0], end=YEAR[1])
    for scope in scopes.values():
        for code in INDICATORS.keys() - answered:
            with pytest.raises(PermissionDenied):
                compute(scope, [code], reader=cast.erwan)
    assert read(cast.erwan, made).keys() == answered


def test_only_who_coordinates_today_is_told_anything(cast: Cast, three: list[Workplace]) -> None:
    each_records(three)
    made = network_of(cast.erwan, three)
    readers: list[Any] = [cast.awa, cast.bruno, cast.denis, cast.fatou, LinkReader(scope="network", object_id="1")]
    readers.append(command_reader([workplace.organisation.pk for workplace in three], "statistics"))
    for reader in readers:
        assert read(reader, made) == {}
    Coordination.objects.create(network=made, user=cast.denis, starts_on=dt.date(2025, 11, 25))
    made.coordinations.filter(user=cast.erwan).update(ends_on=dt.date(2025, 11, 23))
    assert read(cast.erwan, made) == {}
    assert read(cast.denis, made) == {}
    with time_machine.travel("2025-11-25T08:00:00+01:00", tick=False):
        assert read(cast.denis, made)["activities"].n == 3


def test_coordinating_opens_no_other_network_nor_any_structure(cast: Cast, three: list[Workplace]) -> None:
    each_records(three)
    network_of(cast.erwan, three)
    other = network_of(cast.fatou, three)
    assert read(cast.erwan, other) == {}
    ids = [workplace.organisation.pk for workplace in three]
    assert scope_for(cast.erwan, start=YEAR[0], end=YEAR[1], organisation_ids=ids).organisation_ids == frozenset()
    unknown = Network(pk=999_999_999)
    assert read(cast.erwan, unknown) == {}


def test_leaving_ends_access_to_later_data_and_keeps_the_past(cast: Cast) -> None:
    four = workplaces(cast, 4)
    for day in (dt.date(2025, 3, 3), dt.date(2025, 6, 3)):
        each_records(four, date=day)
    made = network_of(cast.erwan, four)
    before = read(cast.erwan, made)
    row = made.memberships.get(organisation=cast.navette)
    leave_network(by=cast.bruno, membership=row, ends_on=dt.date(2025, 11, 24))
    assert read(cast.erwan, made) == before
    with time_machine.travel("2026-01-02T12:00:00+01:00", tick=False):
        each_records(four, date=dt.date(2025, 12, 3))
        december = read(cast.erwan, made, dt.date(2025, 12, 1), dt.date(2025, 12, 31))
        assert december["activities"].n == 3
        assert read(cast.erwan, made) == before


def test_joining_from_today_changes_no_month_already_told(cast: Cast) -> None:
    four = workplaces(cast, 4)
    each_records(four)
    made = network_of(cast.erwan, four[:3])
    before = read(cast.erwan, made)
    NetworkMembership.objects.create(
        network=made, organisation=four[3].organisation, starts_on=dt.date(2025, 11, 24),
        accepted_at=dt.datetime(2025, 11, 24, 12, tzinfo=dt.UTC),
    )  # fmt: skip
    assert read(cast.erwan, made) == before


def test_a_structure_that_came_back_is_counted_once(cast: Cast, three: list[Workplace]) -> None:
    each_records(three, date=dt.date(2025, 3, 15))
    made = network_of(cast.erwan, three)
    made.memberships.filter(organisation=cast.navette).update(ends_on=dt.date(2025, 3, 31))
    NetworkMembership.objects.create(
        network=made, organisation=cast.navette, starts_on=dt.date(2025, 3, 1),
        accepted_at=dt.datetime(2025, 3, 1, 12, tzinfo=dt.UTC),
    )  # fmt: skip
    assert read(cast.erwan, made)["activities"].n == 3


def test_the_instance_may_ask_for_more_than_three(cast: Cast, settings: Any) -> None:
    four = workplaces(cast, 4)
    each_records(four[:3])
    made = network_of(cast.erwan, four)
    settings.NETWORK_MIN_STRUCTURES = 4
    assert read(cast.erwan, made) == {}
    four[3].records()
    assert read(cast.erwan, made)["activities"].n == 4
