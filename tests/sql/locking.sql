-- Locking: a rule set that an issued report used does not change, nor do the sets
-- it extends; what the archive recorded may come back, as a restore brings it.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
BEGIN;
SELECT plan(65);
SET search_path TO research_indicators, research_indicators_internal, public;
SET research_indicators.archive_schema = 't_lock';

-- t-b extends t-a and overrides one of its parameters; t-nvi has weights and codes
SELECT copy_rule_set('hod-2015', 't-a', 'A');
SELECT set_rule_parameter('t-a', 'doctorate.points', '4', 'site', 'decision 1');
SELECT copy_rule_set('nvi-2015', 't-nvi', 'N');
INSERT INTO rule_set (rule_set, family, title, first_year, extends, nvi_rule_set) VALUES ('t-b', 'hod', 'B', 2015, 't-a', 't-nvi');
SELECT set_rule_parameter('t-b', 'external_funding.points_per_million.EU', '9.5', 'site', 'decision 2');
SELECT set_rule_parameter('t-b', 'study_status.policy', NULL, 'site', 'decision 3');
INSERT INTO rule_set (rule_set, family, title, first_year, extends) VALUES ('t-c', 'hod', 'C', 2015, 't-b');
SELECT copy_rule_set('hod-2015', 't-free', 'free');

CREATE TEMP TABLE seen AS SELECT compute_latest_rules(false, '{t-b}') AS of_b, compute_latest_rules(false, NULL) AS of_all;
SELECT set_rule_parameter('t-free', 'doctorate.points', '6', 'site', 'decision 0');
SELECT is(compute_latest_rules(false, '{t-b}'), s.of_b, 'a set does not change by another') FROM seen AS s;
SELECT isnt(compute_latest_rules(false, NULL), s.of_all, 'all sets together do') FROM seen AS s;
SELECT lives_ok($$SELECT set_rule_parameter('t-a', 'doctorate.points', '5', 'site', 'decision 1')$$, 'without an archive nothing is locked');
SELECT isnt(compute_latest_rules(false, '{t-b}'), s.of_b, 'and it by what it builds on') FROM seen AS s;
SELECT is(latest_rules(true, NULL), compute_latest_rules(true, NULL), 'what the transaction did itself is the latest');
SELECT create_archive('t_lock');
SELECT lives_ok($$SELECT set_rule_parameter('t-a', 'doctorate.points', '4', 'site', 'decision 1')$$, 'nor with an empty one');
SELECT is(archived_users('t-a'), NULL, 'nobody uses the set');

CREATE TEMP TABLE issued AS SELECT issue_report(2023, '983974724', 't-b') AS id;
CREATE TEMP TABLE digest AS SELECT s.rule_set, rule_set_digest(s.rule_set) AS sha256 FROM rule_set AS s;
SELECT is(archived_users(s.rule_set), s.users, s.rule_set || ': ' || coalesce(array_to_string(s.users, ' '), 'not locked'))
FROM (VALUES ('t-a', '{t-b}'::text[]), ('t-b', '{t-b}'), ('t-c', NULL), ('t-nvi', '{t-nvi}'), ('t-free', NULL)) AS s(rule_set, users);

