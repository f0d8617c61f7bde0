"""Mediators record; managers follow without names; strangers find nothing."""

import pytest
from django.test import Client

from tests.activity.posts import INDIVIDUAL, individual, recorded
from tests.cast import Cast, activity, follow, membership, person
from trame.activity.models import Activity
from trame.people.models import Role

pytestmark = pytest.mark.django_db

OF_ONE = ["", "corriger/", "refaire/"]


def named_record(cast: Cast) -> Activity:
    """Jeanne, followed by name, with notes, recorded by Awa."""
    jeanne = follow(cast.navette, name="Jeanne Le Bihan", pseudonym="P-AAAAA")
    from trame.activity.entry import FollowedParticipant

    return activity(
        cast.awa_at_navette, cast.library, followed=(FollowedParticipant(jeanne.pk),), notes="Habite rue du Lavoir."
    )


@pytest.mark.parametrize("path", OF_ONE)
def test_another_structure_s_activity_does_not_exist(client: Client, cast: Cast, path: str) -> None:
    made = named_record(cast)
    client.force_login(cast.chloe)

    assert client.get(f"/activites/{made.client_uuid}/{path}").status_code == 404


@pytest.mark.parametrize("path", ["supprimer/", "retablir/", "corriger/"])
def test_another_structure_s_activity_cannot_be_touched(client: Client, cast: Cast, path: str) -> None:
    made = named_record(cast)
    client.force_login(cast.chloe)

    assert client.post(f"/activites/{made.client_uuid}/{path}").status_code == 404


def test_a_colleague_sees_but_does_not_correct_nor_delete(client: Client, cast: Cast) -> None:
    made = named_record(cast)
    fanch = person("fanch@navette.test", "Fañch", "Le Corre")
    membership(fanch, cast.navette, Role.MEDIATOR)
    client.force_login(fanch)

    page = client.get(f"/activites/{made.client_uuid}/").content.decode()

    assert "Jeanne Le Bihan" in page
    assert "Habite rue du Lavoir." in page
    assert "Corriger" not in page
    assert client.get(f"/activites/{made.client_uuid}/corriger/").status_code == 403
    assert client.post(f"/activites/{made.client_uuid}/corriger/", individual(cast)).status_code == 403
    assert client.post(f"/activites/{made.client_uuid}/supprimer/").status_code == 403
    made.refresh_from_db()
    assert made.deleted_at is None


def test_a_colleague_does_not_bring_back(awa: Client, cast: Cast) -> None:
    made = recorded(awa, INDIVIDUAL, individual(cast))
    awa.post(f"/activites/{made.client_uuid}/supprimer/")
    fanch = person("fanch@navette.test", "Fañch", "Le Corre")
    membership(fanch, cast.navette, Role.MEDIATOR)
    awa.force_login(fanch)

    assert awa.post(f"/activites/{made.client_uuid}/retablir/").status_code == 403


def test_a_manager_sees_pseudonyms_neither_names_nor_notes(client: Client, cast: Cast) -> None:
    made = named_record(cast)
    client.force_login(cast.bruno)

    for path in ("/activites/", f"/activites/{made.client_uuid}/", "/"):
        page = client.get(path).content.decode()
        assert "Jeanne" not in page, path
        assert "rue du Lavoir" not in page, path
    assert "P-AAAAA" in client.get(f"/activites/{made.client_uuid}/").content.decode()


@pytest.mark.parametrize("path", ["/activites/accompagnement/", "/activites/atelier/"])
def test_a_manager_is_told_why_she_does_not_record(client: Client, cast: Cast, path: str) -> None:
    client.force_login(cast.bruno)

    for answer in (client.get(path), client.post(path, individual(cast))):
        assert answer.status_code == 403
        assert "Seules les médiatrices et les médiateurs enregistrent" in answer.content.decode()
        assert "il vous faut un rôle de médiation" in answer.content.decode()
    assert Activity.objects.count() == 0


def test_a_manager_does_not_do_it_again(client: Client, cast: Cast) -> None:
    made = named_record(cast)
    client.force_login(cast.bruno)

    assert client.get(f"/activites/{made.client_uuid}/refaire/").status_code == 403


def test_who_has_no_structure_is_told_what_to_ask(client: Client, cast: Cast) -> None:
    client.force_login(cast.denis)

    answer = client.get("/activites/accompagnement/")

    assert answer.status_code == 403
    assert "Votre compte n’est rattaché à aucune structure aujourd’hui." in answer.content.decode()
    assert client.get("/activites/").status_code == 200


def test_nobody_enters_without_signing_in(client: Client, cast: Cast) -> None:
    made = named_record(cast)

    for path in ("", "accompagnement/", "atelier/", "recherche/", f"{made.client_uuid}/"):
        assert client.get(f"/activites/{path}").status_code == 302, path


def test_who_left_the_structure_sees_nothing_any_more(awa: Client, cast: Cast) -> None:
    made = recorded(awa, INDIVIDUAL, individual(cast))
    cast.awa_at_navette.ends_on = made.date.replace(day=2)
    cast.awa_at_navette.save()

    assert awa.get(f"/activites/{made.client_uuid}/").status_code == 404
    assert awa.get("/activites/accompagnement/").status_code == 403


def test_doing_a_colleague_s_activity_again_does_not_show_her_notes(client: Client, cast: Cast) -> None:
    made = named_record(cast)
    fanch = person("fanch@navette.test", "Fañch", "Le Corre")
    membership(fanch, cast.navette, Role.MEDIATOR)
    client.force_login(fanch)

    answer = client.get(f"/activites/{made.client_uuid}/refaire/")

    assert answer.status_code == 200
    assert "rue du Lavoir" not in answer.content.decode()


def test_the_big_button_is_shown_to_those_who_record_only(client: Client, cast: Cast) -> None:
    for user, shown in ((cast.awa, True), (cast.bruno, False)):
        client.force_login(user)
        page = client.get("/statistiques/").content.decode()
        assert ('href="/activites/accompagnement/"' in page) is shown
