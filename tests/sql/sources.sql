-- The source contract: the built-in tables, a hospital's own views, row-level
-- security of the caller, institutions in their year.
\set QUIET on
SET client_min_messages = warning;
BEGIN;
\ir include/refusal.sql
SELECT plan(83);

SET LOCAL search_path TO research_indicators, research_indicators_internal, public;

-- The contract, as agreed -------------------------------------------------------------

CREATE TEMPORARY TABLE agreed (relation text, columns text, key text);
INSERT INTO agreed VALUES
    ('institution', 'institution_id orgnr name kind parent_id rhf_id country reporting valid_from valid_to successor_id', 'institution_id valid_from'),
    ('reporting_year', 'year closed_on', 'year'),
    ('delivery_statement', 'institution_id year stream state stated_on', 'institution_id year stream'),
    ('channel_level', 'kind channel_id year level', 'kind channel_id year'),
    ('publication', 'publication_id year form journal_id series_id publisher_id isbn doi status revised parent_form title', 'publication_id'),
    ('contribution', 'publication_id person_id role institution_id country verified', NULL),
    ('publication_approval', 'publication_id institution_id state decided_at', 'publication_id institution_id'),
    ('doctoral_degree', 'degree_id institution_id awarded_on share', 'degree_id institution_id'),
    ('external_funding', 'award_id institution_id year funder amount_nok basis', 'award_id institution_id year'),
    ('application', 'application_id call call_kind year institution_id scientific_group amount_sought amount_granted outcome involvement user_panel project_id', 'application_id'),
    ('project', 'project_id title institution_id programme kind starts_on ends_on concluded_on needs_source', 'project_id'),
    ('project_funding', 'project_id year funder amount_nok', 'project_id year funder'),
    ('project_report', 'project_id year sent_on delivered_on phase_reached involvement reason_code users users_trained researchers_trained', 'project_id year'),
    ('project_involvement', 'project_id year phase level degree user_type recruited_through channel', 'project_id year phase level degree user_type'),
    ('project_involvement_effect', 'project_id year changed', 'project_id year changed'),
    ('project_publication', 'project_id publication_id status', 'project_id publication_id'),
    ('project_hrcs', 'project_id dimension code percent', 'project_id dimension code'),
    ('project_focus_area', 'project_id framework first_year last_year focus_area share', 'project_id framework focus_area'),
    ('clinical_study', 'study_id project_id title kind initiator phase paediatric registered_on starts_on primary_completed_on completed_on date_precision completion_is_actual all_countries_completed phase1_everywhere certificate deferred_until status enrolled enrolled_is_actual outcome_direction unpublished_reason reason_source reason_on searched_until', 'study_id'),
    ('study_identifier', 'study_id identifier', 'study_id identifier'),
    ('study_site', 'study_id institution_id role applied_on planned_open_on opened_on first_patient_on closed_on target_patients', 'study_id institution_id'),
    ('study_inclusion', 'study_id institution_id year new_patients source reported_on', 'study_id institution_id year'),
    ('study_result', 'study_id kind type published_on date_precision doi source found_on', NULL),
    ('specialist_care_patients', 'institution_id year new_patients', 'institution_id year'),
    ('innovation', 'innovation_id institution_id project_id title kind status funding_mode registered_on adopted_from adopted_on', 'innovation_id'),
    ('innovation_phase', 'innovation_id phase entered_on', 'innovation_id phase'),
    ('innovation_benefit', 'innovation_id year kind stage value', 'innovation_id year kind stage'),
    ('external_series', 'series year institution_id value source', 'series year institution_id'),
    ('reference_figure', 'indicator measure year institution_id value source', 'indicator measure year institution_id'),
    ('resource_use', 'institution_id year kind expenditure_nok person_years total_expenditure_nok', 'institution_id year kind'),
    ('publication_identifier', 'publication_id kind identifier', 'publication_id kind identifier'),
    ('project_identifier', 'project_id kind identifier', 'project_id kind identifier');

