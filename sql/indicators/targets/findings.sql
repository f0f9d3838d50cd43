-- Findings about inclusions, patients of specialist care and external series.

CREATE FUNCTION @internal@.target_inclusion_findings(year integer) RETURNS SETOF @internal@.raw_finding
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 50
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH unit AS MATERIALIZED (
        SELECT i.institution_id, i.top_id, c.institution_id IS NOT NULL AS in_care
        FROM @extschema@.institutions_at(year) AS i
        LEFT JOIN @internal@.specialist_care(year) AS c ON c.institution_id = i.institution_id
    ), inclusion AS MATERIALIZED (
        SELECT n.study_id, n.institution_id, n.new_patients AS patients, n.source, u.top_id, u.in_care
        FROM @internal@.study_inclusions() AS n
        LEFT JOIN unit AS u ON u.institution_id = n.institution_id
        WHERE n.inclusion_year = year
    ), site AS (
        SELECT t.study_id, t.institution_id, t.first_patient_on, t.opened_on, u.top_id,
               t.first_patient_on < t.opened_on AND t.first_patient_on <= make_date(year, 12, 31) AS in_disorder,
               NOT (coalesce(isfinite(t.applied_on), true) AND coalesce(isfinite(t.planned_open_on), true)
                    AND coalesce(isfinite(t.opened_on), true) AND coalesce(isfinite(t.first_patient_on), true)) AS has_no_day
        FROM @internal@.study_sites() AS t LEFT JOIN unit AS u ON u.institution_id = t.institution_id
    )
    SELECT 'error', 'inclusion_invalid', 'study_inclusion', n.study_id, n.top_id,
           jsonb_build_object('variant', CASE WHEN n.patients IS NULL THEN 'no_number' END, 'study', n.study_id, 'institution', n.institution_id, 'patients', n.patients)
    FROM inclusion AS n WHERE n.patients IS NULL OR n.patients < 0
    UNION ALL
    SELECT 'notice', 'inclusion_source_missing', 'study_inclusion', NULL, n.top_id, jsonb_build_object('variant', 'many', 'count', count(*))
    FROM inclusion AS n WHERE n.source IS NULL GROUP BY n.top_id
    UNION ALL
    SELECT 'error', 'institution_unknown', 'study_inclusion', n.study_id, o.owner,
           jsonb_build_object('study', n.study_id, 'institution', n.institution_id)
    FROM inclusion AS n LEFT JOIN @internal@.study_owners(year) AS o ON o.id = n.study_id
    WHERE n.top_id IS NULL
    UNION ALL
    SELECT 'warning', 'inclusion_outside_specialist_care', 'study_inclusion', n.study_id, n.top_id,
           jsonb_build_object('variant', 'target', 'study', n.study_id, 'institution', n.institution_id)
    FROM inclusion AS n WHERE NOT n.in_care
    UNION ALL
    SELECT 'warning', 'study_without_kind', 'study_inclusion', n.study_id, o.owner, jsonb_build_object('study', n.study_id)
    FROM inclusion AS n
    JOIN @internal@.registered_studies() AS s ON s.study_id = n.study_id
    LEFT JOIN @internal@.study_owners(year) AS o ON o.id = n.study_id
    WHERE s.kind IS NULL GROUP BY n.study_id, o.owner
    UNION ALL
    SELECT 'warning', 'site_dates_order', 'study_site', t.study_id, t.top_id,
           jsonb_build_object('study', t.study_id, 'institution', t.institution_id, 'first_patient_on', t.first_patient_on, 'opened_on', t.opened_on)
    FROM site AS t WHERE t.in_disorder
    UNION ALL
    SELECT 'warning', 'site_date_infinite', 'study_site', t.study_id, t.top_id, jsonb_build_object('study', t.study_id, 'institution', t.institution_id)
    FROM site AS t WHERE t.has_no_day;
END;
COMMENT ON FUNCTION @internal@.target_inclusion_findings(integer) IS
    'findings about the inclusion figures of the year, and days of sites';

