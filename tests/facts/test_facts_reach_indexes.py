"""The planner sees through the views: an organisation's figures never read another's rows."""

import re

from django.db import connection

from tests.cast import Cast

PREDICATES = {
    "fact_activity": "organisation_id = 1 AND date BETWEEN '2025-01-01' AND '2025-12-31'",
    "fact_activity_equipment": "activity_id = 1",
    "fact_activity_material": "activity_id = 1",
    "fact_activity_secondary_topic": "activity_id = 1",
    "fact_activity_tag": "activity_id = 1",
    "fact_activity_topic": "activity_id = 1",
    "fact_anonymous": "activity_id = 1",
    "fact_attendance": "activity_id = 1",
    "fact_coordination": "organisation_id = 1 AND date BETWEEN '2025-01-01' AND '2025-12-31'",
    "fact_coordination_choice": "organisation_id = 1 AND date BETWEEN '2025-01-01' AND '2025-12-31'",
    "fact_coordination_partner": "organisation_id = 1 AND date BETWEEN '2025-01-01' AND '2025-12-31'",
    "fact_half_day": "activity_id = 1",
    "fact_procedure": "activity_id = 1",
    "fact_network_membership": "network_id = 1 AND organisation_id = 1",
}


def test_no_fact_is_read_whole_when_one_organisation_or_activity_is_asked(cast: Cast) -> None:
    with connection.cursor() as cursor:
        # The test tables are tiny: without this the planner rightly reads them whole.
        cursor.execute("SET LOCAL enable_seqscan = off")
        for fact, predicate in PREDICATES.items():
            cursor.execute(f"EXPLAIN SELECT * FROM {fact} WHERE {predicate}")
            plan = "\n".join(line for (line,) in cursor.fetchall())
            assert "Seq Scan on activity_" not in plan, plan
            assert "Seq Scan on people_" not in plan, plan
            conditions = re.findall(r"Index Cond: .*", plan)
            assert any("organisation_id = 1" in c or "= '1'::bigint" in c or "= 1" in c for c in conditions), plan
