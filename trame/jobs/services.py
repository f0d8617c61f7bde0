"""Verbs of background work: declare a kind, start a job, cancel it, begin it again, run it."""

import datetime as dt
import logging
import os
import platform
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import IO
from uuid import UUID

from django.core.files.base import ContentFile, File
from django.db import connection, transaction
from django.db.models import F, Q
from django.utils import timezone

from trame.people.models import User

from .heartbeat import beating
from .models import Job, JobQuerySet

logger = logging.getLogger(__name__)

FIRST_WAIT, LONGEST_WAIT = dt.timedelta(seconds=10), dt.timedelta(hours=1)
WAITING_MESSAGE = "En attente."
AGAIN_MESSAGE = "Un incident a interrompu la préparation."


class JobCancelled(Exception):
    """Its owner asked to stop; raised at the next step, so that the work ends between two steps."""


class JobLost(Exception):
    """This worker was taken for dead and its job given to another: what it was doing is dropped."""


class JobRefused(Exception):
    """The work cannot be done; its message is a French sentence shown to the owner. It is not tried again."""


@dataclass(frozen=True)
class Result:
    """The file a job ends with: its bytes, or a file open in binary, read a piece at a time, then closed."""

    content: bytes | IO[bytes]
    name: str
    mime_type: str


class Progress:
    """What a running job tells: `step(done, total, message)`, which raises JobCancelled when asked to stop."""

    def __init__(self, job: Job) -> None:
        self.job = job

    def step(self, done: int, total: int, message: str) -> None:
        attempt = attempt_of(self.job)
        asked_to_stop = attempt.values_list("cancel_requested", flat=True).first()
        if asked_to_stop is None:
            raise JobLost
        if asked_to_stop:
            raise JobCancelled
        attempt.update(done=min(done, total), total=max(total, 1), message=message[:300], heartbeat_at=timezone.now())


Worker = Callable[[Job, Progress], Result | None]
StillOpen = Callable[[Job], bool]


@dataclass(frozen=True)
class Kind:
    worker: Worker
    attempts: int
    still_open: StillOpen | None


_kinds: dict[str, Kind] = {}


def register(kind: str, worker: Worker, attempts: int = 1, still_open: StillOpen | None = None) -> None:
    """Declare, in an app's ready(), the function that does the work of `kind`.

    With `attempts` above 1, an unexpected error or the death of the worker begins it again from the start: declare
    so only what can be done twice without harm. `still_open(job)`: whether its owner may still fetch the file, asked
    each time; without it, the file is hers for as long as it is kept.
    """
    _kinds[kind] = Kind(worker, attempts, still_open)


def may_fetch(job: Job) -> bool:
    """Whether the file of this job, made when its owner had the right to it, may be given to her now."""
    kind = _kinds.get(job.kind)
    return kind is None or kind.still_open is None or kind.still_open(job)


@transaction.atomic
def start_job(*, kind: str, owner: User, payload: Mapping[str, int | str], back_url: str = "") -> Job:
    """Write a job, which a worker takes once the transaction commits. Raises KeyError for an unknown kind."""
    job = Job.objects.create(
        kind=kind,
        owner=owner,
        payload=dict(payload),
        back_url=back_url,
        message=WAITING_MESSAGE,
        max_attempts=_kinds[kind].attempts,
    )
    enqueue(job)
    return job


def enqueue(job: Job) -> None:
    """Put a waiting job in the queue: its row is written in the same transaction as the job, and not seen before."""
    from .tasks import run  # tasks imports this module

    run.using(run_after=job.next_try_at).enqueue(str(job.pk))


def cancel_job(*, job: Job) -> None:
    """Ask a job to stop: at once when it waits, at its next step when it runs; without effect when over."""
    waiting = Job.objects.filter(pk=job.pk, status=Job.Status.WAITING)
    if not waiting.update(status=Job.Status.CANCELLED, finished_at=timezone.now(), message="Annulée."):
        Job.objects.filter(pk=job.pk, status=Job.Status.RUNNING).update(cancel_requested=True)


@transaction.atomic
def retry_job(*, job: Job) -> None:
    """Begin a failed job again, with as many attempts as at first; without effect on any other."""
    failed = Job.objects.select_for_update().filter(pk=job.pk, status=Job.Status.FAILED).first()
    if failed is None:
        return
    failed.status, failed.message, failed.done = Job.Status.WAITING, WAITING_MESSAGE, 0
    failed.attempts, failed.cancel_requested = 0, False
    failed.next_try_at = failed.finished_at = None
    failed.save()
    enqueue(failed)


