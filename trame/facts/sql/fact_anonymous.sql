-- What is known of the anonymous participants of one activity, one dimension at a time (marginal counters).
-- « venue »: first time ('new') or already known ('known'), as declared. What a dimension leaves out is non renseigné.
-- Two dimensions are never crossed here: nothing says which woman is the retired one.
-- « residence »: the Insee code of the commune where they live.
-- Three arrays side by side: a list of VALUES is prepared anew for each activity, twenty times slower. OFFSET 0: as in fact_activity_tag.
CREATE VIEW fact_anonymous (activity_id, organisation_id, date, dimension, code, n) AS
SELECT
    a.id,
    a.organisation_id,
    a.date,
    c.dimension,
    c.code,
    c.n
FROM activity_activity AS a
CROSS JOIN LATERAL UNNEST(
    ARRAY[
        'venue', 'venue', 'gender', 'gender', 'age', 'age', 'age', 'age', 'age', 'age', 'age', 'status', 'status',
        'status', 'status'
    ],
    ARRAY[
        'new', 'known', 'feminin', 'masculin', 'moins_de_douze', 'douze_dix_huit', 'dix_huit_vingt_quatre',
        'vingt_cinq_trente_neuf', 'quarante_cinquante_neuf', 'soixante_soixante_neuf', 'soixante_dix_plus',
        'scolarise', 'sans_emploi', 'en_emploi', 'retraite'
    ],
    ARRAY[
        a.anonymous_new, a.anonymous_known, a.anonymous_gender_feminin, a.anonymous_gender_masculin,
        a.anonymous_age_moins_de_douze, a.anonymous_age_douze_dix_huit, a.anonymous_age_dix_huit_vingt_quatre,
        a.anonymous_age_vingt_cinq_trente_neuf, a.anonymous_age_quarante_cinquante_neuf,
        a.anonymous_age_soixante_soixante_neuf, a.anonymous_age_soixante_dix_plus, a.anonymous_status_scolarise,
        a.anonymous_status_sans_emploi, a.anonymous_status_en_emploi, a.anonymous_status_retraite
    ]
) AS c (dimension, code, n)
WHERE a.deleted_at IS NULL AND a.anonymous_total > 0 AND c.n > 0
UNION ALL
SELECT
    a.id,
    a.organisation_id,
    a.date,
    'residence',
    r.commune_id,
    r.n
FROM activity_activity AS a
CROSS JOIN LATERAL (
    SELECT h.commune_id, h.n FROM activity_anonymousresidence AS h WHERE h.activity_id = a.id OFFSET 0
) AS r
WHERE a.deleted_at IS NULL AND a.anonymous_total > 0;
