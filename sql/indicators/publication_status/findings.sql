-- Findings about what decides the publication status of studies: sites, dates
-- and results that are missing or contradict each other, reasons without a
-- source, studies nobody searched for, registrations of one study that disagree.

CREATE FUNCTION @internal@.study_date_findings(year integer) RETURNS SETOF @internal@.raw_finding
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 50
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT f.severity, f.code, 'clinical_study', s.study_id, o.owner,
           jsonb_build_object('study', s.study_id, 'starts_on', s.starts_on, 'primary_completed_on', s.primary_completed_on,
                              'completed_on', s.completed_on, 'status', s.status, 'enrolled', s.enrolled)
    FROM @internal@.registered_studies() AS s
    LEFT JOIN @internal@.study_owners(year) AS o ON o.id = s.study_id
    CROSS JOIN LATERAL (VALUES
        ('error', CASE WHEN s.completed_on < s.starts_on THEN 'completion_before_start' END),
        ('warning', CASE WHEN s.primary_completed_on > s.completed_on THEN 'primary_after_completion' END),
        ('warning', CASE WHEN s.status IN ('completed', 'terminated') AND s.completed_on IS NULL AND s.primary_completed_on IS NULL THEN 'completion_missing' END),
        ('notice', CASE WHEN s.completion_is_actual IS FALSE AND s.completed_on <= make_date(year, 12, 31) THEN 'completion_anticipated' END),
        ('error', CASE WHEN s.enrolled < 0 THEN 'enrolled_negative' END)
    ) AS f(severity, code)
    WHERE f.code IS NOT NULL
    UNION ALL
    SELECT 'notice', 'result_before_completion', 'study_result', s.study_id, o.owner,
           jsonb_build_object('study', s.study_id, 'published_on', min(r.published_on), 'completed_on', s.completed_on)
    FROM @internal@.registered_studies() AS s
    JOIN @internal@.study_results() AS r ON r.study_id = s.study_id
    LEFT JOIN @internal@.study_owners(year) AS o ON o.id = s.study_id
    WHERE r.published_on < s.completed_on
    GROUP BY s.study_id, s.completed_on, o.owner;
END;
COMMENT ON FUNCTION @internal@.study_date_findings(integer) IS
    'findings about dates and numbers of studies, as registered, that leave them out or are in doubt';

CREATE FUNCTION @internal@.check_studies(year integer) RETURNS SETOF @internal@.raw_finding
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 100
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH result AS MATERIALIZED (
        SELECT r.study_id, r.published_on, lower(r.doi COLLATE "C") AS doi FROM @internal@.study_results() AS r
    ), site AS MATERIALIZED (
        SELECT t.* FROM @internal@.study_sites() AS t
    ), shared AS MATERIALIZED (
        SELECT r.doi, count(DISTINCT r.study_id) AS studies, string_agg(DISTINCT r.study_id COLLATE "C", ', ') AS ids, array_agg(DISTINCT r.study_id) AS list
        FROM result AS r WHERE r.doi IS NOT NULL
        GROUP BY r.doi HAVING count(DISTINCT r.study_id) > 1
    )
    SELECT f.severity, f.code, f.relation, f.key, f.owner, f.arguments
    FROM (
        SELECT d.severity, d.code, d.relation, d.key, d.institution_id AS owner, d.arguments
        FROM @internal@.study_date_findings(@internal@.require_year(year)) AS d
        UNION ALL
        -- told to everybody who answers for one of the studies
        SELECT DISTINCT 'warning', 'doi_shared', 'study_result', d.doi, o.owner, jsonb_build_object('rows', d.studies, 'studies', d.ids)
        FROM shared AS d CROSS JOIN LATERAL unnest(d.list) AS l(study_id)
        LEFT JOIN @internal@.study_owners(year) AS o ON o.id = l.study_id
        UNION ALL
        SELECT 'warning', 'result_undated', 'study_result', r.study_id, o.owner, jsonb_build_object('study', r.study_id)
        FROM result AS r LEFT JOIN @internal@.study_owners(year) AS o ON o.id = r.study_id
        WHERE r.published_on IS NULL
        UNION ALL
        SELECT 'warning', 'study_without_coordinator', 'study_site', s.study_id, o.owner, jsonb_build_object('study', s.study_id)
        FROM @internal@.registered_studies() AS s LEFT JOIN @internal@.study_owners(year) AS o ON o.id = s.study_id
        WHERE NOT EXISTS (SELECT FROM site AS t WHERE t.study_id = s.study_id AND t.role = 'coordinator')
        UNION ALL
        SELECT 'error', 'institution_unknown', 'study_site', t.study_id, o.owner, jsonb_build_object('study', t.study_id, 'institution', t.institution_id)
        FROM site AS t LEFT JOIN @internal@.study_owners(year) AS o ON o.id = t.study_id
        WHERE NOT EXISTS (SELECT FROM @extschema@.institutions_at(year) AS i WHERE i.institution_id = t.institution_id)
    ) AS f
    ORDER BY f.code COLLATE "C", f.relation COLLATE "C", f.key COLLATE "C", f.owner COLLATE "C", f.arguments::text COLLATE "C";