-- every way of changing a locked set
SELECT throws_ok(c.command, 'RI032', NULL, 'refused: ' || c.command)
FROM (VALUES
    ($$SELECT set_rule_parameter('t-b', 'external_funding.points_per_million.EU', '9', 'site', 'decision 2')$$),
    ($$SELECT set_rule_parameter('t-b', 'external_funding.points_per_million.EU', '9.5', 'published', 'decision 2')$$),
    ($$SELECT set_rule_parameter('t-b', 'external_funding.points_per_million.EU', '9.5', 'site', 'decision 9')$$),
    ($$SELECT set_rule_parameter('t-b', 'external_funding.points_per_million.EU', NULL, 'site', 'decision 2')$$),
    ($$SELECT set_rule_parameter('t-b', 'study_status.policy', 'who', 'site', 'decision 3')$$),
    ($$SELECT set_rule_parameter('t-b', 'doctorate.points', '5', 'site', 'decision 4')$$),
    ($$SELECT set_rule_parameter('t-b', 'doctorate.points', '4', 'site', 'decision 1')$$),
    ($$SELECT set_rule_parameter('t-a', 'doctorate.points', '5', 'site', 'decision 1')$$),
    ($$SELECT set_rule_parameter('t-a', 'external_funding.points_per_million.EU', '11', 'site', 'decision 5')$$),
    ($$SELECT set_rule_parameter('t-nvi', 'publication_weight.article.journal.1', '2', 'site', 'decision 6')$$),
    ($$SELECT set_rule_parameter('t-nvi', 'international_factor', '2', 'site', 'decision 6')$$),
    ($$UPDATE rule_parameter SET value = '1' WHERE rule_set = 't-a' AND name = 'doctorate.points'$$),
    ($$UPDATE rule_parameter SET rule_set = 't-free' WHERE rule_set = 't-b' AND name = 'external_funding.points_per_million.EU'$$),
    ($$UPDATE rule_parameter SET rule_set = 't-b' WHERE rule_set = 't-free' AND name = 'doctorate.points'$$),
    ($$DELETE FROM rule_parameter WHERE rule_set = 't-b'$$),
    ($$DELETE FROM publication_weight WHERE rule_set = 't-nvi'$$),
    ($$UPDATE publication_weight SET weight = 2 WHERE rule_set = 't-nvi' AND form = 'review'$$),
    ($$INSERT INTO publication_weight VALUES ('t-nvi', 'article', 'series', '1', 1, 'site', 'decision 6')$$),
    ($$DELETE FROM rule_code WHERE rule_set = 't-nvi'$$),
    ($$UPDATE rule_code SET folds_to = 'article' WHERE rule_set = 't-nvi'$$),
    ($$INSERT INTO rule_code VALUES ('t-nvi', 'isbn_required', 'article', 'article', 'site', 'decision 6')$$),
    ($$INSERT INTO rule_code VALUES ('t-b', 'some_list', 'x', 'x', 'site', 'decision 6')$$),
    ($$UPDATE rule_set SET title = 'X' WHERE rule_set = 't-b'$$),
    ($$UPDATE rule_set SET first_year = 2016 WHERE rule_set = 't-b'$$),
    ($$UPDATE rule_set SET last_year = 2030 WHERE rule_set = 't-a'$$),
    ($$UPDATE rule_set SET extends = 'hod-2015' WHERE rule_set = 't-b'$$),
    ($$UPDATE rule_set SET nvi_rule_set = NULL WHERE rule_set = 't-b'$$),
    ($$UPDATE rule_set SET rule_set = 't-z' WHERE rule_set = 't-b'$$),
    ($$DELETE FROM rule_set WHERE rule_set = 't-b'$$),
    ($$DELETE FROM rule_set WHERE rule_set = 't-nvi'$$)) AS c(command);
SELECT throws_ok($$UPDATE rule_parameter SET value = '4' WHERE rule_set = 'hod-2015' AND name = 'doctorate.points'$$, 'RI031', NULL,
                 'a shipped set is read-only first');
SELECT is_empty($$SELECT s.rule_set FROM rule_set AS s FULL JOIN digest AS d ON d.rule_set = s.rule_set
                  WHERE d.sha256 IS DISTINCT FROM rule_set_digest(s.rule_set)$$, 'no digest has changed');
SELECT is((SELECT max(r.sha256) FROM t_lock.report_rule_set AS r WHERE r.rule_set = 't-b'), rule_set_digest('t-b'),
          'the archive has the digest of the set as it is');

-- what stays possible
SELECT lives_ok($$SELECT set_rule_parameter('t-b', 'external_funding.points_per_million.EU', '9.5', 'site', 'decision 2')$$,
                'setting what is set already is no change');
SELECT lives_ok($$UPDATE rule_set SET title = title WHERE rule_set = 't-b'$$, 'nor is this');
SELECT lives_ok($$SELECT set_rule_parameter('t-free', 'doctorate.points', '5', 'site', 'decision 7')$$, 'an unused set can be changed');
SELECT lives_ok($$SELECT set_rule_parameter('t-c', 'doctorate.points', '5', 'site', 'decision 7')$$, 'so can one that extends a locked set');
SELECT lives_ok($$SELECT copy_rule_set('t-b', 't-copy', 'copy')$$, 'a locked set can be copied');
SELECT is(rule_set_digest('t-copy'), rule_set_digest('t-b'), 'the copy says the same');
SELECT lives_ok($$SELECT set_rule_parameter('t-copy', 'doctorate.points', '5', 'site', 'decision 7')$$, 'and can be changed');
SELECT issue_report(2023, '983974724', 't-c') IS NOT NULL AS issued;
SELECT throws_ok($$SELECT set_rule_parameter('t-c', 'doctorate.points', '6', 'site', 'decision 7')$$, 'RI032', NULL, 'until it is used itself');
SET research_indicators.archive_schema = 't_no_archive';
SELECT is(archived_users('t-b'), NULL, 'the lock is the archive''s: it is stored nowhere else');
SET research_indicators.archive_schema = 't_lock';

