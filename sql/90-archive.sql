-- The archive of issued reports: ordinary tables in a schema of the site's, of
-- built-in types only, so that DROP EXTENSION never takes a legal record with it.

CREATE FUNCTION archive_definitions(OUT ordinal integer, OUT relation text, OUT columns text, OUT description text)
    RETURNS SETOF record
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    VALUES
    (1, 'setting', 'name text PRIMARY KEY, value text NOT NULL',
     'settings of the archive; production_source_schema names the only schema that PROD reports come from'),
    (2, 'report', 'report_id uuid PRIMARY KEY, year integer NOT NULL, orgnr text NOT NULL, rule_set text NOT NULL,
         edition text NOT NULL, environment text NOT NULL CHECK (environment IN (''PROD'', ''TEST'')),
         replaces uuid REFERENCES %1$I.report, source_schema text NOT NULL, engine_version text NOT NULL,
         issued_at timestamptz NOT NULL, issued_by text NOT NULL,
         body_xml text NOT NULL, body_json text NOT NULL, body_xml_sha256 text NOT NULL, body_json_sha256 text NOT NULL',
     'issued reports with the bytes of their bodies; never changed'),
    (3, 'report_record', 'report_id uuid NOT NULL REFERENCES %1$I.report, ordinal integer NOT NULL, path text NOT NULL,
         kind text NOT NULL, content jsonb NOT NULL, PRIMARY KEY (report_id, ordinal)',
     'everything an issued report says, in document order'),
    (4, 'report_fact', 'report_id uuid NOT NULL REFERENCES %1$I.report, ordinal integer NOT NULL,
         indicator text NOT NULL, measure text NOT NULL, year integer NOT NULL, unit_level text NOT NULL,
         institution_id text NOT NULL, dimensions jsonb NOT NULL, value numeric, numerator numeric, denominator numeric,
         ci_low numeric, ci_high numeric, status text NOT NULL, rule_set text NOT NULL, origin text,
         PRIMARY KEY (report_id, ordinal), UNIQUE (report_id, indicator, measure, year, unit_level, institution_id, dimensions)',
     'the facts of an issued report, for queries'),
    (5, 'report_rule_set', 'report_id uuid NOT NULL REFERENCES %1$I.report, rule_set text NOT NULL, family text NOT NULL,
         title text NOT NULL, sha256 text NOT NULL, PRIMARY KEY (report_id, rule_set)',
     'the rule sets that an issued report used, with their digests'),
    (6, 'report_parameter', 'report_id uuid NOT NULL, rule_set text NOT NULL, name text NOT NULL, value text,
         origin text, source text, inherited_from text, PRIMARY KEY (report_id, rule_set, name),
         FOREIGN KEY (report_id, rule_set) REFERENCES %1$I.report_rule_set',
     'a copy of every parameter that an issued report used'),
    (7, 'report_source', 'report_id uuid NOT NULL REFERENCES %1$I.report, relation text NOT NULL, row_count bigint NOT NULL,
         sha256 text NOT NULL, PRIMARY KEY (report_id, relation)',
     'the source relations as an issued report saw them: number of rows and digest'),
    (8, 'report_event', 'report_id uuid NOT NULL REFERENCES %1$I.report, ordinal integer NOT NULL,
         state text NOT NULL CHECK (state IN (''draft'', ''approved'', ''submitted'', ''superseded'')),
         happened_at timestamptz NOT NULL, actor text NOT NULL, reason text, PRIMARY KEY (report_id, ordinal)',
     'changes of state of issued reports; the last one holds'),
    (9, 'import_log', 'import_id uuid PRIMARY KEY, relation text NOT NULL, source text NOT NULL, started_at timestamptz NOT NULL,
         finished_at timestamptz, rows_read bigint, rows_loaded bigint, rows_quarantined bigint, actor text NOT NULL',
     'imports into the source relations'),
    (10, 'quarantine', 'import_id uuid NOT NULL REFERENCES %1$I.import_log, ordinal bigint NOT NULL, relation text NOT NULL,
         place text NOT NULL, code text NOT NULL, reason text NOT NULL, row_data text NOT NULL, PRIMARY KEY (import_id, ordinal)',
     'rows that an import could not take, as they came, with place and reason');
