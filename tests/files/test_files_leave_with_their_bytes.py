"""What is deleted is seen by nobody at once, and its bytes are erased; no byte stays without its row."""

import datetime as dt
import os
from pathlib import Path

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.test import Client, TestCase
from django.utils import timezone

from tests.cast import Cast
from tests.files.conftest import kept, picture, upload
from trame.files import services
from trame.files.models import StoredFile
from trame.files.services import delete_file, erase_files, store_picture
from trame.jobs import daily
from trame.people.models import JournalEntry

pytestmark = pytest.mark.django_db


def round_of_the_day() -> None:
    """What files ask of it; what waits for the commit is done."""
    assert {"fichiers retirés il y a plus de trente jours", "contenus de fichiers effacés"} <= set(daily.chores())
    with TestCase.captureOnCommitCallbacks(execute=True):
        services.erase_deleted_files()
        services.erase_orphan_bytes()


@pytest.fixture
def photo(cast: Cast) -> StoredFile:
    return store_picture(by=cast.awa, organisation=cast.navette, upload=upload(picture()))


def test_a_deleted_file_is_seen_by_nobody_and_erased_after_thirty_days(
    cast: Cast, photo: StoredFile, own_folder: Path, client: Client
) -> None:
    delete_file(by=cast.bruno, file=photo)
    client.force_login(cast.awa)
    assert client.get(f"/fichiers/{photo.pk}/").status_code == 404
    assert not StoredFile.objects.visible_to(cast.awa).exists()
    with time_machine.travel(timezone.now() + dt.timedelta(days=29)):
        round_of_the_day()
    assert len(kept(own_folder)) == 1
    with time_machine.travel(timezone.now() + dt.timedelta(days=31)):
        round_of_the_day()
    assert kept(own_folder) == []
    assert not StoredFile.objects.exists()


def test_a_stranger_deletes_nothing(cast: Cast, photo: StoredFile) -> None:
    for foreigner in (cast.chloe, cast.denis, cast.erwan, cast.fatou):
        with pytest.raises(PermissionDenied):
            delete_file(by=foreigner, file=photo)
    assert StoredFile.objects.get().deleted_at is None


def test_keeping_and_deleting_are_in_the_journal(cast: Cast, photo: StoredFile) -> None:
    delete_file(by=cast.awa, file=photo)
    delete_file(by=cast.awa, file=photo)
    lines = JournalEntry.objects.filter(action__startswith="file.").order_by("pk")
    assert [(line.action, line.object_id) for line in lines] == [
        ("file.stored", str(photo.pk)),
        ("file.deleted", str(photo.pk)),
    ]


def test_erasing_takes_the_bytes_too(cast: Cast, photo: StoredFile, own_folder: Path) -> None:
    other = store_picture(by=cast.chloe, organisation=cast.port, upload=upload(picture()))
    with TestCase.captureOnCommitCallbacks(execute=True):
        assert erase_files(StoredFile.objects.filter(organisation=cast.navette)) == 1
        assert len(kept(own_folder)) == 2, "until the commit nothing is lost"
    assert [path.relative_to(own_folder).as_posix() for path in kept(own_folder)] == [other.content.name]


def test_a_file_whose_row_is_refused_leaves_no_bytes(
    cast: Cast, own_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "clean_name", lambda *args: "")
    with pytest.raises(IntegrityError):
        store_picture(by=cast.awa, organisation=cast.navette, upload=upload(picture()))
    assert kept(own_folder) == []


def test_bytes_without_a_row_are_erased_once_a_day_old(cast: Cast, photo: StoredFile, own_folder: Path) -> None:
    orphan, recent = (own_folder / "files" / "aa" / name for name in ("a" * 32, "b" * 32))
    orphan.parent.mkdir(parents=True, exist_ok=True)
    for path in (orphan, recent):
        path.write_bytes(b"x")
    yesterday = (timezone.now() - dt.timedelta(hours=25)).timestamp()
    os.utime(orphan, (yesterday, yesterday))
    os.utime(own_folder / str(photo.content.name), (yesterday, yesterday))
    round_of_the_day()
    assert not orphan.exists()
    assert recent.exists()
    assert (own_folder / str(photo.content.name)).exists()


def test_the_erasure_of_a_structure_leaves_no_bytes(cast: Cast, photo: StoredFile, own_folder: Path) -> None:
    StoredFile.objects.filter(organisation=cast.navette).delete()
    assert len(kept(own_folder)) == 1
    with time_machine.travel(timezone.now() + dt.timedelta(days=2)):
        round_of_the_day()
    assert kept(own_folder) == []


def test_files_of_other_apps_are_left_alone(own_folder: Path) -> None:
    result = own_folder / "jobs" / "2026" / "b.pdf"
    result.parent.mkdir(parents=True)
    result.write_bytes(b"x")
    with time_machine.travel(timezone.now() + dt.timedelta(days=400)):
        round_of_the_day()
    assert result.exists()
