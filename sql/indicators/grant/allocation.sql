-- The earmarked grant divided among the health regions.
--
-- Shares are computed from exact whole weights, so that money is divided by
-- largest remainder without a rounded share in between.

CREATE FUNCTION @internal@.apportion(units numeric, weights numeric[]) RETURNS numeric[]
    AS 'MODULE_PATHNAME', 'research_indicators_apportion'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.apportion(numeric, numeric[]) IS
    'whole units divided by weights (none negative) with the exact largest remainder, ties to the earlier place; NULL when the weights add up to 0';

CREATE FUNCTION @internal@.grant_check_money(total_nok numeric, unit_nok numeric) RETURNS void
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
COMMENT ON FUNCTION @internal@.grant_check_money(numeric, numeric) IS
    'error RI060 for a total that is no amount, RI061 for one that is no multiple of the rounding unit';

CREATE FUNCTION @internal@.grant_parts(
    total_nok numeric, rule_set text, weights numeric[],
    OUT place bigint, OUT fixed_nok numeric, OUT result_nok numeric)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    unit_nok numeric := @internal@.require_parameter(rule_set, 'grant.rounding_unit_nok');
    fixed_percent numeric := @internal@.require_parameter(rule_set, 'grant.fixed_percent');
    units numeric;
    fixed_units numeric;
    fixed_parts numeric[];
    result_parts numeric[];
BEGIN
    PERFORM @internal@.grant_check_money(total_nok, unit_nok);
    units := div(total_nok, unit_nok);
    -- between the two parts too the largest remainder decides
    fixed_units := round(units * fixed_percent * 0.01);
    fixed_parts := @internal@.apportion(fixed_units, array_fill(1::numeric, ARRAY[cardinality(weights)]));
    IF EXISTS (SELECT FROM unnest(weights) AS w WHERE w IS NULL OR w < 0) THEN
        RAISE EXCEPTION 'the result part cannot be divided: a region has negative or unknown points'
            USING ERRCODE = 'RI066', HINT = 'See research_point_sums() for each result year; negative amounts of external funding are the usual cause.';
    END IF;
    result_parts := @internal@.apportion(units - fixed_units, weights);
    IF result_parts IS NULL AND units > fixed_units THEN
        RAISE EXCEPTION 'the result part cannot be divided: no region has points in the result years'
            USING ERRCODE = 'RI066', HINT = 'See research_point_sums() for each result year, or name other result years.';
    END IF;
    RETURN QUERY
    SELECT p.place, p.fixed * unit_nok, coalesce(p.result, 0) * unit_nok
    FROM unnest(fixed_parts, result_parts) WITH ORDINALITY AS p(fixed, result, place);
END
$$;
COMMENT ON FUNCTION @internal@.grant_parts(numeric, text, numeric[]) IS
    'fixed and result part per place of the weights: whole rounding units by exact largest remainder, so that the parts add up to the total; error RI066 when the weights cannot divide it';

CREATE FUNCTION @internal@.grant_origin(rule_set text, result_years integer[]) RETURNS text
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT @internal@.weakest_origin(array_agg(o.origin))
    FROM (
        SELECT @internal@.rule_origin(rule_set, '{grant.%,counts.%}') AS origin
        UNION ALL
        SELECT p.origin
        FROM @internal@.point_parameter_rows(result_years, rule_set, @internal@.counted_indicators(rule_set, result_years)) AS p
        WHERE p.reason IS NULL
    ) AS o;
END;
COMMENT ON FUNCTION @internal@.grant_origin(text, integer[]) IS
    'weakest origin of the parameters that a grant rests on: those of the grant, of the indicators that count and of publication points in the result years';

