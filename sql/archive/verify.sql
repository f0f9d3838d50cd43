-- Is an issued report still what the sources and rules give, and if not, why?
-- What changed from one issued report to another?

CREATE FUNCTION @internal@.differing_fields(a jsonb, b jsonb) RETURNS jsonb
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT coalesce(jsonb_object_agg(f.key, f.value), '{}')
    FROM jsonb_each(a) AS f
    WHERE f.value IS DISTINCT FROM b -> f.key;
END;
COMMENT ON FUNCTION @internal@.differing_fields(jsonb, jsonb) IS 'the fields of an object that another one does not have or has otherwise';

CREATE FUNCTION @internal@.fact_key(indicator text, measure text, year integer, unit_level text, institution_id text, dimensions jsonb) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT concat_ws(';', indicator || '.' || measure, year, unit_level, institution_id, nullif(@internal@.dimension_text(dimensions), ''));
END;
COMMENT ON FUNCTION @internal@.fact_key(text, text, integer, text, text, jsonb) IS 'the key of a fact as one text';

CREATE FUNCTION @internal@.archived_facts(report uuid) RETURNS fact[]
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    facts @extschema@.fact[];
BEGIN
    EXECUTE format('SELECT array_agg((f.indicator, f.measure, f.year, f.unit_level, f.institution_id, f.dimensions, f.value, f.numerator,
                                      f.denominator, f.ci_low, f.ci_high, f.status, f.rule_set, f.origin,
                                      f.reason, f.reported_units, f.expected_units)::@extschema@.fact ORDER BY f.ordinal)
                    FROM %I.report_fact AS f WHERE f.report_id = $1', @internal@.require_report(report))
    INTO facts USING report;
    RETURN coalesce(facts, '{}');
END
$$;
COMMENT ON FUNCTION @internal@.archived_facts(uuid) IS 'the frozen facts of an issued report in their order';

CREATE FUNCTION @internal@.changed_facts(
    old_facts fact[], new_facts fact[], OUT change text, OUT old_fact fact, OUT new_fact fact, OUT old_fields jsonb, OUT new_fields jsonb)
    RETURNS SETOF record
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT CASE WHEN n.indicator IS NULL THEN 'removed' WHEN o.indicator IS NULL THEN 'added' ELSE 'changed' END,
           CASE WHEN o.indicator IS NOT NULL THEN o END, CASE WHEN n.indicator IS NOT NULL THEN n END,
           CASE WHEN o.indicator IS NOT NULL THEN @internal@.differing_fields(to_jsonb(o), coalesce(to_jsonb(n), '{}')) END,
           CASE WHEN n.indicator IS NOT NULL THEN @internal@.differing_fields(to_jsonb(n), coalesce(to_jsonb(o), '{}')) END
    FROM unnest(old_facts) AS o
    FULL JOIN unnest(new_facts) AS n
      ON n.indicator = o.indicator AND n.measure = o.measure AND n.year = o.year AND n.unit_level = o.unit_level
     AND n.institution_id = o.institution_id AND n.dimensions = o.dimensions
    WHERE o.indicator IS NULL OR n.indicator IS NULL
       OR (o.value, o.numerator, o.denominator, o.ci_low, o.ci_high, o.status, o.rule_set, o.origin,
           o.reason, o.reported_units, o.expected_units)
          IS DISTINCT FROM (n.value, n.numerator, n.denominator, n.ci_low, n.ci_high, n.status, n.rule_set, n.origin,
                            n.reason, n.reported_units, n.expected_units);
END;
COMMENT ON FUNCTION @internal@.changed_facts(fact[], fact[]) IS
    'facts that one list has and another has not, or has otherwise, with the fields that differ';

CREATE FUNCTION @internal@.altered_archive(report uuid, OUT key text, OUT archived jsonb, OUT recomputed jsonb)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    archive text := @internal@.require_report(report);
    stored record;
    body @extschema@.report_record[] := (@internal@.archived_parts(report)).body;
    annex @extschema@.report_record[] := (@internal@.archived_parts(report)).annex;
    item record;
