"""The partners whose files Trame brings in."""

from collections.abc import Callable
from dataclasses import dataclass

from .coop.plan import read_plan
from .coop.reader import read_table
from .plan import Plan


@dataclass(frozen=True)
class Partner:
    """`read(content)` gives the Plan of a file, or raises ui.sheets.SheetRefused; it reads reference data only.

    `recognise(content)` raises as `read` does, sooner: is it the right file at all?
    """

    code: str
    label: str
    where_to_find: str
    recognise: Callable[[bytes], object]
    read: Callable[[bytes], Plan]


PARTNERS: dict[str, Partner] = {
    "coop": Partner(
        code="coop",
        label="La Coop de la médiation numérique",
        where_to_find="Dans La Coop : « Mes activités », puis « Exporter », puis le format Excel.",
        recognise=read_table,
        read=read_plan,
    ),
}
