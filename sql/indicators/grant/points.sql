-- The earmarked grant: its rule set, result years and recipients, the points of
-- the result years, and the exact whole weights that follow from them.

CREATE TYPE grant_point AS (
    year integer,
    recipient_id text,
    institution_id text,
    name text,
    indicator text,
    points numeric,
    counts boolean,
    weight numeric,
    weighted_points numeric,
    missing text[]
);
COMMENT ON TYPE grant_point IS
    'points of one institution, result year and indicator in the grant, of what is there; points NULL: unknown; counts: whether the rule set counts the indicator in that year, which weighted_points do: points times the weight, 4 decimals; missing: streams that the institution has not delivered';

CREATE AGGREGATE @internal@.product(numeric) (
    SFUNC = numeric_mul,
    STYPE = numeric,
    INITCOND = '1',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @internal@.product(numeric) IS 'exact product; 1 of no rows';

-- Parameters and arguments --------------------------------------------------

CREATE FUNCTION @internal@.grant_rule_set(budget_year integer, rule_set text DEFAULT NULL) RETURNS text
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    chosen text;
BEGIN
    PERFORM @internal@.require_year(budget_year);
    IF rule_set IS NOT NULL AND budget_year IS NOT NULL THEN
        RETURN @internal@.require_rule_set(rule_set, 'hod');
    END IF;
    chosen := @internal@.default_rule_set_of('hod', budget_year);
    IF chosen IS NULL THEN
        RAISE EXCEPTION 'no default hod rule set covers budget year %', budget_year
            USING ERRCODE = 'RI014',
                  HINT = 'Name a budget year and a rule set, or make a set for that year with copy_rule_set() and set_rule_parameter().';
    END IF;
    RETURN chosen;
END
$$;
COMMENT ON FUNCTION @internal@.grant_rule_set(integer, text) IS
    'hod set of a grant: the named one, or the default whose years contain the budget year; error RI014 when there is none';

CREATE FUNCTION @internal@.grant_result_years(budget_year integer, rule_set text, result_years integer[] DEFAULT NULL) RETURNS integer[]
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    last_year integer;
    window_years integer;
BEGIN
    PERFORM @internal@.require_year(budget_year);
    PERFORM @internal@.require_year(y) FROM unnest(result_years) AS y;
    IF result_years IS NULL THEN
        last_year := budget_year - @internal@.require_parameter(rule_set, 'grant.lag_years')::integer;
        window_years := @internal@.require_parameter(rule_set, 'grant.window_years')::integer;
        PERFORM @internal@.require_year(last_year - window_years + 1);
        RETURN ARRAY(SELECT y FROM generate_series(last_year - window_years + 1, last_year) AS y);
    END IF;
    IF cardinality(result_years) = 0 OR cardinality(result_years) > 20 OR array_ndims(result_years) > 1
       OR array_position(result_years, NULL) IS NOT NULL THEN
        RAISE EXCEPTION 'result years "%" are no list of years', result_years
            USING ERRCODE = 'RI065', HINT = 'Give 1 to 20 years, for example ARRAY[2023], or NULL for those of the rule set.';
    END IF;
    RETURN ARRAY(SELECT DISTINCT y FROM unnest(result_years) AS y ORDER BY y);
END
$$;
COMMENT ON FUNCTION @internal@.grant_result_years(integer, text, integer[]) IS
    'result years of a grant in order: those of the rule set''s lag and window, or the given ones; error RI065 when these are none';

CREATE FUNCTION @internal@.grant_recipients(
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
COMMENT ON FUNCTION @internal@.grant_recipients(integer) IS
    'health regions that share the grant of a budget year, with their place in the order of organisation numbers; error RI067 when there is none';

-- Points, weights, parts ----------------------------------------------------

CREATE FUNCTION @internal@.grant_indicators(OUT indicator text, OUT ordinal integer)
    RETURNS SETOF record
    LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 6
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT i.indicator, (row_number() OVER (ORDER BY i.ordinal))::integer
    FROM @extschema@.indicator AS i
    WHERE i.points_function IS NOT NULL;
END;
COMMENT ON FUNCTION @internal@.grant_indicators() IS 'indicators that can count in the grant, in order';

CREATE FUNCTION @internal@.compute_grant_points(budget_year integer, rule_set text, result_years integer[]) RETURNS SETOF grant_point
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    -- institutions and regions of the result years as they are in the budget year
    RETURN QUERY
    WITH now AS MATERIALIZED (
        SELECT i.institution_id, i.top_id, i.name FROM @extschema@.institutions_at(budget_year) AS i
    )
    SELECT y.year, region.top_id, coalesce(own.top_id, p.institution_id), coalesce(own.name, p.name), p.indicator, p.there, p.counts, p.weight,
           p.weighted_points, p.missing
    FROM unnest(result_years) AS y(year)
    CROSS JOIN LATERAL @internal@.indicator_points(y.year, compute_grant_points.rule_set) AS p
    JOIN now AS region ON region.institution_id = p.region_id
    JOIN @internal@.grant_recipients(budget_year) AS r ON r.institution_id = region.top_id
    LEFT JOIN now AS own ON own.institution_id = p.institution_id;
END
$$;
COMMENT ON FUNCTION @internal@.compute_grant_points(integer, text, integer[]) IS 'body of grant_points()';

CREATE FUNCTION @internal@.grant_points(budget_year integer, rule_set text, result_years integer[]) RETURNS SETOF grant_point
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED;
COMMENT ON FUNCTION @internal@.grant_points(integer, text, integer[]) IS
    'points per institution, result year and indicator of the regions that share the grant; institutions and regions as in the budget year';

CREATE FUNCTION @internal@.grant_require_points(points grant_point[], rule_set text, simulated text) RETURNS void
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    gap record;
    missing record;
BEGIN
    SELECT i.indicator, i.family, i.relations, p.year, @internal@.indicator_rule_set(i.indicator, p.year, grant_require_points.rule_set) AS member
    INTO gap
    FROM unnest(points) AS p
    JOIN @extschema@.indicator AS i ON i.indicator = p.indicator
    WHERE p.points IS NULL AND (p.counts OR p.indicator = simulated)
    ORDER BY i.ordinal, p.year
    LIMIT 1;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    PERFORM @internal@.require_source(VARIADIC gap.relations);
    SELECT string_agg(u.name, '", "' ORDER BY u.name COLLATE "C") AS names, count(*) AS number INTO missing
    FROM unnest(@internal@.unset_parameters(gap.indicator, gap.year, rule_set)) AS u(name);
    RAISE EXCEPTION 'rule set "%" has no value for "%"', gap.member, coalesce(missing.names, format('points of %s in %s', gap.indicator, gap.year))
        USING ERRCODE = 'RI030',
              HINT = CASE WHEN missing.names IS NULL
                          THEN format('explain_fact(%L, ''points'', %s, ''nation'', ''NO'', rule_set => %L) says what is missing.', gap.indicator, gap.year, rule_set)
                          ELSE format('Set %s in a copy of "%s" with research_indicators.set_rule_parameter(rule_set, name, value, origin, source), for lists set_rule_code()%s.',
                                      CASE missing.number WHEN 1 THEN 'it' ELSE 'them' END, gap.member,
                                      CASE gap.family WHEN 'nvi' THEN ', and name the copy in nvi_rule_set of a hod set' ELSE '' END) END
                     || ' Or call with skip_unset => true, which goes by total_of_set_indicators.';
END
$$;
COMMENT ON FUNCTION @internal@.grant_require_points(grant_point[], text, text) IS
    'error RI030, naming the set and the parameters that it lacks, when an indicator that counts or is simulated has unknown points; RI020 or RI021 where a relation is missing';

CREATE FUNCTION @internal@.grant_undelivered(points grant_point[], simulated text, OUT year integer, OUT institution_id text, OUT name text, OUT streams text)
    RETURNS SETOF record
    LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 1
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT p.year, p.institution_id, max(coalesce(p.name, p.institution_id) COLLATE "C"), string_agg(DISTINCT m.stream COLLATE "C", ', ')
    FROM unnest(points) AS p
    CROSS JOIN LATERAL unnest(p.missing) AS m(stream)
    -- of an indicator whose points are unset nothing is used
    WHERE p.points IS NOT NULL AND (p.counts OR p.indicator = simulated)
    GROUP BY p.year, p.institution_id
    ORDER BY p.institution_id COLLATE "C", p.year;
END;
COMMENT ON FUNCTION @internal@.grant_undelivered(grant_point[], text) IS
    'who has not delivered what the points that are counted or simulated rest on';

CREATE FUNCTION @internal@.grant_require_delivered(points grant_point[], simulated text, skip_missing boolean) RETURNS void
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    gap record;
BEGIN
    IF coalesce(skip_missing, false) THEN
        RETURN;
    END IF;
    SELECT m.*, count(*) OVER () AS number INTO gap FROM @internal@.grant_undelivered(points, simulated) AS m LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION '% (%) has not delivered % for %', gap.name, gap.institution_id, gap.streams, gap.year
            USING ERRCODE = 'RI069',
                  DETAIL = format('Of %s units and years something is missing, the first of them: %s.', gap.number,
                                  (SELECT string_agg(format('%s %s (%s)', m.institution_id, m.year, m.streams), '; ' ORDER BY m.institution_id COLLATE "C", m.year)
                                   FROM (SELECT u.* FROM @internal@.grant_undelivered(points, simulated) AS u LIMIT 10) AS m)),
                  HINT = format('Let the unit deliver, or state in %I.delivery_statement that there is nothing (confirmed_zero): reminder_list(%s) says who is to be asked. Or call with skip_missing => true, which goes by what is there.',
                                @extschema@.source_schema(), gap.year);
    END IF;
END
$$;
COMMENT ON FUNCTION @internal@.grant_require_delivered(grant_point[], text, boolean) IS
    'error RI069, naming unit and stream, when somebody has not delivered what the points of a grant rest on, unless that is skipped';

CREATE FUNCTION @internal@.grant_delivered_points(budget_year integer, rule_set text, skip_missing boolean) RETURNS grant_point[]
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    points @extschema@.grant_point[];
BEGIN
    points := ARRAY(SELECT p FROM @internal@.grant_points(budget_year, rule_set, @internal@.grant_result_years(budget_year, rule_set)) AS p);
    PERFORM @internal@.grant_require_delivered(points, NULL, skip_missing);
    RETURN points;
END
$$;
COMMENT ON FUNCTION @internal@.grant_delivered_points(integer, text, boolean) IS
    'the points of the result years of a grant, or error RI069 when somebody has not delivered and that is not skipped';

CREATE FUNCTION @internal@.grant_weights(
    points grant_point[], rule_set text, skip_unset boolean, simulated text, weights numeric[], left_out text[],
    OUT scenario bigint, OUT recipient_id text, OUT institution_id text, OUT name text, OUT indicator text,
    OUT weight numeric, OUT points_sum numeric, OUT points_scale numeric, OUT averaging text)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    method text := @internal@.require_parameter(rule_set, 'grant.averaging');
    short_rule text := @internal@.rule_parameter_value(rule_set, 'grant.short_indicator');
    window_years bigint := (SELECT count(DISTINCT p.year) FROM unnest(points) AS p);
    -- divisible by every number of years that an indicator may have
    scale numeric := factorial(window_years);
    usable @extschema@.grant_point[];
    data_years jsonb;
    note text;
BEGIN
    IF NOT skip_unset THEN
        PERFORM @internal@.grant_require_points(
            ARRAY(SELECT p FROM unnest(points) AS p
                  WHERE p.indicator IS DISTINCT FROM simulated OR p.institution_id <> ALL (left_out)), rule_set, simulated);
    END IF;

    -- what is counted or simulated, and known
    usable := ARRAY(SELECT p FROM unnest(points) AS p
                    WHERE p.points IS NOT NULL
                      AND CASE WHEN p.indicator = simulated THEN p.institution_id <> ALL (left_out)
                               ELSE p.counts END);
    SELECT coalesce(jsonb_object_agg(d.indicator, d.years), '{}') INTO data_years
    FROM (SELECT y.indicator, count(*) AS years
          FROM (SELECT p.indicator, p.year FROM unnest(usable) AS p
                GROUP BY p.indicator, p.year HAVING bool_or(p.points <> 0)) AS y
          GROUP BY y.indicator) AS d;
    IF method = 'average_then_share'
       AND EXISTS (SELECT FROM jsonb_each_text(data_years) AS d WHERE d.value::bigint < window_years) THEN
        short_rule := @internal@.require_parameter(rule_set, 'grant.short_indicator');
    END IF;

    -- which years each indicator has, and over which it is averaged
    SELECT concat_ws('; ', method,
        (SELECT string_agg(format('%s: %s of %s years of data, %s', g.indicator, coalesce(data_years ->> g.indicator, '0'), window_years,
                                  CASE WHEN method = 'mean_of_yearly_shares' THEN 'in the shares of those years'
                                       WHEN short_rule = 'own_years' THEN 'averaged over those years'
                                       ELSE 'averaged over the window' END), '; ' ORDER BY g.ordinal)
         FROM @internal@.grant_indicators() AS g
         WHERE coalesce((data_years ->> g.indicator)::bigint, 0) < window_years
           AND EXISTS (SELECT FROM unnest(usable) AS p WHERE p.indicator = g.indicator)),
        'left out, points unset: '
        || (SELECT string_agg(g.indicator, ', ' ORDER BY g.ordinal)
            FROM @internal@.grant_indicators() AS g
            WHERE EXISTS (SELECT FROM unnest(points) AS p
                          WHERE p.indicator = g.indicator AND p.points IS NULL
                            AND (p.counts OR p.indicator = simulated))),
        'not delivered, counted as far as it is there: '
        || (SELECT string_agg(format('%s %s (%s)', m.institution_id, m.year, m.streams), ', ' ORDER BY m.institution_id COLLATE "C", m.year)
            FROM @internal@.grant_undelivered(points, simulated) AS m))
    INTO note;

    RETURN QUERY
    WITH variant AS (
        SELECT 0::bigint AS scenario, 0::numeric AS factor
        UNION ALL
        SELECT w.scenario, w.factor FROM unnest(weights) WITH ORDINALITY AS w(factor, scenario)
    ), term AS MATERIALIZED (
        SELECT v.scenario, p.recipient_id, p.institution_id, p.name, p.indicator, p.year,
               -- what is simulated has the weights that are asked for, not that of the rule set
               CASE WHEN p.indicator = simulated THEN p.points * v.factor ELSE p.weighted_points END AS points
        FROM variant AS v CROSS JOIN unnest(usable) AS p
    ), yearly AS (
        SELECT t.scenario, t.year, sum(t.points) AS total
        FROM term AS t
        GROUP BY t.scenario, t.year
        HAVING sum(t.points) <> 0
    ), others AS (
        -- mean of P/T over the years, brought to the common denominator
        SELECT y.scenario, y.year, @internal@.product(o.total) AS factor
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
COMMENT ON FUNCTION @internal@.grant_weights(grant_point[], text, boolean, text, numeric[], text[]) IS
    'exact weights by which the result part is divided, per scenario (0: without the simulated indicator; n: with the n-th weight), institution and indicator; mean points are points_sum / points_scale; averaging says by which mean, which indicators are short, which are left out and who has not delivered';
