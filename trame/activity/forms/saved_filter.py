"""The name of saved filters."""

from django import forms
from django.core.exceptions import ValidationError

from ..models.habit import MAX_NAME
from ..rules import Problems


class SavedFilterForm(forms.Form):
    """`query`: the filters of the address, read again before they are kept."""

    use_required_attribute = False

    query = forms.CharField(widget=forms.HiddenInput, required=False, max_length=10_000)
    name = forms.CharField(
        label="Nom",
        max_length=MAX_NAME,
        help_text="Sans nom de personne.",
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={
            "required": "Donnez un nom à ces filtres.",
            "max_length": f"Ce nom dépasse {MAX_NAME} signes : raccourcissez-le.",
        },
    )

    def add_problems(self, found: Problems) -> None:
        for sentences in found.values():
            self.add_error("name", [ValidationError(sentence) for sentence in sentences])
