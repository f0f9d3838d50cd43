-- Facts about user involvement, needs-identified research, and, for the annex,
-- the derived score.

CREATE FUNCTION @internal@.involvement_parameters_set(rule_set text) RETURNS boolean
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT NOT EXISTS (
        SELECT FROM @extschema@.rule_parameter_definition AS d
        WHERE d.name LIKE 'involvement.%' AND d.told_when_unset AND @internal@.rule_parameter_value(rule_set, d.name) IS NULL);
END;
COMMENT ON FUNCTION @internal@.involvement_parameters_set(text) IS
    'whether a rule set has a value for every parameter of user involvement that sets were asked for; one from before 2015 has none';

CREATE FUNCTION @internal@.user_involvement_facts(year integer, rule_set text, status text) RETURNS SETOF fact
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT @internal@.involvement_parameters_set(rule_set) THEN
        RETURN;
    END IF;
    RETURN QUERY
    SELECT 'user_involvement', m.measure, year, u.unit_level, u.institution_id, m.dimensions, m.value,
           m.numerator, m.denominator, m.low, m.high, status, rule_set, CASE WHEN m.rests_on_rules THEN u.origin ELSE 'published' END
    FROM @extschema@.user_involvement(year, rule_set) AS u
    CROSS JOIN LATERAL (VALUES
        ('share', '{}'::jsonb, u.share, u.yes::numeric, u.delivered::numeric, u.ci_low, u.ci_high, false),
        ('relevant_share', '{}', u.relevant_share, u.yes, u.relevant, u.relevant_ci_low, u.relevant_ci_high, true),
        ('end_user_share', '{}', u.end_user_share, u.end_users, u.delivered, u.end_user_ci_low, u.end_user_ci_high, true),
        ('wide_share', '{}', u.wide_share, u.wide_users, u.delivered, u.wide_ci_low, u.wide_ci_high, true),
        ('money_share', '{}', u.money_share, u.amount_yes, u.amount, NULL, NULL, false),
        ('delivered', '{}', u.delivered, NULL, NULL, NULL, NULL, false),
        ('missing', '{}', u.missing, NULL, NULL, NULL, NULL, false),
        ('answers', '{"answer": "yes"}', u.yes, NULL, NULL, NULL, NULL, false),
        ('answers', '{"answer": "no"}', u.no, NULL, NULL, NULL, NULL, false),
        ('answers', '{"answer": "not_relevant"}', u.not_relevant, NULL, NULL, NULL, NULL, false),
        ('answers', '{"answer": "unanswered"}', u.unanswered, NULL, NULL, NULL, NULL, false),
        ('absence', '{"absence": "no_justified"}', u.no_justified, NULL, NULL, NULL, NULL, true),
        ('absence', '{"absence": "no_unjustified"}', u.no_unjustified, NULL, NULL, NULL, NULL, true),
        ('absence', '{"absence": "not_relevant_justified"}', u.not_relevant_justified, NULL, NULL, NULL, NULL, true),
        ('absence', '{"absence": "not_relevant_unjustified"}', u.not_relevant_unjustified, NULL, NULL, NULL, NULL, true),
        ('training', '{"trained": "users"}', u.users_trained, NULL, NULL, NULL, NULL, false),
        ('training', '{"trained": "researchers"}', u.researchers_trained, NULL, NULL, NULL, NULL, false),
        ('training', '{"trained": "both"}', u.both_trained, NULL, NULL, NULL, NULL, false),
        ('training', '{"trained": "none"}', u.none_trained, NULL, NULL, NULL, NULL, false),
        ('effect_share', '{}', u.changed_share, u.changed, u.yes, NULL, NULL, false),
        ('ritual', '{}', u.ritual, NULL, NULL, NULL, NULL, true)
    ) AS m(measure, dimensions, value, numerator, denominator, low, high, rests_on_rules)
    WHERE m.measure NOT LIKE '%share' OR m.denominator > 0 AND m.numerator BETWEEN 0 AND m.denominator;

    RETURN QUERY
    SELECT 'user_involvement', 'innovation_share', year, i.unit_level, i.institution_id, '{}'::jsonb, i.share,
           i.yes::numeric, i.delivered::numeric, i.ci_low, i.ci_high, status, rule_set, 'published'
    FROM @extschema@.innovation_involvement(year, rule_set) AS i
    WHERE i.delivered > 0;

    RETURN QUERY SELECT * FROM @internal@.involvement_matrix_facts(year, rule_set, status);
END
$$;
COMMENT ON FUNCTION @internal@.user_involvement_facts(integer, text, text) IS
    'facts about user involvement of a year: shares of projects and of money with their variants, reports and answers, training, effect and the matrix';

CREATE FUNCTION @internal@.involvement_matrix_facts(year integer, rule_set text, status text) RETURNS SETOF fact
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
    SET jit = off
AS $$
DECLARE
    model text := @internal@.require_parameter(rule_set, 'involvement.phase_model');
