-- One row per activity and material. DISTINCT stays inside the activity: around the view, it would hide the predicates on
-- the activity from the indexes.
CREATE VIEW fact_activity_material (activity_id, organisation_id, date, code) AS
SELECT
    a.id,
    a.organisation_id,
    a.date,
    s.code
FROM activity_activity AS a
CROSS JOIN LATERAL (SELECT DISTINCT u.code FROM UNNEST(a.materials) AS u (code)) AS s
WHERE a.deleted_at IS NULL AND a.kind IN ('individuel', 'collectif');
