"""« Mes vues »: the filters of statistics under a name, hers alone, read again whenever they are opened."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from tests.cast import Cast, activity, membership, person
from tests.statistics.filters.asking import words
from tests.statistics.sharing.sharing import client_of
from trame.people.models import Membership, Role
from trame.people.services.closing import close_account
from trame.statistics import own_data
from trame.statistics.models import SavedView

pytestmark = pytest.mark.django_db

KEEP, LIST = "/statistiques/vues/enregistrer/", "/statistiques/vues/"


def save(client: Client, name: str, query: str = "periode=mois&nature=collectif") -> Any:
    return client.post(f"{KEEP}?{query}", {"name": name})


@pytest.fixture
def awa(cast: Cast) -> Client:
    return client_of(cast.awa)


def test_a_view_comes_back_in_one_tap(awa: Client, cast: Cast) -> None:
    activity(cast.awa_at_navette, cast.library, kind="collectif", date=dt.date.today(), anonymous_total=3)
    html = awa.get("/statistiques/?periode=mois&nature=collectif").content.decode()
    assert f'href="{KEEP}?periode=mois&amp;nature=collectif">Enregistrer la vue</a>' in html

    answer = save(awa, "  Mes   ateliers ")

    assert (answer.status_code, answer["Location"]) == (302, "/statistiques/?periode=mois&nature=collectif")
    view = SavedView.objects.get()
    assert (view.name, view.query, view.owner, view.organisation) == (
        "Mes ateliers", "periode=mois&nature=collectif", cast.awa, cast.navette,
    )  # fmt: skip
    html = awa.get("/statistiques/?periode=mois&nature=collectif").content.decode()
    assert f'<a class="chip on" href="{LIST}{view.pk}/" aria-current="true">Mes ateliers</a>' in html
    assert 'aria-current="true">Mes ateliers' not in awa.get("/statistiques/?periode=annee").content.decode()
    assert awa.get(f"{LIST}{view.pk}/")["Location"] == "/statistiques/?periode=mois&nature=collectif"


def test_a_view_is_offered_where_its_filters_leave_nothing(awa: Client) -> None:
    save(awa, "Mes ateliers")
    assert "Mes ateliers" in awa.get("/statistiques/?du=2001-01-01&au=2001-01-02").content.decode()


def test_a_period_that_follows_the_calendar_still_does(awa: Client) -> None:
    save(awa, "Ce mois", "periode=mois")
    save(awa, "Ces dates", "du=2025-01-01&au=2025-01-31")
    kept = dict(SavedView.objects.values_list("name", "query"))
    assert kept == {"Ce mois": "periode=mois", "Ces dates": "du=2025-01-01&au=2025-01-31"}


@pytest.mark.parametrize("name", ["", "   ", "x" * 61])
def test_a_name_is_asked_for_beside_its_field(name: str, awa: Client) -> None:
    answer = save(awa, name)
    assert answer.status_code == 422
    assert 'href="#id_name"' in answer.content.decode()
    assert not SavedView.objects.exists()


def test_two_of_the_same_name_are_refused(awa: Client) -> None:
    save(awa, "Ateliers")
    answer = save(awa, "Ateliers", "canal=domicile")
    assert answer.status_code == 422
    assert "déjà une vue de ce nom" in words(answer.content.decode())
    assert SavedView.objects.get().query == "periode=mois&nature=collectif"


def test_the_same_name_serves_in_another_structure(awa: Client, cast: Cast) -> None:
    membership(cast.awa, cast.port, Role.MEDIATOR)
    for structure in (cast.navette, cast.port):
        assert save(awa, "Ateliers", f"structure={structure.pk}&nature=collectif").status_code == 302
    assert SavedView.objects.count() == 2
    assert "Clic du Port" in awa.get(LIST).content.decode()


def test_only_codes_are_kept(awa: Client) -> None:
    save(awa, "Ateliers", "periode=mois&nature=collectif&q=Jeanne+Le+Bihan&sujet=<script>&lieu=1 OR 1&autre=Jeanne")
    assert SavedView.objects.get().query == "periode=mois&nature=collectif"


def test_thirty_is_the_limit(awa: Client, cast: Cast) -> None:
    SavedView.objects.bulk_create(
        SavedView(owner=cast.awa, organisation=cast.navette, name=f"n{i}", query="periode=mois") for i in range(30)
    )
    answer = save(awa, "une de trop")
    assert answer.status_code == 422
    assert "Vous avez déjà 30 vues" in words(answer.content.decode())
    assert SavedView.objects.count() == 30


def test_too_many_choices_are_refused_and_said(awa: Client, cast: Cast) -> None:
    every = "&".join(f"commune={code:05d}" for code in range(1001, 1101))
    more = "&".join(f"residence={code:05d}" for code in range(1001, 1101))
    again = "&".join(f"lieu={rank}" for rank in range(10**17, 10**17 + 100))
    answer = save(awa, "Tout", f"{every}&{more}&{again}")
    assert answer.status_code in (302, 422), "never an error, however many"


def test_what_is_renamed_keeps_its_filters(awa: Client) -> None:
    save(awa, "Ateliers")
    save(awa, "Autres")
    view = SavedView.objects.get(name="Ateliers")
    assert 'value="Ateliers"' in awa.get(f"{LIST}{view.pk}/renommer/").content.decode()
    assert awa.post(f"{LIST}{view.pk}/renommer/", {"name": "Autres"}).status_code == 422
    assert "Renommer « Ateliers »" in words(awa.post(f"{LIST}{view.pk}/renommer/", {"name": ""}).content.decode())
    assert awa.post(f"{LIST}{view.pk}/renommer/", {"name": "Groupes"}).status_code == 302
    view.refresh_from_db()
    assert (view.name, view.query) == ("Groupes", "periode=mois&nature=collectif")


def test_what_is_deleted_is_gone(awa: Client) -> None:
    save(awa, "Ateliers")
    view = SavedView.objects.get()
    assert awa.get(f"{LIST}{view.pk}/supprimer/").status_code == 405
    assert awa.post(f"{LIST}{view.pk}/supprimer/").status_code == 302
    assert not SavedView.objects.exists()
    assert "Aucune vue enregistrée" in awa.get(LIST).content.decode()


def test_a_colleague_finds_none_of_hers(awa: Client, cast: Cast) -> None:
    save(awa, "Ateliers")
    view = SavedView.objects.get()
    for reader in (cast.bruno, cast.chloe, cast.denis):
        client = client_of(reader)
        assert client.get(f"{LIST}{view.pk}/").status_code == 404
        for path in ("renommer", "supprimer"):
            assert client.post(f"{LIST}{view.pk}/{path}/", {"name": "À moi"}).status_code == 404
        assert "Ateliers" not in client.get(LIST).content.decode()
    view.refresh_from_db()
    assert view.name == "Ateliers"


def test_a_structure_of_somebody_else_is_not_found(cast: Cast) -> None:
    assert save(client_of(cast.chloe), "À moi", f"structure={cast.navette.pk}").status_code == 404


def test_who_left_the_structure_finds_its_views_no_more(awa: Client, cast: Cast) -> None:
    save(awa, "Ateliers")
    view = SavedView.objects.get()
    membership(cast.awa, cast.port, Role.MEDIATOR)
    Membership.objects.filter(pk=cast.awa_at_navette.pk).update(ends_on=dt.date(2025, 1, 1))
    assert awa.get(f"{LIST}{view.pk}/").status_code == 404
    assert "Ateliers" not in awa.get(LIST).content.decode()


def test_what_is_no_longer_there_is_left_aside_and_said(awa: Client, cast: Cast) -> None:
    """A colleague, a tag and a place that are somebody else's now: the page alone would not be found."""
    gone = person("gone@navette.test", "Gaël", "Parti")
    SavedView.objects.create(
        owner=cast.awa,
        organisation=cast.navette,
        name="Vieille",
        query=f"periode=mois&lieu={cast.quay.pk}&mediateur={gone.pk}&mediateur={cast.awa.pk}&nature=collectif&tag=987654"
        f"&structure={cast.port.pk}",
    )
    view = SavedView.objects.get()

    answer = awa.get(f"{LIST}{view.pk}/", follow=True)

    assert answer.status_code == 200
    assert answer.redirect_chain[0][0] == (
        f"/statistiques/?periode=mois&lieu={cast.quay.pk}&mediateur={cast.awa.pk}&nature=collectif"
    )
    said = words(answer.content.decode())
    assert "ce que vous ne voyez plus : c’est laissé de côté" in said
    for word in ("Structure", "Enregistrées par", "Tag"):
        assert f"« {word} »" in said
    assert "Un lieu demandé n’est pas un lieu de cette structure" in said


def test_a_view_of_one_structure_opens_there_when_there_are_two(awa: Client, cast: Cast) -> None:
    save(awa, "Ateliers")
    view = SavedView.objects.get()
    membership(cast.awa, cast.port, Role.MEDIATOR)
    cast.awa.current_organisation = cast.port
    cast.awa.save()
    assert f"structure={cast.navette.pk}" in awa.get(f"{LIST}{view.pk}/")["Location"]


def test_they_are_in_her_own_copy_and_leave_with_her_account(awa: Client, cast: Cast) -> None:
    save(awa, "Ateliers")
    copy = b"".join(part.content for part in own_data.views(cast.awa)).decode()
    assert "Ateliers" in copy
    assert "nature=collectif" in copy
    close_account(user=cast.awa, by=None)
    assert not SavedView.objects.exists()
