"""How many wrong passwords in an hour: few for one account from one address, more for either alone.

Every count is of what was typed, so an account that does not exist closes as one that does. Rows hold a digest of the
account's address, never the address; the network address is erased after thirty days (`forget_attempts`).
"""

import datetime as dt
from typing import Any

from allauth.core.internal.httpkit import get_client_ip
from allauth.core.internal.ratelimit import truncate_ip
from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_client_username
from axes.models import AccessAttempt
from django.conf import settings
from django.db import connection
from django.db.models import Q, Sum
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

# AXES_FAILURE_LIMIT is the limit of an account from one address; these are those of either alone.
OF_ACCOUNT, OF_ADDRESS = 20, 50
KEPT_FOR = dt.timedelta(days=30)


def account_digest(request: HttpRequest | None, credentials: dict[str, Any] | None) -> str:
    """What stands for the account that was asked: the same letters whoever asks, and nobody's address."""
    return digest_of((credentials or {}).get("email") or "")


def digest_of(email: str) -> str:
    return salted_hmac("trame.people.sign_in_limits", email.strip().lower(), algorithm="sha256").hexdigest()


def address_of(request: HttpRequest) -> str | None:
    """The client's network address, that of the site's own proxy left out; a whole /64 for IPv6, as one has many."""
    address = get_client_ip(request)
    return truncate_ip(address) if address else None


def nobody(*client: object) -> str:
    """Who tried, in a line of log."""
    return "a visitor"


class Handler(AxesDatabaseHandler):  # type: ignore[misc]
    def get_failures(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        """Failures of the last hour on the scale of AXES_FAILURE_LIMIT: the nearest to its own limit of the three."""
        account = Q(username=get_client_username(request, credentials))
        address = Q(ip_address=request.axes_ip_address)  # type: ignore[attr-defined]
        recent = AccessAttempt.objects.filter(account | address, attempt_time__gte=get_cool_off_threshold(request))
        found = recent.aggregate(
            both=Sum("failures_since_start", filter=account & address),
            account=Sum("failures_since_start", filter=account),
            address=Sum("failures_since_start", filter=address),
        )
        limit: int = settings.AXES_FAILURE_LIMIT  # type: ignore[misc]  # sign_in_settings.py
        limits = {"both": limit, "account": OF_ACCOUNT, "address": OF_ADDRESS}
        return max((found[name] or 0) * limit // most for name, most in limits.items())

    def user_login_failed(
        self, sender: Any, credentials: dict[str, Any], request: HttpRequest | None = None, **kwargs: Any
    ) -> None:
        """What was posted is not kept: django-axes appends it to the row at each failure.

        A try at a closed door writes nothing, so ten thousand cost ten thousand readings, and nobody keeps it closed.
        """
        if request is None:
            return
        if getattr(request, "axes_locked_out", False):
            request.axes_credentials = credentials  # type: ignore[attr-defined]
            return
        super().user_login_failed(sender, credentials, request, **kwargs)
        _tries(request, credentials).update(get_data="", post_data="", http_accept="")

    def user_logged_in(self, sender: Any, request: HttpRequest, user: Any, **kwargs: Any) -> None:
        """Her own mistakes at this address are forgotten, and nobody else's: signing in must not clear an address."""
        super().user_logged_in(sender, request, user, **kwargs)
        _tries(request, {"email": user.email}).delete()


def unlock(email: str) -> int:
    """Forget the failures of an account, from anywhere; how many rows."""
    erased: int = AccessAttempt.objects.filter(username=digest_of(email)).delete()[0]
    return erased


def forget_attempts() -> int:
    """Erase what is older than thirty days, and what the cache of limits holds beyond its time."""
    erased: int = AccessAttempt.objects.filter(attempt_time__lt=timezone.now() - KEPT_FOR).delete()[0]
    return erased + _forget_ended_limits()


def _forget_ended_limits() -> int:
    """Its keys hold network addresses, and Django erases what has ended only when the table is full."""
    if not str(settings.CACHES["default"]["BACKEND"]).endswith("DatabaseCache"):
        return 0
    table = connection.ops.quote_name(str(settings.CACHES["default"]["LOCATION"]))
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [timezone.now()])  # noqa: S608 (a name of settings)
        return int(cursor.rowcount)


def _tries(request: HttpRequest, credentials: dict[str, Any]) -> Any:
    return AccessAttempt.objects.filter(
        username=account_digest(request, credentials),
        ip_address=request.axes_ip_address,  # type: ignore[attr-defined]
    )
