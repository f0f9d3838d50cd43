-- Issuing a report: everything it rests on is frozen in one statement, that is in
-- one snapshot, and by the archive itself: an INSERT into its table "report" is
-- the same as a call of issue_report.

CREATE FUNCTION @internal@.source_row_digests(
    wanted text[] DEFAULT NULL, OUT relation text, OUT row_key text, OUT row_count bigint, OUT sha256 bytea)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
    SET timezone = 'UTC'
    SET datestyle = 'ISO, YMD'
    SET intervalstyle = 'postgres'
    SET extra_float_digits = 1
AS $$
DECLARE
    item record;
BEGIN
    FOR item IN
        SELECT r.relation, string_agg(format('s.%I', c.column_name), ', ' ORDER BY c.ordinal) AS columns,
               -- rows without a key of their own go by what they refer to
               string_agg(format('s.%I::text', c.column_name), ', ' ORDER BY array_position(k.columns, c.column_name), c.ordinal)
                   FILTER (WHERE c.column_name = ANY (k.columns)) AS key
        FROM @extschema@.source_relation AS r
        CROSS JOIN LATERAL (
            SELECT CASE r.key_columns WHEN '{}' THEN (SELECT array_agg(f.column_name ORDER BY f.column_name COLLATE "C")
                                                      FROM @extschema@.source_reference AS f WHERE f.relation = r.relation)
                   ELSE r.key_columns END AS columns) AS k
        JOIN @extschema@.source_column AS c ON c.relation = r.relation
        JOIN pg_attribute AS a ON a.attname = c.column_name AND a.attnum > 0 AND NOT a.attisdropped
         AND a.attrelid = to_regclass(format('%I.%I', @extschema@.source_schema(), r.relation))
        WHERE wanted IS NULL OR r.relation = ANY (wanted)
        GROUP BY r.relation, r.ordinal
        ORDER BY r.ordinal
    LOOP
        RETURN QUERY EXECUTE format($sql$
            SELECT %L, d.row_key, count(*), sha256(string_agg(d.digest, ''::bytea ORDER BY d.digest))
            FROM (SELECT concat_ws(';', %s) AS row_key, sha256(convert_to(jsonb_build_array(%s)::text, 'UTF8')) AS digest
                  FROM %I.%I AS s) AS d
            GROUP BY d.row_key
        $sql$, item.relation, coalesce(item.key, quote_literal('')), item.columns, @extschema@.source_schema(), item.relation);
    END LOOP;
END
$$;
COMMENT ON FUNCTION @internal@.source_row_digests(text[]) IS
    'SHA-256 of the rows of every source relation (or of those wanted) by key, over the columns of the contract; rows without a key go by what they refer to';

CREATE FUNCTION @internal@.source_digests(OUT relation text, OUT row_count bigint, OUT sha256 text)
    RETURNS SETOF record
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT r.relation, coalesce(sum(d.row_count), 0)::bigint,
           encode(sha256(coalesce(string_agg(convert_to(d.row_key, 'UTF8') || d.sha256, '' ORDER BY d.row_key COLLATE "C"), '')), 'hex')
    FROM @extschema@.source_relation AS r
    LEFT JOIN @internal@.source_row_digests() AS d ON d.relation = r.relation
    WHERE to_regclass(format('%I.%I', @extschema@.source_schema(), r.relation)) IS NOT NULL
    GROUP BY r.relation, r.ordinal
    ORDER BY r.ordinal;
END;
COMMENT ON FUNCTION @internal@.source_digests() IS
    'number of rows and SHA-256 of every source relation, over the keys and digests of its rows; independent of the order of rows and of the session''s settings';

CREATE FUNCTION canonical_body(document xml) RETURNS bytea
    AS 'MODULE_PATHNAME', 'research_indicators_canonical_body'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION canonical_body(xml) IS
    'canonical bytes (Canonical XML 1.1) of the element innhold of a report, as it stands in the document';

CREATE FUNCTION @internal@.report_environment(facts fact[], source_schema text, archive text DEFAULT NULL) RETURNS text
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    production text;
BEGIN
    EXECUTE format('SELECT s.value FROM %I.setting AS s WHERE s.name = ''production_source_schema''', coalesce(archive, @extschema@.require_archive()))
    INTO production;
    IF production = source_schema
       AND NOT EXISTS (SELECT FROM unnest(facts) AS f WHERE f.origin = 'illustrative') THEN
        RETURN 'PROD';
    END IF;
    RETURN 'TEST';
