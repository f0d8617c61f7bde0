"""What a structure stops keeping by itself: people who no longer come, old notes, deleted activities."""

import datetime as dt

from django.db.models import DateField, Max, Q, QuerySet
from django.db.models.functions import Coalesce, TruncDate

from trame.jobs.privacy import retention
from trame.people import journal
from trame.people.models import Organisation, PrivacySettings
from trame.people.months import months_before

from .erasure import erase_person, without_the_past
from .following_end import RULES as RULES_OF_FOLLOWING
from .models import Activity, Beneficiary, Moment
from .personal import DELETED_CHORE, NOTES_CHORE, PEOPLE_CHORE
from .services import erase_moments

DELETED_KEPT_DAYS = 90


def people_due(organisation: Organisation, before: dt.date) -> QuerySet[Beneficiary]:
    """Those whose last attendance, or creation when they never came, is before that day.

    An attendance of a deleted activity is none.
    """
    came = Max("attendances__activity__date", filter=Q(attendances__activity__deleted_at=None))
    created = TruncDate("created_at", output_field=DateField())
    return Beneficiary.objects.of(organisation.pk).alias(last=Coalesce(came, created)).filter(last__lt=before)


def erase_people(organisation: Organisation, before: dt.date) -> int:
    gone = list(people_due(organisation, before).order_by("pk"))
    for person in gone:
        erase_person(by=None, person=person)
    return len(gone)


def notes_due(organisation: Organisation, before: dt.date) -> QuerySet[Activity]:
    """Activities before that day that still have notes, deleted ones too."""
    return Activity.objects.filter(organisation=organisation, date__lt=before).exclude(notes="")


def moments_due(organisation: Organisation, before: dt.date) -> QuerySet[Moment]:
    """Moments of activities before that day, deleted ones too."""
    return Moment.objects.filter(organisation=organisation, activity__date__lt=before)


def erase_notes(organisation: Organisation, before: dt.date) -> int:
    """The notes and the moments: the activity and its figures stay."""
    erased = notes_due(organisation, before).update(notes="", **without_the_past())
    erased += erase_moments(moments_due(organisation, before))
    if erased:
        journal.record("notes.expired", by=None, organisation=organisation)
    return erased


def deleted_due(organisation: Organisation, before: dt.date) -> QuerySet[Activity]:
    return Activity.objects.filter(organisation=organisation, deleted_at__date__lt=before)


def erase_deleted(organisation: Organisation, before: dt.date) -> int:
    """Activities that somebody deleted, or that an undone import set aside."""
    gone = deleted_due(organisation, before)
    number = gone.count()
    erase_moments(Moment.objects.filter(activity__in=gone))  # their files do not leave with the rows
    gone.delete()
    return number


def _people_limit(settings: PrivacySettings, today: dt.date) -> dt.date:
    return months_before(today, settings.people_months)


def _notes_limit(settings: PrivacySettings, today: dt.date) -> dt.date:
    return months_before(today, settings.notes_months)


RULES = (
    retention.Rule(
        code="people",
        name=PEOPLE_CHORE,
        thing=("personne suivie", "personnes suivies"),
        kept="{people_months} mois après la dernière venue, ou après la création de la fiche sans aucune venue",
        limit=_people_limit,
        due=lambda organisation, before: people_due(organisation, before).count(),
        erase=erase_people,
        setting="people_months",
    ),
    retention.Rule(
        code="notes",
        name=NOTES_CHORE,
        thing=("note ou moment à retenir", "notes ou moments à retenir"),
        kept="{notes_months} mois après la date de l’activité",
        limit=_notes_limit,
        due=lambda organisation, before: (
            notes_due(organisation, before).count() + moments_due(organisation, before).count()
        ),
        erase=erase_notes,
        setting="notes_months",
    ),
    retention.Rule(
        code="deleted_activities",
        name=DELETED_CHORE,
        thing=("activité supprimée", "activités supprimées"),
        kept=f"{DELETED_KEPT_DAYS} jours après la suppression",
        limit=lambda settings, today: today - dt.timedelta(days=DELETED_KEPT_DAYS),
        due=lambda organisation, before: deleted_due(organisation, before).count(),
        erase=erase_deleted,
    ),
    *RULES_OF_FOLLOWING,
)