BEGIN
    EXECUTE format('SELECT r.* FROM %1$I.report AS r WHERE r.report_id = $1', archive) INTO stored USING report;
    FOR item IN
        SELECT c.key, c.archived, encode(sha256(c.bytes), 'hex') AS recomputed
        FROM (VALUES
            ('body_xml', stored.body_xml_sha256, convert_to(stored.body_xml, 'UTF8')),
            ('body_json', stored.body_json_sha256, convert_to(stored.body_json, 'UTF8')),
            ('records as xml', stored.body_xml_sha256,
             @extschema@.canonical_body(@extschema@.records_xml(@internal@.draft_envelope(stored.edition) || body, 'indikatorrapport'))),
            ('records as json', stored.body_json_sha256, convert_to(@internal@.body_json(body), 'UTF8')),
            ('records of the annex', (SELECT r.content ->> 'sha256' FROM unnest(body) AS r WHERE r.kind = 'vedlegg'),
             convert_to(@internal@.body_json(@internal@.annex_body(body, annex)), 'UTF8'))) AS c(key, archived, bytes)
        WHERE c.archived <> encode(sha256(c.bytes), 'hex')
    LOOP
        key := item.key;
        archived := to_jsonb(item.archived);
        recomputed := to_jsonb(item.recomputed);
        RETURN NEXT;
    END LOOP;

    -- the facts kept for queries say what the records say
    RETURN QUERY
    SELECT 'report_fact', to_jsonb(count(*) FILTER (WHERE p.side = 1)), to_jsonb(count(*) FILTER (WHERE p.side = 2))
    FROM (SELECT 1 AS side, r.path, r.content FROM unnest(body || annex) AS r WHERE r.kind IN ('tall', 'deltall')
          UNION ALL
          SELECT 2, f.path, f.content
          FROM @internal@.archived_facts(report) AS a(facts)
          CROSS JOIN LATERAL unnest(@internal@.figures_of(a.facts, body, false) || @internal@.figures_of(a.facts, body, true)) AS f) AS p
    HAVING array_agg(p.path || p.content::text ORDER BY p.path || p.content::text COLLATE "C") FILTER (WHERE p.side = 1)
           IS DISTINCT FROM array_agg(p.path || p.content::text ORDER BY p.path || p.content::text COLLATE "C") FILTER (WHERE p.side = 2);

    -- and the digests of rows give those of the relations
    RETURN QUERY EXECUTE format($sql$
        SELECT 'report_source_row ' || c.relation, to_jsonb(c.sha256), to_jsonb(c.again)
        FROM (SELECT s.relation, s.sha256,
                     encode(sha256(coalesce(string_agg(convert_to(d.row_key, 'UTF8') || d.sha256, '' ORDER BY d.row_key COLLATE "C"), '')), 'hex') AS again
              FROM %1$I.report_source AS s
              LEFT JOIN %1$I.report_source_row AS d ON d.relation = s.relation AND d.relation_sha256 = s.sha256
              WHERE s.report_id = $1
              GROUP BY s.relation, s.sha256) AS c
        WHERE c.again <> c.sha256
        ORDER BY c.relation COLLATE "C"
    $sql$, archive)
    USING report;
END
$$;
COMMENT ON FUNCTION @internal@.altered_archive(uuid) IS
    'where the rows of an issued report contradict each other: the archive was altered behind its triggers, or another engine spells otherwise; normally nothing';

