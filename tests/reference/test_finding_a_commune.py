"""What somebody types to find a commune, and what she finds."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.cast import make_cast
from trame.reference.communes import commune_label, find_communes, resolve_commune

pytestmark = pytest.mark.django_db


def labels(text: str, home: str | None = None) -> list[str]:
    return [option.label for option in find_communes(text, home=home)]


def test_accents_hyphens_and_capitals_do_not_matter() -> None:
    assert labels("moelan sur mer") == ["Moëlan-sur-Mer (29350)"]
    assert labels("L ABERGEMENT clemenciat") == ["L’Abergement-Clémenciat (01400)"]


def test_saint_may_be_shortened() -> None:
    assert labels("st renan")[0] == "Saint-Renan (29290)"


def test_the_exact_name_comes_before_longer_ones_and_bigger_towns() -> None:
    assert labels("mer")[0] == "Mer (41500)"


def test_the_beginning_of_any_word_is_enough() -> None:
    assert labels("kerhuon") == ["Le Relecq-Kerhuon (29480)"]


def test_the_beginning_of_the_name_comes_before_the_beginning_of_another_word() -> None:
    found = labels("brieu")
    assert found.index("Saint-Brieuc (22000)") > found.index("Brieulles-sur-Meuse (55110)")


def test_the_departement_of_the_reader_comes_first() -> None:
    assert labels("plouz", home="29")[0] == "Plouzané (29280)"
    assert labels("saint d", home="974")[0] == "Saint-Denis (97400)"


def test_the_most_populated_come_first_among_equals() -> None:
    assert labels("ren")[0] == "Rennes (35000)"


def test_a_postal_code_finds_its_communes_before_the_insee_code_of_another() -> None:
    found = find_communes("29100")
    assert [option.label for option in found[:2]] == ["Douarnenez (29100)", "Poullan-sur-Mer (29100)"]
    assert (found[-1].value, found[-1].label) == ("29100", "Lanarvily (29260)")


def test_an_insee_code_finds_its_commune_corsica_included() -> None:
    assert labels("2a004") == ["Ajaccio (20000)"]
    assert labels("29046")[0] == "Douarnenez (29100)"


def test_a_name_is_narrowed_by_the_beginning_of_its_postal_code() -> None:
    assert labels("saint denis 974") == ["Saint-Denis (97400)"]


def test_a_former_name_leads_to_the_commune_of_today() -> None:
    (found,) = find_communes("esquibien")
    assert (found.value, found.label) == ("29003", "Esquibien, aujourd’hui Audierne (29770)")


def test_twelve_proposals_at_most() -> None:
    assert len(labels("saint")) == 12


@pytest.mark.parametrize("text", ["", "a", "  ", "'", "zzzzz", "%", "_", "x" * 5000, "0", "999", "\x00"])
def test_what_means_nothing_finds_nothing(text: str) -> None:
    assert find_communes(text) == []


@pytest.mark.parametrize(("text", "queries"), [("saint", 2), ("plounevez", 3), ("esquibien", 3), ("29100", 4)])
def test_the_number_of_queries_does_not_grow_with_the_proposals(
    text: str, queries: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(queries):
        assert find_communes(text, home="29")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Quimper", "29232"),
        ("  quimper ", "29232"),
        ("Quimper (29000)", "29232"),
        ("29232", "29232"),
        ("2a004", "2A004"),
        ("75056", "75056"),
        ("35000", "35238"),
        ("Saint-Denis (97400)", "97411"),
        ("Esquibien", "29003"),
        ("29052", "29003"),
    ],
)
def test_what_can_mean_one_commune_only_is_resolved(text: str, code: str) -> None:
    found = resolve_commune(text)
    assert found is not None
    assert found.pk == code


@pytest.mark.parametrize("text", ["", "Saint-Denis", "29770", "29100", "Quimper (35000)", "Atlantide", "99999", "29"])
def test_what_is_unknown_or_ambiguous_is_not_resolved(text: str) -> None:
    assert resolve_commune(text) is None


def test_a_commune_is_written_with_its_lowest_postal_code_or_its_insee_code() -> None:
    assert commune_label("35238") == "Rennes (35000)"
    assert commune_label("98412") == "Archipel des Kerguelen (98412)"
    assert commune_label("nowhere") == ""


def test_the_proposals_are_for_signed_in_readers_those_of_their_departement_first(client: Client) -> None:
    cast = make_cast()
    assert client.get("/referentiel/communes/?q=plo").status_code == 302
    client.force_login(cast.chloe)
    answer = client.get("/referentiel/communes/?q=plo")
    assert answer.status_code == 200
    first = answer.content.decode().split("</li>")[0]
    assert 'data-value="29' in first
    assert 'role="option"' in first
    assert client.post("/referentiel/communes/").status_code == 405


def test_what_is_typed_is_never_written_as_html(client: Client) -> None:
    client.force_login(make_cast().chloe)
    assert b"<script" not in client.get("/referentiel/communes/", {"q": "<script>alert(1)</script>"}).content
