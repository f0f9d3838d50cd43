-- Findings about innovations.

CREATE FUNCTION @internal@.check_innovations(year integer, rule_set text DEFAULT NULL) RETURNS SETOF @internal@.raw_finding
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 50
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    hod text := coalesce(rule_set, @extschema@.default_rule_set('hod', year));
    has_mapping boolean;
    first_day date := make_date(@internal@.require_year(year), 1, 1);
    last_day date := make_date(year, 12, 31);
BEGIN
    PERFORM @internal@.require_rule_set(hod, 'hod');
    has_mapping := EXISTS (SELECT FROM @internal@.rule_set_codes(hod, 'innovation_phase'));

    RETURN QUERY
    WITH project AS MATERIALIZED (
        SELECT n.* FROM @internal@.innovations(year) AS n
    ), entry AS MATERIALIZED (
        SELECT e.* FROM @internal@.innovation_entries() AS e
    ), benefit AS MATERIALIZED (
        SELECT b.* FROM @internal@.registered_benefits() AS b WHERE b.benefit_year = year
    )
    SELECT f.severity, f.code, f.relation, f.key, f.owner, f.arguments
    FROM (
        -- a set without any mapping does not use the indicator yet
        SELECT CASE WHEN has_mapping THEN 'warning' ELSE 'notice' END AS severity, 'innovation_phase_unmapped' AS code, 'innovation_phase' AS relation,
               e.name AS key, p.institution_id AS owner,
               jsonb_build_object('phase', e.name, 'rule_set', hod, 'count', count(DISTINCT e.innovation_id)) AS arguments
        FROM @internal@.mapped_innovation_entries(year, hod) AS e
        LEFT JOIN project AS p ON p.innovation_id = e.innovation_id
        WHERE e.entered_on BETWEEN first_day AND last_day AND e.phase IS NULL
        GROUP BY e.name, p.institution_id
        UNION ALL
        SELECT 'warning', 'innovation_phase_undated', 'innovation_phase', e.innovation_id, p.institution_id,
               jsonb_build_object('innovation', e.innovation_id, 'phases', string_agg('"' || e.phase || '"', ', ' ORDER BY e.phase COLLATE "C"))
        FROM entry AS e LEFT JOIN project AS p ON p.innovation_id = e.innovation_id
        WHERE e.entered_on IS NULL
        GROUP BY e.innovation_id, p.institution_id
        UNION ALL
        SELECT 'error', 'benefit_without_stage', 'innovation_benefit', b.innovation_id, p.institution_id,
               jsonb_build_object('variant', CASE WHEN b.stage IS NULL THEN 'none' END, 'innovation', b.innovation_id, 'stage', b.stage)
        FROM benefit AS b LEFT JOIN project AS p ON p.innovation_id = b.innovation_id
        WHERE NOT b.stage_is_known
        UNION ALL
        SELECT 'warning', 'benefit_negative', 'innovation_benefit', b.innovation_id, p.institution_id,
               jsonb_build_object('innovation', b.innovation_id, 'value', b.value)
        FROM benefit AS b LEFT JOIN project AS p ON p.innovation_id = b.innovation_id
        WHERE b.value < 0
        UNION ALL
        SELECT d.severity, d.code, 'innovation', p.innovation_id, p.institution_id,
               jsonb_build_object('variant', CASE WHEN d.code = 'institution_unknown' AND p.at_id IS NULL THEN 'innovation_at_none' END, 'innovation', p.innovation_id, 'institution', p.at_id, 'country', p.country, 'adopted_from', p.adopted_from)
        FROM project AS p
        LEFT JOIN (SELECT DISTINCT o.innovation_id FROM project AS o) AS known ON known.innovation_id = p.adopted_from
        CROSS JOIN LATERAL (VALUES
            ('error', CASE WHEN p.institution_id IS NULL THEN 'institution_unknown' END),
            ('warning', CASE WHEN p.country <> 'NO' THEN 'innovation_abroad' END),
            ('error', CASE WHEN p.adopted_from IS NOT NULL AND known.innovation_id IS NULL THEN 'adoption_from_unknown' END),
            ('warning', CASE WHEN p.adopted_from IS NOT NULL AND p.adopted_on IS NULL THEN 'adoption_undated' END)) AS d(severity, code)
        WHERE d.code IS NOT NULL
        UNION ALL
        SELECT 'notice', 'adoption_within_institution', 'innovation', p.innovation_id, p.institution_id,
               jsonb_build_object('innovation', p.innovation_id, 'adopted_from', p.adopted_from)
        FROM project AS p JOIN project AS o ON o.innovation_id = p.adopted_from
        WHERE o.institution_id = p.institution_id AND p.adopted_on BETWEEN first_day AND last_day
    ) AS f
    ORDER BY f.code COLLATE "C", f.key COLLATE "C", f.owner COLLATE "C", f.arguments::text COLLATE "C";
END
$$;
COMMENT ON FUNCTION @internal@.check_innovations(integer, text) IS
    'findings about innovations of the year: phase names that the rule set (NULL: the default) does not map, what lacks a date or a stage, adoptions that do not count';

INSERT INTO source_check (function, ordinal, indicator, relations) VALUES
    ('@internal@.check_innovations', 60, 'innovation', '{institution,innovation,innovation_phase,innovation_benefit}');
