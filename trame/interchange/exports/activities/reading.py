"""What a column is, and the ways to read one: a code and its label, several, a number of people, words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from django.utils import timezone

from trame.activity import coordination_words
from trame.activity.models.counters import counters_of
from trame.activity.words import COUNTER_LABELS
from trame.interchange.imports.registry import PARTNERS
from trame.reference.nomenclatures import Kind, Nomenclature
from trame.ui.sheets.streaming import Value

from .lines import Line

Read = Callable[[Line], Value]
BETWEEN = " | "
NUMBER, SHORT, LONG = 12, 18, 32  # widths, in characters


@dataclass(frozen=True, kw_only=True)
class Column:
    """`code`: the same for ever, whatever becomes of its heading. `codes` reads the same thing as stable codes.

    `meaning`: one line of the sheet « À propos », where the heading does not say enough.
    """

    code: str
    heading: str
    read: Read
    meaning: str = ""
    width: int = SHORT
    codes: Read | None = None


@cache
def _labels(nomenclature: type[Nomenclature]) -> dict[str, str]:
    return {str(member.value): str(member.label) for member in nomenclature}


def _said(values: Any, nomenclature: type[Nomenclature], other: str = "") -> str:
    """The labels of one code or several; what was typed beside « Autre » follows it."""
    codes: Sequence[str] = [values] if isinstance(values, str) else values
    labels = _labels(nomenclature)
    typed = {coordination_words.OTHER: f"{labels.get(coordination_words.OTHER)} : {other}"} if other else {}
    return BETWEEN.join(typed.get(code) or labels.get(code, code) for code in codes if code)


def _coded(values: Any) -> str:
    return values if isinstance(values, str) else BETWEEN.join(values)


def choice(field: str, heading: str, nomenclature: type[Nomenclature], meaning: str = "", width: int = SHORT) -> Column:
    """One code or several that the activity says."""
    return Column(
        code=field,
        heading=heading,
        read=lambda line: _said(getattr(line.activity, field), nomenclature),
        codes=lambda line: _coded(getattr(line.activity, field)),
        meaning=meaning,
        width=width,
    )


def of_coordination(field: str, heading: str, nomenclature: type[Nomenclature], other: str = "") -> Column:
    """One code or several that the details of coordination say; `other`: the field of what stands beside « Autre »."""

    def read(line: Line) -> str:
        said = coordination_words.details_of(line.activity)
        return _said(getattr(said, field), nomenclature, getattr(said, other) if other else "") if said else ""

    def codes(line: Line) -> str:
        said = coordination_words.details_of(line.activity)
        return _coded(getattr(said, field)) if said else ""

    return Column(code=field, heading=heading, read=read, codes=codes, width=LONG)


def met(field: str, heading: str) -> Column:
    """A number of people or structures of coordination."""

    def read(line: Line) -> int | None:
        said = coordination_words.details_of(line.activity)
        return getattr(said, field) if said else None

    return Column(code=f"coordination_{field}", heading=heading, read=read, width=NUMBER)


def text(field: str, heading: str, meaning: str = "", width: int = LONG) -> Column:
    return Column(
        code=field, heading=heading, read=lambda line: getattr(line.activity, field), meaning=meaning, width=width
    )


def minutes(field: str, heading: str, meaning: str = "") -> Column:
    return text(field, f"{heading} (minutes)", meaning, NUMBER)


def moment(field: str, heading: str) -> Column:
    """A moment as clocks on the wall say it, which is all that spreadsheets know."""
    return Column(
        code=field,
        heading=heading,
        read=lambda line: timezone.localtime(getattr(line.activity, field)).replace(tzinfo=None, microsecond=0),
    )


def _is_coordination(line: Line) -> bool:
    return Kind(line.activity.kind).of_coordination


def people(code: str, heading: str, count: Callable[[Line], int], meaning: str = "") -> Column:
    """A number of participants: coordination, which has none of its own, says nothing."""
    return Column(
        code=code,
        heading=heading,
        read=lambda line: None if _is_coordination(line) else count(line),
        meaning=meaning,
        width=NUMBER,
    )


def participants(line: Line) -> int:
    return line.activity.anonymous_total + len(line.attendances)


def counters(dimension: str, unknown: str) -> list[Column]:
    """A column per code of the dimension, and one for who said nothing."""
    asked = counters_of(dimension)
    known = [(counter.dimension, counter.code) for counter in asked]
    said = [
        people(
            f"participants_{dimension}_{one.code}",
            COUNTER_LABELS[one.field],
            partial(lambda key, line: line.counted[key], (one.dimension, one.code)),
        )
        for one in asked
    ]
    rest = people(
        f"participants_{dimension}_non_renseigne",
        unknown,
        lambda line: participants(line) - sum(line.counted[key] for key in known),
    )
    return [*said, rest]


def place(line: Line) -> str:
    return line.activity.place.name if line.activity.place else ""


def commune(line: Line) -> str:
    return line.activity.commune.name if line.activity.commune else ""


def epci(line: Line) -> str:
    where = line.activity.commune
    return where.epci.name if where and where.epci else ""


def redirected(line: Line) -> str:
    return {True: "Oui", False: "Non", None: ""}[line.activity.redirected]


def source(line: Line) -> str:
    known = PARTNERS.get(line.activity.source)
    return known.label if known else line.activity.source


def unmapped(line: Line) -> str:
    said = line.activity.unmapped_labels.items()
    return BETWEEN.join(f"{column} : {label}" for column, labels in said for label in labels)


def procedure_codes(line: Line) -> str:
    parts = ("domain", "operator", "manner", "mandate", "outcome", "blocking")
    said = (",".join(getattr(one, part) for part in parts) for one in line.procedures)
    return BETWEEN.join(said)


def partners(line: Line) -> str:
    return BETWEEN.join(f"{one.name} ({coordination_words.partner_type(one)})" for one in line.partners)
