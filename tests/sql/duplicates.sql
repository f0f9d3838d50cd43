-- Works with several records: those that agree count once, in every function that
-- gives points; those that disagree all count; chapters of a book are no copies.
-- Expected points are worked out by hand: 1 for a whole article at level 1, 0.7071
-- for half of one (sqrt 1/2), 5 for a monograph.
BEGIN;
SET LOCAL search_path = research_indicators, research_indicators_internal, public;
SET LOCAL jit = off;
SET LOCAL client_min_messages = warning;
SELECT plan(36);

SELECT cmp_ok((SELECT count(*) FROM esystems.publication WHERE year = 2023 AND form = 'chapter' AND isbn = 'made-isbn-anthology'), '>', 3::bigint, 'the sample has an anthology');
SELECT is_empty('SELECT * FROM publication_copies(2023)', 'whose chapters are works of their own');

SELECT count(*) AS made FROM create_source_tables('t_twice') \gset
SET LOCAL research_indicators.source_schema = 't_twice';
INSERT INTO t_twice.institution (institution_id, orgnr, name, kind, parent_id, rhf_id, country, reporting) VALUES
    ('vest', '983658725', 'Helse Vest RHF', 'rhf', NULL, 'vest', 'NO', true),
    ('bergen', '983974724', 'Helse Bergen HF', 'hf', NULL, 'vest', 'NO', true),
    ('bergen-lab', NULL, 'Lab', 'unit', 'bergen', NULL, 'NO', true),
    ('fonna', '983974694', 'Helse Fonna HF', 'hf', NULL, 'vest', 'NO', true);
INSERT INTO t_twice.channel_level VALUES ('journal', 'j1', 2023, '1'), ('journal', 'j2', 2023, '1'), ('publisher', 'b1', 2023, '1');

INSERT INTO t_twice.publication (publication_id, year, form, journal_id, publisher_id, isbn, doi, status) VALUES
    -- one article in three spellings of its DOI: c has most verified creators, of a and b the smallest is a
    ('art-a', 2023, 'article', 'j1', NULL, NULL, '10.5555/ONE', 'published'),
    ('art-b', 2023, 'article', 'j1', NULL, NULL, 'https://doi.org/10.5555/one', 'published'),
    ('art-c', 2023, 'article', 'j1', NULL, NULL, 'doi:10.5555/One', 'published'),
    -- equal ones: ids in the order of their bytes, B before a
    ('tie-a', 2023, 'article', 'j1', NULL, NULL, '10.5555/tie', 'published'),
    ('tie-B', 2023, 'article', 'j1', NULL, NULL, '10.5555/tie', 'published'),
    -- one monograph in two spellings of its ISBN
    ('mon-1', 2023, 'monograph', NULL, 'b1', '978-0-306-40615-7', NULL, 'published'),
    ('mon-2', 2023, 'monograph', NULL, 'b1', '0306406152', NULL, 'published'),
    -- chapters of one anthology
    ('cha-1', 2023, 'chapter', NULL, 'b1', '9788200000013', NULL, 'published'),
    ('cha-2', 2023, 'chapter', NULL, 'b1', '9788200000013', NULL, 'published'),
    -- two records of other creators
    ('dis-1', 2023, 'article', 'j1', NULL, NULL, '10.5555/dis', 'published'),
    ('dis-2', 2023, 'article', 'j1', NULL, NULL, '10.5555/dis', 'published'),
    -- a draft, another year, no DOI: no copies
    ('not-1', 2023, 'article', 'j1', NULL, NULL, '10.5555/not', 'published'),
    ('not-2', 2023, 'article', 'j1', NULL, NULL, '10.5555/not', 'draft'),
    ('not-3', 2022, 'article', 'j1', NULL, NULL, '10.5555/not', 'published'),
    ('not-4', 2023, 'article', 'j1', NULL, NULL, 'unknown', 'published'),
    ('not-5', 2023, 'article', 'j1', NULL, NULL, 'unknown', 'published');
