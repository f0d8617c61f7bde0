"""Loading again: nothing changes for nothing, and what disappeared hands over what pointed at it."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from tests import cast
from trame.directory.models import Place
from trame.reference.decoupage import Decoupage, read
from trame.reference.models import Commune, Departement, Epci, FormerCommune, PostalCode, Region
from trame.reference.search import search_key
from trame.reference.services import load_territories

Record = dict[str, object]


@pytest.mark.django_db
def test_loading_a_second_time_changes_nothing() -> None:
    said = io.StringIO()
    call_command("load_reference", stdout=said)
    lines = said.getvalue().splitlines()
    tables = [line for line in lines if line.startswith("  ")]
    assert len(tables) == 6
    assert all(line.endswith("(rien de changé)") for line in tables), lines
    assert lines[-1].startswith("Territoires à jour en ")


@pytest.mark.django_db
def test_a_commune_that_changed_is_written_again_and_alone() -> None:
    Commune.objects.filter(pk="29046").update(name="Ker Douarnenez", population=1)
    PostalCode.objects.filter(code="29100", commune="29046").delete()
    said = io.StringIO()
    call_command("load_reference", stdout=said)
    assert Commune.objects.get(pk="29046").name == "Douarnenez"
    assert PostalCode.objects.filter(code="29100", commune="29046").exists()
    assert "communes et arrondissements : 35\u202f014 (1\u00a0écriture)" in said.getvalue()


def source(*, present: dict[str, str], former: dict[str, str] | None = None) -> Decoupage:
    """Communes {code: name} of one département, and former codes {code: present code}."""
    return Decoupage(
        regions=[Region(code="53", name="Bretagne")],
        departements=[Departement(code="29", name="Finistère", region_id="53")],
        epcis=[Epci(code="200000001", name="Le Large", kind="CC", population=10)],
        communes=[
            Commune(
                code=code,
                name=name,
                search_key=search_key(name),
                departement_id="29",
                epci_id="200000001",
                population=10,
            )
            for code, name in present.items()
        ],
        postal_codes=[PostalCode(code="29990", commune_id=code) for code in present],
        former_communes=[FormerCommune(code=old, commune_id=new) for old, new in (former or {}).items()],
    )


@pytest.fixture
def empty_reference(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE reference_region, reference_epci CASCADE")


@pytest.mark.usefixtures("empty_reference")
def test_a_merged_commune_hands_its_places_to_its_successor_and_leaves() -> None:
    load_territories(source=source(present={"29990": "Armor", "29991": "Argoat"}))
    owner = cast.Organisation.objects.create(name="La Navette", commune_id="29991")
    place = Place.objects.create(organisation=owner, name="Mairie", commune_id="29990")
    changes = load_territories(source=source(present={"29991": "Armor-Argoat"}, former={"29990": "29991"}))
    place.refresh_from_db()
    assert place.commune_id == "29991"
    assert list(Commune.objects.values_list("pk", "name")) == [("29991", "Armor-Argoat")]
    communes = next(change for change in changes if change.label == "communes et arrondissements")
    assert (communes.total, communes.written, communes.removed, communes.kept) == (1, 1, 1, 0)


@pytest.mark.usefixtures("empty_reference")
def test_a_commune_gone_without_successor_stays_while_something_points_at_it() -> None:
    load_territories(source=source(present={"29990": "Armor", "29991": "Argoat", "29992": "Enez"}))
    owner = cast.Organisation.objects.create(name="La Navette", commune_id="29990")
    changes = load_territories(source=source(present={"29991": "Argoat"}))
    owner.refresh_from_db()
    assert owner.commune_id == "29990"
    communes = next(change for change in changes if change.label == "communes et arrondissements")
    assert (communes.total, communes.removed, communes.kept) == (2, 1, 1)


@pytest.mark.usefixtures("empty_reference")
def test_two_places_that_would_become_one_keep_the_old_commune() -> None:
    load_territories(source=source(present={"29990": "Armor", "29991": "Argoat"}))
    owner = cast.Organisation.objects.create(name="La Navette", commune_id="29991")
    for code in ("29990", "29991"):
        Place.objects.create(organisation=owner, name="Mairie", commune_id=code)
    load_territories(source=source(present={"29991": "Argoat"}, former={"29990": "29991"}))
    assert sorted(Place.objects.values_list("commune", flat=True)) == ["29990", "29991"]


def package(folder: Path, communes: object) -> Path:
    for name, content in {
        "regions": [{"code": "53", "nom": "Bretagne"}],
        "departements": [{"code": "29", "nom": "Finistère", "region": "53"}],
        "epci": [],
        "communes": communes,
    }.items():
        (folder / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")
    return folder


def present(code: str, **more: object) -> Record:
    return {"code": code, "nom": f"Commune {code}", "type": "commune-actuelle", "departement": "29", **more}


def test_chains_of_former_codes_lead_to_the_commune_of_today(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trame.reference.decoupage.FEWEST_COMMUNES", 1)
    records = [
        present("29001", anciensCodes=["29002"]),
        {"code": "29002", "nom": "Ker", "type": "commune-deleguee", "departement": "29", "chefLieu": "29001"},
        {"code": "29003", "nom": "Enez", "type": "commune-associee", "departement": "29", "chefLieu": "29002"},
        {"code": "29004", "nom": "Nulle part", "type": "commune-associee", "departement": "29", "chefLieu": "29005"},
        {"code": "29001", "nom": "L'Ancien Nom", "type": "commune-deleguee", "departement": "29", "chefLieu": "29001"},
    ]
    found = read(package(tmp_path, records)).former_communes
    assert [(former.code, former.name, former.commune_id) for former in found] == [
        ("29001", "L’Ancien Nom", "29001"),
        ("29002", "Ker", "29001"),
        ("29003", "Enez", "29001"),
    ]


def test_a_missing_package_says_how_to_install_it(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"regions\.json ne peut pas être lu\. Installez .* « npm ci »"):
        call_command("load_reference", folder=tmp_path)


@pytest.mark.parametrize(
    ("communes", "message"),
    [
        ([{"code": "29001"}], "n’ont pas la forme attendue"),
        ({"code": "29001"}, "n’est pas une liste"),
        ([present("29001")], "ne contient que 1 communes"),
    ],
)
def test_a_malformed_package_is_refused(tmp_path: Path, communes: object, message: str) -> None:
    with pytest.raises(CommandError, match=message):
        call_command("load_reference", folder=package(tmp_path, communes))


def test_a_truncated_file_is_refused(tmp_path: Path) -> None:
    (package(tmp_path, []) / "communes.json").write_text('[{"code": "29', encoding="utf-8")
    with pytest.raises(CommandError, match="n’est pas un fichier JSON"):
        call_command("load_reference", folder=tmp_path)
