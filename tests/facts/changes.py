"""Whatever may happen to what was captured, through the services that users and the daily round reach, or in bulk."""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from hypothesis import strategies as st

from tests.statistics.oracle.worlds import BANDS, NAVETTE, RANDOMS, TOPICS, Record, record
from tests.statistics.oracle.writing import Town
from trame.activity.erasure import erase_person
from trame.activity.models import (
    Activity,
    ActivityTag,
    AnonymousResidence,
    Attendance,
    Beneficiary,
    BulkChange,
    PersonMerge,
    Procedure,
    Tag,
    TagMerge,
)
from trame.activity.retention import erase_deleted
from trame.activity.services import (
    EntryRefused,
    NotAllowed,
    PersonDetails,
    bulk_verbs,
    change_many,
    correct_person,
    delete_activity,
    delete_batch,
    merge_tags,
    record_batch,
    restore_activity,
    undo_change,
    undo_merge,
    update_activity,
)
from trame.activity.services.merging import merge_people, undo_person_merge
from trame.people.models import Organisation
from trame.reference.models import Commune

Draw = Callable[[st.SearchStrategy[Any]], Any]
# One thing is corrected at a time, so that each is seen to be followed.
KNOWN: dict[str, list[Any]] = {
    "gender": ["", "feminin", "masculin"],
    "birth_year": [None, 1950, 2013, 2014],
    "age_band": ["", *BANDS],
    "status": ["", "retraite"],
    "residence": [None, "56178", "29232"],
}


