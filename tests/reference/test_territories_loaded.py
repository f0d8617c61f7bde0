"""The territories of France, as the package of the lock file gives them."""

import pytest

from trame.reference.communes import commune_of_code
from trame.reference.models import Commune, Departement, Epci, FormerCommune, PostalCode, Region

pytestmark = pytest.mark.django_db


def test_every_commune_and_arrondissement_is_there() -> None:
    assert Commune.objects.filter(parent=None).count() == 34_969
    assert Commune.objects.exclude(parent=None).count() == 45
    assert (Region.objects.count(), Departement.objects.count(), Epci.objects.count()) == (26, 109, 1255)


def test_a_commune_has_its_departement_epci_postal_codes_and_population() -> None:
    rennes = Commune.objects.get(pk="35238")
    assert (rennes.name, rennes.departement_id, rennes.departement.region_id) == ("Rennes", "35", "53")
    assert rennes.epci is not None
    assert (rennes.epci.name, rennes.epci.kind) == ("Rennes Métropole", "METRO")
    assert [postal.code for postal in rennes.postal_codes.all()] == ["35000", "35200", "35700"]
    assert rennes.population == 230_890


def test_corsica_and_overseas_have_their_codes() -> None:
    names = dict(Commune.objects.filter(pk__in=["2A004", "97411", "97502", "98735", "98818"]).values_list("pk", "name"))
    assert names == {
        "2A004": "Ajaccio",
        "97411": "Saint-Denis",
        "97502": "Saint-Pierre",
        "98735": "Papeete",
        "98818": "Nouméa",
    }


def test_an_arrondissement_belongs_to_its_commune_and_to_its_metropolis() -> None:
    first = Commune.objects.get(pk="69381")
    assert first.parent_id == "69123"
    assert first.epci_id == Commune.objects.get(pk="69123").epci_id


def test_a_commune_may_have_neither_population_nor_postal_code() -> None:
    kerguelen = Commune.objects.get(pk="98412")
    assert kerguelen.population is None
    assert not PostalCode.objects.filter(commune=kerguelen).exists()


@pytest.mark.parametrize(
    ("former", "current"),
    [
        ("01120", "01262"),  # Cordieux, commune associée of Montluel
        ("29052", "29003"),  # Esquibien, commune déléguée of Audierne
        ("29164", "29046"),  # Ploaré, part of Douarnenez since 1945, of which only the code is left
    ],
)
def test_a_former_code_leads_to_the_commune_of_today(former: str, current: str) -> None:
    found = commune_of_code(former)
    assert found is not None
    assert found.pk == current


def test_a_name_lost_to_a_merger_is_kept_under_the_code_that_stayed() -> None:
    assert FormerCommune.objects.get(pk="01015").name == "Arbignieu"
    assert Commune.objects.get(pk="01015").name == "Arboys en Bugey"


def test_a_code_nobody_ever_had_leads_nowhere() -> None:
    assert commune_of_code("29999") is None