SELECT set_eq($$SELECT relation, string_agg(column_name, ' ' ORDER BY n)
                FROM (SELECT *, row_number() OVER () AS n FROM describe_sources()) AS d GROUP BY relation$$,
              'SELECT relation, columns FROM agreed', 'describe_sources lists the relations and columns agreed');
SELECT results_eq($$SELECT string_agg(column_name, ',') FILTER (WHERE in_key), string_agg(refers_to, ',') FROM describe_sources() WHERE relation = 'study_site'$$,
                  $$VALUES ('study_id,institution_id', 'clinical_study,institution')$$, 'with keys and references');
SELECT is(needed_by, '{publications}'::text[], 'with the indicators that need it') FROM describe_sources() WHERE relation = 'contribution' AND column_name = 'role';
SELECT is_empty($$SELECT relation, column_name FROM describe_sources() WHERE required AND example IS NULL OR example <> ALL (codes)$$, 'with an example, a code where there are codes');
SELECT create_source_tables('t_example') \g /dev/null
CREATE FUNCTION pg_temp.insert_examples() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    row_of text;
BEGIN
    FOR row_of IN SELECT format('INSERT INTO t_example.%I (%s) VALUES (%s)', relation, string_agg(quote_ident(column_name), ', '), string_agg(quote_nullable(example), ', '))
                  FROM (SELECT *, row_number() OVER () AS n FROM research_indicators.describe_sources()) AS d GROUP BY relation ORDER BY min(n) LOOP
        EXECUTE row_of;
    END LOOP;
END
$$;
SELECT lives_ok('SELECT pg_temp.insert_examples()', 'the examples make rows of built-in tables');
SELECT is(count(*), 0::bigint, 'each with a meaning') FROM describe_sources() WHERE coalesce(description, '') = '';
SELECT is(count(*), 0::bigint, 'and a type of PostgreSQL''s own') FROM describe_sources()
WHERE to_regtype(data_type) IS NULL OR to_regtype(data_type)::oid >= 16384;

-- The built-in tables --------------------------------------------------------------------

SELECT lives_ok($$SELECT create_source_tables('t "odd" Schema')$$, 'create_source_tables makes a schema with any name');
CREATE SCHEMA t_src;
SELECT lives_ok($$SELECT create_source_tables('t_src')$$, 'and uses one that exists');

SELECT set_eq(
    format($$SELECT c.relname::text, a.attname::text, format_type(a.atttypid, a.atttypmod), a.attnotnull, col_description(c.oid, a.attnum)
      FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0
      WHERE c.relnamespace = %L::regnamespace AND c.relkind = 'r'$$, quote_ident(s)),
    'SELECT relation, column_name, data_type, required, description FROM describe_sources()',
    format('%I: columns, types, NOT NULL and comments are those of describe_sources', s))
FROM unnest('{"t_src","t \"odd\" Schema"}'::text[]) AS s;
SELECT set_eq(
    $$SELECT c.relname::text, (SELECT string_agg(a.attname, ' ' ORDER BY k.n)
                               FROM pg_constraint AS p, unnest(p.conkey) WITH ORDINALITY AS k(attnum, n)
                               JOIN pg_attribute AS a ON a.attnum = k.attnum
                               WHERE p.conrelid = c.oid AND p.contype = 'p' AND a.attrelid = c.oid)
      FROM pg_class AS c WHERE c.relnamespace = 't_src'::regnamespace AND c.relkind = 'r'$$,
    'SELECT relation, key FROM agreed', 'natural keys; study_result and contribution have none');
SELECT is(count(*), 0::bigint, 'every table has a comment')
FROM pg_class AS c WHERE c.relnamespace = 't_src'::regnamespace AND c.relkind = 'r' AND obj_description(c.oid, 'pg_class') IS NULL;
SELECT set_eq(
    $$SELECT c.relname::text, a.attname::text
      FROM pg_constraint AS k JOIN pg_class AS c ON c.oid = k.conrelid
      JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = k.conkey[1]
      WHERE c.relnamespace = 't_src'::regnamespace AND k.contype = 'c' AND cardinality(k.conkey) = 1$$,
    'SELECT relation, column_name FROM describe_sources() WHERE codes IS NOT NULL',
    'every code list is a check');
