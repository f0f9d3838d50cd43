-- The innovation indicator: phases entered, adoptions, benefit, points, and how
-- complete the registration is.

CREATE FUNCTION @internal@.innovation_events(
    year integer, rule_set text,
    OUT institution_id text, OUT innovation_id text, OUT funding_mode text, OUT event text, OUT code text)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    names text[];
    phases text[];
BEGIN
    PERFORM @internal@.require_year(year);
    PERFORM @internal@.require_source('innovation', 'innovation_phase', 'innovation_benefit');
    SELECT array_agg(c.code ORDER BY c.code COLLATE "C"), array_agg(c.folds_to ORDER BY c.code COLLATE "C")
    INTO names, phases
    FROM @internal@.rule_set_codes(rule_set, 'innovation_phase') AS c;

    RETURN QUERY EXECUTE @internal@.source_query($sql$
        WITH owned AS MATERIALIZED (
            SELECT n.innovation_id::text AS innovation_id, u.top_id, n.funding_mode::text AS funding_mode,
                   n.adopted_from::text AS adopted_from, n.adopted_on
            FROM %1$I.innovation AS n
            JOIN @extschema@.institutions_at($1) AS u ON u.institution_id = n.institution_id::text
        ), entry AS (
            SELECT o.top_id, o.innovation_id, o.funding_mode, btrim(p.phase::text) AS name, p.entered_on,
                   @internal@.fold_innovation_phase($2, $3, o.top_id, p.phase::text) AS phase
            FROM %1$I.innovation_phase AS p
            JOIN owned AS o ON o.innovation_id = p.innovation_id::text
        ), adoption AS (
            SELECT o.top_id AS adopter_id, o.innovation_id, o.funding_mode,
                   f.top_id AS origin_id, f.innovation_id AS origin_innovation_id, f.funding_mode AS origin_funding_mode
            FROM owned AS o
            JOIN owned AS f ON f.innovation_id = o.adopted_from
            WHERE o.adopted_on >= make_date($1, 1, 1) AND o.adopted_on < make_date($1 + 1, 1, 1)
              AND f.top_id <> o.top_id
        )
        -- a phase is new once: names that fold to it later move nothing
        SELECT e.top_id, e.innovation_id, e.funding_mode, 'phase', e.phase
        FROM entry AS e
        WHERE e.phase IS NOT NULL
        GROUP BY e.top_id, e.innovation_id, e.funding_mode, e.phase
        HAVING min(e.entered_on) >= make_date($1, 1, 1) AND min(e.entered_on) < make_date($1 + 1, 1, 1)
        UNION ALL
        SELECT e.top_id, e.innovation_id, e.funding_mode, 'unmapped', e.name
        FROM entry AS e
        WHERE e.phase IS NULL AND e.entered_on >= make_date($1, 1, 1) AND e.entered_on < make_date($1 + 1, 1, 1)
        UNION ALL
        SELECT a.adopter_id, a.innovation_id, a.funding_mode, 'adopter', a.origin_innovation_id FROM adoption AS a
        UNION ALL
        SELECT a.origin_id, a.origin_innovation_id, a.origin_funding_mode, 'origin', a.innovation_id FROM adoption AS a
        UNION ALL
        SELECT DISTINCT o.top_id, o.innovation_id, o.funding_mode, b.stage::text, NULL
        FROM %1$I.innovation_benefit AS b
        JOIN owned AS o ON o.innovation_id = b.innovation_id::text
        WHERE b.year = $1 AND b.stage = ANY ('{assessed,realised}')
    $sql$)
    USING year, names, phases;
END
$$;
COMMENT ON FUNCTION @internal@.innovation_events(integer, text) IS
    'what counts in a year, a row each: event phase (code: the rule set''s phase, entered for the first time), unmapped (code: the site''s own name), adopter and origin (code: the other innovation; only between institutions), assessed and realised (a benefit of that stage in the year, once per innovation)';

CREATE FUNCTION @internal@.innovation_registration(
    year integer,
    OUT institution_id text, OUT innovation_id text, OUT funding_mode text,
    OUT with_phase_dates boolean, OUT with_benefit boolean, OUT with_status boolean)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_year(year);
    PERFORM @internal@.require_source('innovation', 'innovation_phase', 'innovation_benefit');
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        WITH dated AS (
            SELECT p.innovation_id::text AS innovation_id, bool_and(p.entered_on IS NOT NULL) AS all_dated
            FROM %1$I.innovation_phase AS p
            WHERE p.entered_on IS NULL OR p.entered_on < make_date($1 + 1, 1, 1)
            GROUP BY p.innovation_id::text
        ), valued AS (
            SELECT DISTINCT b.innovation_id::text AS innovation_id
            FROM %1$I.innovation_benefit AS b
            WHERE b.year <= $1 AND b.stage = ANY ('{assessed,realised}')
        )
        SELECT u.top_id, n.innovation_id::text, n.funding_mode::text,
               coalesce(d.all_dated, false), v.innovation_id IS NOT NULL, n.status IS NOT NULL
        FROM %1$I.innovation AS n
        JOIN @extschema@.institutions_at($1) AS u ON u.institution_id = n.institution_id::text
        LEFT JOIN dated AS d ON d.innovation_id = n.innovation_id::text
        LEFT JOIN valued AS v ON v.innovation_id = n.innovation_id::text
        WHERE n.registered_on IS NULL OR n.registered_on < make_date($1 + 1, 1, 1)
    $sql$)
    USING year;
