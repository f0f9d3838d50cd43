-- What holds the tables of rules together without foreign keys, so that a restore
-- may load them in any order: names of sets, their rows, inheritance.
\set QUIET on
SET client_min_messages = warning;
BEGIN;
\ir include/refusal.sql
SELECT plan(38);
SET LOCAL search_path TO research_indicators, research_indicators_internal, public;

-- pg_restore --jobs loads the dumped tables side by side, as dumps have no order for them
SELECT is_empty($$
    SELECT k.conname FROM pg_constraint AS k
    JOIN pg_extension AS e ON e.extname = 'research_indicators'
    WHERE k.contype = 'f' AND k.conrelid = ANY (e.extconfig) AND k.confrelid = ANY (e.extconfig)$$,
    'no foreign key between tables that are dumped');
SELECT is_empty('SELECT * FROM rows_without_rule_set()', 'every shipped row has its set');

SELECT copy_rule_set('hod-2021', 't-parent', 'P') \g /dev/null
SELECT set_rule_parameter('t-parent', 'doctorate.points', '4', 'site', 'decision 1') \g /dev/null
SELECT copy_rule_set('nvi-2015', 't-nvi', 'N') \g /dev/null
INSERT INTO rule_set (rule_set, family, title, first_year, extends, nvi_rule_set) VALUES ('t-child', 'hod', 'C', 2021, 't-parent', 't-nvi');

-- A set refers to sets that exist ----------------------------------------------------

SELECT pg_temp.refuses($$INSERT INTO research_indicators.rule_set (rule_set, family, title, first_year, extends) VALUES ('t-x', 'hod', 'X', 2021, 't-none')$$,
                       'RI010', 't-none', 'a set that extends nothing');
SELECT pg_temp.refuses($$INSERT INTO research_indicators.rule_set (rule_set, family, title, first_year, nvi_rule_set) VALUES ('t-x', 'hod', 'X', 2021, 't-none')$$,
                       'RI010', 't-none', 'a set that uses nothing');
SELECT pg_temp.refuses($$UPDATE research_indicators.rule_set SET extends = 't-none' WHERE rule_set = 't-child'$$, 'RI010', 't-none', 'nor later');
SELECT lives_ok($$INSERT INTO rule_set (rule_set, family, title, first_year, extends) VALUES
                  ('t-first', 'hod', 'F', 2021, 't-second'), ('t-second', 'hod', 'S', 2021, 't-parent')$$,
                'the rows of one statement may come in any order');
SELECT is(rule_parameter_value('t-first', 'doctorate.points'), '4', 'and inherit');
SELECT pg_temp.refuses($$INSERT INTO research_indicators.rule_set (rule_set, family, title, first_year, extends)
                         VALUES ('t-y', 'hod', 'Y', 2021, 't-z'), ('t-z', 'hod', 'Z', 2021, 't-y')$$,
                       'RI034', 't-y', 'two new sets that extend each other');
SELECT pg_temp.refuses($$INSERT INTO research_indicators.rule_set (rule_set, family, title, first_year, extends)
                         VALUES ('t-y', 'hod', 'Y', 2021, 't-z'), ('t-z', 'nvi', 'Z', 2021, NULL)$$,
                       'RI034', 't-y', 'a new one that extends a new one of the other family');
SELECT pg_temp.refuses($$UPDATE research_indicators.rule_set SET family = 'nvi', nvi_rule_set = NULL WHERE rule_set = 't-parent'$$,
                       'RI034', 't-parent', 'a set that others extend keeps its family');
SELECT pg_temp.refuses($$UPDATE research_indicators.rule_set SET family = 'hod' WHERE rule_set = 't-nvi'$$,
                       'RI034', 't-nvi', 'so does one that is used as an NVI set');

-- Deleting and renaming --------------------------------------------------------------

SELECT pg_temp.refuses($$DELETE FROM research_indicators.rule_set WHERE rule_set = 't-parent'$$, 'RI084', 't-child', 'a set that others extend stays');
SELECT pg_temp.refuses($$DELETE FROM research_indicators.rule_set WHERE rule_set = 't-nvi'$$, 'RI084', 't-child', 'and one that others use');
SELECT pg_temp.refuses($$UPDATE research_indicators.rule_set SET rule_set = 't-other' WHERE rule_set = 't-parent'$$, 'RI084', 't-child', 'under its name');
SELECT is(rule_parameter_value('t-child', 'doctorate.points'), '4', 'nothing was lost by trying');
SELECT lives_ok($$DELETE FROM rule_set WHERE rule_set IN ('t-first', 't-second')$$, 'sets that build on each other go together');

CREATE TEMP TABLE before AS
SELECT rule_set_digest('t-nvi') AS digest,
       (SELECT count(*) FROM rule_parameter WHERE rule_set = 't-nvi') AS parameters,
       (SELECT count(*) FROM publication_weight WHERE rule_set = 't-nvi') AS weights,
       (SELECT count(*) FROM rule_code WHERE rule_set = 't-nvi') AS codes;