SELECT set_eq(
    $$SELECT c.relname::text, a.attname::text, k.confrelid::regclass::text
      FROM pg_constraint AS k JOIN pg_class AS c ON c.oid = k.conrelid
      JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = k.conkey[1]
      WHERE c.relnamespace = 't_src'::regnamespace AND k.contype = 'f'$$,
    $$SELECT relation, column_name, 't_src.' || referenced_relation FROM source_reference$$,
    'every reference of the contract is a foreign key');
SELECT set_has($$SELECT relation, column_name, referenced_relation FROM source_reference$$,
    $$VALUES ('contribution', 'publication_id', 'publication'), ('publication_approval', 'publication_id', 'publication'),
             ('study_site', 'study_id', 'clinical_study'), ('study_result', 'study_id', 'clinical_study'),
             ('study_inclusion', 'study_id', 'clinical_study'), ('project_report', 'project_id', 'project'),
             ('project_funding', 'project_id', 'project'), ('innovation_phase', 'innovation_id', 'innovation')$$,
    'contributions, approvals, sites, results, reports and phases refer to what they belong to');

SELECT lives_ok($$INSERT INTO t_src.institution (institution_id, kind) VALUES ('a', 'hf')$$, 'an institution needs an id and a kind');
SELECT results_eq('SELECT reporting, valid_from FROM t_src.institution', $$VALUES (false, '-infinity'::date)$$, 'the rest has defaults');
SELECT lives_ok($$INSERT INTO t_src.publication (publication_id) VALUES ('p')$$, 'a publication needs an id');
SELECT lives_ok($$INSERT INTO t_src.specialist_care_patients VALUES ('NO', 2022, 1)$$, 'the nation may stand where no foreign key is');
SELECT throws_ok(statement, wanted, NULL, wanted || ': ' || what)
FROM (VALUES
    (1, $$INSERT INTO t_src.institution (institution_id, kind) VALUES ('b', 'hospital')$$, '23514', 'a kind that is none'),
    (2, $$INSERT INTO t_src.institution (institution_id) VALUES ('b')$$, '23502', 'no kind'),
    (3, $$INSERT INTO t_src.institution (institution_id, kind) VALUES ('a', 'hf')$$, '23505', 'the same period again'),
    (4, $$INSERT INTO t_src.channel_level VALUES ('journal', 'j', 2022, '3')$$, '23514', 'a level that is none'),
    (5, $$INSERT INTO t_src.publication (publication_id, form) VALUES ('q', 'poem')$$, '23514', 'a form that is none'),
    (6, $$INSERT INTO t_src.publication (publication_id) VALUES ('p')$$, '23505', 'the same publication again'),
    (7, $$INSERT INTO t_src.contribution (publication_id, person_id, role) VALUES ('q', 'a', 'creator')$$, '23503', 'a contribution to nothing'),
    (8, $$INSERT INTO t_src.contribution (publication_id, role) VALUES ('p', 'creator')$$, '23502', 'nobody''s contribution'),
    (9, $$INSERT INTO t_src.publication_approval VALUES ('p', 'a', 'maybe')$$, '23514', 'a state that is none'),
    (10, $$INSERT INTO t_src.external_funding VALUES ('a', 'a', 2022, 'NIH', 1, 'awarded')$$, '23514', 'a funder that is none'),
    (11, $$INSERT INTO t_src.study_result (study_id, kind) VALUES ('s', 'publication')$$, '23503', 'a result of no study'),
    (12, $$SELECT research_indicators.create_source_tables('t_src')$$, '42P07', 'tables that exist are never replaced'))
    AS bad(n, statement, wanted, what)
ORDER BY bad.n;
SELECT lives_ok($$INSERT INTO t_src.contribution (publication_id, person_id, role) VALUES ('p', 'a', 'creator'), ('p', 'a', 'creator')$$,
                'a contribution may stand there twice');
