-- What-if: the grant without an indicator and with it at several weights.

CREATE FUNCTION @internal@.grant_completeness(
    budget_year integer, rule_set text, result_years integer[], indicator text,
    OUT unit_level text, OUT institution_id text, OUT completeness numeric)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED ROWS 50
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    function text := (SELECT i.completeness_function FROM @extschema@.indicator AS i WHERE i.indicator = grant_completeness.indicator);
BEGIN
    IF function IS NOT NULL THEN
        -- the year that is least complete decides; unknown in one year is unknown
        RETURN QUERY EXECUTE format($sql$
            SELECT c.unit_level, coalesce(i.top_id, c.institution_id),
                   CASE WHEN bool_and(c.completeness IS NOT NULL) THEN min(c.completeness) END
            FROM unnest($1) AS y(year)
            CROSS JOIN LATERAL @internal@.%I(y.year, $2) AS c
            LEFT JOIN @extschema@.institutions_at($3) AS i ON i.institution_id = c.institution_id
            WHERE c.unit_level IN ('institution', 'rhf')
            GROUP BY c.unit_level, coalesce(i.top_id, c.institution_id)
        $sql$, function)
        USING result_years, rule_set, budget_year;
    END IF;
END
$$;
COMMENT ON FUNCTION @internal@.grant_completeness(integer, text, integer[], text) IS
    'completeness of registration (0-1) of an indicator per institution and region, the lowest of the result years; of nobody where it is not measured';

CREATE FUNCTION @internal@.check_simulation(indicator text, weights numeric[], level text, min_completeness numeric) RETURNS void
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM @internal@.grant_indicators() AS g WHERE g.indicator = check_simulation.indicator) THEN
        RAISE EXCEPTION 'unknown indicator "%"', indicator
            USING ERRCODE = 'RI062',
                  HINT = format('Indicators: %s.', (SELECT string_agg(g.indicator, ', ' ORDER BY g.ordinal) FROM @internal@.grant_indicators() AS g));
    END IF;
    IF level IS NULL OR level NOT IN ('rhf', 'institution') THEN
        RAISE EXCEPTION 'unknown level "%"', level
            USING ERRCODE = 'RI063', HINT = 'Levels: rhf, institution.';
    END IF;
    IF coalesce(cardinality(weights), 0) NOT BETWEEN 1 AND 100
       OR EXISTS (SELECT FROM unnest(weights) AS w WHERE w IS NULL OR NOT (w >= 0 AND w <= 1000000)) THEN
        RAISE EXCEPTION 'weights "%" are no weights of an indicator', weights
            USING ERRCODE = 'RI064', HINT = 'Give 1 to 100 numbers from 0 to 1 000 000, for example ARRAY[0.5, 1, 2].';
    END IF;
    IF min_completeness IS NULL OR NOT (min_completeness >= 0 AND min_completeness <= 1) THEN
        RAISE EXCEPTION 'completeness "%" is no share', min_completeness
            USING ERRCODE = 'RI068', HINT = 'Give a number from 0 to 1, for example 0.8.';
    END IF;
END
$$;
COMMENT ON FUNCTION @internal@.check_simulation(text, numeric[], text, numeric) IS
    'errors RI062 (indicator), RI063 (level), RI064 (weights) and RI068 (completeness) for arguments of simulate_indicator';

CREATE TYPE simulated_grant AS (
    weight numeric,
    institution_id text,
    name text,
    total_without numeric,
    total_with numeric,
    difference_nok numeric,
    completeness numeric,
    warning text,
    orgnr text,
    region_id text,
    years integer[],
    averaging text
);
COMMENT ON TYPE simulated_grant IS 'the grant of a region or institution without an indicator and with it at a weight, NOK';

