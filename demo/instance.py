"""Who administers the site of the demonstration: she recognises structures, and belongs to none."""

from django.utils import timezone

from trame.people.models import User
from trame.people.services import open_account

from . import ADMIN, logins


def load_admin() -> User:
    """Her account; left alone when it is there."""
    password = next(login.password for login in logins() if login.email == ADMIN)
    user = open_account(email=ADMIN, first_name="Fatou", last_name="Sow", password=password)
    if not user.is_admin:
        user.is_admin, user.profile_asked_on = True, timezone.localdate()
        user.save(update_fields=["is_admin", "profile_asked_on"])
    return user
