-- What a site has to enter before everything can be computed: the parameters
-- without value, what waits for each, and the call that sets it.

CREATE FUNCTION @internal@.allowed_values(definition rule_parameter_definition) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT CASE (definition).data_type
           WHEN 'code' THEN array_to_string((definition).codes, ', ')
           WHEN 'boolean' THEN 'true, false'
           WHEN 'integer' THEN format('whole number from %s to %s', (definition).low, (definition).high)
           ELSE format('number from %s to %s, at most %s decimals', (definition).low, (definition).high, (definition).decimals) END;
END;
COMMENT ON FUNCTION @internal@.allowed_values(rule_parameter_definition) IS 'the values that a parameter may have, in words';

CREATE TYPE @internal@.unset_rule AS (
    rule_set text,
    name text,
    waits boolean
);
COMMENT ON TYPE @internal@.unset_rule IS 'a parameter, or a code list, without value in a rule set; waits: whether anything does for want of it';

CREATE FUNCTION @internal@.rules_without_value(rule_set text) RETURNS SETOF @internal@.unset_rule
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 20
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH needed AS MATERIALIZED (
        -- what the points of an indicator need depends on the values of others, and may be a list
        SELECT i.parameter_patterns AS patterns, @internal@.unset_parameters(i.indicator, s.first_year, s.rule_set) AS names
        FROM @extschema@.rule_set AS s
        JOIN @extschema@.indicator AS i ON i.family = s.family AND i.unset_function IS NOT NULL
        WHERE s.rule_set = rules_without_value.rule_set
    )
    SELECT rules_without_value.rule_set, u.name, bool_or(u.waits)
    FROM (SELECT d.name, NOT EXISTS (SELECT FROM needed AS n WHERE d.name LIKE ANY (n.patterns)) AND p.when_unset IS NULL AS waits
          FROM @extschema@.describe_rule_set(rule_set) AS d
          LEFT JOIN @extschema@.rule_parameter_definition AS p ON p.name = d.name
          WHERE d.value IS NULL
          UNION ALL
          SELECT m.name, true FROM needed AS n CROSS JOIN LATERAL unnest(n.names) AS m(name)) AS u
    GROUP BY u.name;
END;
COMMENT ON FUNCTION @internal@.rules_without_value(text) IS
    'the parameters of a rule set that have no value, and the code lists that the points of an indicator need and that are empty';

CREATE FUNCTION @internal@.waiting_figures(rule_set text, name text) RETURNS text[]
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH own AS MATERIALIZED (
        SELECT f.pattern
        FROM @extschema@.rule_need AS n CROSS JOIN LATERAL unnest(n.figures) AS f(pattern)
        WHERE waiting_figures.name LIKE n.names
    ), sum AS MATERIALIZED (
        SELECT t.figures AS pattern, @internal@.rule_parameter_value(rule_set, t.only_with) AS simulated,
               t.only_with IS NULL OR @internal@.rule_parameter_value(rule_set, t.only_with) IS NOT NULL AS is_given
        FROM @extschema@.figure_of_points AS t
    ), waiting AS (
        SELECT o.pattern FROM own AS o
        UNION ALL
        -- points that the set counts, and points that it simulates, are part of further figures
        SELECT t.pattern
        FROM sum AS t
        JOIN @extschema@.indicator AS i ON i.family = 'nvi' OR i.indicator = t.simulated
                                        OR @internal@.rule_parameter_value(rule_set, 'counts.' || i.indicator) = 'true'
        WHERE EXISTS (SELECT FROM own AS o WHERE i.indicator || '.points' LIKE o.pattern)
    )
    SELECT coalesce(array_agg(d.indicator || '.' || d.measure ORDER BY d.ordinal), '{}')
    FROM @extschema@.fact_definition AS d
    WHERE d.indicator || '.' || d.measure LIKE ANY (ARRAY(SELECT w.pattern FROM waiting AS w))
      AND NOT EXISTS (SELECT FROM sum AS t WHERE NOT t.is_given AND d.indicator || '.' || d.measure LIKE t.pattern);
