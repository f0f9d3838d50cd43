-- Time from the end of a study to its first result: Kaplan-Meier per unit.
--
-- The estimate is a product of fractions (n - d) / n.  Numerators and
-- denominators are multiplied as whole numbers of type numeric, which is exact
-- (more than 131 072 digits would be an error, not a rounding), and the curve is
-- compared with a level by multiplying out: no division, no rounding.

CREATE AGGREGATE @internal@.exact_product(factor numeric) (
    SFUNC = numeric_mul, STYPE = numeric, INITCOND = '1', PARALLEL = SAFE);
COMMENT ON AGGREGATE @internal@.exact_product(numeric) IS 'product of the values; exact for whole numbers; 1 of none';

CREATE FUNCTION time_to_result(
    as_of date, policy text DEFAULT 'who', sources text[] DEFAULT NULL,
    OUT unit_level text, OUT institution_id text, OUT name text,
    OUT studies bigint, OUT with_result bigint, OUT without_result bigint, OUT not_examined bigint,
    OUT first_quartile_days numeric, OUT median_days numeric, OUT third_quartile_days numeric)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    year integer := extract(year FROM @internal@.require_date(as_of))::integer;
BEGIN
    RETURN QUERY
    WITH judged AS MATERIALIZED (
        -- a result before the end came after 0 days; without one the study is
        -- known to have none until the search for it ended
        SELECT j.study_id, j.registrations, j.reported_on IS NOT NULL AS is_event,
               greatest(coalesce(j.reported_on, least(as_of, j.searched_until)) - j.clock_from, 0) AS days,
               j.reported_on IS NULL AND j.searched_until IS NULL AS is_open
        FROM @internal@.judge_studies(as_of, policy, sources, true) AS j
        WHERE j.clock_from IS NOT NULL
    ), part AS MATERIALIZED (
        SELECT DISTINCT u.unit_level, u.institution_id, j.study_id, j.is_event, j.is_open, j.days
        FROM judged AS j
        CROSS JOIN LATERAL unnest(j.registrations) AS r(study_id)
        JOIN @internal@.study_units(year) AS u ON u.study_id = r.study_id
    ), day AS (
        SELECT p.unit_level, p.institution_id, p.days,
               count(*) FILTER (WHERE p.is_event) AS events,
               sum(count(*)) OVER (PARTITION BY p.unit_level, p.institution_id ORDER BY p.days DESC) AS at_risk
        FROM part AS p
        WHERE NOT p.is_open
        GROUP BY p.unit_level, p.institution_id, p.days
    ), curve AS MATERIALIZED (
        -- the share without a result from this day on is remaining / whole
        SELECT d.unit_level, d.institution_id, d.days,
               lead(d.days) OVER unit AS next_days,
               @internal@.exact_product(d.at_risk - d.events) OVER unit AS remaining,
               @internal@.exact_product(d.at_risk) OVER unit AS whole
        FROM day AS d
        WHERE d.events > 0
        WINDOW unit AS (PARTITION BY d.unit_level, d.institution_id ORDER BY d.days)
    ), reached AS (
        -- the first day on which at most (4 - quarter) / 4 have no result; where
        -- it is exactly so many, the middle between it and the next result
        SELECT DISTINCT ON (c.unit_level, c.institution_id, q.quarter)
               c.unit_level, c.institution_id, q.quarter,
               CASE WHEN 4 * c.remaining = (4 - q.quarter) * c.whole
                    THEN round((c.days + coalesce(c.next_days, c.days)) / 2.0, 1)
                    ELSE round(c.days::numeric, 1) END AS days
        FROM curve AS c
        CROSS JOIN generate_series(1, 3) AS q(quarter)
        WHERE 4 * c.remaining <= (4 - q.quarter) * c.whole
        ORDER BY c.unit_level, c.institution_id, q.quarter, c.days
    ), counted AS (
        SELECT p.unit_level, p.institution_id, count(*) AS studies, count(*) FILTER (WHERE p.is_event) AS with_result,
               count(*) FILTER (WHERE NOT p.is_event AND NOT p.is_open) AS without_result,
               count(*) FILTER (WHERE p.is_open) AS not_examined
        FROM part AS p
        GROUP BY p.unit_level, p.institution_id
    ), level AS (
        SELECT r.unit_level, r.institution_id, min(r.days) FILTER (WHERE r.quarter = 1) AS first_quartile,
               min(r.days) FILTER (WHERE r.quarter = 2) AS median, min(r.days) FILTER (WHERE r.quarter = 3) AS third_quartile
        FROM reached AS r
        GROUP BY r.unit_level, r.institution_id
    )
    SELECT c.unit_level, c.institution_id, coalesce(i.name, CASE c.unit_level WHEN 'nation' THEN 'Norge' END),
           c.studies, c.with_result, c.without_result, c.not_examined, l.first_quartile, l.median, l.third_quartile
    FROM counted AS c
    LEFT JOIN level AS l ON l.unit_level = c.unit_level AND l.institution_id = c.institution_id
    LEFT JOIN @extschema@.institutions_at(year) AS i ON i.institution_id = c.institution_id
    ORDER BY array_position('{institution,rhf,nation}'::text[], c.unit_level), c.institution_id COLLATE "C";
END
$$;
COMMENT ON FUNCTION time_to_result(date, text, text[]) IS
    'days from the date a policy counts from to the result that reports a study, per unit: Kaplan-Meier quartiles and median, 1 decimal, NULL where the curve does not come down so far; studies without a result are followed until the search for it ended (searched_until), those never searched are left out and counted as not_examined';
