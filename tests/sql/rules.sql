-- Rule sets: shipped ones are read-only, copies, inheritance, defaults, digests.
\set QUIET on
SET client_min_messages = warning;
BEGIN;
\ir include/refusal.sql
SELECT plan(139);

SET LOCAL search_path TO research_indicators, research_indicators_internal, public;

-- Shipped sets ----------------------------------------------------------------------

SELECT bag_has($$SELECT rule_set, family, is_default FROM rule_set WHERE shipped$$,
               $$VALUES ('nvi-2015', 'nvi', true), ('nva-2024', 'nvi', false), ('hod-2015', 'hod', true), ('hod-2021', 'hod', true)$$,
               'the shipped sets that this version computes with');
SELECT is(count(*), 0::bigint, 'every shipped parameter has a source') FROM rule_parameter WHERE source = '';
SELECT is(count(*), 0::bigint, 'no shipped parameter is a site''s') FROM rule_set NATURAL JOIN rule_parameter WHERE shipped AND origin = 'site';
SELECT is(count(*), 0::bigint, 'every shipped value fits its definition')
FROM rule_parameter AS p JOIN rule_parameter_definition AS d ON d.name = p.name
WHERE checked_parameter_value(d, p.value) IS DISTINCT FROM p.value;
SELECT set_eq(
    $$SELECT form, channel_kind, level, weight FROM publication_weight WHERE rule_set = 'nvi-2015'$$,
    $$VALUES ('article', 'journal', '0', 0.0), ('article', 'journal', '1', 1), ('article', 'journal', '2', 3),
             ('review', 'journal', '0', 0), ('review', 'journal', '1', 1), ('review', 'journal', '2', 3),
             ('chapter', 'series', '0', 0), ('chapter', 'series', '1', 1), ('chapter', 'series', '2', 3),
             ('chapter', 'publisher', '0', 0), ('chapter', 'publisher', '1', 0.7), ('chapter', 'publisher', '2', 1),
             ('monograph', 'series', '0', 0), ('monograph', 'series', '1', 5), ('monograph', 'series', '2', 8),
             ('monograph', 'publisher', '0', 0), ('monograph', 'publisher', '1', 5), ('monograph', 'publisher', '2', 8),
             ('commentary', 'series', '0', 0), ('commentary', 'series', '1', 5), ('commentary', 'series', '2', 8),
             ('commentary', 'publisher', '0', 0), ('commentary', 'publisher', '1', 5), ('commentary', 'publisher', '2', 8)$$,
    'nvi-2015 has the published weights');
SELECT is(rule_parameter_value(c.rule_set, c.name), c.wanted, c.rule_set || ': ' || c.name)
FROM (VALUES (1, 'nvi-2015', 'international_factor', '1.3'), (2, 'nvi-2015', 'rounding_method', 'nva'),
             (3, 'nva-2024', 'share_counting', 'reporting_institutions'), (4, 'nva-2024', 'international_factor', '1.3'),
             (5, 'hod-2021', 'doctorate.points', '3'), (6, 'hod-2021', 'external_funding.points_per_million.EU', '10'),
             (7, 'hod-2021', 'external_funding.points_per_million.NFR', '1'), (8, 'hod-2021', 'counts.clinical_studies', 'true'),
             (9, 'hod-2015', 'counts.clinical_studies', 'false'), (10, 'hod-2021', 'counts.innovation', 'false'))
         AS c(n, rule_set, name, wanted)
ORDER BY c.n;

