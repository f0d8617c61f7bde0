"""What formulas may count: each relation, its columns and measures, and the cube that groups it for them.

activity    one row per accompaniment or workshop. Measures: activities, attendances, followed, anonymous, minutes,
            preparation, travel, coordination (minutes of each, and *_noted: activities that note it), crossable (people
            whose other characteristics are known beside the one that the scope filters).
person      one row per followed person at an activity. Measure: attendances.
people      one row per followed person: sessions (a band), venue (new: one of these times was her first), regular (she
            came in REGULAR_MONTHS different months at least). Measures: people, attendances.
marginal    what counters say of anonymous participants: dimension, code. Measure: n.
tag, procedure, coordination, partner: one row per fact of that name.
choice      what coordination lets choose several of: dimension, code; without code, the activities that choose any.
day         one row per activity of the days that are told one by one.
calendar    one row per mediator and day with an activity. Measures: days, half_days, weeks (from Monday to Sunday).
"""

from dataclasses import dataclass

from trame.facts import packing

SETS = {
    "topic": "topics",
    "secondary_topic": "secondary_topics",
    "material": "materials",
    "equipment": "equipment_at_start",
}
ACTIVITY_MEASURES = {
    "activities": "COUNT(*)",
    "attendances": "SUM(t.attendances)",
    "minutes": "SUM(t.minutes)",
}
PROFILE_MEASURES = {
    **ACTIVITY_MEASURES,
    "followed": "SUM(t.followed)",
    "anonymous": "SUM(t.anonymous)",
    "preparation": "SUM(t.preparation_minutes)",
    "travel": "SUM(t.travel_minutes)",
    "coordination": "SUM(t.coordination_minutes)",
    "preparation_noted": "COUNT(t.preparation_minutes)",
    "travel_noted": "COUNT(t.travel_minutes)",
    "coordination_noted": "COUNT(t.coordination_minutes)",
}
REGULAR_MONTHS = 3
COUNTER_MEASURES = {column: f"SUM(t.{column})" for column in packing.COUNTERS}

# What is said by an activity in one word, or in none.
SAID = frozenset({*packing.ACTIVITY, "tagged", "half_day_said", "skill_change", "redirected_to"})


@dataclass(frozen=True)
class Cube:
    """`columns` may be asked together; `measures` are summed by them."""

    name: str
    relation: str
    columns: frozenset[str]
    measures: frozenset[str]


CUBES = (
    Cube("profile", "activity", SAID, frozenset({*PROFILE_MEASURES, "crossable"})),
    Cube("places", "activity", frozenset({"place", "commune"}), frozenset(ACTIVITY_MEASURES)),
    Cube("months", "activity", frozenset({"kind", "month"}), frozenset(ACTIVITY_MEASURES)),
    Cube("team", "activity", frozenset({"kind", "mediator", "organisation"}), frozenset(ACTIVITY_MEASURES)),
    Cube("sets", "activity", frozenset({"kind", *SETS, "any_topic"}), frozenset(ACTIVITY_MEASURES)),
    Cube("marginals", "marginal", frozenset({"dimension", "code"}), frozenset({"n"})),
    Cube("persons", "person", frozenset(packing.PERSON), frozenset({"attendances"})),
    Cube("residences", "person", frozenset({"residence"}), frozenset({"attendances"})),
    Cube("people", "people", frozenset({"sessions", "venue", "regular"}), frozenset({"people", "attendances"})),
    Cube("days", "day", frozenset({"day"}), frozenset({"attendances"})),
    Cube("tags", "tag", frozenset({"code"}), frozenset({"activities", "attendances"})),
    Cube(
        "procedures",
        "procedure",
        frozenset({"domain", "operator", "manner", "mandate", "outcome", "blocking"}),
        frozenset({"procedures"}),
    ),
    Cube("calendar", "calendar", frozenset({"mediator"}), frozenset({"days", "half_days", "weeks"})),
    Cube(
        "coordination",
        "coordination",
        frozenset({"kind", "animation_type", "event_type", "initiative", "territorial_level", "month", "mediator"}),
        frozenset({"activities", "minutes", "mediators", "structures", "others", "participants"}),
    ),
    Cube("choices", "choice", frozenset({"dimension", "code"}), frozenset({"activities"})),
    Cube("partners", "partner", frozenset({"type"}), frozenset({"partners"})),
)


def cubes_for(relation: str, columns: frozenset[str], measure: str) -> tuple[str, ...]:
    """Names of the cubes that answer, any of them. LookupError: no cube of the relation has these columns and this."""
    found = tuple(
        cube.name
        for cube in CUBES
        if cube.relation == relation and columns <= cube.columns and measure in cube.measures
    )
    if not found:
        raise LookupError(f"{measure} of {relation} by {sorted(columns)}: no cube has it")
    return found
