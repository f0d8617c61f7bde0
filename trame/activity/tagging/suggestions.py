"""The tags proposed while a word is typed: the nearest first, the most used first among those equally near."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.utils import timezone

from trame.people.models import User
from trame.ui.typography import plural

from ..models import Activity, Tag, TagScope
from ..services.tags import RANK, tag_key, usable_tags
from .listing import uses
from .twins import nearest

PROPOSED = 8
LOOKED_AT = 40  # near enough for their use to be counted
LATELY = dt.timedelta(days=365)  # what is proposed before anything is typed was used since


@dataclass(frozen=True)
class Option:
    """As `ui/combobox_options.html` shows it."""

    value: str
    label: str
    detail: str


def suggest(user: User, organisation_ids: Collection[int], typed: str, chosen: Collection[str]) -> list[Option]:
    """The tags offered to her in these structures near `typed`, without those `chosen` already: two queries.

    Nothing typed: those used most lately.
    """
    left_out = {tag_key(word) for word in chosen}
    offered: dict[str, Tag] = {}
    for tag in sorted(usable_tags(organisation_ids, user).offered(), key=lambda tag: RANK[TagScope(tag.scope)]):
        if tag.search_key not in left_out:
            offered.setdefault(tag.search_key, tag)
    activities = Activity.objects.visible_to(user).filter(organisation__in=organisation_ids)
    if not tag_key(typed):
        used = uses(activities.filter(date__gt=timezone.localdate() - LATELY), offered.values())
        found = sorted((tag for tag in offered.values() if used.get(tag.pk)), key=lambda tag: -used[tag.pk])
    else:
        near = [(far, offered[key]) for far, key in nearest(typed, {key: key for key in offered}, LOOKED_AT)]
        used = uses(activities, [tag for _, tag in near])
        near.sort(key=lambda pair: (pair[0], -used.get(pair[1].pk, 0)))
        found = [tag for _, tag in near]
    return [Option(tag.name, tag.name, _detail(tag, used.get(tag.pk, 0))) for tag in found[:PROPOSED]]


def _detail(tag: Tag, number: int) -> str:
    scope = "" if tag.scope == TagScope.ORGANISATION else f"{TagScope(tag.scope).label}, "
    return f"{scope}{plural(number, 'activité')}"
