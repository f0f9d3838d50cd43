-- Facts about clinical treatment studies.

CREATE FUNCTION @internal@.clinical_study_facts(year integer, rule_set text, status text) RETURNS SETOF fact
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH used AS MATERIALIZED (
        SELECT coalesce(@internal@.rule_origin(rule_set, '{clinical\_studies.drug\_phase.%}'), 'published') AS counts,
               @internal@.rule_origin(rule_set, '{clinical\_studies.%}') AS points,
               @internal@.indicator_counts(rule_set, 'clinical_studies') AS is_counted
    )
    SELECT ('clinical_studies', m.measure, year, s.unit_level, s.institution_id, m.dimensions, m.value,
            m.numerator, m.denominator, NULL, NULL, status, rule_set,
            CASE m.measure WHEN 'points' THEN o.points ELSE o.counts END)::@extschema@.fact
    FROM @extschema@.clinical_treatment_studies(year, rule_set) AS s
    CROSS JOIN used AS o
    CROSS JOIN LATERAL (VALUES
        ('studies', '{}'::jsonb, s.studies::numeric, NULL::numeric, NULL::numeric),
        ('new_patients', '{}', s.new_patients, NULL, NULL),
        ('started', '{}', s.started, NULL, NULL),
        ('coordinated', '{}', s.coordinated, NULL, NULL),
        ('points', '{}', s.points, NULL, NULL),
        ('source_share', '{"source": "manual"}', s.manual_share, s.figures_manual, s.figures),
        ('source_share', '{"source": "ehr"}', s.ehr_share, s.figures_ehr, s.figures),
        ('source_share', '{"source": "registry"}', s.registry_share, s.figures_registry, s.figures)
    ) AS m(measure, dimensions, value, numerator, denominator)
    -- a set that neither counts the indicator nor has its points says nothing about them
    WHERE NOT (m.measure = 'points' AND m.value IS NULL AND NOT o.is_counted)
      AND NOT (m.measure = 'source_share' AND s.figures = 0);
END;
COMMENT ON FUNCTION @internal@.clinical_study_facts(integer, text, text) IS
    'facts about clinical treatment studies of a year: studies, new patients, start-ups, co-ordination, points and where the figures come from';
