"""The identity provider's button on the sign-in page."""

from typing import Any

from allauth.socialaccount.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string


def sign_in_button(request: HttpRequest, _: Any) -> str:
    """Nothing without a provider in the settings."""
    if not settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]:
        return ""
    (provider,) = get_adapter().list_providers(request)
    context = {"address": provider.get_login_url(request), "name": provider.name, "next": request.GET.get("next", "")}
    return render_to_string("people/sign_in_provider.html", context, request)