class Changes:
    """Each method is one change; it does nothing where there is nothing to change."""

    def __init__(self, town: Town, draw: Draw) -> None:
        self.town, self.draw = town, draw

    def make(self, name: str) -> None:
        """A refusal is an answer too: it must leave facts as they were."""
        try:
            with transaction.atomic():
                getattr(self, name)()
        except (EntryRefused, NotAllowed, IntegrityError):
            pass

    def one(self, rows: Any) -> Any:
        found = list(rows.order_by("pk"))
        return self.draw(st.sampled_from(found)) if found else None

    def drawn(self, by: str = "") -> Record:
        return record(self.draw(RANDOMS), by)

    def record(self) -> None:
        self.town.write((self.drawn(),))

    def edit_every_field(self) -> None:
        if activity := self.one(Activity.objects.filter(deleted_at=None)):
            by = next(name for name, pk in self.town.ids.mediators.items() if pk == activity.mediator_id)
            entry = self.town.entry(self.drawn(by=by))
            update_activity(by=activity.mediator, activity=activity, entry=entry)

    def delete(self) -> None:
        if activity := self.one(Activity.objects.filter(deleted_at=None)):
            delete_activity(by=activity.mediator, activity=activity)

    def restore(self) -> None:
        if activity := self.one(Activity.objects.exclude(deleted_at=None)):
            restore_activity(by=activity.mediator, activity=activity)

    def erase_what_was_deleted(self) -> None:
        for organisation in Organisation.objects.filter(pk__in=self.town.ids.structures.values()):
            erase_deleted(organisation, timezone.localdate() + dt.timedelta(days=2))

    def import_and_take_back(self) -> None:
        batch, by = uuid.uuid4(), self.town.by["awa"]
        entries = [self.town.entry(self.drawn(by="awa")) for _ in range(2)]
        record_batch(by=by.user, membership=by, entries=[dataclasses.replace(one, batch=batch) for one in entries])
        written = Activity.objects.filter(batch=batch).aggregate(at=Max("updated_at"))["at"]
        if self.draw(st.booleans()):
            Activity.objects.filter(batch=batch).order_by("pk")[:1].get().save()  # touched since
        if self.draw(st.booleans()):
            delete_batch(organisation=by.organisation, batch=batch, written_at=written)

    def correct_a_person(self) -> None:
        if person := self.one(Beneficiary.objects.filter(merged_into=None)):
            name = self.draw(st.sampled_from([*KNOWN]))
            known = {one: getattr(person, one) for one in ("pseudonym", *KNOWN)}
            details = PersonDetails(**known | {name: self.draw(st.sampled_from(KNOWN[name]))})
            if isinstance(details.residence, str):
                details = dataclasses.replace(details, residence=Commune.objects.get(pk=details.residence))
            by = self.town.by["chloe" if person.organisation_id != self.town.ids.structures[NAVETTE] else "awa"]
            correct_person(by=by.user, person=person, details=details)

    def merge_two_files(self) -> None:
        ours = Beneficiary.objects.filter(organisation=self.town.ids.structures[NAVETTE], merged_into=None)
        kept, merged = self.one(ours), self.one(ours)
        if kept and kept != merged:
            merge_people(
                by=self.town.by["awa"].user, kept=kept, merged=merged, choices={}, client_uuid=uuid.uuid4()
            )  # fmt: skip

    def undo_a_merge_of_files(self) -> None:
        if merge := self.one(PersonMerge.objects.all()):
            undo_person_merge(by=self.town.by["awa"].user, merge=merge)

    def erase_somebody(self) -> None:
        if person := self.one(Beneficiary.objects.filter(merged_into=None)):
            erase_person(by=None, person=person)

    def move_attendances(self) -> None:
        ours = Beneficiary.objects.filter(organisation=self.town.ids.structures[NAVETTE])
        one, other = self.one(ours), self.one(ours)
        of_both = Attendance.objects.filter(beneficiary=other).values("activity")
        Attendance.objects.filter(beneficiary=one).exclude(activity__in=of_both).update(beneficiary=other)

    def say_another_age_that_day(self) -> None:
        Attendance.objects.update(age_band=self.draw(st.sampled_from(["", *BANDS])))

    def change_many(self) -> None:
        wanted = self.draw(
            st.sampled_from(
                [
                    bulk_verbs.Wanted(verb="date", date=dt.date(2025, 1, 2)),
                    bulk_verbs.Wanted(verb="date", date=dt.date(2024, 2, 29)),
                    bulk_verbs.Wanted(verb="tag", tag_name="Noël"),
                    bulk_verbs.Wanted(verb="untag", tag_id=self.town.ids.tags[NAVETTE, "Noël"]),
                ]
            )
        )
        uuids = list(Activity.objects.values_list("client_uuid", flat=True))
        change_many(by=self.town.by["awa"].user, client_uuid=uuid.uuid4(), uuids=uuids, wanted=wanted)

    def undo_a_change_of_many(self) -> None:
        if change := self.one(BulkChange.objects.all()):
            undo_change(by=change.by, change=change)

    def merge_two_tags(self) -> None:
        tags = Tag.objects.filter(organisation=self.town.ids.structures[NAVETTE], merged_into=None)
        kept, merged = self.one(tags), self.one(tags)
        if kept and kept != merged:
            merge_tags(by=self.town.reader, kept=kept, merged=merged)

    def undo_a_merge_of_tags(self) -> None:
        if merge := self.one(TagMerge.objects.all()):
            undo_merge(by=self.town.reader, merge=merge)

    def take_out_tags(self) -> None:
        if tag := self.one(Tag.objects.all()):
            ActivityTag.objects.filter(tag=tag).delete()

    def take_out_procedures(self) -> None:
        Procedure.objects.filter(outcome=self.draw(st.sampled_from(["", "aboutie"]))).delete()

    def count_other_residences(self) -> None:
        if activity := self.one(Activity.objects.filter(anonymous_total__gt=0)):
            AnonymousResidence.objects.filter(activity=activity).delete()
            if self.draw(st.booleans()):
                AnonymousResidence.objects.create(
                    activity=activity, organisation_id=activity.organisation_id, commune_id="29232", n=1
                )

    def rewrite_in_bulk(self) -> None:
        rows = Activity.objects.filter(kind="individuel")
        rows.update(minutes=self.draw(st.sampled_from([29, 120])), topics=[self.draw(st.sampled_from(TOPICS))])
        Activity.objects.filter(mediator=self.town.ids.mediators["gwen"]).update(date=dt.date(2025, 3, 1))

    def give_activities_to_a_colleague(self) -> None:
        gwen, awa = self.town.by["gwen"], self.town.by["awa"]
        Activity.objects.filter(membership=gwen).update(membership=awa, mediator=awa.user)

    def erase_an_activity(self) -> None:
        if activity := self.one(Activity.objects.all()):
            activity.delete()


# A change that needs another one before it.
AFTER = {
    "restore": "delete",
    "erase_what_was_deleted": "delete",
    "undo_a_merge_of_files": "merge_two_files",
    "undo_a_merge_of_tags": "merge_two_tags",
    "undo_a_change_of_many": "change_many",
}
CHANGES = sorted(name for name in vars(Changes) if not name.startswith("_") and name not in ("make", "one", "drawn"))
