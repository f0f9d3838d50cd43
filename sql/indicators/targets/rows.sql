-- What the facts about the national targets are made of: studies and new
-- patients of the unit, patients of specialist care, the path from the base
-- year, and figures of others, whole numbers only.

CREATE FUNCTION @internal@.target_rows(
    year integer, rule_set text, only_measure text, only_level text, only_unit text, detailed boolean) RETURNS SETOF indicator_row
    LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 2000
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH rule AS MATERIALIZED (
        SELECT @internal@.rule_parameter_value(rule_set, 'targets.doubling_base_year')::integer AS base_year,
               @internal@.rule_parameter_value(rule_set, 'targets.doubling_year')::integer AS end_year,
               @internal@.rule_parameter_value(rule_set, 'targets.doubling_factor')::numeric AS factor
    ), line AS MATERIALIZED (
        SELECT t.*, @internal@.doubling_path(t.studies_base, r.base_year, r.end_year, r.factor, year) AS required
        FROM @internal@.target_counts(year, rule_set) AS t CROSS JOIN rule AS r
        WHERE (only_level IS NULL OR t.unit_level = only_level) AND (only_unit IS NULL OR t.institution_id = only_unit)
    ), inclusion AS MATERIALIZED (
        SELECT u.unit_level, u.unit_id, i.institution_id, i.entity_id, i.source, i.inclusion_year, sum(i.new_patients) AS new_patients
        FROM @internal@.treatment_inclusions(year, rule_set) AS i
        CROSS JOIN rule AS r
        JOIN @internal@.care_units(year) AS u ON u.institution_id = i.institution_id
        WHERE i.new_patients > 0 AND (i.inclusion_year = year OR detailed AND i.inclusion_year IN (year - 1, r.base_year))
          AND (only_level IS NULL OR u.unit_level = only_level) AND (only_unit IS NULL OR u.unit_id = only_unit)
        GROUP BY u.unit_level, u.unit_id, i.institution_id, i.entity_id, i.source, i.inclusion_year
    ), study AS (
        SELECT i.unit_level, i.unit_id, i.inclusion_year, i.entity_id,
               CASE WHEN detailed THEN format('%s: %s', i.inclusion_year, string_agg(DISTINCT i.institution_id COLLATE "C", ', ')) END AS detail
        FROM inclusion AS i
        GROUP BY i.unit_level, i.unit_id, i.inclusion_year, i.entity_id
    ), entry AS (
        SELECT 'participation_share' AS measure, i.unit_level, i.unit_id, '' AS dimensions, 4 AS phase, 'numerator' AS kind, i.entity_id AS subject,
               i.new_patients AS value, CASE WHEN detailed THEN concat_ws('; ', i.institution_id, i.source) END AS detail, NULL::text AS reason,
               'study_inclusion' AS source
        FROM inclusion AS i
        WHERE i.inclusion_year = year
        UNION ALL
        SELECT 'participation_share', l.unit_level, l.institution_id, '', 5, 'denominator', l.institution_id, l.care_patients,
               'new patients of specialist care at this very level', NULL, 'specialist_care_patients'
        FROM line AS l
        WHERE l.new_patients IS NOT NULL AND l.care_patients IS NOT NULL
        UNION ALL
        SELECT m.measure, s.unit_level, s.unit_id, '', 4, m.kind, s.entity_id, 1, s.detail, NULL, 'study_inclusion'
        FROM study AS s CROSS JOIN rule AS r
        CROSS JOIN LATERAL (VALUES ('studies', 'source', s.inclusion_year = year), ('required_studies', 'intermediate', s.inclusion_year = r.base_year),
                                   ('growth', 'intermediate', s.inclusion_year IN (year - 1, year))) AS m(measure, kind, holds)
        WHERE m.holds AND (detailed OR m.kind <> 'intermediate')
        UNION ALL
        -- nothing reported for the year is not nothing
        SELECT 'studies', l.unit_level, l.institution_id, '', 6, CASE WHEN l.studies IS NULL THEN 'part' ELSE 'covered' END, l.institution_id, NULL,
               CASE WHEN l.studies IS NULL THEN 'no inclusions reported for the year' END, CASE WHEN l.studies IS NULL THEN 'not_reported' END, 'study_inclusion'
        FROM line AS l
        WHERE l.has_studies
        UNION ALL
        SELECT 'required_studies', l.unit_level, l.institution_id, '', 6, 'part', l.institution_id, l.required,
               CASE WHEN detailed THEN format('%s studies in %s, times %s by %s in equal yearly growth', l.studies_base, r.base_year, r.factor, r.end_year) END, NULL, NULL
        FROM line AS l CROSS JOIN rule AS r
        WHERE l.required IS NOT NULL
        UNION ALL
        SELECT 'growth', l.unit_level, l.institution_id, '', 6, 'part', l.institution_id, round(l.studies::numeric / l.studies_before - 1, 4),
               CASE WHEN detailed THEN format('%s in %s against %s in %s', l.studies, year, l.studies_before, year - 1) END, NULL, NULL
        FROM line AS l
        WHERE l.has_studies AND l.studies IS NOT NULL AND l.studies_before IS NOT NULL
        UNION ALL
        SELECT coalesce(a.folds_to, 'external_series'), e.unit_level, e.institution_id, 'series=' || coalesce(@internal@.dimension_code(e.series), 'unknown'), 4, 'source',
               e.series, e.value, e.source, NULL, 'external_series'
        FROM @internal@.external_figures(year) AS e
        LEFT JOIN @internal@.rule_set_codes(rule_set, 'external_series') AS a ON a.code = e.series
        WHERE e.is_number AND e.value = trunc(e.value)
          AND (only_level IS NULL OR e.unit_level = only_level) AND (only_unit IS NULL OR e.institution_id = only_unit)
    )
    SELECT e.measure, e.unit_level, e.unit_id, e.dimensions, e.phase, e.kind, e.subject, e.value, e.detail, e.reason, NULL, e.source
    FROM entry AS e
    WHERE only_measure IS NULL OR e.measure = only_measure
    UNION ALL
    SELECT p.* FROM @internal@.parameter_rows(rule_set, '{participation_share,studies,growth}', '{clinical\_studies.drug\_phase.%}') AS p
    UNION ALL
    SELECT p.* FROM @internal@.parameter_rows(rule_set, '{required_studies}', '{targets.doubling\_%}') AS p
    UNION ALL
    SELECT p.* FROM @internal@.parameter_rows(rule_set, '{new_drug_trials}', '{external\_series.%}') AS p
    UNION ALL
    SELECT p.* FROM @internal@.parameter_rows(rule_set, '{external_series}', '{}') AS p
    UNION ALL
    -- a name that no rule knows is the site's word
    SELECT 'external_series', NULL, NULL, NULL, 2, 'parameter', 'external_series', NULL, 'series under names of the site''s own', NULL, 'site', NULL
    WHERE only_measure IS NULL OR only_measure = 'external_series';
END;
COMMENT ON FUNCTION @internal@.target_rows(integer, text, text, text, text, boolean) IS
    'rows of the facts about the national targets: studies and new patients of the unit, patients of specialist care, the path from the base year';
