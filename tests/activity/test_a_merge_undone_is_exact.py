"""Whatever was recorded, before the merge and after: undoing gives everybody what she had, and leaves the rest."""

import datetime as dt
import uuid

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import Cast, activity, follow
from trame.activity.entry import FollowedParticipant
from trame.activity.models import Activity, Attendance, Beneficiary
from trame.activity.services import delete_activity, restore_activity
from trame.activity.services.merging import FIELDS, merge_people, undo_person_merge

BANDS = ("", "douze_dix_huit", "dix_huit_vingt_quatre")
Presence = tuple[int, str]

PRESENT = st.lists(st.tuples(st.integers(0, 2), st.sampled_from(BANDS)), unique_by=lambda one: one[0], max_size=3)
WORKSHOPS = st.lists(st.tuples(PRESENT, st.booleans()), max_size=6)
CHOICES = st.dictionaries(st.sampled_from(FIELDS), st.sampled_from(["kept", "merged"]))

Workshops = list[tuple[list[Presence], bool]]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=WORKSHOPS, since=WORKSHOPS, choices=CHOICES)
def test_undoing_a_merge_gives_back_every_attendance(
    cast: Cast, before: Workshops, since: Workshops, choices: dict[str, str]
) -> None:
    with transaction.atomic():
        people = [
            follow(cast.navette, name="Jeanne Le Bihan", phone="+33612345678", informed_on=dt.date(2026, 1, 1)),
            follow(cast.navette, name="Jeanne Lebihan", birth_year=1950, follow_until=dt.date(2027, 1, 1)),
            follow(cast.navette),
        ]
        for present, deleted in before:
            record(cast, people, present, deleted)
        known, fields = attendances(), files()
        made = merge_people(by=cast.awa, kept=people[0], merged=people[1], choices=choices, client_uuid=uuid.uuid4())
        check_merged(known, people)
        after = [record(cast, people, [one for one in present if one[0] != 1], gone) for present, gone in since]
        come_since = attendances(after)
        undo_person_merge(by=cast.awa, merge=made)
        assert attendances() == known | come_since
        assert files() == fields
        transaction.set_rollback(True)


def check_merged(known: set[tuple[int, int, str]], people: list[Beneficiary]) -> None:
    """One attendance for each activity where either was; the age said of the kept file wins."""
    kept, merged, other = (person.pk for person in people)
    hers = {activity: age for activity, person, age in known if person == merged}
    hers |= {activity: age for activity, person, age in known if person == kept}
    rest = {one for one in known if one[1] == other}
    assert attendances() == {(activity, kept, age) for activity, age in hers.items()} | rest


def record(cast: Cast, people: list[Beneficiary], present: list[Presence], deleted: bool) -> Activity:
    here = tuple(FollowedParticipant(people[rank].pk, band) for rank, band in present)
    made = activity(cast.awa_at_navette, cast.library, kind="collectif", followed=here, anonymous_total=1)
    if deleted:
        delete_activity(by=cast.awa, activity=made)
    return made


def attendances(of: list[Activity] | None = None) -> set[tuple[int, int, str]]:
    rows = Attendance.objects.all() if of is None else Attendance.objects.filter(activity__in=of)
    return set(rows.values_list("activity", "beneficiary", "age_band"))


def files() -> list[dict[str, object]]:
    return list(Beneficiary.objects.order_by("pk").values("pk", "merged_into", *FIELDS))


def test_a_deleted_activity_brought_back_after_the_undoing_is_still_hers(cast: Cast) -> None:
    kept, merged = follow(cast.navette), follow(cast.navette)
    made = record(cast, [kept, merged], [(1, "")], deleted=True)
    merge = merge_people(by=cast.awa, kept=kept, merged=merged, choices={}, client_uuid=uuid.uuid4())
    restore_activity(by=cast.awa, activity=made)
    undo_person_merge(by=cast.awa, merge=merge)
    assert list(made.attendances.values_list("beneficiary", flat=True)) == [merged.pk]
