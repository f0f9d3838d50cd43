-- What the facts about the earmarked grant and its what-if are made of.

CREATE FUNCTION @internal@.grant_rows(
    year integer, rule_set text, only_measure text, only_level text, only_unit text, detailed boolean) RETURNS SETOF indicator_row
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    total_nok numeric;
    budget_year integer;
    years integer[];
    points @extschema@.grant_point[];
    is_set boolean;
    is_delivered boolean;
    lacking text;
BEGIN
    SELECT * INTO total_nok, budget_year, years, points, is_set, is_delivered FROM @internal@.grant_basis(year, rule_set);
    -- where the grant is not divided there is nothing to explain
    IF NOT FOUND THEN
        RETURN;
    END IF;
    lacking := CASE WHEN NOT is_set THEN 'parameter_unset' WHEN NOT is_delivered THEN 'not_delivered' END;
    RETURN QUERY
    WITH region AS MATERIALIZED (
        SELECT d.institution_id, d.fixed_nok, d.result_nok, d.share, d.mean_points, d.averaging
        FROM @internal@.grant_division(total_nok, budget_year, rule_set, points, true, NULL, '{}', '{}') AS d
    ), unit AS (
        SELECT r.institution_id AS region_id, v.unit_level, v.unit_id
        FROM region AS r CROSS JOIN LATERAL (VALUES ('rhf', r.institution_id), ('nation', 'NO')) AS v(unit_level, unit_id)
        WHERE (only_level IS NULL OR v.unit_level = only_level) AND (only_unit IS NULL OR v.unit_id = only_unit)
    ), measure AS (
        SELECT d.measure, d.measure IN ('total', 'result', 'share', 'share_of_set_indicators') AS by_points
        FROM @extschema@.fact_definition AS d WHERE d.indicator = 'grant'
    ), step AS (
        SELECT m.measure, u.unit_level, u.unit_id, 4 AS phase,
               CASE WHEN NOT p.counts OR p.points IS NULL AND m.measure = 'share_of_set_indicators' THEN 'excluded' ELSE 'intermediate' END AS kind,
               format('%s %s %s', p.recipient_id, p.indicator, p.year) AS subject, sum(p.weighted_points) AS value,
               CASE p.weight WHEN 1 THEN 'research points' ELSE format('research points, times the weight %s', p.weight) END AS detail,
               CASE WHEN NOT p.counts THEN 'indicator_not_counted' WHEN bool_or(p.points IS NULL) THEN 'parameter_unset' END AS reason, NULL::text AS source
        FROM unit AS u JOIN unnest(points) AS p ON p.recipient_id = u.region_id CROSS JOIN measure AS m
        WHERE m.by_points
        GROUP BY m.measure, u.unit_level, u.unit_id, p.recipient_id, p.indicator, p.year, p.counts, p.weight, p.points IS NULL
        UNION ALL
        SELECT m.measure, u.unit_level, u.unit_id, 5, 'intermediate', v.subject, v.value, v.detail, NULL, v.source
        FROM unit AS u JOIN region AS r ON r.institution_id = u.region_id CROSS JOIN measure AS m
        CROSS JOIN LATERAL (VALUES
            (format('%s mean points', u.region_id), r.mean_points, r.averaging, NULL, m.by_points),
            (format('%s share', u.region_id), r.share, 'of the mean points of all regions', NULL, m.measure IN ('total', 'result')),
            (format('total of %s', budget_year), total_nok, 'the grant as the site entered it', 'reference_figure', u.unit_id = u.region_id)) AS v(subject, value, detail, source, holds)
        WHERE v.holds
        UNION ALL
        SELECT v.measure, u.unit_level, u.unit_id, 6, 'part', concat_ws(' ', u.region_id, v.name),
               CASE WHEN v.given THEN v.value END, v.detail, CASE WHEN NOT v.given THEN lacking END, NULL
        FROM unit AS u JOIN region AS r ON r.institution_id = u.region_id
        CROSS JOIN LATERAL (SELECT lacking IS NULL OR u.unit_level = 'nation' AS is_known) AS k
        CROSS JOIN LATERAL (VALUES
            ('fixed', 'fixed', r.fixed_nok, true, 'equal parts of the fixed percentage, to the rounding unit'),
            ('total', 'fixed', r.fixed_nok, true, 'equal parts of the fixed percentage, to the rounding unit'),
            ('result', 'result', r.result_nok, k.is_known, 'share of the rest; remainders by size'),
            ('total', 'result', r.result_nok, k.is_known, 'share of the rest; remainders by size'),
            ('share', 'share', r.share, lacking IS NULL, 'mean points of the region / of all regions'),
            ('share_of_set_indicators', 'share', r.share, true, 'mean points of the region / of all regions')) AS v(measure, name, value, given, detail)
        WHERE v.name <> 'share' OR u.unit_level = 'rhf'
    )
    SELECT s.measure, s.unit_level, s.unit_id, '', s.phase, s.kind, s.subject, s.value,
           s.detail, s.reason, NULL::text, s.source
    FROM step AS s
    UNION ALL
    SELECT p.* FROM @internal@.parameter_rows(rule_set, NULL, '{grant.%,counts.%}') AS p
    UNION ALL
    SELECT p.* FROM @internal@.point_parameter_rows(years, rule_set, @internal@.counted_indicators(rule_set, years)) AS p;
