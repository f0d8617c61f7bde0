"""A short code sent by e-mail to prove again that it is you: valid ten minutes, three tries, kept as a digest."""

import secrets
import time
from typing import Any

from allauth.account import app_settings as account_settings
from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from allauth.core.internal.cryptokit import normalize_user_code
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from .models import User

SESSION_KEY = "people_emailed_code"
TRIES = 3


def send(request: HttpRequest, user: User) -> bool:
    """Send a new code, in place of any other; False when too many were asked in a minute."""
    if not ratelimit.consume(request, action="request_login_code", key=user.email):
        return False
    code = get_adapter().generate_login_code()
    request.session[SESSION_KEY] = {"digest": _digest(code, user), "at": time.time(), "tries": 0}
    get_adapter().send_mail("account/email/confirmation_code", user.email, {"code": code})
    return True


def is_waiting(request: HttpRequest) -> bool:
    """Whether a code was sent that may still be typed."""
    return _state(request) is not None


def check(request: HttpRequest, user: User, typed: str) -> bool:
    """Whether `typed` is the code sent; a right code serves once, the third wrong one ends it."""
    state = _state(request)
    request.session.pop(SESSION_KEY, None)
    if state is None:
        return False
    if secrets.compare_digest(state["digest"], _digest(typed, user)):
        return True
    if state["tries"] + 1 < TRIES:
        request.session[SESSION_KEY] = state | {"tries": state["tries"] + 1}
    return False


def _state(request: HttpRequest) -> dict[str, Any] | None:
    state: dict[str, Any] | None = request.session.get(SESSION_KEY)
    return state if state and time.time() - state["at"] < account_settings.LOGIN_BY_CODE_TIMEOUT else None


def _digest(code: str, user: User) -> str:
    return salted_hmac(
        "trame.people.emailed_code", f"{user.pk}:{normalize_user_code(code)}", algorithm="sha256"
    ).hexdigest()
