"""Long work: its owner sees it advance, cancels it, fetches its file; nobody else does."""

import tempfile
from pathlib import Path
from typing import IO

import pytest
from django.test import Client

from tests.cast import Cast
from trame.jobs import services
from trame.jobs.models import Job
from trame.jobs.services import JobRefused, Progress, Result, cancel_job, register, run_job, start_job

pytestmark = pytest.mark.django_db


def write_a_file(job: Job, progress: Progress) -> Result:
    progress.step(1, 2, "À moitié.")
    return Result(b"contenu", "bilan.txt", "text/plain")


def cancel_then_go_on(job: Job, progress: Progress) -> Result:
    progress.step(1, 3, "Un.")
    cancel_job(job=job)
    progress.step(2, 3, "Deux.")
    raise AssertionError("a cancelled job must stop at its next step")


def refuse(job: Job, progress: Progress) -> Result:
    raise JobRefused("Ce bilan n’existe plus.")


def fall(job: Job, progress: Progress) -> Result:
    raise RuntimeError("awa@navette.test")


@pytest.fixture(autouse=True)
def kinds(monkeypatch: pytest.MonkeyPatch, settings, tmp_path) -> None:
    monkeypatch.setattr(services, "_kinds", {})
    settings.MEDIA_ROOT = tmp_path
    for worker in (write_a_file, cancel_then_go_on, refuse, fall):
        register(worker.__name__, worker)


def job_of(cast: Cast, kind: str) -> Job:
    return Job.objects.create(kind=kind, owner=cast.awa)


def test_a_job_ends_with_a_file_its_owner_downloads(cast: Cast, client: Client) -> None:
    job = job_of(cast, "write_a_file")
    run_job(job.pk)
    client.force_login(cast.awa)
    answer = client.get(f"/taches/{job.pk}/fichier/")
    assert b"".join(answer.streaming_content) == b"contenu"
    assert answer["Content-Disposition"] == 'attachment; filename="bilan.txt"'
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_file_too_long_for_the_memory_is_kept_a_piece_at_a_time_and_closed(
    cast: Cast, client: Client, tmp_path: Path
) -> None:
    opened: list[IO[bytes]] = []

    def write_in_a_file(job: Job, progress: Progress) -> Result:
        opened.append(tempfile.TemporaryFile(dir=tmp_path))  # noqa: SIM115 (given to who keeps it)
        opened[0].write(b"ligne\n" * 100_000)
        return Result(opened[0], "lignes.csv", "text/csv")

    register("write_in_a_file", write_in_a_file)
    job = job_of(cast, "write_in_a_file")
    run_job(job.pk)
    client.force_login(cast.awa)
    assert b"".join(client.get(f"/taches/{job.pk}/fichier/").streaming_content) == b"ligne\n" * 100_000
    assert opened[0].closed


def test_a_file_is_no_longer_given_once_its_kind_says_so(cast: Cast, client: Client) -> None:
    open_to: list[Job] = []
    register("write_a_file", write_a_file, still_open=lambda job: job in open_to)
    job = job_of(cast, "write_a_file")
    run_job(job.pk)
    client.force_login(cast.awa)
    assert client.get(f"/taches/{job.pk}/fichier/").status_code == 404
    assert "Télécharger" not in client.get(f"/taches/{job.pk}/").content.decode()
    open_to.append(job)
    assert b"".join(client.get(f"/taches/{job.pk}/fichier/").streaming_content) == b"contenu"
    assert "Télécharger" in client.get(f"/taches/{job.pk}/avancement/").content.decode()


def test_a_job_runs_once(cast: Cast) -> None:
    job = job_of(cast, "write_a_file")
    run_job(job.pk)
    first_end = Job.objects.get(pk=job.pk).finished_at
    run_job(job.pk)
    assert Job.objects.get(pk=job.pk).finished_at == first_end


def test_a_colleague_and_a_stranger_do_not_see_it(cast: Cast, client: Client) -> None:
    job = job_of(cast, "write_a_file")
    run_job(job.pk)
    for other in (cast.bruno, cast.chloe):
        client.force_login(other)
        assert client.get(f"/taches/{job.pk}/").status_code == 404
        assert client.get(f"/taches/{job.pk}/fichier/").status_code == 404
        assert client.post(f"/taches/{job.pk}/annuler/").status_code == 404


def test_a_waiting_job_is_cancelled_at_once(cast: Cast) -> None:
    job = job_of(cast, "write_a_file")
    cancel_job(job=job)
    run_job(job.pk)
    job.refresh_from_db()
    assert (job.status, bool(job.result)) == (Job.Status.CANCELLED, False)


def test_a_running_job_stops_at_its_next_step(cast: Cast) -> None:
    job = job_of(cast, "cancel_then_go_on")
    run_job(job.pk)
    job.refresh_from_db()
    assert (job.status, job.done) == (Job.Status.CANCELLED, 1)


def test_a_refusal_is_told_in_words(cast: Cast) -> None:
    job = job_of(cast, "refuse")
    run_job(job.pk)
    job.refresh_from_db()
    assert (job.status, job.message) == (Job.Status.FAILED, "Ce bilan n’existe plus.")


def test_a_failure_shows_a_code_and_nothing_of_the_content(cast: Cast, client: Client) -> None:
    job = job_of(cast, "fall")
    run_job(job.pk)
    client.force_login(cast.awa)
    page = client.get(f"/taches/{job.pk}/").content.decode()
    assert str(job.pk)[:8] in page
    assert "awa@navette.test" not in page


def test_an_unknown_kind_is_not_started(cast: Cast) -> None:
    with pytest.raises(KeyError):
        start_job(kind="nothing", owner=cast.awa, payload={})
