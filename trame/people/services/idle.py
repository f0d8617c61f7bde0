"""Accounts that nobody uses: warned by e-mail, then closed; and what else people keeps for a time only."""

import datetime as dt
import logging
from collections.abc import Callable
from smtplib import SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import send_mail
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone

from trame.people.models import CoordinationInvitation, Invitation, User
from trame.people.months import months_before

from .closing import close_account

logger = logging.getLogger(__name__)

IDLE_MONTHS = 12
NOTICE_DAYS = 30
INVITATION_KEPT_DAYS = 30


class IdleAccountsFailed(Exception):
    """Some accounts could not be warned or closed; the others were."""


def note_visit(user: User) -> None:
    """She came today: written at most once a day, and whatever warning she had no longer holds."""
    today = timezone.localdate()
    if user.last_seen_on != today:
        User.objects.filter(pk=user.pk).update(last_seen_on=today, idle_warned_on=None)


def close_idle_accounts() -> int:
    """Warn who has not come for eleven months or so, close after twelve and thirty days of notice; how many closed.

    Nobody is closed without a warning that left thirty days before. Raises IdleAccountsFailed after doing the others.
    """
    today = timezone.localdate()
    failed = sum(not _done(_warn, user) for user in _to_warn(today))
    closed = 0
    for user in _to_close(today):
        done = _done(_close, user)
        closed, failed = closed + done, failed + (not done)
    if failed:
        raise IdleAccountsFailed(f"{failed} accounts failed, {closed} closed")
    return closed


def _to_warn(today: dt.date) -> list[User]:
    limit = months_before(today + dt.timedelta(days=NOTICE_DAYS), IDLE_MONTHS)
    return list(User.objects.filter(is_active=True, idle_warned_on=None, last_seen_on__lte=limit).order_by("pk"))


def _to_close(today: dt.date) -> list[User]:
    warned = Q(idle_warned_on__lte=today - dt.timedelta(days=NOTICE_DAYS))
    idle = Q(last_seen_on__lte=months_before(today, IDLE_MONTHS))
    return list(User.objects.filter(warned & idle, is_active=True).order_by("pk"))


def _done(verb: Callable[[User], None], user: User) -> bool:
    try:
        verb(user)
    except Exception:
        logger.exception("account %s could not be warned or closed", user.pk)
        return False
    return True


def _warn(user: User) -> None:
    today = timezone.localdate()
    said = {"user": user, "closes_on": today + dt.timedelta(days=NOTICE_DAYS), "address": settings.SITE_URL}
    try:
        text = render_to_string("people/mail/idle_account.txt", said)
        send_mail("Votre compte Trame va fermer", text, None, [user.email])
    except SMTPRecipientsRefused:
        logger.warning("the address of account %s no longer exists", user.pk)  # which is no reason to keep it for ever
    User.objects.filter(pk=user.pk).update(idle_warned_on=today)


def _close(user: User) -> None:
    close_account(user=user, by=None)


def forget_old_invitations() -> int:
    """Erase invitations answered, withdrawn or expired thirty days ago, and how many."""
    limit = timezone.now() - dt.timedelta(days=INVITATION_KEPT_DAYS)
    over = Q(accepted_at__lt=limit) | Q(revoked_at__lt=limit) | Q(expires_at__lt=limit)
    gone = Invitation.objects.filter(over).delete()[0]
    return gone + CoordinationInvitation.objects.filter(created_at__lt=limit).delete()[0]
