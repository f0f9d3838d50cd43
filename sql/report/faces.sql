-- The four faces of a report, its schema, and its annex.

CREATE FUNCTION @internal@.report_page(report xml, lang text) RETURNS text
    AS 'MODULE_PATHNAME', 'research_indicators_report_page'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED;
COMMENT ON FUNCTION @internal@.report_page(xml, text) IS
    'a report as one self-contained HTML page, by the stylesheet that is compiled into the library';

CREATE FUNCTION @internal@.schema_findings(report xml, OUT line integer, OUT code integer, OUT message text)
    RETURNS SETOF record
    AS 'MODULE_PATHNAME', 'research_indicators_schema_findings'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED;
COMMENT ON FUNCTION @internal@.schema_findings(xml) IS
    'what the report''s XSD objects to: line, libxml2''s number of the rule, message; at most 1000';

CREATE FUNCTION validate_report(
    report xml, OUT severity text, OUT code text, OUT line integer, OUT message text)
    RETURNS SETOF record
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT 'error', CASE f.code WHEN 0 THEN 'not_a_document' ELSE 'xsd_' || f.code END, f.line, f.message
    FROM @internal@.schema_findings(report) AS f;
END;
COMMENT ON FUNCTION validate_report(xml) IS
    'findings of the report''s XSD, none for a valid report; code xsd_N has libxml2''s number of the violated rule';

CREATE FUNCTION @internal@.draft_envelope(edition text) RETURNS report_record
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT ('', 'konvolutt', jsonb_build_object(
               'tilstand', @internal@.report_term('state', 'draft'), 'miljoe', 'TEST', 'merknad', 'IKKE FOR RAPPORTERING',
               'utgave', @internal@.report_term('edition', edition),
               'programvare', 'research_indicators ' || v.library))::@extschema@.report_record
    FROM @internal@.library_versions() AS v;
END;
COMMENT ON FUNCTION @internal@.draft_envelope(text) IS
    'envelope of a report that has not been issued: a draft, TEST, not for reporting, without id and time';

CREATE FUNCTION @internal@.compute_report_records(year integer, orgnr text, rule_set text, edition text) RETURNS report_record[]
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT @internal@.draft_envelope(@internal@.require_edition(edition))
           || (@internal@.report_parts(@internal@.report_content(year, orgnr, rule_set, edition))).body;
END;
COMMENT ON FUNCTION @internal@.compute_report_records(integer, text, text, text) IS 'body of report_records()';

CREATE FUNCTION @internal@.report_records(year integer, orgnr text, rule_set text DEFAULT NULL, edition text DEFAULT 'ministry') RETURNS report_record[]
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED;
COMMENT ON FUNCTION @internal@.report_records(integer, text, text, text) IS
    'a report that has not been issued, as records: envelope and body';

CREATE FUNCTION @internal@.compute_report_xml(year integer, orgnr text, rule_set text, edition text) RETURNS xml
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT @extschema@.records_xml(@internal@.report_records(year, orgnr, rule_set, edition), 'indikatorrapport');
END;
COMMENT ON FUNCTION @internal@.compute_report_xml(integer, text, text, text) IS 'body of report_xml()';

CREATE FUNCTION report_xml(year integer, orgnr text, rule_set text DEFAULT NULL, edition text DEFAULT 'ministry') RETURNS xml
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED;
COMMENT ON FUNCTION report_xml(integer, text, text, text) IS
    'annual report of a trust or region (organisation number) or the nation (NO) as XML; valid against xslt/report.xsd';

CREATE FUNCTION @internal@.compute_report_json(year integer, orgnr text, rule_set text, edition text) RETURNS json
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT @extschema@.records_json(@internal@.report_records(year, orgnr, rule_set, edition), 'indikatorrapport');
END;
COMMENT ON FUNCTION @internal@.compute_report_json(integer, text, text, text) IS 'body of report_json()';

CREATE FUNCTION report_json(year integer, orgnr text, rule_set text DEFAULT NULL, edition text DEFAULT 'ministry') RETURNS json
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED;
COMMENT ON FUNCTION report_json(integer, text, text, text) IS
    'the same report as JSON: the same names, decimals as strings, keys sorted';

CREATE FUNCTION @internal@.compute_report_html(year integer, orgnr text, rule_set text, edition text, lang text) RETURNS text
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT @internal@.report_page(@extschema@.report_xml(year, orgnr, rule_set, edition), lang);
END;
COMMENT ON FUNCTION @internal@.compute_report_html(integer, text, text, text, text) IS 'body of report_html()';

CREATE FUNCTION report_html(
    year integer, orgnr text, rule_set text DEFAULT NULL, edition text DEFAULT 'ministry', lang text DEFAULT 'nb') RETURNS text
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED;
COMMENT ON FUNCTION report_html(integer, text, text, text, text) IS
    'the same report as one self-contained HTML page';

CREATE FUNCTION @internal@.compute_report_csv(year integer, orgnr text, rule_set text, edition text, excel boolean) RETURNS text
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT @extschema@.records_csv(p.body || p.annex, excel)
    FROM @internal@.report_parts(@internal@.report_content(year, orgnr, rule_set, @internal@.require_edition(edition))) AS p;
END;
COMMENT ON FUNCTION @internal@.compute_report_csv(integer, text, text, text, boolean) IS 'body of report_csv()';

