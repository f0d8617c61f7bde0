"""« Mes données » of a professional: a ZIP of open formats, hers alone; and closing her account."""

import csv
import io
import json
import zipfile

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import PASSWORD, Cast, activity, follow, membership
from tests.sessions import sign_in
from trame.activity.entry import FollowedParticipant
from trame.interchange.imports.models import ImportBatch
from trame.jobs.models import Job
from trame.jobs.services import run_job
from trame.people import journal
from trame.people.models import JournalEntry, Membership, Role, User
from trame.report.services import begin_report

pytestmark = pytest.mark.django_db
OWN, CLOSE = "/reglages/donnees-personnelles/mes-donnees/", "/reglages/donnees-personnelles/fermer-mon-compte/"


@pytest.fixture(autouse=True)
def files(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


def archive(user: User) -> dict[str, bytes]:
    job = Job.objects.create(kind="privacy.own_data", owner=user, payload={"user": 1, "owner": 1})
    run_job(job.pk)
    job.refresh_from_db()
    with job.result.open() as content, zipfile.ZipFile(io.BytesIO(content.read())) as found:
        return {name: found.read(name) for name in found.namelist()}


def test_it_holds_her_account_her_work_and_her_actions(cast: Cast) -> None:
    activity(cast.awa_at_navette, cast.library, notes="À rappeler.", tags=("e-mail",))
    begin_report(by=cast.awa, organisation=cast.navette, year=2025)
    journal.record("invitation.sent", by=cast.awa, organisation=cast.navette)
    journal.record("invitation.sent", by=cast.bruno, organisation=cast.navette)
    found = archive(cast.awa)
    assert set(found) == {
        "LISEZMOI.txt", "compte.json", "journal.csv", "journal.json", "activites.csv", "activites.json", "bilans.json",
        "modeles.csv", "modeles.json", "imports.csv", "moments.csv", "moments.json", "imports.json",
        "filtres.csv", "filtres.json", "vues.csv", "vues.json", "chiffres_figes.csv", "chiffres_figes.json",
    }  # fmt: skip
    account = json.loads(found["compte.json"])
    assert account["compte"]["adresse électronique"] == "awa@navette.test"
    assert account["appartenances"][0]["rôle"] == "médiateur·rice"
    (line,) = json.loads(found["activites.json"])
    assert (line["date"], line["minutes"], line["notes"], line["tags"]) == ("2025-03-03", 30, "À rappeler.", ["e-mail"])
    assert [entry["action"] for entry in json.loads(found["journal.json"])] == ["a envoyé une invitation"]
    assert json.loads(found["bilans.json"])["bilans commencés"][0]["année"] == 2025


def test_the_csv_says_the_same(cast: Cast) -> None:
    activity(cast.awa_at_navette, cast.library, notes="=1+1")
    text = archive(cast.awa)["activites.csv"].decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text), delimiter=";")
    assert (row["date"], row["structure"], row["notes"]) == ("2025-03-03", "La Navette", "'=1+1")


def test_people_followed_are_there_by_their_pseudonym_only(cast: Cast) -> None:
    jeanne = follow(cast.navette, name="Jeanne Le Bihan", pseudonym="P-7KQ2F")
    activity(cast.awa_at_navette, cast.library, followed=(FollowedParticipant(jeanne.pk),))
    found = b"".join(archive(cast.awa).values()).decode()
    assert "P-7KQ2F" in found
    assert "Bihan" not in found


def test_of_a_structure_she_left_only_the_trace_of_her_work(cast: Cast) -> None:
    activity(cast.awa_at_navette, cast.library, notes="Secret", kind="collectif", title="Tricot", anonymous_total=2)
    Membership.objects.filter(user=cast.awa).update(ends_on="2025-12-31")
    (line,) = json.loads(archive(cast.awa)["activites.json"])
    assert (line["date"], line["minutes"], line["structure"]) == ("2025-03-03", 30, "La Navette")
    assert (line["notes"], line["titre"], line["lieu"]) == (None, None, None)


def test_the_notes_stay_behind_where_she_mediates_no_more(cast: Cast) -> None:
    activity(cast.awa_at_navette, cast.library, notes="Secret")
    Membership.objects.filter(user=cast.awa).update(ends_on="2025-12-31")
    membership(cast.awa, cast.navette, Role.MANAGER)
    (line,) = json.loads(archive(cast.awa)["activites.json"])
    assert (line["lieu"], line["notes"]) == ("Médiathèque de Pontivy", "")


def test_nobody_else_s_records_are_in_it(cast: Cast) -> None:
    activity(cast.chloe_at_port, cast.quay, notes="De Chloé")
    found = archive(cast.awa)
    assert json.loads(found["activites.json"]) == []
    assert b"Chlo" not in b"".join(found.values())


def test_it_is_asked_on_a_page_after_a_proof(cast: Cast, client: Client) -> None:
    sign_in(client, cast.awa, minutes_ago=16)
    assert "/compte/confirmer" in client.post(OWN).url
    assert not Job.objects.exists()
    sign_in(client, cast.awa)
    assert "vos imports" in client.get(OWN).content.decode()
    client.post(OWN, {"owner": cast.bruno.pk})
    job = Job.objects.get()
    assert (job.owner, job.kind, job.payload) == (cast.awa, "privacy.own_data", {})
    assert JournalEntry.objects.filter(action="own_data.asked", organisation=cast.navette).exists()


def test_she_closes_her_account_after_a_proof(cast: Cast, client: Client) -> None:
    sign_in(client, cast.awa, minutes_ago=16)
    client.post(CLOSE)
    assert User.objects.get(pk=cast.awa.pk).is_active
    sign_in(client, cast.awa)
    assert "Compte fermé" in client.get(CLOSE).content.decode()
    assert client.post(CLOSE).url == "/compte/connexion/"
    assert not User.objects.get(pk=cast.awa.pk).is_active
    assert "_auth_user_id" not in client.session
    client.post("/compte/connexion/", {"login": "awa@navette.test", "password": PASSWORD})
    assert "_auth_user_id" not in client.session
    assert JournalEntry.objects.filter(action="account.closed", organisation=cast.navette).exists()


def test_the_last_manager_of_a_team_hands_it_over_first(cast: Cast, client: Client) -> None:
    sign_in(client, cast.bruno)
    page = client.get(CLOSE).content.decode()
    assert "seul·e responsable de La Navette" in page
    answer = client.post(CLOSE)
    assert answer.status_code == 422
    assert User.objects.get(pk=cast.bruno.pk).is_active
    membership(cast.awa, cast.navette, Role.MANAGER)
    assert client.post(CLOSE).status_code == 302


def test_a_manager_who_works_alone_may_go(cast: Cast, client: Client) -> None:
    Membership.objects.filter(user=cast.awa).delete()
    sign_in(client, cast.bruno)
    assert client.post(CLOSE).status_code == 302


def test_the_file_of_an_import_not_confirmed_leaves_with_her(cast: Cast, client: Client) -> None:
    ImportBatch.objects.create(owner=cast.awa, membership=cast.awa_at_navette, organisation=cast.navette,
                               partner="coop", content=b"Jeanne", staged_at=timezone.now())  # fmt: skip
    sign_in(client, cast.awa)
    client.post(CLOSE)
    assert not ImportBatch.objects.exists()
