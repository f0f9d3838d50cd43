-- Facts, made of the rows of their indicators in one place and in one way, so
-- that what explains a fact is what made it.

CREATE TYPE @internal@.row_result AS (
    measure text,
    unit_level text,
    institution_id text,
    dimensions text,
    value numeric,
    numerator numeric,
    denominator numeric,
    origin text,
    made_of text,
    reason text
);
COMMENT ON TYPE @internal@.row_result IS
    'what the rows of a fact come to; made_of: share, parts, sources, or nothing, where rows are only shown or left out; reason says why value is NULL';

CREATE FUNCTION @internal@.row_sums(
    function text, year integer, rule_set text, only_measure text, only_level text, only_unit text,
    OUT measure text, OUT unit_level text, OUT institution_id text, OUT dimensions text,
    OUT is_fact boolean, OUT is_share boolean, OUT has_parts boolean,
    OUT numerator numeric, OUT denominator numeric, OUT parts numeric, OUT sources numeric,
    OUT open_part boolean, OUT open_source boolean, OUT is_unset boolean, OUT reason text, OUT origin text)
    RETURNS SETOF record
    AS 'MODULE_PATHNAME', 'research_indicators_row_sums'
    LANGUAGE C STABLE PARALLEL RESTRICTED ROWS 500
    SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION @internal@.row_sums(text, integer, text, text, text, text) IS
    'the rows that a rows_function gives, added up by fact: the sum of each kind (NULL: none has a value), whether one that must have a value has none (open) and the first reason for it, whether a parameter was unset, and the weakest origin that holds for the fact';

CREATE FUNCTION @internal@.row_results(
    indicator text, year integer, rule_set text, only_measure text, only_level text, only_unit text)
    RETURNS SETOF @internal@.row_result
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 500
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    -- not SQL: its plan would be made for every indicator and year anew
    RETURN QUERY
    SELECT a.measure, a.unit_level, a.institution_id, a.dimensions,
           -- more than all is a finding, and no share
           round(CASE WHEN a.is_share THEN CASE WHEN n.numerator BETWEEN 0 AND a.denominator THEN n.numerator / nullif(a.denominator, 0) END
                      WHEN a.has_parts THEN CASE WHEN NOT a.open_part THEN a.parts END
                      -- what is no fact for want of a parameter is unknown, not nothing
                      WHEN NOT a.open_source AND (a.is_fact OR NOT a.is_unset) THEN coalesce(a.sources, 0) END, d.decimals),
           CASE WHEN a.is_share THEN n.numerator END, CASE WHEN a.is_share THEN a.denominator END,
           coalesce(a.origin, 'published'),
           CASE WHEN NOT a.is_fact THEN 'nothing' WHEN a.is_share THEN 'share' WHEN a.has_parts THEN 'parts' ELSE 'sources' END,
           coalesce(a.reason, 'not_a_share')
    FROM @internal@.row_sums(@internal@.rows_function(indicator), year, rule_set, only_measure, only_level, only_unit) AS a
    JOIN @extschema@.fact_definition AS d ON d.indicator = row_results.indicator AND d.measure = a.measure
    -- none of an amount is an amount: 0.00 of 12.50
    CROSS JOIN LATERAL (SELECT coalesce(a.numerator, 0 * a.denominator, 0) AS numerator) AS n
    WHERE NOT (a.is_share AND a.denominator = 0);
END
$$;
COMMENT ON FUNCTION @internal@.row_results(text, integer, text, text, text, text) IS
    'the facts of an indicator as its rows make them: numerators over denominators where there are such rows, else the sum of its parts where there are any, else the sum of its sources; NULL as soon as one of those has no value; then the decimals of fact_definition';

