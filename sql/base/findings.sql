-- Findings: what is missing or doubtful in the sources and the rules.  A
-- finding never stops a computation; the report lists them.

CREATE FUNCTION @internal@.check_contract() RETURNS SETOF finding
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    item record;
BEGIN
    RETURN QUERY
    SELECT CASE WHEN r.optional THEN 'notice' ELSE 'warning' END, 'relation_missing', r.relation, NULL::text,
           format('source relation "%s" does not exist', r.relation),
           format('Left out: %s. An empty view will do where there is nothing to report. %s',
                  coalesce((SELECT string_agg(i.indicator, ', ' ORDER BY i.ordinal) FROM @extschema@.indicator AS i WHERE r.relation = ANY (i.relations)),
                           'no indicator'), r.description)
    FROM @extschema@.source_relation AS r
    WHERE to_regclass(format('%I.%I', @extschema@.source_schema(), r.relation)) IS NULL
    ORDER BY r.ordinal;

    RETURN QUERY
    SELECT 'error', 'column_missing', c.relation, c.column_name,
           format('source relation "%s" lacks column "%s"', c.relation, c.column_name),
           'A column without data can be given as NULL.'
    FROM @extschema@.source_column AS c
    CROSS JOIN LATERAL to_regclass(format('%I.%I', @extschema@.source_schema(), c.relation)) AS oid
    WHERE oid IS NOT NULL AND NOT c.optional
      AND NOT EXISTS (SELECT FROM pg_attribute AS a
                      WHERE a.attrelid = oid AND a.attname = c.column_name AND a.attnum > 0 AND NOT a.attisdropped)
    ORDER BY c.relation, c.ordinal;

    RETURN QUERY
    SELECT 'error', 'view_without_security_invoker', c.relname::text, NULL::text,
           format('view "%s" does not run with the rights of its caller', c.relname),
           'ALTER VIEW ... SET (security_invoker = true), or row-level security is bypassed.'
    FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
    JOIN @extschema@.source_relation AS r ON r.relation = c.relname
    WHERE n.nspname = @extschema@.source_schema() AND c.relkind = 'v'
      AND NOT coalesce((SELECT o.option_value::boolean FROM pg_options_to_table(c.reloptions) AS o
                        WHERE o.option_name = 'security_invoker'), false)
    ORDER BY r.ordinal;

    -- views have no primary key
    FOR item IN
        SELECT r.relation, string_agg(format('s.%I', k.name), ', ' ORDER BY k.n) AS columns,
               string_agg(format('s.%I::text', k.name), ', ' ORDER BY k.n) AS texts
        FROM @extschema@.source_relation AS r
        CROSS JOIN LATERAL unnest(r.key_columns) WITH ORDINALITY AS k(name, n)
        JOIN pg_class AS c ON c.oid = to_regclass(format('%I.%I', @extschema@.source_schema(), r.relation))
        LEFT JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attname = k.name AND a.attnum > 0 AND NOT a.attisdropped
        WHERE c.relkind NOT IN ('r', 'p') OR NOT EXISTS (SELECT FROM pg_index AS x WHERE x.indrelid = c.oid AND x.indisprimary)
        GROUP BY r.relation, r.ordinal
        HAVING bool_and(a.attname IS NOT NULL)
        ORDER BY r.ordinal
    LOOP
        RETURN QUERY EXECUTE format($sql$
            SELECT 'error', 'key_repeats', %1$L, concat_ws(';', %3$s),
                   format('%%s rows of "%%s" have one key', count(*), %1$L),
                   'Which of them counts is not defined; make the view unique.'
            FROM %4$I.%1$I AS s
            GROUP BY %2$s HAVING count(*) > 1
            ORDER BY concat_ws(';', %3$s) COLLATE "C"
        $sql$, item.relation, item.columns, item.texts, @extschema@.source_schema());
    END LOOP;

    FOR item IN
        SELECT c.relation, c.column_name, c.codes
        FROM @extschema@.source_column AS c
        JOIN @extschema@.source_relation AS r ON r.relation = c.relation
        JOIN pg_attribute AS a ON a.attname = c.column_name AND a.attnum > 0 AND NOT a.attisdropped
         AND a.attrelid = to_regclass(format('%I.%I', @extschema@.source_schema(), c.relation))
        WHERE c.codes IS NOT NULL
        ORDER BY r.ordinal, c.ordinal
    LOOP
        RETURN QUERY EXECUTE format($sql$
            SELECT 'error', 'unknown_code', %1$L, %2$L || '=' || s.%2$I::text,
                   format('%%s rows of "%%s" have the unknown %%s "%%s"', count(*), %1$L, %2$L, s.%2$I::text),
                   'Codes: ' || array_to_string($1, ', ') || '.'
            FROM %3$I.%1$I AS s
            WHERE s.%2$I::text <> ALL ($1)
            GROUP BY s.%2$I::text
            ORDER BY s.%2$I::text COLLATE "C"
        $sql$, item.relation, item.column_name, @extschema@.source_schema())
        USING item.codes;
    END LOOP;
