"""One bare query, written by hand over the kept facts: the aggregates that the peer's page shows, and no more.

Totals by kind, channel, duration, month, place, commune, topic, material and tag; gender, age, status and residence of
the people followed, counters of the anonymous; distinct people, first times. What a page adds to it is what its other
figures, their labels and the comparison with the year before cost.
"""

from django.db import connection

from trame.facts.packing import ACTIVITY, COUNTERS, PERSON, SETS
from trame.statistics.scopes import Scope

TAGGED = 1  # of kept_activity.has


def bare_query(scope: Scope) -> tuple[int, int, int]:
    """Run it; (activities, accompaniments, people), anonymous ones counted once for each time."""
    activities, attendances, anonymous, followed = 0, 0, 0, 0
    with connection.cursor() as cursor:
        cursor.execute(*_statement(scope))
        for part, _, number, n in cursor.fetchall():
            if part == "total":
                activities, attendances = number, n
            elif part == "anonymous":
                anonymous = n
            elif part == "people":
                followed = n
    return activities, attendances, followed + anonymous


def _statement(scope: Scope) -> tuple[str, list[object]]:
    """(SQL, parameters); its rows are (what, code, activities, accompaniments)."""
    where, parameters = _where(scope)
    topics = " AND t.topics & %s <> 0" if scope.topics else ""
    bits = [sum(1 << SETS["topics"].index(code) for code in scope.topics)] if scope.topics else []
    sql = f"""
    WITH s AS MATERIALIZED (SELECT t.* FROM kept_activity AS t WHERE {where}{topics}),
    p AS MATERIALIZED (
        SELECT t.person_id, t.profile, t.residence_code FROM kept_attendance AS t
        {"INNER JOIN s ON s.activity_id = t.activity_id" if topics else ""} WHERE {where}
    )
    {" UNION ALL ".join(_branches())}
    """  # noqa: S608 (codes of this file and of the nomenclatures)
    return sql, [*parameters, *bits, *parameters]


def _where(scope: Scope) -> tuple[str, list[object]]:
    where, parameters = ["t.date BETWEEN %s AND %s"], [scope.start, scope.end]
    for column, wanted in (
        ("organisation_id", sorted(scope.organisation_ids)),
        ("mediator_id", list(scope.mediator_ids)),
        ("commune_code", list(scope.commune_codes)),
    ):
        if wanted:
            where.append(f"t.{column} = ANY(%s)")
            parameters.append(wanted)
    return " AND ".join(where), parameters


def _branches() -> list[str]:
    of_activities = ("kind", "channel", "duration_band", "autonomy", "level", "redirected", "redirection")
    return [
        "SELECT 'total', '', COUNT(*), SUM(attendances) FROM s",
        "SELECT 'minutes', '', 0, SUM(minutes) FROM s",
        "SELECT 'anonymous', '', 0, SUM(anonymous) FROM s",
        *(_group(column, ACTIVITY[column].sql("t.profile")) for column in of_activities),
        *(_group(column, f"t.{column}") for column in ("month", "place_id", "commune_code")),
        *(_set(column) for column in ("topics", "materials")),
        "SELECT 'tag', g.tag_id::text, COUNT(*), SUM(s.attendances) FROM s "  # noqa: S608
        f"INNER JOIN activity_activitytag AS g ON g.activity_id = s.activity_id WHERE s.has & {TAGGED} <> 0 GROUP BY 2",
        "SELECT 'people', '', 0, COUNT(DISTINCT person_id) FROM p",
        *(
            f"SELECT '{column}', {PERSON[column].sql('t.profile')}::text, 0, COUNT(*) FROM p AS t GROUP BY 2"  # noqa: S608
            for column in ("gender", "age_band", "status", "first_time")
        ),
        "SELECT 'residence', residence_code, 0, COUNT(*) FROM p GROUP BY 2",
        _counters(),
    ]


def _group(name: str, column: str) -> str:
    return f"SELECT '{name}', {column}::text, COUNT(*), SUM(t.attendances) FROM s AS t GROUP BY 2"  # noqa: S608


def _set(column: str) -> str:
    """Topics or materials: one activity counts in each of its own. The same sets come back often: grouped first."""
    return (
        f"SELECT '{column}', b.rank::text, SUM(t.activities), SUM(t.attendances) FROM "  # noqa: S608
        f"(SELECT {column}, COUNT(*) AS activities, SUM(attendances) AS attendances FROM s GROUP BY 1) AS t "
        f"INNER JOIN GENERATE_SERIES(0, {len(SETS[column]) - 1}) AS b (rank) ON (t.{column} >> b.rank) & 1 = 1 "
        "GROUP BY 2"
    )


def _counters() -> str:
    """Anonymous participants: the sums of the counters, side by side, then one row each."""
    sums = ", ".join(f"SUM({column}) AS {column}" for column in COUNTERS)
    rows = ", ".join(f"('{dimension}', '{code}', {column})" for column, (dimension, code) in COUNTERS.items())
    return (
        f"SELECT c.dimension, c.code, 0, c.n FROM (SELECT {sums} FROM s) AS q "  # noqa: S608
        f"CROSS JOIN LATERAL (VALUES {rows}) AS c (dimension, code, n)"
    )
