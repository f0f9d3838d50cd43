-- What analysts ask about innovation: the events and registrations of units,
-- counted.

CREATE TYPE innovation_of_unit_by_funding AS (
    institution_id text,
    name text,
    unit_level text,
    funding_mode text,
    phases_entered bigint,
    phases jsonb,
    unmapped_phases bigint,
    adoptions_in bigint,
    adoptions_out bigint,
    benefit_assessed bigint,
    benefit_realised bigint,
    points numeric,
    registered bigint,
    with_phase_dates bigint,
    with_benefit bigint,
    with_status bigint,
    complete bigint,
    completeness numeric
);
COMMENT ON TYPE innovation_of_unit_by_funding IS
    'innovation of a unit in a year, of one way in which money was given (NULL: all together)';

CREATE TYPE innovation_of_unit AS (
    institution_id text,
    name text,
    unit_level text,
    phases_entered bigint,
    phases jsonb,
    unmapped_phases bigint,
    adoptions_in bigint,
    adoptions_out bigint,
    benefit_assessed bigint,
    benefit_realised bigint,
    points numeric,
    registered bigint,
    with_phase_dates bigint,
    with_benefit bigint,
    with_status bigint,
    complete bigint,
    completeness numeric
);
COMMENT ON TYPE innovation_of_unit IS 'innovation of a unit in a year';

CREATE FUNCTION @internal@.compute_innovation_progress_by_funding(year integer, rule_set text) RETURNS SETOF innovation_of_unit_by_funding
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 100
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    hod text := @internal@.hod_rule_set_for(year, rule_set);
    is_set boolean := cardinality(@internal@.innovation_unset_parameters(hod)) = 0;
BEGIN
    RETURN QUERY
    WITH event AS MATERIALIZED (
        SELECT e.* FROM @internal@.innovation_events(year, hod) AS e
    ), unit AS MATERIALIZED (
        SELECT u.* FROM @internal@.innovation_units(year, hod) AS u
    ), pointed AS (
        -- rounded once per institution, of each way and of all together
        SELECT u.unit_level, u.unit_id, u.funding_mode, sum(p.points) AS points
        FROM unit AS u
        JOIN (SELECT e.institution_id, CASE WHEN grouping(e.funding_mode) = 0 THEN e.funding_mode END AS funding_mode, round(sum(e.points), 4) AS points
              FROM event AS e GROUP BY GROUPING SETS ((e.institution_id, e.funding_mode), (e.institution_id))) AS p
            ON p.institution_id = u.institution_id AND p.funding_mode IS NOT DISTINCT FROM u.funding_mode
        GROUP BY u.unit_level, u.unit_id, u.funding_mode
    ), phased AS (
        SELECT c.unit_level, c.unit_id, c.funding_mode, jsonb_object_agg(c.code, c.entered) AS phases
        FROM (SELECT u.unit_level, u.unit_id, u.funding_mode, e.code, count(*) AS entered
              FROM unit AS u
              JOIN event AS e ON e.institution_id = u.institution_id AND e.event = 'phase' AND (u.funding_mode IS NULL OR u.funding_mode = e.funding_mode)
              GROUP BY u.unit_level, u.unit_id, u.funding_mode, e.code) AS c
        GROUP BY c.unit_level, c.unit_id, c.funding_mode
    ), counted AS (
        SELECT u.unit_level, u.unit_id, u.funding_mode,
               count(*) FILTER (WHERE e.event = 'phase') AS phases_entered,
               count(*) FILTER (WHERE e.event = 'unmapped') AS unmapped_phases,
               count(*) FILTER (WHERE e.event = 'adopter') AS adoptions_in,
               count(*) FILTER (WHERE e.event = 'origin') AS adoptions_out,
               count(*) FILTER (WHERE e.event = 'assessed') AS assessed,
               count(*) FILTER (WHERE e.event = 'realised') AS realised
        FROM unit AS u
        LEFT JOIN event AS e ON e.institution_id = u.institution_id AND (u.funding_mode IS NULL OR u.funding_mode = e.funding_mode)
        GROUP BY u.unit_level, u.unit_id, u.funding_mode
    ), registered AS (
        SELECT u.unit_level, u.unit_id, u.funding_mode, count(r.institution_id) AS registered,
               count(*) FILTER (WHERE r.with_phase_dates) AS with_phase_dates,
               count(*) FILTER (WHERE r.with_benefit) AS with_benefit,
               count(*) FILTER (WHERE r.with_status) AS with_status,
               count(*) FILTER (WHERE r.is_complete) AS complete
        FROM unit AS u
        LEFT JOIN @internal@.innovation_registrations(year) AS r
               ON r.institution_id = u.institution_id AND (u.funding_mode IS NULL OR u.funding_mode = r.funding_mode)
        GROUP BY u.unit_level, u.unit_id, u.funding_mode
    )
    SELECT c.unit_id, coalesce(i.name, CASE c.unit_level WHEN 'nation' THEN 'Norge' END), c.unit_level, c.funding_mode,
           CASE WHEN n.unit_id IS NULL THEN c.phases_entered END, CASE WHEN n.unit_id IS NULL THEN coalesce(f.phases, '{}') END, c.unmapped_phases, c.adoptions_in, c.adoptions_out,
           c.assessed, c.realised, CASE WHEN is_set THEN coalesce(p.points, 0.0000) END,
           r.registered, r.with_phase_dates, r.with_benefit, r.with_status, r.complete,
           round(r.complete::numeric / nullif(r.registered, 0), 4)
    FROM counted AS c
    JOIN registered AS r ON r.unit_level = c.unit_level AND r.unit_id = c.unit_id AND r.funding_mode IS NOT DISTINCT FROM c.funding_mode
    LEFT JOIN pointed AS p ON p.unit_level = c.unit_level AND p.unit_id = c.unit_id AND p.funding_mode IS NOT DISTINCT FROM c.funding_mode
    LEFT JOIN @internal@.unmapped_innovation_units(year, hod) AS n
           ON n.unit_level = c.unit_level AND n.unit_id = c.unit_id AND n.funding_mode IS NOT DISTINCT FROM c.funding_mode
    LEFT JOIN phased AS f ON f.unit_level = c.unit_level AND f.unit_id = c.unit_id AND f.funding_mode IS NOT DISTINCT FROM c.funding_mode
    LEFT JOIN @extschema@.institutions_at(year) AS i ON i.institution_id = c.unit_id
    ORDER BY array_position('{institution,rhf,nation}'::text[], c.unit_level), c.unit_id COLLATE "C", c.funding_mode COLLATE "C" NULLS FIRST;