CREATE FUNCTION @internal@.compute_simulate_indicator(
    budget_year integer, total_nok numeric, rule_set text, indicator text, weights numeric[], result_years integer[], level text, min_completeness numeric, skip_unset boolean, skip_missing boolean) RETURNS SETOF simulated_grant
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    hod text := @internal@.grant_rule_set(budget_year, rule_set);
    unit_nok numeric := @internal@.require_parameter(hod, 'grant.rounding_unit_nok');
    window_years integer[] := @internal@.grant_result_years(budget_year, hod, result_years);
    measured boolean := EXISTS (SELECT FROM @extschema@.indicator AS i
                                WHERE i.indicator = compute_simulate_indicator.indicator AND i.completeness_function IS NOT NULL);
    points @extschema@.grant_point[];
    left_out text[] := '{}';
    unknown boolean;
    counted boolean := EXISTS (SELECT FROM unnest(window_years) AS y(year) WHERE @internal@.indicator_counts(hod, compute_simulate_indicator.indicator, y.year));
BEGIN
    PERFORM @internal@.check_simulation(indicator, weights, level, min_completeness);
    PERFORM @internal@.grant_check_money(total_nok, unit_nok);
    points := ARRAY(SELECT p FROM @internal@.grant_points(budget_year, hod, window_years) AS p);
    IF measured AND min_completeness > 0 THEN
        left_out := ARRAY(
            SELECT p.institution_id
            FROM unnest(points) AS p
            LEFT JOIN @internal@.grant_completeness(budget_year, hod, window_years, compute_simulate_indicator.indicator) AS c
                   ON c.institution_id = p.institution_id AND c.unit_level = 'institution'
            WHERE c.completeness IS NULL OR c.completeness < min_completeness
            GROUP BY p.institution_id
            ORDER BY p.institution_id COLLATE "C");
    END IF;
    PERFORM @internal@.grant_require_delivered(
        ARRAY(SELECT p FROM unnest(points) AS p
              WHERE p.indicator <> compute_simulate_indicator.indicator OR p.institution_id <> ALL (left_out)), indicator, skip_missing);
    unknown := EXISTS (SELECT FROM unnest(points) AS p
                       WHERE p.indicator = compute_simulate_indicator.indicator AND p.points IS NULL AND p.institution_id <> ALL (left_out));

    RETURN QUERY
    WITH divided AS MATERIALIZED (
        SELECT d.*, d.fixed_nok + d.result_nok AS total
        FROM @internal@.grant_division(total_nok, budget_year, hod, points, coalesce(skip_unset, false),
                                        compute_simulate_indicator.indicator, weights, left_out) AS d
    ), member AS (
        SELECT DISTINCT ON (p.institution_id COLLATE "C") p.institution_id, p.recipient_id, p.name
        FROM unnest(points) AS p
        ORDER BY p.institution_id COLLATE "C", p.year DESC
    ), share AS (
        -- an institution's weight in its region; regions without points have nothing to go by
        SELECT s.scenario, m.recipient_id, m.institution_id, coalesce(sum(w.weight), 0) AS weight
        FROM generate_series(0::bigint, cardinality(weights)::bigint) AS s(scenario)
        CROSS JOIN member AS m
        LEFT JOIN @internal@.grant_weights(points, hod, true, compute_simulate_indicator.indicator, weights, left_out) AS w
               ON w.scenario = s.scenario AND w.institution_id = m.institution_id
        WHERE level = 'institution'
        GROUP BY s.scenario, m.recipient_id, m.institution_id
    ), dealt AS (
        SELECT g.scenario, g.recipient_id, i.institution_id, i.units * unit_nok AS total
        FROM (SELECT s.scenario, s.recipient_id, array_agg(s.institution_id ORDER BY s.institution_id COLLATE "C") AS ids,
                     array_agg(s.weight ORDER BY s.institution_id COLLATE "C") AS weights
              FROM share AS s GROUP BY s.scenario, s.recipient_id) AS g
        JOIN divided AS d ON d.scenario = g.scenario AND d.institution_id = g.recipient_id
        CROSS JOIN LATERAL unnest(g.ids, @internal@.apportion(div(d.total, unit_nok), g.weights)) AS i(institution_id, units)
    ), unit AS (
        SELECT d.scenario, d.place, d.institution_id, d.name, d.orgnr, d.institution_id AS region_id, d.total
        FROM divided AS d WHERE level = 'rhf'
        UNION ALL
        SELECT t.scenario, d.place, t.institution_id, m.name, NULL, t.recipient_id, t.total
        FROM dealt AS t
        JOIN member AS m ON m.institution_id = t.institution_id
        JOIN divided AS d ON d.scenario = t.scenario AND d.institution_id = t.recipient_id
    ), complete AS MATERIALIZED (
        SELECT c.institution_id, c.completeness
        FROM @internal@.grant_completeness(budget_year, hod, window_years, compute_simulate_indicator.indicator) AS c
        WHERE c.unit_level = level
    )
    SELECT v.factor, a.institution_id, a.name, a.total,
           CASE WHEN NOT unknown THEN b.total END, CASE WHEN NOT unknown THEN b.total - a.total END, c.completeness,
           nullif(concat_ws('; ',
               CASE WHEN unknown THEN format('points of %s are unknown: rule set "%s" has no value for a parameter of them', indicator, hod) END,
               CASE WHEN counted THEN format('rule set "%s" counts %s already; total_without leaves it out', hod, indicator) END,
               CASE WHEN min_completeness > 0 AND NOT measured
                    THEN format('completeness of %s is not measured; nobody is left out', indicator) END,
               CASE WHEN level = 'rhf'
                    THEN format('left out of the indicator, completeness below %s or unknown: ', min_completeness)
                         || (SELECT string_agg(m.institution_id, ', ' ORDER BY m.institution_id COLLATE "C")
                             FROM member AS m WHERE m.recipient_id = a.institution_id AND m.institution_id = ANY (left_out))
                    WHEN a.institution_id = ANY (left_out)
                    THEN format('left out of the indicator: completeness %s',
                                CASE WHEN c.completeness IS NULL THEN 'unknown' ELSE format('%s is below %s', c.completeness, min_completeness) END) END,
               CASE WHEN level = 'institution'
                    THEN 'illustrative arithmetic: the region receives the grant; its total is dealt out by the institutions'' shares of its points' END,
               CASE WHEN level = 'institution' AND a.total IS NULL THEN 'the region has no points to deal out by' END), ''),
           CASE WHEN level = 'rhf' THEN a.orgnr
                ELSE (SELECT i.orgnr FROM @extschema@.institutions_at(budget_year) AS i WHERE i.institution_id = a.institution_id) END,
           a.region_id, window_years, (SELECT d.averaging FROM divided AS d LIMIT 1)
    FROM unnest(weights) WITH ORDINALITY AS v(factor, scenario)
    JOIN unit AS b ON b.scenario = v.scenario
    JOIN unit AS a ON a.scenario = 0 AND a.institution_id = b.institution_id
    LEFT JOIN complete AS c ON c.institution_id = a.institution_id
    ORDER BY v.scenario, a.place, a.institution_id COLLATE "C";
END
$$;
COMMENT ON FUNCTION @internal@.compute_simulate_indicator(integer, numeric, text, text, numeric[], integer[], text, numeric, boolean, boolean) IS 'body of simulate_indicator()';

CREATE FUNCTION simulate_indicator(
    budget_year integer, total_nok numeric, rule_set text, indicator text, weights numeric[], result_years integer[] DEFAULT NULL, level text DEFAULT 'rhf', min_completeness numeric DEFAULT 0, skip_unset boolean DEFAULT false, skip_missing boolean DEFAULT false) RETURNS SETOF simulated_grant
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED;
COMMENT ON FUNCTION simulate_indicator(integer, numeric, text, text, numeric[], integer[], text, numeric, boolean, boolean) IS
    'what-if: the grant without an indicator and with it at several weights (in place of that of the rule set, in every result year), NOK per health region or (illustrative) institution; result_years replaces the window, for example one year; institutions below min_completeness of registration are left out of the indicator, with a warning; unknown points are error RI030 unless skip_unset, then total_with is NULL; a unit that has not delivered is error RI069 unless skip_missing, which goes by what is there';
