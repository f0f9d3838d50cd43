-- What the facts about user involvement are made of: a row per project, never
-- who took part in it.

CREATE FUNCTION @internal@.involvement_report_rows(
    year integer, rule_set text, only_level text, only_unit text, detailed boolean) RETURNS SETOF indicator_row
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 5000
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN QUERY
    WITH unit AS MATERIALIZED (
        SELECT u.* FROM @internal@.involvement_units(year, rule_set, only_level, only_unit) AS u
    ), report AS MATERIALIZED (
        SELECT r.*, CASE WHEN r.delivered THEN coalesce(r.answer, 'unanswered') ELSE 'not_delivered' END AS state
        FROM @internal@.involvement_reports(year, rule_set) AS r
    ), step AS MATERIALIZED (
        SELECT r.project_id, r.institution_id, r.state, m.*,
               CASE WHEN detailed THEN concat_ws('; ', r.institution_id, CASE WHEN r.delivered THEN r.state ELSE 'not delivered' END,
                                                 CASE WHEN r.is_no OR r.is_not_relevant THEN CASE WHEN r.has_reason THEN 'with a reason' ELSE 'without a reason' END END) END AS detail
        FROM report AS r
        CROSS JOIN LATERAL (VALUES
            ('share', '', 'numerator', r.is_yes, 1::numeric),
            ('share', '', 'denominator', r.delivered, 1),
            ('relevant_share', '', 'numerator', r.is_yes, 1),
            ('relevant_share', '', 'denominator', r.is_relevant, 1),
            ('end_user_share', '', 'numerator', r.end_user, 1),
            ('end_user_share', '', 'denominator', r.delivered, 1),
            ('wide_share', '', 'numerator', r.wide_user, 1),
            ('wide_share', '', 'denominator', r.delivered, 1),
            ('money_share', '', 'numerator', r.is_yes, r.amount),
            ('money_share', '', 'denominator', r.delivered, r.amount),
            ('effect_share', '', 'numerator', r.changed, 1),
            ('effect_share', '', 'denominator', r.is_yes, 1),
            ('delivered', '', 'source', r.delivered, 1),
            ('missing', '', 'source', NOT r.delivered, 1),
            ('ritual', '', 'source', r.ritual, 1),
            ('answers', 'answer=yes', 'source', r.is_yes, 1),
            ('answers', 'answer=no', 'source', r.is_no, 1),
            ('answers', 'answer=not_relevant', 'source', r.is_not_relevant, 1),
            ('answers', 'answer=unanswered', 'source', r.is_unanswered, 1),
            ('absence', 'absence=no_justified', 'source', r.is_no AND r.has_reason, 1),
            ('absence', 'absence=no_unjustified', 'source', r.is_no AND NOT r.has_reason, 1),
            ('absence', 'absence=not_relevant_justified', 'source', r.is_not_relevant AND r.has_reason, 1),
            ('absence', 'absence=not_relevant_unjustified', 'source', r.is_not_relevant AND NOT r.has_reason, 1),
            ('training', 'trained=users', 'source', r.trains_users, 1),
            ('training', 'trained=researchers', 'source', r.trains_researchers, 1),
            ('training', 'trained=both', 'source', r.trains_both, 1),
            ('training', 'trained=none', 'source', r.trains_nobody, 1))
            AS m(measure, dimensions, kind, holds, value)
    )
    SELECT s.measure, u.unit_level, u.unit_id, s.dimensions, CASE s.kind WHEN 'denominator' THEN 5 ELSE 4 END,
           CASE WHEN s.holds THEN s.kind ELSE 'excluded' END, s.project_id, CASE WHEN s.holds THEN s.value END, s.detail,
           CASE WHEN NOT s.holds THEN s.state END, NULL::text, 'project_report'
    FROM step AS s JOIN unit AS u ON u.institution_id = s.institution_id
    -- what is left out of the shares is told by their denominators
    WHERE s.holds OR s.kind = 'denominator' OR s.measure = 'delivered'
    UNION ALL
    -- where every project finds it not relevant, with a reason, there is nothing to have a share of
    SELECT 'relevant_share', u.unit_level, u.unit_id, '', 6, 'part', u.unit_id, NULL, 'not relevant to any project, with a reason', 'not_relevant', NULL, NULL
    FROM report AS r JOIN unit AS u ON u.institution_id = r.institution_id
    WHERE r.delivered
    GROUP BY u.unit_level, u.unit_id
    HAVING NOT bool_or(r.is_relevant)
    UNION ALL
    SELECT m.measure, u.unit_level, u.unit_id, m.dimensions, 4, 'covered', u.unit_id, NULL, NULL, NULL, NULL, NULL
    FROM (SELECT DISTINCT u.unit_level, u.unit_id FROM unit AS u) AS u
    CROSS JOIN (SELECT DISTINCT s.measure, s.dimensions FROM step AS s WHERE s.kind = 'source' AND s.holds IS NOT NULL) AS m;
