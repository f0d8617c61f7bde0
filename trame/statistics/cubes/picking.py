"""Scope → which rows: the WHERE of every cube. Values are always bound, never written in the SQL."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from trame.facts import packing

from ..contributions import in_network
from ..scopes import Scope
from .cells import month_number

DIMENSIONS_OF_PEOPLE = {"gender": "gender", "age": "age_band", "status": "status"}


@dataclass
class Sql:
    """A piece of SQL and its parameters, in order."""

    text: str = ""
    parameters: list[Any] = field(default_factory=list)

    def and_(self, text: str, *parameters: Any) -> None:
        self.text = f"{self.text} AND {text}" if self.text else text
        self.parameters.extend(parameters)

    def and_sql(self, other: "Sql") -> None:
        self.and_(other.text, *other.parameters)


def of_structures(scope: Scope, alias: str) -> Sql:
    """Organisations, dates, mediators: what every fact says of its rows."""
    where = Sql()
    where.and_(f"{alias}.date BETWEEN %s AND %s", scope.start, scope.end)
    if not scope.everywhere:
        where.and_(f"{alias}.organisation_id = ANY(%s)", sorted(scope.organisation_ids))
    if scope.mediator_ids:
        where.and_(f"{alias}.mediator_id = ANY(%s)", list(scope.mediator_ids))
    if scope.network_id is not None:
        where.and_(in_network(alias), scope.network_id)
    return where


def of_activities(scope: Scope, alias: str = "t") -> Sql:
    """Rows of kept_activity that every filter keeps, that on people excepted."""
    return _filtered(scope, alias, "profile")


def of_attendances(scope: Scope) -> Sql:
    """Rows of kept_attendance (alias p) that every filter keeps."""
    where = _filtered(scope, "p", "activity_profile")
    if scope.public:
        where.and_sql(_of_person(scope.public))
    return where


def _filtered(scope: Scope, alias: str, profile: str) -> Sql:
    where = of_structures(scope, alias)
    if scope.commune_codes:
        where.and_(f"{alias}.commune_code = ANY(%s)", list(scope.commune_codes))
    if scope.network_id is not None:
        where.and_(f"{alias}.month = ANY(%s)", [month_number(month) for month in scope.months])
    if scope.place_ids:
        where.and_(f"{alias}.place_id = ANY(%s)", list(scope.place_ids))
    for column, codes in (("kind", scope.kinds), ("channel", scope.channels), ("setting", scope.settings)):
        if codes:
            field = packing.ACTIVITY[column]
            where.and_(f"{field.sql(f'{alias}.{profile}')} = ANY(%s)", field.ranks(codes))
    if scope.topics:
        where.and_(f"({alias}.topics & %s) <> 0", packing.bits_of("topics", scope.topics))
    if scope.tag_ids:
        tagged = f"SELECT 1 FROM fact_activity_tag AS g WHERE g.activity_id = {alias}.activity_id"
        where.and_(f"EXISTS ({tagged} AND g.tag_id = ANY(%s))", list(scope.tag_ids))
    return where


def _of_person(public: tuple[str, Sequence[str]]) -> Sql:
    """The condition on an attendance, alias p."""
    dimension, codes = public
    if dimension == "residence":
        return Sql("p.residence_code = ANY(%s)", [list(codes)])
    known = packing.PERSON[DIMENSIONS_OF_PEOPLE[dimension]]
    return Sql(f"{known.sql('p.profile')} = ANY(%s)", [known.ranks(codes)])


PICKED = "picked"
COLUMN = re.compile(r"\bt\.(\w+)")


def over_picked(scope: Scope, text: str) -> Sql:
    """« WITH picked AS … » before `text`, which reads the rows of activities of the scope « FROM picked AS t »."""
    rows = picked(scope, columns_read(text))
    return Sql(f"WITH {PICKED} AS ({rows.text}) {text}", rows.parameters)


def columns_read(text: str) -> set[str]:
    """The columns of rows of activities, alias t, that a piece of SQL names."""
    return set(COLUMN.findall(text))


def picked(scope: Scope, columns: Collection[str]) -> Sql:
    """SELECT: the rows of activities with these columns of kept_activity, read once for all the cubes."""
    asked = sorted(columns)
    if scope.public:
        return of_some_people(scope, scope.public, asked)
    where = of_activities(scope)
    listed = ", ".join(f"t.{column}" for column in asked)
    return Sql(f"SELECT {listed} FROM kept_activity AS t WHERE {where.text}", where.parameters)


def of_some_people(scope: Scope, public: tuple[str, Sequence[str]], columns: Sequence[str]) -> Sql:
    """The activities where somebody has one of these codes; their counts are those of the people who have it.

    The other counters of an activity are kept when all its anonymous participants are, and are 0 otherwise: nothing
    says who is who. `crossable`: how many of the people kept have their other characteristics known beside this one.
    """
    dimension, codes = public
    kept = of_activities(scope, "k")
    person = _of_person(public)
    anonymous, parameters = _anonymous(dimension, codes)
    named = f"(SELECT COUNT(*) FROM kept_attendance AS p WHERE p.activity_id = k.activity_id AND {person.text})"
    text = (
        f"SELECT {', '.join(_of_some_people(column, public) for column in columns)} FROM kept_activity AS k "
        f"CROSS JOIN LATERAL (SELECT {named} AS followed, {anonymous} AS anonymous) AS n "
        f"WHERE {kept.text} AND n.followed + n.anonymous > 0"
    )
    return Sql(text, [*person.parameters, *parameters, *kept.parameters])


def _anonymous(dimension: str, codes: Sequence[str]) -> tuple[str, list[Any]]:
    """How many anonymous participants of activity `k` have one of these codes."""
    if dimension == "residence":
        found = "SELECT SUM(r.n) FROM fact_anonymous AS r WHERE r.activity_id = k.activity_id"
        return f"COALESCE(({found} AND r.dimension = 'residence' AND r.code = ANY(%s)), 0)::integer", [list(codes)]
    columns = [column for column, said in packing.COUNTERS.items() if said[0] == dimension and said[1] in codes]
    return " + ".join(f"k.{column}" for column in columns) or "0", []


COUNTED = {
    "followed": "n.followed",
    "anonymous": "n.anonymous",
    "attendances": "n.followed + n.anonymous AS attendances",
    "crossable": "n.followed + CASE WHEN n.anonymous = k.anonymous THEN n.anonymous ELSE 0 END AS crossable",
}


def _of_some_people(column: str, public: tuple[str, Sequence[str]]) -> str:
    """A column of an activity `k`, among some of its people only."""
    if column not in packing.COUNTERS:
        return COUNTED.get(column, f"k.{column}")
    dimension, codes = public
    own, code = packing.COUNTERS[column]
    of_public = "TRUE" if code in codes else "FALSE"
    kept = of_public if own == dimension else "n.anonymous = k.anonymous"
    return f"CASE WHEN {kept} THEN k.{column} ELSE 0 END AS {column}"
