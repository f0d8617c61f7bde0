"""Two tags become one; undone within thirty days, each activity bears again the word that it bore.

What happened meanwhile is respected: an activity tagged since keeps the tag that stayed, one untagged since stays so.
Afterwards only the other name is left (`TagAlias`): typing it gives the tag that stayed.
"""

import datetime as dt
from collections.abc import Collection, Iterable
from itertools import combinations

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from trame.people import journal
from trame.people.models import User
from trame.people.services.networks import tell_members

from ..models import ActivityTag, DistinctTags, Tag, TagAlias, TagMerge
from ..tagging.access import may_merge, tends
from .refusals import EntryRefused, NotAllowed

UNDONE_WITHIN = dt.timedelta(days=30)


@transaction.atomic
def merge_tags(*, by: User, kept: Tag, merged: Tag) -> TagMerge:
    """Activities that bear `merged` bear `kept` from now on. Raises NotAllowed; EntryRefused when either has become
    another tag meanwhile."""
    kept, merged = _locked(kept, merged)
    if not may_merge(by, kept=kept, merged=merged):
        raise NotAllowed("merging goes upwards, by those who tend the word")
    if kept.merged_into_id or merged.merged_into_id:
        raise EntryRefused(
            {"merged": ["L’un de ces tags vient d’être fondu dans un autre : reprenez depuis la liste."]}
        )
    links = ActivityTag.objects.filter(tag=merged)
    of_both = ActivityTag.objects.filter(tag=kept, activity__in=links.values("activity"))
    dropped = sorted(of_both.values_list("activity", flat=True))
    moved = sorted(set(links.values_list("activity", flat=True)) - set(dropped))
    links.filter(activity__in=dropped).delete()
    links.update(tag=kept)
    merged.merged_into = kept
    merged.save(update_fields=["merged_into"])
    made = TagMerge.objects.create(kept=kept, merged=merged, moved=moved, dropped=dropped, by=by)
    _tell("tag.merged", by=by, made=made)
    return made


@transaction.atomic
def undo_merge(*, by: User, merge: TagMerge) -> None:
    """Give both tags back; doing it twice changes nothing. Raises NotAllowed; EntryRefused when it is too late, or
    while the tag that stayed is itself merged into another."""
    kept, merged = _locked(merge.kept, merge.merged)
    made = TagMerge.objects.select_for_update(of=("self",)).get(pk=merge.pk)
    if not tends(by, merged):
        raise NotAllowed("only those who tend a tag")
    if made.undone_at:
        return
    if made.made_at < timezone.now() - UNDONE_WITHIN:
        raise EntryRefused({"merged": ["Cette fusion a plus de trente jours : elle ne se défait plus."]})
    if kept.merged_into is not None:
        into = kept.merged_into
        raise EntryRefused(
            {"merged": [f"« {kept} » a été fondu depuis dans « {into} » : défaites d’abord cette fusion."]}
        )
    _give_back(made)
    merged.merged_into = None
    merged.save(update_fields=["merged_into"])
    made.undone_at = timezone.now()
    made.save(update_fields=["undone_at"])
    _tell("tag.unmerged", by=by, made=made)


@transaction.atomic
def keep_apart(*, by: User, tags: Collection[Tag]) -> None:
    """« Ce ne sont pas les mêmes »: none of these is proposed with another of them any more. Raises NotAllowed."""
    if len({tag.pk for tag in tags}) < 2 or not all(tends(by, tag) or may_use(by, tag) for tag in tags):
        raise NotAllowed("only words of one's own places")
    pairs = combinations(sorted({tag.pk for tag in tags}), 2)
    DistinctTags.objects.bulk_create(
        (DistinctTags(first_id=one, second_id=other, by=by) for one, other in pairs), ignore_conflicts=True
    )


def may_use(user: User, tag: Tag) -> bool:
    """A network's word is compared with the structure's by who works in the structure."""
    return tag.network_id is not None and Tag.objects.visible_to(user).filter(pk=tag.pk).exists()


