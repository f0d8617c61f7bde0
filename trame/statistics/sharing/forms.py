"""The form that freezes figures: which period, which territory, under which title."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from ..masking.lattice import span_from
from ..models import MAX_TITLE
from .selection import Proposal, Selection, selection_of, spans_offered


class FreezeForm(forms.Form):
    use_required_attribute = False

    period = forms.ChoiceField(
        label="Période",
        help_text="Un mois, un trimestre ou une année civile, terminés.",
        error_messages={
            "required": "Choisissez une période.",
            "invalid_choice": "Cette période ne peut pas se partager : choisissez-en une de la liste.",
        },
    )
    territory = forms.ChoiceField(
        label="Territoire des activités",
        required=False,
        error_messages={"invalid_choice": "Ce territoire ne peut pas se partager : choisissez-en un de la liste."},
    )
    title = forms.CharField(
        label="Titre",
        max_length=MAX_TITLE,
        help_text="Qui a le lien le lit. Sans nom de personne.",
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={
            "required": "Donnez un titre à ces chiffres.",
            "max_length": f"Ce titre dépasse {MAX_TITLE} signes : raccourcissez-le.",
        },
    )

    def __init__(
        self, data: Mapping[str, Any] | None, *, proposal: Proposal, territories: Mapping[str, str], today: dt.date
    ) -> None:
        self.territories = territories
        initial = {"period": proposal.span.code, "territory": proposal.territory, "title": "Nos chiffres"}
        super().__init__(data, initial=initial)
        _field(self, "period").choices = [
            (year, [(span.code, span.label) for span in spans]) for year, spans in spans_offered(today).items()
        ]
        _field(self, "territory").choices = list(territories.items())

    def clean_title(self) -> str:
        return " ".join(str(self.cleaned_data["title"]).split())

    @property
    def selection(self) -> Selection:
        span = span_from(self.cleaned_data["period"])
        if span is None:
            raise ValidationError("the choices are periods of the lattice")
        return selection_of(span, self.cleaned_data["territory"])

    @property
    def territory_name(self) -> str:
        code = self.cleaned_data["territory"]
        return self.territories[code] if code else ""


def _field(form: forms.Form, name: str) -> forms.ChoiceField:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 (for the type checker)
    return field
