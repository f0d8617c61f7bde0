"""What jobs itself erases in the daily round: ended jobs and their files, ended sessions, old proofs of rounds."""

import datetime as dt
from pathlib import PurePosixPath

from django.core.files.storage import default_storage
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from .models import ChoreRun, Job

RESULT_KEPT_FOR = dt.timedelta(days=7)
PROOF_KEPT_FOR = dt.timedelta(days=366)
FOLDER = "jobs"  # where Job.result is kept


def forget_old_jobs() -> int:
    """Erase the jobs that ended seven days ago, their files, and their rows in the queue; how many jobs."""
    limit = timezone.now() - RESULT_KEPT_FOR
    old = Job.objects.filter(finished_at__lt=limit)
    for job in old.exclude(result=""):
        job.result.delete(save=False)
    number = old.delete()[0]
    _forget_files_of_nobody(limit)
    DBTaskResult.objects.finished().filter(finished_at__lt=limit).delete()
    return number


def forget_ended_sessions() -> int:
    call_command("clearsessions")
    return 0


def forget_old_proofs() -> int:
    return ChoreRun.objects.filter(due_on__lt=timezone.localdate() - PROOF_KEPT_FOR).delete()[0]


def _forget_files_of_nobody(limit: dt.datetime) -> None:
    """A deleted account takes its jobs with it, a worker may die between the file and its row: the file remains."""
    known = set(Job.objects.exclude(result="").values_list("result", flat=True))
    for path in _files(FOLDER):
        if path not in known and default_storage.get_modified_time(path) < limit:
            default_storage.delete(path)


def _files(folder: str) -> list[str]:
    if not default_storage.exists(folder):
        return []
    folders, files = default_storage.listdir(folder)
    deeper = [path for name in folders for path in _files(str(PurePosixPath(folder, name)))]
    return [*(str(PurePosixPath(folder, name)) for name in files), *deeper]
