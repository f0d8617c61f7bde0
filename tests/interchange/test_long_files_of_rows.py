"""A long file: told as it goes, stopped when asked, as much memory and as many queries a batch whatever its length."""

import dataclasses
import gc
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.activity.test_the_list_and_its_filters import many
from tests.cast import Cast, activity
from tests.interchange.rows import content_of, done, job_of, lines
from trame.activity.models import Activity, Attendance
from trame.interchange.exports import services
from trame.interchange.exports.activities import lines as reading
from trame.interchange.exports.asked import ask
from trame.jobs.models import Job
from trame.jobs.services import Progress, cancel_job, run_job
from trame.ui.sheets import streaming
from trame.ui.sheets.streaming import LONG_FORMATS

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch, settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(reading, "BATCH", 10)


def asked_by(cast: Cast, **payload: str) -> Job:
    return job_of(cast.awa, **({"organisations": str(cast.navette.pk)} | payload))


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a job says of its progress, step after step."""
    said: list[str] = []
    step = Progress.step

    def noted(self: Progress, done: int, total: int, message: str) -> None:
        said.append(message)
        step(self, done, total, message)

    monkeypatch.setattr(Progress, "step", noted)
    return said


# --- Progress and cancelling ---------------------------------------------------------------------------------------


def test_it_tells_how_many_rows_are_written(cast: Cast, told: list[str]) -> None:
    many(cast, 25)
    done(asked_by(cast))
    assert told == [
        "0 sur 25\u00a0lignes.",
        "10 sur 25\u00a0lignes.",
        "20 sur 25\u00a0lignes.",
        "Mise en forme du fichier…",
    ]


@pytest.mark.parametrize("code", ["csv", "xlsx", "ods"])
def test_cancelled_on_its_way_it_leaves_no_file(
    cast: Cast, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    many(cast, 35)
    job = asked_by(cast, format=code)
    step = Progress.step

    def cancelled_after_twenty(self: Progress, done: int, total: int, message: str) -> None:
        if done == 20:
            cancel_job(job=job)
        step(self, done, total, message)

    monkeypatch.setattr(Progress, "step", cancelled_after_twenty)
    done(job)
    assert (job.status, job.done, bool(job.result)) == ("cancelled", 10, False)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_an_incident_on_its_way_leaves_no_file_and_is_tried_again(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    many(cast, 25)

    def falls(*args: Any) -> Iterator[list[reading.Line]]:
        yield from real(*args)
        raise OSError("no space left")

    real = reading.lines
    monkeypatch.setattr(services, "lines", falls)
    job = done(asked_by(cast, format="xlsx"))
    assert (job.status, job.attempts) == ("waiting", 1)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


# --- Memory --------------------------------------------------------------------------------------------------------


def alive(model: type) -> int:
    return sum(1 for one in gc.get_objects() if type(one) is model)


@pytest.mark.parametrize("code", ["csv", "xlsx", "ods"])
def test_no_more_than_one_batch_is_ever_held(cast: Cast, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    many(cast, 55)
    gc.collect()
    before, most = alive(Activity), []
    batch = reading._batch

    def counted(*args: Any) -> list[reading.Line]:
        most.append(alive(Activity) - before)  # nothing is left of the batch before, when the next one is read
        made = batch(*args)
        most.append(alive(Activity) - before)
        return made

    monkeypatch.setattr(reading, "_batch", counted)
    done(asked_by(cast, format=code))
    assert most[::2] == [0] * 6
    assert max(most) == 10


# --- Queries -------------------------------------------------------------------------------------------------------


def queries(cast: Cast) -> int:
    asked = ask(by=cast.awa, query="?tous=1", format_="csv", with_notes=True)
    with CaptureQueriesContext(connection) as captured:
        for made in reading.lines(asked.found, asked.by, asked.notes_of):
            assert all(line.counted and line.residences is not None for line in made)
    return sum(1 for query in captured if not query["sql"].startswith(("DECLARE", "FETCH", "CLOSE")))


def test_a_batch_costs_the_same_queries_whatever_it_holds(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    many(cast, 2)
    few = queries(cast)
    many(cast, 60)
    monkeypatch.setattr(reading, "BATCH", 100)
    assert queries(cast) == few
    assert few <= 10


def test_twice_the_batches_cost_twice_the_queries(cast: Cast) -> None:
    many(cast, 10)
    one = queries(cast)
    many(cast, 10)
    two = queries(cast)
    many(cast, 20)
    assert queries(cast) - two == 2 * (two - one)


# --- The same rows, whatever happens meanwhile ---------------------------------------------------------------------


def test_what_is_recorded_moved_or_deleted_meanwhile_shifts_no_row(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    many(cast, 30)
    expected = set(map(str, Activity.objects.values_list("client_uuid", flat=True)))
    oldest = Activity.objects.order_by("date", "pk")
    gone = str(oldest[0].client_uuid)
    batch, rank = reading._batch, []

    def meanwhile(*args: Any) -> list[reading.Line]:
        if len(rank) == 1:
            activity(cast.awa_at_navette, cast.library, date=Activity.objects.order_by("-date")[0].date)
            Activity.objects.filter(pk=oldest[5].pk).update(date="2027-01-01")
            Activity.objects.filter(client_uuid=gone).update(deleted_at="2026-03-03T12:00Z")
        rank.append(1)
        return batch(*args)

    monkeypatch.setattr(reading, "_batch", meanwhile)
    found = [line["Identifiant"] for line in lines("csv", content_of(done(asked_by(cast))))]
    assert len(found) == len(set(found)) == 29
    assert set(found) == expected - {gone}


def test_a_whole_batch_deleted_meanwhile_is_left_out(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    many(cast, 20)
    batch = reading._batch

    def deleted(numbers: list[int], *args: Any) -> list[reading.Line]:
        Activity.objects.filter(pk__in=numbers[:10]).update(deleted_at="2026-03-03T12:00Z")
        return batch(numbers, *args)

    monkeypatch.setattr(reading, "_batch", deleted)
    job = done(asked_by(cast))
    assert (job.status, lines("csv", content_of(job))) == ("done", [])


# --- Too long ------------------------------------------------------------------------------------------------------


def test_more_rows_than_a_sheet_holds_are_split_and_all_there(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streaming, "MAX_SHEET_ROWS", 20)
    many(cast, 45)
    book = openpyxl.load_workbook(io.BytesIO(content_of(done(asked_by(cast, format="xlsx")))), read_only=True)
    assert book.sheetnames == ["Activités", "Activités (2)", "Activités (3)", "À propos"]
    assert [len(list(book[name].values)) - 1 for name in book.sheetnames[:3]] == [20, 20, 5]


def test_more_rows_than_a_format_helps_with_is_said_and_another_proposed(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(LONG_FORMATS, "ods", dataclasses.replace(LONG_FORMATS["ods"], most=2))
    many(cast, 3)
    client.force_login(cast.awa)
    assert client.post("/activites/lignes/", {"format": "ods"}).status_code == 302
    assert "choisissez CSV" in client.get("/activites/").content.decode()
    job = asked_by(cast, format="ods")
    run_job(job.pk)
    job.refresh_from_db()
    assert (job.status, "choisissez CSV" in job.message) == ("failed", True)


def test_attendances_are_counted_once_in_a_batch(cast: Cast) -> None:
    many(cast, 12)
    assert Attendance.objects.count() == 6
    found = lines("csv", content_of(done(asked_by(cast))))
    assert sum(int(line["Dont personnes suivies"]) for line in found) == 6
    assert sum(int(line["Premières venues"]) for line in found) == 1, "the same person came six times"
