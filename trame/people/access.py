"""Who may do what in an organisation, beyond seeing it."""

from django.utils import timezone

from .models import Membership, Organisation, Role
from .readers import CommandReader, LinkReader, Reader


def may_edit_organisation(reader: Reader, organisation: Organisation) -> bool:
    """Its managers of today, and nobody else."""
    if isinstance(reader, CommandReader | LinkReader) or not reader.is_authenticated:
        return False
    own = Membership.objects.of_user(reader.pk).on(timezone.localdate())
    return own.filter(organisation=organisation, role=Role.MANAGER).exists()
