"""Moments à retenir, read by what writes the bilan and the evaluation, which import this module and nothing else."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from trame.files.models import StoredFile
from trame.people.models import Organisation
from trame.people.readers import Reader

from . import access
from .models import Moment, MomentKind
from .words import heading


@dataclass(frozen=True, kw_only=True)
class KeptMoment:
    """`kind`: a value of MomentKind. `sentence`: the words kept, or what the file shows or says; it may be empty.

    Nobody's consent has been asked yet: whoever publishes a moment asks for it first.
    """

    uuid: UUID
    kind: str
    sentence: str
    date: dt.date
    activity: str
    file: StoredFile | None


def moments_of(organisation: Organisation, start: dt.date, end: dt.date, reader: Reader) -> list[KeptMoment]:
    """Those of the activities between two days, both included, oldest first; none for who may not see names there."""
    if not access.may_see_names(reader, organisation.pk):
        return []
    found = Moment.objects.visible_to(reader).filter(organisation=organisation, activity__date__range=(start, end))
    return [
        KeptMoment(
            uuid=moment.client_uuid,
            kind=str(MomentKind(moment.kind).value),
            sentence=moment.sentence,
            date=moment.activity.date,
            activity=heading(moment.activity),
            file=moment.file,
        )
        for moment in found.with_what_they_show().order_by("activity__date", "created_at", "pk")
    ]