SELECT is(count(*), 0::bigint, 'no source table belongs to the extension')
FROM pg_depend AS d JOIN pg_class AS c ON c.oid = d.objid AND d.classid = 'pg_class'::regclass
WHERE c.relnamespace IN ('t_src'::regnamespace, 'esystems'::regnamespace) AND d.deptype = 'e';
SELECT is(count(*), 0::bigint, 'nor depends on it')
FROM pg_depend AS d JOIN pg_class AS c ON c.oid = d.objid AND d.classid = 'pg_class'::regclass
WHERE c.relnamespace = 't_src'::regnamespace
  AND (d.refclassid, d.refobjid) IN (SELECT m.classid, m.objid FROM pg_depend AS m JOIN pg_extension AS e ON e.oid = m.refobjid
                                     WHERE m.deptype = 'e' AND m.refclassid = 'pg_extension'::regclass AND e.extname = 'research_indicators');

-- The setting ------------------------------------------------------------------------------

SELECT is(source_schema(), 'esystems', 'the source schema is esystems unless set');
SET LOCAL research_indicators.source_schema = 't "odd" Schema';
SELECT is(source_schema(), 't "odd" Schema', 'the setting names another');
SELECT lives_ok('SELECT * FROM publication_points(2022)', 'which the readers follow, whatever its name');
SELECT lives_ok('SELECT * FROM research_points(2022)', 'all of them');
SET LOCAL research_indicators.source_schema = 't_none';
SELECT pg_temp.refuses($$SELECT research_indicators_internal.require_source('institution')$$, 'RI020', '"t_none.institution"', 'a missing schema');
SELECT pg_temp.refuses('SELECT * FROM research_indicators.institutions_at(2022)', 'RI020', 't_none.institution', 'readers say so before they read');
SET LOCAL research_indicators.source_schema = 't_src';
SELECT lives_ok($$SELECT require_source('institution', 'publication', 'study_result')$$, 'relations that are there');
SELECT lives_ok($$SELECT require_source(VARIADIC array_agg(relation)) FROM agreed$$, 'all of them are');
DROP TABLE t_src.publication_approval, t_src.study_inclusion;
SELECT pg_temp.refuses('SELECT * FROM research_indicators.publication_points(2022)', 'RI020', 't_src.publication_approval', 'a missing relation');
CREATE INDEX study_inclusion ON t_src.institution (kind);
SELECT pg_temp.refuses($$SELECT research_indicators_internal.require_source('institution', 'study_inclusion')$$, 'RI020', 't_src.study_inclusion',
                       'an index of that name is no relation');
CREATE TABLE t_src.publication_approval (publication_id text, institution_id text, more text);
SELECT pg_temp.refuses('SELECT * FROM research_indicators.publication_points(2022)', 'RI021', 'state, decided_at', 'missing columns are named');
SELECT pg_temp.refuses($$SELECT research_indicators_internal.require_source('publication_approval')$$, 'RI021', 't_src.publication_approval', 'with their relation');
DROP TABLE t_src.publication_approval;
CREATE VIEW t_src.publication_approval AS
SELECT publication_id, NULL::text AS institution_id, 'pending' AS state, NULL::timestamptz AS decided_at, 'x' AS more FROM t_src.publication WHERE false;
SELECT lives_ok('SELECT * FROM publication_points(2022)', 'a view will do, further columns are nobody''s business');

-- A hospital's own tables behind views ----------------------------------------------------
-- Other names, other types, other codes: the agreed relations are views.

CREATE SCHEMA t_hospital;
CREATE TABLE t_hospital.enhet (enhet_nr int, overordnet_nr int, navn text, orgnr text, type text);
CREATE TABLE t_hospital.artikkel (lopenr bigint, aar int, tidsskrift text, nivaa int, godkjent char(1));
CREATE TABLE t_hospital.forfatter (artikkel_lopenr bigint, rekkefolge int, enhet_nr int, land char(2));
INSERT INTO t_hospital.enhet VALUES (1, NULL, 'Sykehuset (oppdiktet)', NULL, 'HF'), (2, 1, 'Avdeling (oppdiktet)', NULL, 'AVD');
INSERT INTO t_hospital.artikkel VALUES (10, 2022, 'Tidsskrift A', 1, 'J'), (9, 2022, 'Tidsskrift B', 2, 'J'), (8, 2022, 'Tidsskrift A', 1, 'N');
INSERT INTO t_hospital.forfatter VALUES (10, 1, 2, 'NO'), (10, 2, NULL, NULL), (9, 1, 1, 'NO'), (9, 2, NULL, 'SE'), (8, 1, 1, 'NO');
CREATE SCHEMA t_view;
CREATE VIEW t_view.institution WITH (security_invoker = true) AS
SELECT enhet_nr AS institution_id, orgnr, navn AS name, CASE type WHEN 'HF' THEN 'hf' ELSE 'unit' END AS kind,
       overordnet_nr AS parent_id, NULL::int AS rhf_id, 'NO' AS country, type = 'HF' AS reporting,
       NULL::date AS valid_from, NULL::date AS valid_to, NULL::int AS successor_id
