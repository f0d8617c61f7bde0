"""Which months of a network may be told: those to which enough structures contribute, seen from the reader.

A total over a period is then a sum of whole months, each of which adds up three structures at least: subtracting a
period from another gives months that could be asked alone, never one structure (docs/adr/0010).
"""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import Enum

from django.conf import settings
from django.db import connection


def in_network(alias: str) -> str:
    """The rows of `alias` within a membership of network %s. A semi-join: overlapping memberships count once."""
    return (
        "EXISTS (SELECT 1 FROM fact_network_membership AS m WHERE m.network_id = %s "  # noqa: S608
        f"AND m.organisation_id = {alias}.organisation_id AND {alias}.date >= m.starts_on "
        f"AND (m.ends_on IS NULL OR {alias}.date <= m.ends_on))"
    )


class Part(Enum):
    """Totals that are told, or left out, together: telling all but one of them would tell that one by difference.

    The value names the columns of `Contribution` that must each hold nobody, or enough structures.
    """

    ALL = ()
    KINDS = ("individual", "taking_part")
    PUBLIC = ("followed", "anonymous")


@dataclass(frozen=True)
class Contribution:
    """What one structure brings to one month (« 2025-03 »): numbers of activities or of people, by aspect."""

    month: str
    organisation_id: int
    individual: int
    workshops: int
    followed: int
    anonymous: int

    @property
    def activities(self) -> int:
        return self.individual + self.workshops

    @property
    def taking_part(self) -> int:
        """Attendances of workshops: an individual activity has one."""
        return self.followed + self.anonymous - self.individual


def members_of(network_id: int, start: dt.date, end: dt.date) -> frozenset[int]:
    """The organisations (ids) with a membership that touches the period."""
    sql = (
        "SELECT DISTINCT organisation_id FROM fact_network_membership "
        "WHERE network_id = %s AND starts_on <= %s AND (ends_on IS NULL OR ends_on >= %s)"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [network_id, end, start])
        return frozenset(pk for (pk,) in cursor.fetchall())


def contributions(
    network_id: int, organisation_ids: Collection[int], start: dt.date, end: dt.date
) -> list[Contribution]:
    """What each of these organisations brings to each month of the period, within its membership."""
    sql = f"""
        SELECT f.month, f.organisation_id,
            SUM(CASE WHEN f.kind = 'individuel' THEN 1 ELSE 0 END),
            SUM(CASE WHEN f.kind = 'collectif' THEN 1 ELSE 0 END),
            SUM(f.followed),
            SUM(f.anonymous)
        FROM fact_activity AS f
        WHERE f.organisation_id = ANY(%s) AND f.date BETWEEN %s AND %s AND {in_network("f")}
        GROUP BY f.month, f.organisation_id
    """  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, [sorted(organisation_ids), start, end, network_id])
        return [Contribution(*row) for row in cursor.fetchall()]


def told_months(found: Iterable[Contribution], part: Part, *, own: Collection[int]) -> tuple[str, ...]:
    """The months of `part` that may be told; `own`: the organisations whose figures the reader knows otherwise."""
    by_month: dict[str, list[Contribution]] = {}
    for contribution in found:
        by_month.setdefault(contribution.month, []).append(contribution)
    return tuple(month for month, rows in sorted(by_month.items()) if _is_told(rows, part, own))


def _is_told(rows: list[Contribution], part: Part, own: Collection[int]) -> bool:
    if not _are_enough({row.organisation_id for row in rows}, own):
        return False
    # Fewer activities than the threshold would bound the people of one kind below it.
    if any(_is_small(rows, aspect) for aspect in ("activities", *part.value)):
        return False
    for aspect in part.value:
        bring = {row.organisation_id for row in rows if getattr(row, aspect)}
        if bring and not _are_enough(bring, own):
            return False
    return True


def _is_small(rows: list[Contribution], aspect: str) -> bool:
    """From 1 to 10 by default: told to nobody outside a structure (docs/adr/0019)."""
    threshold: int = settings.MASKING_THRESHOLD
    people: int = sum(getattr(row, aspect) for row in rows)
    return 0 < people < threshold


def _are_enough(organisation_ids: set[int], own: Collection[int]) -> bool:
    """Three at least, and two at least that the reader does not know: her own figures subtract from the total."""
    fewest: int = settings.NETWORK_MIN_STRUCTURES
    return len(organisation_ids) >= fewest and len(organisation_ids - set(own)) >= fewest - 1
