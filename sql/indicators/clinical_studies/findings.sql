-- Findings about clinical treatment studies.

CREATE FUNCTION @internal@.inclusion_findings(year integer) RETURNS SETOF @internal@.raw_finding
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 50
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH unit AS MATERIALIZED (
        SELECT i.institution_id, i.top_id, i.country, c.institution_id IS NOT NULL AS in_care
        FROM @extschema@.institutions_at(year) AS i
        LEFT JOIN @internal@.specialist_care(year) AS c ON c.institution_id = i.institution_id
    ), figure AS MATERIALIZED (
        SELECT c.study_id, c.institution_id, c.new_patients, c.source, c.study_id || '/' || c.institution_id AS key, u.top_id, u.in_care
        FROM @internal@.study_inclusions() AS c
        LEFT JOIN unit AS u ON u.institution_id = c.institution_id
        WHERE c.inclusion_year = year
    ), site AS MATERIALIZED (
        SELECT t.study_id, t.institution_id, t.study_id || '/' || t.institution_id AS key
        FROM @internal@.study_sites() AS t
    )
    -- a site abroad is the business of who answers for the study
    SELECT 'warning', 'site_abroad', 'study_site', t.key, o.owner,
           jsonb_build_object('study', t.study_id, 'institution', t.institution_id, 'country', u.country)
    FROM site AS t
    JOIN unit AS u ON u.institution_id = t.institution_id
    LEFT JOIN @internal@.study_owners(year) AS o ON o.id = t.study_id
    WHERE u.country <> 'NO'
    UNION ALL
    SELECT d.severity, d.code, 'study_inclusion', c.key, CASE WHEN d.code = 'institution_unknown' THEN o.owner ELSE c.top_id END,
           jsonb_build_object('variant', d.variant, 'study', c.study_id, 'institution', c.institution_id, 'patients', c.new_patients)
    FROM figure AS c
    LEFT JOIN @internal@.study_owners(year) AS o ON o.id = c.study_id
    CROSS JOIN LATERAL (VALUES
        ('warning', CASE WHEN NOT c.in_care THEN 'inclusion_outside_specialist_care' END, CASE WHEN c.new_patients IS NULL THEN 'unknown_number' END),
        ('error', CASE WHEN c.top_id IS NULL THEN 'institution_unknown' END, 'study_inclusion_of_nobody'),
        ('error', CASE WHEN c.new_patients < 0 THEN 'inclusion_negative' END, NULL),
        ('warning', CASE WHEN c.new_patients IS NULL THEN 'inclusion_missing' END, NULL),
        ('notice', CASE WHEN c.source IS NULL THEN 'inclusion_source_missing' END, NULL),
        ('notice', CASE WHEN c.new_patients > 0
                         AND NOT EXISTS (SELECT FROM site AS t WHERE t.study_id = c.study_id AND t.institution_id = c.institution_id)
                        THEN 'inclusion_without_site' END, NULL)) AS d(severity, code, variant)
    WHERE d.code IS NOT NULL
    UNION ALL
    SELECT 'warning', 'inclusion_counted_twice', 'study_inclusion', min(c.study_id COLLATE "C") || '/' || c.top_id, c.top_id,
           jsonb_build_object('institution', c.top_id, 'studies', string_agg(DISTINCT c.study_id COLLATE "C", ', '))
    FROM figure AS c
    JOIN @internal@.study_entities() AS s ON s.study_id = c.study_id
    WHERE c.new_patients > 0 AND c.top_id IS NOT NULL
    GROUP BY c.top_id, s.entity_id
    HAVING count(DISTINCT c.study_id) > 1;
END;
COMMENT ON FUNCTION @internal@.inclusion_findings(integer) IS
    'findings about sites and inclusion figures of the year: what does not count, what is missing or doubtful';

