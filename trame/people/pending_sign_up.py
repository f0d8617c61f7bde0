"""A sign-up that waits for its code: in the session alone. Nothing is written before the address is proven.

So nobody opens an account with the address of somebody else, nor takes the name of a structure, by typing it.
"""

import secrets
import time
from typing import Any, cast

from allauth.account import app_settings as account_settings
from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from allauth.core.internal.cryptokit import normalize_user_code
from django.http import HttpRequest
from django.urls import reverse
from django.utils.crypto import salted_hmac

from trame.reference.communes import commune_of_code

from . import mails
from .addresses import absolute
from .services.accounts import OrganisationDetails
from .services.invitations import has_account
from .services.organisations import SignUp

SESSION_KEY = "people_sign_up"
TRIES = 3

State = dict[str, Any]


class TooMany(Exception):
    """Too many codes asked in a minute."""


def begin(request: HttpRequest, asked: SignUp) -> None:
    """Keep what was said, and send a code, or « you have an account » to an address that has one: here, it is the same.

    Raises TooMany, MailNotSent.
    """
    if not ratelimit.consume(request, action="request_login_code", key=asked.email):
        raise TooMany
    code = get_adapter().generate_login_code()
    request.session[SESSION_KEY] = {"said": _plain(asked), "digest": "", "at": time.time(), "tries": 0}
    if has_account(asked.email):
        mails.send_already_an_account(asked.email, absolute(request, reverse("account_login")))
    else:
        request.session[SESSION_KEY]["digest"] = _digest(code, asked.email)
        mails.send_sign_up_code(asked.email, code)


def waiting(request: HttpRequest) -> SignUp | None:
    """What was said, as long as its code may be typed."""
    state = _state(request)
    return _said(state) if state else None


def said_before(request: HttpRequest) -> dict[str, str]:
    """What was typed last in this session, by name of field: a form shown again is filled with it."""
    state: State | None = request.session.get(SESSION_KEY)
    return state["said"] if state else {}


def check(request: HttpRequest, typed: str) -> bool:
    """Whether `typed` is the code sent; the third wrong one ends it."""
    state = _state(request)
    if state is None:
        return False
    email = state["said"]["email"]
    if secrets.compare_digest(state["digest"], _digest(typed, email)):
        return True
    # Also counted out of the session, which answers sent together would all read before any of them writes.
    allowed = ratelimit.consume(request, action="login_failed", key=f"sign-up:{email}")
    state["tries"] += 1
    if state["tries"] >= TRIES or not allowed:
        state["digest"], state["at"] = "", 0
    request.session[SESSION_KEY] = state
    return False


def end(request: HttpRequest) -> None:
    request.session.pop(SESSION_KEY, None)


def _state(request: HttpRequest) -> State | None:
    state: State | None = request.session.get(SESSION_KEY)
    return state if state and time.time() - state["at"] < account_settings.LOGIN_BY_CODE_TIMEOUT else None


def _plain(asked: SignUp) -> dict[str, str]:
    details = asked.details
    structure = {"name": details.name, "commune": details.commune.pk, "siret": details.siret, "rna": details.rna}
    return {"email": asked.email, "first_name": asked.first_name, "last_name": asked.last_name, **structure}


def _said(state: State) -> SignUp | None:
    said = cast(dict[str, str], state["said"])
    commune = commune_of_code(said["commune"])
    if commune is None:
        return None
    details = OrganisationDetails(name=said["name"], commune=commune, siret=said["siret"], rna=said["rna"])
    return SignUp(email=said["email"], first_name=said["first_name"], last_name=said["last_name"], details=details)


def _digest(code: str, email: str) -> str:
    return salted_hmac(SESSION_KEY, f"{email}:{normalize_user_code(code)}", algorithm="sha256").hexdigest()
