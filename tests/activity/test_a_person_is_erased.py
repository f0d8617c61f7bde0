"""Erasing somebody turns her attendances into counters: her name leaves, no figure about attendances moves."""

import datetime as dt
import json
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from tests.cast import Cast, activity, entry, follow
from tests.sessions import sign_in
from trame.activity.entry import FollowedParticipant, NewPerson
from trame.activity.erasure import erase_person
from trame.activity.models import Activity, AnonymousResidence, Attendance, Beneficiary, Tag, TagAlias
from trame.activity.services import (
    EntryRefused,
    NotAllowed,
    ReplayConflict,
    delete_activity,
    merge_tags,
    record_activity,
    rename_tag,
    restore_activity,
)
from trame.jobs.models import Job
from trame.people.models import JournalEntry
from trame.report.services import begin_report, publish_report
from trame.statistics.engine import compute, scope_for

pytestmark = pytest.mark.django_db

JEANNE: dict[str, Any] = {
    "name": "Jeanne Le Bihan",
    "pseudonym": "P-7KQ2F",
    "gender": "feminin",
    "birth_year": 1955,
    "status": "retraite",
    "residence_id": "29232",
}


@pytest.fixture
def jeanne(cast: Cast) -> Beneficiary:
    return follow(cast.navette, **JEANNE)


def came(cast: Cast, person: Beneficiary, **said: Any) -> Activity:
    return activity(cast.awa_at_navette, cast.library, followed=(FollowedParticipant(person.pk),), **said)


def again(made: Activity) -> Activity:
    return Activity.objects.get(pk=made.pk)


def test_each_attendance_becomes_one_anonymous_participant_known_one_axis_at_a_time(
    cast: Cast, jeanne: Beneficiary
) -> None:
    first = came(cast, jeanne, date=dt.date(2024, 6, 1))
    workshop = came(cast, jeanne, kind="collectif", date=dt.date(2025, 6, 1), anonymous_total=8,
                    anonymous={"anonymous_gender_feminin": 3, "anonymous_known": 2},
                    anonymous_residences={"29232": 4})  # fmt: skip
    erase_person(by=cast.awa, person=jeanne)
    first, workshop = again(first), again(workshop)
    assert (first.anonymous_total, first.anonymous_new, first.anonymous_known) == (1, 1, 0)
    assert (first.anonymous_gender_feminin, first.anonymous_age_soixante_soixante_neuf) == (1, 1)
    assert (workshop.anonymous_total, workshop.anonymous_new, workshop.anonymous_known) == (9, 0, 3)
    assert (workshop.anonymous_gender_feminin, workshop.anonymous_status_retraite) == (4, 1)
    # 2025 - 1955 = 70: the band is that of the day, not of the person.
    assert (workshop.anonymous_age_soixante_soixante_neuf, workshop.anonymous_age_soixante_dix_plus) == (0, 1)
    assert list(AnonymousResidence.objects.order_by("n").values_list("commune", "n")) == [("29232", 1), ("29232", 5)]
    assert not Beneficiary.objects.exists()
    assert not Attendance.objects.exists()


def test_what_was_never_said_stays_unsaid(cast: Cast) -> None:
    person = follow(cast.navette)
    made = came(cast, person)
    erase_person(by=cast.awa, person=person)
    made = again(made)
    assert (made.anonymous_total, made.anonymous_new) == (1, 1)
    assert made.anonymous_gender_feminin + made.anonymous_gender_masculin + made.anonymous_status_retraite == 0
    assert not AnonymousResidence.objects.exists()


def test_the_figures_of_attendances_are_the_same_before_and_after(cast: Cast, jeanne: Beneficiary) -> None:
    other = follow(cast.navette, gender="masculin", age_band="douze_dix_huit")
    came(cast, jeanne, date=dt.date(2025, 1, 10))
    came(cast, other, date=dt.date(2025, 2, 10))
    both = (FollowedParticipant(jeanne.pk), FollowedParticipant(other.pk, "dix_huit_vingt_quatre"))
    activity(cast.awa_at_navette, cast.library, kind="collectif", followed=both, anonymous_total=4)
    before = figures(cast)
    erase_person(by=cast.awa, person=jeanne)
    after = figures(cast)
    assert (before.pop("followed_people")["n"], after.pop("followed_people")["n"]) == (2, 1)
    assert (before.pop("anonymous_attendances")["n"], after.pop("anonymous_attendances")["n"]) == (4, 6)
    assert before["attendances"]["n"] == 8
    assert after == before


