"""Verbs of invitations: one address is asked to join one organisation in one role; its link serves once.

The token of the link is never kept: only its digest is, and the token itself leaves in the e-mail.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from trame.people import access, journal, mails
from trame.people.models import Invitation, Membership, Organisation, Role, User
from trame.people.tokens import digest_of, new_token

from .accounts import join_organisation

# So that nobody makes this site write to the whole world; a structure that nobody knows yet, still less.
MOST_PER_DAY, MOST_PER_DAY_UNVERIFIED = 100, 10

Link = Callable[[str], str]


class InvitationClosed(Exception):
    """It cannot be accepted: `reason` is « unknown », « accepted », « revoked », « expired » or « elsewhere »."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, kw_only=True)
class Newcomer:
    """Who answers an invitation without having an account; without password she signs in by a code by e-mail."""

    first_name: str
    last_name: str
    password: str = ""


def invite(*, by: User, organisation: Organisation, email: str, role: Role, link: Link) -> Invitation:
    """Send an invitation, in place of any earlier one of the same address and role; `link(token)` is its address.

    The same is done whether the address has an account or not. Raises PermissionDenied, ValidationError (already in
    the team, too many today), MailNotSent (the invitation stands, and can be sent again).
    """
    with transaction.atomic():
        invitation, token = _write(by, organisation, email.strip().lower(), role)
    mails.send_invitation(invitation, link(token))
    return invitation


def resend(*, by: User, invitation: Invitation, link: Link) -> Invitation:
    """The same invitation under a new link; the former one serves no more. Raises as `invite`, or InvitationClosed."""
    if invitation.state not in ("pending", "expired"):
        raise InvitationClosed(invitation.state)
    role = Role(invitation.role)
    return invite(by=by, organisation=invitation.organisation, email=invitation.email, role=role, link=link)


@transaction.atomic
def revoke(*, by: User, invitation: Invitation) -> None:
    """The link serves no more. Raises PermissionDenied, InvitationClosed when it was already answered or revoked."""
    if not access.may_edit_organisation(by, invitation.organisation):
        raise PermissionDenied("only its managers take back an invitation")
    found = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if found.state not in ("pending", "expired"):
        raise InvitationClosed(found.state)
    found.revoked_at = timezone.now()
    found.save(update_fields=["revoked_at"])
    journal.record("invitation.revoked", by=by, organisation=found.organisation_id, about=found)


@transaction.atomic
def accept(*, by: User, digest: str) -> Membership:
    """Join, with the account of the address invited. Raises InvitationClosed."""
    invitation = _claim(digest)
    if by.email != invitation.email:
        raise InvitationClosed("elsewhere")
    return _spend(invitation, by)


@transaction.atomic
def accept_as_newcomer(*, digest: str, newcomer: Newcomer) -> User:
    """Open the account of the address invited, which the link proves, and join.

    Raises InvitationClosed (« elsewhere »: an account of this address was opened meanwhile, it must sign in).
    """
    invitation = _claim(digest)
    if has_account(invitation.email):
        raise InvitationClosed("elsewhere")
    user = User.objects.create_user(
        invitation.email,
        newcomer.password or None,
        first_name=newcomer.first_name.strip(),
        last_name=newcomer.last_name.strip(),
    )
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    journal.record("account.opened", by=user, organisation=invitation.organisation_id, about=user)
    _spend(invitation, user)
    return user


def find(digest: str) -> Invitation | None:
    """The invitation of this digest, whatever its state."""
    return Invitation.objects.filter(token_digest=digest).select_related("organisation", "invited_by").first()


def has_account(email: str) -> bool:
    return User.objects.filter(email=email).exists()


def _write(by: User, organisation: Organisation, email: str, role: Role) -> tuple[Invitation, str]:
    # Two managers who invite the same person wait for each other here.
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if not access.may_invite(by, organisation, role):
        raise PermissionDenied("only its managers invite")
    _refuse_useless(organisation, email, role)
    _refuse_too_many(organisation)
    now = timezone.now()
    Invitation._meta.get_field("email").run_validators(email)
    same = Invitation.objects.filter(organisation=organisation, email=email, role=role)
    same.filter(accepted_at=None, revoked_at=None).update(revoked_at=now)
    token = new_token()
    invitation = Invitation(
        organisation=organisation,
        email=email,
        role=role,
        token_digest=digest_of(token),
        invited_by=by,
        created_at=now,
        expires_at=now + dt.timedelta(days=settings.INVITATION_DAYS),
    )
    invitation.save()
    journal.record("invitation.sent", by=by, organisation=organisation, about=invitation)
    return invitation, token


def _refuse_useless(organisation: Organisation, email: str, role: Role) -> None:
    present = Membership.objects.on(timezone.localdate()).filter(organisation=organisation, role=role)
    if present.filter(user__email=email).exists():
        raise ValidationError({"email": "Cette personne est déjà dans l’équipe, dans ce rôle."})


def _refuse_too_many(organisation: Organisation) -> None:
    since = timezone.now() - dt.timedelta(days=1)
    most = MOST_PER_DAY if organisation.is_verified else MOST_PER_DAY_UNVERIFIED
    if Invitation.objects.filter(organisation=organisation, created_at__gt=since).count() >= most:
        raise ValidationError(f"Votre structure a envoyé {most} invitations depuis hier : continuez demain.")


def _claim(digest: str) -> Invitation:
    """The invitation, locked: of two answers sent together, the second finds it spent."""
    found = Invitation.objects.select_for_update(of=("self",)).filter(token_digest=digest)
    invitation = found.select_related("organisation").first()
    if invitation is None:
        raise InvitationClosed("unknown")
    if not invitation.is_pending:
        raise InvitationClosed(invitation.state)
    return invitation


def _spend(invitation: Invitation, user: User) -> Membership:
    membership = join_organisation(user=user, organisation=invitation.organisation, role=Role(invitation.role))
    invitation.accepted_at, invitation.accepted_by = timezone.now(), user
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    user.current_organisation = invitation.organisation
    user.save(update_fields=["current_organisation"])
    journal.record("invitation.accepted", by=user, organisation=invitation.organisation, about=invitation)
    return membership