FROM t_hospital.enhet;
CREATE VIEW t_view.channel_level WITH (security_invoker = true) AS
SELECT DISTINCT 'journal' AS kind, tidsskrift AS channel_id, aar AS year, nivaa::text AS level FROM t_hospital.artikkel;
CREATE VIEW t_view.publication WITH (security_invoker = true) AS
SELECT lopenr AS publication_id, aar AS year, 'article' AS form, tidsskrift AS journal_id, NULL::text AS series_id,
       NULL::text AS publisher_id, NULL::text AS isbn, NULL::text AS doi,
       CASE godkjent WHEN 'J' THEN 'published' ELSE 'draft' END AS status, false AS revised,
       NULL::text AS parent_form, NULL::text AS title
FROM t_hospital.artikkel;
CREATE VIEW t_view.contribution WITH (security_invoker = true) AS
SELECT artikkel_lopenr AS publication_id, rekkefolge AS person_id, 'creator' AS role, enhet_nr AS institution_id,
       land AS country, enhet_nr IS NOT NULL AS verified
FROM t_hospital.forfatter;
CREATE VIEW t_view.publication_approval WITH (security_invoker = true) AS
SELECT NULL::bigint AS publication_id, NULL::int AS institution_id, NULL::text AS state, NULL::timestamptz AS decided_at WHERE false;
SET LOCAL research_indicators.source_schema = 't_view';
SELECT results_eq(
    'SELECT publication_id, institution_id, level, shares, total_shares, international, points, countable, reason FROM publication_points(2022)',
    $$VALUES ('8', '1', '1', 1, 1, false, 0.0000, false, 'not_published'),
             ('9', '1', '2', 1, 2, true, 2.7577, true, NULL),
             ('10', '1', '1', 1, 2, false, 0.7071, true, NULL)$$,
    'renamed columns, numbers as ids, codes of their own: the same rule');
SELECT results_eq('SELECT institution_id, top_id, name, reporting, problem FROM institutions_at(2022)',
                  $$VALUES ('1', '1', 'Sykehuset (oppdiktet)', true, NULL::text), ('2', '1', 'Sykehuset (oppdiktet)', true, NULL)$$,
                  'institutions too; no valid_from means always');

-- Row-level security of the caller -----------------------------------------------------------

SET LOCAL research_indicators.source_schema = 'esystems';
CREATE TEMPORARY TABLE everything AS SELECT * FROM publication_points(2022);
CREATE ROLE t_analyst;
GRANT USAGE ON SCHEMA research_indicators, research_indicators_internal, esystems, public TO t_analyst;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA research_indicators, research_indicators_internal TO t_analyst;
GRANT SELECT ON ALL TABLES IN SCHEMA research_indicators, research_indicators_internal, esystems TO t_analyst;
GRANT SELECT ON everything TO t_analyst;
SET LOCAL ROLE t_analyst;
SELECT is(count(*), 0::bigint, 'without a policy another role computes the same')
FROM (SELECT * FROM publication_points(2022) EXCEPT ALL TABLE everything) AS x;
RESET ROLE;
ALTER TABLE esystems.publication ENABLE ROW LEVEL SECURITY;
CREATE POLICY t_some ON esystems.publication FOR SELECT TO t_analyst USING (publication_id LIKE '%7');
SET LOCAL ROLE t_analyst;
SELECT is(count(*), 0::bigint, 'with one it sees its publications only')
FROM (SELECT * FROM publication_points(2022)
      EXCEPT ALL SELECT * FROM everything WHERE publication_id LIKE '%7') AS x;
