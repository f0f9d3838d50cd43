-- Findings: what is missing or doubtful in the sources and the rules.  A
-- finding never stops a computation; the report lists them.

CREATE FUNCTION @internal@.check_institutions(year integer) RETURNS SETOF @internal@.raw_finding
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT f.severity, f.code, 'institution', i.institution_id, f.owner, jsonb_build_object('institution', i.institution_id, 'orgnr', i.orgnr)
    FROM @extschema@.institutions_at(year) AS i
    -- the list is shared: where shares belong to nobody, any sum may be too low
    CROSS JOIN LATERAL (VALUES
        ('error', CASE WHEN i.problem IN ('institution_cycle', 'institution_too_deep') THEN i.problem END, NULL),
        ('warning', CASE i.problem WHEN 'institution_dangling_parent' THEN i.problem END, NULL),
        ('notice', CASE i.problem WHEN 'institution_not_valid' THEN i.problem END, i.top_id),
        ('warning', CASE WHEN i.institution_id = i.top_id AND i.orgnr IS NOT NULL AND NOT @extschema@.is_orgnr(i.orgnr) THEN 'orgnr_invalid' END, i.top_id),
        -- a receiver joins reports and merges those of regions by it
        ('warning', CASE WHEN i.institution_id = i.top_id AND (i.reporting OR i.kind IN ('hf', 'private_nonprofit', 'rhf')) AND i.orgnr IS NULL THEN 'orgnr_missing' END, i.top_id),
        -- one number names one unit of a report
        ('error', CASE WHEN i.institution_id = i.top_id AND i.reporting AND EXISTS (
                           SELECT FROM @extschema@.institutions_at(year) AS o
                           WHERE o.orgnr = i.orgnr AND o.institution_id <> i.institution_id AND o.institution_id = o.top_id AND o.reporting) THEN 'orgnr_shared' END, i.top_id),
        ('error', CASE WHEN i.institution_id = i.top_id AND i.kind IN ('hf', 'private_nonprofit', 'rhf') AND i.region_id IS NULL
                       THEN 'institution_without_region' END, NULL),
        ('error', CASE WHEN i.institution_id = i.top_id AND i.kind = 'unit' AND i.problem IS NULL THEN 'unit_without_institution' END, NULL)
    ) AS f(severity, code, owner)
    WHERE f.code IS NOT NULL
    ORDER BY f.code COLLATE "C", i.institution_id COLLATE "C";
END;
COMMENT ON FUNCTION @internal@.check_institutions(integer) IS 'findings about institutions as valid in the year';

