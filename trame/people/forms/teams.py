"""Forms of a team: somebody's roles, her departure."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone

from trame.people.models import Role
from trame.ui.forms import ChipCheckbox

from .joining import ROLE_HINT


class RolesForm(forms.Form):
    roles = forms.MultipleChoiceField(
        label="Un rôle ou plusieurs",
        choices=[(role.value, str(role.label).capitalize()) for role in Role],
        widget=ChipCheckbox,
        help_text=ROLE_HINT,
        error_messages={"required": "Choisissez un rôle au moins. Pour un départ, donnez le dernier jour."},
    )

    @property
    def chosen(self) -> set[Role]:
        return {Role(code) for code in self.cleaned_data["roles"]}


class DepartureForm(forms.Form):
    last_day = forms.DateField(
        label="Dernier jour",
        help_text="L’accès s’arrête le lendemain. Pour l’arrêter tout de suite, indiquez la date d’hier.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Indiquez le dernier jour.", "invalid": "Cette date n’existe pas : vérifiez-la."},
    )

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial={"last_day": timezone.localdate()})
