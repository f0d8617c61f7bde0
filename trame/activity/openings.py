"""Named records being opened: what the journal keeps of it, so that the structure can read who looked at whom.

Whoever opens the file of a named person leaves a line. Who mediates and manages the structure leaves one too when she
opens the list of people, or an activity, that shows her a name or notes: her role alone would show her pseudonyms.
"""

from collections.abc import Iterable

from trame.people import journal
from trame.people.models import Organisation, User

from . import access
from .models import Activity, Attendance, Beneficiary


def person_opened(reader: User, person: Beneficiary) -> None:
    """To be called only where her name is shown."""
    if person.name:
        journal.record_opening("person.opened", by=reader, organisation=person.organisation_id, about=person)


def people_opened(reader: User, organisation: Organisation, shown: Iterable[Beneficiary]) -> None:
    if any(person.name for person in shown) and access.names_as_manager(reader, organisation.pk):
        journal.record_opening("person.listed_with_names", by=reader, organisation=organisation, about=organisation)


def moments_opened(reader: User, where: Activity | Organisation) -> None:
    """To be called only where moments are shown: their sentences and their files may name people."""
    organisation = where.organisation_id if isinstance(where, Activity) else where.pk
    if access.names_as_manager(reader, organisation):
        journal.record_opening("moment.opened", by=reader, organisation=organisation, about=where)


def activity_opened(reader: User, activity: Activity, present: Iterable[Attendance]) -> None:
    shows = activity.notes or any(attendance.beneficiary.name for attendance in present)
    if shows and access.names_as_manager(reader, activity.organisation_id):
        journal.record_opening(
            "activity.opened_with_names", by=reader, organisation=activity.organisation_id, about=activity
        )
