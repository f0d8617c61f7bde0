"""Who may do what in an organisation, beyond seeing it."""

from django.db.models import QuerySet
from django.utils import timezone

from .models import Membership, Network, Organisation, Profile, Role, User
from .readers import CommandReader, LinkReader, Reader


def may_edit_organisation(reader: Reader, organisation: Organisation) -> bool:
    """Its managers of today, and nobody else."""
    if isinstance(reader, CommandReader | LinkReader) or not reader.is_authenticated:
        return False
    own = Membership.objects.of_user(reader.pk).on(timezone.localdate())
    return own.filter(organisation=organisation, role=Role.MANAGER).exists()


def may_read_journal(reader: Reader, organisation: Organisation) -> bool:
    """Its managers of today: the journal also says what each of them opened."""
    return may_edit_organisation(reader, organisation)


def may_invite(reader: Reader, organisation: Organisation, role: Role) -> bool:
    """Its managers of today, in any role; the admin of the instance, a manager where there is none."""
    if may_edit_organisation(reader, organisation):
        return True
    return may_administer(reader) and role == Role.MANAGER and not has_manager(organisation)


def has_manager(organisation: Organisation) -> bool:
    """Whether somebody manages it today."""
    return Membership.objects.on(timezone.localdate()).managers().filter(organisation=organisation).exists()


def may_administer(reader: Reader) -> bool:
    """The admin of the instance, who recognises structures and sees nothing of what they do."""
    return bool(getattr(reader, "is_admin", False) and getattr(reader, "is_active", False))


def may_publish(organisation: Organisation) -> bool:
    """Only a structure recognised by the admin of the instance joins a network, publishes, or shares a link."""
    return organisation.is_verified


def may_create_network(reader: Reader) -> bool:
    """Who coordinates (as her profile says), who manages a verified structure, and the admin of the instance.

    A profile is what somebody says of herself; it is enough, since a network by itself opens nothing: each structure
    accepts by its own manager, who reads who asks, and figures need three of them.
    """
    if not isinstance(reader, User) or not reader.is_active:
        return False
    if reader.is_admin or reader.profile == Profile.COORDINATION:
        return True
    managed = Membership.objects.of_user(reader.pk).on(timezone.localdate()).managers()
    return managed.filter(organisation__in=Organisation.objects.verified()).exists()


def coordinates(reader: Reader, network: Network) -> bool:
    """Her coordination holds today."""
    return Network.objects.coordinated_by(reader).filter(pk=network.pk).exists()


def managed_organisations(reader: Reader) -> QuerySet[Organisation]:
    """The structures she manages today: those she answers for."""
    if not isinstance(reader, User):
        return Organisation.objects.none()
    own = Membership.objects.of_user(reader.pk).on(timezone.localdate()).managers()
    return Organisation.objects.filter(pk__in=own.values("organisation"))
