"""The reaper: gives back to the living what a dead worker held, in our own table and in the queue's.

A worker killed at once (power cut, no memory left) says nothing: its job stays « running », and so does its row in the
queue, which the library never looks at again.
"""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult, DBTaskResultQuerySet

from . import services, tasks
from .models import Job


class WorkerDied(Exception):
    """Kept as the cause in the row of the queue."""


@dataclass(frozen=True)
class Reaped:
    """How many jobs wait again, how many had no attempt left, how many had left the queue without being done."""

    put_back: int = 0
    ended: int = 0
    queued_again: int = 0


@transaction.atomic
def reap() -> Reaped:
    """Take from the workers silent for JOB_SILENT_MINUTES what they were doing. May run anywhere, at any time."""
    silent_since = timezone.now() - dt.timedelta(minutes=settings.JOB_SILENT_MINUTES)
    became = [services.put_back(job) for job in _silent(silent_since)]
    _close_dead_rows(silent_since)
    lost = _out_of_the_queue()
    for job in lost:
        services.enqueue(job)
    waiting = became.count(Job.Status.WAITING)
    return Reaped(put_back=waiting, ended=len(became) - waiting, queued_again=len(lost))


def _silent(since: dt.datetime) -> list[Job]:
    quiet = Q(heartbeat_at__lt=since) | Q(heartbeat_at=None, created_at__lt=since)
    running = Job.objects.filter(quiet, status=Job.Status.RUNNING)
    # Another reaper, or the job's own step, holds the row: whoever it is, the job is in good hands.
    return list(running.select_for_update(skip_locked=True))


def _close_dead_rows(silent_since: dt.datetime) -> None:
    """In the queue: the rows « running » for long whose job does not run."""
    rows = _rows(TaskResultStatus.RUNNING).filter(started_at__lt=silent_since)
    alive = {str(pk) for pk in Job.objects.filter(status=Job.Status.RUNNING).values_list("pk", flat=True)}
    for row in rows.select_for_update(skip_locked=True):
        if _job_of(row) not in alive:
            row.set_failed(WorkerDied())


def _out_of_the_queue() -> list[Job]:
    """The waiting jobs that no row of the queue names: their worker died between taking the row and beginning."""
    named = {_job_of(row) for row in _rows(TaskResultStatus.READY, TaskResultStatus.RUNNING)}
    waiting = Job.objects.filter(status=Job.Status.WAITING).select_for_update(skip_locked=True)
    return [job for job in waiting if str(job.pk) not in named]


def _rows(*statuses: TaskResultStatus) -> DBTaskResultQuerySet:
    return DBTaskResult.objects.filter(task_path=tasks.run.module_path, status__in=statuses)


def _job_of(row: "DBTaskResult[[str], None]") -> str:
    return str(row.args_kwargs["args"][0])
