-- HRCS: the type, the classification, distribution of money, focus areas and
-- health services research, and what bad input does to them.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
BEGIN;
SELECT plan(85);
SET search_path TO research_indicators, research_indicators_internal, public;

-- The type --------------------------------------------------------------------

SELECT is('HC07'::hrcs_code::text, 'HC07', 'a health category comes back');
SELECT is(' hc07 '::hrcs_code::text, 'HC07', 'small letters and blanks are forgiven');
SELECT is('8.1'::hrcs_code::text, '8.1', 'a research activity comes back');
SELECT is('8'::hrcs_code::text, '8', 'a group comes back');
SELECT throws_ok($$SELECT '8,1'::hrcs_code$$, '22P02', NULL, 'another form is a syntax error');
SELECT throws_ok($$SELECT ''::hrcs_code$$, '22P02', NULL, 'no text is a syntax error');
SELECT throws_ok($$SELECT 'HC22'::hrcs_code$$, 'RI081', NULL, 'a 22nd category is unknown');
SELECT throws_ok($$SELECT '7.5'::hrcs_code$$, 'RI081', NULL, 'a fifth activity of group 7 is unknown');
SELECT ok(is_hrcs_code('6.9') AND NOT is_hrcs_code('6.10') AND NOT is_hrcs_code('HC00'), 'is_hrcs_code says so without an error');
SELECT is(hrcs_dimension('HC21'), 'health_category', 'HC21 is a health category');
SELECT is(hrcs_dimension('1'), 'research_activity', '1 is a research activity');
SELECT is(hrcs_group('8.3'), '8'::hrcs_code, 'the group of 8.3 is 8');
SELECT is(hrcs_group('8'), '8'::hrcs_code, 'the group of 8 is itself');
SELECT is(hrcs_group('HC08'), NULL, 'a health category has no group');

SELECT is(count(*), 77::bigint, 'the classification has 21 + 8 + 48 rows') FROM hrcs_classification;
SELECT results_eq($$SELECT level, count(*) FROM hrcs_classification GROUP BY level ORDER BY level$$,
                  $$VALUES ('category', 21::bigint), ('code', 48), ('group', 8)$$, 'of each level as many as there are');
SELECT is(name_nb, 'Organisering og levering av tjenester', 'names are there') FROM hrcs_classification WHERE code = '8.1';
SELECT is_empty($$SELECT code FROM hrcs_classification WHERE dimension = 'research_activity'
                    AND group_code IS DISTINCT FROM split_part(code::text, '.', 1)::hrcs_code$$, 'the group is what stands before the point');
SELECT results_eq($$SELECT c.code::text FROM hrcs_classification AS c ORDER BY c.code$$,
                  $$SELECT c.code::text FROM hrcs_classification AS c
                    ORDER BY dimension, split_part(replace(code::text, 'HC', ''), '.', 1)::integer,
                             coalesce(nullif(split_part(code::text, '.', 2), ''), '0')::integer$$, 'codes sort in code order');
SELECT results_eq($$SELECT code FROM hrcs_classification ORDER BY code DESC LIMIT 3$$,
                  $$VALUES ('8.5'::hrcs_code), ('8.4'), ('8.3')$$, 'and back');

-- operators and operator classes: the laws on the whole grid
SELECT is_empty($$SELECT a.code, b.code FROM hrcs_classification AS a CROSS JOIN hrcs_classification AS b
                  WHERE (a.code = b.code) <> (a.code::text = b.code::text) OR (a.code <> b.code) = (a.code = b.code)
                     OR (a.code < b.code) <> (hrcs_code_cmp(a.code, b.code) < 0) OR (a.code <= b.code) <> (hrcs_code_cmp(a.code, b.code) <= 0)
                     OR (a.code > b.code) <> (hrcs_code_cmp(a.code, b.code) > 0) OR (a.code >= b.code) <> (hrcs_code_cmp(a.code, b.code) >= 0)
                     OR hrcs_code_cmp(a.code, b.code) <> -hrcs_code_cmp(b.code, a.code)
                     OR (a.code = b.code AND hrcs_code_hash(a.code) <> hrcs_code_hash(b.code))
                     OR (a.code = b.code AND hrcs_code_hash_extended(a.code, 7) <> hrcs_code_hash_extended(b.code, 7))$$,
                'comparison, order and hash agree');