SELECT copy_rule_set('nvi-2015', 't-own', 'a set to move things from and to') \g /dev/null
SELECT pg_temp.refuses(statement, 'RI031', wanted, 'read-only: ' || statement)
FROM (VALUES
    (1, $$UPDATE research_indicators.rule_set SET title = 'x' WHERE rule_set = 'nvi-2015'$$, 'nvi-2015'),
    (2, $$UPDATE research_indicators.rule_set SET shipped = false WHERE rule_set = 'hod-2021'$$, 'hod-2021'),
    (3, $$UPDATE research_indicators.rule_set SET shipped = true WHERE rule_set = 't-own'$$, 't-own'),
    (4, $$UPDATE research_indicators.rule_set SET is_default = true WHERE rule_set = 'nva-2024'$$, 'nva-2024'),
    (5, $$DELETE FROM research_indicators.rule_set WHERE rule_set = 'nva-2024'$$, 'nva-2024'),
    (6, $$INSERT INTO research_indicators.rule_set (rule_set, family, title, first_year, shipped) VALUES ('t-new', 'nvi', 'x', 2015, true)$$, 't-new'),
    (7, $$UPDATE research_indicators.rule_parameter SET value = '2' WHERE rule_set = 'nvi-2015' AND name = 'international_factor'$$, 'nvi-2015'),
    (8, $$UPDATE research_indicators.rule_parameter SET source = 'x' WHERE rule_set = 'hod-2015'$$, 'hod-2015'),
    (9, $$DELETE FROM research_indicators.rule_parameter WHERE rule_set = 'nva-2024'$$, 'nva-2024'),
    (10, $$INSERT INTO research_indicators.rule_parameter VALUES ('nva-2024', 'rounding_method', 'exact', 'site', 'x')$$, 'nva-2024'),
    (11, $$UPDATE research_indicators.rule_parameter SET rule_set = 'nva-2024' WHERE rule_set = 't-own' AND name = 'rounding_method'$$, 'nva-2024'),
    (12, $$UPDATE research_indicators.rule_parameter SET rule_set = 't-own' WHERE rule_set = 'nva-2024'$$, 't-own'),
    (13, $$UPDATE research_indicators.publication_weight SET weight = 9 WHERE rule_set = 'nvi-2015'$$, 'nvi-2015'),
    (14, $$DELETE FROM research_indicators.publication_weight WHERE rule_set = 'nvi-2015'$$, 'nvi-2015'),
    (15, $$INSERT INTO research_indicators.publication_weight VALUES ('nva-2024', 'article', 'journal', '1', 2, 'site', 'x')$$, 'nva-2024'),
    (16, $$UPDATE research_indicators.rule_code SET folds_to = 'x' WHERE rule_set = 'nvi-2015'$$, 'nvi-2015'),
    (17, $$DELETE FROM research_indicators.rule_code WHERE rule_set = 'nvi-2015'$$, 'nvi-2015'),
    (18, $$INSERT INTO research_indicators.rule_code VALUES ('nvi-2015', 'x', 'x', 'x', 'site', 'x')$$, 'nvi-2015'),
    (19, $$SELECT research_indicators.set_rule_parameter('nvi-2015', 'international_factor', '2', 'site', 'x')$$, 'nvi-2015'),
    (20, $$SELECT research_indicators.set_rule_parameter('nvi-2015', 'publication_weight.article.journal.1', '2', 'site', 'x')$$, 'nvi-2015'))
    AS bad(n, statement, wanted)
ORDER BY bad.n;

-- Copies -----------------------------------------------------------------------------

SELECT is(copy_rule_set('nva-2024', 't-copy', 'a copy'), 't-copy', 'copy_rule_set returns the new id');
SELECT results_eq($$SELECT family, title, first_year, last_year, is_default, extends, shipped FROM rule_set WHERE rule_set = 't-copy'$$,
                  $$VALUES ('nvi', 'a copy', 2015, 2025, false, NULL::text, false)$$, 'a copy stands alone and is no default');
SELECT results_eq($$SELECT name, value, origin, source FROM describe_rule_set('t-copy') ORDER BY name$$,
                  $$SELECT name, value, origin, source FROM describe_rule_set('nva-2024') ORDER BY name$$,
                  'it has everything that the set had or inherited');
SELECT is(count(*), 0::bigint, 'and inherits nothing') FROM describe_rule_set('t-copy') WHERE inherited_from IS NOT NULL;
SELECT is(copy_rule_set('t-copy', 't-copy-2', 'a copy of a copy'), 't-copy-2', 'a copy can be copied');
SELECT is(copy_rule_set(NULL, 't-null', 'x'), NULL, 'NULL makes nothing');
SELECT pg_temp.refuses($$SELECT research_indicators.copy_rule_set('t-nothing', 't-new', 'x')$$, 'RI010', 't-nothing', 'copying an unknown set');
SELECT pg_temp.refuses($$SELECT research_indicators.copy_rule_set('nvi-2015', 't-copy', 'x')$$, 'RI035', 't-copy', 'copying to an id that is taken');
SELECT pg_temp.refuses($$SELECT research_indicators.copy_rule_set('nvi-2015', 'hod-2021', 'x')$$, 'RI035', 'hod-2021', 'or to a shipped one');
SELECT throws_ok($$SELECT research_indicators.copy_rule_set('nvi-2015', 'T New', 'x')$$, 'RI037', NULL, 'an id has small letters, digits, dots and dashes');

-- Setting ----------------------------------------------------------------------------

