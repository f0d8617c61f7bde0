-- One row per activity and tag; a tag is an id: renaming it rewrites no fact.
CREATE VIEW fact_activity_tag (activity_id, organisation_id, tag_id) AS
SELECT
    a.id,
    a.organisation_id,
    g.tag_id
FROM activity_activity AS a
INNER JOIN activity_activitytag AS g ON g.activity_id = a.id
WHERE a.deleted_at IS NULL;
