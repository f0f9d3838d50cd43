-- What a report is about: its records as a type, unit, edition, years and facts.

CREATE TYPE report_record AS (
    path text,
    kind text,
    content jsonb
);
COMMENT ON TYPE report_record IS
    'one record of a report: path of its containers, kind (element name), content by field; its order in an array is its order in the report';

CREATE TYPE report_content AS (
    facts fact[],
    records report_record[]
);
COMMENT ON TYPE report_content IS
    'everything a report says: its facts, and what it shows beside them';

CREATE FUNCTION @internal@.report_unit(
    year integer, orgnr text, OUT institution_id text, OUT unit_level text, OUT name text, OUT kind text)
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_year(year);
    IF orgnr = 'NO' THEN
        institution_id := 'NO';
        unit_level := 'nation';
        name := 'Norge';
        kind := 'nation';
        RETURN;
    END IF;
    SELECT i.institution_id, CASE i.kind WHEN 'rhf' THEN 'rhf' ELSE 'institution' END,
           coalesce(@internal@.report_text(i.name), i.institution_id), i.kind
    INTO institution_id, unit_level, name, kind
    FROM @extschema@.institutions_at(year) AS i
    WHERE i.institution_id = i.top_id AND i.orgnr = report_unit.orgnr AND i.region_id IS NOT NULL
    -- of one that is gone only where nobody has its number now
    ORDER BY (i.problem IS NOT DISTINCT FROM 'institution_not_valid'), i.institution_id COLLATE "C"
    LIMIT 1;
    IF institution_id IS NULL THEN
        RAISE EXCEPTION 'unknown institution "%"', orgnr
            USING ERRCODE = 'RI011',
                  HINT = format('Give NO for the nation or one of: %s.',
                                (SELECT string_agg(DISTINCT format('%s (%s)', i.orgnr, i.name) COLLATE "C", ', ')
                                 FROM @extschema@.institutions_at(year) AS i
                                 WHERE i.institution_id = i.top_id AND i.region_id IS NOT NULL AND i.orgnr IS NOT NULL));
    END IF;
END
$$;
COMMENT ON FUNCTION @internal@.report_unit(integer, text) IS
    'the unit that a report is about: the nation (NO), a health region or a trust, by organisation number; error RI011 for anybody else';

CREATE FUNCTION @internal@.report_institutions(year integer, orgnr text) RETURNS SETOF text
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT DISTINCT i.top_id
    FROM @internal@.report_unit(year, orgnr) AS u
    JOIN @extschema@.institutions_at(year) AS i
      ON u.unit_level = 'nation' OR i.top_id = u.institution_id OR u.unit_level = 'rhf' AND i.region_id = u.institution_id;
END;
COMMENT ON FUNCTION @internal@.report_institutions(integer, text) IS 'the institutions that the sender of a report answers for';

CREATE FUNCTION @internal@.require_edition(edition text) RETURNS text
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM @extschema@.report_term AS t WHERE t.list = 'edition' AND t.code = edition) THEN
        RAISE EXCEPTION 'unknown edition "%"', edition
            USING ERRCODE = 'RI017',
                  HINT = format('Editions: %s.', (SELECT string_agg(t.code, ', ' ORDER BY t.code COLLATE "C")
                                                 FROM @extschema@.report_term AS t WHERE t.list = 'edition'));
    END IF;
    RETURN edition;
END
$$;
COMMENT ON FUNCTION @internal@.require_edition(text) IS 'the edition, or error RI017 whose hint lists the choices';

CREATE FUNCTION @internal@.compute_report_years(last_year integer, rule_set text) RETURNS SETOF integer
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    -- an earlier year without a rule is left out; the report's own year must have one
    SELECT y.year
    FROM generate_series(@internal@.require_year(last_year) - 4, last_year) AS y(year)
    WHERE y.year = last_year
       OR @extschema@.default_rule_set('nvi', y.year) IS NOT NULL
      AND (rule_set IS NOT NULL OR @extschema@.default_rule_set('hod', y.year) IS NOT NULL)
    ORDER BY y.year;
END;
COMMENT ON FUNCTION @internal@.compute_report_years(integer, text) IS 'body of report_years()';

CREATE FUNCTION @internal@.report_years(last_year integer, rule_set text) RETURNS SETOF integer
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED;
COMMENT ON FUNCTION @internal@.report_years(integer, text) IS
    'the years that stand side by side in a report: the year and the four before it, as far as a rule set covers them';

CREATE FUNCTION @internal@.compute_report_facts(year integer, orgnr text, rule_set text) RETURNS SETOF fact
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 25000
    SET search_path = pg_catalog, pg_temp
    -- so that some ten megabytes of facts are sorted where they are
    SET work_mem = '32MB'
AS $$
DECLARE
    sender record;
BEGIN
    SELECT u.institution_id, u.unit_level INTO sender FROM @internal@.report_unit(year, orgnr) AS u;
    RETURN QUERY
    WITH member AS (
        SELECT DISTINCT i.top_id AS institution_id
        FROM @extschema@.institutions_at(year) AS i
        WHERE sender.unit_level = 'nation' OR i.top_id = sender.institution_id
           OR sender.unit_level = 'rhf' AND i.region_id = sender.institution_id
    ), collected AS MATERIALIZED (
        SELECT f.*
        FROM @internal@.report_years(compute_report_facts.year, compute_report_facts.rule_set) AS y(year)
        CROSS JOIN LATERAL @internal@.unsorted_facts(y.year, compute_report_facts.rule_set) AS f
    ), covered AS (
        -- an earlier year in which an indicator has no data at all is left out, unless nobody examined it
        SELECT c.indicator, c.year FROM collected AS c
        GROUP BY c.indicator, c.year
        HAVING bool_or(c.value <> 0) OR bool_or(c.reason = 'ikkeUndersoekt') OR c.year = compute_report_facts.year
    )
    SELECT c.*
    FROM collected AS c
    JOIN covered AS v ON v.indicator = c.indicator AND v.year = c.year
    JOIN @extschema@.fact_definition AS d ON d.indicator = c.indicator AND d.measure = c.measure
    WHERE c.unit_level <> 'institution' OR c.institution_id IN (SELECT m.institution_id FROM member AS m)
    ORDER BY d.ordinal, c.year DESC, array_position('{nation,rhf,institution}'::text[], c.unit_level),
             c.institution_id COLLATE "C", @internal@.dimension_text(c.dimensions) COLLATE "C";
END
$$;
COMMENT ON FUNCTION @internal@.compute_report_facts(integer, text, text) IS 'body of report_facts()';

CREATE FUNCTION report_facts(year integer, orgnr text, rule_set text DEFAULT NULL) RETURNS SETOF fact
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED;
COMMENT ON FUNCTION report_facts(integer, text, text) IS
    'the facts of a report: five years; the regions and the nation, and the institutions that the sender answers for';
