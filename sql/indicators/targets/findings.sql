-- Findings about inclusions, patients of specialist care and external series.

CREATE FUNCTION @internal@.target_inclusion_findings(year integer) RETURNS SETOF finding
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 50
    SET search_path = pg_catalog, pg_temp
    SET datestyle = ISO
BEGIN ATOMIC
    WITH unit AS MATERIALIZED (
        SELECT i.institution_id, c.institution_id IS NOT NULL AS in_care
        FROM @extschema@.institutions_at(year) AS i
        LEFT JOIN @internal@.specialist_care(year) AS c ON c.institution_id = i.institution_id
    ), inclusion AS MATERIALIZED (
        SELECT n.study_id, n.institution_id, n.new_patients AS patients, n.source
        FROM @internal@.study_inclusions() AS n
        WHERE n.inclusion_year = year
    )
    SELECT 'error', 'inclusion_invalid', 'study_inclusion', n.study_id,
           format('study "%s" has %s new patients at "%s"', n.study_id, coalesce(n.patients::text, 'no number of'), n.institution_id),
           'A number of patients is not negative and not missing; it is left out.'
    FROM inclusion AS n WHERE n.patients IS NULL OR n.patients < 0
    UNION ALL
    SELECT 'notice', 'inclusion_source_missing', 'study_inclusion', NULL,
           format('%s inclusion figures do not say where they come from', count(*)), 'Set source to manual, ehr or registry.'
    FROM inclusion AS n WHERE n.source IS NULL HAVING count(*) > 0
    UNION ALL
    SELECT 'error', 'institution_unknown', 'study_inclusion', n.study_id,
           format('an inclusion figure of study "%s" names institution "%s", which does not exist', n.study_id, n.institution_id),
           'Its patients do not count.'
    FROM inclusion AS n LEFT JOIN unit AS u ON u.institution_id = n.institution_id WHERE u.institution_id IS NULL
    UNION ALL
    SELECT 'warning', 'inclusion_outside_specialist_care', 'study_inclusion', n.study_id,
           format('patients of study "%s" are included at "%s", outside Norwegian specialist care', n.study_id, n.institution_id),
           'Only patients treated in Norwegian specialist care count.'
    FROM inclusion AS n JOIN unit AS u ON u.institution_id = n.institution_id
    WHERE NOT u.in_care
    UNION ALL
    SELECT 'warning', 'study_without_kind', 'study_inclusion', n.study_id,
           format('study "%s" includes patients but is of no known kind', n.study_id), 'It does not count as a clinical treatment study.'
    FROM inclusion AS n JOIN @internal@.registered_studies() AS s ON s.study_id = n.study_id
    WHERE s.kind IS NULL GROUP BY n.study_id
    UNION ALL
    SELECT 'warning', 'site_dates_order', 'study_site', t.study_id,
           format('study "%s" at "%s" has its first patient on %s, before it opened on %s', t.study_id, t.institution_id, t.first_patient_on, t.opened_on),
           'The days to the first patient are negative.'
    FROM @internal@.study_sites() AS t WHERE t.first_patient_on < t.opened_on AND t.first_patient_on <= make_date(year, 12, 31)
    UNION ALL
    SELECT 'warning', 'site_date_infinite', 'study_site', t.study_id,
           format('study "%s" at "%s" has a day that is none', t.study_id, t.institution_id),
           'Days are counted from and to real days only; leave unknown ones NULL.'
    FROM @internal@.study_sites() AS t
    WHERE NOT (coalesce(isfinite(t.applied_on), true) AND coalesce(isfinite(t.planned_open_on), true)
               AND coalesce(isfinite(t.opened_on), true) AND coalesce(isfinite(t.first_patient_on), true));
END;
COMMENT ON FUNCTION @internal@.target_inclusion_findings(integer) IS
    'findings about the inclusion figures of the year, and days of sites';

