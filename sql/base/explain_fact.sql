-- Why a figure is what it is: the rows that made a fact, and what they come to.

CREATE FUNCTION @internal@.explain_facts(
    indicator text, year integer, rule_set text,
    only_measure text DEFAULT NULL, only_level text DEFAULT NULL, only_unit text DEFAULT NULL)
    RETURNS SETOF indicator_row
    LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 5000
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT r.*
    FROM @internal@.indicator_rows(indicator, year, rule_set, only_measure, only_level, only_unit, true) AS r
    WHERE r.kind <> 'covered'
    UNION ALL
    SELECT m.* FROM @internal@.missing_rows(indicator, year, rule_set, only_measure, only_level, only_unit) AS m
    UNION ALL
    SELECT r.measure, r.unit_level, r.institution_id, r.dimensions, 9, 'result', r.measure, CASE WHEN NOT n.has_no_value THEN r.value END,
           concat_ws('; ', CASE r.made_of WHEN 'share' THEN format('%s / %s', trim_scale(r.numerator), trim_scale(r.denominator))
                                          WHEN 'parts' THEN 'the parts together' ELSE 'the source rows together' END,
                     @internal@.gap_detail(g)),
           CASE WHEN n.has_no_value THEN g.reason WHEN r.value IS NULL THEN r.reason END, NULL, d.source
    FROM @internal@.row_results(indicator, year, rule_set, only_measure, only_level, only_unit) AS r
    JOIN @extschema@.fact_definition AS d ON d.indicator = explain_facts.indicator AND d.measure = r.measure
    LEFT JOIN @internal@.fact_gaps(explain_facts.indicator, explain_facts.year, explain_facts.rule_set) AS g
           ON g.measure = r.measure AND g.unit_level = r.unit_level AND g.institution_id = r.institution_id
          AND (g.reason = 'ikkeLevert' OR r.dimensions = '')
    CROSS JOIN LATERAL (SELECT @internal@.gap_has_no_value(g, r.value) AS has_no_value) AS n;
END;
COMMENT ON FUNCTION @internal@.explain_facts(text, integer, text, text, text, text) IS
    'rows and results of all facts of an indicator, or of those of a measure and unit: what explain_fact shows for one of them; a fact without any row is 0';

CREATE FUNCTION @internal@.require_fact_unit(year integer, unit_level text, institution_id text) RETURNS text
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_year(year);
    IF unit_level IS NULL OR unit_level <> ALL ('{institution,rhf,nation}'::text[]) THEN
        RAISE EXCEPTION 'unknown level "%"', unit_level
            USING ERRCODE = 'RI063', HINT = 'Levels: institution, rhf, nation.';
    END IF;
    IF institution_id IS NULL
       OR unit_level = 'nation' AND institution_id <> 'NO'
       OR unit_level = 'rhf' AND NOT EXISTS (SELECT FROM @extschema@.institutions_at(year) AS i
                                             WHERE i.region_id = require_fact_unit.institution_id)
       OR unit_level = 'institution' AND NOT EXISTS (SELECT FROM @extschema@.institutions_at(year) AS i
                                                     WHERE i.top_id = require_fact_unit.institution_id) THEN
        RAISE EXCEPTION 'unknown institution "%" at level % in %', institution_id, unit_level, year
            USING ERRCODE = 'RI011',
                  HINT = CASE unit_level WHEN 'nation' THEN 'The nation is ''NO''.'
                         ELSE format('Give an institution_id of %I.institution that is %s in that year.', @extschema@.source_schema(),
                                     CASE unit_level WHEN 'rhf' THEN 'a health region' ELSE 'no unit of another' END) END;
    END IF;
    RETURN institution_id;
END
$$;
COMMENT ON FUNCTION @internal@.require_fact_unit(integer, text, text) IS
    'the unit, or error RI063 for an unknown level, RI011 for a unit that is none at that level in that year';

