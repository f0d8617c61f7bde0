"""The pages of a structure's personal data: durations, notice, proof; and the rounds, for who runs the instance."""

import datetime as dt
import io
from typing import Any

import pikepdf
import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import Cast, activity, follow
from trame.activity.entry import FollowedParticipant
from trame.activity.retention import RULES
from trame.jobs import daily
from trame.jobs.models import ChoreRun, Job, RetentionRun
from trame.jobs.privacy.notice import notice
from trame.jobs.privacy.retention import apply_rule
from trame.jobs.services import run_job
from trame.people.models import JournalEntry, Organisation, PrivacySettings, privacy_of
from trame.ui import documents

pytestmark = pytest.mark.django_db


def page(organisation: Organisation, name: str = "") -> str:
    return f"/reglages/donnees-personnelles/structures/{organisation.pk}/{name}"


def said(**changed: Any) -> dict[str, Any]:
    return {"contact": "", "dpo": "", "people_months": "24", "notes_months": "24"} | changed


def somebody_seen(cast: Cast, months_ago: int) -> None:
    day = timezone.localdate() - dt.timedelta(days=31 * months_ago)
    person = follow(cast.navette)
    activity(cast.awa_at_navette, cast.library, date=day, followed=(FollowedParticipant(person.pk),), notes="Vu.")


def test_the_page_proves_what_was_erased_and_tells_what_will_be(cast: Cast, client: Client) -> None:
    somebody_seen(cast, 30)
    somebody_seen(cast, 30)
    client.force_login(cast.awa)
    before = client.get(page(cast.navette)).content.decode()
    assert "Pas encore de passage" in before
    assert "2\xa0personnes suivies" in before
    apply_rule(RULES[0])
    after = client.get(page(cast.navette)).content.decode()
    assert "Depuis le début\xa0: 2\xa0personnes suivies" in after
    assert "0\xa0personne suivie" in after


def test_a_failure_is_said(cast: Cast, client: Client) -> None:
    RetentionRun.objects.create(organisation=cast.navette, rule="people", failed_at=timezone.now())
    client.force_login(cast.bruno)
    assert "Échec le" in client.get(page(cast.navette)).content.decode()


def test_another_structure_s_page_does_not_exist(cast: Cast, client: Client) -> None:
    client.force_login(cast.chloe)
    for name in ("", "durees/", "information/", "registre/"):
        assert client.get(page(cast.navette, name)).status_code == 404
    for name in ("durees/", "information/fichier/", "registre/fichier/"):
        assert client.post(page(cast.navette, name), said()).status_code == 404


def test_a_manager_chooses_and_it_is_journaled(cast: Cast, client: Client) -> None:
    client.force_login(cast.bruno)
    answer = client.post(page(cast.navette, "durees/"), said(contact="donnees@navette.test", people_months="36"))
    assert answer.status_code == 302
    chosen = PrivacySettings.objects.get()
    assert (chosen.organisation, chosen.contact, chosen.people_months) == (cast.navette, "donnees@navette.test", 36)
    assert JournalEntry.objects.filter(action="privacy.chosen", organisation=cast.navette).exists()


def test_a_mediator_does_not_choose(cast: Cast, client: Client) -> None:
    client.force_login(cast.awa)
    assert client.post(page(cast.navette, "durees/"), said()).status_code == 403
    assert not PrivacySettings.objects.exists()


def test_another_structure_cannot_be_slipped_into_the_form(cast: Cast, client: Client) -> None:
    client.force_login(cast.bruno)
    client.post(page(cast.navette, "durees/"), said(organisation=str(cast.port.pk), id="1"))
    assert PrivacySettings.objects.get().organisation == cast.navette


@pytest.mark.parametrize("months", ["11", "37", "0", "-1", "", "douze", "1e1", "24.5"])
def test_a_duration_out_of_range_is_refused_and_nothing_typed_is_lost(cast: Cast, client: Client, months: str) -> None:
    client.force_login(cast.bruno)
    answer = client.post(page(cast.navette, "durees/"), said(people_months=months, contact="12 rue du Fil"))
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "La durée va de 12 à 36 mois" in text
    assert "12 rue du Fil" in text
    assert not PrivacySettings.objects.exists()


