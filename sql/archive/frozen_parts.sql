-- Issuing a report: its parts are computed one after the other, of one snapshot
-- and with the issuer's rights; then all are written (extension/archive/freeze.c).
--
-- A query has the arguments archive $1, year $2, orgnr $3, rule set as asked for
-- $4, edition $5, replaced report $6, new id $7, and reads the parts before it by
-- name.  Where it stops nothing has been written, and while its rows are being
-- written nothing of the site's runs.

CREATE FUNCTION @internal@.frozen_grounds(OUT ordinal integer, OUT name text, OUT query text, OUT insert text)
    RETURNS SETOF record
    LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 10
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    VALUES
    (7, 'rules', $sql$
        SELECT s.rule_set, s.family, s.title, s.sha256, s.parameters
        FROM content AS c CROSS JOIN LATERAL @internal@.frozen_rule_sets((c.whole).records) AS s
     $sql$, $sql$
        INSERT INTO %1$I.report_rule_set (report_id, rule_set, family, title, sha256)
        SELECT $7, s.rule_set, s.family, s.title, s.sha256 FROM rules AS s
     $sql$),
    (8, 'parameter', $sql$
        SELECT s.rule_set, p.name, p.value, p.origin, p.source, p.inherited_from
        FROM rules AS s
        CROSS JOIN LATERAL jsonb_to_recordset(s.parameters)
             AS p(name text, value text, origin text, source text, inherited_from text)
     $sql$, $sql$
        INSERT INTO %1$I.report_parameter (report_id, rule_set, name, value, origin, source, inherited_from)
        SELECT $7, p.rule_set, p.name, p.value, p.origin, p.source, p.inherited_from FROM parameter AS p
     $sql$),
    (9, 'source_row', 'SELECT d.* FROM @internal@.source_row_digests() AS d', NULL),
    (10, 'source', $sql$
        -- as source_digests() does
        SELECT r.relation, coalesce(sum(d.row_count), 0) AS row_count,
               encode(sha256(coalesce(string_agg(convert_to(d.row_key, 'UTF8') || d.sha256, '' ORDER BY d.row_key COLLATE "C"), '')), 'hex') AS sha256
        FROM @extschema@.source_relation AS r
        LEFT JOIN source_row AS d ON d.relation = r.relation
        WHERE to_regclass(format('%I.%I', @extschema@.source_schema(), r.relation)) IS NOT NULL
        GROUP BY r.relation
     $sql$, $sql$
        INSERT INTO %1$I.report_source (report_id, relation, row_count, sha256)
        SELECT $7, s.relation, s.row_count, s.sha256 FROM source AS s
     $sql$),
    (11, 'seen_row', 'SELECT 1 AS one', $sql$
        INSERT INTO %1$I.report_source_row (relation, relation_sha256, row_key, row_count, sha256)
        SELECT s.relation, s.sha256, d.row_key, d.row_count, d.sha256
        FROM source AS s JOIN source_row AS d ON d.relation = s.relation
        WHERE NOT EXISTS (SELECT FROM %1$I.report_source_row AS o WHERE o.relation = s.relation AND o.relation_sha256 = s.sha256)
        ORDER BY s.relation COLLATE "C", d.row_key COLLATE "C"
        ON CONFLICT DO NOTHING
     $sql$),
    (12, 'explanation', $sql$
        SELECT e.indicator, e.year, e.name, e.part, m.content, sha256(convert_to(m.content::text, 'UTF8')) AS sha256
        FROM content AS c CROSS JOIN LATERAL unnest(c.explanation) AS e CROSS JOIN LATERAL (SELECT @internal@.masked(e.content) AS content) AS m
     $sql$, $sql$
        INSERT INTO %1$I.report_explanation_part (sha256, content)
        SELECT DISTINCT ON (e.sha256) e.sha256, e.content
        FROM explanation AS e
        WHERE NOT EXISTS (SELECT FROM %1$I.report_explanation_part AS o WHERE o.sha256 = e.sha256)
        ORDER BY e.sha256
        ON CONFLICT DO NOTHING
     $sql$),
    (13, 'explained', 'SELECT 1 AS one', $sql$
        INSERT INTO %1$I.report_explanation (report_id, indicator, year, name, part, sha256)
        SELECT $7, e.indicator, e.year, e.name, e.part, e.sha256 FROM explanation AS e
     $sql$),
    (14, 'event', 'SELECT $7 AS report_id', $sql$
        INSERT INTO %1$I.report_event (report_id, state, event) SELECT e.report_id, 'draft', 'issued' FROM event AS e
     $sql$);
