-- What the facts about user involvement are made of: a row per project, never
-- who took part in it.

CREATE FUNCTION @internal@.involvement_count_steps(year integer, rule_set text) RETURNS SETOF fact_step
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH report AS MATERIALIZED (
        SELECT r.*, r.answer IS NOT DISTINCT FROM 'yes' AS is_yes,
               CASE WHEN NOT r.delivered THEN 'not_delivered' ELSE coalesce(r.answer, 'unanswered') END AS state,
               concat_ws('; ', r.institution_id, CASE WHEN NOT r.delivered THEN 'not delivered' ELSE coalesce(r.answer, 'unanswered') END,
                         CASE WHEN r.answer IN ('no', 'not_relevant') THEN CASE WHEN r.has_reason THEN 'with a reason' ELSE 'without a reason' END END) AS detail
        FROM @internal@.involvement_reports(year, rule_set) AS r
    ), step AS (
        SELECT r.project_id, r.institution_id, r.region_id, r.detail, r.state, m.*
        FROM report AS r
        CROSS JOIN LATERAL (VALUES
            ('share', '{}'::jsonb, 'numerator', r.is_yes, 1::numeric),
            ('share', '{}', 'denominator', r.delivered, 1),
            ('relevant_share', '{}', 'numerator', r.is_yes, 1),
            ('relevant_share', '{}', 'denominator', r.delivered AND NOT (r.state = 'not_relevant' AND r.has_reason), 1),
            ('end_user_share', '{}', 'numerator', r.end_user, 1),
            ('end_user_share', '{}', 'denominator', r.delivered, 1),
            ('wide_share', '{}', 'numerator', r.wide_user, 1),
            ('wide_share', '{}', 'denominator', r.delivered, 1),
            ('money_share', '{}', 'numerator', r.is_yes, r.amount),
            ('money_share', '{}', 'denominator', r.delivered, r.amount),
            ('effect_share', '{}', 'numerator', r.is_yes AND r.changed, 1),
            ('effect_share', '{}', 'denominator', r.is_yes, 1),
            ('delivered', '{}', 'source', r.delivered, 1),
            ('missing', '{}', 'source', NOT r.delivered, 1),
            ('ritual', '{}', 'source', r.ritual, 1),
            ('answers', jsonb_build_object('answer', r.state), 'source', r.delivered, 1),
            ('absence', jsonb_build_object('absence', r.state || CASE WHEN r.has_reason THEN '_justified' ELSE '_unjustified' END), 'source',
             r.state IN ('no', 'not_relevant'), 1),
            ('training', '{"trained": "users"}', 'source', r.is_yes AND r.users_trained, 1),
            ('training', '{"trained": "researchers"}', 'source', r.is_yes AND r.researchers_trained, 1),
            ('training', '{"trained": "both"}', 'source', r.is_yes AND r.users_trained AND r.researchers_trained, 1),
            ('training', '{"trained": "none"}', 'source', r.is_yes AND NOT r.users_trained AND NOT r.researchers_trained, 1))
            AS m(measure, dimensions, kind, holds, value)
    )
    SELECT (s.measure, u.unit_level, u.unit_id, s.dimensions, CASE s.kind WHEN 'denominator' THEN 5 ELSE 4 END,
            CASE WHEN s.holds THEN s.kind ELSE 'excluded' END, s.project_id, CASE WHEN s.holds THEN s.value END, s.detail,
            CASE WHEN NOT s.holds THEN s.state END, NULL, 'project_report')::@extschema@.fact_step
    FROM step AS s
    CROSS JOIN LATERAL (VALUES ('institution', s.institution_id), ('rhf', s.region_id),
                               ('nation', CASE WHEN s.region_id IS NOT NULL THEN 'NO' END)) AS u(unit_level, unit_id)
    -- what is left out of the shares is told by their denominators
    WHERE u.unit_id IS NOT NULL AND (s.holds OR s.kind = 'denominator' OR s.measure = 'delivered');
END;
COMMENT ON FUNCTION @internal@.involvement_count_steps(integer, text) IS
    'steps of the facts that count project reports: a row per report due, what is left out of a share with its state';

CREATE FUNCTION @internal@.involvement_matrix_steps(year integer, rule_set text) RETURNS SETOF fact_step
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
    SET jit = off
AS $$
DECLARE
    model text := @internal@.require_parameter(rule_set, 'involvement.phase_model');
    crossed boolean := @internal@.require_parameter(rule_set, 'involvement.matrix_form') = 'crossed';
