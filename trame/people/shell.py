"""What the shell of every page asks of people: who is reading, from which structure and which département."""

from django.http import HttpRequest
from django.utils import timezone

from trame.ui.navigation import Entry

from .models import Membership, User
from .readers import Reader

SETTINGS = Entry(label="Réglages", url_name="people:settings", icon="settings", order=90, match=("people",))


def identity(request: HttpRequest) -> tuple[str, str]:
    """(name of the reader, name of her organisation), the latter empty when she has none today."""
    membership = _first_membership(request.user)
    return str(request.user), membership.organisation.name if membership else ""


def home_departement(reader: Reader) -> str | None:
    """Insee code of the département of the reader's organisation, whose communes come first in a list."""
    membership = _first_membership(reader)
    return membership.organisation.commune.departement_id if membership else None


def _first_membership(reader: Reader) -> Membership | None:
    if not isinstance(reader, User):
        return None
    own = Membership.objects.of_user(reader.pk).on(timezone.localdate())
    return own.select_related("organisation__commune").order_by("starts_on", "pk").first()
