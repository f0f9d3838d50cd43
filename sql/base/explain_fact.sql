-- Why a figure is what it is: from source rows to a fact's value.
--
-- Every indicator has a function explain_<indicator>_facts that gives the steps
-- of its facts; the result is always made from those steps, here and in one way,
-- so that an explanation cannot merely quote the fact.

CREATE TYPE fact_step AS (
    measure text,
    unit_level text,
    institution_id text,
    dimensions jsonb,
    phase integer,
    kind text,
    subject text,
    value numeric,
    detail text,
    reason text,
    origin text,
    source text
);
COMMENT ON TYPE fact_step IS
    'one step of the explanation of a fact; kinds: parameter, source (adds its value), excluded (with reason), intermediate (shown only), part (adds its value in place of the source rows), numerator, denominator, result; NULL in measure, unit and dimensions: a step of all of them';

CREATE FUNCTION @internal@.parameter_steps(rule_set text, measures text[], name_patterns text[]) RETURNS SETOF fact_step
    LANGUAGE sql STABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT (m.measure, NULL, NULL, NULL, 2, 'parameter', d.name, CASE WHEN d.value ~ '^-?[0-9]+(\.[0-9]+)?$' THEN d.value::numeric END,
            coalesce(d.value, 'unset'), CASE WHEN d.value IS NULL THEN 'parameter_unset' END, d.origin, d.source)::@extschema@.fact_step
    FROM unnest(coalesce(measures, ARRAY[NULL::text])) AS m(measure)
    CROSS JOIN @extschema@.describe_rule_set(rule_set) AS d
    WHERE d.name LIKE ANY (name_patterns)
    UNION ALL
    SELECT (m.measure, NULL, NULL, NULL, 1, 'rule_set', s.rule_set, NULL, s.title, NULL, NULL, s.legal_reference)::@extschema@.fact_step
    FROM unnest(coalesce(measures, ARRAY[NULL::text])) AS m(measure)
    JOIN @extschema@.rule_set AS s ON s.rule_set = parameter_steps.rule_set;
END;
COMMENT ON FUNCTION @internal@.parameter_steps(text, text[], text[]) IS
    'steps that show a rule set and its parameters LIKE the patterns, for some measures of an indicator or (NULL) for all';

CREATE FUNCTION @internal@.explain_facts(
    indicator text, year integer, rule_set text,
    only_measure text DEFAULT NULL, only_level text DEFAULT NULL, only_unit text DEFAULT NULL)
    RETURNS SETOF fact_step
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    explaining text := format('@internal@.%I', 'explain_' || indicator || '_facts');
BEGIN
    IF to_regprocedure(explaining || '(integer, text, text, text, text)') IS NULL THEN
        RAISE EXCEPTION 'facts of indicator "%" have no explanation', indicator
            USING ERRCODE = 'RI038',
                  HINT = format('Explained indicators: %s.', (
                      SELECT string_agg(DISTINCT d.indicator, ', ') FROM @extschema@.fact_definition AS d
                      WHERE to_regprocedure(format('@internal@.%I(integer, text, text, text, text)', 'explain_' || d.indicator || '_facts')) IS NOT NULL));
    END IF;
    RETURN QUERY EXECUTE format($sql$
        WITH step AS MATERIALIZED (
            SELECT s.* FROM %s($1, $2, $3, $4, $5) AS s
            WHERE ($3 IS NULL OR coalesce(s.measure, $3) = $3) AND ($4 IS NULL OR coalesce(s.unit_level, $4) = $4)
              AND ($5 IS NULL OR coalesce(s.institution_id, $5) = $5)
        ), added AS (
            SELECT s.measure, s.unit_level, s.institution_id, s.dimensions,
                   bool_or(s.kind = 'denominator') AS is_share, bool_or(s.kind = 'part') AS has_parts,
                   sum(s.value) FILTER (WHERE s.kind = 'numerator') AS numerator, sum(s.value) FILTER (WHERE s.kind = 'denominator') AS denominator,
                   sum(s.value) FILTER (WHERE s.kind = 'part') AS parts, coalesce(sum(s.value) FILTER (WHERE s.kind = 'source'), 0) AS sources,
                   bool_or(s.value IS NULL) FILTER (WHERE s.kind = 'part') AS open_part,
                   coalesce(min(s.reason COLLATE "C") FILTER (WHERE s.kind IN ('part', 'source') AND s.value IS NULL), 'not_a_share') AS reason,
                   coalesce(bool_or(s.value IS NULL) FILTER (WHERE s.kind = 'source'), false) AS open_source
            FROM step AS s
            WHERE s.unit_level IS NOT NULL
            GROUP BY s.measure, s.unit_level, s.institution_id, s.dimensions
        )
        SELECT s.* FROM step AS s
        UNION ALL
        SELECT a.measure, a.unit_level, a.institution_id, a.dimensions, 9, 'result', a.measure, r.value,
               CASE WHEN a.is_share THEN format('%%s / %%s', coalesce(trim_scale(a.numerator), 0), trim_scale(a.denominator))
                    WHEN a.has_parts THEN 'the parts together' ELSE 'the source rows together' END,
               CASE WHEN r.value IS NULL THEN a.reason END, NULL, d.source
        FROM added AS a
        JOIN @extschema@.fact_definition AS d ON d.indicator = $6 AND d.measure = a.measure
        CROSS JOIN LATERAL (
            -- more than all is a finding, and no share
            SELECT round(CASE WHEN a.is_share THEN CASE WHEN coalesce(a.numerator, 0) <= a.denominator
                                                        THEN coalesce(a.numerator, 0) / nullif(a.denominator, 0) END
                              WHEN a.has_parts THEN CASE WHEN NOT a.open_part THEN a.parts END
                              WHEN NOT a.open_source THEN a.sources END, d.decimals) AS value) AS r
        WHERE NOT (a.is_share AND a.denominator = 0)
    $sql$, explaining)
    USING year, rule_set, only_measure, only_level, only_unit, indicator;