def forget_in_merges(*, activity_ids: Collection[int], tag_ids: Collection[int]) -> None:
    """These activities have lost these tags by somebody's hand, and with them all that had become these tags: undoing a
    merge gives them nothing back."""
    gone = set(activity_ids)
    of_them = Q(moved__overlap=sorted(gone)) | Q(dropped__overlap=sorted(gone))
    lost = _with_what_became(tag_ids)
    for merge in TagMerge.objects.select_for_update(of=("self",)).filter(of_them, kept__in=lost, undone_at=None):
        merge.moved = [pk for pk in merge.moved if pk not in gone]
        merge.dropped = [pk for pk in merge.dropped if pk not in gone]
        merge.save(update_fields=["moved", "dropped"])


def _with_what_became(tag_ids: Collection[int]) -> set[int]:
    """These tags, those merged into them, those merged into these, and so on."""
    found, last = set(tag_ids), set(tag_ids)
    while last:
        last = set(Tag.objects.filter(merged_into__in=last).values_list("pk", flat=True)) - found
        found |= last
    return found


def forget_old_merges() -> int:
    """The daily chore: merges of more than thirty days lose the merged tag, whose words become other names of the one
    that stayed. Returns how many tags are gone."""
    old = TagMerge.objects.filter(made_at__lt=timezone.now() - UNDONE_WITHIN)
    old.exclude(undone_at=None).delete()
    gone = 0
    # The oldest first: what was merged into a tag leaves before it does.
    for merge in old.filter(undone_at=None).order_by("made_at", "pk"):
        with transaction.atomic():
            gone += _leave_alias(merge)
    return gone


def _leave_alias(merge: TagMerge) -> int:
    kept, merged = _locked(merge.kept, merge.merged)
    if Tag.objects.filter(merged_into=merged).exists():
        return 0
    absorb(kept=kept, merged=merged)
    return 1


def absorb(*, kept: Tag, merged: Tag) -> None:
    """Nothing is left of `merged` but its words, for good: other names of `kept`, which stands on its activities."""
    links = ActivityTag.objects.filter(tag=merged)  # after a merge, those tagged in its very moment
    links.exclude(activity__in=ActivityTag.objects.filter(tag=kept).values("activity")).update(tag=kept)
    words = [(merged.organisation_id, merged.search_key, merged.name)]
    words += TagAlias.objects.filter(tag=merged).values_list("organisation", "search_key", "name")
    TagAlias.objects.bulk_create(
        (TagAlias(tag=kept, organisation_id=where, search_key=key, name=name) for where, key, name in words),
        ignore_conflicts=True,
    )
    merged.delete()


def _give_back(made: TagMerge) -> None:
    """Put `merged` again where it was, and take `kept` away where it only stood for it."""
    of_it = [*made.moved, *made.dropped]
    still = set(ActivityTag.objects.filter(tag=made.kept, activity__in=of_it).values_list("activity", flat=True))
    ActivityTag.objects.bulk_create(
        (ActivityTag(activity_id=pk, tag_id=made.merged_id) for pk in of_it if pk in still), ignore_conflicts=True
    )
    alone = _without_other_reason(made, [pk for pk in made.moved if pk in still])
    ActivityTag.objects.filter(tag=made.kept, activity__in=alone).delete()


def _without_other_reason(made: TagMerge, activity_ids: Iterable[int]) -> set[int]:
    """Those whose `kept` stands for `merged` only. Where it stands for another merged tag too, that merge now answers
    for it: undone later, it will take it away."""
    alone = set(activity_ids)
    others = TagMerge.objects.filter(kept=made.kept, undone_at=None).exclude(pk=made.pk)
    for other in others.select_for_update(of=("self",)).order_by("pk"):
        if taken := alone & set(other.dropped):
            other.moved = sorted({*other.moved, *taken})
            other.dropped = [pk for pk in other.dropped if pk not in taken]
            other.save(update_fields=["moved", "dropped"])
            alone -= taken
    return alone


def _locked(kept: Tag, merged: Tag) -> tuple[Tag, Tag]:
    """Both as they are now, always locked in the same order."""
    rows = Tag.objects.select_for_update(of=("self",)).select_related("merged_into", "network")
    found = {tag.pk: tag for tag in rows.filter(pk__in=(kept.pk, merged.pk)).order_by("pk")}
    return found[kept.pk], found[merged.pk]


def _tell(action: str, *, by: User, made: TagMerge) -> None:
    """In the journal of the structure whose word it was, or of every member of the network."""
    if made.merged.network is not None:
        tell_members("tag.network_changed", by=by, network=made.merged.network)
    else:
        journal.record(action, by=by, organisation=made.merged.organisation_id, about=made.kept)