def test_a_shorter_duration_that_would_erase_asks_first(cast: Cast, client: Client) -> None:
    somebody_seen(cast, 16)
    client.force_login(cast.bruno)
    shorter = said(people_months="12", notes_months="12")
    answer = client.post(page(cast.navette, "durees/"), shorter)
    assert answer.status_code == 422
    assert "1\xa0personne suivie et 1\xa0note" in answer.content.decode()
    assert privacy_of(cast.navette).people_months == 24
    assert client.post(page(cast.navette, "durees/"), shorter | {"agreed": "on"}).status_code == 302
    assert privacy_of(cast.navette).people_months == 12


def test_a_shorter_duration_that_erases_nothing_asks_nothing(cast: Cast, client: Client) -> None:
    somebody_seen(cast, 2)
    client.force_login(cast.bruno)
    assert client.post(page(cast.navette, "durees/"), said(people_months="12")).status_code == 302


def test_the_notice_says_whom_to_write_to_and_how_long(cast: Cast, client: Client) -> None:
    PrivacySettings.objects.create(
        organisation=cast.navette, contact="donnees@navette.test", dpo="Maëlle <b>Kerbrat</b>", people_months=18
    )
    client.force_login(cast.awa)
    text = client.get(page(cast.navette, "information/")).content.decode()
    assert "donnees@navette.test" in text
    assert "18\xa0mois après votre dernière venue" in text
    assert "&lt;b&gt;Kerbrat" in text
    assert "cnil.fr" in text


def test_the_notice_is_one_page_of_large_type(cast: Cast, client: Client, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    contact = "Espace numérique, 12 rue du Fil, 56300 Pontivy, 02 97 00 00 00, donnees-personnelles@navette.test"
    PrivacySettings.objects.create(organisation=cast.navette, contact=contact, dpo="Maëlle Kerbrat, dpo@pontivy.test")
    long_name = "Association pour la médiation numérique et l’éducation populaire du pays de Pontivy"
    Organisation.objects.filter(pk=cast.navette.pk).update(name=long_name)
    client.force_login(cast.awa)
    client.post(page(cast.navette, "information/fichier/"))
    run_job(Job.objects.get().pk)
    with Job.objects.get().result.open() as content, pikepdf.open(io.BytesIO(content.read())) as pdf:
        assert len(pdf.pages) == 1
        sizes = {float(size) for size in font_sizes(pdf)}
    assert 16.0 in sizes
    assert min(sizes) >= 12.0


def font_sizes(pdf: pikepdf.Pdf) -> list[Any]:
    return [operands[1] for operands, operator in pikepdf.parse_content_stream(pdf.pages[0]) if str(operator) == "Tf"]


def test_the_notice_is_easy_to_read(cast: Cast) -> None:
    """One idea a sentence, twelve words or so: the rule of texts for everybody."""
    blocks = notice(privacy_of(cast.navette)).blocks
    lines = [line for block in blocks if isinstance(block, documents.Paragraph) for line in block.text.split("\n")]
    sentences = [sentence for line in lines for sentence in line.split(". ")]
    assert len(sentences) >= 12
    assert max(len(sentence.split()) for sentence in sentences) <= 14


def test_the_administrator_of_the_instance_sees_every_chore_and_nobody_s_data(cast: Cast, client: Client) -> None:
    somebody_seen(cast, 30)
    daily.run_round()
    client.force_login(cast.fatou)
    text = client.get("/reglages/donnees-personnelles/effacements/").content.decode()
    for chore in daily.chores():
        assert chore[1:] in text, chore
    assert "Fait" in text
    assert "La Navette" not in text
    run = ChoreRun.objects.get(chore="personnes suivies qui ne viennent plus")
    assert (run.ok, run.erased) == (True, 1)


def test_every_page_is_reached_from_the_settings(cast: Cast, client: Client) -> None:
    client.force_login(cast.bruno)
    text = client.get("/reglages/").content.decode()
    for address in (page(cast.navette), "/reglages/donnees-personnelles/mes-donnees/"):
        assert address in text
    assert "donnees-personnelles/effacements/" not in text
    assert "/reglages/donnees-personnelles/fermer-mon-compte/" in client.get("/reglages/compte/").content.decode()
    client.force_login(cast.fatou)
    assert "donnees-personnelles/effacements/" in client.get("/reglages/").content.decode()
