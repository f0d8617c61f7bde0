"""The faults, by where somebody would make them."""

from .mutant import AT_ONCE, CLOSING, FROZEN, MASKED, NETWORKS, PLAIN, SEQUENCES, STATISTICS, Mutant

STATS = "trame/statistics"
PICKING, BRANCHES = f"{STATS}/cubes/picking.py", f"{STATS}/cubes/branches.py"
CELLS, RELATIONS = f"{STATS}/cubes/cells.py", f"{STATS}/cubes/relations.py"
DECLARED, MASKING = f"{STATS}/declarations", f"{STATS}/masking"
VIEWS, KEPT = "trame/facts/sql", "trame/facts/kept"
TRIGGERS = f"{KEPT}/triggers.plpgsql"
ACTIVITIES, ATTENDANCES = f"{VIEWS}/fact_activity.sql", f"{VIEWS}/fact_attendance.sql"

FILTERS = (
    Mutant("the filter by structure is forgotten", PICKING, "if not scope.everywhere:", "if False:"),
    Mutant("the filter by mediator is forgotten", PICKING, "if scope.mediator_ids:", "if False:"),
    Mutant("the filter by place is forgotten", PICKING, "if scope.place_ids:", "if False:"),
    Mutant("the filter by commune is forgotten", PICKING, "if scope.commune_codes:", "if False:"),
    Mutant("the filter by kind is forgotten", PICKING, '("kind", scope.kinds), ', ""),
    Mutant("the filter by channel is forgotten", PICKING, '("channel", scope.channels), ', ""),
    Mutant("the filter by setting is forgotten", PICKING, ', ("setting", scope.settings)', ""),
    Mutant("the filter by topic is forgotten", PICKING, "if scope.topics:", "if False:"),
    Mutant("the filter by tag is forgotten", PICKING, "if scope.tag_ids:", "if False:"),
    Mutant(
        "the filter on people is forgotten for those who are followed",
        PICKING,
        "    if scope.public:\n        where.and_sql(_of_person(scope.public))\n",
        "",
    ),
    Mutant(
        "the last day of the period is left out",
        PICKING,
        ".date BETWEEN %s AND %s",
        ".date >= %s AND {alias}.date < %s",
    ),
    Mutant(
        "coordination is not filtered by its mediator",
        BRANCHES,
        'where = of_structures(scope, "c")',
        'from dataclasses import replace\n\n    where = of_structures(replace(scope, mediator_ids=()), "c")',
    ),
    Mutant(
        "a place that another structure owns is read",
        f"{STATS}/scopes.py",
        "visible & frozenset(organisation_ids)",
        "frozenset(organisation_ids)",
        (f"{STATISTICS}/test_a_scope_holds_only_what_its_reader_sees.py",),
    ),
)

FILTER_ON_PEOPLE = (
    Mutant(
        "counters of another characteristic are kept whoever they count",
        PICKING,
        'else "n.anonymous = k.anonymous"',
        'else "TRUE"',
    ),
    Mutant(
        "counters of the characteristic that is filtered are all kept",
        PICKING,
        '"TRUE" if code in codes else "FALSE"',
        '"TRUE"',
    ),
    Mutant(
        "activities where nobody is kept stay",
        PICKING,
        " AND n.followed + n.anonymous > 0",
        "",
    ),
    Mutant(
        "everybody is said to be crossable",
        PICKING,
        "CASE WHEN n.anonymous = k.anonymous THEN n.anonymous ELSE 0 END",
        "n.anonymous",
    ),
    Mutant(
        "homes are counted where no anonymous participant is kept",
        BRANCHES,
        "t.anonymous > 0 AND t.attendances",
        "t.attendances",
        (f"{STATISTICS}/filters/test_one_filter_on_people_at_a_time.py",),
    ),
    Mutant(
        "homes are counted whoever lives there",
        BRANCHES,
        'source.and_("s.all_anonymous")',
        'source.and_("TRUE")',
    ),
)

COUNTED_ONCE = (
    Mutant(
        "a person counts as many times as she came",
        BRANCHES,
        '("COUNT(*)", "SUM(q.sessions)")',
        '("SUM(q.sessions)", "SUM(q.sessions)")',
    ),
    Mutant(
        "a half-day counts once by activity",
        BRANCHES,
        'f"GROUP BY t.mediator_id, t.date)',
        'f"GROUP BY t.mediator_id, t.date, t.activity_id)',
    ),
    Mutant(
        "a week begins on Tuesday",
        BRANCHES,
        'A_MONDAY = "1900-01-01"',
        'A_MONDAY = "1900-01-02"',
        (f"{STATISTICS}/test_time_and_means.py",),
    ),
    Mutant("two choices of one activity are two activities", BRANCHES, "COUNT(DISTINCT c.activity_id)", "COUNT(*)"),
    Mutant("two months make somebody regular", RELATIONS, "REGULAR_MONTHS = 3", "REGULAR_MONTHS = 2"),
    Mutant(
        "a structure that came back to its network counts twice",
        PICKING,
        'return Sql(f"SELECT {listed} FROM kept_activity AS t WHERE',
        'join = "" if scope.network_id is None else "JOIN fact_network_membership AS j USING (organisation_id)"\n'
        '    return Sql(f"SELECT {listed} FROM kept_activity AS t {join} WHERE',
        (NETWORKS,),
    ),
)