CREATE FUNCTION @internal@.moved_rules(report uuid, OUT subject text, OUT change text, OUT key text, OUT archived jsonb, OUT recomputed jsonb)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN QUERY EXECUTE format($sql$
        WITH used AS (
            SELECT u.rule_set, u.sha256, u.title, n.rule_set IS NOT NULL AS exists
            FROM %1$I.report_rule_set AS u
            LEFT JOIN @extschema@.rule_set AS n ON n.rule_set = u.rule_set
            WHERE u.report_id = $1
        ), old AS (
            SELECT p.rule_set, p.name, to_jsonb(p) - 'report_id' - 'rule_set' - 'name' AS fields
            FROM %1$I.report_parameter AS p WHERE p.report_id = $1
        ), new AS (
            SELECT u.rule_set, d.name, jsonb_build_object('value', d.value, 'origin', d.origin, 'source', d.source,
                                                          'inherited_from', d.inherited_from) AS fields
            FROM used AS u CROSS JOIN LATERAL @internal@.told_parameters(u.rule_set) AS d
            WHERE u.exists
        ), moved AS (
            -- another set holds for the year since: a site adopted one, or took one back
            SELECT 0 AS part, 'rule_set' AS subject, 'changed' AS change, 'default of ' || r.year AS key,
                   jsonb_build_object('rule_set', r.rule_set) AS archived, jsonb_build_object('rule_set', d.rule_set) AS recomputed
            FROM %1$I.report AS r
            CROSS JOIN LATERAL @extschema@.default_rule_set('hod', r.year) AS d(rule_set)
            WHERE r.report_id = $1 AND r.rule_set_asked IS NULL AND r.rule_set IS DISTINCT FROM d.rule_set
            UNION ALL
            SELECT 1, 'rule_set', CASE WHEN u.exists THEN 'changed' ELSE 'removed' END, u.rule_set,
                   jsonb_build_object('sha256', u.sha256),
                   CASE WHEN u.exists THEN jsonb_build_object('sha256', @extschema@.rule_set_digest(u.rule_set)) END
            FROM used AS u
            WHERE NOT u.exists OR u.sha256 IS DISTINCT FROM @extschema@.rule_set_digest(u.rule_set)
            UNION ALL
            SELECT 2, 'parameter', CASE WHEN n.name IS NULL THEN 'removed' WHEN o.name IS NULL THEN 'added' ELSE 'changed' END,
                   coalesce(o.rule_set, n.rule_set) || '.' || coalesce(o.name, n.name),
                   @internal@.differing_fields(o.fields, coalesce(n.fields, '{}')),
                   @internal@.differing_fields(n.fields, coalesce(o.fields, '{}'))
            FROM old AS o
            FULL JOIN new AS n ON n.rule_set = o.rule_set AND n.name = o.name
            WHERE o.fields IS DISTINCT FROM n.fields
        )
        SELECT m.subject, m.change, m.key, m.archived, m.recomputed
        FROM moved AS m ORDER BY m.part, m.key COLLATE "C"
    $sql$, @extschema@.require_archive())
    USING report;
END
$$;
COMMENT ON FUNCTION @internal@.moved_rules(uuid) IS
    'rule sets and parameters that are no longer what an issued report recorded, and the year''s default where it is another set now';

CREATE FUNCTION @internal@.moved_sources(report uuid, OUT subject text, OUT change text, OUT key text, OUT archived jsonb, OUT recomputed jsonb)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN QUERY EXECUTE format($sql$
        WITH relation AS MATERIALIZED (
            SELECT coalesce(o.relation, n.relation) AS relation, o.sha256, o.row_count, n.sha256 AS new_sha256, n.row_count AS new_row_count
            FROM (SELECT s.* FROM %1$I.report_source AS s WHERE s.report_id = $1) AS o
            FULL JOIN @internal@.source_digests() AS n ON n.relation = o.relation
            WHERE o.sha256 IS DISTINCT FROM n.sha256
        ), old_row AS (
            SELECT d.relation, d.row_key, d.row_count, d.sha256
            FROM %1$I.report_source_row AS d
            JOIN relation AS r ON r.relation = d.relation AND r.sha256 = d.relation_sha256
        ), new_row AS (
            SELECT d.relation, d.row_key, d.row_count, d.sha256
            FROM @internal@.source_row_digests((SELECT coalesce(array_agg(r.relation), '{}') FROM relation AS r)) AS d
        ), moved AS (
            SELECT 1 AS part, r.relation, '' AS row_key, 'source' AS subject,
                   CASE WHEN r.new_sha256 IS NULL THEN 'removed' WHEN r.sha256 IS NULL THEN 'added' ELSE 'changed' END AS change,
                   jsonb_strip_nulls(jsonb_build_object('rows', r.row_count, 'sha256', r.sha256)) AS archived,
                   jsonb_strip_nulls(jsonb_build_object('rows', r.new_row_count, 'sha256', r.new_sha256)) AS recomputed
            FROM relation AS r
            UNION ALL
            SELECT 2, coalesce(o.relation, n.relation), coalesce(o.row_key, n.row_key), 'source_row',
                   CASE WHEN n.sha256 IS NULL THEN 'removed' WHEN o.sha256 IS NULL THEN 'added' ELSE 'changed' END,
                   jsonb_strip_nulls(jsonb_build_object('rows', o.row_count, 'sha256', encode(o.sha256, 'hex'))),
                   jsonb_strip_nulls(jsonb_build_object('rows', n.row_count, 'sha256', encode(n.sha256, 'hex')))
            FROM old_row AS o
            FULL JOIN new_row AS n ON n.relation = o.relation AND n.row_key = o.row_key
            WHERE o.sha256 IS DISTINCT FROM n.sha256
        )
        SELECT m.subject, m.change, concat_ws(' ', m.relation, nullif(m.row_key, '')), nullif(m.archived, '{}'), nullif(m.recomputed, '{}')
        FROM moved AS m ORDER BY m.part, m.relation COLLATE "C", m.row_key COLLATE "C"
    $sql$, @extschema@.require_archive())
    USING report;
