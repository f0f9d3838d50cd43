-- Numbers and days that are none (NaN, infinity) in any column of a source:
-- left out, a finding, and no figure, page or explanation fails for them.
\set QUIET on
SET client_min_messages = warning;
BEGIN;
SELECT plan(24);
SET LOCAL search_path TO research_indicators, research_indicators_internal, public;
SET LOCAL jit = off;
SELECT create_source_tables('t_odd') \g /dev/null
-- it keeps no statements: what has no rows is nothing
DROP TABLE t_odd.delivery_statement;
SET LOCAL research_indicators.source_schema = 't_odd';
INSERT INTO t_odd.institution (institution_id, orgnr, name, kind, rhf_id, country, reporting) VALUES
    ('r', '983658725', 'Region', 'rhf', 'r', 'NO', true), ('h', NULL, 'Trust', 'hf', 'r', 'NO', true);
INSERT INTO t_odd.project (project_id, title, institution_id, kind) VALUES ('p', 'P', 'h', 'larger'), ('q', 'Q', 'h', 'larger');
INSERT INTO t_odd.project_funding VALUES ('p', 2023, 'rhf', 100), ('q', 2023, 'rhf', 900), ('p', 2023, 'nfr', 'NaN'), ('q', 2023, 'nfr', 'Infinity');
INSERT INTO t_odd.clinical_study (study_id, title, kind, registered_on, starts_on, status) VALUES ('s', 'S', 'drug', '2022-01-01', '2022-02-01', 'recruiting');
INSERT INTO t_odd.external_series VALUES ('a', 2023, 'NO', 7, 'x'), ('b', 2023, 'NO', 'NaN', 'x'), ('c', 2023, 'NO', 'Infinity', 'x'), ('d', 2023, 'NO', '-Infinity', 'x');

-- money
SELECT results_eq($$SELECT sum(amount_nok), count(*) FROM project_money(2023)$$, 'VALUES (1000.00, 2::bigint)', 'money that is none is left out');
SELECT is((SELECT sum(amount_nok) FROM hrcs_amounts(2023, 'health_category')), 1000.00, 'of HRCS');
SELECT bag_eq($$SELECT DISTINCT key FROM check_sources(2023) WHERE relation = 'project_funding' AND code = 'amount_invalid'$$, $$VALUES ('p'), ('q')$$, 'and a finding');

