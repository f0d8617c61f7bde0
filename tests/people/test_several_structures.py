"""Somebody of two structures: one is that of the moment, pages show it, what she records is for it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast, activity, membership
from trame.people.current import current_organisation
from trame.people.models import Membership, Organisation, Role
from trame.people.services import organisations
from trame.report.services import begin_report

pytestmark = pytest.mark.django_db
SWITCH = "/reglages/structure-du-moment/"


@pytest.fixture
def at_port(cast: Cast) -> Membership:
    """Awa shares her time between La Navette and Clic du Port."""
    return membership(cast.awa, cast.port, Role.MEDIATOR)


@pytest.fixture
def awa(client: Client, cast: Cast, at_port: Membership) -> Client:
    client.force_login(cast.awa)
    return client


def switch(client: Client, where: Organisation, next_: str = "/") -> None:
    answer = client.post(SWITCH, {"organisation": where.pk, "next": next_})
    assert (answer.status_code, answer["Location"]) == (302, next_)


def text(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def test_the_menu_names_the_structure_of_the_moment_and_offers_the_other(awa: Client, cast: Cast) -> None:
    assert "Passer à Clic du Port" in text(awa, "/")
    assert "Passer à La Navette" not in text(awa, "/")
    switch(awa, cast.port)
    assert "Passer à La Navette" in text(awa, "/")
    assert "Structure du moment" in text(awa, "/reglages/")


def test_one_structure_has_nothing_to_switch(client: Client, cast: Cast) -> None:
    client.force_login(cast.bruno)
    for path in ("/", "/reglages/"):
        assert "Passer à" not in text(client, path)
        assert "Structure du moment" not in text(client, path)


def test_the_home_page_follows(awa: Client, cast: Cast, at_port: Membership) -> None:
    activity(cast.awa_at_navette, cast.library, topics=("email",))
    activity(at_port, cast.quay, topics=("sante",))
    assert "Médiathèque de Pontivy" in text(awa, "/")
    assert "Le Quai" not in text(awa, "/")
    switch(awa, cast.port)
    assert "Le Quai" in text(awa, "/")
    assert "Médiathèque de Pontivy" not in text(awa, "/")


def test_the_list_of_activities_follows_and_can_show_all(awa: Client, cast: Cast, at_port: Membership) -> None:
    here = activity(cast.awa_at_navette, cast.library)
    there = activity(at_port, cast.quay)

    def shown(query: str) -> set[object]:
        days = awa.get("/activites/" + query).context["listing"].days
        return {one.pk for day in days for one in day.activities}

    assert shown("") == {here.pk}
    assert shown(f"?structure={cast.port.pk}") == {there.pk}
    assert shown("?structure=toutes") == {here.pk, there.pk}
    switch(awa, cast.port, "/activites/")
    assert shown("") == {there.pk}
    page = text(awa, "/activites/?structure=toutes")
    assert f"?structure={cast.navette.pk}" in page
    assert "toutes" in awa.get("/activites/?structure=toutes").context["filters"].query()
    assert 'name="structure" value="toutes"' in page, "a search keeps the choice"


def test_a_structure_that_is_not_hers_is_left_aside_and_said(client: Client, cast: Cast, awa: Client) -> None:
    third = Organisation.objects.create(name="Ailleurs", commune=cast.navette.commune)
    page = awa.get(f"/activites/?structure={third.pk}")
    assert "ne désigne aucune de vos autres structures" in page.content.decode()
    assert "Ailleurs" not in page.content.decode()


def test_places_of_the_filter_are_those_of_the_structure(awa: Client, cast: Cast) -> None:
    assert [place.name for place in awa.get("/activites/").context["places"]] == ["Médiathèque de Pontivy"]
    assert len(awa.get("/activites/?structure=toutes").context["places"]) == 2


def test_a_record_is_proposed_for_it_with_its_place(awa: Client, cast: Cast, at_port: Membership) -> None:
    activity(cast.awa_at_navette, cast.library, minutes=75)
    form = awa.get("/activites/accompagnement/").context["form"]
    assert (form["membership_id"].value(), form["where"].value()) == (
        str(cast.awa_at_navette.pk),
        str(cast.library.pk),
    )
    switch(awa, cast.port)
    form = awa.get("/activites/accompagnement/").context["form"]
    assert (form["membership_id"].value(), form["where"].value()) == (str(at_port.pk), str(cast.quay.pk))


def test_statistics_follow(awa: Client, cast: Cast) -> None:
    assert awa.get("/statistiques/").context["filters"].organisation == cast.navette
    switch(awa, cast.port, "/statistiques/")
    assert awa.get("/statistiques/").context["filters"].organisation == cast.port
    chosen = awa.get(f"/statistiques/?structure={cast.navette.pk}")
    assert chosen.context["filters"].organisation == cast.navette


def test_reports_follow(awa: Client, cast: Cast) -> None:
    here = begin_report(by=cast.awa, organisation=cast.navette, year=2024)
    there = begin_report(by=cast.awa, organisation=cast.port, year=2024)
    assert list(awa.get("/bilans/").context["reports"]) == [here]
    assert set(awa.get("/bilans/?structure=toutes").context["reports"]) == {here, there}
    switch(awa, cast.port)
    assert list(awa.get("/bilans/").context["reports"]) == [there]
    assert awa.get("/bilans/nouveau/").context["form"]["organisation"].value() == cast.port.pk


def test_managing_the_one_and_mediating_in_the_other_each_has_its_pages(client: Client, cast: Cast) -> None:
    membership(cast.bruno, cast.port, Role.MEDIATOR)
    client.force_login(cast.bruno)
    assert client.get("/").context["role"] == "manager"
    assert client.get("/activites/").context["records"] is False
    switch(client, cast.port)
    assert client.get("/").context["role"] == "mediator"
    assert client.get("/activites/").context["records"] is True


@pytest.mark.parametrize("asked", ["", "0", "-1", "٣", "abc", "9" * 30, "1 OR 1=1"])
def test_what_is_no_structure_is_not_found(awa: Client, asked: str) -> None:
    assert awa.post(SWITCH, {"organisation": asked}).status_code == 404


def test_only_her_structures_of_today_can_be_chosen(client: Client, cast: Cast) -> None:
    client.force_login(cast.awa)
    assert client.post(SWITCH, {"organisation": cast.port.pk}).status_code == 404
    with pytest.raises(PermissionDenied):
        organisations.choose_organisation(user=cast.awa, organisation=cast.port)
    cast.awa.refresh_from_db()
    assert cast.awa.current_organisation_id is None
    assert client.get(SWITCH).status_code == 405


def test_who_left_the_structure_she_had_chosen_finds_the_other(awa: Client, cast: Cast, at_port: Membership) -> None:
    switch(awa, cast.port)
    text(awa, "/")  # says that she has passed to the other
    at_port.delete()
    cast.awa.refresh_from_db()
    assert current_organisation(cast.awa) == cast.navette
    assert "Clic du Port" not in text(awa, "/")


@pytest.mark.parametrize("next_", ["https://ailleurs.example/", "//ailleurs.example", "javascript:alert(1)", ""])
def test_the_switch_leads_only_inside_the_site(awa: Client, cast: Cast, next_: str) -> None:
    assert awa.post(SWITCH, {"organisation": cast.port.pk, "next": next_})["Location"] == "/"


def test_the_switch_comes_back_to_the_page_without_its_filters(awa: Client, cast: Cast) -> None:
    page = text(awa, f"/statistiques/?structure={cast.navette.pk}&periode=trimestre")
    assert '<input type="hidden" name="next" value="/statistiques/">' in page
    searched = awa.post("/activites/recherche/", {"q": "mot"}).content.decode()
    assert '<input type="hidden" name="next" value="/">' in searched


def test_the_switch_needs_the_token_of_the_form(cast: Cast, at_port: Membership) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.awa)
    assert client.post(SWITCH, {"organisation": cast.port.pk}).status_code == 403


@pytest.mark.parametrize(("path", "most"), [("/", 16), ("/activites/", 20), ("/activites/accompagnement/", 26)])
def test_pages_cost_no_more_queries_with_more_structures(
    awa: Client, cast: Cast, path: str, most: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(5):
        more = Organisation.objects.create(name=f"Structure {number}", commune=cast.navette.commune)
        membership(cast.awa, more, Role.MEDIATOR)
    with django_assert_max_num_queries(most):
        awa.get(path)
