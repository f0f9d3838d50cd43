-- Findings about user involvement: answers that lack or contradict their
-- details, details without an answer, and numbers that cannot be.

CREATE FUNCTION @internal@.doubtful_reports(year integer, rule_set text, model text) RETURNS SETOF finding
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
           r.project_id, d.message, d.hint
    FROM report AS r
    CROSS JOIN LATERAL (VALUES
        ('warning', CASE WHEN r.is_yes AND r.ways = 0 THEN 'involvement_yes_without_phase' END,
         format('project "%s" says yes to involvement and names no phase', r.project_id),
         'It counts as yes; ask in which phases users took part.'),
        ('warning', CASE WHEN r.answer = 'no' AND r.reason_code IS NULL THEN 'involvement_no_without_reason' END,
         format('project "%s" says no to involvement without a reason', r.project_id),
         'It counts as an unjustified no; a reason may justify it.'),
        ('warning', CASE WHEN r.answer = 'not_relevant' AND r.reason_code IS NULL THEN 'involvement_not_relevant_without_reason' END,
         format('project "%s" finds involvement not relevant without a reason', r.project_id),
         'It stays among the relevant ones until a reason is given.'),
        ('warning', CASE WHEN r.reason_unknown THEN 'involvement_reason_not_accepted' END,
         format('project "%s" gives a reason that rule set "%s" does not have', r.project_id, rule_set),
         'It justifies nothing until the list involvement_reasons has it.'),
        ('warning', CASE WHEN r.answer IN ('no', 'not_relevant') AND r.ways > 0 THEN 'involvement_contradicted' END,
         format('project "%s" answers "%s" and names %s ways in which users took part', r.project_id, r.involvement, r.ways),
         'The answer counts; the details are left out.'),
        ('warning', CASE WHEN NOT r.delivered AND r.involvement IS NOT NULL THEN 'involvement_not_delivered' END,
         format('the report of project "%s" has the answer "%s" and is not delivered', r.project_id, r.involvement),
         'It counts as missing until delivered_on is set.'),
        ('warning', CASE WHEN r.delivered_on < r.sent_on THEN 'report_before_form' END,
         format('the report of project "%s" came in before its form was sent', r.project_id),
         'It counts as delivered; mend one of the days.'),
        ('notice', CASE WHEN r.delivered AND r.phase_reached IS NULL THEN 'phase_reached_missing' END,
         format('project "%s" does not say which phase it has reached', r.project_id),
         'It has no derived score; everything else counts.'),
        ('error', CASE WHEN r.users < 0 THEN 'users_negative' END,
         format('project "%s" has %s users', r.project_id, r.users), 'The number counts as not given.'),
        ('warning', CASE WHEN r.is_yes AND r.users = 0 THEN 'involvement_yes_without_users' END,
         format('project "%s" says yes to involvement and has no users', r.project_id),
         'It counts as yes with too few users.'),
        ('warning', CASE WHEN r.effect_contradicts THEN 'effect_contradicts' END,
         format('project "%s" says both that something changed and that nothing did', r.project_id),
         'It counts as changed.'),
        ('warning', CASE WHEN r.has_effect AND r.delivered AND NOT r.is_yes THEN 'effect_without_involvement' END,
         format('project "%s" registers an effect of users without a yes to involvement', r.project_id),
         'The effect is left out.')) AS d(severity, code, message, hint)
    WHERE d.code IS NOT NULL;
END
$$;
COMMENT ON FUNCTION @internal@.doubtful_reports(integer, text, text) IS
    'findings about the reports of a year: what each lacks, or says against itself';

