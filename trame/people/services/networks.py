"""Verbs of networks: create one, ask structures to join, answer, leave. Figures need the consent of each structure."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from trame.people import access, journal
from trame.people.models import (
    Coordination,
    CoordinationInvitation,
    Network,
    NetworkKind,
    NetworkMembership,
    Organisation,
    User,
)
from trame.reference.models import Departement, Epci
from trame.ui.typography import date_long

FIRST_DAY = dt.date(2000, 1, 1)
# After a refusal, the same network does not ask again before so long.
QUIET_AFTER_REFUSAL = dt.timedelta(days=30)


@dataclass(frozen=True, kw_only=True)
class NetworkDetails:
    """What a network says of itself; the territory goes with its kind, and is empty for the others."""

    name: str
    kind: NetworkKind
    departement: Departement | None = None
    epci: Epci | None = None


@transaction.atomic
def create_network(*, by: User, details: NetworkDetails) -> Network:
    """A new network, which `by` coordinates from today. Raises PermissionDenied, or ValidationError by field."""
    if not access.may_create_network(by):
        raise PermissionDenied("this account creates no network")
    network = _write(Network(), details)
    Coordination.objects.create(network=network, user=by, starts_on=timezone.localdate())
    journal.record("network.created", by=by, about=network)
    return network


@transaction.atomic
def update_network(*, by: User, network: Network, details: NetworkDetails) -> Network:
    """Replace what it says of itself; its members read so in their journal. Raises as `create_network`."""
    require_coordination(by, network)
    _write(network, details)
    tell_members("network.changed", by=by, network=network)
    return network


def _write(network: Network, details: NetworkDetails) -> Network:
    network.name, network.kind = details.name.strip(), details.kind
    network.departement = details.departement if details.kind == NetworkKind.DEPARTEMENT else None
    network.epci = details.epci if details.kind == NetworkKind.EPCI else None
    network.full_clean()
    network.save()
    return network


@transaction.atomic
def ask_structure(*, by: User, network: Network, organisation_id: int) -> NetworkMembership:
    """Ask a verified structure to join; nothing is shared before one of its managers accepts.

    Raises PermissionDenied unless `by` coordinates, ValidationError when it cannot be asked.
    """
    require_coordination(by, network)
    organisation = Organisation.objects.verified().select_for_update().filter(pk=organisation_id).first()
    if organisation is None:  # unknown or not verified: the same words, which tell nothing
        raise ValidationError("Cette structure ne peut pas être invitée : cherchez-la par son nom.")
    known = NetworkMembership.objects.filter(network=network, organisation=organisation)
    if known.filter(ends_on=None, refused_at=None).exists():
        raise ValidationError(f"« {organisation} » est déjà dans le réseau, ou déjà invitée.")
    quiet = known.filter(refused_at__gt=timezone.now() - QUIET_AFTER_REFUSAL).order_by("-refused_at").first()
    if quiet and quiet.refused_at:
        until = timezone.localdate(quiet.refused_at + QUIET_AFTER_REFUSAL)
        raise ValidationError(f"« {organisation} » a refusé : vous pourrez l’inviter de nouveau le {date_long(until)}.")
    asked = NetworkMembership.objects.create(network=network, organisation=organisation, asked_by=by)
    journal.record("network.asked", by=by, organisation=organisation, about=network)
    return asked


@transaction.atomic
def accept_request(*, by: User, membership: NetworkMembership, starts_on: dt.date) -> NetworkMembership:
    """Share the totals of what happens from `starts_on`, today or a past day, on.

    Raises PermissionDenied unless `by` manages the structure, ValidationError when it is answered or withdrawn, when
    the structure is not verified any more, or when the day is not one.
    """
    found = _answered(by, membership)
    # Asked again here: the structure may have lost its recognition since the request.
    if not Organisation.objects.verified().select_for_update().filter(pk=found.organisation_id).exists():
        raise ValidationError("Votre structure n’est pas vérifiée par l’instance : elle ne peut pas entrer au réseau.")
    if not FIRST_DAY <= starts_on <= timezone.localdate():
        raise ValidationError({"starts_on": "Choisissez aujourd’hui ou un jour passé, à partir de l’an 2000."})
    found.accepted_at, found.accepted_by, found.starts_on = timezone.now(), by, starts_on
    found.save(update_fields=["accepted_at", "accepted_by", "starts_on"])
    journal.record("network.accepted", by=by, organisation=found.organisation_id, about=found.network)
    return found


@transaction.atomic
def refuse_request(*, by: User, membership: NetworkMembership) -> NetworkMembership:
    """Say no. Raises PermissionDenied, or ValidationError when it is answered or withdrawn."""
    found = _answered(by, membership)
    found.refused_at = timezone.now()
    found.save(update_fields=["refused_at"])
    journal.record("network.refused", by=by, organisation=found.organisation_id, about=found.network)
    return found


@transaction.atomic
def leave_network(*, by: User, membership: NetworkMembership, ends_on: dt.date) -> NetworkMembership:
    """Share nothing after `ends_on`, today or a past day of the membership; the totals up to it stay the network's.

    Raises PermissionDenied unless `by` manages the structure, ValidationError when it left already or for a wrong day.
    """
    found = _locked(membership)
    if not access.may_edit_organisation(by, found.organisation):
        raise PermissionDenied("only its managers take a structure out of a network")
    if found.starts_on is None or found.ends_on is not None:
        raise ValidationError("Votre structure n’est plus dans ce réseau.")
    if not found.starts_on <= ends_on <= timezone.localdate():
        since = date_long(found.starts_on)
        raise ValidationError({"ends_on": f"Choisissez un jour entre l’entrée au réseau, le {since}, et aujourd’hui."})
    found.ends_on = ends_on
    found.save(update_fields=["ends_on"])
    journal.record("network.left", by=by, organisation=found.organisation_id, about=found.network)
    return found


@transaction.atomic
def remove_structure(*, by: User, membership: NetworkMembership) -> None:
    """Withdraw a request, or end a membership today: a coordinator never changes the past.

    Raises PermissionDenied unless `by` coordinates, ValidationError when there is nothing left to end.
    """
    found = _locked(membership)
    require_coordination(by, found.network)
    if found.refused_at or found.ends_on:
        raise ValidationError("Cette structure n’est plus dans le réseau.")
    _end_today(by, found)


@transaction.atomic
def close_network(*, by: User, network: Network) -> None:
    """End every membership and every coordination today, and withdraw the requests; totals of the past stay told.

    Raises PermissionDenied unless `by` coordinates.
    """
    require_coordination(by, network)
    running = NetworkMembership.objects.select_for_update(of=("self",)).filter(network=network, ends_on=None)
    for membership in running.filter(refused_at=None):
        _end_today(by, membership)
    Coordination.objects.filter(network=network, ends_on=None).update(ends_on=timezone.localdate())
    CoordinationInvitation.objects.filter(network=network).delete()
    journal.record("network.closed", by=by, about=network)


@transaction.atomic
def note_figures_read(*, by: User, network: Network, organisation_ids: Collection[int]) -> None:
    """Write in the journal of each structure that `by` read the network's totals: one line a day at most."""
    journal.record_daily("network.figures_read", by=by, organisation_ids=organisation_ids, about=network)


