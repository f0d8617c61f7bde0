"""« Harmoniser »: words proposed to become one, and what a merge changes, before it is made."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Count

from trame.people.models import Network, Organisation, User
from trame.reference.nomenclatures import ACCOMPANIMENT_KINDS

from ..models import Activity, ActivityTag, Attendance, DistinctTags, Tag, TagScope
from ..services.tags import RANK, usable_tags
from .listing import uses
from .twins import groups_of_twins

SHOWN_GROUPS = 30


@dataclass(frozen=True)
class Candidate:
    """A word of a group. `uses`: activities of the structure that bear it; None where a network is told no count."""

    tag: Tag
    uses: int | None
    is_proposed: bool


@dataclass(frozen=True)
class Proposals:
    """`groups`: the most used first, each with the word proposed to stay first; `left`: how many are not shown."""

    groups: Sequence[Sequence[Candidate]]
    left: int


def proposals_of_structure(user: User, organisation: Organisation) -> Proposals:
    """Among the words offered to her there; at least one of each group is hers, or the structure's, to merge."""
    tags = {tag.pk: tag for tag in usable_tags([organisation.pk], user).offered().select_related("network")}
    groups = _groups(user, tags)
    # Two words of a network are its coordinators' to merge.
    groups = [group for group in groups if any(tag.scope != TagScope.NETWORK for tag in group)]
    ids = [tag.pk for group in groups for tag in group]
    used = uses(Activity.objects.visible_to(user).filter(organisation=organisation), ids)
    ordered = [sorted(group, key=lambda tag: (-RANK[TagScope(tag.scope)], -used.get(tag.pk, 0))) for group in groups]
    ordered.sort(key=lambda group: -sum(used.get(tag.pk, 0) for tag in group))
    shown = [
        [Candidate(tag, used.get(tag.pk, 0), is_proposed=rank == 0) for rank, tag in enumerate(group)]
        for group in ordered[:SHOWN_GROUPS]
    ]
    return Proposals(shown, max(0, len(ordered) - SHOWN_GROUPS))


def proposals_of_network(user: User, network: Network) -> Proposals:
    """Among the network's own words, the oldest proposed to stay: a network is told totals, and no count by word."""
    tags = {tag.pk: tag for tag in Tag.objects.visible_to(user).filter(network=network).offered().order_by("pk")}
    groups = _groups(user, tags)
    shown = [[Candidate(tag, None, is_proposed=rank == 0) for rank, tag in enumerate(g)] for g in groups[:SHOWN_GROUPS]]
    return Proposals(shown, max(0, len(groups) - SHOWN_GROUPS))


def _groups(user: User, tags: dict[int, Tag]) -> list[list[Tag]]:
    said = DistinctTags.objects.visible_to(user).filter(first__in=tags).values_list("first", "second")
    apart = {frozenset(pair) for pair in said}
    return [
        [tags[pk] for pk in group] for group in groups_of_twins({pk: t.search_key for pk, t in tags.items()}, apart)
    ]


@dataclass(frozen=True)
class Change:
    """One word of a merge: activities and accompaniments that say it now."""

    tag: Tag
    activities: int
    attendances: int


@dataclass(frozen=True)
class Preview:
    """What a merge will change in a structure. `after`: what the tag that stays will say; `both`: activities that bear
    several of the words, counted once afterwards."""

    before: Sequence[Change]
    after: Change
    moved: int
    both: int


def preview(user: User, *, kept: Tag, merged: Collection[Tag], organisation_id: int) -> Preview:
    """Three queries. The figures are those of « Accompagnements par tag », over all the years."""
    tags = [kept, *merged]
    activities = Activity.objects.visible_to(user).filter(organisation=organisation_id, kind__in=ACCOMPANIMENT_KINDS)
    links = ActivityTag.objects.filter(tag__in=tags, activity__in=activities.order_by())
    bearing: defaultdict[int, set[int]] = defaultdict(set)
    for activity, tag in links.values_list("activity", "tag"):
        bearing[tag].add(activity)
    everywhere = set().union(*bearing.values())
    heads = Counter(dict(activities.filter(pk__in=everywhere).values_list("pk", "anonymous_total")))
    present = Attendance.objects.filter(activity__in=everywhere).values_list("activity").annotate(n=Count("pk"))
    heads.update(dict(present.values_list("activity", "n")))

    def change(tag: Tag, found: set[int]) -> Change:
        return Change(tag, len(found), sum(heads[pk] for pk in found))

    return Preview(
        before=[change(tag, bearing[tag.pk]) for tag in tags],
        after=change(kept, everywhere),
        moved=len(everywhere - bearing[kept.pk]),
        both=sum(len(found) for found in bearing.values()) - len(everywhere),
    )