END;
COMMENT ON FUNCTION archive_definitions() IS 'tables of an archive: columns (%1$I is the schema) and meaning';

CREATE FUNCTION create_archive(schema text) RETURNS void
    LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    item record;
BEGIN
    IF NOT EXISTS (SELECT FROM pg_namespace AS n WHERE n.nspname = schema) THEN
        EXECUTE format('CREATE SCHEMA %I', schema);
        EXECUTE format('COMMENT ON SCHEMA %I IS %L', schema, 'archive of issued reports (research_indicators)');
    END IF;
    -- the archive's own function: nothing in it depends on the extension
    EXECUTE format($sql$
        CREATE FUNCTION %1$I.refuse_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $body$
        BEGIN
            RAISE EXCEPTION 'archived rows of "%%" are never changed', TG_TABLE_NAME
                USING ERRCODE = 'RI050', HINT = 'Issue a new report that replaces the old one.';
        END
        $body$
    $sql$, schema);
    EXECUTE format('COMMENT ON FUNCTION %I.refuse_change() IS %L', schema, 'trigger: archived rows are append-only');
    EXECUTE format($sql$
        CREATE FUNCTION %1$I.guard_insert() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $body$
        DECLARE
            last_ordinal integer;
            last_state text;
        BEGIN
            IF TG_TABLE_NAME = 'report' THEN
                NEW.issued_at := clock_timestamp();
                NEW.issued_by := session_user;
                NEW.body_xml_sha256 := encode(sha256(convert_to(NEW.body_xml, 'UTF8')), 'hex');
                NEW.body_json_sha256 := encode(sha256(convert_to(NEW.body_json, 'UTF8')), 'hex');
                IF NEW.environment = 'PROD' AND NOT EXISTS (SELECT FROM %1$I.setting AS s
                                                            WHERE s.name = 'production_source_schema' AND s.value = NEW.source_schema) THEN
                    RAISE EXCEPTION 'a report from schema "%%" is no PROD report', NEW.source_schema
                        USING ERRCODE = 'RI053', HINT = 'PROD comes from the schema that production_source_schema names.';
                END IF;
                RETURN NEW;
            END IF;
            SELECT v.ordinal, v.state INTO last_ordinal, last_state
            FROM %1$I.report_event AS v WHERE v.report_id = NEW.report_id
            ORDER BY v.ordinal DESC LIMIT 1;
            IF TG_TABLE_NAME <> 'report_event' AND last_ordinal IS NOT NULL THEN
                RAISE EXCEPTION 'report "%%" has been issued: nothing is added to it', NEW.report_id
                    USING ERRCODE = 'RI050', HINT = 'Issue a new report that replaces the old one.';
            ELSIF TG_TABLE_NAME = 'report_event' THEN
                IF (coalesce(last_state, 'none'), NEW.state) NOT IN (('none', 'draft'), ('draft', 'approved'), ('approved', 'submitted'),
                                                                      ('draft', 'superseded'), ('approved', 'superseded'), ('submitted', 'superseded')) THEN
                    RAISE EXCEPTION 'report "%%" cannot become %% after %%', NEW.report_id, NEW.state, coalesce(last_state, 'nothing')
                        USING ERRCODE = 'RI054', HINT = 'States follow each other: draft, approved, submitted, superseded.';
                END IF;
                NEW.ordinal := coalesce(last_ordinal, 0) + 1;
                NEW.happened_at := clock_timestamp();
                NEW.actor := session_user;
            END IF;
            RETURN NEW;
        END
        $body$
    $sql$, schema);
    EXECUTE format('COMMENT ON FUNCTION %I.guard_insert() IS %L', schema,
                   'trigger: who and when are the server''s word, PROD has its schema, and the first event seals a report');
    FOR item IN SELECT * FROM @extschema@.archive_definitions() AS d ORDER BY d.ordinal LOOP
        EXECUTE format('CREATE TABLE %I.%I (%s)', schema, item.relation, format(item.columns, schema));
        EXECUTE format('COMMENT ON TABLE %I.%I IS %L', schema, item.relation, item.description);
        IF item.relation LIKE 'report%' THEN
            EXECUTE format('CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON %I.%I
                            FOR EACH ROW EXECUTE FUNCTION %1$I.refuse_change()', schema, item.relation);
            EXECUTE format('CREATE TRIGGER guard_insert BEFORE INSERT ON %I.%I
                            FOR EACH ROW EXECUTE FUNCTION %1$I.guard_insert()', schema, item.relation);
            EXECUTE format('CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON %I.%I
                            FOR EACH STATEMENT EXECUTE FUNCTION %1$I.refuse_change()', schema, item.relation);
        END IF;
    END LOOP;
END
$$;
COMMENT ON FUNCTION create_archive(text) IS
    'makes the archive of issued reports as ordinary tables; makes the schema too where it is missing';

CREATE FUNCTION require_archive() RETURNS text
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF to_regclass(format('%I.report', @extschema@.archive_schema())) IS NULL THEN
        RAISE EXCEPTION 'archive "%" does not exist', @extschema@.archive_schema()
            USING ERRCODE = 'RI051',
                  HINT = format('Make it with research_indicators.create_archive(%L), or set research_indicators.archive_schema.',
                                @extschema@.archive_schema());
    END IF;
    RETURN @extschema@.archive_schema();
END
$$;
COMMENT ON FUNCTION require_archive() IS 'schema of the archive, or error RI051 when it has not been made';

CREATE FUNCTION source_digests(OUT relation text, OUT row_count bigint, OUT sha256 text)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
    SET timezone = 'UTC'
    SET extra_float_digits = 1
AS $$
DECLARE
    item record;
BEGIN
    FOR item IN
        SELECT r.relation, string_agg(format('s.%I', c.column_name), ', ' ORDER BY c.ordinal) AS columns
        FROM @extschema@.source_relation AS r
        JOIN @extschema@.source_column AS c ON c.relation = r.relation
        JOIN pg_attribute AS a ON a.attname = c.column_name AND a.attnum > 0 AND NOT a.attisdropped
         AND a.attrelid = to_regclass(format('%I.%I', @extschema@.source_schema(), r.relation))
        GROUP BY r.relation, r.ordinal
        ORDER BY r.ordinal
    LOOP
        RETURN QUERY EXECUTE format($sql$
            SELECT %L, count(*), encode(sha256(coalesce(string_agg(d.digest, ''::bytea ORDER BY d.digest), '')), 'hex')
            FROM (SELECT sha256(convert_to(jsonb_build_array(%s)::text, 'UTF8')) AS digest FROM %I.%I AS s) AS d
        $sql$, item.relation, item.columns, @extschema@.source_schema(), item.relation);
    END LOOP;
END
$$;
COMMENT ON FUNCTION source_digests() IS
    'number of rows and SHA-256 of every source relation, over the columns of the contract; independent of the order of rows and of the session''s settings';

CREATE FUNCTION body_alone(body report_record[]) RETURNS report_record[]
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT array_agg((regexp_replace(p.path, '^innhold/?', ''), p.kind, p.content)::@extschema@.report_record ORDER BY p.position)
    FROM unnest(body) WITH ORDINALITY AS p(path, kind, content, position);
END;
COMMENT ON FUNCTION body_alone(report_record[]) IS 'the body as a document of its own, without the container innhold';

CREATE FUNCTION report_environment(facts fact[], source_schema text) RETURNS text
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    production text;
BEGIN
    EXECUTE format('SELECT s.value FROM %I.setting AS s WHERE s.name = ''production_source_schema''', @extschema@.require_archive())
    INTO production;
    IF production = source_schema
       AND NOT EXISTS (SELECT FROM unnest(facts) AS f WHERE f.origin = 'illustrative') THEN
        RETURN 'PROD';
    END IF;
    RETURN 'TEST';
END
$$;
COMMENT ON FUNCTION report_environment(fact[], text) IS
    'PROD only from the schema that the archive names as production_source_schema, and never with an illustrative parameter; else TEST';

CREATE FUNCTION frozen_rule_sets(
    records report_record[], OUT rule_set text, OUT family text, OUT title text, OUT sha256 text, OUT parameters jsonb)
    RETURNS SETOF record
    LANGUAGE sql STABLE STRICT PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT s.rule_set, s.family, s.title, @extschema@.rule_set_digest(s.rule_set),
           (SELECT jsonb_agg(to_jsonb(p)) FROM @extschema@.describe_rule_set(s.rule_set) AS p)
    FROM unnest(records) AS r
    JOIN @extschema@.rule_set AS s ON s.rule_set = r.content ->> 'id'
    WHERE r.kind = 'regelsett';
END;
COMMENT ON FUNCTION frozen_rule_sets(report_record[]) IS
    'the rule sets that a report names, with their digests and all parameters that hold in them';

CREATE FUNCTION issue_report(year integer, orgnr text, rule_set text DEFAULT NULL) RETURNS uuid
    LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    archive text := @extschema@.require_archive();
    new_id uuid := gen_random_uuid();
    facts @extschema@.fact[];
    records @extschema@.report_record[];
    sources jsonb;
    rule_sets jsonb;
    body @extschema@.report_record[];
    xml_body text;
    json_body text;
BEGIN
    PERFORM @extschema@.hold_rule_sets(false);
    -- one statement, one snapshot: figures, rules and sources belong together
    WITH whole AS MATERIALIZED (
        SELECT @extschema@.report_content(year, orgnr, rule_set) AS content
    )
    SELECT (w.content).facts, (w.content).records,
           (SELECT jsonb_agg(to_jsonb(d)) FROM @extschema@.source_digests() AS d),
           (SELECT jsonb_agg(to_jsonb(s)) FROM @extschema@.frozen_rule_sets((w.content).records) AS s)
    INTO facts, records, sources, rule_sets
    FROM whole AS w;

    body := @extschema@.report_body((facts, records)::@extschema@.report_content);
    xml_body := @extschema@.records_xml(@extschema@.body_alone(body), 'innhold')::text;
    json_body := @extschema@.records_json(@extschema@.body_alone(body))::text;

    EXECUTE format('INSERT INTO %I.report (report_id, year, orgnr, rule_set, edition, environment, replaces, source_schema, engine_version,
                           issued_at, issued_by, body_xml, body_json, body_xml_sha256, body_json_sha256)
                    VALUES ($1, $2, $3, $4, ''ministry'', $5, NULL, $6, $7, clock_timestamp(), session_user,
                    $8, $9, encode(sha256(convert_to($8, ''UTF8'')), ''hex''), encode(sha256(convert_to($9, ''UTF8'')), ''hex''))', archive)
    USING new_id, year, orgnr, @extschema@.hod_rule_set_for(year, rule_set),
          @extschema@.report_environment(facts, @extschema@.source_schema()), @extschema@.source_schema(),
          (SELECT v.library FROM @extschema@.library_versions() AS v), xml_body, json_body;
    EXECUTE format('INSERT INTO %I.report_record SELECT $1, r.position, r.path, r.kind, r.content
                    FROM unnest($2) WITH ORDINALITY AS r(path, kind, content, position)', archive)
    USING new_id, body;
    EXECUTE format('INSERT INTO %I.report_fact SELECT $1, f.position, f.indicator, f.measure, f.year, f.unit_level, f.institution_id,
                           f.dimensions, f.value, f.numerator, f.denominator, f.ci_low, f.ci_high, f.status, f.rule_set, f.origin
                    FROM unnest($2) WITH ORDINALITY AS f(indicator, measure, year, unit_level, institution_id, dimensions,
                           value, numerator, denominator, ci_low, ci_high, status, rule_set, origin, position)', archive)
    USING new_id, facts;
    EXECUTE format('INSERT INTO %I.report_rule_set SELECT $1, s.rule_set, s.family, s.title, s.sha256
                    FROM jsonb_to_recordset($2) AS s(rule_set text, family text, title text, sha256 text)', archive)
    USING new_id, rule_sets;
    EXECUTE format('INSERT INTO %I.report_parameter SELECT $1, s.rule_set, p.name, p.value, p.origin, p.source, p.inherited_from
                    FROM jsonb_to_recordset($2) AS s(rule_set text, parameters jsonb)
                    CROSS JOIN LATERAL jsonb_to_recordset(s.parameters)
                         AS p(name text, value text, origin text, source text, inherited_from text)', archive)
    USING new_id, rule_sets;
    EXECUTE format('INSERT INTO %I.report_source SELECT $1, s.relation, s.row_count, s.sha256
                    FROM jsonb_to_recordset($2) AS s(relation text, row_count bigint, sha256 text)', archive)
    USING new_id, sources;
    EXECUTE format('INSERT INTO %I.report_event (report_id, ordinal, state, happened_at, actor, reason) VALUES ($1, 1, ''draft'', clock_timestamp(), session_user, NULL)', archive)
    USING new_id;
    RETURN new_id;
END
$$;
COMMENT ON FUNCTION issue_report(integer, text, text) IS
    'freezes a report in the archive: its facts, everything it shows, the rules and digests of the sources, in one snapshot; returns its id';

CREATE FUNCTION archived_records(report uuid) RETURNS report_record[]
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    archive text := @extschema@.require_archive();
    envelope jsonb;
    body @extschema@.report_record[];
BEGIN
    EXECUTE format($sql$
        SELECT jsonb_strip_nulls(jsonb_build_object(
                   'rapportId', r.report_id,
                   'opprettet', to_char(r.issued_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
                   'tilstand', @extschema@.report_term('state', e.state), 'miljoe', r.environment,
                   'merknad', CASE r.environment WHEN 'TEST' THEN 'IKKE FOR RAPPORTERING' END,
                   'erstatter', r.replaces, 'utgave', @extschema@.report_term('edition', r.edition),
                   'programvare', 'research_indicators ' || r.engine_version, 'sha256', r.body_json_sha256))
        FROM %1$I.report AS r
        CROSS JOIN LATERAL (SELECT v.state FROM %1$I.report_event AS v WHERE v.report_id = r.report_id
                            ORDER BY v.ordinal DESC LIMIT 1) AS e
        WHERE r.report_id = $1
    $sql$, archive)
    INTO envelope USING report;
    IF envelope IS NULL THEN
        RAISE EXCEPTION 'report "%" does not exist in archive "%"', report, archive
            USING ERRCODE = 'RI052', HINT = format('SELECT report_id, year, orgnr, issued_at FROM %I.report; lists them.', archive);
    END IF;
    EXECUTE format('SELECT array_agg((r.path, r.kind, r.content)::@extschema@.report_record ORDER BY r.ordinal)
                    FROM %I.report_record AS r WHERE r.report_id = $1', archive)
    INTO body USING report;
    RETURN ('', 'konvolutt', envelope)::@extschema@.report_record || body;
END
$$;
COMMENT ON FUNCTION archived_records(uuid) IS 'an issued report as records: envelope with its state now, and the frozen body';

CREATE FUNCTION report_xml(report uuid) RETURNS xml
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT @extschema@.records_xml(@extschema@.archived_records(report), 'indikatorrapport');
END;
COMMENT ON FUNCTION report_xml(uuid) IS 'an issued report as XML';

CREATE FUNCTION report_json(report uuid) RETURNS json
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT @extschema@.records_json(@extschema@.archived_records(report));
END;
COMMENT ON FUNCTION report_json(uuid) IS 'an issued report as JSON';

CREATE FUNCTION report_html(report uuid, lang text DEFAULT 'nb') RETURNS text
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT @extschema@.report_page(@extschema@.report_xml(report), lang);
END;
COMMENT ON FUNCTION report_html(uuid, text) IS 'an issued report as one self-contained HTML page';

CREATE FUNCTION report_csv(report uuid, excel boolean DEFAULT false) RETURNS text
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT @extschema@.records_csv(@extschema@.archived_records(report), excel);
END;
COMMENT ON FUNCTION report_csv(uuid, boolean) IS 'the figures of an issued report as CSV';
