-- One row per animation, évènement or partenariat: when, how long (an animation only), with how many.
-- mediators, structures and others are counted by an animation, participants by an évènement; NULL for the other kinds.
-- The details are fetched one activity at a time, by their key: joined freely, those of every organisation could be read.
CREATE VIEW fact_coordination (
    activity_id, organisation_id, mediator_id, date, month, kind, minutes, mediators, structures, others, participants,
    animation_type, event_type, initiative, territorial_level
) AS
SELECT
    a.id,
    a.organisation_id,
    a.mediator_id,
    a.date,
    TO_CHAR(a.date, 'YYYY-MM'),
    a.kind,
    a.minutes,
    c.mediators,
    c.structures,
    c.others,
    c.participants,
    NULLIF(c.animation_type, ''),
    NULLIF(c.event_type, ''),
    NULLIF(c.initiative, ''),
    NULLIF(c.territorial_level, '')
FROM activity_activity AS a
CROSS JOIN LATERAL (
    SELECT d.* FROM activity_coordinationdetails AS d WHERE d.activity_id = a.id OFFSET 0
) AS c
WHERE a.deleted_at IS NULL AND a.kind IN ('animation', 'evenement', 'partenariat');
