"""What has been kept long enough is erased every day; one chore that fails does not stop the others."""

import datetime as dt

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.utils import timezone

from tests.cast import Cast
from trame.jobs import daily
from trame.jobs.models import Job

pytestmark = pytest.mark.django_db


@pytest.fixture
def finished(cast: Cast, settings, tmp_path) -> Job:
    settings.MEDIA_ROOT = tmp_path
    job = Job.objects.create(
        kind="report.document", owner=cast.awa, status=Job.Status.DONE, finished_at=timezone.now(), result_name="b.pdf"
    )
    job.result.save("b", ContentFile(b"contenu"))
    return job


def test_a_file_made_more_than_seven_days_ago_is_erased(finished: Job, tmp_path) -> None:
    with time_machine.travel(timezone.now() + dt.timedelta(days=6)):
        daily.run_round()
    assert Job.objects.filter(pk=finished.pk).exists()
    with time_machine.travel(timezone.now() + dt.timedelta(days=8)):
        daily.run_round()
    assert not Job.objects.filter(pk=finished.pk).exists()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_the_round_goes_on_after_a_failure(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    def fall() -> int:
        raise RuntimeError("broken")

    monkeypatch.setattr(daily, "_chores", {"une": fall, "deux": lambda: 3})
    assert daily.run_round() == [daily.Done("une", None), daily.Done("deux", 3)]
    assert "« une » failed" in caplog.text
    with pytest.raises(SystemExit):
        call_command("daily")


def test_imports_ask_for_their_share_of_the_round() -> None:
    assert "fichiers déposés et jamais importés" in [done.name for done in daily.run_round()]
