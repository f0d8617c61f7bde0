"""Form of the change of address."""

from django import forms


class EmailChangeForm(forms.Form):
    email = forms.EmailField(
        label="Nouvelle adresse e-mail",
        max_length=254,
        error_messages={
            "required": "Indiquez la nouvelle adresse.",
            "invalid": "Cette adresse n’est pas complète : il y manque peut-être le @ ou ce qui le suit.",
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email", "autocapitalize": "none"}),
    )
