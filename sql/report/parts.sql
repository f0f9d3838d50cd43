-- Records as a document, and a report as its two documents: the report that a
-- reader needs, and the annex with everything else.

CREATE FUNCTION records_xml(records report_record[], root text) RETURNS xml
    AS 'MODULE_PATHNAME', 'research_indicators_records_xml'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION records_xml(report_record[], text) IS 'report records as an XML document with that root element';

CREATE FUNCTION records_json(records report_record[], root text DEFAULT 'innhold') RETURNS json
    AS 'MODULE_PATHNAME', 'research_indicators_records_json'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION records_json(report_record[], text) IS
    'report records as JSON with sorted keys (RFC 8785); of a document (root indikatorrapport or indikatorvedlegg) with the version of its schema';

CREATE FUNCTION records_csv(records report_record[], excel boolean DEFAULT false) RETURNS text
    AS 'MODULE_PATHNAME', 'research_indicators_records_csv'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION records_csv(report_record[], boolean) IS
    'the figures among report records as CSV (comma, quotes as in RFC 4180, UTF-8, decimal point, line feeds between rows); excel: with byte order mark, semicolon and decimal comma';

CREATE TYPE report_parts AS (
    body report_record[],
    annex report_record[]
);
COMMENT ON TYPE report_parts IS
    'a report as two documents: its body, and what its annex has beside the frame (see annex_body) that both show';

CREATE FUNCTION @internal@.annex_body(body report_record[], annex report_record[]) RETURNS report_record[]
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT coalesce(array_agg((regexp_replace(r.path, '^innhold', 'vedlegg'), r.kind, r.content)::@extschema@.report_record ORDER BY r.part, r.source, r.position), '{}')
    FROM (SELECT array_position('{avsender,rapporteringsperiode,regelverk,enheter,begreper,kodelister}'::text[],
                                coalesce(nullif(split_part(b.path, '/', 2), ''), b.kind)) AS part, 1 AS source, b.*
          FROM unnest(body) WITH ORDINALITY AS b(path, kind, content, position)
          WHERE b.kind IN ('avsender', 'rapporteringsperiode', 'regelsett', 'parameter', 'enhet', 'begrep', 'kodeliste', 'kode')
          UNION ALL
          SELECT CASE WHEN a.kind = 'parameter' THEN 3 ELSE 7 END, 2, a.*
          FROM unnest(annex) WITH ORDINALITY AS a(path, kind, content, position)) AS r;
END;
COMMENT ON FUNCTION @internal@.annex_body(report_record[], report_record[]) IS
    'the body of an annex: the frame of its report (sender, period, rule sets, units, terms, code lists), then what the report leaves out';

CREATE FUNCTION @internal@.annex_page_body(body report_record[], annex report_record[]) RETURNS report_record[]
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT @internal@.annex_body(body, coalesce(array_agg((r.path, r.kind, r.content)::@extschema@.report_record
                                                          ORDER BY r.place NULLS LAST, r.source, r.position), '{}'))
    -- figures of one measure stand together, measures in the order of their terms
    FROM (SELECT t.place, f.*
          FROM (SELECT 1 AS source, regexp_replace(b.path, '^innhold', 'vedlegg') AS path, b.kind, b.content, b.position
                FROM unnest(body) WITH ORDINALITY AS b(path, kind, content, position)
                WHERE b.kind IN ('tall', 'deltall')
                UNION ALL
                SELECT 2, a.*
                FROM unnest(annex) WITH ORDINALITY AS a(path, kind, content, position)) AS f
          LEFT JOIN (SELECT b.content ->> 'sti' AS path, b.position AS place
                     FROM unnest(body) WITH ORDINALITY AS b(path, kind, content, position)
                     WHERE b.kind = 'begrep') AS t
            ON f.kind IN ('tall', 'deltall') AND 'vedlegg/' || t.path = f.path) AS r;
END;
COMMENT ON FUNCTION @internal@.annex_page_body(report_record[], report_record[]) IS
    'what the page of an annex is made of: the annex, and every figure of its report, so that the page has the full tables that the report''s page leaves out';

CREATE FUNCTION @internal@.body_json(body report_record[]) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT @extschema@.records_json(array_agg((regexp_replace(p.path, '^(innhold|vedlegg)/?', ''), p.kind, p.content)::@extschema@.report_record
                                              ORDER BY p.position), 'innhold')::text
    FROM unnest(body) WITH ORDINALITY AS p(path, kind, content, position);
END;
COMMENT ON FUNCTION @internal@.body_json(report_record[]) IS
    'a body alone as JSON, RFC 8785 as written: the value of innhold, or of vedlegg';

CREATE FUNCTION @internal@.report_parts(content report_content) RETURNS report_parts
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    before @extschema@.report_record[];
    behind @extschema@.report_record[];
    parts @extschema@.report_parts;
BEGIN
    SELECT coalesce(array_agg(r.record ORDER BY r.position) FILTER (WHERE r.place = 1), '{}'),
           coalesce(array_agg(r.record ORDER BY r.position) FILTER (WHERE r.place = 2), '{}'),
           coalesce(array_agg(r.record ORDER BY r.position) FILTER (WHERE r.place = 3), '{}')
    INTO before, behind, parts.annex
    FROM (SELECT CASE WHEN p.path ~ '^vedlegg' THEN 3 WHEN p.path ~ '^innhold(/(regelverk|enheter|begreper|kodelister|sammendrag).*)?$' THEN 1 ELSE 2 END AS place,
                 p.position, (p.path, p.kind, p.content)::@extschema@.report_record AS record
          FROM unnest((content).records) WITH ORDINALITY AS p(path, kind, content, position)) AS r;
    -- parameters belong to the frame: first; lists and sums come behind the figures
    parts.annex := ARRAY(SELECT (r.path, r.kind, r.content)::@extschema@.report_record FROM unnest(parts.annex) WITH ORDINALITY AS r(path, kind, content, position)
                         WHERE r.kind = 'parameter' ORDER BY r.position)
                   || @internal@.figures_of((content).facts, before, true)
                   || ARRAY(SELECT (r.path, r.kind, r.content)::@extschema@.report_record FROM unnest(parts.annex) WITH ORDINALITY AS r(path, kind, content, position)
                            WHERE r.kind <> 'parameter' ORDER BY r.position);
    parts.body := before || @internal@.figures_of((content).facts, before, false) || behind
                  || ('innhold', 'vedlegg', jsonb_build_object(
                         'antall', (SELECT count(*) FROM unnest(parts.annex) AS a WHERE a.kind IN ('tall', 'deltall')),
                         'sha256', encode(sha256(convert_to(@internal@.body_json(@internal@.annex_body(before, parts.annex)), 'UTF8')), 'hex')
                     ))::@extschema@.report_record;
    RETURN parts;
END
$$;
COMMENT ON FUNCTION @internal@.report_parts(report_content) IS
    'a report as its two documents: the body ends with the digest of the annex, so that whoever signs the one signs both';
