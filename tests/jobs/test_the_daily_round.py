"""What has been kept long enough is erased every day, once, whoever comes first; a failure does not stop the others."""

import datetime as dt
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import psycopg
import pytest
import time_machine
from django.core.management import call_command
from django.db import OperationalError, connection
from django.utils import timezone

from tests.cast import make_cast
from tests.jobs.processes import process, wait_until
from tests.jobs.slow.apps import CHORE, COUNTED
from trame.jobs import daily, rounds
from trame.jobs.management.commands import schedule
from trame.jobs.models import ChoreRun, Job

pytestmark = pytest.mark.django_db

PARIS = ZoneInfo("Europe/Paris")


class Chores:
    """Two chores of a test: « une » fails while told to, « deux » erases 3 things; `done` says which succeeded."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.error: type[BaseException] | None = None

    def une(self) -> int:
        if self.error:
            raise self.error("awa@navette.test")
        self.done.append("une")
        return 0

    def deux(self) -> int:
        self.done.append("deux")
        return 3


@pytest.fixture
def chores(monkeypatch: pytest.MonkeyPatch) -> Chores:
    made = Chores()
    monkeypatch.setattr(daily, "_chores", {"une": made.une, "deux": made.deux})
    return made


def at(day: int, hour: int, minute: int = 0) -> Any:
    """A moment of March 2026, in Paris."""
    return time_machine.travel(dt.datetime(2026, 3, day, hour, minute, tzinfo=PARIS), tick=False)


def look() -> None:
    schedule.Command().look()


def test_the_round_goes_on_after_a_failure(chores: Chores, caplog: pytest.LogCaptureFixture) -> None:
    chores.error = RuntimeError
    assert daily.run_round() == [daily.Done("une", None), daily.Done("deux", 3)]
    assert "« une » failed" in caplog.text
    with pytest.raises(SystemExit):
        call_command("daily")


def test_imports_ask_for_their_share_of_the_round() -> None:
    assert "fichiers déposés et jamais importés" in [done.name for done in daily.run_round()]


def test_what_is_done_for_the_day_is_not_done_again(chores: Chores, capsys: pytest.CaptureFixture[str]) -> None:
    with at(3, 4):
        call_command("daily")
    with at(3, 23):
        look()
        call_command("daily")
    assert chores.done == ["une", "deux"]
    said = capsys.readouterr().out.splitlines()
    done, already = ["une : 0 effacé(s)", "deux : 3 effacé(s)"], ", déjà fait"
    assert said == [*done, *(line + already for line in done)]


def test_a_day_begins_at_three_in_the_morning(chores: Chores) -> None:
    for day, hour, minute, times in [(3, 3, 0, 1), (4, 0, 0, 1), (4, 2, 59, 1), (4, 3, 0, 2)]:
        with at(day, hour, minute):
            look()
        assert chores.done.count("deux") == times
    assert list(ChoreRun.objects.filter(chore="une").values_list("due_on", flat=True)) == [
        dt.date(2026, 3, 4),
        dt.date(2026, 3, 3),
    ]


def test_days_missed_are_caught_up_once_at_the_next_look(chores: Chores) -> None:
    for day, hour in [(3, 4), (9, 1), (9, 2)]:
        with at(day, hour):
            look()
    assert chores.done.count("deux") == 2
    assert ChoreRun.objects.filter(chore="deux").latest("due_on").due_on == dt.date(2026, 3, 8)


def test_what_failed_is_tried_again_an_hour_later_and_nothing_else_is(chores: Chores) -> None:
    chores.error = RuntimeError
    with at(3, 4):
        look()
    chores.error = None
    with at(3, 4, 59):
        look()
    assert chores.done == ["deux"]
    with at(3, 5):
        look()
    assert chores.done == ["deux", "une"]
    run = ChoreRun.objects.get(chore="une")
    assert (run.tries, run.ok, run.error) == (2, True, "")


def test_the_command_does_not_wait_for_the_hour(chores: Chores) -> None:
    chores.error = RuntimeError
    with at(3, 4):
        look()
        chores.error = None
        call_command("daily")
    assert chores.done == ["deux", "une"]


def test_a_failure_leaves_its_class_and_nothing_of_the_content(chores: Chores) -> None:
    chores.error = ValueError
    daily.run_round()
    run = ChoreRun.objects.get(chore="une")
    assert (run.ok, run.error, run.erased) == (False, "ValueError", 0)
    assert run.finished_at
    assert "navette" not in str(ChoreRun.objects.values())


def test_a_round_cut_short_lets_go_of_the_lock_and_is_done_the_next_time(chores: Chores) -> None:
    chores.error = KeyboardInterrupt
    with pytest.raises(KeyboardInterrupt):
        daily.run_round()
    assert list(ChoreRun.objects.values_list("chore", "finished_at", "ok")) == [("une", None, False)]
    chores.error = None
    daily.run_round()
    assert chores.done == ["une", "deux"]
    assert ChoreRun.objects.get(chore="une").tries == 2


def test_while_another_process_does_the_round_this_one_does_nothing(
    chores: Chores, capsys: pytest.CaptureFixture[str]
) -> None:
    with psycopg.connect(**connection.get_connection_params() | {"cursor_factory": None}) as other:
        other.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [daily.LOCK])
        look()
        call_command("daily")
        with pytest.raises(daily.RoundUnderWay):
            daily.run_round()
    assert (chores.done, ChoreRun.objects.count()) == ([], 0)
    assert capsys.readouterr().out == "Une ronde est déjà en cours : rien à faire ici.\n"
    daily.run_round()
    assert chores.done == ["une", "deux"]


def test_a_database_that_does_not_answer_is_asked_again_later(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def down() -> None:
        raise OperationalError

    monkeypatch.setattr(schedule, "reap", down)
    look()
    assert "the database does not answer" in caplog.text


def test_the_scheduler_also_takes_up_what_dead_workers_held(chores: Chores) -> None:
    then = timezone.now() - dt.timedelta(hours=1)
    job = Job.objects.create(
        kind="k", owner=make_cast().awa, status="running", started_at=then, heartbeat_at=then, attempts=1
    )
    look()
    job.refresh_from_db()
    assert job.status == Job.Status.FAILED


def test_the_last_runs_tell_what_was_done_and_what_fails(chores: Chores) -> None:
    nothing_yet = rounds.LastRun("une", due_on=None, done_at=None, erased=0, late=True)
    assert rounds.last_runs()[0] == nothing_yet
    for day in (3, 4):
        with at(day, 4):
            look()
    chores.error = ValueError
    with at(5, 4):
        look()
        une, deux = rounds.last_runs()
    first_of, then = dt.datetime(2026, 3, 4, 4, tzinfo=PARIS), dt.datetime(2026, 3, 5, 4, tzinfo=PARIS)
    assert une == rounds.LastRun("une", dt.date(2026, 3, 4), first_of, 0, late=False, tried_at=then, error="ValueError")
    assert deux == rounds.LastRun("deux", dt.date(2026, 3, 5), then, 3, late=False, tried_at=then)
    with at(6, 4):
        assert [run.late for run in rounds.last_runs()] == [True, False]


@pytest.mark.django_db(transaction=True)
def test_two_schedulers_at_once_do_each_chore_once_and_stop_when_told(tmp_path: Path) -> None:
    command = ["schedule", "--interval", "0.1"]
    with process(tmp_path, *command) as one, process(tmp_path, *command) as two:
        wait_until(lambda: ChoreRun.objects.filter(chore=CHORE, ok=True).exists())
        said = ""
        for scheduler in (one, two):
            scheduler.terminate()
            said += scheduler.communicate(timeout=60)[0]
            assert scheduler.returncode == 0
    assert (tmp_path / COUNTED).read_text() == "1\n"
    assert ChoreRun.objects.get(chore=CHORE).tries == 1
    assert said.count(f"{CHORE} : 1 effacé(s)") <= 1
    assert said.count("Les tâches planifiées sont arrêtées.") == 2
    assert "Traceback" not in said