def require_coordination(by: User, network: Network) -> None:
    """Raise PermissionDenied unless `by` coordinates the network today."""
    if not access.coordinates(by, network):
        raise PermissionDenied("only its coordinators of today")


def tell_members(action: str, *, by: User, network: Network) -> None:
    """Write one line in the journal of every structure that is a member today."""
    members = NetworkMembership.objects.filter(network=network).on(timezone.localdate())
    for organisation_id in sorted(set(members.values_list("organisation_id", flat=True))):
        journal.record(action, by=by, organisation=organisation_id, about=network)


def _end_today(by: User, membership: NetworkMembership) -> None:
    action = "network.withdrawn" if membership.is_pending else "network.removed"
    if membership.is_pending:
        membership.delete()
    else:
        membership.ends_on = timezone.localdate()
        membership.save(update_fields=["ends_on"])
    journal.record(action, by=by, organisation=membership.organisation_id, about=membership.network)


def _answered(by: User, membership: NetworkMembership) -> NetworkMembership:
    """The request, locked, which `by` may answer: two managers at once do not both answer."""
    found = _locked(membership)
    if not access.may_edit_organisation(by, found.organisation):
        raise PermissionDenied("only its managers answer for a structure")
    if not found.is_pending:
        raise ValidationError("Cette demande a déjà reçu sa réponse.")
    return found


def _locked(membership: NetworkMembership) -> NetworkMembership:
    """The row as it is now. Raises ValidationError when it was withdrawn meanwhile."""
    rows = NetworkMembership.objects.select_for_update(of=("self",)).select_related("organisation", "network")
    found = rows.filter(pk=membership.pk).first()
    if found is None:
        raise ValidationError("Cette demande a été retirée par le réseau.")
    return found
