"""Accueil: what each person finds there."""

import pytest
import time_machine
from django.test import Client

from tests.cast import Cast, activity
from trame.ui import slots

pytestmark = pytest.mark.django_db


def home(client: Client) -> str:
    answer = client.get("/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_mediator_is_greeted_and_records_in_one_tap(client: Client, cast: Cast) -> None:
    client.force_login(cast.awa)

    with time_machine.travel("2026-03-03T14:05:00+01:00", tick=False):
        page = home(client)

    assert "Bonjour Awa" in page
    assert "Mardi 3\u00a0mars 2026" in page
    assert '<a class="act" href="/activites/accompagnement/">' in page
    assert '<a class="act" href="/activites/atelier/">' in page


def test_a_new_mediator_reads_what_will_come(client: Client, cast: Cast) -> None:
    client.force_login(cast.awa)

    assert "Votre premier fil" in home(client)


def test_her_last_records_can_be_done_again(client: Client, cast: Cast) -> None:
    client.force_login(cast.awa)
    made = activity(cast.awa_at_navette, cast.library)

    page = home(client)

    assert f'href="/activites/{made.client_uuid}/refaire/" aria-label="Refaire : E-mail"' in page
    assert "Le 3\u00a0mars 2025, 30\u00a0min · Médiathèque de Pontivy" in page


def test_a_manager_finds_the_figures_and_the_last_activities(client: Client, cast: Cast) -> None:
    activity(cast.awa_at_navette, cast.library)
    client.force_login(cast.bruno)

    page = home(client)

    assert "les chiffres de la structure" in page
    assert "Dernières activités" in page
    assert "Awa Diallo" in page
    assert "Refaire" not in page
    assert '<a class="act" href="/activites/accompagnement/">' not in page


def test_somebody_without_a_structure_is_told_what_to_do(client: Client, cast: Cast) -> None:
    client.force_login(cast.denis)

    page = home(client)

    assert "Votre compte n’est rattaché à aucune structure." in page
    assert "denis@ailleurs.test" in page


def test_what_is_due_is_shown_only_when_there_is_something(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(cast.awa)
    monkeypatch.setitem(slots._fillers, "home.due", [])
    assert "Ce qui est attendu" not in home(client)

    slots.register("home.due", lambda request, obj: "Un bilan à rendre")

    page = home(client)
    assert "Ce qui est attendu" in page
    assert "Un bilan à rendre" in page