SELECT is(count(*), (SELECT count(*) FROM everything WHERE publication_id LIKE '%7'), 'all of them')
FROM publication_points(2022);
SELECT is((SELECT sum(publications) FROM research_points(2022)),
          (SELECT sum(points) FROM everything WHERE publication_id LIKE '%7' AND countable), 'and so do research points');
RESET ROLE;
SELECT is((SELECT count(*) FROM publication_points(2022)), (SELECT count(*) FROM everything), 'the owner sees everything');
REVOKE SELECT ON esystems.contribution FROM t_analyst;
SET LOCAL ROLE t_analyst;
SELECT throws_ok('SELECT * FROM publication_points(2022)', '42501', NULL, 'who may not read contributions may not compute');
RESET ROLE;
ALTER TABLE esystems.publication DISABLE ROW LEVEL SECURITY;

-- Institutions in their year --------------------------------------------------------------------

SELECT create_source_tables('t_inst') \g /dev/null
SET LOCAL research_indicators.source_schema = 't_inst';
INSERT INTO t_inst.institution (institution_id, orgnr, name, kind, parent_id, rhf_id, country, reporting, valid_from, valid_to, successor_id) VALUES
    ('r', NULL, 'R', 'rhf', NULL, 'r', 'NO', true, '-infinity', NULL, NULL),
    ('h', NULL, 'H before', 'hf', NULL, 'r', 'NO', true, '-infinity', '2021-12-31', NULL),
    ('h', NULL, 'H after', 'hf', NULL, 'r', 'NO', true, '2022-01-01', NULL, NULL),
    ('h-a', NULL, 'A', 'unit', 'h', NULL, NULL, false, '-infinity', NULL, NULL),
    ('h-a-1', NULL, 'A1', 'unit', 'h-a', NULL, 'SE', false, '-infinity', NULL, NULL),
    ('old', NULL, 'Old', 'hf', NULL, 'r', 'NO', true, '-infinity', '2021-06-30', 'h'),
    ('gone', NULL, 'Gone', 'hf', NULL, 'r', 'NO', true, '-infinity', '2021-06-30', NULL),
    ('new', NULL, 'New', 'hf', NULL, 'r', 'NO', true, '2023-01-01', NULL, NULL),
    ('u', NULL, 'U', 'university', NULL, 'r', 'NO', true, '-infinity', NULL, NULL),
    ('x', NULL, 'X', 'unit', 'nobody', NULL, 'NO', true, '-infinity', NULL, NULL),
    ('c1', NULL, 'C1', 'unit', 'c2', NULL, 'NO', true, '-infinity', NULL, NULL),
    ('c2', NULL, 'C2', 'unit', 'c1', NULL, 'NO', true, '-infinity', NULL, NULL),
    ('c3', NULL, 'C3', 'unit', 'c1', NULL, 'NO', true, '-infinity', NULL, NULL);
SELECT results_eq(
    'SELECT institution_id, top_id, name, country, reporting, problem, region_id FROM institutions_at(2022)',
    $$VALUES ('c1', 'c1', 'C1', 'NO', false, 'institution_cycle', NULL::text),
             ('c2', 'c2', 'C2', 'NO', false, 'institution_cycle', NULL),
             ('c3', 'c3', 'C3', 'NO', false, 'institution_cycle', NULL),
             ('gone', 'gone', 'Gone', 'NO', false, 'institution_not_valid', 'r'),
             ('h', 'h', 'H after', 'NO', true, NULL, 'r'),
             ('h-a', 'h', 'H after', 'NO', true, NULL, 'r'),
             ('h-a-1', 'h', 'H after', 'SE', true, NULL, 'r'),
             ('old', 'h', 'H after', 'NO', true, NULL, 'r'),
             ('r', 'r', 'R', 'NO', true, NULL, 'r'),
             ('u', 'u', 'U', 'NO', true, NULL, NULL),
             ('x', 'x', 'X', 'NO', true, 'institution_dangling_parent', NULL)$$,
    'every id with its top level as valid on 31 December, and what is doubtful');
