-- One row per activity and tag; a tag is an id: renaming it rewrites no fact.
-- OFFSET 0 keeps the tags inside their activity: joined freely, the planner walks the activities of every organisation
-- as soon as tags are few.
CREATE VIEW fact_activity_tag (activity_id, organisation_id, date, tag_id) AS
SELECT
    a.id,
    a.organisation_id,
    a.date,
    g.tag_id
FROM activity_activity AS a
CROSS JOIN LATERAL (SELECT t.tag_id FROM activity_activitytag AS t WHERE t.activity_id = a.id OFFSET 0) AS g
WHERE a.deleted_at IS NULL AND a.kind IN ('individuel', 'collectif');