END
$$;
COMMENT ON FUNCTION @internal@.compute_innovation_progress_by_funding(integer, text) IS 'body of innovation_progress_by_funding()';

CREATE FUNCTION innovation_progress_by_funding(year integer, rule_set text DEFAULT NULL) RETURNS SETOF innovation_of_unit_by_funding
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED ROWS 100;
COMMENT ON FUNCTION innovation_progress_by_funding(integer, text) IS
    'innovation_progress split by how the money was given: a row per unit and funding_mode (unknown where it is not registered) beside the one with funding_mode NULL for all together; counts of the modes add up to it, points are rounded per mode and may differ from it in the last decimal';

CREATE FUNCTION @internal@.compute_innovation_progress(year integer, rule_set text) RETURNS SETOF innovation_of_unit
    LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 50
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT p.institution_id, p.name, p.unit_level, p.phases_entered, p.phases, p.unmapped_phases,
           p.adoptions_in, p.adoptions_out, p.benefit_assessed, p.benefit_realised, p.points,
           p.registered, p.with_phase_dates, p.with_benefit, p.with_status, p.complete, p.completeness
    FROM @extschema@.innovation_progress_by_funding(year, rule_set) AS p
    WHERE p.funding_mode IS NULL
    ORDER BY array_position('{institution,rhf,nation}'::text[], p.unit_level), p.institution_id COLLATE "C";
END;
COMMENT ON FUNCTION @internal@.compute_innovation_progress(integer, text) IS 'body of innovation_progress()';

CREATE FUNCTION innovation_progress(year integer, rule_set text DEFAULT NULL) RETURNS SETOF innovation_of_unit
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED ROWS 50;
COMMENT ON FUNCTION innovation_progress(integer, text) IS
    'innovation of a year per institution, region and nation: phases entered (in total and per phase of the rule set; NULL where it maps none of the registered names), phases with an unmapped name, adoptions from and by other institutions, innovations with a benefit assessed or realised, points (4 decimals, rounded once per institution; NULL while a needed parameter is unset), and completeness: innovations with dated phases, a benefit and a status of those registered by the end of the year';
