"""A page of the table of activities, in the order asked for: the same number of queries however long it is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page
from django.db.models import Case, Count, F, IntegerField, Min, Value, When
from django.db.models.expressions import Expression, OrderBy
from django.db.models.functions import Coalesce

from trame.reference.nomenclatures import Kind, Topic

from .listing import Counted, Totals, totals_of, with_tags
from .models import Activity
from .models.activity import ActivityQuerySet
from .search import fold, folded
from .words import SHORT_KINDS, short_topic

Key = Expression | F
LENGTHS = (25, 50, 100)
USUAL_LENGTH = 50


@dataclass(frozen=True)
class Column:
    """A column that orders the table. `key` is what it is ordered by; the first tap gives its `first` order."""

    code: str
    word: str
    key: Callable[[], Key]
    first: str = ""


def _rank(column: str, ranked: dict[str, int]) -> Key:
    whens = [When(**{column: code}, then=Value(rank)) for code, rank in ranked.items()]
    return Case(*whens, default=Value(len(ranked)), output_field=IntegerField())


def _subject() -> Key:
    """By the words of its first topic, as they are read."""
    by_words = sorted(Topic.values, key=lambda code: fold(short_topic(code)))
    return _rank("topics__0", {code: rank for rank, code in enumerate(by_words)})


def _kind() -> Key:
    by_words = sorted(Kind, key=lambda kind: fold(SHORT_KINDS[kind]))
    return _rank("kind", {kind.value: rank for rank, kind in enumerate(by_words)})


def _people() -> Key:
    return Count("attendances") + F("anonymous_total")


COLUMNS = {
    column.code: column
    for column in (
        Column("date", "Date", lambda: F("date"), first="-"),
        Column("nature", "Nature", _kind),
        Column("sujets", "Sujets", _subject),
        Column("duree", "Durée", lambda: F("minutes"), first="-"),
        Column("personnes", "Personnes", _people, first="-"),
        Column("lieu", "Lieu", lambda: Coalesce(folded("place__name"), folded("commune__name"))),
        Column("tags", "Tags", lambda: Min("activity_tags__tag__search_key")),
        Column("enregistree", "Enregistrée le", lambda: F("created_at"), first="-"),
    )
}
USUAL_ORDER = "-date"


@dataclass(frozen=True)
class Table:
    totals: Totals
    page: Page[Any]
    rows: list[Activity]


def list_table(activities: ActivityQuerySet, order: str, length: int, page: str) -> Table:
    """Page `page` (garbage is the first page, too far is the last) in one of `orders()`."""
    totals = totals_of(activities)
    # The whole table is put in order by its ids alone, which are light; then the rows of one page are read.
    found = Counted(_ordered(activities, order).values_list("pk", flat=True), totals.activities, length)
    shown = found.get_page(page)
    ids = list(shown.object_list)
    rows = activities.model.objects.filter(pk__in=ids).with_participants()
    rows = rows.select_related("place", "commune", "mediator", "coordination").prefetch_related(with_tags())
    by_id = {row.pk: row for row in rows}
    return Table(totals, shown, [by_id[pk] for pk in ids if pk in by_id])


def orders() -> list[str]:
    """Every order the address may ask for: « date », « -date », « nature »…"""
    return [sign + code for code in COLUMNS for sign in ("", "-")]


def _ordered(activities: ActivityQuerySet, order: str) -> ActivityQuerySet:
    if order == USUAL_ORDER:
        return activities.order_by("-date", "-created_at", "-pk")  # as the index has them
    key = OrderBy(F("order_key"), descending=order.startswith("-"), nulls_last=True)
    keyed = activities.annotate(order_key=COLUMNS[order.removeprefix("-")].key())
    return keyed.order_by(key, "-date", "-created_at", "-pk")