SELECT copy_rule_set('hod-2021', 't-hod', 'a hod set') \g /dev/null
SELECT set_rule_parameter('t-copy', 'international_factor', '1.50', 'site', 'the board') \g /dev/null
SELECT results_eq($$SELECT value, origin, source FROM describe_rule_set('t-copy') WHERE name = 'international_factor'$$,
                  $$VALUES ('1.5', 'site', 'the board')$$, 'a value is kept in canonical text, with origin and source');
SELECT set_rule_parameter('t-copy', 'revised_counts', 'TRUE', 'site', 'the board') \g /dev/null
SELECT is(rule_parameter_value('t-copy', 'revised_counts'), 'true', 'so is a boolean');
SELECT set_rule_parameter('t-copy', 'publication_weight.article.journal.2A', '2.2500', 'illustrative', 'made up') \g /dev/null
SELECT results_eq($$SELECT value, origin, source FROM describe_rule_set('t-copy') WHERE name = 'publication_weight.article.journal.2A'$$,
                  $$VALUES ('2.25', 'illustrative', 'made up')$$, 'a weight too, also one that was not there');
SELECT set_rule_parameter('t-copy', 'rounding_method', NULL, 'site', 'the board') \g /dev/null
SELECT is(rule_parameter_value('t-copy', 'rounding_method'), NULL, 'NULL unsets');
SELECT set_rule_parameter('t-copy', 'rounding_method', 'exact', 'site', 'the board') \g /dev/null
SELECT is(rule_parameter_value('t-copy', 'rounding_method'), 'exact', 'and it can be set again');

SELECT pg_temp.refuses(format('SELECT research_indicators.set_rule_parameter(%L, %L, %L, %L, %L)', bad.rule_set, bad.name, bad.value, bad.origin, bad.source),
                       bad.wanted, bad.shown, bad.wanted || ': ' || bad.what)
FROM (VALUES
    (1, 't-nothing', 'rounding_method', 'nva', 'site', 'x', 'RI010', 't-nothing', 'an unknown set'),
    (2, NULL, 'rounding_method', 'nva', 'site', 'x', 'RI010', '""', 'no set'),
    (3, 't-copy', 'no_such_thing', '1', 'site', 'x', 'RI015', 'no_such_thing', 'an unknown parameter'),
    (4, 't-copy', 'doctorate.points', '1', 'site', 'x', 'RI015', 'doctorate.points', 'a parameter of the other family'),
    (5, 't-hod', 'rounding_method', 'nva', 'site', 'x', 'RI015', 'rounding_method', 'and the other way round'),
    (6, 't-hod', 'publication_weight.article.journal.1', '1', 'site', 'x', 'RI015', 'publication_weight.article.journal.1', 'a weight in a hod set'),
    (7, 't-copy', 'publication_weight.article', '1', 'site', 'x', 'RI015', 'publication_weight.article', 'a weight named too short'),
    (8, 't-copy', 'publication_weight.article.journal.3', '1', 'site', 'x', 'RI015', 'journal.3', 'a weight of no level'),
    (9, 't-copy', 'publication_weight.poem.journal.1', '1', 'site', 'x', 'RI015', 'poem', 'a weight of no form'),
    (10, 't-copy', 'publication_weight.article.paper.1', '1', 'site', 'x', 'RI015', 'paper', 'a weight of no channel'),
    (11, 't-copy', 'rounding_method', 'nvb', 'site', 'x', 'RI033', 'nvb', 'a code that is none'),
    (12, 't-copy', 'revised_counts', 'ja', 'site', 'x', 'RI033', 'ja', 'a boolean that is none'),
    (13, 't-copy', 'international_factor', '1,3', 'site', 'x', 'RI033', '1,3', 'a decimal comma'),
    (14, 't-copy', 'international_factor', '0.99', 'site', 'x', 'RI033', '0.99', 'a number below the range'),
    (15, 't-copy', 'international_factor', '10.0001', 'site', 'x', 'RI033', '10.0001', 'a number above the range'),
    (16, 't-copy', 'international_factor', 'NaN', 'site', 'x', 'RI033', 'NaN', 'not a number'),
    (17, 't-copy', 'international_factor', '1e1', 'site', 'x', 'RI033', '1e1', 'an exponent'),
    (18, 't-copy', 'international_factor', '', 'site', 'x', 'RI033', '""', 'nothing'),
    (19, 't-hod', 'grant.lag_years', '1.5', 'site', 'x', 'RI033', '1.5', 'half a year where whole ones are counted'),
    (20, 't-hod', 'doctorate.points', '-1', 'site', 'x', 'RI033', '-1', 'negative points'),
    (21, 't-copy', 'publication_weight.article.journal.1', '100.0001', 'site', 'x', 'RI033', '100.0001', 'a weight above 100'),
    (22, 't-copy', 'publication_weight.article.journal.1', '-1', 'site', 'x', 'RI033', '-1', 'a negative weight'),
    (23, 't-copy', 'publication_weight.article.journal.1', '1.00001', 'site', 'x', 'RI033', '1.00001', 'a weight of 5 decimals, which nvi_points refuses'),
    (24, 't-copy', 'international_factor', '1.30001', 'site', 'x', 'RI033', '1.30001', 'a factor of 5 decimals, which nvi_points refuses'),
    (25, 't-copy', 'rounding_method', 'nva', 'guess', 'x', 'RI036', 'guess', 'an unknown origin'),
    (26, 't-copy', 'rounding_method', 'nva', NULL, 'x', 'RI036', 'rounding_method', 'no origin'),
    (27, 't-copy', 'rounding_method', 'nva', 'site', '', 'RI036', 'rounding_method', 'no source'),
    (28, 't-copy', 'rounding_method', 'nva', 'site', NULL, 'RI036', 'rounding_method', 'NULL as source'))
    AS bad(n, rule_set, name, value, origin, source, wanted, shown, what)
