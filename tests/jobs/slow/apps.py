import time
from pathlib import Path

from django.apps import AppConfig
from django.conf import settings

KIND, CHORE, COUNTED = "slow", "travail compté", "runs.txt"


class SlowConfig(AppConfig):
    name = "tests.jobs.slow"

    def ready(self) -> None:
        from trame.jobs import daily, services

        services.register(KIND, sleep_the_first_time, attempts=2)
        daily.register(CHORE, count_me)


def sleep_the_first_time(job, progress):  # type: ignore[no-untyped-def]
    from trame.jobs.services import Result

    progress.step(0, 2, f"Essai {job.attempts}.")
    if job.attempts == 1:
        time.sleep(600)
    return Result(b"fait", "travail.txt", "text/plain")


def count_me() -> int:
    """One more line each time; long enough for another process to come meanwhile."""
    with (Path(settings.VAR_DIR) / COUNTED).open("a") as lines:
        lines.write("1\n")
    time.sleep(1)
    return 1
