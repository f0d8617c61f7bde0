-- One row per followed person and activity. person_id is a number that says nobody's name.
-- organisation_id is taken from the activity, whose index is by organisation and date.
-- first_time: her first attendance in the organisation, all years considered. Asked person by person through the index
-- (organisation, beneficiary): a window function would number every attendance of the organisation, whatever the dates.
-- age_band: of the birth year at the activity's date, else as declared that day, else as known of the person.
CREATE VIEW fact_attendance (
    activity_id, organisation_id, date, person_id, first_time, gender, age_band, status, residence_code
) AS
SELECT
    t.activity_id,
    a.organisation_id,
    a.date,
    t.beneficiary_id,
    NOT EXISTS (
        SELECT 1
        FROM activity_attendance AS earlier
        INNER JOIN activity_activity AS before ON before.id = earlier.activity_id
        WHERE earlier.organisation_id = t.organisation_id
            AND earlier.beneficiary_id = t.beneficiary_id
            AND before.deleted_at IS NULL
            AND (before.date, before.id) < (a.date, a.id)
    ),
    NULLIF(b.gender, ''),
    CASE
        WHEN b.birth_year IS NULL THEN COALESCE(NULLIF(t.age_band, ''), NULLIF(b.age_band, ''))
        WHEN EXTRACT(YEAR FROM a.date) - b.birth_year < 12 THEN 'moins_de_douze'
        WHEN EXTRACT(YEAR FROM a.date) - b.birth_year < 18 THEN 'douze_dix_huit'
        WHEN EXTRACT(YEAR FROM a.date) - b.birth_year < 25 THEN 'dix_huit_vingt_quatre'
        WHEN EXTRACT(YEAR FROM a.date) - b.birth_year < 40 THEN 'vingt_cinq_trente_neuf'
        WHEN EXTRACT(YEAR FROM a.date) - b.birth_year < 60 THEN 'quarante_cinquante_neuf'
        WHEN EXTRACT(YEAR FROM a.date) - b.birth_year < 70 THEN 'soixante_soixante_neuf'
        ELSE 'soixante_dix_plus'
    END,
    NULLIF(b.status, ''),
    b.residence_id
FROM activity_attendance AS t
INNER JOIN activity_activity AS a ON a.id = t.activity_id
INNER JOIN activity_beneficiary AS b ON b.id = t.beneficiary_id
WHERE a.deleted_at IS NULL;
