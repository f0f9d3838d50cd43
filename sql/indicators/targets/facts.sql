-- Facts about the national targets.

CREATE FUNCTION @internal@.target_facts(year integer, rule_set text, status text) RETURNS SETOF fact
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH used AS MATERIALIZED (
        SELECT coalesce(@internal@.rule_origin(rule_set, '{clinical\_studies.drug\_phase.%}'), 'published') AS counts,
               @internal@.rule_origin(rule_set, '{targets.doubling\_%}') AS path
    )
    SELECT ('targets', m.measure, year, t.unit_level, t.institution_id, m.dimensions, m.value,
            m.numerator, m.denominator, NULL, NULL, status, rule_set, m.origin)::@extschema@.fact
    FROM @extschema@.clinical_study_targets(year, rule_set) AS t
    CROSS JOIN used AS o
    CROSS JOIN LATERAL (VALUES
        -- more participants than patients is a finding, and no share
        ('participation', 'participation_share', '{}'::jsonb, CASE WHEN t.numerator <= t.denominator THEN t.actual END,
         t.numerator::numeric, t.denominator::numeric, o.counts),
        ('doubling', 'studies', '{}', t.actual, NULL, NULL, o.counts),
        ('doubling', 'required_studies', '{}', t.required, NULL, NULL, o.path),
        ('doubling', 'growth', '{}', t.growth, NULL, NULL, o.counts),
        ('external_series', 'external_series', jsonb_build_object('series', @internal@.dimension_code(t.series)), t.actual, NULL, NULL, 'published')
    ) AS m(target, measure, dimensions, value, numerator, denominator, origin)
    WHERE m.target = t.target
      AND CASE m.measure WHEN 'participation_share' THEN t.numerator IS NOT NULL AND t.denominator IS NOT NULL
                         WHEN 'external_series' THEN t.actual = trunc(t.actual) AND t.actual > '-infinity' AND t.actual < 'infinity'
                         WHEN 'studies' THEN true
                         ELSE m.value IS NOT NULL END;
END;
COMMENT ON FUNCTION @internal@.target_facts(integer, text, text) IS
    'facts about the national targets for clinical studies: participation, the path to doubling, and series of others, whole numbers only';
