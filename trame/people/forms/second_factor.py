"""Forms of the second factor: django-allauth's, in French, and keys that always sign in alone."""

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
    _BaseAddWebAuthnForm,
)
from django import forms

ASK_KEY = "Demandez d’abord votre clé d’accès avec le bouton."


def code_field(label: str, missing: str) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"})
    return forms.CharField(label=label, error_messages={"required": missing}, widget=widget)


class ActivateApplicationForm(ActivateTOTPForm):  # type: ignore[misc]
    code = code_field("Code à 6 chiffres de l’application", "Tapez le code que montre l’application.")


class SecondFactorForm(AuthenticateForm):  # type: ignore[misc]
    code = code_field("Code de l’application, ou code de secours", "Tapez le code que montre l’application.")


class ProveAgainForm(ReauthenticateForm):  # type: ignore[misc]
    code = code_field("Code de l’application, ou code de secours", "Tapez le code que montre l’application.")


class PasskeyNameField(forms.CharField):
    def __init__(self) -> None:
        super().__init__(
            label="Nom de la clé",
            max_length=60,
            help_text="Pour la reconnaître dans la liste, par exemple «\u202fTéléphone du travail\u202f».",
            error_messages={"required": "Donnez un nom à la clé."},
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        )


class WholeAnswer:
    """An answer that no browser makes, with a part missing or of another kind, is a wrong one, not a failure."""

    def clean_credential(self) -> Authenticator:
        try:
            return super().clean_credential()  # type: ignore[misc]
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise get_adapter().validation_error("incorrect_code") from error


class EnterByKeyForm(WholeAnswer, LoginWebAuthnForm):  # type: ignore[misc]
    pass


class SecondFactorByKeyForm(WholeAnswer, AuthenticateWebAuthnForm):  # type: ignore[misc]
    pass


class ProveAgainByKeyForm(WholeAnswer, ReauthenticateWebAuthnForm):  # type: ignore[misc]
    pass


class AddPasskeyForm(_BaseAddWebAuthnForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = PasskeyNameField()
        self.fields["credential"].error_messages["required"] = ASK_KEY

    def clean(self) -> dict[str, Any]:
        try:
            cleaned: dict[str, Any] = super().clean()
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise get_adapter().validation_error("incorrect_code") from error
        return cleaned


class RenamePasskeyForm(EditWebAuthnForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = PasskeyNameField()
