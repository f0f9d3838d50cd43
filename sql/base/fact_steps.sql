-- Rows of the rooms that still give them with jsonb dimensions.

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
    LANGUAGE sql STABLE PARALLEL RESTRICTED
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
