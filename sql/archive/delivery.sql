-- The life of a delivery: draft, approved, submitted, superseded.  The archive's
-- triggers hold the rules; these functions say it in words and give good errors.
--
-- Comments, checks and waivers belong to a draft and are sealed by its approval.
-- They stand beside the body (element paategninger), since the bytes of an issued
-- body never change.

CREATE FUNCTION @internal@.require_report(report uuid) RETURNS text
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    archive text := @extschema@.require_archive();
    found boolean;
BEGIN
    EXECUTE format('SELECT EXISTS (SELECT FROM %I.report AS r WHERE r.report_id = $1)', archive) INTO found USING report;
    IF NOT found THEN
        RAISE EXCEPTION 'report "%" does not exist in archive "%"', report, archive
            USING ERRCODE = 'RI052', HINT = format('SELECT report_id, year, orgnr, issued_at FROM %I.report; lists them.', archive);
    END IF;
    RETURN archive;
END
$$;
COMMENT ON FUNCTION @internal@.require_report(uuid) IS 'the archive that holds a report, or error RI052';

CREATE FUNCTION @internal@.record_event(
    report uuid, event text, reason text, section text DEFAULT NULL, checked_on date DEFAULT NULL,
    code text DEFAULT NULL, relation text DEFAULT NULL, successor uuid DEFAULT NULL, carried_from uuid DEFAULT NULL) RETURNS void
    LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    -- number, time and actor are the archive's
    EXECUTE format('INSERT INTO %I.report_event (report_id, state, event, reason, section, checked_on, code, relation, successor, carried_from)
                    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)', @internal@.require_report(report))
    USING report, CASE WHEN event IN ('approved', 'submitted', 'superseded') THEN event ELSE 'draft' END, event,
          -- a sender's own words: nothing is masked or cut, and what is too long is refused
          CASE WHEN length(reason) > 10000 THEN reason ELSE @internal@.plain_text(reason) END, section, checked_on, code, relation, successor, carried_from;
END
$$;
COMMENT ON FUNCTION @internal@.record_event(uuid, text, text, text, date, text, text, uuid, uuid) IS
    'appends an event to the life of a report; the archive says whether it may happen';

CREATE FUNCTION approve_report(report uuid, reason text) RETURNS void
    LANGUAGE sql VOLATILE PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT @internal@.record_event(report, 'approved', reason);
END;
COMMENT ON FUNCTION approve_report(uuid, text) IS
    'approves a draft; error RI042 while it has findings of severity error that nobody waived';

CREATE FUNCTION submit_report(report uuid, reason text DEFAULT NULL) RETURNS void
    LANGUAGE sql VOLATILE PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT @internal@.record_event(report, 'submitted', reason);
END;
COMMENT ON FUNCTION submit_report(uuid, text) IS
    'records that an approved report was delivered; reason takes the receipt';

CREATE FUNCTION supersede_report(report uuid, by uuid, reason text) RETURNS void
    LANGUAGE sql VOLATILE PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT @internal@.record_event(report, 'superseded', reason, successor => by);
END;
COMMENT ON FUNCTION supersede_report(uuid, uuid, text) IS
    'a report gives way to one that was issued with replaces => report and has come as far as it';

CREATE FUNCTION waive_finding(report uuid, code text, relation text, reason text) RETURNS void
    LANGUAGE sql VOLATILE PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT @internal@.record_event(report, 'waived', reason, code => code, relation => relation);
END;
COMMENT ON FUNCTION waive_finding(uuid, text, text, text) IS
    'accepts a finding of a draft, with a reason that the report shows; all findings of that code and relation';

