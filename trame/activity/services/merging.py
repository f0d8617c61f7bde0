"""Two files of one person become one, field by field; undone within thirty days, as it was; then the other one goes."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from django.db import IntegrityError, transaction
from django.utils import timezone

from trame.people import journal
from trame.people.models import User

from .. import access
from ..models import Attendance, Beneficiary, DistinctPeople, LevelReading, Objective, PersonMerge
from .concurrency import version_of
from .refusals import ChangedMeanwhile, EntryRefused, NotAllowed, ReplayConflict

UNDONE_WITHIN = dt.timedelta(days=30)
FIELDS = (
    "pseudonym", "name", "phone", "email", "gender", "birth_year", "age_band", "status", "residence_id", "purpose",
    "informed_on", "follow_until", "referent_id",
)  # fmt: skip
_DATES = {"informed_on", "follow_until"}

Side = Literal["kept", "merged"]
TOO_LATE = "Cette fusion a plus de trente jours : elle ne se défait plus."
NEWER_FIRST = "Une fusion plus récente touche cette fiche : défaites-la d’abord."


def differing(kept: Beneficiary, merged: Beneficiary) -> list[str]:
    """The fields that say two things, in their order."""
    return [name for name in FIELDS if getattr(kept, name) != getattr(merged, name)]


@dataclass(frozen=True)
class Count:
    """Accompaniments of each file, those of deleted activities left out; `shared`: activities where both were."""

    kept: int
    merged: int
    shared: int

    @property
    def after(self) -> int:
        return self.kept + self.merged - self.shared


def count(kept: Beneficiary, merged: Beneficiary) -> Count:
    """What merging would make of the accompaniments."""
    where = {
        person.pk: set(
            Attendance.objects.filter(beneficiary=person, activity__deleted_at=None).values_list("activity", flat=True)
        )
        for person in (kept, merged)
    }
    return Count(len(where[kept.pk]), len(where[merged.pk]), len(where[kept.pk] & where[merged.pk]))


@transaction.atomic
def merge_people(
    *,
    by: User,
    kept: Beneficiary,
    merged: Beneficiary,
    choices: Mapping[str, Side],
    client_uuid: uuid.UUID,
    seen: tuple[str, str] | None = None,
) -> PersonMerge:
    """`merged` becomes `kept`: `choices` says, for each field that differs, whose value stays (`kept`'s by default).

    `seen`: the versions of both that the preview showed. Replaying `client_uuid` returns what it made. Raises
    NotAllowed, EntryRefused, ChangedMeanwhile, or ReplayConflict.
    """
    _check(by, kept, merged)
    if set(choices) - set(FIELDS) or set(choices.values()) - {"kept", "merged"}:
        raise EntryRefused({"choices": ["Un choix n’est pas dans la liste."]})
    kept, merged = _locked(kept, merged)
    if made := PersonMerge.objects.filter(client_uuid=client_uuid).first():
        if (made.kept_id, made.merged_id) != (kept.pk, merged.pk):
            raise ReplayConflict("this client_uuid merged others")
        return made
    if kept.merged_into_id is not None or merged.merged_into_id is not None:
        raise EntryRefused({"choices": ["Une de ces fiches vient d’être fondue dans une autre."]})
    if seen is not None and seen != (version_of(kept), version_of(merged)):
        raise ChangedMeanwhile(kept)
    merge = PersonMerge(client_uuid=client_uuid, organisation_id=kept.organisation_id, kept=kept, merged=merged, by=by)
    _move(merge)
    _give(merge, [name for name in differing(kept, merged) if choices.get(name) == "merged"])
    merge.save()
    journal.record("person.merged", by=by, organisation=kept.organisation_id, about=kept)
    return merge


def _check(by: User, kept: Beneficiary, merged: Beneficiary) -> None:
    if kept.pk == merged.pk or kept.organisation_id != merged.organisation_id:
        raise NotAllowed("two files of one structure")
    if not access.may_correct(by, kept):
        raise NotAllowed("only the mediators of their structure merge two files")


def _locked(kept: Beneficiary, merged: Beneficiary) -> tuple[Beneficiary, Beneficiary]:
    """Both, in an order that no two merges cross: no attendance is added to either meanwhile."""
    rows = Beneficiary.objects.select_for_update().filter(pk__in=(kept.pk, merged.pk)).order_by("pk")
    by_pk = {person.pk: person for person in rows}
    return by_pk[kept.pk], by_pk[merged.pk]


def _move(merge: PersonMerge) -> None:
    """Attendances, objectives and levels change person; where both were, she came once."""
    kept, merged = merge.kept_id, merge.merged_id
    there = Attendance.objects.filter(beneficiary=kept).values("activity")
    twice = Attendance.objects.filter(beneficiary=merged, activity__in=there)
    merge.dropped = {str(activity): age for activity, age in twice.values_list("activity", "age_band")}
    twice.delete()
    left = Attendance.objects.filter(beneficiary=merged)
    merge.moved = sorted(left.values_list("activity", flat=True))
    left.update(beneficiary=kept)
    for model, name in ((Objective, "moved_objectives"), (LevelReading, "moved_levels")):
        rows = model._default_manager.filter(beneficiary=merged)
        setattr(merge, name, sorted(rows.values_list("pk", flat=True)))
        rows.update(beneficiary=kept)


def _give(merge: PersonMerge, taken: list[str]) -> None:
    """Write the values chosen. A pseudonym is one person's: choosing the other one's exchanges them."""
    kept, merged = merge.kept, merge.merged
    merge.kept_before = {name: _as_json(getattr(kept, name)) for name in taken}
    merge.kept_after = {name: _as_json(getattr(merged, name)) for name in taken}
    merged.merged_into = kept
    if "pseudonym" in taken:
        first, second = kept.pseudonym, merged.pseudonym
        _rename(merged, str(uuid.uuid4()))
        kept.pseudonym = second
        merged.pseudonym = first
    for name in taken:
        if name != "pseudonym":
            setattr(kept, name, getattr(merged, name))
    kept.save()
    merged.save()


def _rename(person: Beneficiary, pseudonym: str) -> None:
    Beneficiary.objects.filter(pk=person.pk).update(pseudonym=pseudonym)


@dataclass(frozen=True)
class Undone:
    """`stayed`: fields of the kept file changed since the merge, left as they are now."""

    kept: Beneficiary
    merged: Beneficiary
    stayed: list[str]


@transaction.atomic
def undo_person_merge(*, by: User, merge: PersonMerge) -> Undone:
    """Both files as they were; what was written since stays with the kept one. Undoing twice changes nothing.

    Raises NotAllowed, or EntryRefused after thirty days, or while a newer merge touches the kept file.
    """
    merge = PersonMerge.objects.select_for_update().get(pk=merge.pk)
    kept, merged = _locked(merge.kept, merge.merged)
    if not access.may_correct(by, merge.kept):
        raise NotAllowed("only the mediators of their structure undo a merge")
    if merge.undone_at is not None:
        return Undone(kept, merged, [])
    if timezone.now() - merge.made_at > UNDONE_WITHIN:
        raise EntryRefused({"merge": [TOO_LATE]})
    if newer_merges(merge).exists():
        raise EntryRefused({"merge": [NEWER_FIRST]})
    _move_back(merge)
    stayed = _give_back(merge, kept, merged)
    merge.undone_at = timezone.now()
    merge.save(update_fields=["undone_at"])
    journal.record("person.unmerged", by=by, organisation=merge.organisation_id, about=kept)
    return Undone(kept, merged, stayed)


def newer_merges(merge: PersonMerge) -> Any:
    """Those not undone, made after this one into or of its kept file: they are undone first, like sheets of a pile."""
    touching = PersonMerge.objects.filter(undone_at=None, pk__gt=merge.pk)
    return touching.filter(kept=merge.kept_id) | touching.filter(merged=merge.kept_id)


def _move_back(merge: PersonMerge) -> None:
    kept, merged = merge.kept_id, merge.merged_id
    Attendance.objects.filter(beneficiary=kept, activity__in=merge.moved).update(beneficiary=merged)
    # An activity corrected since to be without her stays without her.
    both = [int(activity) for activity in merge.dropped]
    still = Attendance.objects.filter(beneficiary=kept, activity__in=both).values_list("activity", flat=True)
    Attendance.objects.bulk_create(
        Attendance(
            activity_id=activity,
            beneficiary_id=merged,
            organisation_id=merge.organisation_id,
            age_band=merge.dropped[str(activity)],
        )
        for activity in sorted(still)
    )
    for model, ids in ((Objective, merge.moved_objectives), (LevelReading, merge.moved_levels)):
        model._default_manager.filter(beneficiary=kept, pk__in=ids).update(beneficiary=merged)


def _give_back(merge: PersonMerge, kept: Beneficiary, merged: Beneficiary) -> list[str]:
    """Each field that is still as the merge left it; returns the others."""
    stayed = [name for name, after in merge.kept_after.items() if _as_json(getattr(kept, name)) != after]
    before = {name: value for name, value in merge.kept_before.items() if name not in stayed}
    if "pseudonym" in before:
        _rename(merged, str(uuid.uuid4()))
        kept.pseudonym, merged.pseudonym = before.pop("pseudonym"), merge.kept_after["pseudonym"]
    elif "pseudonym" in stayed:
        _own_pseudonym_back(merged, merge.kept_after["pseudonym"])
    for name, value in before.items():
        setattr(kept, name, dt.date.fromisoformat(value) if value and name in _DATES else value)
    kept.save()
    merged.merged_into = None
    merged.save()
    return stayed


def _own_pseudonym_back(merged: Beneficiary, own: str) -> None:
    """The one it had before the exchange, unless it was given to somebody else since."""
    same = Beneficiary.objects.filter(organisation=merged.organisation_id, pseudonym__iexact=own)
    if not same.exclude(pk=merged.pk).exists():
        merged.pseudonym = own


@transaction.atomic
def tell_apart(*, by: User, one: Beneficiary, other: Beneficiary) -> None:
    """« Ce sont deux personnes »: the pair is not proposed again. Raises NotAllowed."""
    _check(by, one, other)
    first, second = sorted((one, other), key=lambda person: person.pk)
    DistinctPeople.objects.get_or_create(
        first=first, second=second, defaults={"organisation_id": one.organisation_id, "by": by}
    )
    journal.record("person.told_apart", by=by, organisation=one.organisation_id, about=first)


@transaction.atomic
def forget_person_merge(merge: PersonMerge) -> None:
    """After thirty days: the merged file goes; what an import knows of it, and whom it was told from, stay."""
    kept, merged = _locked(merge.kept, merge.merged)
    if merge.undone_at is not None:
        merge.delete()
        return
    for attendance in Attendance.objects.filter(beneficiary=merged):  # one that crossed the merge
        try:
            with transaction.atomic():
                Attendance.objects.filter(pk=attendance.pk).update(beneficiary=kept)
        except IntegrityError:
            attendance.delete()
    keys = {*kept.former_match_keys, *merged.former_match_keys, merged.match_key} - {"", kept.match_key}
    Beneficiary.objects.filter(pk=kept.pk).update(former_match_keys=sorted(keys))
    _keep_refusals(kept, merged)
    merged.delete()


def _keep_refusals(kept: Beneficiary, merged: Beneficiary) -> None:
    for said in DistinctPeople.objects.filter(first=merged) | DistinctPeople.objects.filter(second=merged):
        other = said.second_id if said.first_id == merged.pk else said.first_id
        if other != kept.pk:
            first, second = sorted((kept.pk, other))
            DistinctPeople.objects.get_or_create(
                first_id=first, second_id=second, defaults={"organisation_id": said.organisation_id, "by": said.by}
            )


def _as_json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value
