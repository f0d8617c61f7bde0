"""The name of a template of records."""

from django import forms
from django.core.exceptions import ValidationError

from ..models.habit import MAX_NAME
from ..rules import Problems


class TemplateForm(forms.Form):
    use_required_attribute = False

    name = forms.CharField(
        label="Nom du modèle",
        max_length=MAX_NAME,
        help_text="Un nom que vous reconnaîtrez d’un coup d’œil, sans nom de personne.",
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={
            "required": "Donnez un nom au modèle.",
            "max_length": f"Le nom dépasse {MAX_NAME} signes : raccourcissez-le.",
        },
    )

    def add_problems(self, found: Problems) -> None:
        for sentences in found.values():
            self.add_error("name", [ValidationError(sentence) for sentence in sentences])