CREATE FUNCTION @internal@.grant_division(
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
        FROM @internal@.grant_weights(points, rule_set, skip_unset, simulated, weights, left_out) AS w
    ), region AS (
        SELECT c.scenario, c.recipient_id, sum(c.weight) AS weight, sum(c.points_sum) AS points_sum, max(c.points_scale) AS points_scale
        FROM cell AS c
        GROUP BY c.scenario, c.recipient_id
    ), frame AS MATERIALIZED (
        SELECT v.scenario, r.place, r.institution_id, r.orgnr, r.name,
               coalesce(g.weight, 0) AS weight, coalesce(g.points_sum / g.points_scale, 0) AS mean_points
        FROM generate_series(0::bigint, cardinality(weights)::bigint) AS v(scenario)
        CROSS JOIN @internal@.grant_recipients(budget_year) AS r
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
    CROSS JOIN LATERAL @internal@.grant_parts(amount_nok, rule_set, s.weights) AS p
    JOIN frame AS f ON f.scenario = s.scenario AND f.place = p.place
    ORDER BY f.scenario, f.place;
END;
COMMENT ON FUNCTION @internal@.grant_division(numeric, integer, text, grant_point[], boolean, text, numeric[], text[]) IS
    'the grant divided among the regions, per scenario of grant_weights';

CREATE FUNCTION @internal@.grant_divide(
    budget_year integer, amount_nok numeric, rule_set text, skip_unset boolean, skip_missing boolean,
    OUT place bigint, OUT institution_id text, OUT orgnr text, OUT name text,
    OUT fixed_nok numeric, OUT mean_points numeric, OUT share numeric, OUT result_nok numeric,
    OUT result_years integer[], OUT averaging text, OUT hod_rule_set text, OUT origin text)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    hod text := @internal@.grant_rule_set(budget_year, rule_set);
    years integer[] := @internal@.grant_result_years(budget_year, hod);
    points @extschema@.grant_point[];
BEGIN
    PERFORM @internal@.grant_check_money(amount_nok, @internal@.require_parameter(hod, 'grant.rounding_unit_nok')::numeric);
    points := @internal@.grant_delivered_points(budget_year, hod, skip_missing);
    RETURN QUERY
    SELECT d.place, d.institution_id, d.orgnr, d.name, d.fixed_nok, d.mean_points, d.share, d.result_nok,
           years, d.averaging, hod, @internal@.grant_origin(hod, years)
    FROM @internal@.grant_division(amount_nok, budget_year, hod, points, coalesce(skip_unset, false), NULL, '{}', '{}') AS d;
END
$$;
COMMENT ON FUNCTION @internal@.grant_divide(integer, numeric, text, boolean, boolean) IS
    'what grant_allocation and compare_allocations show, in the order of organisation numbers';

CREATE TYPE region_grant AS (
    orgnr text,
    name text,
    fixed_nok numeric,
    mean_points numeric,
    share numeric,
    result_nok numeric,
    total_nok numeric,
    institution_id text,
    result_years integer[],
    averaging text,
    hod_rule_set text,
    origin text
);
COMMENT ON TYPE region_grant IS 'the grant of a health region: its fixed part, mean points, share, part by results and total, NOK';

CREATE FUNCTION @internal@.compute_grant_allocation(budget_year integer, total_nok numeric, rule_set text, skip_unset boolean, skip_missing boolean) RETURNS SETOF region_grant
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT d.orgnr, d.name, d.fixed_nok, d.mean_points, d.share, d.result_nok, d.fixed_nok + d.result_nok,
           d.institution_id, d.result_years, d.averaging, d.hod_rule_set, d.origin
    FROM @internal@.grant_divide(budget_year, total_nok, rule_set, skip_unset, skip_missing) AS d
    ORDER BY d.place;
END;
COMMENT ON FUNCTION @internal@.compute_grant_allocation(integer, numeric, text, boolean, boolean) IS 'body of grant_allocation()';

CREATE FUNCTION grant_allocation(
    budget_year integer, total_nok numeric, rule_set text DEFAULT NULL, skip_unset boolean DEFAULT false, skip_missing boolean DEFAULT false) RETURNS SETOF region_grant
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED;
COMMENT ON FUNCTION grant_allocation(integer, numeric, text, boolean, boolean) IS
    'the earmarked grant of a budget year in NOK per health region: a fixed part shared equally and a result part by the share of mean research points; the parts add up to the total exactly; averaging says by which mean and which indicators are short of years or left out; unset points are error RI030 unless skip_unset, which goes by total_of_set_indicators; a unit that has not delivered is error RI069 unless skip_missing, which goes by what is there';
