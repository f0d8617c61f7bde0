"""Forms of « Confirmer que c’est vous »."""

from collections.abc import Callable
from typing import Any

from django import forms


class EmailedCodeForm(forms.Form):
    """`check(typed)` says whether the code is the one sent."""

    code = forms.CharField(
        label="Code reçu par e-mail",
        error_messages={"required": "Tapez le code reçu par e-mail."},
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "characters"}),
    )

    def __init__(self, *args: Any, check: Callable[[str], bool], **kwargs: Any) -> None:
        self.check = check
        super().__init__(*args, **kwargs)

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if not self.check(code):
            raise forms.ValidationError(
                "Ce n’est pas le code envoyé, ou il ne sert plus. Vérifiez-le, ou demandez-en un autre."
            )
        return code
