"""Signing in who has just opened her account: through django-allauth, so that its steps and a fresh session apply."""

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import complete_signup
from django.http import HttpRequest, HttpResponse

from .models import User


def enter(request: HttpRequest, user: User) -> HttpResponse:
    """Sign in and lead to the home page, wherever the request asks to go: her e-mail has just proven her address."""
    record_authentication(request, user, method="code")
    response: HttpResponse = complete_signup(request, user, "none", "/")
    return response