INSERT INTO t_twice.contribution (publication_id, person_id, role, institution_id, country, verified) VALUES
    -- persons have other keys in each record, and a unit is its institution
    ('art-a', '1', 'creator', 'bergen', 'NO', true), ('art-a', '2', 'creator', 'fonna', 'NO', false),
    ('art-b', 'x', 'creator', 'fonna', NULL, false), ('art-b', 'y', 'creator', 'bergen-lab', 'NO', true),
    ('art-c', 'p', 'creator', 'bergen', 'NO', true), ('art-c', 'q', 'creator', 'fonna', 'NO', true), ('art-c', 'r', 'editor', 'fonna', 'NO', true),
    ('tie-a', '1', 'creator', 'bergen', 'NO', true), ('tie-B', '1', 'creator', 'bergen', 'NO', true),
    ('mon-1', '1', 'creator', 'fonna', 'NO', true), ('mon-2', '1', 'creator', 'fonna', 'NO', true),
    ('cha-1', '1', 'creator', 'fonna', 'NO', true), ('cha-2', '1', 'creator', 'fonna', 'NO', true),
    ('dis-1', '1', 'creator', 'bergen', 'NO', true),
    ('dis-2', '1', 'creator', 'bergen', 'NO', true), ('dis-2', '2', 'creator', 'bergen', 'SE', true),
    ('not-1', '1', 'creator', 'bergen', 'NO', true), ('not-2', '1', 'creator', 'bergen', 'NO', true), ('not-3', '1', 'creator', 'bergen', 'NO', true),
    ('not-4', '1', 'creator', 'bergen', 'NO', true), ('not-5', '1', 'creator', 'bergen', 'NO', true);

SELECT set_eq('SELECT publication_id, work_id, counts_as FROM publication_copies(2023)',
              $$VALUES ('art-a', 'art-a', 'art-c'), ('art-b', 'art-a', 'art-c'), ('art-c', 'art-a', 'art-c'),
                       ('tie-a', 'tie-B', 'tie-B'), ('tie-B', 'tie-B', 'tie-B'), ('mon-1', 'mon-1', 'mon-1'), ('mon-2', 'mon-1', 'mon-1'),
                       ('dis-1', 'dis-1', 'dis-1'), ('dis-2', 'dis-1', 'dis-2')$$, 'which records are of one work, and which of them counts');
SELECT is_empty('SELECT * FROM publication_copies(2022)', 'a year without such works has none');

-- Points --------------------------------------------------------------------------

SELECT set_eq($$SELECT publication_id, institution_id, points, countable, reason FROM publication_points(2023)
                WHERE publication_id ~ '^(art|tie|mon)'$$,
              $$VALUES ('art-a', 'bergen', 0.7071, false, 'duplicate'), ('art-a', 'fonna', 0.0000, false, 'duplicate'),
                       ('art-b', 'bergen', 0.7071, false, 'duplicate'), ('art-b', 'fonna', 0.0000, false, 'duplicate'),
                       ('art-c', 'bergen', 0.7071, true, NULL), ('art-c', 'fonna', 0.7071, true, NULL),
                       ('tie-B', 'bergen', 1.0000, true, NULL), ('tie-a', 'bergen', 1.0000, false, 'duplicate'),
                       ('mon-1', 'fonna', 5.0000, true, NULL), ('mon-2', 'fonna', 5.0000, false, 'duplicate')$$,
              'one record counts; the others keep what the rule gives, and the reason');
SELECT set_eq($$SELECT publication_id, countable FROM publication_points(2023) WHERE publication_id ~ '^(cha|dis)'$$,
              $$VALUES ('cha-1', true), ('cha-2', true), ('dis-1', true), ('dis-2', true)$$, 'chapters of a book, and records that disagree, all count');
-- bergen: art-c 0.7071, tie-B 1, dis-1 1, dis-2 1.3 (abroad), not-1, not-4, not-5 1 each; fonna: art-c 0.7071, mon-1 5, cha-1 and cha-2 0.7
SELECT set_eq($$SELECT unit_id, publications, points, excluded FROM publication_point_sums(2023) WHERE dimension = '' AND unit_level = 'institution' AND publications > 0$$,
              $$VALUES ('bergen', 7::bigint, 7.0071, 4::bigint), ('fonna', 4::bigint, 7.1071, 3::bigint)$$, 'the sums have each work once');
SELECT is((SELECT points FROM publication_point_sums(2023) WHERE dimension = '' AND unit_level = 'nation'), 14.1142, 'and so has the nation''s');
SELECT set_eq($$SELECT unit_id, excluded FROM publication_point_sums(2023) WHERE dimension = 'reason' AND code = 'duplicate' AND unit_level = 'institution'$$,
              $$VALUES ('bergen', 3::bigint), ('fonna', 3::bigint)$$, 'the reason is among those of the units');
