-- What keeps the kept facts true: in the transaction that changes what was captured, the rows of the activities and of
-- the people concerned are made again from their definitions (kept_activity_source, kept_attendance_source).

CREATE OR REPLACE FUNCTION kept_activities(ids bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM kept_activity WHERE activity_id = ANY(ids);
    INSERT INTO kept_activity SELECT * FROM kept_activity_source WHERE activity_id = ANY(ids);
END $$;

-- first_time depends on the other attendances of a person. Her row is locked first: of two transactions that each record
-- her first time, the second to lock sees what the first one wrote. NO KEY UPDATE: an attendance being inserted holds
-- her key, and asking for more would be a deadlock.
CREATE OR REPLACE FUNCTION kept_attendances(ids bigint[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE people bigint[];
BEGIN
    people := ARRAY(
        SELECT person_id FROM kept_attendance WHERE activity_id = ANY(ids)
        UNION
        SELECT beneficiary_id FROM activity_attendance WHERE activity_id = ANY(ids)
    );
    IF people = '{{}}' THEN
        RETURN;
    END IF;
    PERFORM 1 FROM activity_beneficiary WHERE id = ANY(people) ORDER BY id FOR NO KEY UPDATE;
    DELETE FROM kept_attendance WHERE activity_id = ANY(ids);
    INSERT INTO kept_attendance SELECT * FROM kept_attendance_source WHERE activity_id = ANY(ids);
    UPDATE kept_attendance AS t
    SET profile = t.profile & ~{first_time_mask} | CASE WHEN t.activity_id = earliest.activity_id THEN {first} ELSE {not_first} END
    FROM UNNEST(people) AS p (person_id)
    CROSS JOIN LATERAL (
        SELECT e.activity_id FROM kept_attendance AS e
        WHERE e.person_id = p.person_id ORDER BY e.date, e.activity_id LIMIT 1
    ) AS earliest
    WHERE t.person_id = p.person_id
        AND (t.activity_id = earliest.activity_id) <> (t.profile & {first_time_mask} = {first});
END $$;

CREATE OR REPLACE FUNCTION kept_people(ids bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM kept_attendance WHERE person_id = ANY(ids);
    INSERT INTO kept_attendance SELECT * FROM kept_attendance_source WHERE person_id = ANY(ids);
END $$;

CREATE OR REPLACE FUNCTION kept_rebuild() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    TRUNCATE kept_activity, kept_attendance;
    INSERT INTO kept_activity SELECT * FROM kept_activity_source ORDER BY organisation_id, date;
    INSERT INTO kept_attendance SELECT * FROM kept_attendance_source ORDER BY organisation_id, date;
END $$;

CREATE OR REPLACE FUNCTION kept_after_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM kept_rebuild();
    RETURN NULL;
END $$;

-- One function serves each table and event: what differs is the column that names the activity, given to the trigger,
-- and which of the two transition tables exists.
CREATE OR REPLACE FUNCTION kept_after_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE ids bigint[]; more bigint[];
BEGIN
    IF CURRENT_SETTING('trame.kept_sleep', TRUE) = 'on' THEN
        RETURN NULL;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        EXECUTE format('SELECT ARRAY(SELECT DISTINCT %I FROM after)', TG_ARGV[0]) INTO ids;
    END IF;
    IF TG_OP <> 'INSERT' THEN
        EXECUTE format('SELECT ARRAY(SELECT DISTINCT %I FROM before)', TG_ARGV[0]) INTO more;
        ids := COALESCE(ids, '{{}}') || more;
    END IF;
    IF ids = '{{}}' THEN
        RETURN NULL;
    END IF;
    PERFORM kept_activities(ids);
    IF TG_ARGV[1] = 'people' AND NOT (TG_TABLE_NAME = 'activity_activity' AND TG_OP = 'INSERT') THEN
        PERFORM kept_attendances(ids);
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION kept_after_person() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE ids bigint[];
BEGIN
    IF CURRENT_SETTING('trame.kept_sleep', TRUE) = 'on' THEN
        RETURN NULL;
    END IF;
    ids := ARRAY(
        SELECT b.id FROM before AS b INNER JOIN after AS a ON a.id = b.id
        WHERE (a.gender, a.birth_year, a.age_band, a.status, a.residence_id)
            IS DISTINCT FROM (b.gender, b.birth_year, b.age_band, b.status, b.residence_id)
    );
    IF ids <> '{{}}' THEN
        PERFORM kept_people(ids);
    END IF;
    RETURN NULL;
END $$;
