"""Réglages: the structure, its team, one's own account."""

import datetime as dt
import re

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from tests.cast import Cast, commune, membership, person
from tests.sessions import sign_in
from trame.people.models import Membership, Organisation, Role
from trame.people.services import OrganisationDetails, update_organisation

GOOD = {"name": "La Navette", "commune": "56178", "siret": "", "rna": ""}


def page_of(organisation: Organisation) -> str:
    return f"/reglages/structures/{organisation.pk}/"


def test_its_manager_corrects_the_structure(client: Client, cast: Cast) -> None:
    client.force_login(cast.bruno)
    said = {"name": " La Grande Navette ", "commune": "29232", "siret": "732 829 320 00074", "rna": "w 292000001"}
    answer = client.post(page_of(cast.navette), said)
    assert (answer.status_code, answer["Location"]) == (302, page_of(cast.navette))
    cast.navette.refresh_from_db()
    assert (cast.navette.name, cast.navette.commune_id) == ("La Grande Navette", "29232")
    assert (cast.navette.siret, cast.navette.rna) == ("73282932000074", "W292000001")
    assert "« La Grande Navette » est à jour" in client.get("/reglages/").content.decode().replace("\u202f", " ")


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("name", "", "Indiquez le nom de la structure."),
        ("siret", "73282932000075", "Ce SIRET n’est pas valable"),
        ("siret", "7328293200007", "Ce SIRET n’est pas valable"),
        ("rna", "W29200001", "Ce numéro RNA n’est pas valable"),
        ("commune", "", "Indiquez la commune"),
        ("commune", "99999", "Aucune commune n’a le code Insee 99999."),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_written(
    client: Client, cast: Cast, field: str, value: str, message: str
) -> None:
    client.force_login(cast.bruno)
    page = client.post(page_of(cast.navette), GOOD | {"name": "Autre nom"} | {field: value})
    assert page.status_code == 200
    assert message in page.context["form"].errors[field][0]
    assert f'id="id_{field}_error"' in page.content.decode()
    cast.navette.refresh_from_db()
    assert cast.navette.name == "La Navette"


def test_a_siret_belongs_to_one_structure(client: Client, cast: Cast) -> None:
    Organisation.objects.filter(pk=cast.port.pk).update(siret="73282932000074")
    client.force_login(cast.bruno)
    page = client.post(page_of(cast.navette), GOOD | {"siret": "73282932000074"})
    assert "Une autre structure a déjà ce SIRET" in page.context["form"].errors["siret"][0]


@pytest.mark.parametrize(
    ("typed", "code"), [("Quimper", "29232"), ("Douarnenez (29100)", "29046"), ("quimper 29000", "29232")]
)
def test_a_commune_typed_without_choosing_in_the_list_is_understood(
    client: Client, cast: Cast, typed: str, code: str
) -> None:
    client.force_login(cast.bruno)
    client.post(page_of(cast.navette), GOOD | {"commune": "", "commune_text": typed})
    cast.navette.refresh_from_db()
    assert cast.navette.commune_id == code


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (
            "29100",
            "« 29100 » peut être Douarnenez (29100), Le Juch (29100), Kerlaz (29100), Lanarvily (29260) ou",
        ),
        ("Saint-Denis", "« Saint-Denis » peut être"),
        ("Kemper", "Aucune commune ne répond à « Kemper »"),
    ],
)
def test_a_commune_typed_that_means_several_or_none_is_asked_again_and_kept(
    client: Client, cast: Cast, typed: str, message: str
) -> None:
    client.force_login(cast.bruno)
    page = client.post(page_of(cast.navette), GOOD | {"commune": "", "commune_text": typed})
    assert page.context["form"].errors["commune"][0].startswith(message)
    assert f'name="commune_text" value="{typed}"' in page.content.decode()


def test_a_code_chosen_in_the_list_is_never_read_as_a_postal_code(client: Client, cast: Cast) -> None:
    client.force_login(cast.bruno)
    client.post(page_of(cast.navette), GOOD | {"commune": "29100", "commune_text": "Lanarvily (29260)"})
    cast.navette.refresh_from_db()
    assert cast.navette.commune_id == "29100"


def test_a_mediator_reads_the_structure_without_form_and_cannot_write_it(client: Client, cast: Cast) -> None:
    client.force_login(cast.awa)
    page = client.get(page_of(cast.navette))
    assert page.status_code == 200
    assert page.context["form"] is None
    assert client.post(page_of(cast.navette), GOOD | {"name": "À moi"}).status_code == 403
    details = OrganisationDetails(name="À moi", commune=cast.navette.commune)
    with pytest.raises(PermissionDenied):
        update_organisation(by=cast.awa, organisation=cast.navette, details=details)


def test_a_manager_who_left_writes_no_more(client: Client, cast: Cast) -> None:
    Membership.objects.filter(pk=cast.bruno_at_navette.pk).update(ends_on=dt.date(2024, 12, 31))
    client.force_login(cast.bruno)
    assert client.get(page_of(cast.navette)).status_code == 404


def test_the_page_says_which_population_it_shows(client: Client, cast: Cast) -> None:
    client.force_login(cast.awa)
    said = client.get(page_of(cast.navette)).content.decode()
    assert f"{commune('56178').population:,}".replace(",", "\u202f") + " habitants" in said
    assert "Population légale de la commune" in said


def test_the_team_shows_roles_and_dates_and_those_who_left_apart(client: Client, cast: Cast) -> None:
    gone = person("erwan@navette.test", "Erwan", "Prigent")
    membership(gone, cast.navette, Role.MEDIATOR, ends_on=dt.date(2023, 6, 30))
    client.force_login(cast.awa)
    page = client.get(page_of(cast.navette) + "equipe/")
    assert [m.user for m in page.context["current"]] == [cast.awa, cast.bruno]
    assert [m.user for m in page.context["others"]] == [gone]
    said = page.content.decode()
    assert "du 1<sup>er</sup>\u00a0janvier 2020 au 30\u00a0juin 2023" in said
    assert "chloe" not in said.lower()


def test_one_corrects_one_s_own_name(client: Client, cast: Cast) -> None:
    client.force_login(cast.awa)
    answer = client.post("/reglages/compte/", {"first_name": "Awa", "last_name": " Diallo-Riou "})
    assert answer.status_code == 302
    cast.awa.refresh_from_db()
    assert cast.awa.full_name == "Awa Diallo-Riou"


def test_somebody_without_structure_is_told_what_to_do(client: Client, cast: Cast) -> None:
    client.force_login(cast.denis)
    said = client.get("/reglages/").content.decode()
    assert "rattaché à aucune structure" in said
    assert client.get("/reglages/compte/").status_code == 200


@pytest.mark.parametrize("name", ["mfa_index", "mfa_list_webauthn", "people:devices"])
def test_the_pages_of_ones_account_stand_under_the_settings(cast: Cast, client: Client, name: str) -> None:
    sign_in(client, cast.awa)
    page = client.get(reverse(name)).content.decode()
    current = re.findall(r'<a[^>]*aria-current="page"[^>]*>(.*?)</a>', page, re.DOTALL)
    assert current
    assert all("Réglages" in link for link in current)
