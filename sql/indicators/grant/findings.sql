-- Findings about a grant.

CREATE FUNCTION @internal@.grant_rule_findings(budget_year integer, hod text) RETURNS SETOF finding
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 10
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN QUERY
    SELECT 'error', 'unset_parameter', 'rule_parameter', hod || '.' || d.name,
           format('rule set "%s" has no value for "%s"', hod, d.name),
           format('Without it there is no grant. Set it in a copy with research_indicators.set_rule_parameter(rule_set, %L, value, origin, source).', d.name)
    FROM @internal@.told_parameters(hod) AS d
    WHERE d.name LIKE 'grant.%' AND d.value IS NULL AND d.name <> 'grant.short_indicator'
    ORDER BY d.name COLLATE "C";

    RETURN QUERY
    SELECT 'notice', 'grant_rule_set_of_other_years', 'rule_set', s.rule_set,
           format('rule set "%s" is for budget years %s-%s, not %s', s.rule_set, s.first_year, s.last_year, budget_year),
           'It is a what-if; NULL takes the set of the budget year.'
    FROM @extschema@.rule_set AS s
    WHERE s.rule_set = hod AND NOT (budget_year >= s.first_year AND budget_year <= coalesce(s.last_year, budget_year));
END
$$;
COMMENT ON FUNCTION @internal@.grant_rule_findings(integer, text) IS
    'findings about the rules of a grant: parameters without which there is none, a set of other budget years';

CREATE FUNCTION @internal@.grant_series_findings(budget_year integer, hod text, years integer[]) RETURNS SETOF finding
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 10
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    -- publication points before and after a change of rules are not the same measure
    RETURN QUERY
    WITH effective AS MATERIALIZED (
        SELECT y.year, @internal@.effective_nvi_rule_set(y.year, hod) AS nvi FROM unnest(years) AS y(year)
    )
    SELECT f.severity, f.code, 'rule_set', f.key, f.message, f.hint
    FROM (
        SELECT 1 AS part, 'error' AS severity, 'nvi_rule_set_missing' AS code, e.year::text AS key,
               format('no default NVI rule set covers result year %s of budget year %s', e.year, budget_year) AS message,
               'Name one in the nvi_rule_set of a hod set of your own.' AS hint
        FROM effective AS e WHERE e.nvi IS NULL
        UNION ALL
        SELECT 2, 'warning', 'grant_series_break', e.year::text,
               format('result years of budget year %s cross a series break: %s by "%s", %s by "%s"', budget_year, e.year - 1, b.nvi, e.year, e.nvi),
               'Publication points of these years are not the same measure; compare with a hod set that pins one NVI set.'
        FROM effective AS e JOIN effective AS b ON b.year = e.year - 1
        WHERE e.nvi <> b.nvi
    ) AS f
    ORDER BY f.part, f.key;
END
$$;
COMMENT ON FUNCTION @internal@.grant_series_findings(integer, text, integer[]) IS
    'findings about the NVI sets of the result years: none for a year, or another than the year before';

CREATE FUNCTION @internal@.grant_point_findings(budget_year integer, hod text, years integer[]) RETURNS SETOF finding
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 10
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    points @extschema@.grant_point[];
BEGIN
    points := ARRAY(SELECT p FROM @internal@.grant_points(budget_year, hod, years) AS p);
    RETURN QUERY
    SELECT f.severity, f.code, 'rule_parameter', hod || '.' || f.indicator, f.message, f.hint
    FROM (
        SELECT 1 AS part, g.ordinal, 'warning' AS severity, 'unset_points' AS code, g.indicator,
               format('points of %s are unknown in result years %s', g.indicator,
                      string_agg(DISTINCT p.year::text, ', ') FILTER (WHERE p.points IS NULL)) AS message,
               'grant_allocation raises RI030 unless called with skip_unset => true.' AS hint
        FROM unnest(points) AS p JOIN @internal@.grant_indicators() AS g ON g.indicator = p.indicator
        WHERE p.counts
        GROUP BY g.ordinal, g.indicator
        HAVING bool_or(p.points IS NULL)
        UNION ALL
        SELECT 2, g.ordinal, 'notice', 'grant_short_indicator', g.indicator,
               format('%s has points in %s of %s result years', g.indicator,
                      count(DISTINCT p.year) FILTER (WHERE p.points <> 0), cardinality(years)),
               format('It is averaged by grant.short_indicator = %s.', coalesce(@internal@.rule_parameter_value(hod, 'grant.short_indicator'), 'unset'))
        FROM unnest(points) AS p JOIN @internal@.grant_indicators() AS g ON g.indicator = p.indicator
        WHERE p.counts
        GROUP BY g.ordinal, g.indicator
        HAVING bool_and(p.points IS NOT NULL) AND count(DISTINCT p.year) FILTER (WHERE p.points <> 0) < cardinality(years)
    ) AS f
    ORDER BY f.part, f.ordinal;