SELECT results_eq($$SELECT institution_id, top_id, name FROM institutions_at(2020) WHERE institution_id IN ('h', 'old', 'gone', 'new')$$,
                  $$VALUES ('gone', 'gone', 'Gone'), ('h', 'h', 'H before'), ('old', 'old', 'Old')$$,
                  'an earlier year has the earlier names, and what was there');
SELECT is((SELECT top_id FROM institutions_at(2023) WHERE institution_id = 'new'), 'new', 'who begins later is there later');
SELECT is((SELECT count(*) FROM institutions_at(NULL)), 0::bigint, 'no year, no institution');
SELECT is(count(*), (SELECT count(DISTINCT institution_id) FROM t_inst.institution), 'one row per id')
FROM institutions_at(2023);

-- A schema made before: what a later release adds to the contract is not there -----------------

SET LOCAL research_indicators.source_schema = 'esystems';
SELECT is((SELECT count(*) FROM source_column WHERE optional) + (SELECT count(*) FROM source_relation WHERE optional AND relation NOT IN ('resource_use', 'delivery_statement', 'publication_identifier', 'project_identifier')), 0::bigint,
          'what the contract began with is not optional');
CREATE TEMPORARY TABLE earlier AS
SELECT (SELECT array_agg(d::text) FROM source_digests() AS d) AS digests, (SELECT array_agg(f::text) FROM check_contract(2023) AS f) AS findings,
       (SELECT array_agg(p::text) FROM research_points(2023) AS p) AS points;
INSERT INTO source_column (relation, ordinal, column_name, data_type, required, optional, description) VALUES
    ('doctoral_degree', 5, 'faculty code', 'text', false, true, 'of a later release'),
    ('doctoral_degree', 6, 'defended_on', 'date', false, true, 'of a later release');
SELECT lives_ok($$SELECT require_source('doctoral_degree')$$, 'an optional column is not required');
SELECT ok(has_source('doctoral_degree'), 'without it the relation is there');
SELECT is((SELECT array_agg(f::text) FROM check_contract(2023) AS f), (SELECT findings FROM earlier), 'and it is no finding');
SELECT is((SELECT array_agg(d::text) FROM source_digests() AS d), (SELECT digests FROM earlier), 'digests are as before');
SELECT is((SELECT array_agg(p::text) FROM research_points(2023) AS p), (SELECT points FROM earlier), 'so are the figures');
SELECT throws_ok($$INSERT INTO source_column (relation, ordinal, column_name, data_type, required, optional, description)
                   VALUES ('doctoral_degree', 7, 'x', 'text', true, true, 'both')$$, '23514', NULL, 'a column is required or optional, not both');
-- any reader: the columns of an odd view, and a self-join
CREATE FUNCTION pg_temp.read(OUT degrees bigint, OUT faculties text, OUT day_type regtype) LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE research_indicators_internal.source_query($q$
        SELECT count(*), string_agg(DISTINCT d."faculty code", ','), pg_typeof(min(e.defended_on))
        FROM %1$I.doctoral_degree AS d JOIN %1$I.doctoral_degree AS e USING (degree_id, institution_id)
        JOIN %1$I.institution AS i ON i.institution_id = d.institution_id AND %2$L = 'literal' AND 100 %% 7 = 2
    $q$, 'literal') INTO degrees, faculties, day_type;
END
$$;
SELECT results_eq('SELECT * FROM pg_temp.read()', $$SELECT count(*), NULL::text, 'date'::regtype FROM esystems.doctoral_degree$$,
                  'what is missing reads as NULL of its type');
