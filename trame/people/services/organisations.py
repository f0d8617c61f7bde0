"""Verbs of organisations: open one by the site or by oneself, recognise it, choose the one of the moment."""

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from trame.people import access, journal
from trame.people.models import Organisation, Role, User

from .accounts import OrganisationDetails, join_organisation, write_organisation


class AlreadyAnAccount(Exception):
    """The address has an account: it signs in, it does not sign up."""


@dataclass(frozen=True, kw_only=True)
class SignUp:
    """Who opens an account alone, once her address is proven, and her structure."""

    email: str
    first_name: str
    last_name: str
    details: OrganisationDetails


@transaction.atomic
def admit_organisation(*, by: User, details: OrganisationDetails) -> Organisation:
    """The admin of the instance opens a structure, verified at once. Raises PermissionDenied, ValidationError."""
    _only_admin(by)
    organisation = write_organisation(Organisation(verified_at=timezone.now()), details)
    journal.record("organisation.opened", by=by, organisation=organisation, about=organisation)
    return organisation


@transaction.atomic
def verify_organisation(*, by: User, organisation: Organisation) -> Organisation:
    """It may from now on join networks and publish; nothing changes when it already might. Raises PermissionDenied."""
    return _set_verified(by, organisation, verified=True)


@transaction.atomic
def unverify_organisation(*, by: User, organisation: Organisation) -> Organisation:
    """It may no longer join networks nor publish. Raises PermissionDenied."""
    return _set_verified(by, organisation, verified=False)


@transaction.atomic
def sign_up(*, asked: SignUp) -> User:
    """Open the account and its structure, not verified, which she manages and where she mediates.

    Raises AlreadyAnAccount, ValidationError (the structure was opened meanwhile). The address must be proven before.
    """
    if User.objects.filter(email=asked.email).exists():
        raise AlreadyAnAccount(asked.email)
    organisation = write_organisation(Organisation(), asked.details)
    user = User.objects.create_user(
        asked.email,
        first_name=asked.first_name.strip(),
        last_name=asked.last_name.strip(),
    )
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    for role in Role:
        join_organisation(user=user, organisation=organisation, role=role)
    journal.record("account.opened", by=user, organisation=organisation, about=user)
    journal.record("organisation.opened", by=user, organisation=organisation, about=organisation)
    return user


@transaction.atomic
def choose_organisation(*, user: User, organisation: Organisation) -> None:
    """From now on her pages show this structure. Raises PermissionDenied when she does not belong to it today."""
    if not Organisation.objects.visible_to(user).filter(pk=organisation.pk).exists():
        raise PermissionDenied("not one of her structures")
    user.current_organisation = organisation
    user.save(update_fields=["current_organisation"])


def _set_verified(by: User, organisation: Organisation, *, verified: bool) -> Organisation:
    _only_admin(by)
    found = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if found.is_verified != verified:
        found.verified_at = timezone.now() if verified else None
        found.save(update_fields=["verified_at"])
        action = "organisation.verified" if verified else "organisation.unverified"
        journal.record(action, by=by, organisation=found, about=found)
    return found


def _only_admin(by: User) -> None:
    if not access.may_administer(by):
        raise PermissionDenied("only the admin of the instance")


def is_known(details: OrganisationDetails) -> bool:
    """Whether an organisation of this SIRET, or of this RNA, is already there."""
    known = Organisation.objects.none()
    if details.siret:
        known |= Organisation.objects.filter(siret=details.siret)
    if details.rna:
        known |= Organisation.objects.filter(rna=details.rna)
    return known.exists()


def refuse_known(details: OrganisationDetails) -> None:
    """Raise ValidationError for an organisation already there: one joins it by an invitation."""
    if is_known(details):
        raise ValidationError("Cette structure est déjà dans Trame : demandez une invitation à son responsable.")