CREATE FUNCTION @internal@.check_publications(year integer) RETURNS SETOF @internal@.raw_finding
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        WITH unit AS MATERIALIZED (
            SELECT i.institution_id, i.top_id FROM @extschema@.institutions_at($1) AS i
        ), creator AS MATERIALIZED (
            SELECT c.publication_id::text AS publication_id, c.person_id::text AS person_id,
                   c.institution_id::text AS institution_id, c.country::text AS country, c.verified
            FROM %1$I.contribution AS c
            JOIN %1$I.publication AS p ON p.publication_id = c.publication_id
            WHERE p.year = $1 AND c.role = 'creator'
        ), disagreement AS (
            -- begun with the few that are not verified
            SELECT n.publication_id, v.top_id
            FROM creator AS c
            JOIN unit AS u ON u.institution_id = c.institution_id
            JOIN creator AS n ON n.publication_id = c.publication_id AND n.person_id = c.person_id
            JOIN unit AS v ON v.institution_id = n.institution_id AND v.top_id = u.top_id
            WHERE c.verified AND NOT coalesce(n.verified, false)
        ), country AS MATERIALIZED (
            SELECT DISTINCT c.country FROM creator AS c
        )
        SELECT f.severity, f.code, f.relation, f.key, f.owner, f.arguments
        FROM (
            SELECT 'warning' AS severity, 'institution_unknown' AS code, 'contribution' AS relation, c.institution_id AS key, NULL AS owner,
                   jsonb_build_object('institution', c.institution_id, 'count', count(*)) AS arguments
            FROM creator AS c LEFT JOIN unit AS u ON u.institution_id = c.institution_id
            WHERE c.institution_id IS NOT NULL AND u.institution_id IS NULL
            GROUP BY c.institution_id
            UNION ALL
            SELECT DISTINCT 'notice', 'verified_disagrees', 'contribution', d.publication_id, d.top_id, jsonb_build_object('publication', d.publication_id)
            FROM disagreement AS d
            UNION ALL
            SELECT 'error', 'person_missing', 'contribution', c.publication_id, u.top_id,
                   jsonb_build_object('publication', c.publication_id, 'count', count(*))
            FROM creator AS c LEFT JOIN unit AS u ON u.institution_id = c.institution_id
            WHERE c.person_id IS NULL
            GROUP BY c.publication_id, u.top_id
            UNION ALL
            SELECT 'error', 'country_invalid', 'contribution', c.publication_id, u.top_id,
                   jsonb_build_object('publication', c.publication_id, 'country', c.country)
            FROM country AS o
            JOIN creator AS c ON c.country = o.country
            LEFT JOIN unit AS u ON u.institution_id = c.institution_id
            WHERE btrim(o.country) <> '' AND btrim(o.country) !~ '^[A-Za-z]{2}$'
            UNION ALL
            SELECT 'warning', 'publication_without_creator', 'publication', p.publication_id::text, NULL,
                   jsonb_build_object('publication', p.publication_id::text)
            FROM %1$I.publication AS p
            WHERE p.year = $1
              AND NOT EXISTS (SELECT FROM %1$I.contribution AS c WHERE c.publication_id = p.publication_id AND c.role = 'creator')
        ) AS f
        ORDER BY f.code COLLATE "C", f.key COLLATE "C", f.owner COLLATE "C", f.arguments::text COLLATE "C"
    $sql$)
    USING year;
END
$$;
COMMENT ON FUNCTION @internal@.check_publications(integer) IS 'findings about publications and contributions of the year';

CREATE FUNCTION @internal@.check_parents(year integer) RETURNS SETOF @internal@.raw_finding
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED ROWS 10
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        SELECT DISTINCT 'error', 'parent_of_institution', 'institution', i.institution_id::text COLLATE "C", NULL::text,
               jsonb_build_object('institution', i.institution_id::text, 'kind', i.kind::text, 'parent', i.parent_id::text)
        FROM %1$I.institution AS i
        WHERE i.kind::text <> 'unit' AND i.parent_id IS NOT NULL
          AND coalesce(i.valid_from, '-infinity') <= make_date($1, 12, 31) AND coalesce(i.valid_to, 'infinity') >= make_date($1, 1, 1)
        ORDER BY 4
    $sql$)
    USING year;
END
$$;
COMMENT ON FUNCTION @internal@.check_parents(integer) IS 'findings about institutions, which are nobody''s units, that have a parent';

CREATE FUNCTION @internal@.check_unit_ids(year integer) RETURNS SETOF @internal@.raw_finding
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED ROWS 10
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        SELECT DISTINCT 'error', 'institution_id_unusable', 'institution', @internal@.masked(i.institution_id::text) COLLATE "C", NULL::text,
               jsonb_build_object('institution', @internal@.masked(i.institution_id::text))
        FROM %1$I.institution AS i
        WHERE NOT @internal@.is_usable_unit_id(i.institution_id::text) AND coalesce(i.valid_from, '-infinity') <= make_date($1, 12, 31)
        ORDER BY 4
    $sql$)
    USING year;
END
$$;
COMMENT ON FUNCTION @internal@.check_unit_ids(integer) IS 'findings about institutions whose id cannot be one, and which are left out for it';

