-- Findings about user involvement: answers that lack or contradict their
-- details, details without an answer, and numbers that cannot be.

CREATE FUNCTION check_involvement(year integer) RETURNS SETOF finding
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
    SET jit = off
AS $$
DECLARE
    hod text := @internal@.hod_rule_set_for(year);
    model text := @internal@.require_parameter(hod, 'involvement.phase_model');
BEGIN
    PERFORM @internal@.require_source('project', 'project_report', 'project_involvement', 'project_involvement_effect', 'project_funding', 'application');
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        WITH project AS MATERIALIZED (
            SELECT p.project_id::text AS project_id, p.institution_id::text AS institution_id, p.starts_on,
                   coalesce(p.concluded_on, p.ends_on) AS ends_on
            FROM %1$I.project AS p
        ), report AS MATERIALIZED (
            SELECT r.project_id::text AS project_id, r.sent_on, r.delivered_on, r.involvement::text AS involvement,
                   r.reason_code::text AS reason, r.phase_reached::text AS phase, r.users::numeric AS users,
                   r.involvement::text = 'yes' AS is_yes, r.delivered_on IS NOT NULL AS delivered
            FROM %1$I.project_report AS r
            WHERE r.year = $1
        ), entry AS MATERIALIZED (
            SELECT e.* FROM @internal@.involvement_entries($1, $2, $3) AS e
        ), effect AS MATERIALIZED (
            SELECT c.project_id::text AS project_id, bool_or(c.changed::text = 'none') AS nothing, bool_or(c.changed::text <> 'none') AS something
            FROM %1$I.project_involvement_effect AS c
            WHERE c.year = $1
            GROUP BY c.project_id::text
        ), doubt AS (
            SELECT f.severity, f.code, r.project_id, f.message, f.hint
            FROM report AS r
            LEFT JOIN effect AS c ON c.project_id = r.project_id
            CROSS JOIN LATERAL (SELECT count(*) AS n FROM entry AS e WHERE e.project_id = r.project_id) AS e
            CROSS JOIN LATERAL (VALUES
                ('warning', CASE WHEN r.delivered AND r.is_yes AND e.n = 0 THEN 'involvement_yes_without_phase' END,
                 format('project "%%s" says yes to involvement and names no phase', r.project_id),
                 'It counts as yes; ask in which phases users took part.'),
                ('warning', CASE WHEN r.delivered AND r.involvement = 'no' AND r.reason IS NULL THEN 'involvement_no_without_reason' END,
                 format('project "%%s" says no to involvement without a reason', r.project_id),
                 'It counts as an unjustified no; a reason may justify it.'),
                ('warning', CASE WHEN r.delivered AND r.involvement = 'not_relevant' AND r.reason IS NULL THEN 'involvement_not_relevant_without_reason' END,
                 format('project "%%s" finds involvement not relevant without a reason', r.project_id),
                 'It stays among the relevant ones until a reason is given.'),
                ('warning', CASE WHEN r.reason IS NOT NULL AND r.delivered AND r.involvement IN ('no', 'not_relevant')
                                  AND NOT EXISTS (SELECT FROM @internal@.rule_set_codes($2, 'involvement_reasons') AS j WHERE j.code = r.reason)
                            THEN 'involvement_reason_not_accepted' END,
                 format('project "%%s" gives a reason that rule set "%%s" does not have', r.project_id, $2),
                 'It justifies nothing until the list involvement_reasons has it.'),
                ('warning', CASE WHEN r.delivered AND r.involvement IN ('no', 'not_relevant') AND e.n > 0 THEN 'involvement_contradicted' END,
                 format('project "%%s" answers "%%s" and names %%s ways in which users took part', r.project_id, r.involvement, e.n),
                 'The answer counts; the details are left out.'),
                ('warning', CASE WHEN NOT r.delivered AND r.involvement IS NOT NULL THEN 'involvement_not_delivered' END,
                 format('the report of project "%%s" has the answer "%%s" and is not delivered', r.project_id, r.involvement),
                 'It counts as missing until delivered_on is set.'),
                ('warning', CASE WHEN r.delivered_on < r.sent_on THEN 'report_before_form' END,
                 format('the report of project "%%s" came in before its form was sent', r.project_id),
                 'It counts as delivered; mend one of the days.'),
                ('notice', CASE WHEN r.delivered AND r.phase IS NULL THEN 'phase_reached_missing' END,
                 format('project "%%s" does not say which phase it has reached', r.project_id),
                 'It has no derived score; everything else counts.'),
                ('error', CASE WHEN r.users < 0 THEN 'users_negative' END,
                 format('project "%%s" has %%s users', r.project_id, r.users), 'The number counts as not given.'),
                ('warning', CASE WHEN r.delivered AND r.is_yes AND r.users = 0 THEN 'involvement_yes_without_users' END,
                 format('project "%%s" says yes to involvement and has no users', r.project_id),
                 'It counts as yes with too few users.'),
                ('warning', CASE WHEN c.nothing AND c.something THEN 'effect_contradicts' END,
                 format('project "%%s" says both that something changed and that nothing did', r.project_id),
                 'It counts as changed.'),
                ('warning', CASE WHEN c.project_id IS NOT NULL AND r.delivered AND NOT coalesce(r.is_yes, false) THEN 'effect_without_involvement' END,
                 format('project "%%s" registers an effect of users without a yes to involvement', r.project_id),
                 'The effect is left out.')
            ) AS f(severity, code, message, hint)
            WHERE f.code IS NOT NULL
        )
        SELECT f.severity, f.code, f.relation, f.key, f.message, f.hint
        FROM (
            SELECT d.severity, d.code, CASE WHEN d.code LIKE 'effect%%' THEN 'project_involvement_effect' ELSE 'project_report' END AS relation,
                   d.project_id AS key, d.message, d.hint
            FROM doubt AS d
            UNION ALL
            SELECT 'error', 'report_without_project', 'project_report', r.project_id,
                   format('a report is of project "%%s", which does not exist', r.project_id),
                   'It belongs to nobody and counts nowhere until the project exists.'
            FROM report AS r WHERE NOT EXISTS (SELECT FROM project AS p WHERE p.project_id = r.project_id)
            UNION ALL
            SELECT 'error', 'institution_unknown', 'project_report', r.project_id,
                   format('the reporting project "%%s" names %%s', r.project_id,
                          coalesce('institution "' || p.institution_id || '", which does not exist', 'no institution')),
                   'Its report is in no unit until the institution exists.'
            FROM report AS r
            JOIN project AS p ON p.project_id = r.project_id
            LEFT JOIN @extschema@.institutions_at($1) AS u ON u.institution_id = p.institution_id
            WHERE u.institution_id IS NULL
            UNION ALL
            SELECT 'notice', 'report_not_requested', 'project_report', NULL,
                   format('%%s projects under way in %%s have no report, not even an undelivered one', count(*), $1),
                   'They are not among the reports due; add a row for each form that was sent.'
            FROM project AS p
            WHERE p.starts_on <= make_date($1, 12, 31) AND coalesce(p.ends_on, 'infinity') >= make_date($1, 1, 1)
              AND NOT EXISTS (SELECT FROM report AS r WHERE r.project_id = p.project_id) AND EXISTS (SELECT FROM report)
            HAVING count(*) > 0
            UNION ALL
            SELECT DISTINCT 'error', 'involvement_without_report', 'project_involvement', e.project_id,
                   format('project "%%s" has details of involvement and no report', e.project_id),
                   'They are left out until the report is there.'
            FROM entry AS e WHERE NOT EXISTS (SELECT FROM report AS r WHERE r.project_id = e.project_id)
            UNION ALL
            SELECT 'error', 'effect_without_report', 'project_involvement_effect', c.project_id,
                   format('project "%%s" has effects of users and no report', c.project_id),
                   'They are left out until the report is there.'
            FROM effect AS c WHERE NOT EXISTS (SELECT FROM report AS r WHERE r.project_id = c.project_id)
            UNION ALL
            SELECT DISTINCT 'warning', 'phase_without_degree', 'project_involvement', e.project_id,
                   format('project "%%s" has no degree of the scale of rule set "%%s" in the phase %%s', e.project_id, $2, e.phase),
                   'Users took part, in a degree that is not known on this scale; the derived score takes it for none.'
            FROM entry AS e
            WHERE e.phase IS NOT NULL
            GROUP BY e.project_id, e.phase
            HAVING count(e.place) = 0
            UNION ALL
            SELECT 'warning', 'involvement_phase_unmapped', 'project_involvement', e.project_id,
                   format('%%s details of project "%%s" have a phase that the model "%%s" does not have', count(*), e.project_id, $3),
                   'They are in no phase. Map it in a copy with research_indicators.set_rule_code(rule_set, ''involvement_phases.' || $3 || ''', code, phase, origin, source).'
            FROM entry AS e WHERE e.phase IS NULL
            GROUP BY e.project_id
            UNION ALL
            SELECT DISTINCT 'error', 'amount_invalid', 'project_funding', m.project_id::text,
                   format('project "%%s" has the amount %%s', m.project_id::text, m.amount_nok),
                   'The money that this funder gives the project in the year is left out.'
            FROM %1$I.project_funding AS m
            WHERE m.year = $1 AND m.amount_nok::numeric = ANY ('{NaN,Infinity,-Infinity}')
            UNION ALL
            SELECT f.severity, f.code, 'application', a.application_id, f.message, f.hint
            FROM (SELECT n.application_id::text AS application_id, n.amount_sought::numeric AS sought, n.amount_granted::numeric AS given,
                         n.outcome::text AS outcome, n.institution_id::text AS institution_id
                  FROM %1$I.application AS n WHERE n.year = $1) AS a
            LEFT JOIN @extschema@.institutions_at($1) AS u ON u.institution_id = a.institution_id
            CROSS JOIN LATERAL (VALUES
                ('error', CASE WHEN a.sought = ANY ('{NaN,Infinity,-Infinity}') OR a.given = ANY ('{NaN,Infinity,-Infinity}') THEN 'application_amount_invalid' END,
                 format('application "%%s" has the amounts %%s and %%s', a.application_id, coalesce(a.sought::text, 'none'), coalesce(a.given::text, 'none')),
                 'What is no number is left out.'),
                ('warning', CASE WHEN least(a.sought, a.given) < 0 THEN 'application_amount_negative' END,
                 format('application "%%s" has the amount %%s', a.application_id, least(a.sought, a.given)), 'It counts as it is.'),
                ('warning', CASE WHEN a.outcome = 'granted' AND a.given IS NULL THEN 'application_amount_missing' END,
                 format('application "%%s" was granted without an amount', a.application_id), 'The grant counts, its money does not.'),
                ('warning', CASE WHEN a.given > 0 AND coalesce(a.outcome, '') <> 'granted' THEN 'application_amount_without_grant' END,
                 format('application "%%s" has the amount %%s and was not granted', a.application_id, a.given), 'The money does not count.'),
                ('notice', CASE WHEN a.given > a.sought THEN 'application_above_sought' END,
                 format('application "%%s" was granted %%s, more than the %%s it sought', a.application_id, a.given, a.sought), 'It counts as it is.'),
                ('error', CASE WHEN u.institution_id IS NULL THEN 'institution_unknown' END,
                 format('application "%%s" names %%s', a.application_id,
                        coalesce('institution "' || a.institution_id || '", which does not exist', 'no institution')),
                 'It counts among all applications and in no unit.')
            ) AS f(severity, code, message, hint)
            WHERE f.code IS NOT NULL
        ) AS f
        ORDER BY f.code COLLATE "C", f.relation COLLATE "C", f.key COLLATE "C", f.message COLLATE "C"
    $sql$)
    USING year, hod, model;
END
$$;
COMMENT ON FUNCTION check_involvement(integer) IS
    'findings about reports, user involvement, its effects, money and applications of the year: a yes without a phase, a no or not relevant without a reason, details that contradict the answer or have none, phases without a degree, what belongs to nobody, numbers that cannot be';
