"""Undoing gives back what each activity said, where it still says what the change wrote; it tells of the rest."""

import datetime as dt
import uuid
from typing import Any

import pytest
import time_machine
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.activity.test_the_list_and_its_filters import many
from tests.cast import Cast, activity, commune, place
from trame.activity.models import Activity, ActivityTag, BulkChange, Tag
from trame.activity.services import (
    NotAllowed,
    change_many,
    delete_activity,
    forget_changes,
    merge_tags,
    tags_named,
    undo_change,
)
from trame.activity.services.bulk_verbs import Wanted
from trame.jobs import daily
from trame.people.models import JournalEntry, Membership, Role

pytestmark = pytest.mark.django_db

TUESDAY = dt.date(2026, 3, 3)


def some(cast: Cast) -> list[Activity]:
    """Four of Awa's: at the library, at the Lavoir with a tag, at home, at a distance with two tags."""
    commune("29232")
    lavoir = place(cast.navette, "Le Lavoir", "56178")
    by = cast.awa_at_navette
    return [
        activity(by, cast.library, date=TUESDAY),
        activity(by, lavoir, date=dt.date(2026, 3, 2), tags=("ameli",)),
        activity(by, cast.library, channel="domicile", place_id=None, commune_code="29232", date=TUESDAY),
        activity(by, cast.library, channel="a_distance", place_id=None, tags=("ameli", "relais"), date=TUESDAY),
    ]


def state(made: list[Activity]) -> list[Any]:
    """All that an activity says, its tags included, but for when it was last written."""
    rows = Activity.objects.filter(pk__in=[one.pk for one in made]).order_by("pk").values()
    borne = ActivityTag.objects.filter(activity__in=made).order_by("activity", "tag__name")
    return [
        [{name: value for name, value in row.items() if name != "updated_at"} for row in rows],
        list(borne.values_list("activity", "tag__name")),
    ]


def change(cast: Cast, made: list[Activity], wanted: Wanted) -> BulkChange:
    uuids = [one.client_uuid for one in made]
    return change_many(by=cast.awa, client_uuid=uuid.uuid4(), uuids=uuids, wanted=wanted)


def wanted_of(cast: Cast, verb: str) -> Wanted:
    return {
        "tag": lambda: Wanted(verb="tag", tag_name="nouveau"),
        "untag": lambda: Wanted(verb="untag", tag_id=Tag.objects.get(name="ameli").pk),
        "place": lambda: Wanted(verb="place", place=cast.library),
        "date": lambda: Wanted(verb="date", date=dt.date(2026, 2, 1)),
    }[verb]()


VERBS = ["tag", "untag", "place", "date"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.lists(st.sampled_from(VERBS), min_size=1, max_size=4, unique=True), st.sets(st.integers(0, 3), min_size=1))
def test_changes_undone_in_the_reverse_order_leave_everything_as_it_was(
    cast: Cast, verbs: list[str], chosen: set[int]
) -> None:
    with transaction.atomic():
        made = some(cast)
        before = state(made)
        done = []
        for verb in verbs:
            touched = [made[rank] for rank in sorted(chosen)] + made[1:2]  # one at least bears the tag
            done.append(change(cast, touched, wanted_of(cast, verb)))
        assert state(made) != before

        for one in reversed(done):
            undone = undo_change(by=cast.awa, change=one)
            assert (undone.restored, undone.left) == (len(one.before), ())

        assert state(made) == before
        transaction.set_rollback(True)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.sampled_from(VERBS), st.sets(st.integers(0, 3)))
def test_only_what_was_not_touched_since_comes_back(cast: Cast, verb: str, touched: set[int]) -> None:
    with transaction.atomic():
        made = some(cast)
        before = {one.pk: state([one]) for one in made}
        done = change(cast, made, wanted_of(cast, verb))
        changed = {int(pk) for pk in done.before}
        since = {made[rank].pk for rank in touched} & changed
        for one in Activity.objects.filter(pk__in=since):
            touch(cast, one, verb, done)
        after = {pk: state([Activity(pk=pk)]) for pk in since}

        undone = undo_change(by=cast.awa, change=done)

        assert undone.left == tuple(sorted(since))
        assert undone.restored == len(changed - since)
        for one in made:
            assert state([one]) == (after[one.pk] if one.pk in since else before[one.pk])
        transaction.set_rollback(True)


def touch(cast: Cast, one: Activity, verb: str, done: BulkChange) -> None:
    """Say otherwise, by hand, what the change said."""
    if verb == "tag":
        ActivityTag.objects.filter(activity=one, tag__name="nouveau").delete()
    elif verb == "untag":
        ActivityTag.objects.create(activity=one, tag=Tag.objects.get(name="ameli"))
    elif verb == "place":
        Activity.objects.filter(pk=one.pk).update(place=None, channel="a_distance")
    else:
        Activity.objects.filter(pk=one.pk).update(date=dt.date(2026, 2, 2))


def test_what_was_changed_elsewhere_in_the_record_does_not_stop_it(cast: Cast) -> None:
    made = some(cast)
    done = change(cast, made, Wanted(verb="date", date=dt.date(2026, 2, 1)))
    Activity.objects.filter(pk=made[0].pk).update(minutes=90)

    undo_change(by=cast.awa, change=done)

    made[0].refresh_from_db()
    assert (made[0].date, made[0].minutes) == (TUESDAY, 90)


def test_one_deleted_since_is_told_and_left(cast: Cast) -> None:
    made = some(cast)
    done = change(cast, made, Wanted(verb="date", date=dt.date(2026, 2, 1)))
    delete_activity(by=cast.awa, activity=made[2])

    assert undo_change(by=cast.awa, change=done).left == (made[2].pk,)


