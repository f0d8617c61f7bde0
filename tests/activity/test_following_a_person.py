"""« Suivre une personne »: a code is enough; a name has a purpose, and she knows; a likely twin is shown first."""

import datetime as dt
import uuid
from typing import Any

import pytest
import time_machine
from django.test import Client

from tests.cast import Cast, commune, follow, membership, organisation, person
from trame.activity import services
from trame.activity.models import Beneficiary
from trame.activity.person_entry import PersonDetails
from trame.people.models import JournalEntry, Membership, PrivacySettings, Role

pytestmark = pytest.mark.django_db
NEW, ALIKE = "/activites/personnes/nouvelle/", "/activites/personnes/ressemblances/"


def sent(**said: Any) -> dict[str, Any]:
    """A named file, with all that is asked of one."""
    return {
        "client_uuid": str(uuid.uuid4()),
        "pseudonym": "",
        "name": "Jeanne Le Bihan",
        "purpose": "Faire seule ses démarches",
        "informed": "on",
        "informed_on": "02/03/2026",
    } | said


def wrong(client: Client, **said: Any) -> dict[str, list[str]]:
    before = Beneficiary.objects.count()
    answer = client.post(NEW, sent(**said))
    assert answer.status_code == 422
    assert Beneficiary.objects.count() == before
    page = answer.content.decode()
    assert "data-error-summary" in page
    return {name: list(found) for name, found in answer.context["form"].errors.items()}


def test_a_code_alone_opens_a_file(awa: Client, cast: Cast) -> None:
    answer = awa.post(NEW, {"client_uuid": str(uuid.uuid4()), "pseudonym": "Atelier-12"})
    made = Beneficiary.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/activites/personnes/{made.client_uuid}/")
    assert (made.pseudonym, made.name, made.organisation) == ("Atelier-12", "", cast.navette)
    assert JournalEntry.objects.get(action="person.followed").object_id == str(made.pk)


def test_nothing_typed_draws_a_code(awa: Client, cast: Cast) -> None:
    awa.post(NEW, {"client_uuid": str(uuid.uuid4())})
    assert Beneficiary.objects.get().pseudonym.startswith("P-")


def test_everything_typed_is_kept(awa: Client, cast: Cast) -> None:
    said = {"phone": "06 12 34 56 78", "email": "jeanne@exemple.test", "gender": "feminin", "birth_year": "1950",
            "status": "retraite", "residence": commune("29232").pk, "follow_until": "01/06/2026",
            "referent": str(cast.awa.pk)}  # fmt: skip
    assert awa.post(NEW, sent(**said)).status_code == 302
    made = Beneficiary.objects.get()
    assert (made.phone, made.email, made.birth_year) == ("+33612345678", "jeanne@exemple.test", 1950)
    assert (made.purpose, made.informed_on) == ("Faire seule ses démarches", dt.date(2026, 3, 2))
    assert (made.follow_until, made.referent, made.residence_id) == (dt.date(2026, 6, 1), cast.awa, "29232")
    page = awa.get(f"/activites/personnes/{made.client_uuid}/").content.decode()
    for word in ("06\u00a012\u00a034\u00a056\u00a078", "jeanne@exemple.test", "Faire seule ses démarches", "1950"):
        assert word in page


def test_the_end_is_proposed_from_the_duration_of_the_structure(awa: Client, cast: Cast) -> None:
    assert 'value="03/03/2028"' in awa.get(NEW).content.decode()
    PrivacySettings.objects.create(organisation=cast.navette, people_months=12)
    assert 'value="03/03/2027"' in awa.get(NEW).content.decode()


