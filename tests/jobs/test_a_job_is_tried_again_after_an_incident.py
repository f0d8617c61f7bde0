"""An unexpected error: what may be done twice is tried again, later and later, and the owner decides in the end."""

import datetime as dt
import threading

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests.cast import Cast, make_cast
from tests.jobs.processes import wait_until
from trame.jobs import heartbeat, services
from trame.jobs.models import Job
from trame.jobs.services import JobRefused, Progress, Result, cancel_job, register, retry_job, run_job, start_job

pytestmark = pytest.mark.django_db


def fall_twice(job: Job, progress: Progress) -> Result:
    progress.step(1, 2, f"Essai {job.attempts}.")
    if job.attempts < 3:
        raise RuntimeError("awa@navette.test")
    return Result(b"contenu", "bilan.txt", "text/plain")


def refuse(job: Job, progress: Progress) -> Result:
    raise JobRefused("Ce bilan n’existe plus.")


def fall_when_cancelled(job: Job, progress: Progress) -> Result:
    cancel_job(job=job)
    raise RuntimeError


def stop_the_process(job: Job, progress: Progress) -> Result:
    raise SystemExit(1)


@pytest.fixture(autouse=True)
def kinds(monkeypatch: pytest.MonkeyPatch, settings, tmp_path) -> None:
    monkeypatch.setattr(services, "_kinds", {})
    settings.MEDIA_ROOT = tmp_path
    for worker in (fall_twice, refuse, fall_when_cancelled, stop_the_process):
        register(worker.__name__, worker, attempts=3)
    register("fall_once", fall_twice)


def started(cast: Cast, kind: str = "fall_twice") -> Job:
    return start_job(kind=kind, owner=cast.awa, payload={})


def run_when_due(job: Job) -> Job:
    job.refresh_from_db()
    with time_machine.travel(job.next_try_at or timezone.now()):
        run_job(job.pk)
    job.refresh_from_db()
    return job


def test_it_waits_before_the_next_try_and_longer_before_the_one_after(cast: Cast) -> None:
    job = started(cast)
    waits = []
    for _ in range(2):
        run_when_due(job)
        assert (job.status, job.finished_at, job.waits_to_try_again) == (Job.Status.WAITING, None, True)
        assert job.next_try_at
        assert job.started_at
        waits.append((job.next_try_at - job.started_at).total_seconds())
    assert 7.5 <= waits[0] <= 15  # 10 s, give or take a quarter and the time of the try
    assert 30 <= waits[1] <= 55  # 40 s
    run_when_due(job)
    assert (job.status, job.attempts, job.done, job.result_name) == (Job.Status.DONE, 3, 2, "bilan.txt")


def test_it_is_in_the_queue_for_the_hour_of_its_next_try(cast: Cast) -> None:
    job = run_when_due(started(cast))
    hours = DBTaskResult.objects.filter(args_kwargs__args=[str(job.pk)]).values_list("run_after", flat=True)
    assert job.next_try_at in hours
    assert len(hours) == 2


def test_it_is_not_tried_before_its_hour(cast: Cast) -> None:
    job = run_when_due(started(cast))
    run_job(job.pk)
    job.refresh_from_db()
    assert (job.status, job.attempts) == (Job.Status.WAITING, 1)


