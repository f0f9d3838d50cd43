-- Steps of the facts about the national targets and the grant.

CREATE FUNCTION @internal@.explain_targets_facts(
    year integer, rule_set text, only_measure text, only_level text, only_unit text) RETURNS SETOF fact_step
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    base_year integer := @internal@.rule_parameter_value(rule_set, 'targets.doubling_base_year')::integer;
    end_year integer := @internal@.rule_parameter_value(rule_set, 'targets.doubling_year')::integer;
    factor numeric := @internal@.rule_parameter_value(rule_set, 'targets.doubling_factor')::numeric;
BEGIN
    PERFORM @internal@.require_year(year);
    PERFORM @internal@.require_source('specialist_care_patients', 'external_series');
    RETURN QUERY EXECUTE format($sql$
        WITH line AS MATERIALIZED (
            SELECT t.target, t.unit_level, t.institution_id, t.numerator, t.actual
            FROM @extschema@.clinical_study_targets($1, $2) AS t
            WHERE ($4 IS NULL OR t.unit_level = $4) AND ($5 IS NULL OR t.institution_id = $5) AND t.target <> 'external_series'
        ), inclusion AS MATERIALIZED (
            SELECT v.unit_level, v.unit_id, i.institution_id, i.entity_id, i.source, i.inclusion_year, i.new_patients
            FROM @internal@.treatment_inclusions($1, least($1 - 1, coalesce($6, $1 - 1)), $1, $2) AS i
            CROSS JOIN LATERAL (VALUES ('institution', i.institution_id), ('rhf', i.region_id), ('nation', 'NO')) AS v(unit_level, unit_id)
            WHERE ($4 IS NULL OR v.unit_level = $4) AND ($5 IS NULL OR v.unit_id = $5)
        ), study AS MATERIALIZED (
            SELECT i.unit_level, i.unit_id, i.inclusion_year, i.entity_id,
                   string_agg(DISTINCT i.institution_id, ', ' ORDER BY i.institution_id) AS institutions
            FROM inclusion AS i GROUP BY i.unit_level, i.unit_id, i.inclusion_year, i.entity_id
        ), counted AS MATERIALIZED (
            SELECT s.unit_level, s.unit_id, s.inclusion_year, count(*) AS studies FROM study AS s GROUP BY s.unit_level, s.unit_id, s.inclusion_year
        ), care AS (
            SELECT l.unit_level, l.institution_id, p.new_patients::bigint AS patients
            FROM line AS l
            JOIN %1$I.specialist_care_patients AS p ON p.institution_id::text = l.institution_id
            WHERE l.target = 'participation' AND l.numerator IS NOT NULL AND p.year = $1 AND p.new_patients > 0
        )
        SELECT 'participation_share', l.unit_level, l.institution_id, '{}'::jsonb, 4, 'numerator', i.entity_id, i.new_patients::numeric,
               concat_ws('; ', i.institution_id, i.source), NULL::text, NULL::text, 'study_inclusion'
        FROM line AS l JOIN inclusion AS i ON i.unit_level = l.unit_level AND i.unit_id = l.institution_id AND i.inclusion_year = $1
        WHERE l.target = 'participation'
        UNION ALL
        SELECT 'participation_share', c.unit_level, c.institution_id, '{}', 5, 'denominator', c.institution_id, c.patients,
               'new patients of specialist care at this very level', NULL, NULL, 'specialist_care_patients'
        FROM care AS c
        UNION ALL
        SELECT m.measure, s.unit_level, s.unit_id, '{}', 4, m.kind, s.entity_id, 1, format('%%s: %%s', s.inclusion_year, s.institutions), NULL, NULL, 'study_inclusion'
        FROM study AS s
        CROSS JOIN LATERAL (VALUES ('studies', 'source', s.inclusion_year = $1), ('required_studies', 'intermediate', s.inclusion_year = $6),
                                   ('growth', 'intermediate', s.inclusion_year BETWEEN $1 - 1 AND $1)) AS m(measure, kind, holds)
        WHERE m.holds
        UNION ALL
        -- nothing reported for the year is not nothing
        SELECT 'studies', l.unit_level, l.institution_id, '{}', 6, 'part', l.institution_id, NULL, 'no inclusions reported for the year', 'not_reported', NULL, 'study_inclusion'
        FROM line AS l WHERE l.target = 'doubling' AND l.actual IS NULL
        UNION ALL
        SELECT 'required_studies', c.unit_level, c.unit_id, '{}', 6, 'part', c.unit_id,
               @internal@.doubling_path(c.studies, $6, $7, $8, $1),
               format('%%s studies in %%s, times %%s by %%s in equal yearly growth', c.studies, $6, $8, $7), NULL, NULL, NULL
        FROM counted AS c
        WHERE c.inclusion_year = $6 AND @internal@.doubling_path(c.studies, $6, $7, $8, $1) IS NOT NULL
        UNION ALL
        SELECT 'growth', b.unit_level, b.unit_id, '{}', 6, 'part', b.unit_id, round(coalesce(n.studies, 0)::numeric / b.studies - 1, 4),
               format('%%s in %%s against %%s in %%s', coalesce(n.studies, 0), $1, b.studies, $1 - 1), NULL, NULL, NULL
        FROM counted AS b
        JOIN line AS l ON l.target = 'doubling' AND l.unit_level = b.unit_level AND l.institution_id = b.unit_id AND l.actual IS NOT NULL
        LEFT JOIN counted AS n ON n.inclusion_year = $1 AND n.unit_level = b.unit_level AND n.unit_id = b.unit_id
        WHERE b.inclusion_year = $1 - 1
        UNION ALL
        SELECT 'external_series', k.unit_level, e.institution_id::text, jsonb_build_object('series', @internal@.dimension_code(e.series::text)),
               4, 'source', e.series::text, e.value::numeric, e.source::text, NULL, NULL, 'external_series'
        FROM %1$I.external_series AS e
        LEFT JOIN @extschema@.institutions_at($1) AS i ON i.institution_id = e.institution_id::text AND i.institution_id = i.top_id
        CROSS JOIN LATERAL (VALUES (CASE WHEN e.institution_id::text = 'NO' THEN 'nation' WHEN i.kind = 'rhf' THEN 'rhf' ELSE 'institution' END)) AS k(unit_level)
        WHERE e.year = $1 AND e.value = trunc(e.value) AND e.value > '-infinity' AND e.value < 'infinity'
          AND ($4 IS NULL OR k.unit_level = $4) AND ($5 IS NULL OR e.institution_id::text = $5)
        UNION ALL
        SELECT p.* FROM @internal@.parameter_steps($2, '{participation_share,studies,growth}', '{clinical\_studies.drug\_phase.%%}') AS p
        UNION ALL
        SELECT p.* FROM @internal@.parameter_steps($2, '{required_studies}', '{targets.doubling\_%%}') AS p
        UNION ALL
        SELECT p.* FROM @internal@.parameter_steps($2, '{external_series}', '{}') AS p
    $sql$, @extschema@.source_schema())
    USING year, rule_set, only_measure, only_level, only_unit, base_year, end_year, factor;
