-- What the reporting job asks of the archive: is the report already there, and may
-- it leave?  The job itself is deploy/deliver.sh.

CREATE FUNCTION find_report(year integer, orgnr text, rule_set text DEFAULT NULL, edition text DEFAULT 'ministry') RETURNS uuid
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    newest uuid;
BEGIN
    PERFORM @internal@.require_year(year);
    EXECUTE format($sql$
        SELECT r.report_id
        FROM %1$I.report AS r
        WHERE r.year = $1 AND r.orgnr = $2 AND r.rule_set_asked IS NOT DISTINCT FROM $3 AND r.edition = $4
          AND r.source_schema = @extschema@.source_schema()
          AND (SELECT v.state FROM %1$I.report_event AS v WHERE v.report_id = r.report_id ORDER BY v.ordinal DESC LIMIT 1) <> 'superseded'
        ORDER BY r.issued_at DESC, r.report_id
        LIMIT 1
    $sql$, @extschema@.require_archive())
    INTO newest USING year, orgnr, rule_set, edition;
    RETURN newest;
END
$$;
COMMENT ON FUNCTION find_report(integer, text, text, text) IS
    'the newest issued report of a year, unit, rule set as it was asked for, edition and the source schema that is set, unless superseded; NULL where there is none';

CREATE FUNCTION @internal@.report_to_replace(year integer, orgnr text, rule_set text DEFAULT NULL, edition text DEFAULT 'ministry') RETURNS uuid
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    replaced uuid;
BEGIN
    PERFORM @internal@.require_year(year);
    -- what a receiver may have comes before drafts, however many there are
    EXECUTE format($sql$
        SELECT r.report_id
        FROM %1$I.report AS r
        CROSS JOIN LATERAL (SELECT v.state FROM %1$I.report_event AS v WHERE v.report_id = r.report_id ORDER BY v.ordinal DESC LIMIT 1) AS e
        WHERE r.year = $1 AND r.orgnr = $2 AND r.rule_set_asked IS NOT DISTINCT FROM $3 AND r.edition = $4
          AND r.source_schema = @extschema@.source_schema() AND e.state <> 'superseded'
        ORDER BY e.state = 'draft', r.issued_at DESC, r.report_id
        LIMIT 1
    $sql$, @extschema@.require_archive())
    INTO replaced USING year, orgnr, rule_set, edition;
    RETURN replaced;
END
$$;
COMMENT ON FUNCTION @internal@.report_to_replace(integer, text, text, text) IS
    'the report that a new one replaces: the newest approved or submitted one, else the newest draft, else NULL';

CREATE FUNCTION @internal@.awaits_production(report uuid) RETURNS boolean
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    answer boolean;
BEGIN
    EXECUTE format($sql$
        SELECT r.environment = 'TEST'
           AND EXISTS (SELECT FROM %1$I.setting AS s WHERE s.name = 'production_source_schema' AND s.value = r.source_schema)
           AND NOT EXISTS (SELECT FROM %1$I.report_fact AS f WHERE f.report_id = r.report_id AND f.origin = 'illustrative')
        FROM %1$I.report AS r
        WHERE r.report_id = $1
    $sql$, @internal@.require_report(report))
    INTO answer USING report;
    RETURN answer;
END
$$;
COMMENT ON FUNCTION @internal@.awaits_production(uuid) IS
    'whether a TEST report would be PROD if it were issued now: the archive has since named its source schema as that of production';

CREATE FUNCTION issue_report_once(
    year integer, orgnr text, rule_set text DEFAULT NULL, edition text DEFAULT 'ministry', OUT report uuid, OUT issued boolean)
    LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    verdict text;
    other_engine boolean;
    closed_since boolean;
BEGIN
    -- one after the other, so that two jobs do not both find nothing
    PERFORM @internal@.hold(format('%I.report', @extschema@.require_archive())::regclass, 'issue once');
    issued := false;
    report := @extschema@.find_report(year, orgnr, rule_set, edition);
    IF report IS NOT NULL THEN
        SELECT max(v.verdict) FILTER (WHERE v.subject = 'report'), count(*) FILTER (WHERE v.subject = 'engine') > 0,
               count(*) FILTER (WHERE v.subject = 'closing') > 0
        INTO verdict, other_engine, closed_since
        FROM @extschema@.verify_report(report) AS v;
        -- of a year that has been closed the final report is due, of a source that has become that of production the PROD one
        IF verdict = 'identical' AND NOT closed_since AND NOT @internal@.awaits_production(report) THEN
            RETURN;
        END IF;
        -- another engine may spell otherwise; the same one does not
        IF verdict = 'altered' AND NOT other_engine THEN
            RAISE EXCEPTION 'report "%" was altered in its archive', report
                USING ERRCODE = 'RI057', HINT = format('SELECT * FROM research_indicators.verify_report(%L); says where.', report);
        END IF;
    END IF;
    report := @extschema@.issue_report(year, orgnr, rule_set, @internal@.report_to_replace(year, orgnr, rule_set, edition), edition);
    issued := true;
END
$$;
COMMENT ON FUNCTION issue_report_once(integer, text, text, text) IS
    'the newest report, when sources and rules still give it to the byte, no year that it shows was closed since, and it is no TEST report that would be PROD now; else issues one that replaces it: calling twice issues nothing new';

CREATE FUNCTION blocking_findings(report uuid, OUT code text, OUT relation text, OUT findings integer)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN QUERY EXECUTE format($sql$
        SELECT r.content ->> 'kode', r.content ->> 'relasjon', (r.content ->> 'antall')::integer
        FROM %1$I.report_record AS r
        WHERE r.report_id = $1 AND r.kind = 'funn' AND r.content ->> 'alvorlighet' = 'feil'
          AND NOT EXISTS (SELECT FROM %1$I.report_event AS w
                          WHERE w.report_id = r.report_id AND w.event = 'waived' AND w.code = r.content ->> 'kode'
                            AND w.relation IS NOT DISTINCT FROM r.content ->> 'relasjon')
        ORDER BY r.ordinal
    $sql$, @internal@.require_report(report))
    USING report;
END
$$;
COMMENT ON FUNCTION blocking_findings(uuid) IS
    'findings of severity error of an issued report that nobody waived, with their number: they block approval and delivery';

CREATE FUNCTION require_deliverable(report uuid) RETURNS void
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    named text;
BEGIN
    SELECT string_agg(format('%s (%s)', concat_ws(' of ', f.code, f.relation), f.findings), ', ' ORDER BY f.code COLLATE "C", f.relation COLLATE "C")
    INTO named
    FROM @extschema@.blocking_findings(report) AS f;
    IF named IS NOT NULL THEN
        RAISE EXCEPTION 'report "%" is blocked by errors that nobody waived: %', report, named
            USING ERRCODE = 'RI056',
                  HINT = 'Mend the sources, or waive each with research_indicators.waive_finding(report, code, relation, reason), and run the job again.';
    END IF;
END
$$;
COMMENT ON FUNCTION require_deliverable(uuid) IS
    'error RI056, naming them, when an issued report has findings of severity error that nobody waived';

CREATE FUNCTION hold_deliveries() RETURNS void
    LANGUAGE sql VOLATILE PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT @internal@.hold(format('%I.report', @extschema@.require_archive())::regclass, 'deliver', session => true);
END;
COMMENT ON FUNCTION hold_deliveries() IS
    'waits until no other session delivers from the archive, and lets none until this one ends';
