"""What ends by itself in the files of people followed: a follow-up whose date is past, a file merged into another.

A date of end is a promise made to somebody. Once it is past, her file waits for the structure in « Fin de suivi
passée », to be extended or erased; after GRACE_DAYS, or GRACE_DAYS after her last visit when she has come since, it is
erased as any other, and the run leaves its proof (jobs/privacy/retention.py).
"""

import datetime as dt

from django.db.models import Max, Q
from django.utils import timezone

from trame.jobs.privacy import retention
from trame.people.models import Organisation

from .erasure import erase_person
from .models import Beneficiary, PersonMerge
from .models.beneficiary import BeneficiaryQuerySet
from .personal import FOLLOW_END_CHORE, MERGED_CHORE
from .services.merging import UNDONE_WITHIN, forget_person_merge

GRACE_DAYS = 60


def ended(people: BeneficiaryQuerySet, today: dt.date) -> BeneficiaryQuerySet:
    """Those whose follow-up is over: what « Fin de suivi passée » lists."""
    return people.filter(follow_until__lt=today)


def ended_due(organisation: Organisation, before: dt.date) -> BeneficiaryQuerySet:
    """Those whose follow-up ended, and who last came, before that day."""
    came = Max("attendances__activity__date", filter=Q(attendances__activity__deleted_at=None))
    over = Beneficiary.objects.of(organisation.pk).filter(follow_until__lt=before).alias(last=came)
    return over.filter(Q(last=None) | Q(last__lt=before))


def erase_ended(organisation: Organisation, before: dt.date) -> int:
    gone = list(ended_due(organisation, before).order_by("pk"))
    for person in gone:
        erase_person(by=None, person=person)
    return len(gone)


def merges_due(organisation: Organisation, before: dt.date) -> list[PersonMerge]:
    """Oldest first: a file into which another was merged may itself have been merged since."""
    return list(PersonMerge.objects.filter(organisation=organisation, made_at__date__lt=before).order_by("pk"))


def forget_merges(organisation: Organisation, before: dt.date) -> int:
    gone = merges_due(organisation, before)
    for merge in gone:
        forget_person_merge(merge)
    return len(gone)


def erased_on(person: Beneficiary, last: dt.date | None) -> dt.date | None:
    """The last day of her file when its date of end is past or to come; None without one. `last`: her last visit."""
    if person.follow_until is None:
        return None
    return max(person.follow_until, last or person.follow_until) + dt.timedelta(days=GRACE_DAYS)


def is_over(person: Beneficiary) -> bool:
    return person.follow_until is not None and person.follow_until < timezone.localdate()


RULES = (
    retention.Rule(
        code="followed_until",
        name=FOLLOW_END_CHORE,
        thing=("personne dont le suivi est terminé", "personnes dont le suivi est terminé"),
        kept=f"{GRACE_DAYS} jours après la fin de suivi notée, ou après la dernière venue si elle est plus récente",
        limit=lambda settings, today: today - dt.timedelta(days=GRACE_DAYS),
        due=lambda organisation, before: ended_due(organisation, before).count(),
        erase=erase_ended,
    ),
    retention.Rule(
        code="merged_people",
        name=MERGED_CHORE,
        thing=("fiche fondue", "fiches fondues"),
        kept=f"{UNDONE_WITHIN.days} jours après la fusion, pour pouvoir la défaire",
        limit=lambda settings, today: today - UNDONE_WITHIN,
        due=lambda organisation, before: len(merges_due(organisation, before)),
        erase=forget_merges,
    ),
)
