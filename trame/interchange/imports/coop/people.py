"""Who was there: named rows → people, « Bénéficiaire anonyme » rows → counters."""

from collections import Counter
from dataclasses import dataclass, field

from trame.interchange.imports.communes import KnownCommunes
from trame.interchange.imports.plan import PlannedPerson
from trame.reference.search import search_key

from .grouping import Group
from .mapping import ANONYMOUS
from .places import read_commune
from .reader import TableRow
from .row_reader import RowReader

MAX_NAME = 200
NOT_STATED = "non_communique"
TWICE = "Cette personne figure deux fois dans ce CRA : elle est comptée une fois par son nom, une fois sans nom."


@dataclass
class Participants:
    """The named people, each once, and the counters of the others (fields of the activity → numbers)."""

    people: list[PlannedPerson] = field(default_factory=list)
    anonymous_total: int = 0
    anonymous: Counter[str] = field(default_factory=Counter)
    residences: Counter[str] = field(default_factory=Counter)

    def add_anonymous(self, person: PlannedPerson) -> None:
        self.anonymous_total += 1
        axes = {"gender": person.gender, "age": person.age_band, "status": person.status}
        if person.residence:
            self.residences[person.residence] += 1
        self.anonymous.update(f"anonymous_{axis}_{code}" for axis, code in axes.items() if code)


def read_participants(group: Group, reader: RowReader, communes: KnownCommunes) -> Participants:
    """Everybody on the rows of one CRA; the total is the number of rows, whatever is found."""
    present = Participants()
    known: set[tuple[str, str]] = set()
    for row in group.rows:
        person = _person(row, reader, communes)
        if search_key(person.label) == ANONYMOUS:
            present.add_anonymous(person)
        elif person.identity in known:
            reader.remarks.warning(row.number, "person", person.label, TWICE)
            present.add_anonymous(person)
        else:
            known.add(person.identity)
            present.people.append(person)
    return present


def _person(row: TableRow, reader: RowReader, communes: KnownCommunes) -> PlannedPerson:
    label = reader.line(row, "person")
    if len(label) > MAX_NAME:
        reader.remarks.error(row.number, "person", label, "Ce nom dépasse 200 signes : raccourcissez-le.")
    return PlannedPerson(
        label=label,
        residence=read_commune(row, reader, communes, fields=("residence", "residence_name")) or "",
        gender=_stated(reader.code(row, "gender")),
        age_band=_stated(reader.code(row, "age_band")),
        status=_stated(reader.code(row, "status")),
    )


def _stated(code: str) -> str:
    return "" if code == NOT_STATED else code