END
$$;
COMMENT ON FUNCTION @internal@.involvement_report_rows(integer, text, text, text, boolean) IS
    'rows of the facts that count project reports: a report due each, what is left out of a share with its state';

CREATE FUNCTION @internal@.unset_involvement_rows(
    indicator text, measures text[], year integer, rule_set text, only_level text, only_unit text) RETURNS SETOF indicator_row
    LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 100
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT m.measure, u.unit_level, u.unit_id, '', 6, 'part', u.unit_id, NULL::numeric, l.names || ' unset', 'parameter_unset', NULL::text, NULL::text
    FROM unnest(measures) AS m(measure)
    CROSS JOIN LATERAL (SELECT @internal@.lacking_for_involvement(rule_set, concat(indicator, '.', m.measure)) AS names) AS l
    JOIN (SELECT DISTINCT u.unit_level, u.unit_id FROM @internal@.involvement_units(year, rule_set, only_level, only_unit) AS u) AS u ON l.names IS NOT NULL;
END;
COMMENT ON FUNCTION @internal@.unset_involvement_rows(text, text[], integer, text, text, text) IS
    'rows of the facts about user involvement that wait for a parameter without value: unknown, of every unit';

CREATE FUNCTION @internal@.involvement_matrix_rows(
    year integer, rule_set text, only_level text, only_unit text, detailed boolean) RETURNS SETOF indicator_row
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 1000
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    model text := @internal@.rule_parameter_value(rule_set, 'involvement.phase_model');
BEGIN
    IF @internal@.lacking_for_involvement(rule_set, 'user_involvement.matrix') IS NOT NULL THEN
        RETURN;
    END IF;
    RETURN QUERY
    WITH unit AS MATERIALIZED (
        SELECT u.* FROM @internal@.asked_units(year, only_level, only_unit) AS u
    ), report AS MATERIALIZED (
        SELECT r.institution_id, r.is_yes, r.without_phase FROM @internal@.involvement_reports(year, rule_set) AS r
    ), cell AS MATERIALIZED (
        SELECT f.*, concat_ws(';', 'involvement_degree=' || f.degree, 'involvement_level=' || f.level, 'involvement_phase=' || f.phase) AS dimensions
        FROM @internal@.matrix_frame(rule_set, model) AS f
    )
    SELECT 'matrix', u.unit_level, u.unit_id, c.dimensions, 4, 'source', m.project_id, 1::numeric,
           CASE WHEN detailed THEN m.institution_id END, NULL::text, NULL::text, 'project_involvement'
    FROM @internal@.matrix_projects(year, rule_set, model) AS m
    JOIN cell AS c ON c.phase = m.phase AND c.level IS NOT DISTINCT FROM m.level AND c.degree IS NOT DISTINCT FROM m.degree
    JOIN unit AS u ON u.institution_id = m.institution_id
    UNION ALL
    -- every cell of the nation, and of the regions that have a project in a phase
    SELECT 'matrix', u.unit_level, u.unit_id, c.dimensions, 4, 'covered', u.unit_id, NULL, NULL, NULL, NULL, NULL
    FROM (SELECT DISTINCT u.unit_level, u.unit_id
          FROM unit AS u
          WHERE EXISTS (SELECT FROM report AS r
                        WHERE u.unit_level = 'nation' OR u.unit_level = 'rhf' AND r.institution_id = u.institution_id AND r.is_yes AND NOT r.without_phase)) AS u
    CROSS JOIN cell AS c;
