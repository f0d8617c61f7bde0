"""Scope: the facts a reader's figures are drawn from. Made only by `scope_for`, which asks what the reader may see."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from trame.people.models import Organisation
from trame.people.readers import Reader


@dataclass(frozen=True, kw_only=True)
class Scope:
    """Activities of these organisations from `start` to `end`, both included; at these places only, when any is given.

    No organisation, no row: the scope fails closed.
    """

    organisation_ids: frozenset[int]
    start: dt.date
    end: dt.date
    place_ids: tuple[int, ...] = ()


def scope_for(
    reader: Reader,
    *,
    start: dt.date,
    end: dt.date,
    organisation_ids: Collection[int] | None = None,
    place_ids: Collection[int] = (),
) -> Scope:
    """The part of `organisation_ids` (None: all) that the reader sees. ValueError when `end` is before `start`."""
    if end < start:
        raise ValueError("a period ends on or after its start")
    visible = Organisation.objects.visible_to(reader)
    if organisation_ids is not None:
        visible = visible.filter(pk__in=organisation_ids)
    return Scope(
        organisation_ids=frozenset(visible.values_list("pk", flat=True)),
        start=start,
        end=end,
        place_ids=tuple(sorted(set(place_ids))),
    )
