-- One row per row of fact_attendance, packed (packing.py), with what the filters of the engine ask of its activity:
-- activity_profile, topics and month are those of kept_activity.
SELECT
    f.activity_id,
    f.organisation_id,
    a.mediator_id,
    f.person_id,
    k.profile AS activity_profile,
    k.topics,
    f.date,
    ({profile})::integer AS profile,
    k.month,
    a.commune_id AS commune_code,
    f.residence_code,
    k.place_id
FROM fact_attendance AS f
INNER JOIN activity_activity AS a ON a.id = f.activity_id
INNER JOIN kept_activity_source AS k ON k.activity_id = f.activity_id