SELECT set_eq($$SELECT institution_id, value FROM indicator_facts(2023) WHERE indicator = 'publications' AND measure = 'points' AND dimensions = '{}' AND value > 0$$,
              $$VALUES ('bergen', 7.0071), ('fonna', 7.1071), ('vest', 14.1142), ('NO', 14.1142)$$, 'the facts are these sums');
SELECT set_eq($$SELECT institution_id, publications FROM research_points(2023) WHERE publications > 0$$,
              $$VALUES ('bergen', 7.0071), ('fonna', 7.1071)$$, 'and so are the research points');
SELECT is((SELECT sum(e.value) FROM explain_fact('publications', 'points', 2023, 'institution', 'bergen', '{}') AS e WHERE e.kind = 'source'), 7.0071,
          'the rows of a fact make it');
SELECT ok(EXISTS (SELECT FROM explain_fact('publications', 'points', 2023, 'institution', 'bergen', '{}') AS e WHERE e.subject = 'tie-a' AND e.kind = 'excluded' AND e.reason = 'duplicate'),
          'and show what is left out');

-- Explanation ---------------------------------------------------------------------

SELECT results_eq($$SELECT kind, value, detail, reason FROM explain_publication('art-a') WHERE subject = 'one_record_of_work'$$,
                  $$VALUES ('condition', 0::numeric, 'not met: the same work as art-c', 'duplicate')$$, 'a duplicate names the record that counts');
SELECT is_empty($$SELECT * FROM explain_publication('art-c') WHERE subject = 'one_record_of_work'$$, 'which says nothing of it');
SELECT set_eq($$SELECT subject, value, reason FROM explain_publication('art-a') WHERE kind = 'result'$$,
              $$VALUES ('bergen', 0.7071, 'duplicate'), ('fonna', 0.0000, 'duplicate')$$, 'the results are those of publication_points');

-- Findings ------------------------------------------------------------------------

SELECT set_eq($$SELECT severity, key, institution_id, arguments ->> 'points' FROM check_duplicates(2023) WHERE code = 'duplicate'$$,
              $$VALUES ('warning', 'art-a', 'bergen', '0.7071'), ('warning', 'art-a', 'fonna', '0.0000'), ('warning', 'art-b', 'bergen', '0.7071'), ('warning', 'art-b', 'fonna', '0.0000'),
                       ('warning', 'tie-a', 'bergen', '1.0000'), ('warning', 'mon-2', 'fonna', '5.0000')$$,
              'each institution is told of the points that would have been doubled');
SELECT results_eq($$SELECT severity, key, institution_id, arguments ->> 'publications', arguments ->> 'points' FROM check_duplicates(2023) WHERE code = 'duplicate_disagrees'$$,
                  $$VALUES ('error', 'dis-1', 'bergen', 'dis-1, dis-2', '1.0000')$$, 'records that disagree are an error, with what is too much if they are one work');
SELECT is((SELECT f.message FROM check_sources(2023) AS f WHERE f.key = 'tie-a'), 'publication "tie-a" is the same work as "tie-B" and does not count once more', 'in words');
UPDATE t_twice.publication SET journal_id = 'unlisted' WHERE publication_id = 'dis-2';
SELECT results_eq($$SELECT severity, arguments ->> 'points' FROM check_duplicates(2023) WHERE code = 'duplicate_disagrees'$$,
                  $$VALUES ('warning', '0.0000')$$, 'where one of them counts only, nothing is doubled');

-- Approvals: the record that counts waits for one -----------------------------------

INSERT INTO t_twice.publication_approval (publication_id, institution_id, state) VALUES ('tie-B', 'bergen', 'pending');
SELECT set_eq($$SELECT publication_id, countable, reason FROM publication_points(2023) WHERE publication_id ~ '^tie'$$,
              $$VALUES ('tie-B', false, 'approval_pending'), ('tie-a', false, 'duplicate')$$, 'a work whose record waits does not count by another');
SELECT results_eq($$SELECT severity, arguments ->> 'points' FROM check_duplicates(2023) WHERE key = 'tie-a'$$,
                  $$VALUES ('error', '1.0000')$$, 'which is an error: points are missing');
DELETE FROM t_twice.publication_approval;

-- What is no duplicate of each other -------------------------------------------------

