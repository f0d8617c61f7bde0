"""Deleting sets aside, says so, and one tap brings back."""

import pytest
from django.test import Client

from tests.activity.posts import INDIVIDUAL, individual, recorded
from tests.cast import Cast
from trame.activity.models import Activity

pytestmark = pytest.mark.django_db


def test_deleting_leaves_the_list_and_offers_to_come_back(awa: Client, cast: Cast) -> None:
    made = recorded(awa, INDIVIDUAL, individual(cast))
    awa.get("/activites/")

    assert awa.post(f"/activites/{made.client_uuid}/supprimer/")["Location"] == "/activites/"

    page = awa.get("/activites/").content.decode()
    assert "E-mail, 30\u00a0min, aujourd’hui." in page
    assert f'action="/activites/{made.client_uuid}/retablir/"' in page
    assert "Votre premier fil" in page
    assert awa.get(f"/activites/{made.client_uuid}/").status_code == 404
    assert Activity.objects.visible_to(cast.awa).count() == 0


def test_bringing_back_puts_it_where_it_was(awa: Client, cast: Cast) -> None:
    made = recorded(awa, INDIVIDUAL, individual(cast))
    awa.post(f"/activites/{made.client_uuid}/supprimer/")

    awa.post(f"/activites/{made.client_uuid}/retablir/")

    assert Activity.objects.visible_to(cast.awa).get() == made
    assert "Remis à sa place." in awa.get("/activites/").content.decode()


def test_saving_can_be_undone_from_the_next_page(awa: Client, cast: Cast) -> None:
    made = recorded(awa, INDIVIDUAL, individual(cast))

    page = awa.get("/activites/").content.decode()

    assert f'<form method="post" action="/activites/{made.client_uuid}/supprimer/">' in page


def test_a_link_never_deletes(awa: Client, cast: Cast) -> None:
    made = recorded(awa, INDIVIDUAL, individual(cast))

    assert awa.get(f"/activites/{made.client_uuid}/supprimer/").status_code == 405
    assert awa.get(f"/activites/{made.client_uuid}/retablir/").status_code == 405


def test_what_is_not_deleted_is_not_brought_back(awa: Client, cast: Cast) -> None:
    made = recorded(awa, INDIVIDUAL, individual(cast))

    assert awa.post(f"/activites/{made.client_uuid}/retablir/").status_code == 404
