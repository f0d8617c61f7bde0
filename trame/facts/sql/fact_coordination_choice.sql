-- One row per code chosen where coordination lets choose several: dimension is 'animation_topic', 'organiser' or
-- 'partnership_nature'. OFFSET 0: as in fact_coordination.
CREATE VIEW fact_coordination_choice (activity_id, organisation_id, date, dimension, code, mediator_id) AS
SELECT
    a.id,
    a.organisation_id,
    a.date,
    s.dimension,
    s.code,
    a.mediator_id
FROM activity_activity AS a
CROSS JOIN LATERAL (
    SELECT d.* FROM activity_coordinationdetails AS d WHERE d.activity_id = a.id OFFSET 0
) AS c
CROSS JOIN LATERAL (
    SELECT 'animation_topic', t.code FROM UNNEST(c.animation_topics) AS t (code)
    UNION
    SELECT 'organiser', o.code FROM UNNEST(c.organisers) AS o (code)
    UNION
    SELECT 'partnership_nature', n.code FROM UNNEST(c.partnership_natures) AS n (code)
) AS s (dimension, code)
WHERE a.deleted_at IS NULL AND a.kind IN ('animation', 'evenement', 'partenariat');