CREATE FUNCTION @internal@.check_empty_relations(year integer) RETURNS SETOF @internal@.raw_finding
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED ROWS 10
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    item record;
    has_rows boolean;
BEGIN
    FOR item IN
        SELECT r.relation FROM @extschema@.source_relation AS r
        WHERE (NOT r.optional OR r.relation IN (SELECT unnest(i.relations) FROM @extschema@.indicator AS i))
          AND to_regclass(format('%I.%I', @extschema@.source_schema(), r.relation)) IS NOT NULL
          -- where no year is closed yet every figure says that it is preliminary
          AND r.relation <> 'reporting_year'
        ORDER BY r.ordinal
    LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM %I.%I)', @extschema@.source_schema(), item.relation) INTO has_rows;
        IF NOT has_rows THEN
            RETURN QUERY SELECT 'warning', 'relation_empty', item.relation, NULL::text, NULL::text, jsonb_build_object('relation', item.relation);
        END IF;
    END LOOP;
END
$$;
COMMENT ON FUNCTION @internal@.check_empty_relations(integer) IS 'findings about source relations without any row';

INSERT INTO source_check (function, ordinal, indicator, relations) VALUES
    ('@internal@.check_empty_relations', 3, NULL, '{}'),
    ('@internal@.check_unit_ids', 8, NULL, '{institution}'),
    ('@internal@.check_parents', 9, NULL, '{institution}'),
    ('@internal@.check_institutions', 10, NULL, '{institution}'),
    ('@internal@.check_publications', 20, 'publications', '{institution,publication,contribution}'),
    ('@internal@.check_references', 90, NULL, '{reference_figure}'),
    ('@internal@.check_identifiers', 100, NULL, '{}'),
    ('@internal@.check_personal_data_of_year', 110, NULL, '{}');

CREATE FUNCTION @internal@.compute_source_findings(year integer) RETURNS SETOF @internal@.raw_finding
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    found @internal@.raw_finding[];
    broken text[];
    part record;
BEGIN
    PERFORM @internal@.require_year(year);
    found := ARRAY(SELECT c FROM @internal@.check_contract(year) AS c);
    RETURN QUERY SELECT f.* FROM unnest(found) AS f;
    IF EXISTS (SELECT FROM unnest(found) AS f WHERE f.code = 'nothing_mapped' AND f.arguments ->> 'variant' = 'no_right') THEN
        RETURN;
    END IF;
    broken := @internal@.broken_relations(VARIADIC found);
    -- each check runs where its relations are whole; what is missing is a finding already
    FOR part IN
        SELECT c.function FROM @extschema@.source_check AS c
        WHERE NOT c.relations && broken
        ORDER BY c.ordinal
    LOOP
        RETURN QUERY SELECT f.* FROM @internal@.guarded_findings(
            part.function, year, NULL, true) AS f;
    END LOOP;
END
$$;
COMMENT ON FUNCTION @internal@.compute_source_findings(integer) IS 'body of source_findings()';

CREATE FUNCTION @internal@.source_findings(year integer) RETURNS SETOF @internal@.raw_finding
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED;
COMMENT ON FUNCTION @internal@.source_findings(integer) IS 'what check_sources tells, without its texts';

CREATE FUNCTION check_sources(year integer, lang text DEFAULT 'en') RETURNS SETOF finding
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT t.* FROM @internal@.told_findings(ARRAY(SELECT f FROM @internal@.source_findings(year) AS f), lang) AS t;
END;
COMMENT ON FUNCTION check_sources(integer, text) IS
    'what is missing or doubtful in the source schema, seen from one year, in a language (nb, nn, en): severity, code, relation, key, whose data it is, message and what to do';

CREATE FUNCTION @internal@.compute_rule_findings(year integer, rule_set text) RETURNS SETOF @internal@.raw_finding
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    hod text := @internal@.hod_rule_set_for(year, rule_set);
    nvi text := @internal@.nvi_rule_set_for(year, hod);
