"""A page of the list of activities, by day, with its totals: the same number of queries however long it is."""

import datetime as dt
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import Count, Prefetch, QuerySet, Sum
from django.utils.functional import cached_property

from .models import Activity, ActivityTag, Attendance
from .models.activity import ActivityQuerySet

PAGE_LENGTH = 30


@dataclass(frozen=True)
class Totals:
    """Activities, attendances (one per person and activity) and minutes (once per activity)."""

    activities: int = 0
    attendances: int = 0
    minutes: int = 0

    def __add__(self, other: "Totals") -> "Totals":
        return Totals(
            self.activities + other.activities, self.attendances + other.attendances, self.minutes + other.minutes
        )


@dataclass(frozen=True)
class Day:
    """The activities of one day on this page; `totals` are those of the whole day."""

    date: dt.date
    totals: Totals
    activities: list[Activity]


Row = TypeVar("Row")


class Counted(Paginator[Row]):
    """A paginator that is told how many there are, already counted with the totals."""

    def __init__(self, rows: "QuerySet[Activity, Row]", number: int, length: int = PAGE_LENGTH) -> None:
        super().__init__(rows, length)
        self._number = number

    @cached_property
    def count(self) -> int:
        return self._number


@dataclass(frozen=True)
class Listing:
    totals: Totals
    page: Page[Activity]
    days: list[Day]


def with_tags() -> "Prefetch[str]":
    """The tags of each activity, in one query."""
    return Prefetch("activity_tags", ActivityTag.objects.select_related("tag").order_by("pk"))


def totals_of(activities: "QuerySet[Activity]") -> Totals:
    summed = activities.order_by().aggregate(n=Count("pk"), minutes=Sum("minutes"), anonymous=Sum("anonymous_total"))
    followed = Attendance.objects.filter(activity__in=activities.order_by()).count()
    return Totals(summed["n"], followed + (summed["anonymous"] or 0), summed["minutes"] or 0)


def list_activities(activities: ActivityQuerySet, page: str) -> Listing:
    """Page `page` (what the address says: garbage is the first page, too far is the last) of `activities`, by day."""
    totals = totals_of(activities)
    shown = activities.with_participants().select_related(
        "place", "commune", "mediator", "organisation", "coordination"
    )
    found = Counted(shown.prefetch_related(with_tags()), totals.activities).get_page(page)
    rows = list(found.object_list)
    by_day = totals_by_day(activities.filter(date__in={row.date for row in rows}))
    days = [Day(date, by_day[date], list(of_day)) for date, of_day in groupby(rows, lambda row: row.date)]
    return Listing(totals, found, days)


def totals_by_day(activities: "QuerySet[Activity]") -> dict[dt.date, Totals]:
    summed = activities.order_by().values("date")
    summed = summed.annotate(n=Count("pk"), minutes=Sum("minutes"), anonymous=Sum("anonymous_total"))
    counted = Attendance.objects.filter(activity__in=activities.order_by()).values("activity__date")
    followed = {row["activity__date"]: row["n"] for row in counted.annotate(n=Count("pk"))}
    return {
        row["date"]: Totals(row["n"], row["anonymous"] + followed.get(row["date"], 0), row["minutes"] or 0)
        for row in summed
    }