CREATE FUNCTION @internal@.target_figure_findings(year integer) RETURNS SETOF @internal@.raw_finding
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
    ), external AS MATERIALIZED (
        SELECT e.* FROM @internal@.external_figures(year) AS e
    ), doubt AS (
        SELECT 'error' AS severity, 'care_patients_invalid' AS code, 'specialist_care_patients' AS relation, c.institution_id AS key, c.institution_id,
               jsonb_build_object('variant', CASE WHEN c.new_patients IS NULL THEN 'no_number' END, 'explains', 'targets.participation_share', 'institution', c.institution_id, 'patients', c.new_patients) AS arguments
        FROM care AS c WHERE c.new_patients IS NULL OR c.new_patients <= 0
        UNION ALL
        SELECT 'warning', 'care_patients_unit', 'specialist_care_patients', c.institution_id, c.institution_id,
               jsonb_build_object('institution', c.institution_id)
        FROM care AS c WHERE NOT c.is_unit
        UNION ALL
        SELECT 'warning', 'care_patients_missing', 'specialist_care_patients', c.institution_id, c.institution_id,
               jsonb_build_object('explains', 'targets.participation_share', 'institution', c.institution_id)
        FROM counted AS c
        WHERE NOT EXISTS (SELECT FROM care AS a WHERE a.institution_id = c.institution_id AND a.counts)
          AND NOT (c.unit_level = 'institution' AND EXISTS (SELECT FROM unit AS u WHERE u.institution_id = c.institution_id AND u.kind = 'rhf'))
        UNION ALL
        SELECT 'notice', 'inclusions_none', 'study_inclusion', a.institution_id, a.institution_id, jsonb_build_object('institution', a.institution_id)
        FROM care AS a
        WHERE a.counts AND a.unit_level = 'institution'
          AND NOT EXISTS (SELECT FROM inclusion AS n JOIN unit AS u ON u.institution_id = n.institution_id
                          WHERE u.top_id = a.institution_id AND n.patients >= 0)
        UNION ALL
        SELECT 'error', 'participation_above_all', 'study_inclusion', c.institution_id, c.institution_id,
               jsonb_build_object('institution', c.institution_id, 'patients', c.new_patients, 'all', a.new_patients)
        FROM counted AS c JOIN care AS a ON a.institution_id = c.institution_id AND a.counts
        WHERE c.new_patients > a.new_patients AND (c.unit_level = 'institution') = (a.unit_level = 'institution')
        UNION ALL
        SELECT 'warning', 'levels_summed', 'specialist_care_patients', r.institution_id, r.institution_id, jsonb_build_object('region', r.institution_id)
        FROM care AS r
        WHERE r.kind = 'rhf' AND r.new_patients = (SELECT sum(h.new_patients) FROM care AS h WHERE h.region_id = r.institution_id AND h.kind <> 'rhf' HAVING count(*) > 1)
        UNION ALL
        SELECT 'error', 'external_value_missing', 'external_series', e.series, e.institution_id,
               jsonb_build_object('series', e.series, 'institution', e.institution_id)
        FROM external AS e WHERE NOT e.is_number
        UNION ALL
        SELECT 'warning', 'external_source_missing', 'external_series', e.series, e.institution_id, jsonb_build_object('series', e.series)
        FROM external AS e WHERE e.source IS NULL
    )
    SELECT d.severity, d.code, d.relation, d.key, u.top_id, d.arguments
    FROM doubt AS d LEFT JOIN unit AS u ON u.institution_id = d.institution_id;
END;
COMMENT ON FUNCTION @internal@.target_figure_findings(integer) IS
    'findings about the patients of specialist care in the year, against those in studies, and about figures of others';

CREATE FUNCTION @internal@.check_targets(year integer) RETURNS SETOF @internal@.raw_finding
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 100
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT f.*
    FROM (SELECT i.* FROM @internal@.target_inclusion_findings(@internal@.require_year(year)) AS i
          UNION ALL
          SELECT t.* FROM @internal@.target_figure_findings(year) AS t) AS f
    ORDER BY f.code COLLATE "C", f.relation COLLATE "C", f.key COLLATE "C", f.institution_id COLLATE "C", f.arguments::text COLLATE "C";
END;
COMMENT ON FUNCTION @internal@.check_targets(integer) IS
    'findings about the inclusions of the year, the patients of specialist care and external series';

INSERT INTO source_check (function, ordinal, indicator, relations) VALUES
    ('@internal@.check_targets', 70, 'targets', '{institution,clinical_study,study_identifier,study_site,study_inclusion,specialist_care_patients,external_series}');
