"""The activities of a file, a batch after the other: never more than one in memory, whatever their number.

Which activities, and in which order, is settled at one instant: PostgreSQL keeps their numbers in a cursor, so that
nothing recorded, moved or deleted meanwhile shifts a row. What a row says is read with its batch; an activity deleted
since, or that its reader may not see any more, is left out.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from functools import cached_property
from itertools import islice

from django.db.models import Prefetch

from trame.activity.models import (
    ANONYMOUS_COUNTERS,
    Activity,
    ActivityTag,
    AnonymousResidence,
    Attendance,
    Partner,
    Procedure,
)
from trame.activity.models.activity import ActivityQuerySet
from trame.activity.models.beneficiary import AttendanceQuerySet
from trame.people.models import User
from trame.reference.nomenclatures import age_band

BATCH = 500
ORDER = ("-date", "-created_at", "-pk")  # of the list


class Line:
    """One activity and what its columns read. `notes`: empty unless they are asked for, and hers to read."""

    def __init__(self, activity: Activity, firsts: frozenset[int], notes: str) -> None:
        self.activity, self.notes = activity, notes
        self._firsts = firsts
        fetched = vars(activity)
        self.attendances: list[Attendance] = fetched["present"]
        self.tags: list[str] = [link.tag.name for link in fetched["tagged"]]
        self.procedures: list[Procedure] = fetched["done"]
        self.partners: list[Partner] = fetched["met"]
        self._anonymous_residences: list[AnonymousResidence] = fetched["living"]

    def forget(self) -> None:
        """Once it is written: an activity and what was fetched with it hold one another, and their memory with them."""
        vars(self.activity).clear()

    @cached_property
    def counted(self) -> Counter[tuple[str, str]]:
        """(dimension, code) → participants, followed or not; as the figures count them."""
        found = Counter({(one.dimension, one.code): getattr(self.activity, one.field) for one in ANONYMOUS_COUNTERS})
        for attendance in self.attendances:
            known = attendance.beneficiary
            found["venue", "new" if attendance.pk in self._firsts else "known"] += 1
            found["gender", known.gender] += 1
            found["age", self._age_band(attendance)] += 1
            found["status", known.status] += 1
        return found

    def _age_band(self, attendance: Attendance) -> str:
        born = attendance.beneficiary.birth_year
        if born is None:
            return attendance.age_band or attendance.beneficiary.age_band
        return age_band(born, self.activity.date.year).value

    @cached_property
    def residences(self) -> list[tuple[tuple[str, str], int]]:
        """((Insee code, name), participants who live there), the most numerous first."""
        found: Counter[tuple[str, str]] = Counter()
        for residence in self._anonymous_residences:
            found[residence.commune_id, residence.commune.name] += residence.n
        for attendance in self.attendances:
            if lives_in := attendance.beneficiary.residence:
                found[lives_in.pk, lives_in.name] += 1
        return sorted(found.items(), key=lambda item: (-item[1], item[0]))


def lines(found: ActivityQuerySet, reader: User, notes_of: frozenset[int]) -> Iterator[list[Line]]:
    """The lines of `found`, by batches, in the order of the list. `notes_of`: structures whose notes are read."""
    numbers = found.order_by(*ORDER).values_list("pk", flat=True).iterator(chunk_size=BATCH)
    with closing(numbers):  # type: ignore[type-var]
        while batch := list(islice(numbers, BATCH)):
            yield _batch(batch, reader, notes_of)


def _batch(numbers: list[int], reader: User, notes_of: frozenset[int]) -> list[Line]:
    """In as many queries whatever their number, none of which reads a name."""
    rows = Activity.objects.visible_to(reader).filter(pk__in=numbers)
    rows = rows.select_related("place", "commune__epci", "mediator", "organisation", "coordination")
    rows = rows.prefetch_related(*_fetched())
    by_id = {row.pk: row for row in (rows if notes_of else rows.defer("notes"))}
    firsts = _firsts({one.beneficiary_id for row in by_id.values() for one in vars(row)["present"]})
    return [_line(by_id[pk], firsts, notes_of) for pk in numbers if pk in by_id]


def _line(activity: Activity, firsts: frozenset[int], notes_of: frozenset[int]) -> Line:
    return Line(activity, firsts, activity.notes if activity.organisation_id in notes_of else "")


def _fetched() -> list["Prefetch[str]"]:
    """Lists rather than managers, each of which would make a query of its own before giving what it has fetched."""
    return [
        Prefetch("attendances", _present(), to_attr="present"),
        Prefetch("anonymous_residences", AnonymousResidence.objects.select_related("commune"), to_attr="living"),
        Prefetch("activity_tags", ActivityTag.objects.select_related("tag").order_by("pk"), to_attr="tagged"),
        Prefetch("procedures", Procedure.objects.order_by("rank"), to_attr="done"),
        Prefetch("partners", Partner.objects.order_by("rank"), to_attr="met"),
    ]


def _present() -> AttendanceQuerySet:
    known = ("gender", "birth_year", "age_band", "status", "residence__name")
    only = [f"beneficiary__{field}" for field in known]
    present = Attendance.objects.select_related("beneficiary__residence").order_by("pk")
    return present.only("activity", "age_band", "beneficiary", *only)


def _firsts(people: set[int]) -> frozenset[int]:
    """Of each person, her first attendance, all years considered (as in fact_attendance)."""
    living = Attendance.objects.filter(beneficiary__in=people, activity__deleted_at=None)
    earliest = living.order_by("organisation_id", "beneficiary_id", "activity__date", "activity_id")
    return frozenset(earliest.distinct("organisation_id", "beneficiary_id").values_list("pk", flat=True))