END
$$;
COMMENT ON FUNCTION @internal@.check_contract() IS 'findings about the source relations themselves: missing ones, views, unknown codes';

CREATE FUNCTION @internal@.check_institutions(year integer) RETURNS SETOF finding
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT (CASE f.code WHEN 'institution_not_valid' THEN 'notice' WHEN 'orgnr_invalid' THEN 'warning'
                        WHEN 'institution_dangling_parent' THEN 'warning' ELSE 'error' END,
            f.code, 'institution', i.institution_id, f.message, f.hint)::@extschema@.finding
    FROM @extschema@.institutions_at(year) AS i
    CROSS JOIN LATERAL (VALUES
        (CASE i.problem WHEN 'institution_cycle' THEN i.problem END,
         format('the parents of institution "%s" lead back to itself', i.institution_id),
         'Its shares belong to nobody until the parent links are mended.'),
        (CASE i.problem WHEN 'institution_dangling_parent' THEN i.problem END,
         format('a parent or successor of institution "%s" does not exist', i.institution_id),
         'It stands as a top level of its own.'),
        (CASE i.problem WHEN 'institution_not_valid' THEN i.problem END,
         format('institution "%s" was not valid on 31 December and has no successor', i.institution_id),
         'Contributions to it are identified shares of a body that does not report.'),
        (CASE WHEN i.institution_id = i.top_id AND i.orgnr IS NOT NULL AND NOT @extschema@.is_orgnr(i.orgnr) THEN 'orgnr_invalid' END,
         format('institution "%s" has the organisation number "%s", which is none', i.institution_id, i.orgnr),
         'Compare it with the register of legal entities.'),
        (CASE WHEN i.institution_id = i.top_id AND i.kind IN ('hf', 'private_nonprofit', 'rhf') AND i.region_id IS NULL THEN 'institution_without_region' END,
         format('institution "%s" has no rhf_id that is an RHF', i.institution_id),
         'It is in no regional or national sum until it has one.'),
        (CASE WHEN i.institution_id = i.top_id AND i.kind = 'unit' AND i.problem IS NULL THEN 'unit_without_institution' END,
         format('unit "%s" has no institution above it', i.institution_id),
         'Its shares belong to no institution that reports until parent_id is set.')
    ) AS f(code, message, hint)
    WHERE f.code IS NOT NULL
    ORDER BY f.code COLLATE "C", i.institution_id COLLATE "C";
END;
COMMENT ON FUNCTION @internal@.check_institutions(integer) IS 'findings about institutions as valid in the year';

