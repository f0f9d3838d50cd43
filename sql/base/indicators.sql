-- The registry of indicators: what each is called by, and the rows that it
-- gives.  Facts, explanations, findings, totals, grant and simulation take what
-- they need from here; nothing else outside an indicator's room knows its name.

CREATE TABLE indicator (
    indicator text PRIMARY KEY,
    ordinal integer NOT NULL UNIQUE,
    family text NOT NULL CHECK (family IN ('nvi', 'hod')),
    relations text[] NOT NULL,
    rows_function text NOT NULL,
    facts_function text,
    points_function text,
    unset_function text,
    completeness_function text,
    gaps_function text,
    parameter_patterns text[] NOT NULL DEFAULT '{}',
    kept_function text,
    kept_rows_function text,
    text_nb text NOT NULL CHECK (text_nb ~ '\S'),
    text_nn text NOT NULL CHECK (text_nn ~ '\S'),
    text_en text NOT NULL CHECK (text_en ~ '\S'),
    CHECK ((kept_function IS NULL) = (kept_rows_function IS NULL))
);
COMMENT ON TABLE indicator IS 'every indicator of the facts, in order, with its functions (in the schema of helpers), what they need, and its name in bokmål, nynorsk and English';
COMMENT ON COLUMN indicator.family IS 'family of the rule set that its facts name';
COMMENT ON COLUMN indicator.relations IS
    'source relations without which it is left out of facts and totals, and the missing relation is a finding';
COMMENT ON COLUMN indicator.rows_function IS
    'its rows (indicator_row) by year, hod rule set, measure, unit_level, institution_id (NULL: all) and whether details are wanted';
COMMENT ON COLUMN indicator.facts_function IS
    'a faster way to the same facts, by year, hod rule set and status, where rows are too many; NULL: facts are made of the rows';
COMMENT ON COLUMN indicator.points_function IS
    'points per institution by year and hod rule set, NULL where a needed parameter is unset; without it the indicator cannot count in the total';
COMMENT ON COLUMN indicator.unset_function IS
    'names of the parameters that its points need and a rule set has no value for; NULL: those of the patterns';
COMMENT ON COLUMN indicator.completeness_function IS
    'completeness of registration (0-1) per unit_level and institution_id by year and hod rule set; NULL: not measured';
COMMENT ON COLUMN indicator.gaps_function IS
    'fact_gaps by year, of what is asked of units in another way than by delivery streams; NULL: streams alone say what is missing';
COMMENT ON COLUMN indicator.parameter_patterns IS 'LIKE patterns of the parameters that its points rest on';

COMMENT ON COLUMN indicator.kept_function IS
    'what the archive keeps of an indicator in place of its rows, where these are too many: kept_rows by year and hod rule set';
COMMENT ON COLUMN indicator.kept_rows_function IS
    'the rows that follow from what was kept: by that (jsonb: a list for each name), year, hod rule set, measure, unit_level, institution_id and whether details are wanted';

CREATE TYPE @internal@.kept_row AS (
    name text,
    content jsonb
);
COMMENT ON TYPE @internal@.kept_row IS
    'what the archive keeps to explain a figure: codes and keys, never a person; name rows: a row of the indicator as an array in the order of indicator_row, without texts that are kept elsewhere';

CREATE FUNCTION @internal@.indicator_rule_set(indicator text, year integer, rule_set text) RETURNS text
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT CASE i.family WHEN 'nvi' THEN @internal@.nvi_rule_set_for(year, rule_set) ELSE rule_set END
    FROM @extschema@.indicator AS i
    WHERE i.indicator = indicator_rule_set.indicator;
END;
COMMENT ON FUNCTION @internal@.indicator_rule_set(text, integer, text) IS
    'the set that an indicator goes by under a hod rule set: that set, or its NVI set of the year';

CREATE TYPE @internal@.fact_gap AS (
    measure text,
    unit_level text,
    institution_id text,
    is_unknown boolean,
    nothing_there boolean,
    reported integer,
    expected integer,
    reason text
);
COMMENT ON TYPE @internal@.fact_gap IS
    'facts of a measure and unit that lack something: is_unknown: the unit''s own figure, which has no value; nothing_there: none of what feeds it was delivered, so that a 0 is none; how many of the units that owe their part have delivered it; reason: ikkeLevert, or ikkeBeregnet where what was delivered cannot be used, which leaves what is split by dimensions as it is';

CREATE TYPE @internal@.institution_points AS (
    institution_id text,
    points numeric
);
COMMENT ON TYPE @internal@.institution_points IS
    'points of an institution that has something there, 4 decimals; NULL where a needed parameter is unset';

