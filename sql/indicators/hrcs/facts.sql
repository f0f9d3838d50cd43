-- Facts about what the research is about: health services research, HRCS codes
-- and focus areas.

CREATE FUNCTION @internal@.hrcs_facts(year integer, rule_set text, status text) RETURNS SETOF fact
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    origin text := @internal@.rule_origin(rule_set, '{hrcs.total\_%}');
    services_origin text := @internal@.rule_origin(rule_set, '{hrcs.total\_%,health\_services\_research.%}');
BEGIN
    -- a set without these parameters, such as one from before 2015, says nothing about them
    IF @internal@.rule_parameter_value(rule_set, 'hrcs.total_min') IS NULL
       OR @internal@.rule_parameter_value(rule_set, 'hrcs.total_max') IS NULL THEN
        RETURN;
    END IF;
    RETURN QUERY
    SELECT 'hrcs_' || d.indicator, m.measure, year, h.unit_level, h.institution_id,
           jsonb_build_object(d.dimension, coalesce(h.code::text, 'unclassified')), m.value,
           NULL::numeric, NULL::numeric, NULL::numeric, NULL::numeric, status, rule_set, origin
    FROM (VALUES ('health_category', 'health_category', 'health_category'),
                 ('research_activity', 'research_activity_group', 'activity_group')) AS d(indicator, split, dimension)
    CROSS JOIN LATERAL @extschema@.hrcs_distribution(year, d.split, NULL, rule_set) AS h
    CROSS JOIN LATERAL (VALUES ('projects', h.projects::numeric), ('amount', h.amount_nok), ('publications', h.publications)) AS m(measure, value);

    IF @internal@.rule_parameter_value(rule_set, 'health_services_research.activity_group') IS NULL THEN
        RETURN;
    END IF;
    RETURN QUERY
    SELECT 'health_services_research', m.measure, year, s.unit_level, s.institution_id, '{}'::jsonb, m.value,
           m.numerator, m.denominator, NULL::numeric, NULL::numeric, status, rule_set, services_origin
    FROM @extschema@.health_services_research_share(year, 'rhf', rule_set) AS s
    CROSS JOIN LATERAL (VALUES
        ('share', s.share, s.amount_health_services_nok, s.amount_nok),
        ('amount', s.amount_health_services_nok, NULL, NULL),
        ('projects', s.projects, NULL, NULL)) AS m(measure, value, numerator, denominator)
    -- money paid back can leave nothing that has a share
    WHERE m.measure <> 'share' OR s.amount_nok > 0 AND s.amount_health_services_nok BETWEEN 0 AND s.amount_nok;
END
$$;
COMMENT ON FUNCTION @internal@.hrcs_facts(integer, text, text) IS
    'facts by HRCS health category and group of research activities, and about health services research';

CREATE FUNCTION @internal@.focus_area_facts(year integer, rule_set text, status text) RETURNS SETOF fact
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT ('focus_areas', m.measure, year, f.unit_level, f.institution_id,
            jsonb_build_object('focus_area', coalesce(@internal@.dimension_code(f.focus_area), 'none'),
                               'framework', @internal@.dimension_code(f.framework)),
            m.value, NULL, NULL, NULL, NULL, status, rule_set, 'published')::@extschema@.fact
    FROM @extschema@.focus_area_funding(year) AS f
    CROSS JOIN LATERAL (VALUES ('projects', f.projects::numeric), ('amount', f.amount_nok)) AS m(measure, value);
END;
COMMENT ON FUNCTION @internal@.focus_area_facts(integer, text, text) IS
    'facts by focus area and framework: projects and money, none for what is outside all areas of the framework';