READING = (
    Mutant("the months are those before", CELLS, "{number % 12 + 1:02d}", "{(number - 1) % 12 + 1:02d}"),
    Mutant(
        "« non » is a redirection",
        CELLS,
        'if said["redirected"] == packing.YES else None',
        'if said["redirected"] else None',
    ),
    Mutant("as much at ease as before is a progress", CELLS, '"up" if change > 0', '"up" if change >= 0'),
    Mutant("somebody already known is new", CELLS, "Venue.NEW if first == 1", "Venue.NEW if first"),
    Mutant("twice is in the band of once", CELLS, "((1, SessionsBand.ONCE), (2,", "((2, SessionsBand.ONCE), (2,"),
    Mutant("a topic is read as the next one", "trame/facts/packing.py", "if bits >> rank & 1)", "if bits >> rank & 2)"),
    Mutant(
        "two months are not told day by day",
        f"{STATS}/periods.py",
        "MOST_DAYS, LAST_DAYS = 62",
        "MOST_DAYS, LAST_DAYS = 61",
        (f"{STATISTICS}/test_time_and_means.py",),
    ),
    Mutant(
        "a pair that is not certain is crossed",
        f"{STATS}/crossing/computing.py",
        "    for row, n in rows.items():\n        if n == size:",
        "    for row, n in rows.items():\n        if n:",
        (CLOSING,),
    ),
    Mutant(
        "what is not stated is lost in a crossing",
        f"{STATS}/crossing/computing.py",
        "        add(other.read(said), (), int(everybody) - sum(map(int, counted)))\n",
        "",
        (CLOSING,),
    ),
)

DECLARATIONS = (
    Mutant(
        "accompaniments are activities",
        f"{DECLARED}/bases.py",
        'sentence="Tous les accompagnements de la période.",\n    count=Tally("attendances")',
        'sentence="Tous les accompagnements de la période.",\n    count=Tally("activities")',
    ),
    Mutant(
        "the anonymous participants of a characteristic are forgotten",
        f"{DECLARED}/counting.py",
        'among("dimension", dimension)',
        'among("dimension", "")',
    ),
    Mutant(
        "what several answers leave unsaid is what they say",
        f"{DECLARED}/counting.py",
        "(unstated(column), *where)",
        "(Condition(column), *where)",
    ),
    Mutant(
        "a redirection whose body is not said is lost",
        CELLS,
        '(said["redirection"] or "non_precise")',
        'said["redirection"]',
    ),
    Mutant(
        "the equipment of a workshop is that of everybody",
        f"{DECLARED}/facets.py",
        'rows=attendances_by("equipment", ALONE)',
        'rows=attendances_by("equipment")',
    ),
    Mutant(
        "a mandate is read of procedures done with the person",
        f"{DECLARED}/procedures.py",
        "        PROCEDURES_IN_PLACE_OF,\n        IN_PLACE_OF,\n",
        "        PROCEDURES_IN_PLACE_OF,\n",
    ),
    Mutant(
        "« non renseigné » has no line",
        f"{STATS}/engine.py",
        "    if unknown:\n        yield Row(",
        "    if False:\n        yield Row(",
        (CLOSING,),
    ),
    Mutant(
        "a mean over nothing is 0",
        f"{STATS}/engine.py",
        "if not d and indicator.reading is not Reading.NUMBER:",
        "if False:",
    ),
    Mutant(
        "the share of mentions is the share of accompaniments",
        f"{STATS}/charting.py",
        "percent(row.n, figure.mentions)",
        "percent(row.n, figure.d)",
        (CLOSING,),
    ),
)

