-- The list of the overdue studies behind the ladder.

CREATE TYPE overdue_study AS (
    study_id text,
    registrations text[],
    title text,
    coordinators text[],
    due_on date,
    days_late integer,
    reason text,
    reason_source text,
    reason_on date,
    searched_until date,
    wording text,
    enrolled integer,
    enrolled_is_actual boolean,
    flags text[]
);
COMMENT ON TYPE overdue_study IS 'a study that is overdue, with what may be said of it';

CREATE FUNCTION @internal@.compute_overdue_studies(as_of date, policy text, institution_id text, sources text[]) RETURNS SETOF overdue_study
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 100
    SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    year integer := extract(year FROM @internal@.require_date(as_of))::integer;
    asked text := compute_overdue_studies.institution_id;
    unit text;
    asks_publication boolean := (@internal@.require_policy(policy)).publication_amount IS NOT NULL;
BEGIN
    IF asked IS NULL OR asked = 'NO' THEN
        unit := 'NO';
    ELSE
        SELECT i.top_id INTO unit FROM @extschema@.institutions_at(year) AS i WHERE i.institution_id = asked;
        IF unit IS NULL THEN
            RAISE EXCEPTION 'unknown institution "%"', asked
                USING ERRCODE = 'RI011', HINT = 'Give an institution_id of relation institution, or NULL for all studies.';
        END IF;
    END IF;
    RETURN QUERY
    WITH place AS MATERIALIZED (
        SELECT u.study_id, bool_or(u.institution_id = unit) AS is_asked,
               array_agg(u.institution_id ORDER BY u.institution_id COLLATE "C") FILTER (WHERE u.unit_level = 'institution') AS coordinators
        FROM @internal@.study_units(year) AS u
        GROUP BY u.study_id
    )
    SELECT j.study_id, j.registrations, j.title, coalesce(p.coordinators, '{}'),
           CASE WHEN asks_publication THEN j.publication_due ELSE j.summary_due END, j.days_late,
           j.unpublished_reason, j.reason_source, j.reason_on, j.searched_until,
           CASE WHEN j.not_examined THEN 'not examined'
                ELSE CASE WHEN asks_publication THEN 'not found published by ' ELSE 'summary results not found by ' END
                     || to_char(least(as_of, j.searched_until)::timestamp, 'YYYY-MM-DD') END,
           j.enrolled, j.enrolled_is_actual, j.flags
    -- by all policies, as a report asks for its figures: the studies are judged once
    FROM @internal@.judge_studies(as_of, @internal@.all_policies(), sources, true) AS j
    JOIN place AS p ON p.study_id = j.study_id
    WHERE j.policy = compute_overdue_studies.policy AND j.is_overdue AND p.is_asked
    ORDER BY j.days_late DESC, j.study_id COLLATE "C";
END
$$;
COMMENT ON FUNCTION @internal@.compute_overdue_studies(date, text, text, text[]) IS 'body of overdue_studies()';

CREATE FUNCTION overdue_studies(
    as_of date, policy text DEFAULT 'who', institution_id text DEFAULT NULL, sources text[] DEFAULT NULL) RETURNS SETOF overdue_study
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED ROWS 100;
COMMENT ON FUNCTION overdue_studies(date, text, text, text[]) IS
    'studies of an institution, region or (NULL or NO) the nation that are overdue under a policy, the latest first: by how much, the reason given with its source, how far somebody searched and what may be said of it';
