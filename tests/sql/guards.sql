-- Guards before figures: what is missing, misspelt, of no calendar or not seen is
-- told before anybody believes a figure, each to whom it is of; and no check takes
-- the others with it when it fails.
BEGIN;
SET LOCAL search_path = research_indicators, research_indicators_internal, public;
SET LOCAL jit = off;
SET LOCAL client_min_messages = warning;
SELECT plan(38);

SELECT count(*) AS made FROM create_source_tables('t_guard') \gset
-- what was not delivered is told by tests of its own
DROP TABLE t_guard.delivery_statement;
SET LOCAL research_indicators.source_schema = 't_guard';
INSERT INTO t_guard.institution (institution_id, orgnr, name, kind, rhf_id, country, reporting) VALUES
    ('vest', '983658725', 'Helse Vest RHF', 'rhf', 'vest', 'NO', true),
    ('bergen', '983974724', 'Helse Bergen HF', 'hf', 'vest', 'NO', true),
    ('fonna', '983974694', 'Helse Fonna HF', 'hf', 'vest', 'NO', true);
INSERT INTO t_guard.channel_level SELECT 'journal', 'j' || n, y, '1' FROM generate_series(1, 10) AS n, generate_series(2022, 2023) AS y;
INSERT INTO t_guard.publication (publication_id, year, form, journal_id, status)
SELECT format('%s-%s', y, n), y, 'article', 'j' || n, 'published' FROM generate_series(1, 10) AS n, generate_series(2022, 2023) AS y;
INSERT INTO t_guard.contribution
SELECT p.publication_id, '1', 'creator', CASE WHEN p.publication_id ~ '-[123]$' THEN 'fonna' ELSE 'bergen' END, 'NO', true FROM t_guard.publication AS p;
INSERT INTO t_guard.doctoral_degree SELECT format('d%s-%s', y, n), 'bergen', make_date(y, 5, 1), 1 FROM generate_series(1, 30) AS n, generate_series(2022, 2023) AS y;

-- What a change makes of the findings: the new ones of one code, in a text each.
CREATE FUNCTION pg_temp.told(change text, code text) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
    answer text[];
BEGIN
    BEGIN
        EXECUTE change;
        SELECT array_agg(concat_ws(' | ', f.severity, f.relation, f.key, f.institution_id, f.message)) INTO answer
        FROM research_indicators.check_sources(2023) AS f WHERE f.code = told.code;
        RAISE EXCEPTION USING ERRCODE = 'TAKEN';
    EXCEPTION WHEN SQLSTATE 'TAKEN' THEN NULL;
    END;
    RETURN QUERY SELECT unnest(answer);
END
$$;
SELECT is_empty($$SELECT * FROM check_sources(2023) WHERE code <> 'relation_empty' AND severity <> 'notice'$$, 'nothing is told of a clean source');

-- Levels --------------------------------------------------------------------------

SELECT results_eq($t$SELECT * FROM pg_temp.told('DELETE FROM t_guard.channel_level WHERE year = 2023', 'level_list_missing')$t$,
    $$VALUES ('error | channel_level | journal | the list of levels of journals of 2023 is missing; a year before it had 10 with a level')$$, 'a list that is missing');
SELECT is_empty($t$SELECT * FROM pg_temp.told('DELETE FROM t_guard.channel_level WHERE year = 2023', 'level_lost')$t$, 'tells it once, not of every channel');
SELECT results_eq($t$SELECT * FROM pg_temp.told($$DELETE FROM t_guard.channel_level WHERE year = 2023 AND channel_id IN ('j1', 'j2', 'j3')$$, 'level_list_short')$t$,
    $$VALUES ('error | channel_level | journal | the list of levels of journals of 2023 has 7 with a level; a year before there were 10')$$, 'a list that is short: 7 of 10');
SELECT is_empty($t$SELECT * FROM pg_temp.told($$DELETE FROM t_guard.channel_level WHERE year = 2023 AND channel_id IN ('j1', 'j2')$$, 'level_list_short')$t$, '8 of 10 are the limit, and not short');
SELECT results_eq($t$SELECT * FROM pg_temp.told($$UPDATE t_guard.channel_level SET level = 'X' WHERE year = 2023 AND channel_id = 'j1'$$, 'level_lost')$t$,
    $$VALUES ('warning | channel_level | journal j1 | channel "j1" (journals) had a level the year before and has none in 2023')$$, 'a channel that has lost its level');
SELECT is_empty($t$SELECT * FROM pg_temp.told($$UPDATE t_guard.channel_level SET level = '0' WHERE year = 2023 AND channel_id = 'j1'$$, 'level_lost')$t$, 'level 0 is a level');

-- Words ---------------------------------------------------------------------------

SELECT set_eq($t$SELECT * FROM pg_temp.told($$UPDATE t_guard.publication SET status = 'P' WHERE publication_id IN ('2023-1', '2023-9')$$, 'unknown_word')$t$,
    $$VALUES ('error | publication | status=P | bergen | 1 rows of contributions have the unknown status "P" of "publication"'),
             ('error | publication | status=P | fonna | 1 rows of contributions have the unknown status "P" of "publication"')$$, 'a status that is no word, to each whose it is');
SELECT is_empty($t$SELECT * FROM pg_temp.told($$UPDATE t_guard.publication SET status = 'draft'$$, 'unknown_word')$t$, 'a known one is left out in silence');
SELECT results_eq($t$SELECT * FROM pg_temp.told($$UPDATE t_guard.publication SET status = 'draft' WHERE year = 2023$$, 'nothing_counts') ORDER BY 1$t$,
    $$VALUES ('error | publication | NO | no publication of 2023 counts: 10 are left out'),
             ('warning | publication | bergen | bergen | none of the publications of "bergen" of 2023 counts: 7 are left out'),
             ('warning | publication | fonna | fonna | none of the publications of "fonna" of 2023 counts: 3 are left out')$$, 'but not that nothing counts');
SELECT results_eq($t$SELECT * FROM pg_temp.told($$UPDATE t_guard.contribution SET role = 'Creator' WHERE publication_id = '2023-1'$$, 'unknown_word')$t$,
    $$VALUES ('error | contribution | role=Creator | fonna | 1 rows of contributions have the unknown role "Creator" of "contribution"')$$, 'a role that is no word');
SELECT results_eq($t$SELECT * FROM pg_temp.told($$UPDATE t_guard.contribution SET verified = NULL WHERE institution_id = 'fonna'$$, 'never_verified')$t$,
    $$VALUES ('warning | contribution | fonna | fonna | no creator of "fonna" is verified (3 affiliations in the year)')$$, 'a unit of which nobody is verified');

-- More shares than are computed ---------------------------------------------------

CREATE FUNCTION t_guard.crowd(creators integer) RETURNS void LANGUAGE sql AS $$
    INSERT INTO t_guard.publication (publication_id, year, form, journal_id, status) VALUES ('crowd', 2023, 'article', 'j1', 'published');
    INSERT INTO t_guard.contribution (publication_id, person_id, role, institution_id, verified)
    SELECT 'crowd', n, 'creator', CASE n WHEN 1 THEN 'bergen' WHEN 2 THEN 'fonna' END, true FROM generate_series(1, creators) AS n
$$;
SELECT is_empty($t$SELECT * FROM pg_temp.told($$SELECT t_guard.crowd(100000)$$, 'shares_too_many')$t$, '100 000 author shares are computed');
SELECT results_eq($t$SELECT * FROM pg_temp.told($$SELECT t_guard.crowd(100001)$$, 'shares_too_many') ORDER BY 1$t$,
    $$VALUES ('error | publication | crowd | bergen | publication "crowd" has 100001 author shares, more than are computed: it has no points'),
             ('error | publication | crowd | fonna | publication "crowd" has 100001 author shares, more than are computed: it has no points')$$, 'one more, and each of its institutions is told');

-- The calendar ----------------------------------------------------------------------

SELECT results_eq($t$SELECT * FROM pg_temp.told($$UPDATE t_guard.publication SET year = NULL WHERE publication_id = '2023-1'$$, 'date_missing')$t$,
    $$VALUES ('error | publication | year | fonna | 1 rows of "publication" have no year')$$, 'a year that is missing');
SELECT results_eq($t$SELECT * FROM pg_temp.told($$UPDATE t_guard.publication SET year = 20230 WHERE publication_id = '2023-1'$$, 'date_outside')$t$,
    $$VALUES ('error | publication | year | fonna | 1 rows of "publication" have a year outside 1900 to 2100, the first 20230')$$, 'a year of no calendar');
SELECT results_eq($t$SELECT * FROM pg_temp.told($$UPDATE t_guard.doctoral_degree SET awarded_on = '0023-05-01' WHERE degree_id IN ('d2023-1', 'd2023-2')$$, 'date_outside')$t$,
    $$VALUES ('error | doctoral_degree | awarded_on | bergen | 2 rows of "doctoral_degree" have a awarded_on outside 1900 to 2100, the first 0023-05-01')$$, 'a day of another age');
