-- The earmarked grant: allocation, comparison, explanation, simulation.
--
-- Shares are computed from exact whole weights, so that money is divided by
-- largest remainder without a rounded share in between.

CREATE TYPE grant_point AS (
    year integer,
    recipient_id text,
    institution_id text,
    name text,
    indicator text,
    points numeric,
    counts boolean
);
COMMENT ON TYPE grant_point IS
    'points of one institution, result year and indicator in the grant; points NULL: unknown; counts NULL: the rule set does not say whether it counts';

CREATE AGGREGATE product(numeric) (
    SFUNC = numeric_mul,
    STYPE = numeric,
    INITCOND = '1',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE product(numeric) IS 'exact product; 1 of no rows';

-- Money in whole units -----------------------------------------------------

CREATE FUNCTION apportion(units numeric, weights numeric[]) RETURNS numeric[]
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH item AS (
        SELECT w.weight, w.place, sum(w.weight) OVER () AS total
        FROM unnest(weights) WITH ORDINALITY AS w(weight, place)
    ), quota AS (
        SELECT i.place, div(units * i.weight, i.total) AS whole, mod(units * i.weight, i.total) AS remainder
        FROM item AS i
        WHERE i.total > 0
    ), ranked AS (
        SELECT q.place, q.whole, row_number() OVER (ORDER BY q.remainder DESC, q.place) AS rank,
               units - sum(q.whole) OVER () AS missing
        FROM quota AS q
    )
    SELECT array_agg(r.whole + CASE WHEN r.rank <= r.missing THEN 1 ELSE 0 END ORDER BY r.place)
    FROM ranked AS r;
END;
COMMENT ON FUNCTION apportion(numeric, numeric[]) IS
    'whole units divided by weights (none negative) with the exact largest remainder, ties to the earlier place; NULL when the weights add up to 0';

-- Parameters and arguments --------------------------------------------------

CREATE FUNCTION grant_rule_set(budget_year integer, rule_set text DEFAULT NULL) RETURNS text
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    chosen text;
BEGIN
    IF rule_set IS NOT NULL AND budget_year IS NOT NULL THEN
        RETURN @extschema@.require_rule_set(rule_set, 'hod');
    END IF;
    SELECT s.rule_set INTO chosen
    FROM @extschema@.rule_set AS s
    WHERE s.is_default AND s.family = 'hod' AND s.first_year <= budget_year
      AND (s.last_year IS NULL OR s.last_year >= budget_year);
    IF chosen IS NULL THEN
        RAISE EXCEPTION 'no default hod rule set covers budget year %', budget_year
            USING ERRCODE = 'RI014',
                  HINT = 'Name a budget year and a rule set, or make a set for that year with copy_rule_set() and set_rule_parameter().';
    END IF;
    RETURN chosen;
END
$$;
COMMENT ON FUNCTION grant_rule_set(integer, text) IS
    'hod set of a grant: the named one, or the default whose years contain the budget year; error RI014 when there is none';

CREATE FUNCTION grant_result_years(budget_year integer, rule_set text, result_years integer[] DEFAULT NULL) RETURNS integer[]
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    last_year integer;
    window_years integer;
BEGIN
    IF result_years IS NULL THEN
        last_year := budget_year - @extschema@.require_parameter(rule_set, 'grant.lag_years')::integer;
        window_years := @extschema@.require_parameter(rule_set, 'grant.window_years')::integer;
        RETURN ARRAY(SELECT y FROM generate_series(last_year - window_years + 1, last_year) AS y);
    END IF;
    IF cardinality(result_years) = 0 OR cardinality(result_years) > 20 OR array_position(result_years, NULL) IS NOT NULL THEN
        RAISE EXCEPTION 'result years "%" are no list of years', result_years
            USING ERRCODE = 'RI065', HINT = 'Give 1 to 20 years, for example ARRAY[2023], or NULL for those of the rule set.';
    END IF;
    RETURN ARRAY(SELECT DISTINCT y FROM unnest(result_years) AS y ORDER BY y);
END
$$;
COMMENT ON FUNCTION grant_result_years(integer, text, integer[]) IS
    'result years of a grant in order: those of the rule set''s lag and window, or the given ones; error RI065 when these are none';

CREATE FUNCTION grant_recipients(
    budget_year integer,
    OUT institution_id text, OUT orgnr text, OUT name text, OUT place bigint)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN QUERY
    SELECT i.institution_id, i.orgnr, i.name,
           row_number() OVER (ORDER BY i.orgnr COLLATE "C", i.institution_id COLLATE "C")
    FROM @extschema@.institutions_at(budget_year) AS i
    WHERE i.kind = 'rhf' AND i.institution_id = i.top_id AND i.problem IS NULL;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'no health region is valid in budget year %', budget_year
            USING ERRCODE = 'RI067', HINT = 'The grant goes to institutions of kind rhf; see their validity in the source relation institution.';
    END IF;
END
$$;
COMMENT ON FUNCTION grant_recipients(integer) IS
    'health regions that share the grant of a budget year, with their place in the order of organisation numbers; error RI067 when there is none';

-- Points, weights, parts ----------------------------------------------------

CREATE FUNCTION grant_indicators(OUT indicator text, OUT ordinal integer, OUT parameter_patterns text[])
    RETURNS SETOF record
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    VALUES ('publications', 1, '{publication%}'::text[]),
           ('doctorates', 2, '{doctorate%}'),
           ('external_funding', 3, '{external_funding%}'),
           ('clinical_studies', 4, '{clinical_stud%,kbs%}'),
           ('innovation', 5, '{innovation%}');
END;
COMMENT ON FUNCTION grant_indicators() IS
    'indicators of the grant in order: columns of research_points, and LIKE patterns of the parameters that their points rest on';

CREATE FUNCTION grant_points(budget_year integer, rule_set text, result_years integer[])
    RETURNS SETOF grant_point
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    -- institutions and regions of the result years as they are in the budget year
    RETURN QUERY
    WITH now AS MATERIALIZED (
        SELECT i.institution_id, i.top_id, i.name FROM @extschema@.institutions_at(budget_year) AS i
    ), counted AS MATERIALIZED (
        SELECT g.indicator, @extschema@.indicator_counts(grant_points.rule_set, g.indicator) AS counts
        FROM @extschema@.grant_indicators() AS g
    )
    SELECT y.year, region.top_id, coalesce(own.top_id, p.institution_id), coalesce(own.name, p.name), i.indicator, i.points, c.counts
    FROM unnest(result_years) AS y(year)
    CROSS JOIN LATERAL @extschema@.research_points(y.year, grant_points.rule_set) AS p
    JOIN now AS region ON region.institution_id = p.region_id
    JOIN @extschema@.grant_recipients(budget_year) AS r ON r.institution_id = region.top_id
    LEFT JOIN now AS own ON own.institution_id = p.institution_id
    CROSS JOIN LATERAL (VALUES ('publications', p.publications), ('doctorates', p.doctorates),
                               ('external_funding', p.external_funding), ('clinical_studies', p.clinical_studies),
                               ('innovation', p.innovation)) AS i(indicator, points)
    JOIN counted AS c ON c.indicator = i.indicator;
END
$$;
COMMENT ON FUNCTION grant_points(integer, text, integer[]) IS
    'points per institution, result year and indicator of the regions that share the grant; institutions and regions as in the budget year';

CREATE FUNCTION grant_require_points(points grant_point[], rule_set text, simulated text) RETURNS void
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    gap record;
    missing text;
BEGIN
    SELECT g.indicator, g.parameter_patterns,
           p.indicator IS DISTINCT FROM simulated AND bool_and(p.counts IS NULL) AS undecided,
           array_agg(DISTINCT p.year) FILTER (WHERE p.points IS NULL) AS years INTO gap
    FROM unnest(points) AS p
    JOIN @extschema@.grant_indicators() AS g ON g.indicator = p.indicator
    GROUP BY p.indicator, g.indicator, g.ordinal, g.parameter_patterns
    HAVING p.indicator IS DISTINCT FROM simulated AND bool_and(p.counts IS NULL)
        OR bool_or(p.points IS NULL) AND (p.indicator = simulated OR bool_and(p.counts))
    ORDER BY g.ordinal
    LIMIT 1;
    IF NOT FOUND THEN
        RETURN;
    ELSIF gap.undecided THEN
        missing := 'counts.' || gap.indicator;
    ELSIF gap.indicator = 'clinical_studies' THEN
        missing := array_to_string(@extschema@.clinical_study_unset_parameters(rule_set), ', ');
    ELSIF gap.indicator = 'innovation' THEN
        missing := array_to_string(@extschema@.innovation_unset_parameters(rule_set), ', ');
    ELSE
        SELECT string_agg(DISTINCT d.name, ', ') INTO missing
        FROM (SELECT rule_set UNION
              SELECT @extschema@.nvi_rule_set_for(y, grant_require_points.rule_set)
              FROM unnest(gap.years) AS y WHERE gap.indicator = 'publications') AS s(member)
        CROSS JOIN LATERAL @extschema@.describe_rule_set(s.member) AS d
        WHERE d.value IS NULL AND d.name LIKE ANY (gap.parameter_patterns);
    END IF;
    RAISE EXCEPTION 'rule set "%" has no value for "%"', rule_set, coalesce(missing, 'points of ' || gap.indicator)
        USING ERRCODE = 'RI030',
              HINT = format('Set it in a copy with research_indicators.set_rule_parameter(rule_set, %L, value, origin, source), or call with skip_unset => true, which goes by total_of_set_indicators.',
                            coalesce(missing, 'counts.' || gap.indicator));
END
$$;
COMMENT ON FUNCTION grant_require_points(grant_point[], text, text) IS
    'error RI030, naming set and parameter, when an indicator that counts or is simulated has unknown points';

CREATE FUNCTION grant_weights(
    points grant_point[], rule_set text, skip_unset boolean, simulated text, weights numeric[], left_out text[],
    OUT scenario bigint, OUT recipient_id text, OUT institution_id text, OUT name text, OUT indicator text,
    OUT weight numeric, OUT points_sum numeric, OUT points_scale numeric, OUT averaging text)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    method text := @extschema@.require_parameter(rule_set, 'grant.averaging');
    short_rule text := @extschema@.rule_parameter_value(rule_set, 'grant.short_indicator');
    window_years bigint := (SELECT count(DISTINCT p.year) FROM unnest(points) AS p);
    -- divisible by every number of years that an indicator may have
    scale numeric := factorial(window_years);
    usable @extschema@.grant_point[];
    data_years jsonb;
    note text;
BEGIN
    IF NOT skip_unset THEN
        PERFORM @extschema@.grant_require_points(
            ARRAY(SELECT p FROM unnest(points) AS p
                  WHERE p.indicator IS DISTINCT FROM simulated OR p.institution_id <> ALL (left_out)), rule_set, simulated);
    END IF;

    -- what is counted or simulated, and known
    usable := ARRAY(SELECT p FROM unnest(points) AS p
                    WHERE p.points IS NOT NULL
                      AND CASE WHEN p.indicator = simulated THEN p.institution_id <> ALL (left_out)
                               ELSE coalesce(p.counts, true) END);
    SELECT coalesce(jsonb_object_agg(d.indicator, d.years), '{}') INTO data_years
    FROM (SELECT y.indicator, count(*) AS years
          FROM (SELECT p.indicator, p.year FROM unnest(usable) AS p
                GROUP BY p.indicator, p.year HAVING bool_or(p.points <> 0)) AS y
          GROUP BY y.indicator) AS d;
    IF method = 'average_then_share'
       AND EXISTS (SELECT FROM jsonb_each_text(data_years) AS d WHERE d.value::bigint < window_years) THEN
        short_rule := @extschema@.require_parameter(rule_set, 'grant.short_indicator');
    END IF;

    -- which years each indicator has, and over which it is averaged
    SELECT concat_ws('; ', method,
        (SELECT string_agg(format('%s: %s of %s years of data, %s', g.indicator, coalesce(data_years ->> g.indicator, '0'), window_years,
                                  CASE WHEN method = 'mean_of_yearly_shares' THEN 'in the shares of those years'
                                       WHEN short_rule = 'own_years' THEN 'averaged over those years'
                                       ELSE 'averaged over the window' END), '; ' ORDER BY g.ordinal)
         FROM @extschema@.grant_indicators() AS g
         WHERE coalesce((data_years ->> g.indicator)::bigint, 0) < window_years
           AND EXISTS (SELECT FROM unnest(usable) AS p WHERE p.indicator = g.indicator)),
        'left out, points unset: '
        || (SELECT string_agg(g.indicator, ', ' ORDER BY g.ordinal)
            FROM @extschema@.grant_indicators() AS g
            WHERE EXISTS (SELECT FROM unnest(points) AS p
                          WHERE p.indicator = g.indicator AND p.points IS NULL
                            AND (coalesce(p.counts, true) OR p.indicator = simulated))))
    INTO note;

    RETURN QUERY
    WITH variant AS (
        SELECT 0::bigint AS scenario, 0::numeric AS factor
        UNION ALL
        SELECT w.scenario, w.factor FROM unnest(weights) WITH ORDINALITY AS w(factor, scenario)
    ), term AS MATERIALIZED (
        SELECT v.scenario, p.recipient_id, p.institution_id, p.name, p.indicator, p.year,
               p.points * CASE WHEN p.indicator = simulated THEN v.factor ELSE 1 END AS points
        FROM variant AS v CROSS JOIN unnest(usable) AS p
    ), yearly AS (
        SELECT t.scenario, t.year, sum(t.points) AS total
        FROM term AS t
        GROUP BY t.scenario, t.year
        HAVING sum(t.points) <> 0
    ), others AS (
        -- mean of P/T over the years, brought to the common denominator
        SELECT y.scenario, y.year, @extschema@.product(o.total) AS factor
        FROM yearly AS y LEFT JOIN yearly AS o ON o.scenario = y.scenario AND o.year <> y.year
        GROUP BY y.scenario, y.year
    ), own AS (
        SELECT d.key AS indicator,
               div(scale, CASE WHEN short_rule = 'own_years' AND method = 'average_then_share' THEN d.value::numeric ELSE window_years END) AS factor
        FROM jsonb_each_text(data_years) AS d
    )
    SELECT t.scenario, t.recipient_id, t.institution_id, max(t.name COLLATE "C"), t.indicator,
           sum(t.points * CASE method WHEN 'average_then_share' THEN coalesce(own.factor, 0) ELSE coalesce(others.factor, 0) END),
           sum(t.points * coalesce(own.factor, 0)), scale, note
    FROM term AS t
    LEFT JOIN own ON own.indicator = t.indicator
    LEFT JOIN others ON others.scenario = t.scenario AND others.year = t.year
    GROUP BY t.scenario, t.recipient_id, t.institution_id, t.indicator;
END
$$;
COMMENT ON FUNCTION grant_weights(grant_point[], text, boolean, text, numeric[], text[]) IS
    'exact weights by which the result part is divided, per scenario (0: without the simulated indicator; n: with the n-th weight), institution and indicator; mean points are points_sum / points_scale; averaging says by which mean, which indicators are short and which are left out';

CREATE FUNCTION grant_check_money(total_nok numeric, unit_nok numeric) RETURNS void
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF total_nok IS NULL OR NOT (total_nok >= 0 AND total_nok < 'infinity') THEN
        RAISE EXCEPTION 'grant of NOK % is no amount', coalesce(total_nok::text, 'NULL')
            USING ERRCODE = 'RI060', HINT = 'Give the whole grant in NOK, 0 or more.';
    END IF;
    IF mod(total_nok, unit_nok) <> 0 THEN
        RAISE EXCEPTION 'grant of NOK % is no multiple of the rounding unit NOK %', total_nok, unit_nok
            USING ERRCODE = 'RI061',
                  HINT = format('Give a total such as %s, or set grant.rounding_unit_nok in a copy of the rule set.', div(total_nok, unit_nok) * unit_nok);
    END IF;
END
$$;
COMMENT ON FUNCTION grant_check_money(numeric, numeric) IS
    'error RI060 for a total that is no amount, RI061 for one that is no multiple of the rounding unit';

CREATE FUNCTION grant_parts(
    total_nok numeric, rule_set text, weights numeric[],
    OUT place bigint, OUT fixed_nok numeric, OUT result_nok numeric)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    unit_nok numeric := @extschema@.require_parameter(rule_set, 'grant.rounding_unit_nok');
    fixed_percent numeric := @extschema@.require_parameter(rule_set, 'grant.fixed_percent');
    units numeric;
    fixed_units numeric;
    fixed_parts numeric[];
    result_parts numeric[];
BEGIN
    PERFORM @extschema@.grant_check_money(total_nok, unit_nok);
    units := div(total_nok, unit_nok);
    -- between the two parts too the largest remainder decides
    fixed_units := round(units * fixed_percent * 0.01);
    fixed_parts := @extschema@.apportion(fixed_units, array_fill(1::numeric, ARRAY[cardinality(weights)]));
    IF EXISTS (SELECT FROM unnest(weights) AS w WHERE w IS NULL OR w < 0) THEN
        RAISE EXCEPTION 'the result part cannot be divided: a region has negative or unknown points'
            USING ERRCODE = 'RI066', HINT = 'See research_point_sums() for each result year; negative amounts of external funding are the usual cause.';
    END IF;
    result_parts := @extschema@.apportion(units - fixed_units, weights);
    IF result_parts IS NULL AND units > fixed_units THEN
        RAISE EXCEPTION 'the result part cannot be divided: no region has points in the result years'
            USING ERRCODE = 'RI066', HINT = 'See research_point_sums() for each result year, or name other result years.';
    END IF;
    RETURN QUERY
    SELECT p.place, p.fixed * unit_nok, coalesce(p.result, 0) * unit_nok
    FROM unnest(fixed_parts, result_parts) WITH ORDINALITY AS p(fixed, result, place);
END
$$;
COMMENT ON FUNCTION grant_parts(numeric, text, numeric[]) IS
    'fixed and result part per place of the weights: whole rounding units by exact largest remainder, so that the parts add up to the total; error RI066 when the weights cannot divide it';

CREATE FUNCTION grant_origin(rule_set text, result_years integer[]) RETURNS text
    LANGUAGE sql STABLE STRICT PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT @extschema@.weakest_origin(array_agg(o.origin))
    FROM (
        SELECT @extschema@.rule_origin(rule_set, '{grant.%,counts.%}') AS origin
        UNION ALL
        SELECT @extschema@.rule_origin(rule_set, i.parameter_patterns)
        FROM @extschema@.grant_indicators() AS i
        WHERE @extschema@.indicator_counts(rule_set, i.indicator)
        UNION ALL
        SELECT @extschema@.rule_origin(@extschema@.nvi_rule_set_for(y.year, rule_set), '{%}')
        FROM unnest(result_years) AS y(year)
    ) AS o;
END;
COMMENT ON FUNCTION grant_origin(text, integer[]) IS
    'weakest origin of the parameters that a grant rests on: those of the grant, of the indicators that count and of publication points in the result years';

CREATE FUNCTION grant_division(
    amount_nok numeric, budget_year integer, rule_set text, points grant_point[],
    skip_unset boolean, simulated text, weights numeric[], left_out text[],
    OUT scenario bigint, OUT place bigint, OUT institution_id text, OUT orgnr text, OUT name text,
    OUT fixed_nok numeric, OUT mean_points numeric, OUT share numeric, OUT result_nok numeric, OUT averaging text)
    RETURNS SETOF record
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH cell AS MATERIALIZED (
        SELECT w.*
        FROM @extschema@.grant_weights(points, rule_set, skip_unset, simulated, weights, left_out) AS w
    ), region AS (
        SELECT c.scenario, c.recipient_id, sum(c.weight) AS weight, sum(c.points_sum) AS points_sum, max(c.points_scale) AS points_scale
        FROM cell AS c
        GROUP BY c.scenario, c.recipient_id
    ), frame AS MATERIALIZED (
        SELECT v.scenario, r.place, r.institution_id, r.orgnr, r.name,
               coalesce(g.weight, 0) AS weight, coalesce(g.points_sum / g.points_scale, 0) AS mean_points
        FROM generate_series(0::bigint, cardinality(weights)::bigint) AS v(scenario)
        CROSS JOIN @extschema@.grant_recipients(budget_year) AS r
        LEFT JOIN region AS g ON g.scenario = v.scenario AND g.recipient_id = r.institution_id
    ), scale AS (
        SELECT f.scenario, array_agg(f.weight ORDER BY f.place) AS weights, sum(f.weight) AS total
        FROM frame AS f
        GROUP BY f.scenario
    )
    SELECT f.scenario, f.place, f.institution_id, f.orgnr, f.name,
           p.fixed_nok, round(f.mean_points, 4), round(f.weight / nullif(s.total, 0), 6), p.result_nok,
           (SELECT c.averaging FROM cell AS c LIMIT 1)
    FROM scale AS s
    CROSS JOIN LATERAL @extschema@.grant_parts(amount_nok, rule_set, s.weights) AS p
    JOIN frame AS f ON f.scenario = s.scenario AND f.place = p.place
    ORDER BY f.scenario, f.place;
END;
COMMENT ON FUNCTION grant_division(numeric, integer, text, grant_point[], boolean, text, numeric[], text[]) IS
    'the grant divided among the regions, per scenario of grant_weights';

CREATE FUNCTION grant_divide(
    budget_year integer, amount_nok numeric, rule_set text, skip_unset boolean,
    OUT place bigint, OUT institution_id text, OUT orgnr text, OUT name text,
    OUT fixed_nok numeric, OUT mean_points numeric, OUT share numeric, OUT result_nok numeric,
    OUT result_years integer[], OUT averaging text, OUT hod_rule_set text, OUT origin text)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    hod text := @extschema@.grant_rule_set(budget_year, rule_set);
    years integer[] := @extschema@.grant_result_years(budget_year, hod);
BEGIN
    PERFORM @extschema@.grant_check_money(amount_nok, @extschema@.require_parameter(hod, 'grant.rounding_unit_nok')::numeric);
    RETURN QUERY
    SELECT d.place, d.institution_id, d.orgnr, d.name, d.fixed_nok, d.mean_points, d.share, d.result_nok,
           years, d.averaging, hod, @extschema@.grant_origin(hod, years)
    FROM @extschema@.grant_division(amount_nok, budget_year, hod,
                                    ARRAY(SELECT p FROM @extschema@.grant_points(budget_year, hod, years) AS p),
                                    coalesce(skip_unset, false), NULL, '{}', '{}') AS d;
END
$$;
COMMENT ON FUNCTION grant_divide(integer, numeric, text, boolean) IS
    'what grant_allocation and compare_allocations show, in the order of organisation numbers';

-- What analysts call --------------------------------------------------------

CREATE FUNCTION grant_allocation(
    budget_year integer, total_nok numeric, rule_set text DEFAULT NULL, skip_unset boolean DEFAULT false,
    OUT orgnr text, OUT name text, OUT fixed_nok numeric, OUT mean_points numeric, OUT share numeric,
    OUT result_nok numeric, OUT total_nok numeric,
    OUT institution_id text, OUT result_years integer[], OUT averaging text, OUT hod_rule_set text, OUT origin text)
    RETURNS SETOF record
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT d.orgnr, d.name, d.fixed_nok, d.mean_points, d.share, d.result_nok, d.fixed_nok + d.result_nok,
           d.institution_id, d.result_years, d.averaging, d.hod_rule_set, d.origin
    FROM @extschema@.grant_divide(budget_year, total_nok, rule_set, skip_unset) AS d
    ORDER BY d.place;
END;
COMMENT ON FUNCTION grant_allocation(integer, numeric, text, boolean) IS
    'the earmarked grant of a budget year in NOK per health region: a fixed part shared equally and a result part by the share of mean research points; the parts add up to the total exactly; averaging says by which mean and which indicators are short of years or left out; unset points are error RI030 unless skip_unset, which goes by total_of_set_indicators';

CREATE FUNCTION compare_allocations(
    budget_year integer, total_nok numeric, rule_set_a text, rule_set_b text, skip_unset boolean DEFAULT false,
    OUT orgnr text, OUT name text, OUT total_a numeric, OUT total_b numeric, OUT difference_nok numeric,
    OUT difference_percent numeric, OUT institution_id text)
    RETURNS SETOF record
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT a.orgnr, a.name, a.fixed_nok + a.result_nok, b.fixed_nok + b.result_nok,
           b.fixed_nok + b.result_nok - a.fixed_nok - a.result_nok,
           round(100 * (b.fixed_nok + b.result_nok - a.fixed_nok - a.result_nok) / nullif(a.fixed_nok + a.result_nok, 0), 4),
           a.institution_id
    FROM @extschema@.grant_divide(budget_year, total_nok, rule_set_a, skip_unset) AS a
    JOIN @extschema@.grant_divide(budget_year, total_nok, rule_set_b, skip_unset) AS b ON b.institution_id = a.institution_id
    ORDER BY a.place;
END;
COMMENT ON FUNCTION compare_allocations(integer, numeric, text, text, boolean) IS
    'the same grant under two rule sets, NOK per health region; the difference is b less a, in NOK and in percent of a; a rule set of NULL is the default of the budget year';

CREATE FUNCTION grant_shares_by_indicator(
    points grant_point[], rule_set text, skip_unset boolean,
    OUT institution_id text, OUT indicator text, OUT mean_points numeric, OUT own_share numeric, OUT mix numeric)
    RETURNS SETOF record
    LANGUAGE sql STABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH cell AS (
        SELECT w.recipient_id, w.indicator, sum(w.weight) AS weight, sum(w.points_sum) / max(w.points_scale) AS mean_points
        FROM @extschema@.grant_weights(points, rule_set, skip_unset, NULL, '{}', '{}') AS w
        GROUP BY w.recipient_id, w.indicator
    )
    SELECT c.recipient_id, c.indicator, c.mean_points,
           c.weight / nullif(sum(c.weight) OVER (PARTITION BY c.indicator), 0),
           sum(c.weight) OVER (PARTITION BY c.indicator) / nullif(sum(c.weight) OVER (), 0)
    FROM cell AS c;
END;
COMMENT ON FUNCTION grant_shares_by_indicator(grant_point[], text, boolean) IS
    'mean points per region and indicator, the region''s share of the indicator (NULL when nobody has points) and the indicator''s part of all points; a region''s share of the grant is the sum of own_share * mix';

CREATE FUNCTION explain_allocation_change(
    budget_year_a integer, total_a numeric, budget_year_b integer, total_b numeric, rule_set text DEFAULT NULL,
    skip_unset boolean DEFAULT false,
    OUT orgnr text, OUT name text, OUT component text, OUT effect text, OUT points_a numeric, OUT points_b numeric,
    OUT share_a numeric, OUT share_b numeric, OUT share_change numeric, OUT change_nok numeric, OUT institution_id text)
    RETURNS SETOF record
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    -- A product changes by mean of one factor times change of the other, twice:
    -- exact and without an order of steps.  result = pot * share, and share =
    -- sum over indicators of own_share * mix.
    WITH basis AS MATERIALIZED (
        SELECT y.side, y.budget_year, y.amount_nok, s.hod,
               ARRAY(SELECT p FROM @extschema@.grant_points(y.budget_year, s.hod, @extschema@.grant_result_years(y.budget_year, s.hod)) AS p) AS points
        FROM (VALUES ('a', budget_year_a, total_a), ('b', budget_year_b, total_b)) AS y(side, budget_year, amount_nok)
        CROSS JOIN LATERAL @extschema@.grant_rule_set(y.budget_year, rule_set) AS s(hod)
    ), divided AS MATERIALIZED (
        SELECT b.side, d.*
        FROM basis AS b
        CROSS JOIN LATERAL @extschema@.grant_division(b.amount_nok, b.budget_year, b.hod, b.points,
                                                      coalesce(skip_unset, false), NULL, '{}', '{}') AS d
    ), divided_a AS (
        SELECT d.* FROM divided AS d WHERE d.side = 'a'
    ), divided_b AS (
        SELECT d.* FROM divided AS d WHERE d.side = 'b'
    ), pot AS (
        SELECT (SELECT sum(d.result_nok) FROM divided_a AS d) AS a, (SELECT sum(d.result_nok) FROM divided_b AS d) AS b
    ), region AS MATERIALIZED (
        SELECT institution_id, coalesce(b.orgnr, a.orgnr) AS orgnr, coalesce(b.name, a.name) AS name,
               coalesce(a.fixed_nok, 0) AS fixed_a, coalesce(b.fixed_nok, 0) AS fixed_b,
               coalesce(a.result_nok, 0) AS result_a, coalesce(b.result_nok, 0) AS result_b,
               coalesce(a.share, 0) AS share_a, coalesce(b.share, 0) AS share_b
        FROM divided_a AS a FULL JOIN divided_b AS b USING (institution_id)
    ), part AS MATERIALIZED (
        SELECT b.side, s.*
        FROM basis AS b
        CROSS JOIN LATERAL @extschema@.grant_shares_by_indicator(b.points, b.hod, coalesce(skip_unset, false)) AS s
    ), part_a AS (
        SELECT p.* FROM part AS p WHERE p.side = 'a'
    ), part_b AS (
        SELECT p.* FROM part AS p WHERE p.side = 'b'
    ), mix AS (
        SELECT i.indicator, i.ordinal,
               coalesce((SELECT max(p.mix) FROM part_a AS p WHERE p.indicator = i.indicator), 0) AS a,
               coalesce((SELECT max(p.mix) FROM part_b AS p WHERE p.indicator = i.indicator), 0) AS b
        FROM @extschema@.grant_indicators() AS i
    ), factor AS (
        -- where an indicator has no points in one year, the region's share of it cannot have moved
        SELECT r.institution_id, m.indicator, m.ordinal, m.a AS mix_a, m.b AS mix_b,
               a.mean_points AS points_a, b.mean_points AS points_b,
               CASE WHEN m.a > 0 THEN coalesce(a.own_share, 0) ELSE coalesce(b.own_share, 0) END AS own_a,
               CASE WHEN m.b > 0 THEN coalesce(b.own_share, 0) ELSE coalesce(a.own_share, 0) END AS own_b
        FROM region AS r
        CROSS JOIN mix AS m
        LEFT JOIN part_a AS a ON a.institution_id = r.institution_id AND a.indicator = m.indicator
        LEFT JOIN part_b AS b ON b.institution_id = r.institution_id AND b.indicator = m.indicator
        WHERE m.a > 0 OR m.b > 0
    ), exact AS (
        SELECT f.institution_id, sum(f.own_a * f.mix_a) AS share_a, sum(f.own_b * f.mix_b) AS share_b
        FROM factor AS f
        GROUP BY f.institution_id
    ), item AS (
        SELECT f.institution_id, f.indicator AS component, e.effect, 10 * f.ordinal + e.ordinal AS ordinal,
               round(f.points_a, 4) AS points_a, round(f.points_b, 4) AS points_b, e.value_a, e.value_b, e.change AS share_change,
               (p.a + p.b) / 2 * e.change AS change_nok
        FROM factor AS f
        CROSS JOIN pot AS p
        CROSS JOIN exact AS x
        CROSS JOIN LATERAL (VALUES
            ('own_share', 1, f.own_a, f.own_b, (f.mix_a + f.mix_b) / 2 * (f.own_b - f.own_a)),
            -- parts of the mix add up to 1, so a region gains by what it is better at than on the whole
            ('indicator_weight', 2, f.mix_a, f.mix_b,
             ((f.own_a + f.own_b) / 2 - (x.share_a + x.share_b) / 2) * (f.mix_b - f.mix_a))
        ) AS e(effect, ordinal, value_a, value_b, change)
        WHERE x.institution_id = f.institution_id
        UNION ALL
        SELECT x.institution_id, 'grant_total', 'result_part', 2, NULL, NULL, x.share_a, x.share_b, 0,
               (x.share_a + x.share_b) / 2 * (p.b - p.a)
        FROM exact AS x CROSS JOIN pot AS p
        UNION ALL
        SELECT r.institution_id, 'grant_total', 'fixed_part', 1, NULL, NULL, NULL, NULL, 0, r.fixed_b - r.fixed_a
        FROM region AS r
    ), shown AS (
        SELECT i.institution_id, i.component, i.effect, i.ordinal, i.points_a, i.points_b,
               round(i.value_a, 6) AS share_a, round(i.value_b, 6) AS share_b,
               round(i.share_change, 6) AS share_change, round(i.change_nok, 2) AS change_nok
        FROM item AS i
    ), settled AS (
        SELECT s.* FROM shown AS s
        UNION ALL
        SELECT r.institution_id, 'rounding', 'residual', 1000, NULL, NULL, NULL, NULL,
               r.share_b - r.share_a - coalesce(s.share_change, 0),
               r.fixed_b + r.result_b - r.fixed_a - r.result_a - coalesce(s.change_nok, 0)
        FROM region AS r
        LEFT JOIN (SELECT t.institution_id, sum(t.share_change) AS share_change, sum(t.change_nok) AS change_nok
                   FROM shown AS t GROUP BY t.institution_id) AS s ON s.institution_id = r.institution_id
    )
    SELECT r.orgnr, r.name, s.component, s.effect, s.points_a, s.points_b, s.share_a, s.share_b, s.share_change, s.change_nok, r.institution_id
    FROM settled AS s JOIN region AS r ON r.institution_id = s.institution_id
    ORDER BY r.orgnr COLLATE "C", r.institution_id COLLATE "C", s.ordinal;
END;
COMMENT ON FUNCTION explain_allocation_change(integer, numeric, integer, numeric, text, boolean) IS
    'why a region''s grant moved from one budget year to another, NOK: grant_total (fixed part; result part at the mean share), per indicator own_share (the region''s share of the indicator) and indicator_weight (the indicator''s part of all points), and the rounding residual; share_change and change_nok add up to the change of share and total of grant_allocation exactly; share_a and share_b are the factor that moved; rule_set NULL: the default of each budget year';

CREATE FUNCTION grant_completeness(
    budget_year integer, rule_set text, result_years integer[], indicator text,
    OUT unit_level text, OUT institution_id text, OUT completeness numeric)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF indicator = 'innovation' THEN
        -- the year that is least complete decides; unknown in one year is unknown
        RETURN QUERY
        SELECT p.unit_level, coalesce(i.top_id, p.institution_id),
               CASE WHEN bool_and(p.completeness IS NOT NULL) THEN min(p.completeness) END
        FROM unnest(result_years) AS y(year)
        CROSS JOIN LATERAL @extschema@.innovation_progress(y.year, grant_completeness.rule_set) AS p
        LEFT JOIN @extschema@.institutions_at(budget_year) AS i ON i.institution_id = p.institution_id
        WHERE p.unit_level IN ('institution', 'rhf')
        GROUP BY p.unit_level, coalesce(i.top_id, p.institution_id);
    END IF;
END
$$;
COMMENT ON FUNCTION grant_completeness(integer, text, integer[], text) IS
    'completeness of registration (0-1) of an indicator per institution and region, the lowest of the result years; innovation alone measures it';

CREATE FUNCTION check_simulation(indicator text, weights numeric[], level text, min_completeness numeric) RETURNS void
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM @extschema@.grant_indicators() AS g WHERE g.indicator = check_simulation.indicator) THEN
        RAISE EXCEPTION 'unknown indicator "%"', indicator
            USING ERRCODE = 'RI062',
                  HINT = format('Indicators: %s.', (SELECT string_agg(g.indicator, ', ' ORDER BY g.ordinal) FROM @extschema@.grant_indicators() AS g));
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
COMMENT ON FUNCTION check_simulation(text, numeric[], text, numeric) IS
    'errors RI062 (indicator), RI063 (level), RI064 (weights) and RI068 (completeness) for arguments of simulate_indicator';