CREATE FUNCTION @internal@.doubtful_involvement(year integer, rule_set text, model text) RETURNS SETOF finding
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
    SELECT 'error', 'report_without_project', 'project_report', r.project_id,
           format('a report is of project "%s", which does not exist', r.project_id),
           'It belongs to nobody and counts nowhere until the project exists.'
    FROM report AS r WHERE NOT EXISTS (SELECT FROM project AS p WHERE p.project_id = r.project_id)
    UNION ALL
    SELECT 'error', 'institution_unknown', 'project_report', r.project_id,
           format('the reporting project "%s" names %s', r.project_id,
                  coalesce('institution "' || p.at_id || '", which does not exist', 'no institution')),
           'Its report is in no unit until the institution exists.'
    FROM report AS r JOIN project AS p ON p.project_id = r.project_id
    WHERE p.institution_id IS NULL
    UNION ALL
    SELECT 'notice', 'report_not_requested', 'project_report', NULL,
           format('%s projects under way in %s have no report, not even an undelivered one', count(*), year),
           'They are not among the reports due; add a row for each form that was sent.'
    FROM project AS p
    WHERE p.under_way AND NOT EXISTS (SELECT FROM report AS r WHERE r.project_id = p.project_id) AND EXISTS (SELECT FROM report)
    HAVING count(*) > 0
    UNION ALL
    SELECT DISTINCT 'error', 'involvement_without_report', 'project_involvement', e.project_id,
           format('project "%s" has details of involvement and no report', e.project_id),
           'They are left out until the report is there.'
    FROM entry AS e WHERE NOT EXISTS (SELECT FROM report AS r WHERE r.project_id = e.project_id)
    UNION ALL
    SELECT 'error', 'effect_without_report', 'project_involvement_effect', c.project_id,
           format('project "%s" has effects of users and no report', c.project_id),
           'They are left out until the report is there.'
    FROM @internal@.involvement_effects(year) AS c WHERE NOT EXISTS (SELECT FROM report AS r WHERE r.project_id = c.project_id)
    UNION ALL
    SELECT 'warning', 'phase_without_degree', 'project_involvement', e.project_id,
           format('project "%s" has no degree of the scale of rule set "%s" in the phase %s', e.project_id, rule_set, e.phase),
           'Users took part, in a degree that is not known on this scale; the derived score takes it for none.'
    FROM entry AS e
    WHERE e.phase IS NOT NULL
    GROUP BY e.project_id, e.phase
    HAVING count(e.place) = 0
    UNION ALL
    SELECT 'warning', 'involvement_phase_unmapped', 'project_involvement', e.project_id,
           format('%s details of project "%s" have a phase that the model "%s" does not have', count(*), e.project_id, model),
           format('They are in no phase. Map it in a copy with research_indicators.set_rule_code(rule_set, ''involvement_phases.%s'', code, phase, origin, source).', model)
    FROM entry AS e WHERE e.phase IS NULL
    GROUP BY e.project_id;
END
$$;
COMMENT ON FUNCTION @internal@.doubtful_involvement(integer, text, text) IS
    'findings about what belongs to nobody, and details of involvement that the rule set does not know';

CREATE FUNCTION @internal@.compute_check_involvement(year integer) RETURNS SETOF finding
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED ROWS 100
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    hod text := @internal@.hod_rule_set_for(year);
    model text := @internal@.require_parameter(hod, 'involvement.phase_model');
BEGIN
    RETURN QUERY
    SELECT f.*
    FROM (SELECT r.* FROM @internal@.doubtful_reports(year, hod, model) AS r
          UNION ALL
          SELECT i.* FROM @internal@.doubtful_involvement(year, hod, model) AS i) AS f
    ORDER BY f.code COLLATE "C", f.relation COLLATE "C", f.key COLLATE "C", f.message COLLATE "C";
END
$$;
COMMENT ON FUNCTION @internal@.compute_check_involvement(integer) IS 'body of check_involvement()';

CREATE FUNCTION check_involvement(year integer) RETURNS SETOF finding
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED ROWS 100;
COMMENT ON FUNCTION check_involvement(integer) IS
    'findings about reports, user involvement and its effects in the year: a yes without a phase, a no or not relevant without a reason, details that contradict the answer or have none, phases without a degree, what belongs to nobody, numbers that cannot be';

INSERT INTO source_check (function, ordinal, indicator, relations) VALUES
    ('@extschema@.check_involvement', 120, 'user_involvement', '{institution,project,project_report,project_involvement,project_involvement_effect}');
