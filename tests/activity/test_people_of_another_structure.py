"""Somebody else's people: in no form, in no address, under no spelling, does anything of them come in or out."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from tests.activity.posts import INDIVIDUAL, WORKSHOP, correct, errors, individual, recorded, workshop
from tests.cast import Cast, activity, entry, follow, membership, organisation, place
from trame.activity import services
from trame.activity.entry import FollowedParticipant
from trame.activity.models import Activity, Attendance, Beneficiary
from trame.people.models import Membership, Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def theirs(cast: Cast) -> Beneficiary:
    """Followed by Clic du Port, where Awa has no role."""
    return follow(cast.port, name="Jeanne Le Bihan", pseudonym="P-PORT2")


def spellings(theirs: Beneficiary) -> list[str]:
    return [
        theirs.pseudonym,
        theirs.name,
        f"{theirs.name} ({theirs.pseudonym})",
        str(theirs.pk),
        str(theirs.client_uuid),
    ]


def test_an_accompaniment_takes_none_of_them(awa: Client, cast: Cast, theirs: Beneficiary) -> None:
    for typed in spellings(theirs):
        found = errors(awa, INDIVIDUAL, individual(cast, who="followed", person=typed))
        assert "n’est pas une personne suivie par votre structure" in found["person"][0]


def test_an_atelier_takes_none_of_them(awa: Client, cast: Cast, theirs: Beneficiary) -> None:
    follow(cast.navette, pseudonym="P-AAAAA")
    found = errors(awa, WORKSHOP, workshop(cast, followed=[str(theirs.pk)]))
    assert found["followed"] == ["Une personne choisie n’est pas suivie par votre structure."]
    for typed in spellings(theirs):
        assert "n’est pas une personne suivie" in errors(awa, WORKSHOP, workshop(cast, others=typed))["others"][0]


@pytest.mark.parametrize("pk", ["-1", "0", "9" * 30, "x", "1 OR 1=1", ""])
def test_an_id_that_is_nobody_s_is_refused(awa: Client, cast: Cast, pk: str) -> None:
    follow(cast.navette, pseudonym="P-AAAAA")
    assert "followed" in errors(awa, WORKSHOP, workshop(cast, followed=[pk]))


def test_a_correction_takes_none_of_them(awa: Client, cast: Cast, theirs: Beneficiary) -> None:
    alone, together = recorded(awa, INDIVIDUAL, individual(cast)), recorded(awa, WORKSHOP, workshop(cast))
    said: list[tuple[Activity, dict[str, Any]]] = [
        (alone, individual(cast, who="followed", person=theirs.pseudonym)),
        (together, workshop(cast, followed=[str(theirs.pk)])),
        (together, workshop(cast, others=theirs.pseudonym)),
    ]
    for made, form in said:
        assert correct(awa, made, form).status_code == 422
    assert not Attendance.objects.exists()


def test_the_forms_propose_none_of_them(awa: Client, cast: Cast, theirs: Beneficiary) -> None:
    for address in ("/activites/accompagnement/", "/activites/atelier/"):
        page = awa.get(address).content.decode()
        assert theirs.name not in page
        assert theirs.pseudonym not in page


def test_the_services_refuse_them_too(cast: Cast, theirs: Beneficiary) -> None:
    said = entry(cast.library, followed=(FollowedParticipant(theirs.pk),))
    with pytest.raises(services.EntryRefused) as refused:
        services.record_activity(by=cast.awa, membership=cast.awa_at_navette, entry=said)
    assert list(refused.value.problems) == ["followed"]
    with pytest.raises(services.NotAllowed):
        services.record_batch(by=cast.awa, membership=cast.awa_at_navette, entries=[said])
    with pytest.raises(services.NotAllowed):
        services.correct_person(by=cast.awa, person=theirs, details=services.PersonDetails(pseudonym="P-X"))
    made = activity(cast.awa_at_navette, cast.library)
    with pytest.raises(services.EntryRefused):
        services.update_activity(by=cast.awa, activity=made, entry=said)
    assert not Attendance.objects.exists()


def test_who_works_in_two_structures_does_not_mix_their_people(awa: Client, cast: Cast) -> None:
    other = organisation("Ty Numérique", "29232")
    own = membership(cast.awa, other, Role.MEDIATOR)
    there = place(other, "Ty", "29232")
    hers = follow(cast.navette, pseudonym="P-AAAAA")
    said = individual(cast, membership_id=str(own.pk), where=str(there.pk), who="followed", person="P-AAAAA")
    assert "person" in errors(awa, INDIVIDUAL, said)
    form = workshop(cast, membership_id=str(own.pk), where=str(there.pk), followed=[str(hers.pk)])
    assert "followed" in errors(awa, WORKSHOP, form)


def test_their_files_do_not_exist(awa: Client, cast: Cast, theirs: Beneficiary) -> None:
    address = f"/activites/personnes/{theirs.client_uuid}/"
    assert awa.get(address).status_code == 404
    assert awa.get(address + "corriger/").status_code == 404
    assert awa.post(address + "corriger/", {"pseudonym": "P-MINE"}).status_code == 404
    theirs.refresh_from_db()
    assert theirs.pseudonym == "P-PORT2"
    assert "P-PORT2" not in awa.post("/activites/personnes/recherche/", {"q": "p-port2"}).content.decode()


def test_an_activity_is_no_file_and_a_file_no_activity(awa: Client, cast: Cast) -> None:
    made, somebody = activity(cast.awa_at_navette, cast.library), follow(cast.navette, pseudonym="P-AAAAA")
    assert awa.get(f"/activites/personnes/{made.client_uuid}/").status_code == 404
    assert awa.get(f"/activites/{somebody.client_uuid}/").status_code == 404


def test_who_left_yesterday_sees_nobody(awa: Client, cast: Cast) -> None:
    somebody = follow(cast.navette, name="Jeanne Le Bihan", pseudonym="P-AAAAA")
    address = f"/activites/personnes/{somebody.client_uuid}/"
    assert awa.get(address).status_code == 200
    Membership.objects.filter(pk=cast.awa_at_navette.pk).update(ends_on=dt.date(2026, 3, 2))
    for method in (awa.get, awa.post):
        assert method(address + "corriger/").status_code == 404
    assert awa.get(address).status_code == 404
    for page in (awa.get("/activites/personnes/"), awa.post("/activites/personnes/recherche/", {"q": "jeanne le"})):
        assert "Jeanne Le Bihan" not in page.content.decode()
        assert "P-AAAAA" not in page.content.decode()


def test_who_mediated_and_only_manages_now_sees_pseudonyms(awa: Client, cast: Cast) -> None:
    somebody = follow(cast.navette, name="Jeanne Le Bihan", pseudonym="P-AAAAA")
    Membership.objects.filter(pk=cast.awa_at_navette.pk).update(ends_on=dt.date(2026, 3, 2))
    membership(cast.awa, cast.navette, Role.MANAGER)
    page = awa.get(f"/activites/personnes/{somebody.client_uuid}/").content.decode()
    assert "P-AAAAA" in page
    assert "Jeanne" not in page
