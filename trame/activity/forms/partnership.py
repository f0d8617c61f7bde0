"""A partenariat: its nature, and one line per structure it is made with."""

from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.forms.utils import ErrorDict
from django.http import QueryDict

from trame.reference.nomenclatures import PARTNER_TYPES, Kind, PartnershipNature, TerritorialLevel

from ..entry import PartnerSaid
from ..models import Partner
from ..models.coordination import MAX_PARTNERS
from ..rules.coordination import MISSING
from .coordination import NOT_IN_THE_LIST, CoordinationForm, one_of, some_of, words

LINES_AT_FIRST = 2
LINES_MORE = 2
MORE = "more_partners"
PARTS = ("name", "type", "type_other")
TYPES = [("", "Choisissez"), *((member.value, str(member.label)) for member in PARTNER_TYPES)]


def control(line: int, part: str) -> str:
    """« partner_1_name »: the control of a line, numbered from 1."""
    return f"partner_{line}_{part}"


def initial_of(partners: list[Partner]) -> dict[str, Any]:
    """The lines of partners already recorded."""
    return {
        control(line, part): getattr(partner, part) for line, partner in enumerate(partners, start=1) for part in PARTS
    }


@dataclass(frozen=True)
class Line:
    """The bound fields of one structure."""

    number: int
    name: forms.BoundField
    type: forms.BoundField
    type_other: forms.BoundField


class PartnershipForm(CoordinationForm):
    """Without a script, « Ajouter une structure » sends the form back with more lines, and nothing is saved."""

    kind = Kind.PARTENARIAT
    template = "activity/record/partnership.html"
    when_hint = "Le jour où il a commencé."
    own = ("partnership_natures", "partnership_nature_other", "territorial_level")
    field_order = (
        "client_uuid", "membership_id", "title", "partnership_natures", "partnership_nature_other", "day", "date",
    )  # fmt: skip

    title = words("Nom du partenariat")
    partnership_natures = some_of("Quelle nature", PartnershipNature, MISSING["partnership_natures"])
    partnership_nature_other = words("Laquelle")
    territorial_level = one_of("Échelon territorial", TerritorialLevel)

    def _leave_out(self, off: set[str]) -> None:
        super()._leave_out(off)
        self.lines = self._lines()
        for line in range(1, self.lines + 1):
            self.fields[control(line, "name")] = words("Nom", **{"data-partner-name": ""})
            self.fields[control(line, "type")] = forms.ChoiceField(
                label="Ce qu’elle est", required=False, choices=TYPES, error_messages=NOT_IN_THE_LIST
            )
            self.fields[control(line, "type_other")] = words("Précisez")
        if self.asks_for_more:
            added = max(1, self.lines - LINES_MORE + 1)
            self.fields[control(added, "name")].widget.attrs["autofocus"] = True

    def _lines(self) -> int:
        """How many are shown: those sent (and more when asked for), or those known, two at least."""
        said = cast("QueryDict | dict[str, Any]", self.data if self.is_bound else self.initial)
        numbers = range(1, MAX_PARTNERS + 1)
        last = max((line for line in numbers if any(control(line, part) in said for part in PARTS)), default=0)
        return min(max(last + (LINES_MORE if self.asks_for_more else 0), LINES_AT_FIRST), MAX_PARTNERS)

    @property
    def asks_for_more(self) -> bool:
        return MORE in self.data

    @property
    def may_have_more(self) -> bool:
        return self.lines < MAX_PARTNERS

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound and self.asks_for_more:  # it is not being sent yet: nothing is wrong so far
            self._errors = ErrorDict()

    @property
    def partner_lines(self) -> list[Line]:
        return [Line(line, *(self[control(line, part)] for part in PARTS)) for line in range(1, self.lines + 1)]

    def _filled(self) -> list[int]:
        """The lines where something is said; the others are left out."""
        numbers = range(1, self.lines + 1)
        return [line for line in numbers if any(self._said_in(line, part) for part in PARTS)]

    def _said_in(self, line: int, part: str) -> bool:
        name = control(line, part)
        return self.has_error(name) or bool(str(self.cleaned_data.get(name, "")).strip())

    def _coordination(self) -> dict[str, Any]:
        partners = tuple(
            PartnerSaid(**{part: self.cleaned_data.get(control(line, part), "") for part in PARTS})
            for line in self._filled()
        )
        return super()._coordination() | {"partners": partners}

    def place_of_problem(self, key: str) -> str | None:
        """The rules number the partners said; here, empty lines may lie between them."""
        if key == "partners":
            return control(1, "name")
        for rank, line in enumerate(self._filled(), start=1):
            for part in PARTS:
                if key == control(rank, part):
                    return control(line, part)
        return super().place_of_problem(key)

    @property
    def partners_said(self) -> int:
        """How many structures are named, for the save bar, before any script."""
        return sum(bool(str(line.name.value() or "").strip()) for line in self.partner_lines)