-- A restore: the rows are gone, the archive is there, the rows come back ---------
CREATE TEMP TABLE saved_set AS SELECT * FROM rule_set WHERE rule_set IN ('t-a', 't-b', 't-c', 't-nvi');
CREATE TEMP TABLE saved_parameter AS SELECT * FROM rule_parameter WHERE rule_set IN ('t-a', 't-b', 't-c', 't-nvi');
CREATE TEMP TABLE saved_weight AS SELECT * FROM publication_weight WHERE rule_set IN ('t-a', 't-b', 't-c', 't-nvi');
CREATE TEMP TABLE saved_code AS SELECT * FROM rule_code WHERE rule_set IN ('t-a', 't-b', 't-c', 't-nvi');
ALTER TABLE rule_set DISABLE TRIGGER USER;
ALTER TABLE rule_parameter DISABLE TRIGGER USER;
ALTER TABLE publication_weight DISABLE TRIGGER USER;
ALTER TABLE rule_code DISABLE TRIGGER USER;
DELETE FROM rule_set WHERE rule_set IN ('t-a', 't-b', 't-c', 't-nvi', 't-copy');
DELETE FROM rule_parameter WHERE rule_set IN ('t-a', 't-b', 't-c', 't-nvi', 't-copy');
DELETE FROM publication_weight WHERE rule_set IN ('t-a', 't-b', 't-c', 't-nvi', 't-copy');
DELETE FROM rule_code WHERE rule_set IN ('t-a', 't-b', 't-c', 't-nvi', 't-copy');
ALTER TABLE rule_set ENABLE TRIGGER USER;
ALTER TABLE rule_parameter ENABLE TRIGGER USER;
ALTER TABLE publication_weight ENABLE TRIGGER USER;
ALTER TABLE rule_code ENABLE TRIGGER USER;
SELECT throws_ok($$INSERT INTO rule_set (rule_set, family, title, first_year) VALUES ('t-nvi', 'nvi', 'another', 2015)$$, 'RI032', NULL,
                 'another set does not take the name of one that the archive knows');
SELECT lives_ok($$INSERT INTO rule_set SELECT * FROM saved_set$$, 'the sets come back');
SELECT throws_ok($$INSERT INTO rule_parameter VALUES ('t-b', 'external_funding.points_per_million.EU', '9', 'site', 'decision 2')$$, 'RI032', NULL,
                 'a parameter does not come back with another value');
SELECT throws_ok($$INSERT INTO rule_parameter VALUES ('t-b', 'study_status.policy', 'who', 'site', 'decision 3')$$, 'RI032', NULL,
                 'nor one that was unset');
SELECT lives_ok($$INSERT INTO rule_parameter SELECT * FROM saved_parameter ORDER BY name DESC$$,
                'the parameters come back, what a nearer set overrides included');
SELECT lives_ok($$INSERT INTO publication_weight SELECT * FROM saved_weight$$, 'and the weights');
SELECT lives_ok($$INSERT INTO rule_code SELECT * FROM saved_code$$, 'and the codes');
SELECT is_empty($$SELECT s.rule_set FROM rule_set AS s JOIN digest AS d ON d.rule_set = s.rule_set
                  WHERE s.rule_set IN ('t-a', 't-b', 't-nvi') AND d.sha256 <> rule_set_digest(s.rule_set)$$, 'the digests are the old ones');

-- a steward must be able to see what is locked
CREATE ROLE t_steward;
GRANT USAGE ON SCHEMA public, research_indicators TO t_steward;
GRANT SELECT, INSERT, UPDATE, DELETE ON rule_set, rule_parameter, publication_weight, rule_code TO t_steward;
GRANT SELECT ON ALL TABLES IN SCHEMA research_indicators TO t_steward;
SET ROLE t_steward;
SELECT throws_ok($$SELECT set_rule_parameter('t-free', 'doctorate.points', '6', 'site', 'decision 8')$$, '42501', NULL,
                 'who cannot look into the archive changes nothing');
RESET ROLE;
SELECT grant_access('t_steward', 'steward');
SET ROLE t_steward;
SELECT lives_ok($$SELECT set_rule_parameter('t-free', 'doctorate.points', '6', 'site', 'decision 8')$$, 'a steward changes what is free');
SELECT throws_ok($$SELECT set_rule_parameter('t-b', 'doctorate.points', '6', 'site', 'decision 8')$$, 'RI032', NULL, 'and not what is locked');
RESET ROLE;
SELECT finish();
ROLLBACK;