SELECT is(count(DISTINCT hrcs_code_hash(code)), 77::bigint, 'hashes differ') FROM hrcs_classification;
SET LOCAL enable_hashjoin = off;
SET LOCAL enable_nestloop = off;
SELECT is(count(*), 77::bigint, 'merge join') FROM hrcs_classification AS a JOIN hrcs_classification AS b ON a.code = b.code;
SET LOCAL enable_hashjoin = on;
SET LOCAL enable_mergejoin = off;
SELECT is(count(*), 77::bigint, 'hash join') FROM hrcs_classification AS a JOIN hrcs_classification AS b ON a.code = b.code;
RESET enable_nestloop;
RESET enable_mergejoin;

-- binary: what is sent is received, what is hostile is refused
SELECT is(encode(hrcs_code_send('HC21'), 'hex'), '0115', 'HC21 in two bytes');
SELECT is(encode(hrcs_code_send('8.5'), 'hex'), '0285', '8.5 in two bytes');

-- COPY BINARY of one value, given as hexadecimal digits
CREATE TEMP TABLE received (code hrcs_code);
CREATE FUNCTION pg_temp.receive(payload text) RETURNS hrcs_code LANGUAGE plpgsql AS $$
DECLARE
    bytes bytea := '\x5047434f50590aff0d0a00'::bytea || '\x0000000000000000'::bytea || '\x0001'::bytea
                   || int4send(length(payload) / 2) || decode(payload, 'hex') || '\xffff'::bytea;
    script text := '';
    result hrcs_code;
BEGIN
    FOR i IN 0 .. length(bytes) - 1 LOOP
        script := script || '\' || to_char(get_byte(bytes, i) / 64 * 100 + get_byte(bytes, i) / 8 % 8 * 10 + get_byte(bytes, i) % 8, 'FM000');
    END LOOP;
    EXECUTE format('COPY received FROM PROGRAM %L WITH (FORMAT binary)', format('printf ''%s''', script));
    DELETE FROM received RETURNING code INTO result;
    RETURN result;
END
$$;
SELECT is_empty($$SELECT code FROM hrcs_classification WHERE code IN ('HC01', 'HC21', '1', '8.5')
                    AND pg_temp.receive(encode(hrcs_code_send(code), 'hex')) IS DISTINCT FROM code$$, 'what is sent is received');
SELECT throws_ok($$SELECT pg_temp.receive('0100')$$, '22P03', NULL, 'no category 0');
SELECT throws_ok($$SELECT pg_temp.receive('0116')$$, '22P03', NULL, 'no category 22');
SELECT throws_ok($$SELECT pg_temp.receive('0286')$$, '22P03', NULL, 'no activity 8.6');
SELECT throws_ok($$SELECT pg_temp.receive('0290')$$, '22P03', NULL, 'no group 9');
SELECT throws_ok($$SELECT pg_temp.receive('0000')$$, '22P03', NULL, 'no dimension 0');
SELECT throws_ok($$SELECT pg_temp.receive('ffff')$$, '22P03', NULL, 'no dimension 255');
SELECT throws_ok($$SELECT pg_temp.receive('01')$$, '08P01', NULL, 'one byte is too short');
SELECT throws_ok($$SELECT pg_temp.receive('010101')$$, '22P03', NULL, 'three bytes are too long');

-- Splitting money -------------------------------------------------------------

