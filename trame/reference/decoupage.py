"""Reads the territories of France from the files of the npm package `@etalab/decoupage-administratif`.

Data: Insee (code officiel géographique), DGCL and La Poste, gathered by Etalab, Licence Ouverte.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .models import Commune, Departement, Epci, FormerCommune, PostalCode, Region
from .search import search_key

PACKAGE = "@etalab/decoupage-administratif"
PRESENT = ("commune-actuelle", "arrondissement-municipal")
# France has had more than 34,000 communes since 1900: far fewer means a truncated file.
FEWEST_COMMUNES = 30_000

Record = dict[str, Any]


class SourceError(Exception):
    """The package is missing or is not what is expected; the message is in French, for the administrator."""


@dataclass(frozen=True)
class Decoupage:
    """Unsaved rows; a commune comes before its arrondissements, which name it as parent."""

    regions: list[Region]
    departements: list[Departement]
    epcis: list[Epci]
    communes: list[Commune]
    postal_codes: list[PostalCode]
    former_communes: list[FormerCommune]


def read(folder: Path) -> Decoupage:
    """All territories from the JSON files of `folder`. Raises SourceError."""
    files = {name: _records(folder / f"{name}.json") for name in ("regions", "departements", "epci", "communes")}
    try:
        territories = _territories(**files)
    except (KeyError, TypeError, AttributeError) as error:
        raise SourceError(
            f"Les fichiers de {folder} n’ont pas la forme attendue ({error!r}). Réinstallez {PACKAGE} avec « npm ci »."
        ) from error
    if len(territories.communes) < FEWEST_COMMUNES:
        raise SourceError(
            f"{folder} ne contient que {len(territories.communes)} communes. Réinstallez {PACKAGE} avec « npm ci »."
        )
    return territories


def _records(path: Path) -> list[Record]:
    try:
        records = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SourceError(f"{path} ne peut pas être lu. Installez {PACKAGE} avec « npm ci ».") from error
    except ValueError as error:
        raise SourceError(f"{path} n’est pas un fichier JSON. Réinstallez {PACKAGE} avec « npm ci ».") from error
    if not isinstance(records, list):
        raise SourceError(f"{path} n’est pas une liste. Réinstallez {PACKAGE} avec « npm ci ».")
    return records


def _territories(
    regions: list[Record], departements: list[Record], epci: list[Record], communes: list[Record]
) -> Decoupage:
    # Whole communes first: an arrondissement municipal names its commune as parent.
    present = sorted((r for r in communes if r["type"] in PRESENT), key=lambda r: (PRESENT.index(r["type"]), r["code"]))
    epci_of = {member["code"]: record["code"] for record in epci for member in record["membres"]}
    return Decoupage(
        regions=[Region(code=r["code"], name=_apostrophe(r["nom"])) for r in regions],
        departements=[
            Departement(code=r["code"], name=_apostrophe(r["nom"]), region_id=r["region"]) for r in departements
        ],
        epcis=[
            Epci(code=r["code"], name=_apostrophe(r["nom"]), kind=r["type"], population=r["populationMunicipale"])
            for r in epci
        ],
        communes=[_commune(r, epci_of) for r in present],
        postal_codes=[
            PostalCode(code=code, commune_id=r["code"])
            for r in present
            for code in dict.fromkeys(r.get("codesPostaux", ()))
        ],
        former_communes=_former_communes(communes, {r["code"]: r["nom"] for r in present}),
    )


def _commune(record: Record, epci_of: dict[str, str]) -> Commune:
    parent = record.get("commune")
    return Commune(
        code=record["code"],
        name=_apostrophe(record["nom"]),
        search_key=search_key(record["nom"]),
        departement_id=record["departement"],
        epci_id=epci_of.get(parent or record["code"]),
        parent_id=parent,
        population=record.get("population"),
    )


def _former_communes(records: Iterable[Record], present: dict[str, str]) -> list[FormerCommune]:
    """Codes that changed hands, and names that did: chains lead to the commune of today, orphans are left out."""
    successor: dict[str, str] = {}
    names: dict[str, str] = {}
    for record in records:
        successor.update(dict.fromkeys(record.get("anciensCodes", ()), record["code"]))
        if record["type"] not in PRESENT:
            names[record["code"]] = record["nom"]
            successor[record["code"]] = record["chefLieu"]
    former = []
    for code in sorted(successor):
        name = names.get(code, "")
        current = _resolved(code, successor, present)
        # A commune nouvelle keeps the code of its chef-lieu: then only a name of its own is worth keeping.
        if current is None or (code in present and search_key(name) == search_key(present[code])):
            continue
        former.append(FormerCommune(code=code, name=_apostrophe(name), search_key=search_key(name), commune_id=current))
    return former


def _resolved(code: str, successor: dict[str, str], present: dict[str, str]) -> str | None:
    seen: set[str] = set()
    while code not in present:
        if code in seen or code not in successor:
            return None
        seen.add(code)
        code = successor[code]
    return code


def _apostrophe(name: str) -> str:
    return name.replace("'", "’")