ORDER BY bad.n;
SELECT pg_temp.refuses($$SELECT research_indicators.set_rule_parameter('t-copy', 'rounding_method', 'nvb', 'site', 'x')$$,
                       'RI033', 'nvb', 'the hint lists the choices', 'nva, exact');
SELECT pg_temp.refuses($$SELECT * FROM research_indicators.publication_points(2022, 'nvi-1066')$$,
                       'RI010', 'nvi-1066', 'of an unknown set as well', 'nvi-2015');
SELECT pg_temp.refuses($$SELECT research_indicators_internal.require_rule_set('hod-2021', 'nvi')$$,
                       'RI010', 'hod-2021', 'of a set of the wrong family those of the right one', 'nva-2024');
SELECT pg_temp.refuses(format('SELECT * FROM research_indicators.%s(%L)', f, 'nvi-1066'), 'RI010', 'nvi-1066', f || ' of an unknown set')
FROM unnest('{describe_rule_set,rule_set_digest}'::text[]) AS f;

-- Inheritance --------------------------------------------------------------------------

SELECT results_eq($$SELECT inherited_from FROM describe_rule_set('nva-2024') WHERE name IN ('rounding_method', 'share_counting') ORDER BY name$$,
                  $$VALUES ('nvi-2015'), (NULL::text)$$, 'inherited_from names the set, NULL is the set itself');
SELECT results_eq($$SELECT value, inherited_from FROM describe_rule_set('hod-2021') WHERE name = 'doctorate.points'$$,
                  $$VALUES ('3', 'hod-2015')$$, 'hod-2021 inherits the points of a degree');
SELECT is(count(*), 24::bigint, 'nva-2024 inherits all weights') FROM describe_rule_set('nva-2024')
WHERE name LIKE 'publication_weight.%' AND inherited_from = 'nvi-2015';
SELECT set_has($$SELECT name FROM describe_rule_set('hod-2021')$$, $$SELECT name FROM rule_parameter_definition WHERE family = 'hod'$$,
               'every possible parameter is shown, set or unset');
SELECT is(count(*), 0::bigint, 'with unit and meaning') FROM describe_rule_set('hod-2021') WHERE unit IS NULL OR description IS NULL;

INSERT INTO rule_set (rule_set, family, title, first_year, last_year, extends) VALUES
    ('t-child', 'nvi', 'x', 2015, NULL, 'nva-2024'), ('t-grandchild', 'nvi', 'x', 2015, NULL, 't-child');
SELECT set_rule_parameter('t-child', 'international_factor', '1.4', 'site', 'x') \g /dev/null
SELECT set_rule_parameter('t-child', 'share_counting', NULL, 'site', 'x') \g /dev/null
SELECT results_eq($$SELECT member, depth FROM rule_set_chain('t-grandchild') ORDER BY depth$$,
                  $$VALUES ('t-grandchild', 0), ('t-child', 1), ('nva-2024', 2), ('nvi-2015', 3)$$, 'a chain of four, nearest first');
