-- Findings about a grant.

CREATE FUNCTION @internal@.grant_rule_findings(budget_year integer, hod text) RETURNS SETOF @internal@.raw_finding
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 10
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN QUERY
    SELECT 'error', 'unset_parameter', 'rule_parameter', hod || '.' || d.name, NULL::text,
           jsonb_build_object('variant', 'grant', 'explains', 'grant', 'rule_set', hod, 'parameter', d.name)
    FROM @internal@.told_parameters(hod) AS d
    WHERE d.name LIKE 'grant.%' AND d.value IS NULL AND d.name <> 'grant.short_indicator'
    ORDER BY d.name COLLATE "C";

    RETURN QUERY
    SELECT 'notice', 'grant_rule_set_of_other_years', 'rule_set', s.rule_set, NULL,
           jsonb_build_object('rule_set', s.rule_set, 'first_year', s.first_year, 'last_year', s.last_year, 'budget_year', budget_year)
    FROM @extschema@.rule_set AS s
    WHERE s.rule_set = hod AND NOT (budget_year >= s.first_year AND budget_year <= coalesce(s.last_year, budget_year));
END
$$;
COMMENT ON FUNCTION @internal@.grant_rule_findings(integer, text) IS
    'findings about the rules of a grant: parameters without which there is none, a set of other budget years';

CREATE FUNCTION @internal@.grant_series_findings(budget_year integer, hod text, years integer[]) RETURNS SETOF @internal@.raw_finding
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 10
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    -- publication points before and after a change of rules are not the same measure
    RETURN QUERY
    WITH effective AS MATERIALIZED (
        SELECT y.year, @internal@.effective_nvi_rule_set(y.year, hod) AS nvi FROM unnest(years) AS y(year)
    )
    SELECT f.severity, f.code, 'rule_set', f.year::text, NULL::text, f.arguments
    FROM (
        SELECT 1 AS part, 'error' AS severity, 'nvi_rule_set_missing' AS code, e.year,
               jsonb_build_object('explains', 'grant', 'year', e.year, 'budget_year', budget_year) AS arguments
        FROM effective AS e WHERE e.nvi IS NULL
        UNION ALL
        SELECT 2, 'warning', 'grant_series_break', e.year,
               jsonb_build_object('budget_year', budget_year, 'last_year', e.year - 1, 'before', b.nvi, 'year', e.year, 'rule_set', e.nvi)
        FROM effective AS e JOIN effective AS b ON b.year = e.year - 1
        WHERE e.nvi <> b.nvi
    ) AS f
    ORDER BY f.part, f.year;
END
$$;
COMMENT ON FUNCTION @internal@.grant_series_findings(integer, text, integer[]) IS
    'findings about the NVI sets of the result years: none for a year, or another than the year before';

CREATE FUNCTION @internal@.grant_point_findings(budget_year integer, hod text, years integer[]) RETURNS SETOF @internal@.raw_finding
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 10
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    points @extschema@.grant_point[];
BEGIN
    points := ARRAY(SELECT p FROM @internal@.grant_points(budget_year, hod, years) AS p);
    RETURN QUERY
    SELECT f.severity, f.code, 'rule_parameter', hod || '.' || f.indicator, NULL::text, f.arguments
    FROM (
        SELECT 1 AS part, g.ordinal, 'warning' AS severity, 'unset_points' AS code, g.indicator,
               jsonb_build_object('explains', 'grant', 'indicator', g.indicator, 'years', string_agg(DISTINCT p.year::text COLLATE "C", ', ') FILTER (WHERE p.points IS NULL)) AS arguments
        FROM unnest(points) AS p JOIN @internal@.grant_indicators() AS g ON g.indicator = p.indicator
        WHERE p.counts
        GROUP BY g.ordinal, g.indicator
        HAVING bool_or(p.points IS NULL)
        UNION ALL
        SELECT 2, g.ordinal, 'notice', 'grant_short_indicator', g.indicator,
               jsonb_build_object('indicator', g.indicator, 'years', count(DISTINCT p.year) FILTER (WHERE p.points <> 0), 'window', cardinality(years),
                                  'way', coalesce(@internal@.rule_parameter_value(hod, 'grant.short_indicator'), 'unset'))
        FROM unnest(points) AS p JOIN @internal@.grant_indicators() AS g ON g.indicator = p.indicator
        WHERE p.counts
        GROUP BY g.ordinal, g.indicator
        HAVING bool_and(p.points IS NOT NULL) AND count(DISTINCT p.year) FILTER (WHERE p.points <> 0) < cardinality(years)
    ) AS f
    ORDER BY f.part, f.ordinal;
    RETURN QUERY
    SELECT 'warning', 'grant_undelivered', 'delivery_statement', u.institution_id || ' ' || u.year, u.institution_id,
           jsonb_build_object('name', u.name, 'streams', u.streams, 'year', u.year)
    FROM @internal@.grant_undelivered(points, NULL) AS u;
