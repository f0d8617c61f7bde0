"""Proving again that it is you before a sensitive action: a password, a code or a key given less than 15 minutes ago.

Signing in counts: who has just arrived is not asked twice. A session left open on a shared computer is.
"""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from allauth.account import app_settings as account_settings
from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django_htmx.http import HttpResponseClientRedirect

PROOFS = {"password", "code", "mfa", "socialaccount"}
NOT_DONE_YET = (
    "Ce que vous demandiez n’est pas encore fait : confirmez que c’est vous, puis appuyez de nouveau sur le bouton."
)


def signed_in_recently(request: HttpRequest) -> bool:
    """Whether a password, a code or a key was given in this session within ACCOUNT_REAUTHENTICATION_TIMEOUT."""
    records = get_authentication_records(request, request.user)
    proofs = [record["at"] for record in records if record["method"] in PROOFS]
    return bool(proofs) and time.time() - max(proofs) < account_settings.REAUTHENTICATION_TIMEOUT


def recent_sign_in_required(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Send who gave no proof lately to « Confirmer que c’est vous », then back to the page.

    A POST is never replayed, so nothing typed waits anywhere: after the proof, the page that held its form is shown
    again, and a sentence says that the button is to be pressed again. Decorate the form's page too, so that the proof
    is asked before anything is typed.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if signed_in_recently(request):
            return view(request, *args, **kwargs)
        return _ask_for_a_proof(request)

    return guarded


def _ask_for_a_proof(request: HttpRequest) -> HttpResponseBase:
    safe = request.method in ("GET", "HEAD") and "HX-Request" not in request.headers
    if not safe:
        messages.info(request, NOT_DONE_YET)
    back = request.get_full_path() if safe else _page_of_the_form(request)
    methods = get_adapter().get_reauthentication_methods(request.user)
    url = f"{methods[0]['url']}?{urlencode({REDIRECT_FIELD_NAME: back})}"
    return HttpResponseClientRedirect(url) if "HX-Request" in request.headers else HttpResponseRedirect(url)


def _page_of_the_form(request: HttpRequest) -> str:
    """The page of this site that sent the request, as the browser says; else the home page."""
    home = resolve_url(settings.LOGIN_REDIRECT_URL)
    referer = request.headers.get("Referer", "")
    inside = url_has_allowed_host_and_scheme(referer, {request.get_host()}, require_https=request.is_secure())
    return urlsplit(referer)._replace(scheme="", netloc="").geturl() if inside else home
