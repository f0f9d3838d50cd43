-- The matrix of phases, levels and degrees of involvement.

CREATE FUNCTION @internal@.matrix_parameter_patterns(rule_set text, phases text) RETURNS text[]
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT ARRAY['involvement.matrix\_form', 'involvement.degree\_scale', 'involvement.user\_definition', 'involvement\_levels.%',
                 'involvement\_phase\_order.%', 'involvement\_phases.' || phases || '.%',
                 'involvement\_degrees.' || coalesce(@internal@.rule_parameter_value(rule_set, 'involvement.degree_scale'), '') || '.%',
                 'user\_definition.' || coalesce(@internal@.rule_parameter_value(rule_set, 'involvement.user_definition'), '') || '.%'];
END;
COMMENT ON FUNCTION @internal@.matrix_parameter_patterns(text, text) IS
    'LIKE patterns of the parameters on which the matrix of a model of phases rests';

CREATE FUNCTION @internal@.matrix_frame(
    rule_set text, phases text,
    OUT phase text, OUT level text, OUT degree text, OUT phase_place integer, OUT level_place integer, OUT degree_place integer)
    RETURNS SETOF record
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 50
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH form AS MATERIALIZED (
        SELECT @internal@.require_parameter(rule_set, 'involvement.matrix_form') = 'crossed' AS crossed
    ), level AS MATERIALIZED (
        SELECT c.code, c.folds_to::integer AS place FROM @internal@.rule_set_codes(rule_set, 'involvement_levels') AS c
    ), degree AS MATERIALIZED (
        SELECT c.code, c.folds_to::integer AS place
        FROM @internal@.rule_set_codes(rule_set, 'involvement_degrees.' || @internal@.require_parameter(rule_set, 'involvement.degree_scale')) AS c
    ), side AS (
        SELECT l.code AS level, d.code AS degree, l.place AS level_place, d.place AS degree_place
        FROM form AS f CROSS JOIN level AS l CROSS JOIN degree AS d WHERE f.crossed
        UNION ALL
        SELECT l.code, NULL, l.place, NULL FROM form AS f CROSS JOIN level AS l WHERE NOT f.crossed
        UNION ALL
        SELECT NULL, d.code, NULL, d.place FROM form AS f CROSS JOIN degree AS d WHERE NOT f.crossed
    )
    SELECT p.phase, s.level, s.degree, o.folds_to::integer, s.level_place, s.degree_place
    FROM (SELECT DISTINCT c.folds_to AS phase FROM @internal@.rule_set_codes(rule_set, 'involvement_phases.' || phases) AS c) AS p
    LEFT JOIN @internal@.rule_set_codes(rule_set, 'involvement_phase_order') AS o ON o.code = p.phase
    CROSS JOIN side AS s;
END;
COMMENT ON FUNCTION @internal@.matrix_frame(text, text) IS
    'the cells of the matrix with the places of their phase, level and degree; level and degree crossed, or, side by side, one of them NULL';

CREATE TYPE @internal@.matrix_project AS (
    project_id text,
    institution_id text,
    phase text,
    level text,
    degree text
);
COMMENT ON TYPE @internal@.matrix_project IS 'a project with a yes and a cell of the matrix that it has';

CREATE FUNCTION @internal@.compute_matrix_projects(year integer, rule_set text, phases text) RETURNS SETOF @internal@.matrix_project
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 500
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    -- a project counts once in every cell it has
    SELECT DISTINCT r.project_id, r.institution_id, f.phase, f.level, f.degree
    FROM @internal@.involvement_reports(year, rule_set) AS r
    JOIN @internal@.involvement_entries(year, rule_set, phases) AS e ON e.project_id = r.project_id
    JOIN @internal@.matrix_frame(rule_set, phases) AS f
      ON f.phase = e.phase AND (f.level IS NULL OR f.level = e.level) AND (f.degree IS NULL OR f.degree = e.degree)
    WHERE r.is_yes AND e.counts;
