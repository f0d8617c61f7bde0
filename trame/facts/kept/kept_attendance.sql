-- One row per row of fact_attendance, packed (packing.py), with what the scopes of the engine ask of its activity.
SELECT
    f.activity_id,
    f.organisation_id,
    a.mediator_id,
    f.date,
    f.person_id,
    ({profile})::integer AS profile,
    a.commune_id AS commune_code,
    f.residence_code
FROM fact_attendance AS f
INNER JOIN activity_activity AS a ON a.id = f.activity_id
