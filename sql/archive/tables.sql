-- The archive of issued reports: ordinary tables in a schema of the site's, of
-- built-in types only, so that DROP EXTENSION never takes a legal record with it.
-- Its triggers keep what the functions promise, whoever writes.

CREATE FUNCTION @internal@.compute_latest_event(archive text, report uuid) RETURNS integer
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    latest integer;
BEGIN
    EXECUTE format('SELECT coalesce(max(v.ordinal), 0) FROM %I.report_event AS v WHERE v.report_id = $1', archive) INTO latest USING report;
    RETURN latest;
END
$$;
COMMENT ON FUNCTION @internal@.compute_latest_event(text, uuid) IS 'the number of the last event of a report that the snapshot sees, 0: none; body of latest_event()';

CREATE FUNCTION @internal@.latest_event(archive text, report uuid) RETURNS integer
    AS 'MODULE_PATHNAME', 'research_indicators_latest'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED;
COMMENT ON FUNCTION @internal@.latest_event(text, uuid) IS 'the same as of now, whatever snapshot the transaction has';

CREATE FUNCTION @internal@.archive_definitions(OUT ordinal integer, OUT relation text, OUT columns text, OUT description text)
    RETURNS SETOF record
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    VALUES
    (1, 'setting', 'name text PRIMARY KEY, value text NOT NULL',
     'settings of the archive; version is that of its tables, production_source_schema names the only schema that PROD reports come from, trusted_owners the roles whose views and functions a report may run, approval_by_another (yes) asks for two persons, draft_retention_days says how long drafts that nobody touched are kept'),
    (2, 'report', 'report_id uuid PRIMARY KEY, year integer NOT NULL, orgnr text NOT NULL, rule_set text NOT NULL,
         edition text NOT NULL, environment text NOT NULL CHECK (environment IN (''PROD'', ''TEST'')),
         replaces uuid, source_schema text NOT NULL, engine_version text NOT NULL,
         issued_at timestamptz NOT NULL, issued_by text NOT NULL,
         body_xml text NOT NULL, body_json text NOT NULL, body_xml_sha256 text NOT NULL, body_json_sha256 text NOT NULL,
         rule_set_asked text',
     'issued reports with the canonical bytes of their bodies; never changed; rule_set_asked is NULL where every year has its own default'),
    (3, 'report_freeze', 'report_id uuid PRIMARY KEY REFERENCES %1$I.report DEFERRABLE INITIALLY DEFERRED',
     'one row per report, made before everything else of it: nobody else can add to a report that is being issued'),
    (4, 'report_record', 'report_id uuid NOT NULL REFERENCES %1$I.report_freeze, ordinal integer NOT NULL, path text NOT NULL,
         kind text NOT NULL, content jsonb NOT NULL, PRIMARY KEY (report_id, ordinal)',
     'everything an issued report says, in document order'),
    (5, 'report_fact', 'report_id uuid NOT NULL REFERENCES %1$I.report_freeze, ordinal integer NOT NULL,
         indicator text NOT NULL, measure text NOT NULL, year integer NOT NULL, unit_level text NOT NULL,
         institution_id text NOT NULL, dimensions jsonb NOT NULL, value numeric, numerator numeric, denominator numeric,
         ci_low numeric, ci_high numeric, status text NOT NULL, rule_set text NOT NULL, origin text,
         reason text, reported_units integer, expected_units integer,
         PRIMARY KEY (report_id, ordinal), UNIQUE (report_id, indicator, measure, year, unit_level, institution_id, dimensions)',
     'the facts of an issued report, for queries'),
    (6, 'report_publication', 'report_id uuid NOT NULL REFERENCES %1$I.report_freeze, year integer NOT NULL,
         publication_id text NOT NULL, institution_id text NOT NULL, form text, level text, shares integer, total_shares integer,
         points numeric, countable boolean NOT NULL, reason text, PRIMARY KEY (report_id, year, publication_id, institution_id)',
     'the publications behind an issued report: shares, points and reason of every institution that the report is about; no persons'),
    (7, 'report_rule_set', 'report_id uuid NOT NULL REFERENCES %1$I.report_freeze, rule_set text NOT NULL, family text NOT NULL,
         title text NOT NULL, sha256 text NOT NULL, PRIMARY KEY (report_id, rule_set)',
     'the rule sets that an issued report used, with their digests'),
    (8, 'report_parameter', 'report_id uuid NOT NULL, rule_set text NOT NULL, name text NOT NULL, value text,
         origin text, source text, inherited_from text, PRIMARY KEY (report_id, rule_set, name),
         FOREIGN KEY (report_id, rule_set) REFERENCES %1$I.report_rule_set',
     'a copy of every parameter that an issued report used'),
    (9, 'report_source', 'report_id uuid NOT NULL REFERENCES %1$I.report_freeze, relation text NOT NULL, row_count bigint NOT NULL,
         sha256 text NOT NULL, PRIMARY KEY (report_id, relation)',
     'the source relations as an issued report saw them: number of rows and digest'),
    (10, 'report_source_row', 'relation text NOT NULL, relation_sha256 text NOT NULL, row_key text NOT NULL, row_count bigint NOT NULL,
         sha256 bytea NOT NULL, PRIMARY KEY (relation, relation_sha256, row_key)',
     'digests of the rows behind a digest of a source relation, by key; reports that saw the same relation share them'),
    (11, 'report_explanation_part', 'sha256 bytea PRIMARY KEY, content jsonb NOT NULL,
         CHECK (sha256 = sha256(convert_to(content::text, ''UTF8'')))',
     'what explains the figures of issued reports: codes and keys, no persons; each part under its digest, so that reports share them'),
    (12, 'report_explanation', 'report_id uuid NOT NULL REFERENCES %1$I.report_freeze, indicator text NOT NULL, year integer NOT NULL,
         name text NOT NULL, part integer NOT NULL, sha256 bytea NOT NULL REFERENCES %1$I.report_explanation_part,
         PRIMARY KEY (report_id, indicator, year, name, part)',
     'which parts explain the figures of an issued report, by indicator and year; none for the public edition'),
    (13, 'report_event', 'report_id uuid NOT NULL REFERENCES %1$I.report_freeze, ordinal integer NOT NULL,
         state text NOT NULL CHECK (state IN (''draft'', ''approved'', ''submitted'', ''superseded'')),
         happened_at timestamptz NOT NULL, actor text NOT NULL, reason text,
         event text NOT NULL CHECK (event IN (''issued'', ''commented'', ''checked'', ''waived'', ''approved'', ''submitted'', ''superseded'')),
         section text, checked_on date, code text, relation text, successor uuid REFERENCES %1$I.report,
         carried_from uuid REFERENCES %1$I.report CHECK (carried_from IS NULL OR event = ''waived''),
         PRIMARY KEY (report_id, ordinal),
         CHECK (state = CASE WHEN event IN (''approved'', ''submitted'', ''superseded'') THEN event ELSE ''draft'' END)',
     'the life of issued reports: every change of state, comment, check and waiver, with who, when and why; the last row has the state; carried_from is the report whose waiver was taken over'),
    (14, 'report_dropped', 'report_id uuid PRIMARY KEY, year integer NOT NULL, orgnr text NOT NULL, rule_set_asked text, edition text NOT NULL,
         environment text NOT NULL, replaces uuid, source_schema text NOT NULL, engine_version text NOT NULL, issued_at timestamptz NOT NULL,
         issued_by text NOT NULL, body_xml_sha256 text NOT NULL, body_json_sha256 text NOT NULL, dropped_at timestamptz NOT NULL,
         dropped_by text NOT NULL, retention_days integer NOT NULL',
     'drafts that nobody had touched and that newer reports had followed, dropped after the days that draft_retention_days gives: what they were, when and by whom'),
    (15, 'import_log', 'import_id uuid PRIMARY KEY, source text NOT NULL, relation text NOT NULL, target_schema text NOT NULL,
         file_name text, file_sha256 text, options jsonb NOT NULL, retry_of uuid REFERENCES %1$I.import_log,
         started_at timestamptz NOT NULL, finished_at timestamptz NOT NULL, actor text NOT NULL, rows_read bigint NOT NULL,
         rows_loaded bigint NOT NULL, rows_unchanged bigint NOT NULL, rows_updated bigint NOT NULL, rows_quarantined bigint NOT NULL,
         rows_expired bigint NOT NULL DEFAULT 0,
         CHECK (rows_read = rows_loaded + rows_unchanged + rows_updated + rows_quarantined)',
     'imports into the source relations: what was read from which file, and what became of it; an import is one transaction'),
    (16, 'quarantine', 'import_id uuid NOT NULL REFERENCES %1$I.import_log, ordinal bigint NOT NULL, relation text NOT NULL,
         place text NOT NULL, code text NOT NULL, reason text NOT NULL, row_data text NOT NULL, taken_by uuid REFERENCES %1$I.import_log,
         PRIMARY KEY (import_id, ordinal)',
     'rows and documents that an import could not take: what the importer kept of them, without persons, with place and reason; taken_by: the later import that took it');
END;
COMMENT ON FUNCTION @internal@.archive_definitions() IS 'tables of an archive: columns (%1$I is the schema) and meaning';

CREATE FUNCTION @internal@.archive_journal(OUT name text, OUT body text, OUT description text)
    RETURNS SETOF record
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    VALUES
    ('guard_event', $body$
        DECLARE
            last record;
            old record;
            new_one record;
            named text;
        BEGIN
            IF NEW.ordinal IS NOT NULL OR NEW.happened_at IS NOT NULL OR NEW.actor IS NOT NULL THEN
                RAISE EXCEPTION 'number, time and actor of an event are the archive''s'
                    USING ERRCODE = 'RI050',
                          HINT = 'Leave them out; to restore an archive, restore its definitions with its data, into a database without it: DROP SCHEMA %1$I CASCADE where it is empty, CREATE SCHEMA %1$I, then pg_restore --schema=%1$I.';
            ELSIF (NEW.state = 'draft' AND coalesce(NEW.event, 'issued') = 'issued') AND NOT research_indicators_internal.is_freezing() THEN
                RAISE EXCEPTION 'report "%%" is issued by issue_report alone', NEW.report_id
                    USING ERRCODE = 'RI050', HINT = 'Issue a report.';
            END IF;
            -- one after the other
            PERFORM research_indicators_internal.hold(TG_RELID, k.id::text)
            FROM unnest(ARRAY[NEW.report_id, NEW.successor]) AS k(id) WHERE k.id IS NOT NULL
            ORDER BY k.id;
            -- a transaction whose snapshot is older than its lock may not see the last
            IF current_setting('transaction_isolation') IN ('repeatable read', 'serializable')
               AND research_indicators_internal.compute_latest_event(%1$L, NEW.report_id) <> research_indicators_internal.latest_event(%1$L, NEW.report_id) THEN
                RAISE EXCEPTION 'report "%%" has got another event since this transaction began', NEW.report_id
                    USING ERRCODE = 'serialization_failure', HINT = 'Roll back and try again.';
            END IF;
            SELECT v.ordinal, v.state INTO last
            FROM %1$I.report_event AS v WHERE v.report_id = NEW.report_id
            ORDER BY v.ordinal DESC LIMIT 1;
            NEW.ordinal := coalesce(last.ordinal, 0) + 1;
            NEW.happened_at := clock_timestamp();
            NEW.actor := session_user;
            NEW.event := coalesce(NEW.event, CASE NEW.state WHEN 'draft' THEN 'issued' ELSE NEW.state END);

            IF NEW.event IN ('commented', 'checked', 'waived') THEN
                IF last.state IS DISTINCT FROM 'draft' THEN
                    RAISE EXCEPTION 'report "%%" is no draft (%%): it is not %%', NEW.report_id, coalesce(last.state, 'not issued'), NEW.event
                        USING ERRCODE = 'RI044', HINT = 'Comments, checks and waivers belong to a draft; issue a report that replaces this one.';
                END IF;
            ELSIF (coalesce(last.state, 'none'), NEW.state) NOT IN (('none', 'draft'), ('draft', 'approved'), ('approved', 'submitted'),
                                                                  ('draft', 'superseded'), ('approved', 'superseded'), ('submitted', 'superseded')) THEN
                RAISE EXCEPTION 'report "%%" cannot become %% after %%', NEW.report_id, NEW.state, coalesce(last.state, 'nothing')
                    USING ERRCODE = 'RI054', HINT = 'States follow each other: draft, approved, submitted, superseded.';
            END IF;
            IF length(NEW.reason) > 10000 THEN
                RAISE EXCEPTION 'report "%%" is not %% with a text of %% characters', NEW.report_id, NEW.event, length(NEW.reason)
                    USING ERRCODE = 'RI053', HINT = 'Every face of the report shows it: at most 10000 characters.';
            ELSIF NEW.event NOT IN ('issued', 'checked', 'submitted') AND research_indicators_internal.plain_text(coalesce(NEW.reason, '')) IS NULL THEN
                RAISE EXCEPTION 'report "%%" is not %% without a word', NEW.report_id, NEW.event
                    USING ERRCODE = 'RI046', HINT = 'Give the reason, or the text of the comment.';
            END IF;

            IF NEW.event = 'approved'
               AND EXISTS (SELECT FROM %1$I.setting AS s WHERE s.name = 'approval_by_another' AND s.value = 'yes')
               AND EXISTS (SELECT FROM %1$I.report AS r WHERE r.report_id = NEW.report_id AND r.issued_by = NEW.actor) THEN
                RAISE EXCEPTION 'report "%%" was issued by "%%": another person approves it', NEW.report_id, NEW.actor
                    USING ERRCODE = 'RI116', HINT = 'The archive asks for two persons (setting approval_by_another); who logged in counts, not SET ROLE.';
            END IF;
            IF NEW.event = 'approved' THEN
                SELECT string_agg(concat_ws(' of ', r.content ->> 'kode', r.content ->> 'relasjon'), ', ' ORDER BY r.ordinal) INTO named
                FROM %1$I.report_record AS r
                WHERE r.report_id = NEW.report_id AND r.kind = 'funn' AND r.content ->> 'alvorlighet' = 'feil'
                  AND NOT EXISTS (SELECT FROM %1$I.report_event AS w
                                  WHERE w.report_id = r.report_id AND w.event = 'waived' AND w.code = r.content ->> 'kode'
                                    AND w.relation IS NOT DISTINCT FROM r.content ->> 'relasjon');
                IF named IS NOT NULL THEN
                    RAISE EXCEPTION 'report "%%" has errors that nobody waived: %%', NEW.report_id, named
                        USING ERRCODE = 'RI042',
                              HINT = 'Mend the sources and issue the report anew, or waive each with research_indicators.waive_finding(report, code, relation, reason).';
                END IF;
            END IF;

            IF NEW.event = 'superseded' THEN
                SELECT r.environment INTO old FROM %1$I.report AS r WHERE r.report_id = NEW.report_id;
                SELECT r.replaces, r.environment, (SELECT v.state FROM %1$I.report_event AS v WHERE v.report_id = r.report_id
                                                   ORDER BY v.ordinal DESC LIMIT 1) AS state
                INTO new_one FROM %1$I.report AS r WHERE r.report_id = NEW.successor;
                IF NOT coalesce(new_one.replaces = NEW.report_id AND new_one.state <> 'superseded'
                                AND array_position('{draft,approved,submitted}', new_one.state) >= array_position('{draft,approved,submitted}', last.state)
                                AND (new_one.environment = 'PROD' OR old.environment = 'TEST'), false) THEN
                    RAISE EXCEPTION 'report "%%" does not supersede "%%"', coalesce(NEW.successor::text, 'none'), NEW.report_id
                        USING ERRCODE = 'RI045',
                              HINT = 'The new report is issued with replaces => the old one, has come as far as it, and is PROD where the old one is.';
                END IF;
            ELSE
                NEW.successor := NULL;
            END IF;
            RETURN NEW;
        END
    $body$, 'trigger: who and when are the server''s word, states follow each other, errors are waived before approval');