END
$$;
COMMENT ON FUNCTION @internal@.explain_facts(text, integer, text, text, text, text) IS
    'steps and results of all facts of an indicator, or of those of a measure and unit: what explain_fact shows for one of them; a fact without any step is 0';

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

CREATE FUNCTION explain_fact(
    indicator text, measure text, year integer, unit_level text, institution_id text,
    dimensions jsonb DEFAULT '{}', rule_set text DEFAULT NULL,
    OUT step integer, OUT kind text, OUT subject text, OUT value numeric, OUT detail text,
    OUT reason text, OUT origin text, OUT source text)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    definition @extschema@.fact_definition;
    hod text := @internal@.hod_rule_set_for(year, rule_set);
BEGIN
    SELECT * INTO definition FROM @extschema@.fact_definition AS d
    WHERE d.indicator = explain_fact.indicator AND d.measure = explain_fact.measure;
    IF definition.indicator IS NULL THEN
        RAISE EXCEPTION 'unknown measure "%" of indicator "%"', measure, indicator
            USING ERRCODE = 'RI038',
                  HINT = coalesce('Measures: ' || (SELECT string_agg(d.measure, ', ' ORDER BY d.ordinal) FROM @extschema@.fact_definition AS d
                                                   WHERE d.indicator = explain_fact.indicator) || '.',
                                  'Indicators: ' || (SELECT string_agg(DISTINCT d.indicator, ', ') FROM @extschema@.fact_definition AS d) || '.');
    END IF;
    PERFORM @internal@.require_fact_unit(year, unit_level, institution_id);
    RETURN QUERY
    WITH found AS MATERIALIZED (
        SELECT f.* FROM @internal@.explain_facts(indicator, year, hod, measure, unit_level, institution_id) AS f
        WHERE coalesce(f.dimensions, explain_fact.dimensions) = explain_fact.dimensions
    ), shown AS (
        SELECT f.phase, f.kind, f.subject, f.value, f.detail, f.reason, f.origin, f.source FROM found AS f
        UNION ALL
        -- what no row tells of is nothing, and a share of nothing is none
        SELECT 9, 'result', definition.measure, round(0.0, definition.decimals), 'no source row', NULL, NULL, definition.source
        WHERE definition.unit NOT IN ('share', 'ratio') AND NOT EXISTS (SELECT FROM found AS f WHERE f.kind = 'result')
    )
    SELECT row_number() OVER (ORDER BY s.phase, s.subject COLLATE "C", s.kind COLLATE "C", s.detail COLLATE "C", s.value)::integer,
           s.kind, s.subject, s.value, s.detail, s.reason, s.origin, s.source
    FROM shown AS s
    ORDER BY 1;
END
$$;
COMMENT ON FUNCTION explain_fact(text, text, integer, text, text, jsonb, text) IS
    'every step from source rows over exclusions, parameters and intermediate values to a fact''s value, which is the last row';
