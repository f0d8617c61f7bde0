"""What protects an account today, for the page that says it."""

from dataclasses import dataclass

from allauth.mfa.models import Authenticator

from .models import Session, User


@dataclass(frozen=True)
class Security:
    has_password: bool
    has_application: bool
    passkeys: int
    sessions: int


def security_of(user: User) -> Security:
    types = list(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    return Security(
        has_password=user.has_usable_password(),
        has_application=Authenticator.Type.TOTP in types,
        passkeys=types.count(Authenticator.Type.WEBAUTHN),
        sessions=Session.objects.visible_to(user).count(),
    )