CREATE TYPE indicator_row AS (
    measure text,
    unit_level text,
    institution_id text,
    dimensions text,
    phase integer,
    kind text,
    subject text,
    value numeric,
    detail text,
    reason text,
    origin text,
    source text
);
COMMENT ON TYPE indicator_row IS
    'one row that a fact is made of and explained by; kinds: parameter and policy (with origin), source (adds its value), excluded (with reason), intermediate (shown only), part (adds its value in place of the source rows), numerator, denominator, covered (the unit has the fact, though no other row tells of it), result; NULL in measure, unit and dimensions: a row of all of them';

CREATE FUNCTION @internal@.rows_function(indicator text) RETURNS text
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    function text := (SELECT i.rows_function FROM @extschema@.indicator AS i WHERE i.indicator = rows_function.indicator);
BEGIN
    IF function IS NULL THEN
        RAISE EXCEPTION 'facts of indicator "%" have no explanation', indicator
            USING ERRCODE = 'RI038',
                  HINT = format('Explained indicators: %s.',
                                (SELECT string_agg(i.indicator, ', ' ORDER BY i.ordinal) FROM @extschema@.indicator AS i));
    END IF;
    RETURN function;
END
$$;
COMMENT ON FUNCTION @internal@.rows_function(text) IS
    'the function, in the schema of helpers, that gives the rows of an indicator''s facts; error RI038 for an unknown indicator';

CREATE FUNCTION @internal@.indicator_rows(
    indicator text, year integer, rule_set text, only_measure text, only_level text, only_unit text, detailed boolean)
    RETURNS SETOF indicator_row
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 5000
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN QUERY EXECUTE format($sql$
        SELECT r.* FROM @internal@.%I($1, $2, $3, $4, $5, $6) AS r
        WHERE ($3 IS NULL OR coalesce(r.measure, $3) = $3) AND ($4 IS NULL OR coalesce(r.unit_level, $4) = $4)
          AND ($5 IS NULL OR coalesce(r.institution_id, $5) = $5)
    $sql$, @internal@.rows_function(indicator))
    USING year, rule_set, only_measure, only_level, only_unit, detailed;
END
$$;
COMMENT ON FUNCTION @internal@.indicator_rows(text, integer, text, text, text, text, boolean) IS
    'the rows of an indicator''s facts, of all or of those of a measure and unit';

CREATE FUNCTION @internal@.kept_content(item indicator_row) RETURNS jsonb
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    -- titles and sources of rules are kept with the report, and told from there
    SELECT jsonb_build_array((item).measure, (item).unit_level, (item).institution_id, (item).dimensions, (item).phase, (item).kind, (item).subject,
                             (item).value, CASE WHEN (item).kind NOT IN ('rule_set', 'policy') THEN (item).detail END, (item).reason, (item).origin,
                             CASE WHEN (item).kind NOT IN ('rule_set', 'policy', 'parameter') THEN (item).source END);
END;
COMMENT ON FUNCTION @internal@.kept_content(indicator_row) IS 'a row of an indicator as the archive keeps it';

CREATE FUNCTION @internal@.parameter_rows(rule_set text, measures text[], name_patterns text[]) RETURNS SETOF indicator_row
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 20
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN QUERY
    SELECT m.measure, NULL::text, NULL::text, NULL::text, 2, 'parameter', d.name, CASE WHEN d.value ~ '^-?[0-9]+([.][0-9]+)?$' THEN d.value::numeric END,
           coalesce(d.value, 'unset'), CASE WHEN d.value IS NULL THEN 'parameter_unset' END, d.origin, d.source
    FROM unnest(coalesce(measures, ARRAY[NULL::text])) AS m(measure)
    CROSS JOIN @extschema@.describe_rule_set(rule_set) AS d
    LEFT JOIN @extschema@.rule_parameter_definition AS w ON w.name = d.name
    WHERE d.name LIKE ANY (name_patterns)
      -- what holds without a value waits for none
      AND (d.value IS NOT NULL OR w.when_unset IS NULL)
    UNION ALL
    SELECT m.measure, NULL, NULL, NULL, 1, 'rule_set', s.rule_set, NULL, s.title, NULL, NULL, s.legal_reference
    FROM unnest(coalesce(measures, ARRAY[NULL::text])) AS m(measure)
    JOIN @extschema@.rule_set AS s ON s.rule_set = parameter_rows.rule_set;
END
$$;
COMMENT ON FUNCTION @internal@.parameter_rows(text, text[], text[]) IS
    'rows that show a rule set and its parameters LIKE the patterns, for some measures of an indicator or (NULL) for all; they say what origin the facts have';