CREATE TYPE fact_explanation AS (
    step integer,
    kind text,
    subject text,
    value numeric,
    detail text,
    reason text,
    origin text,
    source text
);
COMMENT ON TYPE fact_explanation IS 'a step of the explanation of a fact: kind, subject, value, detail, reason, origin, source; the last row is the result';

CREATE FUNCTION @internal@.compute_explain_fact(
    indicator text, measure text, year integer, unit_level text, institution_id text, dimensions jsonb, rule_set text) RETURNS SETOF fact_explanation
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    definition @extschema@.fact_definition;
    hod text := @internal@.hod_rule_set_for(year, rule_set);
    asked text := @internal@.dimension_text(dimensions);
BEGIN
    SELECT * INTO definition FROM @extschema@.fact_definition AS d
    WHERE d.indicator = compute_explain_fact.indicator AND d.measure = compute_explain_fact.measure;
    IF definition.indicator IS NULL THEN
        RAISE EXCEPTION 'unknown measure "%" of indicator "%"', measure, indicator
            USING ERRCODE = 'RI038',
                  HINT = coalesce('Measures: ' || (SELECT string_agg(d.measure, ', ' ORDER BY d.ordinal) FROM @extschema@.fact_definition AS d
                                                   WHERE d.indicator = compute_explain_fact.indicator) || '.',
                                  'Indicators: ' || (SELECT string_agg(DISTINCT d.indicator COLLATE "C", ', ') FROM @extschema@.fact_definition AS d) || '.');
    END IF;
    PERFORM @internal@.require_fact_unit(year, unit_level, institution_id);
    RETURN QUERY
    WITH found AS MATERIALIZED (
        SELECT f.* FROM @internal@.explain_facts(indicator, year, hod, measure, unit_level, institution_id) AS f
        WHERE coalesce(f.dimensions = asked, true)
    ), gap AS MATERIALIZED (
        SELECT g FROM @internal@.fact_gaps(indicator, year, hod) AS g
        WHERE g.measure = definition.measure AND g.unit_level = compute_explain_fact.unit_level AND g.institution_id = compute_explain_fact.institution_id
    ), shown AS (
        SELECT f.phase, f.kind, f.subject, f.value, f.detail, f.reason, f.origin, f.source FROM found AS f
        UNION ALL
        -- what no row tells of is nothing, and a share of nothing is none
        SELECT 9, 'result', definition.measure, CASE WHEN NOT n.has_no_value THEN round(0.0, definition.decimals) END,
               concat_ws('; ', 'no source row', @internal@.gap_detail(n.gap)), CASE WHEN n.has_no_value THEN (n.gap).reason END, NULL, definition.source
        FROM (SELECT (SELECT p.g FROM gap AS p) AS gap, @internal@.gap_has_no_value((SELECT p.g FROM gap AS p), 0) AS has_no_value) AS n
        WHERE (definition.unit NOT IN ('share', 'ratio') OR n.has_no_value) AND NOT EXISTS (SELECT FROM found AS f WHERE f.kind = 'result')
    )
    SELECT row_number() OVER (ORDER BY s.phase, s.subject COLLATE "C", s.kind COLLATE "C", s.detail COLLATE "C", s.value)::integer,
           s.kind, s.subject, s.value, s.detail, s.reason, s.origin, s.source
    FROM shown AS s
    ORDER BY 1;
END
$$;
COMMENT ON FUNCTION @internal@.compute_explain_fact(text, text, integer, text, text, jsonb, text) IS 'body of explain_fact()';

CREATE FUNCTION explain_fact(
    indicator text, measure text, year integer, unit_level text, institution_id text, dimensions jsonb DEFAULT '{}', rule_set text DEFAULT NULL) RETURNS SETOF fact_explanation
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED;
COMMENT ON FUNCTION explain_fact(text, text, integer, text, text, jsonb, text) IS
    'every step from source rows over exclusions, parameters and intermediate values to a fact''s value, which is the last row';
