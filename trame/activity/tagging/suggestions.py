"""The tags proposed while a word is typed: the nearest first, the most used first among those equally near."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple

from django.utils import timezone

from trame.people.models import User
from trame.ui.typography import plural

from ..models import Activity, TagScope
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


class Offered(NamedTuple):
    """What is read of a tag: a structure may have thousands, at each letter."""

    pk: int
    name: str
    scope: str


def suggest(user: User, organisation_ids: Collection[int], typed: str, chosen: Collection[str]) -> list[Option]:
    """The tags offered to her in these structures near `typed`, without those `chosen` already: two queries.

    Nothing typed: those used most lately.
    """
    left_out = {tag_key(word) for word in chosen}
    rows = usable_tags(organisation_ids, user).offered().values_list("search_key", "pk", "name", "scope")
    offered: dict[str, Offered] = {}
    for key, pk, name, scope in sorted(rows, key=lambda row: RANK[TagScope(row[3])]):
        if key not in left_out:
            offered.setdefault(key, Offered(pk, name, scope))
    activities = Activity.objects.visible_to(user).filter(organisation__in=organisation_ids)
    if not tag_key(typed):
        lately = activities.filter(date__gt=timezone.localdate() - LATELY)
        used = uses(lately, [tag.pk for tag in offered.values()])
        found = sorted((tag for tag in offered.values() if used.get(tag.pk)), key=lambda tag: -used[tag.pk])
    else:
        near = [(far, offered[key]) for far, key in nearest(typed, {key: key for key in offered}, LOOKED_AT)]
        used = uses(activities, [tag.pk for _, tag in near])
        near.sort(key=lambda pair: (pair[0], -used.get(pair[1].pk, 0)))
        found = [tag for _, tag in near]
    return [Option(tag.name, tag.name, _detail(tag, used.get(tag.pk, 0))) for tag in found[:PROPOSED]]


def _detail(tag: Offered, number: int) -> str:
    scope = "" if tag.scope == TagScope.ORGANISATION else f"{TagScope(tag.scope).label}, "
    return f"{scope}{plural(number, 'activité')}"
