"""What the bench asks: in the data of `seed_scale`, the scopes nearest in size to those of the pages to measure."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.db import connection
from django.http import QueryDict
from django.utils import timezone

from bench.bare import bare_query
from trame.people.models import User
from trame.reference.models import Commune
from trame.statistics.engine import compute
from trame.statistics.filters import Filters, filters_from
from trame.statistics.page import build_page
from trame.statistics.periods import CUSTOM, Period
from trame.statistics.scopes import Scope

YEAR = (dt.date(2025, 1, 1), dt.date(2025, 12, 31))
EVER = (dt.date(2023, 1, 1), dt.date(2026, 6, 30))
BRETAGNE = "53"
LIVING = "deleted_at IS NULL AND kind IN ('individuel', 'collectif')"


class NoScaleError(Exception):
    """The database holds no invented data at scale; the message says, in French, how to have some."""


@dataclass(frozen=True)
class Page:
    """`build` runs the whole page; `bare` the hand-written query: (activities, accompaniments, people).

    `counted`: the engine's activities and accompaniments.
    """

    label: str
    counted: Callable[[], tuple[int, int]]
    build: Callable[[], object]
    bare: Callable[[], tuple[int, int, int]]
    goal: float | None
    must: float | None

    def disagreement(self, selected: tuple[int, int, int]) -> str:
        """Says so when the page and the bare query do not count the same: their times are then no comparison."""
        counted = self.counted()
        return "" if counted == selected[:2] else f"  ≠ la page compte {counted[0]} activités, {counted[1]} accomp."


def pages() -> list[Page]:
    """NoScaleError: `seed_scale` was not run here."""
    if not User.objects.filter(email__endswith="@echelle.example").exists():
        raise NoScaleError(
            "Cette base ne contient pas les données à l’échelle. Préparez-en une, vide, par DATABASE_URL :\n"
            "  manage.py migrate && manage.py load_reference && manage.py seed_scale --size national"
        )
    mediator, of_mediator = nearest("mediator_id, organisation_id", 274, YEAR)
    (team,), (veterans,) = nearest("organisation_id", 5_694, YEAR), nearest("organisation_id", 19_563, EVER)
    departement = nearest_departement(19_865)
    commune, topic = nearest("commune_id, UNNEST(topics)", 749, YEAR)
    nowhere, one, breton = frozenset[int](), communes(departement=departement), communes(departement__region=BRETAGNE)
    return [
        page("a : une médiatrice, un an", scope(YEAR, {of_mediator}, mediator_ids=(mediator,)), 1.5, 3),
        page("b : équipe de trente, un an", scope(YEAR, {team}), 25, 50),
        page("b_all : équipe, toutes les années", scope(EVER, {veterans}), 80, 160),
        page(f"c1 : un département ({departement}), un an", scope(YEAR, nowhere, commune_codes=one), 50, 100),
        page("c2 : Bretagne, toutes les années", scope(EVER, nowhere, commune_codes=breton)),
        page(
            f"e : thématique, {commune}, un an", scope(YEAR, nowhere, commune_codes=(commune,), topics=(topic,)), 15, 30
        ),
    ]


def nearest(of: str, activities: int, period: tuple[dt.date, dt.date]) -> tuple[Any, ...]:
    """The values of the columns `of` whose number of activities in the period is nearest to the one asked."""
    numbered = ", ".join(str(n + 1) for n in range(of.count(",") + 1))
    sql = (
        f"SELECT {of} FROM activity_activity WHERE {LIVING} AND date BETWEEN %s AND %s "  # noqa: S608
        f"GROUP BY {numbered} ORDER BY ABS(COUNT(*) - %s), {numbered} LIMIT 1"
    )
    return answer(sql, [*period, activities])


def nearest_departement(activities: int) -> str:
    sql = (
        "SELECT c.departement_id FROM activity_activity AS a "  # noqa: S608
        "INNER JOIN reference_commune AS c ON c.code = a.commune_id "
        f"WHERE a.{LIVING} AND a.date BETWEEN %s AND %s GROUP BY 1 ORDER BY ABS(COUNT(*) - %s), 1 LIMIT 1"
    )
    return str(answer(sql, [*YEAR, activities])[0])


def answer(sql: str, parameters: list[object]) -> tuple[Any, ...]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        found: tuple[Any, ...] = cursor.fetchone()
        return found


def communes(**where: object) -> tuple[str, ...]:
    return tuple(Commune.objects.filter(**where).order_by("pk").values_list("pk", flat=True))


def scope(period: tuple[dt.date, dt.date], organisations: set[int] | frozenset[int], **filters: Any) -> Scope:
    """Of these organisations; of none, everywhere."""
    start, end = period
    found = frozenset(organisations)
    return Scope(organisation_ids=found, start=start, end=end, everywhere=not found, **filters)


def page(label: str, asked: Scope, goal: float | None = None, must: float | None = None) -> Page:
    members = User.objects.filter(email__endswith="@echelle.example")
    if asked.organisation_ids:
        members = members.filter(memberships__organisation__in=asked.organisation_ids)
    reader = members.filter(memberships__ends_on=None).earliest("pk")
    filters = filters_from(QueryDict(), reader, timezone.localdate())
    assert filters is not None  # noqa: S101 (a mediator works somewhere)
    period = Period(CUSTOM, "", asked.start, asked.end)
    choice = _Asked(replace(filters, period=period), asked)

    def counted() -> tuple[int, int]:
        figures = compute(asked, ["activities", "attendances"], reader=reader)
        return figures["activities"].n, figures["attendances"].n

    return Page(
        label=label,
        counted=counted,
        build=lambda: build_page(choice, reader),  # type: ignore[arg-type]
        bare=lambda: bare_query(asked),
        goal=goal,
        must=must,
    )


class _Asked:
    """The filters of a page over a scope that no address of today asks for."""

    def __init__(self, filters: Filters, asked: Scope) -> None:
        self._filters = filters
        self._scope = asked

    def scope(self, reader: object) -> Scope:
        return self._scope

    def __getattr__(self, name: str) -> Any:
        return getattr(self._filters, name)
