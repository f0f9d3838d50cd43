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

CREATE FUNCTION @internal@.check_hrcs(year integer) RETURNS SETOF finding
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED ROWS 100
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    hod text := @internal@.hod_rule_set_for(year);
BEGIN
    RETURN QUERY
    WITH current AS MATERIALIZED (
        SELECT c.* FROM @internal@.current_projects(year) AS c
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
        SELECT d.severity, d.code, r.project_id, d.message, d.hint
        FROM row_of AS r
        CROSS JOIN LATERAL (VALUES
            ('error', CASE WHEN r.code IS NULL THEN 'hrcs_code_unknown' END,
             format('project "%s" has "%s", which is no HRCS code', r.project_id, r.registered),
             'The project is not classified in that dimension until it is mended; hrcs_classification lists the codes.'),
            ('error', CASE WHEN r.code IS NOT NULL AND NOT r.in_dimension THEN 'hrcs_wrong_dimension' END,
             format('project "%s" has "%s" as %s', r.project_id, r.registered, r.dimension),
             'The project is not classified in that dimension until it is mended.'),
            ('error', CASE WHEN NOT r.has_percent THEN 'hrcs_percent_invalid' END,
             format('project "%s" has %s per cent of "%s"', r.project_id, coalesce(r.percent::text, 'no'), r.registered),
             'A percentage is above 0; the project is not classified in that dimension until it is mended.'),
            ('notice', CASE WHEN r.code OPERATOR(@extschema@.=) @extschema@.hrcs_group(r.code) THEN 'hrcs_group_only' END,
             format('project "%s" is classified in group %s without an activity', r.project_id, r.registered),
             'It counts in the group.')) AS d(severity, code, message, hint)
        UNION ALL
        SELECT d.severity, d.code, w.project_id, d.message, d.hint
        FROM whole AS w
        LEFT JOIN split AS s ON s.percents = w.percents
        CROSS JOIN LATERAL (VALUES
            ('error', CASE WHEN NOT w.total_accepted THEN 'hrcs_total' END,
             format('the percentages of project "%s" in %s total %s', w.project_id, w.dimension, trim_scale(w.total)),
             'They total 100; the project is not classified in that dimension until they do.'),
            ('warning', CASE WHEN w.total_accepted AND w.has_percents AND NOT s.allowed THEN 'hrcs_split_uneven' END,
             format('the percentages of project "%s" in %s are split %s', w.project_id, w.dimension,
                    (SELECT string_agg(trim_scale(p.percent)::text, '/' ORDER BY p.n) FROM unnest(w.percents) WITH ORDINALITY AS p(percent, n))),
             'Expected are even splits and those of the list hrcs_split of the rule set; the split is used as it is.'),
            ('warning', CASE WHEN w.codes > w.most THEN 'hrcs_too_many_codes' END,
             format('project "%s" has %s codes in %s, more than %s', w.project_id, w.codes, w.dimension, w.most),
             'All of them count.')) AS d(severity, code, message, hint)
        UNION ALL
        SELECT 'notice', 'hrcs_missing', d.dimension,
               format('%s projects with money of the year have no %s', count(*), d.dimension),
               'Their money is shown as not classified.'
        FROM current AS c CROSS JOIN unnest('{health_category,research_activity}'::text[]) AS d(dimension)
        WHERE c.paid AND NOT EXISTS (SELECT FROM whole AS w WHERE w.project_id = c.project_id AND w.dimension = d.dimension)
        GROUP BY d.dimension
    )
    SELECT d.severity, d.code, 'project_hrcs', d.project_id, d.message, d.hint
    FROM doubt AS d
    WHERE d.code IS NOT NULL
    ORDER BY d.code COLLATE "C", d.project_id COLLATE "C", d.message COLLATE "C";
END
$$;
COMMENT ON FUNCTION @internal@.check_hrcs(integer) IS
    'findings about the HRCS classification of projects that are paid for or under way in the year';

INSERT INTO source_check (function, ordinal, indicator, relations) VALUES
    ('@internal@.check_hrcs', 82, 'hrcs_health_category', '{institution,project,project_funding,project_hrcs}');
