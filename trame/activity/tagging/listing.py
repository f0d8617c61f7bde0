"""The page « Tags »: whose words, on how many activities; the same number of queries at 10 and at 2,000 words."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.core.paginator import Page, Paginator
from django.db.models import BooleanField, Case, Count, ExpressionWrapper, IntegerField, Q, Value, When
from django.utils import timezone

from trame.people.models import Organisation, User

from ..models import Activity, ActivityTag, Tag, TagAlias, TagMerge, TagScope
from ..models.activity import ActivityQuerySet
from ..models.tag import TagQuerySet
from ..search import fold, folded
from ..services.tag_merges import UNDONE_WITHIN
from ..services.tags import usable_tags
from .access import works_at

PAGE_LENGTH = 100
SHOWN_MERGES = 30


@dataclass(frozen=True)
class Line:
    """`uses`: activities of the structure that bear it; `other_names`: words that give it; `is_tended`: she may open
    its page."""

    tag: Tag
    uses: int
    other_names: Sequence[str]
    is_tended: bool


@dataclass(frozen=True)
class Section:
    title: str
    lines: Sequence[Line]


@dataclass(frozen=True)
class TagListing:
    page: "Page[Tag]"
    sections: Sequence[Section]

    @property
    def total(self) -> int:
        return self.page.paginator.count


def uses(activities: ActivityQuerySet, tag_ids: Collection[int]) -> dict[int, int]:
    """Tag (id) → how many of these activities bear it; a tag that none bears is absent. One query."""
    links = ActivityTag.objects.filter(tag__in=tag_ids, activity__in=activities.order_by())
    return dict(links.values_list("tag").annotate(n=Count("pk")).values_list("tag", "n"))


def list_tags(user: User, organisation: Organisation, text: str, page: str) -> TagListing:
    """Page `page` of the tags of the structure, hers, and those of its networks; archived ones last."""
    archived = ExpressionWrapper(Q(archived_at__isnull=False), output_field=BooleanField())
    ranks = [When(scope=scope, then=Value(rank)) for rank, scope in enumerate(_ORDER)]
    found = usable_tags([organisation.pk], user).filter(merged_into=None).select_related("network")
    if wanted := fold(text):
        found = found.filter(_named(wanted, usable_tags([organisation.pk], user), organisation.pk))
    ranked = found.annotate(is_archived=archived, rank=Case(*ranks, output_field=IntegerField()))
    paginator = Paginator(ranked.order_by("is_archived", "rank", "network__name", "search_key", "pk"), PAGE_LENGTH)
    shown = paginator.get_page(page)
    tags = list(shown.object_list)
    used = uses(Activity.objects.visible_to(user).filter(organisation=organisation), [tag.pk for tag in tags])
    names = other_names(tags, organisation.pk)
    tended = works_at(user, organisation.pk)
    lines = [
        Line(tag, used.get(tag.pk, 0), names.get(tag.pk, ()), tended and tag.scope != TagScope.NETWORK) for tag in tags
    ]
    sections = [Section(title, list(of_it)) for title, of_it in groupby(lines, lambda line: _title(line.tag))]
    return TagListing(shown, sections)


def _named(wanted: str, usable: TagQuerySet, organisation_id: int) -> Q:
    """Tags one of whose names holds what is wanted, those merged into them and the other ones too."""
    tags = usable.alias(word=folded("name")).filter(word__contains=wanted)
    own = Q(organisation=organisation_id) | Q(organisation=None)
    aliases = TagAlias.objects.alias(word=folded("name")).filter(own, word__contains=wanted)
    merged = tags.exclude(merged_into=None).values("merged_into")
    return Q(pk__in=tags.values("pk")) | Q(pk__in=merged) | Q(pk__in=aliases.values("tag"))


_ORDER = (TagScope.ORGANISATION, TagScope.PERSONAL, TagScope.NETWORK)


def _title(tag: Tag) -> str:
    if tag.archived_at:
        return "Archivés"
    if tag.network is not None:
        return f"De « {tag.network} »"
    return "Les miens, proposés à moi seul·e" if tag.scope == TagScope.PERSONAL else "De la structure"


def other_names(tags: Sequence[Tag], organisation_id: int | None) -> Mapping[int, Sequence[str]]:
    """Tag (id) → the other words that give it, merged lately or long ago; of the networks', only this structure's and
    the network's own. Two queries."""
    ids = [tag.pk for tag in tags]
    own = Q(organisation=organisation_id) | Q(organisation=None)
    found: dict[int, dict[str, str]] = {}
    merged = Tag.objects.filter(own, merged_into__in=ids).values_list("merged_into", "search_key", "name")
    aliases = TagAlias.objects.filter(own, tag__in=ids).values_list("tag", "search_key", "name")
    for pk, key, name in [*merged, *aliases]:
        found.setdefault(pk or 0, {})[key] = name
    return {pk: [names[key] for key in sorted(names)] for pk, names in found.items()}


@dataclass(frozen=True)
class Undoable:
    """A merge that can still be undone: until that day included."""

    merge: TagMerge
    until: dt.date
    activities: int


def undoable_merges(user: User, tags: Iterable[int]) -> list[Undoable]:
    """The latest merges of these words (ids of merged tags), the newest first."""
    since = timezone.now() - UNDONE_WITHIN
    found = TagMerge.objects.visible_to(user).filter(undone_at=None, made_at__gte=since, merged__in=tags)
    found = found.select_related("kept", "merged", "by").order_by("-made_at", "-pk")[:SHOWN_MERGES]
    return [
        Undoable(merge, timezone.localdate(merge.made_at + UNDONE_WITHIN), len(merge.moved) + len(merge.dropped))
        for merge in found
    ]
