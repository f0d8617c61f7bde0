"""The field in which a commune is chosen, in any form."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from trame.ui.forms import Combobox
from trame.ui.typography import joined

from .communes import commune_label, commune_of_code, label_of, possible_communes
from .models import Commune

MAX_NAMED = 4


class TypedText(str):
    """What was typed without choosing in the list (no JavaScript): a name or a number, not yet a code."""


class CommuneCombobox(Combobox):
    """Keeps apart the code chosen in the list and a number typed: 29100 is a postal code here, an Insee code there."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(
            attrs, search_url_name="reference:commune_search", label_for=commune_label, list_label="Communes proposées"
        )

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        return data.get(name) or TypedText(data.get(f"{name}_text") or "")

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, None if isinstance(value, TypedText) else value, attrs)
        if isinstance(value, TypedText):
            context["widget"]["text"] = value
        return context


class CommuneField(forms.CharField):
    """Cleans to a Commune (or None when optional and empty); `initial` is an Insee code or a Commune."""

    widget = CommuneCombobox

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", "Commune")
        options.setdefault("help_text", "Son nom, son code postal ou son code Insee.")
        options.setdefault("error_messages", {"required": "Indiquez la commune : son nom ou son code postal."})
        super().__init__(**options)

    def prepare_value(self, value: Any) -> Any:
        return value.pk if isinstance(value, Commune) else value

    def to_python(self, value: Any) -> Any:
        if isinstance(value, Commune) or value in self.empty_values:
            return value or None
        if isinstance(value, TypedText):
            return self._typed(value.strip())
        if commune := commune_of_code(str(value)):
            return commune
        raise ValidationError(f"Aucune commune n’a le code Insee {value}.", code="unknown")

    def run_validators(self, value: Any) -> None:
        """A commune needs no check of length."""

    def _typed(self, text: str) -> Commune | None:
        if not text:
            return None
        found = possible_communes(text)
        if len(found) == 1:
            return found[0]
        if not found:
            raise ValidationError(
                f"Aucune commune ne répond à « {text} » : vérifiez l’orthographe, ou donnez son code postal.",
                code="unknown",
            )
        names = [label_of(commune) for commune in found[:MAX_NAMED]]
        if len(found) > MAX_NAMED:
            names.append("d’autres encore")
        raise ValidationError(
            f"« {text} » peut être {joined(names, 'ou')} : écrivez le nom et le code postal.", code="ambiguous"
        )