END;
COMMENT ON FUNCTION @internal@.check_studies(integer) IS 'findings about clinical studies, their sites and results';

CREATE FUNCTION @internal@.check_publication_status(year integer) RETURNS SETOF @internal@.raw_finding
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 100
    SET search_path = pg_catalog, pg_temp
    SET datestyle = ISO
BEGIN ATOMIC
    WITH study AS MATERIALIZED (
        SELECT s.*, EXISTS (SELECT FROM @internal@.study_results() AS r WHERE r.study_id = s.study_id) AS has_result,
               coalesce(coalesce(s.completed_on, s.primary_completed_on) <= make_date(@internal@.require_year(year), 12, 31), false)
                   AND s.status IS DISTINCT FROM 'withdrawn' AS has_ended
        FROM @internal@.registered_studies() AS s
    ), entity AS MATERIALIZED (
        SELECT e.entity_id, count(*) AS registrations, count(DISTINCT s.completed_on) AS dates, count(DISTINCT s.status) AS states,
               string_agg(format('%s (%s, %s)', s.study_id, coalesce(s.status, '-'), coalesce(s.completed_on::text, '-')), ', '
                          ORDER BY s.study_id COLLATE "C") AS said
        FROM @internal@.study_entities() AS e JOIN study AS s ON s.study_id = e.study_id
        GROUP BY e.entity_id
        HAVING count(*) > 1
    ), doubt AS (
        SELECT v.severity, v.code, s.study_id,
               jsonb_build_object('study', s.study_id, 'starts_on', s.starts_on, 'primary_completed_on', s.primary_completed_on,
                                  'completed_on', coalesce(s.completed_on, s.primary_completed_on), 'deferred_until', s.deferred_until,
                                  'reason', s.unpublished_reason) AS arguments
        FROM study AS s
        CROSS JOIN LATERAL (VALUES
            ('error', CASE WHEN s.primary_completed_on < s.starts_on AND s.completed_on >= s.starts_on THEN 'primary_before_start' END),
            ('warning', CASE WHEN s.deferred_until < coalesce(s.completed_on, s.primary_completed_on) THEN 'deferral_before_completion' END),
            ('warning', CASE WHEN s.unpublished_reason IS NOT NULL AND (s.reason_source IS NULL OR s.reason_on IS NULL) THEN 'reason_without_source' END),
            ('notice', CASE WHEN s.unpublished_reason IS NOT NULL AND s.has_result THEN 'reason_of_reported' END),
            ('warning', CASE WHEN s.has_ended AND NOT s.has_result AND s.searched_until IS NULL AND s.unpublished_reason IS NULL THEN 'not_examined' END)
        ) AS v(severity, code)
        WHERE v.code IS NOT NULL
        UNION ALL
        SELECT 'notice', 'registrations_disagree', e.entity_id, jsonb_build_object('rows', e.registrations, 'said', e.said)
        FROM entity AS e
        WHERE e.dates > 1 OR e.states > 1
    )
    SELECT d.severity, d.code, 'clinical_study', d.study_id, o.owner, d.arguments
    FROM doubt AS d LEFT JOIN @internal@.study_owners(year) AS o ON o.id = d.study_id
    ORDER BY d.code COLLATE "C", d.study_id COLLATE "C", o.owner COLLATE "C";
END;
COMMENT ON FUNCTION @internal@.check_publication_status(integer) IS
    'findings about dates, reasons, searches and double registrations that decide the publication status of studies';

INSERT INTO source_check (function, ordinal, indicator, relations) VALUES
    ('@internal@.check_studies', 40, 'publication_status', '{institution,clinical_study,study_result,study_site}'),
    ('@internal@.check_publication_status', 130, 'publication_status', '{clinical_study,study_identifier,study_result}');