CREATE FUNCTION @internal@.check_publications(year integer) RETURNS SETOF finding
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        WITH creator AS MATERIALIZED (
            SELECT c.publication_id::text AS publication_id, c.person_id::text AS person_id,
                   c.institution_id::text AS institution_id, c.country::text AS country, c.verified
            FROM %1$I.contribution AS c
            JOIN %1$I.publication AS p ON p.publication_id = c.publication_id
            WHERE p.year = $1 AND c.role = 'creator'
        ), unit AS MATERIALIZED (
            SELECT i.institution_id, i.top_id FROM @extschema@.institutions_at($1) AS i
        ), disagreement AS (
            SELECT c.publication_id
            FROM creator AS c JOIN unit AS u ON u.institution_id = c.institution_id
            GROUP BY c.publication_id, c.person_id, u.top_id
            HAVING bool_or(coalesce(c.verified, false)) AND NOT bool_and(coalesce(c.verified, false))
        )
        SELECT f.severity, f.code, f.relation, f.key, f.message, f.hint
        FROM (
            SELECT 'warning' AS severity, 'institution_unknown' AS code, 'contribution' AS relation, c.institution_id AS key,
                   format('%%s contributions name institution "%%s", which does not exist', count(*), c.institution_id) AS message,
                   'They count as shares of an identified institution that does not report.' AS hint
            FROM creator AS c LEFT JOIN unit AS u ON u.institution_id = c.institution_id
            WHERE c.institution_id IS NOT NULL AND u.institution_id IS NULL
            GROUP BY c.institution_id
            UNION ALL
            SELECT DISTINCT 'notice', 'verified_disagrees', 'contribution', d.publication_id,
                   format('rows of one creator of publication "%%s" disagree on verified', d.publication_id),
                   'The creator counts as verified at that institution.'
            FROM disagreement AS d
            UNION ALL
            SELECT 'error', 'person_missing', 'contribution', c.publication_id,
                   format('%%s creators of publication "%%s" have no person_id', count(*), c.publication_id),
                   'They are no shares until they have one; any key will do that is unique within the publication.'
            FROM creator AS c WHERE c.person_id IS NULL
            GROUP BY c.publication_id
            UNION ALL
            SELECT 'error', 'country_invalid', 'contribution', c.publication_id,
                   format('a contribution to publication "%%s" has the country "%%s"', c.publication_id, c.country),
                   'Countries are codes of two letters (ISO 3166-1); anything else is unknown, and not foreign.'
            FROM creator AS c WHERE btrim(c.country) <> '' AND btrim(c.country) !~ '^[A-Za-z]{2}$'
            UNION ALL
            SELECT 'warning', 'publication_without_creator', 'publication', p.publication_id::text,
                   format('publication "%%s" has no creator', p.publication_id::text),
                   'It earns no points; see whether the contributions are missing.'
            FROM %1$I.publication AS p
            WHERE p.year = $1 AND NOT EXISTS (SELECT FROM creator AS c WHERE c.publication_id = p.publication_id::text)
        ) AS f
        ORDER BY f.code COLLATE "C", f.key COLLATE "C"
    $sql$)
    USING year;
END
$$;
COMMENT ON FUNCTION @internal@.check_publications(integer) IS 'findings about publications and contributions of the year';

INSERT INTO source_check (function, ordinal, indicator, relations) VALUES
    ('@internal@.check_institutions', 10, NULL, '{institution}'),
    ('@internal@.check_publications', 20, 'publications', '{institution,publication,contribution}'),
    ('@internal@.check_references', 90, NULL, '{reference_figure}'),
    ('@internal@.check_identifiers', 100, NULL, '{publication,study_identifier,study_result}'),
    ('@internal@.check_personal_data_of_year', 110, NULL, '{}');

CREATE FUNCTION @internal@.compute_check_sources(year integer) RETURNS SETOF finding
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    incomplete text[];
    part record;
BEGIN
    RETURN QUERY SELECT * FROM @internal@.check_contract();
    SELECT array_agg(c.relation) INTO incomplete
    FROM @internal@.check_contract() AS c WHERE c.code IN ('relation_missing', 'column_missing');
    -- each check runs where its relations are complete; what is missing is a finding already
    FOR part IN
        SELECT c.function FROM @extschema@.source_check AS c
        WHERE incomplete IS NULL OR NOT c.relations && incomplete
        ORDER BY c.ordinal
    LOOP
        RETURN QUERY EXECUTE format('SELECT * FROM %s($1)', part.function) USING year;
    END LOOP;
