"""A kept fact holds the rows of its definition after any change of what was captured, in the same transaction."""

import datetime as dt
import io

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from tests.cast import Cast, commune
from tests.facts.kept import differences, number_of
from trame.activity.models import (
    Activity,
    ActivityTag,
    AnonymousResidence,
    Attendance,
    Beneficiary,
    Procedure,
    Tag,
)
from trame.facts.kept import bulk_load, rebuild
from trame.reference.models import Commune

JUNE = dt.date(2025, 6, 3)


def person(cast: Cast, name: str, **known: object) -> Beneficiary:
    return Beneficiary.objects.create(organisation=cast.navette, pseudonym=name, **known)


def activity(cast: Cast, date: dt.date = JUNE, **said: object) -> Activity:
    said = {"kind": "collectif", "channel": "autre", "minutes": 60, **said}
    membership = cast.awa.memberships.get()
    return Activity.objects.create(
        organisation=cast.navette, membership=membership, mediator=cast.awa, date=date, **said
    )


def attend(cast: Cast, of: Activity, *people: Beneficiary) -> None:
    Attendance.objects.bulk_create(
        Attendance(activity=of, beneficiary=each, organisation=cast.navette) for each in people
    )


def first_times() -> dict[tuple[int, int], bool]:
    """(activity, person) → whether it is her first time, as the table has it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT activity_id, person_id, profile FROM kept_attendance")
        rows = cursor.fetchall()
    from trame.facts.packing import PERSON

    return {
        (activity_id, person_id): PERSON["first_time"].code(profile) == "true"
        for activity_id, person_id, profile in rows
    }


@pytest.mark.django_db
def test_each_gesture_on_an_activity_is_followed(cast: Cast) -> None:
    one = activity(cast, topics=["email"], materials=["tablette"], anonymous_total=2, anonymous_new=1)
    assert (number_of("kept_activity"), differences()) == (1, {})
    attend(cast, one, person(cast, "Jade"), person(cast, "Iris", birth_year=1950))
    assert (number_of("kept_attendance"), differences()) == (2, {})
    tag = Tag.objects.create(organisation=cast.navette, name="Noël")
    ActivityTag.objects.create(activity=one, tag=tag)
    Procedure.objects.create(activity=one, organisation=cast.navette, rank=0, domain="social_sante")
    AnonymousResidence.objects.create(
        activity=one, organisation=cast.navette, commune=Commune.objects.earliest("pk"), n=1
    )
    assert differences() == {}
    one.date, one.minutes, one.topics = dt.date(2024, 2, 29), 90, ["email", "social_sante"]
    one.save()
    assert differences() == {}
    one.deleted_at = dt.datetime(2025, 6, 4, tzinfo=dt.UTC)
    one.save()
    assert (number_of("kept_activity"), number_of("kept_attendance"), differences()) == (0, 0, {})
    Activity.objects.update(deleted_at=None)
    assert (number_of("kept_activity"), number_of("kept_attendance"), differences()) == (1, 2, {})
    ActivityTag.objects.all().delete()
    Attendance.objects.earliest("pk").delete()
    assert (number_of("kept_attendance"), differences()) == (1, {})
    one.delete()
    assert (number_of("kept_activity"), number_of("kept_attendance"), differences()) == (0, 0, {})


@pytest.mark.django_db
def test_the_first_time_of_a_person_moves_with_her_activities(cast: Cast) -> None:
    jade = person(cast, "Jade")
    june, july = activity(cast), activity(cast, dt.date(2025, 7, 1))
    attend(cast, july, jade)
    assert first_times() == {(july.pk, jade.pk): True}
    attend(cast, june, jade)
    assert first_times() == {(june.pk, jade.pk): True, (july.pk, jade.pk): False}
    Activity.objects.filter(pk=june.pk).update(date=dt.date(2025, 8, 1))
    assert first_times() == {(june.pk, jade.pk): False, (july.pk, jade.pk): True}
    Activity.objects.filter(pk=july.pk).update(deleted_at=dt.datetime(2025, 8, 2, tzinfo=dt.UTC))
    assert first_times() == {(june.pk, jade.pk): True}
    assert differences() == {}


@pytest.mark.django_db
def test_what_is_corrected_of_a_person_is_followed(cast: Cast) -> None:
    jade, iris = person(cast, "Jade"), person(cast, "Iris")
    attend(cast, activity(cast), jade, iris)
    Beneficiary.objects.filter(pk=jade.pk).update(gender="feminin", birth_year=1990)
    assert differences() == {}
    Attendance.objects.filter(beneficiary=iris).delete()
    Attendance.objects.filter(beneficiary=jade).update(beneficiary=iris)
    assert (first_times().popitem()[0][1], differences()) == (iris.pk, {})


@pytest.mark.parametrize(
    "known",
    [
        {"gender": "feminin"},
        {"birth_year": 1950},
        {"age_band": "soixante_dix_plus"},
        {"status": "retraite"},
        {"residence_id": "29232"},
    ],
    ids=lambda known: next(iter(known)),
)
@pytest.mark.django_db
def test_each_thing_known_of_a_person_is_followed(cast: Cast, known: dict[str, object]) -> None:
    commune("29232")
    jade = person(cast, "Jade")
    attend(cast, activity(cast), jade)
    before = kept_of(jade)
    Beneficiary.objects.filter(pk=jade.pk).update(**known)
    assert kept_of(jade) != before
    assert differences() == {}


def kept_of(someone: Beneficiary) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM kept_attendance WHERE person_id = %s", [someone.pk])
        return cursor.fetchall()


@pytest.mark.django_db
def test_a_change_that_is_rolled_back_leaves_no_fact(cast: Cast) -> None:
    sid = transaction.savepoint()
    attend(cast, activity(cast), person(cast, "Jade"))
    assert number_of("kept_attendance") == 1
    transaction.savepoint_rollback(sid)
    assert (number_of("kept_activity"), differences()) == (0, {})


@pytest.mark.django_db
def test_the_demonstration_rebuilt_gives_the_rows_that_were_kept(cast: Cast) -> None:
    for month in range(1, 7):
        attend(cast, activity(cast, dt.date(2025, month, 5)), person(cast, f"P{month}"), person(cast, f"Q{month}"))
    assert differences() == {}
    kept = number_of("kept_activity"), number_of("kept_attendance")
    rebuild(connection)
    assert (number_of("kept_activity"), number_of("kept_attendance"), differences()) == (*kept, {})


@pytest.mark.django_db
def test_a_load_of_millions_sleeps_the_triggers_and_builds_once(cast: Cast) -> None:
    with bulk_load(connection):
        attend(cast, activity(cast), person(cast, "Jade"))
        assert number_of("kept_activity") == 0
    assert (number_of("kept_activity"), number_of("kept_attendance"), differences()) == (1, 1, {})
    activity(cast)
    assert number_of("kept_activity") == 2


@pytest.mark.django_db(transaction=True)
def test_emptied_tables_and_migrations_leave_facts_true() -> None:
    from tests.cast import make_cast

    cast = make_cast()
    attend(cast, activity(cast), person(cast, "Jade"))
    call_command("migrate", "activity", "0004", verbosity=0)
    call_command("migrate", verbosity=0)
    assert (number_of("kept_activity"), number_of("kept_attendance"), differences()) == (1, 1, {})
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE activity_attendance CASCADE")
    assert (number_of("kept_activity"), number_of("kept_attendance"), differences()) == (1, 0, {})


@pytest.mark.django_db
def test_rows_put_in_order_are_the_same_rows(cast: Cast) -> None:
    attend(cast, activity(cast, dt.date(2025, 7, 1)), person(cast, "Jade"))
    attend(cast, activity(cast), person(cast, "Iris"))
    call_command("order_facts", stdout=io.StringIO())
    with connection.cursor() as cursor:
        cursor.execute("SELECT date FROM kept_activity ORDER BY ctid")
        assert [date for (date,) in cursor.fetchall()] == [JUNE, dt.date(2025, 7, 1)]
    assert (number_of("kept_attendance"), differences()) == (2, {})
