"""Lieux d'activité: add, correct, close, reopen, and who works there."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast, membership, organisation, place
from trame.directory.models import Place, Presence
from trame.directory.services import PlaceDetails, add_place, set_presences
from trame.people.models import Role

GOOD = {"name": "Ty Bihan", "address": "Place du Bourg", "commune": "29226", "postal_code": "", "opened_on": ""}


def test_a_mediator_adds_a_place_where_she_works(client: Client, cast: Cast) -> None:
    client.force_login(cast.awa)
    assert client.get("/lieux/ajouter/").context["form"].initial["members"] == [cast.awa_at_navette.pk]
    answer = client.post("/lieux/ajouter/", GOOD | {"members": [cast.awa_at_navette.pk]})
    made = Place.objects.get(name="Ty Bihan")
    assert (answer.status_code, answer["Location"]) == (302, f"/lieux/{made.pk}/")
    assert (made.organisation, made.commune_id, made.postal_code) == (cast.navette, "29226", "29100")
    assert [(p.membership, p.ends_on) for p in made.presences.all()] == [(cast.awa_at_navette, None)]


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("name", "", "Indiquez le nom du lieu, tel qu’on l’appelle."),
        ("commune", "", "Indiquez la commune : son nom ou son code postal."),
        ("postal_code", "2910", "Un code postal a 5 chiffres."),
        ("opened_on", "31/31/2025", "Saisissez une date valide."),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(
    client: Client, cast: Cast, field: str, value: str, message: str
) -> None:
    client.force_login(cast.awa)
    page = client.post("/lieux/ajouter/", GOOD | {field: value})
    assert page.status_code == 200
    assert page.context["form"].errors[field] == [message]
    assert not Place.objects.filter(name="Ty Bihan").exists()


def test_the_same_place_is_not_added_twice(client: Client, cast: Cast) -> None:
    client.force_login(cast.awa)
    client.post("/lieux/ajouter/", GOOD)
    page = client.post("/lieux/ajouter/", GOOD)
    assert page.context["form"].errors["name"] == ["« Ty Bihan » est déjà un lieu de votre structure à cette adresse."]
    assert Place.objects.filter(name="Ty Bihan").count() == 1


def test_who_works_in_two_structures_chooses_where_the_place_belongs(client: Client, cast: Cast) -> None:
    membership(cast.awa, cast.port, Role.MEDIATOR)
    client.force_login(cast.awa)
    refused = client.post("/lieux/ajouter/", GOOD)
    assert "organisation" in refused.context["form"].errors
    client.post("/lieux/ajouter/", GOOD | {"organisation": cast.port.pk})
    assert Place.objects.get(name="Ty Bihan").organisation == cast.port


def test_a_place_cannot_be_given_to_a_foreign_structure(client: Client, cast: Cast) -> None:
    client.force_login(cast.awa)
    client.post("/lieux/ajouter/", GOOD | {"organisation": cast.port.pk})
    assert Place.objects.get(name="Ty Bihan").organisation == cast.navette
    details = PlaceDetails(name="Ty Bras", commune=cast.port.commune)
    with pytest.raises(PermissionDenied):
        add_place(by=cast.awa, organisation=cast.port, details=details)


def test_a_foreign_member_cannot_be_said_to_work_there(client: Client, cast: Cast) -> None:
    client.force_login(cast.awa)
    page = client.post("/lieux/ajouter/", GOOD | {"members": [cast.chloe_at_port.pk]})
    assert "members" in page.context["form"].errors
    with pytest.raises(PermissionDenied):
        set_presences(by=cast.awa, place=cast.library, memberships=[cast.chloe_at_port])


def test_correcting_keeps_what_was_and_changes_what_is_said(client: Client, cast: Cast) -> None:
    client.force_login(cast.bruno)
    path = f"/lieux/{cast.library.pk}/corriger/"
    initial = client.get(path).context["form"].initial
    assert (initial["name"], initial["commune"]) == ("Médiathèque de Pontivy", "56178")
    client.post(path, GOOD | {"name": "Médiathèque Espace Kenere", "commune": "56178"})
    cast.library.refresh_from_db()
    assert (cast.library.name, cast.library.postal_code) == ("Médiathèque Espace Kenere", "56300")


def test_unticking_somebody_ends_her_presence_today_and_ticking_again_resumes_it(client: Client, cast: Cast) -> None:
    began = dt.date(2024, 1, 1)
    Presence.objects.create(place=cast.library, membership=cast.awa_at_navette, starts_on=began)
    client.force_login(cast.awa)
    path = f"/lieux/{cast.library.pk}/corriger/"
    said = GOOD | {"name": cast.library.name, "commune": "56178"}
    client.post(path, said)
    presence = Presence.objects.get()
    assert presence.ends_on is not None
    client.post(path, said | {"members": [cast.awa_at_navette.pk]})
    presence.refresh_from_db()
    assert (presence.starts_on, presence.ends_on) == (began, None)


def test_a_closed_place_leaves_the_list_of_open_ones_and_can_be_reopened(client: Client, cast: Cast) -> None:
    client.force_login(cast.awa)
    closed = client.post(f"/lieux/{cast.library.pk}/fermer/", {"last_day": "2025-06-30"})
    assert closed.status_code == 302
    listed = client.get("/lieux/").context
    assert (listed["open_places"], listed["other_places"]) == ([], [cast.library])
    assert "fermé depuis le 30\u00a0juin 2025" in client.get(f"/lieux/{cast.library.pk}/").content.decode()
    client.post(f"/lieux/{cast.library.pk}/rouvrir/")
    assert client.get("/lieux/").context["open_places"] == [cast.library]


def test_a_place_does_not_close_before_it_opened_nor_open_after_it_closed(client: Client, cast: Cast) -> None:
    Place.objects.filter(pk=cast.library.pk).update(opened_on=dt.date(2024, 9, 2))
    client.force_login(cast.awa)
    page = client.post(f"/lieux/{cast.library.pk}/fermer/", {"last_day": "2024-09-01"})
    assert page.context["form"].errors["last_day"] == [
        "Ce lieu a ouvert le 2\u00a0septembre 2024 : choisissez ce jour ou un jour après."
    ]
    Place.objects.filter(pk=cast.library.pk).update(closed_on=dt.date(2025, 6, 30))
    said = GOOD | {"name": "Médiathèque", "commune": "56178", "opened_on": "2025-07-01"}
    page = client.post(f"/lieux/{cast.library.pk}/corriger/", said)
    assert "opened_on" in page.context["form"].errors


def test_the_list_costs_the_same_whatever_its_length(
    client: Client, cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(30):
        place(cast.navette, f"Lieu {number}", "56178")
    client.force_login(cast.awa)
    with django_assert_max_num_queries(6):
        assert len(client.get("/lieux/").context["open_places"]) == 31


def test_places_of_two_structures_are_told_apart(client: Client, cast: Cast) -> None:
    third = organisation("La Bobine", "29232")
    place(third, "Salle Verte", "29232")
    membership(cast.awa, third, Role.MEDIATOR)
    client.force_login(cast.awa)
    page = client.get("/lieux/")
    assert page.context["several"]
    assert "La Bobine" in page.content.decode()
