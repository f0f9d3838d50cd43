-- Findings about inclusions, patients of specialist care and external series.

CREATE FUNCTION @internal@.check_targets(year integer) RETURNS SETOF finding
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_year(year);
    PERFORM @internal@.require_source('clinical_study', 'study_site', 'study_inclusion', 'specialist_care_patients', 'external_series');
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        WITH unit AS MATERIALIZED (
            SELECT i.institution_id, i.top_id, i.kind, i.region_id, i.country FROM @extschema@.institutions_at($1) AS i
        ), inclusion AS MATERIALIZED (
            SELECT n.study_id::text AS study_id, n.institution_id::text AS institution_id, n.new_patients::bigint AS patients, n.source::text AS source
            FROM %1$I.study_inclusion AS n WHERE n.year = $1
        ), care AS MATERIALIZED (
            SELECT p.institution_id::text AS institution_id, p.new_patients::bigint AS patients, u.institution_id IS NOT NULL AS known,
                   u.region_id, u.kind
            FROM %1$I.specialist_care_patients AS p
            LEFT JOIN unit AS u ON u.institution_id = p.institution_id::text AND u.top_id = u.institution_id
            WHERE p.year = $1
        ), counted AS MATERIALIZED (
            SELECT c.* FROM @internal@.study_counts($1, $1, $1, @extschema@.default_rule_set('hod', $1)) AS c
        )
        SELECT f.severity, f.code, f.relation, f.key, f.message, f.hint
        FROM (
            SELECT 'error' AS severity, 'inclusion_invalid' AS code, 'study_inclusion' AS relation, n.study_id AS key,
                   format('study "%%s" has %%s new patients at "%%s"', n.study_id, coalesce(n.patients::text, 'no number of'), n.institution_id) AS message,
                   'A number of patients is not negative and not missing; it is left out.' AS hint
            FROM inclusion AS n WHERE n.patients IS NULL OR n.patients < 0
            UNION ALL
            SELECT 'notice', 'inclusion_source_missing', 'study_inclusion', NULL,
                   format('%%s inclusion figures do not say where they come from', count(*)), 'Set source to manual, ehr or registry.'
            FROM inclusion AS n WHERE n.source IS NULL HAVING count(*) > 0
            UNION ALL
            SELECT 'error', 'institution_unknown', 'study_inclusion', n.study_id,
                   format('an inclusion figure of study "%%s" names institution "%%s", which does not exist', n.study_id, n.institution_id),
                   'Its patients do not count.'
            FROM inclusion AS n LEFT JOIN unit AS u ON u.institution_id = n.institution_id WHERE u.institution_id IS NULL
            UNION ALL
            SELECT 'warning', 'inclusion_outside_specialist_care', 'study_inclusion', n.study_id,
                   format('patients of study "%%s" are included at "%%s", outside Norwegian specialist care', n.study_id, n.institution_id),
                   'Only patients treated in Norwegian specialist care count.'
            FROM inclusion AS n JOIN unit AS u ON u.institution_id = n.institution_id
            WHERE u.region_id IS NULL OR u.country <> 'NO'
            UNION ALL
            SELECT 'warning', 'study_without_kind', 'study_inclusion', n.study_id,
                   format('study "%%s" includes patients but is of no known kind', n.study_id), 'It does not count as a clinical treatment study.'
            FROM inclusion AS n JOIN %1$I.clinical_study AS s ON s.study_id::text = n.study_id
            WHERE s.kind IS NULL GROUP BY n.study_id
            UNION ALL
            SELECT 'error', 'care_patients_invalid', 'specialist_care_patients', c.institution_id,
                   format('"%%s" has %%s patients in specialist care', c.institution_id, coalesce(c.patients::text, 'no number of')),
                   'The number is above 0; the share of participants cannot be computed.'
            FROM care AS c WHERE c.patients IS NULL OR c.patients <= 0
            UNION ALL
            SELECT 'warning', 'care_patients_unit', 'specialist_care_patients', c.institution_id,
                   format('"%%s" is no hospital, no region and not the nation', c.institution_id),
                   'The figure is left out; give one for each hospital, each region and ''NO''.'
            FROM care AS c WHERE c.institution_id <> 'NO' AND c.region_id IS NULL
            UNION ALL
            SELECT 'warning', 'care_patients_missing', 'specialist_care_patients', c.institution_id,
                   format('"%%s" has patients in studies but no number of patients in specialist care', c.institution_id),
                   'Its share of participants is unknown; no level is a sum of another.'
            FROM counted AS c
            WHERE NOT EXISTS (SELECT FROM care AS a WHERE a.institution_id = c.institution_id AND a.patients > 0)
              AND NOT (c.unit_level = 'institution' AND EXISTS (SELECT FROM unit AS u WHERE u.institution_id = c.institution_id AND u.kind = 'rhf'))
            UNION ALL
            SELECT 'notice', 'inclusions_none', 'study_inclusion', a.institution_id,
                   format('"%%s" has patients in specialist care but reported no inclusions', a.institution_id),
                   'Its figures are missing, and missing in its region''s; report 0 where there were none.'
            FROM care AS a
            WHERE a.patients > 0 AND a.region_id IS NOT NULL AND a.kind <> 'rhf'
              AND NOT EXISTS (SELECT FROM inclusion AS n JOIN unit AS u ON u.institution_id = n.institution_id
                              WHERE u.top_id = a.institution_id AND n.patients >= 0)
            UNION ALL
            SELECT 'error', 'participation_above_all', 'study_inclusion', c.institution_id,
                   format('"%%s" has %%s patients in studies of %%s in specialist care', c.institution_id, c.new_patients, a.patients),
                   'One of the two figures is wrong.'
            FROM counted AS c JOIN care AS a ON a.institution_id = c.institution_id AND a.patients > 0
            WHERE c.new_patients > a.patients AND (c.unit_level = 'institution') = (a.institution_id <> 'NO' AND a.kind <> 'rhf')
            UNION ALL
            SELECT 'warning', 'levels_summed', 'specialist_care_patients', r.institution_id,
                   format('the patients of region "%%s" are exactly the sum of its hospitals', r.institution_id),
                   'A patient of two hospitals is one patient of the region; ask for the region''s own figure.'
            FROM care AS r
            WHERE r.kind = 'rhf' AND r.patients = (SELECT sum(h.patients) FROM care AS h WHERE h.region_id = r.institution_id AND h.kind <> 'rhf' HAVING count(*) > 1)
            UNION ALL
            SELECT 'warning', 'site_dates_order', 'study_site', t.study_id::text,
                   format('study "%%s" at "%%s" has its first patient on %%s, before it opened on %%s', t.study_id::text, t.institution_id::text, t.first_patient_on, t.opened_on),
                   'The days to the first patient are negative.'
            FROM %1$I.study_site AS t WHERE t.first_patient_on < t.opened_on AND t.first_patient_on <= make_date($1, 12, 31)
            UNION ALL
            SELECT 'warning', 'site_date_infinite', 'study_site', t.study_id::text,
                   format('study "%%s" at "%%s" has a day that is none', t.study_id::text, t.institution_id::text),
                   'Days are counted from and to real days only; leave unknown ones NULL.'
            FROM %1$I.study_site AS t
            WHERE NOT (coalesce(isfinite(t.applied_on), true) AND coalesce(isfinite(t.planned_open_on), true)
                       AND coalesce(isfinite(t.opened_on), true) AND coalesce(isfinite(t.first_patient_on), true))
            UNION ALL
            SELECT 'error', 'external_value_missing', 'external_series', e.series::text,
                   format('series "%%s" has no value for "%%s"', e.series::text, e.institution_id::text), 'It is shown as missing.'
            FROM %1$I.external_series AS e WHERE e.year = $1 AND NOT coalesce(e.value > '-infinity' AND e.value < 'infinity', false)
            UNION ALL
            SELECT 'warning', 'external_source_missing', 'external_series', e.series::text,
                   format('series "%%s" does not say where it was published', e.series::text), 'A figure of others is shown with its source.'
            FROM %1$I.external_series AS e WHERE e.year = $1 AND e.source IS NULL
        ) AS f
        ORDER BY f.code COLLATE "C", f.relation COLLATE "C", f.key COLLATE "C", f.message COLLATE "C"
    $sql$)
    USING year;
END
$$;
COMMENT ON FUNCTION @internal@.check_targets(integer) IS
    'findings about the inclusions of the year, the patients of specialist care and external series';