BEGIN
    RETURN QUERY
    SELECT 'warning', 'unset_parameter', 'rule_parameter', (s.member || '.' || d.name) COLLATE "C", NULL,
           jsonb_strip_nulls(jsonb_build_object('rule_set', s.member, 'parameter', d.name, 'explains', w.indicator))
    FROM unnest(ARRAY[hod, nvi]) AS s(member)
    CROSS JOIN LATERAL @internal@.told_parameters(s.member) AS d
    -- figures without value lead here: of the first indicator that waits for it
    CROSS JOIN LATERAL (SELECT (SELECT m.indicator
                                FROM @extschema@.rule_need AS n CROSS JOIN LATERAL unnest(n.figures) AS f(pattern)
                                JOIN @extschema@.fact_definition AS m ON m.indicator || '.' || m.measure LIKE f.pattern
                                WHERE d.name LIKE n.names ORDER BY m.ordinal LIMIT 1) AS indicator) AS w
    -- silence does not count, nobody must simulate; of targets that a set knows nothing of, nothing is missing
    WHERE d.value IS NULL AND d.name NOT LIKE ALL ('{counts.%,simulation.%}')
      -- what the points of an indicator need is named below where it counts
      AND NOT EXISTS (SELECT FROM @extschema@.indicator AS x WHERE x.unset_function IS NOT NULL AND d.name LIKE ANY (x.parameter_patterns))
      AND (d.name NOT LIKE ALL ('{targets.%,league_table.%}')
           OR EXISTS (SELECT FROM @extschema@.describe_rule_set(s.member) AS o
                      WHERE o.value IS NOT NULL AND split_part(o.name, '.', 1) = split_part(d.name, '.', 1)))
    ORDER BY 4;

    RETURN QUERY
    SELECT 'warning', 'unset_parameter', 'rule_parameter', hod || '.' || i.indicator, NULL,
           jsonb_build_object('variant', 'indicator', 'explains', i.indicator, 'rule_set', hod, 'indicator', i.indicator, 'parameters', array_to_string(i.parameters, ', '))
    FROM (SELECT x.indicator, @internal@.unset_parameters(x.indicator, year, hod) AS parameters
          FROM @extschema@.indicator AS x WHERE x.unset_function IS NOT NULL) AS i
    WHERE @internal@.indicator_counts(hod, i.indicator, year) AND cardinality(i.parameters) > 0
    ORDER BY i.indicator COLLATE "C";

    RETURN QUERY
    SELECT 'warning', 'nothing_counted', 'rule_set', hod, NULL, jsonb_build_object('rule_set', hod)
    WHERE @internal@.counted_indicators(hod, ARRAY[year]) = '{}';

    RETURN QUERY SELECT * FROM @internal@.check_rule_sets();

    -- the years that a report shows side by side
    RETURN QUERY SELECT * FROM @internal@.check_series(year - 4, year, rule_set);
END
$$;
COMMENT ON FUNCTION @internal@.compute_rule_findings(integer, text) IS 'body of rule_findings()';

CREATE FUNCTION @internal@.rule_findings(year integer, rule_set text) RETURNS SETOF @internal@.raw_finding
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED;
COMMENT ON FUNCTION @internal@.rule_findings(integer, text) IS 'what check_rules tells, without its texts';

CREATE FUNCTION check_rules(year integer, rule_set text DEFAULT NULL, lang text DEFAULT 'en') RETURNS SETOF finding
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT t.* FROM @internal@.told_findings(ARRAY(SELECT f FROM @internal@.rule_findings(year, rule_set) AS f), lang) AS t;
END;
COMMENT ON FUNCTION check_rules(integer, text, text) IS
    'findings about the rule sets that hold for a result year, in a language (nb, nn, en): unset parameters and what becomes NULL for want of them, rows of missing sets, and series breaks among it and the four years before';