CREATE FUNCTION @internal@.absence_reason(row_reason text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT CASE row_reason WHEN 'not_delivered' THEN 'ikkeLevert' WHEN 'not_examined' THEN 'ikkeUndersoekt'
                           WHEN 'not_relevant' THEN 'ikkeAktuelt' ELSE 'ikkeBeregnet' END;
END;
COMMENT ON FUNCTION @internal@.absence_reason(text) IS 'why a fact has no value, by the reason that its rows give';

CREATE FUNCTION @internal@.facts_of_rows(indicator text, year integer, rule_set text, named_set text, status text) RETURNS SETOF fact
    LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 500
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT facts_of_rows.indicator, f.measure, year, f.unit_level, f.institution_id, @internal@.dimensions_of(f.dimensions), f.value,
           f.numerator, f.denominator, (f.interval).low, (f.interval).high, status, named_set, f.origin,
           CASE WHEN f.value IS NULL THEN @internal@.absence_reason(f.reason) END, NULL::integer, NULL::integer
    -- an interval per fact is a value, computed where there is one: a join would ask for every fact
    FROM (SELECT r.*, CASE WHEN d.has_interval AND r.value IS NOT NULL
                           THEN @extschema@.wilson_interval(r.numerator::bigint, r.denominator::bigint) END AS interval
          FROM @internal@.row_results(indicator, year, rule_set, NULL, NULL, NULL) AS r
          JOIN @extschema@.fact_definition AS d ON d.indicator = facts_of_rows.indicator AND d.measure = r.measure
          WHERE r.made_of <> 'nothing'
          OFFSET 0) AS f;
END;
COMMENT ON FUNCTION @internal@.facts_of_rows(text, integer, text, text, text) IS
    'the facts of an indicator made of its rows; named_set is the rule set that they name';

CREATE FUNCTION @internal@.facts_of_indicator(indicator text, year integer, rule_set text, status text) RETURNS SETOF fact
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 500
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    item @extschema@.indicator;
    named_set text;
BEGIN
    SELECT i.* INTO item FROM @extschema@.indicator AS i WHERE i.indicator = facts_of_indicator.indicator;
    named_set := @internal@.indicator_rule_set(indicator, year, rule_set);
    IF item.facts_function IS NULL THEN
        RETURN QUERY SELECT * FROM @internal@.facts_of_rows(indicator, year, rule_set, named_set, status);
    ELSE
        RETURN QUERY EXECUTE format('SELECT * FROM @internal@.%I($1, $2, $3)', item.facts_function) USING year, named_set, status;
    END IF;
END
$$;
COMMENT ON FUNCTION @internal@.facts_of_indicator(text, integer, text, text) IS
    'the facts of one indicator under a hod rule set: made of its rows, or by its faster way to the same';

CREATE FUNCTION @internal@.incomplete_facts(indicator text, year integer, rule_set text, status text) RETURNS SETOF fact
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 500
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN QUERY
    WITH computed AS MATERIALIZED (
        SELECT f.*, d.decimals
        FROM @internal@.facts_of_indicator(indicator, year, rule_set, status) AS f
        JOIN @extschema@.fact_definition AS d ON d.indicator = f.indicator AND d.measure = f.measure
    ), gap AS MATERIALIZED (
        SELECT g.* FROM @internal@.fact_gaps(indicator, year, rule_set) AS g
    ), judged AS (
        SELECT c.*, g.reported, g.expected, g.reason AS gap_reason,
               coalesce(g.is_unknown OR g.nothing_there AND coalesce(c.value, 0) = 0, false) AS is_missing
        FROM computed AS c
        LEFT JOIN gap AS g ON g.measure = c.measure AND g.unit_level = c.unit_level AND g.institution_id = c.institution_id
                          AND (g.reason = 'ikkeLevert' OR c.dimensions = '{}')
    )
    SELECT j.indicator, j.measure, j.year, j.unit_level, j.institution_id, j.dimensions,
           CASE WHEN NOT j.is_missing THEN round(j.value, j.decimals) END,
           CASE WHEN NOT j.is_missing THEN j.numerator END, CASE WHEN NOT j.is_missing THEN j.denominator END,
           CASE WHEN NOT j.is_missing THEN round(j.ci_low, j.decimals) END, CASE WHEN NOT j.is_missing THEN round(j.ci_high, j.decimals) END,
           j.status, j.rule_set, j.origin,
           CASE WHEN j.is_missing THEN j.gap_reason WHEN j.value IS NULL THEN coalesce(j.reason, 'ikkeBeregnet') END,
           j.reported, j.expected
    FROM judged AS j
    UNION ALL
    -- a unit that has delivered nothing has a figure too, if others have one: none
    SELECT indicator, g.measure, year, g.unit_level, g.institution_id, '{}'::jsonb, NULL, NULL, NULL, NULL, NULL,
           status, m.rule_set, m.origin, g.reason, g.reported, g.expected
    FROM gap AS g
    JOIN (SELECT c.measure, max(c.rule_set COLLATE "C") AS rule_set, @internal@.weakest_origin(array_agg(DISTINCT c.origin)) AS origin,
                 array_agg(DISTINCT c.unit_level) AS levels
          FROM computed AS c WHERE c.dimensions = '{}'
          GROUP BY c.measure) AS m ON m.measure = g.measure AND (g.unit_level = ANY (m.levels) OR 'nation' = ANY (m.levels))
    WHERE (g.is_unknown OR g.nothing_there)
      AND NOT EXISTS (SELECT FROM computed AS c WHERE c.measure = g.measure AND c.unit_level = g.unit_level
                                                  AND c.institution_id = g.institution_id AND c.dimensions = '{}');
END
$$;
COMMENT ON FUNCTION @internal@.incomplete_facts(text, integer, text, text) IS
    'the facts of an indicator with fixed decimals in a year in which somebody has not delivered what he owes, and what is missing in them';

CREATE FUNCTION @internal@.complete_facts(indicator text, year integer, rule_set text, status text) RETURNS SETOF fact
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 500
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN QUERY
    SELECT f.indicator, f.measure, f.year, f.unit_level, f.institution_id, f.dimensions, round(f.value, d.decimals), f.numerator, f.denominator,
           round(f.ci_low, d.decimals), round(f.ci_high, d.decimals), f.status, f.rule_set, f.origin,
           CASE WHEN f.value IS NULL THEN coalesce(f.reason, 'ikkeBeregnet') END, NULL::integer, NULL::integer
    FROM @internal@.facts_of_indicator(indicator, year, rule_set, status) AS f
    JOIN @extschema@.fact_definition AS d ON d.indicator = f.indicator AND d.measure = f.measure;
END
$$;
COMMENT ON FUNCTION @internal@.complete_facts(text, integer, text, text) IS
    'the facts of an indicator with fixed decimals in a year in which everybody has delivered';

CREATE FUNCTION @internal@.unsorted_facts(year integer, rule_set text) RETURNS SETOF fact
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 5000
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    hod text := @internal@.hod_rule_set_for(year, rule_set);
    status text := @internal@.year_status(year);
    incomplete boolean := EXISTS (SELECT FROM @internal@.owed_streams(year, hod) AS o WHERE o.missing);
    item record;
BEGIN
    FOR item IN
        SELECT i.indicator, i.gaps_function IS NOT NULL AS knows_gaps, row_number() OVER (ORDER BY i.ordinal)::integer AS position, count(*) OVER ()::integer AS total
        FROM @extschema@.indicator AS i
        WHERE @internal@.has_source(VARIADIC i.relations)
        ORDER BY i.ordinal
    LOOP
        PERFORM @internal@.report_progress(item.indicator, year, item.position, item.total);
        -- decimals are fixed here, once for every fact, and what was not delivered is taken account of
        IF incomplete OR item.knows_gaps THEN
            RETURN QUERY SELECT * FROM @internal@.incomplete_facts(item.indicator, year, hod, status);
        ELSE
            RETURN QUERY SELECT * FROM @internal@.complete_facts(item.indicator, year, hod, status);
        END IF;
    END LOOP;
END
$$;
COMMENT ON FUNCTION @internal@.unsorted_facts(integer, text) IS
    'all facts of a result year under a hod rule set with fixed decimals and what is missing in them, of every indicator whose relations are there, one indicator after the other';

CREATE FUNCTION @internal@.compute_indicator_facts(year integer, rule_set text) RETURNS SETOF fact
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 5000
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN QUERY
    SELECT f.*
    FROM @internal@.unsorted_facts(year, rule_set) AS f
    JOIN @extschema@.fact_definition AS d ON d.indicator = f.indicator AND d.measure = f.measure
    ORDER BY d.ordinal, array_position('{nation,rhf,institution}'::text[], f.unit_level), f.institution_id COLLATE "C",
             @internal@.dimension_text(f.dimensions) COLLATE "C";
END
$$;
COMMENT ON FUNCTION @internal@.compute_indicator_facts(integer, text) IS 'body of indicator_facts()';

CREATE FUNCTION indicator_facts(year integer, rule_set text DEFAULT NULL) RETURNS SETOF fact
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED ROWS 5000;
COMMENT ON FUNCTION indicator_facts(integer, text) IS
    'all facts of a result year under a hod rule set (NULL: the default), in a fixed order with fixed decimals';