END
$$;
COMMENT ON FUNCTION @internal@.report_environment(fact[], text, text) IS
    'PROD only from the schema that the archive names as production_source_schema, and never with an illustrative parameter; else TEST';

CREATE FUNCTION @internal@.frozen_rule_sets(
    records report_record[], OUT rule_set text, OUT family text, OUT title text, OUT sha256 text, OUT parameters jsonb)
    RETURNS SETOF record
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT s.rule_set, s.family, s.title, @extschema@.rule_set_digest(s.rule_set),
           (SELECT jsonb_agg(to_jsonb(p)) FROM @internal@.told_parameters(s.rule_set) AS p)
    FROM unnest(records) AS r
    JOIN @extschema@.rule_set AS s ON s.rule_set = r.content ->> 'id'
    WHERE r.kind = 'regelsett';
END;
COMMENT ON FUNCTION @internal@.frozen_rule_sets(report_record[]) IS
    'the rule sets that a report names, with their digests and the parameters that it shows of them';

CREATE FUNCTION @internal@.body_json(body report_record[]) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT @extschema@.records_json(array_agg((regexp_replace(p.path, '^innhold/?', ''), p.kind, p.content)::@extschema@.report_record
                                              ORDER BY p.position))::text
    FROM unnest(body) WITH ORDINALITY AS p(path, kind, content, position);
END;
COMMENT ON FUNCTION @internal@.body_json(report_record[]) IS 'the body alone as JSON, RFC 8785 as written: the value of innhold';

CREATE FUNCTION @internal@.refuse_misfit(archive text, replaced uuid, year integer, orgnr text, edition text) RETURNS void
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    fits boolean;
BEGIN
    EXECUTE format($sql$
        SELECT r.year = $2 AND r.orgnr = $3 AND r.edition = $4
               AND (SELECT v.state FROM %1$I.report_event AS v WHERE v.report_id = r.report_id ORDER BY v.ordinal DESC LIMIT 1) <> 'superseded'
        FROM %1$I.report AS r WHERE r.report_id = $1
    $sql$, archive)
    INTO fits USING replaced, year, orgnr, edition;
    IF NOT coalesce(fits, false) THEN
        RAISE EXCEPTION 'a report of % for "%" does not replace report "%"', year, orgnr, replaced
            USING ERRCODE = 'RI045',
                  HINT = 'A report replaces one of the same year, unit and edition that has not been superseded.';
    END IF;
END
$$;
COMMENT ON FUNCTION @internal@.refuse_misfit(text, uuid, integer, text, text) IS
    'error RI045 when a report is to replace one of another year, unit or edition, or one that has been superseded';

CREATE TYPE @internal@.frozen_content AS (
    whole report_content,
    explanation @internal@.explanation_part[]
);
COMMENT ON TYPE @internal@.frozen_content IS 'what a report says, and what explains its figures';

CREATE FUNCTION @internal@.compute_frozen_content(year integer, orgnr text, rule_set text, edition text) RETURNS @internal@.frozen_content
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    frozen @internal@.frozen_content;
BEGIN
    frozen.whole := @internal@.report_content(year, orgnr, rule_set, edition);
    -- steps would tell what the public edition hides
    IF edition <> 'public' THEN
        SELECT array_agg(e) INTO frozen.explanation
        FROM (SELECT array_agg(f.indicator) AS indicators, array_agg(f.year) AS years
              FROM (SELECT DISTINCT f.indicator, f.year FROM unnest((frozen.whole).facts) AS f) AS f) AS f
        CROSS JOIN LATERAL @internal@.explanation_parts(f.indicators, f.years, compute_frozen_content.rule_set) AS e;
    END IF;
    RETURN frozen;
END
$$;
COMMENT ON FUNCTION @internal@.compute_frozen_content(integer, text, text, text) IS 'body of frozen_content()';

CREATE FUNCTION @internal@.frozen_content(year integer, orgnr text, rule_set text, edition text) RETURNS @internal@.frozen_content
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED;
COMMENT ON FUNCTION @internal@.frozen_content(integer, text, text, text) IS
    'everything that an edition of a report says and, but for the public one, what explains its figures; both rest on results that are computed once';

