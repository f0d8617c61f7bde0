"""Verbs of the change of address: ask, confirm from each mailbox, refuse. Nothing changes before both have confirmed.

A stolen session is not enough to take an account away, nor is a stolen mailbox: the two links go to the two addresses.
"""

import datetime as dt
from collections.abc import Callable
from enum import StrEnum

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from trame.people import journal, mails
from trame.people.models import EmailChange, User
from trame.people.tokens import digest_of, new_token

from .sessions import end_other_sessions

VALID_FOR = dt.timedelta(hours=24)

Link = Callable[[str], str]


class Step(StrEnum):
    """What a confirmation led to."""

    WAITING_FOR_OLD = "waiting_for_old"
    WAITING_FOR_NEW = "waiting_for_new"
    DONE = "done"
    TAKEN = "taken"  # an account of this address was opened meanwhile


class LinkSpent(Exception):
    """The link is unknown, was used, was replaced by another, or is too old."""


def ask(*, by: User, new_email: str, link: Link) -> EmailChange:
    """Send a link to each address, in place of any earlier demand; `link(token)` is its address.

    An address that has an account gets no link but a word about it: the same is said on the page, so that nobody learns
    who has an account. Raises ValidationError (it is already hers), MailNotSent (the demand stands).
    """
    new_email = new_email.strip().lower()
    if new_email == by.email:
        raise ValidationError({"email": "C’est déjà l’adresse de votre compte."})
    old_secret, new_secret = new_token(), new_token()
    with transaction.atomic():
        EmailChange.objects.filter(user=by).delete()
        change = EmailChange.objects.create(
            user=by,
            new_email=new_email,
            old_digest=digest_of(old_secret),
            new_digest=digest_of(new_secret),
            expires_at=timezone.now() + VALID_FOR,
        )
        journal.record("account.email_change_asked", by=by, about=by)
    said = {"new_email": new_email, "first_name": by.first_name}
    to_old = said | {"address": link(old_secret)}
    mails.send("people/mail/email_change_old.txt", by.email, "Changer d’adresse ?", to_old)
    if is_taken(new_email, by):
        mails.send("people/mail/email_change_taken.txt", new_email, "Vous avez déjà un compte Trame", said)
    else:
        mails.send(
            "people/mail/email_change_new.txt",
            new_email,
            "Confirmer votre adresse",
            said | {"address": link(new_secret)},
        )
    return change


def find(token: str) -> tuple[EmailChange, bool]:
    """(the demand, whether the link is that of the old address). Raises LinkSpent."""
    digest = digest_of(token)
    change = EmailChange.objects.pending().filter(old_digest=digest).select_related("user").first()
    if change:
        return change, True
    change = EmailChange.objects.pending().filter(new_digest=digest).select_related("user").first()
    if change:
        return change, False
    raise LinkSpent


@transaction.atomic
def confirm(*, token: str, session_key: str | None) -> Step:
    """Spend the link of one address; when the other is spent too, the address changes and other sessions end.

    Raises LinkSpent.
    """
    change, by_old = _claim(token)
    if by_old:
        change.old_digest = None
    else:
        change.new_digest = None
    change.save(update_fields=["old_digest", "new_digest"])
    if not change.confirmed_by_old:
        return Step.WAITING_FOR_OLD
    if not change.confirmed_by_new:
        return Step.WAITING_FOR_NEW
    return _apply(change, session_key)


@transaction.atomic
def refuse(*, token: str) -> None:
    """« Ce n'est pas moi »: the demand is dropped and every session of the account ends. Raises LinkSpent.

    Only from the old address: who was written to by mistake at the new one has nothing to say of this account.
    """
    change, by_old = _claim(token)
    user = change.user
    change.delete()
    if by_old:
        end_other_sessions(of=user, but=None)
        journal.record("account.email_change_refused", by=user, about=user)


@transaction.atomic
def drop(*, by: User) -> None:
    """Give up one's own demand."""
    EmailChange.objects.filter(user=by).delete()


def forget_expired() -> int:
    return EmailChange.objects.filter(expires_at__lte=timezone.now()).delete()[0]


def is_taken(email: str, user: User) -> bool:
    """Whether another account than `user` has this address."""
    addresses = EmailAddress.objects.filter(email__iexact=email).exclude(user=user)
    return User.objects.filter(email__iexact=email).exclude(pk=user.pk).exists() or addresses.exists()


def _claim(token: str) -> tuple[EmailChange, bool]:
    """The demand, locked: of two answers sent together, the second finds the link spent."""
    change, _ = find(token)
    locked = EmailChange.objects.select_for_update(of=("self",)).select_related("user").filter(pk=change.pk).first()
    digest = digest_of(token)
    if locked is None or digest not in (locked.old_digest, locked.new_digest):
        raise LinkSpent
    return locked, locked.old_digest == digest


def _apply(change: EmailChange, session_key: str | None) -> Step:
    user, old = change.user, change.user.email
    change.delete()
    if is_taken(change.new_email, user):
        return Step.TAKEN
    user.email = change.new_email
    user.save(update_fields=["email"])
    EmailAddress.objects.filter(user=user).delete()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    end_other_sessions(of=user, but=session_key)
    journal.record("account.email_changed", by=user, about=user)
    said = {"first_name": user.first_name}
    transaction.on_commit(
        lambda: mails.send("people/mail/email_changed.txt", old, "L’adresse de votre compte a changé", said),
        robust=True,  # the address has changed whether or not this word arrives
    )
    return Step.DONE