CREATE FUNCTION pg_temp.counted(change text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    answer bigint;
BEGIN
    BEGIN
        EXECUTE change;
        SELECT count(*) INTO answer FROM research_indicators.publication_points(2023) AS p WHERE p.publication_id ~ '^tie' AND p.countable;
        RAISE EXCEPTION USING ERRCODE = 'TAKEN';
    EXCEPTION WHEN SQLSTATE 'TAKEN' THEN NULL;
    END;
    RETURN answer;
END
$$;
SELECT is(pg_temp.counted('SELECT 1'), 1::bigint, 'of two that agree one counts');
SELECT is(pg_temp.counted($$UPDATE t_twice.publication SET form = 'review' WHERE publication_id = 'tie-a'$$), 2::bigint, 'not of two forms');
SELECT is(pg_temp.counted($$UPDATE t_twice.publication SET journal_id = 'j2' WHERE publication_id = 'tie-a'$$), 2::bigint, 'nor in two journals');
SELECT is(pg_temp.counted($$UPDATE t_twice.contribution SET institution_id = 'fonna' WHERE publication_id = 'tie-a'$$), 2::bigint, 'nor of other institutions');
SELECT is(pg_temp.counted($$UPDATE t_twice.contribution SET country = 'SE' WHERE publication_id = 'tie-a'$$), 2::bigint, 'nor with a creator abroad');
SELECT is(pg_temp.counted($$INSERT INTO t_twice.contribution VALUES ('tie-a', '2', 'creator', 'bergen', 'NO', true)$$), 2::bigint, 'nor of more creators');
SELECT is(pg_temp.counted($$UPDATE t_twice.contribution SET verified = false WHERE publication_id = 'tie-B'$$), 1::bigint, 'but whether creators are verified is no difference');
SELECT is(pg_temp.counted($$UPDATE t_twice.publication SET year = 2022 WHERE publication_id = 'tie-a'$$), 1::bigint, 'another year is another year''s');

-- Chains: one shares a DOI with the second, an ISBN with the third -------------------

INSERT INTO t_twice.publication (publication_id, year, form, publisher_id, isbn, doi, status) VALUES
    ('link-1', 2023, 'monograph', 'b1', '9788200000020', NULL, 'published'), ('link-2', 2023, 'monograph', 'b1', '9788200000020', '10.5555/link', 'published'),
    ('link-3', 2023, 'monograph', 'b1', '9788200000037', '10.5555/link', 'published');
INSERT INTO t_twice.contribution SELECT p, '1', 'creator', 'fonna', 'NO', true FROM unnest('{link-1,link-2,link-3}'::text[]) AS p;
SELECT set_eq($$SELECT publication_id, counts_as FROM publication_copies(2023) WHERE publication_id ~ '^link'$$,
              $$VALUES ('link-1', 'link-1'), ('link-2', 'link-1'), ('link-3', 'link-1')$$, 'what hangs together is one work');

-- The rule set decides -----------------------------------------------------------

SELECT rule_set_digest('nvi-2015') AS digest \gset
SELECT copy_rule_set('nvi-2015', 't-twice', 'every record') \g /dev/null
SELECT set_rule_parameter('t-twice', 'duplicates_count', 'true', 'site', 'a test') \g /dev/null
SELECT is((SELECT sum(points) FROM publication_points(2023, 't-twice') WHERE publication_id ~ '^(tie|mon)' AND countable), 12.0000, 'where a set says so every record counts');
SELECT results_eq($$SELECT value, reason, origin FROM explain_publications(2023, 't-twice', 'tie-a') WHERE subject = 'one_record_of_work'$$,
                  $$VALUES (1::numeric, NULL::text, 'site')$$, 'and the explanation names the parameter');
SELECT set_rule_parameter('t-twice', 'duplicates_count', 'false', 'site', 'a test') \g /dev/null
SELECT is((SELECT sum(points) FROM publication_points(2023, 't-twice') WHERE publication_id ~ '^(tie|mon)' AND countable), 6.0000, 'a set that says no is as one that is silent');
SELECT is(rule_set_digest('nvi-2015'), :'digest', 'the shipped set is as it was');
SELECT is((SELECT count(*) FROM rule_parameter WHERE name = 'duplicates_count' AND rule_set <> 't-twice'), 0::bigint, 'and says nothing of it');

SELECT * FROM finish();
ROLLBACK;
