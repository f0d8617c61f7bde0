"""One change made to many activities at once: what it would do, doing it, undoing it within thirty days."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from trame.directory.models import Place
from trame.people import journal
from trame.people.models import User

from .. import access
from ..models import Activity, ActivityTag, BulkChange, Tag
from ..models.activity import FIRST_DATE
from .batches import forget_unused_tags
from .bulk_verbs import CHANGES, COLUMNS, Change, State, Wanted, rewrite, state_of, touch
from .refusals import EntryRefused, NotAllowed, ReplayConflict
from .tags import kept_tag

MAX_CHANGED = 1_000
UNDONE_WITHIN = dt.timedelta(days=30)


@dataclass(frozen=True)
class Plan:
    """`changes` change; each of `kept_out` stays, for a reason in French; `unknown`: ids that are nothing she sees."""

    changes: list[Activity]
    kept_out: list[tuple[Activity, str]]
    unknown: int
    change: Change | None

    @property
    def reasons(self) -> dict[str, list[Activity]]:
        """The activities that stay, by reason, the most frequent first."""
        found: dict[str, list[Activity]] = {}
        for activity, reason in self.kept_out:
            found.setdefault(reason, []).append(activity)
        return dict(sorted(found.items(), key=lambda item: -len(item[1])))


def plan_change(*, by: User, uuids: Collection[UUID], wanted: Wanted) -> Plan:
    """What changing these activities would do; nothing is written. Raises EntryRefused for what nobody may ask."""
    return _plan(by, uuids, wanted, lock=False)


@transaction.atomic
def change_many(*, by: User, client_uuid: UUID, uuids: Collection[UUID], wanted: Wanted) -> BulkChange:
    """Change all that can be, and keep what undoes it. Replaying the same `client_uuid` changes nothing more.

    Raises EntryRefused (nothing left to change, too many of them), or ReplayConflict for another change of that id.
    """
    if replayed := _replayed(by, client_uuid, uuids, wanted):
        return replayed
    plan = _plan(by, uuids, wanted, lock=True)
    if replayed := _replayed(by, client_uuid, uuids, wanted):
        return replayed  # a double tap: its twin held the lock, and has just written
    if plan.change is None or not plan.changes:
        raise EntryRefused({"verb": ["Aucune de ces activités ne change : choisissez-en d’autres, ou autre chose."]})
    before, after = plan.change.write(plan.changes, timezone.now())
    made = BulkChange(
        client_uuid=client_uuid,
        organisation_id=plan.change.organisation_id,
        by=by,
        verb=wanted.verb,
        before={str(pk): state for pk, state in before.items()},
        after={str(pk): state for pk, state in after.items()},
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as twin:  # the same page sent twice at the same moment
        raise ReplayConflict("this client_uuid was used for another change") from twin
    journal.record("activity.bulk_changed", by=by, organisation=made.organisation_id, about=made)
    return made


@dataclass(frozen=True)
class Undone:
    """How many are as before; the ids of those changed since, deleted since, or whose tag or place is gone."""

    restored: int
    left: tuple[int, ...]


@transaction.atomic
def undo_change(*, by: User, change: BulkChange) -> Undone:
    """Give back what each activity said, where it still says what the change wrote. Undoing twice does nothing more.

    Raises NotAllowed: somebody else's change, older than thirty days, or in a structure where she mediates no more.
    """
    change = BulkChange.objects.select_for_update().get(pk=change.pk)
    if change.by_id != by.pk or not access.may_see_names(by, change.organisation_id):
        raise NotAllowed("only who made a change undoes it")
    if change.undone_at:
        return Undone(0, ())
    if change.made_at < timezone.now() - UNDONE_WITHIN:
        raise NotAllowed("too old to be undone")
    living = Activity.objects.filter(pk__in=change.before, mediator=by, deleted_at=None).order_by("pk")
    rows = list(living.select_for_update(no_key=True))
    restore = _restore_tags if change.verb in (BulkChange.Verb.TAG, BulkChange.Verb.UNTAG) else _restore_columns
    restored = restore(change, rows)
    change.undone_at = timezone.now()
    change.save(update_fields=["undone_at"])
    journal.record("activity.bulk_undone", by=by, organisation=change.organisation_id, about=change)
    return Undone(len(restored), tuple(sorted(set(map(int, change.before)) - restored)))


def forget_changes() -> int:
    """For the daily round: what is too old to be undone is forgotten."""
    return BulkChange.objects.filter(made_at__lt=timezone.now() - UNDONE_WITHIN).delete()[0]


def _plan(by: User, uuids: Collection[UUID], wanted: Wanted, *, lock: bool) -> Plan:
    if problem := _unaskable(uuids, wanted):
        raise EntryRefused(problem)
    rows = _rows(by, uuids, lock=lock)
    mediates = access.organisations_with_names(by)
    own = [row for row in rows if row.mediator_id == by.pk and row.organisation_id in mediates]
    organisation_id = wanted.place.organisation_id if wanted.place else _most_of(own)
    change = CHANGES[wanted.verb](wanted, by, organisation_id, own) if own else None
    changes, kept_out = [], []
    for row in rows:
        reason = _foreign(row, by, mediates, organisation_id) or (change.obstacle(row) if change else "")
        if reason:
            kept_out.append((row, reason))
        else:
            changes.append(row)
    return Plan(changes, kept_out, len(set(uuids)) - len(rows), change)


def _unaskable(uuids: Collection[UUID], wanted: Wanted) -> dict[str, list[str]]:
    if len(set(uuids)) > MAX_CHANGED:
        return {
            "verb": [
                f"Un changement porte sur 1 000 activités au plus ; ici {len(set(uuids))} : resserrez les filtres."
            ]
        }
    if wanted.date and wanted.date > timezone.localdate():
        return {"date": ["Cette date n’est pas encore passée : choisissez aujourd’hui ou une date passée."]}
    if wanted.date and wanted.date < FIRST_DATE:
        return {"date": ["Cette date est trop ancienne : elle doit être après le 1er janvier 2000."]}
    return {}


def _rows(by: User, uuids: Collection[UUID], *, lock: bool) -> list[Activity]:
    rows = Activity.objects.visible_to(by).filter(client_uuid__in=set(uuids))
    rows = rows.select_related("membership", "mediator", "place", "coordination")
    if not lock:
        return list(rows)
    # In one order, so that two changes never wait for each other.
    return list(rows.order_by("pk").select_for_update(of=("self",), no_key=True))


def _most_of(rows: Sequence[Activity]) -> int:
    """The organisation most of them belong to: a change is about one."""
    numbers = Counter(row.organisation_id for row in rows)
    return max(numbers, key=lambda pk: (numbers[pk], -pk), default=0)


def _foreign(row: Activity, by: User, mediates: set[int], organisation_id: int) -> str:
    if row.mediator_id != by.pk:
        return f"Enregistrée par {row.mediator} : seule la personne qui a enregistré une activité la change."
    if row.organisation_id not in mediates:
        return "Vous n’êtes plus médiatrice ou médiateur dans sa structure."
    if row.organisation_id != organisation_id:
        return "Elle est d’une autre de vos structures : changez-la à part."
    return ""


def _replayed(by: User, client_uuid: UUID, uuids: Collection[UUID], wanted: Wanted) -> BulkChange | None:
    known = BulkChange.objects.filter(client_uuid=client_uuid).first()
    if known is None:
        return None
    about = Activity.objects.filter(pk__in=known.before, client_uuid__in=set(uuids)).count()
    if known.by_id != by.pk or known.verb != wanted.verb or about != len(known.before):
        raise ReplayConflict("this client_uuid was used for another change")
    return known


def _restore_columns(change: BulkChange, rows: Sequence[Activity]) -> set[int]:
    columns = COLUMNS[BulkChange.Verb(change.verb)]
    gone = _gone_places(change) if "place_id" in columns else set()
    same = [
        row
        for row in rows
        if state_of(row, columns) == change.after[str(row.pk)]
        and change.before[str(row.pk)].get("place_id") not in gone
    ]
    for row in same:
        for name, value in _values(change.before[str(row.pk)]).items():
            setattr(row, name, value)
    rewrite(same, columns, timezone.now())
    return {row.pk for row in same}


def _values(state: State) -> dict[str, Any]:
    return {name: dt.date.fromisoformat(value) if name == "date" else value for name, value in state.items()}


def _gone_places(change: BulkChange) -> set[int]:
    """The places (ids) of before that do not exist any more."""
    wanted = {state["place_id"] for state in change.before.values()} - {None}
    return wanted - set(Place.objects.filter(pk__in=wanted).values_list("pk", flat=True))


def _restore_tags(change: BulkChange, rows: Sequence[Activity]) -> set[int]:
    adding = change.verb == BulkChange.Verb.TAG
    states = change.after if adding else change.before
    (tag_id,) = {state["tag"] for state in states.values()}
    tag = Tag.objects.filter(pk=tag_id).first()
    if tag is None:
        return set()
    tag = tag if adding else kept_tag(tag)  # merged since: the word comes back under the name it has now
    links = ActivityTag.objects.filter(activity__in=rows, tag=tag)
    bearing = set(links.values_list("activity", flat=True))
    same = [row for row in rows if (row.pk in bearing) == adding]
    if adding:
        links.delete()
        if any(state.get("new") for state in states.values()):
            forget_unused_tags(organisation_id=change.organisation_id, tags=(tag.pk,))
    else:
        ActivityTag.objects.bulk_create(ActivityTag(activity=row, tag=tag) for row in same)
    touch(same, timezone.now())
    return {row.pk for row in same}