BEGIN
    RETURN QUERY
    WITH entry AS (
        SELECT r.project_id, r.institution_id, r.region_id, e.phase, e.level, CASE WHEN e.place IS NOT NULL THEN e.degree END AS degree
        FROM @internal@.involvement_reports(year, rule_set) AS r
        JOIN @internal@.involvement_entries(year, rule_set, model) AS e ON e.project_id = r.project_id
        WHERE r.answer = 'yes' AND e.counts AND e.phase IS NOT NULL
    ), cell AS (
        -- a project counts once in every cell it has
        SELECT DISTINCT e.project_id, e.institution_id, e.region_id, e.phase, s.level, s.degree
        FROM entry AS e
        CROSS JOIN LATERAL (VALUES (e.level, e.degree, crossed AND e.level IS NOT NULL AND e.degree IS NOT NULL),
                                   (e.level, NULL, NOT crossed AND e.level IS NOT NULL),
                                   (NULL, e.degree, NOT crossed AND e.degree IS NOT NULL)) AS s(level, degree, is_cell)
        WHERE s.is_cell
    )
    SELECT 'matrix', u.unit_level, u.unit_id,
           jsonb_strip_nulls(jsonb_build_object('involvement_phase', c.phase, 'involvement_level', c.level, 'involvement_degree', c.degree)),
           4, 'source', c.project_id, 1::numeric, c.institution_id, NULL::text, NULL::text, 'project_involvement'
    FROM cell AS c
    CROSS JOIN LATERAL (VALUES ('institution', c.institution_id), ('rhf', c.region_id),
                               ('nation', CASE WHEN c.region_id IS NOT NULL THEN 'NO' END)) AS u(unit_level, unit_id)
    WHERE u.unit_id IS NOT NULL;
END
$$;
COMMENT ON FUNCTION @internal@.involvement_matrix_steps(integer, text) IS
    'steps of the facts of the matrix of involvement: a row per project and cell, in the phase model of the rule set';

CREATE FUNCTION @internal@.innovation_involvement_steps(year integer, rule_set text) RETURNS SETOF fact_step
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
    SET jit = off
AS $$
BEGIN
    PERFORM @internal@.require_year(year);
    PERFORM @internal@.require_source('innovation', 'project');
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        WITH registered AS (
            -- each innovation once, through the research project that it came from
            SELECT DISTINCT n.innovation_id::text AS innovation_id, i.top_id, i.region_id, p.project_id::text AS project_id, r.answer
            FROM %1$I.innovation AS n
            JOIN @extschema@.institutions_at($1) AS i ON i.institution_id = n.institution_id::text
            JOIN %1$I.project AS p ON p.project_id::text = n.project_id::text
            JOIN @internal@.involvement_reports($1, $2) AS r ON r.project_id = p.project_id::text
            WHERE (n.registered_on IS NULL OR n.registered_on <= make_date($1, 12, 31)) AND r.delivered
        )
        SELECT 'innovation_share', u.unit_level, u.unit_id, '{}'::jsonb, m.phase, m.kind, g.innovation_id, 1::numeric,
               concat_ws('; ', g.top_id, g.project_id, coalesce(g.answer, 'unanswered')), NULL::text, NULL::text, 'innovation, project_report'
        FROM registered AS g
        CROSS JOIN LATERAL (VALUES ('institution', g.top_id), ('rhf', g.region_id),
                                   ('nation', CASE WHEN g.region_id IS NOT NULL THEN 'NO' END)) AS u(unit_level, unit_id)
        CROSS JOIN LATERAL (VALUES (4, 'numerator', g.answer = 'yes'), (5, 'denominator', true)) AS m(phase, kind, holds)
        WHERE u.unit_id IS NOT NULL AND m.holds
    $sql$)
    USING year, rule_set;
END
$$;
COMMENT ON FUNCTION @internal@.innovation_involvement_steps(integer, text) IS
    'steps of the share of innovation projects with involvement: a row per innovation whose project delivered its report';

CREATE FUNCTION @internal@.explain_user_involvement_facts(
    year integer, rule_set text, only_measure text, only_level text, only_unit text) RETURNS SETOF fact_step
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    model text := @internal@.rule_parameter_value(rule_set, 'involvement.phase_model');
    scale text := @internal@.rule_parameter_value(rule_set, 'involvement.degree_scale');
    definition text := @internal@.rule_parameter_value(rule_set, 'involvement.user_definition');
BEGIN
    PERFORM @internal@.require_year(year);
    IF NOT @internal@.involvement_parameters_set(rule_set) THEN
        RETURN;
    END IF;
    RETURN QUERY
    SELECT s.* FROM @internal@.involvement_count_steps(year, rule_set) AS s
    UNION ALL
    SELECT s.* FROM @internal@.innovation_involvement_steps(year, rule_set) AS s
    UNION ALL
    SELECT s.* FROM @internal@.involvement_matrix_steps(year, rule_set) AS s
    UNION ALL
    SELECT p.* FROM @internal@.parameter_steps(rule_set, '{relevant_share,end_user_share,wide_share,absence,ritual}',
        ARRAY['user\_definition.%', 'involvement\_reasons.%', 'involvement.min\_users', 'involvement.ritual%', 'involvement.user\_definition',
              'involvement.degree\_scale', 'involvement\_phases.' || model || '.%']) AS p
    UNION ALL
    SELECT p.* FROM @internal@.parameter_steps(rule_set, '{matrix}',
        ARRAY['involvement.matrix\_form', 'involvement.degree\_scale', 'involvement.user\_definition', 'involvement\_levels.%',
              'involvement\_phase\_order.%', 'involvement\_phases.' || model || '.%', 'involvement\_degrees.' || scale || '.%',
              'user\_definition.' || definition || '.%']) AS p
    UNION ALL
    SELECT p.* FROM @internal@.parameter_steps(
        rule_set, '{share,money_share,delivered,missing,answers,training,effect_share,innovation_share}', '{}') AS p;
END
$$;
COMMENT ON FUNCTION @internal@.explain_user_involvement_facts(integer, text, text, text, text) IS
    'steps of the facts about user involvement: a row per project report, project and cell of the matrix, or innovation';
