"""« Créer un compte », where SIGNUP_OPEN lets anybody do so: nothing exists before the code proves the address."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from tests.cast import Cast, commune
from tests.people.letters import code_in_last_mail
from trame.people import access
from trame.people.models import JournalEntry, Membership, Organisation, User

pytestmark = pytest.mark.django_db
FORM, CODE = "/compte/creer/", "/compte/creer/code/"
SIRET = "73282932000074"
SAID = {
    "first_name": "Gaël", "last_name": "Le Bris", "email": "Gael@Atelier.test",
    "name": "L’Atelier", "commune": "56178", "siret": "732 829 320 00074", "rna": "",
}  # fmt: skip


@pytest.fixture
def opened(settings: Settings, db: None) -> None:
    settings.SIGNUP_OPEN = True
    commune("56178")


def begun(client: Client, **said: str) -> None:
    answer = client.post(FORM, SAID | said)
    assert (answer.status_code, answer["Location"]) == (302, CODE), answer.context["form"].errors


def test_by_default_the_page_does_not_exist_and_nothing_leads_to_it(client: Client) -> None:
    assert client.get(FORM).status_code == 404
    assert client.post(FORM, SAID).status_code == 404
    assert client.get(CODE).status_code == 404
    assert "creer" not in client.get("/compte/connexion/").content.decode()
    assert User.objects.count() == 0


@pytest.mark.usefixtures("opened")
def test_where_it_is_open_the_sign_in_page_leads_to_it(client: Client) -> None:
    assert 'href="/compte/creer/"' in client.get("/compte/connexion/").content.decode()
    assert "Créer un compte" in client.get(FORM).content.decode()


@pytest.mark.usefixtures("opened")
def test_the_code_opens_the_account_and_a_structure_not_verified_that_she_manages(client: Client) -> None:
    begun(client)
    assert (User.objects.count(), Organisation.objects.count(), mail.outbox[-1].to) == (0, 0, ["gael@atelier.test"])
    answer = client.post(CODE, {"code": code_in_last_mail()})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    user, organisation = User.objects.get(), Organisation.objects.get()
    assert (user.email, user.full_name, user.is_admin) == ("gael@atelier.test", "Gaël Le Bris", False)
    assert (organisation.name, organisation.siret, organisation.commune_id) == ("L’Atelier", SIRET, "56178")
    assert not access.may_publish(organisation)
    assert sorted(Membership.objects.values_list("role", flat=True)) == ["manager", "mediator"]
    assert client.session["_auth_user_id"] == str(user.pk)
    assert "people_sign_up" not in client.session
    assert {"account.opened", "organisation.opened"} <= set(JournalEntry.objects.values_list("action", flat=True))
    settings_page = client.get("/reglages/").content.decode()
    assert "attend d’être vérifiée" in settings_page


@pytest.mark.usefixtures("opened")
def test_before_the_code_nothing_is_usable(client: Client) -> None:
    begun(client)
    for path in ("/", "/activites/", "/reglages/", "/statistiques/"):
        assert client.get(path)["Location"].startswith("/compte/connexion/"), path


@pytest.mark.usefixtures("opened")
def test_three_wrong_codes_end_it_and_what_was_typed_is_kept(client: Client) -> None:
    begun(client)
    code = code_in_last_mail()
    for _ in range(2):
        assert client.post(CODE, {"code": "AAAAAA"}).status_code == 200
    assert client.post(CODE, {"code": "AAAAAA"})["Location"] == FORM
    assert client.post(CODE, {"code": code})["Location"] == FORM
    assert 'value="L’Atelier"' in client.get(FORM).content.decode()
    assert User.objects.count() == 0


@pytest.mark.usefixtures("opened")
def test_a_code_serves_once_and_in_its_own_browser(client: Client) -> None:
    begun(client)
    code = code_in_last_mail()
    assert Client().post(CODE, {"code": code})["Location"] == FORM
    client.post(CODE, {"code": code})
    client.logout()
    assert client.post(CODE, {"code": code})["Location"] == FORM
    assert User.objects.count() == 1


@pytest.mark.usefixtures("opened")
def test_an_address_with_an_account_looks_the_same_and_gets_another_message(client: Client, cast: Cast) -> None:
    pages = []
    for email in ("awa@navette.test", "personne@ailleurs.test"):
        visitor = Client()
        begun(visitor, email=email, siret="")
        page = visitor.get(CODE).content.decode().replace(email, "")
        pages.append(re.sub(r'(content|value)="\w{64}"', "", page))
    assert pages[0] == pages[1]
    known, _ = mail.outbox
    assert known.subject == "Vous avez déjà un compte Trame"
    assert "http://testserver/compte/connexion/" in known.body
    visitor = Client()
    begun(visitor, email="awa@navette.test", siret="")
    for typed in ("", "AAAAAA"):
        visitor.post(CODE, {"code": typed})
    assert User.objects.filter(email="awa@navette.test").count() == 1
    assert "_auth_user_id" not in visitor.session


@pytest.mark.parametrize("numbers", [{"siret": SIRET}, {"siret": "", "rna": "W292000001"}])
@pytest.mark.usefixtures("opened")
def test_a_structure_already_there_is_not_taken(client: Client, cast: Cast, numbers: dict[str, str]) -> None:
    Organisation.objects.filter(pk=cast.port.pk).update(siret=SIRET, rna="W292000001")
    page = client.post(FORM, SAID | numbers)
    (field,) = page.context["form"].errors
    assert "demandez une invitation à son responsable" in page.context["form"].errors[field][0]
    assert mail.outbox == []


@pytest.mark.usefixtures("opened")
def test_nor_is_one_opened_while_the_code_was_on_its_way(client: Client, cast: Cast) -> None:
    begun(client)
    Organisation.objects.filter(pk=cast.port.pk).update(siret=SIRET)
    assert client.post(CODE, {"code": code_in_last_mail()})["Location"] == FORM
    assert not User.objects.filter(email="gael@atelier.test").exists()
    assert Membership.objects.filter(organisation=cast.port).count() == 1


@pytest.mark.usefixtures("opened")
def test_the_same_name_in_the_same_commune_is_another_structure(client: Client, cast: Cast) -> None:
    begun(client, name="La Navette", siret="")
    client.post(CODE, {"code": code_in_last_mail()})
    assert Organisation.objects.filter(name="La Navette").count() == 2
    assert set(Membership.objects.filter(organisation=cast.navette).values_list("user", flat=True)) == {
        cast.awa.pk,
        cast.bruno.pk,
    }


@pytest.mark.usefixtures("opened")
def test_nothing_more_than_the_form_is_written(client: Client) -> None:
    begun(client, is_admin="on", verified_at=timezone.now().isoformat(), role="admin", modules_on="reports")
    client.post(CODE, {"code": code_in_last_mail(), "is_admin": "on", "next": "https://ailleurs.example/"})
    assert User.objects.get().is_admin is False
    assert Organisation.objects.get().verified_at is None


@pytest.mark.usefixtures("opened")
def test_what_is_wrong_is_said_beside_each_field(client: Client) -> None:
    page = client.post(FORM, {"email": "x", "siret": "1", "rna": "2", "commune_text": "Kemper"})
    assert set(page.context["form"].errors) == {"first_name", "last_name", "email", "name", "commune", "siret", "rna"}
    assert 'value="Kemper"' in page.content.decode()


@pytest.mark.usefixtures("opened")
def test_too_many_codes_in_a_minute_are_refused(client: Client) -> None:
    answers = [client.post(FORM, SAID).status_code for _ in range(4)]
    assert answers == [302, 302, 302, 429]
    assert len(mail.outbox) == 3


@pytest.mark.usefixtures("opened")
def test_the_session_of_before_is_not_that_of_after(client: Client) -> None:
    begun(client)
    planted = client.session.session_key
    client.post(CODE, {"code": code_in_last_mail()})
    assert client.session.session_key != planted


@pytest.mark.usefixtures("opened")
def test_who_is_signed_in_is_led_home(client: Client, cast: Cast) -> None:
    client.force_login(cast.awa)
    assert client.get(FORM)["Location"] == "/"
    assert client.get(CODE)["Location"] == "/"


@pytest.mark.usefixtures("opened")
def test_the_forms_need_their_token() -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post(FORM, SAID).status_code == 403
    assert mail.outbox == []