def run_job(job_id: UUID | str) -> None:
    """Do the work of a waiting job; a job already taken, cancelled, over or not yet due is left alone."""
    job = _take(job_id)
    if job is None:
        return
    try:
        with beating(attempt_of(job)):
            result = _kinds[job.kind].worker(job, Progress(job))
    except JobCancelled:
        _finish(job, Job.Status.CANCELLED, "Annulée.")
    except JobRefused as refusal:
        _finish(job, Job.Status.FAILED, str(refusal))
    except JobLost:
        logger.warning("job %s was given to another worker", job.pk)
    except (KeyboardInterrupt, SystemExit):
        put_back(job)
        raise
    except Exception:
        # The traceback may quote content: it goes to the log with the job's id alone.
        logger.exception("job %s of kind %s failed at attempt %d", job.pk, job.kind, job.attempts)
        _renew_connection()
        put_back(job, wait=_wait_after(job.attempts))
    else:
        _finish(job, Job.Status.DONE, "Terminée.", result)


def attempt_of(job: Job) -> JobQuerySet:
    """The row of `job` while it is in the attempt that `job` knows; no row once it was taken from it."""
    return Job.objects.filter(pk=job.pk, status=Job.Status.RUNNING, started_at=job.started_at)


@transaction.atomic
def put_back(job: Job, *, wait: dt.timedelta = dt.timedelta(0)) -> Job.Status | None:
    """End an attempt that did not end well: the job waits for another if one remains, else it has failed.

    Cancelled when its owner asked for it. Returns what it has become; None when the attempt was already over.
    """
    now = attempt_of(job).select_for_update().first()
    if now is None:
        return None
    if now.cancel_requested:
        return _close(now, Job.Status.CANCELLED, "Annulée.")
    if now.attempts >= now.max_attempts:
        code = str(now.pk)[:8]
        return _close(now, Job.Status.FAILED, f"Trame a un accroc. Rien n’est perdu : réessayez. Code {code}.")
    now.status, now.message, now.next_try_at = Job.Status.WAITING, AGAIN_MESSAGE, timezone.now() + wait
    now.save()
    enqueue(now)
    return Job.Status.WAITING


def _take(job_id: UUID | str) -> Job | None:
    now = timezone.now()
    due = Q(next_try_at=None) | Q(next_try_at__lte=now)
    waiting = Job.objects.filter(due, pk=job_id, status=Job.Status.WAITING, attempts__lt=F("max_attempts"))
    taken = waiting.update(
        status=Job.Status.RUNNING,
        attempts=F("attempts") + 1,
        started_at=now,
        heartbeat_at=now,
        next_try_at=None,
        worker=f"{platform.node()}:{os.getpid()}"[:100],
        done=0,
        message="C’est commencé.",
    )
    return Job.objects.get(pk=job_id) if taken else None


def _wait_after(attempts: int) -> dt.timedelta:
    """10 s, 40 s, 160 s… up to an hour, each longer or shorter by a quarter: jobs that fell together part again."""
    wait: dt.timedelta = min(FIRST_WAIT * 4 ** min(attempts - 1, 10), LONGEST_WAIT)
    return wait * random.uniform(0.75, 1.25)  # noqa: S311 (spreads the load, hides nothing)


def _renew_connection() -> None:
    """The connection may be what failed: the next query opens another if it answers no more."""
    if not connection.in_atomic_block:
        connection.close_if_unusable_or_obsolete()


@transaction.atomic
def _finish(job: Job, status: Job.Status, message: str, result: Result | None = None) -> None:
    content = _as_file(result) if result else None
    now = attempt_of(job).select_for_update().first()
    if now is None:
        logger.warning("job %s was given to another worker: what this one made is dropped", job.pk)
    else:
        if result and content:
            now.result_name, now.result_type = result.name, result.mime_type
            now.result.save(f"{now.pk}", content, save=False)
        _close(now, status, message)
    if content:
        content.close()


def _as_file(result: Result) -> "File[bytes]":
    return ContentFile(result.content) if isinstance(result.content, bytes) else File(result.content)


def _close(job: Job, status: Job.Status, message: str) -> Job.Status:
    job.status, job.message, job.finished_at = status, message[:300], timezone.now()
    if status == Job.Status.DONE:
        job.done = job.total
    job.save()
    return status