@pytest.mark.parametrize("contact", [{}, {"name": "", "phone": "0612345678"}, {"name": "", "email": "j@exemple.test"}])
def test_what_names_somebody_has_a_purpose_and_she_knows_it(awa: Client, cast: Cast, contact: dict[str, str]) -> None:
    found = wrong(awa, purpose="", informed="", **contact)
    assert list(found) == ["purpose", "informed"]
    assert "pourquoi la suivre" in found["purpose"][0]
    assert wrong(awa, informed="", **contact).keys() == {"informed"}


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("phone", "12", "n’est pas un numéro"),
        ("email", "jeanne", "Cette adresse ne se lit pas"),
        ("purpose", "x" * 301, "dépasse 300 signes"),
        ("informed_on", "04/03/2026", "n’est pas encore passé"),
        ("informed_on", "hier", "ne se lit pas"),
        ("informed_on", "01/01/1990", "trop ancienne"),
        ("follow_until", "02/03/2026", "est passé"),
        ("follow_until", "04/03/2029", "C’est trop loin"),
        ("follow_until", "31/02/2027", "ne se lit pas"),
        ("pseudonym", "LaJeanne", "Ce pseudonyme dit le nom"),
        ("referent", "999999", "médiateur·rice dans la structure"),
        ("referent", "x", "médiateur·rice dans la structure"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(awa: Client, cast: Cast, field: str, typed: str, sentence: str) -> None:
    found = wrong(awa, **{field: typed})
    assert list(found) == [field]
    assert sentence in found[field][0]


def test_a_pseudonym_already_given_is_refused_whatever_its_case(awa: Client, cast: Cast) -> None:
    follow(cast.navette, pseudonym="P-AAAAA")
    assert "déjà celui d’une autre" in wrong(awa, pseudonym="p-aaaaa")["pseudonym"][0]


@pytest.mark.parametrize("who", ["bruno", "chloe"])
def test_only_a_mediator_of_the_structure_is_a_referent(awa: Client, cast: Cast, who: str) -> None:
    assert "referent" in wrong(awa, referent=str(getattr(cast, who).pk))
    with pytest.raises(services.EntryRefused) as refused:
        services.open_file(
            by=cast.awa, organisation=cast.navette, client_uuid=uuid.uuid4(),
            details=PersonDetails(referent=getattr(cast, who)),
        )  # fmt: skip
    assert list(refused.value.problems) == ["referent"]


def test_a_double_tap_opens_one_file(awa: Client, cast: Cast) -> None:
    said = sent()
    first, second = awa.post(NEW, said), awa.post(NEW, said)
    assert Beneficiary.objects.count() == 1
    assert first["Location"] == second["Location"]


def test_somebody_else_s_uuid_opens_nothing(awa: Client, cast: Cast) -> None:
    theirs = follow(cast.port, name="Yann Riou")
    assert awa.post(NEW, sent(client_uuid=str(theirs.client_uuid))).status_code == 404
    theirs.refresh_from_db()
    assert (theirs.name, Beneficiary.objects.count()) == ("Yann Riou", 1)


def test_fields_that_no_form_shows_are_not_written(awa: Client, cast: Cast) -> None:
    other = follow(cast.navette, pseudonym="P-BBBBB")
    forged = {"organisation": cast.port.pk, "match_key": "x" * 64, "merged_into": other.pk, "former_match_keys": "x"}
    assert awa.post(NEW, sent(**forged)).status_code == 302
    made = Beneficiary.objects.get(name="Jeanne Le Bihan")
    assert (made.organisation, made.match_key, made.merged_into, made.former_match_keys) == (cast.navette, "", None, [])


def test_a_file_that_resembles_is_shown_and_nothing_typed_is_lost(awa: Client, cast: Cast) -> None:
    known = follow(cast.navette, name="Jeanne Le Bihan", birth_year=1950)
    said = sent(name="Jeanne LEBIHAN", birth_year="1950")
    answer = awa.post(NEW, said)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Une fiche ressemble à celle-ci." in page
    assert "Mêmes noms, même année de naissance" in page
    assert str(known.client_uuid) in page
    assert 'value="Jeanne LEBIHAN"' in page
    assert Beneficiary.objects.count() == 1
    assert awa.post(NEW, said | {"anyway": "1"}).status_code == 302
    assert Beneficiary.objects.count() == 2


def test_a_homonym_of_another_age_or_of_another_structure_is_not_shown(awa: Client, cast: Cast) -> None:
    follow(cast.navette, name="Jeanne Le Bihan", birth_year=1980)
    follow(cast.port, name="Jeanne Le Bihan", birth_year=1950)
    assert awa.post(NEW, sent(birth_year="1950")).status_code == 302


def test_while_typing_a_fragment_shows_who_resembles(awa: Client, cast: Cast) -> None:
    follow(cast.navette, name="Jeanne Le Bihan", phone="+33612345678")
    page = awa.post(ALIKE, {"name": "Jeane Le Bihan", "phone": "06 12 34 56 78", "email": "pas une adresse"})
    assert "Noms très proches, même téléphone" in page.content.decode()
    assert awa.post(ALIKE, {"name": "Yann"}).content.strip() == b""


@pytest.mark.parametrize(("who", "status"), [("bruno", 403), ("chloe", 302), ("denis", 403), ("fatou", 403)])
def test_only_a_mediator_opens_files_and_in_her_own_structure(
    client: Client, cast: Cast, who: str, status: int
) -> None:
    client.force_login(getattr(cast, who))
    assert client.post(NEW, sent()).status_code == status
    assert not Beneficiary.objects.filter(organisation=cast.navette).exists()
    with pytest.raises(services.NotAllowed):
        services.open_file(
            by=getattr(cast, who), organisation=cast.navette, details=PersonDetails(), client_uuid=uuid.uuid4()
        )


def test_a_manager_reads_neither_telephone_nor_purpose(client: Client, cast: Cast) -> None:
    somebody = follow(
        cast.navette, pseudonym="P-AAAAA", name="Jeanne Le Bihan", phone="+33612345678", email="j@exemple.test",
        purpose="Ses impôts", informed_on=dt.date(2026, 3, 1),
    )  # fmt: skip
    client.force_login(cast.bruno)
    pages = [client.get(f"/activites/personnes/{somebody.client_uuid}/").content.decode()]
    pages += [client.post("/activites/personnes/recherche/", {"q": q}).content.decode() for q in ("0612", "j@ex")]
    assert "P-AAAAA" in pages[0]
    assert str(somebody.client_uuid) not in pages[1] + pages[2]  # her search does not read them either
    for page in pages:
        for hidden in ("Jeanne", "06\u00a012", "+33612345678", "j@exemple.test", "Ses impôts"):
            assert hidden not in page


@pytest.mark.parametrize("words", ["06 12 34", "0612345678", "+33 6 12 34 56 78", "J@exemple", "exemple.test"])
def test_a_mediator_finds_by_telephone_and_by_address(awa: Client, cast: Cast, words: str) -> None:
    follow(cast.navette, pseudonym="P-AAAAA", phone="+33612345678", email="j@exemple.test")
    follow(cast.navette, pseudonym="P-BBBBB", phone="+33699999999")
    page = awa.post("/activites/personnes/recherche/", {"q": words}).content.decode()
    assert "P-AAAAA" in page
    assert "P-BBBBB" not in page


def test_a_file_named_before_it_was_asked_gets_a_reminder_and_is_corrected_all_the_same(
    awa: Client, cast: Cast
) -> None:
    somebody = follow(cast.navette, pseudonym="P-AAAAA", name="Jeanne Le Bihan")
    address = f"/activites/personnes/{somebody.client_uuid}/"
    assert "mais pas pourquoi la suivre, ni qu’elle en est informée" in awa.get(address).content.decode()
    correction = {"pseudonym": "P-AAAAA", "name": "Jeanne Le Bihan", "version": services.version_of(somebody)}
    assert awa.post(address + "corriger/", correction).status_code == 302


def test_an_end_already_past_and_a_referent_who_left_do_not_prevent_a_correction(awa: Client, cast: Cast) -> None:
    gone = person("gael@navette.test", "Gaël", "Le Bris")
    membership(gone, cast.navette, Role.MEDIATOR, ends_on=dt.date(2026, 1, 31))
    somebody = follow(cast.navette, pseudonym="P-AAAAA", follow_until=dt.date(2026, 1, 1), referent=gone)
    said = {"pseudonym": "P-AAAAA", "gender": "feminin", "follow_until": "01/01/2026", "referent": str(gone.pk)}
    address = f"/activites/personnes/{somebody.client_uuid}/corriger/"
    assert awa.post(address, said | {"version": services.version_of(somebody)}).status_code == 302
    somebody.refresh_from_db()
    assert (somebody.gender, somebody.referent) == ("feminin", gone)


def test_two_people_editing_one_file_the_second_is_told_and_both_versions_are_offered(awa: Client, cast: Cast) -> None:
    somebody = follow(cast.navette, pseudonym="P-AAAAA")
    address = f"/activites/personnes/{somebody.client_uuid}/corriger/"
    shown = services.version_of(somebody)
    with time_machine.travel("2026-03-03T14:06:00+01:00"):
        assert awa.post(address, {"pseudonym": "P-AAAAA", "status": "retraite", "version": shown}).status_code == 302
    second = awa.post(address, {"pseudonym": "P-AAAAA", "name": "Jeanne Le Bihan", "version": shown})
    page = second.content.decode()
    assert second.status_code == 409
    assert "Retraité" in page  # what the colleague has written
    assert 'value="Jeanne Le Bihan"' in page  # what was typed
    somebody.refresh_from_db()
    assert (somebody.status, somebody.name) == ("retraite", "")
    again = {"pseudonym": "P-AAAAA", "name": "Jeanne Le Bihan", "version": services.version_of(somebody)}
    assert awa.post(address, again).status_code == 302


def test_the_list_is_narrowed_to_one_s_own_people(awa: Client, cast: Cast) -> None:
    follow(cast.navette, pseudonym="P-MIENN", referent=cast.awa)
    follow(cast.navette, pseudonym="P-AUTRE")
    page = awa.get("/activites/personnes/?referent=moi").content.decode()
    assert "P-MIENN" in page
    assert "P-AUTRE" not in page
    assert "P-AUTRE" in awa.get("/activites/personnes/?referent=personne").content.decode()
    for garbage in ("x", "-1", "9" * 30, "1 OR 1=1"):
        assert "P-AUTRE" in awa.get("/activites/personnes/", {"referent": garbage}).content.decode()


def test_an_activity_is_recorded_from_her_file_with_her_name_there_already(awa: Client, cast: Cast) -> None:
    somebody = follow(cast.navette, pseudonym="P-AAAAA", name="Jeanne Le Bihan")
    page = awa.get(f"/activites/personnes/{somebody.client_uuid}/accompagnement/").content.decode()
    assert 'value="Jeanne Le Bihan (P-AAAAA)"' in page
    theirs = follow(cast.port, pseudonym="P-PORT1")
    assert awa.get(f"/activites/personnes/{theirs.client_uuid}/accompagnement/").status_code == 404


def test_who_works_in_two_structures_opens_files_in_that_of_the_moment(awa: Client, cast: Cast) -> None:
    other = organisation("Ty Numérique", "29232")
    membership(cast.awa, other, Role.MANAGER)
    type(cast.awa).objects.filter(pk=cast.awa.pk).update(current_organisation=other)
    assert awa.post(NEW, sent()).status_code == 403
    Membership.objects.filter(organisation=other).update(role=Role.MEDIATOR)
    assert awa.post(NEW, sent()).status_code == 302
    assert Beneficiary.objects.get().organisation == other