ALTER TABLE esystems.doctoral_degree ADD "faculty code" text DEFAULT 'medicine';
SELECT results_eq('SELECT faculties, day_type FROM pg_temp.read()', $$VALUES ('medicine', 'date'::regtype)$$, 'what is there is read');
SELECT is(source_query('SELECT FROM %I.institution', 'x'), 'SELECT FROM esystems.institution', 'a relation that is whole is read as it is');
SELECT is((SELECT string_agg(column_name, ',' ORDER BY column_name) FROM describe_sources() WHERE optional), 'defended_on,faculty code', 'describe_sources says what is optional');
SELECT create_source_tables('t_later') \g /dev/null
SELECT results_eq($$SELECT attname::text COLLATE "default" FROM pg_attribute WHERE attrelid = 't_later.doctoral_degree'::regclass AND attnum > 4$$,
                  $$VALUES ('faculty code'), ('defended_on')$$, 'tables made now have it');
ALTER TABLE esystems.doctoral_degree DROP share;
SELECT throws_ok($$SELECT require_source('doctoral_degree')$$, 'RI021', NULL, 'a column that is not optional is still required');

-- the readers of a column that were not there
UPDATE source_column SET optional = true WHERE (relation, column_name) IN (('clinical_study', 'certificate'), ('project', 'programme'));
UPDATE esystems.clinical_study SET certificate = NULL;
UPDATE esystems.project SET programme = NULL;
CREATE TEMPORARY TABLE unknown AS
SELECT (SELECT array_agg(s::text ORDER BY s.study_id) FROM study_publication_status('2023-12-31', 'fdaaa') AS s) AS studies,
       (SELECT array_agg(h::text) FROM health_services_research('2023-12-31') AS h) AS projects;
ALTER TABLE esystems.clinical_study DROP certificate;
ALTER TABLE esystems.project DROP programme;
SELECT is((SELECT array_agg(s::text ORDER BY s.study_id) FROM study_publication_status('2023-12-31', 'fdaaa') AS s), (SELECT studies FROM unknown),
          'a study whose certificate is in no column is one of which it is not known');
SELECT is((SELECT array_agg(h::text) FROM health_services_research('2023-12-31') AS h), (SELECT projects FROM unknown), 'a project of no programme likewise');

-- a relation that a later release adds
INSERT INTO source_relation (relation, ordinal, description, key_columns, index_columns, optional)
VALUES ('t_visit', 999, 'of a later release', '{institution_id,year}', '{}', true);
INSERT INTO source_column (relation, ordinal, column_name, data_type, required, description) VALUES
    ('t_visit', 1, 'institution_id', 'text', true, 'institution'), ('t_visit', 2, 'year', 'integer', true, 'year');
SELECT results_eq($$SELECT severity, code, relation FROM check_contract(2023) AS f WHERE f.relation = 't_visit'$$,
                  $$VALUES ('notice', 'relation_missing', 't_visit')$$, 'a relation that a schema made before lacks is a notice');
INSERT INTO indicator (indicator, ordinal, family, relations, rows_function, text_nb, text_nn, text_en) VALUES ('t_visits', 999, 'hod', '{t_visit}', 'research_point_rows', 'Besøk', 'Besøk', 'Visits');
SELECT is_empty($$SELECT * FROM indicator_facts(2023) WHERE indicator = 't_visits'$$, 'its room is left out');
CREATE TABLE esystems.t_visit (institution_id text NOT NULL, year integer NOT NULL, PRIMARY KEY (institution_id, year));
SELECT is_empty($$SELECT * FROM check_contract(2023) AS f WHERE f.relation = 't_visit'$$, 'when it is there nothing is missing');
DROP TABLE esystems.reference_figure;
SELECT results_eq($$SELECT severity FROM check_contract(2023) AS f WHERE f.relation = 'reference_figure'$$, $$VALUES ('warning')$$,
                  'a relation that the contract began with is still missed');

-- DROP EXTENSION ------------------------------------------------------------------------------

SET LOCAL search_path TO public;
SELECT count(*) AS institutions FROM esystems.institution \gset
SELECT lives_ok('DROP EXTENSION research_indicators', 'the extension can be dropped beside its source tables');
SELECT is((SELECT count(*) FROM esystems.institution), (:institutions)::bigint, 'which stay, rows and all');
SELECT lives_ok($$INSERT INTO t_inst.institution (institution_id, kind) VALUES ('later', 'hf')$$, 'and can be used');

SELECT * FROM finish();
ROLLBACK;