END;
COMMENT ON FUNCTION @internal@.frozen_grounds() IS
    'the later parts of a report: what it rests on (rules, sources), what explains its figures, and the event that it was issued; %1$I is the archive';

CREATE FUNCTION @internal@.frozen_parts(archive text, OUT name text, OUT query text, OUT insert text)
    RETURNS SETOF record
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE ROWS 10
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT p.name, p.query, p.insert
    FROM (SELECT f.name, f.query, format(f.insert, archive) AS insert, f.ordinal
    FROM (VALUES
    (1, 'content', $sql$
        SELECT c.whole, c.explanation, p.body AS records, p.annex
        FROM (SELECT f.whole, f.explanation FROM @internal@.frozen_content($2, $3, $4, $5) AS f OFFSET 0) AS c
        CROSS JOIN LATERAL @internal@.report_parts(c.whole) AS p
     $sql$, NULL),
    (2, 'report', $sql$
        SELECT @internal@.hod_rule_set_for($2, $4) AS rule_set,
               @internal@.report_environment((c.whole).facts, @extschema@.source_schema(), $1) AS environment,
               @extschema@.source_schema() AS source_schema, v.library AS engine_version, b.body_xml, b.body_json
        FROM content AS c
        CROSS JOIN @internal@.library_versions() AS v
        CROSS JOIN LATERAL (
            -- the bytes are those of the body as it stands in the whole document
            SELECT convert_from(@extschema@.canonical_body(
                       @extschema@.records_xml(@internal@.draft_envelope($5) || c.records, 'indikatorrapport')), 'UTF8') AS body_xml,
                   @internal@.body_json(c.records) AS body_json) AS b
     $sql$, $sql$
        INSERT INTO %1$I.report (report_id, year, orgnr, rule_set, edition, environment, replaces, source_schema, engine_version,
                                 issued_at, issued_by, body_xml, body_json, body_xml_sha256, body_json_sha256, rule_set_asked)
        SELECT $7, $2, $3, r.rule_set, $5, r.environment, $6, r.source_schema, r.engine_version, clock_timestamp(), session_user,
               r.body_xml, r.body_json, encode(sha256(convert_to(r.body_xml, 'UTF8')), 'hex'),
               encode(sha256(convert_to(r.body_json, 'UTF8')), 'hex'), $4
        FROM report AS r
     $sql$),
    (3, 'begun', 'SELECT $7 AS report_id', 'INSERT INTO %1$I.report_freeze SELECT b.report_id FROM begun AS b'),
    (4, 'record', $sql$
        SELECT r.position, r.path, r.kind, r.content
        FROM content AS c CROSS JOIN LATERAL unnest(c.records || c.annex) WITH ORDINALITY AS r(path, kind, content, position)
     $sql$, $sql$
        INSERT INTO %1$I.report_record (report_id, ordinal, path, kind, content)
        SELECT $7, r.position, r.path, r.kind, r.content FROM record AS r
     $sql$),
    (5, 'fact', $sql$
        SELECT f.*
        FROM content AS c
        CROSS JOIN LATERAL unnest((c.whole).facts) WITH ORDINALITY
             AS f(indicator, measure, year, unit_level, institution_id, dimensions, value, numerator, denominator,
                  ci_low, ci_high, status, rule_set, origin, reason, reported_units, expected_units, position)
     $sql$, $sql$
        INSERT INTO %1$I.report_fact (report_id, ordinal, indicator, measure, year, unit_level, institution_id, dimensions,
                                      value, numerator, denominator, ci_low, ci_high, status, rule_set, origin, reason, reported_units,
                                      expected_units)
        SELECT $7, f.position, f.indicator, f.measure, f.year, f.unit_level, f.institution_id, f.dimensions,
               f.value, f.numerator, f.denominator, f.ci_low, f.ci_high, f.status, f.rule_set, f.origin, f.reason, f.reported_units,
               f.expected_units
        FROM fact AS f
     $sql$),
    (6, 'publication', $sql$
        -- an array of institutions: joined with, they would ask for the points of a year
        -- once each; a site without publications has none to keep
        SELECT y.year,
               CASE WHEN @internal@.masked(p.publication_id) = p.publication_id AND octet_length(p.publication_id) <= 1000 THEN p.publication_id
                    ELSE format('%s %s', left(@internal@.masked(p.publication_id), 100), row_number() OVER (PARTITION BY y.year, p.institution_id ORDER BY p.publication_id COLLATE "C")) END AS publication_id,
               p.institution_id, @internal@.masked(p.form) AS form, p.level, p.shares, p.total_shares, p.points, p.countable, p.reason
        FROM (SELECT r.year FROM @internal@.report_years($2, $4) AS r(year)
              WHERE @internal@.has_source(VARIADIC (SELECT i.relations FROM @extschema@.indicator AS i WHERE i.indicator = 'publications'))) AS y
        CROSS JOIN LATERAL @extschema@.publication_points(y.year, $4) AS p
        WHERE p.institution_id = ANY (ARRAY(SELECT i.id FROM @internal@.report_institutions($2, $3) AS i(id)))
     $sql$, $sql$
        INSERT INTO %1$I.report_publication (report_id, year, publication_id, institution_id, form, level, shares, total_shares,
                                             points, countable, reason)
        SELECT $7, p.year, p.publication_id, p.institution_id, p.form, p.level, p.shares, p.total_shares, p.points, p.countable, p.reason
        FROM publication AS p
     $sql$)) AS f(ordinal, name, query, insert)
    UNION ALL
    SELECT p.name, p.query, format(p.insert, archive), p.ordinal
    FROM @internal@.frozen_grounds() AS p) AS p
    ORDER BY p.ordinal;