END
$$;
COMMENT ON FUNCTION @internal@.grant_rows(integer, text, text, text, text, boolean) IS
    'rows of the facts about the grant: points per region, indicator and result year, mean points, share, and the parts in NOK as the division gives them';

CREATE FUNCTION @internal@.grant_simulation_rows(
    year integer, rule_set text, only_measure text, only_level text, only_unit text, detailed boolean) RETURNS SETOF indicator_row
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    total_nok numeric;
    budget_year integer;
    simulated text := @internal@.rule_parameter_value(rule_set, 'simulation.indicator');
    weights numeric[] := (SELECT array_agg(w.code::numeric ORDER BY w.code::numeric)
                          FROM @internal@.rule_set_codes(rule_set, 'simulation.weights') AS w);
    points @extschema@.grant_point[];
BEGIN
    IF simulated IS NULL OR weights IS NULL THEN
        RETURN;
    END IF;
    SELECT b.total_nok, b.budget_year INTO total_nok, budget_year FROM @internal@.grant_basis(year, rule_set) AS b;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    points := @internal@.divisible_points(budget_year, rule_set, ARRAY[year]);
    IF points IS NULL OR EXISTS (SELECT FROM unnest(points) AS p
                                 WHERE p.points IS NULL AND (p.counts OR p.indicator = simulated))
       OR EXISTS (SELECT FROM @internal@.grant_undelivered(points, simulated)) THEN
        RETURN;
    END IF;
    RETURN QUERY
    WITH division AS MATERIALIZED (
        SELECT d.scenario, d.institution_id, d.fixed_nok, d.result_nok, d.mean_points, d.share
        FROM @internal@.grant_division(total_nok, budget_year, rule_set, points, false, simulated, weights, '{}') AS d
    ), unit AS (
        SELECT a.institution_id AS unit_id, w.weight, w.scenario,
               format('indicator=%s;weight=%s', simulated, w.weight) AS dimensions
        FROM division AS a
        CROSS JOIN unnest(weights) WITH ORDINALITY AS w(weight, scenario)
        WHERE a.scenario = 0 AND coalesce(only_level, 'rhf') = 'rhf' AND (only_unit IS NULL OR a.institution_id = only_unit)
    ), compared AS (
        -- with the indicator at the weight, and without it
        SELECT u.*, v.name, v.sign, d.fixed_nok, d.result_nok, d.mean_points, d.share
        FROM unit AS u
        CROSS JOIN LATERAL (VALUES ('with', 1, u.scenario), ('without', -1, 0)) AS v(name, sign, scenario)
        JOIN division AS d ON d.institution_id = u.unit_id AND d.scenario = v.scenario
    ), step AS (
        SELECT m.measure, u.unit_id, u.dimensions, 4 AS phase,
               CASE WHEN NOT p.counts AND p.indicator <> simulated THEN 'excluded' ELSE 'intermediate' END AS kind,
               format('%s %s %s', p.recipient_id, p.indicator, p.year) AS subject, sum(CASE WHEN p.indicator = simulated THEN p.points ELSE p.weighted_points END) AS value,
               CASE WHEN p.indicator = simulated THEN format('research points, before the weight %s', u.weight)
                    WHEN p.weight <> 1 THEN format('research points, times the weight %s', p.weight) ELSE 'research points' END AS detail,
               CASE WHEN NOT p.counts AND p.indicator <> simulated THEN 'indicator_not_counted' END AS reason, NULL::text AS source
        FROM unit AS u JOIN unnest(points) AS p ON p.recipient_id = u.unit_id CROSS JOIN (VALUES ('total'), ('difference')) AS m(measure)
        GROUP BY m.measure, u.unit_id, u.dimensions, u.weight, p.recipient_id, p.indicator, p.year, p.counts, p.weight
        UNION ALL
        SELECT m.measure, c.unit_id, c.dimensions, 5, 'intermediate', concat_ws(' ', c.unit_id, c.name, v.name), v.value, v.detail, NULL, NULL
        FROM compared AS c
        CROSS JOIN LATERAL (VALUES ('points', c.mean_points, format('points of %s', year)),
                                   ('share', c.share, 'of the points of all regions')) AS v(name, value, detail)
        CROSS JOIN (VALUES ('total', 'with'), ('difference', 'with'), ('difference', 'without')) AS m(measure, name)
        WHERE m.name = c.name
        UNION ALL
        SELECT m.measure, u.unit_id, u.dimensions, 5, 'intermediate', format('total of %s', budget_year), total_nok, 'the grant as the site entered it',
               NULL, 'reference_figure'
        FROM unit AS u CROSS JOIN (VALUES ('total'), ('difference')) AS m(measure)
        UNION ALL
        SELECT m.measure, c.unit_id, c.dimensions, 6, 'part', concat_ws(' ', c.unit_id, c.name, v.name), c.sign * v.value, v.detail, NULL, NULL
        FROM compared AS c
        CROSS JOIN LATERAL (VALUES ('fixed', c.fixed_nok, 'equal parts of the fixed percentage, to the rounding unit'),
                                   ('result', c.result_nok, 'share of the rest; remainders by size')) AS v(name, value, detail)
        CROSS JOIN (VALUES ('total', 'with'), ('difference', 'with'), ('difference', 'without')) AS m(measure, name)
        WHERE m.name = c.name
    )
    SELECT s.measure, 'rhf', s.unit_id, s.dimensions, s.phase, s.kind, s.subject, s.value, s.detail, s.reason, NULL::text, s.source
    FROM step AS s
    WHERE only_measure IS NULL OR s.measure = only_measure
    UNION ALL
    SELECT p.* FROM @internal@.parameter_rows(rule_set, NULL, '{grant.%,counts.%,simulation.%}') AS p
    UNION ALL
    SELECT p.* FROM @internal@.point_parameter_rows(ARRAY[year], rule_set, @internal@.counted_indicators(rule_set, ARRAY[year]) || simulated) AS p;
END
$$;
COMMENT ON FUNCTION @internal@.grant_simulation_rows(integer, text, text, text, text, boolean) IS
    'rows of the facts of a what-if: points of the year per region and indicator, and the parts of the grant with the simulated indicator at each weight and (taken off) without it';
