"""Verbs of a team: change somebody's roles, end her time in it, leave it. A structure always keeps a manager.

What was recorded stays tied to the membership under which it was: a role never changes in place, it ends and another
begins.
"""

import datetime as dt
from collections.abc import Collection

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import ProtectedError, Q
from django.utils import timezone

from trame.people import access, journal
from trame.people.models import Invitation, Membership, Organisation, Role, User
from trame.people.models.organisations import MembershipQuerySet

from .accounts import join_organisation

LAST_MANAGER = (
    "C’est la seule personne responsable de la structure : donnez d’abord ce rôle à quelqu’un d’autre de l’équipe."
)


@transaction.atomic
def change_roles(*, by: User, organisation: Organisation, member: User, roles: Collection[Role]) -> None:
    """From today on, exactly these roles. Raises PermissionDenied, ValidationError (none, or no manager left)."""
    organisation = _locked(organisation)
    if not access.may_edit_organisation(by, organisation):
        raise PermissionDenied("only its managers change roles")
    if not roles:
        raise ValidationError({"roles": "Choisissez un rôle au moins. Pour un départ, donnez le dernier jour."})
    today = timezone.localdate()
    held = list(_held(organisation, member).filter(starts_on__lte=today))
    if not held:
        raise PermissionDenied("not of the team today")
    lost = [membership for membership in held if membership.role not in roles]
    if any(membership.role == Role.MANAGER for membership in lost):
        _keep_a_manager(organisation, member, field="roles")
    kept = {membership.role for membership in held} & set(roles)
    for membership in lost:
        _close(membership, today - dt.timedelta(days=1))
    for role in set(roles) - kept:
        join_organisation(user=member, organisation=organisation, role=role)
    if lost or kept != set(roles):
        journal.record("membership.changed", by=by, organisation=organisation, about=held[0])
        _take_back_invitations(organisation, member)


@transaction.atomic
def end_memberships(*, by: User, organisation: Organisation, member: User, last_day: dt.date) -> None:
    """`last_day` is the last of `member` in the organisation, in every role; hers to say, or a manager's.

    Raises PermissionDenied, ValidationError (before she began, or no manager left).
    """
    organisation = _locked(organisation)
    if by != member and not access.may_edit_organisation(by, organisation):
        raise PermissionDenied("only its managers remove somebody else")
    held = list(_held(organisation, member))
    if not held:
        raise PermissionDenied("not of the team today")
    began = min(membership.starts_on for membership in held)
    if last_day < began - dt.timedelta(days=1):
        raise ValidationError({"last_day": "Cette date précède son arrivée dans la structure."})
    if any(membership.role == Role.MANAGER for membership in held):
        _keep_a_manager(organisation, member, field="last_day")
    for membership in held:
        _close(membership, last_day)
    action = "membership.left" if by == member else "membership.ended"
    journal.record(action, by=by, organisation=organisation, about=held[0])
    _take_back_invitations(organisation, member)


@transaction.atomic
def cancel_departure(*, by: User, organisation: Organisation, member: User) -> None:
    """Who had a date of departure to come stays. Raises PermissionDenied."""
    organisation = _locked(organisation)
    if not access.may_edit_organisation(by, organisation):
        raise PermissionDenied("only its managers keep somebody on")
    held = _held(organisation, member)
    still = set(held.filter(ends_on=None).values_list("role", flat=True))
    for membership in held.exclude(ends_on=None).exclude(role__in=still):
        membership.ends_on = None
        membership.save(update_fields=["ends_on"])
        journal.record("membership.changed", by=by, organisation=organisation, about=membership)


def is_last_manager(organisation: Organisation, member: User) -> bool:
    """Whether nobody else manages the organisation today without a date of departure."""
    today = timezone.localdate()
    managers = Membership.objects.on(today).managers().filter(organisation=organisation, ends_on=None)
    return managers.filter(user=member).exists() and not managers.exclude(user=member).exists()


def _locked(organisation: Organisation) -> Organisation:
    # Two managers who leave at the same moment wait for each other here.
    return Organisation.objects.select_for_update().get(pk=organisation.pk)


def _held(organisation: Organisation, member: User) -> MembershipQuerySet:
    today = timezone.localdate()
    return Membership.objects.filter(Q(ends_on=None) | Q(ends_on__gte=today), organisation=organisation, user=member)


def _keep_a_manager(organisation: Organisation, member: User, *, field: str) -> None:
    if is_last_manager(organisation, member):
        raise ValidationError({field: LAST_MANAGER})


def _close(membership: Membership, last_day: dt.date) -> None:
    """End it on `last_day`; one that would end before it began never was, unless something was recorded under it."""
    if last_day >= membership.starts_on:
        membership.ends_on = last_day
        membership.save(update_fields=["ends_on"])
        return
    try:
        with transaction.atomic():
            Membership.objects.get(pk=membership.pk).delete()
    except ProtectedError:
        membership.ends_on = membership.starts_on
        membership.save(update_fields=["ends_on"])


def _take_back_invitations(organisation: Organisation, member: User) -> None:
    """Who no longer manages leaves no open invitation of hers behind, for herself under another address."""
    if access.may_edit_organisation(member, organisation):
        return
    sent = Invitation.objects.filter(organisation=organisation, invited_by=member)
    sent.filter(accepted_at=None, revoked_at=None).update(revoked_at=timezone.now())