END;
COMMENT ON FUNCTION @internal@.waiting_figures(text, text) IS
    'the figures (indicator.measure) that a rule set without this parameter does not give, those that add up its points included';

CREATE FUNCTION unset_rules(
    rule_set text, OUT member text, OUT name text, OUT meaning text, OUT allowed text, OUT unit text, OUT when_unset text,
    OUT figures text[], OUT document text, OUT call text)
    RETURNS SETOF record
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 20
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH member AS (
        SELECT @internal@.require_rule_set(rule_set, 'any') AS rule_set
        UNION ALL
        (SELECT h.nvi_rule_set
         FROM @internal@.rule_set_chain(rule_set) AS c
         JOIN @extschema@.rule_set AS h ON h.rule_set = c.member
         WHERE h.nvi_rule_set IS NOT NULL
         ORDER BY c.depth LIMIT 1)
    ), item AS MATERIALIZED (
        SELECT u.*, CASE WHEN s.shipped THEN 'site-' || s.rule_set ELSE s.rule_set END AS target,
               (SELECT n.document FROM @extschema@.rule_need AS n
                WHERE u.name LIKE n.names AND n.document IS NOT NULL ORDER BY n.names COLLATE "C" LIMIT 1) AS document
        FROM member AS m
        JOIN @extschema@.rule_set AS s ON s.rule_set = m.rule_set
        CROSS JOIN LATERAL @internal@.rules_without_value(s.rule_set) AS u
    )
    SELECT i.rule_set, i.name,
           coalesce(d.description, l.description, CASE WHEN i.name LIKE 'publication\_weight.%' THEN 'weight of one whole share' END),
           coalesce(CASE WHEN d.name IS NOT NULL THEN @internal@.allowed_values(d) END, CASE WHEN l.list IS NOT NULL THEN format('code %s, folds to %s', l.code_pattern, l.folds_to_pattern) END,
                    CASE WHEN i.name LIKE 'publication\_weight.%' THEN 'number from 0 to 100, at most 4 decimals' END),
           coalesce(d.unit, CASE WHEN l.list IS NULL THEN 'points' ELSE 'code' END), d.when_unset,
           CASE WHEN i.waits THEN @internal@.waiting_figures(i.rule_set, i.name) ELSE '{}' END,
           coalesce('known to state it, not read by us: ' || i.document, CASE WHEN i.waits THEN 'none known to us: the site decides' END),
           CASE WHEN l.list IS NULL
                THEN format('SELECT research_indicators.set_rule_parameter(%L, %L, ''VALUE'', %L, %L);', i.target, i.name, o.origin, o.source)
                ELSE format('SELECT research_indicators.set_rule_code(%L, %L, %L, ''VALUE'', %L, %L);', i.target, l.list,
                            coalesce(nullif(substr(i.name, length(l.list) + 2), ''), 'CODE'), o.origin, o.source) END
    FROM item AS i
    LEFT JOIN @extschema@.rule_parameter_definition AS d ON d.name = i.name
    LEFT JOIN @extschema@.rule_code_definition AS l ON d.name IS NULL AND (i.name = l.list OR starts_with(i.name, l.list || '.'))
    CROSS JOIN LATERAL (SELECT CASE WHEN i.document IS NULL THEN 'site' ELSE 'published' END AS origin,
                               coalesce(i.document, 'SOURCE') AS source) AS o
    ORDER BY i.waits DESC, i.rule_set <> unset_rules.rule_set, i.rule_set COLLATE "C", i.name COLLATE "C";
END;
COMMENT ON FUNCTION unset_rules(text) IS
    'what a rule set (member: it, or its nvi set) has no value for, what others wait for first: meaning, allowed values, what holds meanwhile (when_unset), the figures (indicator.measure) that are not computed for want of it, the document known to state it, and the call that sets it, with VALUE (and SOURCE, CODE) to be filled in; of a shipped set the calls are about a copy named site-<id>, which copy_rule_set() makes';