SELECT results_eq($t$SELECT * FROM pg_temp.told($$UPDATE t_guard.doctoral_degree SET awarded_on = 'infinity' WHERE degree_id = 'd2023-1'$$, 'date_outside')$t$,
    $$VALUES ('error | doctoral_degree | awarded_on | bergen | 1 rows of "doctoral_degree" have a awarded_on outside 1900 to 2100, the first infinity')$$, 'and one that never comes');
SELECT is_empty($t$SELECT * FROM pg_temp.told($$UPDATE t_guard.institution SET valid_to = 'infinity'$$, 'date_outside')$t$, 'a validity may have no end');

-- Changes, places --------------------------------------------------------------------

-- 30 degrees before: 15 are half, and no more than the limit; 14 are more
SELECT is_empty($t$SELECT * FROM pg_temp.told($$DELETE FROM t_guard.doctoral_degree WHERE degree_id ~ '^d2023' AND substr(degree_id, 7)::integer > 15$$, 'implausible_change')$t$, 'half of it gone is the limit');
SELECT set_eq($t$SELECT * FROM pg_temp.told($$DELETE FROM t_guard.doctoral_degree WHERE degree_id ~ '^d2023' AND substr(degree_id, 7)::integer > 14$$, 'implausible_change')$t$,
    $$VALUES ('warning | doctoral_degree | doctorates.degrees bergen | bergen | doctorates.degrees of "bergen" differs by 53 per cent from the year before: 30, and 14 in 2023'),
             ('warning | doctoral_degree | doctorates.degrees NO | doctorates.degrees of "NO" differs by 53 per cent from the year before: 30, and 14 in 2023')$$, 'more is told, to whom it is of and to the nation');
SELECT is_empty($t$SELECT * FROM pg_temp.told($$UPDATE t_guard.publication SET status = 'draft' WHERE publication_id ~ '2023-[4-9]'$$, 'implausible_change')$t$, 'few things may well be fewer');
SELECT results_eq($t$SELECT * FROM pg_temp.told($$UPDATE t_guard.institution SET parent_id = 'bergen' WHERE institution_id = 'fonna'$$, 'parent_of_institution')$t$,
    $$VALUES ('error | institution | fonna | institution "fonna" is no unit (hf) and has a parent, "bergen"')$$, 'an institution with a parent');

-- Gaps ------------------------------------------------------------------------------

SELECT set_has($$SELECT severity, relation FROM check_sources(2023) WHERE code = 'relation_empty'$$, $$VALUES ('warning', 'project'), ('warning', 'resource_use')$$, 'a relation without rows');
-- 10 projects each, those of bergen classified: fonna would have 10 if it were like bergen
INSERT INTO t_guard.project (project_id, institution_id, starts_on, ends_on) SELECT format('%s-%s', i, n), i, '2022-01-01', '2024-12-31' FROM unnest('{bergen,fonna}'::text[]) AS i, generate_series(1, 10) AS n;
INSERT INTO t_guard.project_hrcs SELECT 'bergen-' || n, 'health_category', 'HC01', 100 FROM generate_series(1, 10) AS n;
SELECT results_eq($t$SELECT * FROM pg_temp.told('SELECT 1', 'unit_without_rows')$t$,
    $$VALUES ('warning | project_hrcs | fonna | fonna | "fonna" has 10 rows of "project" and none of "project_hrcs"; others would have about 10')$$, 'a unit that has none of what others have');
SELECT is_empty($t$SELECT * FROM pg_temp.told($$DELETE FROM t_guard.project WHERE project_id ~ '^fonna-([5-9]|10)$'$$, 'unit_without_rows')$t$, '4 expected ones may be missing by chance');
SELECT results_eq($t$SELECT * FROM pg_temp.told($$ALTER TABLE t_guard.project_hrcs DROP CONSTRAINT project_hrcs_project_id_fkey; INSERT INTO t_guard.project_hrcs VALUES ('gone', 'health_category', 'HC01', 100)$$, 'reference_missing')$t$,
    $$VALUES ('error | project_hrcs | project_id | 1 rows of "project_hrcs" have a project_id that "project" does not hold: gone;health_category;HC01')$$, 'a row that names what is not there');
