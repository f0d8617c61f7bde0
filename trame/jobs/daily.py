"""The daily round: what each app asks to have done once a day, such as erasing what has been kept long enough.

A chore is due every day from 3 in the morning. Whoever comes first does it (`manage.py schedule`, `manage.py daily`, on
one machine or several): a lock of the database keeps the others out, and a ChoreRun tells that it was done. A day
missed is caught up once, whatever the number of days: a chore looks at dates, not at how often it runs.
"""

import datetime as dt
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from .models import ChoreRun

logger = logging.getLogger(__name__)

DUE_FROM = dt.time(3)
TRY_AGAIN_AFTER = dt.timedelta(hours=1)
LOCK = "trame.jobs.daily"

Chore = Callable[[], int]
_chores: dict[str, Chore] = {}


class RoundUnderWay(Exception):
    """Another process is doing the round: there is nothing to do here."""


@dataclass(frozen=True)
class Done:
    """One chore of a round: how many things it erased, or None when it failed (the log says why).

    `earlier`: it was already done for this day, and was left alone.
    """

    name: str
    number: int | None
    earlier: bool = False


def register(name: str, chore: Chore) -> None:
    """Declare, in an app's ready(), a chore: it returns how many things it erased. `name` is a French noun phrase.

    It is begun again from the start after an error or a power cut: it must bear being done twice.
    """
    _chores[name] = chore


def chores() -> list[str]:
    """The names of all that is declared, in order."""
    return list(_chores)


def due_day() -> dt.date:
    """The day whose round is due now: yesterday's until 3 in the morning."""
    now = timezone.localtime()
    return now.date() if now.time() >= DUE_FROM else now.date() - dt.timedelta(days=1)


def is_due() -> bool:
    """Whether a chore waits to be done; one that failed waits an hour before the next try."""
    settled = Q(ok=True) | Q(started_at__gt=timezone.now() - TRY_AGAIN_AFTER)
    runs = ChoreRun.objects.filter(settled, due_on=due_day())
    return not set(_chores) <= set(runs.values_list("chore", flat=True))


def run_round() -> list[Done]:
    """Every chore not yet done for the day, one after the other; one that fails does not stop the next.

    Raises RoundUnderWay when another process is at it.
    """
    with _alone():
        day = due_day()
        return [_do(name, chore, day) for name, chore in _chores.items()]


def _do(name: str, chore: Chore, day: dt.date) -> Done:
    run, _ = ChoreRun.objects.get_or_create(chore=name, due_on=day, defaults={"started_at": timezone.now()})
    if run.ok:
        return Done(name, run.erased, earlier=True)
    run.tries, run.started_at, run.finished_at, run.error = run.tries + 1, timezone.now(), None, ""
    run.save()
    try:
        run.erased = chore()
    except Exception as error:
        logger.exception("the daily chore « %s » failed", name)
        run.error = type(error).__name__[:100]
    run.ok, run.finished_at = not run.error, timezone.now()
    run.save()
    return Done(name, run.erased if run.ok else None)


@contextmanager
def _alone() -> Iterator[None]:
    """Hold the round's lock, in a transaction and a connection of its own: it falls with the process, whatever happens.

    A lock of the session would not survive a connection pooler; a transaction around the chores would hold their rows.
    """
    keeper = connection.copy()
    try:
        keeper.set_autocommit(False)
        with keeper.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(hashtext(%s))", [LOCK])
            if cursor.fetchone() != (True,):
                raise RoundUnderWay
        yield
    finally:
        keeper.close()