SELECT ok(parameters > 0 AND weights > 0 AND codes > 0, 'the set has rows in every table') FROM before;
UPDATE rule_set SET nvi_rule_set = NULL WHERE rule_set = 't-child';
SELECT lives_ok($$UPDATE rule_set SET rule_set = 't-renamed' WHERE rule_set = 't-nvi'$$, 'a set that nobody refers to is renamed');
SELECT is(rule_set_digest('t-renamed'), digest, 'its rows follow') FROM before;
SELECT is_empty($$SELECT 1 FROM rule_parameter WHERE rule_set = 't-nvi' UNION ALL SELECT 1 FROM publication_weight WHERE rule_set = 't-nvi'
                  UNION ALL SELECT 1 FROM rule_code WHERE rule_set = 't-nvi'$$, 'all of them');
SELECT throws_ok($$UPDATE rule_set SET rule_set = 'nvi-2015' WHERE rule_set = 't-renamed'$$, '23505', NULL, 'not to a name that is taken');
SELECT lives_ok($$DELETE FROM rule_set WHERE rule_set = 't-renamed'$$, 'and deleted');
SELECT is_empty($$SELECT 1 FROM rule_parameter WHERE rule_set = 't-renamed' UNION ALL SELECT 1 FROM publication_weight WHERE rule_set = 't-renamed'
                  UNION ALL SELECT 1 FROM rule_code WHERE rule_set = 't-renamed'$$, 'with its rows');
SELECT is_empty('SELECT * FROM rows_without_rule_set()', 'no row is without its set');

-- A row before its set: as in a restore ----------------------------------------------

SELECT is((SELECT count(*) FROM check_rules(2023) WHERE code = 'rule_set_missing'), 0::bigint, 'no finding yet');
SELECT lives_ok($$INSERT INTO rule_parameter VALUES ('t-late', 'doctorate.points', '7', 'site', 'decision 2'), ('t-late', 'counts.innovation', 'true', 'site', 'decision 2')$$,
                'parameters come in before their set');
SELECT lives_ok($$INSERT INTO publication_weight VALUES ('t-late-nvi', 'article', 'journal', '1', 2, 'site', 'decision 3')$$, 'so do weights');
SELECT lives_ok($$INSERT INTO rule_code VALUES ('t-late-nvi', 'isbn_required', 'article', 'article', 'site', 'decision 3')$$, 'and codes');
SELECT pg_temp.refuses($$INSERT INTO research_indicators.rule_parameter VALUES ('t-late', 'doctorate.points.wrong', '7', 'site', 'x')$$, 'RI015', 'doctorate.points.wrong',
                       'not parameters that nobody knows');
SELECT throws_ok($$INSERT INTO rule_parameter VALUES ('t-late', 'grant.lag_years', 'x', 'site', 'x')$$, 'RI033', NULL, 'nor values that do not fit');
SELECT results_eq($$SELECT severity, relation, key FROM check_rules(2023) WHERE code = 'rule_set_missing'$$,
                  $$VALUES ('warning', 'publication_weight', 't-late-nvi'), ('warning', 'rule_code', 't-late-nvi'), ('warning', 'rule_parameter', 't-late')$$,
                  'what has no set is a finding');
SELECT pg_temp.refuses($$SELECT research_indicators.set_rule_parameter('t-late', 'doctorate.points', '8', 'site', 'x')$$, 'RI010', 't-late', 'set_rule_parameter wants the set');
SELECT pg_temp.refuses($$SELECT research_indicators.copy_rule_set('t-late', 't-copy', 'x')$$, 'RI010', 't-late', 'copy_rule_set too');
SELECT pg_temp.refuses($$SELECT research_indicators.copy_rule_set('hod-2021', 't-late', 'x')$$, 'RI085', 't-late', 'and takes no rows over that nobody meant');
SELECT pg_temp.refuses($$SELECT research_indicators.copy_rule_set('nvi-2015', 't-late-nvi', 'x')$$, 'RI085', 't-late-nvi', 'of no table');
INSERT INTO rule_set (rule_set, family, title, first_year, extends) VALUES ('t-late', 'hod', 'L', 2021, 'hod-2021');
SELECT is(rule_parameter_value('t-late', 'doctorate.points'), '7', 'the set arrives and has its rows');
SELECT results_eq($$SELECT DISTINCT key FROM check_rules(2023) WHERE code = 'rule_set_missing'$$, $$VALUES ('t-late-nvi')$$, 'and is no finding any more');

-- a set that lost what it extends computes with less: an error
ALTER TABLE rule_set DISABLE TRIGGER USER;
DELETE FROM rule_set WHERE rule_set = 't-parent';
ALTER TABLE rule_set ENABLE TRIGGER USER;
SELECT results_eq($$SELECT severity, relation, key FROM check_rules(2023) WHERE code = 'rule_set_missing' AND severity = 'error'$$,
                  $$VALUES ('error', 'rule_set', 't-parent')$$, 'a set without the one that it extends is an error');

SELECT finish();
ROLLBACK;