CREATE FUNCTION @internal@.freeze_report(
    archive text, report_id uuid, year integer, orgnr text, rule_set_asked text, edition text, replaces uuid,
    OUT rule_set text, OUT environment text, OUT source_schema text, OUT engine_version text, OUT body_xml text, OUT body_json text)
    LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    body @extschema@.report_record[];
    whole @extschema@.report_record[];
BEGIN
    PERFORM @internal@.require_edition(edition);
    PERFORM @internal@.hold_rule_sets(false);
    EXECUTE format('INSERT INTO %I.report_freeze VALUES ($1)', archive) USING report_id;

    -- one statement, one snapshot: figures, publications, rules and sources belong together
    EXECUTE format($sql$
        WITH content AS MATERIALIZED (
            SELECT f.whole, f.explanation FROM @internal@.frozen_content($2, $3, $4, $5) AS f
        ), body AS MATERIALIZED (
            SELECT @internal@.report_body(c.whole) AS records FROM content AS c
        ), rule_sets AS MATERIALIZED (
            SELECT s.* FROM content AS c CROSS JOIN LATERAL @internal@.frozen_rule_sets((c.whole).records) AS s
        ), source_row AS MATERIALIZED (
            SELECT d.* FROM @internal@.source_row_digests() AS d
        ), source AS MATERIALIZED (
            -- as source_digests() does
            SELECT r.relation, coalesce(sum(d.row_count), 0) AS row_count,
                   encode(sha256(coalesce(string_agg(convert_to(d.row_key, 'UTF8') || d.sha256, '' ORDER BY d.row_key COLLATE "C"), '')), 'hex') AS sha256
            FROM @extschema@.source_relation AS r
            LEFT JOIN source_row AS d ON d.relation = r.relation
            WHERE to_regclass(format('%%I.%%I', @extschema@.source_schema(), r.relation)) IS NOT NULL
            GROUP BY r.relation
        ), part AS MATERIALIZED (
            -- once a year, not once a year and institution; a site without publications has none to keep
            SELECT y.year, p.publication_id, p.institution_id, p.form, p.level, p.shares, p.total_shares, p.points, p.countable, p.reason
            FROM (SELECT r.year FROM @internal@.report_years($2, $4) AS r(year)
                  WHERE @internal@.has_source(VARIADIC (SELECT i.relations FROM @extschema@.indicator AS i WHERE i.indicator = 'publications'))) AS y
            CROSS JOIN LATERAL @extschema@.publication_points(y.year, $4) AS p
        ), explanation AS MATERIALIZED (
            SELECT e.indicator, e.year, e.name, e.part, e.content, sha256(convert_to(e.content::text, 'UTF8')) AS sha256
            FROM content AS c CROSS JOIN LATERAL unnest(c.explanation) AS e
        ), explanation_part_kept AS (
            INSERT INTO %1$I.report_explanation_part (sha256, content)
            SELECT DISTINCT ON (e.sha256) e.sha256, e.content
            FROM explanation AS e
            WHERE NOT EXISTS (SELECT FROM %1$I.report_explanation_part AS o WHERE o.sha256 = e.sha256)
            ORDER BY e.sha256
            ON CONFLICT DO NOTHING
        ), explanation_kept AS (
            INSERT INTO %1$I.report_explanation (report_id, indicator, year, name, part, sha256)
            SELECT $1, e.indicator, e.year, e.name, e.part, e.sha256 FROM explanation AS e
        ), record_kept AS (
            INSERT INTO %1$I.report_record (report_id, ordinal, path, kind, content)
            SELECT $1, r.position, r.path, r.kind, r.content
            FROM body AS b CROSS JOIN LATERAL unnest(b.records) WITH ORDINALITY AS r(path, kind, content, position)
        ), fact_kept AS (
            INSERT INTO %1$I.report_fact (report_id, ordinal, indicator, measure, year, unit_level, institution_id, dimensions,
                                          value, numerator, denominator, ci_low, ci_high, status, rule_set, origin, reason, reported_units, expected_units)
            SELECT $1, f.position, f.indicator, f.measure, f.year, f.unit_level, f.institution_id, f.dimensions,
                   f.value, f.numerator, f.denominator, f.ci_low, f.ci_high, f.status, f.rule_set, f.origin, f.reason, f.reported_units, f.expected_units
            FROM content AS c
            CROSS JOIN LATERAL unnest((c.whole).facts) WITH ORDINALITY
                 AS f(indicator, measure, year, unit_level, institution_id, dimensions, value, numerator, denominator,
                      ci_low, ci_high, status, rule_set, origin, reason, reported_units, expected_units, position)
        ), publication_kept AS (
            INSERT INTO %1$I.report_publication (report_id, year, publication_id, institution_id, form, level, shares, total_shares,
                                                 points, countable, reason)
            SELECT $1, p.year, p.publication_id, p.institution_id, p.form, p.level, p.shares, p.total_shares,
                   p.points, p.countable, p.reason
            FROM part AS p
            WHERE p.institution_id IN (SELECT i.id FROM @internal@.report_institutions($2, $3) AS i(id))
        ), rule_set_kept AS (
            INSERT INTO %1$I.report_rule_set (report_id, rule_set, family, title, sha256)
            SELECT $1, s.rule_set, s.family, s.title, s.sha256 FROM rule_sets AS s
        ), parameter_kept AS (
            INSERT INTO %1$I.report_parameter (report_id, rule_set, name, value, origin, source, inherited_from)
            SELECT $1, s.rule_set, p.name, p.value, p.origin, p.source, p.inherited_from
            FROM rule_sets AS s
            CROSS JOIN LATERAL jsonb_to_recordset(s.parameters)
                 AS p(name text, value text, origin text, source text, inherited_from text)
        ), source_kept AS (
            INSERT INTO %1$I.report_source (report_id, relation, row_count, sha256)
            SELECT $1, s.relation, s.row_count, s.sha256 FROM source AS s
        ), source_row_kept AS (
            INSERT INTO %1$I.report_source_row (relation, relation_sha256, row_key, row_count, sha256)
            SELECT s.relation, s.sha256, d.row_key, d.row_count, d.sha256
            FROM source AS s JOIN source_row AS d ON d.relation = s.relation
            WHERE NOT EXISTS (SELECT FROM %1$I.report_source_row AS o WHERE o.relation = s.relation AND o.relation_sha256 = s.sha256)
            ORDER BY s.relation COLLATE "C", d.row_key COLLATE "C"
            ON CONFLICT DO NOTHING
        )
        SELECT b.records, @internal@.report_environment((c.whole).facts, @extschema@.source_schema(), %1$L)
        FROM content AS c CROSS JOIN body AS b
    $sql$, archive)
    INTO body, environment
    USING report_id, year, orgnr, rule_set_asked, edition;

    rule_set := @internal@.hod_rule_set_for(year, rule_set_asked);
    source_schema := @extschema@.source_schema();
    engine_version := (SELECT v.library FROM @internal@.library_versions() AS v);
    -- the bytes are those of the body as it stands in the whole document
    whole := @internal@.draft_envelope(edition) || body;
    body_xml := convert_from(@extschema@.canonical_body(@extschema@.records_xml(whole, 'indikatorrapport')), 'UTF8');
    body_json := @internal@.body_json(body);
    IF replaces IS NOT NULL THEN
        PERFORM @internal@.refuse_misfit(archive, replaces, year, orgnr, edition);
    END IF;
    EXECUTE format('INSERT INTO %I.report_event (report_id, ordinal, state, happened_at, actor, event)
                    VALUES ($1, 1, ''draft'', clock_timestamp(), session_user, ''issued'')', archive)
    USING report_id;
END
$$;
COMMENT ON FUNCTION @internal@.freeze_report(text, uuid, integer, text, text, text, uuid) IS
    'computes a report and freezes all it rests on in an archive, in one snapshot; called by the archive''s trigger, and of no use without it';

CREATE FUNCTION issue_report(
    year integer, orgnr text, rule_set text DEFAULT NULL, replaces uuid DEFAULT NULL, edition text DEFAULT 'ministry') RETURNS uuid
    LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    new_id uuid;
BEGIN
    EXECUTE format('INSERT INTO %I.report (year, orgnr, rule_set_asked, edition, replaces)
                    VALUES ($1, $2, $3, $4, $5) RETURNING report_id', @extschema@.require_archive())
    INTO new_id USING year, orgnr, rule_set, edition, replaces;
    RETURN new_id;
END
$$;
COMMENT ON FUNCTION issue_report(integer, text, text, uuid, text) IS
    'freezes a report in the archive as a draft: its facts, everything it shows, its publications, the rules and digests of the sources, in one snapshot; returns its id';
