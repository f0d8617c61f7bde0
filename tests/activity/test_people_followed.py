"""People followed: the list, her file, correcting it; pseudonyms for those who do not mediate."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.activity.posts import INDIVIDUAL, individual, recorded
from tests.cast import Cast, activity, commune, follow, membership, organisation
from trame.activity import services
from trame.activity.entry import FollowedParticipant
from trame.activity.models import Activity, Attendance, Beneficiary
from trame.people.models import JournalEntry, Organisation, Role

pytestmark = pytest.mark.django_db

LIST, SEARCH = "/activites/personnes/", "/activites/personnes/recherche/"


def file_of(somebody: Beneficiary) -> str:
    return f"/activites/personnes/{somebody.client_uuid}/"


def jeanne(cast: Cast, **known: Any) -> Beneficiary:
    return follow(cast.navette, **({"name": "Jeanne Le Bihan", "pseudonym": "P-AAAAA"} | known))


def seen(cast: Cast, somebody: Beneficiary, *days: dt.date, **said: Any) -> list[Activity]:
    here = (FollowedParticipant(somebody.pk),)
    return [activity(cast.awa_at_navette, cast.library, date=day, followed=here, **said) for day in days]


MARCH_1, MARCH_2 = dt.date(2026, 3, 1), dt.date(2026, 3, 2)


def test_the_list_gives_names_accompaniments_and_the_last_visit(awa: Client, cast: Cast) -> None:
    seen(cast, jeanne(cast), MARCH_1, MARCH_2)
    follow(cast.navette, pseudonym="P-BBBBB")
    page = awa.get(LIST).content.decode()
    assert "2\u00a0personnes suivies" in page
    assert page.index("Jeanne Le Bihan") < page.index("P-BBBBB")
    assert "P-AAAAA · 2\u00a0accompagnements · dernière venue le 2\u00a0mars 2026" in page
    assert "aucun accompagnement" in page


def test_a_deleted_activity_is_no_visit(awa: Client, cast: Cast) -> None:
    *_, last = seen(cast, jeanne(cast), MARCH_1, MARCH_2)
    services.delete_activity(by=cast.awa, activity=last)
    assert "1\u00a0accompagnement · dernière venue le 1<sup>er</sup>\u00a0mars 2026" in awa.get(LIST).content.decode()
    page = awa.get(file_of(Beneficiary.objects.get())).content.decode()
    assert str(last.client_uuid) not in page


def test_only_the_structure_of_the_moment_is_listed(awa: Client, cast: Cast) -> None:
    other = organisation("Ty Numérique", "29232")
    membership(cast.awa, other, Role.MEDIATOR, starts_on=dt.date(2024, 1, 1))
    jeanne(cast)
    follow(other, pseudonym="P-CCCCC")
    assert "P-CCCCC" not in awa.get(LIST).content.decode()
    type(cast.awa).objects.filter(pk=cast.awa.pk).update(current_organisation=other)
    page = awa.get(LIST).content.decode()
    assert "P-CCCCC" in page
    assert "Jeanne" not in page
    assert "Jeanne" not in awa.post(SEARCH, {"q": "jeanne"}).content.decode().replace("« jeanne »", "")


@pytest.mark.parametrize("words", ["jeanne", "BIHAN jeanne", "le bih", "aaaaa", "p-aaaaa", "Jéanne"])
def test_a_mediator_finds_by_name_or_pseudonym(awa: Client, cast: Cast, words: str) -> None:
    jeanne(cast)
    follow(cast.navette, name="Yann Le Dantec", pseudonym="P-BBBBB")
    page = awa.post(SEARCH, {"q": words}).content.decode()
    assert "P-AAAAA" in page
    assert "P-BBBBB" not in page


def test_a_search_is_posted_and_its_words_stay_out_of_addresses(awa: Client, cast: Cast) -> None:
    for number in range(31):
        follow(cast.navette, name=f"Jeanne {number:02}", pseudonym=f"P-{number:05}")
    page = awa.post(SEARCH, {"q": "jeanne"}).content.decode()
    assert 'name="page" value="2"' in page
    assert "jeanne=" not in page.lower()
    assert "?q=" not in page
    second = awa.post(SEARCH, {"q": "jeanne", "page": "2"}).content.decode()
    assert second.count('<li class="line">') == 1


@pytest.mark.parametrize("page", ["0", "-1", "x", "9" * 30, ""])
def test_a_page_that_means_nothing_is_a_page(awa: Client, cast: Cast, page: str) -> None:
    jeanne(cast)
    assert "Jeanne" in awa.get(LIST, {"page": page}).content.decode()


@pytest.mark.parametrize("words", ["\x00", "%", "'; DROP TABLE", "é" * 5000, " "])
def test_odd_words_break_nothing(awa: Client, cast: Cast, words: str) -> None:
    jeanne(cast)
    assert awa.post(SEARCH, {"q": words}).status_code == 200


def test_a_file_tells_what_is_known_and_her_accompaniments_newest_first(awa: Client, cast: Cast) -> None:
    somebody = jeanne(cast, gender="feminin", birth_year=1950, status="retraite", residence=commune("56178"))
    seen(cast, somebody, MARCH_1, topics=("bureautique",))
    seen(cast, somebody, MARCH_2)
    page = awa.get(file_of(somebody)).content.decode()
    history = page[page.index('<ul class="lines">') :]
    assert history.index("E-mail") < history.index("Bureautique")
    for said in ("Femme", "1950", "Retraité", "Pontivy", "2\u00a0accompagnements"):
        assert said in page
    assert "<title>P-AAAAA — Trame</title>" in page.replace("\n", "")


def test_an_activity_leads_to_the_file_and_the_list_of_activities_to_the_list(awa: Client, cast: Cast) -> None:
    somebody = jeanne(cast)
    [made] = seen(cast, somebody, MARCH_1)
    assert file_of(somebody) in awa.get(f"/activites/{made.client_uuid}/").content.decode()
    assert f'href="{LIST}"' in awa.get("/activites/").content.decode()


def test_without_the_module_no_link_leads_to_people(awa: Client, cast: Cast) -> None:
    somebody = jeanne(cast)
    [made] = seen(cast, somebody, MARCH_1)
    Organisation.objects.filter(pk=cast.navette.pk).update(modules_off=["people_followed"])
    for address in ("/activites/", f"/activites/{made.client_uuid}/"):
        assert "/personnes/" not in awa.get(address).content.decode()
    for address in (LIST, file_of(somebody), file_of(somebody) + "corriger/"):
        assert awa.get(address).status_code == 403


def test_an_empty_list_teaches_the_next_step(awa: Client, cast: Cast) -> None:
    assert "Suivre cette personne" in awa.get(LIST).content.decode()


def test_who_has_no_structure_is_told_so(client: Client, cast: Cast) -> None:
    client.force_login(cast.denis)
    assert "n’est rattaché à aucune" in client.get(LIST).content.decode()


def good(somebody: Beneficiary) -> dict[str, Any]:
    """A correction sent from a page that has just shown her file."""
    said = {
        "pseudonym": "P-ZZZZZ",
        "name": " Jeanne  Le Bihan ",
        "gender": "feminin",
        "birth_year": "1950",
        "status": "",
    }
    return said | {"version": services.version_of(somebody)}


def test_a_mediator_corrects_a_file(awa: Client, cast: Cast) -> None:
    somebody = follow(cast.navette, pseudonym="P-AAAAA")
    answer = awa.post(file_of(somebody) + "corriger/", good(somebody) | {"residence": "29232"})
    assert (answer.status_code, answer["Location"]) == (302, file_of(somebody))
    somebody.refresh_from_db()
    known = (somebody.pseudonym, somebody.name, somebody.gender, somebody.birth_year, somebody.residence_id)
    assert known == ("P-ZZZZZ", "Jeanne Le Bihan", "feminin", 1950, "29232")
    line = JournalEntry.objects.get(action="person.corrected")
    assert (line.organisation_id, line.object_id) == (cast.navette.pk, str(somebody.pk))


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("pseudonym", "", "Une personne suivie garde un pseudonyme"),
        ("pseudonym", "P" * 41, "Le pseudonyme dépasse 40 signes"),
        ("pseudonym", "p-bbbbb", "Ce pseudonyme est déjà celui d’une autre personne"),
        ("pseudonym", "La-Jeanne", "Ce pseudonyme dit le nom"),
        ("pseudonym", "bihan56", "Ce pseudonyme dit le nom"),
        ("name", "J" * 201, "Le nom dépasse 200 signes"),
        ("birth_year", "hier", "L’année s’écrit en quatre chiffres"),
        ("birth_year", "1066", "L’année de naissance commence à 1900"),
        ("birth_year", "2027", "Cette année n’est pas encore passée"),
        ("residence", "99999", "Aucune commune n’a le code Insee 99999"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_lost(
    awa: Client, cast: Cast, field: str, typed: str, sentence: str
) -> None:
    somebody = follow(cast.navette, pseudonym="P-AAAAA")
    follow(cast.navette, pseudonym="P-BBBBB")
    answer = awa.post(file_of(somebody) + "corriger/", good(somebody) | {field: typed})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert f'id="id_{field}_error"' in page
    assert "data-error-summary" in page
    if field != "name":
        assert "Jeanne" in page  # what was typed is still there
    somebody.refresh_from_db()
    assert (somebody.pseudonym, somebody.name) == ("P-AAAAA", "")
    assert not JournalEntry.objects.filter(action="person.corrected").exists()


def test_two_structures_may_use_the_same_pseudonym(awa: Client, cast: Cast) -> None:
    follow(cast.port, pseudonym="P-ZZZZZ")
    somebody = follow(cast.navette, pseudonym="P-AAAAA")
    assert awa.post(file_of(somebody) + "corriger/", good(somebody)).status_code == 302


def test_a_pseudonym_taken_between_the_look_and_the_write_is_a_sentence(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    somebody = follow(cast.navette, pseudonym="P-AAAAA")
    follow(cast.navette, pseudonym="P-BBBBB")
    monkeypatch.setattr("django.db.models.query.QuerySet.exists", lambda self: "pseudonym" not in str(self.query.where))
    details = services.PersonDetails(pseudonym="P-BBBBB")
    with pytest.raises(services.EntryRefused) as refused:
        services.correct_person(by=cast.awa, person=somebody, details=details)
    assert list(refused.value.problems) == ["pseudonym"]


def test_fields_that_no_form_shows_are_not_written(awa: Client, cast: Cast) -> None:
    somebody = jeanne(cast)
    before = (somebody.pk, somebody.client_uuid, somebody.organisation_id, somebody.match_key, somebody.created_at)
    extra = {
        "organisation": cast.port.pk,
        "organisation_id": cast.port.pk,
        "match_key": "x" * 64,
        "client_uuid": str(uuid.uuid4()),
        "created_at": "2001-01-01",
        "id": "1",
    }
    assert awa.post(file_of(somebody) + "corriger/", good(somebody) | extra).status_code == 302
    somebody.refresh_from_db()
    assert before == (
        somebody.pk, somebody.client_uuid, somebody.organisation_id, somebody.match_key, somebody.created_at,
    )  # fmt: skip


def test_a_manager_reads_a_file_by_its_pseudonym_and_does_not_correct_it(client: Client, cast: Cast) -> None:
    somebody = jeanne(cast, gender="feminin", birth_year=1950, residence=commune("29232"))
    client.force_login(cast.bruno)
    page = client.get(file_of(somebody)).content.decode()
    assert "P-AAAAA" in page
    for hidden in ("Jeanne", "1950", "Femme", "Quimper", "corriger/"):
        assert hidden not in page
    assert client.get(file_of(somebody) + "corriger/").status_code == 403
    assert client.post(file_of(somebody) + "corriger/", good(somebody)).status_code == 403
    with pytest.raises(services.NotAllowed):
        services.correct_person(by=cast.bruno, person=somebody, details=services.PersonDetails(pseudonym="P-X"))
    somebody.refresh_from_db()
    assert somebody.pseudonym == "P-AAAAA"


def test_each_person_has_her_own_uuid_in_the_database(cast: Cast) -> None:
    first, second = jeanne(cast), follow(cast.navette, pseudonym="P-BBBBB")
    assert first.client_uuid != second.client_uuid
    with pytest.raises(IntegrityError), transaction.atomic():
        Beneficiary.objects.filter(pk=second.pk).update(client_uuid=first.client_uuid)


@pytest.mark.parametrize("who", ["awa", "bruno"])
def test_the_pages_cost_the_same_at_10_and_at_500_people(client: Client, cast: Cast, who: str) -> None:
    client.force_login(getattr(cast, who))
    [made] = seen(cast, jeanne(cast), MARCH_1)
    costs = []
    for number in (9, 490):
        people = services.follow_people(organisation=cast.navette, known=[{"name": "Yann Riou"}] * number)
        Attendance.objects.bulk_create(
            Attendance(activity=made, beneficiary=somebody, organisation=cast.navette) for somebody in people
        )
        somebody = people[0]
        for address in (LIST, file_of(somebody)):
            client.get(address)  # the first opening of the hour writes a line
        costs.append([cost(client, address) for address in (LIST, file_of(somebody))])
        with CaptureQueriesContext(connection) as queries:
            client.post(SEARCH, {"q": "p-"})
        costs[-1].append(len(queries))
    assert Beneficiary.objects.count() == 500
    assert costs[0] == costs[1]
    assert max(costs[0]) <= 20


def cost(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_a_record_made_for_a_new_person_opens_a_file(awa: Client, cast: Cast) -> None:
    recorded(awa, INDIVIDUAL, individual(cast, who="new", name="Yann Riou"))
    yann = Beneficiary.objects.get()
    assert "Yann Riou" in awa.get(file_of(yann)).content.decode()
