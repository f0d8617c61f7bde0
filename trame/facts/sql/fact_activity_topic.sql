-- One row per activity and topic. DISTINCT stays inside the activity: around the view, it would hide the predicates on
-- the activity from the indexes.
CREATE VIEW fact_activity_topic (activity_id, organisation_id, date, code) AS
SELECT
    a.id,
    a.organisation_id,
    a.date,
    s.code
FROM activity_activity AS a
CROSS JOIN LATERAL (SELECT DISTINCT u.code FROM UNNEST(a.topics) AS u (code)) AS s
WHERE a.deleted_at IS NULL AND a.kind IN ('individuel', 'collectif');
