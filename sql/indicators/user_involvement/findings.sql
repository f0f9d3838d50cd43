-- Findings about user involvement: answers that lack or contradict their
-- details, details without an answer, and numbers that cannot be.

CREATE FUNCTION @internal@.doubtful_reports(year integer, rule_set text, model text) RETURNS SETOF @internal@.raw_finding
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED ROWS 100
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN QUERY
    WITH report AS (
        SELECT r.*, coalesce(r.answer = 'yes', false) AS is_yes, coalesce(e.ways, 0) AS ways,
               c.project_id IS NOT NULL AS has_effect, coalesce(c.says_none AND c.changed, false) AS effect_contradicts,
               r.answer IN ('no', 'not_relevant') AND r.reason_code IS NOT NULL AND j.code IS NULL AS reason_unknown
        FROM @internal@.project_reports(year) AS r
        LEFT JOIN (SELECT e.project_id, count(*) AS ways FROM @internal@.involvement_entries(year, rule_set, model) AS e GROUP BY e.project_id) AS e
               ON e.project_id = r.project_id
        LEFT JOIN @internal@.involvement_effects(year) AS c ON c.project_id = r.project_id
        LEFT JOIN @internal@.rule_set_codes(rule_set, 'involvement_reasons') AS j ON j.code = r.reason_code
    )
    SELECT d.severity, d.code, CASE WHEN d.code LIKE 'effect%' THEN 'project_involvement_effect' ELSE 'project_report' END,
           r.project_id, p.institution_id,
           jsonb_build_object('project', r.project_id, 'rule_set', rule_set, 'answer', r.involvement, 'ways', r.ways, 'users', r.users)
    FROM report AS r
    LEFT JOIN @internal@.projects(year) AS p ON p.project_id = r.project_id
    CROSS JOIN LATERAL (VALUES
        ('warning', CASE WHEN r.is_yes AND r.ways = 0 THEN 'involvement_yes_without_phase' END),
        ('warning', CASE WHEN r.answer = 'no' AND r.reason_code IS NULL THEN 'involvement_no_without_reason' END),
        ('warning', CASE WHEN r.answer = 'not_relevant' AND r.reason_code IS NULL THEN 'involvement_not_relevant_without_reason' END),
        ('warning', CASE WHEN r.reason_unknown THEN 'involvement_reason_not_accepted' END),
        ('warning', CASE WHEN r.answer IN ('no', 'not_relevant') AND r.ways > 0 THEN 'involvement_contradicted' END),
        ('warning', CASE WHEN NOT r.delivered AND r.involvement IS NOT NULL THEN 'involvement_not_delivered' END),
        ('warning', CASE WHEN r.delivered_on < r.sent_on THEN 'report_before_form' END),
        ('notice', CASE WHEN r.delivered AND r.phase_reached IS NULL THEN 'phase_reached_missing' END),
        ('error', CASE WHEN r.users < 0 THEN 'users_negative' END),
        ('warning', CASE WHEN r.is_yes AND r.users = 0 THEN 'involvement_yes_without_users' END),
        ('warning', CASE WHEN r.effect_contradicts THEN 'effect_contradicts' END),
        ('warning', CASE WHEN r.has_effect AND r.delivered AND NOT r.is_yes THEN 'effect_without_involvement' END)) AS d(severity, code)
    WHERE d.code IS NOT NULL;
END
$$;
COMMENT ON FUNCTION @internal@.doubtful_reports(integer, text, text) IS
    'findings about the reports of a year: what each lacks, or says against itself';

