"""What the settings say of the identity provider, in the shape django-allauth asks for. Imported by settings.py."""

from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

KINDS = ("generic", "proconnect")
# ProConnect refuses any parameter that it does not document, so no PKCE there; its scopes have names of their own.
SCOPES = {
    "generic": ["openid", "profile", "email"],
    "proconnect": ["openid", "given_name", "usual_name", "email", "siret"],
}


def provider_settings(env: environ.Env, *, production: bool) -> tuple[dict[str, Any], str]:
    """(SOCIALACCOUNT_PROVIDERS, origin of the provider or '' without one).

    Raises ImproperlyConfigured on an unknown kind, a missing client id or secret, and http in production.
    """
    server, kind = env.str("OIDC_SERVER_URL", default="").rstrip("/"), env.str("OIDC_KIND", default="generic")
    declared: dict[str, Any] = {"provider_class": "trame.people.openid.provider.Provider", "APPS": []}
    if not server:
        return {"openid_connect": declared}, ""
    if kind not in KINDS:
        raise ImproperlyConfigured(f"OIDC_KIND attend l’un de : {', '.join(KINDS)}.")
    if production and not server.startswith("https://"):
        raise ImproperlyConfigured("OIDC_SERVER_URL commence par https://.")
    declared["APPS"] = [
        application(
            server,
            kind=kind,
            client_id=env.str("OIDC_CLIENT_ID"),
            secret=env.str("OIDC_CLIENT_SECRET"),
            name=env.str("OIDC_NAME", default="ProConnect" if kind == "proconnect" else "votre compte professionnel"),
        )
    ]
    found = urlsplit(server)
    return {"openid_connect": declared}, f"{found.scheme}://{found.netloc}"


def application(server: str, *, kind: str, client_id: str, secret: str, name: str) -> dict[str, Any]:
    """One entry of django-allauth's APPS."""
    return {
        "provider_id": kind,
        "name": name,
        "client_id": client_id,
        "secret": secret,
        "settings": {
            "server_url": server,
            "scope": SCOPES[kind],
            "oauth_pkce_enabled": kind == "generic",
            "auth_params": {"acr_values": "eidas1"} if kind == "proconnect" else {},
            "token_auth_method": "client_secret_post",
        },
    }
