-- What the facts about the national targets are made of.

CREATE FUNCTION @internal@.explain_targets_facts(
    year integer, rule_set text, only_measure text, only_level text, only_unit text) RETURNS SETOF fact_step
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    base_year integer := @internal@.rule_parameter_value(rule_set, 'targets.doubling_base_year')::integer;
    end_year integer := @internal@.rule_parameter_value(rule_set, 'targets.doubling_year')::integer;
    factor numeric := @internal@.rule_parameter_value(rule_set, 'targets.doubling_factor')::numeric;
BEGIN
    PERFORM @internal@.require_year(year);
    PERFORM @internal@.require_source('specialist_care_patients', 'external_series');
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        WITH line AS MATERIALIZED (
            SELECT t.target, t.unit_level, t.institution_id, t.numerator, t.actual
            FROM @extschema@.clinical_study_targets($1, $2) AS t
            WHERE ($4 IS NULL OR t.unit_level = $4) AND ($5 IS NULL OR t.institution_id = $5) AND t.target <> 'external_series'
        ), inclusion AS MATERIALIZED (
            SELECT v.unit_level, v.unit_id, i.institution_id, i.entity_id, i.source, i.inclusion_year, i.new_patients
            FROM @internal@.treatment_inclusions($1, least($1 - 1, coalesce($6, $1 - 1)), $1, $2) AS i
            CROSS JOIN LATERAL (VALUES ('institution', i.institution_id), ('rhf', i.region_id), ('nation', 'NO')) AS v(unit_level, unit_id)
            WHERE ($4 IS NULL OR v.unit_level = $4) AND ($5 IS NULL OR v.unit_id = $5)
        ), study AS MATERIALIZED (
            SELECT i.unit_level, i.unit_id, i.inclusion_year, i.entity_id,
                   string_agg(DISTINCT i.institution_id COLLATE "C", ', ') AS institutions
            FROM inclusion AS i GROUP BY i.unit_level, i.unit_id, i.inclusion_year, i.entity_id
        ), counted AS MATERIALIZED (
            SELECT s.unit_level, s.unit_id, s.inclusion_year, count(*) AS studies FROM study AS s GROUP BY s.unit_level, s.unit_id, s.inclusion_year
        ), care AS (
            SELECT l.unit_level, l.institution_id, p.new_patients::bigint AS patients
            FROM line AS l
            JOIN %1$I.specialist_care_patients AS p ON p.institution_id::text = l.institution_id
            WHERE l.target = 'participation' AND l.numerator IS NOT NULL AND p.year = $1 AND p.new_patients > 0
        )
        SELECT 'participation_share', l.unit_level, l.institution_id, '{}'::jsonb, 4, 'numerator', i.entity_id, i.new_patients::numeric,
               concat_ws('; ', i.institution_id, i.source), NULL::text, NULL::text, 'study_inclusion'
        FROM line AS l JOIN inclusion AS i ON i.unit_level = l.unit_level AND i.unit_id = l.institution_id AND i.inclusion_year = $1
        WHERE l.target = 'participation'
        UNION ALL
        SELECT 'participation_share', c.unit_level, c.institution_id, '{}', 5, 'denominator', c.institution_id, c.patients,
               'new patients of specialist care at this very level', NULL, NULL, 'specialist_care_patients'
        FROM care AS c
        UNION ALL
        SELECT m.measure, s.unit_level, s.unit_id, '{}', 4, m.kind, s.entity_id, 1, format('%%s: %%s', s.inclusion_year, s.institutions), NULL, NULL, 'study_inclusion'
        FROM study AS s
        CROSS JOIN LATERAL (VALUES ('studies', 'source', s.inclusion_year = $1), ('required_studies', 'intermediate', s.inclusion_year = $6),
                                   ('growth', 'intermediate', s.inclusion_year BETWEEN $1 - 1 AND $1)) AS m(measure, kind, holds)
        WHERE m.holds
        UNION ALL
        -- nothing reported for the year is not nothing
        SELECT 'studies', l.unit_level, l.institution_id, '{}', 6, 'part', l.institution_id, NULL, 'no inclusions reported for the year', 'not_reported', NULL, 'study_inclusion'
        FROM line AS l WHERE l.target = 'doubling' AND l.actual IS NULL
        UNION ALL
        SELECT 'required_studies', c.unit_level, c.unit_id, '{}', 6, 'part', c.unit_id,
               @internal@.doubling_path(c.studies, $6, $7, $8, $1),
               format('%%s studies in %%s, times %%s by %%s in equal yearly growth', c.studies, $6, $8, $7), NULL, NULL, NULL
        FROM counted AS c
        WHERE c.inclusion_year = $6 AND @internal@.doubling_path(c.studies, $6, $7, $8, $1) IS NOT NULL
        UNION ALL
        SELECT 'growth', b.unit_level, b.unit_id, '{}', 6, 'part', b.unit_id, round(coalesce(n.studies, 0)::numeric / b.studies - 1, 4),
               format('%%s in %%s against %%s in %%s', coalesce(n.studies, 0), $1, b.studies, $1 - 1), NULL, NULL, NULL
        FROM counted AS b
        JOIN line AS l ON l.target = 'doubling' AND l.unit_level = b.unit_level AND l.institution_id = b.unit_id AND l.actual IS NOT NULL
        LEFT JOIN counted AS n ON n.inclusion_year = $1 AND n.unit_level = b.unit_level AND n.unit_id = b.unit_id
        WHERE b.inclusion_year = $1 - 1
        UNION ALL
        SELECT 'external_series', k.unit_level, e.institution_id::text, jsonb_build_object('series', @internal@.dimension_code(e.series::text)),
               4, 'source', e.series::text, e.value::numeric, e.source::text, NULL, NULL, 'external_series'
        FROM %1$I.external_series AS e
        LEFT JOIN @extschema@.institutions_at($1) AS i ON i.institution_id = e.institution_id::text AND i.institution_id = i.top_id
        CROSS JOIN LATERAL (VALUES (CASE WHEN e.institution_id::text = 'NO' THEN 'nation' WHEN i.kind = 'rhf' THEN 'rhf' ELSE 'institution' END)) AS k(unit_level)
        WHERE e.year = $1 AND e.value = trunc(e.value) AND e.value > '-infinity' AND e.value < 'infinity'
          AND ($4 IS NULL OR k.unit_level = $4) AND ($5 IS NULL OR e.institution_id::text = $5)
        UNION ALL
        SELECT p.* FROM @internal@.parameter_steps($2, '{participation_share,studies,growth}', '{clinical\_studies.drug\_phase.%%}') AS p
        UNION ALL
        SELECT p.* FROM @internal@.parameter_steps($2, '{required_studies}', '{targets.doubling\_%%}') AS p
        UNION ALL
        SELECT p.* FROM @internal@.parameter_steps($2, '{external_series}', '{}') AS p
    $sql$)
    USING year, rule_set, only_measure, only_level, only_unit, base_year, end_year, factor;
END
$$;
COMMENT ON FUNCTION @internal@.explain_targets_facts(integer, text, text, text, text) IS
    'steps of the facts about the national targets: studies and new patients of the unit, patients of specialist care, the path from the base year';