SELECT is(split_amount(100, '{33,33,33}'), '{33.33,33.33,33.34}', 'the last of three equal thirds takes the rest');
SELECT is(split_amount(0.02, '{25,25,25,25}'), '{0.00,0.00,0.01,0.01}', 'two øre in quarters');
SELECT is(split_amount(100, '{66.66,33.33}'), '{66.67,33.33}', 'the largest remainder first');
SELECT is(split_amount(-9.99, '{33.33,33.33,33.34}'), '{-3.33,-3.33,-3.33}', 'money paid back is split too');
SELECT is(split_amount(7.77, '{100}'), '{7.77}', 'a single share takes all');
SELECT is(split_amount(7.77, '{0,0}'), NULL, 'no weight, no split');
SELECT is_empty($$
    SELECT k, amount, weights
    FROM generate_series(1, 2000) AS k
    CROSS JOIN LATERAL (SELECT md5('split ' || k) AS hash) AS h
    CROSS JOIN LATERAL (SELECT (('x' || substr(hash, 1, 7))::bit(28)::integer % 1000000000) / 100.0 AS amount,
                               (SELECT array_agg((1 + ('x' || substr(hash, 7 + n, 4))::bit(16)::integer % 10000) / 100.0)
                                FROM generate_series(1, 2 + k % 4) AS n) AS weights) AS v
    CROSS JOIN LATERAL (SELECT split_amount(amount, weights) AS parts, (SELECT sum(w) FROM unnest(weights) AS w) AS total) AS s
    WHERE (SELECT sum(p) FROM unnest(parts) AS p) <> amount
       OR EXISTS (SELECT FROM unnest(parts, weights) AS x(p, w) WHERE abs(p * total - amount * w) >= 0.01 * total)$$,
    'seeded: parts add up to the amount and are less than one øre from their exact shares');

-- Distribution ----------------------------------------------------------------

SELECT create_source_tables('t_hrcs');
SET research_indicators.source_schema = 't_hrcs';
SET search_path TO research_indicators, research_indicators_internal, t_hrcs, public;
INSERT INTO institution (institution_id, name, kind, parent_id, rhf_id, country, reporting) VALUES
    ('R1', 'Region 1', 'rhf', NULL, 'R1', 'NO', true), ('R2', 'Region 2', 'rhf', NULL, 'R2', 'NO', true),
    ('H1', 'Hospital 1', 'hf', NULL, 'R1', 'NO', true), ('H2', 'Hospital 2', 'hf', NULL, 'R2', 'NO', true),
    ('U1', 'University 1', 'university', NULL, NULL, 'NO', true), ('E1', 'Unit 1', 'unit', 'H1', NULL, 'NO', true);
INSERT INTO project (project_id, title, institution_id, programme, kind, starts_on, ends_on, concluded_on) VALUES
    ('p1', 'Title 1', 'E1', 'Programme A', 'phd', '2022-01-01', '2025-12-31', NULL),
    ('p2', 'Title 2', 'H1', 'Programme A', 'postdoc', '2023-01-01', '2024-12-31', NULL),
    ('p3', 'Title 3', 'H2', NULL, 'larger', '2023-01-01', '2023-12-31', NULL),
    ('p4', 'Title 4', 'H2', NULL, 'other', '2023-01-01', NULL, NULL),
    ('p5', 'Title 5', 'U1', NULL, 'other', '2023-06-01', '2024-12-31', NULL),
    ('p6', 'Title 6', 'H1', NULL, 'other', '2023-01-01', '2024-12-31', NULL),
    ('p7', 'Title 7', 'X', NULL, 'other', '2023-01-01', '2024-12-31', NULL),
    ('p8', 'Title 8', 'H1', NULL, 'other', '2023-01-01', '2024-12-31', NULL),
    ('p9', 'Title 9', 'H2', NULL, 'other', '2020-01-01', '2024-12-31', '2022-06-30'),
    ('p10', 'Title 10', 'H2', NULL, 'other', '2023-01-01', '2024-12-31', NULL),
    ('p11', 'Title 11', 'H1', NULL, 'other', '2020-01-01', '2021-12-31', NULL);
