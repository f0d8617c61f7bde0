"""Whose account a person coming from the identity provider enters: never a new one, never by an unproven address."""

import logging
import secrets
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.http import HttpRequest
from django.shortcuts import render

from trame.people import journal
from trame.people.models import User

logger = logging.getLogger(__name__)


class SocialAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    def generate_state_param(self, state: dict[str, Any]) -> str:
        """43 characters; ProConnect asks for 32, django-allauth's own has 16."""
        return secrets.token_urlsafe(32)

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """The account already tied to this identity, else the one of its proven address, which is tied from now on."""
        if sociallogin.is_existing:
            return
        proven = [address.email.lower() for address in sociallogin.email_addresses if address.verified]
        user = User.objects.filter(email__in=proven).first() if proven else None
        if user is None:
            raise ImmediateHttpResponse(render(request, "socialaccount/no_account.html", status=403))
        others = SocialAccount.objects.filter(user=user, provider=sociallogin.account.provider)
        if others.exists() and not sociallogin.provider.is_proconnect:
            raise ImmediateHttpResponse(render(request, "socialaccount/other_identity.html", status=403))
        others.delete()  # ProConnect's identifier changes with the employer's own provider: the address is what stays
        sociallogin.connect(request, user)
        journal.record("identity.tied", by=user, about=user)

    def on_authentication_error(self, request: HttpRequest, provider: Any, **kwargs: Any) -> None:
        """The kind of the error goes to the log, never its content: it may quote the answer."""
        exception = kwargs.get("exception")
        logger.warning(
            "sign-in by the identity provider failed: %s", type(exception).__name__ if exception else "asked"
        )
