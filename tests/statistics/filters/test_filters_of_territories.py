"""On the reference data of the tests: Pontivy and Noyal-Pontivy are in the Morbihan, in one EPCI; Quimper is not."""

import pytest

from tests.cast import Cast, activity, place
from tests.statistics.filters.asking import activities, asked
from trame.reference.models import Commune, FormerCommune
from trame.statistics.scopes import NOWHERE


@pytest.fixture
def three_places(cast: Cast) -> Cast:
    """Two activities at Pontivy, one at Quimper, one at Douarnenez."""
    for code, times in (("56178", 2), ("29232", 1), ("29046", 1)):
        where = place(cast.navette, f"Salle {code}", code)
        for _ in range(times):
            activity(cast.awa_at_navette, where)
    return cast


def epci_of(code: str) -> str:
    return str(Commune.objects.get(pk=code).epci_id)


def test_an_intercommunalite_is_all_its_communes(three_places: Cast) -> None:
    assert activities(three_places.awa, f"epci={epci_of('56178')}") == 2
    assert activities(three_places.awa, f"epci={epci_of('56178')}&epci={epci_of('29232')}") == 3


def test_two_levels_keep_the_communes_that_are_in_both(three_places: Cast) -> None:
    assert activities(three_places.awa, f"departement=29&epci={epci_of('29232')}") == 1
    assert activities(three_places.awa, "departement=29&commune=29232&commune=56178") == 1


def test_two_levels_without_a_commune_in_common_keep_nothing(three_places: Cast) -> None:
    filters = asked(three_places.awa, "departement=56&commune=29232")
    assert filters.communes == NOWHERE
    assert activities(three_places.awa, "departement=56&commune=29232") == 0


def test_a_former_code_is_the_commune_of_today(three_places: Cast) -> None:
    FormerCommune.objects.create(code="56999", name="Ancienne", search_key="ancienne", commune_id="56178")
    filters = asked(three_places.awa, "commune=56999")
    assert filters.values == {"commune": ("56178",)}
    assert filters.left == frozenset()
    assert activities(three_places.awa, "commune=56999") == 2


def test_a_commune_of_arrondissements_holds_them(cast: Cast) -> None:
    paris, first = Commune.objects.get(pk="75056"), Commune.objects.get(pk="75101")
    assert first.parent == paris
    assert {"75056", "75101", "75120"} <= set(asked(cast.awa, "commune=75056").communes)
    assert asked(cast.awa, "commune=75101").communes == ("75101",)
    public = asked(cast.awa, "residence=75056").scope(cast.awa).public
    assert public is not None
    assert public[0] == "residence"
    assert "75101" in public[1]


@pytest.mark.parametrize(
    "query", ["commune=99999", "epci=000000000", "departement=99", "commune=2A9", "departement=fr"]
)
def test_a_code_of_nowhere_is_left_aside(three_places: Cast, query: str) -> None:
    filters = asked(three_places.awa, query)
    assert filters.communes == ()
    assert "laissé de côté" in " ".join(filters.notes)
    assert activities(three_places.awa, query) == 4
