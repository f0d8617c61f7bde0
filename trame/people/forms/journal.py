"""What one looks for in the journal of a structure."""

import datetime as dt

from django import forms

from trame.people.journal import Family
from trame.people.journal_listing import Filters

FIRST_YEAR = 2000
UNREADABLE = "Cette date ne se lit pas : tapez par exemple 03/03/2026."
FORMATS = ["%Y-%m-%d", "%d/%m/%Y"]


def _day(label: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        input_formats=FORMATS,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": UNREADABLE},
    )


class JournalForm(forms.Form):
    """All optional; what cannot be read limits nothing, and is said beside its field."""

    nature = forms.ChoiceField(
        label="Quelles actions",
        required=False,
        choices=[("", "Toutes"), *Family.choices],
        error_messages={"invalid_choice": "Cette sorte d’action n’existe pas : choisissez dans la liste."},
    )
    du = _day("Du")
    au = _day("Au")

    def clean(self) -> None:
        start, end = self.cleaned_data.get("du"), self.cleaned_data.get("au")
        for name in ("du", "au"):
            day = self.cleaned_data.get(name)
            if day and not FIRST_YEAR <= day.year < 2100:
                self.add_error(name, UNREADABLE)
        if start and end and end < start:
            self.add_error("au", "La période finit avant d’avoir commencé : changez l’une des deux dates.")

    @property
    def filters(self) -> Filters:
        """What could be read."""
        self.is_valid()
        said: dict[str, str | dt.date | None] = self.cleaned_data
        return Filters(family=str(said.get("nature") or ""), start=self._read("du"), end=self._read("au"))

    def _read(self, name: str) -> dt.date | None:
        day = self.cleaned_data.get(name)
        return day if isinstance(day, dt.date) else None

    def query(self) -> dict[str, str]:
        """What the address says, without what is empty."""
        return {name: self.data[name] for name in self.fields if self.data.get(name)}