def test_a_tag_merged_since_comes_back_under_its_new_name(cast: Cast) -> None:
    made = some(cast)
    ameli = Tag.objects.get(name="ameli")
    done = change(cast, made, Wanted(verb="untag", tag_id=ameli.pk))
    (kept,) = tags_named(cast.navette.pk, ("assurance maladie",))
    merge_tags(by=cast.bruno, kept=kept, merged=ameli)

    undone = undo_change(by=cast.awa, change=done)

    assert undone.restored == 2
    assert ActivityTag.objects.filter(tag=kept).count() == 2


def test_a_tag_deleted_since_cannot_come_back_and_it_is_told(cast: Cast) -> None:
    made = some(cast)
    ameli = Tag.objects.get(name="ameli")
    done = change(cast, made, Wanted(verb="untag", tag_id=ameli.pk))
    ameli.delete()

    assert undo_change(by=cast.awa, change=done).left == (made[1].pk, made[3].pk)


def test_undoing_twice_does_nothing_more(cast: Cast) -> None:
    made = some(cast)
    done = change(cast, made, Wanted(verb="date", date=dt.date(2026, 2, 1)))
    undo_change(by=cast.awa, change=done)
    Activity.objects.filter(pk=made[0].pk).update(date=dt.date(2026, 2, 1))

    undone = undo_change(by=cast.awa, change=done)

    assert (undone.restored, undone.left) == (0, ())
    assert Activity.objects.filter(date=dt.date(2026, 2, 1)).count() == 1


def test_a_form_opened_before_the_undoing_can_tell(cast: Cast) -> None:
    made = some(cast)
    done = change(cast, made, Wanted(verb="tag", tag_name="nouveau"))
    Activity.objects.update(updated_at=dt.datetime(2026, 3, 1, tzinfo=dt.UTC))

    undo_change(by=cast.awa, change=done)

    assert not Activity.objects.filter(updated_at__lt=dt.datetime(2026, 3, 3, tzinfo=dt.UTC)).exists()


@pytest.mark.parametrize("name", ["bruno", "chloe", "fatou", "erwan"])
def test_nobody_else_undoes_it(client: Client, cast: Cast, name: str) -> None:
    done = change(cast, some(cast), Wanted(verb="tag", tag_name="nouveau"))
    reader = getattr(cast, name)
    client.force_login(reader)

    assert client.post(f"/activites/changements/{done.client_uuid}/defaire/").status_code == 404
    assert "nouveau" not in client.get("/activites/changements/").content.decode()
    with pytest.raises(NotAllowed):
        undo_change(by=reader, change=done)
    assert ActivityTag.objects.filter(tag__name="nouveau").count() == 4


def test_who_mediates_there_no_more_undoes_nothing(awa: Client, cast: Cast) -> None:
    done = change(cast, some(cast), Wanted(verb="tag", tag_name="nouveau"))
    Membership.objects.filter(pk=cast.awa_at_navette.pk).update(role=Role.MANAGER)

    assert awa.post(f"/activites/changements/{done.client_uuid}/defaire/").status_code == 403


def test_thirty_days_then_it_is_forgotten(awa: Client, cast: Cast) -> None:
    done = change(cast, some(cast), Wanted(verb="tag", tag_name="nouveau"))
    assert forget_changes() == 0
    with time_machine.travel("2026-04-02T15:06:00+02:00", tick=False):
        with pytest.raises(NotAllowed):
            undo_change(by=cast.awa, change=done)
        assert "changements groupés de plus de trente jours" in daily.chores()
        assert forget_changes() == 1
        assert forget_changes() == 0
    assert ActivityTag.objects.filter(tag__name="nouveau").count() == 4, "what was changed stays"


def test_the_message_undoes_it_and_the_page_tells_what_was_left(awa: Client, cast: Cast) -> None:
    made = some(cast)
    ids = " ".join(str(one.client_uuid) for one in made)
    said = {"ids": ids, "client_uuid": str(uuid.uuid4()), "verb": "date", "date": "01/02/2026", "step": "confirm"}
    page = awa.post("/activites/changer/", said, follow=True).content.decode()
    done = BulkChange.objects.get()
    assert "4\u00a0activités changées." in page
    assert "Date changée pour le 1er\u00a0février 2026" in page
    assert f'action="/activites/changements/{done.client_uuid}/defaire/"' in page
    Activity.objects.filter(pk=made[0].pk).update(date=dt.date(2026, 2, 3))

    page = awa.post(f"/activites/changements/{done.client_uuid}/defaire/", follow=True).content.decode()

    assert "3\u00a0activités comme avant." in page
    assert "1\u00a0activité a été changée ou supprimée depuis\u00a0: elle reste telle quelle." in page
    assert f'href="/activites/{made[0].client_uuid}/"' in page
    assert "défait le" in awa.get("/activites/changements/").content.decode()
    assert JournalEntry.objects.filter(action="activity.bulk_undone").count() == 1


@pytest.mark.parametrize("verb", VERBS)
def test_the_number_of_activities_does_not_change_the_number_of_queries(cast: Cast, verb: str) -> None:
    lavoir = place(cast.navette, "Le Lavoir", "56178")
    many(cast, 260)
    counted = []
    made = list(Activity.objects.order_by("pk"))
    wanted = Wanted(verb="place", place=lavoir) if verb == "place" else wanted_of(cast, verb)
    for chosen in (made[:10], made[10:]):
        done = change(cast, chosen, wanted)
        with CaptureQueriesContext(connection) as queries:
            undo_change(by=cast.awa, change=done)
        counted.append(len(queries))

    assert counted[0] == counted[1] <= 20
