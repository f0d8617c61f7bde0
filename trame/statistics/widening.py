"""Nothing with these filters: which one to remove, and how many activities there would then be."""

from dataclasses import dataclass

from django.db import connection

from trame.ui.typography import joined

from .cubes.picking import Sql, of_activities, of_some_people
from .filters import Filters
from .scopes import Scope


@dataclass(frozen=True)
class Widening:
    """« sans le filtre Sujet (E-mail ou Santé) »: its address, and the number of activities there."""

    words: str
    query: str
    number: int


def widenings(filters: Filters, scope: Scope) -> list[Widening]:
    """One for each filter in use, the most fruitful first; their activities are counted in one query."""
    without = [(axis, filters.without(axis.code)) for axis in filters.active]
    numbers = _counted([other.narrowing(scope) for _, other in without])
    found = [
        Widening(f"{axis.word} : {joined(filters.words_of(axis), 'ou')}", other.query, numbers[rank])
        for rank, (axis, other) in enumerate(without)
    ]
    return sorted(found, key=lambda one: -one.number)


def _counted(scopes: list[Scope]) -> dict[int, int]:
    """Rank of a scope → its number of accompaniments and workshops."""
    if not scopes:
        return {}
    parts = [_part(rank, scope) for rank, scope in enumerate(scopes)]
    with connection.cursor() as cursor:
        cursor.execute(
            " UNION ALL ".join(part.text for part in parts), [value for part in parts for value in part.parameters]
        )
        return dict(cursor.fetchall())


def _part(rank: int, scope: Scope) -> Sql:
    if scope.public:
        rows = of_some_people(scope, scope.public, ["activity_id"])
        return Sql(f"SELECT {rank}, COUNT(*) FROM ({rows.text}) AS t", rows.parameters)  # noqa: S608
    rows = of_activities(scope)
    return Sql(f"SELECT {rank}, COUNT(*) FROM kept_activity AS t WHERE {rows.text}", rows.parameters)  # noqa: S608
