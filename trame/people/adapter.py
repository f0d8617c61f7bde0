"""How django-allauth behaves here."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import reverse

from .addresses import absolute
from .models import User
from .reauthentication import signed_in_recently

# The ways to prove again that it is you, as a link says them.
PROOFS = {
    "reauthenticate": "Taper mon mot de passe",
    "mfa_reauthenticate": "Taper un code de mon application, ou de secours",
    "mfa_reauthenticate:webauthn": "Utiliser une clé d’accès",
}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by an invitation or by the administrator of the machine, never by a stranger."""
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """One rule for the whole site; django-allauth's own asks nothing of an account without password."""
        return not signed_in_recently(self.request)

    def get_reauthentication_methods(self, user: User | AnonymousUser) -> list[dict[str, Any]]:
        """Its own (password, second factor), and a code by e-mail unless the account has a second factor."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        methods = [method | {"description": PROOFS[method["id"]]} for method in methods]
        if any(method["id"].startswith("mfa") for method in methods) or not user.is_authenticated:
            return methods
        by_code = {
            "id": "code",
            "description": "Recevoir un code par e-mail",
            "url": reverse("account_reauthenticate_by_code"),
        }
        return [*methods, by_code]

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Wrong passwords are counted by django-axes (sign_in_limits.py), with a page that says what to do."""

    def send_notification_mail(
        self, template_prefix: str, user: User, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """To the account's address, which django-allauth's own table may not hold."""
        super().send_notification_mail(template_prefix, user, context, email or user.email)

    def get_reset_password_from_key_url(self, key: str) -> str:
        """On SITE_URL when it is set, so that a forged host is not written in the e-mail."""
        uid, _, token = key.partition("-")
        return absolute(self.request, reverse("account_reset_password_from_key", args=[uid, token]))

    def reauthenticate(self, user: User, password: str) -> bool:
        """Whether this is her password; an account made by an invitation has no address in django-allauth's table."""
        found = self.authenticate(self.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk
