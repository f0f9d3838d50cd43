-- A schema held against the contract, all at once: each code with data that
-- provokes it, and none from clean data.
SET client_min_messages = warning;
BEGIN;
SELECT plan(29);
SET LOCAL search_path = research_indicators, public;

SELECT create_source_tables('t_clean') \g /dev/null
SELECT is_empty($$SELECT * FROM check_contract('t_clean')$$, 'empty tables of our making are clean');
INSERT INTO t_clean.institution (institution_id, kind, rhf_id, country, reporting) VALUES ('r', 'rhf', 'r', 'NO', true), ('h', 'hf', 'r', 'NO', true);
INSERT INTO t_clean.reporting_year VALUES (2023, NULL);
INSERT INTO t_clean.publication (publication_id, year, form, status) VALUES ('p1', 2023, 'article', 'published'), ('p2', 2023, 'article', 'published'), ('p3', 2023, 'review', 'published');
INSERT INTO t_clean.contribution VALUES ('p1', 'a', 'creator', 'h', 'NO', true);
INSERT INTO t_clean.doctoral_degree VALUES ('d1', 'h', '2023-05-05', 1), ('d2', 'h', '2023-05-06', 1), ('d3', 'h', '2023-05-07', 1), ('d4', 'h', '2023-05-08', 1);
INSERT INTO t_clean.reference_figure VALUES ('doctorates', 'degrees', 2023, 'NO', 4, 'made');
SELECT is_empty($$SELECT * FROM check_contract('t_clean')$$, 'clean rows too');

-- views of the same rows
CREATE SCHEMA t_view;
SELECT format('CREATE VIEW t_view.%I WITH (security_invoker = true) AS TABLE t_clean.%1$I', relation) FROM source_relation \gexec
SELECT is_empty($$SELECT * FROM check_contract('t_view')$$, 'so are views of them');
SET LOCAL research_indicators.source_schema = 't_view';
SELECT is_empty($$SELECT * FROM check_contract()$$, 'without a name the source schema is meant');
SELECT is_empty($$SELECT * FROM check_sources(2023) WHERE code IN ('type_wrong', 'right_missing', 'read_fails', 'value_missing', 'reference_missing', 'nothing_mapped', 'check_failed')$$,
                'check_sources finds nothing there either');

-- What check_contract says of a changed view of doctoral_degree.
CREATE FUNCTION pg_temp.of_view(view text, OUT severity text, OUT code text, OUT column_name text, OUT rows bigint, OUT examples text[])
RETURNS SETOF record LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE 'DROP VIEW t_view.doctoral_degree';
    EXECUTE 'CREATE VIEW t_view.doctoral_degree WITH (security_invoker = true) AS ' || view;
    RETURN QUERY SELECT c.severity, c.code, c.column_name, c.rows, c.examples FROM research_indicators.check_contract('t_view') AS c
                 WHERE c.relation = 'doctoral_degree' AND c.hint <> '' AND c.message <> c.code;
END
$$;
SELECT results_eq($$SELECT * FROM pg_temp.of_view('SELECT degree_id, institution_id, share FROM t_clean.doctoral_degree')$$,
                  $$VALUES ('error', 'column_missing', 'awarded_on', NULL::bigint, NULL::text[])$$, 'a missing column');
SELECT results_eq($$SELECT * FROM pg_temp.of_view('SELECT degree_id, institution_id, awarded_on::text, share FROM t_clean.doctoral_degree')$$,
                  $$VALUES ('error', 'type_wrong', 'awarded_on', NULL::bigint, NULL::text[])$$, 'a wrong type');
SELECT results_eq($$SELECT * FROM pg_temp.of_view('SELECT degree_id, institution_id, awarded_on, share FROM t_clean.doctoral_degree CROSS JOIN generate_series(1, 2)')$$,
                  $$VALUES ('error', 'key_repeats', 'degree_id, institution_id', 8::bigint, '{d1;h,d2;h,d3;h}'::text[])$$, 'a key that repeats: all rows, three keys');
SELECT results_eq($$SELECT * FROM pg_temp.of_view('SELECT nullif(degree_id, ''d2'') AS degree_id, institution_id, awarded_on, share FROM t_clean.doctoral_degree')$$,
                  $$VALUES ('error', 'value_missing', 'degree_id', 1::bigint, '{h}'::text[])$$, 'a required value that is missing');
SELECT results_eq($$SELECT * FROM pg_temp.of_view('SELECT degree_id, CASE degree_id WHEN ''d4'' THEN ''gone'' ELSE institution_id END AS institution_id, awarded_on, share FROM t_clean.doctoral_degree')$$,
                  $$VALUES ('error', 'reference_missing', 'institution_id', 1::bigint, '{d4;gone}'::text[])$$, 'an institution that is not there');
SELECT results_eq($$SELECT * FROM pg_temp.of_view('SELECT degree_id, institution_id, awarded_on, (CASE degree_id WHEN ''d3'' THEN ''1,5'' ELSE ''1'' END)::numeric AS share FROM t_clean.doctoral_degree')$$,
                  $$VALUES ('error', 'read_fails', 'share', NULL::bigint, '{d3;h}'::text[])$$, 'a view that fails: which column of which row');
SELECT matches((SELECT message FROM check_contract('t_view') WHERE code = 'read_fails'), 'share.*d3;h.*1,5', 'and of what it fails');
SELECT set_eq($$SELECT code, relation FROM check_sources(2023) WHERE code IN ('read_fails', 'check_failed')$$, $$VALUES ('read_fails', 'doctoral_degree')$$,
              'check_sources says so too');
