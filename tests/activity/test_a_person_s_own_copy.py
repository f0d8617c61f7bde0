"""« Mes données » of a person followed: a PDF to read and a JSON, for those who may see her name, after a proof."""

import datetime as dt
import io
import json
import uuid
import zipfile
from typing import Any

import pikepdf
import pytest
from django.test import Client

from tests.cast import Cast, activity, follow
from tests.sessions import sign_in
from trame.activity.entry import FollowedParticipant
from trame.activity.models import Beneficiary
from trame.activity.services import delete_activity, progress
from trame.jobs.models import Job
from trame.jobs.services import run_job
from trame.people.models import JournalEntry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def files(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def jeanne(cast: Cast) -> Beneficiary:
    person = follow(
        cast.navette,
        name="Jeanne Le Bihan",
        pseudonym="P-7KQ2F",
        gender="feminin",
        birth_year=1955,
        residence_id="29232",
    )
    there = (FollowedParticipant(person.pk),)
    by, where = cast.awa_at_navette, cast.library
    activity(by, where, followed=there, notes="Sa boîte est pleine.", tags=("e-mail",), minutes=45)
    activity(by, where, followed=there, kind="collectif", title="Café", anonymous_total=3, notes="Paul était là aussi.")
    delete_activity(by=cast.awa, activity=activity(by, where, followed=there, procedure_name="retirée"))
    return person


def address(person: Beneficiary) -> str:
    return f"/activites/personnes/{person.client_uuid}/copie/"


def copy(cast: Cast, person: Beneficiary) -> dict[str, bytes]:
    job = Job.objects.create(kind="activity.person_file", owner=cast.awa, payload={"person": person.pk})
    run_job(job.pk)
    job.refresh_from_db()
    with job.result.open() as content, zipfile.ZipFile(io.BytesIO(content.read())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_json_says_all_that_is_known_of_her_and_nothing_of_others(cast: Cast, jeanne: Beneficiary) -> None:
    said: dict[str, Any] = json.loads(copy(cast, jeanne)["mes-donnees.json"])
    assert said["structure"] == {"nom": "La Navette", "commune": "Pontivy"}
    assert said["personne"]["nom"] == "Jeanne Le Bihan"
    assert said["personne"]["née ou né en"] == "1955"
    first, workshop = said["accompagnements"]
    assert (first["date"], first["durée en minutes"], first["notes"]) == ("2025-03-03", 45, "Sa boîte est pleine.")
    assert (first["tags"], first["enregistré par"]) == (["e-mail"], "médiateur·rice")
    assert (workshop["titre"], workshop["notes"]) == ("Café", "")
    text = json.dumps(said, ensure_ascii=False)
    assert not [word for word in ("Awa", "Diallo", "Paul", "retirée") if word in text]


def test_it_says_what_she_wants_what_tools_said_and_how_to_reach_her(cast: Cast, jeanne: Beneficiary) -> None:
    for name, value in {"phone": "+33612345678", "purpose": "Ses impôts", "informed_on": "2026-03-01"}.items():
        setattr(jeanne, name, value)
    jeanne.save()
    progress.add_objective(by=cast.awa, person=jeanne, sentence="Écrire à sa fille", client_uuid=uuid.uuid4())
    level = progress.LevelSaid(scale="pix", read_on=dt.date(2026, 3, 1), result="137", detail={"Protéger": "2"})
    progress.record_level(by=cast.awa, person=jeanne, said=level)
    made = copy(cast, jeanne)
    said: dict[str, Any] = json.loads(made["mes-donnees.json"])
    assert said["personne"]["téléphone"] == "06\u00a012\u00a034\u00a056\u00a078"
    assert said["personne"]["pourquoi la suivre"] == "Ses impôts"
    assert said["objectifs"][0]["objectif"] == "Écrire à sa fille"
    reading = said["positionnements"][0]
    assert (reading["outil"], reading["résultat"], reading["détail"]) == ("Pix", "137", {"Protéger": "2"})
    assert "Diallo" not in json.dumps(said)
    assert made["mes-donnees.pdf"].startswith(b"%PDF")


def test_the_pdf_is_one_to_read(cast: Cast, jeanne: Beneficiary) -> None:
    with pikepdf.open(io.BytesIO(copy(cast, jeanne)["mes-donnees.pdf"])) as pdf:
        assert len(pdf.pages) >= 1
        assert str(pdf.docinfo["/Title"]) == "Mes données"


def test_who_never_came_has_a_copy_too(cast: Cast) -> None:
    said = json.loads(copy(cast, follow(cast.navette))["mes-donnees.json"])
    assert said["accompagnements"] == []


def test_it_is_asked_on_her_file_by_a_mediator_and_journaled(cast: Cast, jeanne: Beneficiary, client: Client) -> None:
    sign_in(client, cast.awa)
    assert address(jeanne) in client.get(f"/activites/personnes/{jeanne.client_uuid}/").content.decode()
    assert client.post(address(jeanne)).status_code == 302
    job = Job.objects.get()
    assert job.payload == {"person": jeanne.pk}
    line = JournalEntry.objects.get(action="person.copied")
    assert (line.organisation, line.object_id) == (cast.navette, str(jeanne.pk))


def test_a_session_left_open_is_asked_for_a_proof(cast: Cast, jeanne: Beneficiary, client: Client) -> None:
    sign_in(client, cast.awa, minutes_ago=16)
    for method in (client.get, client.post):
        answer = method(address(jeanne))
        assert answer.status_code == 302
        assert "/compte/confirmer" in answer.url
    assert not Job.objects.exists()


def test_a_manager_gets_none_nor_does_a_stranger(cast: Cast, jeanne: Beneficiary, client: Client) -> None:
    for user, status in ((cast.bruno, 403), (cast.chloe, 404), (cast.fatou, 404), (cast.erwan, 404)):
        sign_in(client, user)
        assert client.get(address(jeanne)).status_code == status
        assert client.post(address(jeanne)).status_code == status
    sign_in(client, cast.bruno)
    page = client.get(f"/activites/personnes/{jeanne.client_uuid}/").content.decode()
    assert address(jeanne) not in page
    assert f"{jeanne.client_uuid}/effacer/" in page


def test_a_job_of_somebody_who_left_meanwhile_makes_no_file(cast: Cast, jeanne: Beneficiary) -> None:
    for owner in (cast.bruno, cast.chloe):
        job = Job.objects.create(kind="activity.person_file", owner=owner, payload={"person": jeanne.pk})
        run_job(job.pk)
        job.refresh_from_db()
        assert (job.status, bool(job.result)) == (Job.Status.FAILED, False)


def test_her_file_says_until_when_it_is_kept(cast: Cast, jeanne: Beneficiary, client: Client) -> None:
    sign_in(client, cast.awa)
    page = client.get(f"/activites/personnes/{jeanne.client_uuid}/").content.decode()
    assert "après le 3\xa0mars 2027" in page
