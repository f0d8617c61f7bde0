"""Two files side by side: for each thing that differs, whose word stays."""

import uuid
from typing import Any, cast

from django import forms

from trame.reference.nomenclatures import AgeBand, Status, stated
from trame.ui.forms import ChipRadio
from trame.ui.typography import date_long

from .. import phones
from ..models import Beneficiary
from ..services import version_of
from ..services.merging import Side, differing
from ..typed import Mistyped
from ..words import COUNTER_LABELS, GENDERS
from .fields import IdentityField
from .version import SeenVersion

LABELS = {
    "pseudonym": "Pseudonyme",
    "name": "Nom et prénom",
    "phone": "Téléphone",
    "email": "Adresse électronique",
    "gender": "Genre",
    "birth_year": "Année de naissance",
    "age_band": "Tranche d’âge",
    "status": "Statut",
    "residence_id": "Commune de résidence",
    "purpose": "Pourquoi la suivre",
    "informed_on": "Informée le",
    "follow_until": "Suivie jusqu’au",
    "referent_id": "Référent·e",
}
EMPTY = "rien"


class MergeForm(forms.Form):
    """A choice for each field that differs; what only one file says is proposed. After `is_valid()`: `choices`."""

    use_required_attribute = False

    client_uuid = IdentityField(widget=forms.HiddenInput, required=False)
    kept_version = SeenVersion()
    merged_version = SeenVersion()

    def __init__(self, data: Any = None, *, kept: Beneficiary, merged: Beneficiary) -> None:
        self.differing = differing(kept, merged)
        versions = {"kept_version": version_of(kept), "merged_version": version_of(merged)}
        super().__init__(data, initial={"client_uuid": uuid.uuid4()} | versions)
        for name in self.differing:
            only_other = not getattr(kept, name) and bool(getattr(merged, name))
            self.fields[name] = forms.ChoiceField(
                label=LABELS[name],
                choices=[("kept", value_said(kept, name)), ("merged", value_said(merged, name))],
                initial="merged" if only_other else "kept",
                widget=ChipRadio,
                error_messages={
                    "required": "Choisissez ce qui reste.",
                    "invalid_choice": "Choisissez une des deux réponses.",
                },
            )

    @property
    def choices(self) -> dict[str, Side]:
        return {name: cast(Side, self.cleaned_data[name]) for name in self.differing}

    @property
    def seen(self) -> tuple[str, str]:
        return self.cleaned_data["kept_version"], self.cleaned_data["merged_version"]


def value_said(person: Beneficiary, name: str) -> str:
    """What a file says of one thing, in words. Reads `residence` and `referent`."""
    value = getattr(person, name)
    if value in ("", None):
        return EMPTY
    if name == "phone":
        return phones.shown(value)
    if name in ("informed_on", "follow_until"):
        return date_long(value)
    if name in ("residence_id", "referent_id"):
        return str(getattr(person, name.removesuffix("_id")))
    said = {
        "gender": GENDERS,
        "age_band": {
            code: COUNTER_LABELS[f"anonymous_age_{code}"] for code in (band.value for band in stated(AgeBand))
        },
        "status": {status.value: str(status.label) for status in stated(Status)},
    }
    return said.get(name, {}).get(value, str(value))


class OtherFileForm(forms.Form):
    """The other file of the same person, by her name or pseudonym."""

    use_required_attribute = False

    person = forms.CharField(
        label="L’autre fiche",
        help_text="Son pseudonyme, ou son nom si vous l’avez noté.",
        widget=forms.TextInput({"autocomplete": "off", "maxlength": 250}),
        error_messages={"required": "Tapez le pseudonyme ou le nom de l’autre fiche."},
    )

    def refuse(self, why: Mistyped) -> None:
        self.add_error("person", str(why))
