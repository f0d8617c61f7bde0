"""What follows each act of security, wherever it was done: other sessions end, limits open again, the journal says it.

The messages to the owner are django-allauth's (ACCOUNT_EMAIL_NOTIFICATIONS), in our words.
"""

from typing import Any

from allauth.account import signals as account_signals
from allauth.mfa import signals as factor_signals
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.flows import did_use_passwordless_login
from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest

from . import devices, journal, sign_in_limits
from .models import User
from .services.sessions import end_other_sessions

REMEMBER_KEY = "remember_device"

ADDED = {
    Authenticator.Type.TOTP: "account.application_added",
    Authenticator.Type.WEBAUTHN: "account.passkey_added",
    Authenticator.Type.RECOVERY_CODES: "account.recovery_codes_made",
}
REMOVED = {
    Authenticator.Type.TOTP: "account.application_removed",
    Authenticator.Type.WEBAUTHN: "account.passkey_removed",
}


def connect() -> None:
    """Listen; called once, when the apps are ready."""
    user_logged_in.connect(_signed_in)
    for changed in (account_signals.password_changed, account_signals.password_set):
        changed.connect(_password_changed)
    account_signals.password_reset.connect(_password_reset)
    factor_signals.authenticator_added.connect(_factor_added)
    factor_signals.authenticator_reset.connect(_factor_added)
    factor_signals.authenticator_removed.connect(_factor_removed)


def _signed_in(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    """A key lives on one's own device: it is remembered without asking."""
    devices.begin(request)
    remember = request.session.pop(REMEMBER_KEY, False)
    if remember or did_use_passwordless_login(request, user):
        request.session.set_expiry(settings.SESSION_COOKIE_AGE)


def _password_changed(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    end_other_sessions(of=user, but=request.session.session_key)
    journal.record("account.password_changed", by=user, about=user)


def _password_reset(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    sign_in_limits.unlock(user.email)
    end_other_sessions(of=user, but=None)
    journal.record("account.password_changed", by=user, about=user)


def _factor_added(sender: Any, user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    journal.record(ADDED[authenticator.type], by=user, about=user)


def _factor_removed(sender: Any, user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    if action := REMOVED.get(authenticator.type):
        journal.record(action, by=user, about=user)
