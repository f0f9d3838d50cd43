-- Time from the end of a study to its first result: Kaplan-Meier per unit.
--
-- Who counts in a unit, and how long each study was followed, is decided here;
-- the curve is the core's, exact and without a division.

CREATE FUNCTION @internal@.survival_quartiles(
    days integer[], has_result boolean[],
    OUT first_quartile numeric, OUT median numeric, OUT third_quartile numeric)
    AS 'MODULE_PATHNAME', 'research_indicators_survival_quartiles'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.survival_quartiles(integer[], boolean[]) IS
    'Kaplan-Meier: days until a quarter, half and three quarters of the studies have a result, 1 decimal; studies without one were followed for so many days; on exactly a quarter the middle to the next result; NULL where the curve does not come down so far';

CREATE TYPE time_to_result_of_unit AS (
    unit_level text,
    institution_id text,
    name text,
    studies bigint,
    with_result bigint,
    without_result bigint,
    not_examined bigint,
    first_quartile_days numeric,
    median_days numeric,
    third_quartile_days numeric
);
COMMENT ON TYPE time_to_result_of_unit IS 'days from the end of a unit''s studies to their first result';

CREATE TYPE @internal@.followed_study AS (
    study_id text,
    is_event boolean,
    days integer,
    is_open boolean
);
COMMENT ON TYPE @internal@.followed_study IS 'days from the end of a study to its result (is_event), else until the search for it ended; is_open: nobody searched';

CREATE FUNCTION @internal@.followed_studies(as_of date, policies text[], policy text, sources text[]) RETURNS SETOF @internal@.followed_study
    LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 1000
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    -- a result before the end came after 0 days; without one the study is
    -- known to have none until the search for it ended
    SELECT j.study_id, j.reported_on IS NOT NULL,
           greatest(coalesce(j.reported_on, least(as_of, j.searched_until)) - j.clock_from, 0),
           j.reported_on IS NULL AND j.searched_until IS NULL
    FROM @internal@.judge_studies(as_of, policies, sources, true) AS j
    WHERE j.policy = followed_studies.policy AND j.clock_from IS NOT NULL;
END;
COMMENT ON FUNCTION @internal@.followed_studies(date, text[], text, text[]) IS
    'every study whose clock has started under a policy, which is one of those by which studies are judged, and how long it was followed';

CREATE FUNCTION @internal@.compute_time_to_result(as_of date, policy text, sources text[]) RETURNS SETOF time_to_result_of_unit
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 50
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    year integer := extract(year FROM @internal@.require_date(as_of))::integer;
BEGIN
    RETURN QUERY
    WITH part AS MATERIALIZED (
        SELECT u.unit_level, u.institution_id, f.is_event, f.is_open, f.days
        FROM @internal@.followed_studies(as_of, ARRAY[policy], policy, sources) AS f
        JOIN @internal@.study_units(year) AS u ON u.study_id = f.study_id
    ), counted AS (
        SELECT p.unit_level, p.institution_id, count(*) AS studies, count(*) FILTER (WHERE p.is_event) AS with_result,
               count(*) FILTER (WHERE NOT p.is_event AND NOT p.is_open) AS without_result,
               count(*) FILTER (WHERE p.is_open) AS not_examined,
               array_agg(p.days) FILTER (WHERE NOT p.is_open) AS days,
               array_agg(p.is_event) FILTER (WHERE NOT p.is_open) AS has_result
        FROM part AS p
        GROUP BY p.unit_level, p.institution_id
    )
    SELECT c.unit_level, c.institution_id, coalesce(i.name, CASE c.unit_level WHEN 'nation' THEN 'Norge' END),
           c.studies, c.with_result, c.without_result, c.not_examined, q.first_quartile, q.median, q.third_quartile
    FROM counted AS c
    CROSS JOIN LATERAL @internal@.survival_quartiles(c.days, c.has_result) AS q
    LEFT JOIN @extschema@.institutions_at(year) AS i ON i.institution_id = c.institution_id
    ORDER BY array_position('{institution,rhf,nation}'::text[], c.unit_level), c.institution_id COLLATE "C";
END
$$;
COMMENT ON FUNCTION @internal@.compute_time_to_result(date, text, text[]) IS 'body of time_to_result()';

CREATE FUNCTION time_to_result(as_of date, policy text DEFAULT 'who', sources text[] DEFAULT NULL) RETURNS SETOF time_to_result_of_unit
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED ROWS 50;
COMMENT ON FUNCTION time_to_result(date, text, text[]) IS
    'days from the date a policy counts from to the result that reports a study, per unit: Kaplan-Meier quartiles and median, 1 decimal, NULL where the curve does not come down so far; studies without a result are followed until the search for it ended (searched_until), those never searched are left out and counted as not_examined';
