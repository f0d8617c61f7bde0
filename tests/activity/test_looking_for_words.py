"""Searching by POST: words stay out of the address; names and notes only for who may see them."""

import pytest
from django.test import Client

from tests.cast import Cast, activity, follow
from trame.activity.entry import FollowedParticipant
from trame.activity.search import fold

pytestmark = pytest.mark.django_db


@pytest.fixture
def records(cast: Cast) -> Cast:
    """Each record can be found by one thing: its title, its notes, a tag, its procedure, a person."""
    by, where = cast.awa_at_navette, cast.library
    jeanne = follow(cast.navette, name="Jeanne Le Bihan", pseudonym="P-7KQ2F")
    activity(by, where, kind="collectif", title="Café numérique", anonymous_total=3, topics=("email",))
    activity(by, where, notes="Habite près de l’Œuvre.", topics=("sante",))
    activity(by, where, tags=("Chèque énergie",), topics=("bureautique",))
    demarche = ("aide_aux_demarches_administratives", "transports_mobilite")
    activity(by, where, procedure_name="Carte grise 100 %", topics=demarche)
    activity(by, where, followed=(FollowedParticipant(jeanne.pk),), topics=("parentalite",))
    activity(cast.chloe_at_port, cast.quay, kind="collectif", title="Café du port", anonymous_total=2)
    return cast


def found(client: Client, text: str, **more: str) -> list[str]:
    answer = client.post("/activites/recherche/", {"q": text, **more})
    assert answer.status_code == 200
    return [made.topics[0] for day in answer.context["listing"].days for made in day.activities]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("cafe", "email"),
        ("CAFÉ Num", "email"),
        ("oeuvre", "sante"),
        ("l'œuvre", "sante"),
        ("cheque energie", "bureautique"),
        ("carte grise", "aide_aux_demarches_administratives"),
        ("100 %", "aide_aux_demarches_administratives"),
        ("p-7kq", "parentalite"),
        ("le bihan", "parentalite"),
    ],
)
def test_a_mediator_finds_by_any_word(client: Client, records: Cast, text: str, subject: str) -> None:
    client.force_login(records.awa)

    assert found(client, text) == [subject]


@pytest.mark.parametrize("text", ["le bihan", "oeuvre"])
def test_a_manager_finds_nothing_by_a_name_or_a_note(client: Client, records: Cast, text: str) -> None:
    client.force_login(records.bruno)

    assert found(client, text) == []
    assert found(client, "p-7kq2f") == ["parentalite"]


@pytest.mark.parametrize("text", ["port", "_", "zzz", "'; --", "a\x00"])
def test_nothing_else_is_found(client: Client, records: Cast, text: str) -> None:
    client.force_login(records.awa)

    assert found(client, text + "qq") == []


def test_filters_limit_the_search_and_stay_in_it(client: Client, records: Cast) -> None:
    client.force_login(records.awa)

    assert found(client, "cafe", nature="individuel") == []
    page = client.post("/activites/recherche/", {"q": "cafe", "nature": "collectif"}).content.decode()
    assert '<input type="hidden" name="nature" value="collectif">' in page


def test_the_words_are_in_the_field_and_in_no_address(client: Client, records: Cast) -> None:
    client.force_login(records.awa)

    page = client.post("/activites/recherche/", {"q": "le bihan"}).content.decode()

    assert 'name="q" value="le bihan"' in page
    assert "q=" not in page.replace('name="q"', "")
    assert client.get("/activites/recherche/?q=le+bihan").status_code == 405


def test_no_word_is_the_whole_list(client: Client, records: Cast) -> None:
    client.force_login(records.awa)

    assert len(found(client, "  ")) == 5


def test_no_result_says_where_it_looked(client: Client, records: Cast) -> None:
    client.force_login(records.awa)

    page = client.post("/activites/recherche/", {"q": "<b>zut</b>"}).content.decode()

    assert "Aucune activité ne contient ces mots" in page
    assert "&lt;b&gt;zut&lt;/b&gt;" in page


def test_pages_of_results_are_asked_by_post(client: Client, cast: Cast) -> None:
    for _ in range(31):
        activity(cast.awa_at_navette, cast.library, tags=("ameli",))
    client.force_login(cast.awa)

    first = client.post("/activites/recherche/", {"q": "ameli"}).content.decode()

    assert 'name="page" value="2">Plus anciennes' in first
    assert len(found(client, "ameli", page="2")) == 1


def test_folding_drops_accents_capitals_and_ligatures() -> None:
    assert fold("  L’Œuvre  d’ÉTÉ à Fañch ") == "l'oeuvre d'ete a fanch"
