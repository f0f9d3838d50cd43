-- Findings about the HRCS classification of projects.

CREATE FUNCTION @internal@.hrcs_split_fits(percents numeric[], split numeric[], tolerance numeric) RETURNS boolean
    AS 'MODULE_PATHNAME', 'research_indicators_hrcs_split_fits'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.hrcs_split_fits(numeric[], numeric[], numeric) IS
    'whether there are as many percentages as the split has and each, the largest first, is within the tolerance of its';

CREATE FUNCTION @internal@.hrcs_split_is_allowed(rule_set text, percents numeric[]) RETURNS boolean
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    -- NULL when the set has no list, or no tolerance: then nothing is said
    SELECT bool_or(@internal@.hrcs_split_fits(percents, string_to_array(c.folds_to, '/')::numeric[],
                                              @internal@.rule_parameter_value(rule_set, 'hrcs.split_tolerance')::numeric))
    FROM @internal@.rule_set_codes(rule_set, 'hrcs_split') AS c;
END;
COMMENT ON FUNCTION @internal@.hrcs_split_is_allowed(text, numeric[]) IS
    'whether percentages are, within the tolerance, one of the splits of the list hrcs_split; NULL when the rule set does not say';

CREATE FUNCTION @internal@.check_hrcs(year integer) RETURNS SETOF @internal@.raw_finding
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED ROWS 100
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    hod text := @internal@.hod_rule_set_for(year);
BEGIN
    RETURN QUERY
    WITH current AS MATERIALIZED (
        SELECT c.*, p.institution_id
        FROM @internal@.current_projects(year) AS c JOIN @internal@.projects(year) AS p ON p.project_id = c.project_id
    ), row_of AS MATERIALIZED (
        SELECT h.* FROM @internal@.registered_hrcs_codes() AS h JOIN current AS c ON c.project_id = h.project_id
    ), whole AS MATERIALIZED (
        SELECT r.project_id, r.dimension, count(*) AS codes, c.total, c.total_accepted, array_agg(r.percent ORDER BY r.percent DESC) AS percents,
               bool_and(r.has_percent) AS has_percents,
               @internal@.rule_parameter_value(hod, CASE r.dimension WHEN 'health_category' THEN 'hrcs.max_health_categories'
                                                                     WHEN 'research_activity' THEN 'hrcs.max_research_activities' END)::integer AS most
        FROM row_of AS r JOIN @internal@.hrcs_classifications(hod) AS c ON c.project_id = r.project_id AND c.dimension = r.dimension
        GROUP BY r.project_id, r.dimension, c.total, c.total_accepted
    ), split AS MATERIALIZED (
        -- many projects, few splits
        SELECT d.percents, @internal@.hrcs_split_is_allowed(hod, d.percents) AS allowed
        FROM (SELECT DISTINCT w.percents FROM whole AS w WHERE w.total_accepted AND w.has_percents) AS d
    ), doubt AS (
        SELECT d.severity, d.code, r.project_id,
               jsonb_build_object('variant', CASE WHEN d.code = 'hrcs_percent_invalid' AND r.percent IS NULL THEN 'none' END, 'project', r.project_id, 'code', r.registered, 'dimension', r.dimension, 'percent', r.percent) AS arguments
        FROM row_of AS r
        CROSS JOIN LATERAL (VALUES
            ('error', CASE WHEN r.code IS NULL THEN 'hrcs_code_unknown' END),
            ('error', CASE WHEN r.code IS NOT NULL AND NOT r.in_dimension THEN 'hrcs_wrong_dimension' END),
            ('error', CASE WHEN NOT r.has_percent THEN 'hrcs_percent_invalid' END),
            ('notice', CASE WHEN r.code OPERATOR(@extschema@.=) @extschema@.hrcs_group(r.code) THEN 'hrcs_group_only' END)) AS d(severity, code)
        WHERE d.code IS NOT NULL
        UNION ALL
        SELECT d.severity, d.code, w.project_id,
               jsonb_build_object('project', w.project_id, 'dimension', w.dimension, 'total', trim_scale(w.total), 'codes', w.codes, 'most', w.most,
                                  'split', (SELECT string_agg(trim_scale(p.percent)::text, '/' ORDER BY p.n)
                                            FROM unnest(w.percents) WITH ORDINALITY AS p(percent, n)))
        FROM whole AS w
        LEFT JOIN split AS s ON s.percents = w.percents
        CROSS JOIN LATERAL (VALUES
            ('error', CASE WHEN NOT w.total_accepted THEN 'hrcs_total' END),
            ('warning', CASE WHEN w.total_accepted AND w.has_percents AND NOT s.allowed THEN 'hrcs_split_uneven' END),
            ('warning', CASE WHEN w.codes > w.most THEN 'hrcs_too_many_codes' END)) AS d(severity, code)
        WHERE d.code IS NOT NULL
    ), unclassified AS (
        SELECT d.dimension, c.institution_id, count(*) AS projects
        FROM current AS c CROSS JOIN unnest('{health_category,research_activity}'::text[]) AS d(dimension)
        WHERE c.paid AND NOT EXISTS (SELECT FROM whole AS w WHERE w.project_id = c.project_id AND w.dimension = d.dimension)
        GROUP BY d.dimension, c.institution_id
    ), found AS (
        SELECT d.severity, d.code, d.project_id AS key, c.institution_id, d.arguments
        FROM doubt AS d JOIN current AS c ON c.project_id = d.project_id
        UNION ALL
        SELECT 'notice', 'hrcs_missing', u.dimension, u.institution_id, jsonb_build_object('count', u.projects, 'dimension', u.dimension)
        FROM unclassified AS u
    )
    SELECT f.severity, f.code, 'project_hrcs', f.key, f.institution_id, f.arguments
    FROM found AS f
    ORDER BY f.code COLLATE "C", f.key COLLATE "C", f.institution_id COLLATE "C", f.arguments::text COLLATE "C";
END
$$;
COMMENT ON FUNCTION @internal@.check_hrcs(integer) IS
    'findings about the HRCS classification of projects that are paid for or under way in the year';

INSERT INTO source_check (function, ordinal, indicator, relations) VALUES
    ('@internal@.check_hrcs', 82, 'hrcs_health_category', '{institution,project,project_funding,project_hrcs}');