def test_after_the_last_try_it_has_failed_and_says_a_code(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    job = started(cast)
    Job.objects.update(max_attempts=2)
    run_when_due(run_when_due(job))
    code = str(job.pk)[:8]
    assert job.message == f"Trame a un accroc. Rien n’est perdu : réessayez. Code {code}."
    assert (job.status, job.attempts) == (Job.Status.FAILED, 2)
    assert job.finished_at
    assert "failed at attempt 2" in caplog.text


def test_a_kind_that_does_not_declare_it_is_never_tried_again(cast: Cast) -> None:
    job = run_when_due(started(cast, "fall_once"))
    assert (job.status, job.attempts) == (Job.Status.FAILED, 1)


def test_a_refusal_is_never_tried_again(cast: Cast) -> None:
    job = run_when_due(started(cast, "refuse"))
    assert (job.status, job.attempts, job.message) == (Job.Status.FAILED, 1, "Ce bilan n’existe plus.")


def test_a_job_that_waits_for_its_next_try_is_cancelled_at_once(cast: Cast, client: Client) -> None:
    job = run_when_due(started(cast))
    client.force_login(cast.awa)
    page = client.post(f"/taches/{job.pk}/annuler/", follow=True).content.decode()
    assert "La préparation est annulée" in page
    run_when_due(job)
    assert (job.status, job.attempts) == (Job.Status.CANCELLED, 1)


def test_a_job_that_falls_after_it_was_cancelled_is_cancelled(cast: Cast) -> None:
    assert run_when_due(started(cast, "fall_when_cancelled")).status == Job.Status.CANCELLED


def test_a_worker_asked_to_stop_gives_its_job_back_at_once(cast: Cast) -> None:
    job = started(cast, "stop_the_process")
    with pytest.raises(SystemExit):
        run_job(job.pk)
    job.refresh_from_db()
    assert job.status == Job.Status.WAITING
    assert job.next_try_at
    assert job.next_try_at <= timezone.now()


def test_its_owner_begins_a_failed_job_again_with_all_its_tries(cast: Cast, client: Client) -> None:
    job = started(cast)
    Job.objects.update(max_attempts=1)
    run_when_due(job)
    Job.objects.update(max_attempts=3)
    client.force_login(cast.awa)
    page = client.get(f"/taches/{job.pk}/").content.decode()
    assert "La préparation a échoué" in page
    assert f'action="/taches/{job.pk}/reessayer/"' in page
    answer = client.post(f"/taches/{job.pk}/reessayer/")
    assert answer["Location"] == f"/taches/{job.pk}/"
    for _ in range(3):
        run_when_due(job)
    assert (job.status, job.attempts, job.cancel_requested) == (Job.Status.DONE, 3, False)


def test_nobody_else_begins_it_again(cast: Cast, client: Client) -> None:
    job = run_when_due(started(cast, "refuse"))
    for other in (cast.bruno, cast.chloe, cast.fatou):
        client.force_login(other)
        assert client.post(f"/taches/{job.pk}/reessayer/").status_code == 404
    job.refresh_from_db()
    assert job.status == Job.Status.FAILED


@pytest.mark.parametrize("status", ["waiting", "running", "done", "cancelled"])
def test_only_a_failed_job_is_begun_again(status: str, cast: Cast) -> None:
    job = started(cast)
    Job.objects.update(status=status, attempts=2, finished_at=timezone.now())
    retry_job(job=job)
    retry_job(job=job)
    job.refresh_from_db()
    assert (job.status, job.attempts, DBTaskResult.objects.count()) == (status, 2, 1)


def test_two_clicks_begin_it_again_once(cast: Cast) -> None:
    job = run_when_due(started(cast, "refuse"))
    retry_job(job=job)
    retry_job(job=job)
    assert DBTaskResult.objects.count() == 2  # the first start, and this one


def test_a_job_given_up_with_its_transaction_is_not_in_the_queue(cast: Cast) -> None:
    with transaction.atomic():
        started(cast)
        transaction.set_rollback(True)
    assert (Job.objects.count(), DBTaskResult.objects.count()) == (0, 0)


def test_the_page_tells_each_state_in_its_title(cast: Cast, client: Client) -> None:
    job = started(cast)
    client.force_login(cast.awa)
    address = f"/taches/{job.pk}/"
    assert "<title>Préparation du fichier — Trame</title>" in client.get(address).content.decode()
    with time_machine.travel(dt.datetime(2026, 3, 3, 13, 32, tzinfo=dt.UTC), tick=False):
        run_job(job.pk)
        page = client.get(address).content.decode()
    assert "<title>La préparation va reprendre — Trame</title>" in page
    assert "Nouvel essai à 14 h 32" in page.replace("\u00a0", " ")  # in Paris
    assert "Prochain essai : 2 sur 3" in page.replace("\u00a0", " ")
    assert "Annuler la préparation" in page
    assert "RuntimeError" not in page
    run_when_due(run_when_due(job))
    assert "<title>Votre fichier est prêt — Trame</title>" in client.get(address).content.decode()


def test_the_fragment_asks_for_the_next_one_until_the_job_is_over(cast: Cast, client: Client) -> None:
    job = started(cast, "refuse")
    client.force_login(cast.awa)
    address = f"/taches/{job.pk}/avancement/"
    fragment = client.get(address).content.decode()
    assert fragment.startswith("<title>Préparation du fichier — Trame</title>")
    assert f'hx-get="{address}"' in fragment
    run_when_due(job)
    fragment = client.get(address).content.decode()
    assert fragment.startswith("<title>La préparation a échoué — Trame</title>")
    assert "hx-get" not in fragment


def test_a_result_whose_file_is_gone_is_not_found(cast: Cast, client: Client, tmp_path) -> None:
    register("write", lambda job, progress: Result(b"x", "bilan.txt", "text/plain"))
    job = run_when_due(started(cast, "write"))
    job.result.storage.delete(job.result.name)
    client.force_login(cast.awa)
    assert client.get(f"/taches/{job.pk}/").status_code == 200
    assert client.get(f"/taches/{job.pk}/fichier/").status_code == 404


def test_a_step_is_a_sign_of_life(cast: Cast) -> None:
    seen = []

    def look(job: Job, progress: Progress) -> None:
        Job.objects.update(heartbeat_at=timezone.now() - dt.timedelta(hours=1))
        progress.step(5, 3, "Plus que prévu.")
        seen.append(Job.objects.get(pk=job.pk))

    register("look", look)
    run_when_due(started(cast, "look"))
    assert seen[0].heartbeat_at > timezone.now() - dt.timedelta(minutes=1)
    assert (seen[0].done, seen[0].total) == (3, 3)


@pytest.mark.django_db(transaction=True)
def test_signs_of_life_come_during_a_long_step_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heartbeat, "BEAT_SECONDS", 0.05)
    long_ago = timezone.now() - dt.timedelta(hours=1)

    def last(job: Job, progress: Progress) -> None:
        Job.objects.update(heartbeat_at=long_ago)
        wait_until(lambda: Job.objects.filter(heartbeat_at__gt=long_ago).exists())

    register("last", last)
    job = started(make_cast(), "last")
    run_job(job.pk)
    assert Job.objects.get(pk=job.pk).status == Job.Status.DONE
    assert [thread.name for thread in threading.enumerate() if thread.name == "heartbeat"] == []
