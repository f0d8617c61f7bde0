"""The structures one can choose among, and the filter to remove when nothing is left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..filters import Filters, label
from ..filters.known import Known
from ..models.activity import ActivityQuerySet

if TYPE_CHECKING:
    from .filtered import Address


def structure_links(filters: Filters, structures: dict[int, str], address: Address) -> list[tuple[str, str]]:
    """(name, address) of each structure, for who belongs to several and looks at all of them."""
    if filters.organisation_id:
        return []
    elsewhere = filters.without("place")
    return [(name, address.of(elsewhere.but(organisation_id=pk))) for pk, name in structures.items()]


@dataclass(frozen=True)
class Blocking:
    """A filter whose removal shows `number` activities."""

    label: str
    query: str
    number: int


def blocking_filter(
    filters: Filters, known: Known, *, found_by: Callable[[Filters], ActivityQuerySet], address: Address
) -> Blocking | None:
    """The filter whose removal shows the most activities; None when none would."""
    freed = [(name, found_by(filters.without(name)).count()) for name in filters.chosen]
    name, number = max(freed, key=lambda one: one[1], default=("", 0))
    return Blocking(label(filters, name, known), address.of(filters.without(name)), number) if number else None