CREATE FUNCTION @internal@.waivers_before(report uuid, OUT report_id uuid, OUT code text, OUT relation text, OUT reason text, OUT unchanged boolean)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    -- one finding of a kind may have given way to another: the fingerprint is of them all
    RETURN QUERY EXECUTE format($sql$
        WITH before AS (
            SELECT o.report_id
            FROM %1$I.report AS r
            JOIN %1$I.report AS o ON o.year = r.year AND o.orgnr = r.orgnr AND o.edition = r.edition AND o.report_id <> r.report_id
             AND (o.report_id = r.replaces OR o.issued_at < r.issued_at)
            WHERE r.report_id = $1
            ORDER BY coalesce(o.report_id = r.replaces, false) DESC, o.issued_at DESC, o.report_id
            LIMIT 1
        ), waiver AS (
            SELECT DISTINCT ON (v.code, v.relation) v.report_id, v.code, v.relation, v.reason
            FROM %1$I.report_event AS v JOIN before AS b ON b.report_id = v.report_id
            WHERE v.event = 'waived'
            ORDER BY v.code, v.relation, v.ordinal DESC
        )
        SELECT w.report_id, w.code, w.relation, w.reason, n.fingerprints = o.fingerprints
        FROM waiver AS w
        CROSS JOIN LATERAL (
            SELECT string_agg(r.content ->> 'avtrykk', ' ' ORDER BY r.ordinal) AS fingerprints FROM %1$I.report_record AS r
            WHERE r.report_id = w.report_id AND r.kind = 'funn' AND r.content ->> 'kode' = w.code
              AND r.content ->> 'relasjon' IS NOT DISTINCT FROM w.relation) AS o
        CROSS JOIN LATERAL (
            SELECT string_agg(r.content ->> 'avtrykk', ' ' ORDER BY r.ordinal) AS fingerprints FROM %1$I.report_record AS r
            WHERE r.report_id = $1 AND r.kind = 'funn' AND r.content ->> 'kode' = w.code
              AND r.content ->> 'relasjon' IS NOT DISTINCT FROM w.relation) AS n
        ORDER BY w.code COLLATE "C", w.relation COLLATE "C"
    $sql$, @internal@.require_report(report))
    USING report;
END
$$;
COMMENT ON FUNCTION @internal@.waivers_before(uuid) IS
    'the waivers of the report that this one replaces, or else of the last one of its year, unit and edition before it; unchanged: whether this one has the very same findings, NULL where it has none or the edition does not say';

CREATE FUNCTION carry_over_waivers(report uuid, OUT code text, OUT relation text, OUT reason text, OUT carried_over boolean)
    RETURNS SETOF record
    LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    waiver record;
BEGIN
    FOR waiver IN SELECT w.* FROM @internal@.waivers_before(report) AS w LOOP
        code := waiver.code;
        relation := waiver.relation;
        reason := waiver.reason;
        carried_over := coalesce(waiver.unchanged, false);
        IF carried_over THEN
            PERFORM @internal@.record_event(report, 'waived', reason, code => code, relation => relation, carried_from => waiver.report_id);
        END IF;
        RETURN NEXT;
    END LOOP;
END
$$;
COMMENT ON FUNCTION carry_over_waivers(uuid) IS
    'accepts in a draft, with the same reasons, what was accepted in the report before it (the one that it replaces, else the last of its year, unit and edition), as far as the findings are the very same; one row per waiver of that report, carried over or not';

CREATE FUNCTION report_comment(report uuid, section text, text text) RETURNS void
    LANGUAGE sql VOLATILE PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT @internal@.record_event(report, 'commented', report_comment.text, section => section);
END;
COMMENT ON FUNCTION report_comment(uuid, text, text) IS
    'the sender''s comment on a section of a draft (innhold: on all of it)';

CREATE FUNCTION record_check(report uuid, section text, checked_on date, remark text DEFAULT NULL) RETURNS void
    LANGUAGE sql VOLATILE PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT @internal@.record_event(report, 'checked', remark, section => section, checked_on => checked_on);
END;
COMMENT ON FUNCTION record_check(uuid, text, date, text) IS
    '"checked by us": the sender looked at a section of a draft on that day; the last one of a section holds';

CREATE FUNCTION report_events(
    id uuid, OUT ordinal integer, OUT event text, OUT state text, OUT happened_at timestamptz, OUT actor text, OUT reason text,
    OUT section text, OUT checked_on date, OUT code text, OUT relation text, OUT successor uuid, OUT carried_from uuid)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN QUERY EXECUTE format($sql$
        SELECT v.ordinal, v.event, v.state, v.happened_at, v.actor, v.reason, v.section, v.checked_on, v.code, v.relation, v.successor, v.carried_from
        FROM %I.report_event AS v WHERE v.report_id = $1 ORDER BY v.ordinal
    $sql$, @internal@.require_report(id))
    USING id;
END
$$;
COMMENT ON FUNCTION report_events(uuid) IS
    'the life of a report: who did what when and why; the state after the last one is the report''s';