INSERT INTO project_funding (project_id, year, funder, amount_nok) VALUES
    ('p1', 2022, 'rhf', 900), ('p1', 2023, 'rhf', 100), ('p2', 2023, 'rhf', 0.02), ('p3', 2023, 'nfr', 100), ('p4', 2023, 'rhf', 50),
    ('p5', 2023, 'rhf', 10), ('p6', 2023, 'eu', 7.77), ('p7', 2023, 'rhf', 5), ('p8', 2023, 'rhf', 1), ('p9', 2022, 'rhf', 4),
    ('p10', 2023, 'nfr', 3.33), ('p11', 2023, 'own', -9.99), ('p6', 2023, 'own', NULL);
INSERT INTO project_hrcs (project_id, dimension, code, percent)
SELECT v.project_id, v.dimension, c.code, c.percent::numeric
FROM (VALUES
    ('p1', 'health_category', '{HC02}'::text[], '{100}'::text[]), ('p1', 'research_activity', '{8.1,8.2}', '{50,50}'),
    ('p2', 'health_category', '{HC01,HC02,HC03,HC04}', '{25,25,25,25}'), ('p2', 'research_activity', '{1.1,8.1}', '{50,50}'),
    ('p3', 'health_category', '{HC01,HC10,HC21}', '{33,33,33}'), ('p3', 'research_activity', '{2.1}', '{100}'),
    ('p4', 'health_category', '{HC01,HC02}', '{40,40}'), ('p4', 'research_activity', '{8.5}', '{100}'),
    ('p5', 'health_category', '{HC05}', '{100}'), ('p5', 'research_activity', '{8}', '{100}'),
    ('p8', 'health_category', '{HC01,HC02}', '{60,40}'), ('p8', 'research_activity', '{1.1,1.2,1.3}', '{33.33,33.33,33.34}'),
    ('p9', 'research_activity', '{8.1}', '{100}'),
    ('p10', 'health_category', '{HC99}', '{100}'), ('p10', 'research_activity', '{HC01}', '{100}'),
    ('p11', 'health_category', '{HC01,HC02,HC03}', '{33.33,33.33,33.34}')) AS v(project_id, dimension, codes, percents)
CROSS JOIN LATERAL unnest(v.codes, v.percents) AS c(code, percent);
INSERT INTO publication (publication_id, year, form, status) VALUES
    ('a', 2023, 'article', 'published'), ('b', 2022, 'article', 'published'), ('c', 2023, 'article', 'published'), ('d', 2023, 'article', 'draft');
INSERT INTO project_publication (project_id, publication_id, status) VALUES
    ('p1', 'a', 'published'), ('p1', 'b', 'published'), ('p2', 'a', 'published'), ('p2', 'd', 'published'),
    ('p4', 'c', 'planned'), ('p9', 'c', NULL);

CREATE TEMP TABLE category AS SELECT * FROM hrcs_distribution(2023, 'health_category');
SELECT results_eq($$SELECT code::text, projects, amount_nok, publications FROM category WHERE institution_id = 'H1'$$,
    $$VALUES ('HC01', 3::bigint, -2.73, 1::bigint), ('HC02', 4, 97.07, 1), ('HC03', 2, -3.32, 1), ('HC04', 1, 0.01, 1), (NULL, 1, 7.77, 0)$$,
    'a hospital with its unit, in code order, what is not classified last');
SELECT results_eq($$SELECT code::text, projects, amount_nok, publications FROM category WHERE institution_id = 'H2'$$,
    $$VALUES ('HC01', 1::bigint, 33.33, 0::bigint), ('HC10', 1, 33.33, 0), ('HC21', 1, 33.34, 0), (NULL, 2, 53.33, 1)$$,
    'a total of 99 is normalised; a total of 80 and an unknown code are not classified');
SELECT results_eq($$SELECT unit_level, institution_id, sum(amount_nok) FROM category GROUP BY 1, 2 ORDER BY 1, 2$$,
    $$VALUES ('institution', 'H1', 98.80), ('institution', 'H2', 153.33), ('institution', 'U1', 10.00),
             ('nation', 'NO', 252.13), ('rhf', 'R1', 98.80), ('rhf', 'R2', 153.33)$$,
    'money adds up to the øre in every unit; the university is outside region and nation');