CREATE FUNCTION simulate_indicator(
    budget_year integer, total_nok numeric, rule_set text, indicator text, weights numeric[],
    result_years integer[] DEFAULT NULL, level text DEFAULT 'rhf', min_completeness numeric DEFAULT 0,
    skip_unset boolean DEFAULT false,
    OUT weight numeric, OUT institution_id text, OUT name text, OUT total_without numeric, OUT total_with numeric,
    OUT difference_nok numeric, OUT completeness numeric, OUT warning text,
    OUT orgnr text, OUT region_id text, OUT years integer[], OUT averaging text)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    hod text := @extschema@.grant_rule_set(budget_year, rule_set);
    unit_nok numeric := @extschema@.require_parameter(hod, 'grant.rounding_unit_nok');
    window_years integer[] := @extschema@.grant_result_years(budget_year, hod, result_years);
    measured boolean := indicator = 'innovation';
    points @extschema@.grant_point[];
    left_out text[] := '{}';
    unknown boolean;
    counted boolean := @extschema@.indicator_counts(hod, indicator);
BEGIN
    PERFORM @extschema@.check_simulation(indicator, weights, level, min_completeness);
    PERFORM @extschema@.grant_check_money(total_nok, unit_nok);
    points := ARRAY(SELECT p FROM @extschema@.grant_points(budget_year, hod, window_years) AS p);
    IF measured AND min_completeness > 0 THEN
        left_out := ARRAY(
            SELECT DISTINCT p.institution_id
            FROM unnest(points) AS p
            LEFT JOIN @extschema@.grant_completeness(budget_year, hod, window_years, simulate_indicator.indicator) AS c
                   ON c.institution_id = p.institution_id AND c.unit_level = 'institution'
            WHERE c.completeness IS NULL OR c.completeness < min_completeness
            ORDER BY p.institution_id);
    END IF;
    unknown := EXISTS (SELECT FROM unnest(points) AS p
                       WHERE p.indicator = simulate_indicator.indicator AND p.points IS NULL AND p.institution_id <> ALL (left_out));

    RETURN QUERY
    WITH divided AS MATERIALIZED (
        SELECT d.*, d.fixed_nok + d.result_nok AS total
        FROM @extschema@.grant_division(total_nok, budget_year, hod, points, coalesce(skip_unset, false),
                                        simulate_indicator.indicator, weights, left_out) AS d
    ), member AS (
        SELECT DISTINCT ON (p.institution_id) p.institution_id, p.recipient_id, p.name
        FROM unnest(points) AS p
        ORDER BY p.institution_id, p.year DESC
    ), share AS (
        -- an institution's weight in its region; regions without points have nothing to go by
        SELECT s.scenario, m.recipient_id, m.institution_id, coalesce(sum(w.weight), 0) AS weight
        FROM generate_series(0::bigint, cardinality(weights)::bigint) AS s(scenario)
        CROSS JOIN member AS m
        LEFT JOIN @extschema@.grant_weights(points, hod, true, simulate_indicator.indicator, weights, left_out) AS w
               ON w.scenario = s.scenario AND w.institution_id = m.institution_id
        WHERE level = 'institution'
        GROUP BY s.scenario, m.recipient_id, m.institution_id
    ), dealt AS (
        SELECT g.scenario, g.recipient_id, i.institution_id, i.units * unit_nok AS total
        FROM (SELECT s.scenario, s.recipient_id, array_agg(s.institution_id ORDER BY s.institution_id COLLATE "C") AS ids,
                     array_agg(s.weight ORDER BY s.institution_id COLLATE "C") AS weights
              FROM share AS s GROUP BY s.scenario, s.recipient_id) AS g
        JOIN divided AS d ON d.scenario = g.scenario AND d.institution_id = g.recipient_id
        CROSS JOIN LATERAL unnest(g.ids, @extschema@.apportion(div(d.total, unit_nok), g.weights)) AS i(institution_id, units)
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
        FROM @extschema@.grant_completeness(budget_year, hod, window_years, simulate_indicator.indicator) AS c
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
COMMENT ON FUNCTION simulate_indicator(integer, numeric, text, text, numeric[], integer[], text, numeric, boolean) IS
    'what-if: the grant without an indicator and with it at several weights, NOK per health region or (illustrative) institution; result_years replaces the window, for example one year; institutions below min_completeness of registration are left out of the indicator, with a warning; unknown points are error RI030 unless skip_unset, then total_with is NULL';
