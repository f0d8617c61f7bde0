"""What can be crossed: how each dimension is read in the kept facts, and how its codes are named."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from trame.facts import packing

from ..cubes.cells import month_code

Codes: TypeAlias = "tuple[str, ...]"  # of one group of rows; empty: not stated


@dataclass(frozen=True)
class Dimension:
    """`code` is read in the address, `names` is the dimension of reference/labels.py that spells its codes.

    `column`: SQL over kept_activity (alias t) or, for a characteristic of people, its field of packing.PERSON.
    `several`: an accompaniment may have several codes, so that the parts exceed the whole.
    """

    code: str
    label: str
    names: str
    column: str
    read: Callable[[Any], Codes]
    of_people: bool = False
    several: bool = False
    few: bool = True


def _field(code: str, label: str, names: str, column: str) -> Dimension:
    field = packing.ACTIVITY[column]

    def read(rank: int) -> Codes:
        return (field.codes[rank - 1],) if rank else ()

    return Dimension(code, label, names, field.sql("t.profile"), read)


def _person(code: str, label: str, names: str, column: str) -> Dimension:
    field = packing.PERSON[column]

    def read(rank: int) -> Codes:
        return (field.codes[rank - 1],) if rank else ()

    return Dimension(code, label, names, column, read, of_people=True)


def _set(code: str, label: str, names: str, column: str, *, few: bool) -> Dimension:
    def read(bits: int) -> Codes:
        return packing.codes_of(column, bits)

    return Dimension(code, label, names, f"t.{column}", read, several=True, few=few)


def _own(code: str, label: str, names: str, column: str) -> Dimension:
    def read(value: object) -> Codes:
        return () if value is None else (str(value),)

    return Dimension(code, label, names, f"t.{column}", read, few=False)


DIMENSIONS: dict[str, Dimension] = {
    dimension.code: dimension
    for dimension in (
        _set("sujet", "Thématique", "topic", "topics", few=False),
        _field("nature", "Nature", "kind", "kind"),
        Dimension("mois", "Mois", "month", "t.month", lambda month: (month_code(month),), few=False),
        _own("lieu", "Lieu d’activité", "place", "place_id"),
        _own("commune", "Commune d’activité", "commune", "commune_code"),
        _field("canal", "Canal", "channel", "channel"),
        _field("duree", "Durée", "duration", "duration_band"),
        _set("materiel", "Matériel", "material", "materials", few=True),
        _field("autonomie", "Autonomie", "autonomy", "autonomy"),
        _field("cadre", "Cadre", "setting", "setting"),
        _field("acces", "Accès", "access_mode", "access_mode"),
        _field("paiement", "Paiement", "payment", "payment"),
        _field("public", "Type de public", "public_kind", "public_kind"),
        _field("origine", "Orienté par", "origin", "origin"),
        _person("genre", "Genre", "gender", "gender"),
        _person("age", "Tranche d’âge", "age", "age_band"),
        _person("statut", "Statut", "status", "status"),
    )
}
# Those with few codes, so that a table of them stays readable.
COLUMNS: dict[str, Dimension] = {code: dimension for code, dimension in DIMENSIONS.items() if dimension.few}
