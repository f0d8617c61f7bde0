"""The name of a saved view."""

from django import forms

from ..models import MAX_NAME


class ViewForm(forms.Form):
    use_required_attribute = False

    name = forms.CharField(
        label="Nom de la vue",
        max_length=MAX_NAME,
        help_text="Sans nom de personne.",
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={
            "required": "Donnez un nom à cette vue.",
            "max_length": f"Ce nom dépasse {MAX_NAME} signes : raccourcissez-le.",
        },
    )