# What tells one person from another: somebody erased is nobody any more.
ABOUT_PERSONS = {
    "beneficiaries", "followed_people_by_venue", "anonymous_by_venue", "people_seen_again", "sessions_per_person",
    "regular_people", "people_by_sessions",
}  # fmt: skip


def figures(cast: Cast) -> dict[str, Any]:
    scope = scope_for(cast.awa, start=dt.date(2020, 1, 1), end=dt.date(2026, 12, 31))
    found = compute(scope, reader=cast.awa)
    return {code: figure.as_dict() for code, figure in found.items() if code not in ABOUT_PERSONS}


def test_an_activity_set_aside_brings_nobody_back(cast: Cast, jeanne: Beneficiary) -> None:
    made = came(cast, jeanne)
    delete_activity(by=cast.awa, activity=made)
    erase_person(by=cast.awa, person=jeanne)
    restore_activity(by=cast.awa, activity=again(made))
    made = again(made)
    # Whether it would have been her first cannot be known any more.
    assert (made.anonymous_total, made.anonymous_new, made.anonymous_known) == (1, 0, 0)
    assert not Beneficiary.objects.exists()


def test_the_notes_about_her_alone_leave_and_those_of_workshops_lose_her_name(cast: Cast, jeanne: Beneficiary) -> None:
    alone = came(cast, jeanne, notes="Sa fille s’appelle Rozenn.")
    workshop = came(
        cast, jeanne, kind="collectif", anonymous_total=1, notes="Avec LE BIHAN  Jeanné et P-7KQ2F, à l’aise."
    )
    elsewhere = activity(cast.awa_at_navette, cast.library, notes="Envoyé par jeanne le-bihan.", procedure_name="Bihan")
    erase_person(by=cast.awa, person=jeanne)
    assert again(alone).notes == ""
    assert again(workshop).notes == "Avec [nom effacé] et [nom effacé], à l’aise."
    assert again(elsewhere).notes == "Envoyé par [nom effacé]."


def test_a_tag_of_her_name_is_renamed_and_still_counts(cast: Cast, jeanne: Beneficiary) -> None:
    came(cast, jeanne, tags=("Jeanne Le Bihan", "e-mail"))
    erase_person(by=cast.awa, person=jeanne)
    names = set(Tag.objects.values_list("name", flat=True))
    assert len(names) == 2
    assert not [name for name in names if "Bihan" in name]


def test_the_other_names_and_the_descriptions_of_tags_lose_her_name_too(cast: Cast, jeanne: Beneficiary) -> None:
    by, place = cast.awa, cast.navette
    came(cast, jeanne, tags=("famille", "Le Bihan Jeanne", "suivi"))
    found = {tag.name: tag for tag in Tag.objects.all()}
    rename_tag(by=by, tag=found["suivi"], name="fidèle", description="Comme Jeanne Le Bihan, depuis 2024.")
    merge_tags(by=by, kept=found["famille"], merged=found["Le Bihan Jeanne"])
    TagAlias.objects.create(
        tag=found["famille"], organisation=place, name="jeanne le bihan", search_key="jeanne le bihan"
    )
    erase_person(by=by, person=jeanne)
    told = [*Tag.objects.values_list("name", "description"), *TagAlias.objects.values_list("name", "search_key")]
    assert not [words for words in told if "bihan" in " ".join(words).lower()]
    assert Tag.objects.get(name="fidèle").description == "Comme [nom effacé], depuis 2024."
    assert [alias.name for alias in TagAlias.objects.all()] == ["suivi"]


def test_a_name_of_one_word_is_not_hunted_in_other_texts(cast: Cast) -> None:
    person = follow(cast.navette, name="Rose", pseudonym="Rose")
    flowers = activity(cast.awa_at_navette, cast.library, notes="Une rose en couverture.")
    erase_person(by=cast.awa, person=person)
    assert again(flowers).notes == "Une rose en couverture."


def test_another_structure_s_words_are_left_alone(cast: Cast, jeanne: Beneficiary) -> None:
    theirs = activity(cast.chloe_at_port, cast.quay, notes="Jeanne Le Bihan")
    erase_person(by=cast.awa, person=jeanne)
    assert again(theirs).notes == "Jeanne Le Bihan"


def test_looking_for_her_finds_nothing(cast: Cast, jeanne: Beneficiary, awa: Client) -> None:
    came(cast, jeanne, notes="Jeanne Le Bihan revient mardi.", procedure_name="")
    for text in ("Jeanne", "Le Bihan", "P-7KQ2F"):
        assert found(awa, text) == 1
    erase_person(by=cast.awa, person=jeanne)
    for text in ("Jeanne", "Le Bihan", "P-7KQ2F"):
        assert found(awa, text) == 0


