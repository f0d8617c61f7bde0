"""Files made in the background, what brings them and what is left of them: seven days, no more."""

import datetime as dt
import os
from pathlib import Path

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from tests.cast import Cast
from trame.interchange.imports.models import ImportBatch
from trame.jobs import daily
from trame.jobs.models import ChoreRun, Job
from trame.jobs.services import start_job

pytestmark = pytest.mark.django_db


@pytest.fixture
def finished(cast: Cast, settings, tmp_path: Path) -> Job:
    settings.MEDIA_ROOT = tmp_path
    job = Job.objects.create(
        kind="report.document", owner=cast.awa, status=Job.Status.DONE, finished_at=timezone.now(), result_name="b.pdf"
    )
    job.result.save("b", ContentFile(b"contenu"))
    return job


def round_in(days: int) -> None:
    with time_machine.travel(timezone.now() + dt.timedelta(days=days)):
        assert None not in [done.number for done in daily.run_round()]


def files(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in folder.rglob("*") if path.is_file()]


def test_a_file_made_more_than_seven_days_ago_is_erased(finished: Job, tmp_path: Path) -> None:
    round_in(6)
    assert Job.objects.filter(pk=finished.pk).exists()
    assert files(tmp_path) == [b"contenu"]
    round_in(8)
    assert not Job.objects.filter(pk=finished.pk).exists()
    assert files(tmp_path) == []


def test_a_failed_job_is_erased_and_one_that_waits_is_not(finished: Job) -> None:
    Job.objects.update(status=Job.Status.FAILED)
    waiting = start_job(kind="report.document", owner=finished.owner, payload={})
    round_in(8)
    assert list(Job.objects.all()) == [waiting]


def test_a_file_left_without_its_row_is_erased(finished: Job, tmp_path: Path) -> None:
    """So it is when an account is deleted, or when a worker dies between the two."""
    Job.objects.all().delete()
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "p").write_bytes(b"image")
    assert sorted(files(tmp_path)) == [b"contenu", b"image"]
    round_in(6)
    assert sorted(files(tmp_path)) == [b"contenu", b"image"]
    round_in(8)
    assert files(tmp_path) == [b"image"]


def test_a_file_whose_job_is_still_there_is_kept_whatever_its_age(finished: Job, tmp_path: Path) -> None:
    os.utime(tmp_path / str(finished.result), (0, 0))
    round_in(0)
    assert files(tmp_path) == [b"contenu"]


def test_rows_of_the_queue_go_too_but_not_those_that_wait(finished: Job) -> None:
    for _ in range(2):
        start_job(kind="report.document", owner=finished.owner, payload={})
    ended = DBTaskResult.objects.earliest("enqueued_at")
    DBTaskResult.objects.filter(pk=ended.pk).update(status=TaskResultStatus.SUCCESSFUL, finished_at=timezone.now())
    round_in(6)
    assert DBTaskResult.objects.count() == 2
    round_in(8)
    assert list(DBTaskResult.objects.values_list("status", flat=True)) == [TaskResultStatus.READY]


def test_rows_of_a_file_deposited_and_never_imported_go_too(cast: Cast) -> None:
    at_navette = {"membership": cast.awa_at_navette, "organisation": cast.navette}
    ImportBatch.objects.create(owner=cast.awa, partner="coop", content=b"Nolwenn Riou", **at_navette)
    round_in(6)
    assert ImportBatch.objects.count() == 1
    round_in(8)
    assert ImportBatch.objects.count() == 0


def test_the_proofs_of_rounds_are_kept_a_year() -> None:
    today = timezone.localdate()
    for days in (360, 370):
        ChoreRun.objects.create(chore="a", due_on=today - dt.timedelta(days=days), started_at=timezone.now())
    round_in(0)
    assert [run.due_on for run in ChoreRun.objects.filter(chore="a")] == [today - dt.timedelta(days=360)]
