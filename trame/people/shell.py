"""What the shell of every page asks of people: who is reading, from which structure and which département."""

from django.http import HttpRequest

from trame.ui.navigation import Entry

from .current import current_organisation
from .models import Organisation, User
from .readers import Reader

SETTINGS = Entry(label="Réglages", url_name="people:settings", icon="settings", order=90, match=("people",))


def identity(request: HttpRequest) -> tuple[str, str]:
    """(name of the reader, name of her structure of the moment), the latter empty when she has none today."""
    organisation = _organisation(request.user)
    return str(request.user), organisation.name if organisation else ""


def home_departement(reader: Reader) -> str | None:
    """Insee code of the département of the reader's organisation, whose communes come first in a list."""
    organisation = _organisation(reader)
    return organisation.commune.departement_id if organisation else None


def _organisation(reader: Reader) -> Organisation | None:
    return current_organisation(reader) if isinstance(reader, User) else None
