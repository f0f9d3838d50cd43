-- Drafts of every night: one that nobody touched and that a newer report of the
-- same kind has followed may go, after the days that the archive's setting
-- draft_retention_days gives.  What went stays on record.

CREATE FUNCTION @internal@.dropped_parts(archive text, OUT statement text) RETURNS SETOF text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE ROWS 13
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT format(coalesce(p.special, 'DELETE FROM %1$I.%2$I AS o USING %1$I.report_dropped AS d WHERE d.report_id = o.report_id'),
                  archive, p.relation)
    FROM (VALUES
    (1, '', $sql$
        INSERT INTO %1$I.report_dropped
        SELECT r.report_id, r.year, r.orgnr, r.rule_set_asked, r.edition, r.environment, r.replaces, r.source_schema, r.engine_version,
               r.issued_at, r.issued_by, r.body_xml_sha256, r.body_json_sha256, clock_timestamp(), session_user, $2
        FROM %1$I.report AS r
        WHERE r.issued_at < now() - make_interval(days => $2)
          AND NOT EXISTS (SELECT FROM %1$I.report_event AS v WHERE v.report_id = r.report_id AND v.event <> 'issued')
          AND NOT EXISTS (SELECT FROM %1$I.report_event AS v WHERE r.report_id IN (v.successor, v.carried_from))
          AND EXISTS (SELECT FROM %1$I.report AS n
                      WHERE n.year = r.year AND n.orgnr = r.orgnr AND n.edition = r.edition AND n.source_schema = r.source_schema
                        AND n.rule_set_asked IS NOT DISTINCT FROM r.rule_set_asked AND n.issued_at > r.issued_at)
     $sql$),
    (2, 'report_record', NULL), (3, 'report_fact', NULL), (4, 'report_publication', NULL), (5, 'report_parameter', NULL),
    (6, 'report_rule_set', NULL), (7, 'report_source', NULL), (8, 'report_event', NULL), (9, 'report_explanation', NULL), (10, 'report_freeze', NULL), (11, 'report', NULL),
    (12, '', $sql$
        DELETE FROM %1$I.report_explanation_part AS o
        WHERE NOT EXISTS (SELECT FROM %1$I.report_explanation AS e WHERE e.sha256 = o.sha256)
     $sql$),
    (13, '', $sql$
        DELETE FROM %1$I.report_source_row AS o
        WHERE NOT EXISTS (SELECT FROM %1$I.report_source AS s WHERE s.relation = o.relation AND s.sha256 = o.relation_sha256)
     $sql$)) AS p(ordinal, relation, special)
    ORDER BY p.ordinal;
END;
COMMENT ON FUNCTION @internal@.dropped_parts(text) IS
    'what dropping drafts older than $2 days does, in its order: the record of them first, then their rows, at last digests that no report needs';

CREATE FUNCTION @internal@.drop_drafts(archive text, days integer) RETURNS bigint
    AS 'MODULE_PATHNAME', 'research_indicators_drop_drafts'
    LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION @internal@.drop_drafts(text, integer) IS
    'drops drafts as dropped_parts() says; needs the right to delete, which the owner of the archive has';

CREATE FUNCTION drop_old_drafts() RETURNS bigint
    LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    archive text := @extschema@.require_archive();
    days text;
BEGIN
    EXECUTE format('SELECT s.value FROM %I.setting AS s WHERE s.name = ''draft_retention_days''', archive) INTO days;
    IF days IS NULL THEN
        RETURN 0;
    ELSIF days !~ '^[0-9]{1,5}$' THEN
        RAISE EXCEPTION 'drafts cannot be kept for "%" days', days
            USING ERRCODE = 'RI118', HINT = format('Write a whole number into the row draft_retention_days of %I.setting.', archive);
    END IF;
    -- nobody approves or comments what is going
    EXECUTE format('LOCK TABLE %I.report_event IN SHARE ROW EXCLUSIVE MODE', archive);
    RETURN @internal@.drop_drafts(archive, days::integer);
END
$$;
COMMENT ON FUNCTION drop_old_drafts() IS
    'drops drafts that nobody touched, that a newer report has followed and that are older than the archive''s setting draft_retention_days; how many; what they were is kept in report_dropped; without the setting none';