SELECT results_eq(
    $$SELECT name, value, inherited_from FROM describe_rule_set('t-grandchild')
      WHERE name IN ('international_factor', 'revised_counts', 'rounding_method', 'share_counting') ORDER BY name$$,
    $$VALUES ('international_factor', '1.4', 't-child'), ('revised_counts', 'true', 'nva-2024'),
             ('rounding_method', 'nva', 'nvi-2015'), ('share_counting', NULL::text, 't-child')$$,
    'the nearest set wins, also with NULL');
SELECT pg_temp.refuses(statement, 'RI034', wanted, 'RI034: ' || what)
FROM (VALUES
    (1, $$UPDATE research_indicators.rule_set SET extends = 't-grandchild' WHERE rule_set = 't-child'$$, 't-child', 'two sets that extend each other'),
    (2, $$UPDATE research_indicators.rule_set SET extends = 't-child' WHERE rule_set = 't-child'$$, 't-child', 'a set that extends itself'),
    (3, $$INSERT INTO research_indicators.rule_set (rule_set, family, title, first_year, extends) VALUES ('t-x', 'nvi', 'x', 2015, 't-x')$$, 't-x', 'a new one that does'),
    (4, $$UPDATE research_indicators.rule_set SET extends = 'hod-2021' WHERE rule_set = 't-child'$$, 't-child', 'a set of the other family'),
    (5, $$UPDATE research_indicators.rule_set SET nvi_rule_set = 'hod-2015' WHERE rule_set = 't-hod'$$, 't-hod', 'nvi_rule_set that is none'),
    (6, $$UPDATE research_indicators.rule_set SET nvi_rule_set = 'nvi-2015' WHERE rule_set = 't-child'$$, 't-child', 'nvi_rule_set of an nvi set'))
    AS bad(n, statement, wanted, what)
ORDER BY bad.n;
SELECT throws_ok($$DELETE FROM rule_set WHERE rule_set = 't-child'$$, 'RI084', NULL, 'a set that others build on stays');
SELECT lives_ok($$DELETE FROM rule_set WHERE rule_set = 't-grandchild'$$, 'one that nobody builds on can go');
SELECT lives_ok($$DELETE FROM rule_set WHERE rule_set = 't-copy-2'$$, 'with its parameters');
SELECT is(count(*), 0::bigint, 'of which nothing is left') FROM rule_parameter WHERE rule_set = 't-copy-2';

-- Defaults ------------------------------------------------------------------------------

SELECT is(nvi_rule_set_for(year), 'nvi-2015', format('default of publication year %s', year)) FROM unnest('{2015,2022,2099}'::int[]) AS year;
SELECT is(hod_rule_set_for(c.year), c.wanted, format('result year %s is budget year %s', c.year, c.year + 2))
FROM (VALUES (2013, 'hod-2015'), (2018, 'hod-2015'), (2019, 'hod-2021'), (2022, 'hod-2021')) AS c(year, wanted) ORDER BY c.year;
SELECT is(nvi_rule_set_for(2022, 'nva-2024'), 'nva-2024', 'a named set is itself');
SELECT is(nvi_rule_set_for(2022, 'hod-2021'), 'nvi-2015', 'a hod set stands for the default of the publication year');
UPDATE rule_set SET nvi_rule_set = 'nva-2024' WHERE rule_set = 't-hod';
SELECT is(nvi_rule_set_for(2022, 't-hod'), 'nva-2024', 'or for the set that it pins');
SELECT pg_temp.refuses('SELECT research_indicators_internal.nvi_rule_set_for(2012)', 'RI014', '2012', 'no default NVI set of 2012');
SELECT pg_temp.refuses('SELECT research_indicators_internal.hod_rule_set_for(2010)', 'RI014', '2010', 'no default hod set of result year 2010');
SELECT pg_temp.refuses('SELECT research_indicators_internal.nvi_rule_set_for(NULL)', 'RI014', 'NULL', 'none of no year');
SELECT throws_ok($$UPDATE rule_set SET is_default = true WHERE rule_set = 't-own'$$, '23P01', NULL, 'two defaults of one year are refused');
SELECT throws_ok($$UPDATE rule_set SET is_default = true WHERE rule_set = 't-hod'$$, '23P01', NULL, 'in the other family as well');
SELECT lives_ok($$UPDATE rule_set SET first_year = 2000, last_year = 2012, is_default = true WHERE rule_set = 't-own'$$,
                'another period may have another default');
