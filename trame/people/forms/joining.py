"""Forms of joining: invite, answer an invitation, open an account and its structure."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password

from trame.people.models import Role, User
from trame.people.services.invitations import Newcomer
from trame.people.services.organisations import SignUp, refuse_known
from trame.ui.forms import ChipRadio

from .settings import OrganisationFields

ROLE_HINT = (
    "Médiateur·rice : enregistre, et voit les personnes suivies. Responsable : voit les chiffres et les activités "
    "sans les noms, et s’occupe de l’équipe. Une personne peut être les deux."
)


def email_field(label: str, **options: Any) -> forms.EmailField:
    return forms.EmailField(
        label=label,
        max_length=254,
        error_messages={
            "required": "Indiquez l’adresse électronique.",
            "invalid": "Cette adresse n’est pas complète : elle s’écrit comme prenom.nom@structure.fr.",
        },
        widget=forms.EmailInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        **options,
    )


def _name_field(label: str, autocomplete: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=100,
        error_messages={"required": f"Indiquez votre {label.lower()}."},
        widget=forms.TextInput(attrs={"autocomplete": autocomplete}),
    )


class InviteForm(forms.Form):
    """An address and a role: the organisation is that of the page, never of the form."""

    email = email_field("Adresse électronique")
    role = forms.ChoiceField(
        label="Rôle",
        choices=[(role.value, str(role.label).capitalize()) for role in Role],
        initial=Role.MEDIATOR.value,
        widget=ChipRadio,
        help_text=ROLE_HINT,
        error_messages={"required": "Choisissez un rôle.", "invalid_choice": "Choisissez un des rôles proposés."},
    )

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()

    @property
    def role_chosen(self) -> Role:
        return Role(self.cleaned_data["role"])


class NewcomerForm(forms.Form):
    """Who answers an invitation without an account; her address is that of the invitation."""

    first_name = _name_field("Prénom", "given-name")
    last_name = _name_field("Nom", "family-name")
    password = forms.CharField(
        label="Mot de passe",
        required=False,
        max_length=200,
        strip=False,
        help_text="Douze caractères au moins. Sans mot de passe, vous vous connectez par un code reçu par e-mail.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        self.email = email
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("password"):
            user = User(email=self.email, first_name=said.get("first_name", ""), last_name=said.get("last_name", ""))
            try:
                validate_password(said["password"], user)
            except forms.ValidationError as error:
                self.add_error("password", error)
        return said

    @property
    def newcomer(self) -> Newcomer:
        """What was typed, once the form is valid."""
        return Newcomer(**self.cleaned_data)


class SignUpForm(OrganisationFields):
    """Who opens an account alone, and her structure, which must not be in Trame already."""

    already_there = "Cette structure est déjà dans Trame : demandez une invitation à son responsable."

    first_name = _name_field("Prénom", "given-name")
    last_name = _name_field("Nom", "family-name")
    email = email_field(
        "Adresse électronique", help_text="Vous y recevrez un code, maintenant puis à chaque connexion."
    )

    person = ("first_name", "last_name", "email")
    structure = ("name", "commune", "siret", "rna")
    field_order = person + structure

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()

    def clean(self) -> dict[str, Any]:
        if not self.errors:
            try:
                refuse_known(self.details)
            except forms.ValidationError as error:
                self.add_error("rna" if self.cleaned_data["rna"] else "siret", error)
        return self.cleaned_data

    @property
    def asked(self) -> SignUp:
        """What was typed, once the form is valid."""
        said = self.cleaned_data
        return SignUp(
            email=said["email"], first_name=said["first_name"], last_name=said["last_name"], details=self.details
        )

    def person_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.person]

    def structure_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.structure]


class CodeForm(forms.Form):
    """The code received; `check(typed)` says whether it is the right one."""

    code = forms.CharField(
        label="Code",
        max_length=20,
        error_messages={"required": "Tapez le code reçu par e-mail."},
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autofocus": True}),
    )

    def __init__(self, *args: Any, check: Callable[[str], bool], **kwargs: Any) -> None:
        self.check = check
        super().__init__(*args, **kwargs)

    def clean_code(self) -> str:
        typed = str(self.cleaned_data["code"])
        if not self.check(typed):
            raise forms.ValidationError("Ce code n’est pas le bon, ou n’est plus valable.")
        return typed
