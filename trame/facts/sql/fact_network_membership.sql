-- One row per accepted membership of a verified organisation in a network; ends_on is NULL as long as it lasts.
-- An activity counts in a network when its date is between starts_on and ends_on, both included. Two memberships of the
-- same organisation may overlap (it left and came back): ask whether one EXISTS, never join, which would count twice.
CREATE VIEW fact_network_membership (network_id, organisation_id, starts_on, ends_on) AS
SELECT
    m.network_id,
    m.organisation_id,
    m.starts_on,
    m.ends_on
FROM people_networkmembership AS m
INNER JOIN people_organisation AS o ON o.id = m.organisation_id
WHERE m.accepted_at IS NOT NULL AND o.verified_at IS NOT NULL;