END
$$;
COMMENT ON FUNCTION @internal@.explain_targets_facts(integer, text, text, text, text) IS
    'steps of the facts about the national targets: studies and new patients of the unit, patients of specialist care, the path from the base year';

CREATE FUNCTION @internal@.explain_grant_facts(
    year integer, rule_set text, only_measure text, only_level text, only_unit text) RETURNS SETOF fact_step
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    total_nok numeric := @internal@.official_grant_nok(year);
    budget_year integer := @internal@.require_year(year) + @internal@.rule_parameter_value(rule_set, 'grant.lag_years')::integer;
    years integer[];
    points @extschema@.grant_point[];
    is_set boolean;
BEGIN
    -- where the grant is not divided there is nothing to explain
    IF NOT EXISTS (SELECT FROM @internal@.grant_facts(year, rule_set, 'preliminary')) THEN
        RETURN;
    END IF;
    years := @internal@.grant_result_years(budget_year, rule_set);
    points := ARRAY(SELECT p FROM @internal@.grant_points(budget_year, rule_set, years) AS p);
    is_set := NOT EXISTS (SELECT FROM unnest(points) AS p WHERE p.points IS NULL AND coalesce(p.counts, true));
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
               CASE WHEN p.counts IS FALSE OR p.points IS NULL AND m.measure = 'share_of_set_indicators' THEN 'excluded' ELSE 'intermediate' END AS kind,
               format('%s %s %s', p.recipient_id, p.indicator, p.year) AS subject, sum(p.points) AS value, 'research points'::text AS detail,
               CASE WHEN p.counts IS FALSE THEN 'indicator_not_counted' WHEN bool_or(p.points IS NULL) THEN 'parameter_unset' END AS reason, NULL::text AS source
        FROM unit AS u JOIN unnest(points) AS p ON p.recipient_id = u.region_id CROSS JOIN measure AS m
        WHERE m.by_points
        GROUP BY m.measure, u.unit_level, u.unit_id, p.recipient_id, p.indicator, p.year, p.counts, p.points IS NULL
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
               CASE WHEN v.given THEN v.value END, v.detail, CASE WHEN NOT v.given THEN 'parameter_unset' END, NULL
        FROM unit AS u JOIN region AS r ON r.institution_id = u.region_id
        CROSS JOIN LATERAL (SELECT is_set OR u.unit_level = 'nation' AS is_known) AS k
        CROSS JOIN LATERAL (VALUES
            ('fixed', 'fixed', r.fixed_nok, true, 'equal parts of the fixed percentage, to the rounding unit'),
            ('total', 'fixed', r.fixed_nok, true, 'equal parts of the fixed percentage, to the rounding unit'),
            ('result', 'result', r.result_nok, k.is_known, 'share of the rest; remainders by size'),
            ('total', 'result', r.result_nok, k.is_known, 'share of the rest; remainders by size'),
            ('share', 'share', r.share, is_set, 'mean points of the region / of all regions'),
            ('share_of_set_indicators', 'share', r.share, true, 'mean points of the region / of all regions')) AS v(measure, name, value, given, detail)
        WHERE v.name <> 'share' OR u.unit_level = 'rhf'
    )
    SELECT s.measure, s.unit_level, s.unit_id, '{}'::jsonb, s.phase, s.kind, s.subject, s.value,
           s.detail, s.reason, NULL::text, s.source
    FROM step AS s
    UNION ALL
    SELECT p.* FROM @internal@.parameter_steps(rule_set, NULL, '{grant.%,counts.%}'::text[] || (
        SELECT array_agg(n.pattern) FROM @internal@.grant_indicators() AS i CROSS JOIN LATERAL unnest(i.parameter_patterns) AS n(pattern)
        WHERE @internal@.indicator_counts(explain_grant_facts.rule_set, i.indicator))) AS p
    UNION ALL
    SELECT p.* FROM (SELECT DISTINCT @internal@.nvi_rule_set_for(y.year, explain_grant_facts.rule_set) AS nvi FROM unnest(years) AS y(year)) AS n
    CROSS JOIN LATERAL @internal@.parameter_steps(n.nvi, NULL, '{%}') AS p;
