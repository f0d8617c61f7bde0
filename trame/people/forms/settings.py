"""Forms of the settings."""

from collections.abc import Mapping
from typing import Any

from django import forms

from trame.people.identifiers import clean_siret, validate_rna, validate_siret
from trame.people.models import Organisation, User
from trame.people.services import OrganisationDetails
from trame.reference.forms import CommuneField


class OrganisationForm(forms.Form):
    name = forms.CharField(
        label="Nom de la structure",
        max_length=200,
        error_messages={"required": "Indiquez le nom de la structure."},
    )
    commune = CommuneField()
    siret = forms.CharField(
        label="SIRET",
        required=False,
        max_length=20,
        help_text="14 chiffres, avec ou sans espaces.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    rna = forms.CharField(
        label="Numéro RNA",
        required=False,
        max_length=20,
        help_text="Pour une association : W suivi de 9 chiffres.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, organisation: Organisation) -> None:
        self.organisation = organisation
        initial = {name: getattr(organisation, name) for name in ("name", "siret", "rna")}
        super().__init__(data, initial=initial | {"commune": organisation.commune_id})

    def clean_siret(self) -> str:
        siret = clean_siret(self.cleaned_data["siret"])
        if not siret:
            return ""
        validate_siret(siret)
        if Organisation.objects.filter(siret=siret).exclude(pk=self.organisation.pk).exists():
            raise forms.ValidationError("Une autre structure a déjà ce SIRET dans Trame : vérifiez chaque chiffre.")
        return siret

    def clean_rna(self) -> str:
        rna = "".join(self.cleaned_data["rna"].split()).upper()
        if rna:
            validate_rna(rna)
        return rna

    @property
    def details(self) -> OrganisationDetails:
        """What was typed, once the form is valid."""
        return OrganisationDetails(**self.cleaned_data)


class AccountForm(forms.ModelForm[User]):
    class Meta:
        model = User
        fields = ("first_name", "last_name")
        widgets = {
            "first_name": forms.TextInput(attrs={"autocomplete": "given-name"}),
            "last_name": forms.TextInput(attrs={"autocomplete": "family-name"}),
        }
