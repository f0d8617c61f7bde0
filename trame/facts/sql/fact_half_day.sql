-- One row per activity and half-day that it says, of any kind: coordination fills half-days too. The same half-day of the
-- same mediator may be said by several activities: count it once.
-- DISTINCT stays inside the activity: as in fact_activity_topic.
CREATE VIEW fact_half_day (activity_id, organisation_id, mediator_id, date, half_day) AS
SELECT
    a.id,
    a.organisation_id,
    a.mediator_id,
    a.date,
    s.half_day
FROM activity_activity AS a
CROSS JOIN LATERAL (SELECT DISTINCT u.half_day FROM UNNEST(a.half_days) AS u (half_day)) AS s
WHERE a.deleted_at IS NULL;
