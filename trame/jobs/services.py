"""Verbs of background work: declare a kind, start a job, run it, cancel it."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from trame.people.models import User

from .models import Job

logger = logging.getLogger(__name__)


class JobCancelled(Exception):
    """Its owner asked to stop; raised at the next step, so that the work ends between two steps."""


class JobRefused(Exception):
    """The work cannot be done; its message is a French sentence shown to the owner."""


@dataclass(frozen=True)
class Result:
    """The file a job ends with."""

    content: bytes
    name: str
    mime_type: str


class Progress:
    """What a running job tells: `step(done, total, message)`, which raises JobCancelled when asked to stop."""

    def __init__(self, job: Job) -> None:
        self.job = job

    def step(self, done: int, total: int, message: str) -> None:
        job = Job.objects.get(pk=self.job.pk)
        if job.cancel_requested:
            raise JobCancelled
        Job.objects.filter(pk=job.pk).update(done=min(done, total), total=max(total, 1), message=message)


Worker = Callable[[Job, Progress], Result | None]
_workers: dict[str, Worker] = {}


def register(kind: str, worker: Worker) -> None:
    """Declare, in an app's ready(), the function that does the work of `kind`."""
    _workers[kind] = worker


@transaction.atomic
def start_job(*, kind: str, owner: User, payload: Mapping[str, int | str], back_url: str = "") -> Job:
    """Write a job and hand it to the worker once the transaction commits. Raises KeyError for an unknown kind."""
    from .tasks import run  # tasks imports this module

    _workers[kind]
    job = Job.objects.create(kind=kind, owner=owner, payload=dict(payload), back_url=back_url, message="En attente.")
    transaction.on_commit(partial(run.enqueue, str(job.pk)))
    return job


def cancel_job(*, job: Job) -> None:
    """Ask a job to stop: at once when it has not begun, at its next step when it runs; without effect when over."""
    waiting = Job.objects.filter(pk=job.pk, status=Job.Status.WAITING)
    if not waiting.update(status=Job.Status.CANCELLED, finished_at=timezone.now(), message="Annulée."):
        Job.objects.filter(pk=job.pk, status=Job.Status.RUNNING).update(cancel_requested=True)


def run_job(job_id: UUID | str) -> None:
    """Do the work of a waiting job; a job already taken, cancelled or over is left alone."""
    taken = Job.objects.filter(pk=job_id, status=Job.Status.WAITING).update(status=Job.Status.RUNNING)
    if not taken:
        return
    job = Job.objects.get(pk=job_id)
    try:
        result = _workers[job.kind](job, Progress(job))
    except JobCancelled:
        _finish(job, Job.Status.CANCELLED, "Annulée.")
    except JobRefused as refusal:
        _finish(job, Job.Status.FAILED, str(refusal))
    except Exception:
        # The traceback may quote content: it goes to the log with the job's id alone.
        logger.exception("job %s of kind %s failed", job.pk, job.kind)
        _finish(job, Job.Status.FAILED, f"Trame a un accroc. Rien n’est perdu : réessayez. Code {str(job.pk)[:8]}.")
    else:
        _finish(job, Job.Status.DONE, "Terminée.", result)


def _finish(job: Job, status: Job.Status, message: str, result: Result | None = None) -> None:
    job.refresh_from_db()
    job.status, job.message, job.finished_at = status, message[:300], timezone.now()
    if status == Job.Status.DONE:
        job.done = job.total
    if result is not None:
        job.result_name, job.result_type = result.name, result.mime_type
        job.result.save(f"{job.pk}", ContentFile(result.content), save=False)
    job.save()