END
$$;
COMMENT ON FUNCTION @internal@.involvement_matrix_rows(integer, text, text, text, boolean) IS
    'rows of the facts of the matrix of involvement in the phase model of the rule set: a project and cell each; institutions have no fact for 0';

CREATE FUNCTION @internal@.innovation_involvement_rows(
    year integer, rule_set text, only_level text, only_unit text, detailed boolean) RETURNS SETOF indicator_row
    LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 500
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT 'innovation_share', u.unit_level, u.unit_id, '', m.phase, m.kind, i.innovation_id, 1::numeric,
           CASE WHEN detailed THEN concat_ws('; ', i.institution_id, i.project_id, coalesce(i.answer, 'unanswered')) END, NULL::text, NULL::text,
           'innovation, project_report'
    FROM @internal@.innovation_reports(year, rule_set) AS i
    JOIN @internal@.asked_units(year, only_level, only_unit) AS u ON u.institution_id = i.institution_id
    CROSS JOIN LATERAL (VALUES (4, 'numerator', i.is_yes), (5, 'denominator', i.delivered)) AS m(phase, kind, holds)
    WHERE m.holds;
END;
COMMENT ON FUNCTION @internal@.innovation_involvement_rows(integer, text, text, text, boolean) IS
    'rows of the share of innovation projects with involvement: an innovation whose project delivered its report each';

CREATE FUNCTION @internal@.user_involvement_rows(
    year integer, rule_set text, only_measure text, only_level text, only_unit text, detailed boolean) RETURNS SETOF indicator_row
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 5000
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT @internal@.has_involvement_rules(rule_set) THEN
        RETURN;
    END IF;
    RETURN QUERY SELECT s.* FROM @internal@.unset_involvement_rows('user_involvement', '{ritual,matrix}', year, rule_set, only_level, only_unit) AS s;
    RETURN QUERY SELECT s.* FROM @internal@.involvement_report_rows(year, rule_set, only_level, only_unit, detailed) AS s;
    RETURN QUERY SELECT s.* FROM @internal@.innovation_involvement_rows(year, rule_set, only_level, only_unit, detailed) AS s;
    RETURN QUERY SELECT s.* FROM @internal@.involvement_matrix_rows(year, rule_set, only_level, only_unit, detailed) AS s;
    RETURN QUERY
    SELECT p.* FROM @internal@.parameter_rows(rule_set, '{relevant_share,end_user_share,wide_share,absence,ritual}',
                                              @internal@.involvement_parameter_patterns(rule_set)) AS p
    UNION ALL
    SELECT p.* FROM @internal@.parameter_rows(rule_set, '{matrix}', @internal@.matrix_parameter_patterns(
        rule_set, coalesce(@internal@.rule_parameter_value(rule_set, 'involvement.phase_model'), ''))) AS p
    UNION ALL
    SELECT p.* FROM @internal@.parameter_rows(
        rule_set, '{share,money_share,delivered,missing,answers,training,effect_share,innovation_share}', '{}') AS p;
END
$$;
COMMENT ON FUNCTION @internal@.user_involvement_rows(integer, text, text, text, text, boolean) IS
    'rows of the facts about user involvement: a project report, project and cell of the matrix, or innovation each';