CREATE FUNCTION @internal@.target_figure_findings(year integer) RETURNS SETOF finding
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 50
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH unit AS MATERIALIZED (
        SELECT i.institution_id, i.top_id, i.kind FROM @extschema@.institutions_at(year) AS i
    ), inclusion AS MATERIALIZED (
        SELECT n.institution_id, n.new_patients AS patients FROM @internal@.study_inclusions() AS n WHERE n.inclusion_year = year
    ), care AS MATERIALIZED (
        SELECT a.* FROM @internal@.care_patients(year) AS a
    ), counted AS MATERIALIZED (
        SELECT c.* FROM @internal@.study_counts(year, @extschema@.default_rule_set('hod', year)) AS c
        WHERE c.counted_year = year
    )
    SELECT 'error', 'care_patients_invalid', 'specialist_care_patients', c.institution_id,
           format('"%s" has %s patients in specialist care', c.institution_id, coalesce(c.new_patients::text, 'no number of')),
           'The number is above 0; the share of participants cannot be computed.'
    FROM care AS c WHERE c.new_patients IS NULL OR c.new_patients <= 0
    UNION ALL
    SELECT 'warning', 'care_patients_unit', 'specialist_care_patients', c.institution_id,
           format('"%s" is no hospital, no region and not the nation', c.institution_id),
           'The figure is left out; give one for each hospital, each region and ''NO''.'
    FROM care AS c WHERE NOT c.is_unit
    UNION ALL
    SELECT 'warning', 'care_patients_missing', 'specialist_care_patients', c.institution_id,
           format('"%s" has patients in studies but no number of patients in specialist care', c.institution_id),
           'Its share of participants is unknown; no level is a sum of another.'
    FROM counted AS c
    WHERE NOT EXISTS (SELECT FROM care AS a WHERE a.institution_id = c.institution_id AND a.counts)
      AND NOT (c.unit_level = 'institution' AND EXISTS (SELECT FROM unit AS u WHERE u.institution_id = c.institution_id AND u.kind = 'rhf'))
    UNION ALL
    SELECT 'notice', 'inclusions_none', 'study_inclusion', a.institution_id,
           format('"%s" has patients in specialist care but reported no inclusions', a.institution_id),
           'Its figures are missing, and missing in its region''s; report 0 where there were none.'
    FROM care AS a
    WHERE a.counts AND a.unit_level = 'institution'
      AND NOT EXISTS (SELECT FROM inclusion AS n JOIN unit AS u ON u.institution_id = n.institution_id
                      WHERE u.top_id = a.institution_id AND n.patients >= 0)
    UNION ALL
    SELECT 'error', 'participation_above_all', 'study_inclusion', c.institution_id,
           format('"%s" has %s patients in studies of %s in specialist care', c.institution_id, c.new_patients, a.new_patients),
           'One of the two figures is wrong.'
    FROM counted AS c JOIN care AS a ON a.institution_id = c.institution_id AND a.counts
    WHERE c.new_patients > a.new_patients AND (c.unit_level = 'institution') = (a.unit_level = 'institution')
    UNION ALL
    SELECT 'warning', 'levels_summed', 'specialist_care_patients', r.institution_id,
           format('the patients of region "%s" are exactly the sum of its hospitals', r.institution_id),
           'A patient of two hospitals is one patient of the region; ask for the region''s own figure.'
    FROM care AS r
    WHERE r.kind = 'rhf' AND r.new_patients = (SELECT sum(h.new_patients) FROM care AS h WHERE h.region_id = r.institution_id AND h.kind <> 'rhf' HAVING count(*) > 1)
    UNION ALL
    SELECT 'error', 'external_value_missing', 'external_series', e.series,
           format('series "%s" has no value for "%s"', e.series, e.institution_id), 'It is shown as missing.'
    FROM @internal@.external_figures(year) AS e WHERE NOT e.is_number
    UNION ALL
    SELECT 'warning', 'external_source_missing', 'external_series', e.series,
           format('series "%s" does not say where it was published', e.series), 'A figure of others is shown with its source.'
    FROM @internal@.external_figures(year) AS e WHERE e.source IS NULL;
END;
COMMENT ON FUNCTION @internal@.target_figure_findings(integer) IS
    'findings about the patients of specialist care in the year, against those in studies, and about figures of others';

CREATE FUNCTION @internal@.check_targets(year integer) RETURNS SETOF finding
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 100
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT f.*
    FROM (SELECT i.* FROM @internal@.target_inclusion_findings(@internal@.require_year(year)) AS i
          UNION ALL
          SELECT t.* FROM @internal@.target_figure_findings(year) AS t) AS f
    ORDER BY f.code COLLATE "C", f.relation COLLATE "C", f.key COLLATE "C", f.message COLLATE "C";
END;
COMMENT ON FUNCTION @internal@.check_targets(integer) IS
    'findings about the inclusions of the year, the patients of specialist care and external series';

INSERT INTO source_check (function, ordinal, indicator, relations) VALUES
    ('@internal@.check_targets', 70, 'targets', '{institution,clinical_study,study_identifier,study_site,study_inclusion,specialist_care_patients,external_series}');
