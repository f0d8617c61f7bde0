"""Verbs of links: make, revoke, open, spend, forget."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from trame.people import journal
from trame.people.access import may_publish
from trame.people.models import Membership, Organisation, User
from trame.people.tokens import digest_of, new_token
from trame.ui.typography import date_long

from .models import Link
from .scopes import SCOPES, Scope

ENDED_KEPT_FOR = dt.timedelta(days=365)


@transaction.atomic
def create_link(
    *, by: User, organisation: Organisation, scope: str, object_id: str, expires_on: dt.date, single_use: bool = False
) -> tuple[Link, str]:
    """A new link and its token, which is told here and never again: only its digest is kept.

    It serves until the end of `expires_on`. Raises PermissionDenied unless `by` works today in the organisation, which
    is recognised, and sees this object of it; ValidationError on the day; KeyError on an undeclared scope.
    """
    declared = SCOPES[scope]
    _require_member(by, organisation.pk)
    if not may_publish(organisation):
        raise PermissionDenied("only a recognised structure shares")
    shared = declared.describe([object_id], by).get(object_id)
    if shared is None or shared.organisation_id != organisation.pk:
        raise PermissionDenied("this object is not of this organisation")
    _check_day(expires_on, declared)
    token = new_token()
    link = Link.objects.create(
        organisation=organisation,
        scope=scope,
        object_id=object_id,
        token_digest=digest_of(token),
        created_by=by,
        expires_at=end_of(expires_on),
        max_uses=1 if single_use or declared.single_use else None,
    )
    journal.record("link.made", by=by, organisation=organisation, about=link)
    return link, token


@transaction.atomic
def revoke_link(*, by: User, link: Link) -> None:
    """Close a link at once and for good. Raises PermissionDenied unless `by` works today in its organisation."""
    _require_member(by, link.organisation_id)
    if Link.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=timezone.now()):
        journal.record("link.revoked", by=by, organisation=link.organisation_id, about=link)


def find_link(token: str) -> Link | None:
    """The link this token still opens. Unknown, revoked, spent, expired: None, and nothing says which.

    The search is by digest: how long it takes tells nothing of the token.
    """
    link = Link.objects.usable().select_related("organisation").filter(token_digest=digest_of(token)).first()
    return link if link and link.scope in SCOPES else None


def count_visit(link: Link) -> None:
    """One more opening, today: the only thing that a GET changes."""
    Link.objects.filter(pk=link.pk).update(uses=F("uses") + 1, last_used_on=timezone.localdate())


@transaction.atomic
def spend_link(token: str) -> Link | None:
    """The link that serves once, now spent: of two who come together, one gets it and the other gets None."""
    single = Link.objects.usable().filter(token_digest=digest_of(token), max_uses=1, scope__in=SCOPES)
    link = single.select_for_update(of=("self",)).select_related("organisation").first()
    if link is not None:
        count_visit(link)
    return link


def forget_ended_links() -> int:
    """For the daily round: erase the links that ended more than twelve months ago. Returns how many."""
    limit = timezone.now() - ENDED_KEPT_FOR
    return Link.objects.filter(Q(expires_at__lt=limit) | Q(revoked_at__lt=limit)).delete()[0]


def end_of(day: dt.date) -> dt.datetime:
    """The midnight that ends this day, in the site's time zone."""
    return timezone.make_aware(dt.datetime.combine(day + dt.timedelta(days=1), dt.time()))


def last_day(scope: Scope) -> dt.date:
    """The furthest day a new link of this scope may reach."""
    return timezone.localdate() + dt.timedelta(days=scope.max_days)


def _check_day(expires_on: dt.date, scope: Scope) -> None:
    if expires_on < timezone.localdate():
        raise ValidationError({"expires_on": "Ce jour est passé : choisissez aujourd’hui ou un jour à venir."})
    if expires_on > last_day(scope):
        raise ValidationError(
            {
                "expires_on": f"Un lien dure {scope.max_days} jours au plus : "
                f"choisissez un jour d’ici au {date_long(last_day(scope))}."
            }
        )


def _require_member(by: User, organisation_id: int) -> None:
    if not Membership.objects.of_user(by.pk).on(timezone.localdate()).filter(organisation=organisation_id).exists():
        raise PermissionDenied("only the organisation's members share for it")