SELECT results_eq($$SELECT code::text, projects, amount_nok FROM hrcs_distribution(2023, 'research_activity_group') WHERE unit_level = 'nation'$$,
    $$VALUES ('1', 2::bigint, 1.01), ('2', 1, 100.00), ('8', 3, 150.01), (NULL, 3, 1.11)$$,
    'groups; a project with two activities of a group is one project');
SELECT results_eq($$SELECT code::text, projects, amount_nok, publications FROM hrcs_distribution(2023, 'research_activity', 'rhf') WHERE institution_id = 'H1'$$,
    $$VALUES ('1.1', 2::bigint, 0.34, 1::bigint), ('1.2', 1, 0.33, 0), ('1.3', 1, 0.34, 0), ('8.1', 2, 50.01, 1), ('8.2', 1, 50.00, 1)$$,
    'one funder');
SELECT is((SELECT sum(amount_nok) FROM hrcs_distribution(2023, 'health_category') WHERE unit_level = 'nation'),
          (SELECT sum(d.amount_nok) FROM unnest('{rhf,nfr,eu,foundation,klinbeforsk,own,other}'::text[]) AS f
           CROSS JOIN LATERAL hrcs_distribution(2023, 'health_category', f) AS d WHERE d.unit_level = 'nation'),
          'the funders add up to all');
SELECT is(sum(share), 1.0000, 'shares of money total 1') FROM category WHERE institution_id = 'H2';
SELECT is_empty($$SELECT * FROM hrcs_distribution(2019, 'health_category')$$, 'a year without projects has no rows');
SELECT throws_ok($$SELECT * FROM hrcs_distribution(2023, 'colour')$$, 'RI082', NULL, 'an unknown dimension');
SELECT throws_ok($$SELECT * FROM hrcs_distribution(2023, NULL)$$, 'RI082', NULL, 'no dimension');
SELECT throws_ok($$SELECT * FROM hrcs_distribution(2023, 'health_category', 'nasa')$$, 'RI083', NULL, 'an unknown funder');
SELECT throws_ok($$SELECT * FROM hrcs_distribution(2023, 'health_category', NULL, 'nvi-2015')$$, 'RI010', NULL, 'a rule set of the wrong family');

-- Focus areas -----------------------------------------------------------------

INSERT INTO project_focus_area (project_id, framework, first_year, last_year, focus_area, share) VALUES
    ('p1', 'nett', 2023, 2027, 'nye_tjenester', 0.5), ('p1', 'nett', 2023, 2027, 'prioritering', 0.25),
    ('p2', 'nett', 2023, 2027, 'prioritering', 0.8), ('p2', 'nett', 2023, 2027, 'digitalisering', 0.8),
    ('p3', 'nett', 2023, 2027, 'digitalisering', NULL), ('p8', 'senere', 2027, NULL, 'digitalisering', 1);
SELECT results_eq($$SELECT framework, first_year, last_year, focus_area, projects, amount_nok FROM focus_area_funding(2023) WHERE institution_id = 'H1'$$,
    $$VALUES ('nett', 2023, 2027, 'digitalisering', 1::bigint, 0.01), ('nett', 2023, 2027, 'nye_tjenester', 1, 50.00),
             ('nett', 2023, 2027, 'prioritering', 2, 25.01), ('nett', 2023, 2027, NULL, 4, 23.78)$$,
    'shares, what they leave, and shares above 1 normalised');
SELECT results_eq($$SELECT institution_id, sum(amount_nok) FROM focus_area_funding(2023) GROUP BY 1 ORDER BY 1$$,
    $$SELECT institution_id, sum(amount_nok) FROM category GROUP BY 1 ORDER BY 1$$, 'a framework adds up to all the money');
SELECT is(sum(amount_nok), 151.02, 'of one funder') FROM focus_area_funding(2023, 'rhf') WHERE unit_level = 'nation';
SELECT is_empty($$SELECT * FROM focus_area_funding(2022) WHERE focus_area IS NOT NULL$$, 'a framework does not reach before its first year');

