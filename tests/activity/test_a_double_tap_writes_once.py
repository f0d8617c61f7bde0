"""One identity, one record: sent twice, it answers the same; with other content, a conflict that loses nothing."""

import pytest
from django.test import Client

from tests.activity.posts import INDIVIDUAL, correct, individual, recorded, send
from tests.cast import Cast
from trame.activity.models import Activity, Beneficiary

pytestmark = pytest.mark.django_db


def test_sending_twice_writes_once_and_answers_the_same(awa: Client, cast: Cast) -> None:
    said = individual(cast, who="new", name="Paul Riou", tags="ameli")

    first, second = send(awa, INDIVIDUAL, said), send(awa, INDIVIDUAL, said)

    assert (first.status_code, first["Location"]) == (second.status_code, second["Location"]) == (302, "/activites/")
    assert (Activity.objects.count(), Beneficiary.objects.count()) == (1, 1)


def test_the_list_says_once_that_it_is_saved(awa: Client, cast: Cast) -> None:
    said = individual(cast)
    send(awa, INDIVIDUAL, said)
    send(awa, INDIVIDUAL, said)

    page = awa.get("/activites/").content.decode()

    assert page.count("Enregistré.") == 1
    assert f'data-saved="{said["client_uuid"]}"' in page
    assert "Enregistré." not in awa.get("/activites/").content.decode()


def test_the_same_identity_with_other_content_is_a_conflict_in_french(awa: Client, cast: Cast) -> None:
    said = individual(cast)
    made = recorded(awa, INDIVIDUAL, said)

    answer = send(awa, INDIVIDUAL, said | {"topics": ["sante"], "notes": "Une autre personne."})

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Cette page a déjà servi à enregistrer autre chose." in page
    assert f'href="/activites/{made.client_uuid}/"' in page
    assert "Une autre personne.</textarea>" in page
    made.refresh_from_db()
    assert (Activity.objects.count(), made.topics, made.notes) == (1, ["email"], "")


def test_what_was_typed_then_goes_as_another_record(awa: Client, cast: Cast) -> None:
    said = individual(cast)
    recorded(awa, INDIVIDUAL, said)
    conflict = send(awa, INDIVIDUAL, said | {"topics": ["sante"]})
    fresh = str(conflict.context["form"]["client_uuid"].value())

    assert fresh != said["client_uuid"]
    assert recorded(awa, INDIVIDUAL, said | {"topics": ["sante"], "client_uuid": fresh}).topics == ["sante"]
    assert Activity.objects.count() == 2


def test_somebody_else_s_identity_says_nothing_of_what_it_recorded(awa: Client, cast: Cast) -> None:
    said = individual(cast)
    made = recorded(awa, INDIVIDUAL, said)
    awa.force_login(cast.chloe)
    theirs = said | {"membership_id": str(cast.chloe_at_port.pk), "where": str(cast.quay.pk)}

    answer = send(awa, INDIVIDUAL, theirs)

    assert answer.status_code == 409
    assert f'href="/activites/{made.client_uuid}/"' not in answer.content.decode()


def test_replaying_what_was_deleted_since_brings_nothing_back_and_says_so(awa: Client, cast: Cast) -> None:
    said = individual(cast)
    recorded(awa, INDIVIDUAL, said)
    awa.post(f"/activites/{said['client_uuid']}/supprimer/")

    assert send(awa, INDIVIDUAL, said).status_code == 302

    assert "Supprimé." in awa.get("/activites/").content.decode()
    assert Activity.objects.filter(deleted_at=None).count() == 0


def test_replaying_after_a_correction_does_not_undo_it(awa: Client, cast: Cast) -> None:
    said = individual(cast)
    made = recorded(awa, INDIVIDUAL, said)
    correct(awa, made, said | {"topics": ["sante"]})

    assert send(awa, INDIVIDUAL, said).status_code == 302

    made.refresh_from_db()
    assert made.topics == ["sante"]
