"""Moments may name people: they leave with the person, with old notes, with a deleted activity; each has her copy."""

import datetime as dt
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client

from tests.cast import Cast, activity, follow
from tests.files.conftest import kept, picture, upload
from tests.files.sounds import wav
from trame.activity import own_data
from trame.activity.entry import FollowedParticipant
from trame.activity.erasure import erase_person
from trame.activity.models import Activity, Beneficiary, Moment
from trame.activity.person_file import KIND, activities_of, data, files_of, own_moments
from trame.activity.retention import RULES
from trame.activity.services import MomentSaid, delete_activity, delete_batch, keep_moment
from trame.files.models import StoredFile
from trame.jobs.models import Job
from trame.jobs.privacy.retention import apply_rule
from trame.jobs.services import run_job

pytestmark = pytest.mark.django_db
NOTES = next(rule for rule in RULES if rule.code == "notes")
DELETED = next(rule for rule in RULES if rule.code == "deleted_activities")


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def jeanne(cast: Cast) -> Beneficiary:
    return follow(cast.navette, name="Jeanne Le Bihan", pseudonym="P-7KQ2F")


def came(cast: Cast, person: Beneficiary, **said: Any) -> Activity:
    return activity(cast.awa_at_navette, cast.library, followed=(FollowedParticipant(person.pk),), **said)


def keep(cast: Cast, made: Activity, **said: Any) -> Moment:
    return keep_moment(by=cast.awa, activity=made, said=MomentSaid(**said))


def test_erasing_somebody_takes_the_moments_about_her_alone_bytes_included(
    cast: Cast, jeanne: Beneficiary, own_folder: Path, django_capture_on_commit_callbacks: Any
) -> None:
    alone, group = came(cast, jeanne), came(cast, jeanne, kind="collectif", anonymous_total=3)
    keep(cast, alone, sentence="Elle sourit.", photo=upload(picture()))
    keep(cast, group, sentence="LE BIHAN Jeanne a montré aux autres.")
    keep(cast, group, voice=upload(wav(), "n.wav"))
    assert len(kept(own_folder)) == 2
    with django_capture_on_commit_callbacks(execute=True):
        erase_person(by=cast.awa, person=jeanne)
    assert not Moment.objects.filter(activity=alone).exists()
    assert [one.sentence for one in Moment.objects.order_by("pk")] == ["[nom effacé] a montré aux autres.", ""]
    assert (StoredFile.objects.count(), len(kept(own_folder))) == (1, 1)


def test_those_of_a_deleted_activity_leave_too(cast: Cast, jeanne: Beneficiary) -> None:
    alone = came(cast, jeanne)
    keep(cast, alone, sentence="Elle sourit.")
    delete_activity(by=cast.awa, activity=alone)
    erase_person(by=cast.awa, person=jeanne)
    assert not Moment.objects.exists()


def test_the_page_says_so_before_and_names_the_workshops_to_read_again(
    cast: Cast, jeanne: Beneficiary, awa: Client
) -> None:
    keep(cast, came(cast, jeanne), sentence="Elle sourit.")
    group = came(cast, jeanne, kind="collectif", anonymous_total=3, title="Premiers pas")
    keep(cast, group, photo=upload(picture()))
    page = awa.get(f"/activites/personnes/{jeanne.client_uuid}/effacer/").content.decode()
    assert "1\u00a0moment gardé" in page
    assert f'href="/activites/{group.client_uuid}/"' in page


def test_moments_leave_with_old_notes(cast: Cast, own_folder: Path, django_capture_on_commit_callbacks: Any) -> None:
    old = activity(cast.awa_at_navette, cast.library, date=dt.date(2024, 1, 10), notes="Ancienne")
    recent = activity(cast.awa_at_navette, cast.library, date=dt.date(2024, 1, 12))
    keep(cast, old, sentence="Ancien", photo=upload(picture()))
    keep(cast, recent, sentence="Récent")
    with time_machine.travel("2026-01-12T10:00:00+01:00", tick=False):
        assert NOTES.due(cast.navette, dt.date(2024, 1, 12)) == 2
        with django_capture_on_commit_callbacks(execute=True):
            assert apply_rule(NOTES) == 2
        assert apply_rule(NOTES) == 0
    assert [one.sentence for one in Moment.objects.all()] == ["Récent"]
    assert kept(own_folder) == []


