"""A formula as plain SQL over the readable facts (trame/facts/sql): what it means, for who would check it by hand.

The engine never runs it: tests do, and find the same numbers, in PostgreSQL and in DuckDB, of which the text only uses
what both understand. It counts one structure over a period: $1 is the structure, $2 and $3 the first and the last day.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import combinations
from textwrap import indent

from trame.reference.nomenclatures import SessionsBand, Skill, Venue

from .cubes.cells import SESSIONS_UP_TO
from .cubes.relations import REGULAR_MONTHS
from .formulas import Combination, Condition, Distinct, Formula, SideBySide, Tally
from .periods import LAST_DAYS, MOST_DAYS


@dataclass(frozen=True)
class Readable:
    """A relation of formulas as facts say it. `alias`: whose rows; `columns`, `measures`: their SQL, when not the name.

    `several`: column → the table whose rows (activity_id, code) say the codes an activity has of it.
    """

    alias: str
    source: str
    measures: Mapping[str, str]
    columns: Mapping[str, str] = field(default_factory=dict)
    several: Mapping[str, str] = field(default_factory=dict)
    where: str = ""

    def column(self, name: str) -> str:
        return self.columns.get(name, f"{self.alias}.{name}")


UP = ", ".join(f"('{low}', '{high}')" for low, high in combinations([skill.value for skill in Skill], 2))
SKILL_CHANGE = (
    "CASE WHEN a.skill_at_start = a.skill_after THEN 'same' "
    f"WHEN (a.skill_at_start, a.skill_after) IN ({UP}) THEN 'up' "
    "WHEN a.skill_at_start IS NOT NULL AND a.skill_after IS NOT NULL THEN 'down' END"
)
ANY_TOPIC = (
    "(SELECT activity_id, code FROM fact_activity_topic "
    "UNION SELECT activity_id, code FROM fact_activity_secondary_topic)"
)
SESSIONS = (
    "CASE "
    + "".join(f"WHEN p.sessions <= {most} THEN '{band.value}' " for most, band in SESSIONS_UP_TO)
    + f"ELSE '{SessionsBand.OVER_10.value}' END"
)
PERIOD = "{0}organisation_id = $1 AND {0}date BETWEEN $2 AND $3"
DAYS_TOLD = f"(a.date > CAST($3 AS DATE) - {LAST_DAYS} OR CAST($3 AS DATE) - CAST($2 AS DATE) < {MOST_DAYS})"
PEOPLE = f"""(
    SELECT person_id, COUNT(*) AS sessions, COUNT(DISTINCT DATE_TRUNC('month', date)) AS months,
        MAX(CASE WHEN first_time THEN 1 ELSE 0 END) AS is_new
    FROM fact_attendance
    WHERE {PERIOD.format("")}
    GROUP BY person_id
) AS p"""
COUNTED = {"activities": "COUNT(*)", "attendances": "SUM(a.attendances)"}
NOTED = {"preparation": "preparation_minutes", "travel": "travel_minutes", "coordination": "coordination_minutes"}

ACTIVITY = Readable(
    alias="a",
    source="fact_activity AS a",
    measures={
        **COUNTED,
        "followed": "SUM(a.followed)",
        "anonymous": "SUM(a.anonymous)",
        "minutes": "SUM(a.minutes)",
        **{measure: f"SUM(a.{column})" for measure, column in NOTED.items()},
        **{f"{measure}_noted": f"COUNT(a.{column})" for measure, column in NOTED.items()},
        "crossable": "SUM(a.attendances)",
    },
    columns={
        "place": "a.place_id",
        "commune": "a.commune_code",
        "mediator": "a.mediator_id",
        "organisation": "a.organisation_id",
        "redirected": "CAST(a.redirected AS VARCHAR)",
        "redirected_to": "CASE WHEN a.redirected THEN COALESCE(a.redirection, 'non_precise') END",
        "skill_change": SKILL_CHANGE,
    },
    several={
        "topic": "fact_activity_topic",
        "secondary_topic": "fact_activity_secondary_topic",
        "any_topic": ANY_TOPIC,
        "material": "fact_activity_material",
        "equipment": "fact_activity_equipment",
        "tagged": "fact_activity_tag",
        "half_day_said": "fact_half_day",
    },
)
READABLE = {
    "activity": ACTIVITY,
    "day": Readable("a", "fact_activity AS a", COUNTED, {"day": "a.date"}, where=DAYS_TOLD),
    "person": Readable(
        "p",
        "fact_attendance AS p",
        {"attendances": "COUNT(*)"},
        {"residence": "p.residence_code", "first_time": "CAST(p.first_time AS VARCHAR)"},
    ),
    "people": Readable(
        "",
        PEOPLE,
        {"people": "COUNT(*)", "attendances": "SUM(p.sessions)"},
        {
            "sessions": SESSIONS,
            "venue": f"CASE WHEN p.is_new = 1 THEN '{Venue.NEW.value}' ELSE '{Venue.KNOWN.value}' END",
            "regular": f"CASE WHEN p.months >= {REGULAR_MONTHS} THEN 'true' END",
        },
    ),
    "marginal": Readable("m", "fact_anonymous AS m", {"n": "SUM(m.n)"}),
    "tag": Readable(
        "a",
        "fact_activity AS a\nINNER JOIN fact_activity_tag AS g ON g.activity_id = a.activity_id",
        COUNTED,
        {"code": "g.tag_id"},
    ),
    "procedure": Readable("d", "fact_procedure AS d", {"procedures": "COUNT(*)"}),
    "coordination": Readable(
        "c",
        "fact_coordination AS c",
        {
            "activities": "COUNT(*)",
            **{
                column: f"SUM(c.{column})"
                for column in ("minutes", "mediators", "structures", "others", "participants")
            },
        },
        {"mediator": "c.mediator_id"},
    ),
    "choice": Readable("c", "fact_coordination_choice AS c", {"activities": "COUNT(DISTINCT c.activity_id)"}),
    "partner": Readable("c", "fact_coordination_partner AS c", {"partners": "COUNT(*)"}),
}
# A day, a half-day or a week of a mediator counts once: each is a table of its own.
CALENDAR = {
    "days": ("fact_activity AS a", "a.date"),
    "weeks": ("fact_activity AS a", "DATE_TRUNC('week', a.date)"),
    "half_days": (
        "fact_activity AS a\nINNER JOIN fact_half_day AS h ON h.activity_id = a.activity_id",
        "a.date, h.half_day",
    ),
}


def plain_sql(formula: Formula) -> str:
    """One number, or (code, n) by row when the formula is one of rows; a code worth 0 may have a row or none."""
    if isinstance(formula, SideBySide):
        return "\nUNION ALL\n".join(_beside(*row) for row in formula.rows)
    if isinstance(formula, Distinct):
        return f"SELECT COUNT(*)\nFROM {_nested(_rows(formula.of))} AS codes\nWHERE n > 0"
    return _rows(formula) if _has_rows(formula) else _number(formula)


def _has_rows(formula: Tally | Combination) -> bool:
    return bool(formula.by if isinstance(formula, Tally) else formula.terms[0][1].by)


def _number(formula: Tally | Combination) -> str:
    if isinstance(formula, Tally):
        table = _readable(formula)
        measure = table.measures[formula.measure]
        return _select([f"COALESCE({measure}, 0)" if measure.startswith("SUM") else measure], table, formula)
    words = {1: " + ", -1: " - "}
    terms = "".join(words[sign] + _nested(_number(tally)) for sign, tally in formula.terms)
    return f"SELECT {terms.removeprefix(' + ')}"


def _rows(formula: Tally | Combination) -> str:
    if isinstance(formula, Tally):
        return _rows_of(formula, 1)
    every = "\nUNION ALL\n".join(_rows_of(tally, sign) for sign, tally in formula.terms)
    return f"SELECT code, SUM(n) AS n\nFROM {_nested(every)} AS parts\nGROUP BY code"


def _rows_of(tally: Tally, sign: int) -> str:
    table = _readable(tally)
    code = "s.code" if tally.by in table.several else table.column(tally.by)
    measure = f"{'-' if sign < 0 else ''}{table.measures[tally.measure]}"
    return f"{_select([f'{code} AS code', f'{measure} AS n'], table, tally, f'{code} IS NOT NULL')}\nGROUP BY 1"


def _beside(code: str, tally: Tally, noted: Tally | None) -> str:
    said = f"SELECT '{code}' AS code, {_nested(_number(tally))} AS n"
    return f"{said}\nWHERE {_nested(_number(noted))} > 0" if noted else said


def _readable(tally: Tally) -> Readable:
    if tally.relation != "calendar":
        return READABLE[tally.relation]
    source, different = CALENDAR[tally.measure]
    found = f"SELECT DISTINCT a.mediator_id, {different}\nFROM {source}\nWHERE {PERIOD.format('a.')}"
    return Readable("", f"{_nested(found)} AS q", {tally.measure: "COUNT(*)"}, {"mediator": "q.mediator_id"})


def _select(selected: list[str], table: Readable, tally: Tally, more: str = "") -> str:
    source = table.source
    if tally.by in table.several:
        source += f"\nINNER JOIN {table.several[tally.by]} AS s ON s.activity_id = a.activity_id"
    # Where rows are grouped beforehand, the period is inside.
    where = [PERIOD.format(f"{table.alias}.") if table.alias else "", table.where]
    where += [_holds(condition, table, tally.relation) for condition in tally.where]
    kept = "\n    AND ".join(one for one in (*where, more) if one)
    return f"SELECT {', '.join(selected)}\nFROM {source}" + (f"\nWHERE {kept}" if kept else "")


def _holds(condition: Condition, table: Readable, relation: str) -> str:
    listed = _listed(condition.codes)
    if relation == "choice" and condition.column == "code" and not condition.stated:
        return ""  # those that choose any
    if fact := table.several.get(condition.column):
        among = f" AND s.code {listed}" if listed else ""
        own = f"EXISTS (SELECT 1 FROM {fact} AS s WHERE s.activity_id = a.activity_id{among})"
        return own if condition.stated else f"NOT {own}"
    column = table.column(condition.column)
    if listed:
        return f"{column} {listed}"
    return f"{column} IS {'NOT ' if condition.stated else ''}NULL"


def _listed(codes: tuple[str, ...]) -> str:
    quoted = ", ".join(f"'{code}'" for code in codes)
    return f"IN ({quoted})" if len(codes) > 1 else f"= {quoted}" if codes else ""


def _nested(statement: str) -> str:
    return f"(\n{indent(statement, '    ')}\n)"