BEGIN
    RETURN QUERY
    WITH cell AS MATERIALIZED (
        SELECT m.* FROM @extschema@.involvement_matrix(year, model, 'NO', rule_set) AS m
    ), part AS MATERIALIZED (
        SELECT DISTINCT r.project_id, r.institution_id, r.region_id, e.phase, e.level, CASE WHEN e.place IS NOT NULL THEN e.degree END AS degree
        FROM @internal@.involvement_reports(year, rule_set) AS r
        JOIN @internal@.involvement_entries(year, rule_set, model) AS e ON e.project_id = r.project_id AND e.counts
        WHERE r.answer = 'yes'
    ), unit AS (
        SELECT c.phase, c.level, c.degree, c.origin, 'nation' AS unit_level, 'NO' AS unit_id, c.projects FROM cell AS c
        UNION ALL
        SELECT c.phase, c.level, c.degree, c.origin, 'rhf', r.region_id,
               (SELECT count(DISTINCT p.project_id) FROM part AS p
                WHERE p.region_id = r.region_id AND p.phase = c.phase AND coalesce(p.level = c.level, c.level IS NULL) AND coalesce(p.degree = c.degree, c.degree IS NULL))
        FROM cell AS c CROSS JOIN (SELECT DISTINCT p.region_id FROM part AS p WHERE p.region_id IS NOT NULL) AS r
        UNION ALL
        SELECT c.phase, c.level, c.degree, c.origin, 'institution', p.institution_id, count(DISTINCT p.project_id)
        FROM cell AS c
        JOIN part AS p ON p.institution_id IS NOT NULL AND p.phase = c.phase
                      AND coalesce(p.level = c.level, c.level IS NULL) AND coalesce(p.degree = c.degree, c.degree IS NULL)
        GROUP BY c.phase, c.level, c.degree, c.origin, p.institution_id
    )
    SELECT 'user_involvement', 'matrix', year, u.unit_level, u.unit_id,
           jsonb_strip_nulls(jsonb_build_object('involvement_phase', u.phase, 'involvement_level', u.level, 'involvement_degree', u.degree)),
           u.projects::numeric, NULL::numeric, NULL::numeric, NULL::numeric, NULL::numeric, status, rule_set, u.origin
    FROM unit AS u;
END
$$;
COMMENT ON FUNCTION @internal@.involvement_matrix_facts(integer, text, text) IS
    'facts of the matrix of involvement in the phase model of the rule set: every cell for the nation and the regions, for institutions those that are not 0';

CREATE FUNCTION @internal@.needs_identified_facts(year integer, rule_set text, status text) RETURNS SETOF fact
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH need AS MATERIALIZED (
        SELECT n.*, sum(n.projects) FILTER (WHERE n.needs_source IS NOT NULL OR n.needs_identified IS NULL) OVER w AS all_projects,
               sum(n.amount) FILTER (WHERE n.needs_source IS NOT NULL OR n.needs_identified IS NULL) OVER w AS all_money
        FROM @extschema@.needs_identified(year, rule_set) AS n
        WINDOW w AS (PARTITION BY n.unit_level, n.institution_id)
    )
    SELECT ('needs_identified', m.measure, year, n.unit_level, n.institution_id, m.dimensions, m.value,
            m.numerator, m.denominator, NULL, NULL, status, rule_set, n.origin)::@extschema@.fact
    FROM need AS n
    CROSS JOIN LATERAL (VALUES
        ('projects_share', '{}'::jsonb, n.projects_share, n.projects::numeric, n.all_projects::numeric),
        ('money_share', '{}', n.amount_share, n.amount, n.all_money),
        ('projects', jsonb_build_object('needs_source', coalesce(n.needs_source, 'unknown')), n.projects, NULL, NULL)
    ) AS m(measure, dimensions, value, numerator, denominator)
    WHERE CASE m.measure WHEN 'projects' THEN n.needs_source IS NOT NULL OR n.needs_identified IS NULL
                         ELSE n.needs_identified AND n.needs_source IS NULL AND m.denominator > 0 AND m.numerator BETWEEN 0 AND m.denominator END;
END;
COMMENT ON FUNCTION @internal@.needs_identified_facts(integer, text, text) IS
    'facts about needs-identified research of a year: shares of projects and money, and projects by where the need came from';

CREATE FUNCTION @internal@.involvement_score_facts(year integer, rule_set text, status text) RETURNS SETOF fact
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT @internal@.involvement_parameters_set(rule_set) THEN
        RETURN;
    END IF;
    RETURN QUERY
    SELECT 'involvement_score', m.measure, year, d.unit_level, d.institution_id, '{}'::jsonb, m.value,
           NULL::numeric, NULL::numeric, NULL::numeric, NULL::numeric, status, rule_set, d.origin
    FROM @extschema@.involvement_score_distribution(year, rule_set) AS d
    CROSS JOIN LATERAL (VALUES ('scored', d.scored::numeric), ('lower_quartile', d.lower_quartile), ('median', d.median),
                               ('upper_quartile', d.upper_quartile)) AS m(measure, value)
    WHERE d.scored > 0;
END
$$;
COMMENT ON FUNCTION @internal@.involvement_score_facts(integer, text, text) IS
    'facts about the derived score of involvement, for the annex: its distribution per unit, never a mean; derived, not validated, not official';
