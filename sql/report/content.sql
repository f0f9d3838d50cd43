-- All records of a report together, in their order.

CREATE FUNCTION @internal@.compute_report_findings(year integer, rule_set text) RETURNS SETOF @internal@.raw_finding
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    hod text := @internal@.hod_rule_set_for(year, rule_set);
    lag integer := @internal@.rule_parameter_value(hod, 'grant.lag_years')::integer;
BEGIN
    RETURN QUERY SELECT * FROM @internal@.source_findings(year);
    RETURN QUERY SELECT * FROM @internal@.rule_findings(year, rule_set);
    -- of a grant that is not shown, nothing is to be said
    IF lag IS NOT NULL AND @internal@.has_source('reference_figure')
       AND @internal@.official_grant_nok(year) IS NOT NULL THEN
        RETURN QUERY SELECT * FROM @internal@.grant_findings(year + lag, hod);
    END IF;
END
$$;
COMMENT ON FUNCTION @internal@.compute_report_findings(integer, text) IS 'body of report_findings()';

CREATE FUNCTION @internal@.report_findings(year integer, rule_set text) RETURNS SETOF @internal@.raw_finding
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED;
COMMENT ON FUNCTION @internal@.report_findings(integer, text) IS
    'every finding that reports of the year show, whoever sends them: about sources, rules and, where it is shown, the grant';

CREATE FUNCTION @internal@.findings_of_sender(year integer, orgnr text, rule_set text) RETURNS SETOF @internal@.raw_finding
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT f.*
    FROM @internal@.report_unit(year, orgnr) AS u
    CROSS JOIN @internal@.report_findings(year, rule_set) AS f
    WHERE u.unit_level = 'nation' OR f.institution_id IS NULL
       OR f.institution_id IN (SELECT i.id FROM @internal@.report_institutions(year, orgnr) AS i(id));
END;
COMMENT ON FUNCTION @internal@.findings_of_sender(integer, text, text) IS
    'the findings that a sender answers for: its own and its institutions'', and those about what is shared; the nation answers for all';

CREATE FUNCTION @internal@.compute_report_content(
    year integer, orgnr text, rule_set text, edition text, closings @internal@.year_closing[]) RETURNS report_content
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
    -- the body must not follow the session
    SET datestyle = 'ISO, YMD'
    SET timezone = 'UTC'
    SET extra_float_digits = 1
AS $$
DECLARE
    facts @extschema@.fact[];
    totals @extschema@.fact[];
    rule_sets text[];
    units text[];
    records @extschema@.report_record[];
BEGIN
    SELECT ARRAY[u.institution_id] INTO units FROM @internal@.report_unit(year, orgnr) AS u;
    SELECT array_agg(f) INTO facts
    -- its body: nobody else inside this door asks for them, so that nothing is kept of them
    FROM @internal@.compute_report_facts(year, orgnr, rule_set) AS f;
    IF closings IS NOT NULL THEN
        facts := @internal@.as_closed(facts, closings);
    END IF;
    IF edition = 'public' THEN
        facts := ARRAY(SELECT f FROM @internal@.public_facts(facts, year, rule_set) AS f);
    END IF;

    -- what several kinds of records are made of, in one pass over the facts
    SELECT array_agg(f) FILTER (WHERE f.dimensions = '{}'),
           array_agg(DISTINCT f.rule_set), array_agg(DISTINCT f.institution_id) || units
    INTO totals, rule_sets, units
    FROM unnest(facts) AS f;

    -- what stands before the figures, then what stands behind them
    SELECT array_agg(r.record ORDER BY r.part, r.position) INTO records
    FROM (
        SELECT 1 AS part, p.position, (p.path, p.kind, p.content)::@extschema@.report_record AS record
        FROM @internal@.frame_records(year, orgnr, coalesce((SELECT c FROM unnest(closings) AS c WHERE c.year = compute_report_content.year),
                                                            @internal@.year_closing(compute_report_content.year))) WITH ORDINALITY AS p(path, kind, content, position)
        UNION ALL
        SELECT 2, p.position, (p.path, p.kind, p.content)::@extschema@.report_record
        FROM @internal@.rule_records(rule_sets || @internal@.hod_rule_set_for(compute_report_content.year, compute_report_content.rule_set)) WITH ORDINALITY AS p(path, kind, content, position)
        UNION ALL
        SELECT 3, p.position, (p.path, p.kind, p.content)::@extschema@.report_record
        FROM @internal@.unit_records(year, ARRAY(SELECT DISTINCT u FROM unnest(units) AS u)) WITH ORDINALITY AS p(path, kind, content, position)
        UNION ALL
        SELECT 4, p.position, (p.path, p.kind, p.content)::@extschema@.report_record
        FROM @internal@.concept_records() WITH ORDINALITY AS p(path, kind, content, position)
        UNION ALL
        SELECT 5, p.position, (p.path, p.kind, p.content)::@extschema@.report_record
        FROM @internal@.code_records(facts) WITH ORDINALITY AS p(path, kind, content, position)
        UNION ALL
        SELECT 6, p.position, (p.path, p.kind, p.content)::@extschema@.report_record
        FROM @internal@.key_figure_records(year, orgnr, totals) WITH ORDINALITY AS p(path, kind, content, position)
        UNION ALL
        SELECT 7, p.position, (p.path, p.kind, p.content)::@extschema@.report_record
        FROM @internal@.overdue_records(year, orgnr, compute_report_content.rule_set) WITH ORDINALITY AS p(path, kind, content, position)
        UNION ALL
        SELECT 8, p.position, (p.path, p.kind, p.content)::@extschema@.report_record
        FROM @internal@.reference_records(year, totals) WITH ORDINALITY AS p(path, kind, content, position)
        UNION ALL
        SELECT 9, p.position, (p.path, p.kind, p.content)::@extschema@.report_record
        FROM @internal@.finding_records(
            ARRAY(SELECT f FROM @internal@.findings_of_sender(year, orgnr, compute_report_content.rule_set) AS f
                  UNION ALL
                  SELECT f FROM @internal@.code_findings(facts) AS f)) WITH ORDINALITY AS p(path, kind, content, position)
        UNION ALL
        SELECT 10, p.position, (p.path, p.kind, p.content)::@extschema@.report_record
        FROM @internal@.control_records(totals) WITH ORDINALITY AS p(path, kind, content, position)
        UNION ALL
        SELECT 11, p.position, (p.path, p.kind, p.content)::@extschema@.report_record
        FROM @internal@.project_records(year, orgnr, compute_report_content.rule_set) WITH ORDINALITY AS p(path, kind, content, position)
        UNION ALL
        SELECT 12, p.position, (p.path, p.kind, p.content)::@extschema@.report_record
        FROM @internal@.unpublished_project_records(year, orgnr) WITH ORDINALITY AS p(path, kind, content, position)
    ) AS r;
    IF edition = 'public' THEN
        records := @internal@.public_records(records, year, orgnr, rule_set);
    END IF;
    RETURN (facts, records)::@extschema@.report_content;
END
$$;
COMMENT ON FUNCTION @internal@.compute_report_content(integer, text, text, text, @internal@.year_closing[]) IS 'body of report_content()';

CREATE FUNCTION @internal@.report_content(
    year integer, orgnr text, rule_set text DEFAULT NULL, edition text DEFAULT 'ministry', closings @internal@.year_closing[] DEFAULT NULL)
    RETURNS report_content
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED;
COMMENT ON FUNCTION @internal@.report_content(integer, text, text, text, @internal@.year_closing[]) IS
    'collects everything that an edition of a report says: its facts, and its other records in their order; by the closings given, or as years stand now';