END
$$;
COMMENT ON FUNCTION @internal@.grant_point_findings(integer, text, integer[]) IS
    'findings about the points of the result years: unknown, of fewer years than the window, or without what somebody has not delivered';

CREATE FUNCTION @internal@.grant_region_findings(budget_year integer, hod text, years integer[]) RETURNS SETOF @internal@.raw_finding
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 10
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    outside text[];
BEGIN
    -- a region that no longer is, and has no successor
    outside := ARRAY(
        SELECT DISTINCT i.region_id COLLATE "C"
        FROM unnest(years) AS y(year)
        CROSS JOIN LATERAL @extschema@.institutions_at(y.year) AS i
        WHERE i.region_id IS NOT NULL
          AND i.region_id NOT IN (SELECT n.institution_id
                                  FROM @extschema@.institutions_at(budget_year) AS n
                                  JOIN @internal@.grant_recipients(budget_year) AS r ON r.institution_id = n.top_id)
        ORDER BY i.region_id COLLATE "C");
    IF cardinality(outside) = 0 THEN
        RETURN;
    END IF;
    RETURN QUERY
    SELECT 'error', 'grant_region_without_recipient', 'institution', p.region_id, NULL::text,
           jsonb_build_object('region', p.region_id, 'years', string_agg(DISTINCT y.year::text COLLATE "C", ', '), 'budget_year', budget_year)
    FROM unnest(years) AS y(year)
    CROSS JOIN LATERAL @extschema@.research_points(y.year, hod) AS p
    WHERE p.region_id = ANY (outside) AND p.total_of_set_indicators <> 0
    GROUP BY p.region_id
    ORDER BY p.region_id COLLATE "C";
END
$$;
COMMENT ON FUNCTION @internal@.grant_region_findings(integer, text, integer[]) IS
    'regions with research points in the result years that share no grant in the budget year';

CREATE FUNCTION @internal@.compute_grant_findings(budget_year integer, rule_set text) RETURNS SETOF @internal@.raw_finding
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
COMMENT ON FUNCTION @internal@.compute_grant_findings(integer, text) IS 'body of grant_findings()';

CREATE FUNCTION @internal@.grant_findings(budget_year integer, rule_set text) RETURNS SETOF @internal@.raw_finding
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED ROWS 10;
COMMENT ON FUNCTION @internal@.grant_findings(integer, text) IS 'what check_grant tells, without its texts';

CREATE FUNCTION check_grant(budget_year integer, rule_set text DEFAULT NULL, lang text DEFAULT 'en') RETURNS SETOF finding
    LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 10
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT t.* FROM @internal@.told_findings(ARRAY(SELECT f FROM @internal@.grant_findings(budget_year, rule_set) AS f), lang) AS t;
END;
COMMENT ON FUNCTION check_grant(integer, text, text) IS
    'findings about the grant of a budget year, in a language (nb, nn, en): unset parameters and points, a window that crosses a series break of publication points, indicators short of years, regions outside';