FACTS = (
    Mutant("deleted activities count", ACTIVITIES, "a.deleted_at IS NULL AND ", ""),
    Mutant("30 minutes are less than 30", ACTIVITIES, "WHEN a.minutes < 30", "WHEN a.minutes <= 30"),
    Mutant(
        "people are counted at deleted activities",
        ATTENDANCES,
        "\nWHERE a.deleted_at IS NULL",
        "\nWHERE TRUE",
        (PLAIN,),
    ),
    Mutant(
        "ages are those of today",
        ATTENDANCES,
        "WHEN EXTRACT(YEAR FROM a.date) - b.birth_year < 25",
        "WHEN EXTRACT(YEAR FROM CURRENT_DATE) - b.birth_year < 25",
    ),
    Mutant(
        "the first time is the first recorded",
        ATTENDANCES,
        "(before.date, before.id) < (a.date, a.id)",
        "before.id < a.id",
        (SEQUENCES,),
    ),
    Mutant(
        "a first time that was deleted is one",
        ATTENDANCES,
        "            AND before.deleted_at IS NULL\n",
        "",
        (SEQUENCES,),
    ),
    Mutant(
        "the age declared that day is forgotten",
        ATTENDANCES,
        "COALESCE(NULLIF(t.age_band, ''), NULLIF(b.age_band, ''))",
        "NULLIF(b.age_band, '')",
    ),
    Mutant("January is the month after", f"{KEPT}/kept_activity.sql", "- 1)::integer AS month", ")::integer AS month"),
    Mutant(
        "activities are not said to have tags",
        f"{KEPT}/kept_activity.sql",
        "THEN 1 ELSE 0 END\n",
        "THEN 0 ELSE 0 END\n",
    ),
    Mutant(
        "an activity counts in a network after its structure left",
        f"{STATS}/contributions.py",
        'f"AND (m.ends_on IS NULL OR {alias}.date <= m.ends_on))"',
        '")"',
        (NETWORKS,),
    ),
)

TRIGGERED = (
    Mutant(
        "the first time is the first recorded, when it moves",
        TRIGGERS,
        "ORDER BY e.date, e.activity_id",
        "ORDER BY e.activity_id",
        (SEQUENCES,),
    ),
    Mutant(
        "two first times recorded at once are both kept",
        TRIGGERS,
        "    PERFORM 1 FROM activity_beneficiary WHERE id = ANY(people) ORDER BY id FOR NO KEY UPDATE;\n",
        "",
        (AT_ONCE,),
    ),
    Mutant(
        "two things noted at once on an activity collide",
        TRIGGERS,
        "        PERFORM 1 FROM activity_activity WHERE id = ANY(ids) ORDER BY id FOR NO KEY UPDATE;\n",
        "",
        (AT_ONCE,),
    ),
    Mutant(
        "a move of home is not followed",
        TRIGGERS,
        "(a.gender, a.birth_year, a.age_band, a.status, a.residence_id)\n"
        "            IS DISTINCT FROM (b.gender, b.birth_year, b.age_band, b.status, b.residence_id)",
        "(a.gender, a.birth_year, a.age_band, a.status)\n"
        "            IS DISTINCT FROM (b.gender, b.birth_year, b.age_band, b.status)",
        ("tests/facts/test_kept_facts_follow_every_change.py",),
    ),
    Mutant(
        "procedures are not followed",
        f"{KEPT}/building.py",
        '    "activity_procedure": ("activity_id", ""),\n',
        "",
        (SEQUENCES,),
    ),
    Mutant(
        "people are not followed when their activity changes",
        f"{KEPT}/building.py",
        '"activity_activity": ("id", "people")',
        '"activity_activity": ("id", "")',
        (SEQUENCES,),
    ),
)

TOLD_OUTSIDE = (
    Mutant(
        "exactly the threshold is masked",
        f"{MASKING}/guard.py",
        "return brought.n >= self.threshold",
        "return brought.n > self.threshold",
        (f"{STATISTICS}/masking/test_the_threshold_is_told.py",),
    ),
    Mutant(
        "one under the threshold is told, of several structures",
        f"{MASKING}/guard.py",
        "if brought.n < self.threshold or",
        "if brought.n < self.threshold - 1 or",
        (MASKED,),
    ),
    Mutant(
        "two structures are enough",
        f"{MASKING}/guard.py",
        "len(brought.who) < self.fewest:",
        "len(brought.who) < self.fewest - 1:",
        (MASKED,),
    ),
    Mutant(
        "what a hidden row can be deduced from is told",
        f"{MASKING}/suppression.py",
        "    while hidden and len(hidden) < len(codes):",
        "    while False:",
        (MASKED, FROZEN),
    ),
    Mutant(
        "a month is told whatever its structures",
        f"{STATS}/contributions.py",
        "return len(organisation_ids) >= fewest and",
        "return len(organisation_ids) >= fewest - 1 and",
        (NETWORKS,),
    ),
    Mutant(
        "ten people of a month are told",
        f"{STATS}/contributions.py",
        "return 0 < people < threshold",
        "return 0 < people < threshold - 1",
        (f"{STATISTICS}/test_a_network_shows_no_small_number.py",),
    ),
)

MUTANTS: tuple[Mutant, ...] = (
    *FILTERS, *FILTER_ON_PEOPLE, *COUNTED_ONCE, *READING, *DECLARATIONS, *FACTS, *TRIGGERED, *TOLD_OUTSIDE,
)  # fmt: skip
