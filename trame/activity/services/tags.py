"""Words on activities: the same word, however spelt, is one tag."""

from trame.reference.search import search_key

from ..models import Tag, TagScope


def tag_key(name: str) -> str:
    """What makes two spellings one tag: accents, case and signs aside, unless the name is made of signs only."""
    return (search_key(name) or name.casefold())[:120]


def tags_named(organisation_id: int, names: tuple[str, ...]) -> list[Tag]:
    """The organisation's tags of these names, created when new; a twin that differs by accents or case is reused."""
    by_key = {tag_key(name): name for name in reversed(names)}
    new = [Tag(organisation_id=organisation_id, name=name, search_key=key) for key, name in by_key.items()]
    Tag.objects.bulk_create(new, ignore_conflicts=True)
    own = Tag.objects.filter(organisation_id=organisation_id, scope=TagScope.ORGANISATION)
    return list(own.filter(search_key__in=by_key))
