"""Words on activities: the same word, however spelt, is one tag.

What a word gives, in this order: a tag that the activity already bears; her own personal tag; the structure's; one of
the networks that the structure is in today; the tag of which this word is another name; else a new tag of the
structure. Accents, capitals and signs never make two tags. A plural does, so that nothing is decided unseen: the form
asks first (`forms/tag_twins.py`), and the page « Harmoniser » proposes.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from trame.people import journal
from trame.people.models import NetworkMembership, User
from trame.reference.search import search_key

from ..models import Tag, TagAlias, TagScope
from ..models.tag import TagQuerySet

RANK = {TagScope.PERSONAL: 0, TagScope.ORGANISATION: 1, TagScope.NETWORK: 2}


def tag_key(name: str) -> str:
    """What makes two spellings one tag: accents, case and signs aside, unless the name is made of signs only."""
    return (search_key(name) or name.casefold())[:120]


@dataclass(frozen=True)
class Known:
    """Tags that words give: `tags`, by key; `missing`: the keys that give none yet."""

    tags: dict[str, Tag]
    missing: frozenset[str]


def usable_tags(organisation_ids: Collection[int], by: User | None = None) -> TagQuerySet:
    """What somebody recording there may put on an activity, archived and merged ones too: her own personal tags, the
    structures', those of the networks they are in today."""
    there = NetworkMembership.objects.filter(organisation__in=organisation_ids)
    joined = there.on(timezone.localdate()).values("network")
    own = Q(scope=TagScope.PERSONAL, organisation__in=organisation_ids, owner=by) if by else Q(pk=None)
    return Tag.objects.filter(
        own
        | Q(scope=TagScope.ORGANISATION, organisation__in=organisation_ids)
        | Q(scope=TagScope.NETWORK, network__in=joined)
    )


def known_words(organisation_id: int, keys: Collection[str], *, by: User | None = None) -> Known:
    """What these keys give today, without creating anything: two queries, and one more per merge followed."""
    found: dict[str, Tag] = {}
    usable = usable_tags([organisation_id], by).filter(search_key__in=keys)
    for tag in sorted(usable, key=lambda tag: (RANK[TagScope(tag.scope)], tag.pk)):
        found.setdefault(tag.search_key, tag)
    if left := set(keys) - found.keys():
        # An alias of the structure always gives its tag, a network's that it has left since too: its figures go on.
        of_networks = Q(organisation=None, tag__in=usable_tags([organisation_id], by))
        aliases = TagAlias.objects.filter(Q(organisation=organisation_id) | of_networks, search_key__in=left)
        aliases = aliases.select_related("tag")
        theirs = (alias for alias in aliases if alias.tag.owner_id in (None, by and by.pk))
        for alias in sorted(theirs, key=lambda alias: (RANK[TagScope(alias.tag.scope)], alias.pk)):
            found.setdefault(alias.search_key, alias.tag)
    return Known({key: kept_tag(tag) for key, tag in found.items()}, frozenset(set(keys) - found.keys()))


def kept_tag(tag: Tag) -> Tag:
    """The tag it has become: itself, unless it was merged into another."""
    while tag.merged_into_id is not None:
        tag = Tag.objects.get(pk=tag.merged_into_id)
    return tag


def tags_by_key(organisation_id: int, names: Sequence[str], *, by: User | None = None) -> dict[str, Tag]:
    """The tag of each of these words (by `tag_key`), created for the structure when no tag answers to it."""
    names_by_key = {tag_key(name): name for name in reversed(names)}
    known = known_words(organisation_id, names_by_key.keys(), by=by)
    if not known.missing:
        return known.tags
    wanted = [(key, name) for key, name in names_by_key.items() if key in known.missing]
    new = [Tag(organisation_id=organisation_id, name=name, search_key=key) for key, name in wanted]
    Tag.objects.bulk_create(new, ignore_conflicts=True)
    # Read again: a colleague may have typed the same word at the same moment.
    made = Tag.objects.filter(organisation=organisation_id, scope=TagScope.ORGANISATION, search_key__in=known.missing)
    return known.tags | {tag.search_key: tag for tag in made}


def tags_named(
    organisation_id: int, names: Sequence[str], *, by: User | None = None, borne: Collection[Tag] = ()
) -> list[Tag]:
    """The tags of these words, each once (see above); `by` is who records, for her personal tags.

    `borne`: those that the activity bears already; their words mean them, whatever else has the same word since.
    """
    keys = {tag_key(name) for name in names}
    stay = [tag for tag in borne if tag.search_key in keys]
    left = [name for name in names if tag_key(name) not in {tag.search_key for tag in stay}]
    found = [*stay, *tags_by_key(organisation_id, left, by=by).values()] if left else stay
    return list({tag.pk: tag for tag in found}.values())


def bring_back_typed(*, by: User, organisation_id: int, names: Sequence[str]) -> list[Tag]:
    """The archived tags that `by` has just typed by hand: they are offered again. An import brings none back."""
    if not names:
        return []
    known = known_words(organisation_id, {tag_key(name) for name in names}, by=by)
    archived = [tag for tag in known.tags.values() if tag.archived_at and tag.scope != TagScope.NETWORK]
    if archived:  # seldom: saving a record opens no transaction for nothing
        with transaction.atomic():
            for tag in archived:
                Tag.objects.filter(pk=tag.pk).update(archived_at=None)
                journal.record("tag.restored", by=by, organisation=organisation_id, about=tag)
    return archived
