-- Findings about clinical treatment studies.

CREATE FUNCTION @internal@.inclusion_findings(year integer) RETURNS SETOF finding
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 50
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH unit AS MATERIALIZED (
        SELECT i.institution_id, i.top_id, i.country, c.institution_id IS NOT NULL AS in_care
        FROM @extschema@.institutions_at(year) AS i
        LEFT JOIN @internal@.specialist_care(year) AS c ON c.institution_id = i.institution_id
    ), figure AS MATERIALIZED (
        SELECT c.study_id, c.institution_id, c.new_patients, c.source, c.study_id || '/' || c.institution_id AS key
        FROM @internal@.study_inclusions() AS c
        WHERE c.inclusion_year = year
    ), site AS MATERIALIZED (
        SELECT t.study_id, t.institution_id, t.study_id || '/' || t.institution_id AS key
        FROM @internal@.study_sites() AS t
    )
    SELECT 'warning', 'site_abroad', 'study_site', t.key,
           format('study "%s" has a site at "%s", which is in %s', t.study_id, t.institution_id, u.country),
           'Only patients treated in Norwegian specialist care count; the site is left out.'
    FROM site AS t JOIN unit AS u ON u.institution_id = t.institution_id
    WHERE u.country <> 'NO'
    UNION ALL
    SELECT 'warning', 'inclusion_outside_specialist_care', 'study_inclusion', c.key,
           format('study "%s" included %s patients at "%s", which is no hospital of a health region', c.study_id,
                  coalesce(c.new_patients::text, 'an unknown number of'), c.institution_id),
           'Only patients treated in Norwegian specialist care count; the figure is left out.'
    FROM figure AS c JOIN unit AS u ON u.institution_id = c.institution_id
    WHERE NOT u.in_care
    UNION ALL
    SELECT 'error', 'institution_unknown', 'study_inclusion', c.key,
           format('an inclusion figure of study "%s" names institution "%s", which does not exist', c.study_id, c.institution_id),
           'Its patients belong to nobody until the institution exists.'
    FROM figure AS c
    WHERE NOT EXISTS (SELECT FROM unit AS u WHERE u.institution_id = c.institution_id)
    UNION ALL
    SELECT 'error', 'inclusion_negative', 'study_inclusion', c.key,
           format('study "%s" included %s patients at "%s"', c.study_id, c.new_patients, c.institution_id),
           'A number of patients is not negative; the figure is left out.'
    FROM figure AS c WHERE c.new_patients < 0
    UNION ALL
    SELECT 'warning', 'inclusion_missing', 'study_inclusion', c.key,
           format('an inclusion figure of study "%s" at "%s" has no number', c.study_id, c.institution_id),
           'It is left out.'
    FROM figure AS c WHERE c.new_patients IS NULL
    UNION ALL
    SELECT 'notice', 'inclusion_source_missing', 'study_inclusion', c.key,
           format('an inclusion figure of study "%s" at "%s" has no source', c.study_id, c.institution_id),
           'It counts, but in no share of manual, patient record or registry figures.'
    FROM figure AS c WHERE c.source IS NULL
    UNION ALL
    SELECT 'notice', 'inclusion_without_site', 'study_inclusion', c.key,
           format('study "%s" included patients at "%s", which is not among its sites', c.study_id, c.institution_id),
           'The patients count; a start-up there cannot.'
    FROM figure AS c
    WHERE c.new_patients > 0
      AND NOT EXISTS (SELECT FROM site AS t WHERE t.study_id = c.study_id AND t.institution_id = c.institution_id)
    UNION ALL
    SELECT 'warning', 'inclusion_counted_twice', 'study_inclusion', min(c.study_id COLLATE "C") || '/' || u.top_id,
           format('"%s" has inclusion figures of one study under several ids: %s', u.top_id,
                  string_agg(DISTINCT c.study_id COLLATE "C", ', ')),
           'The ids share a registry identifier. The figures are added up: see that no patient is in two of them.'
    FROM figure AS c
    JOIN @internal@.study_entities() AS s ON s.study_id = c.study_id
    JOIN unit AS u ON u.institution_id = c.institution_id
    WHERE c.new_patients > 0
    GROUP BY u.top_id, s.entity_id
    HAVING count(DISTINCT c.study_id) > 1;
END;
COMMENT ON FUNCTION @internal@.inclusion_findings(integer) IS
    'findings about sites and inclusion figures of the year: what does not count, what is missing or doubtful';

CREATE FUNCTION @internal@.treatment_study_findings(year integer) RETURNS SETOF finding
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
    )
    SELECT 'notice', 'study_registered_twice', 'study_identifier', s.entity_id,
           format('%s studies share an identifier: %s', count(*), string_agg(s.study_id, ', ' ORDER BY s.study_id COLLATE "C")),
           'They count as one in the region and in the nation; see that the identifier is no placeholder.'
    FROM study AS s
    GROUP BY s.entity_id
    HAVING count(*) > 1
    UNION ALL
    SELECT 'warning', 'study_kind_missing', 'clinical_study', s.study_id,
           format('study "%s" included patients, but its kind is %s', s.study_id, coalesce('"' || s.kind || '"', 'missing')),
           format('It does not count as a clinical treatment study. Kinds: %s.', array_to_string(r.kinds, ', '))
    FROM study AS s CROSS JOIN rule AS r
    WHERE NOT s.kind_counts AND s.has_included
    UNION ALL
    SELECT 'notice', 'drug_phase_excluded', 'clinical_study', s.study_id,
           format('drug study "%s" included patients in phase "%s", which does not count', s.study_id, s.phase),
           format('Phases: %s.', array_to_string(r.phases, ', '))
    FROM study AS s CROSS JOIN rule AS r
    WHERE NOT s.phase_counts AND s.phase_is_known AND s.has_included
    UNION ALL
    SELECT 'error', 'drug_phase_unknown', 'clinical_study', s.study_id,
           format('drug study "%s" has the phase "%s", which is none', s.study_id, s.phase),
           format('It does not count as a clinical treatment study until its phase can be read: 0 to 4, I to IV, neighbours as 1/2; leave it empty where it is not known. Phases that count: %s.', array_to_string(r.phases, ', '))
    FROM study AS s CROSS JOIN rule AS r
    WHERE NOT s.phase_is_known;
END;
COMMENT ON FUNCTION @internal@.treatment_study_findings(integer) IS
    'findings about studies under several ids, studies whose patients of the year do not count for their kind or phase, and phases that cannot be read';

CREATE FUNCTION @internal@.check_clinical_studies(year integer) RETURNS SETOF finding
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 50
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT f.*
    FROM (SELECT i.* FROM @internal@.inclusion_findings(year) AS i
          UNION ALL
          SELECT s.* FROM @internal@.treatment_study_findings(year) AS s) AS f
    ORDER BY f.code COLLATE "C", f.key COLLATE "C";
END;
COMMENT ON FUNCTION @internal@.check_clinical_studies(integer) IS
    'findings about clinical treatment studies of the year: sites and figures that do not count, figures that are missing or doubtful, studies under several ids';

INSERT INTO source_check (function, ordinal, indicator, relations) VALUES
    ('@internal@.check_clinical_studies', 50, 'clinical_studies', '{institution,clinical_study,study_identifier,study_site,study_inclusion}');
