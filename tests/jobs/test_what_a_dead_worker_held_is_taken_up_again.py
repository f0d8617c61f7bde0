"""A worker that dies without a word: its job is taken up by another, and what it would still say is not heard."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from tests.cast import Cast, make_cast
from tests.jobs.processes import process, wait_until
from tests.jobs.slow.apps import KIND, sleep_the_first_time
from trame.jobs import services
from trame.jobs.models import Job
from trame.jobs.reaper import Reaped, reap
from trame.jobs.services import Progress, Result, register, run_job, start_job

pytestmark = pytest.mark.django_db

SILENT = dt.timedelta(minutes=6)  # one more than the setting


@pytest.fixture(autouse=True)
def kinds(monkeypatch: pytest.MonkeyPatch, settings, tmp_path) -> None:
    monkeypatch.setattr(services, "_kinds", {})
    settings.MEDIA_ROOT = tmp_path / "files"
    register(KIND, sleep_the_first_time, attempts=2)


def running(cast: Cast, **fields: Any) -> Job:
    """A job that a worker took six minutes ago, and of which nothing was heard since."""
    job = start_job(kind=KIND, owner=cast.awa, payload={})
    then = timezone.now() - SILENT
    said = {"status": "running", "attempts": 1, "started_at": then, "heartbeat_at": then} | fields
    Job.objects.filter(pk=job.pk).update(**said)
    DBTaskResult.objects.update(status=TaskResultStatus.RUNNING, started_at=then)
    job.refresh_from_db()
    return job


def in_the_queue() -> list[str]:
    return sorted(DBTaskResult.objects.values_list("status", flat=True))


def test_it_waits_again_and_its_row_of_the_queue_is_closed(cast: Cast) -> None:
    job = running(cast)
    assert reap() == Reaped(put_back=1)
    job.refresh_from_db()
    assert (job.status, job.attempts) == (Job.Status.WAITING, 1)
    assert in_the_queue() == ["FAILED", "READY"]
    assert reap() == Reaped()
    run_job(job.pk)
    job.refresh_from_db()
    assert (job.status, job.attempts) == (Job.Status.DONE, 2)


def test_without_a_try_left_it_has_failed_in_words(cast: Cast) -> None:
    job = running(cast, attempts=2)
    assert reap() == Reaped(ended=1)
    job.refresh_from_db()
    assert job.status == Job.Status.FAILED
    assert job.message.startswith("Trame a un accroc. Rien n’est perdu : réessayez.")
    assert in_the_queue() == ["FAILED"]


def test_one_whose_owner_asked_to_stop_is_cancelled(cast: Cast) -> None:
    job = running(cast, cancel_requested=True)
    assert reap() == Reaped(ended=1)
    job.refresh_from_db()
    assert job.status == Job.Status.CANCELLED


def test_one_taken_before_signs_of_life_existed_is_taken_up_too(cast: Cast) -> None:
    running(cast, started_at=None, heartbeat_at=None, created_at=timezone.now() - SILENT)
    assert reap() == Reaped(put_back=1)


def test_one_that_gives_signs_of_life_is_left_alone(cast: Cast) -> None:
    job = running(cast, heartbeat_at=timezone.now() - dt.timedelta(minutes=4))
    assert reap() == Reaped()
    job.refresh_from_db()
    assert job.status == Job.Status.RUNNING
    assert in_the_queue() == ["RUNNING"]


def test_the_time_of_silence_is_a_setting(cast: Cast, settings) -> None:
    running(cast)
    settings.JOB_SILENT_MINUTES = 7
    assert reap() == Reaped()


def test_one_whose_worker_died_before_beginning_is_put_in_the_queue_again(cast: Cast) -> None:
    running(cast, status="waiting", attempts=0, started_at=None, heartbeat_at=None)
    assert reap() == Reaped(queued_again=1)
    assert in_the_queue() == ["FAILED", "READY"]
    assert reap() == Reaped()


def test_one_that_the_queue_has_lost_is_put_in_it_again(cast: Cast) -> None:
    start_job(kind=KIND, owner=cast.awa, payload={})
    DBTaskResult.objects.all().delete()
    assert reap() == Reaped(queued_again=1)
    assert in_the_queue() == ["READY"]


def test_one_just_taken_from_the_queue_is_not_put_in_it_twice(cast: Cast) -> None:
    start_job(kind=KIND, owner=cast.awa, payload={})
    DBTaskResult.objects.update(status=TaskResultStatus.RUNNING, started_at=timezone.now())
    assert reap() == Reaped()


def thought_dead(job: Job) -> None:
    """The machine slept for a while, and another took the job meanwhile."""
    Job.objects.filter(pk=job.pk).update(heartbeat_at=timezone.now() - SILENT)
    reap()


def test_a_worker_thought_dead_stops_at_its_next_step(cast: Cast) -> None:
    reached = []

    def wake_up(job: Job, progress: Progress) -> None:
        thought_dead(job)
        reached.append("before")
        progress.step(1, 2, "Encore là.")
        reached.append("after")

    register("wake_up", wake_up, attempts=2)
    job = start_job(kind="wake_up", owner=cast.awa, payload={})
    run_job(job.pk)
    job.refresh_from_db()
    assert (reached, job.status, job.done) == (["before"], Job.Status.WAITING, 0)


@pytest.mark.parametrize("ends", [Result(b"trop tard", "b.txt", "text/plain"), services.JobRefused("Non."), ValueError])
def test_what_a_worker_thought_dead_brings_is_dropped(ends: Any, cast: Cast, tmp_path: Path) -> None:
    def come_back(job: Job, progress: Progress) -> Result:
        thought_dead(job)
        if isinstance(ends, Result):
            return ends
        raise ends

    register("come_back", come_back, attempts=2)
    job = start_job(kind="come_back", owner=cast.awa, payload={})
    run_job(job.pk)
    job.refresh_from_db()
    assert (job.status, job.attempts, job.result.name) == (Job.Status.WAITING, 1, "")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.django_db(transaction=True)
def test_a_job_killed_with_its_worker_is_ended_by_another(settings, tmp_path: Path) -> None:
    job = start_job(kind=KIND, owner=make_cast().awa, payload={})
    worker = ["db_worker", "--no-startup-delay", "--no-reload", "--interval", "0.1"]
    with process(tmp_path, *worker) as first:
        wait_until(lambda: Job.objects.get(pk=job.pk).message == "Essai 1.")
        first.kill()
        first.wait()
    assert Job.objects.get(pk=job.pk).status == Job.Status.RUNNING
    assert in_the_queue() == ["RUNNING"]

    settings.JOB_SILENT_MINUTES = 0
    assert reap() == Reaped(put_back=1)
    with process(tmp_path, *worker, "--batch") as second:
        assert second.wait(60) == 0

    job.refresh_from_db()
    assert (job.status, job.attempts) == (Job.Status.DONE, 2)
    assert (tmp_path / "files" / str(job.result)).read_bytes() == b"fait"
    assert in_the_queue() == ["FAILED", "SUCCESSFUL"]
