"""Real processes of the site: a worker, a scheduler, on the database of the test that commits."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings


@contextmanager
def process(folder: Path, *command: str) -> Iterator[subprocess.Popen[str]]:
    """`manage.py …` with the app of tests/jobs/slow and its files in `folder`; killed at the end if it still runs."""
    environment = os.environ | {"TRAME_VAR": str(folder), "DJANGO_SETTINGS_MODULE": "tests.jobs.slow.settings"}
    child = subprocess.Popen(
        [sys.executable, "manage.py", *command],
        cwd=settings.BASE_DIR,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield child
    finally:
        child.kill()
        child.communicate()


def wait_until(what: Callable[[], bool]) -> None:
    for _ in range(600):
        if what():
            return
        time.sleep(0.1)
    pytest.fail("it did not come in a minute")
