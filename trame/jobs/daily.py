"""The daily round: what each app asks to have done once a day, such as erasing what has been kept long enough."""

import datetime as dt
import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.core.management import call_command
from django.utils import timezone

from .models import Job

logger = logging.getLogger(__name__)

RESULT_KEPT_FOR = dt.timedelta(days=7)

Chore = Callable[[], int]
_chores: dict[str, Chore] = {}


@dataclass(frozen=True)
class Done:
    """One chore of a round: how many things it erased, or None when it failed (the log says why)."""

    name: str
    number: int | None


def register(name: str, chore: Chore) -> None:
    """Declare, in an app's ready(), a chore: it returns how many things it erased. `name` is a French noun phrase."""
    _chores[name] = chore


def run_round() -> list[Done]:
    """Every chore, one after the other; one that fails does not stop the next."""
    return [Done(name, _attempt(name, chore)) for name, chore in _chores.items()]


def _attempt(name: str, chore: Chore) -> int | None:
    try:
        return chore()
    except Exception:
        logger.exception("the daily chore « %s » failed", name)
        return None


def forget_old_jobs() -> int:
    """Erase the jobs that ended seven days ago, and their files."""
    old = Job.objects.filter(finished_at__lt=timezone.now() - RESULT_KEPT_FOR)
    for job in old.exclude(result=""):
        job.result.delete(save=False)
    return old.delete()[0]


def forget_ended_sessions() -> int:
    call_command("clearsessions")
    return 0
