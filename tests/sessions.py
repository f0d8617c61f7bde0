"""Sessions of the tests: signed in just now, or long enough ago to be asked for a proof again."""

import datetime as dt
import time
from typing import Any

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.utils import timezone

from trame.people.devices import SESSION_KEY as DEVICE_KEY
from trame.people.models import EmailChange, Session, User
from trame.people.sessions import SessionStore
from trame.people.tokens import digest_of


def fresh_proof(user: User, *, minutes_ago: int = 0) -> dict[str, Any]:
    """What a session holds after a password was given: `recent_sign_in_required` lets it in during 15 minutes."""
    proof = {"method": "password", "at": time.time() - 60 * minutes_ago, "reauthenticated": True}
    return {AUTHENTICATION_METHODS_SESSION_KEY: [proof], _AUTHENTICATION_METHODS_USER_SESSION_KEY: str(user.pk)}


def sign_in(client: Client, user: User, *, minutes_ago: int = 0) -> None:
    """Sign in as somebody who gave her password `minutes_ago`."""
    client.force_login(user)
    session = client.session
    session.update(fresh_proof(user, minutes_ago=minutes_ago))
    session.save()


def open_session(user: User, device: str = "Firefox sur Windows") -> Session:
    """Another browser where she is signed in."""
    store, an_hour_ago = SessionStore(), time.time() - 3600
    seen = {"name": device, "begun_at": an_hour_ago, "seen_at": an_hour_ago}
    store.update({SESSION_KEY: str(user.pk), DEVICE_KEY: seen})
    store.save()
    return Session.objects.get(session_key=store.session_key)


# What the link sent to the present address holds.
EMAIL_CHANGE_TOKEN = "le-secret-du-lien"


def ask_change_of_address(user: User) -> EmailChange:
    """A change of address that her mailbox has not confirmed yet; that of the new one has."""
    return EmailChange.objects.create(
        user=user,
        new_email="nouvelle@ailleurs.test",
        old_digest=digest_of(EMAIL_CHANGE_TOKEN),
        expires_at=timezone.now() + dt.timedelta(days=1),
    )
