-- Issued reports as documents: the envelope with the state now, what was noted
-- beside the body, and the frozen body.

CREATE FUNCTION @internal@.note_records(report uuid) RETURNS report_record[]
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    notes @extschema@.report_record[];
BEGIN
    EXECUTE format($sql$
        WITH event AS (
            SELECT v.*, to_char(v.happened_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day,
                   row_number() OVER (PARTITION BY v.event, v.section, v.code, v.relation ORDER BY v.ordinal DESC) = 1 AS holds
            FROM %1$I.report_event AS v
            WHERE v.report_id = $1 AND v.event IN ('commented', 'checked', 'waived')
        ), note AS (
            SELECT 1 AS part, e.ordinal, 'kommentar' AS kind,
                   jsonb_build_object('del', e.section, 'tekst', e.reason, 'dato', e.day) AS content
            FROM event AS e WHERE e.event = 'commented'
            UNION ALL
            SELECT 2, e.ordinal, 'kontrollert', jsonb_strip_nulls(jsonb_build_object(
                       'del', e.section, 'dato', to_char(e.checked_on, 'YYYY-MM-DD'), 'tekst', e.reason))
            FROM event AS e WHERE e.event = 'checked' AND e.holds
            UNION ALL
            SELECT 3, e.ordinal, 'godtattFunn', jsonb_strip_nulls(jsonb_build_object(
                       'alvorlighet', f.severity, 'kode', e.code, 'relasjon', e.relation, 'antall', f.findings,
                       'begrunnelse', e.reason, 'dato', e.day))
            FROM event AS e
            CROSS JOIN LATERAL (
                SELECT (array_agg(r.content -> 'alvorlighet' ORDER BY r.ordinal))[1] AS severity, sum((r.content ->> 'antall')::bigint) AS findings
                FROM %1$I.report_record AS r
                WHERE r.report_id = e.report_id AND r.kind = 'funn' AND r.content ->> 'kode' = e.code
                  AND r.content ->> 'relasjon' IS NOT DISTINCT FROM e.relation) AS f
            WHERE e.event = 'waived' AND e.holds
        )
        SELECT array_agg(('paategninger', n.kind, n.content)::@extschema@.report_record ORDER BY n.part, n.ordinal) FROM note AS n
    $sql$, @internal@.require_report(report))
    INTO notes USING report;
    RETURN coalesce(notes, '{}');
END
$$;
COMMENT ON FUNCTION @internal@.note_records(uuid) IS
    'what stands beside the body of an issued report: comments, checks by the sender, and findings that were waived with a reason';

CREATE FUNCTION @internal@.archived_parts(report uuid) RETURNS report_parts
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    parts @extschema@.report_parts;
BEGIN
    EXECUTE format($sql$
        SELECT coalesce(array_agg((r.path, r.kind, r.content)::@extschema@.report_record ORDER BY r.ordinal) FILTER (WHERE r.path !~ '^vedlegg'), '{}'),
               coalesce(array_agg((r.path, r.kind, r.content)::@extschema@.report_record ORDER BY r.ordinal) FILTER (WHERE r.path ~ '^vedlegg'), '{}')
        FROM %I.report_record AS r WHERE r.report_id = $1
    $sql$, @internal@.require_report(report))
    INTO parts USING report;
    RETURN parts;
END
$$;
COMMENT ON FUNCTION @internal@.archived_parts(uuid) IS 'the frozen records of an issued report: its body, and what its annex has beside the frame';

CREATE FUNCTION @internal@.issued_envelope(report uuid, annex_sha256 text) RETURNS report_record
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    envelope jsonb;
BEGIN
    EXECUTE format($sql$
        SELECT jsonb_strip_nulls(jsonb_build_object(
                   'rapportId', r.report_id,
                   'opprettet', to_char(r.issued_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
                   'tilstand', @internal@.report_term('state', e.state), 'miljoe', r.environment,
                   'merknad', CASE r.environment WHEN 'TEST' THEN 'IKKE FOR RAPPORTERING' END,
                   'erstatter', r.replaces, 'utgave', @internal@.report_term('edition', r.edition),
                   'utgiver', s.publisher, 'kontakt', s.contact, 'lisens', s.licence,
                   'programvare', 'research_indicators ' || r.engine_version, 'sha256', coalesce($2, r.body_json_sha256),
                   'sha256Xml', CASE WHEN $2 IS NULL THEN r.body_xml_sha256 END))
        FROM %1$I.report AS r
        CROSS JOIN LATERAL (SELECT v.state FROM %1$I.report_event AS v WHERE v.report_id = r.report_id
                            ORDER BY v.ordinal DESC LIMIT 1) AS e
        -- what the site says of its publications; nothing is assumed
        CROSS JOIN LATERAL (SELECT max(o.value) FILTER (WHERE o.name = 'publisher') AS publisher,
                                   max(o.value) FILTER (WHERE o.name = 'contact') AS contact,
                                   max(o.value) FILTER (WHERE o.name = 'licence') AS licence
                            FROM (SELECT split_part(t.name, ' ', 1) AS name,
                                         (array_agg(@internal@.plain_text(t.value) ORDER BY t.name COLLATE "C" DESC))[1] AS value
                                  FROM %1$I.setting AS t
                                  WHERE t.name IN ('publisher', 'contact', 'licence', 'publisher ' || r.orgnr, 'contact ' || r.orgnr, 'licence ' || r.orgnr)
                                  GROUP BY 1) AS o) AS s
        WHERE r.report_id = $1
    $sql$, @internal@.require_report(report))
    INTO envelope USING report, annex_sha256;
    RETURN ('', 'konvolutt', envelope)::@extschema@.report_record;
END
$$;
COMMENT ON FUNCTION @internal@.issued_envelope(uuid, text) IS
    'envelope of an issued report with its state now, or, given its digest, of its annex; publisher, contact and licence are rows of the archive''s settings (of one sender: with a space and its organisation number behind the name)';

CREATE FUNCTION @internal@.archived_records(report uuid) RETURNS report_record[]
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT @internal@.issued_envelope(report, NULL) || @internal@.note_records(report) || (@internal@.archived_parts(report)).body;
END;
COMMENT ON FUNCTION @internal@.archived_records(uuid) IS 'an issued report as records: envelope with its state now, notes, and the frozen body';

CREATE FUNCTION @internal@.archived_annex(report uuid) RETURNS report_record[]
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT @internal@.issued_envelope(report, (SELECT r.content ->> 'sha256' FROM unnest(p.body) AS r WHERE r.kind = 'vedlegg'))
           || @internal@.annex_body(p.body, p.annex)
    FROM @internal@.archived_parts(report) AS p;
END;
COMMENT ON FUNCTION @internal@.archived_annex(uuid) IS 'the annex of an issued report as records: envelope with its state now, and the frozen body';

CREATE FUNCTION report_xml(report uuid) RETURNS xml
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT @extschema@.records_xml(@internal@.archived_records(report), 'indikatorrapport');
END;
COMMENT ON FUNCTION report_xml(uuid) IS 'an issued report as XML';

CREATE FUNCTION report_json(report uuid) RETURNS json
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT @extschema@.records_json(@internal@.archived_records(report), 'indikatorrapport');
END;
COMMENT ON FUNCTION report_json(uuid) IS 'an issued report as JSON';

CREATE FUNCTION report_html(report uuid, lang text DEFAULT 'nb') RETURNS text
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT @internal@.report_page(@extschema@.report_xml(report), lang);
END;
COMMENT ON FUNCTION report_html(uuid, text) IS 'an issued report as one self-contained HTML page';

CREATE FUNCTION report_csv(report uuid, excel boolean DEFAULT false) RETURNS text
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT @extschema@.records_csv(p.body || p.annex, excel) FROM @internal@.archived_parts(report) AS p;
END;
COMMENT ON FUNCTION report_csv(uuid, boolean) IS 'the figures of an issued report as CSV, or as Excel in Norway opens it';

CREATE FUNCTION report_annex_xml(report uuid) RETURNS xml
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT @extschema@.records_xml(@internal@.archived_annex(report), 'indikatorvedlegg');
END;
COMMENT ON FUNCTION report_annex_xml(uuid) IS 'the annex of an issued report as XML';

CREATE FUNCTION report_annex_json(report uuid) RETURNS json
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT @extschema@.records_json(@internal@.archived_annex(report), 'indikatorvedlegg');
END;
COMMENT ON FUNCTION report_annex_json(uuid) IS 'the annex of an issued report as JSON';

CREATE FUNCTION report_annex_html(report uuid, lang text DEFAULT 'nb') RETURNS text
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT @internal@.report_page(
               @extschema@.records_xml(
                   @internal@.issued_envelope(report, (SELECT r.content ->> 'sha256' FROM unnest(p.body) AS r WHERE r.kind = 'vedlegg'))
                   || @internal@.annex_page_body(p.body, p.annex), 'indikatorvedlegg'), lang)
    FROM @internal@.archived_parts(report) AS p;
END;
COMMENT ON FUNCTION report_annex_html(uuid, text) IS 'the annex of an issued report as one self-contained HTML page, with every figure of the report in full';

CREATE FUNCTION report_canonical(report uuid, form text) RETURNS bytea
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    bytes bytea;
BEGIN
    IF form IS NULL OR form NOT IN ('xml', 'json') THEN
        RAISE EXCEPTION 'unknown canonical form "%"', form
            USING ERRCODE = 'RI055', HINT = 'Forms: xml (Canonical XML 1.1), json (RFC 8785).';
    END IF;
    EXECUTE format('SELECT convert_to(r.body_%s, ''UTF8'') FROM %I.report AS r WHERE r.report_id = $1',
                   form, @internal@.require_report(report))
    INTO bytes USING report;
    RETURN bytes;
END
$$;
COMMENT ON FUNCTION report_canonical(uuid, text) IS
    'canonical bytes of the body of an issued report: xml (Canonical XML 1.1) or json (RFC 8785); their SHA-256 stands in the envelope';

CREATE FUNCTION report_csv_metadata(report uuid, url text DEFAULT 'report.csv') RETURNS json
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT @internal@.csv_metadata(@internal@.archived_records(report), url);
END;
COMMENT ON FUNCTION report_csv_metadata(uuid, text) IS 'what stands beside the CSV of an issued report: CSV on the Web''s description of it';