SELECT results_eq($$SELECT * FROM pg_temp.of_view('SELECT degree_id, institution_id, awarded_on, (CASE degree_id WHEN ''d3'' THEN ''ola.nordmann@example.no'' ELSE ''1'' END)::numeric AS share FROM t_clean.doctoral_degree')$$,
                  $$VALUES ('error', 'read_fails', 'share', NULL::bigint, '{d3;h}'::text[])$$, 'a view that fails of an address');
SELECT is((SELECT count(*) FROM check_contract('t_view') AS c WHERE c::text LIKE '%nordmann%'), 0::bigint, 'which is not repeated');
SELECT set_eq($$SELECT code, column_name FROM pg_temp.of_view('SELECT (10 / (CASE degree_id WHEN ''d2'' THEN 0 ELSE 1 END))::text AS degree_id, institution_id, awarded_on, share FROM t_clean.doctoral_degree')$$,
              $$VALUES ('read_fails', 'degree_id')$$, 'a key that fails: which column');
SELECT set_eq($$SELECT code, relation, key FROM check_sources(2023) WHERE code IN ('read_fails', 'check_failed')$$,
              $$VALUES ('read_fails', 'doctoral_degree', 'degree_id'), ('check_failed', NULL, 'check_personal_data_of_year')$$, 'and check_sources says what it could not check');
DROP VIEW t_view.doctoral_degree;
CREATE VIEW t_view.doctoral_degree WITH (security_invoker = true) AS TABLE t_clean.doctoral_degree;

DROP VIEW t_view.publication;
CREATE VIEW t_view.publication AS SELECT publication_id, year, CASE form WHEN 'article' THEN 'ARTIKKEL' ELSE form END AS form, journal_id, series_id, publisher_id, isbn, doi,
    status, revised, parent_form, title FROM t_clean.publication WHERE publication_id <> 'p1';
SELECT results_eq($$SELECT severity, code, relation, column_name, rows, examples FROM check_contract('t_view')$$,
                  $$VALUES ('warning', 'view_without_security_invoker', 'publication', NULL, NULL::bigint, NULL::text[]),
                           ('error', 'unknown_code', 'publication', 'form', 1, '{p2}'), ('error', 'reference_missing', 'contribution', 'publication_id', 1, '{p1;a}')$$,
                  'a plain view, a code that is none, and a contribution of no publication, in one result');
SELECT results_eq($$SELECT code, relation FROM check_sources(2023) WHERE code = 'reference_missing'$$, $$VALUES ('reference_missing', 'contribution')$$, 'check_sources names it too');
ALTER TABLE t_clean.publication ENABLE ROW LEVEL SECURITY;
SELECT results_eq($$SELECT severity FROM check_contract('t_view') WHERE code = 'view_without_security_invoker' AND message LIKE '%t_clean.publication%'$$, $$VALUES ('error')$$,
                  'over row-level security a plain view is an error');
ALTER TABLE t_clean.publication DISABLE ROW LEVEL SECURITY;

DROP VIEW t_view.innovation_phase;
SELECT results_eq($$SELECT severity, code FROM check_contract('t_view') WHERE relation = 'innovation_phase'$$, $$VALUES ('warning', 'relation_missing')$$, 'a missing relation');

-- Nothing there, no right
CREATE SCHEMA t_empty;
SELECT results_eq($$SELECT code, message FROM check_contract('t_empty') LIMIT 1$$,
                  $$VALUES ('nothing_mapped', 'schema "t_empty" holds none of the source relations')$$, 'nothing mapped: the schema that was searched');
SELECT results_eq($$SELECT code, message FROM check_contract('t_nowhere', 'nb') LIMIT 1$$,
                  $$VALUES ('nothing_mapped', 'Skjemaet «t_nowhere» finnes ikke.')$$, 'no schema, in Norwegian');
SELECT is((SELECT count(*) FROM check_contract('t_nowhere')), 1 + (SELECT count(*) FROM source_relation), 'with all that is to be made');
CREATE ROLE t_reader;
SELECT grant_access('t_reader', 'analyst') \g /dev/null
SET LOCAL ROLE t_reader;
SELECT results_eq($$SELECT code, relation FROM check_contract('t_view')$$, $$VALUES ('nothing_mapped', NULL)$$, 'a schema that may not be used: one finding');
SELECT results_eq($$SELECT code, relation FROM check_sources(2023)$$, $$VALUES ('nothing_mapped', NULL)$$, 'from check_sources too');
RESET ROLE;
GRANT USAGE ON SCHEMA t_view, t_clean TO t_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA t_view, t_clean TO t_reader;
REVOKE SELECT ON t_clean.reporting_year FROM t_reader;
SET LOCAL ROLE t_reader;
SELECT results_eq($$SELECT code, message FROM check_contract('t_view') WHERE relation = 'reporting_year'$$,
                  $$VALUES ('right_missing', 'source relation "reporting_year" may not be read: permission denied for table reporting_year')$$, 'a table below that may not be read');
SELECT ok(EXISTS (SELECT FROM check_sources(2023) WHERE code = 'right_missing' AND relation = 'reporting_year'), 'which check_sources survives');
RESET ROLE;
SELECT throws_ok($$SELECT * FROM check_contract('t_view', 'sv')$$, 'RI013', NULL, 'a language that is none is refused');

SELECT * FROM finish();
ROLLBACK;
