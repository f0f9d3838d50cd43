-- Findings about what decides the publication status of studies: sites, dates
-- and results that are missing or contradict each other, reasons without a
-- source, studies nobody searched for, registrations of one study that disagree.

CREATE FUNCTION @internal@.study_date_findings(year integer) RETURNS SETOF finding
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 50
    SET search_path = pg_catalog, pg_temp
    SET datestyle = ISO
BEGIN ATOMIC
    SELECT f.severity, f.code, 'clinical_study', s.study_id, f.message, f.hint
    FROM @internal@.registered_studies() AS s
    CROSS JOIN LATERAL (VALUES
        ('error', CASE WHEN s.completed_on < s.starts_on THEN 'completion_before_start' END,
         format('study "%s" was completed on %s, before its start on %s', s.study_id, s.completed_on, s.starts_on),
         'It is inconsistent and left out of the counts.'),
        ('warning', CASE WHEN s.primary_completed_on > s.completed_on THEN 'primary_after_completion' END,
         format('study "%s" has its primary completion on %s, after its completion on %s', s.study_id, s.primary_completed_on, s.completed_on),
         'Policies that start at primary completion use that date as it is.'),
        ('warning', CASE WHEN s.status IN ('completed', 'terminated') AND s.completed_on IS NULL AND s.primary_completed_on IS NULL THEN 'completion_missing' END,
         format('study "%s" is %s but has no completion date', s.study_id, s.status),
         'It cannot be judged and is left out of the counts.'),
        ('notice', CASE WHEN s.completion_is_actual IS FALSE AND s.completed_on <= make_date(year, 12, 31) THEN 'completion_anticipated' END,
         format('the completion date %s of study "%s" was only anticipated', s.completed_on, s.study_id),
         'It is due by that date all the same; update the registry.'),
        ('error', CASE WHEN s.enrolled < 0 THEN 'enrolled_negative' END,
         format('study "%s" has %s participants', s.study_id, s.enrolled), 'It is left out of the number of participants.')
    ) AS f(severity, code, message, hint)
    WHERE f.code IS NOT NULL
    UNION ALL
    SELECT 'notice', 'result_before_completion', 'study_result', s.study_id,
           format('a result of study "%s" is dated %s, before its completion on %s', s.study_id, min(r.published_on), s.completed_on),
           'It counts as timely.'
    FROM @internal@.registered_studies() AS s JOIN @internal@.study_results() AS r ON r.study_id = s.study_id
    WHERE r.published_on < s.completed_on
    GROUP BY s.study_id, s.completed_on;
END;
COMMENT ON FUNCTION @internal@.study_date_findings(integer) IS
    'findings about dates and numbers of studies, as registered, that leave them out or are in doubt';

CREATE FUNCTION @internal@.check_studies(year integer) RETURNS SETOF finding
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 100
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH result AS MATERIALIZED (
        SELECT r.study_id, r.published_on, lower(r.doi COLLATE "C") AS doi FROM @internal@.study_results() AS r
    ), site AS MATERIALIZED (
        SELECT t.* FROM @internal@.study_sites() AS t
    )
    SELECT f.severity, f.code, f.relation, f.key, f.message, f.hint
    FROM (
        SELECT d.* FROM @internal@.study_date_findings(@internal@.require_year(year)) AS d
        UNION ALL
        SELECT 'warning', 'doi_shared', 'study_result', r.doi,
               format('one DOI stands for the results of %s studies: %s', count(DISTINCT r.study_id),
                      string_agg(DISTINCT r.study_id COLLATE "C", ', ')),
               'See whether one publication reports them all.'
        FROM result AS r WHERE r.doi IS NOT NULL
        GROUP BY r.doi HAVING count(DISTINCT r.study_id) > 1
        UNION ALL
        SELECT 'warning', 'result_undated', 'study_result', r.study_id, format('a result of study "%s" has no date', r.study_id),
               'The day it was found is used; without one the result is left out.'
        FROM result AS r WHERE r.published_on IS NULL
        UNION ALL
        SELECT 'warning', 'study_without_coordinator', 'study_site', s.study_id,
               format('study "%s" has no coordinating site', s.study_id), 'It counts for the nation only.'
        FROM @internal@.registered_studies() AS s
        WHERE NOT EXISTS (SELECT FROM site AS t WHERE t.study_id = s.study_id AND t.role = 'coordinator')
        UNION ALL
        SELECT 'error', 'institution_unknown', 'study_site', t.study_id,
               format('a site of study "%s" names institution "%s", which does not exist', t.study_id, t.institution_id),
               'The study does not count there.'
        FROM site AS t
        WHERE NOT EXISTS (SELECT FROM @extschema@.institutions_at(year) AS i WHERE i.institution_id = t.institution_id)
    ) AS f
    ORDER BY f.code COLLATE "C", f.relation COLLATE "C", f.key COLLATE "C";