END
$$;
COMMENT ON FUNCTION @internal@.compute_check_sources(integer) IS 'body of check_sources()';

CREATE FUNCTION check_sources(year integer) RETURNS SETOF finding
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED;
COMMENT ON FUNCTION check_sources(integer) IS
    'what is missing or doubtful in the source schema, seen from one year: severity, code, relation, key, message and what to do';

CREATE FUNCTION @internal@.compute_check_rules(year integer, rule_set text) RETURNS SETOF finding
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    hod text := @internal@.hod_rule_set_for(year, rule_set);
    nvi text := @internal@.nvi_rule_set_for(year, hod);
BEGIN
    RETURN QUERY
    SELECT 'warning', 'unset_parameter', 'rule_parameter', s.member || '.' || d.name,
           format('rule set "%s" has no value for "%s"', s.member, d.name),
           format('What needs it is not computed. Set it in a copy with research_indicators.set_rule_parameter(rule_set, %L, value, origin, source).', d.name)
    FROM unnest(ARRAY[hod, nvi]) AS s(member)
    CROSS JOIN LATERAL @internal@.told_parameters(s.member) AS d
    -- silence does not count, nobody must simulate; of targets that a set knows nothing of, nothing is missing
    WHERE d.value IS NULL AND d.name NOT LIKE ALL ('{counts.%,simulation.%}')
      -- what the points of an indicator need is named below where it counts
      AND NOT EXISTS (SELECT FROM @extschema@.indicator AS x WHERE x.unset_function IS NOT NULL AND d.name LIKE ANY (x.parameter_patterns))
      AND (d.name NOT LIKE ALL ('{targets.%,league_table.%}')
           OR EXISTS (SELECT FROM @extschema@.describe_rule_set(s.member) AS o
                      WHERE o.value IS NOT NULL AND split_part(o.name, '.', 1) = split_part(d.name, '.', 1)))
    ORDER BY 4;

    RETURN QUERY
    SELECT 'warning', 'unset_parameter', 'rule_parameter', hod || '.' || i.indicator,
           format('rule set "%s" counts %s, but has no value for %s', hod, i.indicator, array_to_string(i.parameters, ', ')),
           'SELECT * FROM research_indicators.unset_rules(rule_set) names the documents that are known to state them. Its points and the total are not computed, total_of_set_indicators adds up the others, until a copy has them: research_indicators.set_rule_parameter(), for lists research_indicators.set_rule_code().'
    FROM (SELECT x.indicator, @internal@.unset_parameters(x.indicator, year, hod) AS parameters
          FROM @extschema@.indicator AS x WHERE x.unset_function IS NOT NULL) AS i
    WHERE @internal@.indicator_counts(hod, i.indicator, year) AND cardinality(i.parameters) > 0
    ORDER BY i.indicator;

    RETURN QUERY
    SELECT 'warning', 'nothing_counted', 'rule_set', hod, format('rule set "%s" counts no indicator in the total', hod),
           'There is no total, and no grant is divided by it. Say what counts, in a copy, with research_indicators.set_rule_parameter(rule_set, ''counts.<indicator>'', ''true'', origin, source).'
    WHERE @internal@.counted_indicators(hod, ARRAY[year]) = '{}';

    RETURN QUERY SELECT * FROM @internal@.check_rule_sets();

    -- the years that a report shows side by side
    RETURN QUERY SELECT * FROM @internal@.check_series(year - 4, year, rule_set);
END
$$;
COMMENT ON FUNCTION @internal@.compute_check_rules(integer, text) IS 'body of check_rules()';

CREATE FUNCTION check_rules(year integer, rule_set text DEFAULT NULL) RETURNS SETOF finding
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED;
COMMENT ON FUNCTION check_rules(integer, text) IS
    'findings about the rule sets that hold for a result year: unset parameters and what becomes NULL for want of them, rows of missing sets, and series breaks among it and the four years before';
