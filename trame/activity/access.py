"""Who may do what with an activity, beyond seeing it."""

from django.utils import timezone

from trame.people.models import Membership
from trame.people.readers import CommandReader, Reader

from .models import Activity


def may_see_names(reader: Reader, organisation_id: int) -> bool:
    """Names and notes are for those who mediate in the organisation today; a manager alone sees pseudonyms."""
    if isinstance(reader, CommandReader) or not reader.is_authenticated:
        return False
    own = Membership.objects.of_user(reader.pk).on(timezone.localdate()).mediators()
    return own.filter(organisation_id=organisation_id).exists()


def may_edit(reader: Reader, activity: Activity) -> bool:
    """Only the mediator who recorded it, as long as she mediates in that organisation."""
    return getattr(reader, "pk", None) == activity.mediator_id and may_see_names(reader, activity.organisation_id)
