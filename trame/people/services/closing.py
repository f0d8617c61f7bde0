"""Closing an account: its personal fields are replaced, its memberships end, and nobody signs in with it again.

The row stays, since what was recorded stays the structure's: attributed to an account that says nothing of anybody.
"""

import uuid
from collections.abc import Callable, Iterator

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import ProtectedError, Q
from django.utils import timezone

from trame.people import journal
from trame.people.models import Coordination, CoordinationInvitation, Invitation, Membership, Organisation, User

from .teams import is_last_manager

CLOSED_NAME = "Compte fermé"
# What a deletion would take and a closing keeps: the past of a structure, of a network; the journal forgets by itself.
KEPT = {"people.Membership", "people.Coordination", "people.JournalActor"}

_forgetters: list[Callable[[User], object]] = []


def register_forgetter(forget: Callable[[User], object]) -> None:
    """Declare, in a higher app's ready(), what else to erase of an account that closes than the rows of hers."""
    _forgetters.append(forget)


def left_without_manager(user: User) -> list[Organisation]:
    """The structures where others work and that only she manages: she hands them over before closing her account."""
    today = timezone.localdate()
    managed = Membership.objects.of_user(user.pk).on(today).managers().select_related("organisation")
    others = Membership.objects.on(today).exclude(user=user)
    return [
        membership.organisation
        for membership in managed
        if is_last_manager(membership.organisation, user)
        and others.filter(organisation=membership.organisation_id).exists()
    ]


@transaction.atomic
def close_own_account(*, by: User) -> None:
    """Raises ValidationError when a structure would be left to people whom nobody manages."""
    if alone := left_without_manager(by):
        names = ", ".join(f"« {organisation} »" for organisation in alone)
        raise ValidationError(
            f"Vous êtes seul·e responsable de {names} : donnez d’abord ce rôle à quelqu’un d’autre de l’équipe."
        )
    close_account(user=by, by=by)


@transaction.atomic
def close_account(*, user: User, by: User | None) -> None:
    """Close an account; `by` is None when it was idle for too long. Closing it twice changes nothing."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if not user.is_active:
        return
    own = Membership.objects.of_user(user.pk).on(timezone.localdate())
    for organisation_id in set(own.values_list("organisation", flat=True)):
        journal.record("account.closed" if by else "account.expired", by=by, organisation=organisation_id, about=user)
    for forget in _forgetters:
        forget(user)
    for invitations in (Invitation, CoordinationInvitation):
        invitations.objects.filter(email__iexact=user.email).delete()
    _end(Membership.objects.filter(user=user))
    _end(Coordination.objects.filter(user=user))
    for model, field in _of_her_alone():
        model._base_manager.filter(**{field: user}).delete()
    _replace_fields(user)


def _replace_fields(user: User) -> None:
    user.email = f"{uuid.uuid4().hex}@compte-ferme.invalid"
    user.first_name, user.last_name, user.profile = "", CLOSED_NAME, ""
    user.is_active = user.is_admin = False
    user.current_organisation = user.last_login = user.idle_warned_on = None
    user.set_unusable_password()
    user.save()


def _end(rows: "models.QuerySet[Membership] | models.QuerySet[Coordination]") -> None:
    """Today is the last day of those that hold; those to come will not."""
    today = timezone.localdate()
    for row in rows.filter(starts_on__gt=today):
        try:
            with transaction.atomic():
                row.delete()
        except ProtectedError:  # something was recorded under it all the same
            rows.filter(pk=row.pk).update(ends_on=row.starts_on)
    rows.filter(Q(ends_on=None) | Q(ends_on__gt=today), starts_on__lte=today).update(ends_on=today)


def _of_her_alone() -> Iterator[tuple[type[models.Model], str]]:
    """(model, field) of each table whose rows leave with an account: sessions, keys, identities, files asked for."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if not isinstance(field, models.ForeignKey) or field.related_model is not User:
                continue
            if field.remote_field.on_delete is models.CASCADE and model._meta.label not in KEPT:
                yield model, field.name
