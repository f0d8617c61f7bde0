"""Where it happened: the commune, by its Insee code only, and the place when the file names one."""

import re

from trame.interchange.imports.communes import KnownCommunes
from trame.interchange.imports.plan import PlannedPlace
from trame.reference.nomenclatures import Channel

from .cells import as_insee
from .reader import TableRow
from .row_reader import RowReader

MAX_NAME, MAX_ADDRESS = 200, 250


def read_commune(row: TableRow, reader: RowReader, communes: KnownCommunes, fields: tuple[str, str]) -> str | None:
    """The present-day code of the commune of these (code, name) fields; None when empty or, after telling so, unknown.

    A postal code is never used: it has several communes. A name that does not fit the code is only told.
    """
    code_field, name_field = fields
    code, name = as_insee(reader.cell(row, code_field)), reader.line(row, name_field)
    if not code:
        if name:
            message = "Sans code Insee, cette commune n’est pas reprise."
            reader.remarks.warning(row.number, name_field, name, message)
        return None
    present = communes.present(code)
    if present is None:
        reader.remarks.error(row.number, code_field, code, "Aucune commune n’a ce code Insee.")
        return None
    if name and not communes.is_named(code, name):
        message = f"Le code Insee {code} est celui de {present.name} : c’est lui qui est gardé."
        reader.remarks.warning(row.number, name_field, name, message)
    return present.code


def read_place(row: TableRow, reader: RowReader, channel: str, commune: str | None) -> PlannedPlace | None:
    """The place of the activity, or None, saying why when the file names one."""
    name, address = reader.line(row, "place_name"), reader.line(row, "place_address")
    if channel != Channel.LIEU_ACTIVITE:
        if name and channel:
            message = "Ce canal n’est pas « Lieu d’activité » : le nom du lieu n’est pas repris."
            reader.remarks.warning(row.number, "place_name", name, message)
        return None
    if not name:
        reader.remarks.warning(
            row.number, "place_name", "", "Le lieu n’est pas nommé : l’activité est gardée sans lieu."
        )
        return None
    if len(name) > MAX_NAME:
        reader.remarks.error(row.number, "place_name", name, "Ce nom de lieu dépasse 200 signes : raccourcissez-le.")
    if len(address) > MAX_ADDRESS:
        reader.remarks.error(
            row.number, "place_address", address, "Cette adresse dépasse 250 signes : raccourcissez-la."
        )
    if commune is None:
        message = "Sans code Insee, ce lieu ne peut pas être créé : l’activité est gardée sans lieu."
        reader.remarks.warning(row.number, "place_name", name, message)
        return None
    postal_code = as_insee(reader.cell(row, "postal_code"))
    return PlannedPlace(name, address, postal_code if re.fullmatch(r"\d{5}", postal_code) else "", commune)