END;
COMMENT ON FUNCTION @internal@.archive_journal() IS 'the trigger function of the journal of reports: name, body, description';

CREATE FUNCTION @internal@.archive_functions(OUT name text, OUT body text, OUT description text)
    RETURNS SETOF record
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT j.name, j.body, j.description FROM @internal@.archive_journal() AS j
    UNION ALL
    VALUES
    ('guard_remark', $body$
        DECLARE
            named text;
        BEGIN
            IF NEW.event IN ('commented', 'checked') AND coalesce(NEW.section, '') <> 'innhold'
               AND NOT EXISTS (SELECT FROM %1$I.report_record AS r
                               WHERE r.report_id = NEW.report_id
                                 AND NEW.section = CASE r.path WHEN 'innhold' THEN r.kind ELSE split_part(r.path, '/', 2) END) THEN
                SELECT string_agg(s.name, ', ' ORDER BY s.first) INTO named
                FROM (SELECT CASE r.path WHEN 'innhold' THEN r.kind ELSE split_part(r.path, '/', 2) END AS name, min(r.ordinal) AS first
                      FROM %1$I.report_record AS r WHERE r.report_id = NEW.report_id GROUP BY 1) AS s;
                RAISE EXCEPTION 'report "%%" has no section "%%"', NEW.report_id, NEW.section
                    USING ERRCODE = 'RI047', HINT = format('Sections: innhold (all of it), %%s.', named);
            END IF;
            IF NEW.event = 'checked' AND (NEW.checked_on IS NULL OR NOT isfinite(NEW.checked_on) OR NEW.checked_on > (NEW.happened_at AT TIME ZONE 'UTC')::date + 1) THEN
                RAISE EXCEPTION 'section "%%" was not checked on "%%"', NEW.section, coalesce(NEW.checked_on::text, 'no day')
                    USING ERRCODE = 'RI048', HINT = 'Give the day of the check, at the latest today.';
            END IF;
            IF NEW.event = 'waived'
               AND NOT EXISTS (SELECT FROM %1$I.report_record AS r
                               WHERE r.report_id = NEW.report_id AND r.kind = 'funn' AND r.content ->> 'kode' = NEW.code
                                 AND r.content ->> 'relasjon' IS NOT DISTINCT FROM NEW.relation) THEN
                SELECT string_agg(concat_ws(' of ', r.content ->> 'kode', r.content ->> 'relasjon'), ', ' ORDER BY r.ordinal) INTO named
                FROM %1$I.report_record AS r WHERE r.report_id = NEW.report_id AND r.kind = 'funn';
                RAISE EXCEPTION 'report "%%" has no finding "%%"', NEW.report_id, concat_ws(' of ', NEW.code, NEW.relation)
                    USING ERRCODE = 'RI043', HINT = format('Findings: %%s.', coalesce(named, 'none'));
            END IF;
            RETURN NEW;
        END
    $body$, 'trigger: comments and checks are about sections that the report has, waivers about its findings'),
    ('refuse_change', $body$
        BEGIN
            -- drop_old_drafts() at work
            IF TG_OP = 'DELETE' AND research_indicators_internal.is_freezing() THEN
                RETURN OLD;
            END IF;
            RAISE EXCEPTION 'archived rows of "%%" are never changed', TG_TABLE_NAME
                USING ERRCODE = 'RI050', HINT = 'Issue a new report that replaces the old one.';
        END
    $body$, 'trigger: archived rows are append-only'),
    ('refuse_rows', $body$
        BEGIN
            IF NOT research_indicators_internal.is_freezing() THEN
                RAISE EXCEPTION 'rows of "%%" come from issue_report alone', TG_TABLE_NAME
                    USING ERRCODE = 'RI050',
                          HINT = 'Issue a report; to restore an archive, restore its definitions with its data, into a database without it: DROP SCHEMA %1$I CASCADE where it is empty, CREATE SCHEMA %1$I, then pg_restore --schema=%1$I.';
            END IF;
            RETURN NULL;
        END
    $body$, 'trigger: rows of reports enter while issue_report writes what it has computed, and at no other time');
