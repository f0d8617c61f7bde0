"""« Mes filtres »: thirty at most, hers alone, read again whenever they are opened."""

from typing import Any

import pytest
from django.test import Client

from tests.activity.test_the_list_and_its_filters import three_activities
from tests.cast import Cast
from trame.activity import own_data
from trame.activity.models import SavedFilter
from trame.activity.services import NotAllowed, forget_filters, rename_filters, save_filters
from trame.people.services.closing import close_account

pytestmark = pytest.mark.django_db

PAGE = "/activites/filtres/"


def save(client: Client, name: str, query: str = "?nature=collectif") -> Any:
    return client.post(PAGE, {"name": name, "query": query})


def test_filters_are_kept_and_come_back_in_one_tap_in_every_view(awa: Client, cast: Cast) -> None:
    three_activities(cast)

    answer = save(awa, "  Mes   ateliers ", "?nature=collectif&periode=mois&tous=1")

    assert answer.status_code == 302
    assert answer["Location"] == "/activites/?periode=mois&nature=collectif&tous=1"
    page = awa.get("/activites/").content.decode()
    assert 'href="/activites/?periode=mois&amp;nature=collectif&amp;tous=1">Mes ateliers</a>' in page
    page = awa.get("/activites/tableau/?periode=mois&nature=collectif&tous=1&tri=duree").content.decode()
    assert '&amp;tri=duree" aria-current="true">Mes ateliers</a>' in page


@pytest.mark.parametrize("name", ["", "   ", "x" * 61])
def test_a_name_is_asked_for_and_nothing_is_lost(awa: Client, name: str) -> None:
    answer = save(awa, name)

    assert answer.status_code == 422
    assert 'name="query" value="?nature=collectif"' in answer.content.decode()
    assert not SavedFilter.objects.exists()


def test_two_of_the_same_name_are_refused(awa: Client) -> None:
    save(awa, "Ateliers")

    answer = save(awa, "Ateliers", "?canal=domicile")

    assert answer.status_code == 422
    assert "déjà des filtres de ce nom" in answer.content.decode()
    assert SavedFilter.objects.get().query == "nature=collectif"


def test_what_limits_nothing_is_not_kept(awa: Client) -> None:
    for query in ("", "?", "?tous=1", "?nature=concert", "?page=3", "?q=Jeanne"):
        assert save(awa, "Rien", query).status_code == 422, query


def test_only_codes_are_kept(awa: Client) -> None:
    save(
        awa, "Ateliers", "?nature=collectif&q=Jeanne+Le+Bihan&thematique=<script>&autre_commune_text=Jeanne&lieu=1 OR 1"
    )

    assert SavedFilter.objects.get().query == "nature=collectif"


def test_thirty_is_the_limit(awa: Client, cast: Cast) -> None:
    SavedFilter.objects.bulk_create(SavedFilter(owner=cast.awa, name=f"n{i}", query="canal=autre") for i in range(30))

    answer = save(awa, "un de trop")

    assert answer.status_code == 422
    assert "Vous avez déjà 30 filtres" in answer.content.decode()


def test_what_was_kept_is_read_again_when_opened(awa: Client, cast: Cast) -> None:
    three_activities(cast)
    SavedFilter.objects.create(owner=cast.awa, name="Vieux", query=f"lieu={cast.quay.pk}&nature=opera&canal=domicile")

    page = awa.get("/activites/").content.decode()
    assert f'href="/activites/?lieu={cast.quay.pk}&amp;canal=domicile">Vieux' in page, "what cannot be read is gone"
    opened = awa.get(f"/activites/?lieu={cast.quay.pk}&canal=domicile")
    assert opened.context["listing"].totals.activities == 1
    assert "ne désigne aucun de vos lieux" in opened.content.decode()


def test_they_are_in_her_own_copy_and_leave_with_her_account(awa: Client, cast: Cast) -> None:
    save(awa, "Ateliers")
    save_filters(by=cast.chloe, name="Loin", query="?canal=domicile")

    (part, *_) = own_data.saved_filters(cast.awa)
    assert "Ateliers" in str(part.content)
    assert "Loin" not in str(part.content)
    close_account(user=cast.awa, by=None)
    assert [saved.name for saved in SavedFilter.objects.all()] == ["Loin"]


def test_renaming_and_deleting(awa: Client) -> None:
    save(awa, "Ateliers")
    saved = SavedFilter.objects.get()

    assert 'value="Ateliers"' in awa.get(f"{PAGE}{saved.client_uuid}/renommer/").content.decode()
    assert awa.post(f"{PAGE}{saved.client_uuid}/renommer/", {"name": "Groupes"}).status_code == 302
    assert "Groupes" in awa.get(PAGE).content.decode()
    assert awa.post(f"{PAGE}{saved.client_uuid}/renommer/", {"name": " "}).status_code == 422
    assert awa.post(f"{PAGE}{saved.client_uuid}/supprimer/").status_code == 302
    assert "Aucun filtre gardé" in awa.get(PAGE).content.decode()


def test_a_colleague_s_filters_are_hers(client: Client, cast: Cast) -> None:
    saved = save_filters(by=cast.awa, name="Ateliers", query="?nature=collectif")
    for reader in (cast.bruno, cast.chloe, cast.erwan, cast.fatou):
        client.force_login(reader)
        assert "Ateliers" not in client.get(PAGE).content.decode()
        for verb in ("renommer", "supprimer"):
            assert client.post(f"{PAGE}{saved.client_uuid}/{verb}/", {"name": "À moi"}).status_code == 404
        with pytest.raises(NotAllowed):
            rename_filters(by=reader, saved=saved, name="À moi")
        with pytest.raises(NotAllowed):
            forget_filters(by=reader, saved=saved)
    assert SavedFilter.objects.get().name == "Ateliers"
    assert save_filters(by=cast.chloe, name="Ateliers", query="?canal=autre").owner == cast.chloe