END;
COMMENT ON FUNCTION @internal@.check_studies(integer) IS 'findings about clinical studies, their sites and results';

CREATE FUNCTION @internal@.check_publication_status(year integer) RETURNS SETOF finding
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
               string_agg(format('%s (%s, %s)', s.study_id, coalesce(s.status, 'no status'), coalesce(s.completed_on::text, 'no date')), ', '
                          ORDER BY s.study_id COLLATE "C") AS said
        FROM @internal@.study_entities() AS e JOIN study AS s ON s.study_id = e.study_id
        GROUP BY e.entity_id
        HAVING count(*) > 1
    )
    SELECT f.severity, f.code, 'clinical_study', f.key, f.message, f.hint
    FROM (
        SELECT v.severity, v.code, s.study_id AS key, v.message, v.hint
        FROM study AS s
        CROSS JOIN LATERAL (VALUES
            ('error', CASE WHEN s.primary_completed_on < s.starts_on AND s.completed_on >= s.starts_on THEN 'primary_before_start' END,
             format('study "%s" has its primary completion on %s, before its start on %s', s.study_id, s.primary_completed_on, s.starts_on),
             'Policies that start at primary completion count from that date.'),
            ('warning', CASE WHEN s.deferred_until < coalesce(s.completed_on, s.primary_completed_on) THEN 'deferral_before_completion' END,
             format('results of study "%s" are deferred until %s, before its completion on %s', s.study_id, s.deferred_until,
                    coalesce(s.completed_on, s.primary_completed_on)),
             'It moves no deadline.'),
            ('warning', CASE WHEN s.unpublished_reason IS NOT NULL AND (s.reason_source IS NULL OR s.reason_on IS NULL) THEN 'reason_without_source' END,
             format('study "%s" has the reason "%s" without source or date', s.study_id, s.unpublished_reason),
             'Say who gave the reason and when: reason_source, reason_on.'),
            ('notice', CASE WHEN s.unpublished_reason IS NOT NULL AND s.has_result THEN 'reason_of_reported' END,
             format('study "%s" has a reason for not being published ("%s"), and a result', s.study_id, s.unpublished_reason),
             'The result counts, whatever the reason.'),
            ('warning', CASE WHEN s.has_ended AND NOT s.has_result AND s.searched_until IS NULL AND s.unpublished_reason IS NULL THEN 'not_examined' END,
             format('nobody searched for results of study "%s"', s.study_id),
             'Without searched_until it is "not examined"; it counts as overdue all the same, and apart.')
        ) AS v(severity, code, message, hint)
        WHERE v.code IS NOT NULL
        UNION ALL
        SELECT 'notice', 'registrations_disagree', e.entity_id,
               format('%s registrations of one study differ: %s', e.registrations, e.said),
               'The first registered one that is not withdrawn and has a completion date decides.'
        FROM entity AS e
        WHERE e.dates > 1 OR e.states > 1
    ) AS f
    ORDER BY f.code COLLATE "C", f.key COLLATE "C";
END;
COMMENT ON FUNCTION @internal@.check_publication_status(integer) IS
    'findings about dates, reasons, searches and double registrations that decide the publication status of studies';

INSERT INTO source_check (function, ordinal, indicator, relations) VALUES
    ('@internal@.check_studies', 40, 'publication_status', '{institution,clinical_study,study_result,study_site}'),
    ('@internal@.check_publication_status', 130, 'publication_status', '{clinical_study,study_identifier,study_result}');
