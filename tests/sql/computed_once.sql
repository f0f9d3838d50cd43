-- One report computes each base result once, whoever asks for it: counted by
-- the calls of the bodies (track_functions).
\set QUIET on
SET client_min_messages = warning;
SET track_functions = 'all';
BEGIN;
SET LOCAL search_path = research_indicators, research_indicators_internal, public;
SELECT plan(12);

CREATE FUNCTION pg_temp.calls(name text) RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT coalesce(sum(pg_stat_get_xact_function_calls(p.oid)), 0)::bigint
    FROM pg_proc AS p
    WHERE p.proname = 'compute_' || name AND p.pronamespace = 'research_indicators_internal'::regnamespace
$$;
CREATE TEMP TABLE called AS
SELECT substr(p.proname, length('compute_') + 1) AS name, 0::bigint AS before, 0::bigint AS calls
FROM pg_proc AS p
WHERE p.proname LIKE 'compute\_%' AND p.pronamespace = 'research_indicators_internal'::regnamespace;
UPDATE called SET before = pg_temp.calls(name);
SELECT ok(length(report_json(2023, 'NO')::text) > 1000000, 'a national report of five years');
UPDATE called SET calls = pg_temp.calls(name) - before;

SELECT cmp_ok((SELECT sum(calls) FROM called), '>', 0::numeric, 'its bodies are counted');
SELECT is(coalesce(pg_stat_get_xact_function_calls('publication_points(integer, text)'::regprocedure), 0), 1::bigint,
          'publications are given out once, for the approvals that only some have entered: else sums are enough');
SELECT is((SELECT calls FROM called WHERE name = 'publication_point_sums'), 5::bigint, 'publication points once per year');
SELECT is((SELECT calls FROM called WHERE name = 'indicator_points'), 5::bigint, 'points of the indicators once per year');
SELECT cmp_ok((SELECT calls FROM called WHERE name = 'rule_set_chain'), '<=',
              (SELECT count(*) FROM rule_set), 'the chain of a rule set once per set');
-- the years of the report, and the budget years of their grants
SELECT cmp_ok((SELECT calls FROM called WHERE name = 'institutions_at'), '<=', 8::bigint, 'institutions once per year');
SELECT is((SELECT calls FROM called WHERE name = 'study_entities'), 1::bigint, 'which registrations are one study, once');
SELECT is((SELECT calls FROM called WHERE name = 'known_studies'), 1::bigint, 'what is known of studies once, whatever the policy and the day');
SELECT is((SELECT calls FROM called WHERE name = 'judge_studies'), 5::bigint, 'studies are judged once per year, by all policies together');
SELECT is((SELECT calls FROM called WHERE name = 'treatment_study_activity'), 5::bigint, 'clinical treatment studies are counted once per year');

-- Issued and frozen: the content and the explanations of five years
SELECT create_archive('computed_once') \g /dev/null
SET LOCAL research_indicators.archive_schema = 'computed_once';
SELECT issue_report(2023, '983658725') \g /dev/null
SELECT is(pg_stat_get_xact_function_calls('publication_points(integer, text)'::regprocedure), 1 + 1 + 4 + 5::bigint,
          'an issued report gives out publications once for the approvals, once for each year that explains them, once for each year that it keeps');

SELECT * FROM finish();
ROLLBACK;
