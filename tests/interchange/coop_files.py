"""Files laid out like La Coop's « Activités » export, with invented people, for the tests."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from tests.ui.sheets.spreadsheets import xlsx

TITLES = (
    "Date", "Enregistré le", "Dernière modification le", "Type", "Participants", "Bénéficiaire",
    "Canaux d’accompagnement", "Nom du lieu", "Adresse", "Commune", "Code postal", "Code Insee", "Durée (min)",
    "Nom de l’atelier", "Matériel numérique utilisé", "Thématique(s) d’accompagnement", "Tags",
    "Nom de la démarche administrative", "Niveau d’autonomie (ou de l’atelier)", "Bénéficiaire réorienté",
    "Structure de redirection", "Commune du bénéficiaire", "Code postal du bénéficiaire",
    "Code Insee du bénéficiaire", "Genre du bénéficiaire", "Tranche d’âge du bénéficiaire",
    "Statut du bénéficiaire", "Notes supplémentaires", "ID CRA",
)  # fmt: skip

# The first row of the table in `coop_file`, as a person sees it: 22 lines above it.
FIRST = 23

Row = dict[str, Any]


def cra(number: int) -> str:
    """The identifier of the n-th CRA of a test."""
    return str(uuid.UUID(int=0xC0A0 + number))


def row(number: int = 1, **said: Any) -> Row:
    """An individual accompaniment of an anonymous person at the library of Pontivy, unless said otherwise.

    `said` gives other cells by title, spelt with `_` for what a keyword cannot hold, or `**{"Code Insee": …}`.
    """
    usual: Row = dict.fromkeys(TITLES, "") | {
        "Date": dt.datetime(2025, 3, 3),
        "Enregistré le": "03/03/2025 à 17:30",
        "Type": "Accompagnement individuel",
        "Participants": 1,
        "Bénéficiaire": "Bénéficiaire anonyme",
        "Canaux d’accompagnement": "Lieu d’activité",
        "Nom du lieu": "Médiathèque de Pontivy",
        "Adresse": "20 rue Rivoal",
        "Commune": "Pontivy",
        "Code postal": "56300",
        "Code Insee": "56178",
        "Durée (min)": 30,
        "Matériel numérique utilisé": "Ordinateur",
        "Thématique(s) d’accompagnement": "E-mail",
        "Genre du bénéficiaire": "Féminin",
        "Tranche d’âge du bénéficiaire": "60 - 69 ans",
        "Statut du bénéficiaire": "Retraité",
        "ID CRA": cra(number),
    }
    return usual | said


def workshop(number: int, people: Sequence[Row], **said: Any) -> list[Row]:
    """An atelier: one row per person of `people` (the cells about her), all with the same `said`."""
    size = len(people)
    return [
        row(number, **{"Type": "Atelier collectif", "Nom de l’atelier": "Café numérique"} | said | person)
        | {"Participants": person.get("Participants", f"{rank}/{size}" if size > 1 else 1)}
        for rank, person in enumerate(people, start=1)
    ]


def named(name: str, insee: str = "", commune: str = "", **said: Any) -> Row:
    """The cells about a named person."""
    return {"Bénéficiaire": name, "Code Insee du bénéficiaire": insee, "Commune du bénéficiaire": commune} | said


def coop_file(
    rows: Sequence[Row],
    *,
    total: Any = None,
    titles: Sequence[str] = TITLES,
    filters: int = 0,
    sheet: str = "Activités",
) -> bytes:
    """The workbook: head, filters (and `filters` more), titles, rows; the head's `total` is their number if None."""
    head = [
        ["Informations export"], ["Nom", "Riou"], ["Prénom", "Nolwenn"], ["Rôle", "Médiateur"],
        ["Total", len(rows) if total is None else total], ["Date d'export", "05/01/2026"], ["Heure d'export", "08:15"],
        [], ["Filtres"], ["Période", "01.01.2025 - 31.12.2025"], ["Source", "-"], ["Lieux d’accompagnement", "-"],
        ["Communes", "-"], ["Départements", "-"], ["Type d’accompagnement", "-"], ["Rôle", "-"],
        ["Thématiques non administratives", "-"], ["Thématiques administratives", "-"], ["Tags", "-"],
        *[["Bénéficiaires", "-"]] * filters,
        [], [""],
    ]  # fmt: skip
    return xlsx((sheet, [*head, list(titles), *[[cells.get(title, "") for title in titles] for cells in rows]]))
