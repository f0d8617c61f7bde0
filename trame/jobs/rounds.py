"""What the rounds have done: the proof, chore by chore, that what is promised to be erased is erased."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet

from . import daily
from .models import ChoreRun


@dataclass(frozen=True)
class LastRun:
    """Where a chore stands: its last success (None before the first) and, when it fails since, how.

    `late`: the success is not of the day due, nor of the day before. `error` is a class name, never a message.
    """

    chore: str
    due_on: dt.date | None
    done_at: dt.datetime | None
    erased: int
    late: bool
    tried_at: dt.datetime | None = None
    error: str = ""


def last_runs() -> list[LastRun]:
    """One line per declared chore, in the order of the round. It names no one; the page that shows it says who may."""
    successes = _latest(ChoreRun.objects.filter(ok=True))
    latest = _latest(ChoreRun.objects.all())
    return [_line(name, successes.get(name), latest.get(name)) for name in daily.chores()]


def _latest(runs: QuerySet[ChoreRun]) -> dict[str, ChoreRun]:
    return {run.chore: run for run in runs.order_by("chore", "-due_on").distinct("chore")}


def _line(name: str, success: ChoreRun | None, latest: ChoreRun | None) -> LastRun:
    return LastRun(
        chore=name,
        due_on=success.due_on if success else None,
        done_at=success.finished_at if success else None,
        erased=success.erased if success else 0,
        late=success is None or success.due_on < daily.due_day() - dt.timedelta(days=1),
        tried_at=latest.started_at if latest else None,
        error=latest.error if latest else "",
    )