CREATE FUNCTION @internal@.treatment_study_findings(year integer) RETURNS SETOF @internal@.raw_finding
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 50
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH rule AS MATERIALIZED (
        SELECT r.rule_set, (SELECT c.codes FROM @extschema@.source_column AS c WHERE c.relation = 'clinical_study' AND c.column_name = 'kind') AS kinds,
               (SELECT array_agg(c.code ORDER BY c.code COLLATE "C") FROM @internal@.rule_set_codes(r.rule_set, 'clinical_studies.drug_phase') AS c) AS phases
        FROM (SELECT @extschema@.default_rule_set('hod', year) AS rule_set) AS r
    ), study AS MATERIALIZED (
        SELECT s.*, s.study_id IN (SELECT c.study_id FROM @internal@.study_inclusions() AS c
                                   WHERE c.inclusion_year = year AND c.new_patients > 0) AS has_included
        FROM rule AS r CROSS JOIN LATERAL @internal@.classified_studies(r.rule_set) AS s
    ), doubt AS (
        SELECT 'notice' AS severity, 'study_registered_twice' AS code, 'study_identifier' AS relation, s.entity_id AS study_id,
               jsonb_build_object('rows', count(*), 'studies', string_agg(s.study_id, ', ' ORDER BY s.study_id COLLATE "C")) AS arguments
        FROM study AS s
        GROUP BY s.entity_id
        HAVING count(*) > 1
        UNION ALL
        SELECT 'warning', 'study_kind_missing', 'clinical_study', s.study_id,
               jsonb_build_object('variant', CASE WHEN s.kind IS NULL THEN 'none' END, 'study', s.study_id, 'kind', s.kind, 'kinds', array_to_string(r.kinds, ', '))
        FROM study AS s CROSS JOIN rule AS r
        WHERE NOT s.kind_counts AND s.has_included
        UNION ALL
        SELECT 'notice', 'drug_phase_excluded', 'clinical_study', s.study_id,
               jsonb_build_object('study', s.study_id, 'phase', s.phase, 'phases', array_to_string(r.phases, ', '))
        FROM study AS s CROSS JOIN rule AS r
        WHERE NOT s.phase_counts AND s.phase_is_known AND s.has_included
        UNION ALL
        SELECT 'error', 'drug_phase_unknown', 'clinical_study', s.study_id,
               jsonb_build_object('study', s.study_id, 'phase', s.phase, 'phases', array_to_string(r.phases, ', '))
        FROM study AS s CROSS JOIN rule AS r
        WHERE NOT s.phase_is_known
        UNION ALL
        -- without a phase it counts, and may be one that does not
        SELECT CASE WHEN s.has_included THEN 'warning' ELSE 'notice' END, 'drug_phase_missing', 'clinical_study', s.study_id,
               jsonb_build_object('study', s.study_id, 'phases', array_to_string(r.phases, ', '))
        FROM study AS s CROSS JOIN rule AS r
        WHERE s.kind = 'drug' AND s.phase IS NULL AND r.phases IS NOT NULL
    )
    SELECT d.severity, d.code, d.relation, d.study_id, o.owner, d.arguments
    FROM doubt AS d LEFT JOIN @internal@.study_owners(year) AS o ON o.id = d.study_id;
END;
COMMENT ON FUNCTION @internal@.treatment_study_findings(integer) IS
    'findings about studies under several ids, studies whose patients of the year do not count for their kind or phase, and phases that are missing or cannot be read';

CREATE FUNCTION @internal@.check_clinical_studies(year integer) RETURNS SETOF @internal@.raw_finding
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 50
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT f.*
    FROM (SELECT i.* FROM @internal@.inclusion_findings(year) AS i
          UNION ALL
          SELECT s.* FROM @internal@.treatment_study_findings(year) AS s) AS f
    ORDER BY f.code COLLATE "C", f.key COLLATE "C", f.institution_id COLLATE "C", f.arguments::text COLLATE "C";
END;
COMMENT ON FUNCTION @internal@.check_clinical_studies(integer) IS
    'findings about clinical treatment studies of the year: sites and figures that do not count, figures that are missing or doubtful, studies under several ids';

INSERT INTO source_check (function, ordinal, indicator, relations) VALUES
    ('@internal@.check_clinical_studies', 50, 'clinical_studies', '{institution,clinical_study,study_identifier,study_site,study_inclusion}');
