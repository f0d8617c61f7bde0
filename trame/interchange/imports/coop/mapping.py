"""La Coop's words, as data: the titles of its columns, the labels of its lists, its other workbooks."""

from collections.abc import Iterable
from dataclasses import dataclass

from trame.reference.nomenclatures import (
    ACCOMPANIMENT_KINDS,
    AgeBand,
    Autonomy,
    Channel,
    Gender,
    Level,
    Material,
    Nomenclature,
    Redirection,
    Status,
    Topic,
)
from trame.reference.search import search_key

SOURCE = "coop"
SHEET = "Activités"
ANONYMOUS = search_key("Bénéficiaire anonyme")


@dataclass(frozen=True)
class Column:
    """A column of the table. `needed`: the file is refused without it. `shared`: same value on all rows of a CRA.

    `filled`: an empty cell is an error.
    """

    title: str
    needed: bool = True
    shared: bool = True
    filled: bool = False


COLUMNS: dict[str, Column] = {
    "date": Column("Date", filled=True),
    "recorded": Column("Enregistré le", needed=False, shared=False),
    "modified": Column("Dernière modification le", needed=False, shared=False),
    "kind": Column("Type", filled=True),
    "participants": Column("Participants", shared=False, filled=True),
    "person": Column("Bénéficiaire", shared=False, filled=True),
    "channel": Column("Canaux d’accompagnement", filled=True),
    "place_name": Column("Nom du lieu"),
    "place_address": Column("Adresse"),
    "commune_name": Column("Commune"),
    "postal_code": Column("Code postal"),
    "commune_code": Column("Code Insee"),
    "minutes": Column("Durée (min)", filled=True),
    "title": Column("Nom de l’atelier"),
    "materials": Column("Matériel numérique utilisé"),
    "topics": Column("Thématique(s) d’accompagnement"),
    "tags": Column("Tags"),
    "procedure_name": Column("Nom de la démarche administrative"),
    "level": Column("Niveau d’autonomie (ou de l’atelier)"),
    "redirected": Column("Bénéficiaire réorienté"),
    "redirection": Column("Structure de redirection"),
    "residence_name": Column("Commune du bénéficiaire", shared=False),
    "residence_postal_code": Column("Code postal du bénéficiaire", shared=False),
    "residence": Column("Code Insee du bénéficiaire", shared=False),
    "gender": Column("Genre du bénéficiaire", shared=False),
    "age_band": Column("Tranche d’âge du bénéficiaire", shared=False),
    "status": Column("Statut du bénéficiaire", shared=False),
    "notes": Column("Notes supplémentaires", needed=False, shared=False),
    "origin": Column("Source de la donnée", needed=False, shared=False),
    "source_id": Column("ID CRA", shared=False, filled=True),
}


def _by_label(members: Iterable[Nomenclature]) -> dict[str, str]:
    return {search_key(str(member.label)): str(member.value) for member in members}


# Field → {label as `search_key` writes it: code}. « Non communiqué » maps to its slug, stored as not stated.
LABELS: dict[str, dict[str, str]] = {
    "kind": _by_label(ACCOMPANIMENT_KINDS),
    "channel": _by_label(Channel),
    "topics": _by_label(Topic),
    "materials": _by_label(Material),
    "redirection": _by_label(Redirection),
    "gender": _by_label(Gender),
    "age_band": _by_label(AgeBand),
    "status": _by_label(Status),
}
# « 2/3 » is read with the kind: the person's autonomy, or the workshop's level.
RANKS: dict[str, dict[str, str]] = {
    "individuel": {f"{rank}/3": str(member.value) for rank, member in enumerate(Autonomy, start=1)},
    "collectif": {f"{rank}/3": str(member.value) for rank, member in enumerate(Level, start=1)},
}
ANSWERS = {"oui": True, "non": False}

# The column in which a problem found by the rules of a record is shown.
COLUMN_OF_RULE: dict[str, str] = {
    "date": "date",
    "minutes": "minutes",
    "channel": "channel",
    "kind": "kind",
    "anonymous_total": "participants",
    "notes": "notes",
    "tags": "tags",
    "title": "title",
    "procedure_name": "procedure_name",
}

EXPORT_OWN = "Dans La Coop, ouvrez « Mes activités », exportez vos accompagnements, puis choisissez ce fichier-là."
TEAM_ONLY_COLUMN = "Prénom du médiateur"
TEAM_REFUSAL = (
    "Ce fichier est l’export des activités d’une équipe, fait par une personne qui coordonne. "
    "Chaque médiateur·rice importe son propre export : lui seul dit qui est suivi. " + EXPORT_OWN
)
# Sheet of another workbook of La Coop → what that workbook is.
OTHER_WORKBOOKS: dict[str, str] = {
    "Activités de coordination": "l’export des activités de coordination, que Trame n’importe pas encore",
    "Bénéficiaires": "la liste des bénéficiaires : elle ne dit pas ce qui a été fait",
    "Statistiques": "l’export des statistiques : il contient des totaux, pas les activités",
    "Équipe": "la liste des membres d’une équipe",
}