END
$$;
COMMENT ON FUNCTION @internal@.moved_sources(uuid) IS
    'source relations and their rows (by key) that are no longer what an issued report saw, in the source schema that is set';

CREATE FUNCTION @internal@.recorded_closings(report uuid) RETURNS @internal@.year_closing[]
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    closings @internal@.year_closing[];
BEGIN
    EXECUTE format($sql$
        SELECT array_agg((c.year, c.closed_on, c.status)::@internal@.year_closing ORDER BY c.year)
        FROM (SELECT (p.content ->> 'aar')::integer AS year, p.content ->> 'lukket' AS closed_on, t.code AS status
              FROM %1$I.report_record AS p
              JOIN @extschema@.report_term AS t ON t.list = 'status' AND t.term = p.content ->> 'status'
              WHERE p.report_id = $1 AND p.kind = 'rapporteringsperiode'
              UNION ALL
              -- of earlier years a report shows the status of their facts alone
              SELECT f.year, NULL, min(f.status COLLATE "C")
              FROM %1$I.report_fact AS f
              WHERE f.report_id = $1 AND f.year <> (SELECT r.year FROM %1$I.report AS r WHERE r.report_id = $1)
              GROUP BY f.year) AS c
    $sql$, @internal@.require_report(report))
    INTO closings USING report;
    RETURN closings;
END
$$;
COMMENT ON FUNCTION @internal@.recorded_closings(uuid) IS 'how the years of an issued report stood when it was issued, as its frozen records say';

CREATE FUNCTION @internal@.moved_closings(
    recorded @internal@.year_closing[], report_year integer, OUT year integer, OUT archived jsonb, OUT recomputed jsonb)
    RETURNS SETOF record
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT r.year, jsonb_strip_nulls(to_jsonb(r) - 'year'), jsonb_strip_nulls(to_jsonb(n) - 'year')
    FROM unnest(recorded) AS r
    CROSS JOIN LATERAL @internal@.year_closing(r.year) AS n
    WHERE n.status <> r.status OR r.year = report_year AND n.closed_on IS DISTINCT FROM r.closed_on
    ORDER BY r.year;
END;
COMMENT ON FUNCTION @internal@.moved_closings(@internal@.year_closing[], integer) IS
    'years of a report that stand otherwise now, in the source schema that is set, where the report would say so';

CREATE FUNCTION verify_report(
    id uuid, OUT verdict text, OUT subject text, OUT key text, OUT archived jsonb, OUT recomputed jsonb)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    archive text := @internal@.require_report(id);
    stored record;
    content @extschema@.report_content;
    body @extschema@.report_record[];
    new_json text;
    new_xml text;
    engine text := (SELECT v.library FROM @internal@.library_versions() AS v);
    closings @internal@.year_closing[] := @internal@.recorded_closings(id);
    altered boolean;
    assigned bigint := @internal@.settings_assigned();