END
$$;
COMMENT ON FUNCTION @internal@.innovation_registration(integer) IS
    'the innovations registered by the end of the year, and what of each is registered by then: phases, all of them with a date; a benefit with its stage; a status';

-- jit is off: the planner takes a few hundred rows for millions, and compiling
-- would cost a hundred times the query.
CREATE FUNCTION innovation_progress_by_funding(
    year integer, rule_set text DEFAULT NULL,
    OUT institution_id text, OUT name text, OUT unit_level text, OUT funding_mode text,
    OUT phases_entered bigint, OUT phases jsonb, OUT unmapped_phases bigint,
    OUT adoptions_in bigint, OUT adoptions_out bigint, OUT benefit_assessed bigint, OUT benefit_realised bigint,
    OUT points numeric, OUT registered bigint, OUT with_phase_dates bigint, OUT with_benefit bigint, OUT with_status bigint,
    OUT complete bigint, OUT completeness numeric)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
    SET jit = off
AS $$
DECLARE
    hod text := @internal@.hod_rule_set_for(year, rule_set);
    is_set boolean := cardinality(@internal@.innovation_unset_parameters(hod)) = 0;
BEGIN
    RETURN QUERY
    WITH price AS (
        SELECT 'phase' AS event, c.code, c.folds_to::numeric AS points
        FROM @internal@.rule_set_codes(hod, 'innovation.phase_points') AS c
        UNION ALL
        SELECT v.event, NULL, @internal@.rule_parameter_value(hod, v.parameter)::numeric
        FROM (VALUES ('adopter', 'innovation.adoption_points.adopter'), ('origin', 'innovation.adoption_points.origin'),
                     ('assessed', 'innovation.benefit_points.assessed'), ('realised', 'innovation.benefit_points.realised'))
            AS v(event, parameter)
    ), event AS MATERIALIZED (
        SELECT e.institution_id, coalesce(e.funding_mode, 'unknown') AS mode, e.event, e.code, p.points
        FROM @internal@.innovation_events(year, hod) AS e
        LEFT JOIN price AS p ON p.event = e.event AND (p.code IS NULL OR p.code = e.code)
    ), registration AS MATERIALIZED (
        SELECT r.institution_id, coalesce(r.funding_mode, 'unknown') AS mode,
               r.with_phase_dates, r.with_benefit, r.with_status,
               r.with_phase_dates AND r.with_benefit AND r.with_status AS complete
        FROM @internal@.innovation_registration(year) AS r
    ), institution AS MATERIALIZED (
        SELECT DISTINCT i.top_id, i.name, i.region_id, i.reporting FROM @extschema@.institutions_at(year) AS i
    ), mode AS (
        -- NULL: all modes together; each other mode where it occurs
        SELECT NULL::text AS mode
        UNION SELECT e.mode FROM event AS e UNION SELECT r.mode FROM registration AS r
    ), unit AS MATERIALIZED (
        SELECT i.top_id, l.level, l.id, m.mode
        FROM institution AS i
        CROSS JOIN mode AS m
        CROSS JOIN LATERAL (
            SELECT 'institution' AS level, i.top_id AS id
            UNION ALL SELECT 'rhf', i.region_id WHERE i.region_id IS NOT NULL
            UNION ALL SELECT 'nation', 'NO' WHERE i.region_id IS NOT NULL) AS l
        WHERE i.reporting OR i.region_id IS NOT NULL
           OR EXISTS (SELECT FROM event AS e WHERE e.institution_id = i.top_id)
           OR EXISTS (SELECT FROM registration AS r WHERE r.institution_id = i.top_id)
    ), institution_points AS (
        SELECT e.institution_id, m.mode, round(sum(e.points), 4) AS points
        FROM event AS e JOIN mode AS m ON m.mode IS NULL OR m.mode = e.mode
        GROUP BY e.institution_id, m.mode
    ), phase_count AS (
        SELECT c.level, c.id, c.mode, jsonb_object_agg(c.code, c.entered) AS phases
        FROM (SELECT u.level, u.id, u.mode, e.code, count(*) AS entered
              FROM unit AS u
              JOIN event AS e ON e.institution_id = u.top_id AND e.event = 'phase' AND (u.mode IS NULL OR u.mode = e.mode)
              GROUP BY u.level, u.id, u.mode, e.code) AS c
        GROUP BY c.level, c.id, c.mode
    ), counted AS (
        SELECT u.level, u.id, u.mode,
               count(*) FILTER (WHERE e.event = 'phase') AS phases_entered,
               count(*) FILTER (WHERE e.event = 'unmapped') AS unmapped_phases,
               count(*) FILTER (WHERE e.event = 'adopter') AS adoptions_in,
               count(*) FILTER (WHERE e.event = 'origin') AS adoptions_out,
               count(*) FILTER (WHERE e.event = 'assessed') AS assessed,
               count(*) FILTER (WHERE e.event = 'realised') AS realised
        FROM unit AS u
        LEFT JOIN event AS e ON e.institution_id = u.top_id AND (u.mode IS NULL OR u.mode = e.mode)
        GROUP BY u.level, u.id, u.mode
    ), pointed AS (
        SELECT u.level, u.id, u.mode, coalesce(sum(p.points), 0.0000) AS points
        FROM unit AS u
        LEFT JOIN institution_points AS p ON p.institution_id = u.top_id AND p.mode IS NOT DISTINCT FROM u.mode
        GROUP BY u.level, u.id, u.mode
    ), registered AS (
        SELECT u.level, u.id, u.mode, count(r.institution_id) AS registered,
               count(*) FILTER (WHERE r.with_phase_dates) AS with_phase_dates,
               count(*) FILTER (WHERE r.with_benefit) AS with_benefit,
               count(*) FILTER (WHERE r.with_status) AS with_status,
               count(*) FILTER (WHERE r.complete) AS complete
        FROM unit AS u
        LEFT JOIN registration AS r ON r.institution_id = u.top_id AND (u.mode IS NULL OR u.mode = r.mode)
        GROUP BY u.level, u.id, u.mode
    )
    SELECT c.id, coalesce(i.name, CASE c.level WHEN 'nation' THEN 'Norge' END), c.level, c.mode,
           c.phases_entered, coalesce(f.phases, '{}'), c.unmapped_phases, c.adoptions_in, c.adoptions_out,
           c.assessed, c.realised, CASE WHEN is_set THEN p.points END,
           r.registered, r.with_phase_dates, r.with_benefit, r.with_status, r.complete,
           round(r.complete::numeric / nullif(r.registered, 0), 4)
    FROM counted AS c
    JOIN pointed AS p ON p.level = c.level AND p.id = c.id AND p.mode IS NOT DISTINCT FROM c.mode
    JOIN registered AS r ON r.level = c.level AND r.id = c.id AND r.mode IS NOT DISTINCT FROM c.mode
    LEFT JOIN phase_count AS f ON f.level = c.level AND f.id = c.id AND f.mode IS NOT DISTINCT FROM c.mode
    LEFT JOIN institution AS i ON i.top_id = c.id
    WHERE c.mode IS NULL OR r.registered > 0
       OR c.phases_entered + c.unmapped_phases + c.adoptions_in + c.adoptions_out + c.assessed + c.realised > 0
    ORDER BY array_position('{institution,rhf,nation}'::text[], c.level), c.id COLLATE "C", c.mode COLLATE "C" NULLS FIRST;
