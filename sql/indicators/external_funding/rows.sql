-- What the facts about external funding are made of: a row per award, points
-- per institution; where a year mixes what was awarded with what was paid in,
-- the amounts of each basis too.

CREATE FUNCTION @internal@.external_funding_rows(
    year integer, rule_set text, only_measure text, only_level text, only_unit text, detailed boolean) RETURNS SETOF indicator_row
    LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 5000
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH unit AS MATERIALIZED (
        SELECT u.*, u.reporting OR u.unit_level <> 'institution' AS is_covered
        FROM @extschema@.units(year) AS u
        WHERE (only_level IS NULL OR u.unit_level = only_level) AND (only_unit IS NULL OR u.unit_id = only_unit)
    ), amount AS (
        SELECT * FROM (VALUES ('EU', 'eu_amount'), ('NFR', 'nfr_amount')) AS a(funder, measure)
    ), award AS MATERIALIZED (
        SELECT a.* FROM @internal@.counted_awards(year, rule_set) AS a
    ), funder AS MATERIALIZED (
        SELECT f.* FROM @internal@.funder_points(year, rule_set) AS f
    )
    SELECT (m.measure, u.unit_level, u.unit_id, '', 4, CASE WHEN m.reason IS NULL THEN 'source' ELSE 'excluded' END,
            a.award_id, CASE WHEN a.reason IS DISTINCT FROM 'amount_invalid' THEN a.amount_nok END,
            CASE WHEN detailed THEN concat_ws('; ', CASE WHEN a.at_id = a.institution_id THEN a.institution_id
                                                         ELSE a.at_id || ' -> ' || a.institution_id END, a.funder, a.basis) END,
            m.reason, NULL, 'external_funding')::@extschema@.indicator_row
    FROM unit AS u JOIN award AS a ON a.institution_id = u.institution_id
    LEFT JOIN amount AS t ON t.funder = a.funder
    LEFT JOIN funder AS f ON f.institution_id = a.institution_id AND f.funder = a.funder
    CROSS JOIN LATERAL (VALUES (t.measure, a.reason, u.is_covered),
                               ('points', CASE WHEN a.reason = 'amount_invalid' THEN a.reason WHEN NOT f.counts THEN 'funder_not_counted' ELSE a.reason END, true))
        AS m(measure, reason, holds)
    WHERE m.measure IS NOT NULL AND m.holds
    UNION ALL
    SELECT (t.measure, u.unit_level, u.unit_id, b.dimensions, 4, 'source', a.award_id, a.amount_nok,
            CASE WHEN detailed THEN a.institution_id END, NULL, NULL, 'external_funding')::@extschema@.indicator_row
    FROM unit AS u JOIN award AS a ON a.institution_id = u.institution_id
    JOIN amount AS t ON t.funder = a.funder
    CROSS JOIN LATERAL (SELECT 'basis=' || coalesce(@internal@.dimension_code(a.basis), 'unknown') AS dimensions) AS b
    WHERE u.is_covered AND a.is_split AND a.reason IS DISTINCT FROM 'amount_invalid'
    UNION ALL
    -- what was awarded and what was paid in make no sum
    SELECT DISTINCT ON (t.measure, u.unit_level, u.unit_id)
           (t.measure, u.unit_level, u.unit_id, '', 6, 'part', u.unit_id, NULL, 'amounts of several bases, and the rule set names none', a.reason, NULL, NULL)::@extschema@.indicator_row
    FROM unit AS u JOIN award AS a ON a.institution_id = u.institution_id
    JOIN amount AS t ON t.funder = a.funder
    WHERE u.is_covered AND a.reason = 'basis_mixed'
    UNION ALL
    SELECT ('points', u.unit_level, u.unit_id, '', 5, 'intermediate', format('%s %s', f.institution_id, f.funder), f.points,
            CASE WHEN detailed THEN format('%s NOK, times external_funding.points_per_million.%s per million', trim_scale(f.amount_nok), f.funder) END,
            CASE WHEN f.amount_nok IS NULL THEN 'basis_mixed' WHEN f.points IS NULL THEN 'parameter_unset' END, NULL, NULL)::@extschema@.indicator_row
    FROM unit AS u JOIN funder AS f ON f.institution_id = u.institution_id
    WHERE f.counts
    UNION ALL
    SELECT ('points', u.unit_level, u.unit_id, '', 6, 'part', p.institution_id, p.points, 'its funders together, 4 decimals',
            CASE WHEN p.points IS NOT NULL THEN NULL
                 WHEN p.institution_id IN (SELECT f.institution_id FROM funder AS f WHERE f.amount_nok IS NULL AND f.counts) THEN 'basis_mixed'
                 ELSE 'parameter_unset' END, NULL, NULL)::@extschema@.indicator_row
    FROM unit AS u JOIN @internal@.external_funding_points(year, rule_set) AS p ON p.institution_id = u.institution_id
    UNION ALL
    SELECT (m.measure, u.unit_level, u.unit_id, '', 4, 'covered', u.institution_id, NULL, NULL, NULL, NULL, NULL)::@extschema@.indicator_row
    FROM unit AS u CROSS JOIN (VALUES ('eu_amount'), ('nfr_amount'), ('points')) AS m(measure)
    WHERE u.is_covered
    UNION ALL
    SELECT p FROM @internal@.parameter_rows(rule_set, '{points}', '{external\_funding.%}') AS p
    UNION ALL
    SELECT p FROM @internal@.parameter_rows(rule_set, '{eu_amount,nfr_amount}', '{external\_funding.basis}') AS p;
END;
COMMENT ON FUNCTION @internal@.external_funding_rows(integer, text, text, text, text, boolean) IS
    'rows of the facts about external funding: an award each, and the points of each institution';