BEGIN
    EXECUTE format('SELECT r.*, (SELECT array_agg((p.path, p.kind, p.content)::@extschema@.report_record ORDER BY p.ordinal)
                                 FROM %1$I.report_record AS p WHERE p.report_id = r.report_id AND p.kind NOT IN (''tall'', ''deltall'', ''vedlegg'')) AS frame
                    FROM %1$I.report AS r WHERE r.report_id = $1', archive)
    INTO stored USING id;
    PERFORM @internal@.require_recorded_schema(stored.source_schema), @internal@.require_trusted_sources(archive);

    -- what years stand like is no figure: a later closing is a row of its own
    content := @internal@.report_content(stored.year, stored.orgnr, stored.rule_set_asked, stored.edition, closings);
    body := (@internal@.report_parts(content)).body;
    new_json := encode(sha256(convert_to(@internal@.body_json(body), 'UTF8')), 'hex');
    new_xml := encode(sha256(@extschema@.canonical_body(
                   @extschema@.records_xml(@internal@.draft_envelope(stored.edition) || body, 'indikatorrapport'))), 'hex');
    altered := EXISTS (SELECT FROM @internal@.altered_archive(id) AS a);

    verdict := CASE WHEN altered THEN 'altered'
                    WHEN (new_json, new_xml) = (stored.body_json_sha256, stored.body_xml_sha256) THEN 'identical'
                    ELSE 'changed' END;
    subject := 'report';
    key := id::text;
    archived := jsonb_build_object('body_json_sha256', stored.body_json_sha256, 'body_xml_sha256', stored.body_xml_sha256);
    recomputed := jsonb_build_object('body_json_sha256', new_json, 'body_xml_sha256', new_xml);
    RETURN NEXT;
    IF engine <> stored.engine_version THEN
        RETURN QUERY SELECT 'changed', 'engine', 'research_indicators', to_jsonb(stored.engine_version), to_jsonb(engine);
    END IF;
    RETURN QUERY SELECT 'changed', 'closing', m.year::text, m.archived, m.recomputed FROM @internal@.moved_closings(closings, stored.year) AS m;
    PERFORM @internal@.require_settings_kept(assigned);
    IF verdict = 'identical' THEN
        RETURN;
    END IF;

    RETURN QUERY SELECT 'altered', 'archive', a.key, a.archived, a.recomputed FROM @internal@.altered_archive(id) AS a;
    RETURN QUERY
    SELECT f.change, 'fact',
           @internal@.fact_key(k.indicator, k.measure, k.year, k.unit_level, k.institution_id, k.dimensions), f.old_fields, f.new_fields
    FROM @internal@.changed_facts(@internal@.archived_facts(id), content.facts) AS f
    CROSS JOIN LATERAL (SELECT (coalesce(f.old_fact, f.new_fact)).*) AS k
    LEFT JOIN @extschema@.fact_definition AS d ON d.indicator = k.indicator AND d.measure = k.measure
    ORDER BY d.ordinal, k.year DESC, array_position('{nation,rhf,institution}'::text[], k.unit_level),
             k.institution_id COLLATE "C", @internal@.dimension_text(k.dimensions) COLLATE "C";
    RETURN QUERY
    SELECT CASE p.side WHEN 1 THEN 'removed' ELSE 'added' END, 'record', concat_ws('/', nullif(p.path, ''), p.kind),
           CASE p.side WHEN 1 THEN p.content END, CASE p.side WHEN 2 THEN p.content END
    FROM (SELECT r.path, r.kind, r.content, min(r.side) AS side, min(r.position) AS position
          FROM (SELECT 1 AS side, o.path, o.kind, o.content, o.position
                FROM unnest(stored.frame::@extschema@.report_record[]) WITH ORDINALITY AS o(path, kind, content, position)
                UNION ALL
                SELECT 2, n.path, n.kind, n.content, n.position
                FROM unnest(content.records) WITH ORDINALITY AS n(path, kind, content, position)) AS r
          GROUP BY r.path, r.kind, r.content
          HAVING count(*) FILTER (WHERE r.side = 1) <> count(*) FILTER (WHERE r.side = 2)) AS p
    ORDER BY p.path COLLATE "C", p.kind COLLATE "C", p.side, p.position;
    RETURN QUERY SELECT m.change, m.subject, m.key, m.archived, m.recomputed FROM @internal@.moved_rules(id) AS m;
    RETURN QUERY SELECT m.change, m.subject, m.key, m.archived, m.recomputed FROM @internal@.moved_sources(id) AS m;
    PERFORM @internal@.require_settings_kept(assigned);
