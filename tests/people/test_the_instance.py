"""What the admin of the instance does: recognise structures, open them; never see what they do."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast, activity, follow, organisation
from tests.people.letters import path_in_last_mail
from tests.sessions import sign_in
from trame.activity.models import Activity, Beneficiary
from trame.directory.models import Place
from trame.people import access
from trame.people.models import JournalEntry, Membership, Organisation, Role, User
from trame.people.services import OrganisationDetails, organisations

pytestmark = pytest.mark.django_db
LIST = "/instance/structures/"


@pytest.fixture
def fatou(client: Client, cast: Cast) -> Client:
    sign_in(client, cast.fatou)
    return client


def page_of(structure: Organisation, verb: str = "") -> str:
    return f"{LIST}{structure.pk}/{verb}"


def test_the_list_says_what_structures_are_not_what_they_do(fatou: Client, cast: Cast) -> None:
    follow(cast.navette, name="Jeanne Le Bihan")
    activity(cast.awa_at_navette, cast.library)
    Organisation.objects.filter(pk=cast.port.pk).update(verified_at=None, siret="73282932000074")
    page = fatou.get(LIST).content.decode()
    assert "La Navette" in page
    assert "2\u00a0membres" in page
    assert "SIRET 73282932000074" in page
    assert "À vérifier (1)" in page
    one = fatou.get(page_of(cast.navette)).content.decode()
    assert "2\u00a0membres, dont 1\u00a0responsable" in one
    for text in (page, one):
        assert not any(word in text for word in ("Jeanne", "Awa", "Bruno", "awa@navette.test", "Médiathèque"))


def test_those_to_verify_and_those_of_a_name_are_found(fatou: Client, cast: Cast) -> None:
    Organisation.objects.filter(pk=cast.port.pk).update(verified_at=None, siret="73282932000074")
    assert [one.name for one in fatou.get(LIST + "?etat=a-verifier").context["page"]] == ["Clic du Port"]
    assert [one.name for one in fatou.get(LIST + "?q=navet").context["page"]] == ["La Navette"]
    assert [one.name for one in fatou.get(LIST + "?q=732 829 320 00074").context["page"]] == ["Clic du Port"]
    assert fatou.get(LIST + "?q=%00&page=zz").status_code == 200


def test_verifying_and_taking_it_back(fatou: Client, cast: Cast) -> None:
    Organisation.objects.filter(pk=cast.navette.pk).update(verified_at=None)
    cast.navette.refresh_from_db()
    assert not access.may_publish(cast.navette)
    assert fatou.get(page_of(cast.navette, "verifier/")).status_code == 405
    assert fatou.post(page_of(cast.navette, "verifier/"))["Location"] == page_of(cast.navette)
    cast.navette.refresh_from_db()
    assert access.may_publish(cast.navette)
    fatou.post(page_of(cast.navette, "retirer-la-verification/"))
    cast.navette.refresh_from_db()
    assert not access.may_publish(cast.navette)
    actions = set(JournalEntry.objects.filter(organisation=cast.navette).values_list("action", flat=True))
    assert {"organisation.verified", "organisation.unverified"} <= actions


def test_a_structure_is_opened_verified_and_its_manager_invited(fatou: Client, cast: Cast) -> None:
    said = {"name": "L’Atelier", "commune": "56178", "siret": "", "rna": "", "email": "Gael@Atelier.test"}
    answer = fatou.post(LIST + "ouvrir/", said)
    made = Organisation.objects.get(name="L’Atelier")
    assert (answer.status_code, answer["Location"]) == (302, page_of(made))
    assert made.is_verified
    assert (mail.outbox[0].to, "responsable de structure" in mail.outbox[0].body) == (["gael@atelier.test"], True)
    assert "Une invitation attend une réponse" in fatou.get(page_of(made)).content.decode()
    Client().post(path_in_last_mail(), {"first_name": "Gaël", "last_name": "Le Bris"})
    assert list(Membership.objects.filter(organisation=made).values_list("user__email", "role")) == [
        ("gael@atelier.test", "manager")
    ]
    assert fatou.post(page_of(made, "responsable/"), {"email": "autre@atelier.test"}).status_code == 403


def test_a_structure_without_manager_gets_one(fatou: Client, cast: Cast) -> None:
    empty = organisation("L’Atelier", "56178")
    fatou.post(page_of(empty, "responsable/"), {"email": ""})
    assert mail.outbox == []
    fatou.post(page_of(empty, "responsable/"), {"email": "gael@atelier.test", "role": "mediator"})
    assert "responsable de structure" in mail.outbox[0].body


def test_a_siret_already_there_is_refused(fatou: Client, cast: Cast) -> None:
    Organisation.objects.filter(pk=cast.port.pk).update(siret="73282932000074")
    said = {"name": "X", "commune": "56178", "siret": "73282932000074", "rna": "", "email": "gael@atelier.test"}
    page = fatou.post(LIST + "ouvrir/", said)
    assert page.context["form"].errors["siret"]
    assert (mail.outbox, Organisation.objects.filter(name="X").exists()) == ([], False)


def test_nobody_else_enters_nor_sees_the_entry(client: Client, cast: Cast) -> None:
    for reader in (cast.awa, cast.bruno, cast.denis, cast.erwan):
        sign_in(client, reader)
        assert client.get(LIST).status_code == 403
        assert client.post(page_of(cast.navette, "retirer-la-verification/")).status_code == 403
        assert "/instance/" not in client.get("/reglages/").content.decode()
        assert not Organisation.objects.administered_by(reader).exists()
        with pytest.raises(PermissionDenied):
            organisations.verify_organisation(by=reader, organisation=cast.navette)
        details = OrganisationDetails(name="X", commune=cast.navette.commune)
        with pytest.raises(PermissionDenied):
            organisations.admit_organisation(by=reader, details=details)
    cast.navette.refresh_from_db()
    assert cast.navette.is_verified
    sign_in(client, cast.fatou)
    assert "/instance/structures/" in client.get("/reglages/").content.decode()


def test_the_admin_s_door_opens_nothing_else(cast: Cast) -> None:
    follow(cast.navette, name="Jeanne Le Bihan")
    activity(cast.awa_at_navette, cast.library)
    assert Organisation.objects.administered_by(cast.fatou).count() == 2
    for model in (Organisation, Membership, Activity, Beneficiary, Place, JournalEntry):
        assert not model.objects.visible_to(cast.fatou).exists(), model.__name__
    assert list(User.objects.visible_to(cast.fatou)) == [cast.fatou]


def test_a_closed_admin_account_administers_nothing(cast: Cast) -> None:
    cast.fatou.is_active = False
    assert not Organisation.objects.administered_by(cast.fatou).exists()
    assert not access.may_administer(cast.fatou)


def test_an_admin_does_not_enter_a_structure_that_has_a_manager(fatou: Client, cast: Cast) -> None:
    assert fatou.post(page_of(cast.navette, "responsable/"), {"email": cast.fatou.email}).status_code == 403
    assert not access.may_invite(cast.fatou, cast.navette, Role.MANAGER)
    assert not access.may_invite(cast.fatou, organisation("Vide", "56178"), Role.MEDIATOR)


def test_the_list_costs_the_same_however_long(
    fatou: Client, cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    Organisation.objects.bulk_create(
        Organisation(name=f"Structure {number}", commune=cast.navette.commune, created_at=timezone.now())
        for number in range(60)
    )
    with django_assert_max_num_queries(12):
        page = fatou.get(LIST)
    assert (len(page.context["page"]), page.context["page"].paginator.num_pages) == (50, 2)
