"""What a structure chooses: whom to write to, how long things are kept."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from trame.people import journal
from trame.people.access import may_edit_organisation
from trame.people.models import PrivacySettings, User


@transaction.atomic
def choose(*, by: User, settings: PrivacySettings) -> None:
    """Write these settings, already validated. Raises PermissionDenied unless `by` manages the structure today."""
    if not may_edit_organisation(by, settings.organisation):
        raise PermissionDenied("only its managers choose")
    settings.save()
    journal.record("privacy.chosen", by=by, organisation=settings.organisation)