-- shares of focus areas
PREPARE areas AS SELECT focus_area, amount_nok FROM focus_area_funding(2023) WHERE unit_level = 'nation' ORDER BY focus_area COLLATE "C" NULLS LAST;
CREATE FUNCTION pg_temp.bare(relation text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE TABLE t_odd.bare AS SELECT * FROM t_odd.%I', relation);
    EXECUTE format('DROP TABLE t_odd.%I CASCADE', relation);
    EXECUTE format('ALTER TABLE t_odd.bare RENAME TO %I', relation);
END
$$;
SELECT pg_temp.bare(r) FROM unnest('{project_focus_area,study_site,study_inclusion}'::text[]) AS r \g /dev/null
INSERT INTO t_odd.project_focus_area VALUES ('p', 'f', 2020, 2025, 'one', 1), ('q', 'f', 2020, 2025, 'two', 'NaN'), ('q', 'f', 2020, 2025, 'one', 0.5);
SELECT results_eq('areas', $$VALUES ('one', 550.00), (NULL, 450.00)$$, 'a share that is not a number is none');
UPDATE t_odd.project_focus_area SET share = 'Infinity' WHERE focus_area = 'two';
SELECT results_eq('areas', $$VALUES ('one', 550.00), (NULL, 450.00)$$, 'nor is an infinite one');
SELECT ok(EXISTS (SELECT FROM check_sources(2023) WHERE code = 'focus_share_invalid' AND key = 'q'), 'both are findings');

-- series of others
SELECT results_eq($$SELECT dimensions ->> 'series', value FROM facts_of_indicator('targets', 2023, 'hod-2021', 'final') WHERE measure = 'external_series'$$, $$VALUES ('a', 7::numeric)$$,
                  'a value of others that is none is no fact');
SELECT results_eq($$SELECT key FROM check_sources(2023) WHERE code = 'external_value_missing' ORDER BY key$$, $$VALUES ('b'), ('c'), ('d')$$, 'and a finding');

-- days of sites, one column at a time
INSERT INTO t_odd.study_inclusion (study_id, institution_id, year, new_patients, source, reported_on) VALUES ('s', 'h', 2023, 3, 'manual', '2023-06-01');
INSERT INTO t_odd.study_site (study_id, institution_id, role, applied_on, planned_open_on, opened_on, first_patient_on, target_patients)
VALUES ('s', 'h', 'coordinator', '2022-03-01', '2022-03-21', '2022-03-11', '2022-03-31', 10);
CREATE FUNCTION pg_temp.with_day(relation text, name text, day date) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    answer text;
    findings text;
BEGIN
    BEGIN
        EXECUTE format('UPDATE t_odd.%I SET %I = $1', relation, name) USING day;
        SELECT format('%s %s %s', l.days_to_opening, l.days_to_first_patient, (SELECT string_agg(DISTINCT o.age_days::text, ' ') FROM clinical_study_overview('2023-12-31') AS o))
        INTO answer FROM study_league_table(2023, 'hod-2021') AS l;
        SELECT string_agg(DISTINCT c.code, ' ') INTO findings FROM check_sources(2023) AS c WHERE c.code = 'site_date_infinite';
        RAISE EXCEPTION 'undo' USING ERRCODE = 'ZZ001';
    EXCEPTION WHEN SQLSTATE 'ZZ001' THEN
        RETURN concat_ws(' ', answer, findings);
    WHEN OTHERS THEN
        RETURN SQLSTATE || ' ' || SQLERRM;
    END;
END
$$;
SELECT is(pg_temp.with_day('study_site', 'applied_on', '2022-03-01'), '10.0 20.0 213', 'ordinary days');
SELECT is(pg_temp.with_day(c.relation, c.name, d.day), c.answers[d.n], format('%s.%s is %s', c.relation, c.name, d.day))
FROM (VALUES
    (1, 'study_site', 'applied_on', ARRAY[' 20.0 213 site_date_infinite', ' 20.0 213 site_date_infinite']),
    (2, 'study_site', 'planned_open_on', ARRAY['10.0 20.0 213 site_date_infinite', '10.0 20.0 213 site_date_infinite']),
    (3, 'study_site', 'opened_on', ARRAY['  213 site_date_infinite', '  213 site_date_infinite']),
    (4, 'study_site', 'first_patient_on', ARRAY['10.0  213 site_date_infinite', '10.0  213 site_date_infinite']),
    (5, 'study_inclusion', 'reported_on', ARRAY['10.0 20.0 ', '10.0 20.0 '])) AS c(ordinal, relation, name, answers)
CROSS JOIN (VALUES (1, 'infinity'::date), (2, '-infinity')) AS d(n, day)
ORDER BY c.ordinal, d.n;

-- whatever is odd, the faces are made and agree, and every explanation ends in its fact
INSERT INTO t_odd.project_focus_area VALUES ('p', E'f;=\n"''<', 2020, 2025, E'a;b=c,"d''e\n<&>', 0.25);
UPDATE t_odd.project SET title = E'=1+1\n"''<&>;', starts_on = '-infinity', ends_on = 'infinity' WHERE project_id = 'q';
UPDATE t_odd.study_site SET opened_on = '-infinity';
UPDATE t_odd.study_inclusion SET reported_on = '-infinity';
CREATE TEMP TABLE records AS SELECT report_records(2023, 'NO', 'illustrative') AS r;
SELECT is((SELECT count(*) FROM records, validate_report(records_xml(r, 'indikatorrapport'))), 0::bigint, 'the report is valid');
SELECT lives_ok('SELECT records_json(r), records_csv(r), records_csv(r, true) FROM records', 'in every face');
SELECT is_empty($$SELECT q.* FROM records, unnest(r) AS q WHERE q.kind <> 'funn' AND q.content::text ~ '(NaN|[Ii]nfinity)'$$,
                'no number that is none in it, but where a finding tells of it');
SELECT is((SELECT (xpath('count(//*[local-name() = ''tall''])', records_xml(r, 'indikatorrapport')))[1]::text::numeric::bigint FROM records),
          (SELECT count(*) FROM records, unnest(r) AS q WHERE q.kind = 'tall'), 'XML has every figure');
SELECT is_empty($$
    SELECT f.indicator, f.measure, f.unit_level, f.institution_id, f.dimensions, f.value, e.value
    FROM (SELECT * FROM facts_of_indicator('focus_areas', 2023, 'illustrative', 'final') UNION ALL SELECT * FROM facts_of_indicator('targets', 2023, 'illustrative', 'final')) AS f
    CROSS JOIN LATERAL explain_fact(f.indicator, f.measure, f.year, f.unit_level, f.institution_id, f.dimensions, 'illustrative') AS e
    WHERE e.kind = 'result' AND e.value IS DISTINCT FROM f.value$$, 'explanations of what was odd end in the facts');
SELECT finish();
ROLLBACK;
