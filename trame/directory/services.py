"""Verbs of directory: add a place, correct it, close it, say who works there."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from trame.people.models import Membership, Organisation, User
from trame.reference.models import Commune

from .models import Place, Presence


@dataclass(frozen=True, kw_only=True)
class PlaceDetails:
    """What is said of a place; an empty `postal_code` becomes the commune's own when it has only one."""

    name: str
    commune: Commune
    address: str = ""
    postal_code: str = ""
    opened_on: dt.date | None = None


@transaction.atomic
def add_place(*, by: User, organisation: Organisation, details: PlaceDetails) -> Place:
    """A new place of an organisation where `by` works today. Raises PermissionDenied, or ValidationError by field."""
    _require_member(by, organisation.pk)
    return _write(Place(organisation=organisation), details)


@transaction.atomic
def update_place(*, by: User, place: Place, details: PlaceDetails) -> Place:
    """Replace what is said of a place. Raises PermissionDenied, or ValidationError by field."""
    _require_member(by, place.organisation_id)
    return _write(place, details)


@transaction.atomic
def close_place(*, by: User, place: Place, last_day: dt.date) -> Place:
    """`last_day` is the last day of opening; the place leaves the lists after it, its activities stay.

    Raises PermissionDenied, or ValidationError when it precedes the opening.
    """
    _require_member(by, place.organisation_id)
    place.closed_on = last_day
    place.clean()
    place.save(update_fields=["closed_on"])
    return place


@transaction.atomic
def reopen_place(*, by: User, place: Place) -> Place:
    """Undo a closing. Raises PermissionDenied."""
    _require_member(by, place.organisation_id)
    place.closed_on = None
    place.save(update_fields=["closed_on"])
    return place


@transaction.atomic
def set_presences(*, by: User, place: Place, memberships: Collection[Membership]) -> None:
    """Those who work at the place from today on: others stop today, and what was stays known.

    Raises PermissionDenied, also when a membership is of another organisation.
    """
    _require_member(by, place.organisation_id)
    if any(membership.organisation_id != place.organisation_id for membership in memberships):
        raise PermissionDenied("this membership is of another organisation")
    today = timezone.localdate()
    known = {presence.membership_id: presence for presence in Presence.objects.filter(place=place)}
    wanted = {membership.pk for membership in memberships}
    Presence.objects.bulk_create(
        Presence(place=place, membership_id=pk, starts_on=today) for pk in sorted(wanted - known.keys())
    )
    Presence.objects.filter(place=place, membership__in=wanted, ends_on__isnull=False).update(ends_on=None)
    Presence.objects.filter(place=place, ends_on=None).exclude(membership__in=wanted).update(ends_on=today)


def _require_member(by: User, organisation_id: int) -> None:
    if not Membership.objects.of_user(by.pk).on(timezone.localdate()).filter(organisation=organisation_id).exists():
        raise PermissionDenied("only the organisation's members change its places")


def _write(place: Place, details: PlaceDetails) -> Place:
    place.name, place.address = details.name.strip(), details.address.strip()
    place.commune, place.opened_on = details.commune, details.opened_on
    place.postal_code = details.postal_code or _only_postal_code(details.commune)
    twins = Place.objects.filter(
        organisation=place.organisation, name=place.name, address=place.address, commune=place.commune
    )
    if twins.exclude(pk=place.pk).exists():
        raise ValidationError({"name": f"« {place.name} » est déjà un lieu de votre structure à cette adresse."})
    place.full_clean(validate_constraints=False)
    place.save()
    return place


def _only_postal_code(commune: Commune) -> str:
    codes = list(commune.postal_codes.values_list("code", flat=True)[:2])
    return codes[0] if len(codes) == 1 else ""


def forget_presences(user: User) -> None:
    """Who closes her account works nowhere any more."""
    Presence.objects.filter(membership__user=user).delete()