END;
COMMENT ON FUNCTION @internal@.frozen_parts(text) IS
    'the parts of a report in the order in which they are computed, and in which those that the archive keeps are then written: query, INSERT';

CREATE FUNCTION @internal@.issue_begin(
    archive text, year integer, orgnr text, rule_set_asked text, edition text, replaces uuid) RETURNS uuid
    LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_edition(edition);
    -- changes of sets that the report does not use are no matter
    PERFORM @internal@.hold_rule_sets(false, ARRAY[rule_set_asked] || ARRAY(SELECT p.rule_set FROM unnest('{nvi,hod}'::text[]) AS f(family)
                                                                           CROSS JOIN LATERAL @internal@.default_periods(f.family) AS p));
    PERFORM @internal@.require_trusted_sources(archive);
    IF replaces IS NOT NULL THEN
        PERFORM @internal@.refuse_misfit(archive, replaces, year, orgnr, edition);
    END IF;
    RETURN gen_random_uuid();
END
$$;
COMMENT ON FUNCTION @internal@.issue_begin(text, integer, text, text, text, uuid) IS
    'what comes before a report is computed: the edition is known, rules stand still, whose code will run is trusted, what is replaced fits; its id';

CREATE FUNCTION @internal@.freeze_report(
    archive text, year integer, orgnr text, rule_set_asked text, edition text, replaces uuid) RETURNS uuid
    AS 'MODULE_PATHNAME', 'research_indicators_freeze_report'
    LANGUAGE C VOLATILE PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION @internal@.freeze_report(text, integer, text, text, text, uuid) IS
    'computes the parts of a report and writes them into an archive; error RI113 when code that the sources run sets one of our settings meanwhile';

CREATE FUNCTION issue_report(
    year integer, orgnr text, rule_set text DEFAULT NULL, replaces uuid DEFAULT NULL, edition text DEFAULT 'ministry') RETURNS uuid
    LANGUAGE sql VOLATILE PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT @internal@.freeze_report(@extschema@.require_archive(), year, orgnr, rule_set, edition, replaces);
END;
COMMENT ON FUNCTION issue_report(integer, text, text, uuid, text) IS
    'freezes a report in the archive as a draft: its facts, everything it shows, its publications, the rules and digests of the sources, in one snapshot; returns its id';