DELETE FROM t_guard.project_hrcs;
DELETE FROM t_guard.project;
INSERT INTO t_guard.innovation (innovation_id, institution_id) SELECT format('%s-%s', i, n), i FROM unnest('{bergen,fonna}'::text[]) AS i, generate_series(1, 10) AS n;
INSERT INTO t_guard.innovation_phase SELECT 'bergen-' || n, 'Idé', '2023-02-01' FROM generate_series(1, 6) AS n;
-- 6 of 10 at bergen: 6 of 10 at fonna
SELECT results_eq($t$SELECT * FROM pg_temp.told('SELECT 1', 'unit_without_rows')$t$,
    $$VALUES ('warning | innovation_phase | fonna | fonna | "fonna" has 10 rows of "innovation" and none of "innovation_phase"; others would have about 6')$$, 'innovations without any phase');
DELETE FROM t_guard.innovation_phase;
DELETE FROM t_guard.innovation;

-- Row-level security -------------------------------------------------------------------

CREATE ROLE t_guard_reader;
SELECT grant_access('t_guard_reader', 'analyst') \g /dev/null
GRANT USAGE ON SCHEMA t_guard TO t_guard_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA t_guard TO t_guard_reader;
ALTER TABLE t_guard.doctoral_degree RENAME TO degree_table;
ALTER TABLE t_guard.degree_table ENABLE ROW LEVEL SECURITY;
CREATE POLICY part ON t_guard.degree_table USING (institution_id = 'fonna');
CREATE VIEW t_guard.inner_view WITH (security_invoker = true) AS SELECT * FROM t_guard.degree_table;
CREATE VIEW t_guard.doctoral_degree WITH (security_invoker = true) AS SELECT * FROM t_guard.inner_view;
GRANT SELECT ON t_guard.inner_view, t_guard.doctoral_degree TO t_guard_reader;
SELECT is_empty($$SELECT * FROM check_sources(2023) WHERE code = 'row_security_active'$$, 'whoever is not bound by it sees all rows');
SET LOCAL ROLE t_guard_reader;
SELECT results_eq($$SELECT severity, relation, key FROM check_sources(2023) WHERE code = 'row_security_active'$$,
                  $$VALUES ('error', 'doctoral_degree', 't_guard.degree_table')$$, 'whoever is, is told, behind two views too');
RESET ROLE;

-- Checks that fail -----------------------------------------------------------------------

REVOKE SELECT ON t_guard.channel_level FROM t_guard_reader;
SET LOCAL ROLE t_guard_reader;
SELECT set_has($$SELECT severity, relation FROM check_sources(2023) WHERE code = 'right_missing'$$,
               $$VALUES ('error'::text, 'channel_level'::text)$$, 'a missing right is a finding');
SELECT ok(EXISTS (SELECT FROM check_sources(2023) WHERE code = 'row_security_active'), 'and the other checks run');
RESET ROLE;
GRANT SELECT ON t_guard.channel_level TO t_guard_reader;

SAVEPOINT wrong_type;
ALTER TABLE t_guard.external_funding ALTER COLUMN amount_nok TYPE text;
INSERT INTO t_guard.external_funding VALUES ('f', 'bergen', 2023, 'EU', 'very much', 'awarded');
UPDATE t_guard.contribution SET verified = NULL WHERE institution_id = 'fonna';
SELECT ok(EXISTS (SELECT FROM check_sources(2023) WHERE code = 'type_wrong' AND relation = 'external_funding'), 'so is a wrong type');
SELECT ok(EXISTS (SELECT FROM check_sources(2023) WHERE code = 'never_verified'), 'and the others run');
ROLLBACK TO wrong_type;

CREATE FUNCTION pg_temp.fails(year integer) RETURNS SETOF raw_finding LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION E'1\n2\n3\n4\n5\n6';
END
$$;
SELECT is(code, 'check_failed', 'a check that fails is a finding') FROM guarded_findings('pg_temp.fails', 2023, NULL, true);
SELECT is((SELECT count(*) FROM told_findings(ARRAY(SELECT f FROM guarded_findings('pg_temp.fails', 2023, NULL, true) AS f), 'nn') AS t WHERE t.message ~* 'kontroll'), 1::bigint, 'in every language');

-- A relation that is missing takes no check of others with it.
SAVEPOINT missing;
INSERT INTO t_guard.publication (publication_id, year, doi) VALUES ('bad', 2023, '10.1/ ');
DROP TABLE t_guard.study_result;
SELECT ok(EXISTS (SELECT FROM check_sources(2023) WHERE code = 'doi_malformed' AND relation = 'publication'), 'DOIs of publications are checked without results of studies');
ROLLBACK TO missing;
SELECT is((SELECT count(*) FROM source_check AS c WHERE c.function LIKE '%check_hrcs' AND 'project_focus_area' = ANY (c.relations)), 0::bigint, 'HRCS codes without focus areas');

SELECT * FROM finish();
ROLLBACK;