-- Health services research ------------------------------------------------------

SELECT results_eq($$SELECT project_id, institution_id, region_id, programme, kind, funder, amount_nok, share, amount_health_services_nok
                    FROM health_services_research('2023-06-01')$$,
    $$VALUES ('p1', 'H1', 'R1', 'Programme A', 'phd', 'rhf', 100.00, 1.0000, 100.00), ('p2', 'H1', 'R1', 'Programme A', 'postdoc', 'rhf', 0.02, 0.5000, 0.01),
             ('p4', 'H2', 'R2', NULL, 'other', 'rhf', 50.00, 1.0000, 50.00), ('p5', 'U1', NULL, NULL, 'other', 'rhf', 10.00, 1.0000, 10.00)$$,
    'ongoing projects with the amount of the year; a concluded one is not among them');
SELECT is(count(*), 0::bigint, 'on the day before its start a project is not ongoing') FROM health_services_research('2023-05-31') WHERE project_id = 'p5';
SELECT is(count(*), 1::bigint, 'on its last day it is') FROM health_services_research('2022-06-30') WHERE project_id = 'p9';
SELECT is(count(*), 0::bigint, 'after it no more') FROM health_services_research('2022-07-01') WHERE project_id = 'p9';
SELECT is((SELECT funder FROM health_services_research('2024-03-01') WHERE project_id = 'p2'), NULL, 'without money of the year it is in the list all the same');
SELECT results_eq($$SELECT institution_id, projects, amount_health_services_nok, amount_nok, share FROM health_services_research_share(2023) WHERE unit_level <> 'institution'$$,
    $$VALUES ('R1', 2::bigint, 100.01, 101.02, 0.9900), ('R2', 1, 50.00, 50.00, 1.0000), ('NO', 3, 150.01, 151.02, 0.9933)$$,
    'the share of regional money');
SELECT is((SELECT share FROM health_services_research_share(2023, NULL) WHERE unit_level = 'nation'), round(150.01 / 252.13, 4), 'of all money');

-- Rules ---------------------------------------------------------------------------

SELECT copy_rule_set('hod-2021', 't-hrcs', 'test');
SELECT set_rule_parameter('t-hrcs', 'health_services_research.activity_group', '2', 'site', 'test');
SELECT is((SELECT amount_health_services_nok FROM health_services_research_share(2023, NULL, 't-hrcs') WHERE unit_level = 'nation'), 100.00, 'the group is a parameter');
SELECT set_rule_parameter('t-hrcs', 'hrcs.total_min', '80', 'site', 'test');
SELECT is((SELECT amount_nok FROM hrcs_distribution(2023, 'health_category', NULL, 't-hrcs') WHERE institution_id = 'H2' AND code IS NULL), 3.33, 'so is the accepted total');
SELECT set_rule_parameter('t-hrcs', 'hrcs.total_min', NULL, 'site', 'test');
SELECT throws_ok($$SELECT * FROM hrcs_distribution(2023, 'health_category', NULL, 't-hrcs')$$, 'RI030', NULL, 'an unset parameter is asked for');
SELECT throws_ok($$SELECT * FROM health_services_research('2023-06-01', 't-hrcs')$$, 'RI030', NULL, 'also by the list');

SELECT ok(hrcs_split_is_allowed('hod-2021', '{33,33,34}') AND hrcs_split_is_allowed('hod-2021', '{33.33,66.67}') AND hrcs_split_is_allowed('hod-2021', '{25,50,25}')
          AND hrcs_split_is_allowed('hod-2021', '{20,20,20,20,20}'), 'the allowed splits, in any order');
SELECT ok(NOT hrcs_split_is_allowed('hod-2021', '{60,40}') AND NOT hrcs_split_is_allowed('hod-2021', '{50,30,20}')
          AND NOT hrcs_split_is_allowed('hod-2021', '{51,49}') AND NOT hrcs_split_is_allowed('hod-2021', '{20,20,20,20,10,10}'), 'others are not');