def found(client: Client, text: str) -> int:
    answer = client.post("/activites/recherche/", {"q": text})
    return sum(len(day.activities) for day in answer.context["listing"].days)


def test_replaying_the_record_that_named_her_writes_nothing(cast: Cast) -> None:
    """The phone that kept it may send it again: the digest of what was typed left with her."""
    said = entry(cast.library, to_follow=NewPerson(name="Jeanne Le Bihan"), anonymous_total=0)
    record_activity(by=cast.awa, membership=cast.awa_at_navette, entry=said)
    erase_person(by=cast.awa, person=Beneficiary.objects.get())
    assert Activity.objects.get().content_digest == ""
    with pytest.raises(ReplayConflict):
        record_activity(by=cast.awa, membership=cast.awa_at_navette, entry=said)
    assert not Beneficiary.objects.exists()


def test_a_form_opened_before_cannot_bring_her_back(cast: Cast, jeanne: Beneficiary, awa: Client) -> None:
    made = came(cast, jeanne)
    erase_person(by=cast.awa, person=jeanne)
    with pytest.raises(EntryRefused):
        activity(cast.awa_at_navette, cast.library, followed=(FollowedParticipant(jeanne.pk),))
    assert awa.get(f"/activites/{made.client_uuid}/").status_code == 200


def test_the_files_that_name_her_leave_with_her(cast: Cast, jeanne: Beneficiary, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    kinds = ("activity.person_file", "privacy.own_data", "report.document")
    jobs = [
        Job.objects.create(kind=kind, owner=cast.awa, status=Job.Status.DONE, finished_at=timezone.now(),
                           payload={"person": jeanne.pk})
        for kind in kinds
    ]  # fmt: skip
    for job in jobs:
        job.result.save("f", ContentFile(b"Jeanne"))
    elsewhere = Job.objects.create(kind=kinds[0], owner=cast.chloe)
    erase_person(by=cast.awa, person=jeanne)
    assert set(Job.objects.all()) == {jobs[2], elsewhere}
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1


def test_a_frozen_bilan_never_held_her_name(cast: Cast, jeanne: Beneficiary) -> None:
    came(cast, jeanne, notes="Jeanne Le Bihan", tags=("Jeanne",))
    frozen = publish_report(by=cast.awa, report=begin_report(by=cast.awa, organisation=cast.navette, year=2025))
    written = json.dumps(frozen.snapshot, ensure_ascii=False)
    assert frozen.snapshot["figures"]["attendances"]["n"] == 1
    assert not [word for word in ("Bihan", "P-7KQ2F", str(jeanne.client_uuid)) if word in written]


def test_the_journal_says_who_erased_and_not_whom(cast: Cast, jeanne: Beneficiary) -> None:
    erase_person(by=cast.bruno, person=jeanne)
    line = JournalEntry.objects.get(action="person.erased")
    assert (line.organisation, line.object_type) == (cast.navette, "activity.beneficiary")
    assert "Bihan" not in str(vars(line))


def test_a_stranger_erases_nobody(cast: Cast, jeanne: Beneficiary) -> None:
    for by in (cast.chloe, cast.denis, cast.erwan, cast.fatou):
        with pytest.raises(NotAllowed):
            erase_person(by=by, person=jeanne)
    assert Beneficiary.objects.exists()


def test_ten_thousand_participants_leave_room_for_who_is_erased_one_day(cast: Cast, jeanne: Beneficiary) -> None:
    with pytest.raises(EntryRefused):
        came(cast, jeanne, kind="collectif", anonymous_total=10_000)
    made = came(cast, jeanne, kind="collectif", anonymous_total=9_999)
    erase_person(by=cast.awa, person=jeanne)
    assert again(made).anonymous_total == 10_000


def test_the_page_says_what_leaves_and_what_stays_then_does_it(cast: Cast, jeanne: Beneficiary, client: Client) -> None:
    came(cast, jeanne, notes="Une note.")
    workshop = came(cast, jeanne, kind="collectif", title="Tricot", anonymous_total=1, notes="La dame au chapeau.")
    address = f"/activites/personnes/{jeanne.client_uuid}/effacer/"
    sign_in(client, cast.bruno)
    page = client.get(address).content.decode()
    assert "2\xa0accompagnements" in page
    assert str(workshop.client_uuid) in page
    assert "Bihan" not in page  # a manager sees the pseudonym
    assert client.post(address).status_code == 302
    assert client.post(address).status_code == 404  # sent twice
    assert not Beneficiary.objects.exists()