END;
COMMENT ON FUNCTION @internal@.compute_matrix_projects(integer, text, text) IS 'body of matrix_projects()';

CREATE FUNCTION @internal@.matrix_projects(year integer, rule_set text, phases text) RETURNS SETOF @internal@.matrix_project
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED ROWS 500;
COMMENT ON FUNCTION @internal@.matrix_projects(integer, text, text) IS 'the projects in the cells of the matrix';

CREATE TYPE involvement_cell AS (
    phase text,
    level text,
    degree text,
    projects bigint,
    of_projects bigint,
    share numeric,
    rule_set_used text,
    origin text
);
COMMENT ON TYPE involvement_cell IS 'a cell of the matrix of involvement: projects in it, of those with a yes';

CREATE FUNCTION @internal@.compute_involvement_matrix(year integer, phases text, institution_id text, rule_set text) RETURNS SETOF involvement_cell
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 50
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    hod text := @internal@.hod_rule_set_for(year, rule_set);
    model text := @internal@.require_phase_model(hod, phases);
    definition text := @internal@.require_parameter(hod, 'involvement.user_definition');
    weakest text := @internal@.rule_origin(hod, @internal@.matrix_parameter_patterns(hod, model));
    wanted record := @internal@.require_unit(year, institution_id);
BEGIN
    RETURN QUERY
    WITH report AS MATERIALIZED (
        SELECT r.project_id, r.is_yes, r.institution_id FROM @internal@.involvement_reports(year, hod) AS r
    ), project AS MATERIALIZED (
        SELECT r.project_id
        FROM report AS r
        WHERE r.is_yes
          AND (wanted.unit_id IS NULL
               OR r.institution_id IN (SELECT u.institution_id FROM @extschema@.units(year) AS u
                                       WHERE u.unit_level = wanted.unit_level AND u.unit_id = wanted.unit_id))
    ), part AS (
        SELECT m.phase, m.level, m.degree, count(*) AS projects
        FROM @internal@.matrix_projects(year, hod, model) AS m JOIN project AS p ON p.project_id = m.project_id
        GROUP BY m.phase, m.level, m.degree
    )
    SELECT f.phase, f.level, f.degree, coalesce(p.projects, 0), t.n, round(coalesce(p.projects, 0)::numeric / nullif(t.n, 0), 4), hod, weakest
    FROM @internal@.matrix_frame(hod, model) AS f
    LEFT JOIN part AS p ON p.phase = f.phase AND p.level IS NOT DISTINCT FROM f.level AND p.degree IS NOT DISTINCT FROM f.degree
    CROSS JOIN (SELECT count(*) AS n FROM project) AS t
    WHERE EXISTS (SELECT FROM report)
    ORDER BY f.phase_place, f.phase COLLATE "C", f.level_place NULLS LAST, f.level COLLATE "C", f.degree_place NULLS FIRST, f.degree COLLATE "C";
END
$$;
COMMENT ON FUNCTION @internal@.compute_involvement_matrix(integer, text, text, text) IS 'body of involvement_matrix()';

CREATE FUNCTION involvement_matrix(year integer, phases text DEFAULT 'ho21-5', institution_id text DEFAULT NULL, rule_set text DEFAULT NULL)
    RETURNS SETOF involvement_cell
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED ROWS 50;
COMMENT ON FUNCTION involvement_matrix(integer, text, text, text) IS
    'projects with involvement in each phase of a model (ho21-5, seven, three), level and degree, zeros included, of the projects with a delivered yes; a project counts once in every cell it has. institution_id: an institution, an RHF for its region, NO for the four regions, NULL for all projects; a year without reports has no rows. origin inferred: crossing levels with degrees, and the order of degrees, follow from no source; a rule set with involvement.matrix_form side_by_side gives level and degree apart, the other one NULL';
