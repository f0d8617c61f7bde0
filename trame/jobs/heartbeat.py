"""Signs of life of a running job, between its steps as well: the worker's process lives as long as they come."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import Error, connection
from django.utils import timezone

from .models import JobQuerySet

BEAT_SECONDS = 15.0


@contextmanager
def beating(attempt: JobQuerySet) -> Iterator[None]:
    """Write the time in `attempt` (no row once the job is lost) every 15 s, from another thread."""
    over = threading.Event()
    thread = threading.Thread(target=_beat, args=(attempt, over), name="heartbeat", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join(BEAT_SECONDS)


def _beat(attempt: JobQuerySet, over: threading.Event) -> None:
    try:
        while not over.wait(BEAT_SECONDS):
            try:
                attempt.update(heartbeat_at=timezone.now())
            except Error:
                connection.close()  # the next beat opens another
    finally:
        connection.close()
