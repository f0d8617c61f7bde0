"""A page of the table of activities, in the order asked for: the same number of queries however long it is."""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.paginator import Page
from django.db.models import Case, CharField, F, IntegerField, Min, OuterRef, Subquery, Value, When
from django.db.models.expressions import Combinable, Expression, OrderBy
from django.db.models.functions import Coalesce

from trame.reference.nomenclatures import Kind, Topic

from .listing import Counted, Totals, totals_of, with_tags
from .models import Activity, ActivityTag
from .models.activity import ActivityQuerySet
from .search import folded
from .words import SHORT_KINDS, short_topic

Key = Expression | F | Subquery
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
    by_words = sorted(Topic.values, key=lambda code: _as_read(short_topic(code)))
    return _rank("topics__0", {code: rank for rank, code in enumerate(by_words)})


def _as_read(words: str) -> str:
    return words.translate(str.maketrans("éèêÉ", "eeeE")).lower()


def _kind() -> Key:
    by_words = sorted(Kind, key=lambda kind: _as_read(SHORT_KINDS[kind]))
    return _rank("kind", {kind.value: rank for rank, kind in enumerate(by_words)})


def _first_tag() -> Key:
    words = ActivityTag.objects.filter(activity=OuterRef("pk")).order_by().values("activity")
    return Subquery(words.annotate(word=Min("tag__search_key")).values("word"), output_field=CharField())


COLUMNS = {
    column.code: column
    for column in (
        Column("date", "Date", lambda: F("date"), first="-"),
        Column("nature", "Nature", _kind),
        Column("sujets", "Sujets", _subject),
        Column("duree", "Durée", lambda: F("minutes"), first="-"),
        Column("personnes", "Personnes", lambda: F("participants"), first="-"),
        Column("lieu", "Lieu", lambda: Coalesce(folded("place__name"), folded("commune__name"))),
        Column("tags", "Tags", _first_tag),
        Column("enregistree", "Enregistrée le", lambda: F("created_at"), first="-"),
    )
}
USUAL_ORDER = "-date"


@dataclass(frozen=True)
class Table:
    totals: Totals
    page: Page[Activity]
    rows: list[Activity]


def list_table(activities: ActivityQuerySet, order: str, length: int, page: str) -> Table:
    """Page `page` (garbage is the first page, too far is the last) in one of `orders()`."""
    totals = totals_of(activities)
    shown = activities.with_participants().select_related("place", "commune", "mediator", "coordination")
    shown = shown.prefetch_related(with_tags()).order_by(*_order(order))
    found = Counted(shown, totals.activities, length).get_page(page)
    return Table(totals, found, list(found.object_list))


def orders() -> list[str]:
    """Every order the address may ask for: « date », « -date », « nature »…"""
    return [sign + code for code in COLUMNS for sign in ("", "-")]


def _order(order: str) -> list[str | Combinable]:
    if order == USUAL_ORDER:
        return ["-date", "-created_at", "-pk"]  # as the index has them
    key = COLUMNS[order.removeprefix("-")].key()
    return [OrderBy(key, descending=order.startswith("-"), nulls_last=True), "-date", "-created_at", "-pk"]
