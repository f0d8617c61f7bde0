"""Second facteur: how django-allauth's part behaves here, and who must have one."""

import base64
import hashlib
from collections.abc import Callable
from typing import Any

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from .devices import describe
from .models import User

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "Ce n’est pas le bon code, ou il a déjà servi. Prenez le suivant, ou une autre clé.",
        "unreadable": "Le double facteur de ce compte n’est plus lisible : demandez à qui administre l’instance.",
        "cannot_generate_recovery_codes": "Activez d’abord une application ou une clé d’accès.",
    }

    def encrypt(self, text: str) -> str:
        """The secret shared with the application, as the database keeps it: a copy of the base opens no account."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return _cipher().decrypt(encrypted_text.encode()).decode()
        except InvalidToken as error:  # SECRET_KEY was changed: better a closed door than a secret that all can guess
            raise self.validation_error("unreadable") from error

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        """A first name for a key: the browser that made it."""
        return describe(context.request.META.get("HTTP_USER_AGENT", ""))

    def _get_site_name(self) -> str:
        return "Trame"


class RequireFromAdmins:
    """Who administers the instance has a second factor before anything else, when MFA_REQUIRED_FOR_ADMIN says so."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: Any, kwargs: Any) -> HttpResponse | None:
        user = request.user
        if not (getattr(settings, "MFA_REQUIRED_FOR_ADMIN", False) and isinstance(user, User) and user.is_admin):
            return None
        if not getattr(view, "login_required", True) or _is_about_signing_in(request) or has_second_factor(user):
            return None
        messages.info(request, "Ce compte administre l’instance : activez d’abord un double facteur.")
        return redirect("mfa_index")


def has_second_factor(user: User) -> bool:
    found: bool = Authenticator.objects.filter(user=user, type__in=FACTORS).exists()
    return found


def _is_about_signing_in(request: HttpRequest) -> bool:
    match = request.resolver_match
    return bool(match and (match.url_name or "").startswith(("account_", "mfa_")) and not match.namespace)


def _cipher() -> MultiFernet:
    """From SECRET_KEY; SECRET_KEY_FALLBACKS still read what they wrote."""
    return MultiFernet([Fernet(_key(secret)) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _key(secret: str) -> bytes:
    return base64.urlsafe_b64encode(hashlib.sha256(b"trame.people.second_factor:" + secret.encode()).digest())
