-- One row per activity and equipment that the person has of her own; « aucun » is an answer.
-- DISTINCT stays inside the activity: as in fact_activity_material.
CREATE VIEW fact_activity_equipment (activity_id, organisation_id, date, code) AS
SELECT
    a.id,
    a.organisation_id,
    a.date,
    s.code
FROM activity_activity AS a
CROSS JOIN LATERAL (SELECT DISTINCT u.code FROM UNNEST(a.equipment_at_start) AS u (code)) AS s
WHERE a.deleted_at IS NULL AND a.kind IN ('individuel', 'collectif');