def test_the_files_of_a_deleted_activity_leave_with_it(
    cast: Cast, own_folder: Path, django_capture_on_commit_callbacks: Any
) -> None:
    made = activity(cast.awa_at_navette, cast.library)
    keep(cast, made, photo=upload(picture()))
    delete_activity(by=cast.awa, activity=made)
    with time_machine.travel("2026-06-10T10:00:00+01:00"), django_capture_on_commit_callbacks(execute=True):
        apply_rule(DELETED)
    assert not Moment.objects.exists()
    assert not StoredFile.objects.exists()
    assert kept(own_folder) == []


def test_taking_back_an_import_sets_aside_what_a_moment_was_kept_of(cast: Cast) -> None:
    made = activity(cast.awa_at_navette, cast.library)
    batch = made.client_uuid
    Activity.objects.update(batch=batch)
    keep(cast, made, photo=upload(picture()))
    assert delete_batch(organisation=cast.navette, batch=batch, written_at=made.updated_at) == 1
    assert Activity.objects.get().deleted_at
    assert Moment.objects.count() == 1


def test_the_copy_of_a_person_holds_the_moments_about_her_alone(cast: Cast, jeanne: Beneficiary) -> None:
    alone, group = came(cast, jeanne), came(cast, jeanne, kind="collectif", anonymous_total=3)
    moment = keep(cast, alone, sentence="Elle sourit.", photo=upload(picture()))
    keep(cast, group, sentence="Tout le monde rit.")
    activities = activities_of(jeanne)
    name = f"moments/2025-03-03-photo-{moment.client_uuid.hex[:8]}.png"
    said = [one["moments"] for one in data(jeanne, activities)["accompagnements"]]
    assert said == [[{"phrase": "Elle sourit.", "fichier": name}], []]
    (part,) = files_of(one for made in activities for one in own_moments(made))
    assert (part.name, part.content[:4]) == (name, b"\x89PNG")
    job = Job.objects.create(kind=KIND, owner=cast.awa, payload={"person": jeanne.pk})
    run_job(job.pk)
    job.refresh_from_db()
    with job.result.open("rb") as result, zipfile.ZipFile(io.BytesIO(result.read())) as archive:
        assert set(archive.namelist()) == {"mes-donnees.pdf", "mes-donnees.json", name}


def test_the_copy_of_a_professional_holds_what_she_kept_where_she_mediates(cast: Cast) -> None:
    made = activity(cast.awa_at_navette, cast.library)
    keep(cast, made, sentence="Un mot")
    keep(cast, made, voice=upload(wav(), "n.wav"))
    names = [part.name for part in own_data.moments(cast.awa)]
    assert names[:2] == ["moments.csv", "moments.json"]
    assert len(names) == 3
    assert b"Un mot" in own_data.moments(cast.awa)[0].content
    assert [part.name for part in own_data.moments(cast.chloe)] == ["moments.csv", "moments.json"]
    cast.awa_at_navette.ends_on = dt.date(2026, 3, 2)
    cast.awa_at_navette.save()
    after = own_data.moments(cast.awa)
    assert len(after) == 2
    assert b"Un mot" not in after[0].content
    assert b"La Navette" in after[0].content


def test_bytes_that_the_disk_has_lost_stop_no_copy(cast: Cast, own_folder: Path) -> None:
    keep(cast, activity(cast.awa_at_navette, cast.library), photo=upload(picture()))
    kept(own_folder)[0].unlink()
    assert len(own_data.moments(cast.awa)) == 2
