"""Tags for the walks: a word of La Navette, another merged into it, its other name, a word it is not."""

from tests.cast import Cast
from trame.activity.models import Tag, TagAlias, TagMerge
from trame.activity.services import keep_apart, merge_tags, tag_key


def merged_tags(cast: Cast) -> TagMerge:
    """« smartphones » merged into « smartphone », which « mobile » gives too, and which is not « smartphobie »."""
    kept, merged, other = (_tag(cast, name) for name in ("smartphone", "smartphones", "smartphobie"))
    TagAlias.objects.create(tag=kept, organisation=cast.navette, name="mobile", search_key="mobile")
    keep_apart(by=cast.awa, tags=[kept, other])
    return merge_tags(by=cast.awa, kept=kept, merged=merged)


def _tag(cast: Cast, name: str) -> Tag:
    known = {"organisation": cast.navette, "search_key": tag_key(name)}
    return Tag.objects.get_or_create(**known, defaults={"name": name})[0]
