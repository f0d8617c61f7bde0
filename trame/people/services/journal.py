"""Verb of the journal: taking it out."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from trame.people import access, journal
from trame.people.journal_listing import Filters, Line, entries_of, lines_of
from trame.people.models import Organisation, User


@transaction.atomic
def export_journal(*, by: User, organisation: Organisation, filters: Filters) -> list[Line]:
    """Every line within the filters, newest first; that it was taken out is a line of the journal too.

    Raises PermissionDenied unless `by` manages the structure today.
    """
    if not access.may_read_journal(by, organisation):
        raise PermissionDenied("only its managers read the journal of a structure")
    lines = lines_of(entries_of(organisation, by, filters), organisation, by)
    journal.record("journal.exported", by=by, organisation=organisation)
    return lines