END;
COMMENT ON FUNCTION @internal@.archive_functions() IS
    'the archive''s own trigger functions (%1$I is the schema); without the extension they let nothing in';

CREATE FUNCTION @internal@.archive_version() RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT 1;
END;
COMMENT ON FUNCTION @internal@.archive_version() IS
    'version of the archives that this library makes and works with; 0 are those that carry none';

CREATE FUNCTION @internal@.set_archive_functions(schema text, verb text) RETURNS void
    LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    item record;
BEGIN
    FOR item IN SELECT * FROM @internal@.archive_functions() AS f LOOP
        EXECUTE format('%s FUNCTION %I.%I() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS %L',
                       verb, schema, item.name, format(item.body, schema));
        EXECUTE format('COMMENT ON FUNCTION %I.%I() IS %L', schema, item.name, item.description);
    END LOOP;
END
$$;
COMMENT ON FUNCTION @internal@.set_archive_functions(text, text) IS
    'gives an archive its trigger functions: verb CREATE, or CREATE OR REPLACE where it has those of an earlier version';

CREATE FUNCTION @internal@.set_archive_comments(schema text) RETURNS void
    LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    item record;
BEGIN
    FOR item IN SELECT * FROM @internal@.archive_definitions() AS d ORDER BY d.ordinal LOOP
        EXECUTE format('COMMENT ON TABLE %I.%I IS %L', schema, item.relation, item.description);
    END LOOP;
