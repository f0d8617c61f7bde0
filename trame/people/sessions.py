"""The store of sessions (SESSION_ENGINE): Django's own, whose rows also say whose they are and on which device."""

import datetime as dt
import hashlib
from typing import Any

from django.contrib.auth import SESSION_KEY as USER_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone

from .devices import SESSION_KEY as DEVICE_KEY

# A session of a device not to be remembered: its cookie ends with the browser, its row after this time without a visit.
IDLE = dt.timedelta(hours=12)


class SessionStore(DatabaseStore):
    @classmethod
    def get_model_class(cls) -> Any:
        from .models import Session  # Django asks for the store before the apps are ready

        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        row: Any = super().create_model_instance(data)
        device = data.get(DEVICE_KEY)
        row.handle = handle_of(row.session_key)
        row.user_id = int(data[USER_KEY]) if USER_KEY in data else None
        if device:
            row.device = device["name"]
            row.begun_at, row.seen_at = _moment(device["begun_at"]), _moment(device["seen_at"])
        if self.get_expire_at_browser_close():
            row.expire_date = timezone.now() + IDLE
        return row


def handle_of(session_key: str) -> str:
    """What names a session on a page: a digest, as its key would open it."""
    return hashlib.sha256(session_key.encode()).hexdigest()[:32]


def _moment(timestamp: float) -> dt.datetime:
    return dt.datetime.fromtimestamp(timestamp, dt.UTC)
