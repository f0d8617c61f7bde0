-- One row per structure of a partenariat: what it is (an association, a commune…), never who. Two of a sort are two rows.
-- OFFSET 0: as in fact_coordination.
CREATE VIEW fact_coordination_partner (activity_id, organisation_id, date, rank, type, mediator_id) AS
SELECT
    a.id,
    a.organisation_id,
    a.date,
    s.rank,
    s.type,
    a.mediator_id
FROM activity_activity AS a
CROSS JOIN LATERAL (
    SELECT p.rank, p.type FROM activity_partner AS p WHERE p.activity_id = a.id OFFSET 0
) AS s
WHERE a.deleted_at IS NULL AND a.kind = 'partenariat';