CREATE FUNCTION report_csv(
    year integer, orgnr text, rule_set text DEFAULT NULL, edition text DEFAULT 'ministry', excel boolean DEFAULT false) RETURNS text
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED;
COMMENT ON FUNCTION report_csv(integer, text, text, text, boolean) IS
    'the figures of the same report as CSV, one row per figure; excel: with byte order mark, semicolon and decimal comma';

-- The annex ----------------------------------------------------------------------------

CREATE FUNCTION @internal@.compute_annex_records(year integer, orgnr text, rule_set text, edition text) RETURNS report_record[]
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT @internal@.draft_envelope(@internal@.require_edition(edition)) || @internal@.annex_body(p.body, p.annex)
    FROM @internal@.report_parts(@internal@.report_content(year, orgnr, rule_set, edition)) AS p;
END;
COMMENT ON FUNCTION @internal@.compute_annex_records(integer, text, text, text) IS 'body of annex_records()';

CREATE FUNCTION @internal@.annex_records(year integer, orgnr text, rule_set text DEFAULT NULL, edition text DEFAULT 'ministry') RETURNS report_record[]
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED;
COMMENT ON FUNCTION @internal@.annex_records(integer, text, text, text) IS
    'the annex of a report that has not been issued, as records: envelope and body';

CREATE FUNCTION @internal@.compute_report_annex_xml(year integer, orgnr text, rule_set text, edition text) RETURNS xml
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT @extschema@.records_xml(@internal@.annex_records(year, orgnr, rule_set, edition), 'indikatorvedlegg');
END;
COMMENT ON FUNCTION @internal@.compute_report_annex_xml(integer, text, text, text) IS 'body of report_annex_xml()';

CREATE FUNCTION report_annex_xml(year integer, orgnr text, rule_set text DEFAULT NULL, edition text DEFAULT 'ministry') RETURNS xml
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED;
COMMENT ON FUNCTION report_annex_xml(integer, text, text, text) IS
    'annex of a report as XML: divided figures of other units and years, parameters, control sums, lists; valid against xslt/report.xsd';

CREATE FUNCTION @internal@.compute_report_annex_json(year integer, orgnr text, rule_set text, edition text) RETURNS json
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT @extschema@.records_json(@internal@.annex_records(year, orgnr, rule_set, edition), 'indikatorvedlegg');
END;
COMMENT ON FUNCTION @internal@.compute_report_annex_json(integer, text, text, text) IS 'body of report_annex_json()';

CREATE FUNCTION report_annex_json(year integer, orgnr text, rule_set text DEFAULT NULL, edition text DEFAULT 'ministry') RETURNS json
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED;
COMMENT ON FUNCTION report_annex_json(integer, text, text, text) IS
    'the same annex as JSON; the SHA-256 of the value of vedlegg stands in its report';

CREATE FUNCTION @internal@.compute_report_annex_html(year integer, orgnr text, rule_set text, edition text, lang text) RETURNS text
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT @internal@.report_page(
               @extschema@.records_xml(@internal@.draft_envelope(@internal@.require_edition(edition)) || @internal@.annex_page_body(p.body, p.annex),
                                       'indikatorvedlegg'), lang)
    FROM @internal@.report_parts(@internal@.report_content(year, orgnr, rule_set, edition)) AS p;
END;
COMMENT ON FUNCTION @internal@.compute_report_annex_html(integer, text, text, text, text) IS 'body of report_annex_html()';

CREATE FUNCTION report_annex_html(
    year integer, orgnr text, rule_set text DEFAULT NULL, edition text DEFAULT 'ministry', lang text DEFAULT 'nb') RETURNS text
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED;
COMMENT ON FUNCTION report_annex_html(integer, text, text, text, text) IS
    'the same annex as one self-contained HTML page, with every figure of the report in full';

-- All documents of one computation -----------------------------------------------------

CREATE TYPE report_documents AS (
    xml xml,
    json json,
    csv text,
    annex_xml xml,
    annex_json json
);
COMMENT ON TYPE report_documents IS 'a report and its annex, in every form that has the same figures';

CREATE FUNCTION @internal@.compute_report_documents(year integer, orgnr text, rule_set text, edition text) RETURNS report_documents
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT (@extschema@.records_xml(d.envelope || d.body, 'indikatorrapport'), @extschema@.records_json(d.envelope || d.body, 'indikatorrapport'),
            @extschema@.records_csv(d.body || d.annex), @extschema@.records_xml(d.envelope || d.annex_body, 'indikatorvedlegg'),
            @extschema@.records_json(d.envelope || d.annex_body, 'indikatorvedlegg'))::@extschema@.report_documents
    FROM (SELECT @internal@.draft_envelope(@internal@.require_edition(edition)) AS envelope, p.body, p.annex,
                 @internal@.annex_body(p.body, p.annex) AS annex_body
          FROM @internal@.report_parts(@internal@.report_content(year, orgnr, rule_set, edition)) AS p) AS d;
END;
COMMENT ON FUNCTION @internal@.compute_report_documents(integer, text, text, text) IS 'body of report_documents()';

CREATE FUNCTION report_documents(year integer, orgnr text, rule_set text DEFAULT NULL, edition text DEFAULT 'ministry') RETURNS report_documents
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED;
COMMENT ON FUNCTION report_documents(integer, text, text, text) IS
    'report_xml(), report_json(), report_csv(), report_annex_xml() and report_annex_json() of a report that has not been issued, computed once: SELECT * FROM report_documents(2023, ''NO'')';
