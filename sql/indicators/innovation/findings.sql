-- Findings about innovations.

CREATE FUNCTION @internal@.check_innovations(year integer, rule_set text DEFAULT NULL) RETURNS SETOF finding
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
    SELECT f.severity, f.code, f.relation, f.key, f.message, f.hint
    FROM (
        -- a set without any mapping does not use the indicator yet
        SELECT CASE WHEN has_mapping THEN 'warning' ELSE 'notice' END AS severity, 'innovation_phase_unmapped' AS code, 'innovation_phase' AS relation, e.name AS key,
               format('%s innovations entered the phase "%s", which rule set "%s" does not map', count(DISTINCT e.innovation_id),
                      e.name, hod) AS message,
               'It earns no points. Map it in a copy with research_indicators.set_rule_code(rule_set, ''innovation_phase'', name, phase, origin, source).' AS hint
        FROM @internal@.mapped_innovation_entries(year, hod) AS e
        WHERE e.entered_on BETWEEN first_day AND last_day AND e.phase IS NULL
        GROUP BY e.name
        UNION ALL
        SELECT 'warning', 'innovation_phase_undated', 'innovation_phase', e.innovation_id,
               format('innovation "%s" has no date for %s', e.innovation_id,
                      string_agg('"' || e.phase || '"', ', ' ORDER BY e.phase COLLATE "C")),
               'The phase counts in no year, and the registration is incomplete.'
        FROM entry AS e WHERE e.entered_on IS NULL
        GROUP BY e.innovation_id
        UNION ALL
        SELECT 'error', 'benefit_without_stage', 'innovation_benefit', b.innovation_id,
               format('a benefit of innovation "%s" has %s', b.innovation_id,
                      coalesce('the unknown stage "' || b.stage || '"', 'no stage')),
               'It counts neither as assessed nor as realised.'
        FROM benefit AS b WHERE NOT b.stage_is_known
        UNION ALL
        SELECT 'warning', 'benefit_negative', 'innovation_benefit', b.innovation_id,
               format('innovation "%s" has a benefit of %s', b.innovation_id, b.value),
               'It counts as a benefit all the same; see whether it is a cost.'
        FROM benefit AS b WHERE b.value < 0
        UNION ALL
        SELECT 'error', 'institution_unknown', 'innovation', p.innovation_id,
               format('innovation "%s" names %s', p.innovation_id,
                      coalesce('institution "' || p.at_id || '", which does not exist', 'no institution')),
               'Its phases and its points belong to nobody until the institution exists.'
        FROM project AS p WHERE p.institution_id IS NULL
        UNION ALL
        SELECT 'warning', 'innovation_abroad', 'innovation', p.innovation_id,
               format('innovation "%s" belongs to "%s", which is in %s', p.innovation_id, p.at_id, p.country),
               'It is in no regional or national sum.'
        FROM project AS p WHERE p.country <> 'NO'
        UNION ALL
        SELECT 'error', 'adoption_from_unknown', 'innovation', p.innovation_id,
               format('innovation "%s" was adopted from "%s", which does not exist', p.innovation_id, p.adopted_from),
               'The adoption does not count.'
        FROM project AS p
        WHERE p.adopted_from IS NOT NULL
          AND NOT EXISTS (SELECT FROM project AS o WHERE o.innovation_id = p.adopted_from)
        UNION ALL
        SELECT 'warning', 'adoption_undated', 'innovation', p.innovation_id,
               format('innovation "%s" was adopted from "%s" on an unknown day', p.innovation_id, p.adopted_from),
               'The adoption counts in no year.'
        FROM project AS p WHERE p.adopted_from IS NOT NULL AND p.adopted_on IS NULL
        UNION ALL
        SELECT 'notice', 'adoption_within_institution', 'innovation', p.innovation_id,
               format('innovation "%s" was adopted from "%s" of the same institution', p.innovation_id, p.adopted_from),
               'Only adoption by another institution counts.'
        FROM project AS p JOIN project AS o ON o.innovation_id = p.adopted_from
        WHERE o.institution_id = p.institution_id AND p.adopted_on BETWEEN first_day AND last_day
    ) AS f
    ORDER BY f.code COLLATE "C", f.key COLLATE "C";
END
$$;
COMMENT ON FUNCTION @internal@.check_innovations(integer, text) IS
    'findings about innovations of the year: phase names that the rule set (NULL: the default) does not map, what lacks a date or a stage, adoptions that do not count';

INSERT INTO source_check (function, ordinal, indicator, relations) VALUES
    ('@internal@.check_innovations', 60, 'innovation', '{institution,innovation,innovation_phase,innovation_benefit}');
