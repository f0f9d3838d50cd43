-- Findings about what decides the publication status of studies: dates that
-- contradict each other, reasons without a source, studies nobody searched for,
-- registrations of one study that disagree.

CREATE FUNCTION @internal@.check_publication_status(year integer) RETURNS SETOF finding
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
    SET datestyle = ISO
AS $$
BEGIN
    PERFORM @internal@.require_year(year);
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        WITH result AS MATERIALIZED (
            SELECT DISTINCT r.study_id::text AS study_id FROM %1$I.study_result AS r
        ), study AS MATERIALIZED (
            SELECT s.study_id::text AS study_id, s.status::text AS status, s.starts_on, s.primary_completed_on, s.completed_on,
                   s.deferred_until, s.unpublished_reason::text AS reason, s.reason_source::text AS reason_source, s.reason_on,
                   s.searched_until, r.study_id IS NOT NULL AS has_result,
                   coalesce(coalesce(s.completed_on, s.primary_completed_on) <= make_date($1, 12, 31), false)
                       AND s.status IS DISTINCT FROM 'withdrawn' AS has_ended
            FROM %1$I.clinical_study AS s
            LEFT JOIN result AS r ON r.study_id = s.study_id::text
        ), entity AS MATERIALIZED (
            SELECT e.entity_id, count(*) AS registrations, count(DISTINCT s.completed_on) AS dates, count(DISTINCT s.status) AS states,
                   string_agg(format('%%s (%%s, %%s)', s.study_id, coalesce(s.status, 'no status'), coalesce(s.completed_on::text, 'no date')), ', '
                              ORDER BY s.study_id COLLATE "C") AS said
            FROM @internal@.study_entities() AS e JOIN study AS s ON s.study_id = e.study_id
            GROUP BY e.entity_id
            HAVING count(*) > 1
        )
        SELECT f.severity, f.code, 'clinical_study', f.key, f.message, f.hint
        FROM (
            SELECT v.*
            FROM study AS s
            CROSS JOIN LATERAL (VALUES
                ('error', CASE WHEN s.primary_completed_on < s.starts_on AND s.completed_on >= s.starts_on THEN 'primary_before_start' END, s.study_id,
                 format('study "%%s" has its primary completion on %%s, before its start on %%s', s.study_id, s.primary_completed_on, s.starts_on),
                 'Policies that start at primary completion count from that date.'),
                ('warning', CASE WHEN s.deferred_until < coalesce(s.completed_on, s.primary_completed_on) THEN 'deferral_before_completion' END, s.study_id,
                 format('results of study "%%s" are deferred until %%s, before its completion on %%s', s.study_id, s.deferred_until,
                        coalesce(s.completed_on, s.primary_completed_on)),
                 'It moves no deadline.'),
                ('warning', CASE WHEN s.reason IS NOT NULL AND (s.reason_source IS NULL OR s.reason_on IS NULL) THEN 'reason_without_source' END, s.study_id,
                 format('study "%%s" has the reason "%%s" without source or date', s.study_id, s.reason),
                 'Say who gave the reason and when: reason_source, reason_on.'),
                ('notice', CASE WHEN s.reason IS NOT NULL AND s.has_result THEN 'reason_of_reported' END, s.study_id,
                 format('study "%%s" has a reason for not being published ("%%s"), and a result', s.study_id, s.reason),
                 'The result counts, whatever the reason.'),
                ('warning', CASE WHEN s.has_ended AND NOT s.has_result AND s.searched_until IS NULL AND s.reason IS NULL THEN 'not_examined' END, s.study_id,
                 format('nobody searched for results of study "%%s"', s.study_id),
                 'Without searched_until it is "not examined"; it counts as overdue all the same, and apart.')
            ) AS v(severity, code, key, message, hint)
            WHERE v.code IS NOT NULL
            UNION ALL
            SELECT 'notice', 'registrations_disagree', e.entity_id,
                   format('%%s registrations of one study differ: %%s', e.registrations, e.said),
                   'The first registered one that is not withdrawn and has a completion date decides.'
            FROM entity AS e
            WHERE e.dates > 1 OR e.states > 1
        ) AS f
        ORDER BY f.code COLLATE "C", f.key COLLATE "C"
    $sql$)
    USING year;
END
$$;
COMMENT ON FUNCTION @internal@.check_publication_status(integer) IS
    'findings about dates, reasons, searches and double registrations that decide the publication status of studies';
