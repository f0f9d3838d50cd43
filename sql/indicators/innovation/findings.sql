-- Findings about innovations.

CREATE FUNCTION @internal@.check_innovations(year integer, rule_set text DEFAULT NULL) RETURNS SETOF finding
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    hod text := coalesce(rule_set, @extschema@.default_rule_set('hod', year));
    names text[];
    phases text[];
BEGIN
    PERFORM @internal@.require_year(year);
    PERFORM @internal@.require_rule_set(hod, 'hod');
    SELECT array_agg(c.code ORDER BY c.code COLLATE "C"), array_agg(c.folds_to ORDER BY c.code COLLATE "C")
    INTO names, phases
    FROM @internal@.rule_set_codes(hod, 'innovation_phase') AS c;

    RETURN QUERY EXECUTE @internal@.source_query($sql$
        WITH unit AS MATERIALIZED (
            SELECT i.institution_id, i.top_id, i.country FROM @extschema@.institutions_at($1) AS i
        ), project AS MATERIALIZED (
            SELECT n.innovation_id::text AS innovation_id, n.institution_id::text AS institution_id, u.top_id,
                   n.adopted_from::text AS adopted_from, n.adopted_on
            FROM %1$I.innovation AS n
            LEFT JOIN unit AS u ON u.institution_id = n.institution_id::text
        ), entry AS MATERIALIZED (
            SELECT p.innovation_id::text AS innovation_id, btrim(p.phase::text) AS phase, p.entered_on
            FROM %1$I.innovation_phase AS p
        ), benefit AS MATERIALIZED (
            SELECT b.innovation_id::text AS innovation_id, b.stage::text AS stage, b.value::numeric AS value
            FROM %1$I.innovation_benefit AS b
            WHERE b.year = $1
        )
        SELECT f.severity, f.code, f.relation, f.key, f.message, f.hint
        FROM (
            -- a set without any mapping does not use the indicator yet
            SELECT CASE WHEN $2 IS NULL THEN 'notice' ELSE 'warning' END AS severity, 'innovation_phase_unmapped' AS code, 'innovation_phase' AS relation, e.phase AS key,
                   format('%%s innovations entered the phase "%%s", which rule set "%%s" does not map', count(DISTINCT e.innovation_id),
                          e.phase, $4) AS message,
                   'It earns no points. Map it in a copy with research_indicators.set_rule_code(rule_set, ''innovation_phase'', name, phase, origin, source).' AS hint
            FROM entry AS e JOIN project AS p ON p.innovation_id = e.innovation_id
            WHERE e.entered_on >= make_date($1, 1, 1) AND e.entered_on < make_date($1 + 1, 1, 1)
              AND @internal@.fold_innovation_phase($2, $3, p.top_id, e.phase) IS NULL
            GROUP BY e.phase
            UNION ALL
            SELECT 'warning', 'innovation_phase_undated', 'innovation_phase', e.innovation_id,
                   format('innovation "%%s" has no date for %%s', e.innovation_id,
                          string_agg('"' || e.phase || '"', ', ' ORDER BY e.phase COLLATE "C")),
                   'The phase counts in no year, and the registration is incomplete.'
            FROM entry AS e WHERE e.entered_on IS NULL
            GROUP BY e.innovation_id
            UNION ALL
            SELECT 'error', 'benefit_without_stage', 'innovation_benefit', b.innovation_id,
                   format('a benefit of innovation "%%s" has %%s', b.innovation_id,
                          coalesce('the unknown stage "' || b.stage || '"', 'no stage')),
                   'It counts neither as assessed nor as realised.'
            FROM benefit AS b WHERE b.stage IS NULL OR b.stage <> ALL ('{assessed,realised}')
            UNION ALL
            SELECT 'warning', 'benefit_negative', 'innovation_benefit', b.innovation_id,
                   format('innovation "%%s" has a benefit of %%s', b.innovation_id, b.value),
                   'It counts as a benefit all the same; see whether it is a cost.'
            FROM benefit AS b WHERE b.value < 0
            UNION ALL
            SELECT 'error', 'institution_unknown', 'innovation', p.innovation_id,
                   format('innovation "%%s" names %%s', p.innovation_id,
                          coalesce('institution "' || p.institution_id || '", which does not exist', 'no institution')),
                   'Its phases and its points belong to nobody until the institution exists.'
            FROM project AS p WHERE p.top_id IS NULL
            UNION ALL
            SELECT 'warning', 'innovation_abroad', 'innovation', p.innovation_id,
                   format('innovation "%%s" belongs to "%%s", which is in %%s', p.innovation_id, p.institution_id, u.country),
                   'It is in no regional or national sum.'
            FROM project AS p JOIN unit AS u ON u.institution_id = p.institution_id
            WHERE u.country <> 'NO'
            UNION ALL
            SELECT 'error', 'adoption_from_unknown', 'innovation', p.innovation_id,
                   format('innovation "%%s" was adopted from "%%s", which does not exist', p.innovation_id, p.adopted_from),
                   'The adoption does not count.'
            FROM project AS p
            WHERE p.adopted_from IS NOT NULL
              AND NOT EXISTS (SELECT FROM project AS o WHERE o.innovation_id = p.adopted_from)
            UNION ALL
            SELECT 'warning', 'adoption_undated', 'innovation', p.innovation_id,
                   format('innovation "%%s" was adopted from "%%s" on an unknown day', p.innovation_id, p.adopted_from),
                   'The adoption counts in no year.'
            FROM project AS p WHERE p.adopted_from IS NOT NULL AND p.adopted_on IS NULL
            UNION ALL
            SELECT 'notice', 'adoption_within_institution', 'innovation', p.innovation_id,
                   format('innovation "%%s" was adopted from "%%s" of the same institution', p.innovation_id, p.adopted_from),
                   'Only adoption by another institution counts.'
            FROM project AS p JOIN project AS o ON o.innovation_id = p.adopted_from
            WHERE o.top_id = p.top_id
              AND p.adopted_on >= make_date($1, 1, 1) AND p.adopted_on < make_date($1 + 1, 1, 1)
        ) AS f
        ORDER BY f.code COLLATE "C", f.key COLLATE "C"
    $sql$)
    USING year, names, phases, hod;
END
$$;
COMMENT ON FUNCTION @internal@.check_innovations(integer, text) IS
    'findings about innovations of the year: phase names that the rule set (NULL: the default) does not map, what lacks a date or a stage, adoptions that do not count';