END
$$;
COMMENT ON FUNCTION verify_report(uuid) IS
    'computes an issued report again with the source schema that is set, which must be the recorded one, and its rule set: one row identical, or changed and what explains it (facts, other records, rules, sources and their rows, engine); altered when the archive contradicts itself; by the closings of its issue, a later one is a row of its own';

CREATE FUNCTION @internal@.archived_publications(report uuid, OUT year integer, OUT publication_id text, OUT institution_id text, OUT points numeric, OUT fields jsonb)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN QUERY EXECUTE format($sql$
        SELECT p.year, p.publication_id, p.institution_id, p.points,
               jsonb_build_object('form', p.form, 'level', p.level, 'shares', p.shares, 'total_shares', p.total_shares,
                                  'points', p.points, 'countable', p.countable, 'reason', p.reason)
        FROM %I.report_publication AS p WHERE p.report_id = $1
    $sql$, @internal@.require_report(report))
    USING report;
END
$$;
COMMENT ON FUNCTION @internal@.archived_publications(uuid) IS 'the frozen publications of an issued report';

CREATE FUNCTION diff_reports(
    a uuid, b uuid, OUT subject text, OUT change text, OUT key text, OUT year integer, OUT unit_level text, OUT institution_id text,
    OUT old_value numeric, OUT new_value numeric, OUT old_fields jsonb, OUT new_fields jsonb)
    RETURNS SETOF record
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH fact AS (
        SELECT f.change, k.*, (f.old_fact).value AS old_value, (f.new_fact).value AS new_value, f.old_fields, f.new_fields, d.ordinal
        FROM @internal@.changed_facts(@internal@.archived_facts(a), @internal@.archived_facts(b)) AS f
        CROSS JOIN LATERAL (SELECT (coalesce(f.old_fact, f.new_fact)).*) AS k
        LEFT JOIN @extschema@.fact_definition AS d ON d.indicator = k.indicator AND d.measure = k.measure
    ), publication AS (
        SELECT CASE WHEN n.publication_id IS NULL THEN 'removed' WHEN o.publication_id IS NULL THEN 'added' ELSE 'changed' END AS change,
               coalesce(o.publication_id, n.publication_id) AS key, coalesce(o.year, n.year) AS year,
               coalesce(o.institution_id, n.institution_id) AS institution_id, o.points AS old_value, n.points AS new_value,
               @internal@.differing_fields(o.fields, coalesce(n.fields, '{}')) AS old_fields,
               @internal@.differing_fields(n.fields, coalesce(o.fields, '{}')) AS new_fields
        FROM @internal@.archived_publications(a) AS o
        FULL JOIN @internal@.archived_publications(b) AS n
          ON n.year = o.year AND n.publication_id = o.publication_id AND n.institution_id = o.institution_id
        WHERE o.fields IS DISTINCT FROM n.fields
    ), line AS (
        SELECT 'fact' AS subject, f.change,
               concat_ws(';', f.indicator || '.' || f.measure, nullif(@internal@.dimension_text(f.dimensions), '')) AS key,
               f.year, f.unit_level, f.institution_id, f.old_value, f.new_value, f.old_fields, f.new_fields, f.ordinal
        FROM fact AS f
        UNION ALL
        SELECT 'publication', p.change, p.key, p.year, 'institution', p.institution_id, p.old_value, p.new_value,
               p.old_fields, p.new_fields, NULL
        FROM publication AS p
    )
    SELECT l.subject, l.change, l.key, l.year, l.unit_level, l.institution_id, l.old_value, l.new_value, l.old_fields, l.new_fields
    FROM line AS l
    ORDER BY l.subject, l.ordinal, l.year DESC, array_position('{nation,rhf,institution}'::text[], l.unit_level),
             l.key COLLATE "C", l.institution_id COLLATE "C";
END;
COMMENT ON FUNCTION diff_reports(uuid, uuid) IS
    'what changed from one issued report to another: facts and publications with old and new values, and the fields that differ';
