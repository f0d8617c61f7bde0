"""Verbs of sessions: end one, or all but the one in hand."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from trame.people import journal
from trame.people.models import Session, User


@transaction.atomic
def end_session(*, by: User, session: Session) -> None:
    """The browser that holds it is signed out at its next request. Raises PermissionDenied for somebody else's."""
    if session.user_id != by.pk:
        raise PermissionDenied("a session is ended by its owner")
    session.delete()
    journal.record("account.session_ended", by=by, about=by)


@transaction.atomic
def end_other_sessions(*, of: User, but: str | None) -> int:
    """End every session of the account but that of key `but`; how many."""
    ended = Session.objects.filter(user=of).exclude(session_key=but or "").delete()[0]
    if ended:
        journal.record("account.session_ended", by=of, about=of)
    return ended
