-- All facts of a year: every fragment of facts, in one order.

CREATE FUNCTION indicator_facts(year integer, rule_set text DEFAULT NULL) RETURNS SETOF fact
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    hod text := @extschema@.hod_rule_set_for(year, rule_set);
    nvi text := @extschema@.nvi_rule_set_for(year, hod);
    status text := @extschema@.year_status(year);
BEGIN
    -- decimals are fixed here, once for every fact
    RETURN QUERY
    SELECT f.indicator, f.measure, f.year, f.unit_level, f.institution_id, f.dimensions,
           round(f.value, d.decimals), f.numerator, f.denominator, round(f.ci_low, d.decimals), round(f.ci_high, d.decimals),
           f.status, f.rule_set, f.origin
    FROM (SELECT * FROM @extschema@.publication_facts(year, nvi, status)
          UNION ALL
          SELECT * FROM @extschema@.degree_and_funding_facts(year, hod, status)
          UNION ALL
          SELECT * FROM @extschema@.research_point_facts(year, hod, status)
          UNION ALL
          SELECT * FROM @extschema@.publication_status_facts(year, hod, status)
          UNION ALL
          SELECT * FROM @extschema@.clinical_study_facts(year, hod, status)
          UNION ALL
          SELECT * FROM @extschema@.target_facts(year, hod, status)
          UNION ALL
          SELECT * FROM @extschema@.innovation_facts(year, hod, status)
          UNION ALL
          SELECT * FROM @extschema@.hrcs_facts(year, hod, status)
          UNION ALL
          SELECT * FROM @extschema@.focus_area_facts(year, hod, status)
          UNION ALL
          SELECT * FROM @extschema@.grant_facts(year, hod, status)) AS f
    JOIN @extschema@.fact_definition AS d ON d.indicator = f.indicator AND d.measure = f.measure
    ORDER BY d.ordinal, array_position('{nation,rhf,institution}'::text[], f.unit_level), f.institution_id COLLATE "C",
             @extschema@.dimension_text(f.dimensions) COLLATE "C";
END
$$;
COMMENT ON FUNCTION indicator_facts(integer, text) IS
    'all facts of a result year under a hod rule set (NULL: the default), in a fixed order with fixed decimals';
