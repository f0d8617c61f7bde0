"""Verbs of coordination: invite somebody to coordinate, answer, stop. A network with members keeps a coordinator."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from trame.people import journal
from trame.people.models import Coordination, CoordinationInvitation, Network, NetworkMembership, User

from .networks import require_coordination, tell_members

MOST_WAITING = 20


@transaction.atomic
def invite_coordinator(*, by: User, network: Network, email: str) -> CoordinationInvitation:
    """Ask the account of this address, if there is one, to coordinate too: nothing says whether there is.

    Asked twice, the invitation begins again. Raises PermissionDenied, or ValidationError when one of its coordinators
    has this address, or when too many invitations wait.
    """
    require_coordination(by, network)
    _lock(network)
    address = User.objects.normalize_email(email).lower().strip()
    User._meta.get_field("email").run_validators(address)
    if Coordination.objects.filter(network=network, ends_on=None, user__email=address).exists():
        raise ValidationError({"email": "Cette personne coordonne déjà le réseau."})
    waiting = CoordinationInvitation.objects.filter(network=network)
    if waiting.exclude(email=address).count() >= MOST_WAITING:
        raise ValidationError("Vingt invitations attendent déjà : retirez-en une.")
    invitation, _ = CoordinationInvitation.objects.update_or_create(
        network=network, email=address, defaults={"invited_by": by, "created_at": timezone.now()}
    )
    journal.record("coordination.invited", by=by, about=network)
    return invitation


@transaction.atomic
def accept_coordination(*, by: User, invitation: CoordinationInvitation) -> Network:
    """Coordinate from today; the members read it in their journal, and on « Qui voit quoi ? ».

    Raises PermissionDenied when it was sent to somebody else, ValidationError when it was withdrawn or is too old.
    """
    found = _waiting(invitation)
    if found.email != by.email:
        raise PermissionDenied("sent to another address")
    if not Coordination.objects.filter(network=found.network, user=by, ends_on=None).exists():
        Coordination.objects.create(network=found.network, user=by, starts_on=timezone.localdate())
        tell_members("coordination.begun", by=by, network=found.network)
    found.delete()
    return found.network


@transaction.atomic
def drop_invitation(*, by: User, invitation: CoordinationInvitation) -> None:
    """Declined by whom it was sent to, or withdrawn by a coordinator: erased. Raises as `accept_coordination`."""
    found = _waiting(invitation)
    if found.email != by.email:
        require_coordination(by, found.network)
    found.delete()


@transaction.atomic
def leave_coordination(*, by: User, network: Network) -> None:
    """Coordinate until this evening.

    Raises PermissionDenied unless `by` coordinates, ValidationError when she is the last one and there are members or
    requests: she invites somebody first, or closes the network.
    """
    require_coordination(by, network)
    _lock(network)
    own = Coordination.objects.filter(network=network, user=by, ends_on=None)
    if not own.exists():
        raise ValidationError("Vous ne coordonnez ce réseau que jusqu’à ce soir.")
    open_rows = NetworkMembership.objects.filter(network=network, ends_on=None, refused_at=None)
    if is_last(by, network) and open_rows.exists():
        raise ValidationError("Vous êtes la dernière personne à le coordonner, et il a des membres.")
    own.update(ends_on=timezone.localdate())
    tell_members("coordination.ended", by=by, network=network)


def is_last(user: User, network: Network) -> bool:
    """Whether nobody else, with an open account, coordinates the network beyond today."""
    others = Coordination.objects.filter(network=network, ends_on=None, user__is_active=True)
    return not others.exclude(user=user).exists()


def _waiting(invitation: CoordinationInvitation) -> CoordinationInvitation:
    rows = CoordinationInvitation.objects.pending().select_for_update(of=("self",)).select_related("network")
    found = rows.filter(pk=invitation.pk).first()
    if found is None:
        raise ValidationError("Cette invitation n’existe plus.")
    return found


def _lock(network: Network) -> None:
    """One change of coordination at a time: two last coordinators do not leave together."""
    Network.objects.select_for_update().get(pk=network.pk)
