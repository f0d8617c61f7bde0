"""Forms of the sign-in page: django-allauth's, and a box that says whether this device is to be remembered."""

from typing import Any

from allauth.account.forms import LoginForm, RequestLoginCodeForm
from allauth.core import context
from django import forms

from trame.people.security import REMEMBER_KEY


class RememberField(forms.BooleanField):
    def __init__(self) -> None:
        super().__init__(
            label="Rester connecté·e 30\u00a0jours sur cet appareil",
            help_text="Laissez vide sur un ordinateur partagé.",
            required=False,
        )


class RequestCodeForm(RequestLoginCodeForm):  # type: ignore[misc]
    """The box is kept in the session: the code is typed on another page."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["remember"] = RememberField()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        context.request.session[REMEMBER_KEY] = cleaned["remember"]
        return cleaned


class PasswordForm(LoginForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["remember"] = RememberField()
