-- One row per activity with people (coordination has a fact of its own): when, where, how long, for how many people.
-- duration_band: '30' = under 30 minutes, '60' = 30 to 59, '120' = 60 to 119, 'more' = 120 and over.
-- An optional facet that says nothing is NULL; a time of 0 is an answer. minutes is the time with people, the three other
-- times are around it.
-- followed counts named attendances by their index, one activity at a time: a join on a grouped subquery would group
-- the attendances of every organisation before keeping those of one.
CREATE VIEW fact_activity (
    activity_id, organisation_id, mediator_id, date, month, kind, channel, minutes, duration_band,
    place_id, commune_code, autonomy, level, redirected, redirection, followed, anonymous, attendances,
    setting, access_mode, payment, origin, public_kind, connection_at_start, skill_at_start, skill_after,
    preparation_minutes, travel_minutes, coordination_minutes
) AS
SELECT
    a.id,
    a.organisation_id,
    a.mediator_id,
    a.date,
    TO_CHAR(a.date, 'YYYY-MM'),
    a.kind,
    a.channel,
    a.minutes,
    CASE WHEN a.minutes < 30 THEN '30' WHEN a.minutes < 60 THEN '60' WHEN a.minutes < 120 THEN '120' ELSE 'more' END,
    a.place_id,
    a.commune_id,
    NULLIF(a.autonomy, ''),
    NULLIF(a.level, ''),
    a.redirected,
    NULLIF(a.redirection, ''),
    f.followed,
    a.anonymous_total,
    f.followed + a.anonymous_total,
    NULLIF(a.setting, ''),
    NULLIF(a.access_mode, ''),
    NULLIF(a.payment, ''),
    NULLIF(a.origin, ''),
    NULLIF(a.public_kind, ''),
    NULLIF(a.connection_at_start, ''),
    NULLIF(a.skill_at_start, ''),
    NULLIF(a.skill_after, ''),
    a.preparation_minutes,
    a.travel_minutes,
    a.coordination_minutes
FROM activity_activity AS a
CROSS JOIN LATERAL (
    SELECT COUNT(*)::integer AS followed FROM activity_attendance AS t WHERE t.activity_id = a.id
) AS f
WHERE a.deleted_at IS NULL AND a.kind IN ('individuel', 'collectif');
