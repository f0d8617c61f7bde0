"""« Que faites-vous ? »: asked once, from the home page only, never in the way."""

import datetime as dt

import pytest
from django.test import Client

from tests.cast import Cast
from trame.people.models import User
from trame.people.services import choose_profile, open_account

pytestmark = pytest.mark.django_db


@pytest.fixture
def newcomer(cast: Cast, client: Client) -> Client:
    """Awa's browser, just after her first sign-in."""
    User.objects.filter(pk=cast.awa.pk).update(profile="", profile_asked_on=None)
    client.force_login(cast.awa)
    return client


def profile_of(cast: Cast) -> str:
    return User.objects.get(pk=cast.awa.pk).profile


def test_home_leads_to_the_question_once(newcomer: Client) -> None:
    assert newcomer.get("/")["Location"] == "/bienvenue/"
    assert "Que faites-vous" in newcomer.get("/bienvenue/").content.decode()

    assert newcomer.get("/").status_code == 200


@pytest.mark.parametrize("path", ["/activites/", "/statistiques/", "/reglages/", "/activites/accompagnement/"])
def test_a_deep_link_is_never_hijacked(newcomer: Client, path: str) -> None:
    assert newcomer.get(path).status_code == 200


def test_neither_is_what_htmx_asks(newcomer: Client) -> None:
    assert newcomer.get("/", headers={"HX-Request": "true"}).status_code == 200


def test_one_tap_answers_and_comes_home_with_fewer_entries(newcomer: Client, cast: Cast) -> None:
    answer = newcomer.post("/bienvenue/", {"profile": "benevole"})

    assert answer["Location"] == "/"
    assert profile_of(cast) == "benevole"
    home = newcomer.get("/").content.decode()
    assert "Votre profil est «\u202fbénévole\u202f»." in home
    assert "/statistiques/" not in home
    assert "/bilans/" not in home
    assert "/activites/atelier/" not in home


def test_later_leaves_everything_on_and_is_not_asked_again(newcomer: Client, cast: Cast) -> None:
    newcomer.post("/bienvenue/", {"profile": "none"})

    assert profile_of(cast) == ""
    home = newcomer.get("/")
    assert home.status_code == 200
    assert "/bilans/" in home.content.decode()


def test_six_answers_each_with_its_sentence_in_a_button_of_a_plain_form(newcomer: Client) -> None:
    page = newcomer.get("/bienvenue/").content.decode()

    assert page.count('class="answer" name="profile"') == 6
    assert page.count('name="profile" value="none"') == 1
    assert "Bibliothécaire, agent de médiathèque." in page


@pytest.mark.parametrize("posted", [{}, {"profile": ""}, {"profile": "admin"}, {"profile": "Médiathèque"}])
def test_no_answer_and_an_unknown_one_are_told_and_change_nothing(
    newcomer: Client, cast: Cast, posted: dict[str, str]
) -> None:
    page = newcomer.post("/bienvenue/", posted)

    assert page.status_code == 200
    assert "data-error-summary" in page.content.decode()
    assert profile_of(cast) == ""


def test_nothing_else_of_the_account_is_written(newcomer: Client, cast: Cast) -> None:
    newcomer.post("/bienvenue/", {"profile": "association", "is_admin": "1", "email": "x@y.test", "pk": cast.bruno.pk})

    awa = User.objects.get(pk=cast.awa.pk)
    assert (awa.profile, awa.is_admin, awa.email) == ("association", False, "awa@navette.test")
    assert User.objects.get(pk=cast.bruno.pk).profile == ""


def test_it_is_changed_later_from_her_account(client: Client, cast: Cast) -> None:
    choose_profile(user=cast.awa, profile="benevole")
    client.force_login(cast.awa)
    assert 'href="/bienvenue/"' in client.get("/reglages/compte/").content.decode()
    assert "votre profil" in client.get("/bienvenue/").content.decode()

    answer = client.post("/bienvenue/", {"profile": "mediatheque"})

    assert answer["Location"] == "/reglages/compte/"
    assert profile_of(cast) == "mediatheque"


def test_a_new_account_has_not_been_asked_and_an_old_answer_keeps_its_date(cast: Cast) -> None:
    made = open_account(email="gael@navette.test")
    assert made.profile_asked_on is None

    User.objects.filter(pk=cast.awa.pk).update(profile_asked_on=dt.date(2025, 3, 3))
    again = choose_profile(user=User.objects.get(pk=cast.awa.pk), profile="association")

    assert again.profile_asked_on == dt.date(2025, 3, 3)
    with pytest.raises(ValueError, match="payroll"):
        choose_profile(user=cast.awa, profile="payroll")