CREATE FUNCTION @internal@.doubtful_involvement(year integer, rule_set text, model text) RETURNS SETOF @internal@.raw_finding
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED ROWS 100
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN QUERY
    WITH project AS MATERIALIZED (
        SELECT p.project_id, p.at_id, p.institution_id, p.under_way FROM @internal@.projects(year) AS p
    ), report AS MATERIALIZED (
        SELECT r.project_id FROM @internal@.project_reports(year) AS r
    ), entry AS MATERIALIZED (
        SELECT e.project_id, e.phase, e.place FROM @internal@.involvement_entries(year, rule_set, model) AS e
    )
    SELECT 'error', 'report_without_project', 'project_report', r.project_id, NULL::text, jsonb_build_object('project', r.project_id)
    FROM report AS r WHERE NOT EXISTS (SELECT FROM project AS p WHERE p.project_id = r.project_id)
    UNION ALL
    SELECT 'error', 'institution_unknown', 'project_report', r.project_id, NULL,
           jsonb_build_object('variant', CASE WHEN p.at_id IS NULL THEN 'project_report_at_none' END, 'project', r.project_id, 'institution', p.at_id)
    FROM report AS r JOIN project AS p ON p.project_id = r.project_id
    WHERE p.institution_id IS NULL
    UNION ALL
    SELECT 'notice', 'report_not_requested', 'project_report', NULL, p.institution_id, jsonb_build_object('count', count(*), 'year', year)
    FROM project AS p
    WHERE p.under_way AND NOT EXISTS (SELECT FROM report AS r WHERE r.project_id = p.project_id) AND EXISTS (SELECT FROM report)
    GROUP BY p.institution_id
    UNION ALL
    SELECT DISTINCT 'error', 'involvement_without_report', 'project_involvement', e.project_id, p.institution_id, jsonb_build_object('project', e.project_id)
    FROM entry AS e LEFT JOIN project AS p ON p.project_id = e.project_id
    WHERE NOT EXISTS (SELECT FROM report AS r WHERE r.project_id = e.project_id)
    UNION ALL
    SELECT 'error', 'effect_without_report', 'project_involvement_effect', c.project_id, p.institution_id, jsonb_build_object('project', c.project_id)
    FROM @internal@.involvement_effects(year) AS c LEFT JOIN project AS p ON p.project_id = c.project_id
    WHERE NOT EXISTS (SELECT FROM report AS r WHERE r.project_id = c.project_id)
    UNION ALL
    SELECT 'warning', 'phase_without_degree', 'project_involvement', e.project_id, p.institution_id,
           jsonb_build_object('project', e.project_id, 'rule_set', rule_set, 'phase', e.phase)
    FROM entry AS e LEFT JOIN project AS p ON p.project_id = e.project_id
    WHERE e.phase IS NOT NULL AND @internal@.rule_parameter_value(rule_set, 'involvement.degree_scale') IS NOT NULL
    GROUP BY e.project_id, p.institution_id, e.phase
    HAVING count(e.place) = 0
    UNION ALL
    SELECT 'warning', 'involvement_phase_unmapped', 'project_involvement', e.project_id, p.institution_id,
           jsonb_build_object('rows', count(*), 'project', e.project_id, 'model', model)
    FROM entry AS e LEFT JOIN project AS p ON p.project_id = e.project_id
    WHERE e.phase IS NULL AND model <> ''
    GROUP BY e.project_id, p.institution_id;
END
$$;
COMMENT ON FUNCTION @internal@.doubtful_involvement(integer, text, text) IS
    'findings about what belongs to nobody, and details of involvement that the rule set does not know';

CREATE FUNCTION @internal@.compute_involvement_findings(year integer) RETURNS SETOF @internal@.raw_finding
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED ROWS 100
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    hod text := @internal@.hod_rule_set_for(year);
    -- what a rule set leaves unset is a finding about the rule set
    model text := coalesce(@internal@.rule_parameter_value(hod, 'involvement.phase_model'), '');
BEGIN
    RETURN QUERY
    SELECT f.*
    FROM (SELECT r.* FROM @internal@.doubtful_reports(year, hod, model) AS r
          UNION ALL
          SELECT i.* FROM @internal@.doubtful_involvement(year, hod, model) AS i) AS f
    ORDER BY f.code COLLATE "C", f.relation COLLATE "C", f.key COLLATE "C", f.institution_id COLLATE "C", f.arguments::text COLLATE "C";
END
$$;
COMMENT ON FUNCTION @internal@.compute_involvement_findings(integer) IS 'body of involvement_findings()';

CREATE FUNCTION @internal@.involvement_findings(year integer) RETURNS SETOF @internal@.raw_finding
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED ROWS 100;
COMMENT ON FUNCTION @internal@.involvement_findings(integer) IS 'what check_involvement tells, without its texts';

CREATE FUNCTION check_involvement(year integer, lang text DEFAULT 'en') RETURNS SETOF finding
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 100
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT t.* FROM @internal@.told_findings(ARRAY(SELECT f FROM @internal@.involvement_findings(year) AS f), lang) AS t;
END;
COMMENT ON FUNCTION check_involvement(integer, text) IS
    'findings about reports, user involvement and its effects in the year, in a language (nb, nn, en): a yes without a phase, a no or not relevant without a reason, details that contradict the answer or have none, phases without a degree, what belongs to nobody, numbers that cannot be';

INSERT INTO source_check (function, ordinal, indicator, relations) VALUES
    ('@internal@.involvement_findings', 120, 'user_involvement', '{institution,project,project_report,project_involvement,project_involvement_effect}');
