-- Findings about clinical treatment studies.

CREATE FUNCTION @internal@.check_clinical_studies(year integer) RETURNS SETOF finding
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    hod text := @extschema@.default_rule_set('hod', year);
    kinds text[] := (SELECT c.codes FROM @extschema@.source_column AS c
                     WHERE c.relation = 'clinical_study' AND c.column_name = 'kind');
    phases text[] := (SELECT array_agg(c.code) FROM @internal@.rule_set_codes(hod, 'clinical_studies.drug_phase') AS c);
BEGIN
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        WITH unit AS MATERIALIZED (
            SELECT i.institution_id, i.top_id, i.region_id, i.country FROM @extschema@.institutions_at($1) AS i
        ), study AS MATERIALIZED (
            SELECT s.study_id::text AS study_id, e.entity_id, s.kind::text AS kind, s.phase::text AS phase
            FROM %1$I.clinical_study AS s
            JOIN @internal@.study_entities() AS e ON e.study_id = s.study_id::text
        ), figure AS MATERIALIZED (
            SELECT c.study_id::text AS study_id, c.institution_id::text AS institution_id, c.new_patients,
                   c.source::text AS source, c.study_id::text || '/' || c.institution_id::text AS key
            FROM %1$I.study_inclusion AS c
            WHERE c.year = $1
        ), site AS MATERIALIZED (
            SELECT t.study_id::text AS study_id, t.institution_id::text AS institution_id,
                   t.study_id::text || '/' || t.institution_id::text AS key
            FROM %1$I.study_site AS t
        )
        SELECT f.severity, f.code, f.relation, f.key, f.message, f.hint
        FROM (
            SELECT 'warning' AS severity, 'site_abroad' AS code, 'study_site' AS relation, t.key AS key,
                   format('study "%%s" has a site at "%%s", which is in %%s', t.study_id, t.institution_id, u.country) AS message,
                   'Only patients treated in Norwegian specialist care count; the site is left out.' AS hint
            FROM site AS t JOIN unit AS u ON u.institution_id = t.institution_id
            WHERE u.country <> 'NO'
            UNION ALL
            SELECT 'warning', 'inclusion_outside_specialist_care', 'study_inclusion', c.key,
                   format('study "%%s" included %%s patients at "%%s", which is no hospital of a health region', c.study_id,
                          coalesce(c.new_patients::text, 'an unknown number of'), c.institution_id),
                   'Only patients treated in Norwegian specialist care count; the figure is left out.'
            FROM figure AS c JOIN unit AS u ON u.institution_id = c.institution_id
            WHERE u.region_id IS NULL OR u.country <> 'NO'
            UNION ALL
            SELECT 'error', 'institution_unknown', 'study_inclusion', c.key,
                   format('an inclusion figure of study "%%s" names institution "%%s", which does not exist', c.study_id, c.institution_id),
                   'Its patients belong to nobody until the institution exists.'
            FROM figure AS c
            WHERE NOT EXISTS (SELECT FROM unit AS u WHERE u.institution_id = c.institution_id)
            UNION ALL
            SELECT 'error', 'inclusion_negative', 'study_inclusion', c.key,
                   format('study "%%s" included %%s patients at "%%s"', c.study_id, c.new_patients, c.institution_id),
                   'A number of patients is not negative; the figure is left out.'
            FROM figure AS c WHERE c.new_patients < 0
            UNION ALL
            SELECT 'warning', 'inclusion_missing', 'study_inclusion', c.key,
                   format('an inclusion figure of study "%%s" at "%%s" has no number', c.study_id, c.institution_id),
                   'It is left out.'
            FROM figure AS c WHERE c.new_patients IS NULL
            UNION ALL
            SELECT 'notice', 'inclusion_source_missing', 'study_inclusion', c.key,
                   format('an inclusion figure of study "%%s" at "%%s" has no source', c.study_id, c.institution_id),
                   'It counts, but in no share of manual, patient record or registry figures.'
            FROM figure AS c WHERE c.source IS NULL
            UNION ALL
            SELECT 'notice', 'inclusion_without_site', 'study_inclusion', c.key,
                   format('study "%%s" included patients at "%%s", which is not among its sites', c.study_id, c.institution_id),
                   'The patients count; a start-up there cannot.'
            FROM figure AS c
            WHERE c.new_patients > 0
              AND NOT EXISTS (SELECT FROM site AS t WHERE t.study_id = c.study_id AND t.institution_id = c.institution_id)
            UNION ALL
            SELECT 'warning', 'inclusion_counted_twice', 'study_inclusion', min(c.study_id COLLATE "C") || '/' || u.top_id,
                   format('"%%s" has inclusion figures of one study under several ids: %%s', u.top_id,
                          string_agg(DISTINCT c.study_id COLLATE "C", ', ')),
                   'The ids share a registry identifier. The figures are added up: see that no patient is in two of them.'
            FROM figure AS c
            JOIN study AS s ON s.study_id = c.study_id
            JOIN unit AS u ON u.institution_id = c.institution_id
            WHERE c.new_patients > 0
            GROUP BY u.top_id, s.entity_id
            HAVING count(DISTINCT c.study_id) > 1
            UNION ALL
            SELECT 'notice', 'study_registered_twice', 'study_identifier', s.entity_id,
                   format('%%s studies share an identifier: %%s', count(*), string_agg(s.study_id, ', ' ORDER BY s.study_id COLLATE "C")),
                   'They count as one in the region and in the nation; see that the identifier is no placeholder.'
            FROM study AS s
            GROUP BY s.entity_id
            HAVING count(*) > 1
            UNION ALL
            SELECT 'warning', 'study_kind_missing', 'clinical_study', s.study_id,
                   format('study "%%s" included patients, but its kind is %%s', s.study_id, coalesce('"' || s.kind || '"', 'missing')),
                   format('It does not count as a clinical treatment study. Kinds: %%s.', array_to_string($2, ', '))
            FROM study AS s
            WHERE (s.kind IS NULL OR s.kind <> ALL ($2))
              AND EXISTS (SELECT FROM figure AS c WHERE c.study_id = s.study_id AND c.new_patients > 0)
            UNION ALL
            SELECT 'notice', 'drug_phase_excluded', 'clinical_study', s.study_id,
                   format('drug study "%%s" included patients in phase "%%s", which does not count', s.study_id, s.phase),
                   format('Phases: %%s.', array_to_string($3, ', '))
            FROM study AS s
            WHERE s.kind = 'drug' AND s.phase <> ALL ($3)
              AND EXISTS (SELECT FROM figure AS c WHERE c.study_id = s.study_id AND c.new_patients > 0)
        ) AS f
        ORDER BY f.code COLLATE "C", f.key COLLATE "C"
    $sql$)
    USING year, kinds, phases;
END
$$;
COMMENT ON FUNCTION @internal@.check_clinical_studies(integer) IS
    'findings about clinical treatment studies of the year: sites and figures that do not count, figures that are missing or doubtful, studies under several ids';
