-- One row per activity and topic treated « en filigrane »: in passing, without being what it was about.
-- DISTINCT stays inside the activity: as in fact_activity_topic.
CREATE VIEW fact_activity_secondary_topic (activity_id, organisation_id, date, code) AS
SELECT
    a.id,
    a.organisation_id,
    a.date,
    s.code
FROM activity_activity AS a
CROSS JOIN LATERAL (SELECT DISTINCT u.code FROM UNNEST(a.secondary_topics) AS u (code)) AS s
WHERE a.deleted_at IS NULL AND a.kind IN ('individuel', 'collectif');
