"""What the tests of tags write and read."""

from collections.abc import Collection
from typing import Any

from tests.cast import Cast, activity, membership, person
from trame.activity.models import Activity, ActivityTag, Tag, TagScope
from trame.activity.services import tag_key
from trame.people.models import Network, Role, User


def tag(cast: Cast, name: str, **said: Any) -> Tag:
    """A tag of La Navette, unless said otherwise."""
    return Tag.objects.create(**{"organisation": cast.navette, "name": name, "search_key": tag_key(name)} | said)


def own_tag(cast: Cast, name: str, owner: User | None = None) -> Tag:
    """A personal tag of Awa's."""
    return tag(cast, name, scope=TagScope.PERSONAL, owner=owner or cast.awa)


def network_tag(network: Network, name: str) -> Tag:
    return Tag.objects.create(scope=TagScope.NETWORK, network=network, name=name, search_key=tag_key(name))


def tagged(cast: Cast, *tags: Tag, **said: Any) -> Activity:
    """An accompaniment of Awa's that bears these tags."""
    made = activity(cast.awa_at_navette, cast.library, **said)
    ActivityTag.objects.bulk_create(ActivityTag(activity=made, tag=one) for one in tags)
    return made


def words_on(made: Activity) -> list[str]:
    """The names of its tags, in alphabetical order."""
    links = ActivityTag.objects.filter(activity=made)
    return list(links.order_by("tag__search_key", "tag").values_list("tag__name", flat=True))


def names(tags: Collection[Tag]) -> list[str]:
    return sorted(one.name for one in tags)


def colleague(cast: Cast) -> Any:
    """Gaëlle, who mediates at La Navette too: her membership."""
    return membership(person("gaelle@navette.test", "Gaëlle", "Le Bris"), cast.navette, Role.MEDIATOR)