SELECT set_rule_parameter('t-hrcs', 'hrcs.split_tolerance', NULL, 'site', 'test');
SELECT is(hrcs_split_is_allowed('t-hrcs', '{60,40}'), NULL, 'without a tolerance nothing is said of a split');

-- Findings ------------------------------------------------------------------------

-- what is told to each institution for itself stands here once
SELECT results_eq($$SELECT severity, code, key
                    FROM (SELECT DISTINCT severity, code, relation, key
                          FROM (SELECT * FROM check_projects(2023) UNION ALL SELECT * FROM check_hrcs(2023) UNION ALL SELECT * FROM check_focus_areas(2023)) AS c) AS f
                    ORDER BY code COLLATE "C", relation COLLATE "C", key COLLATE "C"$$,
    $$VALUES ('error', 'amount_missing', 'p6'), ('warning', 'amount_negative', 'p11'), ('error', 'focus_share_invalid', 'p3'),
             ('error', 'focus_shares_total', 'p2'), ('error', 'hrcs_code_unknown', 'p10'), ('notice', 'hrcs_group_only', 'p5'),
             ('notice', 'hrcs_missing', 'health_category'), ('notice', 'hrcs_missing', 'research_activity'),
             ('warning', 'hrcs_split_uneven', 'p8'), ('warning', 'hrcs_too_many_codes', 'p8'), ('error', 'hrcs_total', 'p4'),
             ('error', 'hrcs_wrong_dimension', 'p10'), ('error', 'institution_unknown', 'p7'), ('notice', 'project_past_its_end', 'p11')$$,
    'everything doubtful is a finding, and nothing else');
SELECT is(message, 'the percentages of project "p4" in health_category total 80', 'it names the value') FROM check_sources(2023) WHERE code = 'hrcs_total';
INSERT INTO project_hrcs VALUES ('p6', 'health_category', 'HC01', NULL);
SELECT is(code, 'hrcs_percent_invalid', 'a missing percentage') FROM check_hrcs(2023) WHERE key = 'p6' AND code LIKE 'hrcs_p%';
SELECT is((SELECT amount_nok FROM hrcs_distribution(2023, 'health_category') WHERE institution_id = 'H1' AND code IS NULL), 7.77, 'leaves the project not classified');

-- a funder outside the code list, as a view may have it
ALTER TABLE project_funding DROP CONSTRAINT project_funding_funder_check;
INSERT INTO project_funding (project_id, year, funder, amount_nok) VALUES ('p6', 2023, 'nasa', 1);
SELECT is((SELECT key FROM check_contract(2023) WHERE code = 'unknown_code'), 'funder=nasa', 'an unknown funder is a finding');
SELECT is((SELECT sum(amount_nok) FROM hrcs_distribution(2023, 'health_category') WHERE unit_level = 'nation'), 253.13, 'its money counts all the same');
DROP TABLE project_hrcs;
SELECT throws_ok($$SELECT * FROM hrcs_distribution(2023, 'health_category')$$, 'RI020', NULL, 'a missing relation is named');

-- The sample data against plain SQL -------------------------------------------------

SET research_indicators.source_schema = 'esystems';
SET search_path TO research_indicators, research_indicators_internal, esystems, public;
-- region of a project, its own way: through the parents
CREATE TEMP TABLE home AS
WITH RECURSIVE up AS (
    SELECT p.project_id, i.institution_id, i.parent_id, i.rhf_id, i.kind FROM project AS p JOIN institution AS i USING (institution_id)
    UNION ALL
    SELECT u.project_id, i.institution_id, i.parent_id, i.rhf_id, i.kind FROM up AS u JOIN institution AS i ON i.institution_id = u.parent_id
)
SELECT project_id, institution_id, rhf_id FROM up WHERE parent_id IS NULL;
CREATE TEMP TABLE expected AS
SELECT f.year, f.project_id, f.funder, f.amount_nok, h.code, h.percent, h.total
FROM project_funding AS f
LEFT JOIN (SELECT p.*, sum(p.percent) OVER (PARTITION BY p.project_id) AS total,
                  bool_or(p.code LIKE 'HC77') OVER (PARTITION BY p.project_id) AS wrong
           FROM project_hrcs AS p WHERE p.dimension = 'health_category') AS h
    ON h.project_id = f.project_id AND h.total BETWEEN 99 AND 101 AND NOT h.wrong;
