-- One row per activity of fact_activity, packed (packing.py), for the engine of statistics: what it says, how many it
-- counts, the anonymous counters side by side. month: years since 0 × 12 + months since January.
-- has: 1 when it carries tags, 2 procedures, 4 residences of anonymous participants.
SELECT
    f.activity_id,
    f.organisation_id,
    f.mediator_id,
    f.date,
    (EXTRACT(YEAR FROM f.date) * 12 + EXTRACT(MONTH FROM f.date) - 1)::integer AS month,
    f.attendances::integer AS attendances,
    f.followed::integer AS followed,
    f.anonymous::integer AS anonymous,
    f.minutes::integer AS minutes,
    ({profile}) AS profile,
    ({topics}) AS topics,
    ({secondary_topics}) AS secondary_topics,
    ({materials})::smallint AS materials,
    ({equipment_at_start})::smallint AS equipment_at_start,
    ({half_days})::smallint AS half_days,
    (
        CASE WHEN EXISTS (SELECT 1 FROM activity_activitytag AS g WHERE g.activity_id = a.id) THEN 1 ELSE 0 END
        | CASE WHEN EXISTS (SELECT 1 FROM activity_procedure AS p WHERE p.activity_id = a.id) THEN 2 ELSE 0 END
        | CASE WHEN EXISTS (SELECT 1 FROM activity_anonymousresidence AS r WHERE r.activity_id = a.id) THEN 4 ELSE 0 END
    )::smallint AS has,
    {counters},
    f.commune_code,
    f.place_id,
    f.preparation_minutes,
    f.travel_minutes,
    f.coordination_minutes
FROM fact_activity AS f
INNER JOIN activity_activity AS a ON a.id = f.activity_id