END
$$;
COMMENT ON FUNCTION innovation_progress_by_funding(integer, text) IS
    'innovation_progress split by how the money was given: a row per unit and funding_mode (unknown where it is not registered) beside the one with funding_mode NULL for all together; counts of the modes add up to it, points are rounded per mode and may differ from it in the last decimal';

CREATE FUNCTION innovation_progress(
    year integer, rule_set text DEFAULT NULL,
    OUT institution_id text, OUT name text, OUT unit_level text,
    OUT phases_entered bigint, OUT phases jsonb, OUT unmapped_phases bigint,
    OUT adoptions_in bigint, OUT adoptions_out bigint, OUT benefit_assessed bigint, OUT benefit_realised bigint,
    OUT points numeric, OUT registered bigint, OUT with_phase_dates bigint, OUT with_benefit bigint, OUT with_status bigint,
    OUT complete bigint, OUT completeness numeric)
    RETURNS SETOF record
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT p.institution_id, p.name, p.unit_level, p.phases_entered, p.phases, p.unmapped_phases,
           p.adoptions_in, p.adoptions_out, p.benefit_assessed, p.benefit_realised, p.points,
           p.registered, p.with_phase_dates, p.with_benefit, p.with_status, p.complete, p.completeness
    FROM @extschema@.innovation_progress_by_funding(year, rule_set) AS p
    WHERE p.funding_mode IS NULL
    ORDER BY array_position('{institution,rhf,nation}'::text[], p.unit_level), p.institution_id COLLATE "C";
END;
COMMENT ON FUNCTION innovation_progress(integer, text) IS
    'innovation of a year per institution, region and nation: phases entered (in total and per phase of the rule set), phases with an unmapped name, adoptions from and by other institutions, innovations with a benefit assessed or realised, points (4 decimals, rounded once per institution; NULL while a needed parameter is unset), and completeness: innovations with dated phases, a benefit and a status of those registered by the end of the year';

CREATE FUNCTION @internal@.innovation_points(year integer, rule_set text) RETURNS SETOF @internal@.institution_points
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 100
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT (s.institution_id, s.points)::@internal@.institution_points
    FROM @extschema@.innovation_progress(year, rule_set) AS s
    WHERE s.unit_level = 'institution' AND s.points <> 0;
END;
COMMENT ON FUNCTION @internal@.innovation_points(integer, text) IS
    'points of innovation per institution that has any';
