"""Forms of the settings."""

from collections.abc import Mapping
from typing import Any

from django import forms

from trame.people.identifiers import clean_siret, validate_rna, validate_siret
from trame.people.models import Organisation, User
from trame.people.services import OrganisationDetails
from trame.reference.forms import CommuneField


class OrganisationFields(forms.Form):
    """What an organisation says of itself; `own_pk` is its own key, None for one that is not written yet."""

    own_pk: int | None = None
    already_there = "Une autre structure a déjà ce SIRET dans Trame : vérifiez chaque chiffre."

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

    def clean_siret(self) -> str:
        siret = clean_siret(self.cleaned_data["siret"])
        if not siret:
            return ""
        validate_siret(siret)
        found = Organisation.objects.filter(siret=siret).first()
        if found is not None and found.pk != self.own_pk:
            raise forms.ValidationError(self.already_there)
        return siret

    def clean_rna(self) -> str:
        rna = "".join(self.cleaned_data["rna"].split()).upper()
        if rna:
            validate_rna(rna)
        return rna

    @property
    def details(self) -> OrganisationDetails:
        """What was typed, once the form is valid."""
        said = self.cleaned_data
        return OrganisationDetails(name=said["name"], commune=said["commune"], siret=said["siret"], rna=said["rna"])


class OrganisationForm(OrganisationFields):
    """The details of an organisation, for its managers."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, organisation: Organisation) -> None:
        self.own_pk = organisation.pk
        initial = {name: getattr(organisation, name) for name in ("name", "siret", "rna")}
        super().__init__(data, initial=initial | {"commune": organisation.commune_id})


class AccountForm(forms.ModelForm[User]):
    class Meta:
        model = User
        fields = ("first_name", "last_name")
        widgets = {
            "first_name": forms.TextInput(attrs={"autocomplete": "given-name"}),
            "last_name": forms.TextInput(attrs={"autocomplete": "family-name"}),
        }
