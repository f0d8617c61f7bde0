"""Lines of a COPY in text format, for the columns of a model."""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from itertools import count

from django.db import models

NULL = r"\N"


class Lines:
    """Lines of one table, waiting to be copied: the columns named vary, all the others keep the model's default."""

    def __init__(self, model: type[models.Model], varying: str) -> None:
        fields = {str(field.column): field for field in model._meta.concrete_fields}
        first = varying.split()
        others = [column for column in fields if column not in first]
        self.model = model
        self.table = model._meta.db_table
        self.columns: Sequence[str] = [*first, *others]
        self.end = "".join(f"\t{default(fields[column])}" for column in others) + "\n"
        self.sequence = f"{self.table}_id_seq" if first[0] == "id" else ""
        self.ids = count(1)
        self.waiting: list[str] = []
        self.written = 0

    def add(self, values: str) -> int:
        """Values of the varying columns after the first, which is the id: given here, and returned."""
        number = next(self.ids)
        self.waiting.append(f"{number}\t{values}{self.end}")
        return number

    def add_as(self, number: int, values: str) -> None:
        """The same, of a row whose id is another's."""
        self.waiting.append(f"{number}\t{values}{self.end}")


def default(field: "models.Field[object, object]") -> str:
    """The text of the value that the model gives when nothing is said. ValueError when that value is never twice the
    same: such a column must vary."""
    value = field.get_default()
    if isinstance(value, uuid.UUID | dt.datetime) or getattr(field, "auto_now", False):
        raise ValueError(f"{field.column} is never twice the same")
    if value is None:
        return NULL if field.null else ""
    return "{}" if value in ([], {}) else str(value)


def array(codes: Iterable[str]) -> str:
    return "{" + ",".join(codes) + "}"
