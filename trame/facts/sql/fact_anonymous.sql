-- What is known of the anonymous participants of one activity, one dimension at a time (marginal counters).
-- « venue »: first time ('new') or already known ('known'), as declared. What a dimension leaves out is non renseigné.
-- Two dimensions are never crossed here: nothing says which woman is the retired one.
CREATE VIEW fact_anonymous (activity_id, organisation_id, dimension, code, n) AS
SELECT
    a.id,
    a.organisation_id,
    c.dimension,
    c.code,
    c.n
FROM activity_activity AS a
CROSS JOIN LATERAL (VALUES
    ('venue', 'new', a.anonymous_new),
    ('venue', 'known', a.anonymous_known),
    ('gender', 'feminin', a.anonymous_gender_feminin),
    ('gender', 'masculin', a.anonymous_gender_masculin),
    ('age', 'moins_de_douze', a.anonymous_age_moins_de_douze),
    ('age', 'douze_dix_huit', a.anonymous_age_douze_dix_huit),
    ('age', 'dix_huit_vingt_quatre', a.anonymous_age_dix_huit_vingt_quatre),
    ('age', 'vingt_cinq_trente_neuf', a.anonymous_age_vingt_cinq_trente_neuf),
    ('age', 'quarante_cinquante_neuf', a.anonymous_age_quarante_cinquante_neuf),
    ('age', 'soixante_soixante_neuf', a.anonymous_age_soixante_soixante_neuf),
    ('age', 'soixante_dix_plus', a.anonymous_age_soixante_dix_plus),
    ('status', 'scolarise', a.anonymous_status_scolarise),
    ('status', 'sans_emploi', a.anonymous_status_sans_emploi),
    ('status', 'en_emploi', a.anonymous_status_en_emploi),
    ('status', 'retraite', a.anonymous_status_retraite)
) AS c (dimension, code, n)
WHERE a.deleted_at IS NULL AND a.anonymous_total > 0 AND c.n > 0;
