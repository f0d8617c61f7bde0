"""Forms of the admin of the instance."""

from django import forms

from .joining import email_field
from .settings import OrganisationFields


class ManagerForm(forms.Form):
    """The address of the manager to invite, in a structure that has none."""

    email = email_field("Adresse électronique de son responsable")

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


class AdmitForm(OrganisationFields, ManagerForm):
    """A structure to open, and who will manage it: an invitation is sent at once."""

    field_order = ("name", "commune", "siret", "rna", "email")
