-- One row per administrative procedure of an activity. What is not said is NULL; an operator named freely is « autre ».
-- OFFSET 0: as in fact_activity_tag.
CREATE VIEW fact_procedure (
    activity_id, organisation_id, date, domain, operator, manner, mandate, outcome, blocking
) AS
SELECT
    a.id,
    a.organisation_id,
    a.date,
    NULLIF(p.domain, ''),
    NULLIF(p.operator, ''),
    NULLIF(p.manner, ''),
    NULLIF(p.mandate, ''),
    NULLIF(p.outcome, ''),
    NULLIF(p.blocking, '')
FROM activity_activity AS a
CROSS JOIN LATERAL (
    SELECT d.domain, d.operator, d.manner, d.mandate, d.outcome, d.blocking
    FROM activity_procedure AS d
    WHERE d.activity_id = a.id
    OFFSET 0
) AS p
WHERE a.deleted_at IS NULL AND a.kind IN ('individuel', 'collectif');