CREATE TEMP TABLE got AS
SELECT y AS year, d.* FROM generate_series(2020, 2023) AS y, LATERAL hrcs_distribution(y, 'health_category') AS d;
SELECT results_eq($$SELECT year, unit_level, institution_id, sum(amount_nok) FROM got GROUP BY 1, 2, 3 HAVING sum(projects) > 0 ORDER BY year, unit_level, institution_id COLLATE "C"$$,
    $$SELECT f.year, u.level, u.id, sum(f.amount_nok) FROM project_funding AS f JOIN home AS h USING (project_id)
      CROSS JOIN LATERAL (VALUES ('institution', h.institution_id), ('rhf', h.rhf_id), ('nation', 'NO')) AS u(level, id)
      GROUP BY 1, 2, 3 ORDER BY f.year, u.level, u.id COLLATE "C"$$,
    'every unit and year: money adds up to the øre');
SELECT results_eq($$SELECT g.year, g.code::text, g.projects FROM got AS g WHERE g.unit_level = 'nation' ORDER BY g.year, g.code::text COLLATE "C"$$,
    $$SELECT year, code, count(DISTINCT project_id) FROM expected GROUP BY 1, 2 ORDER BY year, code COLLATE "C"$$, 'projects per code');
SELECT is_empty($$SELECT * FROM (SELECT year, code, sum(amount_nok * coalesce(percent / total, 1)) AS exact, count(*) AS parts FROM expected GROUP BY 1, 2) AS e
    FULL JOIN (SELECT g.year, g.code::text AS code, g.amount_nok FROM got AS g WHERE g.unit_level = 'nation') AS g
        ON g.year = e.year AND g.code IS NOT DISTINCT FROM e.code
    WHERE (abs(e.exact - g.amount_nok) < 0.01 * e.parts) IS NOT TRUE$$, 'money per code is less than one øre per part from exact');
SELECT results_eq($$SELECT g.year, g.code::text, g.publications FROM got AS g WHERE g.unit_level = 'nation' AND g.code IS NOT NULL ORDER BY g.year, g.code$$,
    $$SELECT g.year, g.code::text, (SELECT count(DISTINCT p.publication_id) FROM project_publication AS l JOIN publication AS p USING (publication_id)
          JOIN project_hrcs AS h ON h.project_id = l.project_id AND h.code = g.code::text
          WHERE p.year = g.year AND p.status = 'published' AND l.status = 'published'
            AND (SELECT sum(x.percent) BETWEEN 99 AND 101 AND bool_and(x.code <> 'HC77')
                 FROM project_hrcs AS x WHERE x.project_id = l.project_id AND x.dimension = 'health_category'))
      FROM got AS g WHERE g.unit_level = 'nation' AND g.code IS NOT NULL ORDER BY g.year, g.code$$, 'publications per code');
SELECT results_eq($$SELECT unit_level, institution_id, amount_nok FROM hrcs_distribution(2023, 'research_activity_group', 'rhf') WHERE code = '8' AND projects > 0 ORDER BY unit_level, institution_id COLLATE "C"$$,
    $$SELECT unit_level, institution_id, amount_health_services_nok FROM health_services_research_share(2023) WHERE projects > 0 ORDER BY unit_level, institution_id COLLATE "C"$$,
    'health services research is group 8 of the distribution, to the øre');
SELECT is((SELECT sum(f.amount_nok) FROM focus_area_funding(2023) AS f WHERE f.unit_level = 'nation'),
          (SELECT sum(amount_nok) FROM project_funding WHERE year = 2023), 'the framework adds up to all money of the year');

SELECT finish();
ROLLBACK;
