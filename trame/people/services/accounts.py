"""Verbs of people: open an organisation or an account, keep their details right."""

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from trame.people import access, journal
from trame.people.models import Membership, Organisation, Role, User
from trame.reference.models import Commune


@dataclass(frozen=True, kw_only=True)
class OrganisationDetails:
    """What an organisation says of itself; `siret` and `rna` are empty or already checked."""

    name: str
    commune: Commune
    siret: str = ""
    rna: str = ""


@transaction.atomic
def open_organisation(*, details: OrganisationDetails) -> Organisation:
    """The organisation of this SIRET, or of this name in this commune; created, verified, when there is none.

    For commands: who runs them vouches for the organisation. Raises ValidationError when a detail is not valid.
    """
    if details.siret:
        found = Organisation.objects.filter(siret=details.siret).first()
    else:
        found = Organisation.objects.filter(name=details.name, commune=details.commune).first()
    return found or write_organisation(Organisation(verified_at=timezone.now()), details)


@transaction.atomic
def update_organisation(*, by: User, organisation: Organisation, details: OrganisationDetails) -> Organisation:
    """Replace the details. Raises PermissionDenied unless `by` manages it today, ValidationError on a bad detail."""
    if not access.may_edit_organisation(by, organisation):
        raise PermissionDenied("only its managers edit an organisation")
    journal.record("organisation.changed", by=by, organisation=organisation, about=organisation)
    return write_organisation(organisation, details)


def write_organisation(organisation: Organisation, details: OrganisationDetails) -> Organisation:
    """Raises ValidationError when a detail is not valid, or when another organisation has this SIRET."""
    organisation.name = details.name.strip()
    organisation.commune = details.commune
    organisation.siret, organisation.rna = details.siret, details.rna
    organisation.full_clean()
    organisation.save()
    return organisation


@transaction.atomic
def open_account(*, email: str, first_name: str = "", last_name: str = "", password: str | None = None) -> User:
    """The account of this address, created when there is none; without password it signs in by a code by e-mail.

    Raises ValidationError when the address is not one.
    """
    address = User.objects.normalize_email(email).lower().strip()
    if found := User.objects.filter(email=address).first():
        return found
    User._meta.get_field("email").run_validators(address)
    user = User.objects.create_user(address, password, first_name=first_name.strip(), last_name=last_name.strip())
    journal.record("account.opened", by=None, about=user)
    return user


@transaction.atomic
def join_organisation(
    *, user: User, organisation: Organisation, role: Role, starts_on: dt.date | None = None
) -> Membership:
    """The open membership in this role, begun today (or on `starts_on`) when there is none."""
    membership, created = Membership.objects.get_or_create(
        user=user,
        organisation=organisation,
        role=role,
        ends_on=None,
        defaults={"starts_on": starts_on or timezone.localdate()},
    )
    if created:
        journal.record("membership.joined", by=None, organisation=organisation, about=membership)
    return membership


@transaction.atomic
def rename_account(*, user: User, first_name: str, last_name: str) -> User:
    """Write somebody's own name."""
    user.first_name, user.last_name = first_name.strip(), last_name.strip()
    user.save(update_fields=["first_name", "last_name"])
    return user