END
$$;
COMMENT ON FUNCTION @internal@.grant_point_findings(integer, text, integer[]) IS
    'findings about the points of the result years: unknown, or of fewer years than the window';

CREATE FUNCTION @internal@.grant_region_findings(budget_year integer, hod text, years integer[]) RETURNS SETOF finding
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 10
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    outside text[];
BEGIN
    -- a region that no longer is, and has no successor
    outside := ARRAY(
        SELECT DISTINCT i.region_id
        FROM unnest(years) AS y(year)
        CROSS JOIN LATERAL @extschema@.institutions_at(y.year) AS i
        WHERE i.region_id IS NOT NULL
          AND i.region_id NOT IN (SELECT n.institution_id
                                  FROM @extschema@.institutions_at(budget_year) AS n
                                  JOIN @internal@.grant_recipients(budget_year) AS r ON r.institution_id = n.top_id)
        ORDER BY i.region_id);
    IF cardinality(outside) = 0 THEN
        RETURN;
    END IF;
    RETURN QUERY
    SELECT 'error', 'grant_region_without_recipient', 'institution', p.region_id,
           format('region "%s" has research points in %s, but is no health region of budget year %s', p.region_id,
                  string_agg(DISTINCT y.year::text, ', '), budget_year),
           'Its points are outside the grant; give it a successor_id, or mend rhf_id of its institutions.'
    FROM unnest(years) AS y(year)
    CROSS JOIN LATERAL @extschema@.research_points(y.year, hod) AS p
    WHERE p.region_id = ANY (outside) AND p.total_of_set_indicators <> 0
    GROUP BY p.region_id
    ORDER BY p.region_id COLLATE "C";
END
$$;
COMMENT ON FUNCTION @internal@.grant_region_findings(integer, text, integer[]) IS
    'regions with research points in the result years that share no grant in the budget year';

CREATE FUNCTION @internal@.compute_check_grant(budget_year integer, rule_set text) RETURNS SETOF finding
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 10
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    hod text := @internal@.grant_rule_set(budget_year, rule_set);
    years integer[];
BEGIN
    RETURN QUERY SELECT * FROM @internal@.grant_rule_findings(budget_year, hod);
    IF @internal@.rule_parameter_value(hod, 'grant.lag_years') IS NULL
       OR @internal@.rule_parameter_value(hod, 'grant.window_years') IS NULL THEN
        RETURN;
    END IF;
    years := @internal@.grant_result_years(budget_year, hod);
    RETURN QUERY SELECT * FROM @internal@.grant_series_findings(budget_year, hod, years);
    IF EXISTS (SELECT FROM unnest(years) AS y(year) WHERE @internal@.effective_nvi_rule_set(y.year, hod) IS NULL) THEN
        RETURN;
    END IF;
    RETURN QUERY SELECT * FROM @internal@.grant_point_findings(budget_year, hod, years);
    RETURN QUERY SELECT * FROM @internal@.grant_region_findings(budget_year, hod, years);
END
$$;
COMMENT ON FUNCTION @internal@.compute_check_grant(integer, text) IS 'body of check_grant()';

CREATE FUNCTION check_grant(budget_year integer, rule_set text DEFAULT NULL) RETURNS SETOF finding
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED ROWS 10;
COMMENT ON FUNCTION check_grant(integer, text) IS
    'findings about the grant of a budget year: unset parameters and points, a window that crosses a series break of publication points, indicators short of years, regions outside';