SELECT is(nvi_rule_set_for(2012), 't-own', 'which then holds');
SELECT throws_ok($$UPDATE rule_set SET last_year = 2015 WHERE rule_set = 't-own'$$, '23P01', NULL, 'one common year is an overlap');

-- Digests ----------------------------------------------------------------------------------

SELECT matches(rule_set_digest(rule_set), '^[0-9a-f]{64}$', 'digest of ' || rule_set) FROM rule_set WHERE rule_set IN ('nvi-2015', 'nva-2024', 'hod-2015', 'hod-2021') ORDER BY rule_set;
SELECT is((SELECT count(DISTINCT rule_set_digest(rule_set)) FROM rule_set WHERE shipped), (SELECT count(*) FROM rule_set WHERE shipped),
          'shipped sets have digests of their own');
SELECT copy_rule_set('nva-2024', 't-digest', 'x') \g /dev/null
SELECT is(rule_set_digest('t-digest'), rule_set_digest('nva-2024'), 'a copy has the same, inherited or not');
CREATE TEMPORARY TABLE digest AS SELECT 'untouched' AS state, rule_set_digest('t-digest') AS digest;
SELECT set_rule_parameter('t-digest', 'international_factor', '1.4', 'published', 'Sikt: Utregning av publiseringspoeng') \g /dev/null
INSERT INTO digest SELECT 'value', rule_set_digest('t-digest');
SELECT set_rule_parameter('t-digest', 'international_factor', NULL, 'published', 'Sikt: Utregning av publiseringspoeng') \g /dev/null
INSERT INTO digest SELECT 'unset', rule_set_digest('t-digest');
SELECT set_rule_parameter('t-digest', 'international_factor', '1.3', 'site', 'Sikt: Utregning av publiseringspoeng') \g /dev/null
INSERT INTO digest SELECT 'origin', rule_set_digest('t-digest');
SELECT set_rule_parameter('t-digest', 'international_factor', '1.3', 'published', 'x') \g /dev/null
INSERT INTO digest SELECT 'source', rule_set_digest('t-digest');
SELECT set_rule_parameter('t-digest', 'international_factor', '1.30', 'published', 'Sikt: Utregning av publiseringspoeng') \g /dev/null
SELECT is(count(DISTINCT digest), 5::bigint, 'value, unsetting, origin and source change it') FROM digest;
SELECT is(rule_set_digest('t-digest'), digest, 'and changing back brings it back') FROM digest WHERE state = 'untouched';
SELECT set_rule_parameter('t-digest', 'publication_weight.review.journal.2', '3.5', 'site', 'x') \g /dev/null
SELECT isnt(rule_set_digest('t-digest'), digest, 'a weight changes it') FROM digest WHERE state = 'untouched';
CREATE TEMPORARY TABLE child_digest AS SELECT rule_set_digest('t-child') AS digest;
INSERT INTO rule_code VALUES ('t-child', 'isbn_required', 'article', 'article', 'site', 'x');
SELECT isnt(rule_set_digest('t-child'), digest, 'so does a code') FROM child_digest;

-- Origins ------------------------------------------------------------------------------------

SELECT is(weakest_origin(c.origins), c.wanted, 'weakest of ' || coalesce(c.origins::text, 'NULL'))
FROM (VALUES (1, '{published}'::text[], 'published'), (2, '{published,inferred}', 'inferred'), (3, '{inferred,site,published}', 'site'),
             (4, '{published,illustrative,site,inferred}', 'illustrative'), (5, '{}', NULL), (6, NULL, NULL), (7, '{NULL,site}', 'site'))
         AS c(n, origins, wanted)
ORDER BY c.n;
SELECT is(rule_origin('nvi-2015', '{international_factor,publication_weight.%}'), 'published', 'rule_origin of published parameters');
SELECT is(rule_origin('hod-2021', '{grant.%,doctorate.%}'), 'inferred', 'of one inferred and one published');
SELECT is(rule_origin('t-copy', '{%}'), 'illustrative', 'of a set with a made-up weight');

-- Dumps ----------------------------------------------------------------------------------------

SELECT is(count(*), 4::bigint, 'four tables are dumped with their site rows only')
FROM pg_extension AS e, unnest(e.extconfig, e.extcondition) AS c(oid, condition)
WHERE e.extname = 'research_indicators' AND c.oid::regclass::text IN ('rule_set', 'rule_parameter', 'publication_weight', 'rule_code')
  AND c.condition LIKE '%NOT%shipped%';

SELECT * FROM finish();
ROLLBACK;
