"""The register of article 30 is drawn from the models: on a page, in three formats, and in docs/."""

import io
import zipfile
from pathlib import Path

import pytest
from django.test import Client

from tests.cast import Cast
from trame.jobs.models import Job
from trame.jobs.privacy.register import document, markdown, register
from trame.jobs.services import run_job
from trame.people.models import PrivacySettings, privacy_of
from trame.ui import documents

pytestmark = pytest.mark.django_db
FILE = Path(__file__).resolve().parents[2] / "docs" / "registre-des-traitements.md"


def test_the_document_says_what_is_declared() -> None:
    assert FILE.read_text(encoding="utf-8") == markdown(), "run manage.py write_privacy_register"


def test_the_register_says_the_durations_that_the_structure_chose(cast: Cast) -> None:
    settings = PrivacySettings(organisation=cast.navette, people_months=18, notes_months=12)
    followed = next(entry for entry in register(settings) if entry.processing.code == "followed")
    said = " ".join(data.kept for data in followed.data)
    assert "18 mois après la dernière venue" in said
    assert "12 mois après la date de l’activité" in said
    assert "24 mois" not in said


def test_its_managers_read_it_and_nobody_else(cast: Cast, client: Client) -> None:
    address = f"/reglages/donnees-personnelles/structures/{cast.navette.pk}/registre/"
    for user, status in ((cast.bruno, 200), (cast.awa, 403), (cast.chloe, 404), (cast.fatou, 404)):
        client.force_login(user)
        assert client.get(address).status_code == status
    client.force_login(cast.bruno)
    page = client.get(address).content.decode()
    assert "Suivi des personnes accompagnées" in page
    assert "article 6.1.f" in page
    assert "non renseigné" in page


@pytest.mark.parametrize("format_", ["pdf", "odt", "docx"])
def test_it_is_downloaded_in_three_formats(cast: Cast, client: Client, settings, tmp_path, format_: str) -> None:
    settings.MEDIA_ROOT = tmp_path
    client.force_login(cast.bruno)
    address = f"/reglages/donnees-personnelles/structures/{cast.navette.pk}/registre/fichier/"
    client.post(address, {"format": format_})
    job = Job.objects.get()
    run_job(job.pk)
    answer = client.get(f"/taches/{job.pk}/fichier/")
    content = b"".join(answer.streaming_content)
    assert answer["Content-Type"] == documents.MIME_TYPES[format_]
    assert content.startswith(b"%PDF") if format_ == "pdf" else zipfile.is_zipfile(io.BytesIO(content))


def test_an_unknown_format_is_refused(cast: Cast, client: Client) -> None:
    client.force_login(cast.bruno)
    address = f"/reglages/donnees-personnelles/structures/{cast.navette.pk}/registre/fichier/"
    assert client.post(address, {"format": "exe"}).status_code == 404
    assert not Job.objects.exists()


def test_who_no_longer_manages_gets_no_file(cast: Cast) -> None:
    job = Job.objects.create(
        kind="privacy.register", owner=cast.awa, payload={"organisation": cast.navette.pk, "format": "pdf"}
    )
    foreign = Job.objects.create(
        kind="privacy.register", owner=cast.bruno, payload={"organisation": cast.port.pk, "format": "pdf"}
    )
    for one in (job, foreign):
        run_job(one.pk)
        one.refresh_from_db()
        assert (one.status, bool(one.result)) == (Job.Status.FAILED, False)


def test_the_document_names_who_answers_for_it(cast: Cast, settings) -> None:
    settings.INSTANCE_CONTACT = "Hub Bretagne, rgpd@hub.test"
    made = documents.to_html(document(privacy_of(cast.navette), "À jour au 3 mars 2026"))
    assert "La Navette, Pontivy" in made
    assert "Hub Bretagne, rgpd@hub.test" in made