END
$$;
COMMENT ON FUNCTION @internal@.set_archive_comments(text) IS 'says of each table of an archive what it holds';

CREATE FUNCTION @internal@.set_archive_version(schema text, version integer) RETURNS void
    LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    EXECUTE format('INSERT INTO %I.setting AS s (name, value) VALUES (''version'', $1)
                    ON CONFLICT (name) DO UPDATE SET value = excluded.value', schema)
    USING version::text;
END
$$;
COMMENT ON FUNCTION @internal@.set_archive_version(text, integer) IS 'writes the version of an archive into it';

CREATE FUNCTION create_archive(schema text) RETURNS void
    LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    item record;
BEGIN
    PERFORM @internal@.require_own_schema(schema);
    IF NOT EXISTS (SELECT FROM pg_namespace AS n WHERE n.nspname = schema) THEN
        EXECUTE format('CREATE SCHEMA %I', schema);
        EXECUTE format('COMMENT ON SCHEMA %I IS %L', schema, 'archive of issued reports (research_indicators)');
    END IF;
    PERFORM @internal@.set_archive_functions(schema, 'CREATE');
    FOR item IN SELECT * FROM @internal@.archive_definitions() AS d ORDER BY d.ordinal LOOP
        EXECUTE format('CREATE TABLE %I.%I (%s)', schema, item.relation, format(item.columns, schema));
        CONTINUE WHEN item.relation NOT LIKE 'report%';
        EXECUTE format('CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON %I.%I
                        FOR EACH ROW EXECUTE FUNCTION %1$I.refuse_change()', schema, item.relation);
        EXECUTE format('CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON %I.%I
                        FOR EACH STATEMENT EXECUTE FUNCTION %1$I.refuse_change()', schema, item.relation);
        EXECUTE format(CASE item.relation
                           WHEN 'report_event' THEN 'CREATE TRIGGER guard_event BEFORE INSERT ON %I.%I
                                                     FOR EACH ROW EXECUTE FUNCTION %1$I.guard_event()'
                           ELSE 'CREATE TRIGGER refuse_rows BEFORE INSERT ON %I.%I
                                 FOR EACH STATEMENT EXECUTE FUNCTION %1$I.refuse_rows()' END,
                       schema, item.relation);
    END LOOP;
    -- after guard_event, by its name
    EXECUTE format('CREATE TRIGGER guard_remark BEFORE INSERT ON %I.report_event
                    FOR EACH ROW WHEN (NEW.event IN (''commented'', ''checked'', ''waived'')) EXECUTE FUNCTION %1$I.guard_remark()', schema);
    PERFORM @internal@.set_archive_comments(schema), @internal@.set_archive_version(schema, @internal@.archive_version());
END
$$;
COMMENT ON FUNCTION create_archive(text) IS
    'makes the archive of issued reports as ordinary tables; makes the schema too where it is missing';
