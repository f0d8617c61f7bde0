"""What the shell of every page asks of people: who is reading, from which structure and which département."""

from django.http import HttpRequest

from trame.ui.navigation import Entry, Identity

from .current import current_organisation, structures_of
from .models import Organisation, User
from .readers import Reader

PAGES = ("people", "instance", "account", "mfa")  # those of django-allauth have no namespace
SETTINGS = Entry(label="Réglages", url_name="people:settings", icon="settings", order=90, match=PAGES)


def identity(request: HttpRequest) -> Identity:
    """The reader, her structure of the moment (empty when she has none today), and the others she may pass to."""
    if not isinstance(request.user, User):
        return Identity(str(request.user))
    structures = structures_of(request.user)
    now = structures[0].name if structures else ""
    return Identity(str(request.user), now, tuple((str(one.pk), one.name) for one in structures[1:]))


def home_departement(reader: Reader) -> str | None:
    """Insee code of the département of the reader's organisation, whose communes come first in a list."""
    organisation = _organisation(reader)
    return organisation.commune.departement_id if organisation else None


def _organisation(reader: Reader) -> Organisation | None:
    return current_organisation(reader) if isinstance(reader, User) else None