END
$$;
COMMENT ON FUNCTION @internal@.explain_grant_facts(integer, text, text, text, text) IS
    'steps of the facts about the grant: points per region, indicator and result year, mean points, share, and the parts in NOK as the division gives them';

CREATE FUNCTION @internal@.explain_grant_simulation_facts(
    year integer, rule_set text, only_measure text, only_level text, only_unit text) RETURNS SETOF fact_step
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    total_nok numeric := @internal@.official_grant_nok(year);
    budget_year integer := @internal@.require_year(year) + @internal@.rule_parameter_value(rule_set, 'grant.lag_years')::integer;
    simulated text := @internal@.rule_parameter_value(rule_set, 'simulation.indicator');
    weights numeric[] := (SELECT array_agg(w.code::numeric ORDER BY w.code::numeric)
                          FROM @internal@.rule_set_codes(rule_set, 'simulation.weights') AS w);
    points @extschema@.grant_point[];
BEGIN
    IF NOT EXISTS (SELECT FROM @internal@.grant_simulation_facts(year, rule_set, 'preliminary')) THEN
        RETURN;
    END IF;
    points := ARRAY(SELECT p FROM @internal@.grant_points(budget_year, rule_set, ARRAY[year]) AS p);
    RETURN QUERY
    WITH division AS MATERIALIZED (
        SELECT d.scenario, d.institution_id, d.fixed_nok, d.result_nok, d.mean_points, d.share
        FROM @internal@.grant_division(total_nok, budget_year, rule_set, points, false, simulated, weights, '{}') AS d
    ), unit AS (
        SELECT a.institution_id AS unit_id, w.weight, w.scenario,
               jsonb_build_object('indicator', simulated, 'weight', w.weight::text) AS dimensions
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
               CASE WHEN p.counts IS FALSE AND p.indicator <> simulated THEN 'excluded' ELSE 'intermediate' END AS kind,
               format('%s %s %s', p.recipient_id, p.indicator, p.year) AS subject, sum(p.points) AS value,
               CASE WHEN p.indicator = simulated THEN format('research points, before the weight %s', u.weight) ELSE 'research points' END AS detail,
               CASE WHEN p.counts IS FALSE AND p.indicator <> simulated THEN 'indicator_not_counted' END AS reason, NULL::text AS source
        FROM unit AS u JOIN unnest(points) AS p ON p.recipient_id = u.unit_id CROSS JOIN (VALUES ('total'), ('difference')) AS m(measure)
        GROUP BY m.measure, u.unit_id, u.dimensions, u.weight, p.recipient_id, p.indicator, p.year, p.counts
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
    SELECT p.* FROM @internal@.parameter_steps(rule_set, NULL, ARRAY['grant.%', 'counts.%', 'simulation.%', simulated || '%'] || (
        SELECT array_agg(n.pattern) FROM @internal@.grant_indicators() AS i CROSS JOIN LATERAL unnest(i.parameter_patterns) AS n(pattern)
        WHERE @internal@.indicator_counts(explain_grant_simulation_facts.rule_set, i.indicator))) AS p
    UNION ALL
    SELECT p.* FROM @internal@.parameter_steps(
        @internal@.nvi_rule_set_for(explain_grant_simulation_facts.year, explain_grant_simulation_facts.rule_set), NULL, '{%}') AS p;
END
$$;
COMMENT ON FUNCTION @internal@.explain_grant_simulation_facts(integer, text, text, text, text) IS
    'steps of the facts of a what-if: points of the year per region and indicator, and the parts of the grant with the simulated indicator at each weight and (taken off) without it';
