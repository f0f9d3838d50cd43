-- What the facts about clinical treatment studies are made of: a row per study
-- (once per unit where studies are counted), inclusion figures, points of each
-- institution.

CREATE FUNCTION @internal@.clinical_study_rows(
    year integer, rule_set text, only_measure text, only_level text, only_unit text, detailed boolean) RETURNS SETOF indicator_row
    LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 2000
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH rule AS MATERIALIZED (
        SELECT r.is_set,
               -- a set that neither counts the indicator nor has its points says nothing about them
               r.is_set OR @internal@.indicator_counts(rule_set, 'clinical_studies', year) AS has_points
        FROM (SELECT cardinality(@internal@.clinical_study_unset_parameters(rule_set)) = 0 AS is_set) AS r
    ), activity AS MATERIALIZED (
        SELECT a.* FROM @internal@.treatment_study_activity(year, rule_set) AS a
    ), unit AS MATERIALIZED (
        SELECT u.*, u.reporting OR u.unit_level <> 'institution' OR u.institution_id IN (SELECT a.institution_id FROM activity AS a) AS is_covered
        FROM @internal@.care_units(year) AS u
        WHERE (only_level IS NULL OR u.unit_level = only_level) AND (only_unit IS NULL OR u.unit_id = only_unit)
    ), study AS (
        -- a study counts once per unit, however many institutions take part
        SELECT u.unit_level, u.unit_id, a.study_id, bool_or(a.new_patients > 0) AS included,
               bool_or(CASE u.unit_level WHEN 'institution' THEN a.started WHEN 'rhf' THEN a.started_in_region ELSE a.started_in_nation END) AS started, bool_or(a.coordinated) AS coordinated,
               CASE WHEN detailed THEN string_agg(a.institution_id, ', ' ORDER BY a.institution_id COLLATE "C") END AS institutions
        FROM unit AS u JOIN activity AS a ON a.institution_id = u.institution_id
        GROUP BY u.unit_level, u.unit_id, a.study_id
    ), at_unit AS MATERIALIZED (
        -- figures are told one by one where details are wanted, else those of a unit together
        SELECT u.unit_level, u.unit_id, k.institution_id, k.study_id, sum(a.new_patients) AS new_patients, sum(a.figures) AS figures,
               sum(a.figures_manual) AS figures_manual, sum(a.figures_ehr) AS figures_ehr, sum(a.figures_registry) AS figures_registry,
               bool_or(a.started) AS started, bool_or(a.coordinated) AS coordinated
        FROM unit AS u JOIN activity AS a ON a.institution_id = u.institution_id
        CROSS JOIN LATERAL (SELECT CASE WHEN detailed THEN a.institution_id END AS institution_id, CASE WHEN detailed THEN a.study_id END AS study_id) AS k
        GROUP BY u.unit_level, u.unit_id, k.institution_id, k.study_id
    ), entry AS (
        SELECT m.measure, s.unit_level, s.unit_id, '' AS dimensions, 4 AS phase, CASE WHEN m.holds THEN 'source' ELSE 'excluded' END AS kind,
               s.study_id AS subject, CASE WHEN m.holds THEN 1 END::numeric AS value, s.institutions AS detail, CASE WHEN NOT m.holds THEN m.reason END AS reason
        FROM study AS s
        CROSS JOIN LATERAL (VALUES ('studies', s.included, 'no_new_patient'), ('started', s.started, 'not_opened_in_year'),
                                   ('coordinated', s.coordinated, 'not_coordinated')) AS m(measure, holds, reason)
        WHERE m.holds OR detailed
        UNION ALL
        SELECT 'new_patients', a.unit_level, a.unit_id, '', 4, 'source', a.study_id, a.new_patients, a.institution_id, NULL FROM at_unit AS a
        UNION ALL
        SELECT 'source_share', a.unit_level, a.unit_id, 'source=' || f.source, k.phase, k.kind, a.study_id, k.figures::numeric, a.institution_id, NULL
        FROM at_unit AS a
        CROSS JOIN LATERAL (VALUES ('manual', a.figures_manual), ('ehr', a.figures_ehr), ('registry', a.figures_registry)) AS f(source, figures)
        CROSS JOIN LATERAL (VALUES ('numerator', 4, f.figures), ('denominator', 5, a.figures)) AS k(kind, phase, figures)
        WHERE k.figures > 0
        UNION ALL
        SELECT 'points', a.unit_level, a.unit_id, '', 4, CASE WHEN r.has_points THEN 'source' ELSE 'intermediate' END, a.study_id, a.new_patients,
               CASE WHEN detailed THEN concat_ws('; ', a.institution_id, format('%s new patients', a.new_patients), CASE WHEN a.started THEN 'started' END,
                                                 CASE WHEN a.coordinated THEN 'co-ordinated' END) END, NULL
        FROM at_unit AS a CROSS JOIN rule AS r
        WHERE detailed
        UNION ALL
        SELECT 'points', u.unit_level, u.unit_id, '', 5, 'intermediate', concat_ws(' ', f.institution_id, f.factor, f.study_id), f.points,
               CASE WHEN f.factor = 'patients' THEN format('the patient curve of %s new patients', f.amount)
                    ELSE format('%s studies, times clinical_studies.%s_points', f.amount, f.factor) END, NULL
        FROM unit AS u JOIN @internal@.clinical_study_factors(year, rule_set) AS f ON f.institution_id = u.institution_id CROSS JOIN rule AS r
        WHERE r.is_set AND detailed
        UNION ALL
        SELECT 'points', u.unit_level, u.unit_id, '', 6, CASE WHEN r.has_points THEN 'part' ELSE 'intermediate' END, u.institution_id,
               CASE WHEN r.is_set THEN coalesce(p.points, 0.0000) END, 'its factors together, 4 decimals', CASE WHEN NOT r.is_set THEN 'parameter_unset' END
        FROM unit AS u CROSS JOIN rule AS r
        LEFT JOIN @internal@.clinical_study_points(year, rule_set) AS p ON p.institution_id = u.institution_id
        WHERE u.is_covered
        UNION ALL
        SELECT m.measure, u.unit_level, u.unit_id, '', 4, 'covered', u.institution_id, NULL, NULL, NULL
        FROM unit AS u CROSS JOIN (VALUES ('studies'), ('new_patients'), ('started'), ('coordinated')) AS m(measure)
        WHERE u.is_covered
    )
    SELECT e.measure, e.unit_level, e.unit_id, e.dimensions, e.phase, e.kind, e.subject, e.value, e.detail, e.reason, NULL, 'study_inclusion, study_site'
    FROM entry AS e
    WHERE only_measure IS NULL OR e.measure = only_measure
    UNION ALL
    SELECT p.* FROM @internal@.parameter_rows(rule_set, '{points}', '{clinical\_studies.%}') AS p
    UNION ALL
    SELECT p.* FROM @internal@.parameter_rows(rule_set, '{studies,new_patients,started,coordinated,source_share}', '{clinical\_studies.drug\_phase.%}') AS p;
END;
COMMENT ON FUNCTION @internal@.clinical_study_rows(integer, text, text, text, text, boolean) IS
    'rows of the facts about clinical treatment studies: a row per study (once per unit where studies are counted), inclusion figures, points per institution';
