"""What can be done to many activities at once: add or remove a tag, change the place, change the date.

Each kind of change says which activities it cannot touch and why, what they say before and after it, and writes them
in a few queries. Undoing compares what they say with `after`, and writes `before` back.
"""

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from trame.directory.models import Place
from trame.people.models import User
from trame.reference.nomenclatures import Channel, Kind
from trame.ui.typography import date_long

from ..models import Activity, ActivityTag, BulkChange
from ..rules import MAX_TAGS
from .tag_merges import forget_in_merges
from .tags import bring_back_typed, known_words, tag_key, tags_named

# What one activity says; and what many say, by their id.
State = dict[str, Any]
States = dict[int, State]


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What is asked for: `verb`, and the one of the others that goes with it. `tag_name` is a word, maybe a new one."""

    verb: str
    tag_name: str = ""
    tag_id: int | None = None
    place: Place | None = None
    date: dt.date | None = None


class Change(ABC):
    """One verb, about `activities` of one organisation."""

    columns: tuple[str, ...] = ()

    def __init__(self, wanted: Wanted, by: User, organisation_id: int, activities: Sequence[Activity]) -> None:
        self.wanted, self.by, self.organisation_id = wanted, by, organisation_id
        self.prepare([activity.pk for activity in activities])

    @abstractmethod
    def prepare(self, ids: Collection[int]) -> None:
        """Read once what every activity is compared with."""

    @abstractmethod
    def obstacle(self, activity: Activity) -> str:
        """Why this one stays as it is, in French; nothing when it changes."""

    @abstractmethod
    def write(self, activities: Sequence[Activity], now: dt.datetime) -> tuple[States, States]:
        """Write them; what each said before, and says after."""


class _Columns(Change):
    """A change that is columns of the activity."""

    def prepare(self, ids: Collection[int]) -> None:
        return None

    @abstractmethod
    def new(self, activity: Activity) -> dict[str, Any]:
        """What the columns become."""

    def write(self, activities: Sequence[Activity], now: dt.datetime) -> tuple[States, States]:
        before = {activity.pk: state_of(activity, self.columns) for activity in activities}
        for activity in activities:
            for name, value in self.new(activity).items():
                setattr(activity, name, value)
        rewrite(activities, self.columns, now)
        return before, {activity.pk: state_of(activity, self.columns) for activity in activities}


class Placing(_Columns):
    columns = ("channel", "place_id", "commune_id")

    def obstacle(self, activity: Activity) -> str:
        place = self._place
        if Kind(activity.kind).of_coordination:
            return "Une activité de coordination n’a pas de lieu."
        if activity.place_id == place.pk:
            return "Le lieu est déjà celui-là."
        return "" if place.is_open_on(activity.date) else f"« {place.name} » était fermé ce jour-là."

    @property
    def _place(self) -> Place:
        if self.wanted.place is None:
            raise ValueError("no place is asked for")
        return self.wanted.place

    def new(self, activity: Activity) -> dict[str, Any]:
        return dict(
            zip(self.columns, (Channel.LIEU_ACTIVITE.value, self._place.pk, self._place.commune_id), strict=True)
        )


class Dating(_Columns):
    columns = ("date",)

    def obstacle(self, activity: Activity) -> str:
        if activity.date == self._date:
            return "La date est déjà celle-là."
        if not activity.membership.covers(self._date):
            return "Vous ne travailliez pas encore, ou plus, dans cette structure à cette date."
        if activity.place and not activity.place.is_open_on(self._date):
            return f"« {activity.place.name} » était fermé le {date_long(self._date)}."
        return ""

    @property
    def _date(self) -> dt.date:
        if self.wanted.date is None:
            raise ValueError("no date is asked for")
        return self.wanted.date

    def new(self, activity: Activity) -> dict[str, Any]:
        return {"date": self._date}


class _OfTags(Change):
    def prepare(self, ids: Collection[int]) -> None:
        self.borne: dict[int, set[int]] = {}
        for activity_id, tag_id in ActivityTag.objects.filter(activity__in=ids).values_list("activity", "tag"):
            self.borne.setdefault(activity_id, set()).add(tag_id)

    def bears(self, activity: Activity, tag_id: int | None) -> bool:
        return tag_id in self.borne.get(activity.pk, ())


class Tagging(_OfTags):
    def prepare(self, ids: Collection[int]) -> None:
        super().prepare(ids)
        key = tag_key(self.wanted.tag_name)
        known = known_words(self.organisation_id, {key}, by=self.by).tags.get(key)
        self.tag_id = known.pk if known else None

    def obstacle(self, activity: Activity) -> str:
        if self.bears(activity, self.tag_id):
            return "Elle porte déjà ce tag."
        return "Elle porte déjà 20 tags." if len(self.borne.get(activity.pk, ())) >= MAX_TAGS else ""

    def write(self, activities: Sequence[Activity], now: dt.datetime) -> tuple[States, States]:
        bring_back_typed(by=self.by, organisation_id=self.organisation_id, names=[self.wanted.tag_name])
        (tag,) = tags_named(self.organisation_id, [self.wanted.tag_name], by=self.by)
        ActivityTag.objects.bulk_create(ActivityTag(activity=activity, tag=tag) for activity in activities)
        touch(activities, now)
        # `new`: the word was nobody's before; undoing takes it away again when nothing bears it.
        return _same(activities, {"tag": None}), _same(activities, {"tag": tag.pk, "new": self.tag_id is None})


class Untagging(_OfTags):
    def obstacle(self, activity: Activity) -> str:
        return "" if self.bears(activity, self.wanted.tag_id) else "Elle ne porte pas ce tag."

    def write(self, activities: Sequence[Activity], now: dt.datetime) -> tuple[States, States]:
        ActivityTag.objects.filter(activity__in=activities, tag=self.wanted.tag_id).delete()
        forget_in_merges(activity_ids=[row.pk for row in activities], tag_ids=[self.wanted.tag_id or 0])
        touch(activities, now)
        return _same(activities, {"tag": self.wanted.tag_id}), _same(activities, {"tag": None})


CHANGES: dict[str, type[Change]] = {
    BulkChange.Verb.TAG: Tagging,
    BulkChange.Verb.UNTAG: Untagging,
    BulkChange.Verb.PLACE: Placing,
    BulkChange.Verb.DATE: Dating,
}
COLUMNS = {BulkChange.Verb.PLACE: Placing.columns, BulkChange.Verb.DATE: Dating.columns}


def state_of(activity: Activity, columns: Collection[str]) -> State:
    """What these columns say, as JSON keeps it."""
    values = {name: getattr(activity, name) for name in columns}
    return {name: value.isoformat() if isinstance(value, dt.date) else value for name, value in values.items()}


def rewrite(activities: Sequence[Activity], columns: Collection[str], now: dt.datetime) -> None:
    """One statement for five hundred of them. `updated_at` moves: a form opened before must not write over this."""
    for activity in activities:
        activity.updated_at = now
    names = [Activity._meta.get_field(name.removesuffix("_id")).name for name in columns]
    Activity.objects.bulk_update(activities, [*names, "updated_at"], batch_size=500)


def touch(activities: Sequence[Activity], now: dt.datetime) -> None:
    Activity.objects.filter(pk__in=[activity.pk for activity in activities]).update(updated_at=now)


def _same(activities: Sequence[Activity], state: State) -> States:
    return {activity.pk: state for activity in activities}
